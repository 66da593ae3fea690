//! A measure's noun and verb → the rates told of it: the new and the old, spans, one for each of several goods.

use super::govern::Governor;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Path, Place, Want};
use crate::syntax::{GroupKind, Relation};

impl<'a> Scene<'_, 'a> {
    /// Percentages further on that have targets or goods of their own: "25% on Canada and 10% on China".
    pub(super) fn further_rates(&self, noun: usize) -> Vec<usize> {
        let own: Vec<usize> = self.below(noun);
        own.into_iter()
            .filter(|&group| {
                group > noun
                    && self.parse.is(group, Kind::Percent)
                    && matches!(self.parse.preposition(group), "" | "of")
            })
            .filter(|&group| {
                self.parse
                    .hanging(group)
                    .any(|behind| matches!(self.parse.preposition(behind), "on" | "for" | "against"))
            })
            .filter(|&group| {
                self.parse.groups[group].relation == Relation::Conjunct
                    || self.parse.preposition(group) == "of" && self.parse.groups[group].host != Some(noun)
            })
            .collect()
    }

    /// "Cut its 25% tariff to 10%": the rate that a measure has is the one before, the one that it goes to the new one.
    pub(super) fn part_rates(&self, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let reached = |group: &usize| self.parse.preposition(*group) == "to" && self.parse.is(*group, Kind::Percent);
        let of_verb = self.parse.hanging(governor.group).find(reached);
        let to =
            of_verb.or_else(|| self.parse.hanging(noun).find(reached)).and_then(|group| self.parse.head(group).mention);
        let own = Path { place: Place::Before, want: Want::Percent };
        let of = Path { place: Place::Behind("of".into()), want: Want::Percent };
        let held = self.follow(&[own, of], noun, governor, &[]).into_iter().next();
        if to.is_some() || held.is_some() {
            claim.rate = to.map(|mention| Argument::of(&self.mentions[mention]));
            claim.rate_before = claim.rate_before.take().or(held.filter(|held| Some(held) != claim.rate.as_ref()));
        }
    }

    /// "Tariffs as low as 1%": a percentage right behind the noun.
    pub(super) fn rate_beside(&self, noun: usize) -> Option<Argument<'a>> {
        let next = noun + 1 + usize::from(self.parse.groups.get(noun + 1)?.kind == GroupKind::Other);
        let beside = self.parse.groups.get(next).filter(|group| group.is_noun() && group.preposition.is_none())?;
        let unit = &self.parse.units[beside.head];
        let bounded = matches!(
            &*self.parse.units[beside.units.start.checked_sub(1)?].lower,
            "as low as" | "as high as" | "up to"
        ) || matches!(&*self.parse.units[beside.units.start].lower, "as low as" | "as high as" | "up to");
        let mention = unit.mention.filter(|_| bounded && unit.kind == Some(Kind::Percent))?;
        Some(Argument::of(&self.mentions[mention]))
    }

    /// "The new tariff will be a little under 17%".
    pub(super) fn equated_rate(&self, noun: usize) -> Option<Argument<'a>> {
        let verb = self.parse.groups[noun].host.filter(|&verb| {
            self.parse.groups[noun].relation == Relation::Subject && self.parse.groups[verb].verb.copula
        })?;
        let behind = self.parse.hanging(verb).filter(|&group| group > verb && self.parse.is(group, Kind::Percent));
        behind
            .into_iter()
            .next()
            .and_then(|group| self.parse.head(group).mention)
            .map(|mention| Argument::of(&self.mentions[mention]))
    }

    /// The same claim for a further rate with its own targets and goods.
    pub(super) fn with_rate(&self, claim: &Claim<'a>, rate: usize) -> Claim<'a> {
        let mut product = Vec::new();
        let mut target = Vec::new();
        for behind in self
            .parse
            .hanging(rate)
            .filter(|&behind| matches!(self.parse.preposition(behind), "on" | "for" | "against"))
        {
            self.collect(behind, Want::Goods, &[], 0, &mut product);
            self.collect(behind, Want::Party, &[], 0, &mut target);
        }
        if target.is_empty() {
            target.clone_from(&claim.target);
        }
        if product.is_empty() && target == claim.target {
            product.clone_from(&claim.product);
        }
        let head = self.parse.head(rate);
        let rate = head.mention.map(|mention| Argument::of(&self.mentions[mention]));
        Claim { rate, product, target, trigger: head.span, ..claim.clone() }
    }
}
