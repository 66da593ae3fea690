//! A verb and the day beside it → whether it tells of what is still to come.

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Scene};
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
            mention.is_some_and(|day| crate::mention::is_weekday(&day.name) || self.is_ahead(&Argument::of(day)))
        };
        let on = |time: usize| matches!(self.parse.preposition(time), "" | "on" | "in" | "at");
        self.parse
            .hanging(verb)
            .filter(move |&time| self.parse.groups[time].kind == GroupKind::Time && on(time) && day(time))
    }
}
