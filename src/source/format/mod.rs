//! the first bytes of a file and its name → its format.

#[cfg(feature = "html")]
mod aside;
mod html;
mod http;
mod json;
mod json_array;
mod json_lines;
mod markup;
#[cfg(feature = "html")]
mod paragraph;
#[cfg(feature = "parquet")]
mod parquet;
mod row;
mod table;
mod text;
mod warc;

use super::document::{Document, Outcome, Place, Reason, said};
use super::input::{Documents, Input, Stream};
use super::pack::{Bzip2, Gzip, Tar, Zip, Zstandard};
use super::reread::Reread;
use super::{Fields, Options, date, encoding};
use crate::article::Article;
use std::io::Read;

/// Every format, in the order in which content of no known name is tried; the last takes all.
const FORMATS: &[&dyn Format] = &[
    &Gzip,
    &Zstandard,
    &Bzip2,
    &Zip,
    &Tar,
    #[cfg(feature = "parquet")]
    &parquet::Parquet,
    &warc::WebArchive,
    &json_lines::JsonLines,
    &json_array::JsonArray,
    &html::WebPage,
    &table::Tabs,
    &table::Commas,
    &text::PlainText,
];

/// One format of articles.
pub(super) trait Format: Sync {
    /// Endings of its files' names, in lower case.
    fn endings(&self) -> &[&str];

    /// Whether its files begin with a sign that others do not begin with; then the sign decides, and not the name.
    fn is_sealed(&self) -> bool {
        false
    }

    /// Whether something else may stand before the sign, as a program that unpacks it.
    fn may_begin_otherwise(&self) -> bool {
        false
    }

    /// Whether content that begins like this is of the format.
    fn recognises(&self, head: &Head) -> bool;

    /// Cuts a file into documents.
    ///
    /// # Errors
    /// A file of which nothing can be read.
    fn cut(&self, input: Input) -> Result<Documents, Reason>;
}

/// The beginning of a file.
pub(super) struct Head<'h> {
    pub(super) bytes: &'h [u8],
    /// The same as text, good enough to tell a format.
    pub(super) text: String,
    /// What the fields of an article are called.
    pub(super) fields: &'h Fields,
}

/// The format of a file, by its content where its name does not tell.
///
/// # Errors
/// Content that is not what the name says.
pub(super) fn of(name: &str, head: &[u8], fields: &Fields) -> Result<&'static dyn Format, Reason> {
    let head = Head { bytes: head, text: encoding::glance(head), fields };
    let mut by_content = FORMATS.iter().copied().filter(|format| format.recognises(&head));
    let found = by_content.next().expect("the last format takes all");
    match named(name) {
        Some(_) if found.is_sealed() => Ok(found),
        // What is one list is not lines, whatever it is called.
        Some(format) if format.endings() == json_lines::JsonLines.endings() && json_array::is_list(&head) => Ok(found),
        Some(format) if format.is_sealed() && !format.may_begin_otherwise() => {
            Err(format!("not {}, as its name says", format.endings()[0]).into())
        }
        Some(format) => Ok(format),
        None => Ok(found),
    }
}

/// The format that a file's name tells.
pub(super) fn named(name: &str) -> Option<&'static dyn Format> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    FORMATS.iter().copied().find(|format| format.endings().contains(&&*ending))
}

/// A file as one document.
fn whole(input: Input, read: impl FnOnce(Vec<u8>, &Place) -> Result<Article, Reason> + Send + 'static) -> Documents {
    let Input { place, stream, .. } = input;
    let most = place.longest();
    let mut bytes = Vec::new();
    let document = match stream.take(most as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => Err(place.refuse(said(&error))),
        Ok(size) if size > most => Err(place.refuse(place.too_long("file"))),
        Ok(size) => Ok(Document::new(place.clone(), size, move |_| read(bytes, &place))),
    };
    Box::new(std::iter::once(document))
}
