//! Word sequences that act as one word: "according to", "as soon as", "on behalf of".

use super::unit::Tag;
use crate::mention::lower;
use crate::text::Text;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The words of a sequence and their class.
type Phrase = (&'static [&'static str], Tag);

/// The sequences with their class; of those that begin with the same two words the longer first.
const PHRASES: &[Phrase] = &[
    (&["according", "to"], Tag::Preposition),
    (&["ahead", "of"], Tag::Preposition),
    (&["along", "with"], Tag::Coordinator),
    (&["apart", "from"], Tag::Preposition),
    (&["as", "high", "as"], Tag::Adverb),
    (&["as", "from"], Tag::Preposition),
    (&["as", "long", "as"], Tag::Subordinator),
    (&["as", "low", "as"], Tag::Adverb),
    (&["as", "many", "as"], Tag::Adverb),
    (&["as", "much", "as"], Tag::Adverb),
    (&["as", "of"], Tag::Preposition),
    (&["as", "part", "of"], Tag::Preposition),
    (&["as", "soon", "as"], Tag::Subordinator),
    (&["as", "well", "as"], Tag::Coordinator),
    (&["as", "well"], Tag::Adverb),
    (&["as", "yet"], Tag::Adverb),
    (&["aside", "from"], Tag::Preposition),
    (&["at", "the", "beginning", "of"], Tag::Preposition),
    (&["at", "the", "end", "of"], Tag::Preposition),
    (&["at", "the", "request", "of"], Tag::Preposition),
    (&["at", "least"], Tag::Adverb),
    (&["at", "most"], Tag::Adverb),
    (&["at", "once"], Tag::Adverb),
    (&["because", "of"], Tag::Preposition),
    (&["by", "the", "end", "of"], Tag::Preposition),
    (&["due", "to", "the"], Tag::Preposition),
    (&["even", "if"], Tag::Subordinator),
    (&["even", "though"], Tag::Subordinator),
    (&["for", "example"], Tag::Adverb),
    (&["for", "instance"], Tag::Adverb),
    (&["for", "now"], Tag::Adverb),
    (&["in", "the", "event", "that"], Tag::Subordinator),
    (&["in", "the", "face", "of"], Tag::Preposition),
    (&["in", "the", "view", "of"], Tag::Preposition),
    (&["in", "the", "wake", "of"], Tag::Preposition),
    (&["in", "the", "words", "of"], Tag::Preposition),
    (&["in", "accordance", "with"], Tag::Preposition),
    (&["in", "addition", "to"], Tag::Preposition),
    (&["in", "compliance", "with"], Tag::Preposition),
    (&["in", "connection", "with"], Tag::Preposition),
    (&["in", "exchange", "for"], Tag::Preposition),
    (&["in", "front", "of"], Tag::Preposition),
    (&["in", "keeping", "with"], Tag::Preposition),
    (&["in", "lieu", "of"], Tag::Preposition),
    (&["in", "light", "of"], Tag::Preposition),
    (&["in", "line", "with"], Tag::Preposition),
    (&["in", "order", "to"], Tag::To),
    (&["in", "place", "of"], Tag::Preposition),
    (&["in", "relation", "to"], Tag::Preposition),
    (&["in", "response", "to"], Tag::Preposition),
    (&["in", "retaliation", "for"], Tag::Preposition),
    (&["in", "return", "for"], Tag::Preposition),
    (&["in", "spite", "of"], Tag::Preposition),
    (&["in", "terms", "of"], Tag::Preposition),
    (&["in", "violation", "of"], Tag::Preposition),
    (&["in", "case"], Tag::Subordinator),
    (&["in", "effect"], Tag::Other),
    (&["in", "exchange"], Tag::Adverb),
    (&["in", "force"], Tag::Other),
    (&["in", "kind"], Tag::Adverb),
    (&["in", "part"], Tag::Adverb),
    (&["in", "place"], Tag::Other),
    (&["in", "principle"], Tag::Adverb),
    (&["in", "response"], Tag::Adverb),
    (&["in", "retaliation"], Tag::Adverb),
    (&["in", "return"], Tag::Adverb),
    (&["in", "turn"], Tag::Adverb),
    (&["instead", "of"], Tag::Preposition),
    (&["less", "than"], Tag::Adverb),
    (&["month", "on", "month"], Tag::Adverb),
    (&["more", "than"], Tag::Adverb),
    (&["no", "longer"], Tag::Negation),
    (&["now", "that"], Tag::Subordinator),
    (&["on", "the", "basis", "of"], Tag::Preposition),
    (&["on", "the", "condition", "that"], Tag::Subordinator),
    (&["on", "the", "eve", "of"], Tag::Preposition),
    (&["on", "the", "grounds", "of"], Tag::Preposition),
    (&["on", "the", "grounds", "that"], Tag::Subordinator),
    (&["on", "the", "one", "hand"], Tag::Adverb),
    (&["on", "the", "other", "hand"], Tag::Adverb),
    (&["on", "behalf", "of"], Tag::Preposition),
    (&["on", "condition", "that"], Tag::Subordinator),
    (&["on", "conditions", "that"], Tag::Subordinator),
    (&["on", "grounds", "of"], Tag::Preposition),
    (&["on", "grounds", "that"], Tag::Subordinator),
    (&["on", "one", "hand"], Tag::Adverb),
    (&["on", "top", "of"], Tag::Preposition),
    (&["once", "again"], Tag::Adverb),
    (&["other", "than"], Tag::Preposition),
    (&["out", "of"], Tag::Preposition),
    (&["provided", "that"], Tag::Subordinator),
    (&["providing", "that"], Tag::Subordinator),
    (&["quarter", "on", "quarter"], Tag::Adverb),
    (&["rather", "than"], Tag::Preposition),
    (&["so", "far"], Tag::Adverb),
    (&["so", "that"], Tag::Subordinator),
    (&["such", "a"], Tag::Determiner),
    (&["such", "as"], Tag::Preposition),
    (&["together", "with"], Tag::Coordinator),
    (&["up", "to"], Tag::Adverb),
    (&["with", "effect", "from"], Tag::Preposition),
    (&["with", "regard", "to"], Tag::Preposition),
    (&["with", "respect", "to"], Tag::Preposition),
    (&["year", "on", "year"], Tag::Adverb),
    (&["year", "over", "year"], Tag::Adverb),
    (&["year", "to", "date"], Tag::Adverb),
];

/// The sequence that begins at a token, which is written like `first` in lower case, by its length and class; the longest
/// wins.
pub(super) fn phrase(text: &Text<'_>, at: usize, end: usize, first: &str) -> Option<(usize, Tag)> {
    static BY_FIRST_WORDS: LazyLock<FxHashMap<(&str, &str), Vec<&Phrase>>> = LazyLock::new(|| {
        let mut phrases: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for phrase @ (words, _) in PHRASES {
            phrases.entry((words[0], words[1])).or_default().push(phrase);
        }
        phrases
    });
    // No sequence begins with a longer word, and most words are told apart by their length and first letter.
    static BEGINNINGS: LazyLock<[u32; 10]> = LazyLock::new(|| {
        PHRASES.iter().fold([0; 10], |mut beginnings, (words, _)| {
            beginnings[words[0].len()] |= 1 << (words[0].as_bytes()[0] & 31);
            beginnings
        })
    });
    let letter = 1 << (first.as_bytes().first()? & 31);
    if at + 1 >= end || BEGINNINGS.get(first.len()).is_none_or(|letters| letters & letter == 0) {
        return None;
    }
    let second = lower(text.word(at + 1));
    let phrases = BY_FIRST_WORDS.get(&(first, &*second))?.iter();
    phrases
        .filter(|(words, _)| at + words.len() <= end)
        .find(|(words, _)| (2..words.len()).all(|offset| lower(text.word(at + offset)) == words[offset]))
        .map(|(words, tag)| (words.len(), *tag))
}
