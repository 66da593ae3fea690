//! rows of values parted by commas or tabs, under a row of names → articles.
//!
//! Rows are told apart by line ends outside quotes, and read one by one. A quote that does not end costs its own line,
//! not the rest of the file: the lines after it are read again.

use super::row::Columns;
use super::{Document, Documents, Format, Head, Input, Outcome, Place, Reason, Reread, Stream, encoding, said};
use crate::article::Article;
use csv::StringRecord;
use memchr::memchr;
use std::io;
use std::sync::Arc;

/// How much of a row is looked at at once.
const BUFFER: usize = 4 << 10;

/// Comma-separated values, or with semicolons, as where the comma is a decimal point.
pub(super) struct Commas;

/// Tab-separated values.
pub(super) struct Tabs;

impl Format for Commas {
    fn endings(&self) -> &[&str] {
        &["csv"]
    }

    fn recognises(&self, head: &Head) -> bool {
        names_columns(head, ',') || names_columns(head, ';')
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        cut(input, b",;\t")
    }
}

impl Format for Tabs {
    fn endings(&self) -> &[&str] {
        &["tsv", "tab"]
    }

    fn recognises(&self, head: &Head) -> bool {
        names_columns(head, '\t')
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        cut(input, b"\t")
    }
}

/// Whether a file begins with a row of names, among which are those of the id and the text; capitals may differ here,
/// so that the table can say what is missing.
fn names_columns(head: &Head, separator: char) -> bool {
    let Some((header, _)) = head.text.trim_start().split_once('\n') else { return false };
    let has =
        |field: &String| header.split(separator).any(|name| name.trim().trim_matches('"').eq_ignore_ascii_case(field));
    has(&head.fields.id) && has(&head.fields.text)
}

/// Cuts a table whose values are parted by that one of `separators` of which its first row has most.
fn cut(input: Input, separators: &[u8]) -> Result<Documents, Reason> {
    let Input { place, stream, .. } = input;
    let (offset, stream) = encoding::utf8(stream);
    let mut lines = Lines { stream: Reread::new(stream), most: place.longest(), line: 0, offset };
    let mut header = Vec::new();
    while header.trim_ascii().is_empty() {
        header.clear();
        if lines.read_more(&mut header, &place)? == 0 {
            break;
        }
    }
    let count = |separator: &&u8| header.iter().filter(|byte| byte == separator).count();
    let separator = separators.iter().rev().max_by_key(count).copied().unwrap_or(b',');
    // A name may run over lines.
    let mut end = end_of(&header, false, separator);
    while end == End::Quoted {
        let line = header.len();
        if lines.read_more(&mut header, &place)? == 0 {
            break;
        }
        end = end_of(&header[line..], true, separator);
    }
    let ends_in_cr = header.trim_ascii().contains(&b'\r') && !header.contains(&b'"');
    let names = values(header, separator)?;
    if ends_in_cr {
        return Err("its lines end in CR alone: LF or CR LF are read".into());
    }
    let names: Vec<&str> = names.iter().map(str::trim).collect();
    let columns = Arc::new(Columns::find(&place.options().fields, &names)?);
    let width = names.len();
    Ok(Box::new(Rows { place, lines, separator, columns, width, endless: 0 }))
}

/// The rows of one table.
struct Rows {
    place: Place,
    lines: Lines,
    separator: u8,
    columns: Arc<Columns>,
    /// How many columns there are.
    width: usize,
    /// Up to where lines were read in vain for the end of a quote: what opens before them has no end either.
    endless: u64,
}

/// The lines of one table.
struct Lines {
    stream: Reread<Stream>,
    /// The longest row that is held.
    most: usize,
    /// Lines and bytes that have been read.
    line: u64,
    offset: u64,
}

impl Lines {
    /// Reads one more line of a row, of which nothing is kept if it grows too long, and returns the line's length.
    fn read_line(&mut self, row: &mut Vec<u8>) -> io::Result<usize> {
        let length = self.stream.read_line(self.most, row)?;
        self.line += u64::from(length > 0);
        self.offset += length as u64;
        Ok(length)
    }

    /// Reads one more line of the row of names.
    fn read_more(&mut self, row: &mut Vec<u8>, place: &Place) -> Result<usize, Reason> {
        let before = row.len();
        match self.read_line(row).map_err(|error| said(&error))? {
            length if before + length > row.len() => Err(place.too_long("row").into()),
            length => Ok(length),
        }
    }

    /// Puts back what follows the first line of a row.
    fn put_back(&mut self, row: &[u8]) {
        let first = memchr(b'\n', row).map_or(row.len(), |end| end + 1);
        let rest = &row[first..];
        self.line -= rest.split_inclusive(|byte| *byte == b'\n').count() as u64;
        self.offset -= rest.len() as u64;
        self.stream.put_back(rest);
    }
}

impl Iterator for Rows {
    type Item = Outcome<Document>;

    fn next(&mut self) -> Option<Outcome<Document>> {
        loop {
            let place = self.place.at_line(self.lines.line + 1, self.lines.offset);
            let mut row = Vec::new();
            match self.lines.read_line(&mut row) {
                Ok(0) => return None,
                Ok(_) if row.is_empty() => return Some(Err(place.refuse(place.too_long("row")))),
                Ok(_) if row.trim_ascii().is_empty() => continue,
                Ok(_) => {}
                Err(error) => return Some(Err(place.refuse(said(&error)))),
            }
            let mut end = end_of(&row, false, self.separator);
            while end == End::Quoted {
                if self.lines.offset < self.endless {
                    return Some(Err(place.refuse(UNENDED)));
                }
                let mut line = Vec::new();
                let read = self.lines.read_line(&mut line);
                let is_whole = read.is_ok_and(|length| length == line.len()) && !line.is_empty();
                end = end_of(&line, true, self.separator);
                row.append(&mut line);
                if !is_whole || end == End::Doubtful || row.len() > self.lines.most {
                    self.endless = self.lines.offset;
                    self.lines.put_back(&row);
                    return Some(Err(place.refuse(UNENDED)));
                }
            }
            let (columns, separator, width) = (Arc::clone(&self.columns), self.separator, self.width);
            return Some(Ok(Document::new(place, row.len(), move |_| article(row, separator, width, &columns))));
        }
    }
}

const UNENDED: &str = "a quote that does not end";

/// Where the end of a line lies.
#[derive(Debug, PartialEq)]
enum End {
    Quoted,
    Unquoted,
    /// Outside quotes, though a quote ended within a value.
    Doubtful,
}

/// Where a line ends that begins within quotes or as a row does.
fn end_of(line: &[u8], mut is_quoted: bool, separator: u8) -> End {
    let mut at = 0;
    let mut end = End::Unquoted;
    if !is_quoted && line.first() == Some(&b'"') {
        (is_quoted, at) = (true, 1);
    }
    loop {
        if is_quoted {
            let Some(quote) = memchr(b'"', &line[at..]) else { return End::Quoted };
            at += quote + 1;
            match line.get(at) {
                Some(b'"') => {
                    at += 1;
                    continue;
                }
                Some(next) if *next != separator && !matches!(next, b'\r' | b'\n') => end = End::Doubtful,
                _ => {}
            }
        }
        let Some(next) = memchr(separator, &line[at..]) else { return end };
        at += next + 1;
        is_quoted = line.get(at) == Some(&b'"');
        at += usize::from(is_quoted);
    }
}

/// The values of a row.
fn values(mut row: Vec<u8>, separator: u8) -> Result<StringRecord, String> {
    while row.pop_if(|last| matches!(last, b'\n' | b'\r')).is_some() {}
    let row = encoding::decode(row, None)?;
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).delimiter(separator).terminator(csv::Terminator::Any(b'\n')).buffer_capacity(BUFFER);
    let mut values = StringRecord::new();
    reader.from_reader(row.as_bytes()).read_record(&mut values).map_err(|error| error.to_string())?;
    Ok(values)
}

/// The article of a row.
fn article(row: Vec<u8>, separator: u8, width: usize, columns: &Columns) -> Result<Article, String> {
    let values = values(row, separator)?;
    if values.len() != width {
        return Err(format!("the row has {} values, not {width}", values.len()));
    }
    columns.article(|column| values.get(column).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_within_quotes_is_told_from_one_outside() {
        let end = |line: &str| end_of(line.as_bytes(), false, b',');
        for line in ["a,b\n", "\"a\",b\n", "a,\"b\"\r\n", "a,b \"c\n", "\"a\"\"b\"\n", "\"\",\"\"\n"] {
            assert_eq!(end(line), End::Unquoted, "{line}");
        }
        for line in ["\"a\n", "a,\"b\n", "\"a\"\"\n", "\"\",\"\n"] {
            assert_eq!(end(line), End::Quoted, "{line}");
        }
        assert_eq!(end("a,\"b\"c\n"), End::Doubtful);
        assert_eq!(end_of(b"still \"\" open,\"\"\n", true, b','), End::Quoted);
        assert_eq!(end_of(b"closed\",b\n", true, b','), End::Unquoted);
    }

    #[test]
    fn values_are_taken_out_of_their_quotes() {
        let values =
            |row: &str| values(row.as_bytes().to_vec(), b',').unwrap().iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(values("a,\"b \"\"c\"\"\nd\",\r\n"), ["a", "b \"c\"\nd", ""]);
        assert_eq!(values("a,\r,b\n"), ["a", "\r", "b"]);
    }
}
