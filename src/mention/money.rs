//! number + currency → an amount of money.
//!
//! The currency stands before ("$5m", "USD 200", "C$155"), behind ("5 million yen", "10 €") or inside ("75 USD
//! million"), or number and currency are one word ("USD115", "$C5bn"). What one amount has taken no other takes.

use super::Decimal;
use super::number::{Number, Reader};
use crate::lexicon::{Kind, Sense};
use crate::text::{Capital, Text, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// Codes of subunits with those of what they are hundredths of.
const HUNDREDTHS: &[(&str, &str)] = &[("GBX", "GBP"), ("USX", "USD")];

/// The longest sign or code of a currency that is written onto its number, in bytes.
const LONGEST_SIGN: usize = 4;

const MILLION: i64 = 1_000_000_000;

/// An amount: the tokens that write it, its currency and value, or its lowest and highest one.
pub(super) struct Amount<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) code: Cow<'a, str>,
    pub(super) low: Decimal,
    pub(super) high: Option<Decimal>,
}

/// Where the digits of a word begin behind the letters of a currency, or at once.
fn first_digit(word: &str) -> Option<usize> {
    word.bytes().take(LONGEST_SIGN + 1).position(|letter| letter.is_ascii_digit())
}

impl<'a> Reader<'_, '_, 'a> {
    /// The amount whose number starts at `first`; what stands before the token `free` is taken.
    pub(super) fn money(&self, first: usize, number: Number, free: usize) -> Option<Amount<'a>> {
        let behind = self.currency_behind(number.end);
        if let Some((start, code)) = self.currency_before(first, number, behind.is_some()).filter(|(at, _)| *at >= free)
        {
            return Some(Amount { tokens: start..number.end, code, low: number.low, high: number.high });
        }
        let (mut end, code) = behind?;
        let (mut low, mut high) = (number.low, number.high);
        let mut multiply = |factor: Decimal| {
            low = low.times(factor)?;
            high = match high {
                Some(high) => Some(high.times(factor)?),
                None => None,
            };
            Some(())
        };
        // "120 MEUR", "75 USD million", "15 dollars and 50 cents".
        if self.lower(end - 1).len() == 4 && self.millions(end - 1).is_some() {
            multiply(Decimal::thousandths(MILLION))?;
        } else if let Some(factor) = self.factor(end) {
            multiply(factor)?;
            end += 1;
        } else if high.is_none()
            && let Some((hundredths, after)) = self.hundredths(end, &code)
        {
            low = low.plus(hundredths)?;
            end = after;
        }
        Some(Amount { tokens: first..end, code, low, high })
    }

    /// The currency that ends right before a number; `behind` says that one follows it, too.
    fn currency_before(&self, first: usize, number: Number, behind: bool) -> Option<(usize, Cow<'a, str>)> {
        let at = first.checked_sub(1)?;
        let currency = self.counted.ending(at).filter(|mention| mention.kind == Kind::Currency)?;
        let words = currency.text(self.text);
        // "Rs. 5", "Rs 5", "$ 5", "USD 200" and "dollar 22.5 million",
        // but not "plan B 5" nor "the dollar 12 months ago".
        let several = words.len() > 1 && !currency.ambiguous;
        let sign = several || words.ends_with(|last: char| !last.is_alphanumeric());
        let code = words.len() == 3 && self.text.tokens[at].capital == Capital::All && !currency.ambiguous;
        let large = number.end > first + 1 || self.text.word(first).contains(',');
        let counts = match currency.sense {
            Sense::Symbol => self.text.tokens[first].glued || sign || large,
            _ => !behind && (code || large),
        };
        counts.then(|| (currency.tokens.start, currency.id.clone()))
    }

    /// The token after the currency that starts at a token, and its code.
    fn currency_behind(&self, end: usize) -> Option<(usize, Cow<'a, str>)> {
        let at = end + self.glued_hyphen(end);
        let token = self.text.tokens.get(at)?;
        if let Some(currency) = self.counted.starting(at).filter(|mention| mention.kind == Kind::Currency) {
            let after = currency.tokens.end;
            // "1 $10 bill": a sign that is written onto the next number is that number's.
            let next = self.text.tokens.get(after);
            let anothers = !token.glued && next.is_some_and(|next| next.glued && next.kind == TokenKind::Number);
            return (currency.sense != Sense::Symbol || !anothers).then(|| (after, currency.id.clone()));
        }
        // "115USD" is one word to the dictionaries.
        let glued = token.glued && token.kind == TokenKind::Word;
        let code = if glued { self.currency(self.text.word(at)) } else { self.millions(at) };
        code.map(|code| (at + 1, code))
    }

    /// "MEUR": millions of a currency.
    fn millions(&self, at: usize) -> Option<Cow<'a, str>> {
        let code = self.text.tokens.get(at).and_then(|_| self.text.word(at).strip_prefix('M'))?;
        (code.len() == 3).then(|| self.currency(code)).flatten()
    }

    /// "forty-five cents" or a bare "50" behind whole dollars, and the token after them.
    fn hundredths(&self, at: usize, code: &str) -> Option<(Decimal, usize)> {
        let joined = self.lower(at) == "and";
        let (value, end) = self.value(at + usize::from(joined))?;
        let whole = value.whole().filter(|whole| (1..100).contains(whole))?;
        let counted = self.counted.starting(end);
        let cut = self.text.tokens.get(end).is_some_and(|next| next.glued && next.kind == TokenKind::Word);
        let share = || self.number(at).is_some_and(|number| self.percent(at, number).is_some());
        let end = match counted {
            Some(cents) if HUNDREDTHS.contains(&(&*cents.id, code)) => end + 1,
            None if !joined && whole >= 10 && !cut && self.factor(end).is_none() && !share() => end,
            _ => return None,
        };
        Some((value.times(Decimal::thousandths(10))?, end))
    }

    /// Whether the word at a token has the capitals and digits of an amount in one word, or the letters of "MEUR".
    pub(super) fn may_be_compact(&self, at: usize) -> bool {
        self.text.tokens[at].is_capital() && {
            let word = self.text.word(at);
            matches!(word.as_bytes(), [b'M', _, _, _]) || first_digit(word).is_some()
        }
    }

    /// Number and currency in one word, which starts at `first`: "USD115", "$C5bn", "MAUD 60".
    pub(super) fn compact(&self, first: usize) -> Option<Amount<'a>> {
        let token = &self.text.tokens[first];
        if token.kind != TokenKind::Word
            || !self.text.word(first).starts_with(|letter: char| letter.is_ascii_uppercase())
        {
            return None;
        }
        if let Some(code) = self.millions(first) {
            let number = self.number(first + 1)?;
            let value = number.low.times(Decimal::thousandths(MILLION))?;
            return Some(Amount { tokens: first..number.end, code, low: value, high: None });
        }
        let letters = first_digit(self.text.word(first))?;
        let signed = first > 0 && token.glued && self.text.word(first - 1) == "$";
        let start = first - usize::from(signed);
        let digits = token.span.start as usize + letters;
        let code = self.currency(&self.text.source[self.text.tokens[start].span.start as usize..digits])?;
        let rest = &self.text.source[digits..];
        let length = rest.find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '.' | ',')).unwrap_or(rest.len());
        let figure = rest[..length].trim_end_matches(['.', ',']);
        let tail = &rest[figure.len()..];
        let tail = &tail[..tail.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(tail.len())];
        let factor =
            if tail.is_empty() { Decimal::thousandths(1000) } else { self.multiplier(self.lexicon.word(tail))? };
        let mut value = Decimal::read(figure)?.times(factor)?;
        let mut end = self.text.token_at((digits + figure.len() + tail.len() - 1) as u32) + 1;
        if let Some(factor) = self.factor(end) {
            value = value.times(factor)?;
            end += 1;
        }
        Some(Amount { tokens: start..end, code, low: value, high: None })
    }

    /// The code of the currency that a whole stretch writes.
    fn currency(&self, written: &str) -> Option<Cow<'a, str>> {
        let text = Text::new(written);
        let mut code = None;
        self.lexicon.find(&text, &self.lexicon.words(&text), |span, _, form| {
            let entry = self.lexicon.entry(form.entry);
            if span.len() == written.len() && entry.kind == Kind::Currency {
                code = code.or(Some(entry.id));
            }
        });
        code.map(Cow::Borrowed)
    }
}
