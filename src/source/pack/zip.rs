//! a zip archive → its members, in the order of its directory.

use super::ahead::made;
use super::compressed::Unpacked;
use super::growth::Layer;
use super::{Documents, Fault, Format, Head, Input, Outcome, Place, Reason, Stream, is_wanted, said};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};
use zip::ZipArchive;
use zip::result::{ZipError, ZipResult};

/// A member up to this size is read at once; a larger one is unpacked on a thread of its own.
const SMALL: u64 = 1 << 20;

/// Zip archives.
pub(in super::super) struct Zip;

impl Format for Zip {
    fn endings(&self) -> &[&str] {
        &["zip"]
    }

    fn is_sealed(&self) -> bool {
        true
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06")
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        let place = input.place.clone();
        let file = input.file().map_err(|error| said(&error))?;
        let size = file.metadata().map_err(|error| said(&error))?.len();
        let file = SharedFile { file: Arc::new(Mutex::new(file)), position: 0 };
        let archive = ZipArchive::new(file).map_err(|error| not_zip(&error))?;
        Ok(Box::new(Members { place, archive, size, next: 0 }.flat_map(Input::documents_of)))
    }
}

/// The members of an archive.
struct Members {
    place: Place,
    archive: ZipArchive<SharedFile>,
    /// Bytes of the archive.
    size: u64,
    next: usize,
}

impl Iterator for Members {
    type Item = Outcome<Input>;

    fn next(&mut self) -> Option<Outcome<Input>> {
        while self.next < self.archive.len() {
            let index = self.next;
            self.next += 1;
            let name = match self.archive.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                _ => format!("member {}", self.next),
            };
            if name.ends_with('/') {
                continue;
            } else if !is_wanted(&name) {
                self.place.pass_over();
                continue;
            }
            let place = self.place.member(&name);
            let stream = self.member(index, &place).map_err(|error| place.refuse(not_zip(&error)));
            return Some(stream.map(|stream| Input::new(place, name, stream, None)));
        }
        None
    }
}

impl Members {
    /// Opens a member.
    fn member(&mut self, index: usize, place: &Place) -> ZipResult<Stream> {
        let layer = Layer::of(place.growth());
        let mut member = self.archive.by_index(index)?;
        // A directory may say what it likes; no member takes more than the archive.
        let packed = member.compressed_size().min(self.size);
        if member.size() <= SMALL {
            let mut bytes = Vec::new();
            let mut unpacked = Unpacked::new("zip", member.by_ref().take(SMALL), packed, layer);
            let fault = unpacked.read_to_end(&mut bytes).err();
            return Ok(Box::new(Cursor::new(bytes).chain(Fault(fault))));
        }
        drop(member);
        let mut archive = self.archive.clone();
        Ok(made(move |chunks| match archive.by_index(index) {
            Ok(member) => chunks.send(&mut Unpacked::new("zip", member, packed, layer)),
            Err(error) => chunks.fail(io::Error::other(not_zip(&error))),
        })?)
    }
}

/// What is wrong with an archive, as a lower-case phrase.
fn not_zip(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => format!("the zip archive is damaged: {}", said(error)),
        other => other.to_string().to_lowercase(),
    }
}

/// A file that several may read, each at its own place.
#[derive(Clone)]
struct SharedFile {
    file: Arc<Mutex<File>>,
    position: u64,
}

impl Read for SharedFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.position))?;
        let count = file.read(into)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for SharedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let SeekFrom::Current(_) = to {
            file.seek(SeekFrom::Start(self.position))?;
        }
        self.position = file.seek(to)?;
        Ok(self.position)
    }
}
