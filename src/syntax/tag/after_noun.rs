//! A word right behind a noun → the verb of the clause, what says more of the noun, or another noun.

use super::super::ahead::{acts_for_party, finite_ahead, main_verb_ahead};
use super::super::form::{finite, past_or_participle};
use super::super::look::{
    clause_has_verb, ends_soon, has_verb, is_numeric, is_plural_subject, lists_states, may_be_nominal, opens_noun_group,
};
use super::super::noun_group::lapse;
use super::super::unit::{Tag, Unit};
use super::{plain, reads};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;

/// After a noun: "tariffs imposed by", "China imposed", "China plans to", "China exports fell".
pub(super) fn after_noun(units: &[Unit<'_>], at: usize, nominal: bool, context: &Context) -> Tag {
    let classes = units[at].classes;
    if classes.any(&[Class::Past, Class::Participle])
        && !matches!(classes.first, Class::Noun | Class::Base | Class::Adjective)
    {
        return past_or_participle(units, at, context);
    }
    // "other US allies including Peru": the plural goes on.
    let lists = units.get(at + 1).is_some_and(|next| matches!(&*next.lower, "including" | "such as"));
    if classes.first == Class::Plural && lists {
        return plain(units, at);
    }
    if classes.has(Class::Present) && is_told_of(units, at) {
        return Tag::Present;
    }
    if classes.any(&[Class::Past, Class::Present]) && acts_for_party(units, at, context) {
        return if classes.has(Class::Past) { Tag::Past } else { Tag::Present };
    }
    if classes.has(Class::Adjective)
        && classes.first != Class::Past
        && !classes.has(Class::Present)
        && units.get(at + 1).is_some_and(may_be_nominal)
    {
        return plain(units, at);
    }
    if &*units[at].lower == "reports" && is_press(&units[..at], context) {
        return plain(units, at);
    }
    if !nominal {
        return if classes.any(&[Class::Present, Class::Base]) {
            finite(units, at, context)
        } else {
            past_or_participle(units, at, context)
        };
    }
    // "announced a ban on grain exports to curb prices": what crosses a border, behind its goods and a preposition.
    let of_goods = units[at - 1].kind == Some(Kind::Commodity) && at > 1 && units[at - 2].tag == Tag::Preposition;
    if of_goods && classes.first == Class::Plural && context.crosses(&units[at].lemma) {
        return plain(units, at);
    }
    // "The duty on wine doubles in May": the clause still waits for its verb.
    let ends = units.get(at + 1).is_some_and(|next| next.closed == Some(Tag::Preposition));
    let waits = of_goods && ends && classes.has(Class::Present) && context.moves(&units[at].lemma);
    if waits && !has_verb(&units[..at]) && !finite_ahead(units, at + 1, context) {
        return Tag::Present;
    }
    // "will let its tariff lapse": what a bare verb tells, at the end of the clause.
    let ends =
        units.get(at + 1).is_none_or(|next| matches!(next.closed, Some(Tag::Comma | Tag::Stop | Tag::Preposition)));
    if ends
        && classes.has(Class::Base)
        && units[..at].iter().rev().take(8).any(|unit| &*unit.lemma == "let" && unit.tag.is_verb())
    {
        return Tag::Base;
    }
    // "its ban on palm oil exports next week": the clause has its verb and nothing for this one to act on.
    let date_next =
        units.get(at + 1).is_some_and(|next| next.kind == Some(Kind::Date) || lapse(units, at + 1).is_some());
    let opens_object = !date_next
        && units.get(at + 1).is_some_and(|next| {
            matches!(next.closed, Some(Tag::Determiner | Tag::Possessive | Tag::Pronoun))
                || matches!(&*next.lower, "off" | "up" | "out" | "down" | "aside")
                // "Norway plans new tariff cuts", "the bloc plans further cuts": no noun stands between a name or a
                // noun and an adjective.
                || next.classes.first == Class::Adjective
                    && next.closed.is_none()
                    && (units[at - 1].kind == Some(Kind::Country)
                        || units[at - 1].tag == Tag::Noun && classes.first == Class::Plural)
                    && !has_verb(&units[..at])
                    && units.get(at + 2).is_some_and(may_be_nominal)
                // "Madrid estimates that".
                || &*next.lower == "that" && context.is_saying(&units[at].lemma)
                || &*next.lower == "from"
                    && units.get(at + 2).is_some_and(is_numeric)
                    && !clause_has_verb(&units[..at], context)
                || (&*next.lower == "to"
                    && !clause_has_verb(&units[..at], context)
                    && units.get(at + 2).is_some_and(|verb| verb.mention.is_none() && verb.classes.has(Class::Base)))
                // "a raft of trade curbs Peru imposed": a plural in a clause that has its verb.
                || next.mention.is_some()
                    && !(classes.first == Class::Plural && clause_has_verb(&units[..at], context))
                || is_numeric(next) && !clause_has_verb(&units[..at], context)
                // "Canada exports more than 90% of its canola".
                || matches!(&*next.lower, "about" | "almost" | "around" | "less" | "more" | "nearly" | "over")
                    && units.iter().skip(at + 2).take(2).any(is_numeric)
                // "Palm oil accounts for nearly 60 percent".
                || &*next.lower == "for"
                    && &*units[at].lemma == "account"
                    && units.iter().skip(at + 2).take(3).any(is_numeric)
                // "The rules block shipments": no noun stands between two plurals, unless the last is the verb ("the
                // sanctions package bans imports").
                || next.classes.first == Class::Plural
                    && classes.has(Class::Base)
                    && !(next.classes.has(Class::Present)
                        && units.get(at + 2).is_some_and(|object| object.classes.first == Class::Plural))
                    && units[at - 1].tag == Tag::Plural
                    && !has_verb(&units[..at])
                    && !finite_ahead(units, at + 1, context)
                // "The order bans exports": no two plurals follow a noun, and the clause still waits for its verb.
                || next.classes.first == Class::Plural
                    && classes.first == Class::Plural
                    && units[at - 1].tag == Tag::Noun
                    && !has_verb(&units[..at])
        });
    // "decided on a duty cut": the clause has its verb.
    if !opens_object
        && classes.first == Class::Base
        && clause_has_verb(&units[..at], context)
        && !reads(units, at + 1, "by")
    {
        return plain(units, at);
    }
    // "Should Peru ban exports".
    let opener = || units[..at].iter().rposition(|unit| unit.tag == Tag::Subordinator);
    // "ruled that its subsidies breach trade rules": a plural in a clause that has no verb yet.
    let waits = || opener().is_some_and(|opener| !has_verb(&units[opener..at]));
    let acts = || units.get(at + 1).is_some_and(|next| matches!(next.classes.first, Class::Noun | Class::Adjective));
    let base = classes.has(Class::Base) && units[at - 1].tag == Tag::Plural && !units[at - 1].capital;
    if base && acts() && waits() && !finite_ahead(units, at + 1, context) {
        return Tag::Base;
    }
    let inverted = || opener().is_some_and(|opener| reads(units, opener, "should") && !has_verb(&units[opener..at]));
    let agrees = classes.has(Class::Present)
        || classes.has(Class::Past)
        || (classes.has(Class::Base) && (is_plural_subject(units, at) || inverted()));
    // "…, ministry figures show."
    let closes = units.get(at + 1).is_none_or(|next| matches!(next.closed, Some(Tag::Comma | Tag::Stop)));
    // "if the talks collapse": a word that takes no object, before the clause ends.
    let clause = || opener().is_some_and(|opener| !has_verb(&units[opener..at]));
    let falls = || context.takes_no_object(&units[at].lemma) && clause();
    if agrees && closes && (matches!(&*units[at].lower, "show" | "say") || falls()) {
        return finite(units, at, context);
    }
    // "Canada hopes China will lift its duty", "the bank forecasts growth will slow": the clause that it tells follows.
    let body = |noun: &str| context.is_body(noun) || context.points_back().organization.contains(noun);
    let party = units[at - 1].kind.is_some_and(Kind::is_party) || body(&units[at - 1].lemma);
    if agrees && party && !has_verb(&units[..at]) && opens_told(units, at, context) {
        return finite(units, at, context);
    }
    // "Norway, Chile sign trade deal".
    if agrees && lists_states(&units[..at]) && context.signs(&units[at].lemma) {
        return finite(units, at, context);
    }
    let noun_first = matches!(classes.first, Class::Noun | Class::Plural);
    // "its exports now face", "it no longer bans": no noun stands behind an adverb.
    if agrees && matches!(units[at - 1].tag, Tag::Adverb | Tag::Negation) && !finite_ahead(units, at + 1, context) {
        return finite(units, at, context);
    }
    // "The plan comes as relations have soured": of another clause.
    let present = classes.first == Class::Present;
    let elsewhere = if present { main_verb_ahead } else { finite_ahead };
    if agrees
        && !elsewhere(units, at + 1, context)
        && (opens_object
            || !noun_first
            || inverted()
            || (units[at - 1].kind == Some(Kind::Country) && !has_verb(&units[..at]) && ends_soon(units, at, context)))
    {
        return if classes.has(Class::Past) && !classes.has(Class::Present) {
            Tag::Past
        } else {
            finite(units, at, context)
        };
    }
    plain(units, at)
}

/// "A tariff that **Peru** places on copper": whether a party alone stands between the word and the relative before it.
fn is_told_of(units: &[Unit<'_>], at: usize) -> bool {
    let [rest @ .., party] = &units[..at] else { return false };
    let rest = rest.split_last().filter(|(article, _)| article.tag == Tag::Determiner).map_or(rest, |(_, rest)| rest);
    let [.., noun, relative] = rest else { return false };
    party.kind.is_some_and(Kind::is_party)
        && relative.tag == Tag::Relative
        && noun.mention.is_none()
        && matches!(noun.tag, Tag::Noun | Tag::Plural)
}

/// Whether a word that says, thinks or wants something stands before the clause that it tells, without its "that".
fn opens_told(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let Some(next) = units.get(at + 1) else { return false };
    let says = context.is_saying(&units[at].lemma);
    let bare =
        next.mention.is_none() && next.closed.is_none() && matches!(next.classes.first, Class::Noun | Class::Plural);
    let opens = opens_noun_group(next) || says && bare && units[at].classes.has(Class::Present);
    (says || context.modality(&units[at].lemma).is_some()) && opens && finite_ahead(units, at + 1, context)
}

/// "Denied **media** reports that", "reacted to **newspaper** reports", but not "the newspaper reports that".
fn is_press(before: &[Unit<'_>], context: &Context) -> bool {
    let [rest @ .., press] = before else { return false };
    let determined = rest.last().is_some_and(|unit| unit.tag == Tag::Determiner);
    match &*press.lower {
        _ if press.mention.is_some() || determined => false,
        "media" | "press" | "news" => true,
        "newspaper" | "television" | "tv" | "radio" => clause_has_verb(rest, context),
        _ => false,
    }
}
