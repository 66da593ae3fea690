//! What stands around a claim → modality, denial, who asks, who says.
//!
//! From the governing word upwards through the verbs and nouns that it hangs from; each may lay a modality over it or
//! deny it. A verb of saying ends the climb: above it stands the source, not the claim.

use super::govern::{Governor, Stand};
use super::{Argument, Scene};
use crate::lexicon::Kind;
use crate::rule::{Modality, Shape};
use crate::syntax::{Relation, Tag};

/// How the text puts one claim.
#[derive(Clone, Debug)]
pub(super) struct Mood<'a> {
    pub(super) modality: Modality,
    pub(super) negated: bool,
    pub(super) requester: Option<Argument<'a>>,
    /// Who would act, where one is asked to.
    pub(super) asked: Vec<Argument<'a>>,
    /// Who acts, where only the verbs above have a subject.
    pub(super) actors_above: Vec<Argument<'a>>,
}

impl<'a> Scene<'_, 'a> {
    /// The mood of what `governor` tells of the noun at `noun`.
    pub(super) fn mood(&self, shape: Shape, noun: usize, governor: &Governor<'a>) -> Mood<'a> {
        let mut mood = Mood {
            modality: Modality::Actual,
            negated: false,
            requester: None,
            asked: Vec::new(),
            actors_above: Vec::new(),
        };
        let first = governor.group;
        if self.parse.units[self.parse.groups[noun].units.start].lower == "no"
            || (governor.stand != Stand::Alone && self.denied_subject(first))
        {
            mood.negated = true;
        }
        // "a possible meeting", "a planned tariff cut"; "it postponed the planned duty" tells what was done.
        let told = shape == Shape::Meeting || self.parse.groups[first].is_noun();
        let adjectives = self.parse.units[self.parse.groups[noun].units.clone()]
            .iter()
            .filter(|unit| told && unit.tag == Tag::Adjective);
        for modality in adjectives.filter_map(|unit| self.rules.context.modality(&unit.lower)) {
            mood.modality = mood.modality.max(modality);
        }
        if self.parse.groups[first].is_noun() {
            self.nominal_mood(first, &mut mood);
        } else {
            self.own_mood(shape, governor, &mut mood);
        }
        if governor.presumed {
            // A measure that the sentence presupposes stands, whatever is said about it.
            let own = self.rules.context.modality(&governor.word).unwrap_or(Modality::Actual);
            // "asked X to review its duties": whoever is asked has them in force.
            let mut above = mood.clone();
            self.climb(first, &mut above);
            // "There will be no quotas" says that there is none, and when.
            let none = mood.negated && self.parse.groups[noun].relation == Relation::Object;
            let there = self.parse.groups[noun].host.filter(|&verb| none && self.parse.groups[verb].verb.copula);
            let mut existing = Mood { modality: own, ..mood.clone() };
            there.into_iter().for_each(|verb| self.verb_form(verb, &mut existing));
            let (modality, negated) = (existing.modality, there.is_some());
            return Mood { modality, negated, actors_above: above.asked, ..mood };
        }
        self.climb(first, &mut mood);
        let later = matches!(mood.modality, Modality::Planned | Modality::Proposed) && !mood.negated;
        if later
            && shape == Shape::Measure
            && matches!(governor.action, "impose" | "raise" | "resume")
            && self.depends(first)
        {
            mood.modality = Modality::Threatened;
        }
        mood
    }

    /// "It will hit back if …": whether what the verb tells depends on what another does.
    fn depends(&self, verb: usize) -> bool {
        let condition = |clause: usize| {
            let group = &self.parse.groups[clause];
            let marker = group.verb.marker.map(|unit| &*self.parse.units[unit].lower);
            // "if parliament approves it": that is no threat.
            group.relation == Relation::Adverbial
                && matches!(marker, Some("if" | "unless" | "should"))
                && !self.rules.context.is_done_alone(&self.parse.head(clause).lemma)
        };
        let mut at = Some(verb);
        for _ in 0..6 {
            let Some(group) = at else { return false };
            if self.parse.hanging(group).any(condition) {
                return true;
            }
            let climbs = matches!(
                self.parse.groups[group].relation,
                Relation::Infinitive
                    | Relation::Object
                    | Relation::Preposition
                    | Relation::Conjunct
                    | Relation::Subject
            );
            at = self.parse.groups[group].host.filter(|_| climbs);
        }
        false
    }

    /// "No tariffs were imposed".
    fn denied_subject(&self, verb: usize) -> bool {
        let subject = self.parse.groups[verb].verb.subject;
        subject.is_some_and(|subject| {
            self.parse.groups[subject].is_noun()
                && matches!(
                    &*self.parse.units[self.parse.groups[subject].units.start].lower,
                    "no" | "neither" | "nobody"
                )
        })
    }

    /// The mood that the governing verb has by itself.
    fn own_mood(&self, shape: Shape, governor: &Governor<'a>, mood: &mut Mood<'a>) {
        let verb = governor.group;
        self.verb_form(verb, mood);
        if self.is_scheduled(governor) {
            mood.modality = mood.modality.max(Modality::Planned);
        }
        let keys = self.verb_keys(verb);
        // To allow imports is to lift a ban, not to think of it.
        let ends = matches!(governor.action, "lift" | "exempt" | "suspend" | "cut");
        for key in keys.iter().filter(|key| !(ends && **key == governor.word)) {
            match self.rules.context.modality(key) {
                Some(Modality::Requested)
                    if self.parse.groups[verb].verb.subject.is_some()
                        && !matches!(&**key, "order" | "want" | "require") =>
                {
                    mood.modality = Modality::Requested;
                    mood.requester = self.parse.groups[verb]
                        .verb
                        .subject
                        .and_then(|subject| self.parties(subject).into_iter().next());
                }
                // To announce or approve a duty is to plan it; to sign or reach a deal is to have it.
                Some(Modality::Planned)
                    if shape != Shape::Measure && !matches!(&**key, "plan" | "prepare" | "intend") => {}
                Some(modality) if modality != Modality::Requested => mood.modality = mood.modality.max(modality),
                _ => {}
            }
        }
    }

    /// "The duties take effect in March": the present tells of a date to come.
    fn is_scheduled(&self, governor: &Governor<'a>) -> bool {
        let verb = &self.parse.groups[governor.group].verb;
        let present = verb.finite && verb.modal.is_none() && !verb.past && !verb.progressive && !verb.passive;
        let enters = matches!(
            governor.word.split(' ').next(),
            Some("take" | "come" | "go" | "enter" | "begin" | "start" | "kick")
        );
        governor.stand == Stand::Subject && present && enters
    }

    /// The mood of a noun that tells an action ("the threat of duties", "a proposal for").
    fn nominal_mood(&self, noun: usize, mood: &mut Mood<'a>) {
        if let Some(modality) = self.noun_modality(noun) {
            mood.modality = mood.modality.max(modality);
        }
    }

    /// The modality of a noun; where only the noun has one and not the verb of the same letters it stands as "the call".
    fn noun_modality(&self, noun: usize) -> Option<Modality> {
        let lemma = &self.parse.head(noun).lemma;
        self.rules.context.modality(lemma).or_else(|| self.rules.context.modality(&format!("the {lemma}")))
    }

    /// Modal, tense and "not" of a verb group.
    fn verb_form(&self, verb: usize, mood: &mut Mood<'a>) {
        let group = &self.parse.groups[verb];
        mood.negated ^= group.verb.negated;
        if let Some(modal) = group.verb.modal {
            let word = &*self.parse.units[modal].lower;
            let reported = matches!(word, "would" | "'d" | "’d") && self.is_reported(verb);
            if let Some(modality) = if reported { Some(Modality::Planned) } else { self.rules.context.modal(word) } {
                mood.modality = mood.modality.max(modality);
            }
        }
        let marker = group.verb.marker.map(|unit| &*self.parse.units[unit].lower);
        if marker.is_some_and(|marker| self.rules.context.is_condition(marker)) {
            mood.modality = mood.modality.max(Modality::Proposed);
        }
    }

    /// Whether a verb of saying stands above, so that "would" is its "will".
    fn is_reported(&self, mut verb: usize) -> bool {
        for _ in 0..8 {
            if self.parse.groups[verb].relation == Relation::Content {
                return true;
            }
            match self.parse.groups[verb].host {
                Some(host) => verb = host,
                None => return !self.parse.speeches.is_empty(),
            }
        }
        false
    }

    /// Lays over the mood whatever the words above say.
    fn climb(&self, first: usize, mood: &mut Mood<'a>) {
        let mut at = first;
        let mut asked_for = false;
        for _ in 0..12 {
            let group = &self.parse.groups[at];
            let Some(host) = group.host else { return };
            let above = &self.parse.groups[host];
            match group.relation {
                Relation::Infinitive if above.is_verb() => {
                    self.lay(host, at, mood, &mut asked_for);
                }
                Relation::Infinitive => {
                    // "tariffs to take effect in July": what is still to come.
                    let modality = self.noun_modality(host).unwrap_or(Modality::Planned);
                    self.noun_above(host, modality, mood);
                    // The noun may itself hang from a verb: "withdrew its threat to", "dropped plans to".
                    let verb = self.parse.groups[host].host.filter(|&verb| self.parse.groups[verb].is_verb());
                    if let Some(verb) = verb {
                        self.verb_form(verb, mood);
                        for key in self.verb_keys(verb) {
                            mood.negated ^= self.rules.context.denies(key) || key == "withdraw";
                            let laid = self.rules.context.modality(key).filter(|&laid| laid != Modality::Requested);
                            mood.modality = mood.modality.max(laid.unwrap_or(Modality::Actual));
                        }
                        at = verb;
                        continue;
                    }
                }
                Relation::Conjunct if above.is_verb() => {
                    // A joined infinitive shares what lies over the first.
                    if group.verb.modal.is_none() && !group.verb.past {
                        self.shared_modal(host, mood);
                    }
                }
                Relation::Preposition if above.is_verb() => self.lay(host, at, mood, &mut asked_for),
                Relation::Preposition if above.is_noun() && group.is_verb() => {
                    if let Some(modality) = self.noun_modality(host) {
                        self.noun_above(host, modality, mood);
                    }
                }
                Relation::Object if above.is_verb() => {
                    // "the deal includes the removal of tariffs"
                    if at == first
                        && matches!(
                            &*self.parse.head(host).lemma,
                            "include" | "foresee" | "envisage" | "contain" | "entail"
                        )
                    {
                        mood.modality = mood.modality.max(Modality::Planned);
                    }
                    self.lay(host, at, mood, &mut asked_for);
                }
                Relation::Subject if above.is_verb() && group.is_noun() => self.verb_form(host, mood),
                Relation::Preposition | Relation::Apposition => {}
                Relation::Content => {
                    if self.rules.context.denies(&self.parse.head(host).lemma) {
                        mood.negated = !mood.negated;
                    }
                    if self
                        .verb_keys(host)
                        .iter()
                        .any(|key| self.rules.context.modality(key) == Some(Modality::Threatened))
                        && mood.modality != Modality::Actual
                    {
                        mood.modality = Modality::Threatened;
                    }
                    // "proposed that the price be cut": who proposes it would do it.
                    let proposed = self
                        .verb_keys(host)
                        .iter()
                        .any(|key| self.rules.context.modality(key) == Some(Modality::Proposed));
                    if proposed && self.is_bare(at) {
                        mood.modality = mood.modality.max(Modality::Proposed);
                        mood.actors_above = above.verb.subject.map(|subject| self.parties(subject)).unwrap_or_default();
                    }
                    return;
                }
                Relation::Modifier if mood.actors_above.is_empty() => {
                    // "unveil a review that will allocate": who does the one does the other.
                    let verb = self.parse.groups[host].host.filter(|&verb| {
                        self.parse.groups[host].relation == Relation::Object && self.parse.groups[verb].is_verb()
                    });
                    if let Some(subject) = verb.and_then(|verb| self.parse.groups[verb].verb.subject) {
                        mood.actors_above = self.parties(subject);
                    }
                    return;
                }
                _ => return,
            }
            at = host;
        }
    }

    /// "be cut": a verb that neither tense nor modal makes a report.
    fn is_bare(&self, verb: usize) -> bool {
        let first = &self.parse.units[self.parse.groups[verb].units.start];
        &*first.lower == "be" || first.tag == Tag::Base
    }

    fn noun_above(&self, host: usize, modality: Modality, mood: &mut Mood<'a>) {
        let units = &self.parse.units[self.parse.groups[host].units.clone()];
        if units[0].lower == "no" {
            mood.negated = !mood.negated;
        }
        mood.modality = mood.modality.max(modality);
        if mood.actors_above.is_empty() {
            mood.actors_above = self.owners(host);
            if mood.actors_above.is_empty() {
                mood.actors_above = self.mentions_before(host, |kind| kind == Kind::Country || kind == Kind::Person);
            }
        }
        if modality == Modality::Requested && mood.requester.is_none() {
            mood.requester = mood.actors_above.first().cloned();
            mood.actors_above.clear();
        }
    }

    /// What one verb above lays over the claim.
    fn lay(&self, verb: usize, below: usize, mood: &mut Mood<'a>, asked_for: &mut bool) {
        self.verb_form(verb, mood);
        let context = &self.rules.context;
        let group = &self.parse.groups[verb];
        for key in self.verb_keys(verb) {
            if context.denies(key) {
                mood.negated = !mood.negated;
            }
            let Some(modality) = context.modality(key) else {
                continue;
            };
            if modality != Modality::Requested {
                mood.modality = mood.modality.max(modality);
                continue;
            }
            if *asked_for {
                continue;
            }
            // "Japan asks the US to lift": one asks, another would act. "Japan wants to lift": one and the same.
            let subject = group.verb.subject.map(|subject| self.parties(subject)).unwrap_or_default();
            let own = self.parse.groups[below].is_verb()
                && self.parse.groups[below].verb.subject == group.verb.subject
                && !group.verb.passive;
            if own && self.parse.groups[below].relation == Relation::Infinitive {
                mood.modality = mood.modality.max(Modality::Proposed);
                continue;
            }
            *asked_for = true;
            mood.modality = Modality::Requested;
            if group.verb.passive {
                mood.asked = subject;
            } else {
                mood.requester = subject.into_iter().next();
                mood.asked = group.verb.objects.iter().flat_map(|&object| self.parties(object)).collect();
                if mood.asked.is_empty() {
                    let behind = self.parse.hanging(verb).filter(|&behind| {
                        matches!(self.parse.preposition(behind), "on" | "to" | "upon")
                            && self.parse.groups[behind].is_noun()
                    });
                    mood.asked = behind.flat_map(|behind| self.parties(behind)).collect();
                }
            }
        }
        if mood.actors_above.is_empty() && mood.modality != Modality::Requested && !group.verb.passive {
            mood.actors_above = group.verb.subject.map(|subject| self.parties(subject)).unwrap_or_default();
        }
    }

    fn shared_modal(&self, verb: usize, mood: &mut Mood<'a>) {
        if let Some(modal) = self.parse.groups[verb].verb.modal {
            let word = &*self.parse.units[modal].lower;
            let reported = matches!(word, "would" | "'d" | "’d") && self.is_reported(verb);
            if let Some(modality) = if reported { Some(Modality::Planned) } else { self.rules.context.modal(word) } {
                mood.modality = mood.modality.max(modality);
            }
        }
    }
}
