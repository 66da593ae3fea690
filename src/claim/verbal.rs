//! Frames stated by a verb alone → claims: "banned rice exports", "met", "invested".

use super::govern::{Governor, Stand};
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Path, Role, Shape, VerbTrigger, Want};
use crate::syntax::Relation;
use std::cmp::Reverse;

/// Adds the claims that a verb states by itself to those that `claims` has.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let mut refined = Vec::new();
    let told = scene.rules.verbs_state(scene.seen);
    for verb in 0..scene.parse.groups.len() {
        if !told || !scene.parse.groups[verb].is_verb() || !scene.may_tell(verb) {
            continue;
        }
        let keys = scene.verb_keys(verb);
        let reading = |key| scene.rules.verbs_reading(key, scene.seen).map(move |place| (place, key));
        let mut known: Vec<((usize, usize), &str)> = keys.iter().copied().flat_map(reading).collect();
        known.sort_unstable_by_key(|(place, key)| (*place, Reverse(key.len())));
        known.dedup_by_key(|(place, _)| *place);
        for of_frame in known.chunk_by(|(one, _), (other, _)| one.0 == other.0) {
            let frame = &scene.rules.frames[of_frame[0].0.0];
            // What moves a quantity needs a figure, too (`change`).
            if frame.shape == Shape::Change {
                continue;
            }
            // The first rule that gives a claim, by its longest phrase.
            let trigger = of_frame.iter().find_map(|&((_, index), word)| {
                let trigger = &frame.verbs[index];
                // "Facing 25%" is still said of the duties some sentences on.
                let rated = trigger.holds.iter().any(|kind| kind == "percent") || word.contains("rate");
                let spoken_of = !trigger.known
                    || claims.last().map(|claim| claim.frame).or(scene.memory.near_frames().next())
                        == Some(&*frame.name)
                    || rated && scene.memory.tells_of(&frame.name);
                let allowed = spoken_of && scene.allows(trigger, word, verb);
                allowed.then(|| scene.verb_claim(frame, trigger, word, verb)).flatten().map(|claim| (trigger, claim))
            });
            let Some((trigger, mut claim)) = trigger else { continue };
            if super::phrase::is_excluded(&scene.parse.units, scene.parse.groups[verb].head, frame) {
                continue;
            }
            // "pledged to buy": the pledge tells how it stands, the purchase what it is about.
            let pledge = scene.infinitive_above(verb).map(|above| scene.parse.head(above).span);
            let outer = claims.iter().find(|known| known.frame == frame.name && Some(known.trigger) == pledge);
            // "Will lend Kenya $3 million to buy grain": what it is for is no pledge of its own.
            let purpose = scene.infinitive_above(verb).filter(|&above| !scene.acted_upon(above).is_empty());
            if frame.shape == Shape::Event && outer.is_some() && purpose.is_some() {
                continue;
            }
            // "Imposed duties to curb imports": what they are for is no measure of its own.
            let is_measure = |known: &Claim<'_>| scene.rules.shape_of(known.frame) == Some(Shape::Measure);
            let meant = purpose.filter(|_| frame.shape == Shape::Measure);
            let means = |above: usize| claims.iter().any(|known| is_measure(known) && scene.governed(known, above));
            if meant.is_some_and(means) {
                continue;
            }
            // "Requires firms to obtain a licence": what is required is the measure.
            if frame.shape == Shape::Measure && outer.is_some() {
                continue;
            }
            if let Some(outer) = outer {
                claim.modality = outer.modality;
                claim.negated = outer.negated;
                // "The deal calls for Peru to buy": whoever is named with the act does it.
                if !outer.actor.is_empty() {
                    claim.actor.clone_from(&outer.actor);
                }
                refined.push(outer.trigger);
            }
            // "withdrew a pledge to invest $4 million": what the infinitive has belongs to the pledge.
            let noun =
                scene.parse.groups[verb].host.filter(|_| scene.parse.groups[verb].relation == Relation::Infinitive);
            let noun = noun.filter(|&noun| scene.parse.groups[noun].is_noun()).map(|noun| scene.parse.head(noun).span);
            let named = claims.iter_mut().find(|known| known.frame == frame.name && Some(known.trigger) == noun);
            if let Some(named) = named {
                named.take(&claim);
                continue;
            }
            // "Will meet Xi at a summit": the verb says more than the meeting that it only presumes.
            if frame.shape == Shape::Meeting && claim.actor.len() > 1 {
                let presumed = |known: &Claim<'_>| known.rules.iter().all(|rule| rule.ends_with(": default"));
                claims.retain(|known| known.frame != frame.name || !presumed(known) || !scene.governed(known, verb));
            }
            // "Allowed imports at a duty of 5%", "duty-free imports": what is told of the duty is all that is lifted.
            let taxed = |known: &Claim<'_>| {
                claim.action == "lift"
                    && frame.shape == Shape::Measure
                    && scene.rules.shape_of(known.frame) == Some(Shape::Measure)
                    && scene.governed(known, verb)
            };
            if claims.iter().any(taxed) {
                continue;
            }
            // "Revoked a waiver that let firms sell chips": what the waiver did is told by what became of it.
            let clause = &scene.parse.groups[verb];
            let told_of = clause.host.filter(|_| clause.relation == Relation::Modifier);
            let becomes =
                told_of.and_then(|noun| scene.parse.groups[noun].host).map(|above| scene.parse.head(above).span);
            let undone = |known: &&mut Claim<'_>| known.frame == frame.name && Some(known.trigger) == becomes;
            if let Some(undone) = claims.iter_mut().find(undone) {
                undone.take(&claim);
                continue;
            }
            // "Approved a subsidy of $4 million" and "retaliated by raising duties" are told already; what a judge says
            // of duties is not.
            let judged = !trigger.subject.is_empty();
            let same = |known: &Claim<'_>| known.frame == frame.name || !frame.needs.is_empty() && !judged;
            // "Will supply Peru with grain in a deal worth $3 million": the deal tells nothing of the grain.
            let beside = |known: &Claim<'_>| frame.shape == Shape::Event && scene.is_said_beside(known);
            // "Stop buying chips" is no purchase.
            let stops = |known: &Claim<'_>| known.frame != frame.name && Some(known.trigger) == pledge;
            let known = claims.iter().any(|known| {
                let told = same(known) && !beside(known) && (scene.governed(known, verb) || stops(known));
                told || scene.holds_back(known, &claim)
            });
            if !known {
                claims.push(claim);
            }
        }
    }
    claims.retain(|claim| !refined.contains(&claim.trigger));
    // "Limits imports to 5,000 tonnes": of the measures that one verb tells the one with the longest phrase counts.
    let measure = |claim: &Claim<'_>| scene.rules.shape_of(claim.frame) == Some(Shape::Measure);
    let outdone = |claim: &Claim<'_>, other: &Claim<'_>| {
        let longer = || other.word().strip_prefix(claim.word()).is_some_and(|rest| rest.starts_with(' '));
        claim.trigger == other.trigger && longer() && measure(claim) && measure(other)
    };
    let kept = claims.iter().map(|claim| !claims.iter().any(|other| outdone(claim, other)));
    let mut kept = kept.collect::<Vec<bool>>().into_iter();
    claims.retain(|_| kept.next() == Some(true));
    scene.drop_repeated_meetings(claims);
    let told: Vec<(&str, Option<usize>)> = claims.iter().map(|claim| (claim.frame, scene.told_by(claim))).collect();
    claims.retain(|claim| {
        // "offered to drop its tariffs" is about the tariffs, no commitment of its own.
        let promised = scene.promises(claim);
        // "agreed to lower and remove its tariffs"
        let act = |verb: Option<usize>| {
            let joined = |verb: usize| {
                let group = &scene.parse.groups[verb];
                group.host.filter(|_| group.relation == Relation::Conjunct)
            };
            verb == promised || verb.and_then(joined) == promised
        };
        promised.is_none() || !told.iter().any(|(frame, verb)| *frame != claim.frame && act(*verb))
    });
}

impl<'a> Scene<'_, 'a> {
    /// Whether a claim that is known already depends on the verb.
    fn governed(&self, claim: &Claim<'_>, verb: usize) -> bool {
        let told = self.group_at(claim.trigger);
        let above = told.and_then(|told| self.verb_above(told));
        let by = above
            .filter(|&above| self.parse.preposition(above) == "by")
            .and_then(|above| self.parse.groups[above].host);
        told == Some(verb) || above == Some(verb) || by == Some(verb)
    }

    /// Everything wanted among what the governing verb acts upon, or where the frame looks for it around the verb.
    pub(super) fn around_verb(&self, paths: &[Path], want: Want, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        self.among(&self.acted_upon(governor.group), paths, want, governor)
    }

    fn among(&self, upon: &[usize], paths: &[Path], want: Want, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        let mut found = Vec::new();
        for &object in upon {
            self.collect(object, want, 0, &mut found);
        }
        if found.is_empty() {
            found = self.follow(paths, governor.group, governor);
        }
        super::role::party::dedup(&mut found);
        found
    }

    fn verb_claim(&self, frame: &'a Frame, trigger: &'a VerbTrigger, word: &str, verb: usize) -> Option<Claim<'a>> {
        let governor = Governor::telling(trigger.action.get_ref(), Stand::Object, verb, word.to_owned());
        let mut mood = self.mood(frame, verb, &governor);
        let required = self.required(frame, trigger, verb, &mut mood);
        if trigger.ahead && !self.is_ahead_of(verb, &mood) || trigger.denied && !mood.negated {
            return None;
        }
        let act = self.act(frame, trigger, word, verb);
        let governor = Governor { group: act.unwrap_or(verb), ..governor };
        let asked = self.asked_for(verb, &mood);
        let mut upon = if asked.is_empty() { self.undergoes(trigger, word, governor.group) } else { Vec::new() };
        let apart = self.take_apart(trigger, &mut upon);
        let paths =
            |role: Role| frame.roles.iter().find(|(known, _)| *known == role).map_or(&[][..], |(_, paths)| paths);
        let around = |role: Role| if apart { &[][..] } else { paths(role) };
        let gather = |role: Role, want: Want| self.among(&upon, around(role), want, &governor);
        let subject = self.parse.groups[verb].verb.subject;
        let moves_itself = subject.is_some_and(|subject| upon.contains(&subject));
        let acts = !trigger.bears && (!moves_itself || self.parse.groups[verb].verb.passive);
        let mut actor = if acts { self.agents(&Governor { group: verb, ..governor.clone() }) } else { Vec::new() };
        if mood.modality == Modality::Requested && !mood.asked.is_empty() {
            actor.clone_from(&mood.asked);
        }
        if !asked.is_empty() {
            actor = asked;
        }
        // "Agreed to be bought by Acme": who stands above undergoes it.
        let undergone = frame.shape == Shape::Event && self.parse.groups[verb].verb.passive;
        if actor.is_empty() && (!trigger.bears || required) && !undergone {
            actor.clone_from(&mood.actors_above);
        }
        if actor.is_empty() && frame.shape == Shape::Event {
            actor = self.giver(trigger, verb, &upon);
        }
        // "excluded from the Peruvian market", "kept out of Peru": who has the market keeps it shut.
        if actor.is_empty() && trigger.action.get_ref() == "impose" {
            let shut = |&market: &usize| match self.parse.preposition(market) {
                "from" => &*self.parse.head(market).lemma == "market",
                "of" | "out of" => word.ends_with("out of"),
                _ => false,
            };
            let market = self.parse.hanging(verb).find(shut);
            actor = market.map(|market| self.market_of(market)).unwrap_or_default();
        }
        if actor.is_empty() && trigger.owned {
            actor =
                upon.iter().map(|&object| self.holders(object)).find(|holders| !holders.is_empty()).unwrap_or_default();
        }
        let (mut target, mut product, mut amount) = (Vec::new(), Vec::new(), None);
        if frame.shape == Shape::Meeting {
            for other in upon.iter().copied().chain(
                self.parse
                    .hanging(verb)
                    .filter(|&behind| matches!(self.parse.preposition(behind), "with" | "between" | "and")),
            ) {
                actor.extend(self.parties(other));
            }
            super::role::party::dedup(&mut actor);
        } else {
            let has = |role: Role| frame.roles.iter().any(|(known, _)| *known == role);
            if has(Role::Target) {
                target = gather(Role::Target, Want::Party);
                // "Blocked a shipment of Pfizer vaccine to Peru": the brand is not whom it hits.
                let to = |party: &Argument<'a>| {
                    self.group_at(party.span).is_some_and(|to| matches!(self.parse.preposition(to), "to" | "into"))
                };
                if frame.abroad.is_some() && target.iter().any(to) {
                    target.retain(|party| to(party) || party.kind == Some(Kind::Country));
                }
                // "barred Nvidia from selling chips to China": it is hit as well.
                let barred = act.map(|_| self.acted_upon(verb)).unwrap_or_default();
                for barred in barred {
                    // "American firms are barred from selling chips to China": by their own state.
                    let own = !target.is_empty() && self.parse.head(barred).mention.is_none();
                    match own {
                        true if actor.is_empty() => actor.extend(self.parties(barred)),
                        true => {}
                        false => target.extend(self.parties(barred)),
                    }
                }
                // "imports of cotton from Xinjiang", "visited Lima", where the frame takes places or their states.
                let takes = |want: Want| paths(Role::Target).iter().any(|path| path.want == want);
                for want in [Want::Place, Want::Seat] {
                    if target.is_empty() && takes(want) {
                        upon.iter().for_each(|&object| self.collect(object, want, 0, &mut target));
                    }
                }
                // "Putin flew to Moscow": at home.
                if takes(Want::Seat) {
                    target.retain(|state| !actor.iter().any(|actor| actor.state(self.lexicon).same_party(state)));
                }
            }
            if has(Role::Product) {
                product = gather(Role::Product, Want::Goods);
            }
            if has(Role::Amount) {
                amount = gather(Role::Amount, Want::Amount).into_iter().next();
            }
        }
        // "The pact gives Peru access to the EU market": who has the market grants it.
        let to_market = |&object: &usize| {
            let to = self.parse.hanging(object).find(|&to| matches!(self.parse.preposition(to), "to" | "into"));
            to.filter(|_| self.rules.context.is_entry(&self.parse.head(object).lemma))
        };
        let granted = trigger.action.get_ref() != "impose" && frame.shape == Shape::Measure;
        let holders = upon.iter().find_map(to_market).filter(|_| granted).map(|to| self.market_of(to));
        let grants = || acts && !self.agents(&Governor { group: verb, ..governor.clone() }).is_empty();
        if let Some(holders) = holders.filter(|holders| !holders.is_empty() && !grants()) {
            target.extend(std::mem::take(&mut actor));
            target.retain(|target| !holders.iter().any(|holder| holder.id == target.id));
            super::role::party::dedup(&mut target);
            actor = holders;
        }
        // "The Korean rice market will be opened": who has a market opens it.
        let market = |&object: &usize| {
            let head = self.parse.head(object);
            self.rules.context.is_gateway(&head.lemma) || head.kind == Some(Kind::Country)
        };
        if actor.is_empty() && trigger.action.get_ref() == "lift" && upon.iter().any(market) {
            std::mem::swap(&mut actor, &mut target);
        }
        if let Some(hit) = subject.filter(|_| trigger.bears) {
            let ahead = act.is_some() && !target.is_empty();
            self.bear(hit, ahead, &mut target);
            // "Will receive wheat": what an event brings is no trait of who gets it.
            if frame.shape != Shape::Event && (!ahead || product.is_empty()) {
                let mut borne = Vec::new();
                self.collect(hit, Want::Goods, 0, &mut borne);
                product = if borne.is_empty() { product } else { borne };
            }
        }
        if target.is_empty() && undergone {
            target.clone_from(&mood.actors_above);
        }
        // "Norway will write off its debts": whose they are.
        if target.is_empty() && frame.shape == Shape::Event {
            let owners = upon.iter().flat_map(|&object| self.owners(object));
            target = owners.filter(|owner| !actor.iter().any(|actor| actor.id == owner.id)).collect();
        }
        // "Urged its allies to deliver tanks": it asks for itself.
        if target.is_empty() && frame.for_asker {
            target.extend(self.asking_state(&mood));
        }
        let mut rates = Vec::new();
        if frame.roles.iter().any(|(known, _)| *known == Role::Rate) {
            upon.iter()
                .filter(|&&object| Some(object) != subject)
                .for_each(|&object| self.collect(object, Want::Percent, 0, &mut rates));
        }
        if rates.is_empty() && frame.shape == Shape::Measure {
            rates = self.follow(paths(Role::Rate), governor.group, &governor);
        }
        // "It presses others to halt imports": who asks does not act.
        if mood.modality == Modality::Requested {
            actor.retain(|actor| mood.requester.as_ref().is_none_or(|asker| asker.id != actor.id));
        }
        target.retain(|target: &Argument<'a>| !actor.iter().any(|actor| actor.id == target.id));
        if moves_itself && trigger.owned {
            // "Its market is closed to Chilean salmon": beside whose it is stand the others.
            for (role, found) in [(Role::Target, &mut target), (Role::Product, &mut product)] {
                if found.is_empty() {
                    *found = self.follow(paths(role), governor.group, &governor);
                }
            }
        }
        let frame = self.at_border(frame, trigger, verb, &upon, &mut actor, &mut target);
        // "Pledged $3 billion" says enough.
        let money = |amount: &Argument<'a>| amount.kind == Some(Kind::Money);
        let given = frame.shape == Shape::Event && amount.as_ref().is_some_and(money);
        if actor.is_empty() && target.is_empty() && product.is_empty() && rates.is_empty() && !given {
            return None;
        }
        // "The firm stopped selling its cars in Peru" is no act of a state.
        let of_state = |party: &Argument<'a>| party.kind == Some(Kind::Country) || party.acts_for_state(self.lexicon);
        // "Firms are barred from selling chips to Iran", "the law bars them from it": who else could.
        let passive = actor.is_empty() && self.parse.groups[verb].verb.passive;
        let above = subject.or(self.parse.groups[verb].host).filter(|&above| self.parse.groups[above].is_noun());
        let by_law = above.is_some_and(|above| {
            let head = self.parse.head(above);
            self.rules.context.is_instrument(&head.lemma)
                || actor.is_empty() && matches!(&*head.lower, "this" | "that" | "which")
        });
        if trigger.state && !passive && !by_law && !actor.iter().chain(&mood.requester).any(of_state) {
            return None;
        }
        // "Exporters will pay 25%": what is borne later is imposed later.
        let must = self.parse.groups[verb].verb.modal.is_some_and(|modal| &*self.parse.units[modal].lower == "must");
        let later = trigger.action.get_ref() == "keep" && (mood.modality == Modality::Planned && !must || required);
        let stands = frame.shape == Shape::Measure
            && trigger.action.get_ref() == "impose"
            && (mood.modality, mood.negated) == (Modality::Actual, false)
            && (self.is_lasting(verb) || self.is_habit(&governor));
        let imposed = frame.action("impose").filter(|_| later).or(frame.action("keep").filter(|_| stands));
        Some(Claim {
            frame: &frame.name,
            action: imposed.map_or(trigger.action.get_ref(), |action| &action.name),
            actor,
            target,
            product,
            rate: rates.into_iter().next(),
            rate_before: None,
            amount,
            indicator: None,
            modality: mood.modality,
            negated: mood.negated && !trigger.denied,
            requester: mood.requester,
            attribution: self.attribution(verb, verb),
            time: mood.time,
            sentence: self.parse.sentence,
            trigger: self.parse.head(verb).span,
            rules: vec![governor.rule(frame)],
        })
    }
}
