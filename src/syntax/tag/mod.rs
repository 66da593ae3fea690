//! units → units that know what they are here.
//!
//! One pass from left to right with a look ahead. The order of the tests is the order of their certainty: closed
//! classes, auxiliaries' complements, what stands after a determiner, then the word's own most frequent class.

mod after_break;
mod after_noun;
mod resume;
mod verbless;
mod word;

use super::ahead::finite_ahead;
use super::form::{finite, gerund, is_extent, past_or_participle};
use super::look::{
    asks_party, asks_that, is_acted_upon, is_numeric, is_verb_first, leads_passive, lists_adjectives, may_be_nominal,
    opens_noun_group,
};
use super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;
use after_break::after_break;
use after_noun::after_noun;
use resume::resumes_clause;
use verbless::settle;
use word::by_word;

/// Decides the tag of every unit.
pub(super) fn tag(units: &mut [Unit<'_>], context: &Context) {
    for at in 0..units.len() {
        // Mentions and fixed phrases have their tag already.
        if units[at].mention.is_none() && units[at].tag == Tag::Other {
            units[at].tag = decide(units, at, context);
        }
        if &*units[at].lower == "as" && units[at].tag == Tag::Preposition && names_a_kind(&units[..at]) {
            units[at].lower = "such as".into();
        }
    }
    settle(units, context);
}

/// "**Such goods** as toys": whether the units end with a kind of which examples follow.
fn names_a_kind(before: &[Unit<'_>]) -> bool {
    let kind = before.iter().rev().take_while(|unit| unit.tag.is_nominal() || unit.tag == Tag::Adjective).count();
    kind > 0 && before[..before.len() - kind].last().is_some_and(|unit| &*unit.lower == "such")
}

fn decide(units: &[Unit<'_>], at: usize, context: &Context) -> Tag {
    let unit = &units[at];
    if let Some(tag) = by_word(units, at, context) {
        return tag;
    }
    if let Some(tag) = unit.closed {
        return tag;
    }
    if unit.classes.first == Class::Number || is_numeric(unit) {
        return Tag::Number;
    }
    open(units, at, context)
}

/// Verb, noun, adjective or adverb.
fn open(units: &[Unit<'_>], at: usize, context: &Context) -> Tag {
    let unit = &units[at];
    let classes = unit.classes;
    let nominal_before = at.checked_sub(1).is_some_and(|index| units[index].tag.is_nominal());
    if classes.has(Class::Adverb) && nominal_before && units.get(at + 1).is_some_and(is_verb_first) {
        return Tag::Adverb;
    }
    let verbal = classes.any(&[Class::Base, Class::Present, Class::Past, Class::Participle, Class::Gerund]);
    if !verbal {
        // "the partial lifting of its ban".
        let act = units.get(at + 1).is_some_and(|next| next.mention.is_none() && next.classes.has(Class::Gerund));
        let of_act = act && reads(units, at + 2, "of") && classes.has(Class::Adjective);
        return if of_act { Tag::Adjective } else { plain(units, at) };
    }
    if resumes_clause(units, at, context) {
        return Tag::Past;
    }
    // The word before, adverbs and negations stepped over.
    let governor = units[..at].iter().rev().find(|unit| !matches!(unit.tag, Tag::Adverb | Tag::Negation));
    let before = governor.map(|unit| unit.tag);
    let adjacent = at
        .checked_sub(1)
        .map(|index| units[index].tag)
        .map(|tag| if matches!(tag, Tag::Adverb | Tag::Negation) { before.unwrap_or(tag) } else { tag });
    match before {
        Some(Tag::To | Tag::Modal | Tag::Do) if classes.has(Class::Base) => return Tag::Base,
        Some(Tag::Be | Tag::Have) if classes.has(Class::Participle) && adjacent != Some(Tag::Determiner) => {
            return Tag::Participle;
        }
        Some(Tag::Be) if classes.has(Class::Gerund) => return Tag::Gerund,
        Some(Tag::Be | Tag::Have) if classes.any(&[Class::Noun, Class::Plural, Class::Adjective]) => {
            return plain(units, at);
        }
        _ => {}
    }
    if classes.has(Class::Gerund) {
        return gerund(units, at, adjacent, context);
    }
    // "demanded that Chile lift its ban", "demanded Chile lift its ban"
    let acts = classes.first == Class::Base || units.get(at + 1).is_some_and(opens_noun_group);
    let subject = adjacent.is_some_and(Tag::is_nominal);
    let asked = || asks_that(&units[..at], context) || asks_party(&units[..at], context);
    if classes.has(Class::Base) && subject && acts && asked() {
        return Tag::Base;
    }
    // "got hit with duties"
    if classes.has(Class::Participle) && governor.is_some_and(|unit| leads_passive(unit)) {
        return Tag::Participle;
    }
    let nominal = classes.any(&[Class::Noun, Class::Plural]);
    match adjacent {
        // "when limited imports were allowed"
        Some(Tag::Subordinator)
            if classes.has(Class::Participle)
                && units
                    .get(at + 1)
                    .is_some_and(|next| next.mention.is_none() && next.classes.first == Class::Plural)
                && finite_ahead(units, at + 2, context) =>
        {
            return Tag::Adjective;
        }
        // "if accepted", "once approved".
        Some(Tag::Subordinator) if classes.has(Class::Participle) => return Tag::Participle,
        // "are charged lower rates": no finite verb stands right behind another.
        Some(tag)
            if tag.is_verb() && classes.has(Class::Adjective) && units.get(at + 1).is_some_and(may_be_nominal) =>
        {
            return Tag::Adjective;
        }
        _ => {}
    }
    match adjacent {
        Some(Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Adjective | Tag::Number) => {
            if nominal && !(classes.has(Class::Participle) && units.get(at + 1).is_some_and(may_be_nominal)) {
                return plain(units, at);
            }
            if classes.has(Class::Participle) {
                let after_noun_phrase = adjacent == Some(Tag::Number) && !units.get(at + 1).is_some_and(may_be_nominal);
                return if after_noun_phrase { past_or_participle(units, at, context) } else { Tag::Adjective };
            }
            if classes.has(Class::Adjective) { Tag::Adjective } else { plain_or_verb(units, at, nominal, context) }
        }
        Some(Tag::Preposition) if nominal => plain(units, at),
        // "may trigger safeguard measures": no second verb in its base form, but for "helped raise duties".
        Some(Tag::Past | Tag::Present | Tag::Base | Tag::Gerund)
            if nominal
                && units.get(at + 1).is_some_and(|next| next.classes.first == Class::Plural)
                && governor.is_some_and(|verb| !context.stands_before_verb(&verb.lemma)) =>
        {
            plain(units, at)
        }
        // "rejected calls", "has rejected calls": no second verb in the present.
        Some(Tag::Past | Tag::Present | Tag::Base) if classes.has(Class::Plural) => plain(units, at),
        Some(Tag::Participle) if classes.has(Class::Plural) && is_perfect(&units[..at]) => plain(units, at),
        // "a number of free ports": no finite verb stands right behind a preposition.
        Some(Tag::Preposition) if classes.any(&[Class::Participle, Class::Adjective]) => Tag::Adjective,
        // "goods on which import duties are levied": behind a preposition the pronoun is no subject.
        Some(Tag::Relative) if nominal && at > 1 && units[at - 2].tag == Tag::Preposition => plain(units, at),
        Some(Tag::Pronoun) if classes.has(Class::Participle) && is_acted_upon(units, at - 1, context) => {
            Tag::Participle
        }
        Some(Tag::Pronoun | Tag::Relative) => finite(units, at, context),
        Some(Tag::Noun | Tag::Plural | Tag::Proper) => after_noun(units, at, nominal, context),
        Some(Tag::Coordinator | Tag::Comma) | None => after_break(units, at, nominal, context),
        _ => plain_or_verb(units, at, nominal, context),
    }
}

/// Whether the units end with a verb in the perfect: "has rejected".
fn is_perfect(units: &[Unit<'_>]) -> bool {
    let mut before = units.iter().rev().filter(|unit| !matches!(unit.tag, Tag::Adverb | Tag::Negation));
    before.next().is_some_and(|unit| unit.tag == Tag::Participle)
        && before.next().is_some_and(|unit| unit.tag == Tag::Have)
}

fn plain_or_verb(units: &[Unit<'_>], at: usize, nominal: bool, context: &Context) -> Tag {
    if nominal && matches!(units[at].classes.first, Class::Noun | Class::Plural | Class::Adjective) {
        plain(units, at)
    } else {
        finite(units, at, context)
    }
}

/// A word that is no verb here.
fn plain(units: &[Unit<'_>], at: usize) -> Tag {
    let unit = &units[at];
    let classes = unit.classes;
    // "An official confirmed that", "confirmed the duty": what takes an object is no adjective before a noun.
    let acts = |next: &Unit<'_>| {
        let figure = units.get(at + 2).is_some_and(is_numeric);
        let opens = |unit: &Unit<'_>| opens_noun_group(unit) || &*unit.lower == "that";
        let object = if figure { is_extent(units, at + 2) } else { units.get(at + 2).is_some_and(opens) };
        is_verb_first(next) && object && classes.has(Class::Noun)
    };
    // "The firm ships 40% of its goods": what counts is no adjective.
    let counts = |next: &Unit<'_>| {
        let figure = units.get(at + 2).is_some_and(is_numeric);
        let present = next.mention.is_none() && next.classes.has(Class::Present) && next.classes.has(Class::Plural);
        present && figure && classes.has(Class::Noun)
    };
    // "Its surplus increased for a third month": what ends a noun group is no adjective.
    let moves = |next: &Unit<'_>| {
        let ends = |unit: &Unit<'_>| matches!(unit.closed, Some(Tag::Preposition | Tag::To | Tag::Comma | Tag::Stop));
        let past = next.mention.is_none() && next.closed.is_none() && next.classes.has(Class::Past);
        past && classes.has(Class::Noun) && units.get(at + 2).is_some_and(ends)
    };
    // "With the trade surplus widening 46%": it does so, and is no quality of anything.
    let widens = |next: &Unit<'_>| {
        next.mention.is_none()
            && next.classes.has(Class::Gerund)
            && classes.has(Class::Noun)
            && is_extent(units, at + 2)
    };
    // "A trade official familiar with the case": what says more behind a noun.
    let behind = |next: &Unit<'_>| {
        let preposition = units.get(at + 2).is_some_and(|unit| unit.closed == Some(Tag::Preposition));
        next.mention.is_none() && next.classes.first == Class::Adjective && preposition && classes.has(Class::Noun)
    };
    // "the original April accord"
    let dated = |next: &Unit<'_>| {
        let noun = || units.get(at + 2).is_some_and(|unit| unit.kind.is_some() || may_be_nominal(unit));
        next.kind == Some(Kind::Date) && classes.first == Class::Adjective && noun()
    };
    let before_noun = units.get(at + 1).is_some_and(|next| {
        may_be_nominal(next) && !acts(next) && !counts(next) && !moves(next) && !widens(next) && !behind(next)
            || dated(next)
    });
    if classes.has(Class::Adjective)
        && (before_noun || !classes.any(&[Class::Noun, Class::Plural]))
        && classes.first != Class::Plural
    {
        return Tag::Adjective;
    }
    match classes.first {
        Class::Adverb => Tag::Adverb,
        Class::Adjective if classes.has(Class::Noun) && !lists_adjectives(units, at) => Tag::Noun,
        Class::Adjective => Tag::Adjective,
        Class::Plural => Tag::Plural,
        Class::Preposition | Class::Subordinator => Tag::Preposition,
        Class::Determiner => Tag::Determiner,
        Class::Pronoun => Tag::Pronoun,
        Class::Coordinator => Tag::Coordinator,
        Class::Auxiliary => Tag::Modal,
        Class::Relative => Tag::Relative,
        Class::Other => Tag::Other,
        _ if classes.has(Class::Plural) => Tag::Plural,
        _ => Tag::Noun,
    }
}

/// Whether the word at a place is this one.
fn reads(units: &[Unit<'_>], at: usize, word: &str) -> bool {
    units.get(at).is_some_and(|unit| &*unit.lower == word)
}
