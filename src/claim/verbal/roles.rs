//! A verb that states a frame → who does it, whom it hits, and what else it names.

use super::Reading;
use crate::claim::govern::Governor;
use crate::claim::role::party;
use crate::claim::{Argument, Scene};
use crate::lexicon::Kind;
use crate::rule::{Modality, Role, Shape, Want};

/// The roles of a claim while they are filled.
#[derive(Default)]
pub(super) struct Roles<'a> {
    pub(super) actor: Vec<Argument<'a>>,
    pub(super) target: Vec<Argument<'a>>,
    pub(super) product: Vec<Argument<'a>>,
    pub(super) amount: Option<Argument<'a>>,
    pub(super) rates: Vec<Argument<'a>>,
}

impl<'a> Scene<'_, 'a> {
    /// The roles of what a verb tells.
    pub(super) fn roles(&self, reading: &Reading<'a>) -> Roles<'a> {
        let mut roles = Roles { actor: self.who_acts(reading), ..Roles::default() };
        if reading.frame.shape == Shape::Meeting {
            self.add_those_met(reading, &mut roles.actor);
        } else {
            self.fill_objects(reading, &mut roles);
        }
        self.grant_entry(reading, &mut roles);
        self.open_own_market(reading, &mut roles);
        self.let_subject_bear(reading, &mut roles);
        self.come_to(reading, &mut roles);
        if roles.target.is_empty() {
            roles.target = self.hit_elsewhere(reading, &roles.actor);
        }
        roles.rates = self.rates(reading);
        // "It presses others to halt imports": who asks does not act.
        if reading.mood.modality == Modality::Requested {
            let asker = reading.mood.requester.as_ref();
            roles.actor.retain(|actor| asker.is_none_or(|asker| asker.id != actor.id));
        }
        let Roles { actor, target, .. } = &mut roles;
        target.retain(|target| !actor.iter().any(|actor| actor.id == target.id));
        self.look_beside_market(reading, &mut roles);
        roles
    }

    /// Who does what a verb tells: whom it names, or else whoever stands above it, gives, shuts a market or has what
    /// undergoes it.
    fn who_acts(&self, reading: &Reading<'a>) -> Vec<Argument<'a>> {
        let Reading { frame, trigger, verb, upon, .. } = reading;
        let mut actor = self.named_to_act(reading);
        if actor.is_empty() && (!trigger.bears || reading.required) && !reading.is_undergone_above() {
            actor.clone_from(&reading.mood.actors_above);
        }
        if actor.is_empty() && frame.shape == Shape::Event {
            actor = self.giver(trigger, *verb, upon);
        }
        if actor.is_empty() && reading.tells("impose") {
            actor = self.who_shuts(reading);
        }
        if actor.is_empty() && trigger.owned {
            // "Imports from Peru will resume": who sends them does not take them.
            let market = |object: usize| self.rules.context.is_gateway(&self.parse.head(object).lemma);
            let comes_in = |object: usize| frame.inbound && !market(object);
            let holder = |object: usize| if comes_in(object) { self.owners(object) } else { self.holders(object) };
            let holders = upon.iter().map(|&object| holder(object));
            actor = holders.into_iter().find(|holders| !holders.is_empty()).unwrap_or_default();
        }
        actor
    }

    /// Who is asked to do what a verb tells, or else is said to do it.
    fn named_to_act(&self, reading: &Reading<'a>) -> Vec<Argument<'a>> {
        let mood = &reading.mood;
        if !reading.asked.is_empty() {
            reading.asked.clone()
        } else if mood.modality == Modality::Requested && !mood.asked.is_empty() {
            mood.asked.clone()
        } else if self.infinitive_above(reading.verb).is_some_and(|above| self.commands(above)) {
            // "Ordered Acme to halt sales": whoever orders it acts.
            if mood.actors_above.is_empty() { self.doers(reading) } else { mood.actors_above.clone() }
        } else if let Some(state) = self.letting(reading) {
            state
        } else {
            self.doers(reading)
        }
    }

    /// "**Norway** let Acme resume exports": the state that lets a firm do what is told.
    fn letting(&self, reading: &Reading<'a>) -> Option<Vec<Argument<'a>>> {
        let above = self.infinitive_above(reading.verb).filter(|&above| self.permits(above))?;
        let state = self.parties(self.parse.groups[above].verb.subject?);
        let firm = |party: &Argument<'a>| party.kind == Some(Kind::Organization) && !party.acts_for_state(self.lexicon);
        let acts = state.iter().any(|party| party.is_of_state(self.lexicon));
        (acts && self.doers(reading).iter().all(firm)).then_some(state)
    }

    /// Who is said to do what a verb tells.
    pub(super) fn doers(&self, reading: &Reading<'a>) -> Vec<Argument<'a>> {
        if !reading.acts() {
            return Vec::new();
        }
        self.agents(&Governor { group: reading.verb, ..reading.governor.clone() })
    }

    /// "Met **Xi**", "held talks with **Peru**": adds who else takes part.
    fn add_those_met(&self, reading: &Reading<'a>, actor: &mut Vec<Argument<'a>>) {
        let with = |&behind: &usize| matches!(self.parse.preposition(behind), "with" | "between" | "and");
        if actor.is_empty() {
            actor.extend(reading.subject.map(|subject| self.who_met(subject)).unwrap_or_default());
        }
        // "Hosted Xi to discuss tariffs": the object of the first.
        let met = &self.parse.groups[reading.verb].verb.objects;
        let with = self.parse.hanging(reading.verb).filter(with);
        for other in reading.upon.iter().chain(met).copied().chain(with) {
            actor.extend(self.parties(other));
        }
        party::dedup(actor);
    }

    /// Fills what stands among the objects, for each role that the frame has.
    fn fill_objects(&self, reading: &Reading<'a>, roles: &mut Roles<'a>) {
        if reading.has(Role::Target) {
            self.fill_target(reading, roles);
        }
        if reading.has(Role::Product) {
            roles.product = self.among_objects(reading, Role::Product, Want::Goods);
            // "Will require exporters of copper to obtain licences": what they export.
            if roles.product.is_empty() && reading.act.is_some() && reading.frame.shape == Shape::Measure {
                let bound = self.acted_upon(reading.verb).into_iter().flat_map(|bound| self.parse.hanging(bound));
                let of = bound.filter(|&of| self.parse.preposition(of) == "of");
                of.for_each(|of| self.collect(of, Want::Goods, 0, &mut roles.product));
            }
        }
        if reading.has(Role::Amount) {
            roles.amount = self.among_objects(reading, Role::Amount, Want::Amount).into_iter().next();
        }
    }

    /// What fills a role among what undergoes the act, or where the frame looks for it.
    fn among_objects(&self, reading: &Reading<'a>, role: Role, want: Want) -> Vec<Argument<'a>> {
        let around = if reading.apart { &[] } else { reading.paths(role) };
        self.among(&reading.upon, around, want, &reading.governor)
    }

    /// Fills whom it hits, and who bars them where it is their own state.
    fn fill_target(&self, reading: &Reading<'a>, roles: &mut Roles<'a>) {
        let Roles { actor, target, .. } = roles;
        *target = self.among_objects(reading, Role::Target, Want::Party);
        // "Banned the importation of milk by Peru": who imports it.
        let below = reading.upon.iter().flat_map(|&object| self.below(object));
        let moves = |by: usize| self.parse.groups[by].host.is_some_and(|moved| self.parse.groups[moved].is_noun());
        let by = below.filter(|&by| self.parse.preposition(by) == "by" && moves(by));
        let mut movers: Vec<Argument<'a>> = by.flat_map(|by| self.parties(by)).collect();
        // "Peruvian imports of Chilean wine", "Peru's imports of wine".
        if reading.frame.inbound && movers.is_empty() {
            let unnamed = actor.is_empty();
            movers = reading.upon.iter().flat_map(|&object| self.importers(object, target, unnamed)).collect();
        }
        target.retain(|target| !movers.iter().any(|mover| mover.same_party(target)));
        if actor.is_empty() {
            actor.extend(movers);
        }
        self.look_behind_own(reading, target);
        self.leave_brands(reading, target);
        self.add_barred(reading, actor, target);
        // "imports of cotton from Xinjiang", "visited Lima", where the frame takes places or their states.
        let takes = |want: Want| reading.paths(Role::Target).iter().any(|path| path.want == want);
        for want in [Want::Place, Want::Seat] {
            if target.is_empty() && takes(want) {
                reading.upon.iter().for_each(|&object| self.collect(object, want, 0, target));
            }
        }
        // "Putin flew to Moscow": at home.
        if takes(Want::Seat) {
            target.retain(|state| !actor.iter().any(|actor| actor.state(self.lexicon).same_party(state)));
        }
    }

    /// "Sells **its** chips to Peru": whose goods cross is no side, where another stands behind the verb.
    fn look_behind_own(&self, reading: &Reading<'a>, target: &mut Vec<Argument<'a>>) {
        if reading.frame.abroad.is_some() && !target.is_empty() && target.iter().all(|party| party.carried) {
            let paths = reading.paths(Role::Target);
            let behind = self.follow(paths, reading.governor.group, &reading.governor);
            if !behind.is_empty() {
                *target = behind;
            }
        }
    }

    /// "Blocked a shipment of Pfizer vaccine to Peru": the brand is not whom it hits.
    fn leave_brands(&self, reading: &Reading<'a>, target: &mut Vec<Argument<'a>>) {
        let to = |party: &Argument<'a>| {
            self.group_at(party.span).is_some_and(|to| matches!(self.parse.preposition(to), "to" | "into"))
        };
        if reading.frame.abroad.is_some() && target.iter().any(to) {
            target.retain(|party| to(party) || party.kind == Some(Kind::Country));
        }
    }

    /// "Barred Nvidia from selling chips to China": it is hit as well.
    fn add_barred(&self, reading: &Reading<'a>, actor: &mut Vec<Argument<'a>>, target: &mut Vec<Argument<'a>>) {
        let barred = reading.act.map(|_| self.acted_upon(reading.verb)).unwrap_or_default();
        for barred in barred {
            // "American firms are barred from selling chips to China": by their own state; "barred Chilean firms from
            // its waters" hits nobody else.
            let acts = |hit: &Argument<'a>| {
                actor.iter().any(|actor| actor.state(self.lexicon).same_party(&hit.state(self.lexicon)))
            };
            let own = self.parse.head(barred).mention.is_none() && !target.iter().all(acts);
            match own {
                true if actor.is_empty() => actor.extend(self.parties(barred)),
                true => {}
                false => target.extend(self.parties(barred)),
            }
        }
    }

    /// "Facing 25%", "must pay": the subject of a verb of bearing is hit, its goods are what is taxed.
    fn let_subject_bear(&self, reading: &Reading<'a>, roles: &mut Roles<'a>) {
        let Some(hit) = reading.subject.filter(|_| reading.trigger.bears) else { return };
        let ahead = reading.act.is_some() && !roles.target.is_empty();
        self.bear(hit, ahead, &mut roles.target);
        // "Will receive wheat": what an event brings is no trait of who gets it.
        if reading.frame.shape != Shape::Event && (!ahead || roles.product.is_empty()) {
            let mut borne = Vec::new();
            self.collect(hit, Want::Goods, 0, &mut borne);
            if !borne.is_empty() {
                roles.product = borne;
            }
        }
    }

    /// "Sugar from Fiji entered **Chile** duty-free": where it comes to is whose duty it is.
    fn come_to(&self, reading: &Reading<'a>, roles: &mut Roles<'a>) {
        let comes = reading.trigger.bears && self.rules.context.comes_in(&self.parse.head(reading.verb).lemma);
        if comes && roles.actor.is_empty() {
            let objects = &self.parse.groups[reading.verb].verb.objects;
            roles.actor = objects.iter().flat_map(|&object| self.parties(object)).collect();
            roles.target.retain(|target| !roles.actor.iter().any(|actor| actor.same_party(target)));
        }
    }

    /// Whom it hits, where no object says it: who stands above a passive, owns what undergoes it, or asks for it.
    fn hit_elsewhere(&self, reading: &Reading<'a>, actor: &[Argument<'a>]) -> Vec<Argument<'a>> {
        let mut target = Vec::new();
        if reading.is_undergone_above() {
            target.clone_from(&reading.mood.actors_above);
        }
        // "Norway will write off its debts": whose they are.
        if target.is_empty() && reading.frame.shape == Shape::Event {
            let owners = reading.upon.iter().flat_map(|&object| self.owners(object));
            target = owners.filter(|owner| !actor.iter().any(|actor| actor.id == owner.id)).collect();
        }
        // "Urged its allies to deliver tanks": it asks for itself.
        if target.is_empty() && reading.frame.for_asker {
            target.extend(self.asking_state(&reading.mood));
        }
        target
    }

    /// The percentages among what undergoes the act, or where the frame looks for them.
    fn rates(&self, reading: &Reading<'a>) -> Vec<Argument<'a>> {
        let mut rates = Vec::new();
        if reading.has(Role::Rate) {
            let objects = reading.upon.iter().filter(|&&object| Some(object) != reading.subject);
            objects.for_each(|&object| self.collect(object, Want::Percent, 0, &mut rates));
        }
        if rates.is_empty() && reading.frame.shape == Shape::Measure {
            rates = self.follow(reading.paths(Role::Rate), reading.governor.group, &reading.governor);
        }
        rates
    }
}
