//! tokens → sentences.
//!
//! A full stop ends a sentence unless it belongs to an abbreviation that goes on; a line break ends one where the
//! text is not wrapped by hand (wire texts of the 1980s are); the item of a list is one.

use super::item::Mark;
use super::{Capital, Sentence, Token, TokenKind};
use crate::span::Span;

/// The longest sentence that is believed, in tokens: beyond it a list or a table lost its line breaks, and it is cut so
/// that the clause analysis stays linear in the text.
const LONGEST: usize = 250;

/// How many closing marks are believed to stand together.
const MOST_CLOSING: usize = 4;

/// Words with which a sentence starts after an abbreviation ("… in the U.S. The law …"); lower case, sorted.
const STARTERS: &[&str] = &[
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "as",
    "at",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "earlier",
    "even",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "last",
    "later",
    "meanwhile",
    "more",
    "most",
    "my",
    "no",
    "not",
    "now",
    "on",
    "one",
    "or",
    "other",
    "our",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "today",
    "under",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "would",
    "yes",
    "you",
    "your",
];

/// Abbreviations that never end a sentence: something named always follows.
const OPEN: &[&str] = &[
    "Adm.", "Capt.", "Col.", "Dr.", "Gen.", "Gov.", "Hon.", "Lt.", "Maj.", "Messrs.", "Mr.", "Mrs.", "Ms.", "Mt.",
    "No.", "Pres.", "Prof.", "Rep.", "Reps.", "Rev.", "Rs.", "Sen.", "Sens.", "Sgt.", "St.", "vs.",
];

/// The longest headline that is believed, in tokens, and the shortest of its words that has a capital whatever it is.
const LONGEST_HEADLINE: usize = 20;
const SHORTEST_WITH_CAPITAL: usize = 4;

/// How many words stand at least before an abbreviation that ends a sentence with a title behind it: "He left at 6 p.m.
/// Mr. Li stayed", but not "At 5 a.m. Mr. Li left".
const LONG_ENOUGH: usize = 5;

/// Finds the sentences of a text.
pub(super) fn find(source: &str, tokens: &[Token]) -> Vec<Sentence> {
    let reader = Reader { source, tokens, wrapped: is_wrapped(source) };
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut opens_paragraph = true;
    let mut depth = 0i32;
    let mut item = Mark::at(source, tokens, 0);
    for (index, pair) in tokens.windows(2).enumerate() {
        let (token, next) = (&pair[0], &pair[1]);
        let sign = token.kind == TokenKind::Sign;
        if sign {
            depth = match source.as_bytes()[token.span.start as usize] {
                b'(' | b'[' => depth + 1,
                b')' | b']' => (depth - 1).max(0),
                _ => depth,
            };
        }
        let paragraph = reader.ends_paragraph(first, token, next);
        let mark = || Mark::at(source, tokens, index + 1);
        let next_item = item.is_some_and(|item| mark().is_some_and(|mark| mark.follows(item)));
        let in_mark = || item.is_some_and(|item| index < item.end);
        let last = source.as_bytes()[token.span.end as usize - 1];
        let may_end = matches!(last, b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']') || sign && !last.is_ascii();
        let ends = next_item || may_end && !in_mark() && reader.ends_sentence(first, index, depth > 0);
        if paragraph || ends || index + 1 - first >= LONGEST {
            sentences.push(sentence(tokens, first, index + 1, opens_paragraph));
            first = index + 1;
            opens_paragraph = paragraph;
            depth = 0;
            item = mark().or(item.filter(|_| !paragraph));
        }
    }
    if first < tokens.len() {
        sentences.push(sentence(tokens, first, tokens.len(), opens_paragraph));
    }
    sentences
}

fn sentence(tokens: &[Token], first: usize, end: usize, opens_paragraph: bool) -> Sentence {
    let span = Span { start: tokens[first].span.start, end: tokens[end - 1].span.end };
    Sentence { span, tokens: first..end, opens_paragraph }
}

/// Whether lines are broken by hand at a fixed width, so that a single line break says nothing.
pub(crate) fn is_wrapped(source: &str) -> bool {
    let (mut lines, mut broken, mut long) = (0usize, 0usize, 0usize);
    for line in source.lines().take(200).map(str::trim_end).filter(|line| !line.is_empty()) {
        lines += 1;
        long += usize::from(line.len() > 100 && line.chars().count() > 100);
        broken += usize::from(line.len() > 40 && !line.ends_with(['.', '!', '?', '"', '”', ':', '’', ')']));
    }
    lines >= 3 && long == 0 && broken * 2 > lines
}

/// A text on its way to sentences.
struct Reader<'t> {
    source: &'t str,
    tokens: &'t [Token],
    wrapped: bool,
}

impl<'t> Reader<'t> {
    /// The words of a token; nothing past the last.
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.source))
    }

    /// Whether the white space between two tokens of the sentence that began at `first` is the end of a paragraph.
    fn ends_paragraph(&self, first: usize, token: &Token, next: &Token) -> bool {
        // Nearly every gap is nothing or one blank.
        let (end, start) = (token.span.end as usize, next.span.start as usize);
        if start - end < 2 && self.source.as_bytes()[end] != b'\n' {
            return false;
        }
        let gap = &self.source.as_bytes()[end..start];
        let Some(line) = gap.iter().position(|&byte| byte == b'\n') else { return false };
        let after = &gap[line + 1..];
        if after.contains(&b'\n') || (self.wrapped && after.len() >= 2) {
            return true;
        }
        // A line that goes on in lower case was broken inside its sentence.
        let goes_on = next.kind == TokenKind::Word
            && next.capital == Capital::None
            && self.tokens[first].capital != Capital::None
            && token.kind != TokenKind::Sign;
        !self.wrapped && !goes_on
    }

    /// Whether the token at `index` ends the sentence that began at `first`.
    fn ends_sentence(&self, first: usize, index: usize, bracketed: bool) -> bool {
        let next = &self.tokens[index + 1];
        let next_word = self.word(index + 1);
        if next.glued && next_word != "“" {
            return !bracketed && self.lacks_blank(index);
        }
        // Closing marks belong to the sentence that they close: look for its end before them.
        let closed = |last: &usize| self.tokens[*last].glued && is_closing(self.word(*last));
        let last = (index.saturating_sub(MOST_CLOSING)..=index).rev().find(|last| *last == 0 || !closed(last));
        let last = last.unwrap_or(index);
        let word = self.word(last);
        let starts_anew = next.capital != Capital::None || next.kind == TokenKind::Number || is_opening(next_word);
        if word == "." && last > 0 && self.word(last - 1) == "°" {
            return false;
        }
        if matches!(word, "!" | "?") || (self.tokens[last].kind == TokenKind::Sign && word.starts_with('.')) {
            if next_word == "." || self.is_dots(last) || self.is_omission(last) {
                return self.ends_before_dots(last)
                    || (self.is_dots(last) && self.dots_before(first, last) == 4 && starts_anew);
            }
            let said = last != index && next.capital == Capital::None && next.kind == TokenKind::Word;
            return (starts_anew && !bracketed)
                || (word == "." && !said && next.kind == TokenKind::Sign && !is_dash(next_word));
        }
        if !word.ends_with('.') || OPEN.contains(&word) || !starts_anew || bracketed {
            return false;
        }
        // "U.S.", "Inc.", "p.m.": the next word decides, and a single initial but "I" never ends a sentence.
        let starter = STARTERS.binary_search(&next_word.to_lowercase().as_str()).is_ok();
        let titled = OPEN.contains(&next_word) && index - first >= LONG_ENOUGH;
        match word.len() {
            0..=2 => word == "I." && starter && self.tokens[last].kind == TokenKind::Word,
            _ => starter && !self.is_headline(first, index) || titled || is_opening(next_word),
        }
    }

    /// "China Asks U.S. **To** Lift", "CHINA ASKS U.S. **NOT** TO": whether words are written with capitals around a
    /// token, so that those of the next one tell nothing.
    fn is_headline(&self, first: usize, index: usize) -> bool {
        let is_small = |token: &Token| {
            token.kind == TokenKind::Word && token.capital == Capital::None && token.span.len() >= SHORTEST_WITH_CAPITAL
        };
        let next_is_large = || self.tokens.get(index + 2).is_some_and(Token::is_capital);
        index > first
            && index - first < LONGEST_HEADLINE
            && next_is_large()
            && !self.tokens[first..index].iter().any(is_small)
    }

    /// "The end.The next": the blank between two sentences is missing.
    fn lacks_blank(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).filter(|_| self.word(index) == ".") else { return false };
        let (word, next) = (self.word(before), self.word(index + 1));
        let whole = self.tokens[before].kind == TokenKind::Number
            || word.len() > 2 && self.tokens[before].capital != Capital::All;
        let starter = STARTERS.binary_search(&next.to_lowercase().as_str()).is_ok() || OPEN.contains(&next);
        whole && starter && self.tokens[index + 1].capital == Capital::First && self.tokens[index].glued
    }

    /// Whether a full stop is one of several that stand apart (". . .").
    fn is_dots(&self, at: usize) -> bool {
        self.word(at) == "." && at > 0 && self.word(at - 1) == "." && !self.tokens[at].glued
    }

    /// How many full stops of the sentence that began at `first` end at a token, five at most.
    fn dots_before(&self, first: usize, at: usize) -> usize {
        (0..5).take_while(|back| at >= first + back && self.word(at - back) == ".").count()
    }

    /// Whether a full stop that is written onto its word stands before dots that open the next sentence.
    fn ends_before_dots(&self, at: usize) -> bool {
        let opened = (1..=3).all(|ahead| self.word(at + ahead) == ".");
        opened
            && self.word(at) == "."
            && self.tokens[at].glued
            && self.tokens.get(at + 4).is_some_and(|next| next.capital != Capital::None)
    }

    /// Whether dots stand for what a quotation leaves out ("[...]").
    fn is_omission(&self, at: usize) -> bool {
        at > 0 && matches!(self.word(at - 1), "[" | "(") && self.word(at).starts_with("..")
    }
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | ")" | "]" | "»")
}

fn is_opening(word: &str) -> bool {
    matches!(word, "\"" | "“" | "‘" | "'" | "(" | "[" | "«")
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::STARTERS;
    use crate::text::Text;

    #[test]
    fn the_words_that_start_a_sentence_are_sorted() {
        assert!(STARTERS.is_sorted());
    }

    fn sentences(source: &str) -> Vec<&str> {
        Text::new(source).sentences.iter().map(|sentence| sentence.span.of(source)).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        let text = "Mr. Li of Acme Corp. met U.S. Senator J. Poe at 5 p.m. on Monday. He left.";
        assert_eq!(sentences(text).len(), 2);
    }

    #[test]
    fn a_headline_goes_on_behind_an_abbreviation() {
        for headline in ["China Asks U.S. To Lift Tariffs on Steel", "CHINA ASKS U.S. NOT TO IMPOSE TARIFFS"] {
            assert_eq!(sentences(headline).len(), 1);
        }
        assert_eq!(sentences("Steel goes to the U.S. The Commerce Department said so.").len(), 2);
    }

    #[test]
    fn a_quote_is_closed_by_the_sentence_it_ends() {
        assert_eq!(
            sentences("“We will act.” He left. \"No,\" she said."),
            ["“We will act.”", "He left.", "\"No,\" she said."]
        );
    }

    #[test]
    fn lines_wrapped_by_hand_go_on() {
        let text = "The ministry said on Monday that it would raise\nthe duty on imported sugar to 30 pct from 20 pct in\nthe coming year. Traders had expected the change for\nsome weeks and shrugged it off.\n    It gave no reason for the change in the duty, which\nhas stood for ten years.";
        assert_eq!(sentences(text).len(), 3);
    }

    #[test]
    fn one_line_a_paragraph_ends_at_the_line() {
        assert_eq!(sentences("Read next\n22:00\nInvestor\nGlobal investors remained wary on Friday.").len(), 4);
    }
}
