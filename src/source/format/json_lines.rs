//! lines of JSON → articles.
//!
//! A line that is too long is stepped over without being held, so that one bad line costs neither memory nor the rest
//! of its file.

use super::{Document, Documents, Format, Head, Input, Outcome, Place, Reason, Reread, Stream, encoding, json, said};

/// JSON Lines.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn endings(&self) -> &[&str] {
        &["jsonl", "ndjson", "jsonlines"]
    }

    fn recognises(&self, head: &Head) -> bool {
        let head = head.text.trim_start();
        let (line, more) = head.split_once('\n').unwrap_or((head, ""));
        head.starts_with('{') && (line.trim_end().ends_with('}') || more.is_empty())
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        let Input { place, stream, .. } = input;
        let (offset, stream) = encoding::utf8(stream);
        Ok(Box::new(Lines { place, stream: Reread::new(stream), line: 0, offset }))
    }
}

/// The lines of one file.
struct Lines {
    place: Place,
    stream: Reread<Stream>,
    line: u64,
    offset: u64,
}

impl Iterator for Lines {
    type Item = Outcome<Document>;

    fn next(&mut self) -> Option<Outcome<Document>> {
        let most = self.place.longest();
        loop {
            self.line += 1;
            let place = self.place.at_line(self.line, self.offset);
            let mut bytes = Vec::new();
            match self.stream.read_line(most, &mut bytes) {
                Ok(0) => return None,
                Ok(length) => {
                    self.offset += length as u64;
                    if length > most {
                        return Some(Err(place.refuse(place.too_long("line"))));
                    }
                    if !bytes.trim_ascii().is_empty() {
                        return Some(Ok(Document::new(place, length, move |options| json::read(bytes, options))));
                    }
                }
                Err(error) => return Some(Err(place.refuse(said(&error)))),
            }
        }
    }
}
