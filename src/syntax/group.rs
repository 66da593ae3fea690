//! units → noun groups, verb groups and the breaks between them, left to right.

use super::look::closes_dateline;
use super::look::leads_passive;
use super::unit::{Tag, Unit};
use crate::lexicon::Kind;
use std::ops::Range;

/// One group of a sentence, and where it hangs once `clause` has linked it.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its units, without the preposition before it.
    pub units: Range<usize>,
    /// Its head's unit: the last noun, the main verb.
    pub head: usize,
    /// The preposition's unit that stands before it.
    pub preposition: Option<usize>,
    /// How it hangs from another group.
    pub relation: Relation,
    /// The group that it hangs from.
    pub host: Option<usize>,
    /// What a verb group says beyond its verb.
    pub verb: Verb,
}

/// What a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// A noun group.
    Noun,
    /// A noun group that says when.
    Time,
    /// A verb group.
    Verb,
    /// A comma, or a dash that works as one.
    Comma,
    /// "and", "or", "but".
    Coordinator,
    /// "if", "although", "that" before a clause.
    Subordinator,
    /// "which", "who", "that" after a noun.
    Relative,
    /// A semicolon, a colon, a full stop.
    Stop,
    /// Anything else.
    Other,
}

/// How a group hangs from its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It hangs from nothing.
    Free,
    /// Noun: subject of a verb.
    Subject,
    /// Noun: object of a verb.
    Object,
    /// Noun or gerund: behind a preposition, of a noun or a verb.
    Preposition,
    /// Noun: owner of the next noun group.
    Possessor,
    /// Noun: says once more who the host is.
    Apposition,
    /// Noun or verb: joined with the host by "and", "or" or a comma.
    Conjunct,
    /// Verb: infinitive of a verb or noun.
    Infinitive,
    /// Verb: what a verb of saying or thinking says.
    Content,
    /// Verb: says more about a noun (relative clause, participle).
    Modifier,
    /// Verb: a clause beside the main one ("although …", "citing …").
    Adverbial,
    /// Time: when what the verb tells happens.
    When,
}

/// What a verb group says beyond its verb.
#[derive(Clone, Debug, Default)]
pub struct Verb {
    /// "has been imposed", "tariffs imposed by".
    pub passive: bool,
    /// It is an infinitive.
    pub infinitive: bool,
    /// It is an -ing form without an auxiliary.
    pub gerund: bool,
    /// It can carry a clause.
    pub finite: bool,
    /// "is", "was" with no other verb.
    pub copula: bool,
    /// In the past or perfect.
    pub past: bool,
    /// "is imposing".
    pub progressive: bool,
    /// A "not" or "never" stands in it.
    pub negated: bool,
    /// Its modal's unit.
    pub modal: Option<usize>,
    /// Its subject's group.
    pub subject: Option<usize>,
    /// Its objects' groups.
    pub objects: Vec<usize>,
    /// The conjunction's unit that opens its clause.
    pub marker: Option<usize>,
}

impl Group {
    fn new(kind: GroupKind, units: Range<usize>) -> Group {
        Group {
            kind,
            head: units.end - 1,
            units,
            preposition: None,
            relation: Relation::Free,
            host: None,
            verb: Verb::default(),
        }
    }

    /// Whether it is a noun group, of time or not.
    pub fn is_noun(&self) -> bool {
        self.kind == GroupKind::Noun
    }

    /// Whether it is a verb group.
    pub fn is_verb(&self) -> bool {
        self.kind == GroupKind::Verb
    }
}

/// Groups the units of a sentence.
pub(super) fn group(units: &[Unit<'_>]) -> Vec<Group> {
    let mut groups = Vec::with_capacity(units.len() / 2 + 1);
    let mut preposition = None;
    let mut at = 0;
    while at < units.len() {
        let mut group = match units[at].tag {
            Tag::Preposition => {
                // "by between 10% and 20%", "to about 5%": the first says where it belongs.
                let narrows = matches!(&*units[at].lower, "between" | "around" | "about" | "under" | "over");
                preposition = preposition.filter(|_| narrows).or(Some(at));
                at += 1;
                continue;
            }
            Tag::Comma => Group::new(GroupKind::Comma, at..at + 1),
            Tag::Coordinator => Group::new(GroupKind::Coordinator, at..at + 1),
            Tag::Subordinator => Group::new(GroupKind::Subordinator, at..at + 1),
            Tag::Relative => Group::new(GroupKind::Relative, at..at + 1),
            Tag::Stop if matches!(&*units[at].lower, "-" | "--" | "–" | "—") && !closes_dateline(units, at) => {
                Group::new(GroupKind::Comma, at..at + 1)
            }
            Tag::Stop => Group::new(GroupKind::Stop, at..at + 1),
            Tag::Genitive | Tag::Other => Group::new(GroupKind::Other, at..at + 1),
            _ => verb_group(units, at)
                .or_else(|| noun_group(units, at))
                .unwrap_or_else(|| Group::new(GroupKind::Other, at..at + 1)),
        };
        at = group.units.end;
        if group.is_noun() || (group.is_verb() && group.verb.gerund) || group.kind == GroupKind::Time {
            group.preposition = preposition;
        }
        preposition = None;
        let owner = group.is_noun() || group.kind == GroupKind::Time;
        if owner && units.get(at).is_some_and(|unit| unit.tag == Tag::Genitive) {
            group.relation = Relation::Possessor;
            at += 1;
        }
        groups.push(group);
    }
    for at in 0..groups.len() {
        if groups[at].relation == Relation::Possessor {
            groups[at].host = (at + 1..groups.len()).find(|&next| groups[next].is_noun());
        }
    }
    groups
}

fn verb_group(units: &[Unit<'_>], first: usize) -> Option<Group> {
    let after_nor = first.checked_sub(1).is_some_and(|before| &*units[before].lower == "nor");
    let mut verb = Verb { negated: after_nor, ..Verb::default() };
    let mut at = first;
    let (mut auxiliary, mut be, mut have) = (None, false, false);
    while at < units.len() {
        match units[at].tag {
            // "is to cut", "has to pay", "has yet to lift" carry a clause like a modal.
            Tag::To if (be || have) && auxiliary.is_some() => {
                let yet = units[first..at].iter().any(|unit| &*unit.lower == "yet");
                verb.negated ^= yet;
                verb.modal = verb.modal.or(auxiliary.filter(|_| !yet));
                (verb.past, be, have) = (false, false, false);
            }
            Tag::To => verb.infinitive = true,
            Tag::Modal => {
                verb.modal = Some(at);
                auxiliary = Some(at);
            }
            Tag::Be => {
                (auxiliary, be) = (Some(at), true);
                verb.past |= matches!(&*units[at].lower, "was" | "were" | "been");
            }
            Tag::Have => {
                (auxiliary, have) = (Some(at), true);
                verb.past = true;
            }
            Tag::Do => {
                auxiliary = Some(at);
                verb.past |= &*units[at].lower == "did";
            }
            Tag::Negation => verb.negated = true,
            Tag::Adverb if auxiliary.is_some() || verb.infinitive || leads_to_verb(units, at) => {}
            tag if leads_passive(&units[at]) && units.get(at + 1).is_some_and(|next| next.tag == Tag::Participle) => {
                (auxiliary, be) = (Some(at), true);
                verb.past |= tag == Tag::Past;
            }
            tag if tag.is_verb() => return Some(main_verb(units, first, at, verb, auxiliary.is_some(), be, have)),
            _ => break,
        }
        at += 1;
    }
    // Only auxiliaries: the last is the main verb ("is", "has a plan", "did so").
    let head = auxiliary?;
    let head =
        (first..at).rev().find(|&index| matches!(units[index].tag, Tag::Be | Tag::Have | Tag::Do)).unwrap_or(head);
    verb.copula = units[head].tag == Tag::Be;
    verb.finite = !verb.infinitive && !matches!(&*units[head].lower, "being" | "having");
    verb.gerund = matches!(&*units[head].lower, "being" | "having");
    if units[head].tag == Tag::Have && units[head].lower != "had" {
        verb.past = false;
    }
    Some(Group { head, verb, ..Group::new(GroupKind::Verb, first..at) })
}

fn leads_to_verb(units: &[Unit<'_>], at: usize) -> bool {
    units[at..]
        .iter()
        .find(|unit| !matches!(unit.tag, Tag::Adverb | Tag::Negation))
        .is_some_and(|unit| unit.tag.is_verb() || unit.tag.is_auxiliary())
}

fn main_verb(
    units: &[Unit<'_>],
    first: usize,
    head: usize,
    mut verb: Verb,
    auxiliary: bool,
    be: bool,
    have: bool,
) -> Group {
    let tag = units[head].tag;
    verb.passive = tag == Tag::Participle && (be || !have);
    verb.progressive = tag == Tag::Gerund && be;
    verb.gerund = tag == Tag::Gerund && !be;
    verb.past |= tag == Tag::Past;
    let participle_alone = tag == Tag::Participle && !auxiliary;
    verb.finite = !verb.infinitive && !verb.gerund && !participle_alone;
    let being = units[first..head].iter().any(|unit| matches!(&*unit.lower, "being" | "having"));
    if being && !units[first..head].iter().any(|unit| matches!(&*unit.lower, "is" | "are" | "was" | "were")) {
        verb.finite = false;
        verb.gerund = true;
    }
    Group { head, verb, ..Group::new(GroupKind::Verb, first..head + 1) }
}

fn noun_group(units: &[Unit<'_>], first: usize) -> Option<Group> {
    if units[first].kind == Some(Kind::Date) {
        let end = (first + 1..units.len()).find(|&at| units[at].kind != Some(Kind::Date)).unwrap_or(units.len());
        // "Friday trading", "a June 11 deadline": a date before a noun belongs to it.
        if end >= units.len() || !matches!(units[end].tag, Tag::Noun | Tag::Plural) {
            return Some(Group::new(GroupKind::Time, first..end));
        }
    }
    let mut at = first;
    let mut head = None;
    let finished = |head: Option<usize>, at: usize| {
        let common = |head: usize| units[head].mention.is_none() && !units[head].capital;
        head.is_some_and(|head| head + 1 == at && common(head) && matches!(units[head].tag, Tag::Noun | Tag::Plural))
    };
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
                if head.is_some() {
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
            // "the taxes Turkey is levying", "the duties President Reagan has ordered": a country or a title behind a
            // finished noun begins a group of its own.
            Tag::Proper if unit.kind == Some(Kind::Country) && finished(head, at) => break,
            Tag::Noun
                if unit.capital
                    && finished(head, at)
                    && units.get(at + 1).is_some_and(|next| next.kind == Some(Kind::Person)) =>
            {
                break;
            }
            // "rose 126 percent year on year": what comes after the percentage is no part of it.
            Tag::Noun if at > first && units[at - 1].kind == Some(Kind::Percent) && is_period(&unit.lower) => break,
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
                        || unit.kind.is_some_and(|kind| kind == Kind::Percent || kind == Kind::Money)
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
            .filter(|_| matches!(units[first].tag, Tag::Determiner | Tag::Possessive))
    })?;
    (end > first).then(|| Group { head, ..Group::new(GroupKind::Noun, first..head + 1) })
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
    if units[last].tag == Tag::Adjective {
        let ahead = &units[next..];
        return units[next].tag == Tag::Adjective
            && ahead
                .iter()
                .find(|unit| unit.tag != Tag::Adjective)
                .is_some_and(|unit| matches!(unit.tag, Tag::Noun | Tag::Plural));
    }
    let modifier = |index: usize| {
        units[index]
            .kind
            .filter(|kind| matches!(kind, Kind::Commodity | Kind::Country))
            .map(Some)
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
    loop {
        while matches!(units[next].tag, Tag::Adjective) && next + 1 < units.len() {
            next += 1;
        }
        if modifier(next) != Some(sort) {
            return false;
        }
        match units.get(next + 1) {
            Some(unit) if unit.mention.is_none() && matches!(unit.tag, Tag::Noun | Tag::Plural) => return true,
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
