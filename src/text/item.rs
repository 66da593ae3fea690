//! tokens → the marks of list items: "2.", "3)", "1.)", "b.", a bullet.

use super::{Token, TokenKind};

/// Signs that open an item.
const BULLETS: &[&str] = &["•", "⁃", "▪", "■", "●", "◦", "‣"];

/// The mark of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its place in a list; nothing for a bullet alone.
    order: Option<Order>,
    /// The token after it.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Number(u32),
    Letter(u8),
}

impl Mark {
    /// The mark that starts at a token.
    pub(super) fn at(source: &str, tokens: &[Token], first: usize) -> Option<Mark> {
        let token = tokens.get(first)?;
        if token.kind == TokenKind::Word && token.span.len() != 2 {
            return None;
        }
        let written = token.span.of(source);
        if !written.is_ascii() && BULLETS.contains(&written) {
            let ordered = Mark::ordered(source, tokens, first + 1);
            return Some(ordered.unwrap_or(Mark { order: None, end: first + 1 }));
        }
        Mark::ordered(source, tokens, first)
    }

    fn ordered(source: &str, tokens: &[Token], first: usize) -> Option<Mark> {
        let text = word(source, tokens, first)?;
        let sign = |at: usize, sign: &str| word(source, tokens, at) == Some(sign) && tokens[at].glued;
        let (order, mut end) = match tokens[first].kind {
            TokenKind::Number if text.len() <= 2 => (Order::Number(text.parse().ok()?), first + 1),
            TokenKind::Word if matches!(text.as_bytes(), [b'a'..=b'z', b'.']) => {
                (Order::Letter(text.as_bytes()[0]), first + 1)
            }
            _ => return None,
        };
        let dotted = matches!(order, Order::Letter(_)) || sign(end, ".");
        end += usize::from(dotted && matches!(order, Order::Number(_)));
        let closed = sign(end, ")");
        end += usize::from(closed);
        let apart = tokens.get(end).is_some_and(|next| !next.glued);
        ((dotted || closed) && apart).then_some(Mark { order: Some(order), end })
    }

    /// Whether this mark opens the item after that of `other`: bullets follow bullets, 2 follows 1.
    pub(super) fn follows(self, other: Mark) -> bool {
        match (self.order, other.order) {
            (Some(Order::Number(this)), Some(Order::Number(before))) => this == before + 1,
            (Some(Order::Letter(this)), Some(Order::Letter(before))) => this == before + 1,
            (this, before) => this.is_none() && before.is_none(),
        }
    }
}

fn word<'a>(source: &'a str, tokens: &[Token], at: usize) -> Option<&'a str> {
    tokens.get(at).map(|token| token.span.of(source))
}
