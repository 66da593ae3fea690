//! `claimwire check`: dictionaries and rules → whether they load, and whether the rules keep to their own examples.

use super::{DONE, FELL_SHORT, Knowledge, say};
use claimwire::proof::{Proof, prove};
use claimwire::{Error, Result};
use clap::Args;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Check dictionaries and rules, and read every example and counterexample of the rules
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    knowledge: Knowledge,
}

/// Names each example that fails, and counts them.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Proof { files, examples, faults } = prove(&arguments.knowledge.extractor()?);
    let failed = faults.len();
    if failed > 0 {
        say(&Error::faults(faults));
    }
    writeln!(std::io::stdout(), "{files} rule files, {examples} examples, {failed} failed")
        .map_err(|error| Error::output(Path::new("standard output"), &error))?;
    Ok(if failed > 0 { FELL_SHORT } else { DONE }.into())
}
