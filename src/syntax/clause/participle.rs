//! Participles and gerunds: what they say more of, or beside which clause they stand.

use super::{Clause, Gap, Linker};
use crate::lexicon::Kind;
use crate::rule::Modality;
use crate::syntax::group::{Group, GroupKind, Relation};
use crate::syntax::unit::Tag;

impl Linker<'_, '_> {
    /// The verb whose object, a party, is said to do what the gerund at `gerund` tells.
    fn accuser(&self, object: usize, gerund: usize) -> Option<usize> {
        let preposition = self.groups[gerund].preposition.map(|unit| &*self.units[unit].lower);
        let head = &self.units[self.groups[object].head];
        let acts =
            head.kind.is_some_and(Kind::is_party) || head.tag == Tag::Plural || self.context.is_body(&head.lemma);
        let verb = self.groups[object].host.filter(|_| acts && self.groups[object].relation == Relation::Object);
        // "criticised Peru for raising": but farmers may be paid for growing.
        let party = head.kind.is_some_and(Kind::is_party) || self.context.is_body(&head.lemma);
        // "quoted the minister as saying"
        let quoted = || preposition == Some("as") && verb.is_some_and(|verb| self.context.is_saying(self.lemma(verb)));
        verb.filter(|_| {
            matches!(preposition, Some("of" | "from" | "into" | "against"))
                || preposition == Some("for") && party
                || quoted()
        })
    }

    /// The object of a verb in which a noun stands, behind prepositions and in lists.
    fn object_above(&self, noun: usize) -> Option<usize> {
        let above = std::iter::successors(Some(noun), |&group| self.groups[group].host).take(5);
        let mut nouns = above.take_while(|&group| self.groups[group].is_noun());
        nouns.find(|&group| self.groups[group].relation == Relation::Object)
    }

    /// "No word from Peru on lifting the ban": whoever it comes from.
    fn giver(&self, noun: usize) -> Option<usize> {
        let from = |&group: &usize| {
            let preposition = self.groups[group].preposition.map(|unit| &*self.units[unit].lower);
            preposition == Some("from") && self.groups[group].host == Some(noun) && self.groups[group].is_noun()
        };
        (noun + 1..self.groups.len()).find(from)
    }

    /// "Wants the duties imposed by Norway on its goods lifted": what a further participle says more of, over all that
    /// the first has behind it.
    fn done_by(&self, noun: usize, participle: usize) -> Option<usize> {
        let above = std::iter::successors(Some(noun), |&group| self.groups[group].host).skip(1).take(3);
        let done = above.into_iter().find(|&group| self.groups[group].is_verb())?;
        let measure = self.groups[done].host.filter(|_| self.groups[done].relation == Relation::Modifier)?;
        let by = self.groups[noun].preposition.is_some_and(|unit| &*self.units[unit].lower == "by");
        let agent = by && self.head_kind(noun).is_some_and(Kind::is_party);
        let verb = self.groups[measure].host.filter(|_| self.groups[measure].relation == Relation::Object);
        let wanted = verb.is_some_and(|verb| self.context.modality(self.lemma(verb)) == Some(Modality::Requested));
        (self.groups[participle].verb.passive && (agent || wanted)).then_some(measure)
    }

    /// Whether a finite verb follows with nothing but nouns before it.
    fn finite_follows(&self, at: usize) -> bool {
        let nominal = |group: &&Group| matches!(group.kind, GroupKind::Noun | GroupKind::Time | GroupKind::Other);
        let next = self.groups[at + 1..].iter().find(|group| !nominal(group));
        next.is_some_and(|next| {
            next.is_verb() && next.verb.finite && !self.context.is_saying(&self.units[next.head].lemma)
        })
    }

    /// "imposed in April", "citing costs", "by imposing".
    pub(super) fn participle(&mut self, at: usize, gap: Gap) {
        // "if approved", "while adding": no subject of its own.
        if gap == Gap::Marker && self.clauses.len() > 1 && self.clause().subject.is_none() {
            self.groups[at].verb.marker = self.clauses.pop().and_then(|clause| clause.marker);
        }
        let behind_preposition = self.groups[at].preposition.is_some();
        let (verb, noun) = (self.clause().verb, self.noun);
        // "is considering re-imposing", "stopped buying", "ruled out buying",
        // but not "said reaching a deal would be hard".
        let says = verb.is_some_and(|verb| {
            let lemma = self.lemma(verb);
            verb + 1 == at && self.context.is_saying(lemma) && !self.context.takes_an_act(lemma)
        });
        let next = |head: usize| (head + 1..at).all(|between| self.groups[between].kind == GroupKind::Other);
        if let Some(head) = verb.filter(|&head| {
            gap == Gap::None && next(head) && self.groups[at].verb.gerund && !behind_preposition && !says
        }) {
            self.groups[at].verb.subject = self.groups[head].verb.subject;
            self.hang(at, Relation::Infinitive, head);
        } else if behind_preposition {
            let host = noun.filter(|&noun| noun + 1 == at).or(verb).or(noun);
            self.groups[at].verb.subject =
                verb.and_then(|verb| self.groups[verb].verb.subject).or(self.clause().subject);
            // "agreed with Peru to invest in exchange for lowering duties": the other side lowers them.
            let preposition = self.groups[at].preposition.map(|unit| &*self.units[unit].lower);
            if matches!(preposition, Some("in exchange for" | "in return for")) {
                self.groups[at].verb.subject = None;
            }
            if host.is_none() {
                self.loose.push(at);
            }
            // "criticised Peru, its partner, for raising": an insertion may stand between.
            let object = host.and_then(|host| self.groups[host].verb.objects.first().copied().or(Some(host)));
            // "quoted the minister of trade and industry as saying"
            let quoted = object.filter(|_| preposition == Some("as")).and_then(|noun| self.object_above(noun));
            let object = quoted.or(object);
            if let Some((accused, verb)) = object.and_then(|object| Some((object, self.accuser(object, at)?))) {
                // "accused China of subsidising", "barred firms from selling": the object does it.
                self.groups[at].verb.subject = Some(accused);
                self.hang(at, Relation::Preposition, verb);
            } else if let Some(host) = host {
                if self.groups[host].is_noun() {
                    let giver = self.giver(host);
                    self.groups[at].verb.subject = self.owner(host).or(giver).or(self.groups[at].verb.subject);
                }
                self.hang(at, Relation::Preposition, host);
            }
        } else if gap == Gap::And
            && verb.is_some_and(|verb| !self.groups[verb].verb.finite || self.groups[at].verb.passive)
        {
            if let Some(peer) = verb {
                let (past, passive) = (self.groups[peer].verb.past, self.groups[peer].verb.passive);
                self.groups[at].verb.past |= past;
                self.groups[at].verb.passive = passive && !self.groups[at].verb.gerund;
                self.join(at, peer);
            }
            return;
        } else if matches!(gap, Gap::None) && noun.is_some() && !says {
            let host = noun.map_or(at, |noun| self.done_by(noun, at).unwrap_or(noun));
            self.groups[at].verb.subject = Some(host);
            self.hang(at, Relation::Modifier, host);
            // Objects of a participle are its own, and the clause's verb comes back with the next finite one.
            self.clauses.push(Clause { verb: Some(at), complete: true, host: Some(host), ..Clause::default() });
            return;
        } else {
            // "The protocol, signed in Cairo, will …": a participle between subject and verb says more of the subject.
            let waiting = self
                .clause()
                .subject
                .filter(|_| gap == Gap::Comma && self.subject_waits() && !self.groups[at].verb.gerund);
            if let Some(host) = waiting {
                self.groups[at].verb.subject = Some(host);
                self.hang(at, Relation::Modifier, host);
                self.clauses.push(Clause { verb: Some(at), complete: true, host: Some(host), ..Clause::default() });
                return;
            }
            let subject = verb.and_then(|verb| self.groups[verb].verb.subject).or(self.clause().subject);
            // "Said that lifting the ban is a condition": whoever would lift it.
            let told = gap == Gap::Marker && verb.is_some_and(|verb| self.tells(verb));
            // "Said lifting the ban would hurt": the gerund acts in the clause that is told.
            let tells = says && gap == Gap::None || told;
            if tells && self.groups[at].verb.gerund && self.finite_follows(at) {
                self.clauses.push(Clause { content_of: verb, ..Clause::default() });
                self.loose.push(at);
                self.clauses.push(Clause { verb: Some(at), complete: true, ..Clause::default() });
                return;
            }
            self.groups[at].verb.subject = subject.filter(|_| !tells);
            match verb {
                Some(host) => self.hang(at, Relation::Adverbial, host),
                None => self.loose.push(at),
            }
        }
        if self.clause().complete || verb.is_some() {
            self.clause().verb = Some(at);
        } else {
            let subject = self.groups[at].verb.subject;
            self.clauses.push(Clause { verb: Some(at), complete: true, subject, host: None, ..Clause::default() });
        }
    }
}
