//! a stream → the same stream, of which what has been read can be put back.

use memchr::memchr;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::mem;

/// How much of a stream is read at once.
const AT_ONCE: usize = 128 << 10;

/// A stream into which bytes can be put back.
pub(super) struct Reread<R> {
    back: Vec<u8>,
    given: usize,
    reader: BufReader<R>,
}

impl<R: Read> Reread<R> {
    pub(super) fn new(reader: R) -> Reread<R> {
        Reread { back: Vec::new(), given: 0, reader: BufReader::with_capacity(AT_ONCE, reader) }
    }

    /// Puts bytes back, which are read next.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        // Where they were read from `back`, they lie there still and nothing moves.
        let from = self.given.saturating_sub(bytes.len());
        self.back.splice(from..self.given, bytes.iter().copied());
        self.given = from;
    }

    /// The bytes that are read next, `count` of them or as many as come before the end or a fault, and the fault.
    pub(super) fn look_ahead(&mut self, count: usize) -> (&[u8], io::Result<()>) {
        let mut read = Ok(());
        if let Some(missing) = (self.given + count).checked_sub(self.back.len()) {
            // What was given goes once it is more than what moves up: looking ahead then costs no more than reading.
            if self.given >= self.back.len() - self.given {
                self.back.drain(..mem::take(&mut self.given));
            }
            read = self.reader.by_ref().take(missing as u64).read_to_end(&mut self.back).map(drop);
        }
        let ahead = &self.back[self.given..];
        (&ahead[..count.min(ahead.len())], read)
    }

    /// Reads a line with its end after what `line` holds, and returns its length: 0 at the end of the stream. Of what
    /// makes `line` longer than `most` bytes nothing is kept.
    pub(super) fn read_line(&mut self, most: usize, line: &mut Vec<u8>) -> io::Result<usize> {
        let room = most.saturating_sub(line.len());
        let mut length = 0;
        loop {
            let ready = match self.fill_buf() {
                Ok(ready) => ready,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr(b'\n', ready);
            let taken = end.map_or(ready.len(), |end| end + 1);
            length += taken;
            if length <= room {
                // A line grows by doubling, but never past what it may hold.
                let wanted = line.len() + taken;
                if wanted > line.capacity() {
                    let capacity = (2 * line.capacity()).clamp(wanted, most.max(wanted));
                    line.reserve_exact(capacity - line.len());
                }
                line.extend_from_slice(&ready[..taken]);
            } else {
                *line = Vec::new();
            }
            self.consume(taken);
            if end.is_some() || taken == 0 {
                return Ok(length);
            }
        }
    }
}

impl<R: Read> Read for Reread<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.back.len() {
            return self.reader.read(into);
        }
        let count = (&self.back[self.given..]).read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Reread<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given < self.back.len() { Ok(&self.back[self.given..]) } else { self.reader.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.given < self.back.len() {
            self.given += count;
        } else {
            self.reader.consume(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_beyond_the_limit_is_stepped_over() {
        let mut reader = Reread::new("0123456789\nab\n".as_bytes());
        let mut line = Vec::new();
        assert_eq!((reader.read_line(8, &mut line).unwrap(), line.len()), (11, 0));
        assert_eq!((reader.read_line(8, &mut line).unwrap(), &*line), (3, &b"ab\n"[..]));
        assert_eq!(reader.read_line(8, &mut line).unwrap(), 0);
    }

    #[test]
    fn what_is_put_back_is_read_next() {
        let mut reader = Reread::new("c\nd".as_bytes());
        reader.put_back(b"b\n");
        reader.put_back(b"a\n");
        let mut line = Vec::new();
        reader.read_line(9, &mut line).unwrap();
        reader.put_back(b"A ");
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!((&*line, text.as_str()), (&b"a\n"[..], "A b\nc\nd"));
    }

    #[test]
    fn what_is_looked_at_is_still_read() {
        let mut reader = Reread::new("abcdefgh".as_bytes());
        for (count, ahead, taken) in [(2, "ab", 1), (3, "bcd", 3), (2, "ef", 1), (9, "fgh", 0)] {
            let (found, read) = reader.look_ahead(count);
            assert_eq!((found, read.is_ok()), (ahead.as_bytes(), true));
            reader.consume(taken);
        }
        reader.put_back(b"_");
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "_fgh");
    }
}
