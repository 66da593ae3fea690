//! "it", "its", "they", "we" → the parties that they point at.
//!
//! First within the sentence, then before it: the subject of a clause before, then whoever is named nearest; a
//! pronoun that is no subject never means the subject of its own verb.

use crate::claim::{Argument, Scene, carried};
use crate::lexicon::{Kind, Sense};
use crate::rule::Modality;
use crate::syntax::{Relation, Tag};

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
            "they" | "themselves" | "each" => self.several_before(group),
            "both" | "neither" => self.pair_before(group),
            "we" | "us" | "i" | "me" => self.speaker_side(group),
            _ => Vec::new(),
        };
        carried(&parties, head.span)
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
        let heard = move_of.map(|noun| self.hearers(noun)).unwrap_or_default();
        if !heard.is_empty() && matches!(&*unit.lower, "its" | "their") {
            return carried(&heard, unit.span);
        }
        let move_of = move_of.filter(|&noun| self.noun_modality(noun) != Some(Modality::Requested));
        let movers = move_of.map(|noun| self.mentions_before(noun, Kind::is_party)).unwrap_or_default();
        // "At their meeting in Cork, Peru and Chile agreed": of whom the clause goes on to speak.
        // "With a duty on its wine, Peru lost": the same.
        let behind = |&at: &usize| self.parse.groups[at].host.filter(|&host| self.parse.groups[host].is_noun());
        let first = std::iter::successors(Some(group), behind).take(HIGHEST).last().unwrap_or(group);
        let opens = self.parse.groups[first].preposition == Some(0) && matches!(&*unit.lower, "its" | "their");
        let clause = self.parse.groups[first].host.filter(|&verb| opens && verb > group);
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
        // "In return for Peru's removal of its duty": of whose act it is.
        if let Some(actor) = self.actor_above(group).filter(|_| matches!(&*unit.lower, "its" | "their")) {
            return vec![actor.carried_to(unit.span)];
        }
        // "Gave Peru access for its copper": the receiver's.
        if let Some(receiver) = self.receiver_before(group).filter(|_| matches!(&*unit.lower, "its" | "their")) {
            return vec![receiver.carried_to(unit.span)];
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
        carried(&parties, unit.span)
    }

    /// "**Peru's** removal of its duty": who owns the noun that a group stands behind.
    fn actor_above(&self, group: usize) -> Option<Argument<'a>> {
        let act = self.parse.groups[group].host.filter(|&act| self.parse.groups[act].is_noun())?;
        let owner = self.parse.owner(act).filter(|_| matches!(self.parse.preposition(group), "of" | "in" | "on"))?;
        self.named(owner).into_iter().find(|owner| owner.kind != Some(Kind::Person))
    }

    /// "Gave **Peru** access for its copper": who receives, of what is given for something.
    fn receiver_before(&self, group: usize) -> Option<Argument<'a>> {
        let verb = self.verb_above(group).filter(|_| self.parse.preposition(group) == "for")?;
        let gives = self.rules.context.gives(&self.parse.head(verb).lemma) && !self.parse.groups[verb].verb.passive;
        let given = self.parse.groups[verb].verb.objects.iter().filter(|&&given| gives && given < group);
        let named = |&given: &usize| self.named_in(given).or_else(|| self.mentions_before(given, Kind::is_party).pop());
        given.into_iter().find_map(named)
    }

    /// "**Norway** rejected Peru's request": the subject, where another's plea is its object.
    fn hearers(&self, noun: usize) -> Vec<Argument<'a>> {
        let by = self.parse.hanging(noun).filter(|&by| matches!(self.parse.preposition(by), "by" | "from"));
        let mut askers: Vec<_> =
            self.parse.owner(noun).into_iter().chain(by).flat_map(|asker| self.own_parties(asker)).collect();
        askers.extend(self.mentions_before(noun, Kind::is_party));
        let plea = self.noun_modality(noun) == Some(Modality::Requested);
        let verb = self.parse.groups[noun].host.filter(|&verb| plea && self.parse.groups[verb].is_verb());
        let hearers = verb
            .and_then(|verb| self.parse.groups[verb].verb.subject)
            .map(|hears| self.named(hears))
            .unwrap_or_default();
        let other = |hearer: &Argument<'a>| !askers.iter().any(|asker| asker.same_party(hearer));
        if !askers.is_empty() && hearers.iter().all(other) { hearers } else { Vec::new() }
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
        if let Some(warned) = self.warned(group, &fits) {
            return Some(warned);
        }
        let context = &self.rules.context;
        if let Some(opposed) = self.opposed(group, &fits) {
            return Some(opposed);
        }
        let blames = |&verb: &usize| self.verb_keys(verb).iter().any(|key| context.blames(key) || context.judges(key));
        let verb = self.verbs_above(group, HIGHEST).find(blames)?;
        let at = |&below: &usize| matches!(self.parse.preposition(below), "at" | "against" | "on");
        let behind = self.parse.hanging(verb).filter(at);
        let objects = self.parse.groups[verb].verb.objects.iter().copied().chain(behind);
        objects.filter(|&object| object < group).flat_map(|object| self.named(object)).find(fits)
    }

    /// "A dispute with **Peru** over its duty", "took **Peru** to court over its duty": whom one has it with.
    pub(in crate::claim) fn opposed(
        &self,
        group: usize,
        fits: &impl Fn(&Argument<'a>) -> bool,
    ) -> Option<Argument<'a>> {
        let above = |&at: &usize| self.parse.groups[at].host;
        let mut chain = std::iter::successors(Some(group), above).take(HIGHEST);
        let about = chain.find(|&at| matches!(self.parse.preposition(at), "over" | "about"))?;
        let host = self.parse.groups[about].host?;
        let with = |at: usize| matches!(self.parse.preposition(at), "with" | "against");
        let beside = |host: usize| self.parse.hanging(host).filter(move |&at| with(at) && at < about);
        let named = beside(host).chain(Some(host).filter(|&host| with(host))).flat_map(|at| self.named(at)).find(&fits);
        named.or_else(|| {
            let verb = self.verb_above(about).filter(|_| self.parse.preposition(about) == "over")?;
            let objects = self.parse.groups[verb].verb.objects.iter().copied().filter(|&object| object < about);
            let objects = objects.flat_map(|object| std::iter::once(object).chain(beside(object)));
            objects.chain(beside(verb)).flat_map(|at| self.named(at)).find(fits)
        })
    }

    /// "Will ban Peruvian fish unless it lifts its duty": whom the threat hits.
    fn warned(&self, group: usize, fits: impl Fn(&Argument<'a>) -> bool) -> Option<Argument<'a>> {
        let clause = self.verb_above(group)?;
        let marker = self.parse.groups[clause].verb.marker?;
        let warns = self.verb_above(self.parse.groups[clause].host?)?;
        if &*self.parse.units[marker].lower != "unless" || warns > clause {
            return None;
        }
        let warning = self.parties(self.parse.groups[warns].verb.subject?);
        let other = |party: &Argument<'a>| fits(party) && !warning.iter().any(|warner| warner.same_party(party));
        let before = (0..clause).rev().filter(|&before| self.parse.groups[before].is_noun());
        before
            .flat_map(|before| self.named_in(before).into_iter().chain(self.mentions_before(before, Kind::is_party)))
            .find(other)
    }

    /// Whom "they" means: the parties of the subject before, of which one alone is no person.
    fn several_before(&self, group: usize) -> Vec<Argument<'a>> {
        let several = |parties: &[Argument<'a>]| {
            parties.len() > 1 || parties.iter().any(|party| party.kind != Some(Kind::Person))
        };
        let subject = self.subject_apart(group);
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

    /// The nearest party before the group in its own sentence, the subject of a clause before it first.
    pub(super) fn earlier_here(&self, group: usize, fits: impl Fn(&Argument<'a>) -> bool) -> Option<Argument<'a>> {
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
    pub(super) fn named_before(&self, group: usize) -> impl Iterator<Item = Argument<'a>> {
        (0..group).rev().filter_map(|before| self.named_in(before))
    }

    /// The party that a group names, itself or before a noun that acts for it ("Mexican leaders").
    pub(in crate::claim) fn named_in(&self, group: usize) -> Option<Argument<'a>> {
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

    /// The same, but for what acts on the group: "Peru and Chile want Norway to exempt **them**".
    fn subject_apart(&self, group: usize) -> Option<usize> {
        let this = &self.parse.groups[group];
        let acted_upon = &*self.parse.head(group).lower == "them" && this.relation == Relation::Object;
        let verb = this.host.filter(|_| acted_upon);
        let own = verb.and_then(|verb| self.parse.groups[verb].verb.subject);
        let own = own.filter(|&own| !self.named(own).is_empty());
        let nearest = self.subject_before(group);
        if own.is_none() || nearest != own { nearest } else { self.subject_before(own?) }
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
        // "The duty should not hit us," said the chairman of Acme: no measure hits him.
        let hit = matches!(&*self.parse.head(group).lower, "us" | "me");
        let side = speaker.and_then(side);
        match side.as_ref().and_then(|side| side.kind) {
            Some(Kind::Person) if hit => self.body_of_speaker().into_iter().collect(),
            _ => side.into_iter().collect(),
        }
    }

    /// "Said Ola Borg, chairman of **Acme**".
    fn body_of_speaker(&self) -> Option<Argument<'a>> {
        let mut said = self.parse.speeches.last()?.groups.clone();
        let body = said.find(|&group| self.parse.is(group, Kind::Organization))?;
        self.named_in(body)
    }

    /// What the sentence is about: the parties of its first verb's subject, whoever that points at.
    pub(in crate::claim) fn topic(&self) -> Vec<Argument<'a>> {
        let Some(subject) = self.parse.groups.iter().find_map(|group| group.verb.subject) else { return Vec::new() };
        let parties = self.parties(subject);
        // "The Biden administration": "it" and "he" are told apart later, and he is named anyway.
        let administers = &*self.parse.head(subject).lemma == "administration";
        match &parties[..] {
            [] => {}
            [holder] if administers => return vec![holder.state(self.lexicon)],
            _ => return parties,
        }
        let before = self.mentions_before(subject, Kind::is_party);
        if before.is_empty() { self.owners(subject) } else { before }
    }
}
