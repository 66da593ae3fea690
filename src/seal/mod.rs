//! a run → hashes of what it was made of and of what came of it, which can be checked again.
//!
//! What is written down depends on nothing but content: no time, no machine, and no path but those that were typed,
//! which are shortened where they lie in the working folder. So two runs over the same files agree byte for byte.

mod manifest;
mod terms;

pub use manifest::{Difference, Inputs, Manifest, Sealed};
pub use terms::Terms;

use crate::source::name::portable;
use memchr::memchr_iter;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// How much of a file is read at once.
const READ_AT_ONCE: usize = 256 << 10;

/// A file's content in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Seal {
    /// The seal of bytes whose hash is complete.
    pub fn new(bytes: u64, hash: Sha256) -> Seal {
        Seal { bytes, sha256: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect() }
    }

    /// Reads a file to its end.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn of(path: &Path) -> io::Result<Seal> {
        Ok(Seal::and_lines(path)?.0)
    }

    /// Reads a file to its end, and counts its lines.
    fn and_lines(path: &Path) -> io::Result<(Seal, u64)> {
        let mut file = BufReader::with_capacity(READ_AT_ONCE, File::open(path)?);
        let mut hash = Sha256::new();
        let (mut bytes, mut lines) = (0, 0);
        loop {
            let ready = file.fill_buf()?;
            let length = ready.len();
            if length == 0 {
                return Ok((Seal::new(bytes, hash), lines));
            }
            hash.update(ready);
            lines += memchr_iter(b'\n', ready).count() as u64;
            bytes += length as u64;
            file.consume(length);
        }
    }

    /// The seal of a text.
    fn of_text(text: &str) -> Seal {
        Seal::new(text.len() as u64, Sha256::new_with_prefix(text))
    }
}
