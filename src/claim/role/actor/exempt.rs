//! An exemption → who grants it and who is spared, from whom it is told beside the noun for it.
//!
//! "Norway granted **Peru** an exemption", "**Peru's** exemption", "**Peru** was given a waiver",
//! "**Peru** asked for one".

use super::Told;
use crate::claim::govern::Stand;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Want};
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// Adds whom an exemption spares, where nothing told it, and leaves whoever only has it out of those who grant it.
    pub(super) fn spare(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        if claim.action != "exempt" {
            return;
        }
        self.spare_goods(told, claim);
        let frame = self.rules.frame(&told.frame.name);
        let Some(exemption) = frame.and_then(|frame| self.exemption_from(frame, told.noun)) else { return };
        let verb = self.verb_above(exemption);
        let subject =
            verb.and_then(|verb| self.parse.groups[verb].verb.subject).filter(|&subject| subject != exemption);
        let does = subject.map(|subject| self.parties(subject)).unwrap_or_default();
        let owns = self.owners(exemption);
        // "Norway's exemption of Peruvian copper": whoever grants it owns it, too.
        let of = self.parse.hanging(exemption).filter(|&of| self.parse.preposition(of) == "of");
        let spared: Vec<usize> = of.filter(|&of| self.parse.groups[of].is_noun() && of != told.noun).collect();
        if let Some(&spared) = spared.first().filter(|_| claim.actor.is_empty() && !owns.is_empty()) {
            claim.actor = owns;
            claim.target = self.market_of(spared);
            self.collect(spared, Want::Goods, 0, &mut claim.product);
            return;
        }
        // "Norway renewed Peru's exemption": whose it is does not grant it.
        let gives = |owner: &Argument<'a>| claim.actor.iter().any(|actor| actor.same_party(owner));
        let active = verb.is_some_and(|verb| !self.parse.groups[verb].verb.passive);
        let of_others =
            !does.is_empty() && active && !does.iter().any(|agent| owns.iter().any(|owner| owner.same_party(agent)));
        if of_others && owns.iter().any(gives) {
            claim.actor = does.clone();
        }
        if !claim.target.is_empty() {
            return;
        }
        let other = |party: &Argument<'a>| !claim.actor.iter().any(|actor| actor.same_party(party));
        let others = |parties: Vec<Argument<'a>>| -> Vec<Argument<'a>> {
            parties.into_iter().filter(|party| other(party) && party.kind != Some(Kind::Person)).collect()
        };
        let objects = verb.map(|verb| self.parse.groups[verb].verb.objects.clone()).unwrap_or_default();
        let given = objects.into_iter().filter(|&object| object != exemption).flat_map(|object| self.parties(object));
        // "Peru won an exemption from Norway's duty", "Peru was given one".
        let obtains = verb.is_some_and(|verb| self.rules.context.obtains(&self.parse.head(verb).lemma));
        let passive = if active && !obtains { Vec::new() } else { does };
        let asker = claim.requester.iter().map(|asker| asker.state(self.lexicon)).collect();
        let spared = [others(owns), others(given.collect()), others(passive), others(asker)];
        claim.target = spared.into_iter().find(|spared| !spared.is_empty()).unwrap_or_default();
    }

    /// "Exempted **copper** from its duties on metals", "**Peru** from its sanctions on Chile": who and what is left
    /// out, of all that it hits.
    fn spare_goods(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let governor = told.governor;
        let verb = &self.parse.groups[governor.group].verb;
        let of = |&at: &usize| matches!(self.parse.preposition(at), "of" | "for");
        let spared: Vec<usize> = match governor.stand {
            Stand::Nominal => self.parse.hanging(governor.group).filter(of).collect(),
            Stand::Behind if !verb.passive && !governor.is_borne() => verb.objects.clone(),
            Stand::Behind | Stand::Bear => verb.subject.into_iter().collect(),
            _ => return,
        };
        let mut goods = Vec::new();
        // "Exempted 200 products from its duties, **including coffee**".
        let listed = self.parse.hanging(told.noun);
        let listed = listed.filter(|&of| matches!(self.parse.preposition(of), "including" | "such as"));
        let mut named = Vec::new();
        for group in spared.into_iter().filter(|&group| group != told.noun).chain(listed) {
            self.collect(group, Want::Goods, 0, &mut goods);
            named.extend(self.parties(group));
        }
        if governor.stand == Stand::Behind && !named.is_empty() {
            claim.target = named;
        }
        if !goods.is_empty() {
            claim.product = goods;
        }
    }

    /// The noun that tells of an exemption from the measure at `noun`.
    fn exemption_from(&self, frame: &'a Frame, noun: usize) -> Option<usize> {
        let above = |&at: &usize| {
            let noun = self.parse.groups[at].relation == Relation::Preposition;
            self.parse.groups[at].host.filter(|&host| noun && self.parse.groups[host].is_noun())
        };
        let tells = |&at: &usize| {
            let told = self.noun_action_on(frame, at, self.parse.preposition(noun));
            told.is_some_and(|(action, _)| action.name == "exempt")
        };
        std::iter::successors(Some(noun), above).take(4).find(tells)
    }
}
