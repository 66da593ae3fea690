//! packed files and archives → what is in them, as far as it may grow.
//!
//! A stream that is damaged tells so by an error, and may be read on: it then goes on behind the damage, or has ended.

mod ahead;
mod compressed;
mod growth;
mod gzip;
mod tar;
mod zip;

pub(super) use compressed::{Bzip2, Zstandard};
pub(super) use growth::Growth;
pub(super) use gzip::Gzip;
pub(super) use tar::Tar;
pub(super) use zip::Zip;

use super::document::{Outcome, Place, Reason, said};
use super::format::{self, Format, Head};
use super::input::{Counted, Documents, Fault, Input, Stream};
use super::reread::Reread;

/// Whether a member of an archive is to be read, by its name; what is hidden is not, as in folders.
fn is_wanted(name: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part != "." && part != "..";
    format::named(name).is_some() && !name.split('/').any(|part| is_hidden(part) || part == "__MACOSX")
}
