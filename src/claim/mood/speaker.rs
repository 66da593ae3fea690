//! A sentence → who speaks in it, so that a quote or a "he said" that goes on in the next one is theirs.

use crate::claim::{Argument, Scene};
use crate::lexicon::{Class, Classes, Kind, Lexicon, Word};
use crate::mention::Mention;
use crate::rule::Context;
use crate::text::Text;
use std::ops::Range;

/// How many words may stand between a speaker and the verb, or the verb and a speaker.
const APART: usize = 14;

/// Who speaks in the sentence, so that a quote that goes on in the next one is theirs;
/// without an id where nobody is named.
pub(in crate::claim) fn sentence_speaker<'a>(scene: &Scene<'_, 'a>) -> Option<Argument<'a>> {
    let spoken = |group: usize| {
        let context = &scene.rules.context;
        let lemma = &scene.parse.head(group).lemma;
        let speaks = context.stays_unnamed(lemma)
            || context.is_official(lemma)
            || context.spoke_last(lemma)
            || context.is_body(lemma);
        let source = scene.source(group).into_iter().next().filter(|source| speaks || !source.id.is_empty());
        // "US officials": nobody is named, yet their "we" is the US.
        let state = || scene.parties(group).into_iter().next();
        source.map(|source| match source.id.is_empty().then(state).flatten() {
            Some(state) => Argument { country: state.state(scene.lexicon).country, ..source },
            None => source,
        })
    };
    if let Some(speech) = scene.parse.speeches.last() {
        return spoken(speech.speaker);
    }
    let saying = (0..scene.parse.groups.len()).find(|&group| {
        let this = &scene.parse.groups[group];
        this.is_verb() && scene.rules.context.is_saying(&scene.parse.head(group).lemma)
    })?;
    spoken(scene.parse.groups[saying].verb.subject?)
}

/// Who is heard in a sentence that is not analysed.
pub(in crate::claim) enum Heard<'a> {
    /// Nobody, as far as its words tell.
    Nobody,
    /// Whoever spoke before: "he said".
    Again,
    /// Somebody without a name: "the spokesman said".
    Unnamed,
    /// A person: "Jane Doe, head of the board, **said** …".
    Person(Argument<'a>),
}

/// Who speaks in a sentence of these tokens, by the words beside its verbs of saying.
pub(in crate::claim) fn heard<'a>(
    text: &Text<'a>,
    lexicon: &Lexicon,
    words: &[Word],
    context: &Context,
    mentions: &[Mention<'a>],
    tokens: Range<usize>,
) -> Heard<'a> {
    let known = |token: usize| words.get(token).and_then(|&word| lexicon.classes(word));
    let is_quoted = |token: usize| text.quoted(text.tokens[token].span.start);
    let says = |&token: &usize| {
        let says =
            |(classes, base): (Classes, &str)| classes.any(&[Class::Past, Class::Present]) && context.is_saying(base);
        known(token).is_some_and(says) && !is_quoted(token)
    };
    let comma = |&token: &usize| text.is_sign(token, b',');
    let Some(first) = tokens.clone().find(says) else { return Heard::Nobody };
    let speaks = |mention: &&Mention<'a>| {
        let behind = mention.tokens.end;
        let close = || (behind + 1..tokens.end.min(behind + APART)).find(comma);
        let verb = if comma(&behind) { close().map_or(behind, |close| close + 1) } else { behind };
        // "…, said the minister, Jane Doe"
        let reach = mention.tokens.start.saturating_sub(APART / 2).max(tokens.start + 1);
        let inverted = (reach..mention.tokens.start).rev().find(says);
        let opens = |verb: usize| comma(&(verb - 1)) || is_quoted(verb - 1);
        tokens.contains(&verb) && says(&verb) || inverted.is_some_and(opens)
    };
    let mut persons =
        mentions.iter().filter(|mention| mention.kind == Kind::Person && !is_quoted(mention.tokens.start));
    if let Some(person) = persons.find(speaks) {
        return Heard::Person(Argument::of(person));
    }
    let before = first.checked_sub(1).filter(|before| tokens.contains(before));
    match before.map(|before| (text.word(before), known(before))) {
        Some(("he" | "she" | "He" | "She", _)) => Heard::Again,
        Some((_, Some((_, noun)))) if context.is_text(noun) => Heard::Nobody,
        Some((_, Some((_, noun)))) if context.is_official(noun) || context.spoke_last(noun) => Heard::Unnamed,
        _ => Heard::Nobody,
    }
}
