//! a tar archive → its members, in the order in which they stand.
//!
//! The members are read as they come, each out of the one stream of the archive. Behind a broken header the next whole
//! one is looked for.

use super::{Documents, Format, Head, Input, Outcome, Place, Reason, Reread, Stream, Tally, name, said, unwanted};
use std::io::{self, Read};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tar::{Archive, EntryType};

/// Everything in an archive takes whole blocks of so many bytes.
const BLOCK: usize = 512;

/// The most bytes that the headers of one member may take.
const HEADERS: u64 = 1 << 20;

/// Tar archives.
pub(in super::super) struct Tar;

impl Format for Tar {
    fn endings(&self) -> &[&str] {
        &["tar"]
    }

    fn is_sealed(&self) -> bool {
        true
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.get(..BLOCK).is_some_and(is_header)
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        let Input { place, stream, .. } = input;
        let tape = Tape { stream: Reread::new(stream), left: 0, padding: 0, offset: 0 };
        Ok(Box::new(
            Members { place, tape: Arc::new(Mutex::new(tape)), tally: Tally::default(), ended: false }
                .flat_map(Input::documents_of),
        ))
    }
}

/// Whether a block is the header of a member: it holds the sum of its own bytes.
fn is_header(block: &[u8]) -> bool {
    let sum = |bytes: &[u8]| bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>();
    let stated = std::str::from_utf8(&block[148..156]).unwrap_or_default();
    let stated = u32::from_str_radix(stated.trim_matches([' ', '\0']), 8);
    // The sum's own place counts as blanks.
    stated == Ok(sum(&block[..148]) + sum(&block[156..]) + 8 * u32::from(b' '))
}

/// The one stream of an archive.
struct Tape {
    stream: Reread<Stream>,
    /// Bytes of the current member that have not been read.
    left: u64,
    /// What follows them up to the next block.
    padding: u64,
    offset: u64,
}

/// The members of an archive.
struct Members {
    place: Place,
    tape: Arc<Mutex<Tape>>,
    tally: Tally,
    ended: bool,
}

/// What a header says.
struct Header {
    name: String,
    kind: EntryType,
}

impl Iterator for Members {
    type Item = Outcome<Input>;

    fn next(&mut self) -> Option<Outcome<Input>> {
        while !self.ended {
            let mut tape = lock(&self.tape);
            let skipped = tape.skip();
            let place = self.place.at(tape.offset);
            let header = match skipped.and_then(|()| tape.header()) {
                Ok(header) => header,
                Err(error) => {
                    self.tally.read += 1;
                    self.ended = !tape.find_header();
                    return Some(Err(place.refuse(said(&error))));
                }
            };
            // Archives may stand behind one another.
            let Some(Header { name, kind }) = header else {
                self.ended = !tape.find_header();
                continue;
            };
            if kind == EntryType::GNUSparse {
                self.tally.read += 1;
                return Some(Err(self.place.member(&name).refuse("a file with holes, which are not read")));
            } else if kind.is_hard_link() || kind.is_symlink() {
                self.tally.passed_over += 1;
                return Some(Err(self.place.member(&name).refuse(Reason::Unknown("a link"))));
            } else if !kind.is_file() {
                continue;
            } else if let Some(reason) = unwanted(&name) {
                self.tally.passed_over += 1;
                return Some(Err(self.place.member(&name).refuse(reason)));
            }
            self.tally.read += 1;
            let stream = Box::new(Member(Arc::clone(&self.tape)));
            return Some(Ok(Input::new(self.place.member(&name), name, stream, None)));
        }
        self.tally.lack().map(|reason| Err(self.place.refuse(reason)))
    }
}

impl Tape {
    /// The next header, with all that belongs to it; `None` at the end.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut headers = Archive::new(self.stream.by_ref().take(HEADERS));
        let header = match headers.entries()?.next().transpose()? {
            None => None,
            Some(entry) => {
                let name = name::of_bytes(&entry.path_bytes());
                let kind = entry.header().entry_type();
                self.left = if kind == EntryType::GNUSparse { entry.header().entry_size()? } else { entry.size() };
                self.padding = self.left.wrapping_neg() % BLOCK as u64;
                Some(Header { name, kind })
            }
        };
        self.offset += HEADERS - headers.into_inner().limit();
        Ok(header)
    }

    /// Reads what is left of the current member.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.by_ref().take(self.left).read(into)?;
        if count == 0 && self.left > 0 && !into.is_empty() {
            (self.left, self.padding) = (0, 0);
            return Err(io::Error::other("the archive is cut off"));
        }
        self.left -= count as u64;
        self.offset += count as u64;
        Ok(count)
    }

    /// Steps over what is left of the current member.
    fn skip(&mut self) -> io::Result<()> {
        self.left += mem::take(&mut self.padding);
        let mut chunk = [0; 16 << 10];
        while self.left > 0 {
            self.read(&mut chunk)?;
        }
        Ok(())
    }

    /// Steps on to the next header, if there is one.
    fn find_header(&mut self) -> bool {
        let mut block = Vec::with_capacity(BLOCK);
        loop {
            block.clear();
            match self.stream.by_ref().take(BLOCK as u64).read_to_end(&mut block) {
                Ok(BLOCK) if is_header(&block) => {
                    self.stream.put_back(&block);
                    return true;
                }
                Ok(BLOCK) => self.offset += BLOCK as u64,
                _ => return false,
            }
        }
    }
}

/// One member, read out of its archive.
struct Member(Arc<Mutex<Tape>>);

impl Read for Member {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        lock(&self.0).read(into)
    }
}

/// The tape, which members use one after the other.
fn lock(tape: &Mutex<Tape>) -> MutexGuard<'_, Tape> {
    tape.lock().unwrap_or_else(PoisonError::into_inner)
}
