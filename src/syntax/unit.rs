//! tokens + mentions → units: a mention, a hyphenated compound or a single word.
//!
//! Brackets and quotation marks are stepped over: what they hold or mark does not change who does what.

use super::fixed::Fixed;
use crate::lexicon::{Class, Classes, Kind, Lexicon, NumberKind, Sense, Word};
use crate::mention::{Mention, lower, spelled};
use crate::rule::Context;
use crate::span::Span;
use crate::text::{Capital, Text, Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// One unit of a sentence.
#[derive(Clone, Debug)]
pub struct Unit<'a> {
    /// Where it stands.
    pub span: Span,
    /// The place of its first word among the tokens of its sentence.
    pub place: usize,
    /// The number of its word, where it is a single one and no mention.
    pub word: Word,
    /// Its words in lower case.
    pub lower: Cow<'a, str>,
    /// Base form of a verb, singular of a noun, or the words themselves.
    pub lemma: Cow<'a, str>,
    /// The closed class that its word belongs to, if it is no mention.
    pub closed: Option<Tag>,
    /// Its class here, once `tag` has decided.
    pub tag: Tag,
    /// The classes it might have.
    pub classes: Classes,
    /// Index of the mention that it is.
    pub mention: Option<usize>,
    /// What sort of thing the mention is.
    pub kind: Option<Kind>,
    /// Whether it is capitalised.
    pub capital: bool,
}

/// What a unit is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the grammar's own")]
pub enum Tag {
    Noun,
    Plural,
    Proper,
    Number,
    Pronoun,
    Possessive,
    Genitive,
    Determiner,
    Adjective,
    Adverb,
    Modal,
    Be,
    Have,
    Do,
    Base,
    Present,
    Past,
    Participle,
    Gerund,
    To,
    Preposition,
    Coordinator,
    Subordinator,
    Relative,
    Negation,
    Comma,
    Stop,
    Other,
}

impl Tag {
    /// Whether a noun group can have it as its head.
    pub fn is_nominal(self) -> bool {
        matches!(self, Tag::Noun | Tag::Plural | Tag::Proper | Tag::Number | Tag::Pronoun)
    }

    /// Whether it stands in noun groups, and in no verb group.
    pub(super) fn is_of_noun_group(self) -> bool {
        self.is_nominal() || self == Tag::Adjective || self.determines()
    }

    /// Whether it opens a noun group and says which is meant.
    pub fn determines(self) -> bool {
        matches!(self, Tag::Determiner | Tag::Possessive)
    }

    /// Whether it is a main verb's form.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Base | Tag::Present | Tag::Past | Tag::Participle | Tag::Gerund)
    }

    /// Whether it opens or continues a verb group without being its main verb.
    pub fn is_auxiliary(self) -> bool {
        matches!(self, Tag::Modal | Tag::Be | Tag::Have | Tag::Do)
    }
}

impl<'a> Unit<'a> {
    /// Whether it is a length of time, where it counts something: "six months", "24-year".
    pub fn is_duration(&self) -> bool {
        let counted = self.lower.split([' ', '-']).nth(1).map(|word| word.strip_suffix('s').unwrap_or(word));
        matches!(counted, Some("year" | "month" | "week" | "day" | "hour" | "minute" | "decade"))
    }

    /// A unit whose class is beyond doubt.
    fn sure(span: Span, place: usize, words: Cow<'a, str>, tag: Tag, class: Class) -> Unit<'a> {
        Unit {
            span,
            place,
            word: Word::UNKNOWN,
            lemma: words.clone(),
            lower: words,
            closed: None,
            tag,
            classes: Classes::only(class),
            mention: None,
            kind: None,
            capital: false,
        }
    }
}

/// Cuts one sentence into units; `mentions` are those of the whole text, of which `within` lie in the sentence.
pub(super) fn cut<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    known: &[Word],
    context: &Context,
    tokens: Range<usize>,
    mentions: &[Mention<'a>],
    within: Range<usize>,
) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> = Vec::with_capacity(tokens.len());
    let mut mention = within.start;
    let mut at = tokens.start;
    while at < tokens.end {
        let (token, place) = (&text.tokens[at], at - tokens.start);
        while mention < within.end && mentions[mention].span.end <= token.span.start {
            mention += 1;
        }
        let next = mentions[..within.end].get(mention);
        if let Some(here) = next.filter(|next| next.span.start <= token.span.start)
            && !counts_parties(text, context, at, here)
        {
            let words =
                if here.span == token.span { spelled(text, lexicon, known, at) } else { lower(here.text(text)) };
            let named = Unit::sure(here.span, place, words, Tag::Proper, Class::Noun);
            let adjective = here.sense == Sense::Adjective;
            let classes = if adjective { named.classes.or(Class::Adjective) } else { named.classes };
            units.push(Unit { mention: Some(mention), kind: Some(here.kind), capital: true, classes, ..named });
            at += 1 + text.tokens[at..].iter().take_while(|token| token.span.end < here.span.end).count();
            continue;
        }
        if token.kind == TokenKind::Sign {
            if marks_owner(text, at, tokens.start) {
                units.push(Unit::sure(token.span, place, Cow::Borrowed(text.word(at)), Tag::Genitive, Class::Other));
                at += 1;
                continue;
            }
            if let Some(end) = passed_over(text, at, &tokens, units.last(), next) {
                at = end;
                continue;
            }
        }
        let first = spelled(text, lexicon, known, at);
        let fixed = Fixed::of(&first);
        // "go up to 30%": the particle belongs to the verb.
        let goes = |unit: &Unit<'_>| context.goes_up(&unit.lemma);
        let particle = || text.word(at) == "up" && units.last().is_some_and(goes);
        // "is due to expire": no preposition stands before a verb.
        let acts = |length: usize| {
            let behind = known.get(at + length).filter(|_| text.word(at) == "due" && at + length < tokens.end);
            // "due to kick in"
            let particle = || matches!(text.word(at + length + 1), "in" | "off" | "up" | "out");
            behind
                .and_then(|&word| lexicon.classes(word))
                .is_some_and(|(classes, _)| classes.first == Class::Base || classes.has(Class::Base) && particle())
        };
        let phrase = fixed.phrase(text, at, tokens.end).filter(|&(length, _)| !particle() && !acts(length));
        if let Some((length, tag)) = phrase {
            // "Along with its tariff on steel, Norway": nothing is joined before the sentence begins.
            let tag = if tag == Tag::Coordinator && units.is_empty() { Tag::Preposition } else { tag };
            let span = token.span.join(text.tokens[at + length - 1].span);
            let class = if tag == Tag::Adverb { Class::Adverb } else { Class::Other };
            units.push(Unit::sure(span, place, lower(span.of(text.source)), tag, class));
            at += length;
            continue;
        }
        let end = compound_end(text, at, tokens.end, next);
        units.push(if end > at + 1 {
            compound(text, lexicon, at..end, place)
        } else {
            single(lexicon, token, place, known[at], first, fixed.class)
        });
        at = end;
    }
    units
}

/// "the two countries" are parties named before, no quantity.
fn counts_parties(text: &Text<'_>, context: &Context, at: usize, mention: &Mention<'_>) -> bool {
    mention.kind == Kind::Quantity && {
        let last = lower(text.word(text.token_at(mention.span.end - 1)));
        let party =
            last.strip_suffix("ies").map_or_else(|| last.trim_end_matches('s').into(), |stem| format!("{stem}y"));
        text.tokens[at].kind == TokenKind::Word && context.points_back().both.contains(&party)
    }
}

/// Whether a sign is the apostrophe of "the United States' offer".
fn marks_owner(text: &Text<'_>, at: usize, start: usize) -> bool {
    matches!(text.word(at), "'" | "’")
        && at > start
        && text.tokens[at].glued
        && text.word(at - 1).ends_with(['s', 'S'])
        && text.tokens.get(at + 1).is_some_and(|next| !next.glued)
}

/// Where the text goes on behind a sign that is no unit; `last` is the unit before and `next` the mention ahead.
fn passed_over(
    text: &Text<'_>,
    at: usize,
    tokens: &Range<usize>,
    last: Option<&Unit<'_>>,
    next: Option<&Mention<'_>>,
) -> Option<usize> {
    let tied = text.tokens[at].glued && text.tokens.get(at + 1).is_some_and(|next| next.glued);
    let is_number = |at: usize| text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let names_ahead = || next.is_some_and(|next| next.span.start == text.tokens[at + 1].span.start);
    match text.word(at) {
        "(" | "[" => Some(bracket_end(text, at, tokens.end)),
        "\"" | "“" | "”" | "‘" | "’" | "'" | ")" | "]" | "«" | "»" => Some(at + 1),
        // "in 1985/86": one season.
        "/" if tied && at > tokens.start && is_number(at - 1) && is_number(at + 1) => Some(at + 2),
        // "US-Mexico-Canada": the names stand side by side.
        "-" | "–" | "/" if tied && last.is_some_and(|unit| unit.mention.is_some()) && names_ahead() => Some(at + 1),
        _ => None,
    }
}

/// A word that stands alone, with its lower case and its closed class.
fn single<'a>(
    lexicon: &'a Lexicon,
    token: &Token,
    place: usize,
    word: Word,
    lower: Cow<'a, str>,
    closed: Option<Tag>,
) -> Unit<'a> {
    let (classes, lemma) = if token.kind == TokenKind::Number {
        (Classes::only(Class::Number), lower.clone())
    } else {
        classes(lexicon, word).unwrap_or_else(|| guess(&lower, token.capital))
    };
    let capital = token.capital != Capital::None;
    Unit {
        span: token.span,
        place,
        word,
        lower,
        lemma,
        closed,
        tag: Tag::Other,
        classes,
        mention: None,
        kind: None,
        capital,
    }
}

fn compound<'a>(text: &Text<'a>, lexicon: &'a Lexicon, tokens: Range<usize>, place: usize) -> Unit<'a> {
    let first = &text.tokens[tokens.start];
    let span = first.span.join(text.tokens[tokens.end - 1].span);
    let written = lower(span.of(text.source));
    let lower = if written.contains("- ") { written.replace("- ", "-").into() } else { written };
    let (classes, lemma) = compound_classes(text, lexicon, tokens, &lower);
    let capital = first.capital != Capital::None;
    let word = Word::UNKNOWN;
    Unit { span, place, word, lower, lemma, closed: None, tag: Tag::Other, classes, mention: None, kind: None, capital }
}

fn classes<'a>(lexicon: &'a Lexicon, word: Word) -> Option<(Classes, Cow<'a, str>)> {
    lexicon.classes(word).map(|(classes, lemma)| (classes, Cow::Borrowed(lemma)))
}

/// The class of a hyphenated compound is that of the whole, or of its last part: "re-imposed" is a verb,
/// "China-made" and "year-long" are adjectives.
fn compound_classes<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    tokens: Range<usize>,
    words: &str,
) -> (Classes, Cow<'a, str>) {
    let known = |written: &str| classes(lexicon, lexicon.word(written));
    if words.starts_with('-') {
        return (Classes::only(Class::Adjective), Cow::Owned(words.to_owned()));
    }
    if let Some(whole) = known(words).or_else(|| known(&words.replace('-', ""))) {
        return whole;
    }
    let last = lexicon.word(text.word(tokens.end - 1));
    // "two-thirds"
    if lexicon.number(last).is_some_and(|number| number.kind == NumberKind::Fraction) {
        return (Classes::only(Class::Number), Cow::Owned(words.to_owned()));
    }
    let first = lower(text.word(tokens.start));
    match lexicon.classes(last) {
        Some((classes, lemma))
            if classes.any(&[Class::Base, Class::Present, Class::Past])
                && matches!(&*first, "re" | "out" | "over" | "under") =>
        {
            (classes, Cow::Owned(format!("{first}{lemma}")))
        }
        Some((classes, _)) if matches!(classes.first, Class::Noun | Class::Plural) && tokens.len() == 3 => {
            (Classes::only(Class::Adjective).or(Class::Noun), Cow::Owned(words.to_owned()))
        }
        _ => (Classes::only(Class::Adjective), Cow::Owned(words.to_owned())),
    }
}

/// What an unknown word may be, by its ending.
fn guess<'a>(word: &Cow<'a, str>, capital: Capital) -> (Classes, Cow<'a, str>) {
    if capital != Capital::None {
        return (Classes::only(Class::Noun), word.clone());
    }
    let stem = |ending: &str| word.len().checked_sub(ending.len()).filter(|&stem| stem > 2 && word.ends_with(ending));
    let own = |classes: Classes| (classes, word.clone());
    let cut = |classes: Classes, stem: usize| match word {
        Cow::Borrowed(word) => (classes, Cow::Borrowed(&word[..stem])),
        Cow::Owned(word) => (classes, Cow::Owned(word[..stem].to_owned())),
    };
    if word.bytes().all(|byte| !byte.is_ascii_alphanumeric()) && word.is_ascii() {
        own(Classes::only(Class::Other))
    } else if stem("ly").is_some() || stem("fold").is_some() {
        own(Classes::only(Class::Adverb))
    } else if let Some(stem) = stem("ing") {
        cut(Classes::only(Class::Gerund).or(Class::Noun), stem)
    } else if let Some(stem) = stem("ed") {
        cut(Classes::only(Class::Participle).or(Class::Past).or(Class::Adjective), stem)
    } else if ["ous", "ful", "able", "ible", "ical", "ive", "ese"].iter().any(|ending| stem(ending).is_some()) {
        own(Classes::only(Class::Adjective))
    } else if let Some(stem) = stem("s").filter(|&stem| !word[..stem].ends_with('s')) {
        cut(Classes::only(Class::Plural), stem)
    } else {
        own(Classes::only(Class::Noun))
    }
}

/// One past the bracket that closes the one at `at`; only the bracket itself where none does.
fn bracket_end(text: &Text<'_>, at: usize, end: usize) -> usize {
    let close = if text.word(at) == "(" { ")" } else { "]" };
    (at + 1..end.min(at + 60)).find(|&index| text.word(index) == close).map_or(at + 1, |index| index + 1)
}

/// The end of "anti-dumping", "year-on-year"; a mention is never swallowed.
fn compound_end(text: &Text<'_>, at: usize, end: usize, next: Option<&Mention<'_>>) -> usize {
    let glued = |index: usize| index < end && text.tokens[index].glued;
    let mut last = at + 1;
    if text.tokens[at].kind == TokenKind::Sign {
        // "-made" after a mention: one modifier.
        let opens = text.word(at) == "-" && glued(at) && glued(last);
        let free = || next.is_none_or(|mention| mention.span.start > text.tokens[last].span.start);
        return if opens && free() { last + 1 } else { last };
    }
    // "anti- dumping": a hyphen at the end of a line that was joined again.
    let torn = |last: usize| last + 1 < end && matches!(text.word(at), "anti" | "Anti") && last == at + 1;
    let joins = |last: usize| glued(last + 1) || torn(last);
    while glued(last) && text.word(last) == "-" && joins(last) && text.tokens[last + 1].kind != TokenKind::Sign {
        if next.is_some_and(|mention| mention.span.start <= text.tokens[last + 1].span.start) {
            break;
        }
        last += 2;
    }
    last
}
