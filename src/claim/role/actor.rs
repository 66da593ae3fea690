//! A measure's or an event's noun and its governor → who takes it and whom it hits.
//!
//! The owner comes first, then whoever stands before the noun, behind its "by", as the subject of its verb, above; but
//! one who acts upon a measure is told from one who has it ("a court blocked Trump's tariffs").

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::{Kind, Sense};
use crate::rule::{Frame, Modality, Shape, Telling, Want};
use crate::syntax::{Relation, Tag};

impl<'a> Scene<'_, 'a> {
    /// The actor: the measure's owner, else the agent of its governing word, else whoever stands above.
    pub(in crate::claim) fn actors(
        &self,
        frame: &Frame,
        noun: usize,
        governor: &Governor<'a>,
        mood: &crate::claim::mood::Mood<'a>,
        claim: &mut Claim<'a>,
    ) {
        let mut owners = self.owners(noun);
        // "the duties of Peru", "those of the United States".
        let instance = matches!(&*self.parse.head(noun).lower, "those" | "that" | "one" | "ones");
        if owners.is_empty() && frame.shape == Shape::Measure {
            let of = self.parse.hanging(noun).filter(|&behind| {
                self.parse.preposition(behind) == "of" && (instance || self.parse.is(behind, Kind::Country))
            });
            owners = of.flat_map(|behind| self.parties(behind)).collect();
            claim.target.retain(|target| !owners.iter().any(|owner| owner.id == target.id));
        }
        // "Its duty-free access": whose it is enjoys it.
        if self.is_free(frame, noun) {
            claim.target.append(&mut owners);
            super::party::dedup(&mut claim.target);
        }
        let mut before =
            self.mentions_before(noun, |kind| matches!(kind, Kind::Country | Kind::Person | Kind::Organization));
        // "Peru's output quota": it binds Peru, whoever set it.
        let is_held = self.is_held(frame, noun);
        if is_held {
            let bloc = |party: &Argument<'a>| party.is_bloc(self.lexicon);
            let held;
            (owners, held) = std::mem::take(&mut owners).into_iter().partition(bloc);
            if claim.target.is_empty() {
                claim.target = held;
            }
        }
        // "Iranian sanctions", "the Chile sanctions": whom they hit.
        let mut hit = Vec::new();
        if frame.shape == Shape::Measure && !frame.hit.is_empty() {
            let named = |party: &Argument<'a>| {
                is_held
                    || frame.hit.contains(&party.id.to_string())
                    || claim.target.is_empty() && self.is_by_name(party)
            };
            (hit, before) = before.into_iter().partition(named);
        }
        // "Frozen Russian assets in Belgium": where they lie.
        if claim.target.is_empty() || is_held && !hit.is_empty() {
            claim.target = hit;
        }
        let by = self.takers(frame, noun, governor);
        // "Kenya received a loan from Norway", "a pledge from Norway": who gives it.
        let by = if by.is_empty() && frame.shape == Shape::Event {
            let from = |&group: &usize| self.parse.preposition(group) == "from";
            let around = Some(governor.group).filter(|&group| governor.is_borne() && group != noun);
            let behind = std::iter::once(noun).chain(around).flat_map(|group| self.parse.hanging(group)).filter(from);
            behind.flat_map(|group| self.parties(group)).collect()
        } else {
            by
        };
        // "aid received by Airbus": who receives it does not give it.
        let by = if self.is_received(frame, noun) {
            claim.target = by;
            Vec::new()
        } else {
            by
        };
        // "Will let cars in at a lower tariff", "will allow duty-free imports": who lets them in.
        let at = matches!(self.parse.preposition(noun), "at" | "under");
        let lets_in = if governor.presumed && at { self.lets_in(noun) } else { self.lets_through(noun) };
        if let Some(lets_in) = lets_in.and_then(|verb| self.parse.groups[verb].verb.subject) {
            owners = self.parties(lets_in);
        }
        // "Relief from the duties": whoever seeks it is hit.
        let relief = self.parse.groups[noun].host.filter(|&host| {
            governor.presumed
                && self.parse.preposition(noun) == "from"
                && self.rules.context.is_relief(&self.parse.head(host).lemma)
        });
        if let Some(relief) = relief.filter(|_| claim.target.is_empty()) {
            let seeks = self.verb_above(relief).and_then(|verb| self.parse.groups[verb].verb.subject);
            claim.target = seeks.map(|seeks| self.parties(seeks)).unwrap_or_default();
        }
        // "Access to the EU market": who grants it.
        let by = if by.is_empty() && self.rules.context.is_entry(&self.parse.head(noun).lemma) {
            let market =
                self.parse.hanging(noun).filter(|&to| matches!(self.parse.preposition(to), "to" | "into" | "in"));
            market.flat_map(|to| self.market_of(to)).collect()
        } else {
            by
        };
        claim.target.retain(|target| !by.iter().any(|holder| holder.id == target.id));
        // "U.N. resolutions on sanctions": who made them.
        let above = self.parse.groups[noun].host.filter(|&host| self.parse.groups[host].is_noun());
        let by = match above.filter(|_| by.is_empty() && frame.shape == Shape::Measure && owners.is_empty()) {
            Some(above) => self.makers(above),
            None => by,
        };
        let borne = governor.is_borne();
        // "averted the duties", "avoid the imposition of duties", "face the prospect of duties": another would levy them
        // on whoever does.
        let averts = |verb: &usize| {
            let lemma = &*self.parse.head(*verb).lemma;
            self.rules.context.averts(lemma)
                || governor.group != noun
                    && self.parse.groups[governor.group].relation == Relation::Object
                    && frame.told_by(lemma).any(|(how, _)| how == Telling::Bear)
        };
        let averting = self.verb_above(governor.group).filter(averts);
        // "A complaint against the duties": who brings it does not levy them.
        let against = governor.presumed && self.parse.preposition(noun) == "against";
        let idle = borne || against || self.rules.context.averts(&governor.word) || averting.is_some();
        let takes = |party: &Argument<'a>| {
            self.memory
                .claims()
                .any(|known| known.frame == frame.name && known.actor.iter().any(|actor| actor.same_party(party)))
        };
        let spared = averting.and_then(|verb| self.parse.groups[verb].verb.subject).filter(|_| claim.target.is_empty());
        if let Some(spared) = spared.map(|spared| self.parties(spared)).filter(|spared| !spared.iter().any(takes)) {
            claim.target = spared;
        }
        let mut agents = if idle { Vec::new() } else { self.agents(governor) };
        agents.retain(|agent| !claim.target.iter().any(|target| target.span == agent.span));
        // "Won a WTO case": beside one who acts, what narrows the noun down does not.
        let narrows = |party: &Argument<'a>| {
            let words = party.span.of(self.text.source).to_lowercase();
            frame.shape == Shape::Event && frame.narrow.iter().any(|narrow| narrow.near.has(&words))
        };
        before.retain(|party| agents.is_empty() || !narrows(party));
        if mood.modality == Modality::Requested && governor.group != noun {
            // The subject of "call for the removal" asks; it does not act.
            if mood.requester.is_some()
                && agents.first().map(|agent| &agent.id) == mood.requester.as_ref().map(|asker| &asker.id)
            {
                agents.clear();
            }
            if agents.is_empty() {
                agents.clone_from(&mood.asked);
            }
            if agents.is_empty() && frame.for_asker {
                agents = self.asked_for(governor.group, mood);
            }
            if claim.target.is_empty() && frame.for_asker {
                claim.target.extend(self.asking_state(mood));
            }
            claim.target.retain(|target| !agents.iter().any(|agent| agent.id == target.id));
        }
        if borne && let Some(subject) = self.parse.groups[governor.group].verb.subject {
            let hit = self.parties(subject);
            // "Tried to evade sanctions on Peru": who dodges them need not be whom they hit.
            let evades = self.rules.context.evades(governor.word.split(' ').next().unwrap_or_default());
            if claim.target.is_empty() || governor.stand == Stand::Bear && !evades {
                let named =
                    if hit.is_empty() { self.mentions_before(subject, |kind| kind == Kind::Country) } else { hit };
                claim.target = if named.is_empty() { self.owners(subject) } else { named };
                if claim.target.is_empty() {
                    self.collect(subject, Want::Country, 0, &mut claim.target);
                }
            }
            if claim.product.is_empty() {
                self.collect(subject, Want::Goods, 0, &mut claim.product);
            }
        }
        // "Pressed Washington to keep its Vietnam shoe tariffs": whoever is asked acts.
        let asked = mood.modality == Modality::Requested && !mood.asked.is_empty();
        let acting = frame.shape == Shape::Measure
            && (claim.action != "keep" || asked)
            && matches!(governor.stand, Stand::Object | Stand::Behind);
        // "Chile and Peru agreed to cut Peru's duties": the owner is among those who act.
        let another = |parties: &[Argument<'a>]| {
            let owns = |agent: &Argument<'a>| parties.iter().any(|party| party.same_party(agent));
            !agents.is_empty() && !agents.iter().any(owns)
        };
        // "A court blocked Trump's tariffs": who does it is told.
        if acting && (another(&owners) || self.is_judged(governor)) {
            owners.clear();
        }
        // "Ruled that Trump's tariffs were unlawful": the court ends them.
        let court = self.court_above(governor.group).filter(|_| self.rules.context.is_void(&governor.word));
        if let Some(court) = court {
            owners = self.parties(court);
            before.clear();
        }
        if acting && another(&before) {
            before.retain(|party| party.kind != Some(Kind::Person));
        }
        if !before.is_empty() && owners.is_empty() {
            let other = another(&before);
            let hit = before.iter().any(|party| self.memory.is_hit(claim.frame, party));
            if (other && acting || hit) && claim.target.is_empty() {
                // "Trump's advisers announced Mexico tariffs": the one who takes it is known, so the name is whom it hits.
                claim.target = before;
            } else if !(other && acting && claim.action == "impose") {
                owners = before;
            }
        }
        // "Firms welcomed the cuts": who acts upon an act does not do it.
        let other = |by: usize| {
            let number = matches!(self.parse.head(by).kind, Some(Kind::Percent | Kind::Money | Kind::Quantity));
            self.parse.preposition(by) == "by" && self.parse.groups[by].is_noun() && !number
        };
        let by_others = self.parse.hanging(governor.group).any(other);
        let mut above = if idle || by_others { Vec::new() } else { mood.actors_above.clone() };
        if frame.default.is_some() && !governor.presumed && self.is_only_spoken_of(frame, governor) {
            above.clear();
        }
        claim.target.retain(|party| !self.is_of_all(party));
        // "Peru's quota", where Peru fills it: who bears it has not set it.
        if borne && owners.iter().any(|owner| claim.target.iter().any(|target| target.id == owner.id)) {
            owners.clear();
        }
        claim.actor = [owners, by, agents].into_iter().find(|parties| !parties.is_empty()).unwrap_or_default();
        if claim.actor.is_empty() {
            let receivers = self.receivers(frame, noun, governor);
            claim.target.retain(|target| !receivers.iter().any(|receiver| receiver.id == target.id));
            claim.actor = if receivers.is_empty() { above } else { receivers };
            // "Chile benefits from quotas on exports to Peru": Peru is not who benefits.
            let subject = self.parse.groups[governor.group].verb.subject.filter(|_| borne && claim.target.is_empty());
            if let Some(subject) = subject {
                claim.target = self.parties(subject);
            }
        }
        if frame.shape == Shape::Measure && claim.actor.iter().any(|actor| self.is_judge(actor)) {
            // "Brazil asked the WTO to authorise sanctions": a judge takes no measure, whoever asks it to let him does.
            claim.actor.retain(|actor| !self.is_judge(actor));
            if let Some(asker) = claim.requester.take_if(|_| claim.actor.is_empty()) {
                claim.actor.push(asker);
                claim.modality = Modality::Proposed;
            }
        }
        // "Chile and Peru agreed to lift a duty on Peruvian copper": it is Chile's.
        let is_hit = |actor: &Argument<'a>| {
            claim.target.iter().any(|target| !target.carried && target.id == actor.state(self.lexicon).id)
        };
        if frame.shape == Shape::Measure && claim.actor.len() > 1 && !claim.actor.iter().all(is_hit) {
            let others: Vec<_> = claim.actor.iter().filter(|actor| !is_hit(actor)).cloned().collect();
            claim.actor = others;
        }
        // "It sets a quota on steel from Peru": then "it" is not Peru.
        let hit = |actor: &Argument<'a>| claim.target.iter().any(|target| !target.carried && target.id == actor.id);
        if frame.shape == Shape::Measure && claim.actor.iter().all(|actor| actor.carried && hit(actor)) {
            claim.actor.clear();
        }
        claim.target.retain(|target| !claim.actor.iter().any(|actor| actor.state(self.lexicon).id == target.id));
        if claim.requester.as_ref().is_some_and(|asker| claim.actor.iter().any(|actor| actor.id == asker.id))
            && mood.asked.is_empty()
        {
            claim.actor.retain(|actor| Some(&actor.id) != claim.requester.as_ref().map(|asker| &asker.id));
        }
        // "China's support for its growers", whomever "its" means.
        if frame.home && !claim.actor.is_empty() {
            claim.target.retain(|party| !(party.carried && party.kind == Some(Kind::Country)));
        }
        // "State support for Peru's growers", whoever speaks of it: a state supports its own.
        if frame.home && claim.action == "keep" && claim.actor.is_empty() {
            // "Export credits to Iraq" are another's.
            let abroad = |party: &Argument<'a>| {
                self.group_at(party.span).is_some_and(|group| !self.parse.preposition(group).is_empty())
            };
            let state = |party: &Argument<'a>| party.kind == Some(Kind::Country) && !abroad(party);
            (claim.actor, claim.target) = std::mem::take(&mut claim.target).into_iter().partition(state);
        }
        // "Peru called for an end to the duties": who asks for no more than that is hit.
        let ends = matches!(claim.action, "lift" | "suspend" | "exempt" | "cut");
        // "Peru asked Norway to spare its copper".
        let own = |goods: &Argument<'a>| {
            self.group_at(goods.span).is_some_and(|goods| self.first(goods).tag == Tag::Possessive)
        };
        // Of a measure that was spoken of the story knows whom it hits.
        let told = |known: &Claim<'a>| known.frame == frame.name && !known.target.is_empty();
        let known = self.is_definite(noun) && self.memory.claims().any(told);
        if frame.shape == Shape::Measure
            && ends
            && !known
            && (claim.actor.is_empty() || claim.product.iter().any(own))
            && claim.target.is_empty()
        {
            let asker = claim.requester.iter().map(|asker| asker.state(self.lexicon));
            claim.target = asker.filter(|asker| asker.kind == Some(Kind::Country)).collect();
        }
    }

    /// Who stands behind "by" of the noun, of its governor, or of a participle that tells what was done to it.
    fn takers(&self, frame: &Frame, noun: usize, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        let tells = |&verb: &usize| {
            let lemma = &*self.parse.head(verb).lemma;
            self.parse.groups[verb].is_verb()
                && (frame.shape != Shape::Measure || frame.told_by(lemma).next().is_some())
        };
        let mut takers = self.by_agents(noun);
        if governor.group != noun && tells(&governor.group) {
            takers.extend(self.by_agents(governor.group));
        }
        // "Duties imposed by Chile were kept by Peru": who is told of the deed itself comes first.
        // "Launched a complaint, which was backed by Chile": who brings a case is told.
        let brings = frame.shape == Shape::Event && governor.stand == Stand::Object;
        if takers.is_empty() && (!brings || self.agents(governor).is_empty()) {
            self.modifiers(noun).into_iter().filter(tells).for_each(|verb| takers.extend(self.by_agents(verb)));
        }
        // "The second ban on Chilean salmon by Peru".
        if takers.is_empty() && frame.shape == Shape::Measure {
            let on = self.parse.hanging(noun).filter(|&on| self.parse.preposition(on) == "on");
            let by = on.flat_map(|on| self.by_agents(on));
            takers.extend(by.filter(|taker| taker.kind == Some(Kind::Country)));
        }
        super::party::dedup(&mut takers);
        takers
    }

    /// Whether the owner of a measure is bound by it: by its kind ("output quota"), or because a bloc has set those before.
    pub(in crate::claim) fn is_held(&self, frame: &Frame, noun: usize) -> bool {
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        let kind = || units.iter().any(|unit| frame.held.iter().any(|word| *word == *unit.lower));
        let set = |known: &Claim<'a>| {
            known.frame == frame.name && known.actor.iter().any(|actor| actor.is_bloc(self.lexicon) && actor.id != "EU")
        };
        !frame.held.is_empty() && (kind() || self.memory.claims().any(set))
    }

    /// Whether a state stands before a noun by its name, though it has an adjective: "Chile" rather than "Chilean".
    fn is_by_name(&self, party: &Argument<'a>) -> bool {
        let words = party.span.of(self.text.source);
        let short = words.bytes().all(|byte| !byte.is_ascii_lowercase());
        let mention = self.mentions.iter().find(|mention| mention.span == party.span);
        let name = mention.is_some_and(|mention| mention.kind == Kind::Country && mention.sense == Sense::Name);
        name && !short
    }

    /// Whether a court or a panel of judges does what the governor tells.
    fn is_judged(&self, governor: &Governor<'a>) -> bool {
        let subject = self.parse.groups[governor.group].verb.subject;
        subject.is_some_and(|subject| {
            self.rules.context.is_court(crate::claim::phrase::last_word(self.parse.head(subject)))
        })
    }

    /// The court that says what a verb tells: "the court ruled that the duties were unlawful".
    pub(in crate::claim) fn court_above(&self, verb: usize) -> Option<usize> {
        let above = &self.parse.groups[verb];
        let says = above.host.filter(|_| above.relation == Relation::Content)?;
        let subject = self.parse.groups[says].verb.subject?;
        self.rules.context.is_court(crate::claim::phrase::last_word(self.parse.head(subject))).then_some(subject)
    }

    /// Whether the verb above a noun that tells an act says neither that it is done nor how it stands.
    fn is_only_spoken_of(&self, frame: &Frame, governor: &Governor<'a>) -> bool {
        let group = &self.parse.groups[governor.group];
        let verb = self.verb_above(governor.group).filter(|_| group.is_noun() && group.verb.subject.is_none());
        verb.is_some_and(|verb| {
            let context = &self.rules.context;
            // "Expects tariff increases": another's.
            if context.expects(&self.parse.head(verb).lemma) {
                return true;
            }
            let told = |key: &&str| {
                frame.told_by(key).any(|(how, _)| !matches!(how, Telling::Noun | Telling::Adjective))
                    || context.modality(key).is_some()
                    || context.denies(key)
                    || context.is_light(key)
            };
            !self.verb_keys(verb).iter().any(told)
        })
    }

    /// Whether a party is a body of many states, which no measure hits.
    pub(in crate::claim) fn is_of_all(&self, party: &Argument<'a>) -> bool {
        party.kind == Some(Kind::Organization)
            && matches!(&*party.id, "World Trade Organization" | "United Nations" | "International Monetary Fund")
    }

    /// Whether a party only judges the measures of others.
    fn is_judge(&self, party: &Argument<'a>) -> bool {
        party.kind == Some(Kind::Organization)
            && matches!(&*party.id, "World Trade Organization" | "General Agreement on Tariffs and Trade")
    }

    /// Whose market it is: "Peru", "the Peruvian market".
    pub(in crate::claim) fn market_of(&self, group: usize) -> Vec<Argument<'a>> {
        let parties = self.parties(group);
        if parties.is_empty() { self.mentions_before(group, Kind::is_party) } else { parties }
    }

    /// Whether a participle behind the noun tells who bears or receives it.
    fn is_received(&self, frame: &Frame, noun: usize) -> bool {
        let bears = |verb: usize| {
            let lemma = &*self.parse.head(verb).lemma;
            matches!(lemma, "receive" | "enjoy") || frame.told_by(lemma).any(|(how, _)| how == Telling::Bear)
        };
        let mut behind = self.parse.hanging(noun).filter(|&verb| self.parse.groups[verb].is_verb());
        behind.any(|verb| self.parse.groups[verb].verb.passive && bears(verb))
    }
}
