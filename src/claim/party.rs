//! noun groups → the parties they stand for.
//!
//! In this order: a mention that heads the group; the mention before a noun that acts for it ("the Trump
//! administration"); a pronoun or definite noun that points back, first within the sentence, then before it.

use super::{Argument, Scene};
use crate::lexicon::{Kind, Sense};
use crate::syntax::{Relation, Tag};

/// How many references are followed from one to the next ("the leaders of their countries").
const DEEPEST: u8 = 4;

impl<'a> Scene<'_, 'a> {
    /// The parties that a noun group stands for, those joined to it by "and" included.
    pub(super) fn parties(&self, group: usize) -> Vec<Argument<'a>> {
        let mut parties = self.own_parties(group);
        for joined in self.parse.hanging(group).filter(|&joined| {
            self.parse.groups[joined].relation == Relation::Conjunct && self.parse.groups[joined].is_noun()
        }) {
            parties.extend(self.parties(joined));
        }
        if parties.is_empty() {
            for named in
                self.parse.hanging(group).filter(|&named| self.parse.groups[named].relation == Relation::Apposition)
            {
                parties.extend(self.own_parties(named));
            }
        }
        dedup(&mut parties);
        parties
    }

    /// The parties that the group itself stands for.
    pub(super) fn own_parties(&self, group: usize) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        if !this.is_noun() || self.depth > DEEPEST {
            return Vec::new();
        }
        let within = Scene { depth: self.depth + 1, ..*self };
        let head = &self.parse.units[this.head];
        if head.kind.is_some_and(Kind::is_party) {
            return head.mention.map(|mention| Argument::of(&self.mentions[mention])).into_iter().collect();
        }
        if head.mention.is_some() {
            return Vec::new();
        }
        if head.tag == Tag::Pronoun {
            return within.pointed_at_by_pronoun(group);
        }
        let context = &self.rules.context;
        let body = context.is_body(&head.lemma);
        let before = self.mentions_before(group, Kind::is_party);
        if body && !before.is_empty() {
            return before;
        }
        if body || head.tag == Tag::Plural {
            let owners: Vec<_> =
                within.owners(group).into_iter().filter(|owner| owner.kind.is_some_and(Kind::is_party)).collect();
            if body && !owners.is_empty() {
                return owners;
            }
            // "the leaders of Canada and Mexico", "a group of EU ministers".
            let behind =
                self.parse.hanging(group).find(|&behind| matches!(self.parse.preposition(behind), "of" | "from"));
            let of = behind.map(|behind| within.parties(behind)).unwrap_or_default();
            if body && !of.is_empty() {
                return of;
            }
        }
        within.pointed_at_by_noun(group)
    }

    /// Mentions of a kind in the group before its head, each an argument.
    pub(super) fn mentions_before(&self, group: usize, wanted: impl Fn(Kind) -> bool) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        let units = &self.parse.units[this.units.start..this.head];
        units
            .iter()
            .filter(|unit| unit.kind.is_some_and(&wanted))
            .filter_map(|unit| unit.mention)
            .map(|mention| Argument::of(&self.mentions[mention]))
            .collect()
    }

    /// Who owns the group: "Japan's", "its".
    pub(super) fn owners(&self, group: usize) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        let mut owners = Vec::new();
        for owner in self.parse.hanging(group).filter(|&owner| self.parse.groups[owner].relation == Relation::Possessor)
        {
            // "Canada and Mexico's tariffs": a list ends with its possessive.
            owners.extend(self.own_parties(owner));
        }
        if owners.is_empty() && self.parse.units[this.units.start].tag == Tag::Possessive {
            owners = self.pointed_at_by_possessive(group);
        }
        owners
    }

    /// "he", "it", "they".
    fn pointed_at_by_pronoun(&self, group: usize) -> Vec<Argument<'a>> {
        let head = self.parse.head(group);
        let (span, word) = (head.span, &*head.lower);
        let carried = |party: &Argument<'a>| party.carried_to(span);
        match word {
            "he" | "she" | "him" | "her" | "himself" => self
                .earlier_here(group, |party| party.kind == Some(Kind::Person))
                .or_else(|| self.memory.person().cloned())
                .iter()
                .map(carried)
                .collect(),
            "it" | "itself" => self
                .earlier_here(group, |party| matches!(party.kind, Some(Kind::Country | Kind::Organization)))
                .or_else(|| self.memory.body().cloned())
                .iter()
                .map(carried)
                .collect(),
            "they" | "them" | "themselves" => {
                let here = self.subject_before(group).map(|subject| self.parties(subject)).unwrap_or_default();
                let parties = if here.len() > 1 { here } else { self.memory.subjects().to_vec() };
                parties.iter().map(carried).collect()
            }
            "we" | "us" | "i" | "me" => self.speaker_side().iter().map(carried).collect(),
            _ => Vec::new(),
        }
    }

    /// "its", "their", "his".
    fn pointed_at_by_possessive(&self, group: usize) -> Vec<Argument<'a>> {
        let unit = &self.parse.units[self.parse.groups[group].units.start];
        let carried = |party: &Argument<'a>| party.carried_to(unit.span);
        match &*unit.lower {
            "his" | "her" => self
                .earlier_here(group, |party| party.kind == Some(Kind::Person))
                .or_else(|| self.memory.person().cloned())
                .iter()
                .map(carried)
                .collect(),
            "its" | "whose" => self
                .earlier_here(group, |party| matches!(party.kind, Some(Kind::Country | Kind::Organization)))
                .or_else(|| self.memory.body().cloned())
                .iter()
                .map(carried)
                .collect(),
            "their" => {
                let here = self.subject_before(group).map(|subject| self.parties(subject)).unwrap_or_default();
                let parties = if here.is_empty() { self.memory.subjects().to_vec() } else { here };
                parties.iter().map(carried).collect()
            }
            "our" | "my" => self.speaker_side().iter().map(carried).collect(),
            _ => Vec::new(),
        }
    }

    /// "the country", "both sides", "the ministry".
    fn pointed_at_by_noun(&self, group: usize) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        let head = &self.parse.units[this.head];
        let first = &*self.parse.units[this.units.start].lower;
        let lemma = super::phrase::singular(&head.lower);
        let back = self.rules.context.points_back();
        let among = |words: &[String]| words.iter().any(|word| *word == *head.lemma || word == lemma);
        let units = &self.parse.units[this.units.clone()];
        let plural = head.tag == Tag::Plural;
        let paired = units.iter().any(|unit| matches!(&*unit.lower, "both" | "two" | "three"))
            || (plural && &*head.lower == "sides");
        let carried = |party: &Argument<'a>| party.carried_to(head.span);
        if plural {
            return if paired && among(&back.both) {
                self.memory.pair().iter().map(carried).collect()
            } else {
                Vec::new()
            };
        }
        if !matches!(first, "the" | "this" | "that") || units.iter().any(|unit| unit.mention.is_some()) {
            return Vec::new();
        }
        let found = if &*head.lower == "bloc" {
            self.memory.bloc()
        } else if among(&back.country) {
            self.memory.country()
        } else if among(&back.person) {
            let in_office = |person: &&Argument<'a>| {
                self.lexicon.by_id(&person.id).is_some_and(|entry| entry.detail.contains(&*head.lemma))
            };
            self.memory.persons().find(in_office).or_else(|| self.memory.person())
        } else if among(&back.organization) {
            self.memory.organization(&head.lower)
        } else {
            None
        };
        found.iter().map(|party| carried(party)).collect()
    }

    /// The nearest party before the group in its own sentence, its clause's subject first.
    fn earlier_here(&self, group: usize, fits: impl Fn(&Argument<'a>) -> bool) -> Option<Argument<'a>> {
        let start = self.parse.groups[group].units.start;
        if let Some(subject) = self.subject_before(group) {
            // "The Trump administration … it": a body stands for the person as well.
            let body = self.parse.head(subject).mention.is_none();
            if let Some(party) = self.named(subject).into_iter().find(|party| fits(party) || body) {
                return Some(party);
            }
        }
        self.parse.units[..start]
            .iter()
            .rev()
            .filter(|unit| unit.kind.is_some_and(Kind::is_party))
            .filter_map(|unit| unit.mention)
            .filter(|&mention| self.mentions[mention].sense != Sense::Adjective)
            .map(|mention| Argument::of(&self.mentions[mention]))
            .find(|party| fits(party))
    }

    /// The parties a subject names itself, pronouns left out: so that no pronoun points at another.
    fn named(&self, group: usize) -> Vec<Argument<'a>> {
        if self.parse.head(group).tag == Tag::Pronoun { Vec::new() } else { self.own_parties(group) }
    }

    /// The nearest subject before the group that is no pronoun itself.
    fn subject_before(&self, group: usize) -> Option<usize> {
        let verbs = (0..group).rev().filter(|&verb| self.parse.groups[verb].is_verb());
        let subjects = verbs.filter_map(|verb| self.parse.groups[verb].verb.subject);
        subjects.into_iter().find(|&subject| subject < group && self.parse.head(subject).tag != Tag::Pronoun)
    }

    /// The side for which the sentence's speaker says "we".
    fn speaker_side(&self) -> Vec<Argument<'a>> {
        let speaker = self
            .parse
            .speeches
            .last()
            .and_then(|speech| self.named(speech.speaker).into_iter().next())
            .or_else(|| self.memory.speaker().cloned());
        let Some(speaker) = speaker else { return Vec::new() };
        match self.lexicon.by_id(&speaker.country).filter(|_| speaker.kind == Some(Kind::Person)) {
            Some(state) => {
                vec![Argument { id: state.id.into(), name: state.name.into(), kind: Some(Kind::Country), ..speaker }]
            }
            None => vec![speaker],
        }
    }
}

/// Keeps the first of each party.
pub(super) fn dedup(parties: &mut Vec<Argument<'_>>) {
    let mut seen: Vec<String> = Vec::new();
    parties.retain(|party| {
        let new = !seen.iter().any(|id| **id == *party.id);
        seen.push(party.id.to_string());
        new
    });
}
