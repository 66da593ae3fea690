//! Times of a sentence → when a measure or event takes or took effect.
//!
//! A time belongs to the verb in whose clause it stands. Beside a verb that only announces, a plain date is the day of
//! the announcement, unless it lies ahead.

use crate::claim::govern::Governor;
use crate::claim::{Argument, Scene};
use crate::mention;
use crate::rule::{Frame, Shape};
use crate::syntax::{GroupKind, Relation, Tag};

/// How a time is tied to what it dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// "from May 1", "effective May 1": when something begins.
    Begins,
    /// "on May 1", "in May", "May 1".
    Plain,
}

impl<'a> Scene<'_, 'a> {
    /// When what `governor` tells of the noun at `noun` takes or took effect; `ahead` where it has not happened yet.
    pub(in crate::claim) fn time(
        &self,
        frame: &Frame,
        noun: usize,
        governor: &Governor<'a>,
        ahead: bool,
    ) -> Option<Argument<'a>> {
        let told = governor.group;
        let verb = self.verb_above(told);
        let is_verb = verb == Some(told);
        let announced = !is_verb || self.only_announces(told);
        // "faces a duty on Friday"
        let borne = governor.is_borne()
            && verb.is_some_and(|verb| {
                let verb = &self.parse.groups[verb].verb;
                verb.finite && !verb.past
            });
        let past = verb.is_some_and(|verb| self.parse.groups[verb].verb.past);
        let times = (0..self.parse.groups.len()).filter(|&group| self.parse.groups[group].kind == GroupKind::Time);
        let tied = times.filter_map(|time| {
            // "rose 5% from January" compares.
            let tie = self.tie(time).filter(|tie| *tie == Tie::Plain || frame.shape != Shape::Change)?;
            let host = self.parse.groups[time].host.filter(|_| self.parse.groups[time].relation == Relation::When)?;
            let begins = host + 1 == time && self.rules.context.starts(&self.parse.head(host).lemma);
            let host = self.parse.groups[host].host.filter(|_| begins).unwrap_or(host);
            // "the removal of the duty from May 1": right behind the noun.
            let mine = Some(host) == verb && is_verb || host == noun || self.stands_behind(noun, time);
            let mention = self.parse.head(time).mention.map(|mention| &self.mentions[mention]).filter(|_| mine)?;
            let toward = match tie {
                // "Has banned exports since August": the last one.
                Tie::Begins if self.parse.preposition(time) == "since" => Some(false),
                Tie::Begins => (ahead || announced).then_some(true).filter(|_| mention::is_weekday(&mention.name)),
                Tie::Plain if ahead || borne => Some(true),
                Tie::Plain => (past && !announced).then_some(false),
            };
            let mut date = Argument::of(mention);
            if let Some(id) = self.today.zip(toward).and_then(|(today, ahead)| mention::toward(mention, today, ahead)) {
                date.id = id.into();
            }
            let own = !announced || tie == Tie::Begins || self.is_ahead(&date);
            own.then(|| (tie, time.abs_diff(told), date))
        });
        tied.min_by_key(|(tie, distance, _)| (*tie, *distance)).map(|(_, _, date)| date)
    }

    /// Whether a verb tells of words about what is done rather than of the deed: its date is theirs.
    fn only_announces(&self, verb: usize) -> bool {
        let context = &self.rules.context;
        context.is_saying(&self.parse.head(verb).lemma)
            || self.verb_keys(verb).iter().any(|key| context.modality(key).is_some())
    }

    /// How a time is tied to its clause; ends and spans are not when something begins.
    fn tie(&self, time: usize) -> Option<Tie> {
        let group = &self.parse.groups[time];
        // "cut from 10% in January": when the old rate stood.
        let compared =
            |group: usize| matches!(self.parse.preposition(group), "from" | "against" | "than" | "compared with");
        if time.checked_sub(1).is_some_and(|before| self.parse.groups[before].is_noun() && compared(before)) {
            return None;
        }
        let first = group.preposition.unwrap_or(group.units.start);
        let before = self.parse.units[..first].iter().rev().find(|unit| unit.tag != Tag::Adverb);
        let before = before.map_or("", |unit| &*unit.lower);
        if matches!(before, "effective" | "commencing") {
            return Some(Tie::Begins);
        }
        // "until at least June 9"
        if matches!(before, "until" | "till" | "through" | "before") {
            return None;
        }
        match self.parse.preposition(time) {
            "from" | "since" | "as of" | "as from" | "with effect from" | "starting" | "beginning" => Some(Tie::Begins),
            "" | "on" | "in" | "at" | "by" | "during" | "at the beginning of" | "at the end of" => Some(Tie::Plain),
            _ => None,
        }
    }

    /// Whether only groups of the noun's own phrase stand between it and the time.
    fn stands_behind(&self, noun: usize, time: usize) -> bool {
        noun < time && (noun + 1..time).all(|group| self.parse.groups[group].is_noun())
    }

    /// Whether a date lies behind the article's own day.
    pub(in crate::claim) fn is_ahead(&self, date: &Argument<'_>) -> bool {
        self.today.is_some_and(|today| mention::is_after(&date.id, today))
    }
}
