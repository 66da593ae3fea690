//! tokens → persons who stand in no list.
//!
//! A run of capitalised words is a person where a title leads it, a first name opens it, a surname that goes first
//! opens it, or a verb of saying follows it. The title is no part of the name.

use super::{Found, Mention};
use crate::lexicon::{Class, Kind, Lexicon, Sense, TitleKind, Word};
use crate::text::{Capital, Text, TokenKind};
use std::ops::Range;

/// The longest name that is believed, in words.
const LONGEST: usize = 5;

/// Finds persons by the shape of what surrounds them; `names` are the dictionary's finds.
pub(super) fn find<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    names: &[Mention<'a>],
) -> Vec<Mention<'a>> {
    // A name may not run into what is surely something else.
    let mut taken = vec![false; text.tokens.len()];
    for mention in names {
        let tokens = mention.tokens.clone();
        let sure = match mention.kind {
            Kind::Person | Kind::Commodity => false,
            Kind::Place => tokens.len() > 1,
            _ => true,
        };
        if sure && !mention.ambiguous {
            // One word that is also a first name ("Kenya") may open a person's name.
            let single_name = tokens.len() == 1
                && lexicon.first_name(words[tokens.start]).is_some()
                && mention.kind != Kind::Date
                && text.tokens.get(tokens.end).is_none_or(|next| next.span.of(text.source) != "-");
            if !single_name {
                taken[tokens].fill(true);
            }
        }
    }
    let finder = Finder { text, lexicon, words, taken };
    let mut persons = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while let Some(first) = text.next_capital(at..sentence.tokens.end) {
            at = first + 1;
            if !finder.taken[first] {
                let run = finder.run(first, sentence.tokens.end);
                at = run.end;
                persons.extend(finder.person(run, sentence.tokens.clone()));
            }
        }
    }
    persons
}

/// Whether a word is one of the small ones inside names.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "bin"
            | "ibn"
            | "da"
            | "de"
            | "del"
            | "della"
            | "den"
            | "der"
            | "di"
            | "dos"
            | "du"
            | "el"
            | "la"
            | "le"
            | "ten"
            | "van"
            | "von"
            | "zu"
            | "y"
    )
}

struct Finder<'t, 'a> {
    text: &'t Text<'a>,
    lexicon: &'a Lexicon,
    words: &'t [Word],
    taken: Vec<bool>,
}

impl<'a> Finder<'_, 'a> {
    fn capital(&self, at: usize) -> bool {
        self.text.tokens[at].is_capital() && !self.taken[at]
    }

    /// The run of capitalised words that starts with the one at a token.
    fn run(&self, first: usize, end: usize) -> Range<usize> {
        let mut last = first + 1;
        while last < end {
            let word = self.text.word(last);
            let next_glued = |at: usize| at < end && self.text.tokens[at].glued && !self.taken[at];
            if self.capital(last) {
                last += 1;
            } else if matches!(word, "-" | "'" | "’")
                && self.text.tokens[last].glued
                && next_glued(last + 1)
                && self.text.tokens[last + 1].kind == TokenKind::Word
            {
                last += 2;
            } else if is_particle(word) && last + 1 < end {
                let hyphen = usize::from(self.text.word(last + 1) == "-");
                if last + 1 + hyphen < end && self.capital(last + 1 + hyphen) {
                    last += 2 + hyphen;
                } else {
                    break;
                }
            } else {
                break;
            }
        }
        first..last
    }

    /// Whether the word is a first name, and if so whether it is also an ordinary word; capitals are an abbreviation's.
    fn first_name(&self, at: usize) -> Option<bool> {
        let written = self.text.tokens[at].capital == Capital::First;
        self.lexicon.first_name(self.words[at]).filter(|_| written)
    }

    fn title(&self, at: usize) -> Option<TitleKind> {
        let bare = || {
            let abbreviation = Some(self.text.word(at)).filter(|word| word.ends_with('.'))?;
            self.lexicon.title(self.lexicon.word(abbreviation.trim_end_matches('.')))
        };
        self.lexicon.title(self.words[at]).or_else(bare)
    }

    /// The person whom a run of capitalised words names, if it names one.
    fn person(&self, run: Range<usize>, sentence: Range<usize>) -> Option<Mention<'a>> {
        let mut first = run.start;
        // What stands before the last title of the run belongs to the title: "Economic Revitalization Minister X".
        let last_title =
            run.clone().rev().skip(1).find(|&at| self.title(at).is_some_and(|kind| kind != TitleKind::Modifier));
        let mut titled = last_title.is_some();
        first = last_title.map_or(first, |at| at + 1);
        if first == run.start && first > sentence.start {
            titled = self.title(first - 1).is_some_and(|kind| kind != TitleKind::Modifier)
                || self.titled_by_phrase(first, sentence.start);
        }
        // The first word of a sentence is capitalised whatever it is.
        while first < run.end && !titled && self.first_name(first).is_none() && self.is_ordinary(first) {
            first += 1;
        }
        // "Comptroller-General": what a title begins with.
        if first < run.end && self.text.tokens[first].kind != TokenKind::Word {
            return None;
        }
        let mut end = run.end;
        let says_more = |at: usize| {
            self.lexicon.organisation_word(self.words[at], self.text.tokens[at].capital).is_some()
                && (at + 1 == end || !titled)
                && !self.lexicon.is_leading_surname(self.words[at])
        };
        if (first..end).any(says_more) {
            return None;
        }
        // "Peru-China FTA", "John Major MP": an abbreviation behind other words is no part of a name.
        let short = |at: usize| self.text.tokens[at].capital == Capital::All && self.text.tokens[at].span.len() < 5;
        while end > first + 1
            && (self.text.tokens[end - 1].kind != TokenKind::Word || short(end - 1) && !short(end - 2))
        {
            end -= 1;
        }
        if end == first + 1 && short(first) {
            return None;
        }
        let words = (first..end).filter(|&at| self.text.tokens[at].kind == TokenKind::Word).count();
        if words == 0 || words > LONGEST || (first..end).any(|at| self.is_day_or_month(at) && words == 1) {
            return None;
        }
        let all_caps = (first..end)
            .all(|at| self.text.tokens[at].capital == Capital::All || self.text.tokens[at].kind != TokenKind::Word);
        if all_caps && !titled {
            return None;
        }
        let rule = self.evidence(first, end, words, titled, sentence)?;
        let name = self.text.span(&(first..end)).of(self.text.source);
        Some(Mention {
            sense: if words == 1 { Sense::KnownAs } else { Sense::Name },
            ..Mention::new(self.text, first..end, Kind::Person, name.into(), Found::Rule(rule))
        })
    }

    /// The rule that makes the words a person's name.
    fn evidence(
        &self,
        first: usize,
        end: usize,
        words: usize,
        titled: bool,
        sentence: Range<usize>,
    ) -> Option<&'static str> {
        let ordinary_end = self.is_ordinary(end - 1) && self.first_name(end - 1).is_none();
        if titled {
            // "the major Asian power": one word before a noun is no name.
            let before_noun =
                || end < sentence.end && self.text.tokens[end].capital == Capital::None && self.is_noun(end);
            let ordinary = || self.is_ordinary(first) && !self.has_title_in_capitals(first, sentence.start);
            return (!(words == 1 && (ordinary() || before_noun()))).then_some("person.title");
        }
        if words < 2 {
            return None;
        }
        match self.first_name(first) {
            Some(false) if !(ordinary_end && first == sentence.start && words == 2) => {
                return Some("person.first_name");
            }
            Some(true) if !ordinary_end => return Some("person.first_name"),
            _ => {}
        }
        if words > 2 && self.first_name(first).is_none() && self.first_name(first + 1) == Some(false) && !ordinary_end {
            return Some("person.first_name");
        }
        let surname_first = self.lexicon.is_leading_surname(self.words[first]);
        if surname_first && !self.is_ordinary(first + 1) {
            return Some("person.surname_first");
        }
        // "Nelmon Oliveira da Costa": a particle is no name of its own.
        let particles = (first..end).filter(|&at| is_particle(self.text.word(at))).count();
        let unknown = (first..end).all(|at| !self.is_ordinary(at) || is_particle(self.text.word(at)));
        (unknown && words - particles <= 3 && self.speaks(first, end, sentence)).then_some("person.speaks")
    }

    /// Whether a verb of saying stands by, or a title behind a comma or before one.
    fn speaks(&self, first: usize, end: usize, sentence: Range<usize>) -> bool {
        let says = |at: usize| super::is_of_saying(self.lexicon, self.words[at]);
        let after = end < sentence.end && says(end);
        let before = first > sentence.start && says(first - 1);
        let comma = end + 1 < sentence.end && self.text.word(end) == "," && {
            let mut at = end + 1;
            at += usize::from(matches!(self.text.word(at), "a" | "an" | "the"));
            (at..(at + 4).min(sentence.end)).any(|at| self.title(at).is_some_and(|kind| kind != TitleKind::Modifier))
        };
        after || before || comma || self.is_apposed(first, end, sentence)
    }

    /// "Its president, **Ola Nordmann**,", "the minister of planning, **Ola Nordmann**.": who somebody is.
    fn is_apposed(&self, first: usize, end: usize, sentence: Range<usize>) -> bool {
        let closes = end >= sentence.end || matches!(self.text.word(end), "," | ".");
        let opens = first > sentence.start && self.text.word(first - 1) == ",";
        let role = |at: usize| matches!(self.title(at), Some(kind) if kind != TitleKind::Modifier && kind != TitleKind::Honorific);
        // "Senator Jane Doe, D-Ohio,": what else stands there is no name.
        let whole = self.text.tokens[first].span.len() > 1 && self.text.word(first + 1) != "-";
        let before = sentence.start.max(first.saturating_sub(6))..first.saturating_sub(1);
        closes && opens && whole && before.rev().take_while(|&at| self.text.word(at) != ",").any(role)
    }

    /// "President Young": behind a title in capitals even an ordinary word is a name.
    fn has_title_in_capitals(&self, first: usize, start: usize) -> bool {
        first > start
            && self.text.tokens[first - 1].capital == Capital::First
            && matches!(self.title(first - 1), Some(TitleKind::Office | TitleKind::State | TitleKind::Honorific))
            && self.lexicon.title(self.words[first]).is_none()
            && !self.is_day_or_month(first)
    }

    /// Whether a title of several words ends right before the token ("secretary of state John Smith").
    fn titled_by_phrase(&self, first: usize, start: usize) -> bool {
        // No title ends in a sign or a number.
        if self.text.tokens[first - 1].kind != TokenKind::Word {
            return false;
        }
        (2..=4).any(|length| {
            first >= start + length && {
                let phrase = self.text.span(&(first - length..first)).of(self.text.source);
                self.lexicon.title(self.lexicon.word(phrase)).is_some()
            }
        })
    }

    /// Whether the word is in the general vocabulary.
    fn is_ordinary(&self, at: usize) -> bool {
        self.lexicon.classes(self.words[at]).is_some_and(|(classes, _)| classes.first != Class::Other)
            || self.is_day_or_month(at)
    }

    fn is_noun(&self, at: usize) -> bool {
        self.lexicon
            .classes(self.words[at])
            .is_some_and(|(classes, _)| matches!(classes.first, Class::Noun | Class::Plural | Class::Adjective))
    }

    fn is_day_or_month(&self, at: usize) -> bool {
        super::date::is_day_or_month(self.lexicon, self.words[at])
    }
}
