//! An office beside a person in no list → the state for which that person acts: "Norwegian Trade Minister Ola Borg",
//! "Ola Borg, Norway's trade minister", "Trade Minister Ola Borg" in a story about Norway.

use super::Mention;
use crate::lexicon::{Kind, Lexicon, TitleKind, Word};
use crate::text::{Text, TokenKind, is_genitive};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// The longest title that is believed, in tokens.
const LONGEST: usize = 7;

/// Gives the persons of no known state to the state whose office stands beside their name.
pub(super) fn settle<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], mentions: &mut [Mention<'a>]) {
    let office = |tokens: Range<usize>| {
        tokens.len() <= LONGEST && tokens.into_iter().any(|at| lexicon.title(words[at]) == Some(TitleKind::State))
    };
    let state = |other: &&Mention<'a>| other.kind == Kind::Country;
    let mut home = None;
    for at in 0..mentions.len() {
        let person = &mentions[at];
        if person.kind != Kind::Person || !person.country.is_empty() {
            continue;
        }
        let before = at.checked_sub(1).map(|before| &mentions[before]).filter(state);
        let before = before.filter(|state| {
            let title = state.tokens.end..person.tokens.start;
            title.clone().all(|token| is_of_title(text, token)) && office(title)
        });
        let behind = mentions.get(at + 1).filter(state).filter(|state| {
            let between = person.tokens.end..state.tokens.start;
            if between.is_empty() || text.word(between.start) != "," {
                return false;
            }
            // "Ola Borg, minister of Norway": else the title stands behind the state.
            let title = match between.len() {
                1 | 2 => state.tokens.end..title_end(text, state.tokens.end),
                _ => between.start + 1..between.end,
            };
            title.clone().all(|token| is_of_title(text, token)) && office(title)
        });
        // "Trade Minister Ola Borg": of the state that the story is about.
        let title = person.tokens.start.saturating_sub(1)..person.tokens.start;
        let mut state = before.or(behind).map(|state| state.id.clone());
        if state.is_none() && office(title) {
            state = home.get_or_insert_with(|| told_of(mentions)).clone();
        }
        if let Some(state) = state {
            mentions[at].country = state;
        }
    }
}

/// The state that is named first, where no other is named as often.
fn told_of<'a>(mentions: &[Mention<'a>]) -> Option<Cow<'a, str>> {
    let states = || mentions.iter().filter(|mention| mention.kind == Kind::Country).map(|state| &state.id);
    let first = states().next()?;
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    states().for_each(|state| *counts.entry(state).or_default() += 1);
    let most = counts.get(&**first)?;
    let rivals = counts.iter().filter(|&(&state, count)| state != &**first && count >= most);
    (rivals.count() == 0).then(|| first.clone())
}

/// Whether a token may stand within a title.
fn is_of_title(text: &Text<'_>, token: usize) -> bool {
    text.tokens[token].kind == TokenKind::Word || is_genitive(text.word(token)) || matches!(text.word(token), "-" | "&")
}

/// Where the title that begins at a token ends.
fn title_end(text: &Text<'_>, start: usize) -> usize {
    (start..text.tokens.len()).take(LONGEST).find(|&token| !is_of_title(text, token)).unwrap_or(start)
}
