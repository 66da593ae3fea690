//! units → the noun group that begins at one: where it ends, and its head.

use super::fixed::may_be_conjunction;
use super::group::GroupKind;
use super::look::{begins_anew, is_figure};
use super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::Context;

/// What the noun group is that begins at a unit, and where it ends: behind its head.
pub(super) fn noun_group(units: &[Unit<'_>], first: usize, context: &Context) -> Option<(GroupKind, usize)> {
    if units[first].kind == Some(Kind::Date) {
        let end = (first + 1..units.len()).find(|&at| units[at].kind != Some(Kind::Date)).unwrap_or(units.len());
        // "Friday trading", "a June 11 deadline": a date before a noun belongs to it.
        let named = units[end..].iter().find(|unit| unit.tag != Tag::Adjective).is_some_and(is_common);
        // "will impose from 31 July quotas on shoes": the verb's object stands behind.
        let within = first > 1 && units[first - 1].tag == Tag::Preposition && units[first - 2].tag.is_verb();
        if !named || within {
            return Some((GroupKind::Time, end));
        }
    }
    if let Some(end) = lapse(units, first) {
        return Some((GroupKind::Time, end));
    }
    if let Some(end) = term(units, first) {
        return Some((GroupKind::Noun, end));
    }
    if let Some(end) = opening(units, first) {
        let kind = if units[end - 1].kind == Some(Kind::Date) { GroupKind::Time } else { GroupKind::Noun };
        return Some((kind, end));
    }
    let mut at = first;
    let mut head = None;
    while at < units.len() {
        let unit = &units[at];
        match unit.tag {
            Tag::Determiner | Tag::Possessive
                if at == first || (&*unit.lower != "the" && head.is_none() && units[at - 1].tag == Tag::Determiner) => {
            }
            Tag::Determiner | Tag::Possessive
                if head.is_none() && units[first..at].iter().all(|unit| unit.tag == Tag::Adverb) => {}
            Tag::Pronoun if at == first => {
                head = Some(at);
                at += 1;
                break;
            }
            Tag::Proper if unit.kind == Some(Kind::Date) => {
                // "a 15% January rise": a date before a noun belongs to it.
                let numbered = head.is_some_and(|head| head + 1 == at && units[head].kind.is_some_and(Kind::is_figure));
                if head.is_some() && !(numbered && units.get(at + 1).is_some_and(is_common)) {
                    break;
                }
            }
            // "told Reuters Norway would": the one hears it, the other is what it is about.
            Tag::Proper
                if head.is_some()
                    && unit.kind.is_some_and(Kind::is_party)
                    && first.checked_sub(1).is_some_and(|before| &*units[before].lemma == "tell") =>
            {
                break;
            }
            Tag::Noun | Tag::Proper if head.is_some_and(|head| begins_anew(units, head, at, context)) => break,
            // "rose 126 percent year on year": what comes after the percentage is no part of it.
            Tag::Noun if at > first && units[at - 1].kind == Some(Kind::Percent) && is_period(&unit.lower) => break,
            // "raised the prices of crude oil 50 cents a barrel": a sum behind a finished noun is no part of it.
            Tag::Proper
                if unit.kind.is_some_and(Kind::is_figure)
                    && head.is_some_and(|head| {
                        head + 1 == at && (is_finished(&units[head]) || is_definite(units, first, head))
                    })
                    && !units.get(at + 1).is_some_and(|next| is_common(next) || next.tag == Tag::Adjective) =>
            {
                break;
            }
            Tag::Noun | Tag::Plural | Tag::Proper | Tag::Number => head = Some(at),
            Tag::Adjective => {
                // An adjective behind the head ends the group, unless another noun follows it.
                let more = units[at + 1..]
                    .iter()
                    .find(|unit| !matches!(unit.tag, Tag::Adjective | Tag::Adverb))
                    .is_some_and(|unit| matches!(unit.tag, Tag::Noun | Tag::Plural | Tag::Proper | Tag::Number));
                if head.is_some() && !more {
                    break;
                }
            }
            Tag::Adverb => {
                let more = units.get(at + 1).is_some_and(|unit| {
                    matches!(unit.tag, Tag::Adjective | Tag::Number | Tag::Adverb | Tag::Determiner)
                        || unit.kind.is_some_and(Kind::is_figure)
                });
                if !more || head.is_some() {
                    break;
                }
            }
            Tag::Comma | Tag::Coordinator if joins_modifiers(units, first, at) => {}
            _ => break,
        }
        at += 1;
    }
    let end = at;
    let head = head.or_else(|| {
        (first..end)
            .rev()
            .find(|&at| matches!(units[at].tag, Tag::Adjective | Tag::Determiner))
            .filter(|_| units[first].tag.determines())
    })?;
    (end > first).then_some((GroupKind::Noun, head + 1))
}

/// Where "**a day** after the ruling", "**two weeks** before it met" ends, where it begins at a unit.
pub(super) fn lapse(units: &[Unit<'_>], first: usize) -> Option<usize> {
    let end = stretch_end(units, first)?;
    let measured = units.get(end).is_some_and(|unit| matches!(&*unit.lower, "after" | "before"));
    measured.then_some(end)
}

/// Where "a day", "two weeks" ends, where it begins at a unit.
fn stretch_end(units: &[Unit<'_>], first: usize) -> Option<usize> {
    let one =
        matches!(&*units[first].lower, "a" | "an") && units.get(first + 1).is_some_and(|unit| is_stretch(&unit.lower));
    let counted = units[first].kind == Some(Kind::Quantity) && units[first].is_duration();
    (one || counted).then_some(first + if one { 2 } else { 1 })
}

/// "Will suspend for **a year** export controls": a stretch of time between a verb and its object.
fn term(units: &[Unit<'_>], first: usize) -> Option<usize> {
    let [.., verb, preposition] = &units[..first] else { return None };
    let inserted = verb.tag.is_verb() && matches!(&*preposition.lower, "for" | "by" | "until" | "within");
    let end = stretch_end(units, first)?;
    let named = units.get(end).is_some_and(|next| is_common(next) || next.tag == Tag::Proper && !is_figure(next));
    let more = units.get(end + 1).is_some_and(|next| next.tag.is_nominal() || next.tag == Tag::Preposition);
    (inserted && named && more).then_some(end)
}

/// "In **the first quarter** copper output rose", "under **the new rules** imports are banned", "in **Peru** exports
/// fell": where the group ends that opens a clause behind a preposition, where no comma says so but the verb ahead has
/// no other subject.
fn opening(units: &[Unit<'_>], first: usize) -> Option<usize> {
    if !opens_clause(&units[..first]) {
        return None;
    }
    let nouns = |from: usize| units[from..].iter().take_while(|unit| unit.tag.is_of_noun_group()).count();
    let run = first..first + nouns(first);
    // "In Peru and Chile exports fell".
    let listed = |at: usize| units.get(at).is_some_and(is_located);
    if units.get(run.end).is_some_and(|unit| unit.tag == Tag::Coordinator) && listed(run.end - 1) && listed(run.end + 1)
    {
        return opening(units, run.end + 1).map(|_| run.end);
    }
    let mut ends = run.clone().take(run.len().saturating_sub(1)).filter(|&at| may_end(units, first, at));
    let mut last = ends.next()?;
    // "In U.S. markets gold rose".
    if is_located(&units[last]) {
        last = ends.next().unwrap_or(last);
    }
    // "In Friday trading oil rose".
    let last = if &*units[last + 1].lower == "trading" { last + 1 } else { last };
    let mut at = run.end;
    let determined = |at: usize| units.get(at).is_some_and(|unit| unit.tag.determines());
    while units.get(at).is_some_and(|unit| match unit.tag {
        Tag::Preposition | Tag::Genitive => true,
        Tag::Coordinator => !determined(at + 1),
        _ => false,
    }) {
        at += 1 + nouns(at + 1);
    }
    at += units[at.min(units.len())..].iter().take_while(|unit| unit.tag == Tag::Adverb).count();
    let verb =
        matches!(units.get(at)?.tag, Tag::Past | Tag::Present | Tag::Base | Tag::Modal | Tag::Be | Tag::Have | Tag::Do);
    (verb && last + 1 < run.end).then_some(last + 1)
}

/// As many groups may stand before the subject of a clause.
const MOST_OPENERS: usize = 4;

/// Whether the units end with a preposition with which a clause begins: of the sentence, behind a conjunction, behind a
/// comma and "and". Other such groups may stand between ("in Peru **on** Monday"), or a list ("in Peru **and**").
fn opens_clause(mut before: &[Unit<'_>]) -> bool {
    for _ in 0..MOST_OPENERS {
        let Some((last, rest)) = before.split_last() else { return false };
        let nouns = rest.iter().rev().take_while(|unit| unit.tag.is_of_noun_group()).count();
        let (rest, group) = rest.split_at(rest.len() - nouns);
        before = match last.tag {
            Tag::Preposition if nouns == 0 => return !may_be_conjunction(&last.lower) && begins_clause(rest),
            Tag::Preposition if group.iter().all(|unit| unit.tag != Tag::Pronoun) => rest,
            Tag::Coordinator if group.last().is_some_and(is_located) => rest,
            _ => return false,
        };
    }
    false
}

/// Whether nothing of a clause stands before: no unit, a conjunction, a comma and "and".
fn begins_clause(before: &[Unit<'_>]) -> bool {
    let mut before = before.iter().rev().skip_while(|unit| unit.tag == Tag::Adverb).peekable();
    let joined = before.next_if(|unit| unit.tag == Tag::Coordinator).is_some();
    before.next().is_none_or(|unit| match unit.tag {
        Tag::Stop | Tag::Subordinator => true,
        Tag::Comma => joined,
        _ => false,
    })
}

/// Whether a unit says where.
fn is_located(unit: &Unit<'_>) -> bool {
    matches!(unit.kind, Some(Kind::Country | Kind::Place)) && !unit.classes.has(Class::Adjective)
}

/// Whether a noun group that begins at a unit behind a preposition may end at another: with a time, a plural, where
/// something is, or before a name.
fn may_end(units: &[Unit<'_>], first: usize, at: usize) -> bool {
    let unit = &units[at];
    let next = &units[at + 1];
    let named = next.kind.map_or(next.capital, |kind| matches!(kind, Kind::Organization | Kind::Person));
    match unit.kind {
        Some(Kind::Country | Kind::Place) => {
            is_located(unit) && (at == first || at == first + 1 && units[first].tag.determines())
        }
        // "For September delivery".
        Some(kind) => kind == Kind::Date && !matches!(&*units[first - 1].lower, "for" | "of" | "to" | "from" | "with"),
        None => {
            let before_name = named && unit.tag == Tag::Noun && units[first].tag.determines();
            unit.tag == Tag::Plural
                || before_name
                || is_period(&unit.lower)
                || matches!(&*unit.lower, "period" | "half")
        }
    }
}

pub(super) fn is_stretch(word: &str) -> bool {
    is_period(word) || word == "hour"
}

fn is_common(unit: &Unit<'_>) -> bool {
    matches!(unit.tag, Tag::Noun | Tag::Plural)
}

/// "Cut **output** 20 percent", "its rate 25 basis points", but not "a record 20 percent".
fn is_definite(units: &[Unit<'_>], first: usize, head: usize) -> bool {
    units[head].tag == Tag::Noun && !matches!(&*units[first].lower, "a" | "an" | "another" | "any" | "the")
}

/// Whether a noun ends its group where a sum follows: goods, a party ("send Peru $5 million") or a plural.
fn is_finished(unit: &Unit<'_>) -> bool {
    unit.kind.is_some_and(|kind| kind == Kind::Commodity || kind.is_party()) || unit.tag == Tag::Plural
}

fn is_period(word: &str) -> bool {
    matches!(word, "year" | "month" | "week" | "quarter" | "day")
}

/// Whether the comma or "and" at `at` joins modifiers of one head ("steel and aluminum tariffs", "import and export
/// duties", "U.S. and Chinese officials") rather than two noun groups.
fn joins_modifiers(units: &[Unit<'_>], first: usize, at: usize) -> bool {
    let Some(last) = at.checked_sub(1).filter(|&last| last >= first) else {
        return false;
    };
    let skip =
        |from: usize| (from..units.len()).find(|&index| !matches!(units[index].tag, Tag::Comma | Tag::Coordinator));
    let Some(mut next) = skip(at + 1) else { return false };
    // "European and U.S. exporters": an adjective of a party.
    let european = |index: usize| units[index].mention.is_none() && &*units[index].lower == "european";
    if units[last].tag == Tag::Adjective && !european(last) {
        let ahead = &units[next..];
        return units[next].tag == Tag::Adjective
            && ahead
                .iter()
                // "the unjust and unprovoked American tariffs"
                // "Peruvian, Chilean, and Kenyan goods"
                .find(|unit| {
                    !matches!(unit.tag, Tag::Adjective | Tag::Comma | Tag::Coordinator)
                        && unit.kind != Some(Kind::Country)
                })
                .is_some_and(|unit| matches!(unit.tag, Tag::Noun | Tag::Plural));
    }
    let modifier = |index: usize| {
        units[index]
            .kind
            .filter(|kind| matches!(kind, Kind::Commodity | Kind::Country))
            .map(Some)
            .or_else(|| european(index).then_some(Some(Kind::Country)))
            .or_else(|| matches!(&*units[index].lemma, "import" | "export").then_some(None))
    };
    let Some(sort) = modifier(last) else { return false };
    // What stands before must be modifiers alone: "a 25% tariff on steel and aluminum imports" joins nouns of one
    // sort, "exports of steel and wheat prices" is left to the clause.
    let only_modifiers = units[first..last].iter().all(|unit| {
        matches!(
            unit.tag,
            Tag::Determiner
                | Tag::Adjective
                | Tag::Adverb
                | Tag::Comma
                | Tag::Coordinator
                | Tag::Possessive
                | Tag::Number
        ) || unit.kind.is_some()
    });
    if !only_modifiers {
        return false;
    }
    // "from Egypt, Norwegian officials said": states are joined by an "and" somewhere.
    let joined = |head: usize| {
        sort.is_none_or(|kind| kind != Kind::Country) || units[at..head].iter().any(|unit| unit.tag == Tag::Coordinator)
    };
    loop {
        while matches!(units[next].tag, Tag::Adjective) && next + 1 < units.len() {
            next += 1;
        }
        if modifier(next) != Some(sort) {
            return false;
        }
        match units.get(next + 1) {
            Some(unit) if unit.mention.is_none() && matches!(unit.tag, Tag::Noun | Tag::Plural) => {
                return joined(next);
            }
            Some(unit) if unit.kind == Some(Kind::Commodity) && sort == Some(Kind::Country) => return false,
            Some(unit) if unit.kind.is_some() && unit.kind == Some(Kind::Person) => return false,
            Some(unit) if matches!(unit.tag, Tag::Comma | Tag::Coordinator) => match skip(next + 1) {
                Some(after) => next = after,
                None => return false,
            },
            _ => return false,
        }
    }
}
