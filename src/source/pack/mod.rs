//! packed files and archives → what is in them, as far as it may grow.
//!
//! A stream that is damaged tells so by an error, and may be read on: it then goes on behind the damage, or has ended.

mod ahead;
mod compressed;
mod growth;
mod gzip;
mod tar;
mod zip;

pub(super) use ahead::ahead;
pub(super) use compressed::{Bzip2, Zstandard};
pub(super) use growth::Growth;
pub(super) use gzip::Gzip;
pub(super) use tar::Tar;
pub(super) use zip::Zip;

use super::document::{Outcome, Place, Reason, UNKNOWN, said};
use super::format::{self, Format, Head};
use super::input::{Counted, Documents, Fault, Input, Stream, Tally};
use super::name;
use super::reread::Reread;

/// Why a member of an archive is not to be read, by its name; what is hidden is not, as in folders.
fn unwanted(name: &str) -> Option<Reason> {
    let is_hidden = |part: &str| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX";
    if name.split('/').any(is_hidden) {
        return Some(Reason::Unknown("it is hidden"));
    }
    format::named(name).is_none().then_some(Reason::Unknown(UNKNOWN))
}
