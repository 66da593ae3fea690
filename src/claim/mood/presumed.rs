//! A noun of which no word tells what becomes of it → whether it is there, and how sure that is.

use super::Mood;
use crate::claim::Scene;
use crate::claim::govern::{Governor, Stand};
use crate::rule::{Frame, Modality, Shape};
use crate::syntax::{Relation, Tag};

impl<'a> Scene<'_, 'a> {
    /// The mood of what the sentence only presupposes: it stands, whatever is said about it.
    pub(super) fn presumed_mood(
        &self,
        frame: &Frame,
        noun: usize,
        governor: &Governor<'a>,
        mood: Mood<'a>,
    ) -> Mood<'a> {
        let mut existing = Mood::actual();
        // "The deal calls for lower duties" asks for no deal.
        let asks = self.rules.context.modality(&governor.word);
        existing.lay(asks.filter(|_| !self.rules.context.portrays(&governor.word)));
        existing.lay(self.adjective_modality(noun));
        // "asked X to review its duties": whoever is asked has them in force.
        let mut above = mood.clone();
        self.climb(frame, governor.group, &mut above);
        let verb = self.parse.groups[noun].host.filter(|&verb| self.parse.groups[verb].is_verb());
        // "There will be no quotas" says that there is none, and when.
        let object = self.parse.groups[noun].relation == Relation::Object;
        // "Talks brought no compromise".
        let tells = |verb: usize| self.parse.groups[verb].verb.copula || frame.shape == Shape::Meeting;
        // "Denied that there was a quota".
        let exists = |verb: usize| above.negated && self.follows(verb, &["there"]);
        let there = verb.filter(|&verb| object && (mood.negated && tells(verb) || exists(verb)));
        if let Some(verb) = there {
            self.verb_form(verb, &mut existing);
        }
        // "No plans for talks", "no need for a meeting".
        let wanting = self.parse.groups[noun].host.filter(|&host| {
            let of = matches!(self.parse.preposition(noun), "for" | "of") && self.parse.groups[host].is_noun();
            of && frame.shape == Shape::Meeting && &*self.first(host).lower == "no"
        });
        if let Some(wanting) = wanting {
            existing.lay(Some(self.noun_modality(wanting).unwrap_or(Modality::Actual).min(Modality::Proposed)));
        }
        // "The new duties will be 17%": what is new comes when the verb says.
        if matches!(&*governor.word, "new" | "fresh") {
            verb.into_iter().for_each(|verb| existing.lay(self.modal(verb)));
        }
        // "look forward to talks"
        let event = matches!(frame.shape, Shape::Meeting | Shape::Event);
        if let Some(verb) = verb.filter(|&verb| event && !self.settles(frame, verb, noun)) {
            existing.lay(self.laid_by(verb).filter(|&laid| laid == Modality::Planned));
        }
        // "Failed to agree at talks": they were held.
        let open = || !above.negated && self.hangs_open(frame, noun);
        if frame.shape == Shape::Meeting && governor.word == "default" && open() {
            existing.lay(Some(above.modality));
        }
        // "Ahead of talks with Norway", "talks on salmon, starting on April 14": they are still to come.
        let talks = frame.shape == Shape::Meeting && frame.sides.is_empty();
        let before = matches!(self.parse.preposition(noun), "before" | "ahead of" | "in advance of" | "prior to");
        let time = self.time(frame, noun, governor, true).filter(|time| talks && self.is_ahead(time));
        if talks && before || time.is_some() {
            existing.lay(Some(Modality::Planned));
        }
        let mood = Mood { time, ..mood };
        let requester = above.requester.filter(|_| existing.modality == Modality::Requested);
        Mood {
            modality: existing.modality,
            negated: there.is_some() || wanting.is_some(),
            actors_above: above.asked,
            requester,
            ..mood
        }
    }

    /// "Envoys will fly to Lima for talks", "could be part of a deal": whether a meeting is as open as the verb above
    /// it. "The deal" is there, and so are talks that something helps or hurts.
    fn hangs_open(&self, frame: &Frame, noun: usize) -> bool {
        let group = &self.parse.groups[noun];
        if frame.sides.is_empty() {
            // "The possibility of talks".
            let of = group.host.filter(|&of| self.parse.preposition(noun) == "of" && self.parse.groups[of].is_noun());
            return matches!(self.parse.preposition(noun), "for" | "at" | "to")
                || group.relation == Relation::Subject
                || of.is_some_and(|of| self.noun_modality(of) == Some(Modality::Proposed));
        }
        let first = self.first(noun);
        let definite = first.tag.determines() && !matches!(&*first.lower, "a" | "an" | "any" | "some" | "another");
        !definite
            && self.parse.owner(noun).is_none()
            && matches!(self.parse.preposition(noun), "" | "for" | "to" | "in" | "into" | "of" | "towards" | "toward")
    }

    /// "The deal is not meant to hurt others": what a deal that is there does or does not,
    /// rather than what becomes of it.
    pub(super) fn deal_does(&self, frame: &Frame, noun: usize, governor: &Governor<'a>) -> bool {
        let first = self.first(noun);
        let owned = || self.parse.owner(noun).is_some();
        let definite = || matches!(&*first.lower, "the" | "this") || first.tag == Tag::Possessive || owned();
        let modal = || self.parse.groups[governor.group].verb.modal.is_some();
        let told = self.rules.context.portrays(&governor.word);
        let there =
            || self.memory.claims().any(|known| known.frame == frame.name && known.modality == Modality::Actual);
        !frame.sides.is_empty() && governor.stand == Stand::Subject && told && definite() && (!modal() || there())
    }
}
