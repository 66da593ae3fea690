//! Byte offsets → the unit that a reader counts in.

use std::fmt;
use std::str::FromStr;

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode code points, as Python and the W3C Web Annotation model count.
    #[default]
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl FromStr for Unit {
    type Err = String;

    fn from_str(name: &str) -> Result<Unit, String> {
        match name {
            "bytes" => Ok(Unit::Bytes),
            "chars" => Ok(Unit::Chars),
            "utf16" => Ok(Unit::Utf16),
            _ => Err(format!("offsets count bytes, chars or utf16, not '{name}'")),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Unit::Bytes => "bytes",
            Unit::Chars => "chars",
            Unit::Utf16 => "utf16",
        })
    }
}

/// How many bytes lie between two places whose count is kept.
const STEP: usize = 64;

/// Turns byte offsets of one text into another unit, each in constant time.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// The count at every `STEP` bytes; empty where a byte is one unit.
    counts: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Prepares a text; linear in its length.
    ///
    /// ```
    /// use claimwire::record::{Offsets, Unit};
    /// let offsets = Offsets::new("£2tn", Unit::Chars);
    /// assert_eq!(offsets.at(2), 1);
    /// ```
    pub fn new(text: &'t str, unit: Unit) -> Offsets<'t> {
        let mut counts = Vec::new();
        if unit != Unit::Bytes && !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                counts.push(count);
                count += count_units(chunk, unit);
            }
            counts.push(count);
        }
        Offsets { text, unit, counts }
    }

    /// The offset of the byte at `byte`.
    pub fn at(&self, byte: u32) -> usize {
        let byte = byte as usize;
        if self.counts.is_empty() {
            return byte;
        }
        let chunk = byte / STEP;
        let rest = &self.text.as_bytes()[chunk * STEP..byte];
        (self.counts[chunk] + count_units(rest, self.unit)) as usize
    }
}

/// Units that begin in a run of bytes, which may cut a character at either end.
fn count_units(bytes: &[u8], unit: Unit) -> u32 {
    bytes
        .iter()
        .map(|&byte| match byte {
            0x80..=0xBF => 0,
            0xF0.. if unit == Unit::Utf16 => 2,
            _ => 1,
        })
        .sum()
}
