//! tokens → places that stand in no list.
//!
//! Capitalised words are a place where a word for one closes or opens them ("Aysén Region", "Lake Kossou"), where such
//! a word stands by in lower case ("the port of Ilo", "Mfum border"), or where the place that they lie in follows a
//! comma ("in Saqqara, Egypt").

use super::person::is_particle;
use super::{Found, Mention};
use crate::lexicon::{Class, Kind, Lexicon, OrganisationWord, Sense, Word};
use crate::text::{Text, is_genitive};
use std::ops::Range;

/// The longest name that is believed, in words.
const LONGEST: usize = 4;

/// Prepositions behind which a name with a comma and a place behind it is a place.
const LOCATIVE: &[&str] = &["around", "at", "from", "in", "near", "of", "outside", "to"];

/// Finds places by what stands around their names; `named` are the dictionary's finds by their tokens.
pub(super) fn find<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    named: &[Option<&Mention<'a>>],
) -> Vec<Mention<'a>> {
    let finder = Finder { text, lexicon, words, named };
    let mut places = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while let Some(first) = text.next_capital(at..sentence.tokens.end) {
            let run = finder.run(first, &sentence.tokens);
            at = run.end;
            if let Some(name) = finder.place(run, &sentence.tokens) {
                let id = text.span(&name).of(text.source).into();
                places.push(Mention::new(text, name, Kind::Place, id, Found::Rule("place.shape")));
            }
        }
    }
    places
}

struct Finder<'t, 'm, 'a> {
    text: &'t Text<'a>,
    lexicon: &'a Lexicon,
    words: &'t [Word],
    named: &'t [Option<&'m Mention<'a>>],
}

impl<'a> Finder<'_, '_, 'a> {
    fn capital(&self, at: usize) -> bool {
        self.text.tokens[at].is_capital()
    }

    /// The run of capitalised words that starts at a token, with the signs that are written onto them.
    fn run(&self, first: usize, sentence: &Range<usize>) -> Range<usize> {
        let mut end = first;
        while end < sentence.end {
            let glued = |at: usize| at < sentence.end && self.text.tokens[at].glued;
            let capital = |at: usize| at < sentence.end && self.capital(at);
            let joint = || self.text.word(end);
            let sign = || matches!(joint(), "-" | "'" | "’") && glued(end) && glued(end + 1);
            if self.capital(end) {
                end += 1;
            } else if end > first && capital(end + 1) && (is_particle(joint()) || sign()) {
                end += 2;
            } else {
                break;
            }
        }
        first..end
    }

    /// What a word says of the place that it stands by.
    fn says(&self, at: usize) -> Option<OrganisationWord> {
        self.lexicon.organisation_word(self.words[at], self.text.tokens[at].capital)
    }

    /// The words of a run that name a place.
    fn place(&self, run: Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let first = run.start + usize::from(self.text.word(run.start) == "The");
        let words = (first..run.end).filter(|&at| self.capital(at)).count();
        if words == 0 || words > LONGEST {
            return None;
        }
        let stands = |at: usize| at >= sentence.start && at < sentence.end;
        let closes = words > 1
            && self.says(run.end - 1) == Some(OrganisationWord::Place)
            && !(words == 2 && self.lexicon.is_leading_surname(self.words[run.end - 1]) && self.is_first_name(first));
        let opens = words > 1 && self.says(first) == Some(OrganisationWord::PlaceLead);
        if closes || opens {
            let free = |at: usize| self.named[at].is_none_or(|name| matches!(name.kind, Kind::Place | Kind::Commodity));
            return (first..run.end).all(free).then_some(first..run.end);
        }
        let free = (first..run.end).all(|at| self.named[at].is_none() && self.says(at).is_none());
        if !free || self.is_first_name(first) {
            return None;
        }
        let kind = |at: usize| stands(at) && self.says(at) == Some(OrganisationWord::Place);
        let before = first.checked_sub(1).filter(|&before| stands(before));
        let of = before.is_some_and(|of| self.text.word(of) == "of" && of > sentence.start && kind(of - 1));
        let unknown = || (first..run.end).all(|at| self.lexicon.classes(self.words[at]).is_none());
        let by = kind(run.end) && before.is_some() && words < 3 && unknown();
        let lies = || stands(run.end + 1) && self.text.word(run.end) == "," && self.holds_places(run.end + 1);
        let led = before.is_some_and(|before| LOCATIVE.contains(&self.text.word(before)));
        (of || by || led && lies()).then_some(first..run.end)
    }

    /// Whether a country or place is named here, and no more than named: "Egypt, where", but not "India's".
    fn holds_places(&self, at: usize) -> bool {
        self.named[at].is_some_and(|name| {
            let end = name.tokens.end;
            let next = self.text.tokens.get(end).map_or("", |_| self.text.word(end));
            let verb = self.words.get(end).and_then(|&word| self.lexicon.classes(word));
            let acts = verb
                .is_some_and(|(classes, _)| matches!(classes.first, Class::Past | Class::Present | Class::Auxiliary));
            matches!(name.kind, Kind::Country | Kind::Place)
                && matches!(name.sense, Sense::Name)
                && !is_genitive(next)
                && !acts
        })
    }

    fn is_first_name(&self, at: usize) -> bool {
        self.lexicon.first_name(self.words[at]) == Some(false)
    }
}
