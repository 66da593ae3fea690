//! tokens → numbers, measured quantities.
//!
//! A number is read from its first token on: digits or words, a fraction, a multiplier, a range. What follows it (a
//! sign, a unit, a currency) or stands before it (a currency's sign) says what it counts.

use super::money::Amount;
use super::{Decimal, Found, Mention};
use crate::lexicon::{Kind, Lexicon, NumberKind, Word};
use crate::text::{Capital, Text, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// Words that make a range of what stands "from … to" behind them, and how many tokens before the "from" they count.
const SPANNING: &[&str] = &["anywhere", "range", "ranged", "ranges", "ranging", "varied", "varies", "vary", "varying"];
const RANGED: usize = 24;

/// How many words may say together how many there are, roughly: "hundreds of thousands of" has two.
const ROUGHEST: usize = 4;

/// Words that say which part of a year a fraction is.
const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "last", "latter", "final", "next", "previous"];

/// A number as written: one value, or a low and a high one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) low: Decimal,
    pub(super) high: Option<Decimal>,
    /// One past its last token.
    pub(super) end: usize,
}

/// The longest of the dictionary's currencies and units that starts at a token, and that ends at one.
pub(super) struct CountedAt<'m, 'a> {
    starting: Vec<Option<&'m Mention<'a>>>,
    ending: Vec<Option<&'m Mention<'a>>>,
}

impl<'m, 'a> CountedAt<'m, 'a> {
    /// `counted` come in order, the shorter first.
    fn new(text: &Text<'a>, counted: &'m [Mention<'a>]) -> Self {
        let none = vec![None; text.tokens.len()];
        let mut at = CountedAt { starting: none.clone(), ending: none };
        for mention in counted {
            at.starting[mention.tokens.start] = Some(mention);
            let longest = at.ending[mention.tokens.end - 1].get_or_insert(mention);
            if longest.span.start == mention.span.start {
                *longest = mention;
            }
        }
        at
    }

    /// What starts at a token.
    pub(super) fn starting(&self, at: usize) -> Option<&'m Mention<'a>> {
        self.starting.get(at).copied().flatten()
    }

    /// What ends with a token.
    pub(super) fn ending(&self, at: usize) -> Option<&'m Mention<'a>> {
        self.ending[at]
    }
}

/// Finds percentages, money and quantities; `counted` are the dictionary's currencies and units in the text.
pub(super) fn find<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    counted: &[Mention<'a>],
) -> Vec<Mention<'a>> {
    let counted = CountedAt::new(text, counted);
    let articles = ["a", "another"].map(|article| lexicon.word(article));
    let reader = Reader { text, lexicon, words, counted, of: lexicon.word("of"), articles };
    let mut mentions = Vec::new();
    let (mut index, mut free) = (0, 0);
    while index < text.tokens.len() {
        let token = &text.tokens[index];
        let may_begin = match token.kind {
            TokenKind::Number => !is_designation(text, index),
            TokenKind::Word => {
                lexicon.is_number(words[index])
                    || reader.is_rough(index)
                    || reader.may_be_compact(index)
                    || reader.is_article_of_factor(index)
            }
            TokenKind::Sign => token.span.len() > 1 && part_of_one(text.word(index)).is_some(),
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

/// "F-35", "MiG-29": the number of a model counts nothing.
fn is_designation(text: &Text<'_>, index: usize) -> bool {
    let glued = |at: usize| text.tokens[at].glued;
    index >= 2
        && glued(index)
        && glued(index - 1)
        && text.word(index - 1) == "-"
        && text.tokens[index - 2].kind == TokenKind::Word
        && text.tokens[index - 2].capital != Capital::None
}

/// "½": how much of one a single sign says.
fn part_of_one(sign: &str) -> Option<Decimal> {
    let (top, bottom) = match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Decimal::fraction(top, bottom)
}

pub(super) struct Reader<'t, 'm, 'a> {
    pub(super) text: &'t Text<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'t [Word],
    pub(super) counted: CountedAt<'m, 'a>,
    of: Word,
    articles: [Word; 2],
}

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn lower(&self, index: usize) -> Cow<'a, str> {
        match self.text.tokens.get(index) {
            Some(_) => super::spelled(self.text, self.lexicon, self.words, index),
            None => Cow::Borrowed(""),
        }
    }

    /// One where a hyphen stands at the token, else nothing.
    pub(super) fn hyphen(&self, at: usize) -> usize {
        usize::from(self.text.is_sign(at, b'-'))
    }

    /// The same for a hyphen that is written onto the token before it.
    pub(super) fn glued_hyphen(&self, at: usize) -> usize {
        self.hyphen(at) & usize::from(self.text.tokens.get(at).is_some_and(|token| token.glued))
    }

    /// A percentage, amount or quantity whose number starts at this token, and the token after it; what stands before
    /// the token `free` belongs to another.
    fn quantity(&self, first: usize, free: usize) -> Option<(Mention<'a>, usize)> {
        let Some(number) = self.number(first) else {
            return self.compact(first).map(|amount| self.paid(amount)).or_else(|| self.rough(first));
        };
        let money = || self.money(first, number, free).map(|amount| self.paid(amount));
        self.percent(first, number).or_else(money).or_else(|| self.measured(first, number))
    }

    fn paid(&self, amount: Amount<'a>) -> (Mention<'a>, usize) {
        let Amount { tokens, code, low, high } = amount;
        // "564,000 or 11 cents" is no range.
        let id = match high.filter(|high| low < *high) {
            Some(high) => format!("{code} {low}-{high}"),
            None => format!("{code} {low}"),
        };
        self.mention(Kind::Money, tokens, id, "number.money")
    }

    pub(super) fn mention(
        &self,
        kind: Kind,
        tokens: Range<usize>,
        id: String,
        rule: &'static str,
    ) -> (Mention<'a>, usize) {
        let end = tokens.end;
        let name = Cow::Borrowed(self.text.span(&tokens).of(self.text.source));
        (Mention { name, ..Mention::new(self.text, tokens, kind, id.into(), Found::Rule(rule)) }, end)
    }

    /// Whether the word at `joint`, behind a number that starts at `first`, makes one range of it and the next:
    /// "between 5 and 10", "duties of 5 to 10", "ranging from 5 to 10", but not "raised from 5 to 10".
    pub(super) fn is_range(&self, first: usize, joint: usize) -> bool {
        let before = |back: usize| first.checked_sub(back).map_or(Cow::Borrowed(""), |at| self.lower(at));
        match &*self.lower(joint) {
            "-" | "–" | "—" => self.text.tokens[joint].kind == TokenKind::Sign,
            "or" => true,
            "and" => before(1) == "between" || before(2) == "between" && matches!(&*before(1), "a" | "an" | "about"),
            // "from 9 tonnes in 2017 to 8 tonnes"
            "to" if before(1) == "in" && self.text.tokens[first].span.len() == 4 => false,
            // "From the current 5% to 7%".
            "to" => {
                !(before(1) == "from" || before(3) == "from" && matches!(&*before(2), "the" | "its" | "their"))
                    || (2..=RANGED).any(|back| SPANNING.contains(&&*before(back)))
            }
            _ => false,
        }
    }

    fn measured(&self, first: usize, number: Number) -> Option<(Mention<'a>, usize)> {
        let at = number.end + self.glued_hyphen(number.end);
        // "A one-time rebound" counts nothing.
        let counts = |unit: &&Mention<'a>| unit.kind == Kind::Unit && (at == number.end || &*unit.id != "time");
        let unit = self.counted.starting(at).filter(counts)?;
        let end = unit.tokens.end;
        Some(self.mention(Kind::Quantity, first..end, format!("{} {}", number.low, unit.id), "number.quantity"))
    }

    /// "**A** million", "**another** billion": an article that counts one.
    fn is_article_of_factor(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.articles.contains(word)) && self.factor(at + 1).is_some()
    }

    /// "Thousands of".
    fn is_rough(&self, at: usize) -> bool {
        self.words.get(at + 1) == Some(&self.of)
            && matches!(self.text.word(at), "dozens" | "scores" | "hundreds" | "thousands" | "millions" | "tens")
    }

    /// "Thousands of jobs", "tens of thousands of workers": how many people or posts, roughly.
    fn rough(&self, first: usize) -> Option<(Mention<'a>, usize)> {
        let pairs = (0..ROUGHEST).take_while(|pair| self.is_rough(first + 2 * pair)).count();
        if pairs == 0 {
            return None;
        }
        let at = first + 2 * pairs;
        let unit = self.counted.starting(at).filter(|unit| unit.kind == Kind::Unit)?;
        let people = matches!(&*unit.id, "job" | "worker" | "person" | "employee" | "troop" | "soldier" | "migrant");
        let end = unit.tokens.end;
        let words = self.text.span(&(first..at - 1));
        let id = format!("{} {}", words.of(self.text.source), unit.id);
        people.then(|| self.mention(Kind::Quantity, first..end, id, "number.quantity"))
    }

    /// A number that starts at this token, with its range and multiplier.
    pub(super) fn number(&self, first: usize) -> Option<Number> {
        let low = self.value(first)?;
        let mut number = Number { low: low.0, high: None, end: low.1 };
        let after = self.text.tokens.get(number.end + 1);
        if self.is_range(first, number.end)
            && after.is_some_and(|token| token.kind == TokenKind::Number || self.hyphen(number.end) == 0)
            && let Some((high, end)) = self.value(number.end + 1)
            // "rose in 1986 to 495 million", "on May 23 to 3 million": a year or a day is no lower end.
            && (self.lower(number.end) != "to" || low.0 < high)
        {
            (number.high, number.end) = (Some(high), end);
        }
        let mut at = number.end + self.hyphen(number.end);
        while let Some(factor) = self.factor(at) {
            number.low = number.low.times(factor)?;
            number.high = match number.high {
                Some(high) => Some(high.times(factor)?),
                None => None,
            };
            at += 1;
            if factor.whole() == Some(100)
                && number.high.is_none()
                && let Some((rest, end)) = self.behind_hundred(first, at)
            {
                number.low = number.low.plus(rest)?;
                at = end;
            }
            number.end = at;
        }
        Some(number)
    }

    /// "One hundred **and twelve**", "two hundred **fifty**": what is below a hundred behind a number in words, and the
    /// token after it.
    fn behind_hundred(&self, first: usize, at: usize) -> Option<(Decimal, usize)> {
        let joined = self.lower(at) == "and";
        // "Between one hundred and two hundred", "between one hundred and ten".
        let between = joined && first > 0 && self.lower(first - 1) == "between";
        if between || self.text.tokens[first].kind != TokenKind::Word {
            return None;
        }
        let (rest, end) = self.number_words(at + usize::from(joined))?;
        let below = rest.whole().is_some_and(|rest| (1..100).contains(&rest));
        let anothers = self.factor(end).is_some_and(|factor| factor.whole() == Some(100));
        (below && !anothers && (joined || self.hyphen(end) == 0)).then_some((rest, end))
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
        match token.kind {
            TokenKind::Word => self.number_words(first),
            _ => part_of_one(self.text.word(first)).map(|part| (part, first + 1)),
        }
    }

    /// `7 1/2`, `7-1/2`, `1/2`, `7½`: halves, thirds and their like after the digits at `first`.
    fn with_fraction(&self, first: usize, value: Decimal) -> (Decimal, usize) {
        let ratio = |at: usize| -> Option<Decimal> {
            let top: i64 = self.text.word(at).parse().ok()?;
            let bottom: i64 = self.text.is_sign(at + 1, b'/').then(|| self.lower(at + 2).parse().ok()).flatten()?;
            Decimal::fraction(top, bottom)
        };
        if let Some(part) = self.text.tokens.get(first + 1).and_then(|_| part_of_one(self.text.word(first + 1))) {
            return (value.plus(part).unwrap_or(value), first + 2);
        }
        if self.text.is_sign(first + 1, b'/') {
            return ratio(first).map_or((value, first + 1), |fraction| (fraction, first + 3));
        }
        let at = first + 1 + self.hyphen(first + 1);
        match self.text.tokens.get(at).filter(|token| token.kind == TokenKind::Number).and_then(|_| ratio(at)) {
            Some(fraction) => (value.plus(fraction).unwrap_or(value), at + 3),
            None => (value, first + 1),
        }
    }

    /// "twenty-five", "one and a half", "half", "three quarters", "two hundred".
    fn number_words(&self, first: usize) -> Option<(Decimal, usize)> {
        let word = |at: usize| self.words.get(at).and_then(|&word| self.lexicon.number(word));
        if self.is_article_of_factor(first) {
            return Some((Decimal::thousandths(1000), first + 1));
        }
        let start = word(first)?;
        // "In the first half to 5 million": which half, not how much.
        let which = first.checked_sub(1).is_some_and(|before| ORDINALS.contains(&&*self.lower(before)));
        if start.kind == NumberKind::Fraction && which {
            return None;
        }
        let mut total = start.thousandths;
        let mut at = first + 1;
        match start.kind {
            NumberKind::Tens => {
                let hyphen = self.hyphen(at);
                if let Some(unit) =
                    word(at + hyphen).filter(|unit| unit.kind == NumberKind::Cardinal && unit.thousandths < 10_000)
                {
                    total = total.checked_add(unit.thousandths)?;
                    at += 1 + hyphen;
                }
            }
            NumberKind::Cardinal => {
                let hyphen = self.hyphen(at);
                if let Some(part) = word(at + hyphen).filter(|part| part.kind == NumberKind::Fraction) {
                    total = total.checked_mul(part.thousandths)? / 1000;
                    at += 1 + hyphen;
                }
            }
            // "half a billion"
            NumberKind::Fraction => at += usize::from(self.lower(at) == "a" && self.factor(at + 1).is_some()),
            _ => return None,
        }
        if self.lower(at) == "and" {
            let article = usize::from(self.lower(at + 1) == "a");
            if let Some(part) = word(at + 1 + article).filter(|part| part.kind == NumberKind::Fraction) {
                total = total.checked_add(part.thousandths)?;
                at += 2 + article;
            }
        }
        Some((Decimal::thousandths(total), at))
    }
}
