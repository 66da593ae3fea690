//! Regular expressions of a frame file → sets that are searched at once, and the words with which their matches begin.

use super::source::File;
use crate::error::Fault;
use regex::{RegexSet, RegexSetBuilder};
use regex_syntax::Parser;
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::Extractor;
use std::sync::OnceLock;
use toml::Spanned;

/// The shapes of a frame; their automata are built when a sentence first asks for them.
#[derive(Debug, Default)]
pub struct Shapes {
    written: Vec<String>,
    /// As they are written, over a noun group.
    whole: OnceLock<RegexSet>,
    /// Without their borders, over a sentence.
    anywhere: OnceLock<RegexSet>,
    /// The words with which a match may begin, in lower case; nothing where any word may.
    openings: Option<Vec<String>>,
}

impl Shapes {
    /// Reads the shapes of a file; one that is no regular expression is a fault at its place.
    pub(super) fn read(file: &File, shapes: &[Spanned<String>], faults: &mut Vec<Fault>) -> Shapes {
        let (mut written, mut begun) = (Vec::new(), Some(Vec::new()));
        for shape in shapes {
            match Parser::new().parse(shape.get_ref()) {
                Ok(parsed) => {
                    written.push(shape.get_ref().clone());
                    begun = begun.zip(openings(shape.get_ref(), &parsed)).map(|(known, more)| [known, more].concat());
                }
                Err(error) => {
                    let reason = error.to_string();
                    let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
                    let shown = format!("'{}' is no regular expression: {reason}", shape.get_ref());
                    faults.push(file.fault(shape.span(), shown));
                }
            }
        }
        Shapes { written, openings: begun, ..Shapes::default() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether a noun group with these words has one of the shapes.
    pub fn has(&self, words: &str) -> bool {
        !self.is_empty() && self.whole.get_or_init(|| set(self.written.iter().map(|shape| &**shape))).is_match(words)
    }

    /// Whether a noun group of a sentence may have one of the shapes.
    pub(super) fn may_be_in(&self, sentence: &str) -> bool {
        let open = self.written.iter().map(|shape| shape.trim_start_matches('^').trim_end_matches('$'));
        !self.is_empty() && self.anywhere.get_or_init(|| set(open)).is_match(sentence)
    }

    /// The words with which every match begins; nothing where any word may.
    pub(super) fn openings(&self) -> Option<&[String]> {
        self.openings.as_deref()
    }
}

/// The shapes, however they are capitalised; those together too large for an automaton match nothing.
fn set<'s>(shapes: impl Iterator<Item = &'s str>) -> RegexSet {
    RegexSetBuilder::new(shapes).case_insensitive(true).build().unwrap_or_default()
}

/// The words with which every match of a shape begins, where its writing tells them.
fn openings(written: &str, shape: &Hir) -> Option<Vec<String>> {
    let border = written.starts_with("\\b") || written.starts_with('^');
    let literals = border.then(|| Extractor::new().extract(shape))?;
    let word = |literal: &[u8]| Some(std::str::from_utf8(literal).ok()?.split_once(' ')?.0.to_lowercase());
    literals.literals()?.iter().map(|literal| word(literal.as_bytes())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_tells_the_words_that_open_it() {
        let words = |shape| openings(shape, &Parser::new().parse(shape).unwrap()).map(|words| words.join(" "));
        assert_eq!(words(r"\bsection \d{3} dut(?:y|ies)$").as_deref(), Some("section"));
        assert_eq!(words(r"\bsubsidi[sz]ed (?:[\w-]+ )*loans?$").as_deref(), Some("subsidised subsidized"));
        assert_eq!(words(r"\b(?:listed|barred) firms$").as_deref(), Some("listed barred"));
        assert_eq!(words(r"\b\w+ duty$"), None);
        assert_eq!(words(r"duty$"), None);
    }
}
