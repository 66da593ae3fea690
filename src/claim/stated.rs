//! A noun group → the frame that it states, if it states one.

use super::govern::Stand;
use super::{Claim, Scene, phrase};
use crate::lexicon::Kind;
use crate::rule::{Frame, Shape, States};
use crate::syntax::{Relation, Tag, Unit};

/// How a noun group states a frame.
#[derive(Clone, Debug)]
pub(super) enum Stated<'a> {
    /// Its head does.
    Head,
    /// A noun before its head does, and the head tells the action ("tariff cut").
    Compound(&'a str, String),
    /// It is a pronoun that points back at a measure ("they will be lifted", "those on steel").
    Pronoun,
}

impl<'a> Scene<'_, 'a> {
    /// The frame that a noun group states: the longest phrase wins, then the frame that stands first.
    pub(super) fn stated(&self, group: usize) -> Option<(&'a Frame, Stated<'a>)> {
        let this = &self.parse.groups[group];
        let units = &self.parse.units;
        let mut best: Option<(usize, &'a Frame, Stated<'a>)> = None;
        for at in this.units.clone().rev() {
            if units[at].kind.is_some_and(Kind::is_party)
                || (units[at].mention.is_some()
                    && at == this.head
                    && units[at].kind != Some(Kind::Commodity)
                    && units[at].kind != Some(Kind::Organization))
            {
                continue;
            }
            let unit = &units[at];
            let shapes = self.shaped && at == this.head;
            if !shapes && !self.may_trigger(unit) {
                continue;
            }
            let worded = self.rules.stated_by([&*unit.lemma, &*unit.lower, phrase::last_word(unit)]);
            let shaped = self.rules.shaped().filter(|_| shapes);
            for frame in worded.into_iter().chain(shaped) {
                let Some(length) = self.phrase_length(frame, group, at) else {
                    continue;
                };
                if phrase::is_excluded(units, at, frame) {
                    continue;
                }
                let stated = if at == this.head {
                    Stated::Head
                } else {
                    let head = &units[this.head];
                    match self.noun_action(frame, &head.lemma, &head.lower) {
                        Some((action, word)) => Stated::Compound(&action.name, word),
                        None if self.rules.context.is_transparent(&head.lemma)
                            || matches!(
                                &*head.lemma,
                                "measure"
                                    | "plan"
                                    | "policy"
                                    | "program"
                                    | "programme"
                                    | "system"
                                    | "rate"
                                    | "regime"
                                    | "scheme"
                                    | "decision"
                                    | "proposal"
                            ) =>
                        {
                            Stated::Head
                        }
                        None => continue,
                    }
                };
                let rank = length * 2 + usize::from(at == this.head) * 5;
                if best.as_ref().is_none_or(|(longest, _, _)| rank > *longest) {
                    best = Some((rank, frame, stated));
                }
            }
        }
        best.map(|(_, frame, stated)| (frame, stated))
    }

    /// The length in words of the frame's phrase that ends at a unit.
    fn phrase_length(&self, frame: &Frame, group: usize, at: usize) -> Option<usize> {
        let units = &self.parse.units;
        let unit = &units[at];
        let (mut plain, mut echoed) = (None, false);
        for (how, words) in phrase::endings(unit, |word| frame.phrases_ending(word)) {
            match how {
                States::Always | States::Governed if phrase::ends_with(units, at, words) => {
                    plain = plain.max(Some(words.len()))
                }
                States::Again => echoed |= phrase::ends_with(units, at, words),
                _ => {}
            }
        }
        if plain.is_some() {
            return plain;
        }
        // "the charge", or "a rate of 40%"; what says of itself what it is needs no echo.
        let points = || self.is_definite(group) || self.has_percent(group);
        if self.shaped && !frame.shapes.is_empty() && at == self.parse.groups[group].head {
            let first = self.parse.units[self.parse.groups[group].units.start].span;
            if frame.shapes.has(first.join(units[at].span).of(self.text.source)) {
                return Some(2);
            }
        }
        let echoes = || echoed && points() && self.memory.knows(&frame.name);
        if self.is_narrowed(frame, group, at) { Some(1) } else { echoes().then_some(0) }
    }

    /// Whether a noun that states the frame only beside certain words stands beside one.
    fn is_narrowed(&self, frame: &Frame, group: usize, at: usize) -> bool {
        let units = &self.parse.units;
        phrase::endings(&units[at], |word| frame.phrases_ending(word)).any(|(how, words)| match how {
            States::Beside(index) => phrase::ends_with(units, at, words) && self.is_near(group, at, frame, *index),
            _ => false,
        })
    }

    /// Whether the noun states the frame only where a word tells the action; the longest phrase that it ends decides.
    pub(super) fn needs_governor(&self, frame: &Frame, group: usize) -> bool {
        let at = self.parse.groups[group].head;
        let (mut strong, mut weak) = (0, 0);
        for (how, words) in phrase::endings(&self.parse.units[at], |word| frame.phrases_ending(word)) {
            let longest = match how {
                States::Always => &mut strong,
                States::Governed => &mut weak,
                States::Again | States::Beside(_) => continue,
            };
            if words.len() > *longest && phrase::ends_with(&self.parse.units, at, words) {
                *longest = words.len();
            }
        }
        weak > strong && !self.is_narrowed(frame, group, at)
    }

    /// Whether a percentage stands in the group or behind its "of".
    fn has_percent(&self, group: usize) -> bool {
        let of = |&below: &usize| self.parse.preposition(below) == "of" && self.parse.is(below, Kind::Percent);
        self.parse.units[self.parse.groups[group].units.clone()].iter().any(|unit| unit.kind == Some(Kind::Percent))
            || self.parse.hanging(group).any(|below| of(&below))
    }

    /// Whether the noun group can point back: it has a determiner or an owner.
    fn is_definite(&self, group: usize) -> bool {
        let first = self.first(group);
        matches!(&*first.lower, "the" | "these" | "those" | "this" | "that" | "such" | "such a")
            || first.tag == Tag::Possessive
            || !self.owners(group).is_empty()
    }

    /// The first word of a group that is no adverb.
    pub(super) fn first(&self, group: usize) -> &Unit<'a> {
        let units = &self.parse.units[self.parse.groups[group].units.clone()];
        units.iter().find(|unit| unit.tag != Tag::Adverb).unwrap_or(&units[0])
    }

    /// The frame of the last claim, where the group is a pronoun that can stand for its measure, deal or talks.
    pub(super) fn pointed_at(&self, group: usize, here: &[Claim<'a>]) -> Option<&'a Frame> {
        let this = &self.parse.groups[group];
        let head = self.parse.head(group);
        let word = &*head.lower;
        let instance = matches!(word, "one" | "ones" | "own" | "that" | "those");
        let pronoun = this.units.len() == 1 && matches!(word, "they" | "it" | "them" | "these" | "this");
        if !(instance || pronoun || self.is_bare_reference(group)) {
            return None;
        }
        // Only "it" is said of a deal.
        let stands_for = |shape: Shape| shape == Shape::Measure || shape == Shape::Meeting && word == "it";
        let mut near = here.iter().rev().map(|claim| claim.frame).chain(self.memory.near_frames());
        let frame = near.find_map(|near| self.rules.frame(near).filter(|frame| stands_for(frame.shape)))?;
        // "the one on steel", "those on wine", "its own" are measures whatever governs them.
        let on = |behind: usize| matches!(self.parse.preposition(behind), "on" | "against");
        if instance && frame.shape == Shape::Measure && (word == "own" || self.parse.hanging(group).any(on)) {
            return Some(frame);
        }
        let governor = self.governors(frame, group).into_iter().next().filter(|governor| !governor.presumed)?;
        let verb = &self.parse.groups[governor.group].verb;
        // "it imposed" is a party; "it was imposed", "impose it", "it takes effect" is the measure.
        let fits = match governor.stand {
            Stand::Object => verb.passive || this.relation == Relation::Object,
            Stand::Subject => (governor.word.contains(' ') || !pronoun) && frame.shape == Shape::Measure,
            _ => false,
        };
        fits.then_some(frame)
    }

    /// Whether the group is "the measure", "this bill" and says nothing more of it.
    fn is_bare_reference(&self, group: usize) -> bool {
        let this = &self.parse.groups[group];
        let first = &*self.first(group).lower;
        let says_more = |behind: usize| {
            self.parse.groups[behind].is_verb()
                || matches!(self.parse.preposition(behind), "of" | "on" | "to" | "for" | "by" | "that")
        };
        this.units.len() <= 3
            && matches!(first, "the" | "this" | "these" | "those" | "such" | "such a")
            && self.rules.context.points_back().measure.iter().any(|noun| **noun == *self.parse.head(group).lemma)
            && !self.parse.hanging(group).any(says_more)
    }

    /// Whether one of the words stands before the noun in its group or behind its prepositions.
    fn is_near(&self, group: usize, at: usize, frame: &Frame, narrow: usize) -> bool {
        let company = &frame.narrow[narrow].near;
        let asked = |word: &str| !company.ending(word).is_empty();
        let (goods, percent) = (asked("goods"), asked("percent"));
        let units = &self.parse.units;
        let matches = |unit: usize| {
            phrase::ends_with_any(units, unit, company)
                || goods && units[unit].kind == Some(Kind::Commodity)
                || percent && units[unit].kind == Some(Kind::Percent)
        };
        let this = &self.parse.groups[group];
        if (this.units.start..at).any(matches) {
            return true;
        }
        let below = self
            .parse
            .hanging(group)
            .filter(|&below| matches!(self.parse.groups[below].relation, Relation::Preposition));
        for below in below {
            let deeper = self.parse.hanging(below).filter(|&deeper| {
                matches!(self.parse.groups[deeper].relation, Relation::Preposition | Relation::Conjunct)
            });
            for near in std::iter::once(below).chain(deeper) {
                // "a call with Ottawa", not "a call with extra intensity".
                let preposition = self.parse.preposition(near);
                let named = || self.parse.head(near).mention.is_some() || !self.parties(near).is_empty();
                if asked(preposition) && named() || self.parse.groups[near].units.clone().any(matches) {
                    return true;
                }
            }
        }
        false
    }
}
