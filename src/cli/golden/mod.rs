//! articles → golden files that somebody judges, and what keeps them true.

mod add;
mod exchange;
mod place;

use super::corpus::{Corpus, Shelf};
use super::{DONE, FELL_SHORT, Knowledge, say};
use claimwire::audit::Golden;
use claimwire::sink::Output;
use claimwire::{Error, Extractor, Fault, Result};
use clap::Subcommand;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make, check and keep golden files
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Add(add::Arguments),
    /// Accept drafts that somebody has judged: from now on they count as true
    Accept(Files),
    /// Hold golden files against their articles: quotations, evidence, ids, order and form
    Check(Files),
    /// Write golden files in their one form, and change nothing else
    Format(Files),
    Export(exchange::Export),
    Import(exchange::Import),
}

/// Golden files and their corpus.
#[derive(clap::Args)]
struct Files {
    /// Golden files and folders of them
    #[arg(value_name = "GOLDEN", default_value = "tests/golden")]
    golden: Vec<PathBuf>,
    #[command(flatten)]
    shelf: Shelf,
    #[command(flatten)]
    knowledge: Knowledge,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Add(arguments) => add::run(arguments),
        Command::Accept(files) => accept(&files),
        Command::Check(files) => check(&files),
        Command::Format(files) => format(&files),
        Command::Export(arguments) => exchange::export(&arguments),
        Command::Import(arguments) => exchange::import(&arguments),
    }
}

/// Accepts every draft that fits its article.
fn accept(files: &Files) -> Result<ExitCode> {
    let extractor = files.knowledge.extractor()?;
    let mut corpus = files.shelf.open();
    let (mut accepted, mut refused) = (0, 0);
    for path in files.paths()? {
        match accept_file(&path, files, &mut corpus, &extractor) {
            Ok(drafts) => accepted += drafts,
            Err(error) if !path.exists() => return Err(error),
            Err(error) => {
                refused += 1;
                say(&error);
            }
        }
    }
    tell(&format!("{} accepted, {refused} refused", counted(accepted, "draft")))?;
    Ok(if refused > 0 { FELL_SHORT } else { DONE }.into())
}

/// Accepts the drafts of a file where all of it fits, and says how many there were.
fn accept_file(path: &Path, files: &Files, corpus: &mut Corpus, extractor: &Extractor) -> Result<usize> {
    let mut golden = Golden::load(path, &files.shelf.corpus)?;
    let drafts = golden.iter().filter(|golden| golden.draft).count();
    if drafts == 0 {
        return Ok(0);
    }
    let faults = faults(&golden, corpus, extractor)?;
    if !faults.is_empty() {
        return Err(Error::faults(faults));
    }
    golden.iter_mut().for_each(|golden| golden.draft = false);
    write(path, &golden)?;
    Ok(drafts)
}

fn check(files: &Files) -> Result<ExitCode> {
    let extractor = files.knowledge.extractor()?;
    let mut corpus = files.shelf.open();
    let (mut all, mut drafts, mut unfit) = (0, 0, 0);
    let mut seen = BTreeMap::new();
    for path in files.paths()? {
        let golden = match Golden::load(&path, &files.shelf.corpus) {
            Ok(golden) => golden,
            Err(error) if !path.exists() => return Err(error),
            Err(error) => {
                (all, unfit) = (all + 1, unfit + 1);
                say(&error);
                continue;
            }
        };
        all += golden.len();
        drafts += golden.iter().filter(|golden| golden.draft).count();
        for golden in golden {
            if let Some(other) = seen.insert(golden.name(), path.clone()) {
                unfit += 1;
                say(&Error::file(
                    &path,
                    format_args!("is about the same article as {}: {}", other.display(), golden.name()),
                ));
                continue;
            }
            match faults(std::slice::from_ref(&golden), &mut corpus, &extractor) {
                Ok(mut faults) => {
                    faults.extend(golden.misform());
                    if faults.is_empty() {
                        continue;
                    }
                    say(&Error::faults(faults));
                }
                Err(error) => say(&error),
            }
            unfit += 1;
        }
    }
    tell(&format!("{}, {} of them, {unfit} unfit", counted(all, "golden file"), counted(drafts, "draft")))?;
    Ok(if unfit > 0 { FELL_SHORT } else { DONE }.into())
}

fn format(files: &Files) -> Result<ExitCode> {
    for path in files.paths()? {
        write(&path, &Golden::load(&path, &files.shelf.corpus)?)?;
    }
    Ok(DONE.into())
}

impl Files {
    /// Every golden file, folders taken apart.
    fn paths(&self) -> Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for path in &self.golden {
            match path.is_dir() {
                true => paths.extend(Golden::files(path)?),
                false => paths.push(path.clone()),
            }
        }
        Ok(paths)
    }
}

/// Everything in which golden files do not fit their articles.
fn faults(golden: &[Golden], corpus: &mut Corpus, extractor: &Extractor) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for golden in golden {
        faults.extend(golden.check(&corpus.article(golden)?.text, extractor.lexicon()));
    }
    Ok(faults)
}

/// Puts golden files into their file as a whole.
fn write(path: &Path, golden: &[Golden]) -> Result<()> {
    let is_lines = path.extension().is_some_and(|extension| extension == "jsonl");
    let text: String = golden.iter().map(|golden| if is_lines { golden.to_line() } else { golden.to_text() }).collect();
    let mut output = Output::create(path)?;
    output.write(text.as_bytes())?;
    output.finish()
}

/// Puts a golden file in its place, whose folder may not be there yet.
fn put(path: &Path, golden: Golden) -> Result<()> {
    make_folder_of(path)?;
    write(path, &[golden])
}

/// Makes the folder that a file is to stand in, where it is not there yet.
fn make_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder).map_err(|error| match folder.ancestors().find(|path| path.exists()) {
        Some(path) if !path.is_dir() => Error::file(path, "is no folder, where one is due"),
        _ => Error::file(folder, error),
    })
}

fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// A line on standard output.
fn tell(line: &str) -> Result<()> {
    let written = writeln!(std::io::stdout(), "{line}");
    written.map_err(|error| Error::output(Path::new("standard output"), &error))
}
