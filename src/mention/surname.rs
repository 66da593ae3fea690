//! "President George Bush … Bush": who was named in full is meant by the surname alone.

use super::resolve::{covering, tokens_of};
use super::seat::LOCATIVE;
use super::{Found, Mention, lower};
use crate::lexicon::{Kind, Lexicon, OrganisationWord, Sense, Word};
use crate::text::{Section, Text};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// Surnames get the full name's id; a name that stands alone and is no one's is left as it is.
pub(super) fn settle<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    section: &Section,
    mentions: &mut [Mention<'a>],
    added: &mut Vec<Mention<'a>>,
) {
    let mut known: FxHashMap<Caseless<'a>, (Cow<'a, str>, Cow<'a, str>)> = FxHashMap::default();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == Kind::Person && mention.sense == Sense::Name) {
        let name = mention.text(text);
        if matches!(mention.found, Found::Rule(_))
            && let Some(entry) = lexicon.by_id(name).filter(|entry| entry.kind == Kind::Person)
        {
            mention.country = Cow::Borrowed(entry.country);
        }
        for surname in surnames(name, lexicon) {
            // The first full name with a surname keeps it; wires write surnames in capitals ("SOLANA").
            known.entry(Caseless(surname)).or_insert_with(|| (mention.id.clone(), mention.country.clone()));
        }
    }
    // "President Bush … Bush said": who was named by his surname alone may be named so again.
    for mention in mentions.iter().filter(|mention| mention.kind == Kind::Person && mention.sense == Sense::KnownAs) {
        let surname = mention.text(text);
        if !surname.contains(' ') {
            let meant = || (mention.id.clone(), mention.country.clone());
            known.entry(Caseless(surname)).or_insert_with(meant);
        }
    }
    if known.is_empty() {
        return;
    }
    let find = |word: &'a str| known.get(&Caseless(word));
    // "Damien O'Connor … O'Connor": what stands alone may be several tokens.
    let alone = |mention: &Mention<'_>| mention.sense == Sense::KnownAs || !mention.text(text).contains(' ');
    for mention in mentions.iter_mut().filter(|mention| mention.kind == Kind::Person && alone(mention)) {
        if let Some((id, country)) = find(mention.text(text)) {
            mention.name = id.clone();
            (mention.id, mention.country) = (id.clone(), country.clone());
        }
    }
    // Who bears the name of a town or a firm is meant where he was named in full,
    // unless a preposition speaks for the town.
    let shared = |mention: &Mention<'_>| match mention.kind {
        Kind::Place => mention.sense == Sense::Name,
        Kind::Organization => mention.ambiguous,
        _ => false,
    };
    for mention in mentions.iter_mut().filter(|mention| shared(mention)) {
        let before = mention.tokens.start.checked_sub(1);
        let led = || before.is_some_and(|before| LOCATIVE.contains(&&*lower(text.word(before))));
        if let Some((id, country)) = find(mention.text(text)).filter(|_| !led()) {
            mention.name = id.clone();
            (mention.kind, mention.sense) = (Kind::Person, Sense::KnownAs);
            (mention.id, mention.country) = (id.clone(), country.clone());
        }
    }
    for index in tokens_of(text, section) {
        let token = &text.tokens[index];
        if !token.is_capital() {
            continue;
        }
        let Some((id, country)) = find(text.word(index)).filter(|_| covering(mentions, token.span).is_none()) else {
            continue;
        };
        // A surname after another capitalised word that no full name has is somebody else's.
        let hyphenated = text.is_sign(index + 1, b'-') && text.tokens[index + 1].glued;
        // "The Nobel Prize".
        let thing = text.tokens.get(index + 1).is_some_and(|next| {
            lexicon.organisation_word(words[index + 1], next.capital) == Some(OrganisationWord::Thing)
        });
        if !hyphenated && !thing {
            let found = Found::Rule("person.surname");
            let mention = Mention::new(text, index..index + 1, Kind::Person, id.clone(), found);
            added.push(Mention { country: country.clone(), sense: Sense::KnownAs, ..mention });
        }
    }
}

/// The words by which a full name is shortened: the last, and the first where surnames go first.
fn surnames<'a>(name: &'a str, lexicon: &Lexicon) -> Vec<&'a str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = words[..] else {
        return Vec::new();
    };
    let last = if matches!(last, "Jr." | "Jr" | "Sr." | "III" | "II") { words[words.len() - 2] } else { last };
    let leads = lexicon.is_leading_surname(lexicon.word(first));
    if leads { vec![first, last] } else { vec![last] }
}

/// A word that is the same with any letters of ASCII as capitals.
struct Caseless<'a>(&'a str);

impl PartialEq for Caseless<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Caseless<'_> {}

impl Hash for Caseless<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.bytes().for_each(|byte| state.write_u8(byte.to_ascii_lowercase()));
    }
}
