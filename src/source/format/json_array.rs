//! an array of JSON, or objects in a row → articles.
//!
//! The objects are told apart by their brackets alone, and read one by one. One that is broken ends where a line begins
//! as its own line did, so that a missing quote or bracket costs one article. A sound one may have such lines too:
//! only when it has proved broken are they read again as objects of their own.

use super::{Document, Documents, Format, Head, Input, Outcome, Place, Reason, Reread, Stream, encoding, json, said};
use memchr::memchr3;
use serde::de::IgnoredAny;
use std::io::BufRead;

/// JSON that is not in lines.
pub(super) struct JsonArray;

impl Format for JsonArray {
    fn endings(&self) -> &[&str] {
        &["json"]
    }

    fn recognises(&self, head: &Head) -> bool {
        head.text.trim_start().starts_with('{') || is_list(head)
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        let Input { place, stream, .. } = input;
        let (offset, stream) = encoding::utf8(stream);
        let stream = Reread::new(stream);
        Ok(Box::new(Objects { place, stream, line: 1, offset, blanks: Some(0), is_lost: false, doubted: 0 }))
    }
}

/// Whether a file begins as a list of objects.
pub(super) fn is_list(head: &Head) -> bool {
    let list = head.text.trim_start().strip_prefix('[');
    list.is_some_and(|list| list.trim_start().starts_with('{'))
}

/// The objects of one file.
struct Objects {
    place: Place,
    stream: Reread<Stream>,
    line: u64,
    offset: u64,
    /// How many blanks have begun the line, where nothing else has.
    blanks: Option<usize>,
    /// Whether what comes belongs to an object that was refused.
    is_lost: bool,
    /// Up to where a broken object was read in vain: nothing is read there a third time.
    doubted: u64,
}

/// How an object ends.
enum End {
    Closed,
    /// A string that runs over the line's end, which none does.
    InString,
    /// A line that begins as the object's own, and the end of the file.
    Unclosed,
    CutOff,
}

impl Iterator for Objects {
    type Item = Outcome<Document>;

    fn next(&mut self) -> Option<Outcome<Document>> {
        match self.find_object() {
            Ok(None) => None,
            Ok(Some(b'{')) => Some(self.object()),
            Ok(Some(_)) => {
                self.is_lost = true;
                Some(Err(self.here().refuse("neither an object nor a list of objects")))
            }
            Err(error) => {
                self.is_lost = true;
                Some(Err(self.here().refuse(said(&error))))
            }
        }
    }
}

impl Objects {
    fn here(&self) -> Place {
        self.place.at_line(self.line, self.offset)
    }

    /// Steps on to the next byte that is no blank and no part of a list; what is lost ends at a line's first bracket.
    fn find_object(&mut self) -> std::io::Result<Option<u8>> {
        loop {
            let ready = self.stream.fill_buf()?;
            if ready.is_empty() {
                return Ok(None);
            }
            for (index, byte) in ready.iter().enumerate() {
                let is_between = matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']');
                if *byte == b'{' && self.blanks.is_some() || !self.is_lost && !is_between {
                    self.is_lost = false;
                    let found = *byte;
                    self.offset += index as u64;
                    self.stream.consume(index);
                    return Ok(Some(found));
                }
                self.line += u64::from(*byte == b'\n');
                self.blanks = blanks_after(self.blanks, *byte);
            }
            let length = ready.len();
            self.offset += length as u64;
            self.stream.consume(length);
        }
    }

    /// Cuts out the object that begins here.
    fn object(&mut self) -> Outcome<Document> {
        let place = self.here();
        let most = place.longest();
        let (start, own) = (self.offset, self.blanks);
        let (mut bytes, mut length) = (Vec::new(), 0);
        let mut nesting = Nesting { trusts: start >= self.doubted, ..Nesting::default() };
        let end = loop {
            let ready = match self.stream.fill_buf() {
                Ok(ready) => ready,
                Err(error) => {
                    self.is_lost = true;
                    return Err(place.refuse(said(&error)));
                }
            };
            if ready.is_empty() {
                break End::CutOff;
            }
            let (taken, end) = nesting.follow(ready, own, &mut self.blanks, &mut self.line);
            length += taken;
            if length <= most || nesting.doubt.is_some() {
                bytes.extend_from_slice(&ready[..taken]);
            } else {
                bytes = Vec::new();
            }
            self.offset += taken as u64;
            self.stream.consume(taken);
            match end {
                Some(end) => break end,
                None if length > most && nesting.doubt.is_some() => break End::Unclosed,
                None => nesting.trusts &= length <= most,
            }
        };
        let is_sound = || matches!(end, End::Closed) && serde_json::from_slice::<IgnoredAny>(&bytes).is_ok();
        if let Some((length, line)) = nesting.doubt.filter(|_| !is_sound()) {
            self.doubted = self.offset;
            self.stream.put_back(&bytes[length..]);
            (self.offset, self.line, self.blanks) = (start + length as u64, line, own);
            return Err(place.refuse(UNCLOSED));
        }
        match end {
            End::Closed if length > most => Err(place.refuse(place.too_long("object"))),
            End::Closed => Ok(Document::new(place, length, move |options| json::read(bytes, options))),
            End::Unclosed => Err(place.refuse(UNCLOSED)),
            End::CutOff => Err(place.refuse("the file ends within an object")),
            End::InString => {
                self.is_lost = true;
                Err(place.refuse("not JSON: a string that does not end"))
            }
        }
    }
}

const UNCLOSED: &str = "not JSON: an object that does not end";

/// How deep a place in an object lies.
#[derive(Default)]
struct Nesting {
    depth: usize,
    /// Which of the brackets that are open are those of lists, the innermost last; the parser takes no more.
    lists: u128,
    in_string: bool,
    escaped: bool,
    /// The last byte that is no blank.
    last: u8,
    length: usize,
    /// Whether an object within may begin a line as the object itself does.
    trusts: bool,
    /// The length and the line before the first that does.
    doubt: Option<(usize, u64)>,
}

impl Nesting {
    /// Follows the object, and returns how many bytes belong to it and how it ends; `own` are the blanks before it.
    fn follow(
        &mut self,
        bytes: &[u8],
        own: Option<usize>,
        blanks: &mut Option<usize>,
        line: &mut u64,
    ) -> (usize, Option<End>) {
        let before = self.length;
        let mut at = 0;
        while at < bytes.len() {
            if self.in_string && !self.escaped {
                let sign = memchr3(b'"', b'\\', b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
                at += sign;
                if at == bytes.len() {
                    break;
                }
            }
            let byte = bytes[at];
            if byte == b'{' && !self.in_string && self.depth > 0 && blanks.is_some() && *blanks == own {
                if !self.trusts || !self.takes_object() {
                    return (at, Some(End::Unclosed));
                }
                self.doubt.get_or_insert((before + at, *line));
            }
            match byte {
                _ if self.escaped => self.escaped = false,
                b'"' => self.in_string = !self.in_string,
                b'\\' if self.in_string => self.escaped = true,
                b'\n' if self.in_string => return (at, Some(End::InString)),
                b'{' | b'[' => {
                    self.depth += 1;
                    self.lists = self.lists << 1 | u128::from(byte == b'[');
                }
                b'}' | b']' => {
                    self.depth -= 1;
                    self.lists >>= 1;
                }
                b'\n' => *line += 1,
                _ => {}
            }
            at += 1;
            if !byte.is_ascii_whitespace() {
                self.last = byte;
            }
            *blanks = blanks_after(*blanks, byte);
            if self.depth == 0 {
                return (at, Some(End::Closed));
            }
        }
        self.length += at;
        (at, None)
    }

    /// Whether an object may begin here.
    fn takes_object(&self) -> bool {
        match self.last {
            b':' => true,
            b'[' | b',' => self.lists & 1 == 1,
            _ => false,
        }
    }
}

/// How many blanks have begun a line after one more byte.
fn blanks_after(blanks: Option<usize>, byte: u8) -> Option<usize> {
    match byte {
        b'\n' => Some(0),
        b' ' | b'\t' => blanks.map(|count| count + 1),
        _ => None,
    }
}
