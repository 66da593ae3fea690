//! Goods that cross a border → whose measure it is.
//!
//! Whoever goods come to has a measure on what comes in ("duties on cars shipped to **Peru**"); who stops the exports of
//! another keeps them out and holds nothing back.

use super::govern::Governor;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Frame;

impl<'a> Scene<'_, 'a> {
    /// Whom goods come to that a measure is on: "duties on exports to **Peru**", "on cars from Chile to **Peru**".
    pub(super) fn receivers(&self, frame: &Frame, noun: usize, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[noun];
        // "An export tax on shipments to Peru": whoever exports takes it.
        let outward = self.parse.units[this.units.clone()].iter().any(|unit| &*unit.lemma == "export");
        if !frame.inbound || outward {
            return Vec::new();
        }
        let verb = Some(governor.group).filter(|&verb| self.parse.groups[verb].is_verb());
        let told = verb.into_iter().flat_map(|verb| self.parse.hanging(verb));
        let on = told.filter(|&on| matches!(self.parse.preposition(on), "on" | "to" | "of" | "for" | "against"));
        let goods = [noun].into_iter().chain(on).flat_map(|part| self.below(part));
        let comes_to = |&group: &usize| {
            let from = self.parse.groups[group].host.filter(|&host| self.crosses(host) || self.is_goods(host));
            matches!(self.parse.preposition(group), "to" | "into") && from.is_some_and(|host| host != noun)
        };
        let mut receivers: Vec<Argument<'a>> = goods.filter(comes_to).flat_map(|to| self.market_of(to)).collect();
        receivers.retain(|receiver| receiver.kind == Some(Kind::Country));
        super::party::dedup(&mut receivers);
        receivers
    }

    /// "The EU's ban on Zimbabwean exports": a measure of who takes them in.
    pub(super) fn turn_away(&self, frame: &Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let on: Vec<usize> = self.parse.hanging(noun).filter(|&on| self.parse.groups[on].is_noun()).collect();
        let Some((abroad, senders)) = self.kept_out(frame, &claim.actor, &on) else { return };
        claim.frame = &abroad.name;
        if claim.target.is_empty() {
            claim.target = senders;
        }
        claim.rules = vec![format!("{}/{}: {}", abroad.name, governor.action, governor.word)];
    }

    /// Whose exports another's act is told of, the frame that this states, and who sends them: "Peru banned **Chilean**
    /// exports".
    pub(super) fn kept_out(
        &self,
        frame: &Frame,
        actor: &[Argument<'a>],
        upon: &[usize],
    ) -> Option<(&'a Frame, Vec<Argument<'a>>)> {
        let abroad = self.rules.frame(frame.abroad.as_deref()?)?;
        let within: Vec<usize> = upon.iter().flat_map(|&group| self.below(group)).collect();
        let away = within.iter().filter(|&&to| matches!(self.parse.preposition(to), "to" | "into"));
        let away: Vec<Argument<'a>> = away.flat_map(|&to| self.parties(to)).collect();
        let mut senders: Vec<Argument<'a>> =
            within.iter().filter(|&&group| self.crosses(group)).flat_map(|&group| self.holders(group)).collect();
        super::party::dedup(&mut senders);
        let state = |party: &Argument<'a>| {
            let state = party.state(self.lexicon);
            if state.kind == Some(Kind::Country) || state.country.is_empty() { state.id } else { state.country }
        };
        let own = |party: &Argument<'a>| actor.iter().any(|actor| state(actor) == state(party));
        let other = !actor.is_empty() && !senders.is_empty() && !senders.iter().any(own);
        (other && away.iter().all(own)).then_some((abroad, senders))
    }

    /// Whether a noun is of goods that cross a border.
    fn crosses(&self, group: usize) -> bool {
        self.parse.groups[group].is_noun() && self.rules.context.crosses(&self.parse.head(group).lemma)
    }

    fn is_goods(&self, group: usize) -> bool {
        self.parse.groups[group].is_noun() && self.parse.is(group, Kind::Commodity)
    }
}
