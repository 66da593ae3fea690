//! A noun that tells by itself what happens: its own adjective, its own word, or its frame's default.

use super::{Governor, Stand};
use crate::claim::{Scene, eases};
use crate::rule::{Frame, Shape, Telling};
use std::borrow::Cow;

impl<'a> Scene<'_, 'a> {
    /// "Announced higher tariffs": where the verb only brings a measure about, its adjective tells whether it moves.
    pub(super) fn sharpen(&self, frame: &'a Frame, noun: usize, governor: &mut Governor<'a>) {
        let borne_later = governor.is_borne()
            && self.parse.groups[governor.group]
                .verb
                .modal
                .is_some_and(|modal| &*self.parse.units[modal].lower != "must");
        // "Secured a lower duty": what was won is the cut.
        let won = governor.stand == Stand::Bear && self.rules.context.obtains(&governor.word);
        // "Gave Peru a lower duty": nobody is exempt from it.
        let given = governor.action == "exempt" && self.rules.context.gives(&governor.word);
        if (governor.action == "impose" || borne_later || won || given)
            && let Some((action, _)) =
                self.adjective_action(frame, noun, |action| matches!(action, "raise" | "cut" | "lift"))
        {
            governor.action = action;
        }
        // "Issued a ruling": where the verb only brings it about, the noun tells what was done.
        if frame.shape == Shape::Event
            && frame.default.as_deref() == Some(governor.action)
            && !frame.verbs.iter().any(|verb| verb.verbs.iter().any(|verb| **verb == *governor.word))
        {
            let head = self.parse.head(noun);
            let own = self.noun_action(frame, &head.lemma, &head.lower);
            governor.action = own.map_or(governor.action, |(action, _)| &action.name);
        }
    }

    /// The action that an adjective of the noun tells, among those that are `asked` for.
    pub(in crate::claim) fn adjective_action(
        &self,
        frame: &'a Frame,
        noun: usize,
        asked: impl Fn(&str) -> bool,
    ) -> Option<(&'a str, Cow<'a, str>)> {
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        let told = units.iter().flat_map(|unit| {
            let adjectives = frame.told_by(&unit.lower).filter(|(how, _)| *how == Telling::Adjective);
            adjectives.map(move |(_, index)| (index, unit))
        });
        let told = told.filter(|(index, _)| asked(&frame.actions[*index].name)).min_by_key(|(index, _)| *index);
        told.map(|(index, unit)| (&*frame.actions[index].name, unit.lower.clone()))
    }

    /// The noun's own adjective, or the frame's default.
    pub(super) fn alone(&self, frame: &'a Frame, noun: usize) -> Option<Governor<'a>> {
        let default = || Some((frame.default.as_deref()?, "default".into()));
        // "the WTO ruling": the noun itself tells what was done.
        let head = self.parse.head(noun);
        let own = || {
            let told = self.noun_action(frame, &head.lemma, &head.lower);
            // "A halt of rice exports" is the measure itself.
            told.filter(|_| frame.shape != Shape::Measure).map(|(action, word)| (&*action.name, word.into()))
        };
        // "Goods covered by the USMCA": a treaty known by name is only pointed at.
        let treaty = || !self.parse.preposition(noun).is_empty() && self.treaty(head.span).is_some();
        // "Met on the sidelines of the summit": an occasion.
        let aside = matches!(self.parse.preposition(noun), "on the sidelines of" | "on the margins of");
        let spoken_of = frame.shape == Shape::Meeting && (self.is_talked_over(noun) || treaty() || aside);
        let default = || default().filter(|_| !spoken_of);
        // "Will buy wheat in exchange for lower tariffs": what is got for it is as open as the deal.
        let exchanged = || self.is_exchanged(noun) && !self.is_definite(noun);
        let told = self.adjective_action(frame, noun, |_| true);
        let got = told.as_ref().is_some_and(|(action, _)| eases(action)) && exchanged();
        let (action, word) = told.or_else(own).or_else(default)?;
        Some(Governor {
            presumed: self.lets_through(noun).is_none() && !got,
            ..Governor::telling(action, Stand::Alone, noun, word)
        })
    }

    /// "Talks on a trade pact": nobody has concluded what a meeting is only about, but for "the pact".
    fn is_talked_over(&self, noun: usize) -> bool {
        let about = matches!(self.parse.preposition(noun), "on" | "over" | "about" | "for" | "toward" | "towards");
        let meets = |&host: &usize| self.stated(host, &[]).is_some_and(|(frame, _)| frame.shape == Shape::Meeting);
        about && !self.is_definite(noun) && self.parse.groups[noun].host.filter(meets).is_some()
    }
}
