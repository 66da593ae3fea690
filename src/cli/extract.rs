//! `claimwire extract`: articles → their claims.

mod progress;
pub(super) mod writing;

use super::{COULD_NOT_RUN, Counting, DONE, FELL_SHORT, INTERRUPTED, Knowledge, Reading, say, whole};
use claimwire::ledger::{self, Ledger};
use claimwire::run::Run;
use claimwire::sink::{JsonLines, Rendered, Sink, Terminal, terminal};
use claimwire::source::Source;
use claimwire::{Article, Error, Result};
use clap::Args;
use progress::Progress;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{ExitCode, exit};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use writing::Writing;

/// Write down what articles claim
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files, folders, patterns, or - for standard input: text, HTML, JSON, CSV, Parquet, WARC, packed or in archives
    #[arg(required_unless_present = "files_from", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write JSON Lines to a terminal too, which otherwise gets lines for people
    #[arg(long)]
    json: bool,
    /// The number of threads, up to 256 [default: as many as the machine has]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true,
        value_parser = threads)]
    threads: u16,
    /// Leave out the progress and the summary at the end
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    writing: Writing,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    knowledge: Knowledge,
    #[command(flatten)]
    counting: Counting,
}

/// A number of threads as it is typed.
fn threads(text: &str) -> std::result::Result<u16, String> {
    let count: u64 = whole(text)?;
    u16::try_from(count).ok().filter(|count| *count <= 256).ok_or_else(|| format!("{count} is not in 0..=256"))
}

/// Takes the articles to the output; refused ones are named on standard error or in a file.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { inputs, json, threads, quiet, writing, reading, knowledge, counting } = arguments;
    let unit = counting.offsets;
    let inputs = reading.inputs(inputs)?;
    let options = reading.options();
    let source = Source::open(&inputs, options.clone())?;
    let extractor = knowledge.extractor()?.counting(unit);
    let for_people = !writing.is_file() && !json && io::stdout().is_terminal();
    let sink: &dyn Sink = if for_people { &Terminal::new(terminal::width(), unit) } else { &JsonLines };
    let (is_file, are_named) = (writing.is_file(), !writing.lists_refused());
    let interrupted = Arc::new(AtomicBool::new(false));
    let goes_on = writing.goes_on();
    // Stepping over what is done may take its time.
    if goes_on {
        heed(Arc::clone(&interrupted))?;
    }
    let (mut ledger, source) = match writing.open(source, &inputs, &options, &knowledge, unit, &interrupted) {
        Err(error) if interrupted.load(Ordering::Relaxed) => {
            say(&error);
            return Ok(INTERRUPTED.into());
        }
        opened => opened?,
    };
    let progress = Progress::new(&source, *ledger.summary(), is_file && !quiet);
    if !goes_on && ledger.has_journal() {
        heed(Arc::clone(&interrupted))?;
    }
    let run = Run::new(threads.into(), |article: &Article, rendered: &mut Rendered| {
        rendered.add(sink, article, &extractor.extract(article));
    });
    let ended = run.run(source, |portion| {
        for refusal in portion.refusals.iter().filter(|refusal| refusal.is_fault() && are_named) {
            progress.say(refusal);
        }
        ledger.take(&portion)?;
        progress.show(portion.read, ledger.summary());
        Ok(if interrupted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    });
    progress.clear();
    let ended = match ended {
        Ok(ControlFlow::Continue(())) => match ledger.complete() {
            Ok(()) => return end(ledger, &progress, quiet),
            Err(error) => Err(error),
        },
        Ok(ControlFlow::Break(())) => ledger.enter(),
        Err(error) => Err(error),
    };
    let Some(documents) = ledger.safe() else { return ended.map(|()| INTERRUPTED.into()) };
    let status = match ended {
        Ok(()) => INTERRUPTED,
        Err(error) => {
            say(&error);
            COULD_NOT_RUN
        }
    };
    say(&ledger::goes_on(documents));
    Ok(status.into())
}

/// Puts what is written in place and sums up.
fn end(ledger: Ledger, progress: &Progress, quiet: bool) -> Result<ExitCode> {
    let summary = ledger.finish()?;
    if !quiet {
        say(&progress.line(summary));
    }
    Ok(if summary.refused > 0 { FELL_SHORT } else { DONE }.into())
}

/// Has Ctrl-C tell the run to end at the next batch; a second one ends it at once.
fn heed(interrupted: Arc<AtomicBool>) -> Result<()> {
    let handler = move || {
        if interrupted.swap(true, Ordering::Relaxed) {
            exit(INTERRUPTED.into());
        }
    };
    ctrlc::set_handler(handler).map_err(Error::other)
}
