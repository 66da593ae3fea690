//! A quantity that moves → a sentence: "Vietnam: exports of coffee rise by 12%".

use super::Writer;
use super::verb::third_person;
use crate::claim::Argument;
use crate::lexicon::Class;
use crate::rule::Modality;
use std::borrow::Cow;

impl Writer<'_, '_> {
    /// "Vietnam: exports of coffee rise by 12%".
    pub(super) fn change(&self) -> String {
        let claim = self.claim;
        let what = claim.indicator.as_ref().map_or_else(Cow::default, |indicator| self.moved(indicator));
        let not = if claim.negated { "not " } else { "" };
        let several = what.split(" of ").next().is_some_and(|head| self.is_plural(head));
        let (is, does) = if several { ("are", "do") } else { ("is", "does") };
        let action = self.motion();
        // A quantity rises and falls by itself, and is set.
        let verb = match (claim.modality, action.strip_prefix("be")) {
            (Modality::Actual, Some(done)) => format!("{is} {not}{}", done.trim_start()).trim_end().to_owned(),
            (Modality::Actual, _) if claim.negated => format!("{does} not {action}"),
            (Modality::Actual, _) if several => action,
            (Modality::Actual, _) => third_person(&action),
            (Modality::Planned, _) => format!("will {not}{action}"),
            (Modality::Requested, _) => format!("{not}to {action}"),
            (Modality::Proposed | Modality::Threatened, _) => format!("may {not}{action}"),
        };
        let asks = (claim.modality == Modality::Requested).then(|| match &claim.requester {
            Some(asker) => format!("{} for ", self.asks(asker)),
            None => "call is made for ".to_owned(),
        });
        format!("{}{}{what} {verb}{}", self.owner(), asks.unwrap_or_default(), self.how_far(&what))
    }

    /// " by 12% to $5 million", " from 4% to 5%": all that is said of it.
    fn how_far(&self, what: &str) -> String {
        let claim = self.claim;
        let before =
            claim.rate_before.as_ref().map_or_else(String::new, |before| format!(" from {}", self.figure(before)));
        let far = |quantity: &Argument<'_>| self.far(quantity, what);
        let [rate, amount] =
            [&claim.rate, &claim.amount].map(|quantity| quantity.as_ref().map(far).unwrap_or_default());
        // "By 1.5%, or $1.20": the same twice.
        let same = rate.split(' ').nth(1).filter(|lead| !rate.is_empty() && amount.split(' ').nth(1) == Some(lead));
        match same {
            Some(lead) => format!("{before}{rate}, or{}", &amount[lead.len() + 1..]),
            None => before + &rate + &amount,
        }
    }

    /// "Vietnam: ", but nothing where the quantity's own words name the owner ("Shares of Nvidia").
    fn owner(&self) -> String {
        let indicator = self.claim.indicator.as_ref().map(|indicator| indicator.span);
        let named = |owner: &&Argument<'_>| {
            let within = indicator.is_some_and(|span| span.start <= owner.span.start && owner.span.end <= span.end);
            within && !owner.carried
        };
        let owners = self.list(self.claim.actor.iter().filter(|owner| !named(owner)));
        if owners.is_empty() { owners } else { format!("{owners}: ") }
    }

    /// What moves; where a verb alone says it, what undergoes that: "amount spent".
    fn moved<'n>(&'n self, indicator: &'n Argument<'_>) -> Cow<'n, str> {
        let words = self.name(indicator);
        let classes = self.lexicon.classes(self.lexicon.word(&words)).map(|(classes, _)| classes);
        let done = classes.is_some_and(|classes| {
            classes.any(&[Class::Past, Class::Participle]) && !classes.any(&[Class::Noun, Class::Plural])
        });
        if done { format!("amount {words}").into() } else { words }
    }

    /// What the quantity does: "rise", "be set", "produce", or "be" at a level.
    fn motion(&self) -> String {
        let claim = self.claim;
        match self.rules.frame(claim.frame) {
            Some(frame) if claim.action == "set" => {
                let words = || claim.rules.iter().filter_map(|rule| rule.rsplit(": ").next());
                let is_set =
                    |word: &str| frame.action("set").is_some_and(|set| set.object.iter().any(|verb| verb == word));
                let makes = |word: &&str| frame.verbs.iter().any(|verb| verb.verbs.iter().any(|known| known == word));
                if words().any(is_set) { "be set" } else { words().find(makes).unwrap_or("be") }.to_owned()
            }
            _ => claim.action.replace('_', " "),
        }
    }

    /// " by 12%", " to $5 million", " (nearly doubled)", " at 5%".
    fn far(&self, quantity: &Argument<'_>, what: &str) -> String {
        let figure = self.bare(quantity, what);
        match self.lead(quantity) {
            lead if self.claim.action == "set" => {
                let beyond = lead.filter(|lead| matches!(*lead, "above" | "below"));
                let at = beyond.or((self.motion() == "be set").then_some("at"));
                at.map_or_else(|| format!(" {figure}"), |at| format!(" {at} {figure}"))
            }
            None if self.is_verb(quantity) => format!(" ({figure})"),
            lead => format!(" {} {figure}", lead.unwrap_or("by")),
        }
    }

    /// A figure without the noun that it counts, where that is what moves: "jobs fall by **900**".
    fn bare<'n>(&'n self, quantity: &'n Argument<'_>, what: &str) -> Cow<'n, str> {
        let figure = self.figure(quantity);
        let counted = what.split(" of ").next().unwrap_or_default().rsplit(' ').next().unwrap_or_default();
        match figure.rsplit_once(' ') {
            Some((number, noun)) if noun.eq_ignore_ascii_case(counted) => {
                number.strip_suffix(" of").unwrap_or(number).to_owned().into()
            }
            _ => figure,
        }
    }

    /// "nearly doubled": a verb that says itself how far.
    fn is_verb(&self, quantity: &Argument<'_>) -> bool {
        let last = quantity.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let classes = self.lexicon.classes(self.lexicon.word(&last)).map(|(classes, _)| classes);
        quantity.kind.is_none() && classes.is_some_and(|classes| classes.any(&[Class::Base, Class::Past]))
    }
}
