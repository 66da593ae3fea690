//! two written quantities → whether they are the same.
//!
//! Percentages agree by value, amounts by value and, where both name one, by currency. Values are exact decimals.

use super::name::share_word;
use crate::mention::Decimal;
use regex::Regex;
use std::sync::LazyLock;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9][0-9,]*(?:\.[0-9]+)?").expect("a fixed pattern"));
static AMOUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"([0-9][0-9,]*(?:\.[0-9]+)?)[\s-]*([a-z]+)?").expect("a fixed pattern"));

/// How many zeros stand behind a number's word.
const SCALES: [(&str, usize); 9] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("m", 6),
    ("bn", 9),
    ("tn", 12),
    ("k", 3),
    ("b", 9),
];

/// Beginnings of words for money.
const CURRENCIES: [(&str, &str); 20] = [
    ("$", "USD"),
    ("dollar", "USD"),
    ("usd", "USD"),
    ("£", "GBP"),
    ("pound", "GBP"),
    ("€", "EUR"),
    ("euro", "EUR"),
    ("yen", "JPY"),
    ("¥", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rupee", "INR"),
    ("won", "KRW"),
    ("rouble", "RUB"),
    ("ruble", "RUB"),
    ("rand", "ZAR"),
    ("franc", "CHF"),
    ("real", "BRL"),
    ("peso", "MXN"),
    ("lira", "TRY"),
];

/// Whether two percentages, or two ranges of them, are the same; words without a number are no percentage.
pub(super) fn same_rate(gold: &str, predicted: &str) -> bool {
    let gold = numbers(gold);
    !gold.is_empty() && gold == numbers(predicted)
}

/// Whether two amounts are the same; where neither holds a number, whether they share a word.
pub(super) fn same_amount(gold: &str, predicted: &str) -> bool {
    match (amount(gold), amount(predicted)) {
        (Some((left, one)), Some((right, two))) => left == right && (one.is_none() || two.is_none() || one == two),
        (None, None) => share_word(gold, predicted),
        _ => false,
    }
}

/// The first two numbers.
fn numbers(text: &str) -> Vec<Decimal> {
    let numbers = NUMBER.find_iter(text);
    numbers.filter_map(|number| Decimal::read(number.as_str())).take(2).collect()
}

/// The first number with the zeros that its next word adds, and the currency.
fn amount(text: &str) -> Option<(Decimal, Option<&'static str>)> {
    let text = text.to_lowercase();
    let found = AMOUNT.captures(&text)?;
    let word = found.get(2).map_or("", |word| word.as_str());
    let zeros = SCALES.iter().find(|(name, _)| *name == word).map_or(0, |&(_, zeros)| zeros);
    let scale = Decimal::read(&format!("1{}", "0".repeat(zeros)))?;
    let value = Decimal::read(&found[1])?.times(scale)?;
    let begins = |name: &str| {
        text.match_indices(name).any(|(at, _)| !text[..at].ends_with(|before: char| before.is_ascii_lowercase()))
    };
    let currency = CURRENCIES.iter().find(|(name, _)| begins(name)).map(|&(_, code)| code);
    Some((value, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_agree_by_value() {
        assert!(same_rate("27.50", "27.5") && same_rate("5-10", "5-10"));
        assert!(!same_rate("5-10", "5") && !same_rate("some", "some"));
    }

    #[test]
    fn amounts_agree_by_value_and_currency() {
        assert!(same_amount("$2.7 trillion", "2,700 billion dollars"));
        assert!(same_amount("£2tn", "2 trillion"));
        assert!(!same_amount("£2tn", "$2tn"));
        assert!(same_amount("10 million tonnes", "10,000,000"));
    }

    #[test]
    fn amounts_without_numbers_agree_by_a_word() {
        assert!(same_amount("half the army", "army"));
        assert!(!same_amount("half the army", "$5"));
    }
}
