//! tokens → sentences.
//!
//! A full stop ends a sentence unless it belongs to an abbreviation that goes on; a line break ends one where the
//! text is not wrapped by hand (wire texts of the 1980s are).

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
    "during",
    "earlier",
    "even",
    "for",
    "from",
    "he",
    "her",
    "his",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "later",
    "meanwhile",
    "more",
    "most",
    "no",
    "not",
    "on",
    "one",
    "or",
    "other",
    "our",
    "she",
    "since",
    "so",
    "some",
    "such",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "under",
    "we",
    "what",
    "when",
    "while",
    "with",
    "you",
];

/// Abbreviations that never end a sentence: something named always follows.
const OPEN: &[&str] = &[
    "Adm.", "Capt.", "Col.", "Dr.", "Gen.", "Gov.", "Hon.", "Lt.", "Maj.", "Messrs.", "Mr.", "Mrs.", "Ms.", "Mt.",
    "No.", "Pres.", "Prof.", "Rep.", "Reps.", "Rev.", "Rs.", "Sen.", "Sens.", "Sgt.", "St.", "vs.",
];

/// Finds the sentences of a text.
pub(super) fn find(source: &str, tokens: &[Token]) -> Vec<Sentence> {
    let wrapped = is_wrapped(source);
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut opens_paragraph = true;
    let mut depth = 0i32;
    for index in 0..tokens.len() {
        let word = tokens[index].span.of(source);
        depth = match word {
            "(" | "[" => depth + 1,
            ")" | "]" => (depth - 1).max(0),
            _ => depth,
        };
        let Some(next) = tokens.get(index + 1) else { break };
        let gap = &source[tokens[index].span.end as usize..next.span.start as usize];
        let paragraph = breaks_paragraph(gap, wrapped);
        let too_long = index + 1 - first >= LONGEST;
        if paragraph || too_long || ends_sentence(source, tokens, index, gap, depth > 0) {
            sentences.push(sentence(tokens, first, index + 1, opens_paragraph));
            first = index + 1;
            opens_paragraph = paragraph;
            depth = 0;
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
fn is_wrapped(source: &str) -> bool {
    let (mut lines, mut broken, mut long) = (0usize, 0usize, 0usize);
    for line in source.lines().take(200).map(str::trim_end).filter(|line| !line.is_empty()) {
        lines += 1;
        long += usize::from(line.chars().count() > 100);
        broken += usize::from(line.len() > 40 && !line.ends_with(['.', '!', '?', '"', '”', ':', '’', ')']));
    }
    lines >= 3 && long == 0 && broken * 2 > lines
}

/// Whether the white space between two tokens is the end of a paragraph.
fn breaks_paragraph(gap: &str, wrapped: bool) -> bool {
    let Some(line) = gap.find('\n') else { return false };
    let after = &gap[line + 1..];
    !wrapped || after.contains('\n') || after.len() >= 2
}

/// Whether the token at `index` ends a sentence, given the white space after it.
fn ends_sentence(source: &str, tokens: &[Token], index: usize, gap: &str, bracketed: bool) -> bool {
    let next = &tokens[index + 1];
    let next_word = next.span.of(source);
    // Closing marks belong to the sentence that they close: look for its end before them.
    let mut last = index;
    while last > 0 && index - last < MOST_CLOSING && tokens[last].glued && is_closing(tokens[last].span.of(source)) {
        last -= 1;
    }
    if gap.is_empty() && !matches!(next_word, "“") {
        return false;
    }
    if is_closing(next_word) && next.glued {
        return false;
    }
    let word = tokens[last].span.of(source);
    let starts_anew = next.capital != Capital::None || next.kind == TokenKind::Number || is_opening(next_word);
    let strong = matches!(word, "!" | "?") || (tokens[last].kind == TokenKind::Sign && word.starts_with('.'));
    if strong {
        let closed_quote = last != index;
        let said = closed_quote && next.capital == Capital::None && next.kind == TokenKind::Word;
        return (starts_anew && !bracketed)
            || (word == "." && !said && next.kind == TokenKind::Sign && !is_dash(next_word));
    }
    if !word.ends_with('.') || OPEN.contains(&word) || !starts_anew || bracketed {
        return false;
    }
    // "U.S.", "Inc.", "p.m.": the next word decides, and a single initial never ends a sentence.
    let lower = next_word.to_lowercase();
    word.len() > 2 && (STARTERS.binary_search(&lower.as_str()).is_ok() || is_opening(next_word))
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
    use crate::text::Text;

    fn sentences(source: &str) -> Vec<&str> {
        Text::new(source).sentences.iter().map(|sentence| sentence.span.of(source)).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        let text = "Mr. Li of Acme Corp. met U.S. Senator J. Poe at 5 p.m. on Monday. He left.";
        assert_eq!(sentences(text).len(), 2);
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
