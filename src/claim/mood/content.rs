//! What is said → the modality that the verb of saying lays over it, or a modal of duty in the mouth of another.

use super::Mood;
use crate::claim::govern::Governor;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape};
use crate::syntax::Tag;

impl<'a> Scene<'_, 'a> {
    /// What a verb of saying lays over its content: a threat of one's own act, a hope, a demand.
    pub(super) fn content(&self, frame: &Frame, verb: usize, content: usize, mood: &mut Mood<'a>) {
        // "It is untrue that", "it is not true that".
        let singled = |key: &&str| self.rules.context.bears_out(key);
        let untrue = self.parse.groups[verb].verb.negated && self.verb_keys(verb).iter().any(singled);
        mood.negated ^= self.denies(verb) || untrue;
        let (above, said) = (&self.parse.groups[verb], &self.parse.groups[content]);
        let parties = |subject: Option<usize>| subject.map(|subject| self.parties(subject)).unwrap_or_default();
        let speakers = parties(above.verb.subject);
        match self.laid_by(verb) {
            Some(Modality::Threatened) if mood.modality != Modality::Actual => {
                let actors = parties(said.verb.subject);
                let own = actors.iter().any(|actor| speakers.iter().any(|speaker| self.speaks_for(speaker, actor)));
                let may_act = speakers.iter().any(|one| one.state(self.lexicon).kind == Some(Kind::Country));
                if own || actors.is_empty() && frame.shape == Shape::Measure && (may_act || speakers.is_empty()) {
                    mood.modality = Modality::Threatened;
                }
            }
            // "recommended that states cut their duties": another would do it.
            Some(Modality::Proposed)
                if self.is_bare(content) && !said.verb.passive && self.is_another(said.verb.subject, &speakers) =>
            {
                mood.lay(Some(Modality::Requested));
                mood.requester = speakers.into_iter().next();
                mood.asked = parties(said.verb.subject);
            }
            // "proposed that the price be cut": who proposes it would do it.
            Some(Modality::Proposed) if self.is_bare(content) => {
                mood.lay(Some(Modality::Proposed));
                mood.actors_above = speakers;
            }
            Some(Modality::Proposed) if mood.modality == Modality::Planned => mood.modality = Modality::Proposed,
            // "directed that the duty be cut": it is decided.
            Some(Modality::Requested)
                if self.is_bare(content) && self.rules.context.commands(&self.parse.head(verb).lemma) =>
            {
                mood.lay(Some(Modality::Planned));
                mood.actors_above = speakers;
            }
            Some(Modality::Requested) if self.is_bare(content) => {
                mood.modality = Modality::Requested;
                mood.requester = speakers.into_iter().next();
            }
            _ => {}
        }
    }

    /// Whether a party says of itself what it says of `actor`: a ministry that may be any state's speaks for the state.
    pub(in crate::claim) fn speaks_for(&self, speaker: &Argument<'_>, actor: &Argument<'_>) -> bool {
        let of_any = speaker.country.is_empty() && speaker.acts_for_state(self.lexicon);
        speaker.same_party(actor)
            || of_any && speaker.kind == Some(Kind::Organization) && actor.kind == Some(Kind::Country)
    }

    /// Whether a subject stands for others than these parties, by name or not.
    fn is_another(&self, subject: Option<usize>, speakers: &[Argument<'a>]) -> bool {
        let Some(subject) = subject.filter(|&subject| self.parse.head(subject).tag != Tag::Pronoun) else {
            return false;
        };
        let parties = self.parties(subject);
        let acts =
            !parties.is_empty() || self.rules.context.points_back().both.contains(&self.parse.head(subject).lemma);
        acts && !parties.iter().any(|party| speakers.iter().any(|speaker| self.speaks_for(speaker, party)))
    }

    /// "be cut", "lift": a verb that neither tense nor modal makes a report.
    pub(in crate::claim) fn is_bare(&self, verb: usize) -> bool {
        let first = &self.parse.units[self.parse.groups[verb].units.start];
        &*first.lower == "be" || first.tag == Tag::Base
    }

    /// "The quota must be removed, the commissioner said": what another should do is asked for.
    /// "Peru needs to remove it": the verb above says the same.
    pub(in crate::claim) fn ask_by_modal(&self, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let modal = self.parse.groups[governor.group].verb.modal.map(|unit| &*self.parse.units[unit].lower);
        let above = self.infinitive_above(governor.group).map(|above| [&self.parse.head(above).lemma, " to"].concat());
        let Some(asker) = claim.attribution.last().filter(|asker| !asker.id.is_empty()) else { return };
        // Where nobody is named who would act, a state may speak of itself, a lobby cannot.
        let other = match claim.actor.is_empty() {
            true => asker.state(self.lexicon).kind != Some(Kind::Country),
            false => !claim.actor.iter().any(|actor| actor.same_party(asker)),
        };
        // "The sanctions should not hurt Peru": they stand.
        let other = other && !self.rules.context.hurts(&governor.word);
        let obliges = [modal, above.as_deref()].into_iter().flatten().any(|word| self.rules.context.obliges(word));
        if claim.requester.is_none() && other && obliges {
            claim.modality = Modality::Requested;
            claim.requester = Some(asker.clone());
        }
    }
}
