//! groups → who is said to say the rest: "…, X said", "…, said X", "according to X", "X: …", "what X called …".
//!
//! Such an insertion is taken out of the sentence before clauses are linked, so that it hides nothing.

use super::group::{Group, GroupKind, Relation};
use super::unit::{Tag, Unit};
use crate::lexicon::Kind;
use crate::rule::Context;
use std::ops::Range;

/// How many groups may stand between a speaker and the verb: "X, a minister of trade and finance, said".
const APART: usize = 14;

/// An inserted "X said" or "according to X".
#[derive(Clone, Debug)]
pub struct Speech {
    /// The noun group that names the source.
    pub speaker: usize,
    /// The source that it quotes in turn: "Reuters quoted the minister as saying".
    pub quoted: Option<usize>,
    /// The groups taken out of the sentence.
    pub groups: Range<usize>,
    /// The groups of which it is the source.
    pub scope: Range<usize>,
}

impl Speech {
    /// Whether it says whose word the next noun is and stands within its clause: "what X called a duty".
    pub(super) fn is_within(&self) -> bool {
        self.scope == (self.groups.end..self.groups.end + 1)
    }
}

/// Finds the insertions of a sentence; a preposition before one is left to what follows it.
pub(super) fn find(units: &[Unit<'_>], groups: &mut [Group], context: &Context) -> Vec<Speech> {
    let mut speeches: Vec<Speech> = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let finder = Finder { units, groups, context };
        let found = match groups[at].kind {
            GroupKind::Noun => finder.according(at).or_else(|| finder.called(at)).or_else(|| finder.labelled(at)),
            GroupKind::Comma => finder.said(at),
            GroupKind::Stop => finder.signed(at).or_else(|| finder.said(at)),
            _ => None,
        };
        match found {
            Some(speech) => {
                let preposition = groups[at].preposition.filter(|_| speech.is_within());
                if let (Some(next), Some(_)) = (groups.get_mut(speech.groups.end), preposition) {
                    next.preposition = preposition;
                }
                at = speech.groups.end.max(at + 1);
                speeches.push(speech);
            }
            None => at += 1,
        }
    }
    speeches
}

struct Finder<'f, 'a> {
    units: &'f [Unit<'a>],
    groups: &'f [Group],
    context: &'f Context,
}

impl Finder<'_, '_> {
    fn lower(&self, group: usize) -> &str {
        &self.units[self.groups[group].units.start].lower
    }

    fn is(&self, group: usize, fits: impl Fn(&Group) -> bool) -> bool {
        self.groups.get(group).is_some_and(fits)
    }

    fn breaks(&self, group: usize) -> bool {
        self.is(group, |group| matches!(group.kind, GroupKind::Comma | GroupKind::Stop))
    }

    /// Whether the sentence ends here, or the insertion does.
    fn ends(&self, group: usize) -> bool {
        group >= self.groups.len() || self.breaks(group)
    }

    fn says(&self, at: usize) -> bool {
        self.is(at, |group| {
            let verb = &group.verb;
            let lemma = &self.units[group.head].lemma;
            let active = group.is_verb() && verb.finite && !verb.passive && !verb.infinitive;
            // "people briefed on it told Reuters": with an object it is no participle.
            let told = || verb.passive && !verb.finite && self.context.tells(lemma) && self.is_bare_noun(at + 1);
            // "X was quoted as saying"
            let quoted = || verb.passive && verb.finite && self.is_as_saying(at + 1);
            (active || told() || quoted()) && self.context.is_saying(lemma)
        })
    }

    /// "as saying"
    fn is_as_saying(&self, at: usize) -> bool {
        self.is(at, |group| group.verb.gerund && group.preposition.is_some_and(|unit| &*self.units[unit].lower == "as"))
    }

    /// "Has lifted its duty, **said** X": behind a perfect the past form looks like one participle more.
    fn opens_speech(&self, at: usize) -> bool {
        self.is(at, |group| {
            let participle = group.is_verb() && group.verb.passive && !group.verb.finite && group.units.len() == 1;
            participle && self.context.names_speaker(&self.units[group.head].lemma)
        })
    }

    fn is_finite(&self, group: usize) -> bool {
        self.is(group, |group| group.is_verb() && group.verb.finite)
    }

    /// A noun group that no preposition opens.
    fn is_bare_noun(&self, group: usize) -> bool {
        self.is(group, |group| group.is_noun() && group.preposition.is_none())
    }

    fn is_colon(&self, group: usize) -> bool {
        self.is(group, |group| group.kind == GroupKind::Stop) && self.lower(group) == ":"
    }

    fn is_named(&self, group: usize) -> bool {
        matches!(self.units[self.groups[group].head].kind, Some(Kind::Person | Kind::Organization))
    }

    fn is_party(&self, group: usize) -> bool {
        self.units[self.groups[group].head].kind.is_some_and(Kind::is_party)
    }

    /// The owned noun that a chain of owners ends with.
    fn owned(&self, mut at: usize) -> usize {
        while self.is(at, |owner| owner.relation == Relation::Possessor) && self.is(at + 1, Group::is_noun) {
            at += 1;
        }
        at
    }

    fn is_owned(&self, group: usize) -> bool {
        self.groups[group - 1].relation == Relation::Possessor
    }

    /// "according to X" up to the next break.
    fn according(&self, at: usize) -> Option<Speech> {
        let preposition = &*self.units[self.groups[at].preposition?].lower;
        if !matches!(preposition, "according to" | "in the words of" | "in the view of") {
            return None;
        }
        let speaker = self.owned(at);
        // "According to the president's wish": nobody says so.
        if self.context.guides(&self.units[self.groups[speaker].head].lemma) {
            return None;
        }
        // "according to figures released by the ministry"
        let belongs = |group: usize| {
            !self.breaks(group)
                && !self.is_finite(group)
                && (!self.is_bare_noun(group) || self.follows_participle(group) || self.is_owned(group))
        };
        let end = (speaker + 1..self.groups.len()).find(|&group| !belongs(group)).unwrap_or(self.groups.len());
        Some(self.speech(speaker, at..end))
    }

    /// "what X called …": the next noun is in X's words.
    fn called(&self, at: usize) -> Option<Speech> {
        if self.lower(at) != "what" {
            return None;
        }
        let speaker = if self.groups[at].units.len() > 1 { at } else { self.owned(at + 1) };
        let verb = speaker + 1;
        let calls = self.is(speaker, Group::is_noun)
            && self.is_finite(verb)
            && self.context.names(&self.units[self.groups[verb].head].lemma);
        let end = verb + 1;
        (calls && self.is(end, Group::is_noun)).then(|| Speech { scope: end..end + 1, ..self.speech(speaker, at..end) })
    }

    /// "Yellen: …" before a sentence.
    fn labelled(&self, at: usize) -> Option<Speech> {
        let labels = at == 0 && self.is_bare_noun(0) && self.is_colon(1) && self.is_named(0);
        labels.then(|| Speech { scope: 2..self.groups.len(), ..self.speech(0, 0..2) })
    }

    /// "…: minister" behind a headline.
    fn signed(&self, at: usize) -> Option<Speech> {
        let last = self.groups.len() - 1;
        if at == 0 || !self.is_colon(at) || self.owned(at + 1) != last || !self.is_bare_noun(last) {
            return None;
        }
        let lemma = &self.units[self.groups[last].head].lemma;
        let speaks = self.is_named(last) || self.context.is_body(lemma) || self.context.is_saying(lemma);
        speaks.then(|| Speech { scope: 0..at, ..self.speech(last, at..last + 1) })
    }

    /// "…, X said …" and "…, said X …" where a break stands before and no clause follows as the verb's content.
    fn said(&self, at: usize) -> Option<Speech> {
        if !self.groups[..at].iter().any(Group::is_noun) {
            return None;
        }
        let first = at + 1;
        if self.says(first) || self.opens_speech(first) {
            let speaker = Some(first + 1).filter(|&noun| self.is_bare_noun(noun)).map(|noun| self.owned(noun))?;
            // "Norway, a big buyer, announced a ban": what is announced says nothing.
            if self.context.discloses(&self.units[self.groups[first].head].lemma) && !self.may_speak(speaker) {
                return None;
            }
            let end = self.end_of_apposition(self.end_of_insertion(speaker + 1));
            return self.ends(end).then(|| self.inserted(self.best_name(speaker + 1..end, speaker), at..end));
        }
        let speaker = Some(first).filter(|&noun| self.is_bare_noun(noun)).map(|noun| self.owned(noun))?;
        let verb = self.verb_of(speaker)?;
        // "; Chile responded by banning exports" tells what was done.
        let by = |unit: usize| &*self.units[unit].lower == "by";
        if self.is(verb + 1, |act| act.verb.gerund && act.preposition.is_some_and(by)) {
            return None;
        }
        let lemma = &*self.units[self.groups[verb].head].lemma;
        // "X told reporters", "X quoted Y as saying": whom it is told, who is quoted belongs to the insertion.
        let object = Some(verb + 1).filter(|&noun| self.is_bare_noun(noun)).map(|noun| self.owned(noun));
        let quoted = object.filter(|object| self.is_as_saying(object + 1));
        let heard = object.filter(|_| self.context.tells(lemma));
        let after = quoted.map(|quoted| quoted + 1).or(heard).unwrap_or(verb);
        let end = self.end_of_insertion(after + 1);
        let opens = |group: &Group| {
            group.verb.gerund || group.kind == GroupKind::Subordinator && &*self.units[group.head].lower != "that"
        };
        let ends = self.ends(end) || self.is(end, opens);
        let speaker = self.best_name(speaker + 1..verb, speaker);
        ends.then(|| Speech { quoted, ..self.inserted(speaker, at..end.max(verb + 1)) })
    }

    /// Whether a noun is of somebody: a party, a body, people, who speaks for one.
    fn may_speak(&self, noun: usize) -> bool {
        let head = &self.units[self.groups[noun].head];
        let speaks = |lemma: &str| {
            self.context.is_body(lemma) || self.context.is_official(lemma) || self.context.stays_unnamed(lemma)
        };
        self.is_party(noun) || head.tag == Tag::Pronoun || head.mention.is_none() && speaks(&head.lemma)
    }

    /// The verb of saying of which a noun is the subject: what is said of the speaker may stand between.
    fn verb_of(&self, speaker: usize) -> Option<usize> {
        let mut at = speaker + 1;
        while at <= speaker + APART {
            let group = self.groups.get(at)?;
            let belongs = match group.kind {
                GroupKind::Verb if self.says(at) => return Some(at),
                GroupKind::Verb => !group.verb.finite && !group.verb.infinitive,
                GroupKind::Noun => group.preposition.is_some() || self.follows_participle(at),
                GroupKind::Time | GroupKind::Other => true,
                GroupKind::Coordinator => self.is(at + 1, Group::is_noun),
                GroupKind::Comma => return self.behind_comma(at),
                _ => false,
            };
            let joined = || group.is_noun() && self.is(at - 1, |before| before.kind == GroupKind::Coordinator);
            if !(belongs || joined()) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The verb of saying behind the comma that closes an apposition or a relative clause.
    fn behind_comma(&self, open: usize) -> Option<usize> {
        let relative = self.is(open + 1, |group| group.kind == GroupKind::Relative);
        let noun = self.is(open + 1, Group::is_noun);
        let ahead = (open + 1..self.groups.len()).take(APART);
        let mut within = ahead.take_while(|&at| {
            self.is(at, |group| group.kind != GroupKind::Stop) && (relative || !self.is_finite(at) || self.says(at))
        });
        within.find(|&at| (relative || noun) && self.says(at) && self.breaks(at - 1)).filter(|&verb| verb > open + 2)
    }

    fn speech(&self, speaker: usize, groups: Range<usize>) -> Speech {
        Speech { speaker, quoted: None, groups, scope: 0..self.groups.len() }
    }

    /// An insertion between breaks: behind a whole clause it does not reach over the next one.
    fn inserted(&self, speaker: usize, groups: Range<usize>) -> Speech {
        let mut next = groups.end;
        while self.breaks(next) {
            next += 1;
        }
        let joins = |group: &Group| matches!(group.kind, GroupKind::Coordinator | GroupKind::Subordinator);
        let whole = (0..groups.start).any(|group| self.is_finite(group));
        let another = self.is(next, joins) && self.is_bare_noun(next + 1) && {
            let verb = (next + 2..self.groups.len()).find(|&group| self.groups[group].is_verb());
            verb.is_some_and(|verb| self.is_finite(verb) && self.groups[verb].verb.modal.is_none())
        };
        let scope = if whole && another { 0..groups.start } else { 0..self.groups.len() };
        Speech { scope, ..self.speech(speaker, groups) }
    }

    /// Where an insertion ends that began before `from`: times and prepositional groups still belong to it.
    fn end_of_insertion(&self, from: usize) -> usize {
        let belongs = |index: usize| {
            let group = &self.groups[index];
            matches!(group.kind, GroupKind::Time | GroupKind::Other)
                || (group.is_noun() || group.verb.gerund) && group.preposition.is_some()
                || index == from && self.is_issued(index)
                || self.follows_participle(index)
        };
        (from..self.groups.len()).find(|&index| !belongs(index)).unwrap_or(self.groups.len())
    }

    /// "Said a statement **released** by the ministry".
    fn is_issued(&self, index: usize) -> bool {
        let verb = &self.groups[index].verb;
        self.groups[index].is_verb()
            && verb.passive
            && !verb.finite
            && self.is(index + 1, |by| by.preposition.is_some())
    }

    /// "said Ola Nordmann, the trade minister": what says more of the speaker, up to the next break.
    fn end_of_apposition(&self, comma: usize) -> usize {
        if !self.is(comma, |group| group.kind == GroupKind::Comma) || !self.is_bare_noun(comma + 1) {
            return comma;
        }
        let close = (comma + 2..self.groups.len()).find(|&group| self.breaks(group)).unwrap_or(self.groups.len());
        let nominal =
            |group: &Group| !group.is_verb() && !matches!(group.kind, GroupKind::Relative | GroupKind::Subordinator);
        if self.groups[comma + 1..close].iter().all(nominal) { close } else { comma }
    }

    /// An object of a participle that belongs to the insertion ("before leaving Tokyo", "backing the deal").
    fn follows_participle(&self, index: usize) -> bool {
        let verb = &self.groups[index - 1].verb;
        self.groups[index].is_noun() && self.groups[index - 1].is_verb() && verb.gerund
    }

    /// In "said the minister, Jane Doe" and "the minister of trade, Jane Doe, said" the name, where the noun has none.
    fn best_name(&self, within: Range<usize>, speaker: usize) -> usize {
        let head = &self.units[self.groups[speaker].head];
        let office = self.context.is_body(&head.lemma) && head.tag != Tag::Plural;
        let names = |&group: &usize| {
            let preposition = self.groups[group].preposition.map_or("", |unit| &*self.units[unit].lower);
            let person = self.units[self.groups[group].head].kind == Some(Kind::Person);
            self.groups[group].is_noun() && person && matches!(preposition, "" | "of" | "to")
        };
        within.into_iter().find(names).filter(|_| office && !self.is_party(speaker)).unwrap_or(speaker)
    }
}
