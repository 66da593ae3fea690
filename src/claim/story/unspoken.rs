//! A measure's claim that nothing before it fits → who has or takes it all the same.
//!
//! In this order: who announces it, whom the sentence is about, the other of the two sides with which the story opens,
//! who acted last, the only state of the story.

use super::recall::share;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Modality;

impl<'a> Scene<'_, 'a> {
    /// Where no claim before fits: who announces it, the other of the two sides the story is about, who acted last.
    pub(super) fn complete_unspoken(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let span = claim.trigger;
        let speaker = self.announcer(claim);
        if claim.actor.is_empty() && matches!(claim.modality, Modality::Planned | Modality::Threatened) {
            // "Korea decided to open its market on condition that tariffs will be imposed": whoever decides it.
            let decides = self.topic().into_iter().next().filter(|party| {
                let hit =
                    |known: &Claim<'a>| known.frame == claim.frame && share(&known.target, std::slice::from_ref(party));
                claim.attribution.is_empty()
                    && !claim.target.iter().any(|target| target.same_party(party))
                    && !earlier.iter().any(hit)
            });
            claim.actor.extend(speaker.or(decides).map(|party| party.state(self.lexicon).carried_to(span)));
        }
        // "China will review its stance on duties on Peruvian wine": whom the sentence is about has them, unless it
        // acts against them or is not for them.
        let against = self.group_at(span).is_some_and(|noun| {
            let verb = self.verb_above(noun).filter(|_| self.parse.groups[noun].is_noun());
            self.parse.preposition(noun) == "against" || verb.is_some_and(|verb| self.is_against(verb))
        });
        let about = self.topic().into_iter().map(|party| party.state(self.lexicon));
        // "Chile's exports face 20%, Peru pays 15%": both are hit by another.
        let hit = |party: &Argument<'a>| {
            let known =
                |known: &Claim<'a>| known.frame == claim.frame && share(&known.target, std::slice::from_ref(party));
            earlier.iter().any(known)
        };
        let about = about.filter(|party| party.kind == Some(Kind::Country) && !hit(party) && !against).take(1);
        let about: Vec<Argument<'a>> = about.collect();
        if claim.actor.is_empty() && claim.action == "keep" && !claim.target.is_empty() && claim.attribution.len() < 2 {
            claim.actor.extend(about.iter().map(|party| party.carried_to(span)));
            claim.actor.retain(|actor| !share(std::slice::from_ref(actor), &claim.target));
        }
        self.complete_from_lead(earlier, claim);
        let speaks_of =
            !claim.target.is_empty() || !claim.product.is_empty() || claim.rate.is_some() || claim.amount.is_some();
        if claim.actor.is_empty() {
            // "A probe into aid that a firm received": who looks into it did not give it.
            let home = self.rules.frame(claim.frame).is_some_and(|frame| frame.home);
            let looked_into = |known: &Claim<'a>| home && known.frame == "investigation";
            let acting = |known: &&Claim<'a>| {
                known.trigger != span
                    && !looked_into(known)
                    && !self.is_over(known, claim)
                    && !known.actor.is_empty()
                    && known.frame != "change"
                    && (self.is_measure(known) || speaks_of && known.actor.len() == 1)
            };
            let here = earlier.iter().rev().filter(|_| !against);
            let last = here.chain(self.memory.claims()).find(acting);
            let actors = last.into_iter().flat_map(|known| known.actor.iter()).map(|actor| actor.state(self.lexicon));
            let inbound = self.rules.frame(claim.frame).is_some_and(|frame| frame.inbound);
            let free = actors.filter(|actor| {
                actor.kind == Some(Kind::Country)
                    && !claim
                        .target
                        .iter()
                        .any(|target| target.same_party(actor) || inbound && self.is_firm_of(target, actor))
                    && claim.requester.as_ref().is_none_or(|asker| !asker.same_party(actor))
            });
            claim.actor = free.map(|actor| actor.carried_to(span)).collect();
        }
        if claim.actor.is_empty() && !earlier.iter().any(|known| self.is_over(known, claim)) {
            claim.actor.extend(self.only_state(claim));
        }
    }

    /// A story that names one state alone speaks of its measures, unless they hit it or it is only where goods go.
    fn only_state(&self, claim: &Claim<'a>) -> Option<Argument<'a>> {
        // "Its appeal against the duties": whoever complains does not levy them.
        let noun = self.group_at(claim.trigger);
        if noun.is_some_and(|noun| self.parse.preposition(noun) == "against") {
            return None;
        }
        let only = self.memory.only_state().and_then(|state| self.lexicon.by_id(state))?;
        let only = Argument::state_of(only, claim.trigger);
        let hit = |parties: &[Argument<'a>]| share(parties, std::slice::from_ref(&only));
        let another = |unit: usize| {
            let mention = self.parse.units[unit].mention.map(|mention| &self.mentions[mention])?;
            let away = self.parse.group_of(unit).map(|group| self.parse.preposition(group));
            let away = matches!(away, Some("to" | "from" | "on" | "against"));
            Some(mention.kind == Kind::Country && (away || *mention.id != *only.id))
        };
        let known = self.memory.claims().any(|known| hit(&known.target));
        let foreign = known || hit(&claim.target) || hit(claim.requester.as_slice());
        // "Ireland warned that a duty would cost jobs": who fears it does not levy it.
        let foreign = foreign || self.fears(claim) && hit(&claim.attribution);
        let foreign = foreign || (0..self.parse.units.len()).filter_map(another).any(|another| another);
        (!foreign).then_some(only)
    }

    /// Between the two parties with which the story opens, whoever is not the one hit hits.
    pub(super) fn complete_from_lead(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let [one, other] = self.memory.lead() else { return };
        let [hit] = &claim.target[..] else { return };
        let side = if hit.same_party(one) {
            other
        } else if hit.same_party(other) {
            one
        } else {
            return;
        };
        // "Peru will face 25%, Norway 50%": both are hit by another.
        let hit = |known: &Claim<'a>| known.frame == claim.frame && share(&known.target, std::slice::from_ref(side));
        if claim.actor.is_empty() && !earlier.iter().any(hit) {
            claim.actor.push(side.carried_to(claim.trigger));
        }
    }

    /// Whether a claim tells what harm a measure would do, and not to whom else.
    fn fears(&self, claim: &Claim<'a>) -> bool {
        claim.modality != Modality::Actual && claim.target.is_empty() && self.rules.context.hurts(claim.word())
    }

    /// "New tariffs will begin next week, Trump vowed": who announces it does it.
    pub(super) fn announcer(&self, claim: &Claim<'a>) -> Option<Argument<'a>> {
        let speaker = claim.attribution.first().filter(|_| !self.fears(claim))?;
        let acts = speaker.state(self.lexicon).kind == Some(Kind::Country);
        (acts && !claim.target.iter().any(|target| target.same_party(speaker))).then(|| speaker.clone())
    }

    /// Whether a party sits in a state, which does not act against its own.
    fn is_firm_of(&self, firm: &Argument<'a>, state: &Argument<'a>) -> bool {
        self.lexicon.by_id(&firm.id).is_some_and(|entry| entry.country == state.id)
    }
}
