//! Infinitives: what they hang from, and who does what they tell.

use super::{Gap, Linker};
use crate::lexicon::Kind;
use crate::syntax::group::{GroupKind, Relation};

impl Linker<'_, '_> {
    pub(super) fn infinitive(&mut self, at: usize, gap: Gap) {
        // "whether to halt", "how to set": no clause of its own.
        if gap == Gap::Marker && self.clauses.len() > 1 {
            self.clauses.pop();
        }
        let verb = self.clause().verb;
        if gap == Gap::And
            && let Some(peer) = verb.and_then(|verb| self.infinitive_peer(verb))
        {
            self.join(at, peer);
            return;
        }
        let after_noun = self
            .noun
            .filter(|&noun| noun + 1 == at || (noun + 2 == at && self.groups[noun + 1].kind == GroupKind::Time));
        // "a pact, which was announced in May, to cut duties": over what is said of it.
        let spoken_of = self.clause().host.filter(|&noun| gap == Gap::Comma && self.opener(noun).is_some());
        let after_noun = after_noun.filter(|&noun| self.opener(noun).is_some()).or(spoken_of).or(after_noun);
        let asked = verb.and_then(|verb| self.asked_by(verb));
        let acts = after_noun.filter(|&noun| self.acts_for(noun)).or_else(|| self.undergoes(after_noun?, at));
        let host = match (after_noun, verb) {
            // "seeks a review of the decision to raise": the decision is nearer.
            (_, Some(verb)) if asked.is_some() && !after_noun.is_some_and(|noun| self.opens_within(noun)) => {
                self.groups[at].verb.subject = asked;
                Some(verb)
            }
            (Some(noun), _) if self.opener(noun).is_some() => {
                let noun = self.opener(noun).unwrap_or(noun);
                // "an ultimatum to Japan to open": who is told acts.
                let told = self.told_by(noun, at);
                // "was told of the decision to raise": who is told does not.
                let heard = |verb: usize| self.groups[verb].verb.passive && self.groups[noun].preposition.is_some();
                // "welcomed the decision to raise", "slammed the plan to raise": who speaks of it does not.
                let speaks = |verb: usize| self.context.speaks_of_it(self.lemma(verb));
                let subject = || {
                    let verb = verb.filter(|&verb| !self.is_owned(noun) && !heard(verb) && !speaks(verb))?;
                    // "It was time to lift the ban": nobody's.
                    let filled = |subject: &usize| {
                        let word = &*self.units[self.groups[*subject].head].lower;
                        !(self.groups[verb].verb.copula && matches!(word, "it" | "there"))
                    };
                    self.groups[verb].verb.subject.filter(filled)
                };
                self.groups[at].verb.subject = told.or_else(|| self.owner(noun)).or_else(subject);
                Some(noun)
            }
            (_, Some(verb)) => {
                self.groups[at].verb.subject = self.given_time(verb).or(self.groups[verb].verb.subject);
                Some(verb)
            }
            (Some(noun), None) => {
                // "Turkey to curb exports", "Norway, Chile to": in a headline the name itself will act.
                let noun = self.first_of_list(noun);
                let headed = self.clause().subject == Some(noun) && self.head_kind(noun).is_some_and(Kind::is_party);
                self.groups[at].verb.subject = self.owner(noun).or(Some(noun).filter(|_| headed));
                Some(noun)
            }
            (None, None) => None,
        };
        if acts.is_some() {
            self.groups[at].verb.subject = acts;
        }
        if let Some(host) = host {
            self.hang(at, Relation::Infinitive, host);
        }
        self.clause().verb = Some(at);
    }

    /// Whether a noun behind another's "of" says of itself what its infinitive is about.
    fn opens_within(&self, noun: usize) -> bool {
        let preposition = self.groups[noun].preposition.map(|unit| &*self.units[unit].lower);
        preposition == Some("of") && self.context.opens_infinitive(self.lemma(noun))
    }

    /// "Time for Chile to lift its ban": whoever stands behind "for" acts.
    fn acts_for(&self, noun: usize) -> bool {
        let preposition = self.groups[noun].preposition.map(|unit| &*self.units[unit].lower);
        let party = self.head_kind(noun).is_some_and(Kind::is_party) || self.context.is_body(self.lemma(noun));
        preposition == Some("for") && party
    }

    /// "Called for the ban on its beef to be lifted": what stands behind "for" undergoes what the passive tells.
    fn undergoes(&self, noun: usize, infinitive: usize) -> Option<usize> {
        let above = std::iter::successors(Some(noun), |&group| self.groups[group].host).take(3);
        let mut nouns = above.take_while(|&group| self.groups[group].is_noun());
        let waited_for = nouns.find(|&group| {
            let preposition = self.groups[group].preposition.map(|unit| &*self.units[unit].lower);
            // "Paved the way for the ban to be lifted": of the verb or of its object.
            preposition == Some("for") && self.groups[group].host.is_some()
        });
        waited_for.filter(|_| self.groups[infinitive].verb.passive)
    }

    /// Whom an asking verb asks to act: its object ("urged Japan to"), or who stands behind its preposition ("called on
    /// the U.S. to").
    pub(super) fn asked_by(&self, verb: usize) -> Option<usize> {
        let lemma = self.lemma(verb);
        if (self.context.asks(lemma) || self.context.lets(lemma))
            && let Some(&object) = self.groups[verb].verb.objects.first()
        {
            return Some(object).filter(|&object| !self.context.opens_infinitive(self.lemma(object)));
        }
        let behind = |group: &usize| {
            let group = &self.groups[*group];
            let asks = |unit: usize| self.context.asks(&format!("{lemma} {}", self.units[unit].lower));
            group.is_noun() && group.host == Some(verb) && group.preposition.is_some_and(asks)
        };
        (verb + 1..self.groups.len()).find(behind)
    }

    /// "Gave **Peru** ten days to lift its ban": whom a verb of giving gives something acts.
    fn given_time(&self, verb: usize) -> Option<usize> {
        let this = &self.groups[verb].verb;
        let &getter = this.objects.first().filter(|_| !this.passive && self.context.gives(self.lemma(verb)))?;
        let party = self.head_kind(getter).is_some_and(Kind::is_party);
        let more =
            this.objects.len() > 1 || self.groups.get(getter + 1).is_some_and(|next| next.kind == GroupKind::Time);
        (party && more).then_some(getter)
    }

    /// The noun whose infinitive this is: the last one or one that it hangs from ("a deal with Canada to lift").
    pub(super) fn opener(&self, noun: usize) -> Option<usize> {
        let mut candidate = Some(noun);
        for _ in 0..4 {
            let group = candidate.filter(|&group| self.groups[group].is_noun())?;
            if self.context.opens_infinitive(self.lemma(group)) {
                return Some(group);
            }
            candidate = self.groups[group].host;
        }
        None
    }

    /// The infinitive that a verb is or stands below.
    pub(super) fn infinitive_peer(&self, verb: usize) -> Option<usize> {
        let mut verb = Some(verb);
        for _ in 0..4 {
            let group = verb?;
            if self.groups[group].verb.infinitive {
                return Some(group);
            }
            verb =
                self.groups[group].host.filter(|&host| self.groups[host].is_verb() && !self.groups[group].verb.finite);
        }
        None
    }

    /// To whom a noun of asking speaks, before its infinitive.
    fn told_by(&self, noun: usize, at: usize) -> Option<usize> {
        let asks = self.context.is_plea(self.lemma(noun));
        let to = |&group: &usize| {
            let preposition = self.groups[group].preposition.map(|unit| &*self.units[unit].lower);
            self.groups[group].is_noun()
                && self.groups[group].host == Some(noun)
                && matches!(preposition, Some("to" | "on"))
        };
        (noun + 1..at).find(to).filter(|_| asks)
    }
}
