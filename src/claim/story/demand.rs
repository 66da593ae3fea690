//! "Peru will retaliate if the duty is not lifted", "unless Norway lifts it" → the demand in the condition.

use crate::claim::{Claim, Scene};
use crate::rule::Modality;

impl<'a> Scene<'_, 'a> {
    /// Makes a demand of an end that is only told as a condition: who acts where it does not come asks for it.
    pub(super) fn complete_demands(&self, claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            let claim = &claims[index];
            if !self.is_awaited(claim) {
                continue;
            }
            let acts = |known: &&Claim<'a>| {
                known.modality != Modality::Requested
                    && known.sentence == claim.sentence
                    && known.actor.iter().any(|actor| !claim.actor.iter().any(|own| own.same_party(actor)))
                    && (self.is_measure(known) && known.action == "impose" || known.frame == "investigation")
                    && !self.is_conditional(known)
            };
            let Some(asker) = claims.iter().find(acts).map(|known| known.actor[0].carried_to(claim.trigger)) else {
                continue;
            };
            let claim = &mut claims[index];
            (claim.modality, claim.negated) = (Modality::Requested, false);
            claim.requester = Some(asker);
        }
    }

    /// Whether a claim tells the end of a measure that another waits for: "if it is not lifted", "unless it is lifted".
    fn is_awaited(&self, claim: &Claim<'a>) -> bool {
        let marker = self.marker_above(claim);
        claim.eases()
            && claim.modality != Modality::Actual
            && (claim.negated && marker == Some("if") || !claim.negated && marker == Some("unless"))
    }

    fn is_conditional(&self, claim: &Claim<'a>) -> bool {
        self.marker_above(claim).is_some_and(|marker| self.rules.context.is_condition(marker))
    }

    /// The conjunction of the clause that tells a claim.
    fn marker_above(&self, claim: &Claim<'a>) -> Option<&str> {
        let verb = self.told_by(claim).or_else(|| self.group_at(claim.trigger))?;
        let marker = self.parse.groups[verb].verb.marker?;
        Some(&self.parse.units[marker].lower)
    }
}
