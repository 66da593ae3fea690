//! "after similar announcements by the US", "Russia followed suit", "Peru followed" → the claim before, once more, of
//! another.

use super::govern::{Governor, Stand};
use super::{Argument, Claim, Scene, carried};
use crate::rule::{Path, Place, Want};
use crate::syntax::Relation;

/// Adds what is said to be done likewise to what `claims` has.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    if !scene.parse.units.iter().any(|unit| matches!(&*unit.lower, "similar" | "suit" | "same" | "follow" | "followed"))
    {
        return;
    }
    for group in 0..scene.parse.groups.len() {
        let like = scene.likeness(group);
        let claim = like.and_then(|(verb, actors)| scene.likewise(group, verb, actors, claims));
        claims.extend(claim);
    }
}

impl<'a> Scene<'_, 'a> {
    /// The verb that governs words for doing the same, and who does it.
    fn likeness(&self, group: usize) -> Option<(Option<usize>, Vec<Argument<'a>>)> {
        let this = &self.parse.groups[group];
        let subject = |verb: usize| {
            let subject = self.parse.groups[verb].verb.subject;
            subject.map(|subject| self.parties(subject)).unwrap_or_default()
        };
        let units = &self.parse.units[this.units.clone()];
        let head = self.parse.head(group);
        // "Russia followed suit", "Peru did the same".
        let does =
            |verb: usize| matches!((&*self.parse.head(verb).lemma, &*head.lower), ("follow", "suit") | ("do", "same"));
        // "Peru and Norway followed."
        let alone = this.is_verb() && &*head.lemma == "follow" && !this.verb.passive && this.verb.objects.is_empty();
        let plain = |below: usize| matches!(self.parse.groups[below].relation, Relation::Subject | Relation::When);
        let follows = Some(group).filter(|_| alone && self.parse.hanging(group).all(plain));
        if let Some(verb) = follows.or(this.host.filter(|&verb| does(verb))) {
            return Some((Some(verb), subject(verb)));
        }
        let like = this.is_noun()
            && units.iter().any(|unit| &*unit.lower == "similar")
            && self.rules.context.is_step(&head.lemma);
        if !like {
            return None;
        }
        let by = self.parse.hanging(group).filter(|&by| matches!(self.parse.preposition(by), "by" | "from" | "in"));
        let mut actors: Vec<_> = by.flat_map(|by| self.parties(by)).collect();
        let verb = this.host.filter(|_| this.relation == Relation::Object);
        if actors.is_empty() {
            actors = verb.map(subject).unwrap_or_default();
        }
        Some((verb, actors))
    }

    /// The last claim of a measure, of those who do likewise.
    fn likewise(
        &self,
        group: usize,
        verb: Option<usize>,
        mut actor: Vec<Argument<'a>>,
        claims: &[Claim<'a>],
    ) -> Option<Claim<'a>> {
        super::role::party::dedup(&mut actor);
        let at = self.parse.head(group).span;
        let is_measure = |claim: &&Claim<'a>| {
            self.is_measure(claim) && claim.action != "keep" && claim.sentence + 2 >= self.parse.sentence
        };
        let here = claims.iter().rev().filter(|claim| claim.trigger.start < at.start);
        let model = here.chain(self.memory.claims()).find(is_measure).filter(|_| !actor.is_empty())?;
        let governor = Governor::telling(model.action, Stand::Object, verb.unwrap_or(group), "similar");
        let mood = self.mood(self.rules.frame(model.frame)?, group, &governor);
        // "Agreed to drop its duty and that Peru would do the same": what is dropped is not denied of Peru.
        let told = verb.map(|verb| &self.parse.groups[verb].verb).filter(|verb| verb.finite && verb.subject.is_some());
        let negated = told.map_or(mood.negated, |verb| verb.negated);
        let on = |want: Want| self.at(&Path { place: Place::Behind("on".into()), want }, group, &governor);
        let mut target = on(Want::Party);
        if target.is_empty() {
            target = carried(&model.target, at);
        }
        // "Did the same on rice."
        let mut product = on(Want::Goods);
        if product.is_empty() {
            product = carried(&model.product, at);
        }
        target.retain(|target| !actor.iter().any(|actor| actor.same_party(target)));
        Some(Claim {
            actor,
            target,
            product,
            rate: None,
            rate_before: None,
            amount: None,
            modality: mood.modality,
            negated,
            requester: mood.requester,
            attribution: self.attribution(group, group),
            time: mood.time,
            sentence: self.parse.sentence,
            trigger: at,
            rules: vec![format!("{}/{}: similar", model.frame, model.action)],
            ..model.clone()
        })
    }
}
