//! What is fixed of words whatever stands around them: the closed classes, and the sequences that act as one word
//! ("according to", "as soon as", "on behalf of").

use super::unit::Tag;
use crate::rule::Known;
use crate::text::Text;
use std::sync::LazyLock;

/// The closed classes; what is not here is decided by classes and neighbours.
const CLOSED: &[(Tag, &str)] = &[
    (Tag::Comma, ","),
    (Tag::Stop, "; : . ! ? - -- – — ... … /"),
    (Tag::Be, "is are was were be been being am 're ’re 'm ’m"),
    (Tag::Have, "has have had having 've ’ve"),
    (Tag::Do, "do does did"),
    (Tag::Modal, "will would shall should may might can could must ca wo 'll ’ll 'd ’d cannot"),
    (Tag::Negation, "not n't n’t never"),
    (Tag::Pronoun, "he she it they we i you him them us me himself itself themselves everyone nobody anyone someone"),
    (Tag::Possessive, "his her its their our my your whose"),
    (Tag::Determiner, "the a an these some any each every no all both several many another either neither"),
    (Tag::Coordinator, "and or but nor &"),
    (Tag::Relative, "which who whom"),
    (Tag::Subordinator, "if unless although though because while whereas when whether once where how why"),
    (
        Tag::Preposition,
        "of in on at by for from with against into between among under over through during without within \
        towards toward upon amid despite per via versus than about across beyond following including \
        regarding concerning excluding besides vis-a-vis except onto alongside worth above below outside inside",
    ),
];

/// Whether a word is a preposition before a noun and a conjunction before a clause.
pub(super) fn may_be_conjunction(word: &str) -> bool {
    matches!(word, "as" | "after" | "before" | "since" | "until" | "till")
}

/// The words of a sequence and their class.
type Phrase = (&'static [&'static str], Tag);

/// The sequences with their class, by their first word; of those that begin with the same two words the longer first.
const PHRASES: &[Phrase] = &[
    (&["according", "to"], Tag::Preposition),
    (&["ahead", "of"], Tag::Preposition),
    (&["along", "with"], Tag::Coordinator),
    (&["apart", "from"], Tag::Preposition),
    (&["as", "high", "as"], Tag::Adverb),
    (&["as", "from"], Tag::Preposition),
    (&["as", "a", "whole"], Tag::Adverb),
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
    (&["at", "present"], Tag::Adverb),
    (&["because", "of"], Tag::Preposition),
    (&["bound", "for"], Tag::Preposition),
    (&["by", "the", "end", "of"], Tag::Preposition),
    (&["destined", "for"], Tag::Preposition),
    (&["due", "to"], Tag::Preposition),
    (&["even", "if"], Tag::Subordinator),
    (&["even", "though"], Tag::Subordinator),
    (&["except", "for"], Tag::Preposition),
    (&["face", "to", "face"], Tag::Adverb),
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
    (&["in", "the", "end"], Tag::Adverb),
    (&["in", "the", "meantime"], Tag::Adverb),
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
    (&["on", "the", "margins", "of"], Tag::Preposition),
    (&["on", "the", "sidelines", "of"], Tag::Preposition),
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
    (&["prior", "to"], Tag::Preposition),
    (&["provided", "that"], Tag::Subordinator),
    (&["providing", "that"], Tag::Subordinator),
    (&["quarter", "on", "quarter"], Tag::Adverb),
    (&["rather", "than"], Tag::Preposition),
    (&["so", "far"], Tag::Adverb),
    (&["so", "that"], Tag::Subordinator),
    (&["such", "a"], Tag::Determiner),
    (&["such", "as"], Tag::Preposition),
    (&["to", "the", "end", "of"], Tag::Preposition),
    (&["together", "with"], Tag::Coordinator),
    (&["up", "to"], Tag::Adverb),
    (&["with", "effect", "from"], Tag::Preposition),
    (&["with", "regard", "to"], Tag::Preposition),
    (&["with", "respect", "to"], Tag::Preposition),
    (&["year", "on", "year"], Tag::Adverb),
    (&["year", "over", "year"], Tag::Adverb),
    (&["year", "to", "date"], Tag::Adverb),
];

/// The prepositions that are told by their words alone, with those that are a sequence.
pub(crate) fn prepositions() -> Vec<String> {
    let closed = CLOSED.iter().filter(|(class, _)| *class == Tag::Preposition);
    let words = closed.flat_map(|(_, words)| words.split(' ')).map(str::to_owned);
    let sequences = PHRASES.iter().filter(|(_, class)| *class == Tag::Preposition);
    words.chain(sequences.map(|(words, _)| words.join(" "))).collect()
}

/// What is fixed of one word.
#[derive(Default)]
pub(super) struct Fixed {
    /// The closed class that it belongs to.
    pub(super) class: Option<Tag>,
    /// The sequences that it opens.
    phrases: &'static [Phrase],
}

impl Fixed {
    /// Of a word in lower case.
    pub(super) fn of(word: &str) -> &'static Fixed {
        static NOTHING: Fixed = Fixed { class: None, phrases: &[] };
        static WORDS: LazyLock<Known<Fixed>> = LazyLock::new(|| {
            let mut known = Known::<Fixed>::default();
            for &(class, words) in CLOSED {
                words.split(' ').for_each(|word| known.of(word).class = Some(class));
            }
            for phrases in PHRASES.chunk_by(|(words, _), (next, _)| words[0] == next[0]) {
                known.of(phrases[0].0[0]).phrases = phrases;
            }
            known
        });
        WORDS.get(word).unwrap_or(&NOTHING)
    }

    /// The sequence that the word, which stands at a token, opens there, by its length and class; the longest wins.
    pub(super) fn phrase(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(usize, Tag)> {
        if self.phrases.is_empty() || at + 1 == end {
            return None;
        }
        let second = text.word(at + 1);
        let reads = |(at, word): (usize, &&str)| text.word(at).eq_ignore_ascii_case(word);
        let stands = |words: &[&str]| {
            let may_stand = at + words.len() <= end && second.eq_ignore_ascii_case(words[1]);
            may_stand && (at + 2..).zip(&words[2..]).all(reads)
        };
        self.phrases.iter().find(|(words, _)| stands(words)).map(|(words, tag)| (words.len(), *tag))
    }
}

#[cfg(test)]
mod tests {
    use super::PHRASES;

    #[test]
    fn sequences_stand_by_their_first_word_and_none_behind_its_own_beginning() {
        let mut firsts: Vec<&str> = PHRASES.iter().map(|(words, _)| words[0]).collect();
        firsts.dedup();
        let together = firsts.len();
        firsts.sort_unstable();
        firsts.dedup();
        assert_eq!(firsts.len(), together, "sequences of one first word stand apart");
        for (at, (words, _)) in PHRASES.iter().enumerate() {
            let hidden = PHRASES[at + 1..].iter().find(|(longer, _)| longer.starts_with(words));
            assert!(hidden.is_none(), "{words:?} hides {hidden:?}");
        }
    }
}
