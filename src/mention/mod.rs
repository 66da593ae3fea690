//! text + lexicon → mentions: who, what, how much, when, with ids.
//!
//! Finders propose, `overlap` decides who wins (said once), `resolve` tells seats from cities and gives short forms
//! the id of what they shorten. A mention never changes after that.

mod currency;
mod date;
mod decimal;
mod dictionary;
mod goods;
mod lapse;
mod money;
mod namesake;
mod number;
mod office;
mod organization;
mod owned;
mod overlap;
mod percent;
mod person;
mod place;
mod resolve;
mod seat;
mod surname;
mod tense;

pub(crate) use date::{is_after, is_running, is_weekday, toward};
pub use decimal::Decimal;
pub(crate) use resolve::covering;

use crate::lexicon::{Kind, Lexicon, Sense, Word};
use crate::span::Span;
use crate::text::Text;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

/// A stretch of the text that names somebody or something.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// The words themselves, without title, article or possessive.
    pub span: Span,
    /// The tokens that they are.
    pub tokens: Range<usize>,
    /// What sort of thing.
    pub kind: Kind,
    /// Who or what it is: an ISO code, a full name, a number.
    pub id: Cow<'a, str>,
    /// Its canonical name.
    pub name: Cow<'a, str>,
    /// How the words name it.
    pub sense: Sense,
    /// Whether its neighbours must speak for it.
    pub ambiguous: bool,
    /// ISO code of the state it belongs to or acts for, or empty.
    pub country: Cow<'a, str>,
    /// What found it.
    pub found: Found<'a>,
}

/// The dictionary row or the rule behind a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// A row of a table.
    Row {
        /// The table's name.
        table: &'a str,
        /// The line, counted from 1.
        line: u32,
    },
    /// A rule of this module.
    Rule(&'static str),
}

impl<'a> Mention<'a> {
    fn new(text: &Text<'a>, tokens: Range<usize>, kind: Kind, id: Cow<'a, str>, found: Found<'a>) -> Mention<'a> {
        Mention {
            span: text.span(&tokens),
            tokens,
            kind,
            name: id.clone(),
            id,
            sense: Sense::Name,
            ambiguous: false,
            country: Cow::Borrowed(""),
            found,
        }
    }

    /// The words of the mention.
    pub fn text(&self, text: &Text<'a>) -> &'a str {
        self.span.of(text.source)
    }
}

/// The mentions of a text, in order, none overlapping another; `words` are the text's, `date` is the article's own day.
pub fn find<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], date: Option<Date>) -> Vec<Mention<'a>> {
    let (mut candidates, mut counted) = dictionary::find(text, lexicon, words);
    namesake::settle(text, lexicon, words, date, &mut candidates);
    currency::settle(text, lexicon, date, &candidates, &mut counted);
    candidates.extend(number::find(text, lexicon, words, &counted));
    candidates.extend(date::find(text, lexicon, words, date));
    let named = named(text, &candidates);
    let bodies = organization::find(text, lexicon, words, &named);
    let places = place::find(text, lexicon, words, &named);
    candidates.extend(bodies.into_iter().chain(places));
    candidates.extend(person::find(text, lexicon, words, &candidates));
    let addresses = addresses(text.source);
    candidates.retain(|mention| {
        let before = addresses.partition_point(|address| address.start <= mention.span.start);
        before == 0 || !addresses[before - 1].overlaps(mention.span)
    });
    let mut mentions = overlap::choose(candidates);
    forget_cities_of_things(text, &mut mentions);
    mentions.retain(|mention| mention.kind != Kind::Other);
    goods::settle(text, lexicon, words, &mut mentions);
    office::settle(text, lexicon, words, &mut mentions);
    resolve::resolve(text, lexicon, words, &mut mentions);
    settle_chambers(text, lexicon, &mut mentions);
    mentions
}

/// "The Doha Round … to revive Doha": the city after which a treaty or another thing is named is no state's seat there,
/// unless the state is spoken of by its own name.
fn forget_cities_of_things(text: &Text<'_>, mentions: &mut Vec<Mention<'_>>) {
    let things = mentions.iter().filter(|mention| mention.kind == Kind::Other);
    let cities: FxHashSet<&str> = things.filter_map(|thing| thing.text(text).split(' ').next()).collect();
    if cities.is_empty() {
        return;
    }
    let seat = |mention: &Mention<'_>| mention.sense == Sense::Seat && cities.contains(mention.text(text));
    let states = mentions.iter().filter(|mention| mention.kind == Kind::Country && !seat(mention));
    let states: FxHashSet<Cow<'_, str>> = states.map(|state| state.id.clone()).collect();
    mentions.retain(|mention| !seat(mention) || states.contains(&mention.id));
}

/// "Parliament" in a story of Kenya and Peru, "the House" after "the House of Commons": a chamber that goes by a word
/// alone is the one whose full name has it, or one of a state that the text names.
fn settle_chambers(text: &Text<'_>, lexicon: &Lexicon, mentions: &mut Vec<Mention<'_>>) {
    let sort = |mention: &Mention<'_>| lexicon.by_id(&mention.id).map_or("", |entry| entry.sort);
    let chamber = |mention: &Mention<'_>| mention.ambiguous && sort(mention) == "legislature";
    if !mentions.iter().any(chamber) {
        return;
    }
    let mut full = FxHashMap::default();
    for mention in mentions.iter().filter(|mention| mention.tokens.len() > 1 && sort(mention) == "legislature") {
        for word in mention.text(text).split(' ') {
            full.entry(word).or_insert_with(|| mention.clone());
        }
    }
    let named: FxHashSet<Cow<'_, str>> = mentions
        .iter()
        .filter(|mention| !chamber(mention))
        .flat_map(|mention| [mention.id.clone(), mention.country.clone()])
        .collect();
    mentions.retain_mut(|mention| {
        if !chamber(mention) {
            return true;
        }
        if let Some(full) = full.get(mention.text(text)) {
            (mention.id, mention.name, mention.country) = (full.id.clone(), full.name.clone(), full.country.clone());
            return true;
        }
        let entry = lexicon.by_id(&mention.id);
        entry.is_some_and(|entry| named.contains(&*mention.id) || named.contains(entry.country))
    });
}

/// What the dictionaries name at each token: a country where one may be meant, else a person, place, body or thing.
fn named<'m, 'a>(text: &Text<'a>, names: &'m [Mention<'a>]) -> Vec<Option<&'m Mention<'a>>> {
    let mut named: Vec<Option<&Mention<'a>>> = vec![None; text.tokens.len()];
    for name in names {
        for token in &mut named[name.tokens.clone()] {
            if token.is_none_or(|other| other.kind != Kind::Country || other.sense == Sense::Seat) {
                *token = Some(name);
            }
        }
    }
    named
}

/// Where addresses of pages stand: what they are made of names nothing.
fn addresses(source: &str) -> Vec<Span> {
    let mut addresses = Vec::new();
    let mut from = 0;
    // A single sign is sought many bytes at a time.
    let next = |from: usize| {
        source[from..].match_indices(':').map(|(at, _)| from + at).find(|&at| source[at..].starts_with("://"))
    };
    while let Some(at) = next(from) {
        let start = source[from..at].rfind(char::is_whitespace).map_or(from, |blank| from + blank);
        let end = source[at..].find(char::is_whitespace).map_or(source.len(), |blank| at + blank);
        addresses.push(Span::new(start, end));
        from = end;
    }
    addresses
}

/// A token's word in lower case; borrowed where it is so already or a table has it.
pub(crate) fn spelled<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], token: usize) -> Cow<'a, str> {
    let word = text.word(token);
    match words[token] {
        // The text is at hand, the table's spelling mostly is not.
        _ if is_lower(word) => Cow::Borrowed(word),
        Word::UNKNOWN => Cow::Owned(word.to_lowercase()),
        known => Cow::Borrowed(lexicon.spelling(known)),
    }
}

/// Whether a word is a verb of saying, behind which or before which a speaker stands.
fn is_of_saying(lexicon: &Lexicon, word: Word) -> bool {
    const SAYING: &[&str] = &[
        "add", "announce", "argue", "declare", "insist", "note", "pledge", "say", "tell", "urge", "vow", "warn",
        "write",
    ];
    lexicon.classes(word).is_some_and(|(_, lemma)| SAYING.contains(&lemma))
}

/// The word in lower case, borrowed where it is so already.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if is_lower(word) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Whether a word is of ASCII without capitals.
fn is_lower(word: &str) -> bool {
    // Not `all`: a loop that never leaves early tests several bytes at once.
    word.bytes().fold(true, |lower, byte| lower & byte.is_ascii() & !byte.is_ascii_uppercase())
}
