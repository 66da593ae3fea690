//! What stands around a claim → modality, denial, who asks, when.
//!
//! What the governing word says itself: its form, its modal, its own meaning, the adjectives of the claim's noun. Of
//! what no word tells, `presumed.rs` asks whether it is there. Then what it hangs from (`climb.rs`, `above.rs`),
//! conditions beside it, and a date that is still to come.

pub(in crate::claim) mod above;
mod climb;
mod content;
mod presumed;
pub(in crate::claim) mod schedule;
pub(in crate::claim) mod speaker;
pub(in crate::claim) mod attribution;
pub(in crate::claim) mod time;

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Claim, Scene, eases};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape};
use crate::syntax::{Relation, Tag, Unit};

/// How the text puts one claim.
#[derive(Clone, Debug)]
pub(in crate::claim) struct Mood<'a> {
    pub(in crate::claim) modality: Modality,
    pub(in crate::claim) negated: bool,
    pub(in crate::claim) requester: Option<Argument<'a>>,
    /// Who would act, where one is asked to.
    pub(in crate::claim) asked: Vec<Argument<'a>>,
    /// Who acts, where only the verbs above have a subject.
    pub(in crate::claim) actors_above: Vec<Argument<'a>>,
    /// When it takes or took effect.
    pub(in crate::claim) time: Option<Argument<'a>>,
}

impl Mood<'_> {
    /// Told as done.
    pub(in crate::claim) fn actual() -> Self {
        Mood {
            modality: Modality::Actual,
            negated: false,
            requester: None,
            asked: Vec::new(),
            actors_above: Vec::new(),
            time: None,
        }
    }

    /// Lays a modality over it: what is less real wins.
    pub(in crate::claim) fn lay(&mut self, modality: Option<Modality>) {
        self.modality = self.modality.max(modality.unwrap_or(Modality::Actual));
    }
}

impl<'a> Scene<'_, 'a> {
    /// The mood of what `governor` tells of the noun at `noun`.
    pub(in crate::claim) fn mood(&self, frame: &Frame, noun: usize, governor: &Governor<'a>) -> Mood<'a> {
        let mut mood = Mood::actual();
        let first = governor.group;
        let none = |group: usize| matches!(&*self.first(group).lower, "no" | "neither" | "nobody");
        // "No tariffs were imposed".
        let denied = self.parse.groups[first].verb.subject.filter(|_| governor.stand != Stand::Alone);
        mood.negated = self.first(noun).lower == "no" || denied.is_some_and(none);
        // "failed to honour the pact": it is there.
        let presupposed =
            frame.shape == Shape::Meeting && self.rules.context.presupposes(&self.parse.head(first).lemma);
        if governor.presumed || presupposed || self.deal_does(frame, noun, governor) {
            return self.presumed_mood(frame, noun, governor, mood);
        }
        if self.parse.groups[first].is_noun() {
            // "talk of a duty"
            let context = &self.rules.context;
            let phrase = Some(&governor.word).filter(|word| word.contains(' '));
            let modality = self.noun_modality(first).or_else(|| phrase.and_then(|phrase| context.modality(phrase)));
            mood.lay(modality);
            // "The announcement of a duty".
            let announced = frame.dated && self.rules.context.announces(&self.parse.head(first).lemma);
            mood.lay(Some(Modality::Planned).filter(|_| announced));
            // "No plans for a ban", "no increase in the duty".
            let counted = modality.is_some() || frame.shape == Shape::Measure;
            mood.negated |= counted && &*self.first(first).lower == "no";
            // "Norway's call for a ban": whose call it is asks.
            if modality == Some(Modality::Requested) {
                let owners = self.owners(first);
                let before = || self.mentions_before(first, Kind::is_party);
                let named = owners.into_iter().next().or_else(|| before().into_iter().next());
                mood.requester = named.or_else(|| self.parse.owner(first).and_then(|owner| self.asker(owner)));
            }
            // "any reduction in the duty" has not happened.
            mood.lay(Some(Modality::Proposed).filter(|_| self.first(first).lower == "any"));
            // "The scheduled expiration of the ban."
            mood.lay(self.adjective_modality(first));
            // "The duty cut takes effect on Friday."
            let above = &self.parse.groups[first];
            let begins = above.host.filter(|&verb| above.relation == Relation::Subject && self.begins_now(verb));
            mood.lay(begins.map(|_| Modality::Planned));
        } else {
            self.own_mood(frame, noun, governor, &mut mood);
        }
        // "a possible meeting", "a planned tariff cut", "announced the planned duty"; "it postponed the planned duty"
        // tells what was done.
        let verb = Some(first).filter(|&first| self.parse.groups[first].is_verb());
        let announced = |verb| self.rules.context.is_saying(&self.parse.head(verb).lemma);
        // "Cancelled a planned meeting" is done.
        let ends = matches!(governor.action, "break_off" | "withdraw" | "reject");
        if frame.shape == Shape::Meeting && !ends || verb.is_none_or(announced) {
            mood.lay(self.adjective_modality(noun));
        }
        self.climb(frame, first, &mut mood);
        // "Moved towards a deal", "talks towards the conclusion of one": not there yet.
        let towards = |group: usize| matches!(self.parse.preposition(group), "towards" | "toward");
        let heading = matches!(frame.shape, Shape::Meeting | Shape::Measure) && (towards(noun) || towards(first));
        mood.lay(Some(Modality::Proposed).filter(|_| heading));
        mood.lay(self.subject_clause(first));
        // "The talks did not produce a deal": they were held; "failed to avert a duty": it came.
        let yields = frame.shape == Shape::Meeting && governor.stand == Stand::Subject;
        let yields = yields && self.rules.context.yields(&governor.word);
        if mood.negated && (yields || self.rules.context.averts(&governor.word)) {
            (mood.negated, mood.modality) = (false, Modality::Actual);
        }
        // "Refused to rule out a duty": that is open.
        let open = governor.action == "impose" && !mood.negated && self.rules.context.denies(&governor.word);
        mood.lay(Some(Modality::Proposed).filter(|_| open));
        let later = matches!(mood.modality, Modality::Planned | Modality::Proposed) && !mood.negated;
        let taken = matches!(governor.action, "impose" | "raise" | "resume") || governor.is_borne() && frame.inbound;
        let taken = frame.shape == Shape::Measure && taken;
        // "would consider duties if": who only weighs threatens nothing.
        let weighed = self.parse.groups[first].host.and_then(|above| self.laid_by(above)) == Some(Modality::Proposed);
        if later && taken && !weighed && self.depends(first) {
            mood.modality = Modality::Threatened;
        }
        // "Is allowed to levy duties": what one may do is not done.
        let permitted = self.infinitive_above(first).is_some_and(|above| self.permits(above));
        // "Is allowed to enter at a duty of 5%": that is what it then pays.
        let permitted = permitted && governor.action != "resume" && !governor.is_borne();
        mood.lay(Some(Modality::Proposed).filter(|_| taken && permitted));
        mood.time = self.time(frame, noun, governor, mood.modality != Modality::Actual);
        // Announced for a day that is still to come.
        // "A duty on imports that exceed the quota from May": it is the duty that begins then.
        let above = &self.parse.groups[first];
        let aside = governor.is_borne() && above.relation == Relation::Modifier && above.verb.modal.is_none();
        if !aside && mood.time.as_ref().is_some_and(|time| self.is_ahead(time)) {
            mood.lay(Some(Modality::Planned));
        }
        mood
    }

    /// Whether a verb lets somebody act.
    pub(in crate::claim) fn permits(&self, verb: usize) -> bool {
        self.rules.context.permits(&self.parse.head(verb).lemma)
    }

    /// "Lifting the duty would help", "is expected to": what is spoken of as a subject is only thought of.
    fn subject_clause(&self, gerund: usize) -> Option<Modality> {
        let group = &self.parse.groups[gerund];
        let verb = group.host.filter(|_| group.verb.gerund && group.relation == Relation::Adverbial)?;
        let subject = self.parse.groups[verb].verb.subject.filter(|subject| group.verb.objects.contains(subject));
        subject.map(|_| self.modal(verb).or(self.laid_by(verb)).unwrap_or(Modality::Proposed))
    }

    /// The modality of an adjective in the noun's group: "the proposed duty".
    pub(in crate::claim) fn adjective_modality(&self, noun: usize) -> Option<Modality> {
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        let adjectives = units.iter().filter(|unit| unit.tag == Tag::Adjective);
        // "Direct talks": no adjective asks for what its noun means.
        let lays = |unit: &Unit<'_>| self.rules.context.modality(&unit.lower);
        adjectives.filter_map(lays).filter(|modality| *modality != Modality::Requested).max()
    }

    /// "It will hit back if …": whether what the verb tells depends on what another does.
    pub(in crate::claim) fn depends(&self, verb: usize) -> bool {
        let condition = |clause: usize| {
            let group = &self.parse.groups[clause];
            let marker = group.verb.marker.map(|unit| &*self.parse.units[unit].lower);
            // "if he is elected": nor what is one's own.
            let points = |subject: usize| {
                matches!(&*self.parse.head(subject).lower, "this" | "that" | "he" | "she" | "i" | "we")
            };
            // "Should shortages return": that is in nobody's hands.
            let acts = self.act_below(clause).is_some();
            let comes = !acts && self.rules.context.takes_no_object(&self.parse.head(clause).lemma);
            let in_hand = marker != Some("should") || !comes;
            // "if parliament approves it", "if this happens": that is no threat.
            in_hand
                && group.relation == Relation::Adverbial
                && group.verb.finite
                && matches!(marker, Some("if" | "unless" | "should"))
                && !self.rules.context.is_done_alone(&self.parse.head(clause).lemma)
                && !group.verb.subject.is_some_and(points)
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

    /// The mood that the governing verb has by itself.
    fn own_mood(&self, frame: &Frame, noun: usize, governor: &Governor<'a>, mood: &mut Mood<'a>) {
        let verb = governor.group;
        self.verb_form(verb, mood);
        // "ruled out a duty"
        // "rejected talks"
        let denies = self.rules.context.denies(&governor.word);
        mood.negated ^= denies
            && noun != verb
            && (governor.action == "impose" || governor.action == "hold" && governor.stand == Stand::Object);
        // "Has not ruled out a duty": that is open.
        if self.parse.groups[verb].verb.negated && !mood.negated && denies {
            mood.lay(Some(Modality::Proposed));
        }
        if self.is_scheduled(governor) || frame.shape == Shape::Meeting && self.is_set_for_a_day(verb) {
            mood.lay(Some(Modality::Planned));
        }
        // "The duty would take effect on Friday" is decided, where nothing says on what it depends.
        if mood.modality == Modality::Proposed && self.enters_on_a_day(governor) {
            mood.modality = Modality::Planned;
        }
        // To allow imports is to lift a ban, not to think of it; to push a duty back asks for nothing, to press for one
        // does. "wants zero tariffs": nor is what the noun alone tells.
        let own = || frame.told_by(&governor.word).any(|(_, index)| &*frame.actions[index].name == governor.action);
        let ends = eases(governor.action) && (noun == verb || own());
        let context = &self.rules.context;
        // "They discussed trade" is done, however open its outcome.
        // "pushed the deficit to $5 million" asks for nothing.
        // "Is ready to negotiate" is not.
        let said = noun == verb && !self.parse.groups[verb].verb.copula;
        let states = frame.shape == Shape::Meeting && said || frame.shape == Shape::Change;
        // "are aimed at cars" says whom they hit; what is reviewed is in force, and so is what "needs a licence" tells.
        let tells = noun == verb || governor.word.starts_with("be ") || context.weighs(&governor.word);
        let stands = governor.action == "keep" && tells;
        // "Seeks an exemption": the verb that tells of it asks for it.
        let pleads = |key: &str| noun == verb && context.modality(key) == Some(Modality::Requested);
        let other = |key: &str| {
            !stands
                && match governor.word.strip_prefix(key) {
                    Some("") => (!ends || pleads(key)) && !states,
                    Some(rest) => {
                        !states
                            && matches!(
                                rest.trim_start().split(' ').next(),
                                Some("for" | "on" | "to" | "upon" | "with")
                            )
                    }
                    None => true,
                }
        };
        let announced = self.announces(frame, verb).then_some(Modality::Planned);
        match self.laid_among(verb, other).or(announced).filter(|_| !self.settles(frame, verb, noun)) {
            Some(Modality::Requested) => {
                let (lemma, asks) = (&self.parse.head(verb).lemma, &self.parse.groups[verb].verb);
                // "The duty will apply for six months": a measure asks for nothing.
                let may_ask = |&subject: &usize| !context.commands(lemma) && (subject != noun || asks.passive);
                let Some(subject) = asks.subject.filter(may_ask) else { return };
                // "The proposal calls for a duty"
                if let Some(open) = self.open_text(subject) {
                    return mood.lay(Some(open));
                }
                let asker = match asks.passive {
                    true => self.behind_verb(verb, &["by"]).into_iter().next(),
                    false => self.asker(subject),
                };
                // "wants a duty": a state can do it itself.
                // "Chilean growers want a duty": they cannot.
                let head = self.parse.head(subject);
                let rules = head.mention.is_some() || head.tag != Tag::Plural || context.is_official(&head.lemma);
                let state = asker.as_ref().is_some_and(|asker| asker.state(self.lexicon).kind == Some(Kind::Country));
                let state = state && rules;
                // "Seeks an exemption": of another's measure.
                let of_other = ends && noun == verb;
                let own = context.wishes(lemma) && !of_other && (state || frame.shape == Shape::Meeting);
                mood.lay(Some(if own { Modality::Proposed } else { Modality::Requested }));
                mood.requester = asker.filter(|_| !own);
                // "Pressed Ottawa for duties": whoever is pressed would levy them.
                if mood.requester.is_some() && matches!(governor.stand, Stand::Object | Stand::Behind) {
                    let objects = asks.objects.iter().filter(|&&object| object != noun);
                    mood.asked = objects.flat_map(|&object| self.parties(object)).collect();
                    // "Appealed to Ottawa for a quota".
                    if mood.asked.is_empty() && governor.stand == Stand::Object {
                        mood.asked = self.behind_verb(verb, &["to", "on", "upon"]);
                    }
                }
            }
            // "The treaty is ready" is not of who would sign it.
            laid if governor.stand == Stand::Subject => mood.lay(laid),
            laid => mood.lay(laid.map(|laid| self.weighed(frame, verb, laid))),
        }
    }

    /// Whether a measure that takes effect on a day of its own is announced here for that day: "announced duties", but
    /// not "the duties announced in May".
    pub(in crate::claim) fn announces(&self, frame: &Frame, verb: usize) -> bool {
        let group = &self.parse.groups[verb];
        self.rules.context.announces(&self.parse.head(verb).lemma)
            && frame.dated
            && group.relation != Relation::Modifier
    }

    /// "Analysts see exports **falling**": whether somebody only looks ahead to what a gerund tells.
    fn is_foreseen(&self, gerund: usize) -> bool {
        let above = self.parse.groups[gerund].host.and_then(|host| self.verb_above(host));
        above.is_some_and(|above| self.is_present(above) && self.rules.context.foresees(&self.parse.head(above).lemma))
    }

    /// What a text that is still to be agreed upon lays over what it says:
    /// "the plan calls for", "the bill would allow".
    pub(in crate::claim) fn open_text(&self, subject: usize) -> Option<Modality> {
        let modality = self.noun_modality(subject).filter(|&modality| modality != Modality::Requested);
        let modality = modality.or(Some(Modality::Planned).filter(|_| self.is_deal_noun(subject)));
        modality.filter(|_| self.parse.head(subject).mention.is_none())
    }

    /// Modal, condition and "not" of a verb group.
    pub(in crate::claim) fn verb_form(&self, verb: usize, mood: &mut Mood<'a>) {
        let group = &self.parse.groups[verb];
        // "Instead of raising duties, Peru", "without lifting its ban, Peru": before the clause that it hangs from.
        let denied = self.rules.context.denies(self.parse.preposition(verb));
        let negated = group.verb.negated && !self.begins_only_then(verb);
        mood.negated ^= negated || denied && group.relation == Relation::Adverbial;
        // "A deal to cut duties in exchange for Peru lifting its ban".
        let ahead = group.verb.gerund && (self.is_exchanged(verb) || self.is_foreseen(verb));
        mood.lay(Some(Modality::Planned).filter(|_| ahead));
        mood.lay(self.modal(verb));
        // "A decision on whether to raise the duty".
        mood.lay(Some(Modality::Proposed).filter(|_| self.follows(verb, &["whether"])));
        let marker = group.verb.marker.map(|unit| &*self.parse.units[unit].lower);
        if marker.is_some_and(|marker| self.rules.context.is_condition(marker) && !self.came_about(verb, marker)) {
            mood.lay(Some(Modality::Proposed));
        }
        // "will wait three months before it resumes its case": the present tells what is to come.
        let above = group.host.filter(|&above| self.parse.groups[above].is_verb());
        let ahead = above.and_then(|above| self.modal(above)) == Some(Modality::Planned);
        let then = matches!(marker, Some("before" | "when" | "once" | "after" | "until" | "till" | "as soon as"));
        if then && ahead && self.is_present(verb) {
            mood.lay(Some(Modality::Planned));
        }
        // "will raise its duty unless Chile lifts", "if Chile does not lift": who holds that out asks for it.
        let asks = marker == Some("unless") || marker == Some("if") && group.verb.negated;
        let above = group.host.filter(|&above| asks && self.parse.groups[above].is_verb());
        if let Some(above) = above.filter(|_| mood.requester.is_none()) {
            let parties = |verb: usize| self.parse.groups[verb].verb.subject.map(|subject| self.parties(subject));
            let asked = parties(verb).unwrap_or_default();
            let asker = parties(above).unwrap_or_default().into_iter().next();
            let other = |asker: &Argument<'a>| !asked.is_empty() && !asked.iter().any(|party| party.same_party(asker));
            if let Some(asker) = asker.filter(other) {
                mood.modality = Modality::Requested;
                mood.negated ^= group.verb.negated;
                (mood.requester, mood.asked) = (Some(asker), asked);
            }
        }
    }

    /// "It went on until the two reached a deal": what came in the end is told as done.
    fn came_about(&self, verb: usize, marker: &str) -> bool {
        let told = |verb: usize| {
            let group = &self.parse.groups[verb].verb;
            group.finite && group.past && group.modal.is_none() && !group.negated
        };
        let above = self.parse.groups[verb].host.filter(|&above| self.parse.groups[above].is_verb());
        matches!(marker, "until" | "till" | "once") && told(verb) && above.is_none_or(told)
    }

    /// The modality of a verb group's modal; "would" in reported speech is "will".
    pub(in crate::claim) fn modal(&self, verb: usize) -> Option<Modality> {
        let group = &self.parse.groups[verb];
        // "is going to lift"
        if group.verb.progressive && &*self.parse.head(verb).lemma == "go" && self.act_below(verb).is_some() {
            return Some(Modality::Planned);
        }
        let modal = group.verb.modal?;
        let word = &*self.parse.units[modal].lower;
        // "Under the deal Peru would cut its duty": that is agreed.
        let deal = |under: usize| self.parse.preposition(under) == "under" && self.is_deal_noun(under);
        let agreed = || self.parse.hanging(verb).any(deal);
        let settled = || self.is_reported(verb) || self.goes_on_planned() || agreed();
        let reported = matches!(word, "would" | "'d" | "’d") && settled();
        if reported { Some(Modality::Planned) } else { self.rules.context.modal(word) }
    }

    /// "It would cut duties, it said. Quotas would be scrapped": what was planned right before goes on.
    fn goes_on_planned(&self) -> bool {
        let near = |claim: &&Claim<'_>| claim.sentence + 2 >= self.parse.sentence;
        let last = self.memory.claims().next().filter(near);
        let condition = |unit: &Unit<'_>| self.rules.context.is_condition(&unit.lower);
        last.is_some_and(|last| last.modality == Modality::Planned) && !self.parse.units.iter().any(condition)
    }

    /// Whether a verb or noun of saying or planning stands above, so that "would" is its "will".
    fn is_reported(&self, mut verb: usize) -> bool {
        for _ in 0..8 {
            let group = &self.parse.groups[verb];
            let Some(host) = group.host else { return !self.parse.speeches.is_empty() };
            let says =
                || self.rules.context.is_saying(&self.parse.head(host).lemma) || self.noun_modality(host).is_some();
            if group.relation == Relation::Content || group.relation == Relation::Modifier && says() {
                return true;
            }
            verb = host;
        }
        false
    }
}
