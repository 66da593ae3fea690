//! two written names → whether they stand for one.
//!
//! A country's code agrees with nothing but itself; a person or body with its full name, a part of it, its initials or
//! its surname after an initial; goods with goods of the same head noun.

use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[a-z0-9]+(?:\.[0-9]+)?").expect("a fixed pattern"));
static LETTERS: LazyLock<Regex> = LazyLock::new(|| Regex::new("[A-Za-z]+").expect("a fixed pattern"));
static DOTTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:[A-Za-z]\.)+$").expect("a fixed pattern"));

/// Words that say nothing about which goods are meant.
const GENERIC: [&str; 16] = [
    "import", "export", "good", "product", "shipment", "the", "a", "an", "all", "some", "of", "its", "their",
    "foreign", "certain", "other",
];

/// Whether two names of a country, person or organisation stand for the same.
pub(super) fn same_name(left: &str, right: &str) -> bool {
    let (plain_left, plain_right) = (plain(left), plain(right));
    if plain_left == plain_right {
        return !plain_left.is_empty();
    }
    if is_code(left) || is_code(right) {
        return false;
    }
    let (one, two) = (words(left), words(right));
    let (Some(last_one), Some(last_two)) = (one.last(), two.last()) else {
        return false;
    };
    let undotted = |name: &str| name.replace('.', "");
    if initials(left) == undotted(&plain_right) || initials(right) == undotted(&plain_left) {
        return true;
    }
    let initial_and_surname = one.len() > 1
        && two.len() > 1
        && last_one == last_two
        && one[0][..1] == two[0][..1]
        && (one[0].len() == 1 || two[0].len() == 1);
    initial_and_surname || (one.len().abs_diff(two.len()) <= 3 && nested(&one, &two))
}

/// Whether two names of goods share their head noun, or one lies in the other.
pub(super) fn same_product(gold: &str, predicted: &str) -> bool {
    let (one, two) = (content(gold), content(predicted));
    let (Some(last_one), Some(last_two)) = (one.last(), two.last()) else {
        return false;
    };
    two.len() <= one.len() + 4 && (last_one == last_two || nested(&one, &two))
}

/// Whether two descriptions of what changed have a telling word in common.
pub(super) fn same_indicator(gold: &str, predicted: &str) -> bool {
    content(predicted).len() <= 8 && share_word(gold, predicted)
}

/// Whether a telling word stands in both.
pub(super) fn share_word(left: &str, right: &str) -> bool {
    let (one, two) = (content(left), content(right));
    one.iter().any(|word| two.contains(word))
}

/// Lower case, without accents.
fn plain(text: &str) -> String {
    let bare: String = text.nfkd().filter(|&letter| canonical_combining_class(letter) == 0).collect();
    bare.to_lowercase()
}

fn is_code(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Its words in the singular; an abbreviation with points is one word.
fn words(text: &str) -> Vec<String> {
    let mut plain = plain(text);
    if DOTTED.is_match(text.trim()) {
        plain = plain.replace('.', "");
    }
    WORD.find_iter(&plain).map(|word| singular(word.as_str())).collect()
}

/// Its words without the generic ones, unless there are no others.
fn content(text: &str) -> Vec<String> {
    let words = words(text);
    let telling: Vec<String> = words.iter().filter(|word| !GENERIC.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

fn singular(word: &str) -> String {
    match word {
        _ if word.len() > 4 && word.ends_with("ies") => format!("{}y", &word[..word.len() - 3]),
        _ if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") => word[..word.len() - 1].to_owned(),
        _ => word.to_owned(),
    }
}

/// "ups" of "United Parcel Service".
fn initials(text: &str) -> String {
    LETTERS
        .find_iter(text)
        .filter_map(|word| word.as_str().chars().next())
        .filter(char::is_ascii_uppercase)
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// Whether every word of one stands in the other.
fn nested(one: &[String], two: &[String]) -> bool {
    let (one, two): (BTreeSet<_>, BTreeSet<_>) = (one.iter().collect(), two.iter().collect());
    one.is_subset(&two) || two.is_subset(&one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_agrees_with_nothing_but_itself() {
        assert!(same_name("US", "US"));
        assert!(!same_name("US", "US Steel"));
        assert!(!same_name("Department of Trade", "DT"));
    }

    #[test]
    fn a_person_is_the_same_by_surname_initial_or_without_accents() {
        assert!(same_name("Ryosei Akazawa", "Akazawa"));
        assert!(same_name("J. Smith", "John Smith"));
        assert!(same_name("Maroš Šefčovič", "Maros Sefcovic"));
        assert!(!same_name("Jane Smith", "John Smith"));
    }

    #[test]
    fn a_body_is_the_same_by_its_initials() {
        assert!(same_name("World Trade Organization", "W.T.O."));
        assert!(same_name("UPS", "United Parcel Service"));
    }

    #[test]
    fn goods_are_the_same_by_their_head_noun() {
        assert!(same_product("electric cars", "car"));
        assert!(same_product("imported steel goods", "steel"));
        assert!(!same_product("auto parts", "cars"));
    }

    #[test]
    fn generic_words_count_where_there_are_no_others() {
        assert!(same_indicator("exports", "its exports"));
        assert!(!same_indicator("exports of rice", "exports"));
    }
}
