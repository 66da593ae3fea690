//! A word that a claim hangs from → the modality and denial that it lays over it, who asks and who is asked.

use super::Mood;
use crate::claim::{Argument, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape, Telling};
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// Whether the subject of a verb may do what hangs from the group below it.
    pub(super) fn does_below(&self, frame: &Frame, verb: usize, below: usize) -> bool {
        let group = &self.parse.groups[verb];
        let of_noun = self.parse.groups[below].is_noun();
        // "Had its trucks held up", "will have the ban removed": another does it.
        let done = |below: usize| self.parse.groups[below].is_verb() && self.parse.groups[below].verb.passive;
        let causes =
            of_noun && matches!(&*self.parse.head(verb).lemma, "have" | "get") && self.parse.hanging(below).any(done);
        // "Faces a duty that began in May": whoever bears it has not taken it.
        let told = |key: &&str| frame.told_by(key).any(|(how, _)| how == Telling::Bear);
        let bears = of_noun && self.verb_keys(verb).iter().any(told);
        // "Expects the ban to be lifted": by another.
        let undergone = || self.parse.groups[below].verb.subject.is_some_and(|it| group.verb.objects.contains(&it));
        let awaits = done(below) && self.rules.context.expects(&self.parse.head(verb).lemma) && undergone();
        !(group.verb.passive || causes || bears || awaits)
    }

    /// Whether a group says where, when or about what something is asked.
    fn stands_aside(&self, group: usize) -> bool {
        matches!(
            self.parse.preposition(group),
            "about" | "at" | "after" | "before" | "during" | "ahead of" | "following"
        )
    }

    /// Whether the subject of a verb is said to be in talks.
    fn talks_of(&self, verb: usize) -> bool {
        let meeting = |noun: usize| self.stated(noun, &[]).is_some_and(|(frame, _)| frame.shape == Shape::Meeting);
        self.parse.hanging(verb).any(|within| self.parse.preposition(within) == "in" && meeting(within))
    }

    /// Whether a verb denies what hangs from it.
    pub(in crate::claim) fn denies(&self, verb: usize) -> bool {
        self.verb_keys(verb).iter().any(|key| self.rules.context.denies(key))
    }

    /// The modality that a verb lays over what hangs from it: the most telling of its phrases says it.
    pub(in crate::claim) fn laid_by(&self, verb: usize) -> Option<Modality> {
        self.laid_among(verb, |_| true)
    }

    /// The same of those phrases alone that `counts` picks.
    pub(in crate::claim) fn laid_among(&self, verb: usize, counts: impl Fn(&str) -> bool) -> Option<Modality> {
        let keys = self.verb_keys(verb).iter().filter(|key| counts(key));
        let known = keys.filter_map(|key| Some((self.rules.context.modality(key)?, key)));
        let known = known.rev().max_by_key(|(_, key)| key.len()).map(|(modality, _)| modality);
        // "Is negotiating a deal", "is negotiating to cut the duty": while it goes on nothing is agreed.
        let lemma = &self.parse.head(verb).lemma;
        let open =
            || self.parse.groups[verb].verb.progressive && self.rules.context.works_towards(lemma) && counts(lemma);
        known.or_else(|| open().then_some(Modality::Proposed))
    }

    /// What a verb or noun lays over a claim of this frame: who is ready for talks cannot hold them alone.
    pub(super) fn weighed(&self, frame: &Frame, above: usize, laid: Modality) -> Modality {
        let context = &self.rules.context;
        let ready = || match self.parse.groups[above].is_verb() {
            true => self.verb_keys(above).iter().any(|key| context.is_ready(key)),
            false => context.is_ready(&format!("the {}", self.parse.head(above).lemma)),
        };
        let open = frame.shape == Shape::Meeting && laid == Modality::Planned && ready();
        if open { Modality::Proposed } else { laid }
    }

    /// The modality of a noun; where it has one that the verb of the same letters has not it stands as "the call".
    pub(in crate::claim) fn noun_modality(&self, noun: usize) -> Option<Modality> {
        let lemma = &self.parse.head(noun).lemma;
        let context = &self.rules.context;
        context.modality(&format!("the {lemma}")).or_else(|| context.modality(lemma))
    }

    /// What a noun above lays over the claim, and what becomes of it.
    pub(super) fn noun_above(&self, noun: usize, modality: Modality, mood: &mut Mood<'a>) {
        let group = &self.parse.groups[noun];
        mood.negated ^= matches!(&*self.first(noun).lower, "no" | "little" | "few");
        // "its refusal to lift"
        mood.negated ^= self.rules.context.denies(&self.parse.head(noun).lemma);
        // "passed a bill to": voted on, it is no proposal any more.
        let verb = group.host.filter(|&verb| match group.relation {
            Relation::Object => true,
            Relation::Subject => self.parse.groups[verb].verb.passive,
            _ => false,
        });
        let draft = self.rules.context.is_draft(&self.parse.head(noun).lemma);
        let passed =
            draft && verb.is_some_and(|verb| self.verb_keys(verb).iter().any(|key| self.rules.context.passes(key)));
        let modality = if passed { Modality::Planned } else { modality };
        mood.lay(Some(modality));
        let owners = self.owners(noun);
        let owners = if owners.is_empty() {
            self.mentions_before(noun, |kind| matches!(kind, Kind::Country | Kind::Person))
        } else {
            owners
        };
        // "a call from Norway on Chile to", "a decision by Norway's government to".
        let behind = |prepositions: &[&str]| -> Vec<Argument<'a>> {
            let behind =
                self.parse.hanging(noun).filter(|&behind| prepositions.contains(&self.parse.preposition(behind)));
            behind.flat_map(|behind| self.parties(behind)).collect()
        };
        if modality != Modality::Requested {
            if mood.actors_above.is_empty() {
                mood.actors_above = if owners.is_empty() { behind(&["by", "from"]) } else { owners };
            }
        } else if mood.requester.is_none() {
            let subject = verb.filter(|_| group.relation == Relation::Object);
            let subject = subject.and_then(|verb| self.parse.groups[verb].verb.subject);
            let subject = subject.map(|subject| self.parties(subject)).unwrap_or_default();
            let voiced = verb.is_some_and(|verb| self.rules.context.voices(&self.parse.head(verb).lemma));
            let (voicing, heard) = if voiced { (subject, Vec::new()) } else { (Vec::new(), subject) };
            mood.requester = owners.into_iter().chain(behind(&["by", "from"])).chain(voicing).next();
            if mood.asked.is_empty() {
                mood.asked = behind(&["to", "on"]);
            }
            if mood.asked.is_empty() {
                mood.asked = heard;
            }
        }
    }

    /// What one verb above lays over the claim; `below` is the group on the way to it.
    pub(super) fn lay(&self, frame: &Frame, verb: usize, below: usize, mood: &mut Mood<'a>) {
        self.verb_form(verb, mood);
        let context = &self.rules.context;
        let group = &self.parse.groups[verb];
        let of_noun = self.parse.groups[below].is_noun();
        // Who turns a request down does not do it.
        let request = of_noun && self.noun_modality(below) == Some(Modality::Requested);
        // "Dropped its tax to restart the talks": what an act upon something is for is not denied.
        let purpose = self.parse.groups[below].relation == Relation::Infinitive && !group.verb.objects.is_empty();
        // "Profits dropped 4% against a fall of 9%": what moves denies no movement.
        let moves = frame.shape == Shape::Change && self.rules.is_mover(&self.parse.head(verb).lemma);
        // "Scrapped its ban after talks": those were held.
        let before = of_noun && matches!(self.parse.preposition(below), "after" | "following" | "despite");
        // "Opposes the increase in Peru's duty": it was raised all the same.
        let another = frame.shape == Shape::Measure && of_noun && context.opposes(&self.parse.head(verb).lemma);
        let another = another && (self.is_definite(below) || self.parse.owner(below).is_some());
        let denied = !purpose && !moves && !before && !another && self.denies(verb);
        mood.negated ^= denied;
        // "Has not ruled out negotiating": that is open.
        mood.lay(Some(Modality::Proposed).filter(|_| denied && group.verb.negated && self.laid_by(verb).is_some()));
        if request && denied {
            (mood.modality, mood.requester) = (Modality::Actual, None);
            mood.actors_above = std::mem::take(&mut mood.asked);
        }
        let settled = self.settles(frame, verb, below);
        let announced = (of_noun && self.announces(frame, verb)).then_some(Modality::Planned);
        match self.laid_by(verb).or(announced).filter(|_| !settled && !request) {
            // "asked about the ban", "told reporters at the start of talks"
            Some(Modality::Requested) if self.stands_aside(below) => {}
            // "Wants a deal": it would be one's own.
            Some(Modality::Requested)
                if frame.shape == Shape::Meeting && context.wishes(&self.parse.head(verb).lemma) =>
            {
                mood.lay(Some(Modality::Proposed));
            }
            Some(Modality::Requested) => self.ask(frame, verb, below, mood),
            // "After the return of the duties both agreed to pause them": what is past is not agreed on.
            Some(_) if before => {}
            // "Helped by a fall in prices": what helps is there.
            Some(_) if of_noun && group.verb.passive && self.parse.preposition(below) == "by" => {}
            Some(modality) => mood.lay(Some(self.weighed(frame, verb, modality))),
            // "Its aim is to lift", "is in talks to lift"
            None if group.verb.copula && self.parse.groups[below].relation == Relation::Infinitive => {
                mood.lay(group.verb.subject.and_then(|subject| self.noun_modality(subject)));
                mood.lay(self.talks_of(verb).then_some(Modality::Proposed));
            }
            None => {}
        }
        let acts = self.does_below(frame, verb, below)
            && !context.speaks_of_it(&self.parse.head(verb).lemma)
            // "Following the lifting of the duty, Peru was glad": another's.
            && !(of_noun && self.parse.preposition(below) == "following");
        if mood.actors_above.is_empty() && mood.modality != Modality::Requested && acts {
            mood.actors_above = group.verb.subject.map(|subject| self.parties(subject)).unwrap_or_default();
        }
        let passes = of_noun && context.passes(&self.parse.head(verb).lemma);
        // "The increase was approved by Peru".
        if passes && group.verb.passive && mood.actors_above.is_empty() {
            mood.actors_above = self.by_agents(verb);
        }
        // "Approved the proposed increase": from then on it is planned.
        let proposed = passes && self.adjective_modality(below) == Some(Modality::Proposed);
        if proposed && mood.modality == Modality::Proposed {
            mood.modality = Modality::Planned;
        }
    }

    /// Whether a deal or a pledge is there once the verb is done: "signed a deal", "pledged aid".
    pub(in crate::claim) fn settles(&self, frame: &Frame, verb: usize, below: usize) -> bool {
        let act = below != verb && self.parse.groups[below].is_verb();
        let mut keys = self.verb_keys(verb).iter();
        match frame.shape {
            // "voted to pass the deal"
            Shape::Meeting if act => &*self.parse.head(verb).lemma == "vote",
            // "offered a deal"
            Shape::Meeting if self.laid_by(verb) == Some(Modality::Proposed) => false,
            // "agreed to buy": what is agreed on is still to come; an offer and a pledge to buy are made.
            Shape::Event
                if below == verb
                    && self.laid_by(verb) == Some(Modality::Planned)
                    && !self.rules.context.gives_word(&self.parse.head(verb).lemma)
                    && self.promises_act(verb) =>
            {
                false
            }
            Shape::Meeting | Shape::Event => !act && keys.any(|key| self.rules.context.settles(key)),
            Shape::Measure | Shape::Change => false,
        }
    }

    /// Whether what the verb asks for is done.
    pub(in crate::claim) fn commands(&self, verb: usize) -> bool {
        self.rules.context.commands(&self.parse.head(verb).lemma)
    }

    /// Who asks whom for the claim: the nearest verb of asking says it.
    pub(super) fn ask(&self, frame: &Frame, verb: usize, below: usize, mood: &mut Mood<'a>) {
        if mood.requester.is_some() || !mood.asked.is_empty() {
            return;
        }
        let group = &self.parse.groups[verb];
        let act = &self.parse.groups[below];
        let subject = group.verb.subject;
        // "Japan asks the US to lift": one asks, another would act. "Japan wants to lift": one and the same.
        let own = act.relation == Relation::Infinitive && act.verb.subject == subject && !group.verb.passive;
        if let Some(open) = group.verb.subject.and_then(|subject| self.open_text(subject)) {
            return mood.lay(Some(open));
        }
        // "Asked to be exempted": by another.
        if own && act.verb.passive && frame.shape == Shape::Measure {
            mood.modality = Modality::Requested;
            mood.requester = subject.and_then(|subject| self.asker(subject));
            return;
        }
        if own {
            mood.lay(Some(Modality::Proposed));
            return;
        }
        // "The minister ordered the removal of the duty": it is removed.
        let told_by = |lemma: &str| frame.told_by(lemma).any(|(how, _)| how == Telling::Object);
        let done = act.is_noun() && act.relation == Relation::Object && group.verb.objects.len() == 1;
        if done && frame.shape == Shape::Measure && self.commands(verb) && told_by(&self.parse.head(verb).lemma) {
            mood.actors_above = subject.map(|subject| self.parties(subject)).unwrap_or_default();
            return;
        }
        // "Insists on keeping the duty": who would keep it says so.
        if act.verb.gerund && self.parse.preposition(below) == "on" && act.verb.subject == subject {
            mood.lay(Some(Modality::Planned));
            mood.actors_above = subject.map(|subject| self.parties(subject)).unwrap_or_default();
            return;
        }
        let open = std::mem::replace(&mut mood.modality, Modality::Requested);
        if group.verb.passive {
            mood.requester = self.behind_verb(verb, &["by"]).into_iter().next();
            mood.asked = subject.map(|subject| self.parties(subject)).unwrap_or_default();
            return;
        }
        // "staged a protest demanding an end": who staged it.
        let above = group.host.filter(|_| group.relation == Relation::Modifier).and_then(|host| self.verb_above(host));
        let stager = || above.and_then(|verb| self.parse.groups[verb].verb.subject);
        mood.requester = [subject, stager()].into_iter().flatten().find_map(|subject| self.asker(subject));
        mood.asked = group.verb.objects.iter().flat_map(|&object| self.parties(object)).collect();
        if mood.asked.is_empty() {
            mood.asked = self.behind_verb(verb, &["on", "to", "upon"]);
        }
        // "ordered its customs to", "told its millers to": who bids his own acts himself.
        // "Indian growers urged New Delhi to": its people are not the state.
        let named = subject.is_some_and(|subject| self.parse.head(subject).mention.is_some());
        let commands = self.commands(verb);
        let bids = named || commands;
        let own = group.verb.objects.iter().filter(|_| mood.asked.is_empty()).flat_map(|&object| self.owners(object));
        let bidden: Vec<Argument<'a>> = mood.asked.iter().cloned().chain(own).collect();
        // "Its farmers' association asked Peru to": neither is a lobby.
        let lobby = |asker: &Argument<'a>| {
            let listed = self.lexicon.by_id(&asker.id).is_some();
            asker.kind == Some(Kind::Organization) && !listed && self.names_lobby(asker)
        };
        let own = |asker: &Argument<'a>| !lobby(asker) && bidden.iter().any(|asked| asked.same_party(asker));
        // "Ordered refiners to halt exports": what a state bids firms is done.
        let firm = |party: &Argument<'a>| party.is_private(self.lexicon);
        let common = |object: usize| {
            let head = self.parse.head(object);
            head.mention.is_none() && !self.rules.context.is_body(&head.lemma)
        };
        let firms = !group.verb.objects.is_empty()
            && group.verb.objects.iter().all(|&object| common(object) || self.parties(object).iter().all(firm));
        // "Told refiners to halt exports" orders it, "told refiners that" does not.
        let says = self.rules.context.is_saying(&self.parse.head(verb).lemma) && act.relation != Relation::Infinitive;
        let orders = commands && frame.shape == Shape::Measure && !says;
        let of_state = |asker: &Argument<'a>| firms && orders && asker.is_of_state(self.lexicon);
        let own = |asker: &Argument<'a>| own(asker) || of_state(asker);
        if bids && mood.requester.as_ref().is_some_and(own) {
            mood.modality = open;
            mood.actors_above = mood.requester.take().into_iter().collect();
            mood.asked.clear();
        }
    }
}
