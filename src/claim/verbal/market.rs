//! A market that a verb opens or shuts → whoever has it does so, and the others are let in or kept out.

use super::Reading;
use super::roles::Roles;
use crate::claim::role::party;
use crate::claim::{Argument, Scene};
use crate::lexicon::Kind;
use crate::rule::{Role, Shape};

impl<'a> Scene<'_, 'a> {
    /// "Excluded from the Peruvian market", "kept out of Peru": who has the market keeps it shut.
    pub(super) fn who_shuts(&self, reading: &Reading<'a>) -> Vec<Argument<'a>> {
        let shut = |&market: &usize| match self.parse.preposition(market) {
            "from" => &*self.parse.head(market).lemma == "market",
            "of" | "out of" => reading.word.ends_with("out of"),
            _ => false,
        };
        let around = std::iter::once(reading.verb).chain(reading.upon.iter().copied());
        let market = around.flat_map(|at| self.parse.hanging(at)).find(shut);
        market.map(|market| self.market_of(market)).unwrap_or_default()
    }

    /// "The pact gives Peru access to the EU market": who has the market grants it.
    pub(super) fn grant_entry(&self, reading: &Reading<'a>, roles: &mut Roles<'a>) {
        if reading.tells("impose") || reading.frame.shape != Shape::Measure {
            return;
        }
        let to_market = |&object: &usize| {
            let to = self.parse.hanging(object).find(|&to| matches!(self.parse.preposition(to), "to" | "into"));
            to.filter(|_| self.rules.context.is_entry(&self.parse.head(object).lemma))
        };
        let Some(market) = reading.upon.iter().find_map(to_market) else { return };
        let holders = self.market_of(market);
        if !holders.is_empty() && self.doers(reading).is_empty() {
            roles.target.extend(std::mem::take(&mut roles.actor));
            roles.target.retain(|target| !holders.iter().any(|holder| holder.id == target.id));
            party::dedup(&mut roles.target);
            roles.actor = holders;
        }
    }

    /// "The Korean rice market will be opened": who has a market opens it.
    pub(super) fn open_own_market(&self, reading: &Reading<'a>, roles: &mut Roles<'a>) {
        let market = |&object: &usize| {
            let head = self.parse.head(object);
            self.rules.context.is_gateway(&head.lemma) || head.kind == Some(Kind::Country)
        };
        if roles.actor.is_empty() && reading.tells("lift") && reading.upon.iter().any(market) {
            std::mem::swap(&mut roles.actor, &mut roles.target);
        }
    }

    /// "Its market is closed to Chilean salmon": beside whose it is stand the others.
    pub(super) fn look_beside_market(&self, reading: &Reading<'a>, roles: &mut Roles<'a>) {
        if !reading.moves_itself() || !reading.trigger.owned {
            return;
        }
        for (role, found) in [(Role::Target, &mut roles.target), (Role::Product, &mut roles.product)] {
            if found.is_empty() {
                *found = self.follow(reading.paths(role), reading.governor.group, &reading.governor);
            }
        }
    }
}
