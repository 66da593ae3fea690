//! a folder of golden files → a page on the loopback address, on which they are judged.

use super::corpus::Shelf;
use super::screen::Screen;
use super::{DONE, Knowledge, whole};
use claimwire::Result;
use claimwire::audit::Golden;
use claimwire::review::{Review, serve};
use clap::ColorChoice;
use std::path::PathBuf;
use std::process::ExitCode;

/// Judge golden files in the browser: accept, correct or reject every entity and claim
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder of golden files; nothing outside of it is written
    #[arg(value_name = "GOLDEN-DIR")]
    golden: PathBuf,
    /// Compare with another reviewer's golden files of the same articles, and settle what differs
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
    /// Print how far both sides agree and end, without a page
    #[arg(long)]
    figures: bool,
    /// The port; any that is free where it is left out
    #[arg(long, value_name = "PORT", value_parser = whole::<u16>, default_value_t = 0)]
    port: u16,
    #[command(flatten)]
    shelf: Shelf,
    #[command(flatten)]
    knowledge: Knowledge,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { golden, against, figures, port, shelf, knowledge } = arguments;
    let extractor = knowledge.extractor()?;
    let mut articles = shelf.open();
    let article = |golden: &Golden| articles.article(golden).cloned();
    let review = Review::open(&golden, &shelf.corpus, article, extractor, against.as_deref())?;
    if figures {
        Screen::open(ColorChoice::Never).print(&review.score().to_text())?;
        return Ok(DONE.into());
    }
    serve(review, port, |address| {
        Screen::open(ColorChoice::Never).print(&format!("{} is judged at\n{address}\n", golden.display()))
    })?;
    Ok(DONE.into())
}
