//! the articles asked for → pages on standard output.

use super::{DONE, FELL_SHORT, Knowledge, Reading, say};
use anstream::AutoStream;
use claimwire::sink::terminal;
use claimwire::source::{Source, Verdict};
use claimwire::{Article, Error, Result};
use clap::{Args, ColorChoice};
use std::io::{StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Which articles are looked at, and how.
#[derive(Args)]
pub(crate) struct Viewing {
    /// Files or folders of articles; - stands for standard input
    #[arg(value_name = "FILE", required_unless_present = "files_from")]
    inputs: Vec<PathBuf>,
    /// Only the article with this id
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    pub(crate) knowledge: Knowledge,
}

impl Viewing {
    /// Looks at every article asked for; one that was refused is named on standard error.
    pub(crate) fn each(self, mut look: impl FnMut(&Article) -> Result<()>) -> Result<ExitCode> {
        let Viewing { inputs, id, reading, .. } = self;
        let (mut refused, mut looked) = (false, false);
        let inputs = reading.inputs(inputs)?;
        for outcome in Source::open(&inputs, reading.options())?.articles() {
            match outcome {
                Ok(article) if id.as_ref().is_none_or(|id| *id == article.id) => {
                    looked = true;
                    look(&article)?;
                }
                Ok(_) => {}
                // A folder may hold much else, of which nothing was to be seen.
                Err(refusal) if refusal.verdict == Verdict::Unknown => {}
                Err(refusal) => {
                    refused |= refusal.is_fault();
                    say(&refusal);
                }
            }
        }
        match id {
            Some(id) if !looked => Err(Error::other(format!("no article '{id}' in what was read"))),
            _ => Ok(if refused { FELL_SHORT } else { DONE }.into()),
        }
    }
}

/// Standard output, with or without colour.
pub(crate) struct Screen {
    out: AutoStream<StdoutLock<'static>>,
}

impl Screen {
    /// The screen; unless told otherwise it has colour where it is a terminal that takes it.
    pub(crate) fn open(color: ColorChoice) -> Screen {
        let choice = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Screen { out: AutoStream::new(std::io::stdout().lock(), choice) }
    }

    pub(crate) fn width(&self) -> usize {
        terminal::width()
    }

    pub(crate) fn has_colour(&self) -> bool {
        self.out.current_choice() != anstream::ColorChoice::Never
    }

    /// Writes lines as they are, but for what an article could steer the terminal with.
    pub(crate) fn print_lines(&mut self, lines: &str) -> Result<()> {
        self.print(&lines.replace(|letter: char| letter != '\n' && terminal::is_unsafe(letter), "\u{fffd}"))
    }

    /// Writes a page.
    pub(crate) fn print(&mut self, lines: &str) -> Result<()> {
        let written = self.out.write_all(lines.as_bytes()).and_then(|()| self.out.flush());
        written.map_err(|error| Error::output(Path::new("standard output"), &error))
    }
}
