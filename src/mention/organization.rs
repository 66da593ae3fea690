//! tokens → organisations who stand in no list.
//!
//! A run of capitalised words is a body where its last word heads one ("Commerce Department"), where "of" follows
//! such a head ("Ministry of Commerce and Industry"), or where a company's suffix closes it ("KLA Corp").

use super::{Found, Mention};
use crate::lexicon::{Kind, Lexicon, OrganisationWord, Sense, Word};
use crate::span::Span;
use crate::text::{Capital, Text, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// The longest name that is believed, in tokens.
const LONGEST: usize = 12;

/// Finds organisations by the shape of their names; `names` are the dictionary's finds.
pub(super) fn find<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    names: &[Mention<'a>],
) -> Vec<Mention<'a>> {
    let mut country_at = vec![None; text.tokens.len()];
    for mention in names.iter().filter(|mention| mention.kind == Kind::Country && mention.sense != Sense::Seat) {
        let tokens = text.token_at(mention.span.start)..=text.token_at(mention.span.end - 1);
        country_at[tokens].fill(Some((&mention.id, mention.sense)));
    }
    let mut organisations = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match name_at(text, lexicon, words, &country_at, at, &sentence.tokens) {
                Some((tokens, country)) => {
                    let span =
                        Span { start: text.tokens[tokens.start].span.start, end: text.tokens[tokens.end - 1].span.end };
                    let mention = Mention::new(
                        span,
                        Kind::Organization,
                        span.of(text.source).into(),
                        Found::Rule("organization.shape"),
                    );
                    at = tokens.end;
                    organisations.push(Mention { country, ..mention });
                }
                None => at += 1,
            }
        }
    }
    organisations
}

type CountryAt<'m, 'a> = Vec<Option<(&'m Cow<'a, str>, Sense)>>;

/// The organisation whose name starts at a token, and the state whose adjective leads it.
fn name_at<'a>(
    text: &Text<'a>,
    lexicon: &Lexicon,
    words: &[Word],
    country_at: &CountryAt<'_, 'a>,
    first: usize,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, Cow<'a, str>)> {
    let capital = |at: usize| {
        at < sentence.end && text.tokens[at].kind == TokenKind::Word && text.tokens[at].capital != Capital::None
    };
    if !capital(first)
        || (first > sentence.start
            && capital(first - 1)
            && country_at[first - 1].is_none()
            && !matches!(text.word(first - 1), "The" | "A" | "An" | "This" | "Our" | "Its"))
    {
        return None;
    }
    if matches!(text.word(first), "The" | "A" | "An" | "This" | "Our" | "Its") {
        return None;
    }
    let word = |at: usize| lexicon.organisation_word(words[at], text.tokens[at].capital);
    let mut end = first;
    let mut best = None;
    while end < sentence.end && end - first < LONGEST {
        if capital(end) {
            end += 1;
            match word(end - 1) {
                Some(OrganisationWord::Head) if !capital(end) && end - first > 1 => best = Some(end),
                Some(OrganisationWord::Suffix) if end - first > 1 => best = Some(end),
                Some(OrganisationWord::WeakSuffix)
                    if end - first > 1 && !capital(end) && country_at[first].is_none() =>
                {
                    best = Some(end)
                }
                _ => {}
            }
            // "Ministry of Commerce and Industry", "Department of Agriculture, Food and Rural Affairs".
            if word(end - 1) == Some(OrganisationWord::Head)
                && end < sentence.end
                && text.word(end) == "of"
                && capital(end + 1)
            {
                best = Some(listed_end(text, end + 1, sentence.end, &capital));
                break;
            }
        } else if (matches!(text.word(end), "&" | "'s" | "’s") || text.word(end) == "-" && text.tokens[end].glued)
            && capital(end + 1)
        {
            end += 1;
        } else {
            break;
        }
    }
    let end = best?;
    // "Chinese Commerce Ministry": the adjective is a mention of its own.
    let leading = (first..end).take_while(|&at| country_at[at].is_some()).count();
    let keeps_country = leading == 0 || end - first - leading < 2 && word(end - 1) != Some(OrganisationWord::Head);
    let is_ministry = (first..end).any(|at| {
        matches!(text.word(at), "Ministry" | "Department" | "Parliament" | "Senate" | "Congress" | "Treasury")
    });
    let country =
        if leading > 0 { country_at[first].map_or(Cow::Borrowed(""), |(id, _)| id.clone()) } else { Cow::Borrowed("") };
    // "China's Global Times": what is owned is the name.
    let owned = leading > 0 && first + leading < end && matches!(text.word(first + leading), "'s" | "’s");
    let start = if owned {
        first + leading + 1
    } else if leading > 0 && is_ministry && !keeps_country {
        first + leading
    } else {
        first
    };
    (end > start).then_some((start..end, country))
}

/// The end of a list of capitalised words joined by commas and "and".
fn listed_end(text: &Text<'_>, mut at: usize, end: usize, capital: &impl Fn(usize) -> bool) -> usize {
    while at < end {
        let joint =
            text.word(at) == "and" && capital(at + 1) || text.word(at) == "," && is_list(text, at, end, capital);
        if capital(at) || joint {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Whether the comma at `at` stands in a list that an "and" closes.
fn is_list(text: &Text<'_>, at: usize, end: usize, capital: &impl Fn(usize) -> bool) -> bool {
    let mut next = at + 1;
    while next < end && (capital(next) || text.word(next) == ",") {
        next += 1;
    }
    next > at + 1 && next < end && text.word(next) == "and" && capital(next + 1)
}
