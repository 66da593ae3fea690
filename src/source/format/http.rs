//! what a web server sent → its kind, its encoding, and the content itself.

use super::Reason;
use super::html::LARGEST;
use brotli_decompressor::Decompressor;
use encoding_rs::Encoding;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::memmem;
use std::io::Read;

/// How much is unpacked at once.
const BUFFER: usize = 16 << 10;

/// So many codings may lie around a body.
const CODINGS: usize = 4;

/// What a server says of the content that it sends.
pub(super) struct Kind {
    /// Whether it is a web page; otherwise it is plain text.
    pub(super) is_page: bool,
    pub(super) charset: Option<&'static Encoding>,
}

impl Kind {
    /// Reads the value of a `Content-Type`: `text/html; charset=utf-8`.
    ///
    /// # Errors
    /// Content of another kind, which nobody wants.
    pub(super) fn parse(value: Option<&str>) -> Result<Kind, Reason> {
        let value = value.unwrap_or_default().to_ascii_lowercase();
        // Servers part what they say by more than the semicolon that they should.
        let mut parts = value.split([';', ',', ' ', '\t']).filter(|part| !part.is_empty());
        let is_page = match parts.next().unwrap_or("text/html") {
            "text/html" | "application/xhtml+xml" => true,
            "text/plain" => false,
            other => return Err(Reason::Unwanted(format!("no page: {other}"))),
        };
        let label = parts.find_map(|part| part.strip_prefix("charset="));
        let charset = label.and_then(|label| Encoding::for_label(label.trim_matches([' ', '"', '\'']).as_bytes()));
        Ok(Kind { is_page, charset })
    }
}

/// Headers, as warcs and web servers write them, and what follows them.
pub(super) struct Message<'a> {
    first: &'a str,
    lines: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
}

impl<'a> Message<'a> {
    /// Parts headers from what follows them; where no blank line does, all are headers.
    pub(super) fn parse(bytes: &'a [u8]) -> Message<'a> {
        let whole = (bytes, &bytes[bytes.len()..]);
        let ends = [&b"\r\n\r\n"[..], b"\n\n"].into_iter();
        let ends = ends.filter_map(|end| memmem::find(bytes, end).map(|at| (&bytes[..at], &bytes[at + end.len()..])));
        let (head, body) = ends.min_by_key(|(head, _)| head.len()).unwrap_or(whole);
        // What is not UTF-8 in a header is no name and no value that matters.
        let mut lines =
            head.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).unwrap_or_default().trim());
        let first = lines.next().unwrap_or_default();
        let lines = lines.filter_map(|line| line.split_once(':').map(|(name, value)| (name.trim(), value.trim())));
        Message { first, lines: lines.collect(), body }
    }

    /// The first value of that name.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.lines.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    pub(super) fn body(&self) -> &'a [u8] {
        self.body
    }
}

/// Reads an answer of a web server.
///
/// # Errors
/// No page or text, or one that is damaged.
pub(super) fn answer(bytes: &[u8]) -> Result<(Kind, Vec<u8>), Reason> {
    let message = Message::parse(bytes);
    let kind = kind(&message)?;
    let codings = ["content-encoding", "transfer-encoding"].map(|name| message.get(name).unwrap_or_default());
    let codings = codings.join(",").to_ascii_lowercase();
    let mut content = message.body.to_vec();
    // What was done last is undone first.
    for coding in codings.rsplit(',').map(str::trim).filter(|coding| !coding.is_empty()).take(CODINGS) {
        content = decoded(content, coding, kind.is_page)?;
    }
    Ok((kind, content))
}

/// What an answer of a web server brings.
///
/// # Errors
/// No page or text, or no answer.
pub(super) fn kind(message: &Message<'_>) -> Result<Kind, Reason> {
    let mut words = message.first.split_ascii_whitespace();
    match (words.next(), words.next()) {
        (Some(version), Some(status)) if version.starts_with("HTTP/") => match status.starts_with('2') {
            true => Kind::parse(message.get("content-type")),
            false => Err(Reason::Unwanted(format!("no page: HTTP status {status}"))),
        },
        _ => Err("no HTTP headers".into()),
    }
}

/// The chunks of a body; `None` where it is not in chunks. A body that is cut off gives what it has.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::with_capacity(body.len());
    let mut is_first = true;
    while !body.is_empty() {
        let end = memmem::find(body, b"\r\n");
        let size = end.and_then(|end| std::str::from_utf8(&body[..end]).ok());
        let size = size.and_then(|size| usize::from_str_radix(size.split(';').next()?.trim(), 16).ok());
        let (Some(end), Some(size)) = (end, size) else { return (!is_first).then_some(content) };
        body = &body[end + 2..];
        let taken = size.min(body.len());
        content.extend_from_slice(&body[..taken]);
        body = &body[taken..];
        body = body.strip_prefix(b"\r\n").unwrap_or(body);
        if size == 0 {
            break;
        }
        is_first = false;
    }
    Some(content)
}

/// Undoes one coding of a body; what a crawler has undone without saying so is left alone, as far as it may be a page.
fn decoded(content: Vec<u8>, coding: &str, is_page: bool) -> Result<Vec<u8>, Reason> {
    let packed = content.as_slice();
    let is_text = || std::str::from_utf8(packed).is_ok();
    let unpacked: Box<dyn Read> = match coding {
        "chunked" => return Ok(joined(packed).unwrap_or(content)),
        "gzip" | "x-gzip" if packed.starts_with(b"\x1f\x8b") => Box::new(MultiGzDecoder::new(packed)),
        "deflate" if is_zlib(packed) => Box::new(ZlibDecoder::new(packed)),
        "zstd" if packed.starts_with(b"\x28\xb5\x2f\xfd") => {
            Box::new(zstd::Decoder::with_buffer(packed).map_err(|error| error.to_string())?)
        }
        // These have no sign of their own, but none is text.
        "deflate" if !is_text() => Box::new(DeflateDecoder::new(packed)),
        "br" if !is_text() => Box::new(Decompressor::new(packed, BUFFER)),
        "gzip" | "x-gzip" | "deflate" | "zstd" | "br" if is_page && !packed.is_empty() && !packed.contains(&b'<') => {
            return Err(format!("the content is neither packed by {coding}, as its header says, nor a page").into());
        }
        _ => return Ok(content),
    };
    let mut bytes = Vec::new();
    match unpacked.take(LARGEST as u64 + 1).read_to_end(&mut bytes) {
        Ok(size) if size > LARGEST => Err("the content grows too much when unpacked".into()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("the content is damaged: {error}").into()),
    }
}

/// Whether a body has the two bytes before its deflate stream that many servers leave out.
fn is_zlib(packed: &[u8]) -> bool {
    matches!(packed, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(bytes: &[u8]) -> Vec<u8> {
        answer(bytes).ok().unwrap().1
    }

    #[test]
    fn chunks_are_joined() {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(content(&[&head[..], b"3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"].concat()), b"abc0123456789");
        assert_eq!(content(&[&head[..], b"3\r\nabc\r\nff\r\nde"].concat()), b"abcde");
        assert_eq!(content(&[&head[..], b"<html>\r\nwhole"].concat()), b"<html>\r\nwhole");
    }

    #[test]
    fn a_body_is_unpacked_where_it_is_packed() {
        let mut packed = Vec::new();
        flate2::read::GzEncoder::new(&b"abc"[..], flate2::Compression::fast()).read_to_end(&mut packed).unwrap();
        let head = b"HTTP/1.1 200 OK\nContent-Encoding: GZIP\nContent-Type: text/html\n\n";
        let sent = [&head[..], &packed].concat();
        assert_eq!(content(&sent), b"abc");
        assert_eq!(content(&[&head[..], b"<p>abc"].concat()), b"<p>abc");
        assert!(matches!(answer(&[&head[..], b"==="].concat()), Err(Reason::Fault(_))));
        assert!(matches!(answer(&sent[..sent.len() - 9]), Err(Reason::Fault(_))));
        // "caf\xe9" as brotli packs it, and as it is.
        let head = b"HTTP/2 200\r\ncontent-encoding: br\r\n\r\n";
        assert_eq!(content(&[&head[..], b"\x8b\x01\x80caf\xe9\x03"].concat()), b"caf\xe9");
        assert_eq!(content(&[&head[..], b"<p>cafe"].concat()), b"<p>cafe");
        assert!(matches!(answer(&[&head[..], b"==="].concat()), Err(Reason::Fault(_))));
        assert!(matches!(answer(&[&head[..], b"caf\xe9"].concat()), Err(Reason::Fault(_))));
    }

    #[test]
    fn codings_are_undone_from_the_last_to_the_first() {
        let gzip = |bytes: &[u8]| {
            let mut packed = Vec::new();
            flate2::read::GzEncoder::new(bytes, flate2::Compression::fast()).read_to_end(&mut packed).unwrap();
            packed
        };
        let twice = gzip(&gzip(b"abc"));
        let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, GZIP\r\n\r\n";
        assert_eq!(content(&[&head[..], &twice].concat()), b"abc");
        let packed = gzip(b"abc");
        let chunks = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n";
        assert_eq!(content(&[&head[..], &chunks].concat()), b"abc");
    }

    #[test]
    fn deflate_is_read_with_its_first_bytes_and_without() {
        let text = "<p>caf\u{e9}".repeat(9);
        let (mut plain, mut zlib) = (Vec::new(), Vec::new());
        let level = flate2::Compression::fast();
        flate2::read::DeflateEncoder::new(text.as_bytes(), level).read_to_end(&mut plain).unwrap();
        flate2::read::ZlibEncoder::new(text.as_bytes(), level).read_to_end(&mut zlib).unwrap();
        for body in [plain.as_slice(), &zlib, text.as_bytes()] {
            let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n";
            assert_eq!(content(&[&head[..], body].concat()), text.as_bytes());
        }
    }

    #[test]
    fn a_kind_of_content_names_its_encoding() {
        let charset = |value| Kind::parse(Some(value)).ok().unwrap().charset.map(Encoding::name);
        assert_eq!(charset("text/html; charset=\"ISO-8859-2\""), Some("ISO-8859-2"));
        assert_eq!(charset("Text/Plain; format=flowed; Charset=koi8-r; x=y"), Some("KOI8-R"));
        assert_eq!(charset("text/html, text/html;charset=koi8-r"), Some("KOI8-R"));
        assert_eq!(charset("text/html charset=utf-8"), Some("UTF-8"));
        assert_eq!(charset("text/html"), None);
        assert_eq!(charset(""), None);
    }

    #[test]
    fn what_is_no_page_is_unwanted() {
        assert!(matches!(answer(b"HTTP/1.1 404 Not Found\r\n\r\n"), Err(Reason::Unwanted(_))));
        let image = b"HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b damaged";
        assert!(matches!(answer(image), Err(Reason::Unwanted(_))));
        assert!(matches!(answer(b"rubbish"), Err(Reason::Fault(_))));
    }
}
