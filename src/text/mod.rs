//! str → tokens, sentences, quotes, sections.
//!
//! `Text` owns nothing of the article: every part is a span into it. Tokens are the smallest parts that later rooms
//! look at; a sentence, a quote and a section are runs of them.

pub(crate) mod token;
mod item;
mod sentence;
mod quote;
mod section;

pub use section::Section;
pub(crate) use sentence::is_wrapped;
pub(crate) use token::is_genitive;
pub use token::{Capital, Token, TokenKind};

use crate::span::Span;
use std::ops::Range;

/// The parts of one text, in the order in which they stand.
#[derive(Debug)]
pub struct Text<'a> {
    /// What the spans point into.
    pub source: &'a str,
    /// Words, numbers and signs.
    pub tokens: Vec<Token>,
    /// Sentences: runs of tokens.
    pub sentences: Vec<Sentence>,
    /// Stretches between quotation marks, the marks included.
    pub quotes: Vec<Span>,
    /// Stories of a page: runs of sentences between which nothing is carried.
    pub sections: Vec<Section>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether a new paragraph begins with it.
    pub opens_paragraph: bool,
}

impl<'a> Text<'a> {
    /// Splits `source` into its parts; linear in its length, and whatever the text, it returns.
    ///
    /// ```
    /// use claimwire::text::Text;
    /// let text = Text::new("Mr. Smith went to the U.S. on Monday. He stayed.");
    /// assert_eq!(text.sentences.len(), 2);
    /// ```
    pub fn new(source: &'a str) -> Text<'a> {
        let tokens = token::find(source);
        let sentences = sentence::find(source, &tokens);
        let quotes = quote::find(source, &tokens);
        let sections = section::find(source, &tokens, &sentences);
        Text { source, tokens, sentences, quotes, sections }
    }

    /// The text of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(self.source)
    }

    /// The first of some tokens that is a word with a capital.
    pub(crate) fn next_capital(&self, tokens: Range<usize>) -> Option<usize> {
        let first = tokens.start;
        self.tokens[tokens].iter().position(Token::is_capital).map(|ahead| first + ahead)
    }

    /// Whether a token there is this sign of one byte and nothing else.
    pub(crate) fn is_sign(&self, token: usize, sign: u8) -> bool {
        let span = self.tokens.get(token).map(|token| token.span);
        span.is_some_and(|span| span.len() == 1 && self.source.as_bytes()[span.start as usize] == sign)
    }

    /// From the first to the last of some tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        Span { start: self.tokens[tokens.start].span.start, end: self.tokens[tokens.end - 1].span.end }
    }

    /// The index of the first token that ends after `offset`.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }

    /// The index of the sentence that holds the byte at `offset`, or of the nearest before it.
    pub fn sentence_at(&self, offset: u32) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.start <= offset).saturating_sub(1)
    }

    /// Whether the byte at `offset` stands between quotation marks.
    pub fn quoted(&self, offset: u32) -> bool {
        let next = self.quotes.partition_point(|quote| quote.start <= offset);
        next > 0 && offset < self.quotes[next - 1].end
    }

    /// Whether a part of a stretch stands between quotation marks.
    pub fn has_quote(&self, span: Span) -> bool {
        let next = self.quotes.partition_point(|quote| quote.end <= span.start);
        self.quotes.get(next).is_some_and(|quote| quote.overlaps(span))
    }
}
