//! record → one line of JSON.

use super::Sink;
use crate::article::Article;
use crate::record::Record;

/// Writes each record as one line of JSON.
///
/// ```
/// use claimwire::sink::{JsonLines, Sink};
/// let mut out = Vec::new();
/// JsonLines.render(&claimwire::Article::default(), &claimwire::Record::default(), &mut out);
/// assert_eq!(out.last(), Some(&b'\n'));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

impl Sink for JsonLines {
    fn render(&self, _: &Article, record: &Record, out: &mut Vec<u8>) {
        serde_json::to_writer(&mut *out, record).expect("a record has string keys, and memory takes every byte");
        out.push(b'\n');
    }
}
