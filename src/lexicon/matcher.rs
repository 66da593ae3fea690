//! forms → an Aho-Corasick automaton over all of them.
//!
//! Standard semantics with overlaps: leftmost-longest with a word check behind it would lose the shorter of two names
//! that start alike. Who wins among overlapping finds is decided later, in `mention::overlap`.

use super::AllForms;
use super::entry::{Form, Forms};
use crate::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};
use rayon::prelude::*;

/// How many automata share the forms: building one takes most of the start-up, and two are built side by side.
const SHARDS: usize = 2;

/// All forms of all tables.
#[derive(Debug)]
pub(super) struct Matcher(Vec<Shard>);

/// Some of the forms.
#[derive(Debug)]
struct Shard {
    automaton: AhoCorasick,
    forms: Vec<Forms>,
}

impl Matcher {
    pub(super) fn new(all: AllForms) -> Result<Matcher, BuildError> {
        let mut all: Vec<(Box<str>, Forms)> = all.into_iter().collect();
        all.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        let mut parts: Vec<Vec<(Box<str>, Forms)>> =
            (0..SHARDS).map(|_| Vec::with_capacity(all.len() / SHARDS + 1)).collect();
        for (index, form) in all.into_iter().enumerate() {
            parts[index % SHARDS].push(form);
        }
        parts.into_par_iter().map(Shard::new).collect::<Result<_, _>>().map(Matcher)
    }

    /// Calls `found` for each whole-word hit with the forms that agree in case.
    pub(super) fn find<'m>(&'m self, text: &str, mut found: impl FnMut(Span, &'m [Form])) {
        // Case is folded in a copy, where a line break is a blank, since a name may be broken over two lines: both keep
        // every byte's place, so offsets stay true.
        let mut folded = text.to_ascii_lowercase();
        if folded.contains('\n') {
            folded = folded.replace('\n', " ");
        }
        for shard in &self.0 {
            shard.find(text, &folded, &mut found);
        }
    }
}

impl Shard {
    fn new(all: Vec<(Box<str>, Forms)>) -> Result<Shard, BuildError> {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            .build(all.iter().map(|(text, _)| text.as_bytes()))?;
        Ok(Shard { automaton, forms: all.into_iter().map(|(_, forms)| forms).collect() })
    }

    fn find<'m>(&'m self, text: &str, folded: &str, found: &mut impl FnMut(Span, &'m [Form])) {
        for hit in self.automaton.find_overlapping_iter(folded) {
            let (start, end) = (hit.start(), hit.end());
            if !text.is_char_boundary(start) || !text.is_char_boundary(end) || !is_whole(text, start, end) {
                continue;
            }
            let forms = &self.forms[hit.pattern().as_usize()];
            let written = &text[start..end];
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
        return *form.text == *written || form.text == written.replace('\n', " ");
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
