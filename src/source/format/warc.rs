//! an archive of the web (WARC) → the articles in its pages.
//!
//! Pages that a server sent, pages kept without its headers and texts made of pages are read; other records are stepped
//! over. Behind a broken record the next is looked for by its first line. The day of a crawl is no day of publication.

use super::http::{self, Kind, Message};
use super::{Document, Documents, Format, Head, Input, Outcome, Place, Reason, Reread, Stream, html, said, text};
use crate::article::Article;
use memchr::memmem;
use std::io::{self, BufRead};

/// How every record begins.
const VERSION: &[u8] = b"WARC/";

/// Two line ends stand behind every record, and then the next begins.
const ENDING: usize = 4 + VERSION.len();

/// The most bytes that the headers of a record may take.
const HEADERS: usize = 64 << 10;

/// Web archives, and the texts made of them.
pub(super) struct WebArchive;

impl Format for WebArchive {
    fn endings(&self) -> &[&str] {
        &["warc", "wet"]
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(VERSION)
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        let Input { place, stream, .. } = input;
        Ok(Box::new(Records { place, stream: Reread::new(stream), offset: 0, is_lost: false, fault: None }))
    }
}

/// The records of one archive.
struct Records {
    place: Place,
    stream: Reread<Stream>,
    offset: u64,
    /// Whether what comes belongs to a record that was refused.
    is_lost: bool,
    /// What is wrong behind the last record.
    fault: Option<io::Error>,
}

impl Iterator for Records {
    type Item = Outcome<Document>;

    fn next(&mut self) -> Option<Outcome<Document>> {
        loop {
            let place = self.place.at(self.offset);
            let mut record = Vec::new();
            let read = self.fault.take().map_or_else(|| self.read_line(&mut record), Err);
            let next = match read {
                Ok(0) => return None,
                Ok(_) if record.starts_with(VERSION) => {
                    self.is_lost = false;
                    self.record(&place, record)
                }
                Ok(1 | 2) if record.trim_ascii().is_empty() => Ok(None),
                Ok(_) if self.is_lost => Ok(None),
                Ok(_) => self.lose("not a WARC record"),
                Err(error) => self.lose(&said(&error)),
            };
            match next {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(document)),
                Err(reason) => return Some(Err(place.refuse(reason))),
            }
        }
    }
}

impl Records {
    /// Reads a line of headers after what `record` holds.
    fn read_line(&mut self, record: &mut Vec<u8>) -> io::Result<usize> {
        let length = self.stream.read_line(HEADERS, record)?;
        self.offset += length as u64;
        Ok(length)
    }

    fn put_back(&mut self, bytes: &[u8]) {
        self.stream.put_back(bytes);
        self.offset -= bytes.len() as u64;
    }

    /// Steps over what comes, up to the next record.
    fn lose<T>(&mut self, reason: &str) -> Result<T, Reason> {
        self.is_lost = true;
        Err(reason.into())
    }

    /// Reads a record whose first line is given.
    fn record(&mut self, place: &Place, mut record: Vec<u8>) -> Result<Option<Document>, Reason> {
        self.headers(&mut record)?;
        let headers = Message::parse(&record);
        let is_wanted = matches!(headers.get("WARC-Type"), Some("response" | "resource" | "conversion"));
        let Some(length) = headers.get("Content-Length") else {
            return self.lose("a WARC record without a Content-Length");
        };
        let Ok(length) = length.parse::<usize>() else {
            return self.lose("the Content-Length of the record is no number of bytes");
        };
        if length > place.longest() {
            self.is_lost = true;
            return if is_wanted { self.too_long(place, record) } else { Ok(None) };
        }
        self.block(length, &mut record)?;
        if !is_wanted {
            return Ok(None);
        }
        // Unpacked before it is handed on, so that it counts as what it takes of memory.
        let page = Page::of(&record, place).and_then(|page| {
            place.growth().count(page.content.len()).map_err(|error| said(&error))?;
            Ok(page)
        });
        let size = record.len().max(page.as_ref().map_or(0, |page| page.content.len()));
        Ok(Some(Document::new(place.clone(), size, move |_| page?.article())))
    }

    /// Refuses a record that is too long to be held, unless it is none that is read: images, films.
    fn too_long(&mut self, place: &Place, mut record: Vec<u8>) -> Result<Option<Document>, Reason> {
        let (ahead, read) = self.stream.look_ahead(HEADERS);
        record.extend_from_slice(ahead);
        self.fault = read.err();
        match kind(&Message::parse(&record)) {
            Err(reason @ Reason::Unwanted(_)) => Err(reason),
            _ => Err(place.too_long("record").into()),
        }
    }

    /// Reads the headers of a record up to the blank line behind them.
    fn headers(&mut self, record: &mut Vec<u8>) -> Result<(), Reason> {
        loop {
            let before = record.len();
            match self.read_line(record) {
                Ok(0) => return Err("the record is cut off".into()),
                Ok(_) if record.len() < before => return self.lose("the headers of the record are too long"),
                Ok(_) => {}
                Err(error) => return self.lose(&said(&error)),
            }
            let line = &record[before..];
            if line.trim_ascii().is_empty() {
                return Ok(());
            } else if line.starts_with(VERSION) {
                self.put_back(line);
                return Err("the headers of the record are cut off".into());
            }
        }
    }

    /// Reads the block of a record; where it is not as long as it says, the next record is looked for in it.
    fn block(&mut self, length: usize, record: &mut Vec<u8>) -> Result<(), Reason> {
        let (ahead, read) = self.stream.look_ahead(length + ENDING);
        let (block, behind) = ahead.split_at_checked(length).unwrap_or((ahead, &[]));
        let is_cut_off = block.len() < length;
        let is_whole = !is_cut_off && ends(behind);
        let next = if is_whole { None } else { memmem::find(block, b"\nWARC/1.") };
        let taken = next.map_or(block.len(), |end| end + 1);
        if is_whole {
            record.extend_from_slice(block);
        }
        self.stream.consume(taken);
        self.offset += taken as u64;
        match read {
            Err(error) if is_cut_off => return self.lose(&said(&error)),
            // A fault behind a block is kept for the next record.
            read => self.fault = read.err(),
        }
        match is_whole {
            true => Ok(()),
            false if is_cut_off && next.is_none() => self.lose("the record is cut off"),
            false => self.lose("the Content-Length of the record does not hold"),
        }
    }
}

/// Whether what stands behind a block is the next record or the end.
fn ends(behind: &[u8]) -> bool {
    let next = behind.trim_ascii_start();
    next.is_empty() || next.starts_with(VERSION) || behind.starts_with(b"\r\n\r\n")
}

/// Whether the record is an answer as a web server sent it; others hold the content alone.
fn is_answer(record: &Message<'_>) -> bool {
    let kind = record.get("Content-Type");
    record.get("WARC-Type") == Some("response") && kind.is_none_or(|kind| kind.starts_with("application/http"))
}

/// What a record brings.
fn kind(record: &Message<'_>) -> Result<Kind, Reason> {
    match is_answer(record) {
        true => http::kind(&Message::parse(record.body())),
        false => Kind::parse(record.get("Content-Type")),
    }
}

/// What a record holds, unpacked.
struct Page {
    kind: Kind,
    content: Vec<u8>,
    id: String,
    address: Option<String>,
}

impl Page {
    fn of(record: &[u8], place: &Place) -> Result<Page, Reason> {
        let record = Message::parse(record);
        let named =
            |name: &str| record.get(name).map(|value| value.trim_matches(['<', '>'])).filter(|value| !value.is_empty());
        let address = named("WARC-Target-URI");
        // A record without a name of its own is told by its place.
        let nameless = || format!("{}!/{}", place.origin.id, place.offset.unwrap_or(0));
        let id = named("WARC-Record-ID").or(address).map_or_else(nameless, str::to_owned);
        let (kind, content) = match is_answer(&record) {
            true => http::answer(record.body())?,
            false => (kind(&record)?, record.body().to_vec()),
        };
        Ok(Page { kind, content, id, address: address.map(str::to_owned) })
    }

    fn article(self) -> Result<Article, Reason> {
        let Page { kind: Kind { is_page, charset }, content, id, address } = self;
        let read = if is_page { html::read } else { text::read };
        let article = read(content, charset, &id)?;
        Ok(Article { url: article.url.or(address), ..article })
    }
}
