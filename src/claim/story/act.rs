//! A measure of which only a part or its new rate is told + what the story said was done to it → the same act.

use crate::claim::{Claim, Scene};
use crate::span::Span;
use crate::syntax::Relation;
use std::iter;

/// How many groups above a part its whole is sought.
const DEEPEST: usize = 4;

/// How many sentences back the act stands of which the new rates are told.
const RATES: usize = 8;

/// How many claims before one of its own sentence, and how many behind it, what it lacks is sought in.
pub(super) const BESIDE: usize = 8;

impl<'a> Scene<'_, 'a> {
    /// "Announced tariffs, **including** a 26% levy on India", "the measures **include** a 35% duty": a part of what
    /// was told is taken with it.
    pub(super) fn take_with_whole(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        if claim.action != "keep" || !claim.is_only("default") {
            return;
        }
        let Some(noun) = self.group_at(claim.trigger) else { return };
        let whole = self.whole_of(noun, earlier, claim.frame).or_else(|| self.listing(noun, claim.frame));
        if let Some(whole) = whole.filter(|whole| matches!(whole.action, "impose" | "raise")) {
            claim.action = if whole.frame == claim.frame { whole.action } else { "impose" };
            (claim.modality, claim.negated) = (whole.modality, whole.negated);
            if claim.target.is_empty() {
                claim.target.clone_from(&whole.target);
            }
        }
    }

    /// "Removed an exemption that it had granted to **Peru**": whom one act on a measure names, the other hits.
    pub(super) fn share_noun(claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            let claim = &claims[index];
            let near = &claims[index.saturating_sub(BESIDE)..claims.len().min(index + BESIDE)];
            let key = |claim: &Claim<'a>| (claim.frame, claim.action, claim.trigger);
            let named = near.iter().find(|known| key(known) == key(claim) && !known.target.is_empty());
            if claim.target.is_empty() {
                claims[index].target = named.map(|named| named.target.clone()).unwrap_or_default();
            }
        }
    }

    /// The claim of the sentence behind whose noun the part stands.
    fn whole_of<'c>(&self, part: usize, earlier: &'c [Claim<'a>], frame: &str) -> Option<&'c Claim<'a>> {
        let including = matches!(self.parse.preposition(part), "including" | "such as");
        if !including {
            return None;
        }
        let above = iter::successors(self.parse.groups[part].host, |&at| self.parse.groups[at].host);
        let heads: Vec<Span> = above.take(DEEPEST).map(|at| self.parse.head(at).span).collect();
        // "Sanctions, including a ban on imports of gas".
        let fits = |known: &Claim<'a>| known.frame == frame || self.is_measure(known);
        earlier.iter().rev().find(|known| fits(known) && heads.contains(&known.trigger))
    }

    /// The last claim of the frame, where a list or the measures that were spoken of hold the part.
    fn listing(&self, part: usize, frame: &str) -> Option<&Claim<'a>> {
        let group = &self.parse.groups[part];
        let verb = group.host.filter(|_| matches!(group.relation, Relation::Object | Relation::Conjunct));
        let verb = verb.and_then(|verb| self.verb_above(verb))?;
        let holds = self.rules.context.holds_parts(&self.parse.head(verb).lemma);
        let list = self.parse.groups[verb].verb.subject.filter(|_| holds)?;
        let head = self.parse.head(list);
        let spoken_of =
            head.mention.is_none() && (self.is_definite(list) || !self.mentions_before(list, |_| true).is_empty());
        // "The measures", "the package" may hold another sort of measure than the last.
        let parts = self.rules.context.points_back().measure.contains(&head.lemma) || &*head.lemma == "package";
        let mut known = self.memory.claims().filter(|known| known.frame == frame || parts && self.is_measure(known));
        known.next().filter(|_| spoken_of)
    }

    /// "The new duty will be 17%", "the duty will be 11% for shoes and 6% for hats": what was said to be raised or cut
    /// comes to that.
    pub(super) fn come_to_rate(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let told = claim.is_only("default") || claim.is_only("new");
        if claim.action != "impose" || !told || claim.rate.is_none() {
            return;
        }
        let moved = |known: &&Claim<'a>| known.frame == claim.frame && matches!(known.action, "raise" | "cut");
        let first = earlier.iter().rev().filter(moved).find(|known| known.rules == claim.rules);
        let definite = self.group_at(claim.trigger).is_some_and(|noun| self.is_definite(noun));
        let mut near = self.memory.claims().take_while(|known| known.sentence + RATES >= claim.sentence);
        let before = near.find(moved).filter(|_| definite);
        let before = before.filter(|before| self.agree(&claim.actor, &before.actor));
        if let Some(moved) = first.or(before) {
            claim.action = moved.action;
        }
    }
}
