//! A verb → what it acts upon: its objects, what a passive tells of, the act below it.

use crate::claim::Scene;
use crate::lexicon::Kind;
use crate::rule::{Frame, Shape, VerbTrigger};
use crate::syntax::{Relation, Tag};

impl Scene<'_, '_> {
    /// What is promised: the verb below, where the verb or noun acts upon nothing itself.
    pub(in crate::claim) fn act_below(&self, group: usize) -> Option<usize> {
        self.parse.hanging(group).find(|&below| {
            self.parse.groups[below].is_verb() && self.parse.groups[below].relation == Relation::Infinitive
        })
    }

    /// The groups that a verb acts upon: its objects, the subject of a passive, a noun that a participle modifies.
    pub(in crate::claim) fn acted_upon(&self, verb: usize) -> Vec<usize> {
        let group = &self.parse.groups[verb];
        let mut upon = group.verb.objects.clone();
        // "Will build and lease plants": two verbs side by side share their object.
        let beside = |&peer: &usize| {
            let peer = &self.parse.groups[peer];
            peer.is_verb() && peer.relation == Relation::Conjunct && peer.units.start == group.units.end + 1
        };
        if upon.is_empty()
            && !group.verb.passive
            && let Some(peer) = self.parse.hanging(verb).find(beside)
        {
            upon.clone_from(&self.parse.groups[peer].verb.objects);
        }
        if group.verb.passive {
            upon.extend(group.verb.subject);
        } else if group.relation == Relation::Modifier && group.verb.subject != group.host {
            upon.extend(group.host);
        }
        // "79,000 tonnes of wheat promised by Norway": the amount is promised.
        let of =
            group.host.filter(|&host| group.relation == Relation::Modifier && self.parse.preposition(host) == "of");
        let counted = |&above: &usize| matches!(self.parse.head(above).kind, Some(Kind::Money | Kind::Quantity));
        upon.extend(of.and_then(|of| self.parse.groups[of].host).filter(counted));
        let joined = |&joined: &usize| self.parse.groups[joined].relation == Relation::Conjunct;
        for at in 0..upon.len() {
            upon.extend(self.parse.hanging(upon[at]).filter(joined));
        }
        upon
    }

    /// The verb below in which the act lies: "stop **exporting** copper", "barred firms from **selling** chips",
    /// "pledged to **buy**".
    pub(in crate::claim) fn act(&self, frame: &Frame, trigger: &VerbTrigger, word: &str, verb: usize) -> Option<usize> {
        let named = |&below: &usize| {
            let head = self.parse.head(below);
            // "Investigates whether firms evade duties": what is asked is not done.
            let group = &self.parse.groups[below];
            // "Told its firms **not to buy** chips".
            let forbidden = || group.verb.negated && trigger.beside.has(&format!("not to {}", head.lemma));
            group.is_verb()
                && group.relation != Relation::Content
                && (word.ends_with(&*head.lower)
                    || trigger.beside.has(&head.lemma)
                    || trigger.beside.has(&head.lower)
                    || forbidden())
        };
        let promised = || self.promised_below(verb).filter(|_| frame.shape == Shape::Event);
        self.parse.hanging(verb).find(named).or_else(promised)
    }

    /// What a verb that acts upon nothing itself promises: "agreed to **build**", "committed itself to **buying**".
    pub(in crate::claim) fn promised_below(&self, verb: usize) -> Option<usize> {
        if !self.acts_on_nothing(verb) {
            return None;
        }
        let objects = self.parse.groups[verb].verb.objects.iter().flat_map(|&object| self.parse.hanging(object));
        let gerund = |&below: &usize| self.is_promised_gerund(below);
        self.act_below(verb).or_else(|| self.parse.hanging(verb).chain(objects).find(gerund))
    }

    /// Whether a verb acts upon nothing but its own subject: "is **ready**", "commits **itself**".
    fn acts_on_nothing(&self, verb: usize) -> bool {
        let itself = |&object: &usize| matches!(&*self.parse.head(object).lower, "itself" | "themselves" | "himself");
        // "Stands **ready**".
        let quality = |&object: &usize| self.parse.head(object).tag == Tag::Adjective;
        let nothing = |object: &usize| itself(object) || quality(object);
        self.parse.groups[verb].verb.copula || self.acted_upon(verb).iter().all(nothing)
    }

    /// What undergoes the act: what the verb acts upon, what stands behind the preposition that ends the rule's phrase
    /// ("cracked down **on exports**"), or the subject where the rule names one and nothing else does.
    pub(in crate::claim) fn undergoes(&self, trigger: &VerbTrigger, word: &str, verb: usize) -> Vec<usize> {
        let mut upon = self.acted_upon(verb);
        if let Some((_, last)) = word.rsplit_once(' ').filter(|_| upon.is_empty()) {
            let told = std::iter::once(verb)
                .chain(self.parse.hanging(verb).filter(|&below| self.parse.groups[below].is_verb()));
            let behind = told.flat_map(|verb| self.parse.hanging(verb));
            upon = behind.filter(|&behind| self.parse.preposition(behind) == last).collect();
        } else if word.ends_with(" for") {
            // "asked **Congress for $3 billion**": whoever is asked undergoes nothing.
            let objects = upon.iter().flat_map(|&object| self.parse.hanging(object));
            let sought =
                |&sought: &usize| self.parse.preposition(sought) == "for" && self.parse.groups[sought].is_noun();
            let sought: Vec<usize> = objects.filter(sought).collect();
            upon = if sought.is_empty() { upon } else { sought };
        }
        if upon.is_empty() && trigger.owned && !trigger.subject.is_empty() {
            return self.parse.groups[verb].verb.subject.into_iter().collect();
        }
        upon
    }

    /// "Banned imports of oil and the export of arms": leaves of what is acted upon what the rule asks for, where both
    /// ways over the border are named; whether they are.
    pub(in crate::claim) fn take_apart(&self, trigger: &VerbTrigger, upon: &mut Vec<usize>) -> bool {
        let joined = upon.iter().any(|&one| upon.iter().any(|&other| self.are_other_flows(one, other)));
        let own = |group: &usize| self.flow(*group).is_some() && self.is_headed(*group, &trigger.object);
        let apart = joined && upon.iter().any(own);
        if apart {
            upon.retain(own);
        }
        apart
    }
}
