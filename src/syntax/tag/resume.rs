//! A subject and what is inserted behind it between commas → the verb with which its clause goes on.

use super::super::ahead::{determines, finite_ahead};
use super::super::look::{is_inserted, is_numeric, may_be_nominal, opens_noun_group};
use super::super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;

/// "Mexico, a big buyer, **cut** its tariff", "Zambia, which faces an election, **banned** exports", "Peru, an
/// exporter, **said** it would": whether a word that may be a verb in the past stands behind a subject and its
/// insertion, and before what it acts upon or tells.
pub(super) fn resumes_clause(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let comma = |at: usize| units[at].tag == Tag::Comma;
    let unit = &units[at];
    if at < 4 || !unit.classes.has(Class::Past) {
        return false;
    }
    // "Peru, a big grower, first banned it."
    let adverb = |unit: &&Unit<'_>| unit.tag == Tag::Adverb || &*unit.lower == "first";
    let adverbs = units[..at].iter().rev().take_while(adverb).count();
    let start = units[..at].iter().rposition(|unit| matches!(unit.tag, Tag::Stop)).map_or(0, |stop| stop + 1);
    let Some(end) = (at - adverbs).checked_sub(1).filter(|&end| end > start && comma(end)) else { return false };
    let Some(close) = (start..end).find(|&at| comma(at)) else { return false };
    let (subject, inserted) = (&units[start..close], &units[close + 1..end]);
    if !is_subject(subject) || !is_insertion(subject, inserted) {
        return false;
    }
    let tells = context.is_saying(&unit.lemma) && units.get(at + 1).is_some_and(opens_noun_group);
    let alone = !unit.classes.has(Class::Participle) && end > close + 1;
    tells
        || alone
        || takes_object(units, at) && {
            !finite_ahead(units, at + 1, context)
                && (units.get(at + 1).is_some_and(determines) || !is_inserted(units, at))
        }
}

/// A noun group, perhaps with what hangs from it by prepositions, and no verb.
fn is_subject(units: &[Unit<'_>]) -> bool {
    let of_group = |unit: &Unit<'_>| {
        unit.tag.is_of_noun_group() || matches!(unit.tag, Tag::Genitive | Tag::Preposition | Tag::Coordinator)
    };
    let [first, .., last] = units else { return units.first().is_some_and(names_party) };
    let opens = first.tag.is_of_noun_group() && first.kind != Some(Kind::Date);
    opens && last.tag.is_nominal() && last.kind != Some(Kind::Date) && units.iter().all(of_group)
}

fn names_party(unit: &Unit<'_>) -> bool {
    unit.kind.is_some_and(Kind::is_party) || unit.mention.is_none() && unit.tag.is_nominal()
}

/// What says more of the subject: a relative clause with its verb, or words without a finite one. Names alone may go
/// on a list.
fn is_insertion(subject: &[Unit<'_>], units: &[Unit<'_>]) -> bool {
    let finite = |unit: &Unit<'_>| {
        matches!(unit.tag, Tag::Past | Tag::Present | Tag::Base | Tag::Modal | Tag::Be | Tag::Have | Tag::Do)
    };
    let [first, ..] = units else { return false };
    if first.tag == Tag::Relative || &*first.lower == "whose" {
        return units.iter().any(finite);
    }
    // "The president, Ola Borg, cut": who is told by his office first.
    let office = units.len() == 1 && first.kind == Some(Kind::Person) && {
        subject.last().is_some_and(|head| head.mention.is_none())
    };
    let listed = !office && first.mention.is_some() && !units.iter().any(|unit| unit.tag == Tag::Genitive);
    let joined = subject.iter().chain(units).any(|unit| unit.tag == Tag::Coordinator && first.mention.is_some());
    !listed && !joined && !matches!(first.tag, Tag::Coordinator | Tag::Subordinator) && !units.iter().any(finite)
}

/// Whether what follows can be an object.
fn takes_object(units: &[Unit<'_>], at: usize) -> bool {
    units.get(at + 1).is_some_and(|next| {
        let noun = may_be_nominal(next) && !next.classes.any(&[Class::Past, Class::Participle]);
        next.kind != Some(Kind::Date) && (noun || opens_noun_group(next) || is_numeric(next))
    })
}
