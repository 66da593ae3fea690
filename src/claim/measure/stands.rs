//! How a measure's noun and its governor are put → whether the measure stands, ends or is still to come.

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Claim, Scene};
use crate::rule::{Frame, Modality};

impl<'a> Claim<'a> {
    /// Tells it as another action, where the frame knows that.
    pub(super) fn retell(&mut self, frame: &'a Frame, action: &str) {
        self.action = frame.action(action).map_or(self.action, |action| &action.name);
    }
}

impl<'a> Scene<'_, 'a> {
    /// A measure that nothing says to stand does not where its noun says what will be or what is thought of.
    pub(super) fn presume_later(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        if !governor.presumed || claim.action != "keep" {
            return;
        }
        let thought_of = self.is_thought_of(noun, self.points_back(claim));
        let later = [(self.will_be(noun), Modality::Planned), (thought_of, Modality::Proposed)];
        if let Some((_, modality)) = later.into_iter().find(|(is_later, _)| *is_later) {
            claim.retell(frame, "impose");
            claim.modality = modality;
        }
    }

    /// Tells what ends from what is held out or planned, where the verb alone says that it stands.
    pub(super) fn tell_ahead(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let verb = &self.parse.groups[governor.group];
        // "Will no longer face duties": what ends.
        if claim.negated && claim.action == "keep" && self.is_no_more(governor.group) {
            claim.retell(frame, "lift");
            claim.negated = false;
        }
        // "Open its market or face duties": what is held out.
        let before = verb.units.start.checked_sub(1).map(|before| &*self.parse.units[before].lower);
        // "Faces a duty if it does not lift its ban": nor does it yet.
        let depends = || claim.modality == Modality::Actual && self.depends(governor.group);
        if governor.stand == Stand::Bear && (before == Some("or") || depends()) {
            claim.retell(frame, "impose");
            claim.modality = Modality::Threatened;
        }
        // "The planned duty would hurt importers": it stands only later.
        if let Some(open) = self.adjective_modality(noun).filter(|_| claim.action == "keep" && !governor.presumed) {
            claim.retell(frame, "impose");
            claim.modality = open;
        }
    }

    /// Tells whether a measure stands by now, from what is said to come of it.
    pub(super) fn tell_standing(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        if self.stands_all_the_same(governor, claim) {
            claim.negated = false;
            claim.modality = Modality::Actual;
        }
        // "Will apply a zero tariff": there is none.
        let zero = self.parse.units[self.parse.groups[noun].units.clone()].iter().any(|unit| &*unit.lower == "zero");
        if zero && matches!(claim.action, "impose" | "keep") && claim.modality != Modality::Actual {
            claim.retell(frame, "lift");
        }
        // "Their duties are lower than ours": a level, and no cut.
        let level = matches!(&*governor.word, "be lower" | "be higher") && claim.modality == Modality::Actual;
        if level && governor.stand == Stand::Subject {
            claim.retell(frame, "keep");
        }
        // "Will not collect the levy until May": it rests.
        let rests = claim.negated && claim.action == "keep" && !governor.presumed;
        if rests && self.rules.context.levies(&governor.word) {
            claim.retell(frame, "suspend");
            claim.negated = false;
        }
        // "Parliament rejected a ban": there will be none.
        if governor.presumed && claim.action == "keep" && self.is_turned_down(noun) {
            claim.retell(frame, "impose");
            claim.negated = true;
        }
        // "Must pay a duty": it stands.
        let modal = self.parse.groups[governor.group].verb.modal;
        let pays = governor.is_borne() && matches!(&*governor.word, "pay" | "bear");
        let must = pays && modal.is_some_and(|modal| &*self.parse.units[modal].lower == "must");
        // "Investigates whether growers receive subsidies": it is said that they do.
        let marker = self.parse.groups[governor.group].verb.marker.map(|marker| &*self.parse.units[marker].lower);
        if claim.action == "keep" && governor.is_borne() && marker == Some("whether") && !claim.negated {
            claim.modality = Modality::Actual;
        }
        if must && claim.modality == Modality::Planned {
            claim.modality = Modality::Actual;
        }
        // "Catalyst will face a duty": what is borne later is imposed later.
        let later = claim.modality != Modality::Actual;
        let none = governor.presumed && claim.negated;
        let applied =
            !self.goes_on(governor) && (governor.word.starts_with("apply") || governor.stand == Stand::Subject);
        // "Will not apply to wine", "will not hit wine": that is left out.
        let spares = governor.word.starts_with("apply") || self.hits_goods(governor);
        let spares = claim.negated && spares && !governor.presumed;
        if later && claim.action == "keep" && !spares && (self.comes_upon(noun, governor) || none || applied) {
            claim.retell(frame, "impose");
        }
        if claim.action == "impose" && claim.modality == Modality::Actual && !claim.negated && self.is_habit(governor) {
            claim.retell(frame, "keep");
        }
    }

    /// "The ban will not affect growers", "they will not suffer from it", "firms may evade the duty": it stands all the
    /// same.
    fn stands_all_the_same(&self, governor: &Governor<'a>, claim: &Claim<'a>) -> bool {
        let first = governor.word.split(' ').next().unwrap_or_default();
        let evaded = governor.is_borne() && self.rules.context.evades(first);
        let tells = matches!(governor.stand, Stand::Subject | Stand::Behind);
        let ahead = claim.negated && claim.modality != Modality::Actual && tells && !self.hits_goods(governor);
        evaded || ahead && self.rules.context.hurts(&governor.word)
    }

    /// "Will not **hit** food": whether it is goods that the measure hits.
    fn hits_goods(&self, governor: &Governor<'a>) -> bool {
        let hit = &self.parse.groups[governor.group].verb.objects;
        &*governor.word == "hit" && governor.stand == Stand::Subject && hit.iter().any(|&hit| self.names_goods(hit))
    }
}
