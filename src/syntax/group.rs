//! units → noun groups, verb groups and the breaks between them, left to right.

use super::look::{closes_dateline, leads_passive};
use super::noun_group::noun_group;
use super::unit::{Tag, Unit};
use crate::rule::Context;
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
    /// The first group that hangs from it.
    pub(super) first_hung: Option<usize>,
    /// The next group that hangs from the same host.
    pub(super) next_hung: Option<usize>,
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
    pub(super) fn new(kind: GroupKind, units: Range<usize>) -> Group {
        Group {
            kind,
            head: units.end - 1,
            units,
            preposition: None,
            relation: Relation::Free,
            host: None,
            first_hung: None,
            next_hung: None,
            verb: Verb::default(),
        }
    }

    /// Whether it is a noun group; one that says when is none.
    pub fn is_noun(&self) -> bool {
        self.kind == GroupKind::Noun
    }

    /// Whether it is a noun group behind a preposition.
    pub(crate) fn stands_behind(&self) -> bool {
        self.is_noun() && self.preposition.is_some()
    }

    /// Whether it is a verb group.
    pub fn is_verb(&self) -> bool {
        self.kind == GroupKind::Verb
    }
}

/// Groups the units of a sentence.
pub(super) fn group(units: &[Unit<'_>], context: &Context) -> Vec<Group> {
    let mut groups = Vec::with_capacity(units.len());
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
            tag => {
                let verb = if tag.is_of_noun_group() { None } else { verb_group(units, at) };
                verb.unwrap_or_else(|| {
                    let (kind, end) = noun_group(units, at, context).unwrap_or((GroupKind::Other, at + 1));
                    Group::new(kind, at..end)
                })
            }
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
        rejoin(units, &mut groups, at);
        if groups[at].relation == Relation::Possessor {
            groups[at].host = (at + 1..groups.len()).find(|&next| groups[next].is_noun());
        }
    }
    groups
}

/// "Norway **has** in recent years **raised** its duty": an auxiliary and its verb, with only a time or a place
/// between.
fn rejoin(units: &[Unit<'_>], groups: &mut [Group], auxiliary: usize) {
    let last = |group: &Group| units[group.units.end - 1].tag;
    let helps = &groups[auxiliary];
    let wanted = match last(helps) {
        Tag::Have if helps.is_verb() => [Tag::Participle, Tag::Past],
        Tag::Modal if helps.is_verb() => [Tag::Base, Tag::Base],
        _ => return,
    };
    let between = |group: &Group| group.preposition.is_some() && (group.is_noun() || group.kind == GroupKind::Time);
    let apart = groups[auxiliary + 1..].iter().take_while(|group| between(group)).count();
    let verb = auxiliary + 1 + apart;
    let single = |group: &Group| group.is_verb() && group.units.len() == 1 && wanted.contains(&units[group.head].tag);
    if apart == 0 || !groups.get(verb).is_some_and(single) {
        return;
    }
    let Verb { negated, modal, .. } = std::mem::take(&mut groups[auxiliary].verb);
    let past = modal.is_none();
    groups[auxiliary].kind = GroupKind::Other;
    groups[verb].verb = Verb { negated, modal, past, finite: true, ..Verb::default() };
}

/// Has each host know the groups that hang from it, in order.
pub(super) fn thread(groups: &mut [Group]) {
    for group in (0..groups.len()).rev() {
        if let Some(host) = groups[group].host {
            groups[group].next_hung = groups[host].first_hung.replace(group);
        }
    }
}

fn verb_group(units: &[Unit<'_>], first: usize) -> Option<Group> {
    let after_nor = first.checked_sub(1).is_some_and(|before| &*units[before].lower == "nor");
    let mut verb = Verb { negated: after_nor, ..Verb::default() };
    let mut at = first;
    let (mut auxiliary, mut be, mut have) = (None, false, false);
    while at < units.len() {
        match units[at].tag {
            // "is to cut", "has to pay", "ought to pay", "has yet to lift" carry a clause like a modal.
            Tag::To if (be || have || &*units[first].lower == "ought") && auxiliary.is_some() => {
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
