//! a stream packed by zstd or bzip2 → what is in it.

use super::growth::Layer;
use super::{Counted, Documents, Format, Head, Input, Reason, Stream, said};
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How much is read at once.
pub(super) const AT_ONCE: usize = 128 << 10;

/// Streams packed by zstd.
pub(in super::super) struct Zstandard;

/// Streams packed by bzip2.
pub(in super::super) struct Bzip2;

impl Format for Zstandard {
    fn endings(&self) -> &[&str] {
        &["zstd", "zst", "tzst"]
    }

    fn is_sealed(&self) -> bool {
        true
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(b"\x28\xb5\x2f\xfd")
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        unpack(input, "zstd", |packed| {
            let mut decoder = zstd::Decoder::with_buffer(BufReader::with_capacity(AT_ONCE, packed))?;
            decoder.window_log_max(LARGEST_WINDOW)?;
            Ok(Box::new(decoder))
        })
    }
}

/// The binary logarithm of the largest window that zstd may hold: its own default.
const LARGEST_WINDOW: u32 = 27;

impl Format for Bzip2 {
    fn endings(&self) -> &[&str] {
        &["bzip2", "bz2", "tbz2", "tbz"]
    }

    fn is_sealed(&self) -> bool {
        true
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(b"BZh") && head.bytes.get(4..10) == Some(b"1AY&SY")
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        unpack(input, "bzip2", |packed| {
            Ok(Box::new(bzip2::bufread::MultiBzDecoder::new(BufReader::with_capacity(AT_ONCE, packed))))
        })
    }
}

/// The documents of what is packed.
fn unpack(
    input: Input,
    packer: &'static str,
    decoder: impl FnOnce(Stream) -> io::Result<Stream>,
) -> Result<Documents, Reason> {
    input.unpacked(|packed| {
        let read = Arc::new(AtomicU64::new(0));
        let packed = Box::new(Counted::new(packed, Arc::clone(&read)));
        let stream = decoder(packed)?;
        Ok(Box::new(Unpacked { packer, stream, read, layer: Layer::default(), ended: false }))
    })
}

/// What is unpacked; it ends with the first fault.
pub(super) struct Unpacked<R> {
    packer: &'static str,
    stream: R,
    /// Packed bytes read so far.
    read: Arc<AtomicU64>,
    layer: Layer,
    ended: bool,
}

impl<R> Unpacked<R> {
    /// What is unpacked of `packed` bytes.
    pub(super) fn new(packer: &'static str, stream: R, packed: u64) -> Unpacked<R> {
        Unpacked { packer, stream, read: Arc::new(AtomicU64::new(packed)), layer: Layer::default(), ended: false }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let read = self.stream.read(into).map_err(|error| damage(self.packer, &error));
        let read = read.and_then(|count| self.layer.count(self.read.load(Relaxed), count).map(|()| count));
        self.ended = read.is_err();
        read
    }
}

/// What is wrong with a packed stream.
pub(super) fn damage(packer: &str, error: &io::Error) -> io::Error {
    io::Error::other(match error.kind() {
        io::ErrorKind::UnexpectedEof => format!("the {packer} stream is cut off"),
        io::ErrorKind::Unsupported => {
            format!("the {packer} stream is packed in a way that is not read: {}", said(error))
        }
        _ => format!("the {packer} stream is damaged: {}", said(error)),
    })
}
