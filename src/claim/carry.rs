//! claims + what the story said before → claims with what their sentence leaves out.
//!
//! A missing side of a deal or of talks comes from the nearest meeting of whoever is named, else from the pair of
//! parties last named together; what a measure lacks is recalled in `recall.rs`.

use super::recall::share;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Shape;
use crate::syntax::Tag;

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
                Some(Shape::Meeting) => self.complete_parties(claim),
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
        let speaker = claim.attribution.iter().find(|party| party.kind == Some(Kind::Organization)).filter(is_firm);
        let before = || {
            let known = earlier.iter().rev().chain(self.memory.claims());
            let mut near = known.take_while(|known| known.sentence + 2 >= claim.sentence);
            near.find(|known| known.frame == claim.frame && !known.actor.is_empty()).map(|known| &known.actor[..])
        };
        let actors = speaker.map(std::slice::from_ref).or_else(before).unwrap_or_default();
        claim.actor = actors.iter().map(|actor| actor.carried_to(claim.trigger)).collect();
    }

    fn complete_parties(&self, claim: &mut Claim<'a>) {
        if claim.actor.len() >= 2 || self.acts_alone(claim) {
            return;
        }
        let span = claim.trigger;
        let joins =
            |sides: &[Argument<'a>]| claim.actor.iter().all(|actor| sides.iter().any(|side| side.same_party(actor)));
        // "The talks" of a story on OPEC are its own.
        let alone =
            |known: &Claim<'a>| claim.actor.is_empty() && known.actor.iter().any(|side| side.is_bloc(self.lexicon));
        let whole = |known: &Claim<'a>| known.actor.len() >= 2 || alone(known);
        let meetings = self.memory.claims().filter(|known| self.is_meeting(known) && whole(known));
        let last = meetings.into_iter().find(|known| joins(&known.actor));
        // A noun that no verb tells of is a meeting only where one was spoken of before.
        let presumed = claim.rules.iter().all(|rule| rule.ends_with(": default"));
        let pair = if presumed { &[] } else { self.memory.pair() };
        // "The meeting in Turkey" need not be one of the two states named: "the negotiations" and "the pact" are.
        let occasion = presumed && claim.action == "hold" && !self.is_plural(claim);
        let here = if occasion { Vec::new() } else { self.states_here() };
        let here = if here.len() == 2 { &here[..] } else { pair };
        let sides = last.map_or(here, |known| &known.actor);
        if !joins(sides) {
            return;
        }
        for side in sides.iter().map(|side| side.state(self.lexicon)) {
            if !claim.actor.iter().any(|actor| actor.same_party(&side)) {
                claim.actor.push(side.carried_to(span));
            }
        }
    }

    pub(super) fn is_plural(&self, claim: &Claim<'_>) -> bool {
        self.parse.units.iter().any(|unit| unit.span == claim.trigger && unit.tag == Tag::Plural)
    }

    /// The states that the sentence names, by themselves or by those who act for them.
    fn states_here(&self) -> Vec<Argument<'a>> {
        let named = self.parse.units.iter().filter(|unit| unit.kind.is_some_and(Kind::is_party));
        let parties = named.filter_map(|unit| unit.mention).map(|mention| Argument::of(&self.mentions[mention]));
        let mut states: Vec<_> =
            parties.map(|party| party.state(self.lexicon)).filter(|party| party.kind == Some(Kind::Country)).collect();
        super::party::dedup(&mut states);
        states
    }

    fn is_meeting(&self, claim: &Claim<'_>) -> bool {
        self.rules.frame(claim.frame).is_some_and(|frame| frame.shape == Shape::Meeting)
    }

    /// Whether one side alone does it: rejects a deal, leaves it, ratifies it.
    fn acts_alone(&self, claim: &Claim<'_>) -> bool {
        let word = claim.word();
        !claim.actor.is_empty()
            && (matches!(claim.action, "reject" | "withdraw") || self.rules.context.is_done_alone(word))
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
