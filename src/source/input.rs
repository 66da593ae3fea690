//! one file or stream, open → its documents, by its content and its name.

use super::document::{Document, Outcome, Place, Reason, Refusal, said};
use super::format;
use super::pack::ahead;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::iter;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of a file is looked at to tell its format.
const HEAD: u64 = 4096;

/// How many layers may lie around an article: `news.zip` with `may.tar.gz` in it has three.
const LAYERS: usize = 8;

/// The documents of one file.
pub(super) type Documents = Box<dyn Iterator<Item = Outcome<Document>> + Send>;

/// A stream of bytes on its way.
pub(super) type Stream = Box<dyn Read + Send>;

/// What lies in a folder or an archive, counted.
#[derive(Default)]
pub(super) struct Tally {
    /// What is read, or has a fault.
    pub(super) read: usize,
    /// What is of no known format.
    pub(super) passed_over: usize,
}

impl Tally {
    /// What is to be said at the end where nothing was read; it is said once.
    pub(super) fn lack(&mut self) -> Option<String> {
        let reason = match self.passed_over {
            _ if self.read > 0 => return None,
            0 => "no articles in it".to_owned(),
            others => format!("no articles in it, only {others} of other formats"),
        };
        self.read = 1;
        Some(reason)
    }
}

/// One file or stream, at its first byte.
pub(super) struct Input {
    pub(super) place: Place,
    /// Its name, less the endings of what it was packed in.
    pub(super) name: String,
    pub(super) stream: Stream,
    /// The file itself, where it is one on the disk.
    file: Option<Arc<File>>,
}

impl Input {
    pub(super) fn new(place: Place, name: String, stream: Stream, file: Option<Arc<File>>) -> Input {
        Input { place, name, stream, file }
    }

    /// The documents of a file that may have been refused.
    pub(super) fn documents_of(input: Outcome<Input>) -> Documents {
        let documents = input.and_then(|input| {
            let place = input.place.clone();
            input.documents().map_err(|reason| place.refuse(reason))
        });
        documents.unwrap_or_else(|refusal: Refusal| Box::new(iter::once(Err(refusal))))
    }

    /// Finds the format and cuts the documents out.
    ///
    /// # Errors
    /// Content that is not what the name says, or none at all.
    pub(super) fn documents(mut self) -> Result<Documents, Reason> {
        if self.place.origin.layers > LAYERS {
            return Err(format!("packed more than {LAYERS} layers deep").into());
        }
        let mut head = Vec::new();
        let fault = self.stream.by_ref().take(HEAD).read_to_end(&mut head).err();
        let format = match &fault {
            Some(error) if head.is_empty() => return Err(said(error).into()),
            None if head.is_empty() => return Err("nothing in it".into()),
            _ => format::of(&self.name, &head, &self.place.options().fields)?,
        };
        self.stream = Box::new(Cursor::new(head).chain(Fault(fault)).chain(self.stream));
        let mut documents = format.cut(self)?.peekable();
        match documents.peek() {
            Some(_) => Ok(Box::new(documents)),
            None => Err("no articles in it".into()),
        }
    }

    /// The documents of what is packed in this file.
    pub(super) fn unpacked(self, unpack: impl FnOnce(Stream) -> io::Result<Stream>) -> Result<Documents, Reason> {
        let Input { place, name, stream, .. } = self;
        let name = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem).to_owned();
        let mut stream = unpack(stream).map_err(|error| said(&error))?;
        // Only the outermost layer: what is read ahead within another would be so by chance.
        if place.origin.layers == 0 && !place.growth().is_of_stream() {
            stream = ahead(stream);
        }
        let stream = place.growth().limited(stream);
        Input::new(place.unpacked(), name, stream, None).documents()
    }

    /// The same as a file that can be read in any order: what comes out of an archive is laid down in a file without a
    /// name, which is gone when it is closed.
    pub(super) fn file(mut self) -> io::Result<File> {
        let mut file = match self.file {
            Some(file) => file.try_clone()?,
            None => {
                let mut file = tempfile::tempfile()?;
                io::copy(&mut self.stream, &mut file)?;
                file
            }
        };
        file.rewind()?;
        Ok(file)
    }
}

/// A stream whose bytes are counted as they are read; it ends with the first fault.
pub(super) struct Counted<R> {
    reader: R,
    read: Arc<AtomicU64>,
    ended: bool,
}

impl<R> Counted<R> {
    /// The same stream; what is read of it is added to `read`.
    pub(super) fn new(reader: R, read: Arc<AtomicU64>) -> Counted<R> {
        Counted { reader, read, ended: false }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let read = self.reader.read(into);
        self.ended = read.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        let count = read?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// What was wrong with a stream, in its place.
pub(super) struct Fault(pub(super) Option<io::Error>);

impl Read for Fault {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
