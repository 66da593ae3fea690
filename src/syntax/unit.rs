//! tokens + mentions → units: a mention, a hyphenated compound or a single word.
//!
//! Brackets and quotation marks are stepped over: what they hold or mark does not change who does what.

use super::fixed;
use super::look::closed;
use crate::lexicon::{Class, Classes, Kind, Lexicon, NumberKind, Word};
use crate::mention::{Mention, lower, spelled};
use crate::rule::Context;
use crate::span::Span;
use crate::text::{Capital, Text, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// One unit of a sentence.
#[derive(Clone, Debug)]
pub struct Unit<'a> {
    /// Where it stands.
    pub span: Span,
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

    /// Whether it is a main verb's form.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Base | Tag::Present | Tag::Past | Tag::Participle | Tag::Gerund)
    }

    /// Whether it opens or continues a verb group without being its main verb.
    pub fn is_auxiliary(self) -> bool {
        matches!(self, Tag::Modal | Tag::Be | Tag::Have | Tag::Do)
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
        while mention < within.end && mentions[mention].span.end <= text.tokens[at].span.start {
            mention += 1;
        }
        if mention < within.end
            && mentions[mention].span.start <= text.tokens[at].span.start
            && !counts_parties(text, context, at, &mentions[mention])
        {
            let end = text.token_at(mentions[mention].span.end - 1) + 1;
            units.push(named(text, mention, &mentions[mention]));
            at = end.max(at + 1);
            continue;
        }
        let word = text.word(at);
        let after_plural = at > tokens.start
            && text.tokens[at].glued
            && text.word(at - 1).ends_with('s')
            && text.tokens.get(at + 1).is_some_and(|next| !next.glued);
        match word {
            "'" | "’" if after_plural => {
                units.push(owner_mark(text, at));
                at += 1;
                continue;
            }
            "(" | "[" => {
                at = bracket_end(text, at, tokens.end);
                continue;
            }
            "\"" | "“" | "”" | "‘" | "'" | ")" | "]" | "«" | "»" => {
                at += 1;
                continue;
            }
            _ => {}
        }
        // "US-Mexico-Canada": the names stand side by side.
        let tied = text.tokens[at].glued && text.tokens.get(at + 1).is_some_and(|next| next.glued);
        let number = |at: usize| text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        if word == "/" && tied && at > tokens.start && number(at - 1) && number(at + 1) {
            // "in 1985/86": one season.
            at += 2;
            continue;
        }
        if matches!(word, "-" | "–" | "/")
            && tied
            && units.last().is_some_and(|unit| unit.mention.is_some())
            && starts_mention(text, at + 1, mentions.get(mention))
        {
            at += 1;
            continue;
        }
        // "go up to 30%": the particle belongs to the verb.
        let particle =
            word == "up" && units.last().is_some_and(|unit| matches!(&*unit.lemma, "go" | "move" | "push" | "put"));
        let first = spelled(text, lexicon, known, at);
        if let Some((length, tag)) = fixed::phrase(text, at, tokens.end, &first).filter(|_| !particle) {
            let span = text.tokens[at].span.join(text.tokens[at + length - 1].span);
            let words = lower(span.of(text.source));
            units.push(Unit {
                span,
                word: Word::UNKNOWN,
                lemma: words.clone(),
                lower: words,
                closed: None,
                tag,
                classes: Classes::only(if tag == Tag::Adverb { Class::Adverb } else { Class::Other }),
                mention: None,
                kind: None,
                capital: false,
            });
            at += length;
            continue;
        }
        let end = compound_end(text, at, tokens.end, mentions.get(mention).filter(|_| mention < within.end));
        units.push(plain(text, lexicon, known, at..end, first));
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

/// The apostrophe of "the United States' offer".
fn owner_mark<'a>(text: &Text<'a>, at: usize) -> Unit<'a> {
    let words = Cow::Borrowed(text.word(at));
    Unit {
        span: text.tokens[at].span,
        word: Word::UNKNOWN,
        lemma: words.clone(),
        lower: words,
        closed: None,
        tag: Tag::Genitive,
        classes: Classes::only(Class::Other),
        mention: None,
        kind: None,
        capital: false,
    }
}

fn starts_mention(text: &Text<'_>, at: usize, next: Option<&Mention<'_>>) -> bool {
    next.is_some_and(|mention| mention.span.start == text.tokens[at].span.start)
}

fn named<'a>(text: &Text<'a>, index: usize, mention: &Mention<'a>) -> Unit<'a> {
    let words = lower(mention.text(text));
    Unit {
        span: mention.span,
        word: Word::UNKNOWN,
        lemma: words.clone(),
        lower: words,
        closed: None,
        tag: Tag::Proper,
        classes: Classes::only(Class::Noun),
        mention: Some(index),
        kind: Some(mention.kind),
        capital: true,
    }
}

/// A word or a compound, whose first word is written like `first` in lower case.
fn plain<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    known: &[Word],
    tokens: Range<usize>,
    first: Cow<'a, str>,
) -> Unit<'a> {
    let span = text.tokens[tokens.start].span.join(text.tokens[tokens.end - 1].span);
    let words = match tokens.len() {
        1 => first,
        _ => lower(span.of(text.source)),
    };
    let first = &text.tokens[tokens.start];
    let word = if tokens.len() == 1 { known[tokens.start] } else { Word::UNKNOWN };
    let (classes, lemma) = if tokens.len() > 1 {
        compound_classes(text, lexicon, tokens, &words)
    } else if first.kind == TokenKind::Number {
        (Classes::only(Class::Number), words.clone())
    } else {
        classes(lexicon, known[tokens.start]).unwrap_or_else(|| guess(&words, first.capital))
    };
    Unit {
        span,
        word,
        closed: closed(&words),
        lower: words,
        lemma,
        tag: Tag::Other,
        classes,
        mention: None,
        kind: None,
        capital: first.capital != Capital::None,
    }
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
    match lexicon.classes(last) {
        Some((classes, lemma))
            if classes.any(&[Class::Base, Class::Present, Class::Past])
                && matches!(text.word(tokens.start), "re" | "Re" | "out" | "over" | "under") =>
        {
            (classes, Cow::Owned(format!("re{lemma}")))
        }
        Some((classes, _)) if matches!(classes.first, Class::Noun | Class::Plural) && tokens.len() == 3 => {
            (Classes::only(Class::Adjective).or(Class::Noun), Cow::Owned(words.to_owned()))
        }
        _ => (Classes::only(Class::Adjective), Cow::Owned(words.to_owned())),
    }
}

/// What an unknown word may be, by its ending.
fn guess<'a>(word: &str, capital: Capital) -> (Classes, Cow<'a, str>) {
    let own = |lemma: &str| Cow::Owned(lemma.to_owned());
    if capital != Capital::None {
        return (Classes::only(Class::Noun), own(word));
    }
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 2);
    if word.bytes().all(|byte| !byte.is_ascii_alphanumeric()) && word.is_ascii() {
        (Classes::only(Class::Other), own(word))
    } else if stem("ly").is_some() {
        (Classes::only(Class::Adverb), own(word))
    } else if let Some(stem) = stem("ing") {
        (Classes::only(Class::Gerund).or(Class::Noun), own(stem))
    } else if let Some(stem) = stem("ed") {
        (Classes::only(Class::Participle).or(Class::Past).or(Class::Adjective), own(stem))
    } else if ["ous", "ful", "able", "ible", "ical", "ive", "ese"].iter().any(|ending| stem(ending).is_some()) {
        (Classes::only(Class::Adjective), own(word))
    } else if let Some(stem) = stem("s").filter(|stem| !stem.ends_with('s')) {
        (Classes::only(Class::Plural), own(stem))
    } else {
        (Classes::only(Class::Noun), own(word))
    }
}

/// One past the bracket that closes the one at `at`; only the bracket itself where none does.
fn bracket_end(text: &Text<'_>, at: usize, end: usize) -> usize {
    let close = if text.word(at) == "(" { ")" } else { "]" };
    (at + 1..end.min(at + 60)).find(|&index| text.word(index) == close).map_or(at + 1, |index| index + 1)
}

/// The end of "anti-dumping", "year-on-year"; a mention is never swallowed.
fn compound_end(text: &Text<'_>, at: usize, end: usize, next: Option<&Mention<'_>>) -> usize {
    let mut last = at + 1;
    let hyphen = |index: usize| index < end && text.tokens[index].glued && text.word(index) == "-";
    if text.tokens[at].kind == TokenKind::Sign && !hyphen(at) {
        return last;
    }
    let first_is_hyphen = text.word(at) == "-";
    if first_is_hyphen {
        // "-made" after a mention: one modifier.
        let glued = last < end && text.tokens[last].glued && text.tokens[at].glued;
        let free = next.is_none_or(|mention| last < end && mention.span.start > text.tokens[last].span.start);
        return if glued && free { last + 1 } else { last };
    }
    while hyphen(last) && last + 1 < end && text.tokens[last + 1].glued && text.tokens[last + 1].kind != TokenKind::Sign
    {
        if next.is_some_and(|mention| mention.span.start <= text.tokens[last + 1].span.start) {
            break;
        }
        last += 2;
    }
    last
}
