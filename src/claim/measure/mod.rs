//! Frames stated by a noun → claims: tariffs, bans, deals, talks, probes, pledges.
//!
//! `fill.rs` fills one claim for each word that governs the noun: its rates and amounts (`figure.rs`), and whether what
//! is told stands, ends or is still to come (`stands.rs`).

mod fill;
mod figure;
mod purpose;
mod stands;

use super::govern::{Governor, Stand};
use super::trigger::stated::Stated;
use super::{Claim, Scene};
use crate::rule::{Frame, Shape};
use crate::span::Span;
use crate::syntax::{Relation, Tag};

/// Finds the claims that a noun states.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    for noun in 0..scene.parse.groups.len() {
        if !scene.parse.groups[noun].is_noun()
            || scene.parse.speeches.iter().any(|speech| speech.speaker == noun && !scene.is_deal_noun(noun))
        {
            continue;
        }
        scene.claims_at(noun, &mut claims);
    }
    claims
}

/// Among how many claims of a sentence a verb's is sought.
const FEW: usize = 8;

/// Adds the claims of nouns that point back at what a verb of the sentence has told:
/// "banned imports and lifted **the ban**".
pub(super) fn find_again<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let measure = |claim: &&Claim<'a>| scene.is_measure(claim);
    let mut told: Vec<Span> = claims.iter().filter(measure).map(|claim| claim.trigger).collect();
    told.sort_unstable_by_key(|span| span.start);
    let verb = |span: &Span| (scene.group_at(*span)).filter(|&verb| scene.parse.groups[verb].is_verb());
    let Some(first) = told.iter().take(FEW).find_map(verb) else { return };
    for noun in first + 1..scene.parse.groups.len() {
        let head = scene.parse.head(noun).span;
        let known = told.binary_search_by_key(&head.start, |span| span.start).is_ok();
        if scene.parse.groups[noun].is_noun() && !known && scene.is_definite(noun) && scene.stated(noun, &[]).is_none()
        {
            scene.claims_at(noun, claims);
        }
    }
}

impl<'a> Scene<'_, 'a> {
    /// Whether what is claimed is a measure.
    pub(in crate::claim) fn is_measure(&self, claim: &Claim<'_>) -> bool {
        self.rules.shape_of(claim.frame) == Some(Shape::Measure)
    }

    /// Adds the claims that the noun at a group states.
    fn claims_at(&self, noun: usize, claims: &mut Vec<Claim<'a>>) {
        // "Did not say which duties would fall": a question states nothing.
        let start = self.parse.groups[noun].units.start;
        let asked =
            self.parse.units[start].tag != Tag::Determiner && start > 0 && self.parse.units[start - 1].lower == "which";
        if asked {
            return;
        }
        if let Some((frame, stated)) = self.stated(noun, claims).filter(|(frame, _)| frame.shape != Shape::Change) {
            self.claims_of(frame, noun, stated, claims);
        } else if let Some((frame, stated)) = self.pointed_at(noun, claims) {
            self.claims_of(frame, noun, stated, claims);
        }
    }

    fn claims_of(&self, frame: &'a Frame, noun: usize, stated: Stated<'a>, claims: &mut Vec<Claim<'a>>) {
        let mut governors = self.governors(frame, noun);
        if self.is_part(frame, noun, &governors, claims) {
            return;
        }
        if let Stated::Compound(action, word) | Stated::Act(action, word) = &stated {
            // "tariff cuts": the head tells the action; what governs it only adds mood.
            let mut governor = Governor::telling(action, Stand::Nominal, noun, *word);
            self.compose_noun(frame, &mut governor);
            governors = vec![governor];
        }
        let free = self.is_free(frame, noun);
        if free {
            governors.iter_mut().for_each(|governor| self.free(frame, governor));
        }
        if frame.shape != Shape::Measure {
            // "left the deal reached in 1992": a participle may tell another act, never the same one twice.
            governors.truncate(2);
            governors.dedup_by(|later, first| later.action == first.action && !self.is_told_of_before(noun, later));
        }
        if matches!(stated, Stated::Pronoun) {
            governors.iter_mut().for_each(|governor| self.done_again(frame, noun, claims, governor));
        }
        let ahead = self.announced(frame, noun, &governors);
        governors.extend(ahead);
        let presumed = |governor: &Governor<'a>| governor.presumed;
        if governors.iter().any(presumed) && self.needs_governor(frame, noun) && !self.meet_at(frame, noun) {
            governors.retain(|governor| !presumed(governor));
        }
        let first = claims.len();
        for governor in &governors {
            let Some(mut claim) = self.fill(frame, noun, governor) else { continue };
            let same = |known: &Claim<'a>| (known.action, known.modality) == (claim.action, claim.modality);
            if frame.shape != Shape::Measure && claims[first..].iter().any(same) {
                continue;
            }
            if matches!(stated, Stated::Act(..)) && self.is_its_own(noun, claim.action) {
                claim.actor.clear();
            }
            // "Imposed duties that hit Peru": whom they hit is no claim of its own.
            let imposed = claims[first..].iter_mut().next().filter(|known| known.action == "impose");
            if let Some(imposed) = imposed.filter(|_| claim.action == "keep" && governor.stand == Stand::Subject) {
                imposed.take(&claim);
                continue;
            }
            // "Exclude firms from the duties, which took effect in June": whose they are was said.
            let sibling = claims[first..].iter().find(|known| !known.actor.is_empty());
            if let Some(sibling) = sibling.filter(|_| claim.actor.is_empty() || governor.stand == Stand::Subject) {
                claim.actor.clone_from(&sibling.actor);
                claim.target.retain(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
            }
            claims.push(claim);
        }
        if frame.shape == Shape::Measure {
            let told = claims[first..].iter().any(|claim| matches!(claim.action, "impose" | "keep"))
                // "Would halt higher tariffs planned for May": those do not stand yet.
                || claims[first..].iter().any(|claim| claim.action == "suspend")
                    && claims[first..].iter().any(|claim| claim.action == "raise");
            let denied =
                |claim: &Claim<'a>| governors.iter().any(|governor| governor.denied && governor.action == claim.action);
            let named = !told && !free && !matches!(stated, Stated::Act(..));
            // "Plans tariff cuts": the cuts are all that is named.
            let cuts = matches!(stated, Stated::Compound("cut" | "raise", _));
            // "In exchange for lower tariffs": those are not there.
            let lower = governors.iter().any(|governor| governor.stand == Stand::Alone && governor.action == "cut");
            let standing = claims[first..].iter().filter(|claim| named && !cuts && !lower && !denied(claim));
            let standing: Vec<Claim<'a>> = standing.filter_map(|claim| self.standing(claim)).collect();
            claims.extend(standing);
        }
    }

    /// "Will approve the deal **he struck**": whether a clause with a subject of its own tells what was done before.
    fn is_told_of_before(&self, noun: usize, governor: &Governor<'a>) -> bool {
        let verb = &self.parse.groups[governor.group].verb;
        verb.finite
            && verb.past
            && !verb.passive
            && verb.modal.is_none()
            && verb.subject.is_some_and(|subject| subject > noun)
    }

    /// Whether a claim says more than that its noun occurs.
    fn is_worth(&self, frame: &Frame, governor: &Governor<'_>, claim: &Claim<'_>) -> bool {
        match frame.shape {
            Shape::Measure => {
                !governor.presumed
                    || !claim.actor.is_empty()
                    || !claim.target.is_empty()
                    || claim.rate.is_some()
                    || claim.amount.is_some()
                    || claim.requester.is_some()
                    || !claim.product.is_empty()
                    || self.points_back(claim)
                    || self.is_added(claim)
                    || self.is_of_many(claim)
            }
            // "If no deal is reached" says of none that it comes about, "unless they approve it" nothing more of one.
            Shape::Meeting => {
                let again = self.group_at(claim.trigger).is_some_and(|it| self.parse.head(it).tag == Tag::Pronoun);
                let supposed = (claim.negated || again) && self.is_supposed(governor.group);
                !supposed && !self.is_complied_with(governor, claim)
            }
            // "A ruling by a dispute panel" opens none.
            Shape::Event if governor.presumed && self.rules.context.is_body(&self.parse.head(governor.group).lemma) => {
                self.parse.preposition(governor.group) != "by"
            }
            _ => frame.needs.is_empty() || frame.needs.iter().any(|&role| !claim.arguments(role).is_empty()),
        }
    }

    /// "Goods compliant with the pact", "goods that comply with it": which goods, not what becomes of it.
    fn is_complied_with(&self, governor: &Governor<'_>, claim: &Claim<'_>) -> bool {
        let subject = self.parse.groups[governor.group].verb.subject;
        if self.rules.context.is_met_by_goods(&governor.word) && subject.is_some_and(|goods| self.names_goods(goods)) {
            return true;
        }
        let preposition = self.group_at(claim.trigger).and_then(|noun| self.parse.groups[noun].preposition);
        let before = preposition.and_then(|with| with.checked_sub(1)).map(|at| &*self.parse.units[at].lower);
        matches!(before, Some("compliant" | "non-compliant" | "noncompliant"))
    }

    /// Whether a condition says what the group tells, or what that hangs from.
    fn is_supposed(&self, group: usize) -> bool {
        let above = std::iter::successors(self.verb_above(group), |&verb| {
            let group = &self.parse.groups[verb];
            let same = matches!(group.relation, Relation::Infinitive | Relation::Conjunct);
            group.host.filter(|&host| same && self.parse.groups[host].is_verb())
        });
        let marker = |verb: usize| self.parse.groups[verb].verb.marker.map(|unit| &*self.parse.units[unit].lower);
        above.take(4).filter_map(marker).any(|marker| self.rules.context.is_condition(marker))
    }

    /// "In addition to an import tax": a measure beside another of the same side.
    fn is_added(&self, claim: &Claim<'_>) -> bool {
        let preposition = self.group_at(claim.trigger).map(|group| self.parse.preposition(group));
        matches!(preposition, Some("in addition to" | "on top of" | "besides" | "alongside"))
    }

    /// Whether the noun points back at a measure named before ("the duty", "those tariffs").
    pub(super) fn points_back(&self, claim: &Claim<'_>) -> bool {
        // "Sanctions would have little impact", right after they were spoken of.
        let bare = |group: usize| {
            self.parse.groups[group].units.len() == 1
                && self.is_plural(claim)
                && self.memory.near_frames().any(|near| near == claim.frame)
        };
        // "The measure" may be any; "these measures" are those that were spoken of.
        let points = |group: usize| {
            let first = &*self.first(group).lower;
            let vague = self.rules.context.points_back().measure.contains(&self.parse.head(group).lemma);
            super::phrase::points_back(first) && (!vague || matches!(first, "these" | "those" | "this" | "such"))
        };
        self.group_at(claim.trigger).is_some_and(|group| points(group) || bare(group)) && self.memory.knows(claim.frame)
    }
}
