//! a stream packed by gzip → what is in its members, one after the other.
//!
//! Archives of web pages pack every record for itself. Behind a damaged member the next one is looked for, first among
//! what the damaged one has swallowed.

use super::compressed::damage;
use super::growth::Layer;
use super::{Documents, Format, Head, Input, Reason, Reread, Stream};
use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;
use std::io::{self, BufRead, Read};
use std::mem;

/// How a member begins.
const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// The length of what every member begins with.
const HEADER: usize = 10;

/// The binary logarithm of the largest window that a member may have.
const WINDOW: u8 = 15;

/// How much is looked through at once.
const AT_ONCE: u64 = 64 << 10;

/// How many packed bytes of a member are kept, to look for the next among them.
const KEPT: usize = 1 << 20;

/// Streams packed by gzip.
pub(in super::super) struct Gzip;

impl Format for Gzip {
    fn endings(&self) -> &[&str] {
        &["gzip", "gz", "tgz"]
    }

    fn is_sealed(&self) -> bool {
        true
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(MAGIC)
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        input.unpacked(|packed| Ok(Box::new(Members::new(packed))))
    }
}

/// The members of a stream; each is a layer of its own.
struct Members {
    state: State,
    layer: Layer,
}

enum State {
    Between(Packed),
    Within(Box<Member>),
    Ended,
}

/// One member on its way.
struct Member {
    packed: Packed,
    inflate: Decompress,
    /// What is wrong behind what has been given.
    fault: Option<io::Error>,
    ended: bool,
}

/// A packed stream that remembers what it has given since the member began.
struct Packed {
    stream: Reread<Stream>,
    kept: Vec<u8>,
    /// Bytes of the member so far.
    read: u64,
}

impl Members {
    fn new(packed: Stream) -> Members {
        let packed = Packed { stream: Reread::new(packed), kept: Vec::new(), read: 0 };
        Members { state: State::Between(packed), layer: Layer::default() }
    }
}

impl Read for Members {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !into.is_empty() {
            match mem::replace(&mut self.state, State::Ended) {
                State::Ended => break,
                State::Between(mut packed) => match packed.begins_member()? {
                    None => break,
                    Some(true) => {
                        self.layer = Layer::default();
                        self.state = State::Within(Box::new(Member::new(packed)));
                    }
                    Some(false) => {
                        self.state = packed.next_member();
                        return Err(io::Error::other("the gzip stream goes on with what is not gzip"));
                    }
                },
                State::Within(mut member) => {
                    let read = member.read(into).map_err(|error| damage("gzip", &error));
                    match read.and_then(|count| self.layer.count(member.packed.read, count).map(|()| count)) {
                        Ok(0) => self.state = State::Between(member.packed),
                        Ok(count) => {
                            self.state = State::Within(member);
                            return Ok(count);
                        }
                        Err(error) => {
                            self.state = member.packed.next_member();
                            return Err(error);
                        }
                    }
                }
            }
        }
        Ok(0)
    }
}

impl Member {
    fn new(packed: Packed) -> Member {
        Member { packed, inflate: Decompress::new_gzip(WINDOW), fault: None, ended: false }
    }

    /// Unpacks what lies ready, and says how many bytes it gave and whether nothing was left; what comes before a fault
    /// is given before it.
    fn inflate(&mut self, into: &mut [u8]) -> io::Result<(usize, bool)> {
        let ready = self.packed.fill_buf()?;
        let is_end = ready.is_empty();
        let (before_in, before_out) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(ready, into, FlushDecompress::None);
        self.packed.consume((self.inflate.total_in() - before_in) as usize);
        match status {
            Ok(status) => self.ended = status == Status::StreamEnd,
            Err(error) => {
                self.fault = Some(io::Error::other(error.message().unwrap_or("no way to unpack it").to_owned()))
            }
        }
        Ok(((self.inflate.total_out() - before_out) as usize, is_end))
    }
}

impl Read for Member {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.fault.is_none() && !self.ended {
            match self.inflate(into)? {
                (0, true) if !self.ended && self.fault.is_none() => return Err(io::ErrorKind::UnexpectedEof.into()),
                (0, _) => {}
                (count, _) => return Ok(count),
            }
        }
        self.fault.take().map_or(Ok(0), Err)
    }
}

impl Packed {
    /// Whether a member begins here, after zeros at most; `None` at the end.
    fn begins_member(&mut self) -> io::Result<Option<bool>> {
        loop {
            let ready = self.stream.fill_buf()?;
            let zeros = ready.iter().take_while(|byte| **byte == 0).count();
            if ready.is_empty() {
                return Ok(None);
            } else if zeros < ready.len() {
                self.stream.consume(zeros);
                break;
            }
            self.stream.consume(zeros);
        }
        let mut magic = Vec::new();
        self.stream.by_ref().take(MAGIC.len() as u64).read_to_end(&mut magic)?;
        self.stream.put_back(&magic);
        self.kept.clear();
        self.read = 0;
        Ok(Some(magic == MAGIC))
    }

    /// Looks for the next member behind where this one began.
    fn next_member(mut self) -> State {
        let mut bytes = mem::take(&mut self.kept);
        bytes.drain(..bytes.len().min(1));
        loop {
            if let Some(start) = find_member(&bytes) {
                self.stream.put_back(&bytes[start..]);
                return State::Between(self);
            }
            // A header may lie across two reads.
            bytes.drain(..bytes.len().saturating_sub(HEADER - 1));
            match self.stream.by_ref().take(AT_ONCE).read_to_end(&mut bytes) {
                Ok(1..) => {}
                Ok(0) | Err(_) => return State::Ended,
            }
        }
    }
}

/// Where a member begins, told by all of its header, since three bytes come up by chance.
fn find_member(bytes: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes, MAGIC).find(|start| match bytes.get(*start..start + HEADER) {
        Some(&[_, _, _, flags, _, _, _, _, extra, system]) => {
            flags < 32 && matches!(extra, 0 | 2 | 4) && matches!(system, 0..=13 | 255)
        }
        _ => false,
    })
}

impl Packed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // What was filled is still there.
        let ready = self.stream.fill_buf().unwrap_or_default();
        self.kept.extend_from_slice(&ready[..count.min(ready.len())]);
        if self.kept.len() > 2 * KEPT {
            self.kept.drain(..self.kept.len() - KEPT);
        }
        self.read += count as u64;
        self.stream.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::GzEncoder;

    fn member(text: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        GzEncoder::new(text, Compression::default()).read_to_end(&mut packed).unwrap();
        packed
    }

    /// What is read in all, and what was complained of.
    fn unpack(packed: Vec<u8>) -> (String, Vec<String>) {
        let mut members = Members::new(Box::new(io::Cursor::new(packed)));
        let (mut bytes, mut complaints) = (Vec::new(), Vec::new());
        while let Err(error) = members.read_to_end(&mut bytes) {
            complaints.push(error.to_string());
        }
        (String::from_utf8_lossy(&bytes).into_owned(), complaints)
    }

    #[test]
    fn members_follow_one_another() {
        let packed = [member(b"one "), member(b""), member(b"two"), vec![0; 600]].concat();
        assert_eq!(unpack(packed), ("one two".to_owned(), vec![]));
    }

    #[test]
    fn behind_a_damaged_member_the_next_is_found() {
        let noise: Vec<u8> =
            (0..5000_u64).map(|number| (number.pow(5) % 251) as u8 ^ (number.pow(3) % 239) as u8).collect();
        for cut in [11, 12, 40, 3000] {
            let packed = [member(b"one "), member(&noise)[..cut].to_vec(), member(b" three")].concat();
            let (text, complaints) = unpack(packed);
            assert!(text.starts_with("one ") && text.ends_with(" three"), "{cut}: {text:?}");
            assert_eq!(complaints.len(), 1, "{cut}: {complaints:?}");
        }
    }

    #[test]
    fn all_before_the_damage_comes_out() {
        let text: String = (0..9000_u64).map(|number| format!("{} ", number.pow(3) % 9973)).collect();
        let whole = member(text.as_bytes());
        for at in [whole.len() / 9, whole.len() / 2, whole.len() - 99] {
            let mut packed = whole.clone();
            packed[at..at + 60].fill(0xff);
            // As long as there is no room for more, nothing can be lost.
            let (mut inflate, mut byte) = (Decompress::new_gzip(WINDOW), [0]);
            let step = || {
                let before = inflate.total_out();
                let rest = &packed[inflate.total_in() as usize..];
                let unpacked = inflate.decompress(rest, &mut byte, FlushDecompress::None);
                (unpacked.is_ok() && inflate.total_out() > before).then_some(byte[0])
            };
            let most: Vec<u8> = std::iter::from_fn(step).collect();
            let (found, complaints) = unpack(packed);
            assert!(most.len() > text.len() / 10 && found.starts_with(&*String::from_utf8_lossy(&most)), "{at}");
            assert_eq!(complaints.len(), 1, "{at}: {complaints:?}");
        }
    }

    #[test]
    fn a_stream_that_is_cut_off_gives_what_it_has() {
        let (text, complaints) = unpack([member(b"one "), member(b"two")[..15].to_vec()].concat());
        assert!(text.starts_with("one "));
        assert_eq!(complaints, ["the gzip stream is cut off"]);
    }

    #[test]
    fn what_is_not_gzip_is_stepped_over() {
        let (text, complaints) =
            unpack([&member(b"one ")[..], b"rubbish \x1f\x8b\x08 rubbish", &member(b"two")].concat());
        assert_eq!((text.as_str(), complaints.len()), ("one two", 1));
    }
}
