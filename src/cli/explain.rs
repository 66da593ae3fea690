//! claimwire explain.

use claimwire::{Error, Result};
use std::process::ExitCode;

/// Not written yet.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: Arguments) -> Result<ExitCode> {
    Err(Error::other("explain is not written yet"))
}
