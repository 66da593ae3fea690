//! "it", "its", "the country", "both sides" → the parties that they point at.
//!
//! First within the sentence, then before it: the subject of a clause before, then whoever is named nearest; a
//! pronoun that is no subject never means the subject of its own verb.

use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::{Kind, Sense};
use crate::rule::{Known, Modality};
use crate::syntax::{Relation, Tag};
use std::iter;

/// How many verbs above a pronoun are looked at for one that blames.
const HIGHEST: usize = 4;

impl<'a> Scene<'_, 'a> {
    /// "he", "it", "they".
    pub(in crate::claim) fn pointed_at_by_pronoun(&self, group: usize) -> Vec<Argument<'a>> {
        let head = self.parse.head(group);
        let parties = match &*head.lower {
            "he" | "she" | "him" | "her" | "himself" => self.person_before(group).into_iter().collect(),
            "it" | "itself" => self.body_before(group).into_iter().collect(),
            "them" => self.people_nearest(group).map_or_else(|| self.several_before(group), |people| vec![people]),
            "they" | "themselves" => self.several_before(group),
            "we" | "us" | "i" | "me" => self.speaker_side(group),
            _ => Vec::new(),
        };
        parties.iter().map(|party| party.carried_to(head.span)).collect()
    }

    /// "its", "their", "his".
    pub(in crate::claim) fn pointed_at_by_possessive(&self, group: usize) -> Vec<Argument<'a>> {
        let unit = &self.parse.units[self.parse.groups[group].units.start];
        // "A Peruvian move to cut its duty".
        let move_of = self.verb_above(group).and_then(|verb| {
            let infinitive = self.parse.groups[verb].relation == Relation::Infinitive;
            self.parse.groups[verb].host.filter(|&noun| infinitive && self.parse.groups[noun].is_noun())
        });
        // "A Peruvian request to cut its duty": whoever hears it has the duty.
        let move_of = move_of.filter(|&noun| self.noun_modality(noun) != Some(Modality::Requested));
        let movers = move_of.map(|noun| self.mentions_before(noun, Kind::is_party)).unwrap_or_default();
        // "At their meeting in Cork, Peru and Chile agreed": of whom the clause goes on to speak.
        let opens = self.parse.groups[group].preposition == Some(0) && matches!(&*unit.lower, "its" | "their");
        let clause = self.parse.groups[group].host.filter(|&verb| opens && verb > group);
        if let Some(subject) = clause.and_then(|verb| self.parse.groups[verb].verb.subject).filter(|&it| it > group) {
            let parties = self.named(subject);
            if !parties.is_empty() {
                return self.parties(subject);
            }
        }
        if let [mover] = &movers[..]
            && matches!(&*unit.lower, "its" | "their")
        {
            return vec![mover.carried_to(unit.span)];
        }
        // "Cars will see their duties rise": the duties on them.
        let verb =
            self.verb_above(group).filter(|&verb| matches!(&*self.parse.head(verb).lemma, "see" | "have" | "get"));
        let subject = verb.and_then(|verb| self.parse.groups[verb].verb.subject);
        let own = subject.is_some_and(|subject| self.parse.is(subject, Kind::Commodity));
        if own && matches!(&*unit.lower, "its" | "their") {
            return Vec::new();
        }
        // "Looks into whether goods were sent by way of Peru to dodge its duties": whose they are does not dodge them.
        let dodges = self.verb_above(group).filter(|&verb| self.rules.context.evades(&self.parse.head(verb).lemma));
        if dodges.is_some() && &*unit.lower == "its" {
            let topic = self.topic().into_iter().next().filter(|topic| topic.span.start < unit.span.start);
            return topic.into_iter().map(|topic| topic.carried_to(unit.span)).collect();
        }
        let parties = match &*unit.lower {
            "his" | "her" => self.person_before(group).into_iter().collect(),
            "its" | "whose" => self.body_before(group).into_iter().collect(),
            "their" => self.several_before(group),
            "our" | "my" => self.speaker_side(group),
            _ => Vec::new(),
        };
        parties.iter().map(|party| party.carried_to(unit.span)).collect()
    }

    fn person_before(&self, group: usize) -> Option<Argument<'a>> {
        let person = |party: &Argument<'a>| party.kind == Some(Kind::Person);
        let here = self.blamed(group, person).or_else(|| self.earlier_here(group, person));
        here.or_else(|| self.memory.person().cloned())
    }

    fn body_before(&self, group: usize) -> Option<Argument<'a>> {
        let body = |party: &Argument<'a>| matches!(party.kind, Some(Kind::Country | Kind::Organization));
        let here = self.blamed(group, body).or_else(|| self.earlier_here(group, body));
        here.or_else(|| self.memory.body().cloned())
    }

    /// "Sued Peru over its duty", "hit back at Peru after it raised duties": whom the verb above blames.
    fn blamed(&self, group: usize, fits: impl Fn(&Argument<'a>) -> bool) -> Option<Argument<'a>> {
        let above = |&verb: &usize| self.parse.groups[verb].host.and_then(|host| self.verb_above(host));
        let context = &self.rules.context;
        let blames = |&verb: &usize| self.verb_keys(verb).iter().any(|key| context.blames(key) || context.judges(key));
        let verb = iter::successors(self.verb_above(group), above).take(HIGHEST).find(blames)?;
        let at = |&below: &usize| matches!(self.parse.preposition(below), "at" | "against" | "on");
        let behind = self.parse.hanging(verb).filter(at);
        let objects = self.parse.groups[verb].verb.objects.iter().copied().chain(behind);
        objects.filter(|&object| object < group).flat_map(|object| self.named(object)).find(fits)
    }

    /// Whom "they" means: the parties of the subject before, of which one alone is no person.
    fn several_before(&self, group: usize) -> Vec<Argument<'a>> {
        let several = |parties: &[Argument<'a>]| {
            parties.len() > 1 || parties.iter().any(|party| party.kind != Some(Kind::Person))
        };
        let subject = self.subject_before(group);
        let here = subject.map(|subject| self.parties(subject)).filter(|here| several(here));
        let here = here.or_else(|| self.people_before(group).map(|people| vec![people]));
        // "Big markets for beef said they would go on buying": nobody who was named before.
        let unnamed = |subject: usize| {
            let head = self.parse.head(subject);
            head.mention.is_none()
                && head.tag == Tag::Plural
                && !crate::claim::phrase::points_back(&self.first(subject).lower)
        };
        let here = here.or_else(|| subject.filter(|&subject| unnamed(subject)).map(|_| Vec::new()));
        let blamed = self.blamed(group, |party| party.kind != Some(Kind::Person)).map(|party| vec![party]);
        blamed.or(here).unwrap_or_else(|| match self.memory.subjects() {
            subjects if several(subjects) => subjects.to_vec(),
            _ => self.memory.body().cloned().into_iter().collect(),
        })
    }

    /// Whose people the subject before is: "Mexican growers had a splendid year: their exports".
    fn people_before(&self, group: usize) -> Option<Argument<'a>> {
        let subject = self.subject_before(group).filter(|&subject| self.parse.head(subject).tag == Tag::Plural)?;
        self.mentions_before(subject, |kind| kind == Kind::Country).into_iter().next()
    }

    /// Whose people are named nearest before an object: "smearing Chinese companies and threatening them".
    fn people_nearest(&self, group: usize) -> Option<Argument<'a>> {
        let own = self.verb_above(group).and_then(|verb| self.parse.groups[verb].verb.subject);
        let several = |&before: &usize| {
            self.parse.groups[before].is_noun() && Some(before) != own && self.parse.head(before).tag == Tag::Plural
        };
        let nearest = (0..group).rev().find(several)?;
        self.mentions_before(nearest, |kind| kind == Kind::Country).into_iter().next()
    }

    /// "The OPEC member": the state last named that is no subject of the clause.
    pub(in crate::claim) fn member_before(&self, group: usize) -> Vec<Argument<'a>> {
        let own = self.verb_above(group).and_then(|verb| self.parse.groups[verb].verb.subject);
        let acts = own.map(|own| self.parties(own)).unwrap_or_default();
        let other = |party: &Argument<'a>| {
            party.kind == Some(Kind::Country) && !acts.iter().any(|actor| actor.same_party(party))
        };
        let here = self.named_before(group).find(&other);
        let member = here.or_else(|| self.memory.countries().find(|party| other(party)).cloned());
        member.iter().map(|member| member.carried_to(self.parse.head(group).span)).collect()
    }

    /// "the country", "both sides", "the ministry".
    pub(in crate::claim) fn pointed_at_by_noun(&self, group: usize) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        let head = &self.parse.units[this.head];
        let first = &*self.parse.units[this.units.start].lower;
        let lemma = crate::claim::phrase::singular(&head.lower);
        let back = self.rules.context.points_back();
        let among = |words: &Known| words.contains(&head.lemma) || words.contains(lemma);
        let units = &self.parse.units[this.units.clone()];
        let carried = |party: &Argument<'a>| party.carried_to(head.span);
        if head.tag == Tag::Plural {
            // "Members would raise output": those of the cartel that the story is about.
            let named = || self.parse.hanging(group).any(|of| self.parse.preposition(of) == "of");
            if &*head.lemma == "member" && !named() {
                return self.memory.bloc().map(carried).into_iter().collect();
            }
            if !among(&back.both) {
                return Vec::new();
            }
            let said = |words: &[&str]| units.iter().any(|unit| words.contains(&&*unit.lower));
            let parties = if said(&["both", "two"]) || &*head.lower == "sides" {
                self.pair_before(group)
            } else if matches!(first, "the" | "these" | "those") && (units.len() == 2 || said(&["three", "four"])) {
                self.memory.listed().to_vec()
            } else {
                Vec::new()
            };
            return parties.iter().map(carried).collect();
        }
        if units[0].tag == Tag::Possessive && among(&back.country) {
            // "his country", "its government".
            return self.owners(group).iter().map(|owner| owner.state(self.lexicon)).collect();
        }
        // "The department of trade" is named by itself.
        let named =
            self.parse.hanging(group).any(|of| self.parse.preposition(of) == "of" && self.parse.groups[of].is_noun());
        if !matches!(first, "the" | "this" | "that")
            || named
            || units.iter().any(|unit| unit.kind.is_some_and(Kind::is_party))
        {
            return Vec::new();
        }
        let found = if &*head.lower == "bloc" {
            let here = self.named_before(group).find(|party| party.is_bloc(self.lexicon));
            let bloc = here.or_else(|| self.memory.bloc().cloned());
            return bloc.map(|bloc| bloc.state(self.lexicon).carried_to(head.span)).into_iter().collect();
        } else if &*head.lower == "administration" {
            // In English the word by itself is the American one, where the story is about it.
            let american = self.earlier_here(group, |party| party.id == "US" || party.country == "US");
            if let Some(american) = american {
                return vec![carried(&american.state(self.lexicon))];
            }
            self.memory.country_of("US").or_else(|| self.memory.country())
        } else if among(&back.country) {
            // Whoever is named further on is another, and a union of states is no country.
            let one = !matches!(&*head.lemma, "government" | "administration" | "capital" | "superpower");
            let after =
                |party: &&Argument<'a>| !(self.is_named_after(group, &party.id) || one && party.is_bloc(self.lexicon));
            // "Norway cut its aid to Chile, says a draft of the government": of whom the sentence speaks.
            let first = self.parse.groups.iter().find_map(|group| group.verb.subject).filter(|&first| first < group);
            let spoken_of = || Some(carried(&self.named_in(first?)?.state(self.lexicon)));
            if &*head.lower == "government"
                && let Some(state) = spoken_of()
            {
                return vec![state];
            }
            // "Exporters in Russia asked the government": the state named in the sentence, where none was before it.
            if self.memory.country().is_none()
                && let [only] = &self.states_before(group)[..]
            {
                return vec![carried(only)];
            }
            let before = self.memory.country().filter(after).or_else(|| self.memory.countries().find(after));
            // "Norway criticised the country's ban": another's.
            let judges = |subject: usize| {
                let verb = self.parse.groups[subject].host;
                verb.is_some_and(|verb| self.rules.context.speaks_of_it(&self.parse.head(verb).lemma))
            };
            if before.is_none() && !first.is_some_and(judges) {
                return spoken_of().filter(|state| !one || !state.is_bloc(self.lexicon)).into_iter().collect();
            }
            before
        } else if among(&back.person) {
            let in_office = |person: &&Argument<'a>| {
                self.lexicon.by_id(&person.id).is_some_and(|entry| entry.detail.contains(&*head.lemma))
            };
            if let Some(person) = self.named_before(group).find(|person| in_office(&person)) {
                return vec![carried(&person)];
            }
            self.memory.persons().find(in_office).or_else(|| self.memory.person())
        } else if among(&back.organization) {
            let fits = |party: &Argument<'a>| party.kind == Some(Kind::Organization) && self.may_be(party, &head.lower);
            let named = self.memory.organization_named(&head.lower);
            if let Some(party) = self.named_before(group).find(fits).filter(|_| named.is_none()) {
                return vec![carried(&party)];
            }
            named.or_else(|| self.memory.organization(fits))
        } else {
            None
        };
        found.into_iter().map(carried).collect()
    }

    /// "The Chinese carmaker": the firm of that state named before.
    pub(in crate::claim) fn firm_of(&self, group: usize, states: &[Argument<'a>]) -> Option<Argument<'a>> {
        let head = self.parse.head(group);
        let firm = self.rules.context.points_back().organization.contains(&head.lemma);
        let [state] = states else { return None };
        let fits = |party: &Argument<'a>| {
            party.kind == Some(Kind::Organization)
                && self.lexicon.by_id(&party.id).is_none_or(|entry| entry.country == state.id)
                && !party.acts_for_state(self.lexicon)
                && self.may_be(party, &head.lower)
        };
        if !firm || head.tag == Tag::Plural || &*self.first(group).lower != "the" {
            return None;
        }
        let here = self.named_before(group).find(fits);
        let known = here.or_else(|| self.memory.organization(fits).cloned());
        known.map(|known| known.carried_to(head.span))
    }

    /// Whether an organisation can be spoken of by the word: a ministry is no company, a company no paper.
    fn may_be(&self, party: &Argument<'a>, word: &str) -> bool {
        let entry = self.lexicon.by_id(&party.id);
        let sort = entry.map_or("", |entry| entry.sort);
        // "the ministry": the World Trade Organization is no state's.
        let of_states = sort == "body" && entry.is_some_and(|entry| entry.country.is_empty());
        let context = &self.rules.context;
        if context.is_firm(word) {
            matches!(sort, "" | "company" | "bank")
        } else if context.is_outlet(word) {
            matches!(sort, "" | "outlet")
        } else {
            !context.is_department(word)
                || !matches!(sort, "company" | "outlet" | "lobby" | "party")
                    && !(of_states && matches!(word, "ministry" | "department"))
        }
    }

    fn is_named_after(&self, group: usize, id: &str) -> bool {
        let behind = &self.parse.units[self.parse.groups[group].units.end..];
        behind.iter().filter_map(|unit| unit.mention).any(|mention| self.mentions[mention].id == id)
    }

    /// The countries named before in the sentence.
    fn states_before(&self, group: usize) -> Vec<Argument<'a>> {
        let before = &self.parse.units[..self.parse.groups[group].units.start];
        let mut here: Vec<Argument<'a>> = before
            .iter()
            .filter(|unit| unit.kind == Some(Kind::Country))
            .filter_map(|unit| unit.mention)
            .map(|mention| Argument::of(&self.mentions[mention]))
            .collect();
        super::party::dedup(&mut here);
        here
    }

    /// The two countries named before in the sentence, else those who last met or agreed where the words say "sides", else
    /// the pair last named together.
    fn pair_before(&self, group: usize) -> Vec<Argument<'a>> {
        let here = self.states_before(group);
        if here.len() == 2 {
            return here;
        }
        // "Peru and Chile tax each other. The two sides …": of whom the sentence before speaks.
        let pair = self.memory.pair();
        let spoken_of = self.memory.subjects().first().map(|subject| subject.span);
        if pair.first().is_some_and(|first| Some(first.span) == spoken_of) {
            return pair.to_vec();
        }
        let sides = matches!(&*self.parse.head(group).lower, "sides" | "parties");
        let met = |known: &&Claim<'a>| self.is_meeting(known) && known.actor.len() == 2;
        let meeting = self.memory.claims().find(met).filter(|_| sides);
        meeting.map_or_else(|| pair.to_vec(), |meeting| meeting.actor.clone())
    }

    /// The nearest party before the group in its own sentence, the subject of a clause before it first.
    fn earlier_here(&self, group: usize, fits: impl Fn(&Argument<'a>) -> bool) -> Option<Argument<'a>> {
        let object = matches!(self.parse.groups[group].relation, Relation::Object | Relation::Preposition)
            && self.parse.groups[group].units.len() == 1;
        let own =
            if object { self.verb_above(group).and_then(|verb| self.parse.groups[verb].verb.subject) } else { None };
        let one = matches!(&*self.parse.units[self.parse.groups[group].units.start].lower, "it" | "itself" | "its");
        let people = |group: usize| {
            let mention = self.parse.head(group).mention;
            mention.is_some_and(|mention| self.mentions[mention].sense == Sense::People)
        };
        let subject = self.subject_before(group).filter(|&subject| own.is_none() && !(one && people(subject)));
        if let Some(subject) = subject {
            // "The Trump administration … it": a body stands for the person as well.
            let body = self.parse.head(subject).mention.is_none();
            if let Some(party) = self.named(subject).into_iter().find(|party| fits(party) || body) {
                return Some(party);
            }
        }
        let before = (0..group)
            .rev()
            .filter(|&before| self.parse.groups[before].is_noun() && Some(before) != own && !(one && people(before)));
        // "Chinese carmakers … it": several are no "it".
        let several = |before: usize| one && self.parse.head(before).tag == Tag::Plural;
        let before = before.filter(|&before| !several(before));
        before.flat_map(|before| self.named_in(before)).find(|party| fits(party))
    }

    /// The parties that the groups before name, the nearest first.
    fn named_before(&self, group: usize) -> impl Iterator<Item = Argument<'a>> {
        (0..group).rev().filter_map(|before| self.named_in(before))
    }

    /// The party that a group names, itself or before a noun that acts for it ("Mexican leaders").
    fn named_in(&self, group: usize) -> Option<Argument<'a>> {
        let head = self.parse.head(group);
        if head.kind.is_some_and(Kind::is_party) {
            return head.mention.map(|mention| Argument::of(&self.mentions[mention]));
        }
        let acts = head.mention.is_none() && self.rules.context.is_body(&head.lemma);
        self.mentions_before(group, Kind::is_party).into_iter().next_back().filter(|_| acts)
    }

    /// The parties a subject names itself, pronouns left out: so that no pronoun points at another.
    fn named(&self, group: usize) -> Vec<Argument<'a>> {
        if self.parse.head(group).tag == Tag::Pronoun { Vec::new() } else { self.own_parties(group) }
    }

    /// The nearest subject before the group that is no pronoun itself.
    pub(in crate::claim) fn subject_before(&self, group: usize) -> Option<usize> {
        let verbs = (0..group).rev().filter(|&verb| self.parse.groups[verb].is_verb());
        let subjects = verbs.filter_map(|verb| self.parse.groups[verb].verb.subject);
        subjects.into_iter().find(|&subject| subject < group && self.parse.head(subject).tag != Tag::Pronoun)
    }

    /// The side for which the sentence's speaker says "we".
    fn speaker_side(&self, group: usize) -> Vec<Argument<'a>> {
        let speaker = self
            .parse
            .speeches
            .last()
            .and_then(|speech| self.named(speech.speaker).into_iter().next())
            .or_else(|| self.quote_verb_subject(self.parse.head(group).span.start).into_iter().next())
            .or_else(|| self.memory.speaker().cloned());
        let side = |speaker: Argument<'a>| match self.lexicon.by_id(&speaker.country).filter(|_| speaker.id.is_empty())
        {
            Some(state) => Some(Argument::state_of(state, speaker.span)),
            None => Some(speaker.state(self.lexicon)).filter(|speaker| !speaker.id.is_empty()),
        };
        speaker.and_then(side).into_iter().collect()
    }

    /// What the sentence is about: the parties of its first verb's subject, whoever that points at.
    pub(in crate::claim) fn topic(&self) -> Vec<Argument<'a>> {
        let Some(subject) = self.parse.groups.iter().find_map(|group| group.verb.subject) else { return Vec::new() };
        let parties = self.parties(subject);
        if !parties.is_empty() {
            return parties;
        }
        let before = self.mentions_before(subject, Kind::is_party);
        if before.is_empty() { self.owners(subject) } else { before }
    }
}
