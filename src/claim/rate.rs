//! A measure's noun and verb → the rates told of it: the new and the old, spans, one for each of several goods.

use super::govern::Governor;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Path, Place, Want};
use crate::syntax::{GroupKind, Relation};

impl<'a> Scene<'_, 'a> {
    /// "Cut its 25% tariff to 10%": the rate that a measure has is the one before, the one that it goes to the new one.
    pub(super) fn part_rates(&self, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let reached = |group: &usize| self.parse.preposition(*group) == "to" && self.parse.is(*group, Kind::Percent);
        let of_verb = self.parse.hanging(governor.group).find(reached);
        let to =
            of_verb.or_else(|| self.parse.hanging(noun).find(reached)).and_then(|group| self.parse.head(group).mention);
        let own = Path { place: Place::Before, want: Want::Percent };
        let of = Path { place: Place::Behind("of".into()), want: Want::Percent };
        let held = self.follow(&[own, of], noun, governor).into_iter().next();
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

    /// "Duties that range from 10% on cars to 5% on tyres": the first of several, none before it.
    pub(super) fn ranging(&self, noun: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[noun];
        let told = this.host.filter(|_| matches!(this.relation, Relation::Subject | Relation::Object));
        let beside = told.into_iter().flat_map(|verb| self.parse.hanging(verb));
        let ranges = |verb: &usize| {
            self.parse.groups[*verb].is_verb() && matches!(&*self.parse.head(*verb).lemma, "range" | "vary")
        };
        let verb = told.into_iter().chain(self.modifiers(noun)).chain(beside).find(ranges)?;
        let first = |group: &usize| self.parse.is(*group, Kind::Percent) && self.parse.preposition(*group) == "from";
        let mention = self.parse.head(self.parse.hanging(verb).find(first)?).mention?;
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
}
