//! What the two sides of a deal give each other → who gives it, and to whom.

use super::recall::share;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Modality;

impl<'a> Scene<'_, 'a> {
    /// "Under the deal India will cut its duty on cars": what one side of two gives, it gives the other.
    pub(super) fn complete_partners(&self, claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            let claim = &claims[index];
            let inbound = self.rules.frame(claim.frame).is_some_and(|frame| frame.inbound);
            let standing = claim.is_only("standing");
            if inbound && claim.eases() && claim.actor.is_empty() {
                claims[index].actor = self.parties_to_deal(&claims[index], claims);
                continue;
            }
            let ([giver], []) = (&claim.actor[..], &claim.target[..]) else { continue };
            if !inbound || !(claim.eases() && claim.modality == Modality::Planned || standing) {
                continue;
            }
            let two = |known: &&Claim<'a>| {
                let sides = known.actor.len() == 2 && known.modality == Modality::Actual && !known.negated;
                self.is_deal(known) && sides && known.sentence + 1 >= claim.sentence
            };
            let deal = claims.iter().chain(self.memory.claims()).find(two);
            let other = deal.filter(|deal| share(&claim.actor, &deal.actor));
            let other = other.and_then(|deal| deal.actor.iter().find(|side| !side.same_party(giver)));
            let other = other.map(|side| side.state(self.lexicon).carried_to(claim.trigger));
            claims[index].target.extend(other.filter(|side| side.kind == Some(Kind::Country)));
        }
    }

    /// "The pact **removes** duties on copper": both sides of it do.
    fn parties_to_deal(&self, claim: &Claim<'a>, claims: &[Claim<'a>]) -> Vec<Argument<'a>> {
        let verb = self.group_at(claim.trigger).and_then(|noun| self.verb_above(noun));
        let does = verb.and_then(|verb| self.parse.groups[verb].verb.subject).filter(|&deal| self.is_deal_noun(deal));
        let two = |known: &&Claim<'a>| self.is_deal(known) && known.actor.len() == 2;
        let deal = does.and_then(|_| claims.iter().chain(self.memory.claims()).find(two));
        deal.into_iter().flat_map(|deal| &deal.actor).map(|side| side.carried_to(claim.trigger)).collect()
    }
}
