//! forms → an Aho-Corasick automaton over all of them.
//!
//! Standard semantics with overlaps: leftmost-longest with a word check behind it would lose the shorter of two names
//! that start alike. Who wins among overlapping finds is decided later, in `mention::overlap`.

use super::AllForms;
use super::entry::{Form, Forms};
use crate::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};

/// All forms of all tables.
#[derive(Debug)]
pub(super) struct Matcher {
    automaton: AhoCorasick,
    forms: Vec<Forms>,
}

impl Matcher {
    pub(super) fn new(all: AllForms) -> Result<Matcher, BuildError> {
        let mut all: Vec<(Box<str>, Forms)> = all.into_iter().collect();
        all.sort_by(|left, right| left.0.cmp(&right.0));
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .ascii_case_insensitive(true)
            .build(all.iter().map(|(text, _)| text.as_bytes()))?;
        Ok(Matcher { automaton, forms: all.into_iter().map(|(_, forms)| forms).collect() })
    }

    /// Calls `found` for each whole-word hit with the forms that agree in case.
    pub(super) fn find<'m>(&'m self, text: &str, mut found: impl FnMut(Span, &'m [Form])) {
        // A name may be broken over two lines; a blank is as long as the line break, so offsets stay true.
        let unbroken = text.contains('\n').then(|| text.replace('\n', " "));
        let hay = unbroken.as_deref().unwrap_or(text);
        for hit in self.automaton.find_overlapping_iter(hay) {
            let (start, end) = (hit.start(), hit.end());
            if !hay.is_char_boundary(start) || !hay.is_char_boundary(end) || !is_whole(hay, start, end) {
                continue;
            }
            let forms = &self.forms[hit.pattern().as_usize()];
            let written = &hay[start..end];
            // The forms of one spelling mostly share their case; where they differ each is offered by itself.
            if forms.iter().all(|form| agrees(form, written)) {
                found(Span::new(start, end), forms);
            } else {
                for form in forms.iter().filter(|form| agrees(form, written)) {
                    found(Span::new(start, end), std::slice::from_ref(form));
                }
            }
        }
    }
}

/// Whether no letter or digit touches the stretch from outside; a sign at its border needs no such care.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let joins = |outside: Option<char>, inside: Option<char>| {
        outside.is_some_and(char::is_alphanumeric) && inside.is_some_and(char::is_alphanumeric)
    };
    let stretch = &text[start..end];
    !joins(text[..start].chars().next_back(), stretch.chars().next())
        && !joins(text[end..].chars().next(), stretch.chars().next_back())
}

/// Whether the text is written as the form allows: exactly, or with a capital wherever a name's word has one.
fn agrees(form: &Form, written: &str) -> bool {
    if form.exact {
        return *form.text == *written;
    }
    let mut starts_word = true;
    for (known, seen) in form.text.chars().zip(written.chars()) {
        if starts_word && known.is_uppercase() && !seen.is_uppercase() {
            return false;
        }
        starts_word = !known.is_alphanumeric();
    }
    true
}
