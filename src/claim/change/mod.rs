//! Quantities that move → claims: "exports rose 12%", "will cut output by 1 million barrels a day".
//!
//! A verb tells it (`moved.rs`; which way: `motion.rs`), a noun (`movement.rs`), or a level beside an earlier one
//! (`level.rs`); a percentage or an amount must stand by (`extent.rs`), or there is no claim.

mod extent;
mod indicator;
mod motion;
mod moved;
mod movement;
mod level;
mod further;

use super::govern::Governor;
use super::{Argument, Claim, Scene};
use crate::lexicon::{Kind, Sense};
use crate::rule::{Frame, Role, Shape, Want};
use crate::span::Span;
use extent::Extent;

/// What moves, as whom it belongs to, and how far.
struct Moving<'a> {
    /// The group that names the quantity.
    group: usize,
    /// Its words.
    shown: Argument<'a>,
    extent: Extent<'a>,
}

/// Adds the changes to what `claims` has.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let seen = scene.seen.frames();
    let frames = scene.rules.frames.iter().enumerate().filter(|(index, _)| seen.has(*index));
    for (_, frame) in frames.filter(|(_, frame)| frame.shape == Shape::Change) {
        for group in 0..scene.parse.groups.len() {
            let found = match scene.parse.groups[group].is_verb() {
                true if !scene.may_move(group) => None,
                true => scene.moved(frame, group, claims).or_else(|| scene.foreseen(frame, group)),
                false => scene.movement(frame, group, claims),
            };
            let Some(claim) = found else { continue };
            // "added 42 firms to its blacklist": the verb tells of the list.
            let verb = &*scene.parse.head(group).lemma;
            let listed = |known: &Claim<'a>| known.rules.iter().any(|rule| rule.ends_with(&format!(": {verb} to")));
            // "boosted its budget by 5%": what moves is no pledge of its own.
            claims.retain(|known| !(scene.is_event(known) && moves(&claim, known)));
            if !claims.iter().any(|known| tells_already(known, &claim) || listed(known)) {
                let further = scene.further_figures(&claim);
                claims.push(claim);
                claims.extend(further);
            }
        }
        for at in (1..scene.parse.units.len()).filter(|&at| scene.unit_may_tell(&scene.parse.units[at])) {
            let Some(claim) = scene.followed(frame, at, claims).or_else(|| scene.compared(frame, at)) else { continue };
            // "spent $5 million, up from": a level beside an earlier one is no pledge;
            // "will average 5%, up from" sets nothing.
            let level = |known: &Claim<'a>| known.action == "set" && known.indicator == claim.indicator;
            claims.retain(|known| !(scene.is_event(known) && share_figure(known, &claim) || level(known)));
            // "made up 22%, up 2 points": how far it went up is told.
            let told =
                |known: &Claim<'a>| known.indicator == claim.indicator && has_figure_behind(known, claim.trigger);
            if !claims.iter().any(|known| tells_already(known, &claim) || told(known)) {
                claims.push(claim);
            }
        }
    }
}

/// Whether the other claim speaks of the same percentage or amount, or states the measure that is said to move.
fn tells_already(known: &Claim<'_>, claim: &Claim<'_>) -> bool {
    share_figure(known, claim) || moves(claim, known) && known.frame != claim.frame
}

/// Whether the change is of what the other claim is stated by.
fn moves(change: &Claim<'_>, known: &Claim<'_>) -> bool {
    change.indicator.as_ref().is_some_and(|moving| moving.span.overlaps(known.trigger))
}

fn has_figure_behind(claim: &Claim<'_>, word: Span) -> bool {
    claim.trigger.end <= word.start
        && [&claim.rate, &claim.amount].into_iter().flatten().any(|figure| figure.span.start >= word.end)
}

fn share_figure(known: &Claim<'_>, claim: &Claim<'_>) -> bool {
    let figures =
        |claim: &Claim<'_>| [&claim.rate, &claim.amount].map(|figure| figure.as_ref().map(|figure| figure.span));
    figures(claim).iter().flatten().any(|figure| figures(known).contains(&Some(*figure)))
}

impl<'a> Scene<'_, 'a> {
    fn is_event(&self, claim: &Claim<'_>) -> bool {
        self.rules.shape_of(claim.frame) == Some(Shape::Event)
    }

    /// Whether the words for a state are the name of its capital.
    pub(in crate::claim) fn is_seat(&self, party: &Argument<'a>) -> bool {
        self.mention_of(party).is_some_and(|mention| mention.sense == Sense::Seat)
    }

    /// "Lost the election by one point", "won it, securing 50%": whether what moves is a contest, or a verb that tells
    /// how one ended.
    fn is_of_contest(&self, moving: usize) -> bool {
        let contest = |group: usize| self.rules.context.is_contest(&self.parse.head(group).lemma);
        let of_one = || self.parse.hanging(moving).any(|of| self.parse.preposition(of) == "of" && contest(of));
        match self.parse.groups[moving].is_verb() {
            true => (0..self.parse.groups.len()).any(|group| self.parse.groups[group].is_noun() && contest(group)),
            false => contest(moving) || of_one(),
        }
    }

    /// The claim of a quantity that moves, if it is said how far.
    fn change(
        &self,
        frame: &'a Frame,
        governor: &Governor<'a>,
        moving: Moving<'a>,
        mut actor: Vec<Argument<'a>>,
    ) -> Option<Claim<'a>> {
        if moving.extent.is_empty() || self.is_of_contest(moving.group) {
            return None;
        }
        let Extent { rate, amount, .. } = moving.extent;
        let amount = amount.or_else(|| self.level_beside(frame, rate.as_ref()?));
        let rate = rate.or_else(|| self.difference_beside(frame, governor.action, amount.as_ref()?));
        let mood = self.mood(frame, governor.group, governor);
        // "U.S. carmaker Ford will build a plant, creating 1,000 jobs": the firm's.
        let head = self.parse.head(moving.group).kind.is_some_and(Kind::is_party);
        if actor.is_empty() && head {
            actor = self.parties(moving.group);
        }
        for party in [self.owners(moving.group), self.mentions_before(moving.group, Kind::is_party)] {
            if actor.is_empty() {
                actor = party;
            }
        }
        // "London copper fell": of the market there.
        if self.parse.is(moving.group, Kind::Commodity) {
            actor.retain(|party| !self.is_seat(party));
        }
        if actor.is_empty() {
            self.collect_party_of(moving.group, &mut actor);
        }
        // "The price of rice doubled in Japan", "rose 5% in Japan".
        if actor.is_empty() {
            let figures = self.parse.groups[governor.group].verb.objects.iter().copied();
            let figures = figures.filter(|&figure| self.is_quantity(figure));
            let there = std::iter::once(governor.group).chain(figures);
            actor = there.flat_map(|at| self.behind_verb(at, &["in"])).collect();
            actor.retain(|party| party.kind == Some(Kind::Country) && !self.is_seat(party));
        }
        let paths = frame.roles.iter().find(|(role, _)| *role == Role::Target).map_or(&[][..], |(_, paths)| paths);
        let mut target = self.follow(paths, moving.group, governor);
        // "Sent $4 million of goods to Peru, 5% more".
        if target.is_empty() && self.parse.groups[moving.group].is_verb() {
            let below = self.below(moving.group).into_iter();
            let to = below.filter(|&to| matches!(self.parse.preposition(to), "to" | "into"));
            target = to.map(|to| self.parties(to)).find(|found| !found.is_empty()).unwrap_or_default();
        }
        if target.is_empty() && self.is_bought(moving.group) {
            target = self.origins(moving.group);
        }
        // "EU-bound exports": to the EU.
        let bound = |party: &Argument<'a>| self.text.source[party.span.end as usize..].starts_with("-bound");
        target.extend(actor.extract_if(.., |party| bound(party)));
        target.retain(|target| !actor.iter().any(|actor| actor.same_party(target)));
        let mut product = Vec::new();
        self.collect(moving.group, Want::Goods, 0, &mut product);
        // "Copper saw its sales fall": what it happened to.
        let see = self.parse.groups[governor.group].host.filter(|&see| self.parse.groups[see].is_verb());
        let see = see.filter(|&see| self.rules.context.has_done(&self.parse.head(see).lemma));
        if let Some(seen) = see.and_then(|see| self.parse.groups[see].verb.subject).filter(|_| product.is_empty()) {
            self.collect(seen, Want::Goods, 0, &mut product);
        }
        Some(Claim {
            frame: &frame.name,
            action: governor.action,
            actor,
            target,
            product,
            rate,
            rate_before: moving.extent.rate_before,
            amount,
            indicator: Some(moving.shown),
            modality: mood.modality,
            negated: mood.negated,
            requester: mood.requester,
            attribution: self.attribution(governor.group, governor.group),
            time: mood.time,
            sentence: self.parse.sentence,
            trigger: self.parse.head(governor.group).span,
            rules: vec![governor.rule(frame)],
        })
    }
}
