//! A governing word → who does what it tells, and whom it shows to be hit because they bear or avert it.

use super::{Near, Told};
use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape, Telling, Want};
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// The verb above that keeps the measure away. "averted the duties", "avoid the imposition of duties", "face the
    /// prospect of duties": another would levy them on whoever does.
    fn averting(&self, told: Told<'_, 'a>) -> Option<usize> {
        let Told { frame, noun, governor, .. } = told;
        let averts = |verb: &usize| {
            let lemma = &*self.parse.head(*verb).lemma;
            self.rules.context.averts(lemma)
                || governor.group != noun
                    && self.parse.groups[governor.group].relation == Relation::Object
                    && frame.told_by(lemma).any(|(how, _)| how == Telling::Bear)
        };
        self.verb_above(governor.group).filter(averts)
    }

    /// Whether the subject does not act: it bears or averts the measure. "A complaint against the duties": who brings
    /// it does not levy them.
    pub(super) fn is_idle(&self, told: Told<'_, 'a>) -> bool {
        let Told { noun, governor, .. } = told;
        governor.is_borne()
            || governor.presumed && self.parse.preposition(noun) == "against"
            || self.rules.context.averts(&governor.word)
            || self.averting(told).is_some()
    }

    /// Whoever averts a measure would be hit, but for one who was said to take it.
    pub(super) fn hit_averting(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let takes = |party: &Argument<'a>| {
            self.memory
                .claims()
                .any(|known| known.frame == told.frame.name && known.actor.iter().any(|actor| actor.same_party(party)))
        };
        let averting = self.averting(told).filter(|_| claim.target.is_empty());
        let spared = averting.and_then(|verb| self.parse.groups[verb].verb.subject);
        if let Some(spared) = spared.map(|spared| self.parties(spared)).filter(|spared| !spared.iter().any(takes)) {
            claim.target = spared;
        }
    }

    /// "Won a WTO case": beside one who acts, what narrows the noun down does not.
    pub(super) fn leave_narrowing(&self, told: Told<'_, 'a>, near: &mut Near<'a>, claim: &Claim<'a>) {
        let Near { before, agents, .. } = near;
        agents.retain(|agent| !claim.target.iter().any(|target| target.span == agent.span));
        let narrows = |party: &Argument<'a>| {
            let words = party.span.of(self.text.source).to_lowercase();
            told.frame.shape == Shape::Event && told.frame.narrow.iter().any(|narrow| narrow.near.has(&words))
        };
        before.retain(|party| agents.is_empty() || !narrows(party));
    }

    /// Where a deed is asked for, whoever is asked acts: the subject of "call for the removal" asks.
    pub(super) fn turn_to_asked(&self, told: Told<'_, 'a>, agents: &mut Vec<Argument<'a>>, claim: &mut Claim<'a>) {
        let Told { frame, noun, governor, mood } = told;
        if mood.modality != Modality::Requested || governor.group == noun {
            return;
        }
        let asker = mood.requester.as_ref().map(|asker| &asker.id);
        if asker.is_some() && agents.first().map(|agent| &agent.id) == asker {
            agents.clear();
        }
        if agents.is_empty() {
            agents.clone_from(&mood.asked);
        }
        if agents.is_empty() && frame.for_asker {
            *agents = self.asked_for(governor.group, mood);
        }
        if claim.target.is_empty() && frame.for_asker {
            claim.target.extend(self.asking_state(mood));
        }
        claim.target.retain(|target| !agents.iter().any(|agent| agent.id == target.id));
    }

    /// Whoever bears a measure is hit by it, and the goods that bear it are those that it is on.
    pub(super) fn hit_bearing(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let governor = told.governor;
        let subject = self.parse.groups[governor.group].verb.subject.filter(|_| governor.is_borne());
        let Some(subject) = subject else { return };
        // "Tried to evade sanctions on Peru": who dodges them need not be whom they hit.
        let evades = self.rules.context.evades(governor.word.split(' ').next().unwrap_or_default());
        // "Its apples are sold there, but they face a duty": whose goods "they" are.
        let goods = self.goods_meant(subject);
        if let Some(owner) = goods.as_ref().and_then(|goods| self.group_at(goods.span)).map(|of| self.holders(of)) {
            claim.target = owner;
        } else if (claim.target.is_empty() || governor.stand == Stand::Bear && !evades) && !self.is_importer(subject) {
            let hit = self.parties(subject);
            let named = if hit.is_empty() { self.mentions_before(subject, |kind| kind == Kind::Country) } else { hit };
            let mut hit = if named.is_empty() { self.owners(subject) } else { named };
            if hit.is_empty() {
                self.collect(subject, Want::Country, 0, &mut hit);
            }
            // "Firms pay a duty on Chilean salmon": who is nobody's takes nothing from whose the goods are.
            if !hit.is_empty() {
                claim.target = hit;
            }
        }
        claim.product.extend(goods.filter(|_| claim.product.is_empty()).map(|goods| goods.carried_to(claim.trigger)));
        if claim.product.is_empty() {
            self.collect(subject, Want::Goods, 0, &mut claim.product);
        }
    }

    /// "Norwegian importers pay a duty": whether who bears it does so in the state that levies it.
    pub(super) fn is_importer(&self, group: usize) -> bool {
        let head = self.parse.head(group);
        head.mention.is_none() && self.rules.context.is_importer(&head.lemma)
    }

    /// Who acts above the governor. "Firms welcomed the cuts": who acts upon an act does not do it.
    pub(super) fn actors_above(&self, told: Told<'_, 'a>) -> Vec<Argument<'a>> {
        let Told { frame, governor, mood, .. } = told;
        let other = |by: usize| {
            let number = matches!(self.parse.head(by).kind, Some(Kind::Percent | Kind::Money | Kind::Quantity));
            self.parse.preposition(by) == "by" && self.parse.groups[by].is_noun() && !number
        };
        let by_others = self.parse.hanging(governor.group).any(other);
        let spoken_of = || frame.default.is_some() && !governor.presumed && self.is_only_spoken_of(frame, governor);
        if by_others || spoken_of() { Vec::new() } else { mood.actors_above.clone() }
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
}
