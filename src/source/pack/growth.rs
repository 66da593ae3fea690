//! packed bytes read, unpacked bytes made → whether that is an archive or a bomb.
//!
//! A layer that grows by more than [`RATIO`] is stopped once it has grown beyond [`SPARED`]. All layers of a file
//! together are stopped likewise, measured by the file on the disk, since archives within archives multiply. These are
//! counted when they are read, not when they are made ahead, so that every run stops at the same byte.

use super::{Counted, Stream};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// No news grows more when it is unpacked; text grows threefold to tenfold.
const RATIO: u64 = 500;

/// So many bytes of a layer are read however much it grows.
const SPARED: u64 = 64 << 20;

/// So many bytes of all layers of a file are read however much they grow.
const SPARED_IN_ALL: u64 = 1 << 30;

/// How much one file has grown.
#[derive(Debug, Default)]
pub(in super::super) struct Growth {
    /// Bytes of the file on the disk, or of the stream as far as it has been read.
    packed: Arc<AtomicU64>,
    unpacked: AtomicU64,
    is_stream: bool,
}

impl Growth {
    /// The growth of a file of `size` bytes, or of a stream.
    pub(in super::super) fn of(size: Option<u64>) -> Growth {
        let packed = Arc::new(AtomicU64::new(size.unwrap_or(0)));
        Growth { packed, unpacked: AtomicU64::new(0), is_stream: size.is_none() }
    }

    /// Whether it is told by how much of a stream has been read: then none of it may be read ahead.
    pub(in super::super) fn is_of_stream(&self) -> bool {
        self.is_stream
    }

    /// The same stream, whose bytes count as packed.
    pub(in super::super) fn counted(&self, stream: Stream) -> Stream {
        Box::new(Counted::new(stream, Arc::clone(&self.packed)))
    }

    /// The same stream, whose bytes count as unpacked; it ends with a bomb.
    pub(in super::super) fn limited(self: &Arc<Self>, stream: Stream) -> Stream {
        Box::new(Limited { stream, file: Arc::clone(self), ended: false })
    }

    /// Counts `count` more unpacked bytes of any layer.
    ///
    /// # Errors
    /// A bomb.
    pub(in super::super) fn count(&self, count: usize) -> io::Result<()> {
        let unpacked = self.unpacked.fetch_add(count as u64, Relaxed) + count as u64;
        match is_bomb(unpacked, self.packed.load(Relaxed), SPARED_IN_ALL) {
            true => Err(bomb("the whole file is ", unpacked)),
            false => Ok(()),
        }
    }
}

/// A stream whose bytes count as unpacked.
struct Limited {
    stream: Stream,
    file: Arc<Growth>,
    ended: bool,
}

impl Read for Limited {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let count = self.stream.read(into)?;
        self.file.count(count).inspect_err(|_| self.ended = true)?;
        Ok(count)
    }
}

/// The growth of one layer.
#[derive(Default)]
pub(super) struct Layer {
    unpacked: u64,
}

impl Layer {
    /// Counts `count` more unpacked bytes, where `packed` have been read.
    ///
    /// # Errors
    /// A bomb.
    pub(super) fn count(&mut self, packed: u64, count: usize) -> io::Result<()> {
        self.unpacked += count as u64;
        if is_bomb(self.unpacked, packed, SPARED) { Err(bomb("", self.unpacked)) } else { Ok(()) }
    }
}

fn is_bomb(unpacked: u64, packed: u64, spared: u64) -> bool {
    unpacked > packed.saturating_mul(RATIO).saturating_add(spared)
}

fn bomb(what: &str, unpacked: u64) -> io::Error {
    let stopped = format!("{what}more than {RATIO} times larger unpacked, stopped after {} MB", unpacked >> 20);
    io::Error::other(format!("a decompression bomb: {stopped}"))
}

#[cfg(test)]
mod tests {
    use super::super::ahead::ahead;
    use super::*;

    #[test]
    fn a_layer_may_grow_a_little_or_in_proportion_and_no_more() {
        let mut layer = Layer::default();
        assert!(layer.count(0, SPARED as usize).is_ok());
        assert!(layer.count(0, 1).is_err());
        assert!(layer.count(1 << 20, 1 << 20).is_ok());
    }

    #[test]
    fn layers_of_one_file_are_counted_together() {
        let file = Growth::of(Some(10));
        let grown = (0..100).filter(|_| file.count(32 << 20).is_ok()).count();
        assert_eq!(grown, 32);
    }

    #[test]
    fn what_is_made_ahead_counts_when_it_is_read() {
        let file = Arc::new(Growth::of(Some(1)));
        let mut stream = file.limited(ahead(Box::new(io::repeat(b' ').take(SPARED_IN_ALL + (1 << 20)))));
        for count in [100_u64, 1 << 20, 3 << 20] {
            let before = file.unpacked.load(Relaxed);
            assert_eq!(io::copy(&mut stream.by_ref().take(count), &mut io::sink()).unwrap(), count);
            assert_eq!(file.unpacked.load(Relaxed), before + count);
        }
        assert!(io::copy(&mut stream, &mut io::sink()).unwrap_err().to_string().contains("after 1024 MB"));
        assert_eq!(io::copy(&mut stream, &mut io::sink()).unwrap(), 0);
    }
}
