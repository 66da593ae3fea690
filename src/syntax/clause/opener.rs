//! What opens a clause behind prepositions → the subject right behind it.

use super::{Clause, Linker};
use crate::lexicon::Kind;
use crate::syntax::group::{Group, GroupKind};

impl Linker<'_, '_> {
    /// "In recent weeks **relations** have soured": the first group of a clause in which a noun is the subject right
    /// behind what stands behind prepositions, where no other clause follows ("in the deal Peru signed, duties are
    /// cut").
    pub(super) fn opened(&self, at: usize) -> Option<usize> {
        let before = &self.groups[..at];
        let joins = |index: usize| before[index].kind == GroupKind::Coordinator;
        let opens = |index: usize| match before[index].kind {
            GroupKind::Subordinator | GroupKind::Stop => true,
            GroupKind::Coordinator => index > 0 && before[index - 1].kind == GroupKind::Comma,
            _ => false,
        };
        let start = (0..at).rev().find(|&index| opens(index)).map_or(0, |opener| opener + 1);
        // "In the United States and Japan demand fell".
        let behind = |index: usize| before[index].stands_behind() || index > start && joins(index - 1);
        let aside = |index: usize| match before[index].kind {
            GroupKind::Noun => behind(index),
            kind => matches!(kind, GroupKind::Time | GroupKind::Coordinator),
        };
        let ahead = &self.groups[at + 1..];
        let comma = ahead.iter().position(|group| group.kind == GroupKind::Comma);
        let later = comma.map(|comma| &ahead[comma + 1..]).unwrap_or_default();
        let other = later.first().is_some_and(Group::is_noun) && later.iter().any(|group| group.verb.finite);
        (start < at && !other && (start..at).all(aside)).then_some(start)
    }

    /// "Output fell, and in Peru **exports** rose": a clause beside the one that is complete, with what opens it.
    pub(super) fn begin_behind(&mut self, opener: usize, subject: usize) {
        for group in opener..subject {
            if self.groups[group].host.is_some_and(|host| host < opener) {
                self.groups[group].host = None;
                self.loose.push(group);
            }
        }
        let (marker, content_of) = (self.clause().marker, self.clause().content_of);
        self.clauses.push(Clause { subject: Some(subject), marker, content_of, ..Clause::default() });
    }

    /// "By segment, **shipments** of copper, a key item, rose": the subject behind what opens the sentence, of which
    /// more is told between commas.
    pub(super) fn is_told_behind_opener(&self, at: usize) -> bool {
        let opened = at > 1
            && self.is_comma(at - 1)
            && self.groups[..at - 1].iter().all(|group| group.kind == GroupKind::Time || group.stands_behind());
        if !opened {
            return false;
        }
        // "exports to Peru and Chile, …": the list that hangs from the subject.
        let party = |at: usize| self.groups[at].is_noun() && self.head_kind(at).is_some_and(Kind::is_party);
        let joins = |at: usize| self.groups[at].kind == GroupKind::Coordinator && party(at - 1);
        let hangs = |at: usize| self.groups[at].stands_behind() || joins(at) || joins(at - 1) && party(at);
        let count = self.groups.len();
        let comma = (at + 1..count).find(|&at| !hangs(at)).unwrap_or(count);
        let told = (comma + 1..count).find(|&at| !self.groups[at].is_noun()).unwrap_or(count);
        let verb = self.groups.get(told + 1).filter(|_| told > comma + 1 && !self.groups[comma + 1].stands_behind());
        self.is_comma(comma) && self.is_comma(told) && verb.is_some_and(|verb| verb.is_verb() && verb.verb.finite)
    }
}
