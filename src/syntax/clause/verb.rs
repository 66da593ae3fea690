//! Verb groups: finite verbs find their subject, infinitives and participles what they hang from.

use super::{Clause, Gap, Linker};
use crate::lexicon::Kind;
use crate::rule::Modality;
use crate::syntax::fixed::may_be_conjunction;
use crate::syntax::group::{GroupKind, Relation};
use crate::syntax::unit::Tag;

impl Linker<'_, '_> {
    pub(super) fn verb_group(&mut self, at: usize) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let verb = &self.groups[at].verb;
        if verb.infinitive {
            self.infinitive(at, gap);
        } else if verb.finite {
            self.finite(at, gap);
        } else {
            self.participle(at, gap);
        }
    }

    /// "Its plan", "the Peruvian plan": whose it is stands in the noun's own group.
    pub(super) fn is_owned(&self, noun: usize) -> bool {
        let group = &self.groups[noun];
        let party = |unit: usize| self.units[unit].kind.is_some_and(Kind::is_party);
        self.units[group.units.start].tag == Tag::Possessive || (group.units.start..group.head).any(party)
    }

    /// Who owns a noun: the possessor before it, or whoever is behind its "by".
    pub(super) fn owner(&self, noun: usize) -> Option<usize> {
        // "last month's agreement by the two": a time owns nothing.
        let owns = |&index: &usize| {
            let group = &self.groups[index];
            group.relation == Relation::Possessor && group.host == Some(noun) && group.kind != GroupKind::Time
        };
        let behind = |&index: &usize| {
            let preposition = self.groups[index].preposition.map(|unit| &*self.units[unit].lower);
            // "A pledge from Peru to cut its duty".
            let given = preposition == Some("from") && self.context.opens_infinitive(self.lemma(noun));
            self.groups[index].host == Some(noun)
                && (given || matches!(preposition, Some("of" | "by")))
                && self.head_kind(index).is_some_and(Kind::is_party)
        };
        (0..self.groups.len()).find(owns).or_else(|| (noun + 1..self.groups.len()).find(behind))
    }

    /// A verb joined with another by "and": the same subject, the same place in the sentence.
    pub(super) fn join(&mut self, at: usize, peer: usize) {
        self.groups[at].verb.subject = self.groups[peer].verb.subject;
        self.groups[at].verb.marker = self.groups[peer].verb.marker;
        self.hang(at, Relation::Conjunct, peer);
        self.clause().verb = Some(at);
    }

    fn finite(&mut self, at: usize, gap: Gap) {
        // "asked the US to lift the duty and stop the probe": a bare verb goes on from the infinitive.
        let before = self.groups[at].units.start..self.groups[at].head;
        let alone = self.units[before].iter().all(|unit| unit.tag == Tag::Adverb);
        let bare = alone && self.units[self.groups[at].head].tag == Tag::Base;
        if let Some(peer) =
            self.clause().verb.filter(|_| bare && gap == Gap::And).and_then(|verb| self.infinitive_peer(verb))
        {
            (self.groups[at].verb.finite, self.groups[at].verb.infinitive) = (false, true);
            self.join(at, peer);
            return;
        }
        // "could see Norway invest", "helped it pay", "demanded Norway lift its ban":
        // whoever is seen, helped or asked does it.
        if let Some((verb, object)) = self.seen_by().filter(|_| bare && gap == Gap::None) {
            (self.groups[at].verb.finite, self.groups[at].verb.infinitive) = (false, true);
            self.groups[at].verb.subject = Some(object);
            self.hang(at, Relation::Infinitive, verb);
            self.clause().verb = Some(at);
            return;
        }
        // A relative pronoun is the subject itself where no noun came after it.
        let relative = self.clause().host.is_some() && !self.clause().complete;
        if relative && self.clause().subject.is_none() {
            let host = self.agreeing_host(at);
            self.clause().host = host;
            self.groups[at].verb.subject = host;
            self.complete(at);
            return;
        }
        // "days after Peru, a big buyer, opened a probe": what looked like a preposition opens the clause.
        if let Some(subject) = self.described(gap) {
            let content_of = self.groups[subject].host.filter(|_| self.groups[subject].relation == Relation::Object);
            if content_of.is_some() {
                self.groups[subject].relation = Relation::Free;
            }
            self.clauses.push(Clause { subject: Some(subject), content_of, ..Clause::default() });
        } else if self.clause().complete || (self.clause().subject.is_none() && self.clauses.len() > 1) {
            // No subject waits here: look for one in the clauses that are open, else join the last verb.
            let waiting = self.clauses.iter().rposition(|clause| clause.subject.is_some() && !clause.complete);
            match waiting {
                Some(index) if gap != Gap::And || !self.clause().complete || self.clause().host.is_some() => {
                    self.clauses.truncate(index + 1)
                }
                _ if gap == Gap::And || gap == Gap::Comma => {
                    while self.clauses.len() > 1 && self.clause().verb.is_none() {
                        self.clauses.pop();
                    }
                    if let Some(peer) = self.saying_peer(at).or_else(|| self.finite_peer()) {
                        self.join(at, peer);
                        return;
                    }
                }
                _ => {
                    if let Some(subject) = self.climb() {
                        let content_of = self.groups[subject]
                            .host
                            .filter(|&host| self.groups[host].is_verb() && self.context.is_saying(self.lemma(host)))
                            .or_else(|| self.told_with_gerund());
                        self.clauses.push(Clause { subject: Some(subject), content_of, ..Clause::default() });
                    }
                }
            }
        }
        let subject = self.clause().subject.or_else(|| self.climb().filter(|&noun| self.may_be_subject(noun)));
        self.groups[at].verb.subject = subject;
        if let Some(subject) = subject {
            self.free_of_conjunction(subject, at);
        }
        if let Some(subject) = subject.filter(|&subject| self.groups[subject].relation == Relation::Free) {
            self.hang(subject, Relation::Subject, at);
        }
        self.complete(at);
    }

    /// "Said lifting the ban **would** hurt": the verb of saying that tells the clause in which the gerund before acts.
    fn told_with_gerund(&self) -> Option<usize> {
        let [.., told, gerund] = &self.clauses[..] else { return None };
        let acts = gerund.verb.filter(|&verb| self.groups[verb].verb.gerund && self.loose.contains(&verb));
        acts.and(told.content_of).filter(|_| !told.complete)
    }

    /// The last verb of the clause with its object, where it is one behind which a bare verb tells what the object
    /// does.
    fn seen_by(&mut self) -> Option<(usize, usize)> {
        let verb = self.clause().verb?;
        // "Will see Peru cut duties and **Chile** buy gas".
        let other = self.noun.filter(|&noun| self.head_kind(noun).is_some_and(Kind::is_party));
        let told = self.groups[verb].host.filter(|_| self.groups[verb].relation == Relation::Infinitive);
        let told = told.filter(|&told| self.groups[told].is_verb() && self.context.takes_a_bare_verb(self.lemma(told)));
        if let Some((told, other)) = told.zip(other) {
            return Some((told, other));
        }
        // "Let its duty on Peruvian copper lapse": the object itself, over what hangs from it.
        let above = std::iter::successors(self.noun, |&noun| {
            self.groups[noun].host.filter(|&host| self.groups[host].is_noun())
        });
        let object = above.into_iter().take(4).find(|noun| self.groups[verb].verb.objects.contains(noun))?;
        let lemma = self.lemma(verb);
        let asks = || self.context.modality(lemma) == Some(Modality::Requested);
        (self.context.takes_a_bare_verb(lemma) || asks()).then_some((verb, object))
    }

    /// The noun behind what may be a conjunction, where the last noun, between commas, says what it is.
    fn described(&self, gap: Gap) -> Option<usize> {
        let group = &self.groups[self.noun.filter(|_| gap == Gap::Comma)?];
        let host = group.host.filter(|_| group.relation == Relation::Apposition)?;
        // "Data showed the gap with China, its rival, widened": what the verb of saying seemed to have as its object.
        let top = std::iter::successors(Some(host), |&at| {
            self.groups[at].host.filter(|_| self.groups[at].relation == Relation::Preposition)
        });
        let told = top
            .take(3)
            .find(|&at| self.groups[at].relation == Relation::Object)
            .filter(|&at| self.groups[at].host.is_some_and(|verb| self.context.is_saying(self.lemma(verb))));
        told.or((self.groups[host].is_noun() && self.opens_clause(host)).then_some(host))
    }

    /// Whether a noun sought as subject is one: behind a preposition only where that may be a conjunction.
    fn may_be_subject(&self, noun: usize) -> bool {
        self.groups[noun].preposition.is_none() || self.opens_clause(noun)
    }

    /// Whether the preposition before a noun may be a conjunction before a clause.
    pub(super) fn opens_clause(&self, noun: usize) -> bool {
        let preposition = self.groups[noun].preposition.map(|unit| &*self.units[unit].lower);
        preposition.is_some_and(may_be_conjunction)
    }

    /// "after talks collapsed": what looked like a preposition before the subject opens the clause.
    fn free_of_conjunction(&mut self, subject: usize, verb: usize) {
        if let Some(marker) = self.groups[subject].preposition.filter(|_| self.opens_clause(subject)) {
            let host = self.groups[subject].host.filter(|&host| self.groups[host].is_verb());
            self.groups[subject].preposition = None;
            self.loose.retain(|&loose| loose != subject);
            self.hang(subject, Relation::Subject, verb);
            self.groups[verb].verb.marker = Some(marker);
            if let Some(host) = host {
                self.hang(verb, Relation::Adverbial, host);
            }
        }
    }

    /// The noun that a relative clause speaks of: the last, or the nearest above it that agrees with the verb in number
    /// ("shipments of coal, which were halted").
    fn agreeing_host(&self, verb: usize) -> Option<usize> {
        let host = self.clauses.last().and_then(|clause| clause.host)?;
        let first = &self.units[self.groups[verb].units.start];
        let plural = match (&*first.lower, first.tag) {
            ("are" | "were" | "have", _) | (_, Tag::Base) => true,
            ("is" | "was" | "has", _) | (_, Tag::Present) => false,
            _ => return Some(host),
        };
        let agrees = |group: usize| {
            let head = &self.units[self.groups[group].head];
            match head.tag {
                Tag::Plural => plural,
                Tag::Noun => !plural,
                _ if head.kind == Some(Kind::Commodity) => head.lower.ends_with('s') == plural,
                _ => !(plural && matches!(head.kind, Some(Kind::Country | Kind::Person))),
            }
        };
        let mut candidate = host;
        for _ in 0..4 {
            if agrees(candidate) {
                return Some(candidate);
            }
            match self.groups[candidate].host.filter(|&above| self.groups[above].is_noun()) {
                Some(above) => candidate = above,
                None => break,
            }
        }
        Some(host)
    }

    /// "confirmed that duties will fall and said …": a verb of saying goes on from one above, not from what it says.
    fn saying_peer(&self, at: usize) -> Option<usize> {
        if !self.context.is_saying(self.lemma(at)) && !self.context.asks(self.lemma(at)) {
            return None;
        }
        let mut verb = self.clauses.last().and_then(|clause| clause.verb);
        for _ in 0..6 {
            let group = verb?;
            if self.groups[group].verb.finite && self.context.is_saying(self.lemma(group)) {
                return Some(group);
            }
            verb = self.groups[group].host.filter(|&host| self.groups[host].is_verb());
        }
        None
    }

    /// The finite verb that an "and" goes on from, over the nouns of which participles say more ("will limit the area
    /// sown and cut").
    fn finite_peer(&self) -> Option<usize> {
        let mut above = self.clauses.last().and_then(|clause| clause.verb);
        for _ in 0..8 {
            let group = above?;
            if self.groups[group].verb.finite {
                return Some(group);
            }
            above = self.groups[group].host;
        }
        None
    }

    /// Enters a finite verb into its clause.
    fn complete(&mut self, at: usize) {
        let clause = self.clause();
        clause.verb = Some(at);
        clause.complete = true;
        let (marker, host, content_of) = (clause.marker, clause.host, clause.content_of);
        self.groups[at].verb.marker = marker;
        // "In the talks, it said …"; behind a conjunction what stands behind it: "said that in the talks it …".
        if host.is_none() && (marker.is_none() || content_of.is_some()) {
            let from = marker.unwrap_or(0);
            let here = self.loose.partition_point(|&loose| self.groups[loose].units.start < from);
            for loose in self.loose.split_off(here) {
                let relation = match self.groups[loose].kind {
                    GroupKind::Verb => Relation::Adverbial,
                    GroupKind::Time => Relation::When,
                    _ => Relation::Preposition,
                };
                if self.groups[loose].is_verb() && !self.groups[loose].verb.finite {
                    self.groups[loose].verb.subject = self.groups[at].verb.subject;
                }
                self.hang(loose, relation, at);
            }
        }
        if let Some(host) = host {
            self.hang(at, Relation::Modifier, host);
        } else if let Some(verb) = content_of {
            self.hang(at, Relation::Content, verb);
        } else if marker.is_some() {
            match self.clauses.iter().rev().skip(1).find_map(|clause| clause.verb) {
                Some(main) => self.hang(at, Relation::Adverbial, main),
                None => self.loose.push(at),
            }
        }
    }

    /// The topmost noun above the last one: where a verb's subject is sought when none waits.
    pub(super) fn climb(&self) -> Option<usize> {
        let mut group = self.noun?;
        for _ in 0..12 {
            if self.opens_clause(group) {
                return Some(group);
            }
            match (self.groups[group].relation, self.groups[group].host) {
                (Relation::Preposition | Relation::Conjunct | Relation::Apposition, Some(host))
                    if self.groups[host].is_noun() =>
                {
                    group = host
                }
                (Relation::Preposition | Relation::Object, Some(host)) if self.groups[host].is_verb() => {
                    match self.groups[host].host {
                        Some(noun) if self.groups[host].relation == Relation::Modifier => group = noun,
                        _ => return Some(group),
                    }
                }
                _ => return Some(group),
            }
        }
        Some(group)
    }
}
