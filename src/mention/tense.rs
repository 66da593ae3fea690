//! the verb beside a date → whether the date lies ahead of the article's day or behind it.
//!
//! "Will be reviewed in October", "is due to meet him on Friday" lie ahead, "lifted its ban in November" lies behind;
//! the nearest verb before the date decides, behind it only that of a sentence which the date opens. Nothing is said
//! where no verb tells.

use super::spelled;
use crate::lexicon::{Class, Lexicon, Word};
use crate::text::{Text, TokenKind, is_genitive};
use std::borrow::Cow;
use std::ops::Range;

/// How far from its date a verb may stand, in tokens.
const REACH: usize = 14;

/// Words before "to" that look ahead, in their base form.
const LOOKING_AHEAD: &[&str] = &[
    "agree", "aim", "bound", "decide", "due", "expect", "have", "hope", "intend", "likely", "need", "plan", "pledge",
    "promise", "schedule", "set", "slate", "threaten", "vow", "want",
];
/// Those of them whose past looks ahead, too: what was hoped may be over.
const BINDING: &[&str] = &["agree", "decide", "pledge", "promise", "threaten", "vow"];
/// Verbs that tell in the present what a calendar has.
const CALENDAR: &[&str] = &["begin", "end", "expire", "open", "start", "take"];
/// Verbs whose past says nothing of when what they speak of happens: "postponed its meeting to May".
const SETTING: &[&str] =
    &["bring", "call", "declare", "delay", "extend", "fix", "move", "plan", "postpone", "schedule", "set"];
/// Words before a date that is told of a verb, and those before one that is over where the verb's deed is.
const TELLING: &[&str] = &[
    "after",
    "around",
    "before",
    "beginning",
    "by",
    "effective",
    "from",
    "in",
    "on",
    "starting",
    "through",
    "till",
    "until",
];
const OVER: &[&str] = &["in", "on"];

/// What a word tells of the dates beside it.
enum Told {
    Ahead,
    Behind,
    /// A verb that leaves it open.
    Open,
}

/// Whether a date lies ahead of the article's day or behind it, where a verb tells; `date` are its tokens.
pub(super) fn lies_ahead(text: &Text<'_>, lexicon: &Lexicon, words: &[Word], date: &Range<usize>) -> Option<bool> {
    let sentence = text.sentence_at(text.tokens[date.start].span.start);
    let sentence = text.sentences[sentence].tokens.clone();
    let reader = Reader { text, lexicon, words, sentence };
    let inside = |at: &usize| *at >= reader.sentence.start;
    let before = |at: usize| at.checked_sub(1).filter(inside);
    // "In **the** third quarter", "by **early** June".
    let led = before(date.start).filter(|&at| !matches!(&*reader.word(at), "the" | "early" | "late"));
    let led = led.or_else(|| before(date.start).and_then(before)).map_or(Cow::Borrowed(""), |at| reader.word(at));
    if led == "since" {
        return Some(false);
    }
    let weekday = date.len() == 1 && super::date::is_weekday(text.word(date.start));
    let alone = date.len() == 1 && !weekday;
    // "June bonds", "January's record".
    let attribute = || {
        let next = reader.sentence.contains(&date.end).then(|| reader.first(date.end)).flatten();
        matches!(next, Some(Class::Noun | Class::Plural)) || is_genitive(text.word(date.end))
    };
    if alone && (!TELLING.contains(&&*led) || date.end < text.tokens.len() && attribute()) {
        return None;
    }
    let opens = || date.start < reader.sentence.start + 2;
    // "Said the bank on Friday will": the verb right behind the date is the date's, but not of "imposed in May will".
    let close = before(date.start).and_then(before).and_then(|at| reader.told(at));
    if matches!(close, Some(Told::Behind)) && OVER.contains(&&*led) {
        return Some(false);
    }
    let told = || reader.told_before(date.start).or_else(|| reader.told_behind(date.end).filter(|_| opens()));
    let told = reader.sentence.contains(&date.end).then(|| reader.told(date.end)).flatten().or_else(told);
    match told? {
        Told::Ahead => Some(true),
        Told::Behind => OVER.contains(&&*led).then_some(false),
        Told::Open => None,
    }
}

struct Reader<'t, 'a> {
    text: &'t Text<'a>,
    lexicon: &'t Lexicon,
    words: &'t [Word],
    sentence: Range<usize>,
}

impl<'t> Reader<'t, '_> {
    /// The word at a token of the sentence, in lower case.
    fn word(&self, at: usize) -> Cow<'t, str> {
        if self.sentence.contains(&at) { spelled(self.text, self.lexicon, self.words, at) } else { Cow::Borrowed("") }
    }

    fn first(&self, at: usize) -> Option<Class> {
        self.lexicon.classes(self.words[at]).map(|(classes, _)| classes.first)
    }

    /// What the nearest verb before a token tells.
    fn told_before(&self, end: usize) -> Option<Told> {
        let mut infinitive = false;
        let first = end.saturating_sub(REACH).max(self.sentence.start);
        for at in (first..end).rev() {
            if self.text.tokens[at].kind != TokenKind::Word {
                match self.text.word(at) {
                    ";" | ":" | "(" | "\"" | "“" | "”" => return None,
                    _ => continue,
                }
            }
            // "Said that on Friday it will".
            if at + 2 >= end && self.text.word(at) == "that" {
                return None;
            }
            if let Some(told) = self.told(at) {
                // "Met to discuss it on Friday", "asked to lift it on Friday".
                return Some(if infinitive && matches!(told, Told::Behind) { Told::Open } else { told });
            }
            infinitive |= self.text.word(at) == "to" && self.first(at + 1) == Some(Class::Base);
        }
        None
    }

    /// What the first verb behind a token tells.
    fn told_behind(&self, first: usize) -> Option<Told> {
        let last = (first + REACH).min(self.sentence.end);
        let mut behind = None;
        for at in first..last {
            match self.told(at) {
                // "In May the duty imposed on rice will end".
                Some(Told::Behind) if self.led_by_preposition(at + 1) => behind = Some(Told::Behind),
                Some(told) => return Some(told),
                None => {}
            }
        }
        behind
    }

    fn led_by_preposition(&self, at: usize) -> bool {
        matches!(&*self.word(at), "by" | "in" | "of" | "on")
    }

    /// What the word at a token tells.
    fn told(&self, at: usize) -> Option<Told> {
        let (classes, lemma) = self.lexicon.classes(self.words[at])?;
        let verb = matches!(
            classes.first,
            Class::Auxiliary | Class::Gerund | Class::Participle | Class::Past | Class::Present
        );
        if !verb && !LOOKING_AHEAD.contains(&lemma) && lemma != "payable" {
            return None;
        }
        let word = self.word(at);
        let next = self.word(at + 1);
        let to = || next == "to" && self.words.get(at + 2).is_some_and(|_| self.first(at + 2) == Some(Class::Base));
        if LOOKING_AHEAD.contains(&lemma) && word != "had" && to() {
            // "Was due to meet him on Friday".
            let was = (at.saturating_sub(2)..at).any(|before| matches!(&*self.word(before), "was" | "were"));
            let hoped = word.ends_with("ed") && classes.first == Class::Past && !BINDING.contains(&lemma);
            return Some(if was || hoped { Told::Open } else { Told::Ahead });
        }
        // "30 percent is due on April 15".
        if matches!(&*word, "due" | "payable") {
            return matches!(&*next, "at" | "by" | "in" | "on").then_some(Told::Ahead);
        }
        if classes.first == Class::Auxiliary {
            let name = self.text.tokens[at].is_capital() && at > self.sentence.start;
            return match &*word {
                _ if name => None,
                "will" | "'ll" | "won't" | "shall" | "must" | "should" | "may" | "might" | "would" | "can" => {
                    let perfect = (at + 1..at + 4).any(|next| self.word(next) == "have" && self.is_perfect(next));
                    Some(if perfect { Told::Open } else { Told::Ahead })
                }
                "could" | "being" => Some(Told::Open),
                "is" | "are" => Some(if next == "to" { Told::Ahead } else { Told::Open }),
                "has" | "have" if !self.is_perfect(at) => None,
                "was" | "were" | "did" | "had" | "has" | "have" => Some(Told::Behind),
                _ => None,
            };
        }
        match classes.first {
            Class::Past | Class::Participle if SETTING.contains(&lemma) => Some(Told::Open),
            Class::Past | Class::Participle if self.is_finite(at) => Some(Told::Behind),
            // "After being flat in January".
            Class::Gerund if at > 0 && matches!(&*self.word(at - 1), "after" | "since" | "while") => Some(Told::Open),
            Class::Present if CALENDAR.contains(&lemma) => Some(Told::Ahead),
            Class::Present => Some(Told::Open),
            _ => None,
        }
    }

    /// Whether a participle follows "have", behind an adverb perhaps: not "would have an audience".
    fn is_perfect(&self, have: usize) -> bool {
        let next = (have + 1..self.sentence.end).find(|&next| self.first(next) != Some(Class::Adverb));
        next.is_some_and(|next| matches!(self.first(next), Some(Class::Past | Class::Participle)))
    }

    /// Whether a past form is told by nothing before it: not "will be reviewed", "will set", "the proposed duty".
    fn is_finite(&self, at: usize) -> bool {
        let before = (self.sentence.start..at).rev().find(|&before| self.first(before) != Some(Class::Adverb));
        before.is_none_or(|before| {
            let word = self.word(before);
            let led = matches!(self.first(before), Some(Class::Auxiliary | Class::Determiner | Class::Adjective));
            !led && !matches!(
                &*word,
                "be" | "been" | "being" | "to" | "its" | "their" | "his" | "her" | "our" | "'s" | "’s"
            )
        })
    }
}
