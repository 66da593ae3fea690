//! a user's names → an Aho-Corasick automaton over them.
//!
//! Standard semantics with overlaps: leftmost-longest with a word check behind it would lose the shorter of two names
//! that start alike. Who wins among overlapping finds is decided later, in `mention::overlap`.

use super::tables::{AllForms, Form};
use super::{agrees, is_whole};
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::Text;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::Range;

/// All forms of a user's tables.
#[derive(Debug)]
pub(super) struct Automaton {
    automaton: AhoCorasick,
    forms: Vec<Vec<Form>>,
}

impl Automaton {
    /// # Errors
    /// More names than an automaton can hold.
    pub(super) fn new(forms: AllForms) -> Result<Automaton> {
        let mut forms: Vec<(Box<str>, Vec<Form>)> = forms.into_iter().collect();
        forms.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            .build(forms.iter().map(|(text, _)| text.as_bytes()))
            .map_err(Error::other)?;
        Ok(Automaton { automaton, forms: forms.into_iter().map(|(_, forms)| forms).collect() })
    }

    /// Calls `found` with the span, the tokens and the form of each whole-word hit that is written as its form allows.
    pub(super) fn find(&self, text: &Text<'_>, mut found: impl FnMut(Span, Range<usize>, Form)) {
        // Case is folded in a copy, where a line break is a blank, since a name may be broken over two lines: both keep
        // every byte's place, so offsets stay true.
        let folded = text.source.to_ascii_lowercase().replace('\n', " ");
        for hit in self.automaton.find_overlapping_iter(&folded) {
            let span = Span::new(hit.start(), hit.end());
            let on_borders = [hit.start(), hit.end()].iter().all(|&at| text.source.is_char_boundary(at));
            if !on_borders || !is_whole(text.source, span) {
                continue;
            }
            let tokens = text.token_at(span.start)..text.token_at(span.end - 1) + 1;
            for form in self.forms[hit.pattern().as_usize()].iter().filter(|form| agrees(form, span.of(text.source))) {
                found(span, tokens.clone(), form.clone());
            }
        }
    }
}
