//! A frame's noun → the further verbs that tell what happens to it: joined ones, participles, relative clauses.

use super::{Governor, Stand};
use crate::claim::Scene;
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape};
use crate::syntax::{Relation, Tag};

impl<'a> Scene<'_, 'a> {
    /// "The duty was imposed in May and has been extended since", "suspended and then lifted the duty":
    /// the further verbs.
    pub(in crate::claim) fn joined(&self, frame: &'a Frame, noun: usize) -> Vec<Governor<'a>> {
        let this = &self.parse.groups[noun];
        let Some(host) = this.host.filter(|&host| self.parse.groups[host].is_verb()) else { return Vec::new() };
        let is_joined =
            |&verb: &usize| self.parse.groups[verb].is_verb() && self.parse.groups[verb].relation == Relation::Conjunct;
        match this.relation {
            Relation::Subject => {
                let told = |verb: usize| {
                    let own = self.parse.groups[verb].verb.subject == Some(noun);
                    self.subject_action(frame, noun, verb).filter(|_| own)
                };
                self.parse.hanging(host).filter(is_joined).filter_map(told).collect()
            }
            Relation::Object => {
                let first = self.parse.groups[host].host.filter(|_| is_joined(&host));
                // "Agreed to cut one duty but kept another": what is agreed to is the act below.
                let bare = first.filter(|&first| {
                    self.parse.groups[first].verb.objects.is_empty() && self.act_below(first).is_none()
                });
                bare.filter(|&bare| bare + 1 < host && host < noun)
                    .and_then(|bare| self.verb_action(frame, noun, bare, Stand::Object))
                    .into_iter()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// "Will cut or drop the duties": of two acts joined the lesser is sure.
    pub(in crate::claim) fn leave_lesser(&self, governors: &mut Vec<Governor<'a>>) {
        let joined = |one: usize, other: usize| {
            let group = &self.parse.groups[one];
            // "Will cut and then drop the duties": both.
            let or = group.units.start.checked_sub(1).is_some_and(|or| &*self.parse.units[or].lower == "or");
            or && group.relation == Relation::Conjunct && group.host == Some(other)
        };
        let lesser: Vec<usize> = governors
            .iter()
            .filter(|governor| matches!(governor.action, "cut" | "suspend" | "delay") && !governor.presumed)
            .map(|governor| governor.group)
            .collect();
        governors.retain(|governor| {
            governor.action != "lift"
                || !lesser.iter().any(|&lesser| joined(lesser, governor.group) || joined(governor.group, lesser))
        });
    }

    /// The verbs that say more about a noun, or about the last word of its phrase ("a ban on poultry that it imposed").
    pub(in crate::claim) fn modifiers(&self, noun: usize) -> Vec<usize> {
        let mut within = vec![noun];
        let mut at = 0;
        while at < within.len() && within.len() < 12 {
            let behind = |&group: &usize| {
                let group = &self.parse.groups[group];
                group.is_noun() && matches!(group.relation, Relation::Preposition | Relation::Conjunct)
            };
            // "A 15% duty instead of the 25% levied since": what is said of another.
            let another = |&group: &usize| self.is_replaced(group);
            within.extend(self.parse.hanging(within[at]).filter(|group| behind(group) && !another(group)));
            at += 1;
        }
        let says_more = |&group: &usize| {
            self.parse.groups[group].is_verb() && self.parse.groups[group].relation == Relation::Modifier
        };
        let mut verbs: Vec<usize> =
            within.iter().flat_map(|&part| self.parse.hanging(part)).filter(says_more).collect();
        // "that were introduced in March and will expire in May".
        let joined = |&verb: &usize| {
            let group = &self.parse.groups[verb];
            group.is_verb() && group.relation == Relation::Conjunct && group.verb.objects.is_empty()
        };
        let further: Vec<usize> = verbs.iter().flat_map(|&verb| self.parse.hanging(verb)).filter(joined).collect();
        verbs.extend(further);
        verbs
    }

    /// "tariffs imposed by", "the duty that Japan suspended", "tariffs that take effect".
    pub(in crate::claim) fn downward(&self, frame: &'a Frame, noun: usize, verb: usize) -> Option<Governor<'a>> {
        let group = &self.parse.groups[verb];
        let mut of = group.host;
        if group.relation == Relation::Conjunct {
            of = of.and_then(|first| self.parse.groups[first].host);
        }
        let of_noun = group.verb.subject == of;
        // "A quota above which a duty applies": the noun stands behind the preposition.
        let own = group.verb.subject.filter(|&subject| subject > noun);
        let between = own.map(|own| {
            let start = self.parse.groups[own].units.start;
            self.parse.groups[noun].units.end.max(start.saturating_sub(4))..start
        });
        let mut relatives = between.into_iter().flatten().filter(|&at| self.parse.units[at].tag == Tag::Relative);
        if relatives.any(|at| self.parse.units[at - 1].tag == Tag::Preposition) {
            return None;
        }
        // "colonies, which will continue to": what is said of people is not said of the measure.
        let other = of.filter(|&of| of != noun && of_noun);
        if other.is_some_and(|of| self.parse.head(of).tag == Tag::Plural && !self.is_of_goods(of)) {
            return None;
        }
        // "a quota for the fiscal year ending in June": nor what is said of the time.
        let time =
            |of: usize| matches!(&*self.parse.head(of).lemma, "year" | "season" | "quarter" | "period" | "month");
        if other.is_some_and(time) {
            return None;
        }
        if group.verb.infinitive {
            // "tariffs to take effect": the noun is the subject.
            return self.subject_action(frame, noun, verb);
        }
        // "Duties that are due to expire": the infinitive tells it.
        let below = self.act_below(verb).filter(|_| of_noun && self.leads_on_to(verb));
        if let Some(ahead) = below.and_then(|below| self.subject_action(frame, noun, below)) {
            return Some(ahead);
        }
        if of_noun && !group.verb.passive {
            return self.verb_action(frame, noun, verb, Stand::Subject);
        }
        // "countries with which it has agreements": what has an object of its own does nothing to the noun.
        if !group.verb.passive && !group.verb.objects.is_empty() && of != Some(noun) {
            return None;
        }
        // "quotas that Chile has asked Peru to scrap": the infinitive without an object of its own takes the noun.
        let open = self.parse.hanging(verb).find(|&below| {
            let infinitive = &self.parse.groups[below];
            infinitive.relation == Relation::Infinitive && infinitive.is_verb() && infinitive.verb.objects.is_empty()
        });
        self.verb_action(frame, noun, open.unwrap_or(verb), Stand::Object)
    }

    /// "Steel", "goods": whether a group names goods or stands for some.
    pub(in crate::claim) fn names_goods(&self, group: usize) -> bool {
        self.parse.is(group, Kind::Commodity) || self.is_of_goods(group)
    }

    /// "goods", "imports": words that only stand for what a measure is on.
    fn is_of_goods(&self, group: usize) -> bool {
        self.rules.context.stands_for_goods(&self.parse.head(group).lemma)
    }

    /// The verb that asks for what is done to a noun, its object or behind a preposition of that.
    pub(in crate::claim) fn wanted_by(&self, mut noun: usize) -> Option<usize> {
        for _ in 0..4 {
            let group = &self.parse.groups[noun];
            let host = group.host?;
            match group.relation {
                Relation::Object => return Some(host).filter(|&verb| self.laid_by(verb) == Some(Modality::Requested)),
                // "demanded the removal of duties imposed": the removal is wanted.
                Relation::Preposition if self.parse.groups[host].is_noun() && !self.is_act_on_measure(host) => {
                    noun = host
                }
                _ => return None,
            }
        }
        None
    }

    /// "The removal", "an increase": whether the head of a group tells what is done to a measure that is there.
    fn is_act_on_measure(&self, group: usize) -> bool {
        let head = self.parse.head(group);
        let measures = self.rules.frames.iter().filter(|frame| frame.shape == Shape::Measure);
        let mut told = measures.filter_map(|frame| self.noun_action(frame, &head.lemma, &head.lower));
        told.any(|(action, _)| !matches!(&*action.name, "impose" | "keep"))
    }

    /// The verb that sees or has something done to a noun, its object.
    pub(in crate::claim) fn seen_done(&self, noun: usize) -> Option<usize> {
        let group = &self.parse.groups[noun];
        let verb = group.host.filter(|_| group.relation == Relation::Object)?;
        self.rules.context.has_done(&self.parse.head(verb).lemma).then_some(verb)
    }
}
