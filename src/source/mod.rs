//! files, folders, a stream → articles, in a stable order.
//!
//! A source cuts its inputs into documents, one after the other; a document is then read as an article on any thread,
//! so that only the cutting is serial. What cannot be read is refused with its place and reason, and the rest goes on.
//! A format is one file in `format` and one line in its table; packed files and archives are formats whose documents
//! are those of what is in them.

mod date;
mod document;
mod encoding;
mod files;
mod format;
mod input;
mod language;
pub(crate) mod name;
mod pack;
mod pattern;
mod reread;

use crate::article::Article;
use crate::error::Result;
use document::{Common, said};
pub use document::{Document, Outcome, Place, Refusal, Verdict};
use files::Files;
pub use files::{files_of, listed, reads};
use input::{Documents, Input};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest text unless told otherwise, some ten times the longest news: while it is read it takes up to seventy
/// times its length of memory, and far more where every line is a claim.
const USUAL_ARTICLE: usize = 2 << 20;

/// A line, row, record or file may be so many times as long as its text; a refusal says it in a word.
const AROUND_TEXT: usize = 4;

/// What a reader of articles may be told.
#[derive(Clone, Debug)]
pub struct Options {
    /// The names of the fields of structured formats.
    pub fields: Fields,
    /// The day of articles that do not state theirs.
    pub date: Option<Date>,
    /// The longest text that is taken in, in bytes; at most [`MAX_ARTICLE`](crate::MAX_ARTICLE).
    pub max_article: usize,
    /// Whether articles in other languages than English are taken in.
    pub any_language: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { fields: Fields::default(), date: None, max_article: USUAL_ARTICLE, any_language: false }
    }
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

/// Articles of files, folders and standard input, in the order asked for and within a folder in the order of the paths.
pub struct Source {
    files: Files,
    common: Arc<Common>,
    current: Option<Documents>,
    /// Bytes of the files before the current one and of itself.
    finished: u64,
    opened: Box<dyn FnMut(&Path) + Send>,
}

impl Source {
    /// A source over files, folders (with all below them, hidden files left out), patterns of paths (`news/*.gz`) and
    /// standard input (`-`).
    ///
    /// # Errors
    /// Inputs that do not exist: better said before a long run than after it.
    pub fn open(inputs: &[PathBuf], options: Options) -> Result<Source> {
        let common = Arc::new(Common { options, ..Common::default() });
        let files = Files::open(inputs)?;
        Ok(Source { files, common, current: None, finished: 0, opened: Box::new(|_| {}) })
    }

    /// The same source without some files of its folders and patterns, told by their paths without links: those that
    /// are written meanwhile.
    pub fn leaving_out(self, files: Vec<PathBuf>) -> Source {
        Source { files: self.files.leaving_out(files), ..self }
    }

    /// The same source, which tells `opened` of each file as it is opened; standard input is no file.
    pub fn on_open(mut self, opened: impl FnMut(&Path) + Send + 'static) -> Source {
        self.opened = Box::new(opened);
        self
    }

    /// The articles, each read as it is asked for.
    pub fn articles(self) -> impl Iterator<Item = Outcome<Article>> {
        self.map(|document| document.and_then(Document::read))
    }

    /// The bytes of all input files as they lie on the disk, where they can be told beforehand; folders are walked.
    pub fn total_bytes(&self) -> Option<u64> {
        self.files.total_bytes()
    }

    /// How many of these bytes have been read, counted on as the source is.
    pub fn read_bytes(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.common.read)
    }

    /// The documents of the next file.
    fn advance(&mut self) -> Option<Documents> {
        let input = self.files.next()?.and_then(|found| {
            if let Some(path) = found.path() {
                (self.opened)(path);
            }
            let size = found.size();
            self.finished += size.unwrap_or(0);
            let place = Place::of(found.name(), found.id.clone(), size, &self.common);
            let (stream, file) = found.open(self.read_bytes()).map_err(|error| place.refuse(said(&error)))?;
            let stream = if file.is_some() { stream } else { place.growth().counted(stream) };
            Ok(Input::new(place, found.file_name(), stream, file))
        });
        Some(Input::documents_of(input))
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
                self.common.read.store(self.finished, Ordering::Relaxed);
            }
            self.current = Some(self.advance()?);
        }
    }
}
