//! A frame's noun and one word that governs it → the claim that both make.

use crate::claim::govern::Governor;
use crate::claim::mood::Mood;
use crate::claim::{Argument, Claim, Scene};
use crate::rule::{Frame, Modality, Path, Role, Shape, Want};

impl<'a> Scene<'_, 'a> {
    /// The claim of a noun under one of its governors, unless it says no more than that the noun occurs.
    pub(super) fn fill(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>) -> Option<Claim<'a>> {
        let mood = self.mood(frame, noun, governor);
        let mut claim = self.unfilled(frame, noun, governor, &mood);
        self.presume_later(frame, noun, governor, &mut claim);
        self.fill_rates(frame, noun, governor, &mut claim);
        self.tell_by_rates(frame, noun, governor, &mut claim);
        self.tell_ahead(frame, noun, governor, &mut claim);
        self.tell_standing(frame, noun, governor, &mut claim);
        claim.amount = self.amount(frame, noun, governor);
        self.tell_by_difference(frame, noun, &mut claim);
        claim.product = self.in_role(frame, Role::Product, noun, governor);
        if frame.shape == Shape::Meeting {
            self.gather(paths(frame, Role::Actor), noun, governor, &mut claim);
            return self.is_worth(frame, governor, &claim).then_some(claim);
        }
        claim.target = self.in_role(frame, Role::Target, noun, governor);
        self.fill_from_seer(noun, governor, &mut claim);
        self.actors(frame, noun, governor, &mood, &mut claim);
        self.turn_away(frame, noun, governor, &mut claim);
        self.fill_from_purpose(noun, governor, &mut claim);
        if claim.negated && claim.action == "keep" && !governor.presumed && frame.shape == Shape::Measure {
            self.keep_denied(frame, noun, governor, &mut claim);
        }
        if frame.shape == Shape::Event {
            self.fill_from_act(frame, noun, governor, &mut claim);
            let unsaid = governor.presumed && claim.actor.is_empty() && claim.target.is_empty();
            if unsaid && !self.points_back(&claim) {
                return None;
            }
        }
        self.ask_by_modal(governor, &mut claim);
        self.is_worth(frame, governor, &claim).then_some(claim)
    }

    /// The claim before anyone has a role in it.
    fn unfilled(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>, mood: &Mood<'a>) -> Claim<'a> {
        Claim {
            frame: &frame.name,
            action: governor.action,
            actor: Vec::new(),
            target: Vec::new(),
            product: Vec::new(),
            rate: None,
            rate_before: None,
            amount: None,
            indicator: None,
            modality: mood.modality,
            negated: mood.negated ^ governor.denied,
            requester: mood.requester.clone(),
            attribution: self.attribution(noun, governor.group),
            time: mood.time.clone(),
            sentence: self.parse.sentence,
            trigger: self.parse.head(noun).span,
            rules: vec![governor.rule(frame)],
        }
    }

    /// Who or what stands where the frame says that a role does.
    pub(super) fn in_role(&self, frame: &Frame, role: Role, noun: usize, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        self.follow(paths(frame, role), noun, governor)
    }

    /// "Corn will see a cut in duty", "will see their tariffs rise": of what sees it.
    fn fill_from_seer(&self, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let done = self.parse.groups[governor.group].host == self.parse.groups[noun].host;
        let seer = self.seen_by(noun).filter(|_| governor.group == noun || done);
        let Some(seer) = seer else { return };
        for (role, want) in [(&mut claim.product, Want::Goods), (&mut claim.target, Want::Country)] {
            if role.is_empty() {
                self.collect(seer, want, 0, role);
            }
        }
    }

    /// "a pledge to invest $406 million in a plant": what the act below tells, which is still to come.
    fn fill_from_act(&self, frame: &Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let Some(act) = self.act_below(noun) else { return };
        // "Withdrew its offer to buy": that is done.
        if claim.modality == Modality::Actual && claim.action != "withdraw" {
            claim.modality = Modality::Planned;
        }
        let of_act = Governor { group: act, ..governor.clone() };
        let gather = |role: Role, want: Want| self.around_verb(paths(frame, role), want, &of_act);
        if claim.product.is_empty() {
            claim.product = gather(Role::Product, Want::Goods);
        }
        if claim.target.is_empty() {
            claim.target = gather(Role::Target, Want::Party);
            claim.target.retain(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
        }
        claim.amount = claim.amount.take().or_else(|| gather(Role::Amount, Want::Amount).into_iter().next());
    }
}

/// Where a frame says that a role stands.
fn paths(frame: &Frame, role: Role) -> &[Path] {
    frame.roles.iter().find(|(known, _)| *known == role).map_or(&[][..], |(_, paths)| paths)
}
