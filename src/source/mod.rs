//! files, folders, a stream → articles, in a stable order.
//!
//! A source cuts its inputs into documents, one after the other; a document is then read as an article on any thread, so
//! that only the cutting is serial. What cannot be read is refused with its place and reason, and the rest goes on. A
//! format is one file here and one line in `FORMATS`.

mod date;
mod encoding;
mod files;
mod html;
mod jsonl;
mod text;

use crate::article::{Article, MAX_ARTICLE};
use crate::error::Result;
use files::{Files, Found};
use jiff::civil::Date;
use std::fmt;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// Every format, in the order in which content of no known name is tried; the last takes all.
const FORMATS: &[&dyn Format] = &[&jsonl::JsonLines, &html::WebPage, &text::PlainText];

/// How much of a file of no known name is looked at.
const HEAD: u64 = 4096;

/// One format of articles.
trait Format: fmt::Debug + Sync {
    /// Endings of its files' names, in lower case.
    fn endings(&self) -> &[&str];

    /// Whether content that begins like this is of the format.
    fn recognises(&self, head: &str) -> bool;

    /// Cuts a file into documents: a file is one, unless a format knows better.
    fn cut(&self, input: Input) -> Documents {
        Box::new(whole(input).transpose().into_iter())
    }

    /// Reads one document, or says in a few words why not; `id` is the file's, for formats without ids of their own.
    fn read(&self, bytes: Vec<u8>, id: &str, options: &Options) -> std::result::Result<Article, String>;
}

/// One file or stream, open, at its first byte.
struct Input {
    format: &'static dyn Format,
    place: Place,
    reader: Box<dyn Read + Send>,
}

/// Where documents come from.
#[derive(Debug)]
struct Origin {
    /// The file as the user knows it.
    name: String,
    /// The file's place in the folder that was asked for.
    id: String,
}

/// The documents of one file.
type Documents = Box<dyn Iterator<Item = Outcome<Document>> + Send>;

/// What comes of one document.
pub type Outcome<T> = std::result::Result<T, Refusal>;

/// One article's bytes as they stand in the archive, not read yet.
#[derive(Debug)]
pub struct Document {
    format: &'static dyn Format,
    place: Place,
    bytes: Vec<u8>,
}

/// Where a document stands.
#[derive(Clone, Debug)]
pub struct Place {
    origin: Arc<Origin>,
    line: Option<u64>,
}

/// An article that was not taken in, with its place and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file or folder as the user knows it.
    pub source: String,
    /// The line, counted from 1, where the format has lines.
    pub line: Option<u64>,
    /// The reason, in a few words.
    pub reason: String,
}

/// What a reader of articles may be told.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The names of the fields of structured formats.
    pub fields: Fields,
    /// The day of articles that do not state theirs.
    pub date: Option<Date>,
}

/// The names of the fields that make an article.
#[derive(Clone, Debug)]
pub struct Fields {
    /// Of the id; every article has one.
    pub id: String,
    /// Of the running text; every article has one.
    pub text: String,
    /// Of the headline.
    pub title: String,
    /// Of the day of publication.
    pub date: String,
    /// Of the address.
    pub url: String,
}

impl Default for Fields {
    fn default() -> Fields {
        let [id, text, title, date, url] = ["id", "text", "title", "date", "url"].map(str::to_owned);
        Fields { id, text, title, date, url }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.source, self.reason),
            None => write!(out, "{}: {}", self.source, self.reason),
        }
    }
}

impl Document {
    /// Its size in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Decodes it and takes the article out.
    ///
    /// # Errors
    /// Bytes in no known encoding, no article in them, or one too long.
    pub fn read(self, options: &Options) -> Outcome<Article> {
        let Document { format, place, bytes } = self;
        let mut article = format.read(bytes, &place.origin.id, options).map_err(|reason| place.refuse(reason))?;
        if article.text.len() > MAX_ARTICLE {
            return Err(place.refuse(too_long("text")));
        }
        article.date = article.date.or(options.date);
        Ok(article)
    }
}

impl Place {
    /// Refuses what stands here.
    pub fn refuse(&self, reason: impl fmt::Display) -> Refusal {
        Refusal { source: self.origin.name.clone(), line: self.line, reason: reason.to_string() }
    }
}

/// Articles of files, folders and standard input, in the order asked for and within a folder in the order of the paths.
pub struct Source {
    files: Files,
    current: Option<Documents>,
}

impl Source {
    /// A source over files, folders (with all below them, hidden files left out) and standard input (`-`).
    ///
    /// # Errors
    /// The first input that does not exist: better said before a long run than after it.
    pub fn open(inputs: &[PathBuf]) -> Result<Source> {
        Ok(Source { files: Files::open(inputs)?, current: None })
    }

    /// The articles, each read as it is asked for.
    pub fn articles(self, options: Options) -> impl Iterator<Item = Outcome<Article>> {
        self.map(move |document| document.and_then(|document| document.read(&options)))
    }

    /// How many files of folders have been passed over, being of no known format.
    pub fn passed_over(&self) -> usize {
        self.files.passed_over()
    }
}

impl Iterator for Source {
    type Item = Outcome<Document>;

    fn next(&mut self) -> Option<Outcome<Document>> {
        loop {
            if let Some(documents) = &mut self.current {
                match documents.next() {
                    Some(document) => return Some(document),
                    None => self.current = None,
                }
            }
            let found = match self.files.next()? {
                Ok(found) => found,
                Err(refusal) => return Some(Err(refusal)),
            };
            let place = Place { origin: Arc::new(Origin { name: found.name(), id: found.id.clone() }), line: None };
            let mut documents = match open(&found, &place) {
                Ok(input) => input.format.cut(input).peekable(),
                Err(error) => return Some(Err(place.refuse(said(&error)))),
            };
            if documents.peek().is_none() {
                return Some(Err(place.refuse("nothing in it")));
            }
            self.current = Some(Box::new(documents));
        }
    }
}

/// Opens a file and finds its format, by its content where its name does not tell.
fn open(found: &Found, place: &Place) -> io::Result<Input> {
    let mut reader = found.open()?;
    let place = place.clone();
    if let Some(format) = found.format {
        return Ok(Input { format, place, reader });
    }
    let mut head = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut head)?;
    let glance = encoding::glance(&head);
    let format = FORMATS.iter().find(|format| format.recognises(&glance)).expect("the last format takes all");
    Ok(Input { format: *format, place, reader: Box::new(Cursor::new(head).chain(reader)) })
}

/// The format that a file's name tells.
fn format_of(name: &str) -> Option<&'static dyn Format> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    FORMATS.iter().copied().find(|format| format.endings().contains(&&*ending))
}

/// A file as one document; none where it is empty.
fn whole(input: Input) -> Outcome<Option<Document>> {
    let Input { format, place, reader } = input;
    let mut bytes = Vec::new();
    if let Err(error) = reader.take(MAX_ARTICLE as u64 + 1).read_to_end(&mut bytes) {
        return Err(place.refuse(said(&error)));
    }
    match bytes.len() {
        0 => Ok(None),
        1..=MAX_ARTICLE => Ok(Some(Document { format, place, bytes })),
        _ => Err(place.refuse(too_long("file"))),
    }
}

/// "the line is longer than 64 MB".
fn too_long(what: &str) -> String {
    format!("the {what} is longer than {} MB", MAX_ARTICLE >> 20)
}

/// What the system says, as a lower-case phrase without its number.
fn said(error: &io::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(inner) = innermost.source() {
        innermost = inner;
    }
    let said = innermost.to_string();
    said.split(" (os error").next().unwrap_or(&said).to_lowercase()
}
