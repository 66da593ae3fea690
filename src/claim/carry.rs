//! claims + what the story said before → claims with what their sentence leaves out.
//!
//! The sides that a deal or talks lack are found in `sides.rs`; what a measure lacks is recalled in `recall.rs`.

use super::recall::share;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Shape;

/// How many claims of its own sentence a claim may look back at.
const BESIDE: usize = 8;

impl<'a> Scene<'_, 'a> {
    /// Fills what the claims of the sentence leave out.
    pub(super) fn complete(&self, claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            let (earlier, rest) = claims.split_at_mut(index);
            let earlier = &earlier[earlier.len().saturating_sub(BESIDE)..];
            let claim = &mut rest[0];
            match self.rules.frame(claim.frame).map(|frame| frame.shape) {
                Some(Shape::Meeting) => self.complete_sides(claim),
                Some(Shape::Measure) => self.complete_measure(earlier, claim),
                Some(Shape::Event) if claim.frame == "investigation" => self.complete_measure(earlier, claim),
                Some(Shape::Change) => self.complete_change(earlier, claim),
                _ => continue,
            }
            if !self.is_meeting(claim) {
                self.complete_answer(earlier, claim);
            }
            if claim.frame == "investigation" {
                self.complete_case(claim);
            }
            if self.rules.frame(claim.frame).is_some_and(|frame| frame.shape == Shape::Measure) {
                // "The US limits sales of American chips to Peru": no state hits itself.
                let acts =
                    |state: &Argument<'a>| claim.actor.iter().any(|actor| actor.state(self.lexicon).id == state.id);
                claim.target.retain(|target| !acts(target));
            }
            // A state and who acts for it are one actor.
            let actors = std::mem::take(&mut claim.actor);
            for actor in actors {
                if !claim.actor.iter().any(|known| known.same_party(&actor)) {
                    claim.actor.push(actor);
                }
            }
        }
    }

    /// "Nordhaug said that sales fell. Orders shrank": the firm's own; "the Dow rose": of the market spoken of.
    fn complete_change(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        // Prices of goods are nobody's; what is shipped or made goes on being the same state's.
        let flows = |moving: &Argument<'a>| {
            let words = moving.name.to_lowercase();
            let words = words.split(|letter: char| !letter.is_alphabetic());
            words.map(super::phrase::singular).any(|word| self.rules.context.is_flow(word))
        };
        if !claim.actor.is_empty() || !claim.product.is_empty() && !claim.indicator.as_ref().is_some_and(flows) {
            return;
        }
        let is_firm = |party: &&Argument<'a>| self.lexicon.by_id(&party.id).is_none_or(|entry| entry.sort == "company");
        // "According to Nordhaug sales of fish fell" tells of the sales of others.
        let own = |party: &&Argument<'a>| {
            let group = self.parse.groups.iter().position(|group| {
                let (first, last) = (&self.parse.units[group.units.start], &self.parse.units[group.head]);
                group.is_noun() && first.span.start <= party.span.start && party.span.end <= last.span.end
            });
            group.is_none_or(|group| self.parse.preposition(group) != "according to")
        };
        let speaker = claim.attribution.iter().find(|party| party.kind == Some(Kind::Organization));
        let speaker = speaker.filter(is_firm).filter(own);
        let before = || {
            let known = earlier.iter().rev().chain(self.memory.claims());
            let mut near = known.take_while(|known| known.sentence + 2 >= claim.sentence);
            near.find(|known| known.frame == claim.frame && !known.actor.is_empty()).map(|known| &known.actor[..])
        };
        let actors = speaker.map(std::slice::from_ref).or_else(before).unwrap_or_default();
        claim.actor = actors.iter().map(|actor| actor.carried_to(claim.trigger)).collect();
    }

    /// A case without a target is brought against whoever hit the complainant, or is hit by who investigates.
    fn complete_case(&self, claim: &mut Claim<'a>) {
        if claim.actor.is_empty() || !claim.target.is_empty() || !claim.product.is_empty() {
            return;
        }
        let against = self.memory.claims().find(|known| !known.actor.is_empty() && share(&claim.actor, &known.target));
        let of_own =
            || self.memory.claims().find(|known| !known.target.is_empty() && self.agree(&claim.actor, &known.actor));
        let known = against.map(|known| &known.actor).or_else(|| of_own().map(|known| &known.target));
        let carried = |party: &Argument<'a>| party.state(self.lexicon).carried_to(claim.trigger);
        claim.target = known.into_iter().flatten().map(carried).collect();
    }
}
