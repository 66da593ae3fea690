//! What comes behind a unit → whether the clause has a verb still to come.

use super::fixed::may_be_conjunction;
use super::look::{is_acted_upon, is_nominative, is_numeric, is_verb_first, opens_noun_group};
use super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;

/// Whether a verb of saying stands right before the clause that it tells: no passive does.
pub(super) fn says_that(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let tells = || context.is_saying(&units[at].lemma) || context.finds(&units[at].lemma);
    units.get(at + 1).is_some_and(|next| &*next.lower == "that") && tells()
}

/// Whether a verb that can be nothing else comes before the clause ends.
pub(super) fn finite_ahead(units: &[Unit<'_>], from: usize, context: &Context) -> bool {
    finite_at(units, from, context).is_some()
}

/// The same where a conjunction before the first such verb takes it for its own clause.
pub(super) fn main_verb_ahead(units: &[Unit<'_>], from: usize, context: &Context) -> bool {
    finite_at(units, from, context).is_some_and(|first| {
        let conjunction = units[from..first].iter().any(|unit| may_be_conjunction(&unit.lower));
        !conjunction || finite_ahead(units, first + 1, context)
    })
}

/// Where a verb that can be nothing else comes before the clause ends.
pub(super) fn finite_at(units: &[Unit<'_>], from: usize, context: &Context) -> Option<usize> {
    // "goods traded between Peru and Chile will be taxed"
    let listed = from + usize::from(units.get(from).is_some_and(|unit| &*unit.lower == "between"));
    for at in listed + names_listed(&units[listed.min(units.len())..])..units.len() {
        let unit = &units[at];
        if unit.mention.is_some() {
            continue;
        }
        if unit.tag == Tag::Subordinator || opens_clause(units, at) {
            return None;
        }
        if in_bare_relative(units, from, at, context) || joins_parties(units, at) {
            continue;
        }
        match unit.closed {
            Some(Tag::Modal | Tag::Do) => return Some(at),
            Some(Tag::Be | Tag::Have) => {
                return (!matches!(&*unit.lower, "be" | "been" | "being" | "having")).then_some(at);
            }
            Some(Tag::Comma | Tag::Stop | Tag::Coordinator | Tag::Subordinator | Tag::Relative) => return None,
            Some(_) if &*unit.lower != "whose" => continue,
            _ => {}
        }
        if matches!(&*unit.lower, "that" | "whose") {
            return None;
        }
        // "after the panel ruled that"
        if at > from && unit.classes.has(Class::Past) && says_that(units, at, context) {
            return Some(at);
        }
        // "to 5% from the threatened 8%": no verb stands right behind a determiner.
        let determined = |unit: &Unit<'_>| matches!(&*unit.lower, "the" | "a" | "an" | "its" | "their");
        if at > from && determined(&units[at - 1]) {
            continue;
        }
        let classes = unit.classes;
        let after_pronoun = units[at - 1].mention.is_none()
            && units[at - 1].closed == Some(Tag::Pronoun)
            && !is_acted_upon(units, at - 1, context);
        // "agreed to cut", but not "fish sold to Chile".
        let to_act = |unit: &Unit<'_>| {
            &*unit.lower == "to"
                && (!classes.has(Class::Participle)
                    || units.get(at + 2).is_some_and(|verb| verb.mention.is_none() && verb.classes.has(Class::Base)))
        };
        let opens = |unit: &Unit<'_>| opens_noun_group(unit) || matches!(&*unit.lower, "much" | "most") || to_act(unit);
        // "after Norway placed the firm on a list": a participle has no object.
        let takes_object = classes.first == Class::Past && units.get(at + 1).is_some_and(opens)
            || classes.first == Class::Participle
                && classes.has(Class::Past)
                && units.get(at + 1).is_some_and(determined)
                && units.get(at + 2).is_some_and(|noun| noun.kind != Some(Kind::Date));
        // "after Peru in May raised 5% duties".
        let figured = at > from && opens_counted_plural(&units[at + 1..]);
        // "after Norway banned imports": no participle stands between a party or a day and a bare plural.
        let agent = || {
            let before = &units[at - 1];
            let states = || context.points_back().both.contains(&before.lemma);
            before.kind.is_some_and(|kind| kind.is_party() || kind == Kind::Date)
                || before.mention.is_none() && (context.is_body(&before.lemma) || states())
        };
        let past = classes.has(Class::Past) && !classes.has(Class::Noun) && classes.first != Class::Adjective;
        // "after Peru called for talks": right behind a conjunction and a party.
        let led = at > from && at <= from + 2 && units[from].kind.is_some_and(Kind::is_party) && from > 0;
        // "after EU countries approved".
        let opens = led && units[from + 1..at].iter().all(|unit| unit.classes.first == Class::Plural);
        let conjunction = || may_be_conjunction(&units[from - 1].lower);
        if past && (figured || opens && conjunction() || at > from && opens_bare_plural(&units[at + 1..]) && agent()) {
            return Some(at);
        }
        // "cars built in Peru attract a duty": a base form that nothing else can be, behind a name.
        let base = classes.first == Class::Base && !classes.any(&[Class::Noun, Class::Plural, Class::Adjective]);
        let named = at > from && units[at - 1].mention.is_some();
        // "sanctions on Peru remain in force", "exports from Chile continue."
        let plural = || at > from && units[at - 1].classes.first == Class::Plural;
        let leaves_off = |next: &Unit<'_>| {
            matches!(next.closed, Some(Tag::Stop | Tag::Preposition))
                || &*next.lower == "to"
                || next.lower.starts_with("in ")
        };
        let ends = || context.takes_no_object(&unit.lemma) && units.get(at + 1).is_none_or(leaves_off);
        if base && (named && units.get(at + 1).is_some_and(determined) || (named || plural()) && ends()) {
            return Some(at);
        }
        // "as tensions soared"
        let alone = classes.has(Class::Past) && context.takes_no_object(&unit.lemma);
        if at > from && (takes_object || alone || after_pronoun && classes.any(&[Class::Past, Class::Present])) {
            return Some(at);
        }
        if matches!(classes.first, Class::Past | Class::Present)
            && !classes.any(&[Class::Noun, Class::Plural, Class::Participle])
        {
            return Some(at);
        }
    }
    None
}

/// "blocks tariffs **Trump had levied**", "from the tariff **it placed**": the verb of a relative clause without its
/// pronoun.
fn in_bare_relative(units: &[Unit<'_>], from: usize, at: usize, context: &Context) -> bool {
    let helps = |unit: &Unit<'_>| matches!(unit.closed, Some(Tag::Have | Tag::Be | Tag::Modal));
    let Some(subject) = (from + 1..at).rev().find(|&before| !helps(&units[before])) else { return false };
    let acts = may_act(&units[subject]);
    let noun = &units[subject - 1];
    let common = noun.mention.is_none() && matches!(noun.classes.first, Class::Noun | Class::Plural);
    acts && subject > from && common && noun.closed.is_none() && !context.is_body(&noun.lemma)
}

/// "duties on goods from Peru **and** Chile took effect": whether a word joins two parties, of which the first stands
/// behind a preposition.
fn joins_parties(units: &[Unit<'_>], at: usize) -> bool {
    let party = |at: usize| units.get(at).is_some_and(|unit| unit.kind.is_some_and(Kind::is_party));
    let behind = at > 1 && units[at - 2].closed == Some(Tag::Preposition);
    units[at].closed == Some(Tag::Coordinator) && behind && party(at - 1) && party(at + 1)
}

/// "Peru and Chile", "Peru, Egypt and Chile": how many units a list of parties takes that begins here,
/// but for its last.
fn names_listed(units: &[Unit<'_>]) -> usize {
    let party = |unit: &Unit<'_>| unit.kind.is_some_and(Kind::is_party);
    let joins = |unit: &Unit<'_>| matches!(unit.closed, Some(Tag::Comma | Tag::Coordinator));
    let listed = units.chunks(2).take_while(|pair| pair.len() == 2 && party(&pair[0]) && joins(&pair[1])).count();
    let last = 2 * listed;
    let ends = last > 0 && units[last - 1].closed == Some(Tag::Coordinator) && units.get(last).is_some_and(party);
    if ends { last } else { 0 }
}

/// "duties", "steep copper duties": whether the units begin with a plural that no determiner leads.
pub(super) fn opens_bare_plural(units: &[Unit<'_>]) -> bool {
    let leads = |unit: &&Unit<'_>| match unit.kind {
        Some(kind) => kind == Kind::Commodity,
        None => unit.classes.first == Class::Adjective,
    };
    let noun = units.iter().find(|unit| !leads(unit));
    noun.is_some_and(|noun| noun.mention.is_none() && noun.classes.first == Class::Plural)
}

/// "5% duties": whether the units begin with a figure and the plural that it is of.
pub(super) fn opens_counted_plural(units: &[Unit<'_>]) -> bool {
    let [figure, noun, ..] = units else { return false };
    is_numeric(figure) && noun.mention.is_none() && noun.classes.first == Class::Plural
}

/// "Kazakhstan limited wheat imports", "India curbs imports": whether the unit stands between the party with which a
/// clause begins and what is acted upon, and no other word of the clause could be its verb.
pub(super) fn acts_for_party(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let party = |unit: &Unit<'_>| unit.kind.is_some_and(Kind::is_party) && unit.tag == Tag::Proper;
    let before = units[..at].iter().rposition(|unit| !party(unit) && unit.tag != Tag::Determiner);
    let begins = before.is_none_or(|before| {
        matches!(units[before].tag, Tag::Comma | Tag::Stop | Tag::Subordinator)
            || context.is_saying(&units[before].lemma)
    });
    let goods = |unit: &Unit<'_>| unit.mention.is_none() && matches!(unit.classes.first, Class::Noun | Class::Plural);
    // "U.S. imports need to be taxed": the next word is the verb.
    let needs =
        |unit: &Unit<'_>| unit.classes.has(Class::Base) && units.get(at + 2).is_some_and(|to| &*to.lower == "to");
    let object = || {
        let noun = units.get(at + 1).is_some_and(|unit| goods(unit) && !needs(unit));
        opens_bare_plural(&units[at + 1..]) || noun
    };
    // "Norway cut deliveries after talks failed": that verb is another clause's.
    let opens = |unit: &Unit<'_>| unit.mention.is_none() && matches!(&*unit.lower, "after" | "before" | "because");
    let end = units[at + 1..].iter().position(opens).map_or(units.len(), |marker| at + 1 + marker);
    let own = || object() && !finite_ahead(&units[..end], at + 1, context);
    begins && party(&units[at - 1]) && (own() || tells_clause(units, at, context) || ends_report(units, at, context))
}

/// "Norway banned copper, Reuters **reports**": whether the unit closes a sentence that a party reports.
fn ends_report(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let comma = units[..at].iter().rposition(|unit| unit.tag == Tag::Comma);
    let reported = || comma.is_some_and(|comma| units[..comma].iter().any(|unit| unit.tag.is_verb()));
    let closes = units
        .get(at + 1)
        .is_none_or(|next| matches!(&*next.lower, "." | "," | "citing" | "with") || next.kind == Some(Kind::Date));
    context.is_saying(&units[at].lemma) && closes && reported()
}

/// "Poland **demands that the** EU stop": whether the unit tells the clause that begins behind it.
fn tells_clause(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let lemma = &units[at].lemma;
    let [that, subject, ..] = &units[at + 1..] else { return false };
    (context.is_saying(lemma) || context.discloses(lemma))
        && &*that.lower == "that"
        && (determines(subject) || may_act(subject))
}

/// "as **India cuts duty** on gold": whether a party begins here, with what it does and to what, and no other word of
/// the clause could be its verb.
pub(super) fn opens_party_act(units: &[Unit<'_>], from: usize, context: &Context) -> bool {
    let [party, verb, object, ..] = &units[units.len().min(from)..] else { return false };
    let acts = verb.mention.is_none() && verb.closed.is_none() && verb.classes.any(&[Class::Present, Class::Past]);
    let common = object.mention.is_none()
        && object.closed.is_none()
        && matches!(object.classes.first, Class::Noun | Class::Plural)
        && !object.classes.any(&[Class::Present, Class::Past, Class::Participle]);
    let object = common || determines(object) || opens_bare_plural(&units[from + 2..]);
    party.kind.is_some_and(Kind::is_party) && acts && object && !finite_ahead(units, from + 2, context)
}

/// Whether a unit opens a noun group as an article or a possessive does.
pub(super) fn determines(unit: &Unit<'_>) -> bool {
    unit.closed.is_some_and(Tag::determines)
}

/// Whether a unit is a party or a pronoun that can be a subject.
fn may_act(unit: &Unit<'_>) -> bool {
    let it = || unit.mention.is_none() && &*unit.lower == "it";
    unit.kind.is_some_and(Kind::is_party) || is_nominative(unit) || it()
}

/// "after it raised duties", "as Norway weighs duties": whether a word that is often a preposition opens a clause here.
fn opens_clause(units: &[Unit<'_>], at: usize) -> bool {
    let acts = |unit: &Unit<'_>| {
        let present = unit.mention.is_none() && unit.classes.first == Class::Present;
        present || is_verb_first(unit) || matches!(unit.closed, Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do))
    };
    may_be_conjunction(&units[at].lower)
        && units.get(at + 1).is_some_and(may_act)
        && units.get(at + 2).is_some_and(acts)
}
