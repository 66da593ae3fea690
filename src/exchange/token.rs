//! a text with its marks → tokens as spaCy cuts them: each is followed by one blank or by none.

use super::Document;
use crate::text::Text;
use std::collections::BTreeSet;

/// One token.
pub(super) struct Token<'t> {
    /// Its first code point.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    /// Its letters.
    pub(super) text: &'t str,
    /// Whether a blank follows.
    pub(super) blank: bool,
}

/// The tokens of a document; one begins and ends wherever a mark or a claim's sentence does.
pub(super) fn tokens(document: &Document) -> Vec<Token<'_>> {
    let source = document.text.as_str();
    let mut byte_of: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
    byte_of.push(source.len());
    let marks = document.entities.iter().map(|entity| (entity.start, entity.end));
    let sentences = document.claims.iter().map(|claim| (claim.start, claim.end));
    let borders = marks.chain(sentences).flat_map(|(start, end)| [start, end]);
    let mut cuts: BTreeSet<usize> = borders.filter_map(|at| byte_of.get(at).copied()).collect();
    let text = Text::new(source);
    cuts.extend(text.tokens.iter().flat_map(|token| [token.span.start as usize, token.span.end as usize]));
    cuts.extend([0, source.len()]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    // White space is cut from what touches it, and a blank behind a token is the token's own.
    let mut pieces: Vec<(usize, usize, bool)> = Vec::new();
    for pair in cuts.windows(2) {
        let mut at = pair[0];
        while at < pair[1] {
            let rest = &source[at..pair[1]];
            let is_space = rest.starts_with(char::is_whitespace);
            let end = rest.find(|letter: char| letter.is_whitespace() != is_space).map_or(pair[1], |end| at + end);
            if !is_space {
                pieces.push((at, end, false));
            } else if let Some(last) = pieces.last_mut().filter(|last| !last.2 && source[at..].starts_with(' ')) {
                last.2 = true;
                if at + 1 < end {
                    pieces.push((at + 1, end, false));
                }
            } else {
                pieces.push((at, end, false));
            }
            at = end;
        }
    }
    let code_point = |byte: usize| byte_of.partition_point(|&start| start < byte);
    let token = |(start, end, blank)| Token {
        start: code_point(start),
        end: code_point(end),
        text: &source[start..end],
        blank,
    };
    pieces.into_iter().map(token).collect()
}
