//! A word behind a comma or an "and", or that opens a sentence → what goes on there.

use super::super::ahead::{determines, finite_ahead, opens_bare_plural};
use super::super::form::{finite, past_or_participle};
use super::super::look::{goes_on_past, goes_on_to, is_figure, is_inserted, may_be_nominal};
use super::super::unit::{Tag, Unit};
use super::{plain, plain_or_verb};
use crate::lexicon::Class;
use crate::rule::Context;

/// Whether "by" and a thing stand behind a word: "by a 5% drop", but not "by a third" or "by 5%".
fn has_agent(units: &[Unit<'_>], at: usize) -> bool {
    let by = units.get(at + 1).is_some_and(|next| &*next.lower == "by");
    let first =
        units[at + 1..].iter().skip(1).position(|unit| !determines(unit) && unit.classes.first != Class::Adverb);
    let Some(first) = first.map(|first| at + 2 + first).filter(|_| by) else { return false };
    let common = |unit: &Unit<'_>| unit.mention.is_none() && matches!(unit.classes.first, Class::Noun | Class::Plural);
    let measured = is_figure(&units[first]) || units[first].classes.first == Class::Number;
    let part =
        matches!(&*units[first].lower, "half" | "third" | "quarter" | "fifth" | "tenth" | "more" | "less" | "about");
    !part && (!measured || units.get(first + 1).is_some_and(common))
}

/// After a comma, an "and" or at the start of the sentence.
pub(super) fn after_break(units: &[Unit<'_>], at: usize, nominal: bool, context: &Context) -> Tag {
    let classes = units[at].classes;
    // "Hit by tariffs, exports fell.", "Faced with tariffs, Acme cut output."
    let aside = units.get(at + 1).is_some_and(|next| next.closed == Some(Tag::Preposition));
    if at == 0 && aside && classes.has(Class::Participle) {
        return Tag::Participle;
    }
    // "Further talks were held", "Lower duties are a relief": nobody is told to do so. "Long held back", "last night,"
    // open otherwise.
    let named = |next: &Unit<'_>| {
        let told = matches!(next.classes.first, Class::Past | Class::Participle);
        may_be_nominal(next) && !told && (next.mention.is_none() || finite_ahead(units, 1, context))
    };
    let aside = units.get(2).is_some_and(|next| &*next.lower == ",");
    if at == 0 && classes.first == Class::Adjective && units.get(1).is_some_and(named) && !aside {
        return Tag::Adjective;
    }
    // "the area sown to oilseeds": a participle that says more of a noun is no model.
    let auxiliary = |verb: usize| {
        units[..verb].iter().rev().find(|unit| !matches!(unit.tag, Tag::Adverb | Tag::Negation)).map(|unit| unit.tag)
    };
    let verb_before = (0..at).rev().find(|&verb| {
        let tag = units[verb].tag;
        tag.is_verb() && (tag != Tag::Participle || matches!(auxiliary(verb), Some(Tag::Be | Tag::Have)))
    });
    let passive =
        verb_before.is_some_and(|verb| units[verb].tag == Tag::Participle && auxiliary(verb) == Some(Tag::Be));
    let verb_before = verb_before.map(|verb| &units[verb]);
    let same_form = verb_before.is_some_and(|verb| match verb.tag {
        Tag::Base => classes.has(Class::Base),
        Tag::Present => classes.has(Class::Present),
        Tag::Past => classes.has(Class::Past),
        Tag::Participle => classes.has(Class::Participle),
        _ => false,
    });
    let noun_first = matches!(classes.first, Class::Noun | Class::Plural | Class::Adjective);
    let takes_object = units.get(at + 1).is_some_and(|next| {
        matches!(next.closed, Some(Tag::Determiner | Tag::Possessive | Tag::Pronoun)) || next.mention.is_some()
    });
    // "will be reduced and said the talks": a passive takes no object.
    if passive && takes_object && classes.has(Class::Past) {
        return Tag::Past;
    }
    // "accused Japan of treating the sea as a sewer and banned imports": it goes on from the verb before the gerund.
    let gerund = verb_before.is_some_and(|verb| verb.tag == Tag::Gerund);
    if gerund && classes.first == Class::Past && !nominal && goes_on_past(units, at) {
        return Tag::Past;
    }
    // "The index, which is new, rose 5%": how far something goes stands behind a verb.
    if classes.has(Class::Past) && classes.has(Class::Noun) && units.get(at + 1).is_some_and(is_figure) {
        return Tag::Past;
    }
    // "new and used cars": two adjectives of one noun.
    let joint = at > 1 && units[at - 1].tag == Tag::Coordinator && units[at - 2].tag == Tag::Adjective;
    if joint && classes.any(&[Class::Participle, Class::Adjective]) && units.get(at + 1).is_some_and(may_be_nominal) {
        return Tag::Adjective;
    }
    // "Prices eased, helped by a 5% drop in costs": by what, not by how much.
    if classes.has(Class::Participle)
        && units[..at].last().is_some_and(|unit| unit.tag == Tag::Comma)
        && has_agent(units, at)
    {
        return Tag::Participle;
    }
    if same_form && (!nominal || !noun_first || takes_object) {
        return match verb_before.map(|verb| verb.tag) {
            Some(tag @ (Tag::Base | Tag::Present | Tag::Past | Tag::Participle)) => tag,
            _ => finite(units, at, context),
        };
    }
    // "Will cut the quota that was set and charge 50% on".
    let rated = units.get(at + 1).is_some_and(is_figure) && units[..at].iter().any(|unit| unit.tag == Tag::Base);
    if classes.has(Class::Base) && (rated && nominal || goes_on_to(units, at, context)) {
        return Tag::Base;
    }
    // "The country, one of the largest, keeps a duty": the clause still waits for its verb.
    let past = classes.first == Class::Past
        && (takes_object && !is_inserted(units, at)
            || opens_bare_plural(&units[at + 1..]) && !finite_ahead(units, at + 1, context));
    let acts = takes_object && classes.has(Class::Present) || past;
    let verbless = acts && !units[..at].iter().any(|unit| unit.tag.is_verb() || unit.tag.is_auxiliary());
    if verbless && units[..at].iter().any(|unit| unit.tag.is_nominal()) {
        return if classes.has(Class::Present) { Tag::Present } else { Tag::Past };
    }
    // "Salmon, which was free, now faces a levy": no noun stands between an adverb and an article.
    if takes_object && classes.has(Class::Present) && units[..at].last().is_some_and(|unit| unit.tag == Tag::Adverb) {
        return Tag::Present;
    }
    if nominal {
        return plain(units, at);
    }
    if classes.has(Class::Participle) {
        if units.get(at + 1).is_some_and(may_be_nominal) && classes.has(Class::Adjective) {
            return Tag::Adjective;
        }
        return past_or_participle(units, at, context);
    }
    plain_or_verb(units, at, nominal, context)
}
