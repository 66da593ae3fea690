//! Words that are told by themselves and their neighbours, whatever classes they have: "to", "that", "may", "both".

use super::super::ahead::{finite_ahead, finite_at, opens_party_act};
use super::super::fixed::may_be_conjunction;
use super::super::look::{
    genitive, has_no_verb, is_figure, is_nominative, is_numeric, is_verb_first, may_be_nominal, opens_noun_group, that,
    waits_for_verb,
};
use super::super::unit::{Tag, Unit};
use super::reads;
use super::resume::resumes_clause;
use crate::lexicon::{Class, Kind};
use crate::rule::Context;

/// What such a word is at its place.
pub(super) fn by_word(units: &[Unit<'_>], at: usize, context: &Context) -> Option<Tag> {
    let unit = &units[at];
    let before = at.checked_sub(1).map(|index| units[index].tag);
    let next = units.get(at + 1);
    match &*unit.lower {
        "'s" | "’s" => return Some(genitive(units, at)),
        "'" | "’" => return Some(Tag::Genitive),
        "to" => {
            let verb = units[at + 1..].iter().find(|unit| unit.classes.first != Class::Adverb);
            let base = next.into_iter().chain(verb).any(|unit| {
                unit.mention.is_none() && unit.classes.has(Class::Base) && unit.closed != Some(Tag::Determiner)
                    || matches!(&*unit.lower, "be" | "have" | "do")
            });
            // "will be subject to import tariffs": two nouns.
            let subject = at.checked_sub(1).is_some_and(|before| matches!(&*units[before].lower, "subject" | "liable"));
            let noun = subject && next.is_some_and(|next| next.classes.any(&[Class::Noun, Class::Plural]));
            return Some(if base && !noun { Tag::To } else { Tag::Preposition });
        }
        // "Norway and Peru both cut duties".
        "either" | "both" | "all" | "each" if before.is_some_and(Tag::is_nominal) && next.is_some_and(acts) => {
            return Some(Tag::Adverb);
        }
        "both"
            if before.is_some_and(Tag::is_nominal)
                && next.is_some_and(|next| next.classes.any(&[Class::Base, Class::Past])) =>
        {
            return Some(Tag::Adverb);
        }
        // "This now raises the odds", "both exchanged prisoners": who does it, though no noun follows.
        "this" | "these" | "those" | "both" | "many" if acts_itself(units, at, context) => return Some(Tag::Pronoun),
        // "Both will cut", "some have banned".
        "both" | "neither" | "each" | "either" | "all" | "some" | "most" | "many" | "few"
            if next.is_some_and(|next| next.closed.is_some_and(Tag::is_auxiliary)) =>
        {
            return Some(Tag::Pronoun);
        }
        // "Both agreed to", "neither said that".
        "both" | "neither" | "each"
            if next.is_some_and(|next| next.mention.is_none() && next.classes.first == Class::Past)
                && units.get(at + 2).is_some_and(|unit| matches!(&*unit.lower, "to" | "that" | "not")) =>
        {
            return Some(Tag::Pronoun);
        }
        // "shaved 5% off growth"
        "off" if at.checked_sub(1).is_some_and(|before| is_figure(&units[before])) && next.is_some_and(opens_group) => {
            return Some(Tag::Preposition);
        }
        // "half the stock".
        "half" if next.is_some_and(|next| matches!(&*next.lower, "the" | "its" | "their" | "his" | "our")) => {
            return Some(Tag::Adverb);
        }
        // "This means that".
        "this" | "that" if reads(units, at + 1, "means") && units.get(at + 2).is_some_and(opens_content) => {
            return Some(Tag::Pronoun);
        }
        // "quoted the minister as saying Peru would": the gerund opens no clause of "as".
        "as" if next.is_some_and(|next| next.classes.has(Class::Gerund) && context.is_saying(&next.lemma)) => {
            return Some(Tag::Preposition);
        }
        "that" => return Some(that(units, at, context)),
        "far" if next.is_some_and(|next| next.classes.has(Class::Past)) => return Some(Tag::Adverb),
        "only" if before == Some(Tag::Pronoun) => return Some(Tag::Adverb),
        "this" | "those" | "such" | "what" => {
            return Some(if next.is_some_and(may_be_nominal) { Tag::Determiner } else { Tag::Pronoun });
        }
        // "has since raised": no clause follows.
        "since"
            if matches!(before, Some(Tag::Be | Tag::Have))
                && next.is_some_and(|unit| unit.mention.is_none() && unit.classes.has(Class::Participle)) =>
        {
            return Some(Tag::Adverb);
        }
        word if word == "like" || may_be_conjunction(word) => {
            // "which until last week entered": a day opens no clause.
            let dated = &*unit.lower == "until" && next.is_some_and(|next| next.kind == Some(Kind::Date));
            let clause = next.is_some_and(is_nominative)
                || !dated && (has_own_verb(units, at, context) || opens_party_act(units, at + 1, context));
            return Some(if clause { Tag::Subordinator } else { Tag::Preposition });
        }
        // "Peru once banned", "Peru, once a big buyer, banned".
        "once" if before.is_some_and(Tag::is_nominal) && next.is_some_and(is_verb_first) => return Some(Tag::Adverb),
        "once" | "though"
            if next.is_some_and(|next| opens_noun_group(next) || is_numeric(next)) && has_no_verb(&units[at + 1..]) =>
        {
            return Some(Tag::Adverb);
        }
        "further" | "now" | "then" | "only" | "later" | "earlier" | "first" | "long" | "early" | "late"
            if matches!(before, Some(Tag::Be | Tag::Have | Tag::Adverb))
                && next.is_some_and(|unit| unit.classes.any(&[Class::Participle, Class::Gerund])) =>
        {
            return Some(Tag::Adverb);
        }
        "first" if before == Some(Tag::Comma) && next.is_some() && resumes_clause(units, at + 1, context) => return Some(Tag::Adverb),
        // "had only recently resumed buying".
        "only"
            if matches!(before, Some(Tag::Be | Tag::Have))
                && next.is_some_and(|unit| unit.classes.first == Class::Adverb) =>
        {
            return Some(Tag::Adverb);
        }
        "even" | "just" | "also" | "still" => return Some(Tag::Adverb),
        "neither" if before.is_some_and(Tag::is_nominal) && next.is_some_and(is_verb_first) => return Some(Tag::Negation),
        // "Norway itself would have to".
        "itself" | "himself" | "herself" | "themselves" if before.is_some_and(Tag::is_nominal) => return Some(Tag::Adverb),
        "back" | "down" | "forward" if before.is_some_and(Tag::is_verb) => return Some(Tag::Adverb),
        "further" if before.is_some_and(Tag::is_verb) && !next.is_some_and(may_be_nominal) => return Some(Tag::Adverb),
        "about" | "around" | "over" | "under" | "some" | "nearly" | "almost" if next.is_some_and(is_numeric) => {
            return Some(Tag::Adverb);
        }
        "now" | "soon" | "then" | "further" | "only"
            if matches!(before, Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do))
                && (&*unit.lower != "only" || next.is_some_and(|next| next.classes.has(Class::Base))) =>
        {
            return Some(Tag::Adverb);
        }
        "then" | "later" | "soon" if before == Some(Tag::Coordinator) => return Some(Tag::Adverb),
        // "The ministry, which oversees trade, then raised the duty".
        "then" | "later" | "soon" if before == Some(Tag::Comma) && next.is_some_and(is_verb_first) => {
            return Some(Tag::Adverb);
        }
        // "its growers now face", "Salmon, once free, now faces", but "the now defunct pact".
        "now" if before.is_some_and(|before| before.is_nominal() || before == Tag::Comma) => return Some(Tag::Adverb),
        // "was getting close".
        "close" if at.checked_sub(1).is_some_and(|before| matches!(&*units[before].lemma, "get" | "come" | "draw")) => {
            return Some(Tag::Adjective);
        }
        // "Imports subject to the quota", "a deal close to completion".
        "close" | "subject" if next.is_some_and(|next| &*next.lower == "to") && before.is_some_and(Tag::is_nominal) => {
            return Some(Tag::Adjective);
        }
        "further" if before == Some(Tag::Modal) || before == Some(Tag::Adverb) && !next.is_some_and(may_be_nominal) => {
            return Some(Tag::Adverb);
        }
        // "at 7am": a time of day.
        "am" | "pm" if at.checked_sub(1).is_some_and(|before| units[before].classes.first == Class::Number) => {
            return Some(Tag::Noun);
        }
        // "most of the duties".
        "most" | "much" | "more" | "none" | "half" if reads(units, at + 1, "of") => return Some(Tag::Noun),
        "rid" if before.is_some_and(Tag::is_verb) => return Some(Tag::Adjective),
        "following" | "including" if before == Some(Tag::Determiner) => return Some(Tag::Adjective),
        // "duties totalling 80 percent on barley".
        "totalling" | "totaling" if before.is_some_and(Tag::is_nominal) && next.is_some_and(is_numeric) => {
            return Some(Tag::Preposition);
        }
        // "will lift its ban starting August 7".
        "starting" | "beginning" if next.is_some_and(|next| next.kind == Some(Kind::Date)) => {
            return Some(Tag::Preposition);
        }
        "how" if next.is_some_and(|next| matches!(&*next.lower, "much" | "many")) => return Some(Tag::Determiner),
        "her" if !next.is_some_and(may_be_nominal) => return Some(Tag::Pronoun),
        "no" if next.is_some_and(|unit| unit.classes.first == Class::Adverb) => return Some(Tag::Negation),
        // "Should Baghdad expel the inspectors": a condition.
        "should" if matches!(before, None | Some(Tag::Comma | Tag::Stop)) && next.is_some_and(opens_noun_group) => {
            return Some(Tag::Subordinator);
        }
        // "impose duties should imports surge": what follows can be no verb in its base form.
        "should" if next.is_some_and(|next| next.classes.first == Class::Plural && !next.classes.has(Class::Base)) => {
            return Some(Tag::Subordinator);
        }
        "may" | "might" | "will" | "can"
            // "Steel beyond that will be taxed", "20 more will face it".
            if matches!(before, Some(Tag::Determiner | Tag::Adjective | Tag::Possessive | Tag::Genitive))
                && !next.is_some_and(|next| &*next.lower == "be" || stands_alone(&units[at - 1]) && may_be_base(next))
                // "compared with May,", "May brought a fall".
                || unit.capital && (before == Some(Tag::Preposition) || next.is_some_and(|next| !follows_modal(next))) =>
        {
            return Some(Tag::Noun);
        }
        _ => {}
    }
    None
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
    !(subject && says_more && waits_for_verb(&units[..at], context)) || finite_ahead(units, verb + 1, context)
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

/// Whether a word may stand behind a modal.
fn follows_modal(unit: &Unit<'_>) -> bool {
    let helps = matches!(&*unit.lower, "be" | "have" | "do") || unit.closed == Some(Tag::Negation);
    helps || unit.mention.is_none() && unit.classes.any(&[Class::Base, Class::Adverb])
}

/// Whether a word is a finite verb before anything else, or helps one.
fn acts(unit: &Unit<'_>) -> bool {
    let verb = unit.mention.is_none() && matches!(unit.classes.first, Class::Base | Class::Present);
    is_verb_first(unit) || unit.closed.is_some_and(Tag::is_auxiliary) || unit.closed.is_none() && verb
}

/// Whether a noun group may begin here.
fn opens_group(unit: &Unit<'_>) -> bool {
    opens_noun_group(unit) || may_be_nominal(unit)
}

fn opens_content(unit: &Unit<'_>) -> bool {
    opens_noun_group(unit) || &*unit.lower == "that"
}
