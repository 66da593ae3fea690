//! A verb and the day beside it → whether it tells of what is still to come.

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Scene};
use crate::mention::{is_running, is_weekday};
use crate::syntax::GroupKind;

impl<'a> Scene<'_, 'a> {
    /// "The duties take effect in March": the present tells of a date to come.
    pub(in crate::claim) fn is_scheduled(&self, governor: &Governor<'a>) -> bool {
        governor.stand == Stand::Subject && self.begins_now(governor.group)
    }

    /// Whether a verb in the present says that its subject begins.
    pub(in crate::claim) fn begins_now(&self, verb: usize) -> bool {
        self.begins(verb) && self.is_present(verb)
    }

    /// Whether a verb says that its subject begins.
    fn begins(&self, verb: usize) -> bool {
        self.rules.context.begins(&self.parse.head(verb).lemma)
    }

    /// "Will not take effect **until** parliament approves it": whether the verb is denied of the time before alone.
    pub(super) fn begins_only_then(&self, verb: usize) -> bool {
        let enters = |key: &&str| key.ends_with(" effect") || key.ends_with(" force") || self.rules.context.starts(key);
        let until = |word: &str| matches!(word, "until" | "till" | "unless" | "before");
        let marker = |at: usize| self.parse.groups[at].verb.marker.map_or("", |unit| &*self.parse.units[unit].lower);
        let bounded = |at: usize| until(self.parse.preposition(at)) || until(marker(at));
        self.begins(verb) && self.verb_keys(verb).iter().any(enters) && self.parse.hanging(verb).any(bounded)
    }

    /// Whether a verb stands in the plain present.
    pub(in crate::claim) fn is_present(&self, verb: usize) -> bool {
        let verb = &self.parse.groups[verb].verb;
        verb.finite && verb.modal.is_none() && !verb.past && !verb.progressive && !verb.passive
    }

    /// "The duties would take effect on Friday".
    pub(in crate::claim) fn enters_on_a_day(&self, governor: &Governor<'a>) -> bool {
        let verb = &self.parse.groups[governor.group].verb;
        let would = verb.modal.is_some_and(|modal| &*self.parse.units[modal].lower == "would");
        governor.stand == Stand::Subject
            && would
            && verb.marker.is_none()
            && self.begins(governor.group)
            && self.days_of(governor.group).next().is_some()
    }

    /// "The ministers meet on Thursday": the present with a day to come.
    pub(in crate::claim) fn is_set_for_a_day(&self, verb: usize) -> bool {
        self.is_present(verb) && !self.parse.groups[verb].verb.copula && self.days_of(verb).next().is_some()
    }

    /// The days that stand beside a verb, those from which or until which something lasts left out.
    fn days_of(&self, verb: usize) -> impl Iterator<Item = usize> {
        let day = |time: usize| {
            let mention = self.parse.head(time).mention.map(|mention| &self.mentions[mention]);
            mention
                .is_some_and(|day| is_weekday(&day.name) || is_running(&day.name) || self.is_ahead(&Argument::of(day)))
        };
        let on = |time: usize| matches!(self.parse.preposition(time), "" | "on" | "in" | "at");
        let of_verb = move |time: usize| self.parse.groups[time].kind == GroupKind::Time && on(time) && day(time);
        let spans = (verb + 1..self.parse.groups.len())
            .filter(move |&span| self.is_end_of_span(span) && self.verb_above(span) == Some(verb));
        self.parse.hanging(verb).filter(move |&time| of_verb(time)).chain(spans)
    }

    /// "At the **end** of the month", "in **two weeks**".
    fn is_end_of_span(&self, group: usize) -> bool {
        let head = self.parse.head(group);
        match self.parse.preposition(group) {
            "at the end of" | "at the start of" | "at the beginning of" => true,
            "in" => head.is_duration(),
            _ => false,
        }
    }
}
