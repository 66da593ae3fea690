//! bytes → text, or the reason why not.
//!
//! A byte order mark decides; then UTF-8 where the bytes are that; then what a page declares; then what the bytes look
//! like. Nothing is replaced in silence: bytes that an encoding does not have refuse the article.

use super::input::{Fault, Stream};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use memchr::memchr;
use std::io::{self, Cursor, Read};

/// How many bytes the encoding is guessed from, beginning shortly before the first that is not ASCII.
const SAMPLE: usize = 64 << 10;

/// One character in so many may be a control character before bytes count as no text at all.
const CONTROLS: usize = 100;

/// Decodes one document; `declared` is the encoding that it gives itself, if it does.
///
/// # Errors
/// Bytes of no text, or of none that can be told.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, String> {
    let no_text = |place: usize| format!("not text: a NUL at byte {place}");
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let text = strictly(encoding, &bytes[mark..])
            .ok_or_else(|| format!("not {}, though its byte order mark says so", encoding.name()))?;
        return memchr(0, text.as_bytes()).map_or(Ok(text), |place| Err(no_text(place)));
    }
    if let Some(place) = memchr(0, &bytes) {
        return Err(no_text(place));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    if let Some(text) = declared.and_then(|encoding| strictly(encoding, &bytes)) {
        return Ok(text);
    }
    let fault = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), |_| bytes.len());
    if is_nearly_utf8(&bytes) {
        return Err(format!("not valid UTF-8 at byte {fault}"));
    }
    let encoding = guess(&bytes, fault);
    strictly(encoding, &bytes)
        .filter(|text| text.chars().filter(|letter| is_control(*letter)).count() * CONTROLS <= text.len())
        .ok_or_else(|| "neither UTF-8 nor text in any other encoding".to_owned())
}

/// The text, where every byte has a meaning in the encoding.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Whether more of what is not ASCII is valid UTF-8 than not: then the rest is damage, and no other encoding.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    valid > faults
}

/// What the bytes around the first that is not UTF-8 look like.
fn guess(bytes: &[u8], fault: usize) -> &'static Encoding {
    let start = fault.saturating_sub(SAMPLE / 8);
    let end = bytes.len().min(start + SAMPLE);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[start..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}')
}

/// What the first bytes of a file say, good enough to tell its format.
pub(super) fn glance(head: &[u8]) -> String {
    let (encoding, mark) = Encoding::for_bom(head).unwrap_or((UTF_8, 0));
    encoding.decode_without_bom_handling(&head[mark..]).0.into_owned()
}

/// The same stream without a byte order mark, and in UTF-8 where the mark says UTF-16; before it the bytes of the mark,
/// where the rest stays as it is.
pub(super) fn utf8(mut reader: Stream) -> (u64, Stream) {
    let mut head = Vec::new();
    let fault = reader.by_ref().take(3).read_to_end(&mut head).err();
    let (encoding, mark) = Encoding::for_bom(&head).unwrap_or((UTF_8, 0));
    let reader = Box::new(Cursor::new(head.split_off(mark)).chain(Fault(fault)).chain(reader));
    if encoding == UTF_8 {
        return (mark as u64, reader);
    }
    let decoder = Some(encoding.new_decoder_without_bom_handling());
    (0, Box::new(Decoded { reader, decoder, ready: String::new(), given: 0 }))
}

/// A stream of UTF-16.
struct Decoded {
    reader: Stream,
    /// Gone at the end.
    decoder: Option<Decoder>,
    ready: String,
    given: usize,
}

impl Decoded {
    /// Half a character becomes a NUL, which no text has: so it refuses the article that it stands in, and no other.
    fn decode(&mut self, mut bytes: &[u8], last: bool) {
        let Some(decoder) = &mut self.decoder else { return };
        (self.ready, self.given) = (String::new(), 0);
        loop {
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0);
            self.ready.reserve(room);
            let (end, read) = decoder.decode_to_string_without_replacement(bytes, &mut self.ready, last);
            match end {
                DecoderResult::Malformed(..) => self.ready.push('\0'),
                _ => return,
            }
            bytes = &bytes[read..];
        }
    }
}

impl Read for Decoded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            if self.decoder.is_none() {
                return Ok(0);
            }
            let mut bytes = [0; 16 << 10];
            let count = self.reader.read(&mut bytes)?;
            self.decode(&bytes[..count], count == 0);
            if count == 0 {
                self.decoder = None;
            }
        }
        let count = into.len().min(self.ready.len() - self.given);
        into[..count].copy_from_slice(&self.ready.as_bytes()[self.given..][..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Łódź café";

    fn utf16(text: &str) -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(decode(utf16(TEXT), None).unwrap(), TEXT);
        assert_eq!(decode([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), None).unwrap(), TEXT);
        assert!(decode(b"\xFF\xFEa".to_vec(), None).unwrap_err().starts_with("not UTF-16LE"));
        // UTF-32, whose mark begins as that of UTF-16 does.
        assert!(decode(b"\xFF\xFE\0\0a\0\0\0".to_vec(), None).unwrap_err().starts_with("not text"));
    }

    #[test]
    fn other_encodings_are_told_by_their_bytes_or_by_the_page() {
        let text = "The caf\u{e9} pays a 5% duty \u{2013} \u{201c}too much\u{201d}, it says.";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decode(bytes.to_vec(), None).unwrap(), text);
        let (bytes, ..) = encoding_rs::WINDOWS_1250.encode(TEXT);
        assert_eq!(decode(bytes.to_vec(), Some(encoding_rs::WINDOWS_1250)).unwrap(), TEXT);
    }

    #[test]
    fn damaged_text_and_no_text_are_refused() {
        let damaged = [TEXT.as_bytes(), b"\xC5 and on"].concat();
        assert_eq!(decode(damaged, None).unwrap_err(), "not valid UTF-8 at byte 13");
        assert_eq!(decode(b"a\0b".to_vec(), None).unwrap_err(), "not text: a NUL at byte 1");
        let noise: Vec<u8> = (1..=255).collect();
        assert!(decode(noise, None).unwrap_err().starts_with("neither"));
    }

    #[test]
    fn a_stream_of_utf16_is_read_as_utf8() {
        let text = TEXT.repeat(5_000);
        let mut read = String::new();
        utf8(Box::new(Cursor::new(utf16(&text)))).1.read_to_string(&mut read).unwrap();
        assert!(read == text);
    }

    #[test]
    fn half_a_character_of_utf16_is_no_text() {
        let mut bytes = utf16("ab\ncd");
        bytes[3..5].copy_from_slice(b"\xd8b");
        bytes.push(b'e');
        let mut read = String::new();
        utf8(Box::new(Cursor::new(bytes))).1.read_to_string(&mut read).unwrap();
        assert_eq!(read, "\0b\ncd\0");
    }

    #[test]
    fn a_stream_without_a_mark_is_left_alone() {
        for bytes in [&b""[..], b"a", b"abc", b"abcdef", b"\xE9"] {
            let mut read = Vec::new();
            utf8(Box::new(bytes)).1.read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes);
        }
        let (mark, mut stream) = utf8(Box::new(&b"\xEF\xBB\xBFa"[..]));
        assert_eq!((mark, io::read_to_string(&mut stream).unwrap().as_str()), (3, "a"));
    }
}
