//! `claimwire verify`: a manifest → what has changed since.

use super::{DONE, FELL_SHORT, say};
use claimwire::seal::Manifest;
use claimwire::{Error, Result};
use clap::Args;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Check that inputs, dictionaries, rules and output are still what a manifest says
#[derive(Args)]
pub(crate) struct Arguments {
    /// The manifest that `claimwire extract --manifest` wrote, checked from the folder in which that ran
    #[arg(value_name = "MANIFEST")]
    manifest: PathBuf,
    /// Leave out the summary at the end
    #[arg(short, long)]
    quiet: bool,
}

/// Names each thing that differs, a line each.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { manifest: path, quiet } = arguments;
    let manifest = Manifest::load(&path)?;
    if manifest.lies_elsewhere() {
        say(&"no input is there: run it in the folder where the run was started");
    }
    let differences = manifest.verify(&path)?;
    let mut lines = String::new();
    for difference in &differences {
        writeln!(lines, "{difference}").expect("a string takes every line");
    }
    std::io::stdout()
        .write_all(lines.as_bytes())
        .map_err(|error| Error::output(Path::new("standard output"), &error))?;
    if !quiet {
        say(&format_args!("{} checked, {} differ", manifest.count(), differences.len()));
    }
    Ok(if differences.is_empty() { DONE } else { FELL_SHORT }.into())
}
