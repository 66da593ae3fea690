//! A measure's noun and verb → the rates told of it: the new and the old, spans, one for each of several goods.

use crate::claim::govern::Governor;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::mention::Decimal;
use crate::rule::{Frame, Path, Place, Want};
use crate::syntax::{GroupKind, Relation, Tag};

impl<'a> Scene<'_, 'a> {
    /// "Cut its 25% tariff to 10%": the rate that a measure has is the one before, the one that it goes to the new one.
    pub(in crate::claim) fn part_rates(
        &self,
        frame: &'a Frame,
        noun: usize,
        governor: &Governor<'a>,
        claim: &mut Claim<'a>,
    ) {
        let reached = |group: &usize| self.parse.preposition(*group) == "to" && self.parse.is(*group, Kind::Percent);
        let of_verb = self.parse.hanging(governor.group).find(reached);
        let to =
            of_verb.or_else(|| self.parse.hanging(noun).find(reached)).and_then(|group| self.parse.head(group).mention);
        let own = Path { place: Place::Before, want: Want::Percent };
        let of = Path { place: Place::Behind("of".into()), want: Want::Percent };
        let held = self.follow(&[own, of], noun, governor).into_iter().next();
        // "Will face a higher duty of 40%": the new one.
        let compared = |action: &str| matches!(action, "raise" | "cut");
        if to.is_none() && held.is_some() && self.adjective_action(frame, noun, compared).is_some() {
            claim.rate = held;
            return;
        }
        if to.is_some() || held.is_some() {
            claim.rate = to.map(|mention| Argument::of(&self.mentions[mention]));
            claim.rate_before = claim.rate_before.take().or(held.filter(|held| Some(held) != claim.rate.as_ref()));
        }
    }

    /// "Tariffs as low as 1%": a percentage right behind the noun.
    pub(in crate::claim) fn rate_beside(&self, noun: usize) -> Option<Argument<'a>> {
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
    pub(in crate::claim) fn ranging(&self, noun: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[noun];
        let ranges = |verb: &usize| {
            self.parse.groups[*verb].is_verb() && matches!(&*self.parse.head(*verb).lemma, "range" | "vary")
        };
        (0..self.parse.groups.len()).find(ranges)?;
        // "Was hit with duties, ranging from 5% to 10%", too.
        let told = this.host.filter(|&host| match this.relation {
            Relation::Subject | Relation::Object => true,
            relation => relation == Relation::Preposition && self.parse.groups[host].is_verb(),
        });
        let beside = told.into_iter().flat_map(|verb| self.parse.hanging(verb));
        let deeper = told.into_iter().chain([noun]).flat_map(|above| self.below(above));
        let verb = told.into_iter().chain(self.modifiers(noun)).chain(beside).chain(deeper).find(ranges)?;
        let first = |group: &usize| self.parse.is(*group, Kind::Percent) && self.parse.preposition(*group) == "from";
        let mention = self.parse.head(self.parse.hanging(verb).find(first)?).mention?;
        Some(Argument::of(&self.mentions[mention]))
    }

    /// "The new tariff will be a little under 17%", "the duty will total $5 a tonne":
    /// the number that a verb equates it with.
    pub(in crate::claim) fn equated(&self, noun: usize, wanted: impl Fn(Kind) -> bool) -> Option<Argument<'a>> {
        let verb = self.equating_verb(noun)?;
        let behind = self.parse.hanging(verb).find(|&group| {
            let head = self.parse.head(group);
            let number = head.kind.is_some_and(&wanted) && !head.is_duration();
            group > verb
                && number
                && matches!(self.parse.preposition(group), "" | "to" | "at" | "under" | "around" | "about")
        })?;
        self.parse.head(behind).mention.map(|mention| Argument::of(&self.mentions[mention]))
    }

    /// The verb that equates its subject with a number.
    fn equating_verb(&self, noun: usize) -> Option<usize> {
        let this = &self.parse.groups[noun];
        this.host.filter(|&verb| {
            let equates = self.rules.context.equates(&self.parse.head(verb).lemma);
            this.relation == Relation::Subject && (self.parse.groups[verb].verb.copula || equates)
        })
    }

    /// Whether a measure that no verb tells of is still to come: "the duty will be 5%", "duties will range from".
    pub(in crate::claim) fn will_be(&self, noun: usize) -> bool {
        let this = &self.parse.groups[noun];
        let ranges = |&verb: &usize| matches!(&*self.parse.head(verb).lemma, "range" | "vary");
        let told = || this.host.filter(|_| this.relation == Relation::Subject).filter(ranges);
        // "Most goods will see duties of 35%".
        let sees = |&verb: &usize| self.rules.context.undergoes(&self.parse.head(verb).lemma);
        let seen = this.host.filter(|_| this.relation == Relation::Object).filter(sees);
        let verb = self.equating_verb(noun).or_else(told).or(seen);
        let modal = verb.and_then(|verb| self.parse.groups[verb].verb.modal);
        modal.is_some_and(|modal| matches!(&*self.parse.units[modal].lower, "will" | "would" | "shall" | "'ll" | "’ll"))
            && (seen.is_some()
                || self.ranging(noun).is_some()
                || self.equated(noun, |kind| kind != Kind::Date).is_some())
    }

    /// "A 30% duty on salmon would hurt": whether a measure that no verb tells of is only thought of.
    /// What points back at one is there.
    pub(in crate::claim) fn is_thought_of(&self, noun: usize, points_back: bool) -> bool {
        let this = &self.parse.groups[noun];
        let verb = this.host.filter(|_| this.relation == Relation::Subject);
        let modal = verb.and_then(|verb| self.parse.groups[verb].verb.modal);
        // "Duties on salmon would hurt": nobody has them yet.
        let bare = !points_back
            && self.parse.head(noun).tag == Tag::Plural
            && !self.is_definite(noun)
            && self.mentions_before(noun, Kind::is_party).is_empty();
        (bare || matches!(&*self.first(noun).lower, "a" | "an" | "any" | "such"))
            && modal.is_some_and(|modal| matches!(&*self.parse.units[modal].lower, "would" | "could" | "might"))
    }

    /// "The duty, now 20%, will rise", "which had stood at 20%": the rate that a measure has while it moves.
    pub(in crate::claim) fn stood_at(&self, noun: usize) -> Option<Argument<'a>> {
        let percent = |group: usize| self.parse.head(group).mention.filter(|_| self.parse.is(group, Kind::Percent));
        let stood = self.modifiers(noun).into_iter().filter(|&verb| {
            self.parse.groups[verb].verb.copula || self.rules.context.equates(&self.parse.head(verb).lemma)
        });
        let mut told = stood.flat_map(|verb| self.parse.hanging(verb)).filter_map(percent);
        let now = || {
            let units = &self.parse.units;
            let behind = |group: &usize| self.parse.groups[*group].is_verb();
            let end = (noun + 1..self.parse.groups.len())
                .find(behind)
                .map_or(units.len(), |verb| self.parse.groups[verb].units.start);
            (self.parse.groups[noun].units.end..end).find_map(|at| {
                let now = matches!(
                    &*units[at].lower,
                    "currently" | "now" | "previously" | "formerly" | "today" | "presently"
                );
                let next = units.get(at + 1).filter(|next| now && next.kind == Some(Kind::Percent))?;
                next.mention
            })
        };
        told.next().or_else(now).map(|mention| Argument::of(&self.mentions[mention]))
    }

    /// "To zero", "at zero".
    pub(in crate::claim) fn zero(&self, noun: usize, governor: &Governor<'a>) -> Option<Argument<'a>> {
        let places = self.parse.hanging(governor.group).chain(self.below(noun));
        let zero = places.into_iter().find(|&group| {
            matches!(self.parse.preposition(group), "to" | "at")
                && matches!(&*self.parse.head(group).lower, "zero" | "nil" | "nothing")
        })?;
        let span = self.parse.head(zero).span;
        Some(Argument {
            id: "0".into(),
            name: "0".into(),
            kind: Some(Kind::Percent),
            span,
            carried: false,
            country: "".into(),
        })
    }

    /// "A 10% duty on milk, up from 5%": what it was before, and whether it rose.
    pub(in crate::claim) fn up_from(&self, noun: usize) -> Option<(bool, Argument<'a>)> {
        let units = &self.parse.units;
        let this = &self.parse.groups[noun];
        // "The duty will be cut to 24%, while barley will be taxed at 22%, down from 24%": of the next clause.
        let next = self.parse.groups.iter().enumerate().find(|(verb, group)| {
            group.is_verb() && group.verb.finite && group.head > this.units.end && this.host != Some(*verb)
        });
        let end = next.map_or(units.len(), |(_, next)| next.units.start);
        let at = (this.units.start..end.saturating_sub(2))
            .find(|&at| matches!(&*units[at].lower, "up" | "down") && &*units[at + 1].lower == "from")?;
        let percent = units[at + 2..].iter().take(4).find(|unit| unit.kind == Some(Kind::Percent))?;
        let mention = percent.mention?;
        Some((&*units[at].lower == "up", Argument::of(&self.mentions[mention])))
    }

    /// "A 6% duty instead of the current 40%": the rate in whose place a measure's new one stands,
    /// and whether it rises.
    pub(in crate::claim) fn in_place_of(
        &self,
        noun: usize,
        governor: &Governor<'a>,
        rate: Option<&Argument<'a>>,
    ) -> Option<(bool, Argument<'a>)> {
        let rate = rate?;
        // "Duties of 5% on shoes, in place of the current duty of 10%".
        let around = [noun, governor.group].into_iter().chain(self.group_at(rate.span));
        let replaced = around.flat_map(|group| self.parse.hanging(group)).find(|&other| self.is_replaced(other))?;
        let of = || self.parse.hanging(replaced).find_map(|of| self.percent_in(of));
        let before = self.percent_in(replaced).or_else(of)?;
        let (rate, old) = (Decimal::read(&rate.id)?, Decimal::read(&before.id)?);
        Some((rate > old, before))
    }

    /// Whether a group stands for what something else takes the place of.
    pub(in crate::claim) fn is_replaced(&self, group: usize) -> bool {
        matches!(self.parse.preposition(group), "instead of" | "rather than" | "in place of")
    }

    /// "Raised the duty to 25% from its previous 10%": the rate behind the "from" of the new one.
    pub(in crate::claim) fn risen_from(&self, rate: &Argument<'a>) -> Option<Argument<'a>> {
        let from = |&below: &usize| self.parse.preposition(below) == "from";
        self.percent_in(self.parse.hanging(self.group_at(rate.span)?).find(from)?)
    }

    /// "its previous 10%", "the current 40% duty": the first percentage among a group's words.
    pub(in crate::claim) fn percent_in(&self, group: usize) -> Option<Argument<'a>> {
        let units = &self.parse.units[self.parse.groups[group].units.clone()];
        let percent = units.iter().find(|unit| unit.kind == Some(Kind::Percent))?;
        percent.mention.map(|mention| Argument::of(&self.mentions[mention]))
    }
}
