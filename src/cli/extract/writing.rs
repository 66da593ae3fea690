//! What a run is to write, and where.

use crate::cli::Knowledge;
use claimwire::ledger::{Ledger, Paths};
use claimwire::record::Unit;
use claimwire::seal::Terms;
use claimwire::sink::Output;
use claimwire::source::{Options, Source, reads};
use claimwire::{Error, Result};
use clap::Args;
use serde::de::IgnoredAny;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Where findings and reports go.
#[derive(Args)]
#[command(next_help_heading = "Writing")]
pub(super) struct Writing {
    /// Write JSON Lines to a file, which appears when it is whole; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on where a run with the same output was cut short; begin where none was
    #[arg(long, requires = "output")]
    resume: bool,
    /// Write what is refused to a file, as JSON Lines, and not to standard error
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
    /// Write the counts to a file, as JSON
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Write hashes of inputs, dictionaries, rules and output to a file, for `claimwire verify`
    #[arg(long, value_name = "FILE", requires = "output")]
    manifest: Option<PathBuf>,
}

impl Writing {
    /// Whether findings go to a file.
    pub(super) fn is_file(&self) -> bool {
        self.output.as_ref().is_some_and(|path| !is_stream(path))
    }

    /// Whether the run goes on where one was cut short.
    pub(super) fn goes_on(&self) -> bool {
        self.resume
    }

    /// Whether what is refused goes to a file.
    pub(super) fn lists_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// Opens the books; a run that goes on has stepped over what is done.
    pub(super) fn open(
        self,
        source: Source,
        inputs: &[PathBuf],
        options: &Options,
        knowledge: &Knowledge,
        unit: Unit,
        interrupted: &AtomicBool,
    ) -> Result<(Ledger, Source)> {
        let Writing { output, resume, refused, summary, manifest } = self;
        if let Some(output) = output.as_ref().filter(|path| is_stream(path) && (resume || manifest.is_some())) {
            return Err(Error::file(output, "is standard output: only a file can be gone on with or sealed"));
        }
        let output = output.filter(|path| !is_stream(path));
        if let Some(report) = [&refused, &summary, &manifest].into_iter().flatten().find(|path| is_stream(path)) {
            return Err(Error::file(report, "is no file: /dev/stdout and /dev/stderr take reports too"));
        }
        let mut written = Vec::new();
        for path in [&output, &refused, &summary, &manifest].into_iter().flatten() {
            spare(inputs, path)?;
            spare_among(inputs, path)?;
            let files = Output::files(path);
            if written.contains(&files[1]) {
                return Err(Error::file(path, "two things cannot be written to one file"));
            }
            written.extend(files);
        }
        // Those of an earlier run are no articles either.
        let source = source.leaving_out(written);
        let paths = Paths { refused, summary, manifest };
        let Some(output) = output else {
            return Ok((Ledger::stream(stream(), paths)?, source));
        };
        let Knowledge { dictionaries, rules } = knowledge;
        let terms = Terms::new(inputs, options, unit, dictionaries.as_deref(), rules.as_deref())?;
        match resume {
            true => Ledger::resume(&output, terms, paths, source, interrupted),
            false => Ok((Ledger::begin(&output, terms, paths)?, source)),
        }
    }
}

/// Whether a path means standard output.
fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Standard output; what goes to a terminal has its colours taken out where that knows none.
fn stream() -> Output {
    let name = "standard output";
    if io::stdout().is_terminal() {
        Output::stream(name, anstream::stdout())
    } else {
        Output::stream(name, io::stdout())
    }
}

/// What tells the files that a run writes: the keys of the first object in output, refused, summary and manifest.
const OWN: [&[&str]; 4] = [
    &["version", "entities", "claims"],
    &["source", "reason"],
    &["articles", "undated", "bytes"],
    &["claimwire", "files", "output"],
];

/// Refuses to write over what folders, patterns and lists bring in, unless an earlier run has written it.
fn spare_among(inputs: &[PathBuf], path: &Path) -> Result<()> {
    match path.canonicalize() {
        Ok(place) if place.is_file() && !is_own(&place) && reads(inputs, &place)? => {
            Err(Error::file(path, "is among the inputs, and would be overwritten"))
        }
        _ => Ok(()),
    }
}

/// Whether a file is empty, or such as a run writes.
fn is_own(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let objects = serde_json::Deserializer::from_reader(BufReader::new(file));
    let first = objects.into_iter::<HashMap<String, IgnoredAny>>().next();
    let is_written = |keys: HashMap<_, _>| OWN.iter().any(|own| own.iter().all(|key| keys.contains_key(*key)));
    first.is_none_or(|keys| keys.is_ok_and(is_written))
}

/// Refuses to write over an input: the output would take its place.
pub(in crate::cli) fn spare(inputs: &[PathBuf], path: &Path) -> Result<()> {
    if let Ok(place) = path.canonicalize()
        && place.is_file()
        && inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == place))
    {
        return Err(Error::file(path, "is an input, and would be overwritten"));
    }
    Ok(())
}
