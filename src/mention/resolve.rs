//! mentions → mentions with the id of whom they mean.
//!
//! In this order: seats of government are told from cities; bodies are joined with their abbreviations and short
//! forms; surnames are given the full name that the story has. Nothing is carried from one story to another.

use super::{Found, Mention, lower};
use crate::lexicon::{Class, Kind, Lexicon, OrganisationWord, Sense, Word};
use crate::span::Span;
use crate::text::{Capital, Section, Text, is_genitive};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

/// Settles who is meant, story by story.
pub(super) fn resolve<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], mentions: &mut Vec<Mention<'a>>) {
    super::seat::settle(text, lexicon, words, mentions);
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

/// "Reuter" under a story: who sent it is nobody of whom it tells.
fn signs(text: &Text<'_>, lexicon: &Lexicon, last: Option<&Mention<'_>>) -> bool {
    let Some((mention, [_, .., sentence])) = last.zip(Some(&text.sentences[..])) else { return false };
    let alone = mention.span.start == sentence.span.start && mention.span.end + 1 >= sentence.span.end;
    alone && lexicon.sort(&mention.id) == "outlet"
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
    let mut defined: FxHashSet<&str> = FxHashSet::default();
    let mut acting: FxHashMap<&str, (Cow<'a, str>, Cow<'a, str>)> = FxHashMap::default();
    let is_head =
        |word: &str| lexicon.organisation_word(lexicon.word(word), Capital::of(word)) == Some(OrganisationWord::Head);
    for mention in mentions.iter().filter(|mention| mention.kind == Kind::Organization) {
        let name = mention.text(text);
        let meant = || (mention.id.clone(), mention.country.clone());
        if let Some(short) = bracketed(text, lexicon, words, mention.tokens.end, name.contains(' ')) {
            known.insert(Cow::Borrowed(short), meant());
            if name.split(' ').filter_map(|word| word.chars().next()).eq(short.chars()) {
                defined.insert(short);
            }
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
    for mention in mentions.iter_mut() {
        let short = mention.text(text);
        let body = mention.kind == Kind::Organization;
        // "The European Commission (EC)": what else the letters may stand for is not meant.
        let says_so = matches!(mention.kind, Kind::Organization | Kind::Country) && defined.contains(short);
        let letters = || mention.tokens.len() == 1 && short.len() > 2 && Capital::of(short) == Capital::All;
        let open =
            says_so || body && (mention.ambiguous && is_head(short) || letters() && !in_full.contains(&mention.id));
        if let Some((id, country)) = known.get(short).filter(|_| open) {
            mention.kind = Kind::Organization;
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

/// The short form that stands in brackets at a token, bare or quoted, behind a name that may have one in small letters
/// ("Mincetur").
fn bracketed<'a>(text: &Text<'a>, lexicon: &Lexicon, words: &[Word], at: usize, long: bool) -> Option<&'a str> {
    let quotes =
        |at: usize| text.tokens.get(at).is_some_and(|_| matches!(text.word(at), "\"" | "'" | "‘" | "’" | "“" | "”"));
    let quoted = usize::from(quotes(at + 1));
    let first = at + 1 + quoted;
    let short = text.tokens.get(first)?;
    let brackets = text.is_sign(at, b'(') && text.is_sign(first + 1 + quoted, b')');
    let name = || long && short.capital == Capital::First && lexicon.classes(words[first]).is_none();
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
