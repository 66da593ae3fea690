//! packed bytes read, unpacked bytes made → whether that is an archive or a bomb.
//!
//! A layer that grows by more than [`RATIO`] is stopped once it has grown beyond [`SPARED`]. All layers of a file
//! together are stopped likewise, measured by the file on the disk, since archives within archives multiply.

use super::{Counted, Stream};
use std::io;
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
}

impl Growth {
    /// The growth of a file of `size` bytes.
    pub(in super::super) fn of(size: u64) -> Growth {
        Growth { packed: Arc::new(AtomicU64::new(size)), unpacked: AtomicU64::new(0) }
    }

    /// The same stream, whose bytes count as packed.
    pub(in super::super) fn counted(&self, stream: Stream) -> Stream {
        Box::new(Counted::new(stream, Arc::clone(&self.packed)))
    }
}

/// The growth of one layer.
pub(super) struct Layer {
    unpacked: u64,
    file: Arc<Growth>,
}

impl Layer {
    pub(super) fn of(file: &Arc<Growth>) -> Layer {
        Layer { unpacked: 0, file: Arc::clone(file) }
    }

    /// Counts `count` more unpacked bytes, where `packed` have been read.
    ///
    /// # Errors
    /// A bomb.
    pub(super) fn count(&mut self, packed: u64, count: usize) -> io::Result<()> {
        self.unpacked += count as u64;
        let in_all = self.file.unpacked.fetch_add(count as u64, Relaxed) + count as u64;
        let is_bomb =
            |unpacked: u64, packed: u64, spared| unpacked > packed.saturating_mul(RATIO).saturating_add(spared);
        let stopped = if is_bomb(self.unpacked, packed, SPARED) {
            format!("more than {RATIO} times larger unpacked, stopped after {} MB", self.unpacked >> 20)
        } else if is_bomb(in_all, self.file.packed.load(Relaxed), SPARED_IN_ALL) {
            format!("the whole file is more than {RATIO} times larger unpacked, stopped after {} MB", in_all >> 20)
        } else {
            return Ok(());
        };
        Err(io::Error::other(format!("a decompression bomb: {stopped}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_may_grow_a_little_or_in_proportion_and_no_more() {
        let mut layer = Layer::of(&Arc::new(Growth::of(1 << 30)));
        assert!(layer.count(0, SPARED as usize).is_ok());
        assert!(layer.count(0, 1).is_err());
        assert!(layer.count(1 << 20, 1 << 20).is_ok());
    }

    #[test]
    fn layers_of_one_file_are_counted_together() {
        let file = Arc::new(Growth::of(10));
        let grown = (0..100).filter(|_| Layer::of(&file).count(1 << 20, 32 << 20).is_ok()).count();
        assert_eq!(grown, 32);
    }
}
