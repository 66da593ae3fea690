//! tokens → stretches between quotation marks.
//!
//! A curly mark says itself whether it opens; a straight one opens after a space. A quote that is opened again in the
//! next paragraph without having been closed (as papers print long quotes) is one stretch a paragraph.

use super::{Token, TokenKind};
use crate::span::Span;

/// The longest quote that is believed, in bytes: beyond it a mark was lost.
const LONGEST: u32 = 3_000;

/// Finds the quotes of a text, in order, none inside another.
pub(super) fn find(source: &str, tokens: &[Token]) -> Vec<Span> {
    let mut quotes = Vec::new();
    let mut open: Option<u32> = None;
    for token in tokens {
        if token.kind != TokenKind::Sign {
            continue;
        }
        let opens = match token.span.of(source) {
            "“" => true,
            "”" => false,
            "\"" => open.is_none() || (!token.glued && starts_line(source, token.span.start)),
            _ => continue,
        };
        match open {
            Some(start) if !opens => {
                quotes.push(Span { start, end: token.span.end });
                open = None;
            }
            Some(start) if starts_line(source, token.span.start) => {
                quotes.push(Span { start, end: line_end_before(source, token.span.start) });
                open = Some(token.span.start);
            }
            _ if opens => open = Some(token.span.start),
            _ => {}
        }
    }
    quotes.retain(|quote| quote.len() <= LONGEST as usize);
    quotes
}

fn starts_line(source: &str, at: u32) -> bool {
    source[..at as usize].trim_end_matches([' ', '\t']).ends_with('\n')
}

fn line_end_before(source: &str, at: u32) -> u32 {
    source[..at as usize].trim_end().len() as u32
}
