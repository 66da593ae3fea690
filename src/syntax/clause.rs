//! groups → clauses: subjects, objects, prepositional groups, and what hangs from what.
//!
//! Left to right with a stack of open clauses. A finite verb takes the waiting noun as its subject or, where none
//! waits, closes clauses until it finds one; whatever cannot be decided stays free rather than wrong.

use super::group::{Group, GroupKind, Relation};
use super::speech::Speech;
use super::unit::{Tag, Unit};
use crate::lexicon::Kind;
use crate::rule::Context;

/// One open clause.
#[derive(Clone, Debug, Default)]
struct Clause {
    /// Its waiting or taken subject.
    subject: Option<usize>,
    /// The verb that new objects and prepositional groups hang from.
    verb: Option<usize>,
    /// Whether its finite verb has come.
    complete: bool,
    /// The conjunction that opened it.
    marker: Option<usize>,
    /// The noun that a relative clause or participle says more about.
    host: Option<usize>,
    /// The verb or noun whose content it is.
    content_of: Option<usize>,
}

/// Links the groups of a sentence.
pub(super) fn link(units: &[Unit<'_>], groups: &mut [Group], speeches: &[Speech], context: &Context) {
    let mut linker = Linker { units, context, groups, clauses: vec![Clause::default()], noun: None, gap: Gap::Start };
    let mut at = 0;
    while at < linker.groups.len() {
        if let Some(speech) = speeches.iter().find(|speech| speech.groups.start == at) {
            at = speech.groups.end;
            linker.gap = Gap::Comma;
            continue;
        }
        linker.take(at);
        at += 1;
    }
}

/// What stands between the last noun or verb group and this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Start,
    None,
    Comma,
    And,
    Marker,
    Relative,
}

struct Linker<'l, 'a> {
    units: &'l [Unit<'a>],
    context: &'l Context,
    groups: &'l mut [Group],
    clauses: Vec<Clause>,
    /// The last noun group, where lists, modifiers and prepositional groups look for their host.
    noun: Option<usize>,
    gap: Gap,
}

impl Linker<'_, '_> {
    fn clause(&mut self) -> &mut Clause {
        self.clauses.last_mut().expect("the main clause is never closed")
    }

    fn hang(&mut self, group: usize, relation: Relation, host: usize) {
        if group != host {
            self.groups[group].relation = relation;
            self.groups[group].host = Some(host);
        }
    }

    fn lemma(&self, group: usize) -> &str {
        &self.units[self.groups[group].head].lemma
    }

    fn head_kind(&self, group: usize) -> Option<Kind> {
        self.units[self.groups[group].head].kind
    }

    fn take(&mut self, at: usize) {
        match self.groups[at].kind {
            GroupKind::Noun => self.noun_group(at),
            GroupKind::Verb => self.verb_group(at),
            GroupKind::Comma => self.gap = if self.gap == Gap::And { Gap::And } else { Gap::Comma },
            GroupKind::Coordinator => self.gap = Gap::And,
            GroupKind::Subordinator => self.subordinator(at),
            GroupKind::Relative => {
                let host = self.noun;
                self.clauses.push(Clause { host, ..Clause::default() });
                self.gap = Gap::Relative;
            }
            GroupKind::Stop => {
                self.clauses.clear();
                self.clauses.push(Clause::default());
                self.noun = None;
                self.gap = Gap::Start;
            }
            GroupKind::Time | GroupKind::Other => {}
        }
    }

    /// "that" after a verb opens its content; every other conjunction a clause beside.
    fn subordinator(&mut self, at: usize) {
        let unit = self.groups[at].head;
        let content_of = matches!(&*self.units[unit].lower, "that" | "whether").then(|| self.clause().verb).flatten();
        self.clauses.push(Clause { marker: Some(unit), content_of, ..Clause::default() });
        self.gap = Gap::Marker;
    }

    fn noun_group(&mut self, at: usize) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if self.groups[at].relation == Relation::Possessor {
            if let Some(owned) = self.groups[at].host {
                // The owner's preposition and place in the clause are the owned noun's.
                let preposition = self.groups[at].preposition.take();
                if self.groups[owned].preposition.is_none() {
                    self.groups[owned].preposition = preposition;
                }
            }
            self.gap = gap;
            return;
        }
        if self.groups[at].preposition.is_some() {
            self.prepositional(at, gap);
        } else if matches!(gap, Gap::Comma | Gap::And)
            && self.noun.is_some()
            && (self.subject_waits() || !self.starts_clause(at))
        {
            self.listed(at, gap);
        } else {
            self.core(at, gap);
        }
        self.noun = Some(at);
    }

    /// Whether the clause has a subject and no verb yet, so that a list of subjects may go on.
    fn subject_waits(&mut self) -> bool {
        let clause = self.clause();
        clause.subject.is_some() && clause.verb.is_none()
    }

    /// A subject that waits for its verb, or an object.
    fn core(&mut self, at: usize, gap: Gap) {
        let starts = self.starts_clause(at);
        if matches!(gap, Gap::Comma | Gap::And) && starts {
            // A new clause beside the old one: close what is complete.
            while self.clauses.len() > 1 && (self.clause().complete || self.clause().host.is_some()) {
                self.clauses.pop();
            }
            let marker = if gap == Gap::And { self.clause().marker } else { None };
            let content_of = if gap == Gap::And { self.clause().content_of } else { None };
            if self.clause().complete {
                self.clauses.push(Clause { marker, content_of, ..Clause::default() });
            }
        }
        let verb = self.clause().verb;
        let touching = gap == Gap::None && self.noun.is_some_and(|noun| noun + 1 == at);
        if touching && starts && !verb.is_some_and(|verb| self.context.is_saying(self.lemma(verb))) {
            // "the taxes Turkey is levying": a relative clause without its pronoun.
            let host = self.noun;
            self.clauses.push(Clause { subject: Some(at), host, ..Clause::default() });
            return;
        }
        match verb {
            Some(verb) if starts && self.clause().complete && self.context.is_saying(self.lemma(verb)) => {
                // "He said China imposed …": the noun opens the verb's content.
                let content_of = Some(verb);
                self.clauses.push(Clause { subject: Some(at), content_of, ..Clause::default() });
            }
            Some(verb) => {
                self.hang(at, Relation::Object, verb);
                self.groups[verb].verb.objects.push(at);
            }
            None => {
                let clause = self.clause();
                if clause.subject.is_none() || clause.host.is_none() {
                    clause.subject = Some(at);
                }
            }
        }
    }

    /// Whether a finite verb follows the noun group, prepositional groups and insertions stepped over.
    fn starts_clause(&self, at: usize) -> bool {
        let mut index = at + 1;
        let mut joined = false;
        while index < self.groups.len() {
            let group = &self.groups[index];
            match group.kind {
                GroupKind::Verb => return group.verb.finite && !group.verb.infinitive && !joined,
                GroupKind::Noun
                    if group.preposition.is_some()
                        || self.groups[index - 1].relation == Relation::Possessor
                        || joined =>
                {
                    joined = false
                }
                GroupKind::Time | GroupKind::Other => {}
                GroupKind::Coordinator => joined = true,
                _ => return false,
            }
            index += 1;
        }
        false
    }

    /// A noun group behind a comma or "and": in a list, or said once more.
    fn listed(&mut self, at: usize, gap: Gap) {
        let Some(last) = self.noun else { return };
        let determined = matches!(self.units[self.groups[at].units.start].tag, Tag::Determiner | Tag::Possessive);
        let named = |kind: Option<Kind>| kind.is_some_and(Kind::is_party);
        let (old, new) = (self.head_kind(last), self.head_kind(at));
        let apposed = gap == Gap::Comma
            && ((named(old) && !named(new) && new != Some(Kind::Commodity) && new != Some(Kind::Place))
                || (!named(old) && new == Some(Kind::Person) && !determined && old.is_none()));
        let relation = if apposed { Relation::Apposition } else { Relation::Conjunct };
        // A list goes on from the nearest noun of its own sort.
        let host = if relation == Relation::Conjunct { self.peer(last, at) } else { last };
        self.hang(at, relation, host);
    }

    /// The noun in the chain above `last` that is most like the group at `at`: of its kind, or behind its preposition.
    fn peer(&self, last: usize, at: usize) -> usize {
        let kind = self.head_kind(at);
        let mut candidate = Some(last);
        let mut steps = 0;
        while let Some(group) = candidate.filter(|_| steps < 6) {
            if self.groups[group].is_noun() && self.head_kind(group) == kind {
                return group;
            }
            candidate = self.groups[group].host.filter(|&host| self.groups[host].is_noun());
            steps += 1;
        }
        last
    }

    fn prepositional(&mut self, at: usize, gap: Gap) {
        let preposition = self.groups[at].preposition.map_or("", |unit| &*self.units[unit].lower);
        let verb = self.clause().verb;
        let noun = self.noun;
        // "on imports from Japan and on steel": a list of prepositional groups.
        if gap == Gap::And
            && let Some(peer) = noun.and_then(|noun| self.same_preposition(noun, preposition))
        {
            let host = self.groups[peer].host.unwrap_or(peer);
            let relation = if self.groups[peer].host.is_some() { Relation::Preposition } else { Relation::Conjunct };
            self.hang(at, relation, host);
            return;
        }
        let verb_wants = verb.is_some_and(|verb| {
            let of_verb = &self.groups[verb].verb;
            (preposition == "by" && of_verb.passive)
                || (matches!(preposition, "to" | "from" | "by")
                    && self.context.moves(self.lemma(verb))
                    && noun.is_some_and(|noun| noun > verb || Some(noun) == of_verb.subject))
        });
        let after_break = matches!(gap, Gap::Comma | Gap::Start | Gap::Marker);
        let host = match (noun, verb) {
            _ if after_break && preposition != "of" && preposition != "including" => verb,
            (Some(noun), Some(verb)) if noun < verb => Some(verb),
            (_, Some(verb)) if verb_wants => Some(verb),
            (Some(noun), _) => Some(noun),
            (None, verb) => verb,
        };
        let host = if preposition == "including" || preposition == "such as" { noun.or(host) } else { host };
        if let Some(host) = host {
            self.hang(at, Relation::Preposition, host);
        } else {
            self.groups[at].relation = Relation::Preposition;
        }
    }

    fn same_preposition(&self, noun: usize, preposition: &str) -> Option<usize> {
        let mut candidate = Some(noun);
        let mut steps = 0;
        while let Some(group) = candidate.filter(|_| steps < 8) {
            if self.groups[group].preposition.is_some_and(|unit| self.units[unit].lower == preposition) {
                return Some(group);
            }
            candidate = self.groups[group].host;
            steps += 1;
        }
        None
    }

    fn verb_group(&mut self, at: usize) {
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

    /// The subject of a verb, also where it is only understood.
    fn subject_of(&self, verb: usize) -> Option<usize> {
        self.groups[verb].verb.subject
    }

    fn infinitive(&mut self, at: usize, gap: Gap) {
        let verb = self.clause().verb;
        if gap == Gap::And
            && let Some(peer) = verb.filter(|&verb| self.groups[verb].verb.infinitive)
        {
            self.join(at, peer);
            return;
        }
        let after_noun = self
            .noun
            .filter(|&noun| noun + 1 == at || (noun + 2 == at && self.groups[noun + 1].kind == GroupKind::Time));
        let asked = verb.and_then(|verb| self.asked_by(verb));
        let host = match (after_noun, verb) {
            (_, Some(verb)) if asked.is_some() => {
                self.groups[at].verb.subject = asked;
                Some(verb)
            }
            (Some(noun), _) if self.opener(noun).is_some() => {
                let noun = self.opener(noun).unwrap_or(noun);
                self.groups[at].verb.subject = self.owner(noun).or_else(|| verb.and_then(|verb| self.subject_of(verb)));
                Some(noun)
            }
            (_, Some(verb)) => {
                self.groups[at].verb.subject = self.subject_of(verb);
                Some(verb)
            }
            (Some(noun), None) => {
                self.groups[at].verb.subject = self.owner(noun);
                Some(noun)
            }
            (None, None) => None,
        };
        if let Some(host) = host {
            self.hang(at, Relation::Infinitive, host);
        }
        self.clause().verb = Some(at);
    }

    /// Whom an asking verb asks to act: its object ("urged Japan to"), or who stands behind its preposition ("called on
    /// the U.S. to").
    fn asked_by(&self, verb: usize) -> Option<usize> {
        let lemma = self.lemma(verb);
        if self.context.asks(lemma)
            && let Some(&object) = self.groups[verb].verb.objects.first()
        {
            return Some(object).filter(|&object| !self.context.opens_infinitive(self.lemma(object)));
        }
        let behind = |group: &usize| {
            let group = &self.groups[*group];
            let phrase = group.preposition.map(|unit| format!("{lemma} {}", self.units[unit].lower));
            group.is_noun() && group.host == Some(verb) && phrase.is_some_and(|phrase| self.context.asks(&phrase))
        };
        (verb + 1..self.groups.len()).find(behind)
    }

    /// The noun whose infinitive this is: the last one or one that it hangs from ("a deal with Canada to lift").
    fn opener(&self, noun: usize) -> Option<usize> {
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

    /// Who owns a noun: the possessor before it, or whoever is behind its "by".
    fn owner(&self, noun: usize) -> Option<usize> {
        let owns = |&index: &usize| {
            self.groups[index].relation == Relation::Possessor && self.groups[index].host == Some(noun)
        };
        let behind = |&index: &usize| {
            let preposition = self.groups[index].preposition.map(|unit| &*self.units[unit].lower);
            self.groups[index].host == Some(noun)
                && preposition == Some("of")
                && self.head_kind(index).is_some_and(Kind::is_party)
        };
        (0..self.groups.len()).find(owns).or_else(|| (noun + 1..self.groups.len()).find(behind))
    }

    /// A verb joined with another by "and": the same subject, the same place in the sentence.
    fn join(&mut self, at: usize, peer: usize) {
        self.groups[at].verb.subject = self.subject_of(peer);
        self.groups[at].verb.marker = self.groups[peer].verb.marker;
        self.hang(at, Relation::Conjunct, peer);
        self.clause().verb = Some(at);
    }

    fn finite(&mut self, at: usize, gap: Gap) {
        // A relative pronoun is the subject itself where no noun came after it.
        let relative = self.clause().host.is_some() && !self.clause().complete;
        if relative && self.clause().subject.is_none() {
            let host = self.agreeing_host(at);
            self.clause().host = host;
            self.groups[at].verb.subject = host;
            self.complete(at);
            return;
        }
        if self.clause().complete || (self.clause().subject.is_none() && self.clauses.len() > 1) {
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
                    if let Some(peer) = self.finite_peer() {
                        self.join(at, peer);
                        return;
                    }
                }
                _ => {
                    if let Some(subject) = self.climb() {
                        let content_of = self.groups[subject]
                            .host
                            .filter(|&host| self.groups[host].is_verb() && self.context.is_saying(self.lemma(host)));
                        self.clauses.push(Clause { subject: Some(subject), content_of, ..Clause::default() });
                    }
                }
            }
        }
        let subject = self.clause().subject.or_else(|| self.climb());
        self.groups[at].verb.subject = subject;
        if let Some(subject) = subject.filter(|&subject| self.groups[subject].relation == Relation::Free) {
            self.hang(subject, Relation::Subject, at);
        }
        self.complete(at);
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
                _ => head.kind != Some(Kind::Commodity) || head.lower.ends_with('s') == plural,
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

    /// The finite verb that an "and" goes on from.
    fn finite_peer(&self) -> Option<usize> {
        let mut verb = self.clauses.last().and_then(|clause| clause.verb);
        let mut steps = 0;
        while let Some(group) = verb.filter(|_| steps < 6) {
            if self.groups[group].verb.finite {
                return Some(group);
            }
            verb = self.groups[group].host.filter(|&host| self.groups[host].is_verb());
            steps += 1;
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
        if let Some(host) = host {
            self.hang(at, Relation::Modifier, host);
        } else if let Some(verb) = content_of {
            self.hang(at, Relation::Content, verb);
        } else if marker.is_some()
            && let Some(main) = self.clauses.iter().rev().skip(1).find_map(|clause| clause.verb)
        {
            self.hang(at, Relation::Adverbial, main);
        }
    }

    /// The topmost noun above the last one: where a verb's subject is sought when none waits.
    fn climb(&self) -> Option<usize> {
        let mut group = self.noun?;
        for _ in 0..12 {
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

    /// "imposed in April", "citing costs", "by imposing".
    fn participle(&mut self, at: usize, gap: Gap) {
        let behind_preposition = self.groups[at].preposition.is_some();
        let (verb, noun) = (self.clause().verb, self.noun);
        if let Some(head) = verb
            .filter(|&head| gap == Gap::None && head + 1 == at && self.groups[at].verb.gerund && !behind_preposition)
        {
            // "is considering re-imposing", "stopped buying".
            self.groups[at].verb.subject = self.subject_of(head);
            self.hang(at, Relation::Infinitive, head);
        } else if behind_preposition {
            let host = noun.filter(|&noun| noun + 1 == at).or(verb).or(noun);
            self.groups[at].verb.subject = verb.and_then(|verb| self.subject_of(verb)).or(self.clause().subject);
            if let Some(host) = host {
                if self.groups[host].is_noun() {
                    self.groups[at].verb.subject = self.owner(host).or(self.groups[at].verb.subject);
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
        } else if matches!(gap, Gap::None) && noun.is_some() {
            let host = noun.unwrap_or(at);
            self.groups[at].verb.subject = noun;
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
            self.groups[at].verb.subject = verb.and_then(|verb| self.subject_of(verb)).or(self.clause().subject);
            if let Some(host) = verb {
                self.hang(at, Relation::Adverbial, host);
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
