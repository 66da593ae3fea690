//! groups → who is said to say the rest: "…, X said", "…, said X", "according to X".
//!
//! Such an insertion is taken out of the sentence before clauses are linked, so that it hides nothing.

use super::group::{Group, GroupKind};
use super::unit::Unit;
use crate::lexicon::Kind;
use crate::rule::Context;
use std::ops::Range;

/// An inserted "X said" or "according to X".
#[derive(Clone, Debug)]
pub struct Speech {
    /// The noun group that names the source.
    pub speaker: usize,
    /// The groups taken out of the sentence.
    pub groups: Range<usize>,
}

/// Finds the insertions of a sentence.
pub(super) fn find(units: &[Unit<'_>], groups: &[Group], context: &Context) -> Vec<Speech> {
    let mut speeches: Vec<Speech> = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let found = according(units, groups, at).or_else(|| said(units, groups, context, at));
        match found {
            Some(speech) => {
                at = speech.groups.end.max(at + 1);
                speeches.push(speech);
            }
            None => at += 1,
        }
    }
    speeches
}

/// "according to X" up to the next break.
fn according(units: &[Unit<'_>], groups: &[Group], at: usize) -> Option<Speech> {
    let group = &groups[at];
    let preposition = &*units[group.preposition?].lower;
    if !group.is_noun() || preposition != "according to" {
        return None;
    }
    let speaker = last_of_chain(groups, at);
    let end = (speaker + 1..groups.len())
        .find(|&index| breaks(&groups[index]) || groups[index].is_verb())
        .unwrap_or(groups.len());
    Some(Speech { speaker, groups: at..end })
}

/// The owned noun that a chain of owners ends with.
fn last_of_chain(groups: &[Group], mut at: usize) -> usize {
    while groups[at].relation == super::Relation::Possessor && at + 1 < groups.len() && groups[at + 1].is_noun() {
        at += 1;
    }
    at
}

fn breaks(group: &Group) -> bool {
    matches!(group.kind, GroupKind::Comma | GroupKind::Stop)
}

/// "…, X said …" and "…, said X …" where a break stands before and no clause follows as the verb's content.
fn said(units: &[Unit<'_>], groups: &[Group], context: &Context, at: usize) -> Option<Speech> {
    if at == 0 || !breaks(&groups[at]) || !groups[..at].iter().any(Group::is_noun) {
        return None;
    }
    let first = at + 1;
    let saying = |index: usize| {
        groups.get(index).is_some_and(|group| {
            group.is_verb()
                && group.verb.finite
                && !group.verb.passive
                && !group.verb.infinitive
                && context.is_saying(&units[group.head].lemma)
        })
    };
    if saying(first) {
        let speaker =
            groups.get(first + 1).filter(|group| group.is_noun() && group.preposition.is_none()).map(|_| first + 1)?;
        let speaker = last_of_chain(groups, speaker);
        let end = end_of_apposition(groups, end_of_insertion(groups, speaker + 1));
        let ends = end >= groups.len() || breaks(&groups[end]);
        return ends.then_some(Speech { speaker: best_name(units, groups, speaker), groups: at..end });
    }
    let speaker = groups
        .get(first)
        .filter(|group| group.is_noun() && group.preposition.is_none())
        .map(|_| last_of_chain(groups, first))?;
    let mut verb = speaker + 1;
    // "X of Y said", "X, the minister, said".
    while groups
        .get(verb)
        .is_some_and(|group| group.is_noun() && group.preposition.is_some() || group.kind == GroupKind::Time)
    {
        verb += 1;
    }
    if groups.get(verb).is_some_and(breaks) && groups.get(verb + 1).is_some_and(Group::is_noun) {
        let close = (verb + 1..groups.len()).find(|&index| breaks(&groups[index]) || groups[index].is_verb())?;
        if breaks(&groups[close]) && saying(close + 1) {
            verb = close + 1;
        }
    }
    if !saying(verb) {
        return None;
    }
    // "X told reporters": whom it is told belongs to the insertion.
    let told = matches!(&*units[groups[verb].head].lemma, "tell" | "inform" | "remind" | "assure");
    let heard = groups.get(verb + 1).filter(|group| told && group.is_noun()).map(|_| last_of_chain(groups, verb + 1));
    let end = end_of_insertion(groups, heard.unwrap_or(verb) + 1);
    let ends = end >= groups.len() || breaks(&groups[end]) || groups[end].verb.gerund;
    ends.then_some(Speech { speaker, groups: at..end.max(verb + 1) })
}

/// Where an insertion ends that began before `from`: times and prepositional groups still belong to it.
fn end_of_insertion(groups: &[Group], from: usize) -> usize {
    (from..groups.len())
        .find(|&index| {
            let group = &groups[index];
            let belongs = group.kind == GroupKind::Time
                || group.kind == GroupKind::Other
                || (group.is_noun() && group.preposition.is_some())
                || (group.verb.gerund && group.preposition.is_some())
                || follows_preposition(groups, index);
            !belongs
        })
        .unwrap_or(groups.len())
}

/// "said Jane Doe, a spokesman for the ministry": what the speaker is stands before the next break.
fn end_of_apposition(groups: &[Group], end: usize) -> usize {
    let opens = |group: &Group| group.is_noun() && group.preposition.is_none();
    if !(groups.get(end).is_some_and(breaks) && groups.get(end + 1).is_some_and(opens)) {
        return end;
    }
    let close = end_of_insertion(groups, last_of_chain(groups, end + 1) + 1);
    if groups.get(close).is_none_or(breaks) { close } else { end }
}

/// An object of a gerund that belongs to the insertion ("before leaving Tokyo").
fn follows_preposition(groups: &[Group], index: usize) -> bool {
    groups[index].is_noun() && groups[index - 1].verb.gerund && groups[index - 1].preposition.is_some()
}

/// In "said the minister, Jane Doe" the name, where the first noun has none.
fn best_name(units: &[Unit<'_>], groups: &[Group], speaker: usize) -> usize {
    let named = |index: usize| units[groups[index].head].kind.is_some_and(Kind::is_party);
    if named(speaker) {
        return speaker;
    }
    match (groups.get(speaker + 1), groups.get(speaker + 2)) {
        (Some(comma), Some(name)) if breaks(comma) && name.is_noun() && named(speaker + 2) => speaker + 2,
        _ => speaker,
    }
}
