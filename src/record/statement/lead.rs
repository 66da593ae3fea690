//! The words before a quantity → whether it is reached or gone through: "to", "by".

use super::Writer;
use crate::claim::Argument;
use crate::lexicon::{Class, Kind};
use crate::rule::{Frame, Shape, Telling};

/// Words that may stand between a preposition and its quantity.
const FILLERS: &[&str] = &[
    "a", "about", "almost", "an", "annual", "around", "as", "just", "least", "less", "more", "most", "much", "nearly",
    "only", "over", "roughly", "some", "than", "the", "under",
];

/// Verbs by which a level is passed.
const PASSING: &[&str] = &["top", "cross", "breach", "exceed", "surpass", "pass"];

/// How many words before a quantity may tell it.
const FAR: usize = 12;

impl Writer<'_, '_> {
    /// The word that tells how a quantity stands to what moves, where the text has one before it.
    pub(super) fn lead(&self, quantity: &Argument<'_>) -> Option<&'static str> {
        let words: Vec<String> = self.before(quantity).take(FAR).map(str::to_lowercase).collect();
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        let mut level = false;
        for at in 0..words.len() {
            let before = word(at + 1);
            match word(at) {
                "to" if before == "up" && word(at + 2) == "by" => return Some("by"),
                "to" | "into" | "toward" | "towards" => return Some("to"),
                "by" => return Some("by"),
                "at" if at > 0 && matches!(word(at - 1), "least" | "most") => {}
                // "grew at 5%"
                "at" => return Some("to").filter(|_| quantity.kind != Some(Kind::Percent)),
                "above" | "below" | "past" | "beyond" if matches!(before, "to" | "by" | "at") => {}
                "above" => return Some("above"),
                "below" => return Some("below"),
                "past" | "beyond" => return Some("past"),
                "of" if self.is_level(before) => {}
                filler if FILLERS.contains(&filler) => {}
                noun if self.is_level(noun) => level = true,
                verb if self.passes(verb) => return Some("past"),
                verb if self.reaches(verb) => return Some("to"),
                // "to an eight-year high of 5%"
                near if level && self.describes(near) => {}
                _ => break,
            }
        }
        self.is_compared(quantity).then_some("to")
    }

    /// The frames of quantities that move.
    fn moving(&self) -> impl Iterator<Item = &Frame> {
        self.rules.frames.iter().filter(|frame| frame.shape == Shape::Change)
    }

    /// "record", "high": a noun for a level.
    fn is_level(&self, word: &str) -> bool {
        self.moving().any(|frame| frame.extent.levels.iter().any(|level| level == word))
    }

    /// "topped": a verb of getting beyond a level.
    fn passes(&self, word: &str) -> bool {
        PASSING.contains(&self.base(word))
    }

    /// "hit", "reached": a verb of having a level.
    fn reaches(&self, word: &str) -> bool {
        let base = self.base(word);
        let mut levels = self.moving().filter_map(|frame| frame.action("set"));
        levels.any(|action| action.subject.iter().any(|verb| verb == base))
    }

    fn base<'n>(&'n self, word: &'n str) -> &'n str {
        self.lexicon.classes(self.lexicon.word(word)).map_or(word, |(_, base)| base)
    }

    /// "its", "eight-year": a word that may stand before a noun and is no verb or preposition.
    fn describes(&self, word: &str) -> bool {
        let verb = [Class::Base, Class::Present, Class::Past, Class::Preposition, Class::Auxiliary];
        let classes = self.lexicon.classes(self.lexicon.word(word)).map(|(classes, _)| classes);
        word.ends_with(char::is_alphanumeric) && classes.is_none_or(|classes| !verb.contains(&classes.first))
    }

    /// "**$5 billion** in May, up from $4 billion": a level that is held against another.
    fn is_compared(&self, quantity: &Argument<'_>) -> bool {
        let trigger = self.claim.trigger;
        let Some(between) = self.text.source.get(quantity.span.end as usize..trigger.start as usize) else {
            return false;
        };
        let word = trigger.of(self.text.source).to_lowercase();
        let turns = |frame: &Frame| frame.told_by(&word).any(|(how, _)| how == Telling::Adjective);
        let against = |frame: &Frame| frame.extent.against.contains(&word);
        self.moving().any(|frame| against(frame) || between.contains(',') && turns(frame))
    }
}
