//! goods → goods as the story means them.
//!
//! Goods before goods, and words that make other goods of them, are part of the name. Tables of prices and names of
//! committees name no goods. "Crude" before other goods is their adjective. "Oil" in a story of palm oil is palm oil,
//! and "oils" are those of plants where nothing else speaks of energy.

use super::{Found, Mention, lower};
use crate::lexicon::{Entry, Kind, Lexicon, Word};
use crate::text::{Text, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// The dictionary's ids of what `oil` and `crude` may mean.
const OIL: &str = "oil";
const CRUDE: &str = "crude oil";
const OF_PLANTS: &str = "vegetable oil";
/// The dictionary's group of what any goods may be called.
const GENERAL: &str = "class";

/// Settles which goods are meant; the mentions are in order and do not overlap.
pub(super) fn settle<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], mentions: &mut Vec<Mention<'a>>) {
    if is_table(text) {
        mentions.retain(|mention| mention.kind != Kind::Commodity);
        return;
    }
    let mut committee = 0;
    let kept: Vec<bool> = (0..mentions.len())
        .map(|at| {
            let mention = &mentions[at];
            if mention.kind != Kind::Commodity {
                return true;
            }
            let Range { start: first, end } = mention.tokens;
            // "the subcommittee on wheat, soybeans and feed grains"
            let listed = || committee > 0 && (committee..first).all(|joint| matches!(text.word(joint), "," | "and"));
            let named = names_committee(text, first) || listed();
            // Goods that are not listed end the list.
            committee = if named { end } else { 0 };
            if named {
                return false;
            }
            let next = mentions.get(at + 1).filter(|next| next.kind == Kind::Commodity);
            let adjective = mention.id == CRUDE && lower(mention.text(text)) == "crude";
            !(adjective && next.is_some_and(|next| next.tokens.start == end))
        })
        .collect();
    let mut kept = kept.into_iter();
    mentions.retain(|_| kept.next() == Some(true));
    compound(text, lexicon, mentions);
    qualify(text, lexicon, words, mentions);
    for section in &text.sections {
        let sentences = &text.sentences[section.sentences.clone()];
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        let range = mentions.partition_point(|mention| mention.span.start < first.span.start)
            ..mentions.partition_point(|mention| mention.span.start < last.span.end);
        oils(text, lexicon, &mut mentions[range]);
    }
}

/// "Chicken meat", "truck tyres": goods right before goods are part of their name; "wheat crop" is wheat.
fn compound(text: &Text<'_>, lexicon: &Lexicon, mentions: &mut Vec<Mention<'_>>) {
    let general = |mention: &Mention<'_>| lexicon.sort(&mention.id) == GENERAL;
    mentions.dedup_by(|head, part| {
        let goods = head.kind == Kind::Commodity && part.kind == Kind::Commodity;
        let next = goods && head.tokens.start == part.tokens.end;
        let joined = next && !general(part) && !part.text(text).ends_with('s');
        if joined {
            let (span, tokens) = (part.span.join(head.span), part.tokens.start..head.tokens.end);
            if !general(head) {
                std::mem::swap(head, part);
            }
            (part.span, part.tokens) = (span, tokens);
        }
        joined
    });
}

/// "Frozen beef", "semi-processed metals": words that make other goods of what stands behind them belong to the name.
fn qualify(text: &Text<'_>, lexicon: &Lexicon, words: &[Word], mentions: &mut [Mention<'_>]) {
    let mut free = 0;
    for mention in mentions {
        if mention.kind == Kind::Commodity {
            let mut first = mention.tokens.start;
            while first > free {
                let hyphened = || first > free + 2 && text.word(first - 2) == "-" && text.tokens[first - 1].glued;
                if lexicon.qualifies_goods(words[first - 1]) {
                    first -= 1;
                } else if hyphened() {
                    let whole = text.span(&(first - 3..first));
                    if !lexicon.qualifies_goods(lexicon.word(whole.of(text.source))) {
                        break;
                    }
                    first -= 3;
                } else {
                    break;
                }
            }
            mention.span.start = text.tokens[first].span.start;
            mention.tokens.start = first;
        }
        free = mention.tokens.end;
    }
}

/// Whether the words before a token name the committee that deals with what follows.
fn names_committee(text: &Text<'_>, first: usize) -> bool {
    first > 1 && text.word(first - 1) == "on" && matches!(&*lower(text.word(first - 2)), "committee" | "subcommittee")
}

/// Whether the text is a list in capitals with a figure for every few words.
fn is_table(text: &Text<'_>) -> bool {
    let (mut words, mut figures) = (0, 0);
    for token in &text.tokens {
        let word = token.span.of(text.source);
        if word.len() > 1 && word.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return false;
        }
        words += usize::from(token.kind == TokenKind::Word);
        figures += usize::from(token.kind == TokenKind::Number);
    }
    figures > 2 && figures * 3 >= words
}

/// Gives a bare "oil" of one story the oil that the story is about.
fn oils<'a>(text: &Text<'a>, lexicon: &'a Lexicon, mentions: &mut [Mention<'a>]) {
    let goods = |mention: &Mention<'a>| -> Option<Entry> {
        (mention.kind == Kind::Commodity).then(|| lexicon.by_id(&mention.id)).flatten()
    };
    let is_called = |mention: &Mention<'a>, word: &str| mention.text(text).eq_ignore_ascii_case(word);
    let is_bare = |mention: &Mention<'a>| is_called(mention, "oil") || is_called(mention, "oils");
    let energy = |mention: &Mention<'a>| goods(mention).is_some_and(|entry| entry.sort == "energy");
    if !mentions.iter().any(is_bare) || mentions.iter().any(|mention| energy(mention) && !is_bare(mention)) {
        return;
    }
    let mut meant =
        mentions.iter().filter_map(goods).find(|entry| entry.sort != "energy" && entry.id.ends_with(" oil"));
    for mention in mentions {
        match goods(mention) {
            Some(entry) if entry.id == OIL && is_bare(mention) => {
                let plural = is_called(mention, "oils");
                let oil = meant.or_else(|| lexicon.by_id(OF_PLANTS).filter(|_| plural));
                if let Some(oil) = oil {
                    mention.id = Cow::Borrowed(oil.id);
                    mention.name = Cow::Borrowed(oil.name);
                    mention.found = Found::Rule("commodity.oil");
                }
            }
            Some(entry) if entry.sort != "energy" && entry.id.ends_with(" oil") => meant = Some(entry),
            _ => {}
        }
    }
}
