//! golden files ⇄ the files of annotation tools.

use super::place::Places;
use super::{Files, counted, make_folder_of, put, tell};
use crate::cli::corpus::{Corpus, Shelf};
use crate::cli::{DONE, FELL_SHORT, say};
use claimwire::audit::Golden;
use claimwire::exchange::{Document, Format};
use claimwire::sink::Output;
use claimwire::{Error, Result};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// Write golden files for an annotation tool: brat, conll, label-studio, prodigy, spacy
#[derive(clap::Args)]
pub(super) struct Export {
    /// The tool's format
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// The folder for its files
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    files: Files,
}

/// Read what was marked in an annotation tool, as drafts of golden files
#[derive(clap::Args)]
pub(super) struct Import {
    /// The tool's files, or folders of them
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<PathBuf>,
    /// Their format: brat, conll, label-studio, prodigy, spacy
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// The folder of golden files
    #[arg(long, value_name = "DIR", default_value = "tests/golden")]
    to: PathBuf,
    /// Put drafts in the place of golden files that are there
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    shelf: Shelf,
}

pub(super) fn export(arguments: &Export) -> Result<ExitCode> {
    let mut corpus = arguments.files.shelf.open();
    let mut documents = Vec::new();
    for path in arguments.files.paths()? {
        for golden in Golden::load(&path, &arguments.files.shelf.corpus)? {
            let text = &corpus.article(&golden)?.text;
            let misquotes = golden.misquotes(text);
            if !misquotes.is_empty() {
                return Err(Error::faults(misquotes));
            }
            documents.push(Document::of(&golden, text));
        }
    }
    for file in arguments.format.write(&documents) {
        let within: PathBuf =
            Path::new(&file.path).components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let path = arguments.to.join(within);
        make_folder_of(&path)?;
        let mut output = Output::create(&path)?;
        output.write(file.content.as_bytes())?;
        output.finish()?;
    }
    tell(&format!("{} written to {}", counted(documents.len(), "document"), arguments.to.display()))?;
    Ok(DONE.into())
}

pub(super) fn import(arguments: &Import) -> Result<ExitCode> {
    let (mut corpus, places) = (arguments.shelf.open(), Places::of(&arguments.to));
    let (mut written, mut refused) = (0, 0);
    for input in &arguments.inputs {
        for file in files(input, arguments.format)? {
            let root = if input.is_dir() { input.as_path() } else { input.parent().unwrap_or(Path::new("")) };
            let mut text_of = |name: &str| {
                let named = Document { name: name.to_owned(), ..Document::default() };
                Ok(corpus.article(&arguments.golden(named))?.text.clone())
            };
            let documents = match arguments.format.read(&file, root, &mut text_of) {
                Ok(documents) => documents,
                Err(error) => {
                    refused += 1;
                    say(&error);
                    continue;
                }
            };
            for document in documents {
                match arguments.keep(document, &mut corpus, &places) {
                    Ok(()) => written += 1,
                    Err(error) => {
                        refused += 1;
                        say(&error);
                    }
                }
            }
        }
    }
    tell(&format!("{} to be judged, {refused} refused: then claimwire golden accept", counted(written, "draft")))?;
    Ok(if refused > 0 { FELL_SHORT } else { DONE }.into())
}

impl Import {
    /// The draft of a document, its article looked for in the corpus; a tool may have left the ending `.txt` away.
    fn golden(&self, document: Document) -> Golden {
        let mut golden = document.into_golden();
        golden.corpus.clone_from(&self.shelf.corpus);
        let ended = PathBuf::from(format!("{}.txt", golden.article.display()));
        if !golden.path().exists() && self.shelf.corpus.join(&ended).exists() {
            golden.article = ended;
        }
        golden
    }

    /// Writes the draft of a document, whose text must be its article's.
    fn keep(&self, document: Document, corpus: &mut Corpus, places: &Places) -> Result<()> {
        let (name, text) = (document.name.clone(), document.text.clone());
        let golden = self.golden(document);
        // What nobody could read again is not written.
        let readable = Golden::read(&golden.to_text(), Path::new(""));
        readable.map_err(|error| {
            Error::file(Path::new(&name), error.to_string().lines().map(unplaced).collect::<Vec<_>>().join("; "))
        })?;
        if golden.article.components().any(|part| !matches!(part, Component::Normal(_))) {
            return Err(Error::file(&golden.article, "does not lie in the corpus"));
        }
        if corpus.article(&golden)?.text != text {
            return Err(Error::file(&golden.path(), "its text is not the one that was annotated"));
        }
        let path = places.place(&golden.article, golden.id.as_deref());
        if path.exists() && !self.replace {
            return Err(Error::file(&path, "is there already, and is left as it is without --replace"));
        }
        put(&path, golden)
    }
}

/// A complaint without its place, which is in no file.
fn unplaced(complaint: &str) -> &str {
    complaint.split_once(": ").map_or(complaint, |(_, message)| message)
}

/// The files asked for, those of a folder by the format's ending and in the order of their paths.
fn files(path: &Path, format: Format) -> Result<Vec<PathBuf>> {
    if !path.metadata().map_err(|error| Error::file(path, error))?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let ending = format.ending();
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(path).standard_filters(false).sort_by_file_path(Path::cmp).build() {
        let file = entry.map_err(|error| Error::file(path, error))?.into_path();
        if file.is_file() && file.extension().is_some_and(|other| other == ending) {
            files.push(file);
        }
    }
    match files.is_empty() {
        true => Err(Error::file(path, format_args!("no .{ending} file in it, as {} writes them", format.name()))),
        false => Ok(files),
    }
}
