//! a zip archive → its members, in the order of its directory.
//!
//! The directory is read as the run goes on, so that an archive of millions of members takes no more memory than one of
//! ten.

use super::ahead::made;
use super::compressed::{AT_ONCE, Unpacked};
use super::{Documents, Fault, Format, Head, Input, Outcome, Place, Reason, Stream, Tally, said, unwanted};
use encoding_rs::WINDOWS_1252;
use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, Error, ErrorKind, FileReader, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord,
};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// A member up to this size is read at once; a larger one is unpacked on a thread of its own.
const SMALL: u64 = 1 << 20;

/// How many entries of the directory may lie ready.
const READY: usize = 64;

/// Zip archives.
pub(in super::super) struct Zip;

impl Format for Zip {
    fn endings(&self) -> &[&str] {
        &["zip"]
    }

    fn is_sealed(&self) -> bool {
        true
    }

    /// The directory is at the end.
    fn may_begin_otherwise(&self) -> bool {
        true
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06")
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        let place = input.place.clone();
        let file = input.file().map_err(|error| said(&error))?;
        let archive = Archive::open(file).map_err(|error| said(&error))?;
        let entries = archive.entries().map_err(|error| said(&error))?;
        Ok(Box::new(Members { place, archive, entries, tally: Tally::default() }.flat_map(Input::documents_of)))
    }
}

/// An archive whose members several may read at once.
#[derive(Clone)]
struct Archive {
    zip: Arc<ZipArchive<FileReader>>,
    /// Bytes of the archive.
    size: u64,
}

/// What the directory says of a member.
struct Entry {
    name: String,
    /// Its size when unpacked.
    size: u64,
    method: CompressionMethod,
    is_encrypted: bool,
    place: ZipArchiveEntryWayfinder,
}

impl Archive {
    fn open(file: File) -> io::Result<Archive> {
        let size = file.metadata()?.len();
        let zip = ZipArchive::from_file(file, &mut vec![0; AT_ONCE]).map_err(damage)?;
        Ok(Archive { zip: Arc::new(zip), size })
    }

    /// The entries of the directory and what is wrong with it, read ahead on a thread of its own.
    fn entries(&self) -> io::Result<Receiver<io::Result<Entry>>> {
        let (sender, receiver) = sync_channel(READY);
        let archive = self.clone();
        thread::Builder::new().name("directory".to_owned()).spawn(move || archive.list(&sender))?;
        Ok(receiver)
    }

    /// Sends the entries, as long as somebody reads them.
    fn list(&self, sender: &SyncSender<io::Result<Entry>>) {
        let mut record = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let mut directory = self.zip.entries(&mut record);
        let mut missing = self.zip.entries_hint();
        loop {
            let entry = match directory.next_entry() {
                Ok(Some(entry)) => Ok(Entry::of(&entry)),
                Ok(None) if missing == 0 => return,
                Ok(None) => Err(io::Error::other(format!("the zip directory ends {missing} members early"))),
                Err(error) => Err(damage(error)),
            };
            missing = missing.saturating_sub(1);
            let ends = entry.is_err();
            if sender.send(entry).is_err() || ends {
                return;
            }
        }
    }

    /// What a member unpacks to.
    fn unpack(&self, entry: &Entry, give: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        if entry.is_encrypted {
            return Err(io::Error::other("it is encrypted"));
        }
        let member = self.zip.get_entry(entry.place).map_err(damage)?;
        let (start, end) = member.compressed_data_range();
        let packed = end - start;
        let reader = BufReader::with_capacity(AT_ONCE.min(packed as usize), member.reader());
        let unpacked: Box<dyn Read> = match entry.method {
            CompressionMethod::STORE => Box::new(reader),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(reader)),
            CompressionMethod::BZIP2 => Box::new(bzip2::bufread::BzDecoder::new(reader)),
            CompressionMethod::ZSTD => Box::new(zstd::Decoder::with_buffer(reader)?),
            other => {
                let way = other.name().map_or_else(|| other.as_u16().to_string(), str::to_lowercase);
                return Err(io::Error::other(format!("the zip stream is packed in a way that is not read: {way}")));
            }
        };
        // A directory may say what it likes; no member takes more than the archive.
        give(&mut Unpacked::new("zip", member.verifying_reader(unpacked), packed.min(self.size)));
        Ok(())
    }
}

impl Entry {
    fn of(record: &ZipFileHeaderRecord<'_>) -> Entry {
        Entry {
            name: name_of(record.file_path().as_bytes()),
            size: record.uncompressed_size_hint(),
            method: record.compression_method(),
            is_encrypted: record.flags().is_encrypted(),
            place: record.wayfinder(),
        }
    }
}

/// A member's name; one that is not UTF-8 is read byte by byte, so that no two fall together.
fn name_of(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The members of an archive.
struct Members {
    place: Place,
    archive: Archive,
    entries: Receiver<io::Result<Entry>>,
    tally: Tally,
}

impl Iterator for Members {
    type Item = Outcome<Input>;

    fn next(&mut self) -> Option<Outcome<Input>> {
        loop {
            let entry = match self.entries.recv() {
                Ok(Ok(entry)) if entry.name.ends_with('/') => continue,
                Ok(Ok(entry)) => entry,
                Ok(Err(error)) => {
                    self.tally.read += 1;
                    return Some(Err(self.place.refuse(said(&error))));
                }
                Err(_) => return self.tally.lack().map(|reason| Err(self.place.refuse(reason))),
            };
            if let Some(reason) = unwanted(&entry.name) {
                self.tally.passed_over += 1;
                return Some(Err(self.place.member(&entry.name).refuse(reason)));
            }
            self.tally.read += 1;
            let (place, name) = (self.place.member(&entry.name), entry.name.clone());
            return Some(match self.member(entry) {
                Ok(stream) => Ok(Input::new(place.clone(), name, place.growth().limited(stream), None)),
                Err(error) => Err(place.refuse(said(&error))),
            });
        }
    }
}

impl Members {
    /// Opens a member.
    fn member(&self, entry: Entry) -> io::Result<Stream> {
        if entry.size <= SMALL {
            let (mut bytes, mut fault) = (Vec::new(), None);
            self.archive.unpack(&entry, &mut |stream| fault = stream.take(SMALL).read_to_end(&mut bytes).err())?;
            return Ok(Box::new(Cursor::new(bytes).chain(Fault(fault))));
        }
        let archive = self.archive.clone();
        made(move |chunks| {
            if let Err(error) = archive.unpack(&entry, &mut |stream| chunks.send(stream)) {
                chunks.fail(error);
            }
        })
    }
}

/// What is wrong with an archive.
fn damage(error: Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::IO(error) => error,
        ErrorKind::MissingEndOfCentralDirectory => io::Error::other("it has no zip directory: cut off, or no archive"),
        kind => io::Error::other(format!("the zip archive is damaged: {}", kind.to_string().to_lowercase())),
    }
}
