//! str → tokens: words, numbers, signs.
//!
//! Clitics are tokens of their own ("did" + "n't", "Japan" + "'s"), hyphens too, and a point stays with the
//! abbreviation it belongs to ("U.S.", "Mr."), so that what later rooms compare are whole words.

use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits after them.
    Word,
    /// Digits with their separators.
    Number,
    /// One sign, or a run of dots or dashes.
    Sign,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capital {
    /// All lower case, or no letters.
    None,
    /// The first letter alone ("Japan").
    First,
    /// Every letter ("OPEC", "U.S.").
    All,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub capital: Capital,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
}

impl Token {
    /// Whether it is a word with a capital: numbers and signs have none.
    pub(crate) fn is_capital(&self) -> bool {
        self.capital != Capital::None
    }
}

/// Words that keep their point, lower case, sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "assn", "aug", "ave", "bros", "calif", "capt", "cf", "co", "col", "conn", "corp", "dec", "dept",
    "dr", "etc", "feb", "fla", "gen", "gov", "hon", "inc", "jan", "jr", "jul", "jun", "ky", "llc", "lt", "ltd", "maj",
    "mass", "messrs", "mich", "minn", "mr", "mrs", "ms", "mt", "no", "nov", "oct", "pa", "ph.d", "pres", "prof", "rep",
    "reps", "rev", "rs", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "tex", "va", "vol", "vs", "wash",
];

/// The longest of them in bytes, without its point.
const LONGEST_ABBREVIATION: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < ABBREVIATIONS.len() {
        if ABBREVIATIONS[at].len() > longest {
            longest = ABBREVIATIONS[at].len();
        }
        at += 1;
    }
    longest
};

/// Whether a byte is a letter or digit of ASCII, as nearly every byte of a word is.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < plain.len() {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// Whether a word in lower case may keep a point.
pub(crate) fn is_abbreviation(lower: &str) -> bool {
    ABBREVIATIONS.binary_search(&lower).is_ok()
}

/// Finds the tokens of `source`.
pub(crate) fn find(source: &str) -> Vec<Token> {
    let bytes = source.as_bytes();
    let mut tokens = Vec::with_capacity(source.len() / 5);
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(&byte) = bytes.get(at) {
        let glued = last_end == at;
        let (end, kind) = match byte {
            b' ' | b'\t'..=b'\r' => {
                at += 1;
                continue;
            }
            b'n' if glued && at_negation(source, at) => (negation_end(source, at), TokenKind::Word),
            b'a'..=b'z' | b'A'..=b'Z' => (word_end(source, at), TokenKind::Word),
            b'0'..=b'9' => (number_end(source, at), TokenKind::Number),
            b'.' | b'-' => (run_end(source, at, byte), TokenKind::Sign),
            b'\'' if glued => clitic(source, at, 1),
            ..0x80 => (at + 1, TokenKind::Sign),
            _ => match source[at..].chars().next() {
                Some(blank) if blank.is_whitespace() => {
                    at += blank.len_utf8();
                    continue;
                }
                Some(mark @ '’') if glued => clitic(source, at, mark.len_utf8()),
                Some(letter) if letter.is_alphabetic() => (marked_end(source, at, at), TokenKind::Word),
                sign => (at + sign.map_or(1, char::len_utf8), TokenKind::Sign),
            },
        };
        let span = Span::new(at, end);
        let capital = match kind {
            TokenKind::Word if !byte.is_ascii_lowercase() => Capital::of(span.of(source)),
            _ => Capital::None,
        };
        tokens.push(Token { span, kind, capital, glued });
        last_end = end;
        at = end;
    }
    tokens
}

/// Whether a word is the "'s" of an owner.
pub(crate) fn is_genitive(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

/// "'s" after a word is a word of its own, any other apostrophe a sign; `mark` is its length.
fn clitic(source: &str, at: usize, mark: usize) -> (usize, TokenKind) {
    clitic_end(source, at, mark).map_or((at + mark, TokenKind::Sign), |end| (end, TokenKind::Word))
}

fn run_end(source: &str, at: usize, sign: u8) -> usize {
    at + source.as_bytes()[at..].iter().take_while(|&&byte| byte == sign).count()
}

/// The end of `25`, `1,000`, `2.5`: a separator belongs to the number only between digits.
fn number_end(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let mut end = at;
    while end < bytes.len() {
        let digit_follows = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match bytes[end] {
            b'0'..=b'9' => end += 1,
            b',' | b'.' if digit_follows => end += 1,
            _ => break,
        }
    }
    end
}

/// The end of a word that starts at `at`, its abbreviation point included.
#[inline]
fn word_end(source: &str, at: usize) -> usize {
    let end = plain_end(source.as_bytes(), at);
    match source.as_bytes().get(end) {
        // A point may be the word's own, an apostrophe may part it, a letter beyond ASCII goes on with it.
        Some(b'.' | b'\'' | 0x80..) => marked_end(source, at, end),
        _ => end,
    }
}

/// The end of the ASCII letters and digits from `at` on.
fn plain_end(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| PLAIN[**byte as usize]).count()
}

/// The end of a word that starts at `at` with ASCII up to `end`.
fn marked_end(source: &str, at: usize, mut end: usize) -> usize {
    let bytes = source.as_bytes();
    let mut letters = end - at;
    while let Some(letter) = source[end..].chars().next().filter(|next| next.is_alphanumeric()) {
        let after = plain_end(bytes, end + letter.len_utf8());
        letters += 1 + after - end - letter.len_utf8();
        end = after;
    }
    match bytes.get(end) {
        Some(b'.') if letters == 1 => return initials_end(source, end),
        Some(b'.') if end - at <= LONGEST_ABBREVIATION => {}
        Some(b'\'' | 0xE2) if letters > 2 && bytes[end - 1] == b'n' && at_negation(source, end - 1) => return end - 1,
        _ => return end,
    }
    let word = &source[at..end];
    if !bytes[at].is_ascii_uppercase() && !matches!(word, "etc" | "vs") {
        return end;
    }
    let word = word.to_lowercase();
    let before_number = || source[end + 1..].trim_start().starts_with(|next: char| next.is_ascii_digit());
    end + usize::from(is_abbreviation(&word) && (word != "no" || before_number()))
}

/// Whether "n't" stands at `at`, so that "didn't" comes apart as "did" and "n't".
fn at_negation(source: &str, at: usize) -> bool {
    if !matches!(source.as_bytes().get(at + 1), Some(b'\'' | 0xE2)) {
        return false;
    }
    let rest = &source[at..];
    let tail = rest.strip_prefix("n't").or_else(|| rest.strip_prefix("n’t"));
    tail.is_some_and(|tail| !tail.starts_with(|next: char| next.is_alphanumeric()))
}

/// The end of the "n't" at `at`.
fn negation_end(source: &str, at: usize) -> usize {
    at + if source[at..].starts_with("n't") { "n't".len() } else { "n’t".len() }
}

/// The end of "U.S.", "J.", "a.m.": single letters, each with its point. `end` stands before the first point.
fn initials_end(source: &str, mut end: usize) -> usize {
    loop {
        end += 1;
        let mut rest = source[end..].chars();
        match (rest.next(), rest.next()) {
            (Some(letter), Some('.')) if letter.is_alphabetic() => end += letter.len_utf8(),
            _ => return end,
        }
    }
}

/// The end of "'s", "'re", "'ll" and their like after a word; `mark` is the length of the apostrophe.
fn clitic_end(source: &str, at: usize, mark: usize) -> Option<usize> {
    let rest = &source[at + mark..];
    let letters = rest.chars().take_while(|letter| letter.is_alphanumeric()).map(char::len_utf8).sum();
    let clitic = &rest[..letters];
    matches!(clitic, "s" | "S" | "re" | "ve" | "ll" | "d" | "m").then_some(at + mark + letters)
}

impl Capital {
    /// How a word is capitalised.
    pub(crate) fn of(word: &str) -> Capital {
        // Two letters tell it of nearly every name.
        if let [b'A'..=b'Z', b'a'..=b'z', ..] = word.as_bytes() {
            return Capital::First;
        }
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic()).map(char::is_uppercase);
        match (letters.next(), letters.next()) {
            (Some(true), Some(true)) if letters.all(|upper| upper) => Capital::All,
            (Some(true), _) => Capital::First,
            _ => Capital::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    fn words(source: &str) -> Vec<&str> {
        find(source).iter().map(|token| token.span.of(source)).collect()
    }

    #[test]
    fn clitics_and_hyphens_stand_alone() {
        assert_eq!(
            words("Japan’s didn't we'll anti-dumping"),
            ["Japan", "’s", "did", "n't", "we", "'ll", "anti", "-", "dumping"]
        );
    }

    #[test]
    fn a_point_stays_with_its_abbreviation() {
        assert_eq!(
            words("Mr. Li of U.S. Steel Corp. left."),
            ["Mr.", "Li", "of", "U.S.", "Steel", "Corp.", "left", "."]
        );
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            words("1,000.5 25% $2bn 10-15, 7 1/2"),
            ["1,000.5", "25", "%", "$", "2", "bn", "10", "-", "15", ",", "7", "1", "/", "2"]
        );
    }
}
