//! A claim → who is said to have said it, outermost first.
//!
//! Verbs of saying above it, insertions beside it, the verb outside its quotation marks or before its colon, else
//! whoever spoke last. A source without a name stands in the chain with an empty id, so that it is told apart from no
//! source.

use crate::claim::{Argument, Scene};
use crate::lexicon::Kind;
use crate::rule::{Modality, Shape};
use crate::syntax::{GroupKind, Relation, Speech, Tag};

/// How far up the words that say a claim may stand.
const HIGHEST: usize = 16;

impl<'a> Scene<'_, 'a> {
    /// Who is said to have said what `told` tells of the group at `group`, outermost first.
    pub(in crate::claim) fn attribution(&self, group: usize, told: usize) -> Vec<Argument<'a>> {
        let mut chain = Vec::new();
        let mut at = told;
        for _ in 0..HIGHEST {
            let Some(host) = self.parse.groups[at].host.filter(|_| !self.stands_beside(at)) else { break };
            if self.is_said(at, host) {
                chain.extend(self.sources_of_verb(host).into_iter().rev());
            } else if self.is_said_by_noun(at, host) {
                chain.extend(self.source_of_noun(host));
            }
            at = host;
        }
        chain.reverse();
        let trigger = self.parse.head(group).span;
        let quoted = self.text.quoted(trigger.start) || self.text.quoted(self.parse.head(told).span.start);
        // "he said of the duties": of what he speaks.
        let within = |speech: &Speech| {
            !speech.groups.contains(&group) || matches!(self.parse.preposition(group), "of" | "about")
        };
        let inserted =
            self.parse.speeches.iter().filter(|speech| within(speech) && (quoted || speech.scope.contains(&group)));
        let nearest = inserted.min_by_key(|speech| {
            let speaker = self.parse.head(speech.speaker).span;
            // The insertion behind the claim is its source; one before it only where none follows.
            (speaker.start < trigger.start, speaker.start.abs_diff(trigger.start))
        });
        if let Some(speech) = nearest {
            let mut outer = self.sources_of_speech(speech);
            outer.append(&mut chain);
            chain = outer;
        }
        if chain.is_empty() && quoted {
            chain = self.quote_verb_subject(trigger.start);
        }
        if chain.is_empty() {
            chain = self.before_colon(group);
        }
        if chain.is_empty() {
            chain = self.said_before(at);
        }
        if chain.is_empty() && quoted {
            chain.extend(self.memory.speaker().cloned().map(|speaker| Argument { carried: true, ..speaker }));
        }
        crate::claim::role::party::dedup(&mut chain);
        chain
    }

    /// "Malaysia said it would sign, while Thailand expects …": a clause set against another behind a comma is told by
    /// the writer.
    fn stands_beside(&self, clause: usize) -> bool {
        let group = &self.parse.groups[clause];
        // "…, which Norway has asked it to scrap"
        let aside = || {
            let kinds = |at: usize| self.parse.groups[at].kind;
            let opener = (0..clause).rev().find(|&at| kinds(at) == GroupKind::Relative);
            opener.is_some_and(|at| at > 0 && kinds(at - 1) == GroupKind::Comma)
        };
        if group.relation == Relation::Modifier && group.verb.finite && aside() {
            return true;
        }
        let marker = group.verb.marker.filter(|_| group.relation == Relation::Adverbial);
        marker.is_some_and(|unit| {
            // "said it would cut the duty, though it will keep the quota": of whom he spoke.
            let same = group.verb.subject.is_some_and(|subject| self.parse.head(subject).tag == Tag::Pronoun);
            let set_against =
                !same && matches!(&*self.parse.units[unit].lower, "while" | "whereas" | "though" | "although");
            set_against && unit.checked_sub(1).is_some_and(|before| self.parse.units[before].tag == Tag::Comma)
        })
    }

    /// Whether the verb at `host` says what stands at `at`. Who warns or vows that he will act himself only speaks of
    /// himself, and who proposes that something be done proposes it.
    fn is_said(&self, at: usize, host: usize) -> bool {
        let (said, saying) = (&self.parse.groups[at], &self.parse.groups[host]);
        let lemma = &self.parse.head(host).lemma;
        let context = &self.rules.context;
        // "The dollar found support on signs that": who finds a thing says nothing.
        let finds = &**lemma == "find" && saying.verb.objects.iter().any(|&object| object < at);
        let speaks = !finds && (context.is_saying(lemma) || context.names(lemma) || context.judges(lemma));
        let Some(speaker) = saying.verb.subject.filter(|_| speaks) else {
            return false;
        };
        let of_object = said.verb.subject.is_some_and(|subject| saying.verb.objects.contains(&subject));
        // "said if Peru agrees, it will", "said that if": the condition right behind the verb.
        let behind = saying.units.end;
        let that = self.parse.units.get(behind).is_some_and(|unit| &*unit.lower == "that");
        let condition = || said.verb.marker == Some(behind + usize::from(that)) && said.verb.finite;
        let says = match said.relation {
            Relation::Adverbial => condition(),
            Relation::Content => {
                let asked = matches!(context.modality(lemma), Some(Modality::Proposed | Modality::Requested));
                context.is_saying(lemma) && !(asked && self.is_bare(at))
            }
            // "accused China of subsidising", "quoted the minister as saying"
            Relation::Preposition if said.verb.gerund => of_object,
            // "expect output to grow"
            Relation::Infinitive => of_object && context.modality(lemma) == Some(Modality::Planned),
            // "said its quotas, among them one on beef, would stay": nobody says a quota.
            Relation::Object if &**lemma == "say" => true,
            // "attributed the decline to a quota"
            Relation::Object | Relation::Preposition if &**lemma == "attribute" => true,
            // "criticised the levy", "condemned Norway for taxing cars"
            Relation::Object if context.judges(lemma) => true,
            Relation::Preposition if context.judges(lemma) => self.parse.preposition(at) == "for",
            // "described the levy as unfair"
            Relation::Object => context.names(lemma) && self.is_qualified(host),
            _ => false,
        };
        if !says || matches!(&*self.parse.head(speaker).lower, "i" | "we") {
            return false;
        }
        let own = |subject: usize| {
            let (actors, speakers) = (self.parties(subject), self.parties(speaker));
            actors.iter().any(|actor| speakers.iter().any(|speaker| self.speaks_for(speaker, actor)))
        };
        let held_out = matches!(context.modality(lemma), Some(Modality::Threatened | Modality::Planned))
            && !context.expects(lemma);
        !(held_out && said.verb.subject.is_some_and(own))
    }

    /// Whether a verb says what its object is: "described it as unfair", "called it unfair", "called it a milestone".
    fn is_qualified(&self, verb: usize) -> bool {
        let objects = &self.parse.groups[verb].verb.objects;
        let by_as = |group: usize| self.parse.preposition(group) == "as";
        let qualifies = |object: usize| {
            let below = self.below(object);
            let end = below.iter().map(|&group| self.parse.groups[group].units.end).max();
            let behind = end.and_then(|end| self.parse.units.get(end));
            below.into_iter().any(by_as)
                || behind.is_some_and(|unit| unit.tag == Tag::Adjective || &*unit.lower == "as")
        };
        self.parse.hanging(verb).any(by_as) || objects.len() > 1 || objects.iter().any(|&object| qualifies(object))
    }

    /// "Its announcement that it would cut the duty": whether a clause is what a noun of saying says.
    fn is_said_by_noun(&self, at: usize, host: usize) -> bool {
        let said = &self.parse.groups[at];
        said.relation == Relation::Modifier
            && self.parse.groups[host].is_noun()
            && self.rules.context.is_saying(&self.parse.head(host).lemma)
            && said.verb.subject != Some(host)
            && !said.verb.objects.is_empty()
    }

    /// Whose the words of a noun of saying are.
    fn source_of_noun(&self, noun: usize) -> Option<Argument<'a>> {
        let behind = self.parse.hanging(noun).filter(|&group| matches!(self.parse.preposition(group), "by" | "from"));
        // "Declined to comment on reports that it would": others said so.
        let of_others = matches!(self.parse.preposition(noun), "on" | "about" | "to" | "after");
        let subject = || {
            let subject = self.verb_above(noun).and_then(|verb| self.parse.groups[verb].verb.subject);
            let subject = subject.filter(|&subject| subject != noun && !of_others);
            subject.into_iter().flat_map(|subject| self.parties(subject))
        };
        let named = self.owners(noun).into_iter().chain(behind.flat_map(|group| self.parties(group)));
        named.chain(subject()).next()
    }

    /// Who a verb of saying names as its source, outermost first: of "people told Bloomberg" the outlet.
    fn sources_of_verb(&self, verb: usize) -> Vec<Argument<'a>> {
        let group = &self.parse.groups[verb];
        let source = group.verb.subject.map(|subject| self.heard(verb, subject)).unwrap_or_default();
        self.through_outlet(source, group.verb.objects.iter().copied())
    }

    /// Who or what a verb of saying makes heard. "The rebound showed that …": what shows something is no source without
    /// a name.
    fn heard(&self, verb: usize, speaker: usize) -> Vec<Argument<'a>> {
        let mut source = self.source(speaker);
        let shows = self.rules.context.shows(&self.parse.head(verb).lemma);
        source.retain(|source| !(shows && source.id.is_empty()));
        source
    }

    /// The sources that an insertion names, outermost first.
    fn sources_of_speech(&self, speech: &Speech) -> Vec<Argument<'a>> {
        let verb = speech.groups.clone().find(|&group| self.parse.groups[group].is_verb());
        let source = verb.map_or_else(|| self.source(speech.speaker), |verb| self.heard(verb, speech.speaker));
        let mut sources = self.through_outlet(source, speech.speaker + 1..speech.groups.end);
        sources.extend(speech.quoted.map(|quoted| self.source(quoted)).unwrap_or_default());
        sources
    }

    /// A source without a name is heard through the outlet that it told.
    fn through_outlet(&self, source: Vec<Argument<'a>>, mut heard: impl Iterator<Item = usize>) -> Vec<Argument<'a>> {
        if source.iter().any(|source| !source.id.is_empty()) {
            return source;
        }
        let is_outlet = |party: &Argument<'a>| self.lexicon.sort(&party.id) == "outlet";
        let outlet = heard.find_map(|group| self.own_parties(group).into_iter().find(is_outlet));
        outlet.into_iter().chain(source).collect()
    }

    /// The subject of a verb of saying that stands in the sentence outside the quote at `offset`.
    pub(in crate::claim) fn quote_verb_subject(&self, offset: u32) -> Vec<Argument<'a>> {
        let saying = (0..self.parse.groups.len()).rev().find(|&group| {
            let this = &self.parse.groups[group];
            this.is_verb()
                && self.parse.head(group).span.start < offset
                && !self.text.quoted(self.parse.head(group).span.start)
                && self.rules.context.is_saying(&self.parse.head(group).lemma)
        });
        saying.map(|verb| self.sources_of_verb(verb)).unwrap_or_default()
    }

    /// "He made it plain: China …": whoever speaks before the colon; before a quote the subject there.
    fn before_colon(&self, group: usize) -> Vec<Argument<'a>> {
        let is_colon =
            |&at: &usize| self.parse.groups[at].kind == GroupKind::Stop && &*self.parse.head(at).lower == ":";
        let Some(colon) = (0..group).rev().find(is_colon) else { return Vec::new() };
        let quoted = self.text.quoted(self.parse.head(group).span.start);
        let mut verbs = (0..colon).rev().filter(|&verb| self.parse.groups[verb].verb.subject.is_some());
        let says = |&verb: &usize| quoted || self.rules.context.is_saying(&self.parse.head(verb).lemma);
        verbs.find(says).map(|verb| self.sources_of_verb(verb)).unwrap_or_default()
    }

    /// "he said": who spoke last, where no sentence since then names another person; "it said": the body or the text
    /// that did; "they added": those without a name.
    fn spoke_before(&self, group: usize) -> Option<Argument<'a>> {
        let word = &*self.parse.head(group).lower;
        let subject = self.subject_before(group);
        let here = match word {
            // "Norway cut its duty, they said": one state is no "they".
            "they" => false,
            // "Shipments from Norway fell, it said": those do not speak.
            "it" => subject.is_some_and(|subject| self.parse.head(subject).kind.is_some_and(Kind::is_party)),
            // "In Lima, Peru's minister Juan Perez said he": nearer than who spoke last.
            _ => {
                subject.is_some()
                    || (0..group).any(|named| {
                        let relation = self.parse.groups[named].relation;
                        let apart = matches!(relation, Relation::Possessor | Relation::Object);
                        self.parse.is(named, Kind::Person) && !apart
                    })
            }
        };
        let speaker = self.memory.speaker().filter(|_| !here)?;
        match word {
            "he" | "she" => {
                Some(speaker).filter(|speaker| speaker.kind != Some(Kind::Country) && self.memory.spoke_since_named())
            }
            "it" => Some(speaker).filter(|speaker| speaker.kind != Some(Kind::Person) && self.memory.spoke_lately()),
            "they" => Some(speaker).filter(|speaker| speaker.id.is_empty() && self.memory.spoke_since_named()),
            _ => None,
        }
        .cloned()
    }

    /// "He said Norway was kind, and the duty would stay": a clause joined to what is said goes on with it, where its
    /// form or its pronoun says so.
    fn said_before(&self, clause: usize) -> Vec<Argument<'a>> {
        let group = &self.parse.groups[clause];
        let reported = |unit: usize| matches!(&*self.parse.units[unit].lower, "would" | "'d" | "’d");
        let points = |subject: usize| matches!(&*self.parse.head(subject).lower, "it" | "this" | "that" | "they");
        let Some(subject) = group.verb.subject.filter(|_| group.verb.finite && group.verb.marker.is_none()) else {
            return Vec::new();
        };
        let joined = self.parse.groups[..subject].last().is_some_and(|before| before.kind == GroupKind::Coordinator);
        if !joined || !(group.verb.modal.is_some_and(reported) || points(subject)) {
            return Vec::new();
        }
        let content = |verb: usize| {
            let below = &self.parse.groups[verb];
            below.relation == Relation::Content
                && self.parse.head(verb).span.start < self.parse.head(subject).span.start
        };
        let says = |&verb: &usize| {
            let lemma = &self.parse.head(verb).lemma;
            self.parse.groups[verb].verb.finite
                && self.rules.context.is_saying(lemma)
                && self.parse.hanging(verb).any(content)
        };
        let saying = (0..subject).rev().filter(|&verb| self.parse.groups[verb].is_verb()).find(says);
        saying.map(|verb| self.sources_of_verb(verb)).unwrap_or_default()
    }

    /// The source that a noun group names; without an id where it has no name ("officials").
    pub(super) fn source(&self, group: usize) -> Vec<Argument<'a>> {
        let head = self.parse.head(group);
        // "the official", "the statement": who was quoted last.
        let units = &self.parse.units[self.parse.groups[group].units.clone()];
        let bare = units.iter().all(|unit| unit.mention.is_none() || unit.kind == Some(Kind::Place));
        let same = bare && &*units[0].lower == "the" && self.rules.context.spoke_last(&head.lemma);
        // "the sources": no single person.
        let fits = |speaker: &&Argument<'a>| same && !(head.tag == Tag::Plural && speaker.kind == Some(Kind::Person));
        if let Some(speaker) = self.memory.speaker().filter(fits) {
            return vec![speaker.carried_to(head.span)];
        }
        if let Some(speaker) = self.spoke_before(group) {
            return vec![speaker.carried_to(head.span)];
        }
        // "according to Peru's data": whose text it is.
        if let Some(owner) =
            self.parse.owner(group).filter(|_| head.mention.is_none() && self.rules.context.is_text(&head.lemma))
        {
            return self.source(owner);
        }
        // "Data released by Peru's office": whoever released them.
        let of_text = head.mention.is_none() && self.rules.context.is_text(&head.lemma);
        let released = self.modifiers(group).into_iter().filter(|_| of_text).flat_map(|verb| self.by_agents(verb));
        if let Some(source) = released.into_iter().next() {
            return vec![source];
        }
        // "Taipei's envoy, Chu Hsueh-lin": the name rather than whose envoy it is.
        // "The ambassador to the UN, John Negroponte": also behind where he is.
        let behind = self.parse.hanging(group).filter(|&at| self.parse.groups[at].relation == Relation::Preposition);
        let apposed = std::iter::once(group).chain(behind).flat_map(|at| self.parse.hanging(at));
        let apposed = apposed.filter(|&said| self.parse.groups[said].relation == Relation::Apposition);
        let person = apposed.flat_map(|said| self.own_parties(said)).find(|party| party.kind == Some(Kind::Person));
        // "The representative to the United Nations Igor Petrov": the name that ends the title.
        let titled = |&named: &usize| {
            let units = self.parse.groups[named].units.start..self.parse.groups[named].head;
            self.parse.is(named, Kind::Person)
                && self.parse.units[units].iter().any(|unit| unit.kind == Some(Kind::Organization))
        };
        let person = person.or_else(|| {
            let named = self.below(group).into_iter().skip(1).find(titled)?;
            self.own_parties(named).into_iter().next()
        });
        // "a U.S. Treasury official": for the body, wherever its state is named.
        let first = |parties: Vec<Argument<'a>>| {
            let body = |party: &Argument<'a>| head.mention.is_none() && party.kind == Some(Kind::Organization);
            let body = parties.iter().position(body).unwrap_or(0);
            parties.into_iter().nth(body)
        };
        let named = || first(self.parties(group));
        // "a Reuters report", "data from the ministry", "a statement by Norway".
        let before = || first(self.mentions_before(group, Kind::is_party));
        let of = || {
            let behind = self.parse.hanging(group);
            let behind = behind.filter(|&of| matches!(self.parse.preposition(of), "by" | "from" | "of" | "at"));
            behind.flat_map(|of| self.parties(of)).next()
        };
        // "a ministry spokesman"
        let meant = || {
            let units = &self.parse.units[self.parse.groups[group].units.start..self.parse.groups[group].head];
            let back = &self.rules.context.points_back().organization;
            let body = units.iter().find(|unit| unit.mention.is_none() && back.contains(&unit.lemma))?;
            self.memory.organization_named(&body.lower).map(|party| party.carried_to(body.span))
        };
        let context = &self.rules.context;
        let unnamed = |party: &Argument<'a>| {
            let head_names = head.mention.is_some();
            // "Peruvian officials" speak for Peru, "a Peruvian official" for himself.
            let several = head.tag == Tag::Plural && context.is_body(&head.lemma) && before().is_some();
            let state = party.kind == Some(Kind::Country) && !several;
            !head_names && (context.stays_unnamed(&head.lemma) || state && context.is_official(&head.lemma))
        };
        // "he said" is no state's.
        let he = matches!(&*head.lower, "he" | "she");
        let fits = |party: &Argument<'a>| !(unnamed(party) || he && party.kind == Some(Kind::Country));
        let party = person.or_else(|| named().or_else(before).or_else(of).or_else(meant).filter(fits));
        if let Some(party) = party {
            return vec![party];
        }
        // "Agrees with that view saying", "one of the highest duties announced": what does not speak.
        let measures = |group: usize| self.stated(group, &[]).is_some_and(|(frame, _)| frame.shape == Shape::Measure);
        let silent = measures(group) || head.tag != Tag::Plural && matches!(&*units[0].lower, "that" | "this");
        let silent = silent || &*head.lower == "one" && self.parse.hanging(group).any(measures);
        if silent || head.tag == Tag::Pronoun || head.kind.is_some_and(Kind::is_party) {
            return Vec::new();
        }
        let span = self.parse.units[self.parse.groups[group].units.start].span.join(head.span);
        vec![Argument {
            id: "".into(),
            name: span.of(self.text.source).into(),
            kind: None,
            span,
            carried: false,
            country: "".into(),
        }]
    }
}
