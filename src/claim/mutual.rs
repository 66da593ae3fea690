//! "Each other's goods", "tit-for-tat duties" → a claim for each of the two sides.

use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use std::cell::LazyCell;

impl<'a> Scene<'_, 'a> {
    /// Makes two claims of each measure that two states take against each other.
    pub(super) fn part_sides(&self, claims: &mut Vec<Claim<'a>>) {
        // The words are read only for claims that have two sides: few sentences have one.
        let mutual = LazyCell::new(|| self.is_mutual());
        for claim in std::mem::take(claims) {
            match &self.opponents(&claim)[..] {
                [one, other] if *mutual => claims.extend([(one, other), (other, one)].map(|(actor, target)| Claim {
                    actor: vec![actor.clone()],
                    target: vec![target.clone()],
                    ..claim.clone()
                })),
                _ => claims.push(claim),
            }
        }
    }

    /// Whether the sentence says that two do the same to each other.
    fn is_mutual(&self) -> bool {
        let units = &self.parse.units;
        let says = |words: &str| self.rules.context.is_mutual(words);
        units.iter().any(|unit| says(&unit.lower)) || self.says_each_other()
    }

    fn says_each_other(&self) -> bool {
        let says = |words: &str| self.rules.context.is_mutual(words);
        self.parse.units.windows(2).any(|pair| says(&format!("{} {}", pair[0].lower, pair[1].lower)))
    }

    /// The two states between whom a measure goes both ways: its actors, or those whom no word of the sentence names.
    fn opponents(&self, claim: &Claim<'a>) -> Vec<Argument<'a>> {
        if !self.is_measure(claim) {
            return Vec::new();
        }
        let states = |parties: &mut dyn Iterator<Item = &Argument<'a>>| {
            let mut states: Vec<_> = parties.map(|party| party.state(self.lexicon)).collect();
            super::role::party::dedup(&mut states);
            states
        };
        let mut sides = states(&mut claim.actor.iter());
        let every = || claim.actor.iter().chain(&claim.target);
        // "The ban may have to do with their tit-for-tat dispute": that is not mutual itself.
        let own = self.group_at(claim.trigger).map(|noun| self.parse.groups[noun].units.clone()).unwrap_or_default();
        let itself = || {
            let own = &self.parse.units[own.start..own.end];
            own.iter().any(|unit| self.rules.context.is_mutual(&unit.lower)) || self.says_each_other()
        };
        if sides.len() == 1 && every().all(|party| party.carried) && itself() {
            sides = states(&mut every());
        }
        let foreign =
            claim.target.iter().any(|target| !target.carried && !sides.iter().any(|side| side.same_party(target)));
        sides.retain(|side| side.kind == Some(Kind::Country) && !foreign);
        sides
    }
}
