//! a slow stream → the same, read ahead on a thread of its own.

use super::Stream;
use std::io::{self, Read};
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How much is read at once.
const CHUNK: usize = 256 << 10;

/// How many chunks may lie ready.
const READY: usize = 3;

/// One chunk of a stream, or what is wrong with it.
type Chunk = io::Result<Vec<u8>>;

/// A stream that is read ahead, once it has proved longer than one chunk.
pub(in super::super) fn ahead(stream: Stream) -> Stream {
    Box::new(Ahead { chunk: Vec::new(), given: 0, rest: Rest::All(stream) })
}

/// A stream that a thread of its own makes.
pub(super) fn made(make: impl FnOnce(&Chunks) + Send + 'static) -> io::Result<Stream> {
    Ok(Box::new(Ahead { chunk: Vec::new(), given: 0, rest: Rest::Ready(spawn(make)?) }))
}

/// Where a thread leaves its chunks.
pub(super) struct Chunks(SyncSender<Chunk>);

impl Chunks {
    /// Sends a stream and what is wrong with it, as long as somebody reads it.
    pub(super) fn send(&self, stream: &mut dyn Read) {
        loop {
            let (chunk, fault) = read_chunk(stream);
            let is_end = chunk.is_empty() && fault.is_none();
            let parts = Some(Ok(chunk)).into_iter().chain(fault.map(Err));
            if is_end || !parts.into_iter().all(|part| self.0.send(part).is_ok()) {
                return;
            }
        }
    }

    /// Sends what is wrong.
    pub(super) fn fail(&self, error: io::Error) {
        // Nobody waits for the rest of a stream that is no longer read.
        let _ = self.0.send(Err(error));
    }
}

/// What can be read at once, and what ended it early.
fn read_chunk(stream: &mut dyn Read) -> (Vec<u8>, Option<io::Error>) {
    let mut chunk = vec![0; CHUNK];
    let mut filled = 0;
    let mut fault = None;
    while filled < CHUNK && fault.is_none() {
        match stream.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => fault = Some(error),
        }
    }
    chunk.truncate(filled);
    (chunk, fault)
}

fn spawn(make: impl FnOnce(&Chunks) + Send + 'static) -> io::Result<Receiver<Chunk>> {
    let (sender, receiver) = sync_channel(READY);
    thread::Builder::new().name("unpack".to_owned()).spawn(move || make(&Chunks(sender)))?;
    Ok(receiver)
}

struct Ahead {
    chunk: Vec<u8>,
    given: usize,
    rest: Rest,
}

/// What follows the chunk at hand.
enum Rest {
    /// Nothing has been read yet.
    All(Stream),
    /// The first chunk was full.
    Much(Stream),
    Ready(Receiver<Chunk>),
    Fault(io::Error, Stream),
    End,
}

impl Ahead {
    /// Fetches the next chunk; an empty one is the end.
    fn refill(&mut self) -> io::Result<()> {
        self.given = 0;
        self.chunk = Vec::new();
        loop {
            match mem::replace(&mut self.rest, Rest::End) {
                Rest::End => return Ok(()),
                Rest::Fault(error, stream) => {
                    self.rest = Rest::Much(stream);
                    return Err(error);
                }
                Rest::All(mut stream) => {
                    let (chunk, fault) = read_chunk(&mut stream);
                    self.rest = match fault {
                        Some(error) => Rest::Fault(error, stream),
                        None if chunk.len() == CHUNK => Rest::Much(stream),
                        None => Rest::End,
                    };
                    self.chunk = chunk;
                    if !self.chunk.is_empty() {
                        return Ok(());
                    }
                }
                Rest::Much(mut stream) => self.rest = Rest::Ready(spawn(move |chunks| chunks.send(&mut stream))?),
                Rest::Ready(chunks) => {
                    let Ok(chunk) = chunks.recv() else { return Ok(()) };
                    self.rest = Rest::Ready(chunks);
                    self.chunk = chunk?;
                    if !self.chunk.is_empty() {
                        return Ok(());
                    }
                }
            }
        }
    }
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.chunk.len() {
            self.refill()?;
        }
        let count = (&self.chunk[self.given..]).read(into)?;
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some bytes, a fault, and some more.
    fn damaged(bytes: usize) -> Stream {
        struct Fault(bool);
        impl Read for Fault {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                if mem::replace(&mut self.0, true) { Ok(0) } else { Err(io::Error::other("damage")) }
            }
        }
        Box::new(io::repeat(b'a').take(bytes as u64).chain(Fault(false)).chain(&b"b"[..]))
    }

    #[test]
    fn a_stream_read_ahead_is_the_same_with_its_faults_in_place() {
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 9 * CHUNK] {
            let mut stream = ahead(damaged(size));
            let mut before = Vec::new();
            assert_eq!(stream.read_to_end(&mut before).unwrap_err().to_string(), "damage");
            let mut after = Vec::new();
            stream.read_to_end(&mut after).unwrap();
            assert_eq!((before.len(), &*after), (size, &b"b"[..]));
        }
    }
}
