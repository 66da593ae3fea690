//! The figures beside a measure's noun → its rate, the rate before and its amount.

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Role, Shape};
use crate::span::Span;
use crate::syntax::Tag;

impl<'a> Scene<'_, 'a> {
    /// The rate and the one that it replaces.
    pub(super) fn fill_rates(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        claim.rate = self.in_role(frame, Role::Rate, noun, governor).into_iter().next();
        claim.rate_before = self.in_role(frame, Role::RateBefore, noun, governor).into_iter().next();
        if let Some(first) = self.ranging(noun) {
            (claim.rate, claim.rate_before) = (Some(first), None);
        }
        // "Duties range from 5% to 10%": a range has no rate before.
        if claim.rate.is_none() && claim.rate_before.as_ref().is_some_and(|rate| rate.id.contains('-')) {
            claim.rate = claim.rate_before.take();
        }
        if claim.rate.is_none() {
            claim.rate = self.equated(noun, |kind| kind == Kind::Percent).or_else(|| self.rate_beside(noun));
        }
        if matches!(governor.action, "cut" | "raise") {
            self.fill_moved_rates(frame, noun, governor, claim);
        }
    }

    /// From which rate to which a measure is cut or raised.
    fn fill_moved_rates(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        // "A 5 percent increase in duties": the figure stands with the increase.
        let nominal = governor.stand == Stand::Nominal && governor.group != noun;
        let told = || nominal.then(|| self.percent_in(governor.group)).flatten();
        claim.rate = claim.rate.take().or_else(told);
        if governor.group != noun {
            self.part_rates(frame, noun, governor, claim);
        }
        if let Some(stood) = self.stood_at(noun) {
            claim.rate = claim.rate.take().filter(|rate| rate.span != stood.span);
            claim.rate_before = claim.rate_before.take().or(Some(stood));
        }
        claim.rate = claim.rate.take().or_else(|| self.zero(noun, governor));
        let risen = || claim.rate.as_ref().and_then(|rate| self.risen_from(rate));
        claim.rate_before = claim.rate_before.take().or_else(risen);
    }

    /// Tells from a rate beside an earlier one that the measure is cut or raised: "a 20% duty, up from 10%".
    pub(super) fn tell_by_rates(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        if !matches!(claim.action, "impose" | "keep" | "cut" | "raise") {
            return;
        }
        let stepped = self.up_from(noun);
        // "Imposed a 5% duty in place of the current 10%" is another measure, "sets it at 5%, down from 10%" is not.
        let same = stepped.is_some() && &*governor.word == "set";
        let moved = stepped.or_else(|| self.in_place_of(noun, governor, claim.rate.as_ref()));
        let Some((up, before)) = moved else { return };
        if same || governor.presumed || claim.action != "impose" {
            claim.retell(frame, if up { "raise" } else { "cut" });
        }
        claim.rate_before = Some(before);
    }

    /// "Set the quota at 9,000 tonnes, down 16%": by how much it was cut or raised.
    pub(super) fn tell_by_difference(&self, frame: &'a Frame, noun: usize, claim: &mut Claim<'a>) {
        let Some(amount) = claim.amount.as_ref().filter(|_| claim.rate.is_none() && claim.action != "cut") else {
            return;
        };
        let units = &self.parse.units;
        let Some(at) = units.iter().position(|unit| unit.span == amount.span) else { return };
        let told = units[at + 1..].iter().take_while(|unit| !unit.tag.is_verb() && unit.tag != Tag::Stop);
        let mut told = told.skip_while(|unit| !matches!(&*unit.lower, "up" | "down"));
        let (Some(way), Some(by)) = (told.next(), told.next()) else { return };
        if at > self.parse.groups[noun].head
            && by.kind == Some(Kind::Percent)
            && let Some(mention) = by.mention
        {
            claim.rate = Some(Argument::of(&self.mentions[mention]));
            claim.retell(frame, if &*way.lower == "up" { "raise" } else { "cut" });
        }
    }

    /// The money or quantity that it is of; how long it lasts is neither.
    pub(super) fn amount(&self, frame: &Frame, noun: usize, governor: &Governor<'a>) -> Option<Argument<'a>> {
        let lasts = |span: Span| self.parse.units.iter().any(|unit| unit.span == span && unit.is_duration());
        let stated = self.in_role(frame, Role::Amount, noun, governor);
        let stated = self.counting(noun).or_else(|| stated.into_iter().find(|amount| !lasts(amount.span)));
        let counts = |kind: Kind| matches!(kind, Kind::Money | Kind::Quantity);
        let equated = || if frame.shape == Shape::Measure { self.equated(noun, counts) } else { None };
        stated.or_else(equated)
    }

    /// "**$300 million** in funding": what counts the noun.
    fn counting(&self, noun: usize) -> Option<Argument<'a>> {
        let host = self.parse.groups[noun].host.filter(|_| matches!(self.parse.preposition(noun), "in" | "of"))?;
        let unit = self.parse.head(host);
        let mention = unit.mention.filter(|_| matches!(unit.kind, Some(Kind::Money | Kind::Quantity)))?;
        (!unit.is_duration()).then(|| Argument::of(&self.mentions[mention]))
    }
}
