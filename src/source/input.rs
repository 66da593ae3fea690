//! one file or stream, open → its documents, by its content and its name.

use super::document::{Document, Outcome, Place, Reason, said};
use super::format;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

/// How much of a file is looked at to tell its format.
const HEAD: u64 = 4096;

/// How many layers may lie around an article: `news.zip` with `may.tar.gz` in it has three.
const LAYERS: usize = 8;

/// The documents of one file.
pub(super) type Documents = Box<dyn Iterator<Item = Outcome<Document>> + Send>;

/// A stream of bytes on its way.
pub(super) type Stream = Box<dyn Read + Send>;

/// One file or stream, at its first byte.
pub(super) struct Input {
    pub(super) place: Place,
    /// Its name, less the endings of what it was packed in.
    pub(super) name: String,
    pub(super) stream: Stream,
    /// The file itself, where it is one on the disk.
    file: Option<Arc<File>>,
    /// How many layers it has been taken out of.
    layers: usize,
}

impl Input {
    pub(super) fn new(place: Place, name: String, stream: Stream, file: Option<Arc<File>>) -> Input {
        Input { place, name, stream, file, layers: 0 }
    }

    /// Finds the format and cuts the documents out.
    ///
    /// # Errors
    /// Content that is not what the name says, or none at all.
    pub(super) fn documents(mut self) -> Result<Documents, Reason> {
        let mut head = Vec::new();
        self.stream.by_ref().take(HEAD).read_to_end(&mut head).map_err(|error| said(&error))?;
        if head.is_empty() {
            return Err("nothing in it".into());
        }
        let format = format::of(&self.name, &head)?;
        self.stream = Box::new(Cursor::new(head).chain(self.stream));
        let mut documents = format.cut(self)?.peekable();
        match documents.peek() {
            Some(_) => Ok(Box::new(documents)),
            None => Err("no articles in it".into()),
        }
    }
}
