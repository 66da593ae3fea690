//! records → lines that people read on a terminal.
//!
//! In the margin what kind of claim it is and who says so, beside it the claim as a sentence, and beneath that, faint,
//! the words that state it. Whether escape codes reach the terminal is for the writer to decide (`anstream`); the page
//! reads well without them.

mod page;
mod prose;
pub mod style;

pub use page::Page;
pub use prose::{Prose, is_unsafe};

use super::Sink;
use crate::article::Article;
use crate::record::{Entity, Offsets, Record, Statement, Unit};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Columns of the margin that names frame, modality and source.
const MARGIN: usize = 28;

/// The narrowest page that has room for a margin.
const TWO_COLUMNS: usize = 64;

/// What stands between two notes.
const BETWEEN: &str = " · ";

/// Writes records as lines that people read.
///
/// ```
/// use claimwire::record::Unit;
/// use claimwire::sink::{Sink, Terminal};
/// let article = claimwire::Article::new("note", "The US applies a 25% tariff on Japanese cars.");
/// let extractor = claimwire::Extractor::load(None, None).unwrap();
/// let record = extractor.extract(&article);
/// let mut out = Vec::new();
/// Terminal::new(80, Unit::Chars).render(&article, &record, &mut out);
/// assert!(String::from_utf8(out).unwrap().contains("US keeps 25% tariff on cars from Japan"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    width: usize,
    unit: Unit,
}

impl Terminal {
    /// A sink for a terminal `width` columns wide and records whose offsets count in `unit`.
    pub fn new(width: usize, unit: Unit) -> Terminal {
        Terminal { width, unit }
    }
}

impl Sink for Terminal {
    fn render(&self, _: &Article, record: &Record, out: &mut Vec<u8>) {
        let mut page = Page::new(self.width);
        let title = record.title.as_deref().unwrap_or(&record.id);
        head(&mut page, record, &Prose::of(style::STRONG, title));
        for claims in
            record.claims.chunk_by(|one, other| (one.part, one.start, one.end) == (other.part, other.start, other.end))
        {
            page.gap();
            for (index, claim) in claims.iter().enumerate() {
                let last = index + 1 == claims.len();
                put(&mut page, claim, last.then(|| self.evidence(record, claim)));
            }
        }
        page.gap();
        out.extend_from_slice(page.into_lines().as_bytes());
    }
}

impl Terminal {
    /// The sentence that states a claim, with what it names underlined.
    fn evidence(&self, record: &Record, claim: &Statement) -> Prose {
        let (title, text) = record.entities.split_at(record.entities.partition_point(|entity| entity.part.is_some()));
        let entities = if claim.part.is_some() { title } else { text };
        let offsets = Offsets::new(&claim.evidence, self.unit);
        let byte = |offset: usize| byte_at(&claim.evidence, &offsets, offset.saturating_sub(claim.start));
        let marks = within(entities, claim.start..claim.end)
            .iter()
            .map(|entity| (byte(entity.start)..byte(entity.end), style::NAMED));
        Prose::marked(style::FAINT, &claim.evidence, marks)
    }
}

/// One claim, and beneath the last of its sentence the words that state them.
fn put(page: &mut Page, claim: &Statement, evidence: Option<Prose>) {
    let beside = page.width() >= TWO_COLUMNS;
    let room = page.room(2 + if beside { MARGIN } else { 0 });
    let mut side = style::label(claim).wrap(MARGIN - 2);
    side.extend(packed(style::notes(claim), MARGIN - 2));
    let mut body = Prose::of(style::STRONG, &claim.statement).wrap(room);
    body.extend(evidence.iter().flat_map(|evidence| evidence.wrap(room)));
    if beside {
        page.row(2, &[(MARGIN, &side), (room, &body)]);
    } else {
        page.row(2, &[(0, &side)]);
        page.row(2, &[(0, &body)]);
    }
}

/// Notes on lines of `width` columns, as many on each as fit whole.
fn packed(notes: Vec<Prose>, width: usize) -> Vec<Prose> {
    let mut lines: Vec<Prose> = Vec::new();
    for note in notes {
        match lines.last_mut() {
            Some(line) if line.width() + BETWEEN.width() + note.width() <= width => {
                line.push(style::FAINT, BETWEEN);
                line.append(&note);
            }
            _ => lines.extend(note.wrap(width)),
        }
    }
    lines
}

/// How many columns to write: those that `COLUMNS` names or the terminal on standard output has, else 80; never more
/// than a line can be read in comfort.
pub fn width() -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size_of(std::io::stdout()).map(|(columns, _)| columns.0.into());
    named.or_else(terminal).unwrap_or(80).clamp(40, 100)
}

/// The first lines of an article: its headline or id, then what else is known of it.
pub fn head(page: &mut Page, record: &Record, title: &Prose) {
    page.prose(2, title);
    let claims = match record.claims.len() {
        0 => "no claims".to_owned(),
        1 => "1 claim".to_owned(),
        many => format!("{many} claims"),
    };
    let id = record.title.as_ref().map(|_| &*record.id);
    let known: Vec<&str> = [id, record.date.as_deref(), Some(&*claims)].into_iter().flatten().collect();
    page.prose(2, &Prose::of(style::FAINT, &known.join(BETWEEN)));
}

/// The entities, in the order of their text, that lie in a range of its offsets.
pub fn within<'e, 'a>(entities: &'e [Entity<'a>], range: Range<usize>) -> &'e [Entity<'a>] {
    let first = entities.partition_point(|entity| entity.start < range.start);
    let end = entities.partition_point(|entity| entity.end <= range.end);
    entities.get(first..end).unwrap_or_default()
}

/// The byte where the unit at `offset` begins, or the text's end.
fn byte_at(text: &str, offsets: &Offsets<'_>, offset: usize) -> usize {
    // A character's unit is counted with its first byte, so the last byte with this count is that one.
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = (low + high).div_ceil(2);
        if offsets.at(middle as u32) <= offset {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::Terminal;
    use crate::article::Article;
    use crate::record::{Record, Unit};
    use crate::sink::Sink;

    /// A record of "£2tn from Japan.", said behind eight units of something else, with offsets as a unit counts them.
    fn record(start: usize, end: usize) -> Record<'static> {
        let argument = format!(r#""id": "JP", "name": "Japan", "text": "Japan", "start": {start}, "end": {end}"#);
        let record = format!(
            r#"{{"version": 1, "id": "note", "date": "2025-06-06",
            "entities": [{{"type": "country", "found_by": "countries.tsv:1", {argument}}}],
            "claims": [{{"id": "1", "frame": "subsidy", "action": "keep", "actor": [{{{argument}}}], "target": [],
                "product": [], "modality": "planned", "negated": true, "attribution": [{{{argument}}}], "rules": [],
                "statement": "Japan plans not to keep subsidy", "evidence": "£2tn from Japan.",
                "start": 8, "end": {}}}]}}"#,
            end + 1
        );
        serde_json::from_str(&record).unwrap()
    }

    fn rendered(record: &Record, width: usize, unit: Unit) -> String {
        let mut out = Vec::new();
        Terminal::new(width, unit).render(&Article::default(), record, &mut out);
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn margin_statement_and_evidence_stand_side_by_side() {
        let shown = rendered(&record(18, 23), 80, Unit::Chars);
        let expected = "  note\n  2025-06-06 · 1 claim\n\n\
            \x20 subsidy keep                Japan plans not to keep subsidy\n\
            \x20 planned · denied            £2tn from Japan.\n  says Japan\n\n";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_narrow_terminal_has_them_below_each_other() {
        let shown = rendered(&record(18, 23), 40, Unit::Chars);
        assert!(shown.contains("  says Japan\n  Japan plans not to keep subsidy\n  £2tn from Japan.\n"), "{shown}");
    }

    #[test]
    fn what_is_underlined_is_the_same_in_every_unit() {
        let mut out = Vec::new();
        for (unit, start) in [(Unit::Bytes, 19), (Unit::Chars, 18), (Unit::Utf16, 18)] {
            let mut shown = Vec::new();
            Terminal::new(80, unit).render(&Article::default(), &record(start, start + 5), &mut shown);
            out.push(String::from_utf8(shown).unwrap());
        }
        assert!(out[0].contains("\u{1b}[2m\u{1b}[4mJapan\u{1b}[0m"), "{:?}", out[0]);
        assert!(out.iter().all(|shown| *shown == out[0]));
    }
}
