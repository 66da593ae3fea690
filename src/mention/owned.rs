//! "Mexico's Senate" → the Senate of Mexico, whichever the name stands for elsewhere;
//! and so the bare "Senate" behind it, and any that a story has that never speaks of the state whose it mostly is.

use super::{Found, Mention};
use crate::lexicon::{Kind, Lexicon, Sense};
use crate::text::{Text, is_genitive};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// Gives the bodies of one story whose names stand for another state's to the state that owns them.
pub(super) fn settle<'a>(text: &Text<'a>, lexicon: &'a Lexicon, mentions: &mut [Mention<'a>]) {
    let mut owners: FxHashMap<&str, Cow<'a, str>> = FxHashMap::default();
    let of_any_state = |body: &Mention<'a>| body.ambiguous && lexicon.sort(&body.id) == "ministry";
    let named = if mentions.iter().any(of_any_state) { named_states(mentions) } else { FxHashSet::default() };
    let first = mentions.iter().find(|mention| mention.kind == Kind::Country);
    let first = first.map(|state| (state.span.start, state.id.clone()));
    for at in 0..mentions.len() {
        let (before, body) = (at.checked_sub(1).map(|before| &mentions[before]), &mentions[at]);
        if let Some(state) = before.and_then(|before| state_of_body(text, lexicon, before, body)) {
            mentions[at].country = state;
            continue;
        }
        if body.kind != Kind::Organization || body.country.is_empty() || !is_public(lexicon, body) {
            continue;
        }
        let name = body.text(text);
        let owned = before.and_then(|before| owner(text, before, body));
        // "The Treasury" in a story on Kenya: the state named first, where none names or speaks for the body's own.
        let at_home = of_any_state(body) && !named.contains(&body.country);
        let home = first.as_ref().filter(|(start, _)| at_home && *start < body.span.start);
        if let Some(state) = owned.or_else(|| home.map(|(_, state)| state.clone())) {
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

/// The states that are named, or for which somebody surely speaks.
fn named_states<'a>(mentions: &[Mention<'a>]) -> FxHashSet<Cow<'a, str>> {
    let sure = mentions.iter().filter(|mention| mention.kind != Kind::Organization || !mention.ambiguous);
    let state = |mention: &Mention<'a>| match mention.kind {
        Kind::Country => mention.id.clone(),
        _ => mention.country.clone(),
    };
    sure.map(state).collect()
}

/// Whether a body is one that every state has.
fn is_public(lexicon: &Lexicon, body: &Mention<'_>) -> bool {
    matches!(lexicon.sort(&body.id), "legislature" | "ministry" | "court" | "administration" | "agency")
}

/// "The Senate's Tariff Panel": the state of a body that no table has, which a body of state owns.
fn state_of_body<'a>(
    text: &Text<'a>,
    lexicon: &Lexicon,
    before: &Mention<'a>,
    body: &Mention<'a>,
) -> Option<Cow<'a, str>> {
    let both = before.kind == Kind::Organization && body.kind == Kind::Organization;
    let unknown = both && body.country.is_empty() && matches!(body.found, Found::Rule(_));
    let owned = unknown && owns(text, before, body) && is_public(lexicon, before);
    (owned && !before.country.is_empty()).then(|| before.country.clone())
}

/// The state that stands before a body as its owner: "Mexico's", "Mexican".
fn owner<'a>(text: &Text<'a>, before: &Mention<'a>, body: &Mention<'a>) -> Option<Cow<'a, str>> {
    let adjective = before.tokens.end == body.tokens.start && before.sense == Sense::Adjective;
    let owned = before.kind == Kind::Country && (adjective || owns(text, before, body));
    owned.then(|| before.id.clone())
}

/// Whether nothing but its "'s" stands between an owner and a body.
fn owns(text: &Text<'_>, owner: &Mention<'_>, body: &Mention<'_>) -> bool {
    body.tokens.start == owner.tokens.end + 1 && is_genitive(text.word(owner.tokens.end))
}
