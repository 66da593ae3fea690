//! Seats of government → governments or cities.
//!
//! "Tokyo" that acts is Japan; "in Tokyo", "flew to Tokyo", the "Tokyo" of a dateline is the city. "Europe" that acts
//! is the EU.

use super::{Found, Mention, lower};
use crate::lexicon::{Class, Classes, Kind, Lexicon, Sense, Word};
use crate::text::{Capital, Text, is_genitive};
use std::borrow::Cow;
use std::ops::Range;

/// Prepositions behind which a capital is a city.
pub(super) const LOCATIVE: &[&str] = &["in", "at", "near", "outside", "around", "across", "inside"];
/// Verbs and nouns behind whose "to", "for", "from" or object a capital is a city.
const MOTION: &[&str] = &[
    "arrive",
    "converge",
    "depart",
    "departure",
    "deploy",
    "drive",
    "flight",
    "fly",
    "go",
    "head",
    "journey",
    "leave",
    "reach",
    "return",
    "rush",
    "sail",
    "tour",
    "travel",
    "trip",
    "visit",
];

/// Tells the seats that are meant as cities, and the Europe that is meant as a state.
pub(super) fn settle<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], mentions: &mut [Mention<'a>]) {
    for at in 0..mentions.len() {
        let city = || {
            lies_in_next(text, &mentions[at..])
                || is_beside_city(text, lexicon, words, &mentions[..=at])
                || is_city(text, lexicon, words, &mentions[at].tokens)
        };
        if is_seat(lexicon, &mentions[at]) && city() {
            let mention = &mut mentions[at];
            mention.kind = Kind::Place;
            mention.id = city_name(mention.text(text));
            mention.name = mention.id.clone();
            mention.sense = Sense::Name;
            mention.found = Found::Rule("place.seat");
        }
    }
    europe(text, lexicon, mentions);
}

/// A city's name as it is written where nothing stands in capitals: "NEW DELHI", "PORT-AU-PRINCE".
fn city_name(written: &str) -> Cow<'_, str> {
    if Capital::of(written) != Capital::All {
        return Cow::Borrowed(written);
    }
    let large = |part: &str| match part.trim_end_matches([' ', '-']) {
        "AU" | "DE" | "ES" => part.to_lowercase(),
        _ => part.chars().take(1).chain(part.chars().skip(1).flat_map(char::to_lowercase)).collect(),
    };
    written.split_inclusive([' ', '-']).map(large).collect::<String>().into()
}

/// "Cairo, Egypt": whether the state of a capital stands behind it.
fn lies_in_next(text: &Text<'_>, mentions: &[Mention<'_>]) -> bool {
    let [city, state, ..] = mentions else { return false };
    let comma = city.tokens.end;
    city.id == state.id && state.tokens.start == comma + 1 && text.word(comma) == ","
}

/// "in Chicago and Paris", "from Hanoi to Beijing", "left Hanoi for Beijing", "Seattle, Washington,": whether a city
/// stands before a capital, beside which it is one, too.
fn is_beside_city(text: &Text<'_>, lexicon: &Lexicon, words: &[Word], mentions: &[Mention<'_>]) -> bool {
    let [.., city, capital] = mentions else { return false };
    let (joint, before) = (city.tokens.end, city.tokens.start.checked_sub(1));
    if city.kind != Kind::Place || capital.tokens.start != joint + 1 {
        return false;
    }
    match text.word(joint) {
        "and" => true,
        "to" => before.is_some_and(|before| text.word(before) == "from"),
        "for" => before.is_some_and(|before| moves(text, lexicon, words, before)),
        "," => {
            let next = text.tokens.get(capital.tokens.end).map_or("", |_| text.word(capital.tokens.end));
            city.country == capital.country && matches!(next, "," | "." | ")" | "")
        }
        _ => false,
    }
}

/// Whether a word is of moving from place to place.
fn moves(text: &Text<'_>, lexicon: &Lexicon, words: &[Word], at: usize) -> bool {
    let word = lower(text.word(at));
    MOTION.contains(&lexicon.classes(words[at]).map_or(&*word, |(_, lemma)| lemma))
}

/// Whether a mention is of a city or house that stands for those who govern from it.
fn is_seat(lexicon: &Lexicon, mention: &Mention<'_>) -> bool {
    mention.sense == Sense::Seat || mention.kind == Kind::Organization && lexicon.sort(&mention.id) == "seat"
}

/// How many tokens before a preposition a word of motion may stand, and before "to" a journey ("a visit of the
/// delegation to Minsk").
const NEAR: usize = 2;
const FAR: usize = 6;

/// Journeys behind which, before "to", a capital is a city.
const JOURNEYS: &[&str] = &["flight", "journey", "tour", "trip", "visit", "visits"];

/// Parts of cities.
const PARTS: &[&str] = &["capital", "city", "outskirts", "port", "streets", "suburb", "suburbs"];
/// Those whom a state has in another's capital.
const ENVOYS: &[&str] = &["ambassador", "ambassadors", "diplomats", "envoy", "envoys"];

/// Fewer tokens than this stand in a dateline before its last city.
const DATELINE: usize = 10;

/// Whether a capital is meant as the city and not as the government that sits there.
fn is_city(text: &Text<'_>, lexicon: &Lexicon, words: &[Word], tokens: &Range<usize>) -> bool {
    let (first, last) = (tokens.start, tokens.end - 1);
    let sentence = text.sentences[text.sentence_at(text.tokens[first].span.start)].tokens.clone();
    let word = |at: usize| lower(text.word(at));
    // A dateline that a dash parts from its sentence.
    if first == sentence.start && (last + 1 >= sentence.end || last + 2 == sentence.end && text.word(last + 1) == ".") {
        return text.tokens[first].capital == Capital::All || sentence.start == 0;
    }
    let before = sentence.start..first;
    let joined = before.len() > 1
        && before.len() < DATELINE
        && text.word(first - 1) == "/"
        && before.clone().all(|at| text.tokens[at].is_capital() || text.word(at) == "/")
        && (text.tokens[sentence.start].capital == Capital::All || text.word(last + 1) == ":");
    if first == sentence.start || joined {
        // A dateline: "TOKYO, March 3 -", "SEOUL/TOKYO (Reuters) -", "Accra, Dec 9", "New Delhi:".
        let dated = |at: usize| words.get(at).is_some_and(|&word| super::date::is_day_or_month(lexicon, word));
        let capitals = text.tokens[first].capital == Capital::All;
        return match text.word(last + 1) {
            "(" | ":" | "|" => true,
            "/" => capitals || sentence.start == 0,
            "," => capitals || dated(last + 2),
            "-" | "--" | "—" | "–" => capitals || sentence.start == 0,
            _ => capitals && dated(last + 1),
        };
    }
    if last + 2 < sentence.end && text.word(last + 1) == "," && matches!(text.word(last + 2), "D.C." | "DC") {
        return true;
    }
    if last + 1 < sentence.end
        && matches!(
            &*word(last + 1),
            "summit"
                | "meeting"
                | "meetings"
                | "conference"
                | "airport"
                | "office"
                | "time"
                | "embassy"
                | "university"
                | "state"
                | "-"
                | "residents"
                | "court"
                | "prices"
                | "futures"
                | "stocks"
                | "shares"
                | "trading"
                | "correspondent"
                | "bureau"
                | "trader"
                | "traders"
        )
    {
        return word(last + 1) != "-" || word((last + 2).min(sentence.end - 1)) == "based";
    }
    // "Moscow's mayor"
    let owned = last + 1 + usize::from(last + 1 < sentence.end && is_genitive(text.word(last + 1)));
    if owned < sentence.end
        && matches!(
            &*word(owned),
            "mayor" | "suburb" | "suburbs" | "streets" | "metro" | "subway" | "airport" | "port" | "centre" | "center"
        )
    {
        return true;
    }
    // "At Washington's request": the request's place is none.
    if owned > last + 1 && owned < sentence.end && text.tokens[owned].capital == Capital::None {
        return false;
    }
    let first = first - usize::from(first > sentence.start && word(first - 1) == "the");
    if first == sentence.start {
        return false;
    }
    let before = word(first - 1);
    // "in the capital, Maseru"
    if before == "," && first > sentence.start + 1 && word(first - 2) == "capital" {
        return true;
    }
    if LOCATIVE.contains(&&*before) || matches!(&*before, "downtown" | "central" | "capital" | "city") {
        return true;
    }
    let moves = |at: usize| moves(text, lexicon, words, at);
    // "In return Tokyo will", "after the visit Tokyo said": a noun.
    let noun = first > sentence.start + 1
        && matches!(&*word(first - 2), "a" | "an" | "her" | "his" | "in" | "its" | "on" | "the" | "their" | "this");
    let verb = |(classes, _): (Classes, &str)| classes.any(&[Class::Base, Class::Past, Class::Gerund]);
    if !noun && lexicon.classes(words[first - 1]).is_some_and(verb) && moves(first - 1) {
        return true;
    }
    // "The port of Cotonou", "recalled its envoy from Lima".
    let preceding = || if first > sentence.start + 1 { word(first - 2) } else { Cow::Borrowed("") };
    let before_in_clause =
        || (sentence.start..first - 1).rev().take_while(|&at| !matches!(text.word(at), "," | ";" | "and" | "that"));
    match &*before {
        "of" if PARTS.contains(&&*preceding()) => true,
        "from" if ENVOYS.contains(&&*preceding()) => true,
        "to" if before_in_clause().take(FAR).any(|at| JOURNEYS.contains(&&*word(at))) => true,
        "to" | "for" | "from" | "of" | "on" | "via" => before_in_clause().take(NEAR).any(moves),
        _ => false,
    }
}

/// "Europe" that acts or stands beside a country is the EU.
fn europe<'a>(text: &Text<'a>, lexicon: &'a Lexicon, mentions: &mut [Mention<'a>]) {
    let named = |mention: &Mention<'a>| mention.kind == Kind::Place && mention.text(text) == "Europe";
    let Some(first) = mentions.iter().position(named) else { return };
    let Some(union) = lexicon.by_id("EU") else { return };
    for at in first..mentions.len() {
        if !named(&mentions[at]) {
            continue;
        }
        let (first, last) = (mentions[at].tokens.start, mentions[at].tokens.end - 1);
        let word = |index: Option<usize>| {
            index.filter(|&index| index < text.tokens.len()).map(|index| lower(text.word(index)))
        };
        let next = word(Some(last + 1));
        let within = word(first.checked_sub(1)).is_some_and(|before| LOCATIVE.contains(&&*before));
        let acts = next
            .as_deref()
            .and_then(|next| lexicon.classes(lexicon.word(next)))
            .is_some_and(|(classes, _)| matches!(classes.first, Class::Past | Class::Present | Class::Auxiliary));
        let joined = next.as_deref() == Some("and")
            && mentions.get(at + 1).is_some_and(|other| other.kind == Kind::Country && other.tokens.start <= last + 3)
            || word(first.checked_sub(1)).as_deref() == Some("and")
                && at > 0
                && mentions[at - 1].kind == Kind::Country
                && mentions[at - 1].tokens.end + 1 >= first;
        if (acts || joined) && !within {
            let mention = &mut mentions[at];
            mention.kind = Kind::Country;
            mention.id = Cow::Borrowed(union.id);
            mention.name = Cow::Borrowed(union.name);
            mention.country = mention.id.clone();
        }
    }
}
