//! A measure that a claim tells of → what stands besides: the measure that is to end, the whole of which it is a part.

use super::govern::Governor;
use super::{Claim, Scene};
use crate::rule::{Frame, Modality, Shape, Want};
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// "Sanctions, including an oil embargo, on Iraq": what a claim includes is part of it; its goods are the claim's.
    /// "A 6% duty instead of the current 40% duty": what it replaces is no claim of its own.
    pub(super) fn is_part(
        &self,
        frame: &Frame,
        noun: usize,
        governors: &[Governor<'a>],
        claims: &mut [Claim<'a>],
    ) -> bool {
        let replaced = self.is_replaced(noun);
        let stood = |claim: &Claim<'a>| {
            let rate = claim.rate_before.as_ref().and_then(|rate| self.group_at(rate.span));
            rate.is_some_and(|rate| self.below(noun).contains(&rate))
        };
        if replaced && claims.iter().any(|claim| claim.frame == frame.name && stood(claim)) {
            return true;
        }
        let named = replaced || matches!(self.parse.preposition(noun), "including" | "such as");
        let whole = self.parse.groups[noun]
            .host
            .filter(|_| replaced || named && governors.iter().all(|governor| governor.presumed));
        let Some(whole) = whole.map(|whole| self.parse.head(whole).span) else { return false };
        let of_whole = |claim: &&mut Claim<'a>| claim.frame == frame.name && claim.trigger == whole;
        let mut part = false;
        for claim in claims.iter_mut().filter(of_whole) {
            part = true;
            if claim.product.is_empty() && !replaced {
                self.collect(noun, Want::Goods, 0, &mut claim.product);
            }
        }
        part
    }

    /// Whether the noun is what is free of duty ("duty-free access", "the de minimis exemption"): it names no measure
    /// that stands.
    pub(super) fn is_free(&self, frame: &Frame, noun: usize) -> bool {
        let this = &self.parse.groups[noun];
        let free =
            |lower: &str| matches!(lower, "free" | "minimis") || lower.ends_with("-free") || lower.starts_with("zero");
        frame.shape == Shape::Measure
            && self.parse.units[this.units.start..this.head].iter().any(|unit| free(&unit.lower))
            && self.is_narrowed(frame, noun, this.head)
    }

    /// A lift, suspension or exemption that has not happened presupposes a standing measure; so does a cut that names
    /// no new rate, and a rise of one that is known.
    pub(super) fn standing(&self, claim: &Claim<'a>) -> Option<Claim<'a>> {
        // "May raise the duty", but not "may raise duties": which one is known.
        let known = || self.group_at(claim.trigger).is_some_and(|noun| self.is_definite(noun));
        let moved = claim.action == "cut" || claim.action == "raise" && known();
        let moved = moved && claim.rate.is_none() && claim.amount.is_none();
        let ended = matches!(claim.action, "lift" | "suspend" | "exempt");
        // "Suspend any new duties": those do not stand yet.
        let still_to_come = claim.action == "suspend"
            && self.group_at(claim.trigger).is_some_and(|noun| {
                let units = &self.parse.units[self.parse.groups[noun].units.clone()];
                units.iter().any(|unit| self.rules.context.is_pending(&unit.lower))
            });
        let pending = (moved || ended) && !still_to_come && (claim.modality != Modality::Actual || claim.negated);
        let named = self.points_back(claim)
            || !claim.actor.is_empty()
            || !claim.target.is_empty()
            || !claim.product.is_empty()
            || claim.rate.is_some();
        (pending && named).then(|| Claim {
            rate: claim.rate.clone().or(claim.rate_before.clone()),
            rate_before: None,
            rules: vec![format!("{}/keep: standing", claim.frame)],
            ..claim.standing(self.lexicon)
        })
    }

    /// Whether a measure that is not there yet is the object of a verb that denies it: "voted down a tax", but not
    /// "opposes a tax".
    pub(super) fn is_turned_down(&self, noun: usize) -> bool {
        let this = &self.parse.groups[noun];
        let verb = this.host.filter(|&verb| this.relation == Relation::Object && self.parse.groups[verb].is_verb());
        let denied = verb.is_some_and(|verb| {
            let only_said = self.rules.context.opposes(&self.parse.head(verb).lemma);
            !only_said && self.denies(verb)
        });
        denied && matches!(&*self.first(noun).lower, "a" | "an" | "any" | "new")
    }
}
