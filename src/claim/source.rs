//! A claim → who is said to have said it, outermost first.
//!
//! Verbs of saying above it, insertions beside it, the verb outside its quotation marks, else whoever spoke last. A
//! source without a name stands in the chain with an empty id, so that it is told apart from no source.

use super::{Argument, Scene};
use crate::lexicon::Kind;
use crate::rule::Modality;
use crate::syntax::{Relation, Speech, Tag};

impl<'a> Scene<'_, 'a> {
    /// Who is said to have said what stands at `group`, outermost first.
    pub(super) fn attribution(&self, group: usize) -> Vec<Argument<'a>> {
        let mut chain = Vec::new();
        let mut at = group;
        for _ in 0..16 {
            let Some(host) = self.parse.groups[at].host else { break };
            if let Some(subject) = self.parse.groups[host].verb.subject.filter(|_| self.is_said(at, host)) {
                chain.extend(self.source(subject));
            }
            at = host;
        }
        chain.reverse();
        let trigger = self.parse.head(group).span;
        let inserted =
            self.parse.speeches.iter().filter(|speech| !speech.groups.contains(&group)).min_by_key(|speech| {
                let speaker = self.parse.head(speech.speaker).span;
                // The insertion behind the claim is its source; one before it only where none follows.
                (speaker.start < trigger.start, speaker.start.abs_diff(trigger.start))
            });
        if let Some(speech) = inserted {
            let mut outer = self.source_of(speech);
            outer.append(&mut chain);
            chain = outer;
        }
        if chain.is_empty() && self.text.quoted(trigger.start) {
            chain.extend(self.quote_verb_subject(trigger.start));
        }
        if chain.is_empty() && (self.text.quoted(trigger.start)) {
            chain.extend(self.memory.speaker().cloned().map(|speaker| Argument { carried: true, ..speaker }));
        }
        super::party::dedup(&mut chain);
        chain
    }

    /// Whether the verb at `host` says what stands at `at`. Who warns that he will act himself only speaks of himself.
    fn is_said(&self, at: usize, host: usize) -> bool {
        let (said, saying) = (&self.parse.groups[at], &self.parse.groups[host]);
        // "accused China of subsidising"
        let accused = said.relation == Relation::Preposition
            && said.verb.gerund
            && said.verb.subject.is_some_and(|subject| saying.verb.objects.contains(&subject));
        let lemma = &self.parse.head(host).lemma;
        if !self.rules.context.is_saying(lemma) || !(accused || said.relation == Relation::Content) {
            return false;
        }
        let Some(speaker) = saying.verb.subject else { return false };
        if matches!(&*self.parse.head(speaker).lower, "i" | "we") {
            return false;
        }
        let held_out = matches!(self.rules.context.modality(lemma), Some(Modality::Threatened | Modality::Proposed));
        let own = |subject: usize| {
            let (actors, speakers) = (self.parties(subject), self.parties(speaker));
            actors.iter().any(|actor| speakers.iter().any(|speaker| speaker.same_party(actor)))
        };
        !(held_out && said.verb.subject.is_some_and(own))
    }

    /// The source that an insertion names; of "people told Bloomberg" the outlet.
    fn source_of(&self, speech: &Speech) -> Vec<Argument<'a>> {
        let source = self.source(speech.speaker);
        let is_outlet =
            |party: &Argument<'a>| self.lexicon.by_id(&party.id).is_some_and(|entry| entry.sort == "outlet");
        let named = source.iter().any(|source| !source.id.is_empty());
        let heard = (speech.speaker + 1..speech.groups.end).filter(|_| !named);
        match heard.flat_map(|group| self.own_parties(group)).find(is_outlet) {
            Some(outlet) => vec![outlet],
            None => source,
        }
    }

    /// The subject of a verb of saying that stands in the sentence outside the quote at `offset`.
    pub(super) fn quote_verb_subject(&self, offset: u32) -> Vec<Argument<'a>> {
        let saying = (0..self.parse.groups.len()).rev().find(|&group| {
            let this = &self.parse.groups[group];
            this.is_verb()
                && self.parse.head(group).span.start < offset
                && !self.text.quoted(self.parse.head(group).span.start)
                && self.rules.context.is_saying(&self.parse.head(group).lemma)
        });
        saying
            .and_then(|verb| self.parse.groups[verb].verb.subject)
            .map(|subject| self.source(subject))
            .unwrap_or_default()
    }

    /// The source that a noun group names; without an id where it has no name ("officials").
    fn source(&self, group: usize) -> Vec<Argument<'a>> {
        // "Taipei's envoy, Chu Hsueh-lin": the name rather than whose envoy it is.
        let apposed =
            self.parse.hanging(group).filter(|&said| self.parse.groups[said].relation == Relation::Apposition);
        let person = apposed.flat_map(|said| self.own_parties(said)).find(|party| party.kind == Some(Kind::Person));
        if let Some(party) = person.or_else(|| self.parties(group).into_iter().next()) {
            return vec![party];
        }
        let head = self.parse.head(group);
        if head.tag == Tag::Pronoun || head.mention.is_some() {
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

/// Who speaks in the sentence, so that a quote that goes on in the next one is theirs.
pub(super) fn sentence_speaker<'a>(scene: &Scene<'_, 'a>) -> Option<Argument<'a>> {
    if let Some(speech) = scene.parse.speeches.last() {
        return scene.parties(speech.speaker).into_iter().next();
    }
    let saying = (0..scene.parse.groups.len()).find(|&group| {
        let this = &scene.parse.groups[group];
        this.is_verb() && scene.rules.context.is_saying(&scene.parse.head(group).lemma)
    })?;
    let subject = scene.parse.groups[saying].verb.subject?;
    scene.parties(subject).into_iter().next()
}
