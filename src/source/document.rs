//! one document of an archive → its article, or where it stands and why it was not taken in.

use super::pack::Growth;
use super::{AROUND_TEXT, Options, language};
use crate::article::{Article, MAX_ARTICLE};
use crate::error::one_line;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// What is said of a file whose name is that of no known format.
pub(super) const UNKNOWN: &str = "its name tells no format that is read";

/// What comes of one document.
pub type Outcome<T> = Result<T, Refusal>;

/// One article as it stands in the archive, cut out but not read yet.
pub struct Document {
    place: Place,
    size: usize,
    read: Read,
}

/// How a document is read: what cutting has left to do is done on any thread.
type Read = Box<dyn FnOnce(&Options) -> Result<Article, Reason> + Send>;

/// Where a document stands.
#[derive(Clone, Debug)]
pub struct Place {
    pub(super) origin: Arc<Origin>,
    /// The line, counted from 1, where the format has lines.
    pub(super) line: Option<u64>,
    /// Bytes before it in the unpacked stream.
    pub(super) offset: Option<u64>,
}

/// The file that a document stands in.
#[derive(Debug)]
pub(super) struct Origin {
    /// The file as the user knows it, and its members' names after it.
    pub(super) name: String,
    /// The same from the folder on that was asked for.
    pub(super) id: String,
    /// How many layers lie around it: packed files, archives.
    pub(super) layers: usize,
    /// How much the file on the disk has grown.
    pub(super) growth: Arc<Growth>,
    pub(super) common: Arc<Common>,
}

/// What all documents of a source share.
#[derive(Debug, Default)]
pub(super) struct Common {
    pub(super) options: Options,
    /// Bytes of the input files that have been read.
    pub(super) read: Arc<AtomicU64>,
}

/// What was not taken in, with its place and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file or folder as the user knows it, members of archives after it: `a.tar.gz!/b/c.html`.
    pub source: String,
    /// The line, counted from 1, where the format has lines.
    pub line: Option<u64>,
    /// Bytes before it in the unpacked file, where the format knows.
    pub offset: Option<u64>,
    /// The reason, in a few words.
    pub reason: String,
    /// Whether that is a fault.
    pub verdict: Verdict,
}

/// What is to be said of something that is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Something is wrong with it.
    Fault,
    /// It is sound and only unwanted, as an article in another language: it is passed over.
    Unwanted,
    /// It is no file of a known format, as far as its name tells, or no file at all: it is passed over too.
    Unknown,
}

impl Refusal {
    /// Whether something is wrong; all else is passed over.
    pub fn is_fault(&self) -> bool {
        self.verdict == Verdict::Fault
    }
}

/// Why a document is not taken in.
pub(super) enum Reason {
    Fault(String),
    Unwanted(String),
    /// No file that is read, by its name.
    Unknown(&'static str),
}

impl From<String> for Reason {
    fn from(reason: String) -> Reason {
        Reason::Fault(reason)
    }
}

impl From<&str> for Reason {
    fn from(reason: &str) -> Reason {
        Reason::Fault(reason.to_owned())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&one_line(&self.source))?;
        match (self.line, self.offset) {
            (Some(line), _) => write!(out, ":{line}")?,
            (None, Some(offset)) => write!(out, ", byte {offset}")?,
            (None, None) => {}
        }
        write!(out, ": {}", one_line(&self.reason))
    }
}

impl Document {
    /// A document of `size` bytes that `read` makes an article of.
    pub(super) fn new<R: Into<Reason>>(
        place: Place,
        size: usize,
        read: impl FnOnce(&Options) -> Result<Article, R> + Send + 'static,
    ) -> Document {
        Document { place, size, read: Box::new(|options| read(options).map_err(Into::into)) }
    }

    /// Its size in bytes.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Decodes it and takes the article out.
    ///
    /// # Errors
    /// Bytes in no known encoding, no article in them, one too long, or one in another language than English.
    pub fn read(self) -> Outcome<Article> {
        let Document { place, read, .. } = self;
        let options = place.options();
        let mut article = read(options).map_err(|reason| place.refuse(reason))?;
        let most = options.max_article.min(MAX_ARTICLE);
        if article.text.len() > most {
            return Err(place.refuse(too_long("text", most, "--max-article")));
        }
        if !options.any_language && language::is_foreign(&article.text) {
            return Err(place.refuse(Reason::Unwanted("not in English".to_owned())));
        }
        article.date = article.date.or(options.date);
        Ok(article)
    }
}

impl Place {
    /// The beginning of a file of `size` bytes, or of a stream.
    pub(super) fn of(name: String, id: String, size: Option<u64>, common: &Arc<Common>) -> Place {
        let growth = Arc::new(Growth::of(size));
        let origin = Origin { name, id, layers: 0, growth, common: Arc::clone(common) };
        Place { origin: Arc::new(origin), line: None, offset: None }
    }

    /// The beginning of the member `name` of this archive.
    pub(super) fn member(&self, name: &str) -> Place {
        let Origin { name: outer, id, .. } = &*self.origin;
        self.within(format!("{outer}!/{name}"), format!("{id}!/{name}"))
    }

    /// The beginning of what is packed in this file.
    pub(super) fn unpacked(&self) -> Place {
        self.within(self.origin.name.clone(), self.origin.id.clone())
    }

    fn within(&self, name: String, id: String) -> Place {
        let Origin { layers, growth, common, .. } = &*self.origin;
        let (growth, common) = (Arc::clone(growth), Arc::clone(common));
        let origin = Origin { name, id, layers: layers + 1, growth, common };
        Place { origin: Arc::new(origin), line: None, offset: None }
    }

    /// A line of the same file, which begins after `offset` bytes.
    pub(super) fn at_line(&self, line: u64, offset: u64) -> Place {
        Place { line: Some(line), ..self.at(offset) }
    }

    /// A place in the same file after `offset` bytes.
    pub(super) fn at(&self, offset: u64) -> Place {
        Place { origin: Arc::clone(&self.origin), line: None, offset: Some(offset) }
    }

    pub(super) fn options(&self) -> &Options {
        &self.origin.common.options
    }

    /// How much the file on the disk has grown.
    pub(super) fn growth(&self) -> &Arc<Growth> {
        &self.origin.growth
    }

    /// The longest document that is held, in bytes.
    pub(super) fn longest(&self) -> usize {
        self.options().max_article.min(MAX_ARTICLE) * AROUND_TEXT
    }

    /// "the line is longer than 8 MB (four times --max-article)".
    pub(super) fn too_long(&self, what: &str) -> String {
        too_long(what, self.longest(), "four times --max-article")
    }

    /// Refuses what stands here.
    pub(super) fn refuse(&self, reason: impl Into<Reason>) -> Refusal {
        let (reason, verdict) = match reason.into() {
            Reason::Fault(reason) => (reason, Verdict::Fault),
            Reason::Unwanted(reason) => (reason, Verdict::Unwanted),
            Reason::Unknown(reason) => (reason.to_owned(), Verdict::Unknown),
        };
        let Place { origin, line, offset } = self;
        Refusal { source: origin.name.clone(), line: *line, offset: *offset, reason, verdict }
    }

    /// Refuses what stands here for a fault of the program.
    pub fn fault(&self, what: &str) -> Refusal {
        self.refuse(format!("a fault in claimwire, please report it: {what}"))
    }
}

/// The refusal of what is longer than `most` bytes, which is `limit` in the words of the command line.
fn too_long(what: &str, most: usize, limit: &str) -> String {
    match most.is_multiple_of(1 << 20) {
        true => format!("the {what} is longer than {} MB ({limit})", most >> 20),
        false => format!("the {what} is longer than {most} bytes ({limit})"),
    }
}

/// What the system says, as a phrase that begins in lower case, without its number.
pub(super) fn said(error: &io::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(inner) = innermost.source() {
        innermost = inner;
    }
    let said = innermost.to_string();
    let said = said.split(" (os error").next().unwrap_or(&said);
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
