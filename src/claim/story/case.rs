//! Complaints and probes → who complains of whom, where the sentence tells it of the measure alone.

use super::recall::share;
use crate::claim::phrase::singular;
use crate::claim::{Argument, Claim, Scene, carried};
use crate::rule::{Modality, Want};

impl<'a> Scene<'_, 'a> {
    /// Fills what the cases among the claims of a sentence leave out.
    pub(super) fn complete_cases(&self, claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            if claims[index].frame != "investigation" {
                continue;
            }
            // "Appealed against the WTO's ruling": nobody complains of the judges.
            claims[index].target.retain(|target| !self.is_judge(target));
            if self.is_of_plaintiff(&claims[index]) {
                claims[index].actor.clear();
            }
            if let Some(complainant) = self.complainant(&claims[index], claims) {
                claims[index].actor = complainant;
            }
            if claims[index].target.is_empty() {
                self.hit_accused(&mut claims[index]);
            }
            if claims[index].target.is_empty() {
                claims[index].target = self.target_of_case(&claims[index], claims);
            }
            // "The probe was opened on a complaint filed by Acme": of the same.
            let case = &claims[index];
            let same = |known: &&Claim<'a>| {
                let against_him = share(&known.target, &case.actor);
                known.frame == "investigation" && !known.target.is_empty() && !against_him
            };
            if claims[index].target.is_empty()
                && let Some(known) = claims.iter().find(same)
            {
                claims[index].target = carried(&known.target, known.trigger);
            }
        }
    }

    /// "Peru took Norway to court. The ruling came in May": whether only who complained is there to decide.
    fn is_of_plaintiff(&self, case: &Claim<'a>) -> bool {
        let opened = |known: &&Claim<'a>| known.frame == case.frame && known.action == "open";
        let plaintiff = |known: &Claim<'a>| {
            let stated = known.trigger.of(self.text.source).to_lowercase();
            let mut words = stated.split(' ').map(singular).chain([known.word()]);
            words.any(|word| self.rules.context.is_complaint(word)) && share(&known.actor, &case.actor)
        };
        let carried = case.action == "decide" && case.actor.iter().all(|actor| actor.carried);
        carried && self.memory.claims().find(opened).is_some_and(plaintiff)
    }

    /// "Norway **accused** Peru of dumping salmon and opened a probe": into that.
    fn hit_accused(&self, case: &mut Claim<'a>) {
        let accuses = |&verb: &usize| self.parse.groups[verb].is_verb() && &*self.parse.head(verb).lemma == "accuse";
        let Some(verb) = (0..self.parse.groups.len()).find(accuses) else { return };
        let this = &self.parse.groups[verb].verb;
        let accuser = this.subject.map(|subject| self.parties(subject)).unwrap_or_default();
        if this.passive || !share(&accuser, &case.actor) {
            return;
        }
        case.target = this.objects.iter().flat_map(|&object| self.parties(object)).collect();
        if case.product.is_empty() {
            let acts = self.parse.hanging(verb).filter(|&act| self.parse.groups[act].is_verb());
            acts.for_each(|act| self.collect(act, Want::Goods, 0, &mut case.product));
        }
    }

    /// "The government complained of the duties on Peruvian wine": nobody complains of a measure of his own, so that it
    /// is whom the measure hits.
    fn complainant(&self, case: &Claim<'a>, claims: &[Claim<'a>]) -> Option<Vec<Argument<'a>>> {
        let carried = !case.actor.is_empty() && case.actor.iter().all(|actor| actor.carried);
        let measure = claims.iter().filter(|known| self.is_measure(known)).find(|known| self.is_over(case, known))?;
        let own = carried && share(&case.actor, &measure.actor) && !measure.target.is_empty() && !self.looks_into(case);
        let hit = measure.target.iter().map(|hit| hit.state(self.lexicon).carried_to(case.trigger));
        own.then(|| hit.collect())
    }

    /// Whom a case that names nobody hits: who has the measure that it is over ("a complaint over Peru's ban"), else
    /// whoever hit the complainant, or is hit by who investigates.
    fn target_of_case(&self, case: &Claim<'a>, claims: &[Claim<'a>]) -> Vec<Argument<'a>> {
        let over = || claims.iter().filter(|known| self.is_measure(known) && self.is_over(case, known));
        let states = |parties: &[Argument<'a>]| {
            parties.iter().map(|party| party.state(self.lexicon).carried_to(case.trigger)).collect()
        };
        // "A petition for duties on Peruvian salmon": what it asks for hits them.
        if let Some(sought) = over().find(|known| known.action == "impose" && known.modality != Modality::Actual) {
            return states(&sought.target);
        }
        // "The ruling is due in May": on the case that was told of.
        if case.action == "decide" && case.actor.iter().all(|actor| self.is_judge(actor)) {
            let told = self.memory.claims().find(|known| known.frame == case.frame && !known.target.is_empty());
            let ruled = over().next().map(|known| &known.actor);
            let told = told.filter(|_| case.product.is_empty()).map(|known| &known.target);
            return ruled.or(told).map(|against| states(against)).unwrap_or_default();
        }
        if case.actor.is_empty() {
            return Vec::new();
        }
        let other = |known: &&Claim<'a>| !known.actor.is_empty() && !self.agree(&case.actor, &known.actor);
        let measure = |known: &&Claim<'a>| self.is_measure(known);
        let among = || self.memory.claims().filter(|_| case.product.is_empty());
        // "Complained, charging that Peru's duty on its wine broke the rules": over what the sentence tells.
        let here = || claims.iter().filter(|known| measure(known) && known.sentence == case.sentence);
        let against = || here().chain(among()).filter(other).find(|known| share(&case.actor, &known.target));
        // "It filed the complaint": over what was spoken of last.
        let definite = self.group_at(case.trigger).is_some_and(|noun| self.is_definite(noun));
        let spoken_of = || among().filter(|_| definite).filter(other).find(measure);
        let of_own = || among().find(|known| !known.target.is_empty() && self.agree(&case.actor, &known.actor));
        // "Went ahead with the probe": who investigates has measures of his own, who complains is hit by another's.
        let own = || of_own().map(|known| &known.target);
        let over = over().find(other).map(|known| &known.actor);
        let hit = over.or_else(|| own().filter(|_| self.looks_into(case) && definite));
        let hit = hit.or_else(|| against().or_else(spoken_of).map(|known| &known.actor)).or_else(own);
        hit.map(|hit| states(hit)).unwrap_or_default()
    }

    /// Whether a case is a probe or a review: its actor looks into what others do, rather than complains of it.
    pub(super) fn looks_into(&self, case: &Claim<'a>) -> bool {
        let word = self.group_at(case.trigger).map(|noun| &*self.parse.head(noun).lemma);
        word.is_some_and(|word| self.rules.context.is_inquiry(word))
    }
}
