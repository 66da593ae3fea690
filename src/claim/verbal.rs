//! Frames stated by a verb alone → claims: "banned rice exports", "met", "invested".

use super::govern::{Governor, Stand};
use super::phrase::{ends_with, verb_keys};
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Path, Role, Shape, VerbTrigger, Want};
use crate::span::Span;
use crate::syntax::Relation;

/// Adds the claims that a verb states by itself to those that `claims` has.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    for verb in 0..scene.parse.groups.len() {
        if !scene.parse.groups[verb].is_verb() {
            continue;
        }
        let keys = verb_keys(scene.parse, verb);
        let head = scene.parse.head(verb);
        for frame in scene.rules.stated_by(telling_words(scene, verb).chain([&*head.lemma, &*head.lower])) {
            let trigger = frame.verbs.iter().find_map(|trigger| {
                let word = trigger.verbs.iter().filter(|word| keys.contains(word)).max_by_key(|word| word.len())?;
                let spoken_of = !trigger.known
                    || claims.last().map(|claim| claim.frame).or(scene.memory.last_frame()) == Some(&*frame.name);
                (spoken_of && scene.allows(trigger, verb)).then_some((trigger, word))
            });
            let Some((trigger, word)) = trigger else { continue };
            if super::phrase::reads_one_of(&scene.parse.units, scene.parse.groups[verb].head, &frame.not) {
                continue;
            }
            let claim = scene.verb_claim(frame, trigger, word, verb);
            let promised = scene.promise_of(verb);
            let known = claims.iter().any(|known| {
                known.frame == frame.name && (scene.governed(known, verb) || promised == Some(known.trigger))
            });
            if let Some(claim) = claim.filter(|_| !known) {
                let keep =
                    (frame.shape == Shape::Measure && claim.action == "lift" && claim.modality != Modality::Actual)
                        .then(|| claim.standing(scene.lexicon));
                claims.push(claim);
                claims.extend(keep);
            }
        }
    }
}

/// Drops the offer or pledge to do what another claim tells: "an offer to drop tariffs" is no commitment beside it.
pub(super) fn keep_own_acts(scene: &Scene<'_, '_>, claims: &mut Vec<Claim<'_>>) {
    let is_event = |claim: &Claim<'_>| scene.rules.frame(claim.frame).is_some_and(|frame| frame.shape == Shape::Event);
    let told: Vec<usize> = claims
        .iter()
        .filter(|claim| !is_event(claim))
        .filter_map(|claim| scene.verb_above(scene.group_at(claim.trigger)?))
        .collect();
    claims.retain(|claim| {
        let act = || scene.group_at(claim.trigger).and_then(|group| scene.act_below(group));
        !is_event(claim) || act().is_none_or(|act| !told.contains(&act))
    });
}

/// The words right behind a verb, which tell more than a bare "be".
fn telling_words<'s>(scene: &Scene<'s, '_>, verb: usize) -> impl Iterator<Item = &'s str> {
    let after = scene.parse.groups[verb].head + 1;
    scene.parse.units[after.min(scene.parse.units.len())..].iter().take(3).map(|unit| &*unit.lower)
}

impl<'a> Scene<'_, 'a> {
    /// The group whose head stands at a span.
    pub(super) fn group_at(&self, span: Span) -> Option<usize> {
        (0..self.parse.groups.len()).find(|&group| self.parse.head(group).span == span)
    }

    /// Whether a claim that is known already depends on the verb.
    fn governed(&self, claim: &Claim<'_>, verb: usize) -> bool {
        self.group_at(claim.trigger).is_some_and(|noun| self.verb_above(noun) == Some(verb) || noun == verb)
    }

    /// The word whose infinitive the verb is: "pledged to invest" is one commitment.
    fn promise_of(&self, verb: usize) -> Option<Span> {
        let group = &self.parse.groups[verb];
        let host = group.host.filter(|_| group.relation == Relation::Infinitive)?;
        Some(self.parse.head(host).span)
    }

    /// What is promised: the verb below, where the verb or noun acts upon nothing itself.
    pub(super) fn act_below(&self, group: usize) -> Option<usize> {
        self.parse.hanging(group).find(|&below| {
            self.parse.groups[below].is_verb() && self.parse.groups[below].relation == Relation::Infinitive
        })
    }

    /// Everything wanted among what a verb acts upon, or where the frame looks for it around the verb.
    pub(super) fn around_verb(
        &self,
        paths: &[Path],
        want: Want,
        verb: usize,
        governor: &Governor<'a>,
    ) -> Vec<Argument<'a>> {
        let mut found = Vec::new();
        for object in self.acted_upon(verb) {
            self.collect(object, want, &[], 0, &mut found);
        }
        if found.is_empty() {
            found = self.follow(paths, verb, &Governor { group: verb, ..governor.clone() }, &[]);
        }
        super::party::dedup(&mut found);
        found
    }

    /// The groups that a verb acts upon: its objects, the subject of a passive, a noun that a participle modifies.
    fn acted_upon(&self, verb: usize) -> Vec<usize> {
        let group = &self.parse.groups[verb];
        let mut upon = group.verb.objects.clone();
        if group.verb.passive {
            upon.extend(group.verb.subject);
        } else if group.relation == Relation::Modifier && group.verb.subject != group.host {
            upon.extend(group.host);
        }
        let joined: Vec<usize> = upon
            .iter()
            .flat_map(|&object| self.parse.hanging(object).collect::<Vec<_>>())
            .filter(|&joined| self.parse.groups[joined].relation == Relation::Conjunct)
            .collect();
        upon.extend(joined);
        upon
    }

    /// Whether the verb's arguments are of the kinds that its rule asks for.
    fn allows(&self, trigger: &VerbTrigger, verb: usize) -> bool {
        let upon = self.acted_upon(verb);
        if !trigger.object.is_empty() && !upon.iter().any(|&object| self.is_headed(object, &trigger.object)) {
            return false;
        }
        let subject = self.parse.groups[verb].verb.subject;
        if !trigger.subject.is_empty() && !subject.is_some_and(|subject| self.is_headed(subject, &trigger.subject)) {
            return false;
        }
        let behind: Vec<usize> = self.parse.hanging(verb).collect();
        if !trigger.beside.is_empty() {
            let place = trigger.beside.iter().any(|word| word == "place");
            // "took the case to the WTO", "hauled Japan before it": behind the verb or behind its object.
            let deeper: Vec<usize> = upon.iter().flat_map(|&object| self.parse.hanging(object)).collect();
            let beside = behind.iter().chain(&upon).chain(&deeper).any(|&group| {
                let head = self.parse.head(group);
                (place && matches!(head.kind, Some(Kind::Country | Kind::Place)))
                    || trigger.beside.iter().any(|word| {
                        *word == *head.lemma
                            || head.lower.ends_with(word.as_str())
                            || self.parse.units[self.parse.groups[group].units.clone()]
                                .iter()
                                .any(|unit| *unit.lower == **word)
                    })
            });
            if !beside {
                return false;
            }
        }
        // "The two sides will meet": both stand in the subject.
        if trigger.holds.iter().any(|kind| kind == "sides")
            && subject.is_some_and(|subject| self.parties(subject).len() > 1)
        {
            return true;
        }
        trigger.holds.is_empty()
            || upon
                .iter()
                .chain(&behind)
                .any(|&group| Some(group) != subject && trigger.holds.iter().any(|kind| self.holds(group, kind)))
    }

    fn is_headed(&self, group: usize, words: &[String]) -> bool {
        let this = &self.parse.groups[group];
        this.is_noun() && {
            let units = &self.parse.units;
            let stands = |at: usize| words.iter().any(|word| ends_with(units, at, word).is_some());
            let before = units[this.head].mention.is_none();
            stands(this.head) || before && this.units.clone().any(|at| units[at].mention.is_none() && stands(at))
        }
    }

    fn holds(&self, group: usize, kind: &str) -> bool {
        let this = &self.parse.groups[group];
        if !this.is_noun() {
            return false;
        }
        match kind {
            "place" => matches!(self.parse.head(group).kind, Some(Kind::Country | Kind::Place)),
            "goods" => self.parse.head(group).kind == Some(Kind::Commodity),
            "percent" => {
                let mut found = Vec::new();
                self.collect(group, Want::Percent, &[], 0, &mut found);
                !found.is_empty()
            }
            "amount" => {
                let mut found = Vec::new();
                self.collect(group, Want::Amount, &[], 4, &mut found);
                !found.is_empty()
            }
            "person" => self.parties(group).iter().any(|party| party.kind == Some(Kind::Person)),
            "sides" => false,
            _ => !self.parties(group).is_empty(),
        }
    }

    fn verb_claim(&self, frame: &'a Frame, trigger: &'a VerbTrigger, word: &str, verb: usize) -> Option<Claim<'a>> {
        let governor = Governor {
            action: trigger.action.get_ref(),
            stand: Stand::Object,
            group: verb,
            word: word.to_owned(),
            presumed: false,
        };
        let mood = self.mood(frame.shape, verb, &governor);
        let own = self.acted_upon(verb);
        let act = self.act_below(verb).filter(|_| own.is_empty() && frame.shape == Shape::Event).unwrap_or(verb);
        let upon = self.acted_upon(act);
        let paths =
            |role: Role| frame.roles.iter().find(|(known, _)| *known == role).map_or(&[][..], |(_, paths)| paths);
        let gather = |role: Role, want: Want| self.around_verb(paths(role), want, act, &governor);
        let subject = self.parse.groups[verb].verb.subject;
        let mut actor = if trigger.bears { Vec::new() } else { self.agents(&governor) };
        if mood.modality == Modality::Requested && !mood.asked.is_empty() {
            actor.clone_from(&mood.asked);
        }
        if actor.is_empty() && !trigger.bears {
            actor.clone_from(&mood.actors_above);
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
            super::party::dedup(&mut actor);
        } else {
            let has = |role: Role| frame.roles.iter().any(|(known, _)| *known == role);
            if has(Role::Target) {
                target = gather(Role::Target, Want::Party);
            }
            if has(Role::Product) {
                product = gather(Role::Product, Want::Goods);
            }
            if has(Role::Amount) {
                amount = gather(Role::Amount, Want::Amount).into_iter().next();
            }
        }
        if let Some(hit) = subject.filter(|_| trigger.bears) {
            target = self.parties(hit);
            product.clear();
            self.collect(hit, Want::Goods, &[], 0, &mut product);
            if target.is_empty() {
                self.collect(hit, Want::Country, &[], 0, &mut target);
            }
        }
        let mut rates = Vec::new();
        if frame.roles.iter().any(|(known, _)| *known == Role::Rate) {
            upon.iter()
                .filter(|&&object| Some(object) != subject)
                .for_each(|&object| self.collect(object, Want::Percent, &[], 0, &mut rates));
        }
        target.retain(|target: &Argument<'a>| !actor.iter().any(|actor| actor.id == target.id));
        if actor.is_empty() && target.is_empty() && product.is_empty() {
            return None;
        }
        // "Exporters will pay 25%": what is borne later is imposed later.
        let later = trigger.bears && trigger.action.get_ref() == "keep" && mood.modality == Modality::Planned;
        let imposed = frame.action("impose").filter(|_| later);
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
            negated: mood.negated,
            requester: mood.requester,
            attribution: self.attribution(verb),
            time: self.time(verb, &governor),
            sentence: self.parse.sentence,
            trigger: self.parse.head(verb).span,
            rules: vec![format!("{}/{}: {word}", frame.name, trigger.action.get_ref())],
        })
    }
}
