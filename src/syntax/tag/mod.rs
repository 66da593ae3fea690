//! units → units that know what they are here.
//!
//! One pass from left to right with a look ahead. The order of the tests is the order of their certainty: closed
//! classes, auxiliaries' complements, what stands after a determiner, then the word's own most frequent class.

mod after_break;
mod after_noun;
mod resume;

use super::ahead::{finite_ahead, finite_at, opens_party_act};
use super::fixed::may_be_conjunction;
use super::form::{finite, gerund, past_or_participle};
use super::look::{
    asks_party, asks_that, genitive, has_no_verb, is_acted_upon, is_nominative, is_numeric, is_verb_first,
    leads_passive, lists_adjectives, may_be_nominal, opens_noun_group, that, waits_for_verb,
};
use super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;
use after_break::after_break;
use after_noun::after_noun;
use resume::resumes_clause;

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
}

/// "**Such goods** as toys": whether the units end with a kind of which examples follow.
fn names_a_kind(before: &[Unit<'_>]) -> bool {
    let kind = before.iter().rev().take_while(|unit| unit.tag.is_nominal() || unit.tag == Tag::Adjective).count();
    kind > 0 && before[..before.len() - kind].last().is_some_and(|unit| &*unit.lower == "such")
}

fn decide(units: &[Unit<'_>], at: usize, context: &Context) -> Tag {
    let unit = &units[at];
    let before = at.checked_sub(1).map(|index| units[index].tag);
    let next = units.get(at + 1);
    match &*unit.lower {
        "'s" | "’s" => return genitive(units, at),
        "'" | "’" => return Tag::Genitive,
        "to" => {
            let verb = units[at + 1..].iter().find(|unit| unit.classes.first != Class::Adverb);
            let base = next.into_iter().chain(verb).any(|unit| {
                unit.mention.is_none() && unit.classes.has(Class::Base) && unit.closed != Some(Tag::Determiner)
                    || matches!(&*unit.lower, "be" | "have" | "do")
            });
            // "will be subject to import tariffs": two nouns.
            let subject = at.checked_sub(1).is_some_and(|before| matches!(&*units[before].lower, "subject" | "liable"));
            let noun = subject && next.is_some_and(|next| next.classes.any(&[Class::Noun, Class::Plural]));
            return if base && !noun { Tag::To } else { Tag::Preposition };
        }
        // "This now raises the odds", "both exchanged prisoners": who does it, though no noun follows.
        "this" | "these" | "those" | "both" | "many" if acts_itself(units, at, context) => return Tag::Pronoun,
        // "Both will cut", "some have banned".
        "both" | "neither" | "each" | "either" | "all" | "some" | "most" | "many" | "few"
            if next.is_some_and(|next| next.closed.is_some_and(Tag::is_auxiliary)) =>
        {
            return Tag::Pronoun;
        }
        // "Both agreed to", "neither said that".
        "both" | "neither" | "each"
            if next.is_some_and(|next| next.mention.is_none() && next.classes.first == Class::Past)
                && units.get(at + 2).is_some_and(|unit| matches!(&*unit.lower, "to" | "that" | "not")) =>
        {
            return Tag::Pronoun;
        }
        // "half the stock".
        "half" if next.is_some_and(|next| matches!(&*next.lower, "the" | "its" | "their" | "his" | "our")) => {
            return Tag::Adverb;
        }
        // "This means that".
        "this" | "that" if reads(units, at + 1, "means") && units.get(at + 2).is_some_and(opens_content) => {
            return Tag::Pronoun;
        }
        // "quoted the minister as saying Peru would": the gerund opens no clause of "as".
        "as" if next.is_some_and(|next| next.classes.has(Class::Gerund) && context.is_saying(&next.lemma)) => {
            return Tag::Preposition;
        }
        "that" => return that(units, at, context),
        "far" if next.is_some_and(|next| next.classes.has(Class::Past)) => return Tag::Adverb,
        "only" if before == Some(Tag::Pronoun) => return Tag::Adverb,
        "this" | "those" | "such" | "what" => {
            return if next.is_some_and(may_be_nominal) { Tag::Determiner } else { Tag::Pronoun };
        }
        // "has since raised": no clause follows.
        "since"
            if matches!(before, Some(Tag::Be | Tag::Have))
                && next.is_some_and(|unit| unit.mention.is_none() && unit.classes.has(Class::Participle)) =>
        {
            return Tag::Adverb;
        }
        word if word == "like" || may_be_conjunction(word) => {
            // "which until last week entered": a day opens no clause.
            let dated = &*unit.lower == "until" && next.is_some_and(|next| next.kind == Some(Kind::Date));
            let clause = next.is_some_and(is_nominative)
                || !dated && (has_own_verb(units, at, context) || opens_party_act(units, at + 1, context));
            return if clause { Tag::Subordinator } else { Tag::Preposition };
        }
        // "Peru once banned", "Peru, once a big buyer, banned".
        "once" if before.is_some_and(Tag::is_nominal) && next.is_some_and(is_verb_first) => return Tag::Adverb,
        "once" | "though"
            if next.is_some_and(|next| opens_noun_group(next) || is_numeric(next)) && has_no_verb(&units[at + 1..]) =>
        {
            return Tag::Adverb;
        }
        "further" | "now" | "then" | "only" | "later" | "earlier" | "first" | "long" | "early" | "late"
            if matches!(before, Some(Tag::Be | Tag::Have | Tag::Adverb))
                && next.is_some_and(|unit| unit.classes.any(&[Class::Participle, Class::Gerund])) =>
        {
            return Tag::Adverb;
        }
        // "had only recently resumed buying".
        "only"
            if matches!(before, Some(Tag::Be | Tag::Have))
                && next.is_some_and(|unit| unit.classes.first == Class::Adverb) =>
        {
            return Tag::Adverb;
        }
        "even" | "just" | "also" | "still" => return Tag::Adverb,
        "neither" if before.is_some_and(Tag::is_nominal) && next.is_some_and(is_verb_first) => return Tag::Negation,
        "either" | "both" if before.is_some_and(Tag::is_nominal) && next.is_some_and(is_verb_first) => {
            return Tag::Adverb;
        }
        "back" | "down" | "forward" if before.is_some_and(Tag::is_verb) => return Tag::Adverb,
        "further" if before.is_some_and(Tag::is_verb) && !next.is_some_and(may_be_nominal) => return Tag::Adverb,
        "about" | "around" | "over" | "under" | "some" | "nearly" | "almost" if next.is_some_and(is_numeric) => {
            return Tag::Adverb;
        }
        "now" | "soon" | "then" | "further" | "only"
            if matches!(before, Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do))
                && (&*unit.lower != "only" || next.is_some_and(|next| next.classes.has(Class::Base))) =>
        {
            return Tag::Adverb;
        }
        "then" | "later" | "soon" if before == Some(Tag::Coordinator) => return Tag::Adverb,
        // "its growers now face", "Salmon, once free, now faces", but "the now defunct pact".
        "now" if before.is_some_and(|before| before.is_nominal() || before == Tag::Comma) => return Tag::Adverb,
        // "was getting close".
        "close" if at.checked_sub(1).is_some_and(|before| matches!(&*units[before].lemma, "get" | "come" | "draw")) => {
            return Tag::Adjective;
        }
        "close" if next.is_some_and(|next| &*next.lower == "to") && before.is_some_and(Tag::is_nominal) => {
            return Tag::Adjective;
        }
        "further" if before == Some(Tag::Modal) || before == Some(Tag::Adverb) && !next.is_some_and(may_be_nominal) => {
            return Tag::Adverb;
        }
        // "at 7am": a time of day.
        "am" | "pm" if at.checked_sub(1).is_some_and(|before| units[before].classes.first == Class::Number) => {
            return Tag::Noun;
        }
        // "most of the duties".
        "most" | "much" | "more" | "none" | "half" if reads(units, at + 1, "of") => return Tag::Noun,
        "rid" if before.is_some_and(Tag::is_verb) => return Tag::Adjective,
        "following" | "including" if before == Some(Tag::Determiner) => return Tag::Adjective,
        // "duties totalling 80 percent on barley".
        "totalling" | "totaling" if before.is_some_and(Tag::is_nominal) && next.is_some_and(is_numeric) => {
            return Tag::Preposition;
        }
        // "will lift its ban starting August 7".
        "starting" | "beginning" if next.is_some_and(|next| next.kind == Some(Kind::Date)) => {
            return Tag::Preposition;
        }
        "how" if next.is_some_and(|next| matches!(&*next.lower, "much" | "many")) => return Tag::Determiner,
        "her" if !next.is_some_and(may_be_nominal) => return Tag::Pronoun,
        "no" if next.is_some_and(|unit| unit.classes.first == Class::Adverb) => return Tag::Negation,
        // "Should Baghdad expel the inspectors": a condition.
        "should" if matches!(before, None | Some(Tag::Comma | Tag::Stop)) && next.is_some_and(opens_noun_group) => {
            return Tag::Subordinator;
        }
        // "impose duties should imports surge": what follows can be no verb in its base form.
        "should" if next.is_some_and(|next| next.classes.first == Class::Plural && !next.classes.has(Class::Base)) => {
            return Tag::Subordinator;
        }
        "may" | "might" | "will" | "can"
            // "Steel beyond that will be taxed", "20 more will face it".
            if matches!(before, Some(Tag::Determiner | Tag::Adjective | Tag::Possessive | Tag::Genitive))
                && !next.is_some_and(|next| &*next.lower == "be" || stands_alone(&units[at - 1]) && may_be_base(next)) =>
        {
            return Tag::Noun;
        }
        _ => {}
    }
    if let Some(tag) = unit.closed {
        return tag;
    }
    if unit.classes.first == Class::Number || is_numeric(unit) {
        return Tag::Number;
    }
    open(units, at, context)
}

/// "That", "20 more": whether a word that stands before nouns can do without one.
fn stands_alone(unit: &Unit<'_>) -> bool {
    matches!(&*unit.lower, "this" | "that" | "these" | "those" | "such" | "more" | "all")
}

fn may_be_base(unit: &Unit<'_>) -> bool {
    unit.mention.is_none() && unit.classes.has(Class::Base)
}

/// Whether a conjunction has a verb of its own ahead: a clause that still waits for its verb takes the first one.
fn has_own_verb(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let Some(verb) = finite_at(units, at + 1, context) else { return false };
    let subject = at > 0 && units[..at].iter().any(|unit| unit.tag.is_nominal()) && units[at - 1].tag != Tag::Comma;
    let says_more = units[..at].iter().any(|unit| unit.tag == Tag::Participle);
    !(subject && says_more && waits_for_verb(&units[..at])) || finite_ahead(units, verb + 1, context)
}

/// Whether what looks like a determiner is the subject of the verb right behind it, perhaps behind an adverb.
fn acts_itself(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let adverb = units.get(at + 1).is_some_and(|next| next.classes.first == Class::Adverb);
    let [verb, next, ..] = &units[units.len().min(at + 1 + usize::from(adverb))..] else { return false };
    if verb.mention.is_some() || verb.closed.is_some() {
        return false;
    }
    let singular = &*units[at].lower == "this";
    let opens = next.closed.is_some_and(|tag| matches!(tag, Tag::Determiner | Tag::Possessive | Tag::Preposition));
    let present = if singular { Class::Present } else { Class::Base };
    let tells = verb.classes.first == present && (opens || adverb)
        || verb.classes.has(Class::Past) && (opens && adverb || !singular && next.classes.first == Class::Plural);
    let noun = matches!(verb.classes.first, Class::Noun | Class::Plural | Class::Adjective);
    tells && !noun && !finite_ahead(units, at + 2 + usize::from(adverb), context)
}

fn opens_content(unit: &Unit<'_>) -> bool {
    opens_noun_group(unit) || &*unit.lower == "that"
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
        let object = units.get(at + 2).is_some_and(|unit| opens_noun_group(unit) || &*unit.lower == "that");
        next.mention.is_none() && next.classes.first == Class::Past && object && classes.has(Class::Noun)
    };
    // "Its surplus increased for a third month": what ends a noun group is no adjective.
    let moves = |next: &Unit<'_>| {
        let ends = |unit: &Unit<'_>| matches!(unit.closed, Some(Tag::Preposition | Tag::To | Tag::Comma | Tag::Stop));
        let past = next.mention.is_none() && next.closed.is_none() && next.classes.has(Class::Past);
        past && classes.has(Class::Noun) && units.get(at + 2).is_some_and(ends)
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
    let before_noun = units
        .get(at + 1)
        .is_some_and(|next| may_be_nominal(next) && !acts(next) && !moves(next) && !behind(next) || dated(next));
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
