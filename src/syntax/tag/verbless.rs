//! A sentence in which no word was taken for its verb → the word that must be it.
//!
//! From left to right a word that is a noun or a participle more often than a verb is taken for that as long as a verb
//! may still come. Where none came it was the verb itself.

use super::super::look::{is_figure, is_plural_subject, opens_noun_group};
use super::super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;

/// "Firms exporting copper **paid** a duty", "The cartel **curbs** output", "**That** marked the biggest rise".
pub(super) fn settle(units: &mut [Unit<'_>], context: &Context) {
    let Some((at, tag)) = missed(units, context) else { return };
    units[at].tag = tag;
    if let Some(before) = at.checked_sub(1).filter(|&before| units[before].tag == Tag::Determiner) {
        units[before].tag = Tag::Pronoun;
    }
    if let Some(that) = units.get_mut(at + 1).filter(|next| &*next.lower == "that") {
        that.tag = Tag::Subordinator;
    }
}

/// The first word outside of clauses that could be the verb, and its form, where there is none.
fn missed(units: &[Unit<'_>], context: &Context) -> Option<(usize, Tag)> {
    // Conjunctions and relatives whose clause still waits for its verb.
    let mut open = 0_usize;
    let (mut found, mut spare) = (None, None);
    for at in 0..units.len() {
        let auxiliary = at.checked_sub(1).is_some_and(|before| units[before].tag.is_auxiliary());
        if opens_clause(units, at) {
            open += 1;
        } else if is_finite(units, at) && !auxiliary {
            open = open.checked_sub(1)?;
        } else if let Some(tag) = (open == 0).then(|| as_verb(units, at, context)).flatten() {
            // "Growers paid subsidies": perhaps a participle with its object.
            let both = context.takes_two_objects(&units[at].lemma);
            let first = if both { &mut spare } else { &mut found };
            first.get_or_insert((at, tag));
        }
    }
    found.or(spare)
}

/// Whether a unit opens a clause that has a finite verb: "after he left", but not "if approved".
fn opens_clause(units: &[Unit<'_>], at: usize) -> bool {
    let bare = |next: &Unit<'_>| matches!(next.tag, Tag::Participle | Tag::Gerund | Tag::To);
    matches!(units[at].tag, Tag::Subordinator | Tag::Relative) && !units.get(at + 1).is_some_and(bare)
        || matches!(&*units[at].lower, "whose" | "what")
}

fn is_finite(units: &[Unit<'_>], at: usize) -> bool {
    match units[at].tag {
        Tag::Past | Tag::Present | Tag::Modal | Tag::Do => true,
        Tag::Base => leading(units, at).is_none_or(|before| before.tag != Tag::To),
        Tag::Be | Tag::Have => !matches!(&*units[at].lower, "be" | "been" | "being" | "having"),
        _ => false,
    }
}

/// The unit before, adverbs stepped over.
fn leading<'u, 'a>(units: &'u [Unit<'a>], at: usize) -> Option<&'u Unit<'a>> {
    units[..at].iter().rev().find(|unit| !matches!(unit.tag, Tag::Adverb | Tag::Negation))
}

/// The verb's form that a word would have as the verb of its clause, where its neighbours allow it.
fn as_verb(units: &[Unit<'_>], at: usize, context: &Context) -> Option<Tag> {
    let unit = &units[at];
    let before = leading(units, at)?;
    let next = units.get(at + 1)?;
    if unit.mention.is_some() || unit.closed.is_some() || unit.tag.is_auxiliary() {
        return None;
    }
    let classes = unit.classes;
    // "That marked", "This leaves": no plural and no participle stands between the two.
    let pointed = matches!(&*before.lower, "this" | "that") && before.tag == Tag::Determiner;
    let pointed = pointed && (next.tag.determines() || next.tag == Tag::Preposition || classes.has(Class::Plural));
    let subject = before.tag.is_nominal() && before.kind != Some(Kind::Date) || pointed;
    let tells = &*next.lower == "that" && (context.is_saying(&unit.lemma) || context.finds(&unit.lemma));
    let object = takes_object(units, at) || tells;
    let moves = context.takes_no_object(&unit.lemma) || context.moves(&unit.lemma) && !context.crosses(&unit.lemma);
    if classes.has(Class::Past) && (subject || before.tag == Tag::Comma) && unit.tag != Tag::Plural {
        let quality = unit.tag == Tag::Adjective && !pointed && before.tag != Tag::Comma;
        let acts = object && (!quality || next.tag.determines());
        let alone = !classes.has(Class::Participle) || context.takes_no_object(&unit.lemma);
        return (acts || pointed || alone && unit.tag != Tag::Adjective).then_some(Tag::Past);
    }
    let sentence = units.last().is_some_and(|last| matches!(&*last.lower, "." | "!" | "?"));
    let aside = next.tag == Tag::Preposition && &*next.lower != "of";
    let ends = aside && (moves || sentence && opens_with_article(units, at));
    if unit.tag == Tag::Plural && classes.has(Class::Present) && subject && before.tag != Tag::Plural {
        // "Oil prices dip": of goods it is a noun.
        let object = object && (moves || before.kind != Some(Kind::Commodity));
        return (object || pointed || ends).then_some(Tag::Present);
    }
    let base = unit.tag == Tag::Noun && classes.has(Class::Base) && is_plural_subject(units, at);
    (base && subject && (object || aside && moves)).then_some(Tag::Base)
}

/// Whether what follows can be an object: a noun group, but no time, and of figures only one that is of something.
fn takes_object(units: &[Unit<'_>], at: usize) -> bool {
    let Some(next) = units.get(at + 1) else { return false };
    let figure = |unit: &Unit<'_>| is_figure(unit) || unit.tag == Tag::Number;
    let counts = units.get(at + 2).is_some_and(|unit| &*unit.lower == "of" || unit.tag.is_of_noun_group());
    opens_noun_group(next) && !figure(next)
        || figure(next) && counts
        || next.mention.is_none() && matches!(next.tag, Tag::Noun | Tag::Plural | Tag::Adjective)
}

/// Whether the noun group before a unit begins the sentence with an article.
fn opens_with_article(units: &[Unit<'_>], at: usize) -> bool {
    units[..at].iter().all(|unit| unit.tag.is_of_noun_group()) && units[0].tag.determines()
}
