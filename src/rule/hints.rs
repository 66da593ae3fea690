//! Words → what they may do in a sentence, so that most sentences are passed over at a glance.

use super::{Frame, Rules};
use crate::lexicon::{Lexicon, Word};
use rustc_hash::FxHashMap;
use std::ops::BitOr;

/// What a word, or the words of a sentence, may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints(u8);

impl Hints {
    const STATES: u8 = 1;
    const MOVES: u8 = 2;
    const POINTS_BACK: u8 = 4;

    /// State a frame.
    pub fn state(self) -> bool {
        self.0 & Hints::STATES > 0
    }

    /// Move a quantity.
    pub fn r#move(self) -> bool {
        self.0 & Hints::MOVES > 0
    }

    /// Point back at a measure: "it", "the measure".
    pub fn point_back(self) -> bool {
        self.0 & Hints::POINTS_BACK > 0
    }
}

impl BitOr for Hints {
    type Output = Hints;

    fn bitor(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }
}

/// The pronouns that can stand for a measure.
const PRONOUNS: &[&str] = &["they", "it", "them", "those", "these", "this"];

/// The hints of every word.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// By the number of the word.
    known: Vec<Hints>,
    /// Of words that no dictionary has, in lower case.
    unknown: FxHashMap<String, Hints>,
}

impl Glance {
    pub(super) fn new(rules: &Rules, lexicon: &Lexicon) -> Glance {
        let mut glance = Glance { known: vec![Hints::default(); lexicon.size()], unknown: FxHashMap::default() };
        for word in rules.frames.iter().flat_map(Frame::trigger_words) {
            glance.mark(lexicon, word, Hints::STATES);
        }
        for word in rules.frames.iter().flat_map(Frame::mover_words) {
            glance.mark(lexicon, word, Hints::MOVES);
        }
        for word in PRONOUNS {
            glance.mark(lexicon, word, Hints::POINTS_BACK);
        }
        for word in &rules.context.points_back().measure {
            glance.mark(lexicon, word, Hints::POINTS_BACK);
        }
        glance
    }

    /// Marks a word and its regular plural.
    fn mark(&mut self, lexicon: &Lexicon, word: &str, hint: u8) {
        for form in [word.to_owned(), format!("{word}s")] {
            match lexicon.word(&form) {
                Word::UNKNOWN => self.unknown.entry(form).or_default().0 |= hint,
                known => self.known[known.index()].0 |= hint,
            }
        }
    }

    /// The hints of a word and its base form; `written` is asked for where no dictionary has it.
    pub(super) fn of<'w>(&self, lexicon: &Lexicon, word: Word, written: impl FnOnce() -> &'w str) -> Hints {
        match word {
            Word::UNKNOWN if self.unknown.is_empty() => Hints::default(),
            Word::UNKNOWN => self.unknown.get(&written().to_lowercase()).copied().unwrap_or_default(),
            known => self.known[known.index()] | self.known[lexicon.base(known).index()],
        }
    }
}
