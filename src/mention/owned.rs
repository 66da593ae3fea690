//! "Mexico's Senate" → the Senate of Mexico, whichever the name stands for elsewhere;
//! and so the bare "Senate" behind it.

use super::{Found, Mention};
use crate::lexicon::{Kind, Lexicon, Sense};
use crate::text::{Text, is_genitive};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Gives the bodies of one story whose names stand for another state's to the state that owns them.
pub(super) fn settle<'a>(text: &Text<'a>, lexicon: &'a Lexicon, mentions: &mut [Mention<'a>]) {
    let mut owners: FxHashMap<&str, Cow<'a, str>> = FxHashMap::default();
    for at in 1..mentions.len() {
        let (before, body) = (&mentions[at - 1], &mentions[at]);
        if body.kind != Kind::Organization || body.country.is_empty() || !is_public(lexicon, body) {
            continue;
        }
        let name = body.text(text);
        if let Some(state) = owner(text, before, body) {
            owners.insert(name, state);
        }
        if let Some(state) = owners.get(name).filter(|state| **state != body.country) {
            let body = &mut mentions[at];
            body.country = state.clone();
            body.id = Cow::Borrowed(name);
            body.name = body.id.clone();
            body.found = Found::Rule("organization.owned");
        }
    }
}

/// Whether a body is one that every state has.
fn is_public(lexicon: &Lexicon, body: &Mention<'_>) -> bool {
    matches!(lexicon.sort(&body.id), "legislature" | "ministry" | "court" | "administration" | "agency")
}

/// The state that stands before a body as its owner: "Mexico's", "Mexican".
fn owner<'a>(text: &Text<'a>, before: &Mention<'a>, body: &Mention<'a>) -> Option<Cow<'a, str>> {
    let between = before.tokens.end..body.tokens.start;
    let owns = match between.len() {
        0 => before.sense == Sense::Adjective,
        1 => is_genitive(text.word(between.start)),
        _ => false,
    };
    (owns && before.kind == Kind::Country).then(|| before.id.clone())
}
