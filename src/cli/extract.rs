//! `claimwire extract`: articles → their claims.

use super::{DONE, FELL_SHORT, Knowledge, Reading, say};
use claimwire::run::{Run, Summary};
use claimwire::sink::{JsonLines, Output, Sink, Terminal, terminal};
use claimwire::source::Source;
use claimwire::{Error, Result};
use clap::Args;
use std::fmt;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// So many megabytes must have been read for a speed to mean something.
const LEAST_TIMED: f64 = 1.0;

/// Write down what articles claim
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files, folders, or - for standard input: plain text, web pages, JSON Lines
    #[arg(required_unless_present = "files_from", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write JSON Lines to a file, which appears when it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write JSON Lines to a terminal too, which otherwise gets lines for people
    #[arg(long)]
    json: bool,
    /// The number of threads [default: as many as the machine has]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
    /// Leave out the summary at the end
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// Takes the articles to the output; refused ones are named on standard error.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { inputs, output, json, threads, quiet, reading, knowledge } = arguments;
    let inputs = reading.inputs(inputs)?;
    let source = Source::open(&inputs, reading.options())?;
    let extractor = knowledge.extractor()?;
    let for_people = output.is_none() && !json && io::stdout().is_terminal();
    let sink: &dyn Sink = if for_people { &Terminal::new(terminal::width(), knowledge.unit()) } else { &JsonLines };
    let mut out = match &output {
        Some(path) => create(path, &inputs)?,
        None => Output::stream("standard output", anstream::stdout()),
    };
    let begun = Instant::now();
    let run = Run { extractor: &extractor, sink, threads };
    let summary = run.run(source, &mut out, |refusal| {
        if refusal.is_fault {
            say(refusal);
        }
    })?;
    out.finish()?;
    let is_worth_saying = summary.refused > 0 || output.is_some() || io::stderr().is_terminal();
    if is_worth_saying && !quiet {
        say(&Line { summary, time: begun.elapsed() });
    }
    Ok(if summary.refused > 0 { FELL_SHORT } else { DONE }.into())
}

/// Opens the output, which must not be one of the inputs: it would take its place.
fn create(path: &Path, inputs: &[PathBuf]) -> Result<Output> {
    if let Ok(place) = path.canonicalize()
        && place.is_file()
        && inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == place))
    {
        return Err(Error::file(path, "is an input, and would be overwritten"));
    }
    Output::create(path)
}

/// The summary as one line.
struct Line {
    summary: Summary,
    time: Duration,
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { articles, undated, claims, refused, passed_over, bytes } = self.summary;
        let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        write!(out, "{}", count(articles, "article"))?;
        if undated > 0 {
            write!(out, " ({undated} undated)")?;
        }
        write!(out, ", {}, {refused} refused", count(claims, "claim"))?;
        if passed_over > 0 {
            write!(out, ", {passed_over} passed over")?;
        }
        let megabytes = bytes as f64 / 1e6;
        if megabytes < LEAST_TIMED {
            return Ok(());
        }
        let seconds = self.time.as_secs_f64();
        write!(out, "; {megabytes:.0} MB in {seconds:.1} s, {:.1} MB/s", megabytes / seconds)
    }
}
