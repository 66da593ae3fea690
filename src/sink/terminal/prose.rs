//! text in several styles → lines no wider than a terminal.
//!
//! Nothing goes through raw: white space becomes one blank, and control characters and the marks that turn the
//! direction of writing are spelt out (`\u{1b}`), so that no article can steer its reader's terminal.

use anstyle::Style;
use std::fmt;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text in several styles, safe to print.
///
/// ```
/// use anstyle::Style;
/// use claimwire::sink::terminal::Prose;
/// let mut prose = Prose::of(Style::new().bold(), "a 25%\ntariff");
/// prose.push(Style::new(), " on\u{1b}[2J cars");
/// let lines: Vec<String> = prose.wrap(12).iter().map(|line| line.text().to_owned()).collect();
/// assert_eq!(lines, ["a 25% tariff", "on\\u{1b}[2J", "cars"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    text: String,
    /// Where each style ends, in bytes.
    runs: Vec<(usize, Style)>,
}

impl Prose {
    /// Text in one style.
    pub fn of(style: Style, text: &str) -> Prose {
        let mut prose = Prose::default();
        prose.push(style, text);
        prose
    }

    /// Text in no style.
    pub fn plain(text: &str) -> Prose {
        Prose::of(Style::new(), text)
    }

    /// A stretch of an article in the style `base`, with stretches of it in styles of their own: `marks` are ranges of
    /// its bytes, in order; one that lies outside or on no character's border is left out.
    pub fn marked(base: Style, text: &str, marks: impl IntoIterator<Item = (Range<usize>, Style)>) -> Prose {
        let mut prose = Prose::default();
        let mut at = 0;
        for (range, style) in marks {
            if let (Some(before), Some(marked)) = (text.get(at..range.start), text.get(range.clone())) {
                prose.push(base, before);
                prose.push(style, marked);
                at = range.end;
            }
        }
        prose.push(base, &text[at..]);
        prose
    }

    /// Adds text in a style.
    pub fn push(&mut self, style: Style, text: &str) {
        for char in text.chars() {
            if is_blank(char) {
                if !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            } else if is_unsafe(char) {
                self.text.extend(char.escape_unicode());
            } else {
                self.text.push(char);
            }
        }
        match self.runs.last_mut() {
            Some((end, last)) if *last == style => *end = self.text.len(),
            _ => self.runs.push((self.text.len(), style)),
        }
    }

    /// Adds other prose behind this.
    pub fn append(&mut self, other: &Prose) {
        for (text, style) in other.pieces(0..other.text.len()) {
            self.push(style, text);
        }
    }

    /// The text without its styles.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.text.trim_ascii().is_empty()
    }

    /// How many columns it takes on one line.
    pub fn width(&self) -> usize {
        self.text.width()
    }

    /// Its lines, none wider than `width` columns: broken at blanks, a word that is longer within; linear in the text.
    pub fn wrap(&self, width: usize) -> Vec<Prose> {
        let mut lines = Vec::new();
        let (mut start, mut column) = (0, 0);
        // The last blank of the line, and the column where it stands.
        let mut blank: Option<(usize, usize)> = None;
        for (at, char) in self.text.char_indices() {
            if char == ' ' {
                if column == 0 {
                    start = at + 1;
                    continue;
                }
                blank = Some((at, column));
                column += 1;
                continue;
            }
            let wide = char.width().unwrap_or(0);
            if column > 0 && column + wide > width {
                match blank.take() {
                    Some((end, columns)) => {
                        lines.push(self.line(start..end));
                        start = end + 1;
                        column -= columns + 1;
                    }
                    None => {
                        lines.push(self.line(start..at));
                        start = at;
                        column = 0;
                    }
                }
            }
            column += wide;
        }
        let end = self.text.trim_end_matches(' ').len();
        if start < end {
            lines.push(self.line(start..end));
        }
        lines
    }

    fn line(&self, range: Range<usize>) -> Prose {
        let mut line = Prose::default();
        for (text, style) in self.pieces(range) {
            line.text.push_str(text);
            line.runs.push((line.text.len(), style));
        }
        line
    }

    /// The styles within a range of bytes, and what they cover there.
    fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = (&str, Style)> {
        let first = self.runs.partition_point(|(end, _)| *end <= range.start);
        let mut at = range.start;
        self.runs[first..].iter().map_while(move |&(end, style)| {
            let piece = at..end.min(range.end);
            at = piece.end;
            (!piece.is_empty()).then(|| (&self.text[piece], style))
        })
    }
}

impl fmt::Display for Prose {
    /// Writes the text with the escape codes of its styles.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces(0..self.text.len()).try_for_each(|(text, style)| write!(out, "{style}{text}{style:#}"))
    }
}

/// Whether a line may be broken here; a no-break space keeps its words together.
fn is_blank(char: char) -> bool {
    char.is_whitespace() && !matches!(char, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Whether a terminal would obey the character rather than print it.
pub fn is_unsafe(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::Prose;
    use anstyle::Style;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let lines = Prose::plain(text).wrap(width);
        assert!(lines.iter().all(|line| line.width() <= width), "{text:?} at {width}");
        lines.iter().map(|line| line.text().to_owned()).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_never_pass_the_width() {
        assert_eq!(lines("Japan asks US to lift it", 10), ["Japan asks", "US to lift", "it"]);
        assert_eq!(lines("  one\n\n two  ", 20), ["one two"]);
        assert_eq!(lines("", 20), [""; 0]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(lines("see https://example.org/a", 8), ["see", "https://", "example.", "org/a"]);
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        assert_eq!(lines("日本は関税", 4), ["日本", "は関", "税"]);
        assert_eq!(lines("25\u{a0}% duty", 6), ["25\u{a0}%", "duty"]);
    }

    #[test]
    fn what_a_terminal_would_obey_is_spelt_out() {
        let text = "a\u{1b}[31mb\u{7}\u{8}\u{9b}c\u{202e}d\u{7f}\r\ne\u{0}";
        let shown = Prose::plain(text).to_string();
        assert_eq!(shown, "a\\u{1b}[31mb\\u{7}\\u{8}\\u{9b}c\\u{202e}d\\u{7f} e\\u{0}");
        assert!(!shown.chars().any(char::is_control));
    }

    #[test]
    fn a_style_goes_on_over_the_end_of_a_line() {
        let bold = Style::new().bold();
        let mut prose = Prose::plain("the ");
        prose.push(bold, "United States");
        let lines: Vec<String> = prose.wrap(10).iter().map(Prose::to_string).collect();
        assert_eq!(lines, [format!("the {bold}United{bold:#}"), format!("{bold}States{bold:#}")]);
    }

    #[test]
    fn marks_that_do_not_fit_the_text_are_left_out() {
        let bold = Style::new().bold();
        let prose = Prose::marked(Style::new(), "£2 duty", [(1..2, bold), (3..7, bold), (2..3, bold), (5..99, bold)]);
        assert_eq!(prose.text(), "£2 duty");
    }

    #[test]
    fn any_text_is_wrapped_without_a_loss_of_words() {
        let text = "Ünïcode — “quotes”, 日本語 words, a\u{301}ccents and averyveryverylongwordindeed end.";
        for width in 1..40 {
            let joined: String =
                Prose::plain(text).wrap(width.max(2)).iter().map(|line| line.text().replace(' ', "")).collect();
            assert_eq!(joined, text.replace(' ', ""));
        }
    }
}
