//! A word that is surely a verb → its form here.

use super::ahead::{determines, finite_ahead, main_verb_ahead, opens_bare_plural, opens_counted_plural, says_that};
use super::fixed::may_be_conjunction;
use super::look::{
    begins_anew, clause_has_verb, has_verb, is_figure, is_inserted, is_nominative, is_numeric, may_be_nominal,
    opens_noun_group, stands_behind_preposition, waits_for_verb,
};
use super::noun_group::is_stretch;
use super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;

/// The verb's form where the word is surely a verb.
pub(super) fn finite(units: &[Unit<'_>], at: usize, context: &Context) -> Tag {
    let classes = units[at].classes;
    if classes.any(&[Class::Past, Class::Participle]) && classes.first != Class::Base {
        return past_or_participle(units, at, context);
    }
    if classes.has(Class::Present) { Tag::Present } else { Tag::Base }
}

/// "imposed" after a noun is the clause's verb, unless an agent follows or another verb takes that place.
pub(super) fn past_or_participle(units: &[Unit<'_>], at: usize, context: &Context) -> Tag {
    let (classes, lemma) = (units[at].classes, &*units[at].lemma);
    if !classes.has(Class::Participle) {
        return Tag::Past;
    }
    if !classes.has(Class::Past) {
        return Tag::Participle;
    }
    // "the talks stalled", "he doubted": what takes no object, or has a subject in its own form, is no passive.
    let subject = units[..at].iter().rev().find(|unit| unit.tag != Tag::Adverb);
    // "The panel ruled that".
    let says = says_that(units, at, context) && subject.is_some_and(|unit| unit.tag.is_nominal());
    // "Goods traded between Peru and Chile".
    let between = units.get(at + 1).is_some_and(|next| &*next.lower == "between");
    if lemma == "trade" && between {
        return Tag::Participle;
    }
    let next = units.get(at + 1);
    let reads = |word| next.is_some_and(|next| &*next.lower == word);
    // "A statement issued by the ministry said": what is "said to be" so aside.
    let said = &*units[at].lower == "said" && !reads("to");
    if context.takes_no_object(lemma) || subject.is_some_and(is_nominative) || says || said {
        return Tag::Past;
    }
    // "cars made in China", "goods made there", "a duty on steel imported from Peru".
    let goods = at.checked_sub(1).map(|before| &units[before]).is_some_and(|goods| {
        goods.kind == Some(Kind::Commodity) || goods.mention.is_none() && context.stands_for_goods(&goods.lemma)
    });
    let origin = (reads("from") || goods && reads("in")) && context.tells_origin(lemma);
    // "Oil traded in London jumped".
    let moves = |unit: &Unit<'_>| unit.mention.is_none() && unit.classes.has(Class::Past);
    let traded = goods && reads("in") && lemma == "trade" && units.get(at + 3).is_some_and(moves);
    let origin = origin || traded;
    // "Ottawa kept the duties": what takes an object is no passive.
    let particle = next.is_some_and(|next| matches!(&*next.lower, "up" | "down"));
    let behind = if particle { units.get(at + 2) } else { next };
    let takes_object = behind.is_some_and(|next| determines(next) || matches!(&*next.lower, "much" | "most" | "what"));
    // "Those to Peru contracted by 4%": so far goes what no agent moves.
    let far = reads("by") && units.get(at + 2).is_some_and(|unit| unit.kind == Some(Kind::Percent));
    if far && context.moves(lemma) && ends_pointer(&units[..at]) {
        return Tag::Past;
    }
    // "Peru banned imports after inspectors found": a name and what the verb acts on.
    // "Peru on Monday banned imports": over the day.
    let dated = at > 2 && units[at - 1].kind == Some(Kind::Date) && units[at - 2].tag == Tag::Preposition;
    let before = at.checked_sub(if dated { 3 } else { 1 });
    let named = before.is_some_and(|subject| units[subject].kind.is_some_and(Kind::is_party));
    let acts_on = next.is_some_and(|next| {
        next.mention.is_none()
            && next.closed.is_none()
            && matches!(next.classes.first, Class::Noun | Class::Plural)
            && !context.takes_two_objects(lemma)
    });
    // "Norway appealed after the panel ruled": of a name nothing is told so.
    if named && next.is_some_and(|next| may_be_conjunction(&next.lower)) {
        return Tag::Past;
    }
    // "The US in May introduced 100% tariffs".
    let object = acts_on || opens_counted_plural(&units[at + 1..]) || opens_bare_plural(&units[at + 1..]);
    let active = takes_object || named && object;
    // "delayed by three months": how far, not by whom.
    let extent = |at: usize| {
        units.get(at).is_some_and(is_numeric)
            || units.get(at).is_some_and(|unit| &*unit.lower == "half")
                && !units.get(at + 1).is_some_and(opens_noun_group)
            || units.get(at).is_some_and(|unit| matches!(&*unit.lower, "a" | "an" | "half"))
                && units.get(at + 1).is_some_and(|unit| {
                    matches!(
                        &*unit.lower,
                        "year" | "month" | "week" | "fortnight" | "day" | "quarter" | "third" | "half"
                    )
                })
    };
    let agent = reads("by") && !extent(at + 2);
    // "Announced curbs in one of its moves aimed at slowing imports".
    let aimed = reads("at") && lemma == "aim" && has_verb(&units[..at]);
    // "Imports during the week ended January 9 rose".
    let closed = &*units[at].lemma == "end" && next.is_some_and(|next| next.kind == Some(Kind::Date));
    let stretch = at.checked_sub(1).is_some_and(|before| is_stretch(&units[before].lower));
    if agent || origin || aimed || closed && stretch {
        return Tag::Participle;
    }
    // "opened its market to Canadian processed beef": a quality of the goods.
    let behind = at > 1 && units[at - 2].tag == Tag::Preposition && units[at - 1].kind == Some(Kind::Country);
    if behind && next.is_some_and(|next| next.kind == Some(Kind::Commodity)) && clause_has_verb(&units[..at], context) {
        return Tag::Adjective;
    }
    // "the duty that Peru imposed on copper expired", "the duties Peru imposed": the relative clause has a subject, and
    // this is its verb.
    if opens_relative(&units[..at])
        || at > 1 && begins_anew(units, at - 2, at - 1, context)
        || is_bare_relative(&units[..at])
    {
        return Tag::Past;
    }
    // "Deals signed on Friday included a pledge", "Officials involved in the talks said they": the clause still waits
    // for its verb.
    let tells = next.is_some_and(opens_noun_group) && (context.is_saying(lemma) || context.finds(lemma));
    let waits = (takes_object || object || tells) && waits_for_verb(&units[..at], context);
    let has_verb = clause_has_verb(&units[..at], context) && !waits;
    // "With exports expected to fall, Norway": what is expected, and who expects nothing.
    let expected = context.expects(lemma) && reads("to") && !named;
    let no_subject = || !takes_object && stands_behind_preposition(&units[..at], context);
    // "The index reversed losses as prices rose": of another clause.
    let elsewhere = if object { main_verb_ahead } else { finite_ahead };
    let verb_elsewhere = || !active && elsewhere(units, at + 1, context);
    let says_nothing = || !context.is_saying(lemma) && !context.finds(lemma) || expected;
    if has_verb || is_inserted(units, at) || (no_subject() || verb_elsewhere()) && says_nothing() {
        return Tag::Participle;
    }
    Tag::Past
}

/// "**those to Japan**", "that of steel": whether the units end with a pronoun that points at a quantity, and of whom
/// or of what it is.
fn ends_pointer(units: &[Unit<'_>]) -> bool {
    let [.., pointer, preposition, named] = units else { return false };
    let points = matches!(&*pointer.lower, "those" | "that") && preposition.tag == Tag::Preposition;
    points && named.mention.is_some()
}

/// Whether the units end with a relative and the subject of its clause.
fn opens_relative(units: &[Unit<'_>]) -> bool {
    let within = |unit: &&Unit<'_>| unit.tag.is_of_noun_group() || unit.tag == Tag::Genitive;
    let subject = units.iter().rev().take_while(within).count();
    let before = &units[..units.len() - subject];
    // "said that the deal reached in May was void": behind a verb the clause may be what is said.
    subject > 0 && before.last().is_some_and(|unit| unit.tag == Tag::Relative) && !has_verb(before)
}

/// "The tariffs **the US** imposed": whether the units end with a party behind its article, right behind a noun that is
/// no object of a verb with two.
fn is_bare_relative(before: &[Unit<'_>]) -> bool {
    let [rest @ .., article, party] = before else { return false };
    let noun = |unit: &Unit<'_>| unit.mention.is_none() && matches!(unit.tag, Tag::Noun | Tag::Plural);
    let begun = rest.iter().rev().skip(1).find(|unit| !unit.tag.is_of_noun_group());
    article.tag == Tag::Determiner
        && matches!(party.kind, Some(Kind::Country | Kind::Organization))
        && rest.last().is_some_and(noun)
        && !begun.is_some_and(|unit| unit.tag.is_verb())
}

/// Whether a figure stands at a place and nothing that it counts behind it.
pub(super) fn is_extent(units: &[Unit<'_>], at: usize) -> bool {
    units.get(at).is_some_and(is_figure) && !units.get(at + 1).is_some_and(may_be_nominal)
}

pub(super) fn gerund(units: &[Unit<'_>], at: usize, adjacent: Option<Tag>, context: &Context) -> Tag {
    let classes = units[at].classes;
    let before_noun = units.get(at + 1).is_some_and(may_be_nominal);
    // "With the surplus widening 46%": so far.
    if units[..at].last().is_some_and(|unit| unit.tag.is_nominal()) && is_extent(units, at + 1) {
        return Tag::Gerund;
    }
    // "Dumping impacts the price".
    let acts = units.get(at + 1).is_some_and(|next| next.mention.is_none() && next.classes.has(Class::Present));
    if at == 0 && acts && classes.has(Class::Noun) && units.get(at + 2).is_some_and(determines) {
        return Tag::Noun;
    }
    match adjacent {
        Some(Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Adjective) => {
            if before_noun {
                Tag::Adjective
            } else {
                Tag::Noun
            }
        }
        Some(Tag::Noun | Tag::Proper | Tag::Number) if classes.first == Class::Noun => Tag::Noun,
        // "Dealt it a blow by ruling that".
        Some(Tag::Preposition) if units.get(at + 1).is_some_and(|next| &*next.lower == "that") => Tag::Gerund,
        // "quoted the minister as saying Peru would".
        Some(Tag::Preposition) if &*units[at - 1].lower == "as" && context.is_saying(&units[at].lemma) => Tag::Gerund,
        Some(Tag::Preposition) => {
            let of_time = matches!(
                &*units[at - 1].lower,
                "amid" | "despite" | "with" | "over" | "due to" | "because of" | "as" | "about"
            );
            // "in meeting the conditions": what takes an object is a verb.
            let takes_object = units.get(at + 1).is_some_and(determines);
            if takes_object {
                Tag::Gerund
            } else if before_noun && (of_time || classes.first == Class::Adjective) {
                Tag::Adjective
            } else if classes.first == Class::Noun && !before_noun {
                Tag::Noun
            } else {
                Tag::Gerund
            }
        }
        // "exceeded $5 billion, contracting by 4 percent": how far something goes stands behind a verb.
        Some(Tag::Comma)
            if units.get(at + 1).is_some_and(|next| matches!(&*next.lower, "by" | "to" | "from"))
                && units.get(at + 2).is_some_and(is_numeric) =>
        {
            Tag::Gerund
        }
        // "rose, growing 44 percent"
        Some(Tag::Comma) if units.get(at + 1).is_some_and(is_numeric) => Tag::Gerund,
        _ if classes.first == Class::Adjective && before_noun => Tag::Adjective,
        // "is lifting punishing tariffs": only some verbs take another of this form.
        Some(Tag::Gerund) if before_noun && !context.takes_an_act(&units[at - 1].lemma) => Tag::Adjective,
        _ if classes.first == Class::Noun => Tag::Noun,
        _ => Tag::Gerund,
    }
}
