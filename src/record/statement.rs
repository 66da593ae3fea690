//! A claim → one plain sentence: "Japan asks US to lift 25% tariff on cars".

mod change;
mod deed;
mod lead;
mod pledge;
mod name;
mod verb;

use crate::claim::{Argument, Claim};
use crate::lexicon::Lexicon;
use crate::rule::{Modality, Rules, Shape};
use crate::text::Text;
use deed::Deed;
use verb::{participle, third_person};

/// The sentence.
pub(super) fn sentence(claim: &Claim<'_>, text: &Text<'_>, lexicon: &Lexicon, rules: &Rules) -> String {
    let writer = Writer { claim, text, lexicon, rules };
    let mut sentence = match rules.shape_of(claim.frame) {
        Some(Shape::Change) => writer.change(),
        _ => writer.doing(),
    };
    // "Jordan qualifies", without an object.
    sentence.truncate(sentence.trim_end_matches(' ').len());
    sentence
}

struct Writer<'w, 'a> {
    claim: &'w Claim<'a>,
    text: &'w Text<'a>,
    lexicon: &'w Lexicon,
    rules: &'w Rules,
}

impl Writer<'_, '_> {
    /// "US keeps …", "Japan asks US to lift …".
    fn doing(&self) -> String {
        let claim = self.claim;
        let deed = self.deed();
        if claim.actor.is_empty() {
            return self.undergone(&deed);
        }
        let (actor, plural) = (self.list(&claim.actor), claim.actor.len() > 1);
        let not = if claim.negated { "not " } else { "" };
        let Deed { verb: action, what, rest, .. } = &deed;
        let verb = |base: &str| if plural { base.to_owned() } else { third_person(base) };
        match claim.modality {
            Modality::Actual if claim.negated => {
                format!("{actor} {} not {action} {what}{rest}", if plural { "do" } else { "does" })
            }
            Modality::Actual => format!("{actor} {} {what}{rest}", verb(action)),
            Modality::Planned => format!("{actor} {} {not}to {action} {what}{rest}", verb("plan")),
            Modality::Proposed => format!("{actor} may {not}{action} {what}{rest}"),
            Modality::Threatened => format!("{actor} {} {not}to {action} {what}{rest}", verb("threaten")),
            Modality::Requested => match &claim.requester {
                Some(asker) => {
                    // Who asks for what he would do himself asks the others.
                    let asked: Vec<_> = claim.actor.iter().filter(|actor| actor.id != asker.id).collect();
                    if asked.is_empty() {
                        return self.undergone(&deed);
                    }
                    let asked = self.list(asked);
                    format!("{} {asked} {not}to {action} {what}{rest}", self.asks(asker))
                }
                None => format!("{actor} {} asked {not}to {action} {what}{rest}", if plural { "are" } else { "is" }),
            },
        }
    }

    /// "Tariff on cars will be lifted", "Japan asks for talks to be held".
    fn undergone(&self, deed: &Deed<'_>) -> String {
        let claim = self.claim;
        let Deed { verb, what, rest, several } = deed;
        let done = participle(verb, self.lexicon);
        let not = if claim.negated { "not " } else { "" };
        let is = if *several { "are" } else { "is" };
        match claim.modality {
            Modality::Actual => format!("{what} {is} {not}{done}{rest}"),
            Modality::Planned => format!("{what} will {not}be {done}{rest}"),
            Modality::Proposed => format!("{what} may {not}be {done}{rest}"),
            Modality::Threatened => format!("threat is made {not}to {verb} {what}{rest}"),
            Modality::Requested => match &claim.requester {
                // "Canada asks to be exempted from tariff"
                Some(asker) if self.name(asker) == **what => format!("{} {not}to be {done}{rest}", self.asks(asker)),
                Some(asker) => format!("{} for {what} {not}to be {done}{rest}", self.asks(asker)),
                None => format!("call is made {not}to {verb} {what}{rest}"),
            },
        }
    }

    /// "Japan asks", "farmers ask".
    fn asks(&self, asker: &Argument<'_>) -> String {
        let name = self.name(asker);
        let several = asker.kind.is_none() && self.is_plural(&name);
        format!("{name} {}", if several { "ask" } else { "asks" })
    }
}
