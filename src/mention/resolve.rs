//! mentions → mentions with the id of whom they mean.
//!
//! In this order: seats of government are told from cities; bodies are joined with their abbreviations and short
//! forms; surnames are given the full name that the story has. Nothing is carried from one story to another.

use super::{Found, Mention, lower};
use crate::lexicon::{Class, Classes, Kind, Lexicon, OrganisationWord, Sense, Word};
use crate::span::Span;
use crate::text::{Capital, Section, Text, is_genitive};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

/// Prepositions behind which a capital is a city.
pub(super) const LOCATIVE: &[&str] = &["in", "at", "near", "outside", "around", "across", "inside"];
/// Verbs and nouns behind whose "to", "for", "from" or object a capital is a city.
const MOTION: &[&str] = &[
    "arrive",
    "depart",
    "departure",
    "drive",
    "flight",
    "fly",
    "go",
    "head",
    "journey",
    "leave",
    "reach",
    "return",
    "sail",
    "tour",
    "travel",
    "trip",
    "visit",
];

/// Settles who is meant, story by story.
pub(super) fn resolve<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], mentions: &mut Vec<Mention<'a>>) {
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
    let mut added = Vec::new();
    for section in &text.sections {
        let sentences = &text.sentences[section.sentences.clone()];
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
            continue;
        };
        let span = first.span.join(last.span);
        let range = mentions.partition_point(|mention| mention.span.start < span.start)
            ..mentions.partition_point(|mention| mention.span.start < span.end);
        super::owned::settle(text, lexicon, &mut mentions[range.clone()]);
        organisations(text, lexicon, words, section, &mut mentions[range.clone()], &mut added);
        super::surname::settle(text, lexicon, words, section, &mut mentions[range], &mut added);
    }
    mentions.extend(added);
    mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    let mut end = 0;
    mentions.retain(|mention| {
        let free = mention.span.start >= end;
        end = end.max(mention.span.end);
        free
    });
    if signs(text, lexicon, mentions.last()) {
        mentions.pop();
    }
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

/// "Reuter" under a story: who sent it is nobody of whom it tells.
fn signs(text: &Text<'_>, lexicon: &Lexicon, last: Option<&Mention<'_>>) -> bool {
    let Some((mention, [_, .., sentence])) = last.zip(Some(&text.sentences[..])) else { return false };
    let alone = mention.span.start == sentence.span.start && mention.span.end + 1 >= sentence.span.end;
    alone && lexicon.sort(&mention.id) == "outlet"
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
        let dated = || words.get(last + 2).is_some_and(|&word| super::date::is_day_or_month(lexicon, word));
        let capitals = text.tokens[first].capital == Capital::All;
        return match text.word(last + 1) {
            "(" | ":" => true,
            "/" => capitals || sentence.start == 0,
            "," => capitals || dated(),
            "-" | "--" | "—" | "–" => capitals || sentence.start == 0,
            _ => false,
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
    matches!(&*before, "to" | "for" | "from" | "of" | "via") && (sentence.start..first - 1).rev().take(2).any(moves)
}

/// Short forms, with the id and state of what they shorten.
type Known<'a> = FxHashMap<Cow<'a, str>, (Cow<'a, str>, Cow<'a, str>)>;

/// Abbreviations in brackets and short forms of bodies get the full name's id.
fn organisations<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    section: &Section,
    mentions: &mut [Mention<'a>],
    added: &mut Vec<Mention<'a>>,
) {
    let mut known: Known<'a> = FxHashMap::default();
    let mut acting: FxHashMap<&str, (Cow<'a, str>, Cow<'a, str>)> = FxHashMap::default();
    let is_head =
        |word: &str| lexicon.organisation_word(lexicon.word(word), Capital::of(word)) == Some(OrganisationWord::Head);
    for mention in mentions.iter().filter(|mention| mention.kind == Kind::Organization) {
        let name = mention.text(text);
        let meant = || (mention.id.clone(), mention.country.clone());
        if let Some(short) = bracketed(text, lexicon, words, mention.tokens.end, name.contains(' ')) {
            known.insert(Cow::Borrowed(short), meant());
        }
        // What follows shortens names of several words.
        if mention.tokens.len() < 2 {
            continue;
        }
        if let Some(initials) = initials(name) {
            known.entry(Cow::Owned(initials)).or_insert_with(meant);
        }
        if let Some((lead, "Department" | "Ministry")) = name.rsplit_once(' ') {
            acting.insert(lead.rsplit(' ').next().unwrap_or(lead), meant());
        }
        let mut parts = name.split_whitespace();
        if let (Some(lead), Some(_)) = (parts.next(), parts.next()) {
            let word = lexicon.word(lead);
            let plain = lexicon.organisation_word(word, Capital::of(lead)).is_none();
            // "ITC Ltd … ITC", but not "IBM Canada … IBM".
            let letters = || {
                let suffix = lexicon.word(name.rsplit(' ').next().unwrap_or_default());
                let suffix = lexicon.organisation_word(suffix, Capital::First) == Some(OrganisationWord::Suffix);
                lead.len() > 2 && suffix && mention.tokens.len() == 2 && Capital::of(lead) == Capital::All
            };
            let own = (lead.len() > 3 || letters()) && plain && lexicon.classes(word).is_none();
            // "The NAFTA Challenge Committee" is not what NAFTA means.
            let last = name.rsplit(' ').next().unwrap_or_default();
            let own = own && !(lead.bytes().all(|byte| byte.is_ascii_uppercase()) && is_head(last));
            let firm = matches!(mention.found, Found::Rule(_)) || lexicon.sort(&mention.id) == "company";
            if own && firm {
                known.insert(Cow::Borrowed(lead), meant());
            }
            // "Tandem Computers Inc … Tandem will": a common word, where it acts.
            let noun = lexicon.classes(word).is_some_and(|(classes, _)| classes.first == Class::Noun);
            if noun && plain && firm && lead.len() > 3 {
                acting.insert(lead, meant());
            }
        }
        for head in name.split_whitespace().filter(|word| *word != name && is_head(word)) {
            known.insert(Cow::Borrowed(head), meant());
        }
    }
    // "The U.S. Treasury … the Treasury", "Indian Oil Corporation … IOC": of the bodies of that name the one that the
    // story has named in full.
    let in_full: FxHashSet<Cow<'a, str>> = mentions
        .iter()
        .filter(|mention| mention.kind == Kind::Organization && mention.tokens.len() > 1)
        .map(|mention| mention.id.clone())
        .collect();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == Kind::Organization) {
        let short = mention.text(text);
        let letters = mention.tokens.len() == 1 && short.len() > 2 && Capital::of(short) == Capital::All;
        let open = mention.ambiguous && is_head(short) || letters && !in_full.contains(&mention.id);
        if let Some((id, country)) = known.get(short).filter(|_| open) {
            mention.name = lexicon.by_id(id).map_or_else(|| id.clone(), |entry| entry.name.into());
            (mention.id, mention.country) = (id.clone(), country.clone());
        }
    }
    if known.is_empty() && acting.is_empty() {
        return;
    }
    for index in tokens_of(text, section) {
        let token = &text.tokens[index];
        // "ITC Ltd <ITC>": the sign of its shares.
        let of_shares = || index > 0 && text.is_sign(index - 1, b'<') && text.is_sign(index + 1, b'>');
        if !token.is_capital() || of_shares() {
            continue;
        }
        let word = text.word(index);
        let definite = || index > 0 && matches!(&*lower(text.word(index - 1)), "the" | "this");
        let head = || lexicon.organisation_word(words[index], token.capital) == Some(OrganisationWord::Head);
        let found = known.get(word).filter(|_| !head() || definite());
        let does = || acting.get(word).filter(|_| !definite() && acts(text, lexicon, words, index));
        let Some((id, country)) = found.or_else(does) else { continue };
        if covering(mentions, token.span)
            .is_none_or(|mention| mention.kind == Kind::Person && mention.span == token.span)
        {
            let found = Found::Rule("organization.short");
            let mention = Mention::new(text, index..index + 1, Kind::Organization, id.clone(), found);
            added.push(Mention { country: country.clone(), sense: Sense::KnownAs, ..mention });
        }
    }
}

/// "Commerce determined that", "according to Commerce": a portfolio alone that does what its ministry does, or a firm.
fn acts(text: &Text<'_>, lexicon: &Lexicon, words: &[Word], at: usize) -> bool {
    let verb = words.get(at + 1).and_then(|&next| lexicon.classes(next)).is_some_and(|(classes, _)| {
        matches!(classes.first, Class::Past | Class::Participle | Class::Present | Class::Auxiliary)
    });
    let next = text.tokens.get(at + 1).map_or("", |_| text.word(at + 1));
    let before = at.checked_sub(1).map_or("", |before| text.word(before));
    text.tokens[at].capital == Capital::First
        && (verb || is_genitive(next) || matches!(before, "by" | "to" | "that" | "told" | "from"))
        && text.tokens.get(at + 1).is_none_or(|next| next.capital == Capital::None)
}

/// The short form that stands in brackets at a token, behind a name that may have one in small letters ("Mincetur").
fn bracketed<'a>(text: &Text<'a>, lexicon: &Lexicon, words: &[Word], at: usize, long: bool) -> Option<&'a str> {
    let short = text.tokens.get(at + 1)?;
    let brackets = text.is_sign(at, b'(') && text.is_sign(at + 2, b')');
    let name = || long && short.capital == Capital::First && lexicon.classes(words[at + 1]).is_none();
    (brackets && (short.capital == Capital::All || name())).then(|| short.span.of(text.source))
}

/// EBB of European Biodiesel Board.
fn initials(name: &str) -> Option<String> {
    let letters = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase());
    let initials: String = letters.collect();
    (initials.len() > 2).then_some(initials)
}

/// The tokens of a story.
pub(super) fn tokens_of(text: &Text<'_>, section: &Section) -> Range<usize> {
    let sentences = &text.sentences[section.sentences.clone()];
    sentences[0].tokens.start..sentences[sentences.len() - 1].tokens.end
}

/// The mention that covers a stretch; the mentions are in order and do not overlap.
pub(crate) fn covering<'m, 'a>(mentions: &'m [Mention<'a>], span: Span) -> Option<&'m Mention<'a>> {
    let next = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.get(next).filter(|mention| mention.span.overlaps(span))
}
