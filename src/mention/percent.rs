//! number + "%", "percent", "points" → a percentage.
//!
//! A sign before the number may put it below zero, a second number may make a range of it, and what counts hundredths
//! of a percent ("50 bps") or parts of a point ("a quarter point") is a percentage, too.

use super::number::{Number, Reader};
use super::{Decimal, Mention};
use crate::lexicon::{Class, Kind};
use crate::text::TokenKind;

/// Words of a sentence in which a bare point is one of a rate, and not of an index or a price.
const OF_RATES: &[&str] = &[
    "%",
    "bank",
    "discount",
    "duty",
    "fed",
    "inflation",
    "interest",
    "pct",
    "percent",
    "percentage",
    "prime",
    "rate",
    "rates",
    "tariff",
    "yield",
    "yields",
];

impl<'a> Reader<'_, '_, 'a> {
    /// The percentage whose number starts at `first`, and the token after it.
    pub(super) fn percent(&self, first: usize, number: Number) -> Option<(Mention<'a>, usize)> {
        let shared = number.high.is_none() && self.lower(number.end) == "to";
        if shared && let Some(high) = self.number(number.end + 1).filter(|high| self.hundredth(high.end).is_some()) {
            // "From 10 to 15 percent": the sign behind the second number is the first one's, too.
            let id = number.low.times(self.hundredth(high.end)?.0)?.to_string();
            return Some(self.mention(Kind::Percent, first..number.end, id, "number.percent"));
        }
        let fraction = || Some((Decimal::thousandths(1000), self.fraction_of_point(first, number)?));
        let (unit, mut end) = self.hundredth(number.end).or_else(fraction)?;
        let minus = self.is_negative(first);
        let shown = |value: Decimal| value.times(unit).unwrap_or(value);
        let low = shown(number.low);
        // "a 10 percent-15 percent rise", "25%-30%", "between 5% and 10%": one range.
        let above = |high: &Number| high.high.is_none() && number.low < high.low;
        let high = match number.high {
            Some(high) => Some(shown(high)),
            // "by half a percentage point to 5%" leads from a difference to a level.
            None if matches!(&*self.lower(end - 1), "point" | "points") && self.lower(end) == "to" => None,
            None if self.is_range(first, end) && self.lower(end) != "or" => {
                let high = self.number(end + 1).filter(above).and_then(|high| Some((high, self.hundredth(high.end)?)));
                high.filter(|(_, (_, after))| self.lower(end) != "to" || !self.leads(first, *after)).and_then(
                    |(high, (unit, after))| {
                        end = after;
                        high.low.times(unit)
                    },
                )
            }
            None => None,
        };
        let sign = if minus { "-" } else { "" };
        let id = match high {
            Some(high) => format!("{sign}{low}-{sign}{high}"),
            None => format!("{sign}{low}"),
        };
        Some(self.mention(Kind::Percent, first - usize::from(minus)..end, id, "number.percent"))
    }

    /// What a number before this token is multiplied by to be a percentage, and the token after the words that say so.
    fn hundredth(&self, at: usize) -> Option<(Decimal, usize)> {
        let mut at = at + self.glued_hyphen(at);
        let mut word = self.lower(at);
        let article = match &*word {
            "of" if matches!(&*self.lower(at + 1), "a" | "one") => 2,
            "a" | "an" => 1,
            _ => 0,
        };
        if article > 0 {
            at += article;
            word = self.lower(at);
        }
        let (thousandths, end) = match &*word {
            "%" | "pct" | "pc" | "p.c." | "percent" | "percents" => (1000, at + 1),
            "per" if self.lower(at + 1) == "cent" => (1000, at + 2),
            "percentage" => {
                let hyphen = self.hyphen(at + 1);
                let points = matches!(&*self.lower(at + 1 + hyphen), "point" | "points");
                (1000, at + if points { 2 + hyphen } else { 1 })
            }
            "basis" => {
                let point = at + 1 + self.hyphen(at + 1);
                (10, Some(point + 1).filter(|_| matches!(&*self.lower(point), "point" | "points"))?)
            }
            "bp" | "bps" => (10, at + 1),
            _ => return None,
        };
        Some((Decimal::thousandths(thousandths), end))
    }

    /// "Rose 5% to 10%", "rose by 5% to 10%": the second percentage, which ends before `end`,
    /// is what the first leads to.
    fn leads(&self, first: usize, end: usize) -> bool {
        let is = |at: usize, classes: &[Class]| {
            self.words
                .get(at)
                .and_then(|&word| self.lexicon.classes(word))
                .is_some_and(|(found, _)| classes.contains(&found.first))
        };
        let verb = &[Class::Base, Class::Past, Class::Participle, Class::Present];
        let moved =
            first > 0 && (matches!(&*self.lower(first - 1), "by" | "up" | "down" | "or") || is(first - 1, verb));
        moved && !is(end, &[Class::Noun, Class::Plural, Class::Adjective])
    }

    /// "Minus 2", "-0.3": below zero, but not "5 -10" nor "F-5".
    fn is_negative(&self, first: usize) -> bool {
        let Some(sign) = first.checked_sub(1) else { return false };
        if self.lower(sign) == "minus" {
            return true;
        }
        let written = matches!(self.text.word(sign), "-" | "−" | "–") && self.text.tokens[first].glued;
        written
            && sign.checked_sub(1).is_none_or(|before| match self.text.word(before) {
                "(" => true,
                "," | ":" => !self.text.tokens[sign].glued,
                _ if self.text.tokens[sign].glued || self.text.tokens[before].kind != TokenKind::Word => false,
                _ => !matches!(&*self.lower(before), "percent" | "pct" | "cent"),
            })
    }

    /// "A **quarter point**", "**half a point**" of a rate: the token after the words that say so.
    fn fraction_of_point(&self, first: usize, number: Number) -> Option<usize> {
        let parts = self.text.tokens[first].kind == TokenKind::Word || self.text.is_sign(first + 1, b'/');
        if !parts || number.low >= Decimal::thousandths(1000) {
            return None;
        }
        let mut at = number.end + self.glued_hyphen(number.end);
        at += usize::from(self.lower(at) == "of");
        at += usize::from(self.lower(at) == "a");
        if !matches!(&*self.lower(at), "point" | "points") {
            return None;
        }
        let sentence = self.text.sentence_at(self.text.tokens[first].span.start);
        let mut words = self.text.sentences[sentence].tokens.clone();
        words.any(|word| OF_RATES.contains(&&*self.lower(word))).then_some(at + 1)
    }
}
