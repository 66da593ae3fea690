//! one file of plain text → one article.
//!
//! The first line is the headline where it looks like one: short, without a full stop at its end, and alone above a
//! blank line. It is then no part of the text.

use super::{Documents, Format, Head, Input, Reason, encoding, whole};
use crate::article::Article;
use encoding_rs::Encoding;

/// The longest first line that may be a headline, in characters.
const TITLE: usize = 160;

/// Plain text.
pub(super) struct PlainText;

impl Format for PlainText {
    fn endings(&self) -> &[&str] {
        &["txt", "text"]
    }

    fn recognises(&self, _: &Head) -> bool {
        true
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        Ok(whole(input, |bytes, place| read(bytes, None, &place.origin.id)))
    }
}

/// Reads one text; `declared` is the encoding that came with it.
pub(super) fn read(bytes: Vec<u8>, declared: Option<&'static Encoding>, id: &str) -> Result<Article, Reason> {
    let text = encoding::decode(bytes, declared)?;
    if text.trim().is_empty() {
        return Err("no text in it".into());
    }
    Ok(match headline(&text) {
        Some((title, text)) => Article { title: Some(title.to_owned()), ..Article::new(id, text) },
        None => Article::new(id, text),
    })
}

/// The headline and the text below it.
fn headline(text: &str) -> Option<(&str, &str)> {
    let (title, rest) = text.trim_start().split_once('\n')?;
    let (blank, below) = rest.split_once('\n')?;
    let title = title.trim_end();
    let is_title = title.chars().count() <= TITLE && !title.ends_with('.');
    let below = below.trim_start();
    (is_title && blank.trim().is_empty() && !below.is_empty()).then_some((title, below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_above_a_blank_one_is_the_headline() {
        let both = Some(("Duties rise", "Japan raised duties."));
        assert_eq!(headline("Duties rise\n\nJapan raised duties."), both);
        assert_eq!(headline("\nDuties rise \r\n\r\nJapan raised duties."), both);
    }

    #[test]
    fn a_first_line_that_is_a_sentence_or_long_or_not_alone_is_text() {
        let long = format!("{}\n\nJapan raised duties.", "duties ".repeat(40));
        for text in
            ["Japan raised duties.\n\nThe US did not.", "Duties rise\nJapan raised duties.", "Duties rise\n\n", &long]
        {
            assert_eq!(headline(text), None, "{text}");
        }
    }
}
