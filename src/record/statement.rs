//! A claim → one plain sentence: "Japan asks US to lift 25% tariff on cars".

use super::one_line;
use crate::claim::{Argument, Claim};
use crate::lexicon::{Class, Kind, Lexicon};
use crate::rule::Modality;
use crate::text::Text;
use std::borrow::Cow;

/// Names that a plain sentence shortens.
const SHORT: &[(&str, &str)] = &[("US", "US"), ("GB", "UK"), ("EU", "EU"), ("AE", "UAE")];

/// Words that may stand between a preposition and its quantity.
const FILLERS: &[&str] = &[
    "a", "about", "above", "almost", "an", "annual", "around", "as", "at", "below", "high", "just", "least", "less",
    "low", "more", "most", "much", "nearly", "only", "over", "record", "roughly", "some", "than", "the", "under",
];

/// The sentence.
pub(super) fn sentence(claim: &Claim<'_>, text: &Text<'_>, lexicon: &Lexicon) -> String {
    let writer = Writer { claim, text, lexicon };
    match claim.frame {
        "change" => writer.change(),
        _ => writer.doing(),
    }
}

struct Writer<'w, 'a> {
    claim: &'w Claim<'a>,
    text: &'w Text<'a>,
    lexicon: &'w Lexicon,
}

impl Writer<'_, '_> {
    /// How a party is called.
    fn name<'n>(&'n self, argument: &'n Argument<'_>) -> Cow<'n, str> {
        if let Some((_, short)) = SHORT.iter().find(|(id, _)| *id == argument.id) {
            return Cow::Borrowed(short);
        }
        match argument.kind {
            Some(Kind::Country | Kind::Organization | Kind::Person) => one_line(&*argument.name),
            Some(Kind::Commodity) => {
                let words = if argument.carried {
                    one_line(&*argument.name)
                } else {
                    one_line(argument.span.of(self.text.source))
                };
                self.counted(argument, words)
            }
            _ if argument.carried => one_line(&*argument.name),
            _ => one_line(argument.span.of(self.text.source)),
        }
    }

    /// Goods that are counted stand in the plural: "car imports" are imports of cars.
    fn counted<'n>(&self, goods: &Argument<'_>, words: Cow<'n, str>) -> Cow<'n, str> {
        let counted = matches!(self.lexicon.sort(&goods.id), "vehicle" | "electronics" | "machine" | "arms");
        if !counted || words.ends_with('s') {
            return words;
        }
        let plural = format!("{words}s");
        if self.is_plural(&plural) { plural.into() } else { words }
    }

    /// Whether the last word is known as a noun in the plural.
    fn is_plural(&self, words: &str) -> bool {
        let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
        self.lexicon.classes(self.lexicon.word(&last)).is_some_and(|(classes, _)| classes.has(Class::Plural))
    }

    fn list(&self, arguments: &[Argument<'_>]) -> String {
        let names: Vec<Cow<'_, str>> = arguments.iter().map(|argument| self.name(argument)).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((last, _)) => last.to_string(),
            None => String::new(),
        }
    }

    /// "25% tariff on cars from Japan".
    fn thing(&self) -> String {
        let claim = self.claim;
        let mut thing: Vec<Cow<'_, str>> = Vec::new();
        if let Some(rate) = claim.rate.as_ref().filter(|_| !matches!(claim.action, "raise" | "cut")) {
            thing.push(self.name(rate));
        }
        thing.push(match claim.frame {
            "negotiation" => "talks".into(),
            frame => frame.replace('_', " ").into(),
        });
        let goods = (!claim.product.is_empty()).then(|| self.list(&claim.product));
        let target = (!claim.target.is_empty()).then(|| self.list(&claim.target));
        let (of_goods, of_target) = match claim.frame {
            "tariff" if goods.is_some() => ("on", "from"),
            "export_restriction" => ("on", "to"),
            "import_restriction" | "quota" => ("on", "from"),
            "subsidy" => ("for", "to"),
            "investigation" => ("into", "against"),
            "commitment" => ("for", "to"),
            "visit" => ("for", "to"),
            "agreement" | "negotiation" => ("on", "with"),
            _ => ("on", "on"),
        };
        thing.extend(goods.map(|goods| format!("{of_goods} {goods}").into()));
        thing.extend(target.map(|target| format!("{of_target} {target}").into()));
        if let Some(amount) = &claim.amount {
            thing.push(format!("worth {}", self.name(amount)).into());
        }
        if let Some(rate) = claim.rate.as_ref().filter(|_| matches!(claim.action, "raise" | "cut")) {
            if let Some(before) = &claim.rate_before {
                thing.push(format!("from {}", self.name(before)).into());
            }
            thing.push(format!("{} {}", self.lead(rate).unwrap_or("to"), self.name(rate)).into());
        }
        thing.join(" ")
    }

    /// "US keeps …", "Japan asks US to lift …".
    fn doing(&self) -> String {
        let claim = self.claim;
        let thing = self.thing();
        let action = claim.action.replace('_', " ");
        let (actor, plural) = (self.list(&claim.actor), claim.actor.len() > 1);
        let not = if claim.negated { "not " } else { "" };
        if actor.is_empty() {
            let participle = self.participle();
            return match claim.modality {
                Modality::Actual => format!("{thing} is {not}{participle}"),
                Modality::Planned => format!("{thing} will {not}be {participle}"),
                Modality::Proposed => format!("{thing} may {not}be {participle}"),
                Modality::Threatened => format!("{thing} is threatened {not}to be {participle}"),
                Modality::Requested => match &claim.requester {
                    Some(asker) => format!("{} asks for {thing} {not}to be {participle}", self.name(asker)),
                    None => format!("{thing} is asked {not}to be {participle}"),
                },
            };
        }
        let verb = |base: &str| if plural { base.to_owned() } else { third_person(base) };
        match claim.modality {
            Modality::Actual if claim.negated => {
                format!("{actor} {} not {action} {thing}", if plural { "do" } else { "does" })
            }
            Modality::Actual => format!("{actor} {} {thing}", verb(&action)),
            Modality::Planned => format!("{actor} {} {not}to {action} {thing}", verb("plan")),
            Modality::Proposed => format!("{actor} may {not}{action} {thing}"),
            Modality::Threatened => format!("{actor} {} {not}to {action} {thing}", verb("threaten")),
            Modality::Requested => match &claim.requester {
                Some(asker) => format!("{} asks {actor} {not}to {action} {thing}", self.name(asker)),
                None => format!("{actor} {} asked {not}to {action} {thing}", if plural { "are" } else { "is" }),
            },
        }
    }

    /// "Vietnam: exports of coffee rise by 12%".
    fn change(&self) -> String {
        let claim = self.claim;
        let owner = if claim.actor.is_empty() { String::new() } else { format!("{}: ", self.list(&claim.actor)) };
        let what = claim.indicator.as_ref().map_or_else(Cow::default, |indicator| self.name(indicator));
        let not = if claim.negated { "not " } else { "" };
        let several = what.split(" of ").next().is_some_and(|head| self.is_plural(head));
        let (is, does) = if several { ("are", "do") } else { ("is", "does") };
        // A quantity rises and falls by itself, and is set.
        let action = if claim.action == "set" { "be set" } else { claim.action };
        let verb = match claim.modality {
            Modality::Actual if claim.action == "set" => format!("{is} {not}set"),
            Modality::Actual if claim.negated => format!("{does} not {action}"),
            Modality::Actual if several => action.to_owned(),
            Modality::Actual => third_person(action),
            Modality::Planned => format!("will {not}{action}"),
            Modality::Requested => format!("{is} asked {not}to {action}"),
            Modality::Proposed | Modality::Threatened => format!("may {not}{action}"),
        };
        let usual = if claim.action == "set" { "at" } else { "by" };
        let by = claim.rate.as_ref().or(claim.amount.as_ref()).map_or_else(String::new, |quantity| {
            match self.lead(quantity) {
                None if self.is_verb(quantity) => format!(" ({})", self.name(quantity)),
                lead => format!(" {} {}", lead.unwrap_or(usual), self.name(quantity)),
            }
        });
        format!("{owner}{what} {verb}{by}")
    }

    /// "to" or "by", where the text says before a quantity whether it is reached or gone through.
    fn lead(&self, quantity: &Argument<'_>) -> Option<&'static str> {
        let mut words = self.text.source[..quantity.span.start as usize].rsplit(char::is_whitespace);
        match words.find(|word| !word.is_empty() && !FILLERS.contains(word))? {
            "to" => Some("to"),
            "by" => Some("by"),
            _ => None,
        }
    }

    /// "nearly doubled": a verb that says itself how far.
    fn is_verb(&self, quantity: &Argument<'_>) -> bool {
        let last = quantity.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let classes = self.lexicon.classes(self.lexicon.word(&last)).map(|(classes, _)| classes);
        quantity.kind.is_none() && classes.is_some_and(|classes| classes.any(&[Class::Base, Class::Past]))
    }

    fn participle(&self) -> String {
        match self.claim.action {
            "keep" => "kept".into(),
            "cut" => "cut".into(),
            "withdraw" => "withdrawn".into(),
            "break_off" => "broken off".into(),
            "hold" => "held".into(),
            "make" => "made".into(),
            "win" => "won".into(),
            action if action.ends_with('e') => format!("{action}d"),
            action => format!("{action}ed"),
        }
    }
}

/// "imposes", "breaks off", "carries".
fn third_person(verb: &str) -> String {
    let (head, rest) = verb.split_once(' ').map_or((verb, String::new()), |(head, rest)| (head, format!(" {rest}")));
    let ending = if head.ends_with('s') || head.ends_with("sh") || head.ends_with("ch") || head.ends_with('x') {
        "es"
    } else {
        "s"
    };
    match head.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies{rest}"),
        None => format!("{head}{ending}{rest}"),
    }
}
