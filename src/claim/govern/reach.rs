//! A group → the groups below it and the verbs above it.

use crate::claim::{Claim, Scene};
use crate::span::Span;
use crate::syntax::GroupKind;
use std::iter;

impl Scene<'_, '_> {
    /// Every group below another, itself first.
    pub(in crate::claim) fn below(&self, group: usize) -> Vec<usize> {
        let mut below = vec![group];
        let mut at = 0;
        while at < below.len() && below.len() < 60 {
            below.extend(self.parse.hanging(below[at]));
            at += 1;
        }
        below
    }

    /// The group whose head stands at a span.
    pub(in crate::claim) fn group_at(&self, span: Span) -> Option<usize> {
        (0..self.parse.groups.len()).find(|&group| self.parse.head(group).span == span)
    }

    /// The verb on which what states a claim depends.
    pub(in crate::claim) fn told_by(&self, claim: &Claim<'_>) -> Option<usize> {
        let group = self.group_at(claim.trigger)?;
        self.verb_above(group)
    }

    /// The verb group that a group depends on, through nouns and lists.
    pub(in crate::claim) fn verb_above(&self, mut group: usize) -> Option<usize> {
        for _ in 0..10 {
            if self.parse.groups[group].kind == GroupKind::Verb {
                return Some(group);
            }
            group = self.parse.groups[group].host?;
        }
        None
    }

    /// The verb that a group depends on and those above it, at most so many: hosts may point in a circle.
    pub(in crate::claim) fn verbs_above(&self, group: usize, most: usize) -> impl Iterator<Item = usize> {
        let above = |&verb: &usize| self.verb_above(self.parse.groups[verb].host?);
        iter::successors(self.verb_above(group), above).take(most)
    }
}
