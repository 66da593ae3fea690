//! sentences → stories of a page.
//!
//! Under an article stand other stories' teasers, times, topic lines, buttons. From the line that announces them
//! ("Read next") each teaser is a story of its own and every line that is no sentence is furniture.

use super::{Sentence, Token, TokenKind};
use std::ops::Range;

/// One story of a page.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its sentences.
    pub sentences: Range<usize>,
    /// Whether it is a button, a time stamp, a topic line: nothing that makes a statement.
    pub furniture: bool,
}

/// Lines that announce other stories.
const TAIL: &[&str] = &[
    "read next",
    "read more",
    "related articles",
    "related stories",
    "related news",
    "related",
    "more stories",
    "more news",
    "more on this story",
    "most read",
    "most popular",
    "latest news",
    "latest",
    "recommended",
    "recommended for you",
    "you may also like",
    "you might also like",
    "also read",
    "see also",
    "top stories",
    "trending",
    "up next",
    "don't miss",
    "more from this section",
    "editor's picks",
    "other news",
];

/// Beginnings of lines that a page asks its reader with.
const BUTTONS: &[&str] = &[
    "what is your opinion",
    "leave the first comment",
    "leave a comment",
    "leave a reply",
    "share this",
    "sign up",
    "subscribe",
    "follow us",
    "click here",
    "all rights reserved",
    "copyright",
    "advertisement",
    "read the full",
    "comments",
    "log in",
    "print this",
    "cookie",
    "this article was originally published",
];

/// Finds the stories of a text: the article itself first, then each of its tail's.
pub(super) fn find(source: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Section> {
    let mut sections = Vec::new();
    let tail = (0..sentences.len()).find(|&at| is_alone(sentences, at) && announces_tail(source, &sentences[at]));
    let end = tail.unwrap_or(sentences.len());
    let mut push = |range: Range<usize>, furniture| {
        if !range.is_empty() {
            sections.push(Section { sentences: range, furniture });
        }
    };
    let mut first = 0;
    for (index, sentence) in sentences.iter().enumerate().take(end) {
        if sentence.opens_paragraph && is_button(source, sentence) {
            push(first..index, false);
            push(index..index + 1, true);
            first = index + 1;
        }
    }
    push(first..end, false);
    first = end;
    for (index, sentence) in sentences.iter().enumerate().skip(end) {
        let furniture = is_furniture(source, tokens, sentence);
        if furniture || sentence.opens_paragraph {
            push(first..index, false);
            first = index;
        }
        if furniture {
            push(index..index + 1, true);
            first = index + 1;
        }
    }
    push(first..sentences.len(), false);
    sections
}

/// Whether the sentence is a paragraph of its own.
fn is_alone(sentences: &[Sentence], at: usize) -> bool {
    sentences[at].opens_paragraph && sentences.get(at + 1).is_none_or(|next| next.opens_paragraph)
}

fn announces_tail(source: &str, sentence: &Sentence) -> bool {
    let line = sentence.span.of(source);
    line.len() < 40 && TAIL.contains(&line.trim_end_matches([':', '.', '…', '>']).trim().to_lowercase().as_str())
}

fn is_button(source: &str, sentence: &Sentence) -> bool {
    let line = sentence.span.of(source).as_bytes();
    let starts = |with: &&str| line.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    line.len() < 90 && BUTTONS.iter().any(starts)
}

/// Whether a line of the tail makes no statement: no verb can stand in so few words without a full stop.
fn is_furniture(source: &str, tokens: &[Token], sentence: &Sentence) -> bool {
    let words = tokens[sentence.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word).count();
    let closed = sentence.span.of(source).ends_with(['.', '!', '…', '"', '”']);
    is_button(source, sentence) || (words <= 4 && !closed) || words == 0
}
