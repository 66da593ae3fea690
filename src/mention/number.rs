//! tokens → numbers, percentages, amounts of money, measured quantities.
//!
//! A number is read from its first token on: digits or words, a fraction, a multiplier, a range. What follows it (a
//! sign, a unit, a currency) or stands before it (a currency's sign) says what it counts.

use super::money::Amount;
use super::{Decimal, Found, Mention};
use crate::lexicon::{Kind, Lexicon, NumberKind, Word};
use crate::span::Span;
use crate::text::{Capital, Text, TokenKind};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// A number as written: one value, or a low and a high one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) low: Decimal,
    pub(super) high: Option<Decimal>,
    /// One past its last token.
    pub(super) end: usize,
}

/// Where dictionary forms of currencies and units stand, by their first token.
pub(super) struct Counted<'m, 'a> {
    pub(super) starting: FxHashMap<usize, &'m Mention<'a>>,
    pub(super) ending: FxHashMap<usize, &'m Mention<'a>>,
}

/// Finds percentages, money and quantities; `counted` are the dictionary's currencies and units in the text.
pub(super) fn find<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    counted: &[Mention<'a>],
) -> Vec<Mention<'a>> {
    let mut places = Counted { starting: FxHashMap::default(), ending: FxHashMap::default() };
    for mention in counted {
        // They come in order, the shorter first: the longest of those that start or end together stays.
        places.starting.insert(text.token_at(mention.span.start), mention);
        let longest = places.ending.entry(text.token_at(mention.span.end - 1)).or_insert(mention);
        if longest.span.start == mention.span.start {
            *longest = mention;
        }
    }
    let reader = Reader { text, lexicon, words, places };
    let mut mentions = Vec::new();
    let (mut index, mut free) = (0, 0);
    while index < text.tokens.len() {
        let token = &text.tokens[index];
        let may_begin = match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => token.capital != Capital::None || lexicon.number(words[index]).is_some(),
            TokenKind::Sign => false,
        };
        match Some(()).filter(|()| may_begin).and_then(|()| reader.quantity(index, free)) {
            Some((mention, end)) => {
                mentions.push(mention);
                index = end.max(index + 1);
                free = index;
            }
            None => index += 1,
        }
    }
    mentions
}

pub(super) struct Reader<'t, 'm, 'a> {
    pub(super) text: &'t Text<'a>,
    pub(super) lexicon: &'a Lexicon,
    words: &'t [Word],
    pub(super) places: Counted<'m, 'a>,
}

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn lower(&self, index: usize) -> Cow<'a, str> {
        match self.text.tokens.get(index) {
            Some(_) => super::spelled(self.text, self.lexicon, self.words, index),
            None => Cow::Borrowed(""),
        }
    }

    /// A percentage, amount or quantity whose number starts at this token, and the token after it; what stands before
    /// the token `free` belongs to another.
    fn quantity(&self, first: usize, free: usize) -> Option<(Mention<'a>, usize)> {
        let Some(number) = self.number(first) else {
            return self.compact(first).map(|amount| self.paid(amount));
        };
        let money = || self.money(first, number, free).map(|amount| self.paid(amount));
        self.percent(first, number).or_else(money).or_else(|| self.measured(first, number))
    }

    fn paid(&self, amount: Amount<'a>) -> (Mention<'a>, usize) {
        self.mention(Kind::Money, amount.tokens, format!("{} {}", amount.code, amount.value), "number.money")
    }

    fn mention(&self, kind: Kind, tokens: Range<usize>, id: String, rule: &'static str) -> (Mention<'a>, usize) {
        let span =
            Span { start: self.text.tokens[tokens.start].span.start, end: self.text.tokens[tokens.end - 1].span.end };
        let mention = Mention {
            name: Cow::Borrowed(span.of(self.text.source)),
            ..Mention::new(span, kind, id.into(), Found::Rule(rule))
        };
        (mention, tokens.end)
    }

    pub(super) fn percent(&self, first: usize, number: Number) -> Option<(Mention<'a>, usize)> {
        let mut at = number.end;
        at += usize::from(self.lower(at) == "-" && self.text.tokens[at].glued);
        if self.lower(at) == "of" && matches!(&*self.lower(at + 1), "a" | "one") {
            at += 2;
        } else if matches!(&*self.lower(at), "a" | "an") {
            at += 1;
        }
        let (hundredths, end) = match &*self.lower(at) {
            "%" | "pct" | "percent" | "percents" => (false, at + 1),
            "per" if self.lower(at + 1) == "cent" => (false, at + 2),
            "percentage" => {
                let hyphen = usize::from(self.lower(at + 1) == "-");
                let points = matches!(&*self.lower(at + 1 + hyphen), "point" | "points");
                (false, at + if points { 2 + hyphen } else { 1 })
            }
            "basis" if matches!(&*self.lower(at + 1), "point" | "points") => (true, at + 2),
            _ => return None,
        };
        let first = first - usize::from(first > 0 && self.lower(first - 1) == "minus");
        let sign = if self.lower(first) == "minus" { -1 } else { 1 };
        let unit = Decimal::thousandths(sign * if hundredths { 10 } else { 1000 });
        let shown = |value: Decimal| value.times(unit).unwrap_or(value);
        let mut end = end;
        // "a 10 percent-15 percent rise", "25%-30%": one range.
        let mut high = number.high;
        if high.is_none()
            && matches!(&*self.lower(end), "-" | "–" | "—")
            && self.text.tokens[end].glued
            && self.lower(at) == "%"
        {
            let after = self.number(end + 1).filter(|after| self.lower(after.end) == "%" && after.high.is_none());
            if let Some(after) = after {
                high = Some(after.low);
                end = after.end + 1;
            }
        }
        let id = match high {
            Some(high) => format!("{}-{}", shown(number.low), shown(high)),
            None => shown(number.low).to_string(),
        };
        Some(self.mention(Kind::Percent, first..end, id, "number.percent"))
    }

    fn measured(&self, first: usize, number: Number) -> Option<(Mention<'a>, usize)> {
        let mut at = number.end;
        at += usize::from(self.lower(at) == "-" && self.text.tokens[at].glued);
        let unit = self.places.starting.get(&at).filter(|mention| mention.kind == Kind::Unit)?;
        let end = self.text.token_at(unit.span.end - 1) + 1;
        Some(self.mention(Kind::Quantity, first..end, format!("{} {}", number.low, unit.id), "number.quantity"))
    }

    /// A number that starts at this token, with its range and multiplier.
    pub(super) fn number(&self, first: usize) -> Option<Number> {
        let low = self.value(first)?;
        let mut number = Number { low: low.0, high: None, end: low.1 };
        let joint = self.lower(number.end);
        let range = match &*joint {
            "-" | "–" | "—" => self.text.tokens[number.end].kind == TokenKind::Sign,
            "to" | "or" => true,
            "and" => first > 0 && self.lower(first - 1) == "between",
            _ => false,
        };
        if range
            && self
                .text
                .tokens
                .get(number.end + 1)
                .is_some_and(|token| token.kind == TokenKind::Number || &*joint != "-")
            && let Some((high, end)) = self.value(number.end + 1)
        {
            (number.high, number.end) = (Some(high), end);
        }
        let hyphen = usize::from(self.lower(number.end) == "-");
        let mut at = number.end + hyphen;
        while let Some(factor) = self.factor(at) {
            number.low = number.low.times(factor)?;
            number.high = match number.high {
                Some(high) => Some(high.times(factor)?),
                None => None,
            };
            at += 1;
            number.end = at;
        }
        Some(number)
    }

    /// What the word at a token multiplies by.
    pub(super) fn factor(&self, at: usize) -> Option<Decimal> {
        // A bare letter multiplies only when it is written onto the digits: "$5m".
        let token = self.text.tokens.get(at).filter(|token| token.glued || token.span.len() > 1)?;
        (token.kind == TokenKind::Word).then(|| self.multiplier(self.words[at])).flatten()
    }

    /// What "million", "bn" multiplies by.
    pub(super) fn multiplier(&self, word: Word) -> Option<Decimal> {
        let number = self.lexicon.number(word).filter(|number| number.kind == NumberKind::Multiplier)?;
        Some(Decimal::thousandths(number.thousandths))
    }

    /// Digits, a mixed number ("7 1/2") or number words, and the token after them.
    pub(super) fn value(&self, first: usize) -> Option<(Decimal, usize)> {
        let token = self.text.tokens.get(first)?;
        if token.kind == TokenKind::Number {
            let value = Decimal::read(self.text.word(first))?;
            return Some(self.with_fraction(first, value));
        }
        if token.kind != TokenKind::Word {
            return None;
        }
        self.number_words(first)
    }

    /// `7 1/2`, `7-1/2`, `1/2`: halves, quarters and eighths after the digits at `first`.
    fn with_fraction(&self, first: usize, value: Decimal) -> (Decimal, usize) {
        let ratio = |at: usize| -> Option<Decimal> {
            let top: i64 = self.text.word(at).parse().ok()?;
            let bottom: i64 = (self.lower(at + 1) == "/").then(|| self.lower(at + 2).parse().ok()).flatten()?;
            (matches!(bottom, 2 | 4 | 5 | 8) && top < bottom).then(|| Decimal::thousandths(top * 1000 / bottom))
        };
        if self.lower(first + 1) == "/" {
            return ratio(first).map_or((value, first + 1), |fraction| (fraction, first + 3));
        }
        let at = first + 1 + usize::from(self.lower(first + 1) == "-");
        match self.text.tokens.get(at).filter(|token| token.kind == TokenKind::Number).and_then(|_| ratio(at)) {
            Some(fraction) => (value.plus(fraction).unwrap_or(value), at + 3),
            None => (value, first + 1),
        }
    }

    /// "twenty-five", "one and a half", "half", "three quarters", "two hundred".
    fn number_words(&self, first: usize) -> Option<(Decimal, usize)> {
        let word = |at: usize| self.words.get(at).and_then(|&word| self.lexicon.number(word));
        let start = word(first)?;
        let mut total = start.thousandths;
        let mut at = first + 1;
        match start.kind {
            NumberKind::Tens => {
                let hyphen = usize::from(self.lower(at) == "-");
                if let Some(unit) =
                    word(at + hyphen).filter(|unit| unit.kind == NumberKind::Cardinal && unit.thousandths < 10_000)
                {
                    total += unit.thousandths;
                    at += 1 + hyphen;
                }
            }
            NumberKind::Cardinal => {
                let hyphen = usize::from(self.lower(at) == "-");
                if let Some(part) = word(at + hyphen).filter(|part| part.kind == NumberKind::Fraction) {
                    total = total * part.thousandths / 1000;
                    at += 1 + hyphen;
                }
            }
            NumberKind::Fraction => {}
            _ => return None,
        }
        if self.lower(at) == "and" {
            let article = usize::from(self.lower(at + 1) == "a");
            if let Some(part) = word(at + 1 + article).filter(|part| part.kind == NumberKind::Fraction) {
                total += part.thousandths;
                at += 2 + article;
            }
        }
        Some((Decimal::thousandths(total), at))
    }
}
