//! An actor and a target as first chosen → those whom the measure's sense allows.

use super::Told;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Modality, Shape};

impl<'a> Scene<'_, 'a> {
    /// Leaves out actors who cannot have taken it and targets who have, and adds those whom that shows to be hit.
    pub(super) fn settle(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let Told { frame, noun, mood, .. } = told;
        if frame.shape == Shape::Measure {
            self.leave_judges(claim);
            self.leave_opponents(told, claim);
            self.leave_hit(claim);
        }
        let acts = |target: &Argument<'a>| {
            let own = |actor: &Argument<'a>| actor.same_party(target) || actor.state(self.lexicon).id == target.id;
            claim.actor.iter().any(own)
        };
        claim.target.retain(|target| !acts(target));
        if mood.asked.is_empty()
            && let Some(asker) = &claim.requester
        {
            claim.actor.retain(|actor| actor.id != asker.id);
        }
        if frame.home {
            self.keep_at_home(claim);
        }
        if frame.shape == Shape::Measure {
            self.concede(told, claim);
            self.exchange(told, claim);
            self.leave_firms(told, claim);
            self.act_where_paid(told, claim);
            self.act_where_sold(claim);
            self.grant(told, claim);
            self.hand_over(told, claim);
            self.hit_asking(&frame.name, noun, claim);
            self.hit_speaker(frame, told.governor.group, claim);
            self.act_at_own_border(told, claim);
        }
    }

    /// "Brazil asked the WTO to authorise sanctions": a judge takes no measure, whoever asks it to let him does.
    fn leave_judges(&self, claim: &mut Claim<'a>) {
        if !claim.actor.iter().any(|actor| self.is_judge(actor)) {
            return;
        }
        claim.actor.retain(|actor| !self.is_judge(actor));
        if let Some(asker) = claim.requester.take_if(|_| claim.actor.is_empty()) {
            claim.actor.push(asker);
            claim.modality = Modality::Proposed;
        }
    }

    /// "Vietnam agreed to a tariff on its exports to the United States": whoever puts up with it is hit.
    fn concede(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let Told { frame, noun, governor, .. } = told;
        if !frame.inbound || !self.rules.context.concedes(&governor.word) {
            return;
        }
        let own = |goods: usize| {
            let owners = self.owners(goods);
            owners.iter().any(|owner| claim.actor.iter().any(|actor| actor.same_party(owner)))
        };
        if self.below(noun).into_iter().any(|goods| goods != noun && own(goods)) {
            claim.target = std::mem::replace(&mut claim.actor, self.receivers(frame, noun, governor));
        }
    }

    /// "Japan will invest in Peru in exchange for lower duties": who gets them is spared by the other side.
    fn exchange(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let got = [told.noun, told.governor.group].into_iter().find(|&got| self.is_exchanged(got));
        let verb = got.filter(|_| claim.eases()).and_then(|got| self.verb_above(got));
        let Some((verb, subject)) = verb.and_then(|verb| Some((verb, self.parse.groups[verb].verb.subject?))) else {
            return;
        };
        let state = |party: &Argument<'a>| party.state(self.lexicon).kind == Some(Kind::Country);
        let getters: Vec<Argument<'a>> = self.parties(subject).into_iter().filter(state).collect();
        let gets = |party: &Argument<'a>| getters.iter().any(|getter| getter.same_party(party));
        claim.actor.retain(|actor| !gets(actor));
        if claim.actor.is_empty() {
            let beside = self.below(verb).into_iter().filter(|&beside| beside > subject);
            claim.actor =
                beside.filter_map(|beside| self.named_in(beside)).filter(|party| !gets(party)).take(1).collect();
        }
        if claim.target.is_empty() {
            claim.target = getters;
        }
    }

    /// "Germany does not support tariffs on cars": they are another's.
    fn leave_opponents(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let verb = told.governor.group;
        let subject = self.parse.groups[verb].verb.subject.filter(|_| claim.action == "keep" && self.is_against(verb));
        claim.actor.retain(|actor| actor.carried || subject.is_none() || self.group_at(actor.span) != subject);
    }

    /// Whether a verb tells that its subject is not for what its object is.
    pub(in crate::claim) fn is_against(&self, verb: usize) -> bool {
        let (lemma, context) = (&self.parse.head(verb).lemma, &self.rules.context);
        let denied = self.parse.groups[verb].verb.negated;
        context.judges(lemma) || context.opposes(lemma) || denied && context.weighs(lemma)
    }

    /// "Acme will study the sanctions": a firm that weighs a measure has it before it.
    fn leave_firms(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let weighs = self.rules.context.modality(&told.governor.word) == Some(Modality::Proposed);
        if (weighs || told.frame.inbound && claim.modality != Modality::Requested)
            && claim.action == "impose"
            && !claim.actor.is_empty()
            && claim.actor.iter().all(|actor| actor.is_private(self.lexicon))
        {
            claim.actor.clear();
            (claim.action, claim.modality) = ("keep", Modality::Actual);
        }
    }

    /// Leaves out actors whom it hits. "Chile and Peru agreed to lift a duty on Peruvian copper": it is Chile's.
    fn leave_hit(&self, claim: &mut Claim<'a>) {
        let Claim { actor, target, .. } = claim;
        let named = |id: &str| target.iter().any(|target| !target.carried && target.id == id);
        let is_hit = |actor: &Argument<'a>| named(&actor.state(self.lexicon).id);
        if actor.len() > 1 && !actor.iter().all(is_hit) {
            actor.retain(|actor| !is_hit(actor));
        }
        // "It sets a quota on steel from Peru": then "it" is not Peru.
        if actor.iter().all(|actor| actor.carried && named(&actor.id)) {
            actor.clear();
        }
    }

    /// What a state does for its own: "China's support for its growers", whomever "its" means.
    fn keep_at_home(&self, claim: &mut Claim<'a>) {
        if !claim.actor.is_empty() {
            claim.target.retain(|party| !(party.carried && party.kind == Some(Kind::Country)));
        } else if claim.action == "keep" {
            // "State support for Peru's growers", whoever speaks of it; "export credits to Iraq" are another's.
            let abroad = |party: &Argument<'a>| {
                let at = self.group_at(party.span);
                at.is_some_and(|group| !matches!(self.parse.preposition(group), "" | "in" | "of"))
            };
            let state = |party: &Argument<'a>| party.kind == Some(Kind::Country) && !abroad(party);
            (claim.actor, claim.target) = std::mem::take(&mut claim.target).into_iter().partition(state);
            // "Whether the Peruvian firm receives aid": of its own state.
            let own = |party: &Argument<'a>| {
                let firm = party.kind == Some(Kind::Organization) && !party.is_bloc(self.lexicon);
                self.lexicon.by_id(&party.country).filter(|_| firm)
            };
            let state = claim.target.iter().find_map(own).filter(|_| claim.actor.is_empty());
            claim.actor.extend(state.map(|state| Argument::state_of(state, claim.trigger)));
        }
    }

    /// "Norwegian importers pay a duty on salmon": it is their own state's.
    fn act_where_paid(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let subject = self.parse.groups[told.governor.group].verb.subject;
        let paid = subject.filter(|&subject| told.governor.is_borne() && self.is_importer(subject));
        if let Some(subject) = paid.filter(|_| claim.actor.is_empty()) {
            claim.actor = self.mentions_before(subject, |kind| kind == Kind::Country);
        }
    }

    /// "Duties on beef in Norway will be cut": the state in which goods are sold or made takes what nobody else does.
    fn act_where_sold(&self, claim: &mut Claim<'a>) {
        if !claim.actor.is_empty() {
            return;
        }
        let sold = |party: &Argument<'a>| {
            let Some(at) = self.group_at(party.span) else { return false };
            let above = self.parse.groups[at].host.filter(|_| self.parse.preposition(at) == "in");
            let goods = |above: usize| {
                let head = self.parse.head(above);
                head.kind == Some(Kind::Commodity)
                    || head.mention.is_none() && matches!(&*head.lemma, "import" | "export" | "farmer" | "grower")
            };
            party.kind == Some(Kind::Country) && above.is_some_and(goods)
        };
        (claim.actor, claim.target) = std::mem::take(&mut claim.target).into_iter().partition(sold);
    }

    /// "Chile won a tariff cut from Norway", "seeks lower Norwegian duties": whoever stands behind "from", or before
    /// what is to be eased, takes the measure, for who gets it or asks for it.
    fn hand_over(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let told_by = Some(told.governor.group).filter(|&verb| self.parse.groups[verb].is_verb());
        let verb = told_by.or_else(|| self.verb_above(told.noun)).map(|verb| (verb, &self.parse.groups[verb].verb));
        let seeks = |verb: usize| self.rules.context.wishes(&self.parse.head(verb).lemma);
        let gets = |verb: usize| seeks(verb) || self.rules.context.obtains(&self.parse.head(verb).lemma);
        let Some((verb, clause)) = verb.filter(|(verb, clause)| !clause.passive && gets(*verb)) else { return };
        // "Seeks lower duties on copper from Peru": where goods come from is another matter.
        let of_goods = |from: usize| self.parse.groups[from].host.is_some_and(|host| self.names_goods(host));
        let from = (verb + 1..self.parse.groups.len()).find(|&from| {
            self.parse.preposition(from) == "from"
                && self.verb_above(from) == Some(verb)
                && !(seeks(verb) && of_goods(from))
        });
        let mut givers = from.map(|from| self.parties(from)).unwrap_or_default();
        let getters = clause.subject.map(|subject| self.parties(subject)).unwrap_or_default();
        // "Seeks an EU ban on Peruvian copper".
        let sought = claim.action == "impose" && seeks(verb) && !claim.target.is_empty();
        if givers.is_empty() && (claim.eases() || sought) {
            givers = self.mentions_before(told.noun, |kind| kind == Kind::Country);
            givers.retain(|giver| !getters.iter().any(|getter| getter.state(self.lexicon).id == giver.id));
        }
        if givers.is_empty() || getters.is_empty() {
            return;
        }
        if seeks(verb) {
            (claim.modality, claim.requester) = (Modality::Requested, getters.first().cloned());
        }
        if !sought {
            claim.target = getters;
        }
        claim.actor = givers;
    }

    /// "Norway gave **Chile** an exemption from its duties", "a pause": who gets it is spared, whoever gives it acts.
    fn grant(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let eases = claim.eases() || claim.action == "delay";
        let verb = self.verb_above(told.noun).filter(|_| eases);
        let Some(verb) = verb.filter(|&verb| self.rules.context.gives(&self.parse.head(verb).lemma)) else { return };
        let clause = &self.parse.groups[verb].verb;
        let [getter, _] = clause.objects[..] else { return };
        if clause.passive || !self.parse.head(getter).kind.is_some_and(Kind::is_party) {
            return;
        }
        claim.target = self.parties(getter);
        if claim.actor.is_empty() {
            claim.actor = clause.subject.map(|subject| self.parties(subject)).unwrap_or_default();
        }
    }

    /// "Peru called for an end to the duties": who asks for no more than that is hit.
    fn hit_asking(&self, frame: &str, noun: usize, claim: &mut Claim<'a>) {
        // "Peru asked Norway to spare its copper".
        let own = || claim.product.iter().any(|goods| self.is_owned(goods));
        // Of a measure that was spoken of the story knows whom it hits.
        let told = |known: &Claim<'a>| known.frame == frame && !known.target.is_empty();
        let known = || self.is_definite(noun) && self.memory.claims().any(told);
        if claim.eases() && claim.target.is_empty() && (claim.actor.is_empty() || own()) && !known() {
            let asker = claim.requester.iter().map(|asker| asker.state(self.lexicon));
            claim.target = asker.filter(|asker| asker.kind == Some(Kind::Country)).collect();
        }
    }

    /// "The export ban on **Chilean** copper": whose goods do not leave keeps them, where nobody else does.
    fn act_at_own_border(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        if told.frame.abroad.is_none() || !claim.actor.is_empty() {
            return;
        }
        let on = |&goods: &usize| matches!(self.parse.preposition(goods), "on" | "of" | "for");
        let goods = claim.product.iter().filter_map(|goods| self.group_at(goods.span)).filter(on);
        let owners: Vec<Argument<'a>> =
            goods.flat_map(|goods| self.mentions_before(goods, |kind| kind == Kind::Country)).collect();
        let own = |party: &Argument<'a>| owners.iter().any(|owner| owner.span == party.span);
        (claim.actor, claim.target) = std::mem::take(&mut claim.target).into_iter().partition(own);
    }

    /// Whether a party only judges the measures of others.
    pub(in crate::claim) fn is_judge(&self, party: &Argument<'a>) -> bool {
        party.kind == Some(Kind::Organization) && matches!(&*party.id, "WTO" | "General Agreement on Tariffs and Trade")
    }
}
