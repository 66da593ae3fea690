//! words of a text → the embedded names among them, by a tree over words.
//!
//! Every whole-word occurrence is found, overlapping ones included: who wins is decided later, in `mention::overlap`.

use super::block::{Block, List, form};
use super::tables::{Form, Sense};
use super::vocabulary::{Vocabulary, Word};
use super::{agrees, is_whole};
use crate::span::Span;
use crate::text::Text;
use std::borrow::Cow;
use std::ops::Range;

/// The tree of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names(Block);

impl Names {
    pub(super) fn new(block: Block) -> Names {
        Names(block)
    }

    /// Calls `found` with the span, the tokens and the form of each hit that is written as its form allows.
    pub(super) fn find(
        &self,
        text: &Text<'_>,
        words: &[Word],
        vocabulary: &Vocabulary,
        mut found: impl FnMut(Span, Range<usize>, Form),
    ) {
        let firsts = (0..words.len()).filter(|&first| vocabulary.begin_name(&words[first..]));
        let names: Vec<(usize, usize)> = firsts.map(|first| (first, vocabulary.node(words[first]))).collect();
        self.fetch(names.iter().map(|(_, node)| *node));
        for (first, mut node) in names {
            let mut last = first;
            while node > 0 {
                self.report(text, first..last + 1, node, &mut found);
                last += 1;
                node = match words.get(last) {
                    Some(&word) if vocabulary.continues_name(word) && is_one_line(text, last) => {
                        self.branch(node, word)
                    }
                    _ => 0,
                };
            }
        }
    }

    /// Touches what will be read of the names of one word, so that the cache misses overlap.
    fn fetch(&self, nodes: impl Iterator<Item = usize>) {
        let block = self.0;
        let forms: Vec<usize> = nodes.flat_map(|node| block.range(List::Nodes, node, 1)).collect();
        let forms: Vec<[u32; 3]> = forms.into_iter().map(|form| block.record(List::Forms, form)).collect();
        let read = forms.into_iter().flat_map(|[entry, _, piece]| {
            let id = block.number(List::Entries, entry as usize, 3);
            [id, piece].map(|piece| block.bytes(piece).first())
        });
        std::hint::black_box(read.flatten().fold(0, |all, letter| all ^ letter));
    }

    /// The node behind a word; 0 for none.
    fn branch(&self, node: usize, word: Word) -> usize {
        let range = self.0.range(List::Nodes, node, 0);
        let branches = &self.0.records(List::Branches)[range.clone()];
        let found = branches.binary_search_by_key(&word.index(), |[word]| u32::from_le_bytes(*word) as usize);
        found.map_or(0, |branch| range.start + branch + 1)
    }

    fn report(
        &self,
        text: &Text<'_>,
        tokens: Range<usize>,
        node: usize,
        found: &mut impl FnMut(Span, Range<usize>, Form),
    ) {
        let forms = self.0.range(List::Nodes, node, 1);
        if forms.is_empty() {
            return;
        }
        let span = text.span(&tokens);
        let touched = text.tokens[tokens.start].glued || text.tokens.get(tokens.end).is_some_and(|next| next.glued);
        if touched && !is_whole(text.source, span) {
            return;
        }
        let written = span.of(text.source);
        for form in forms.map(|form| self.form(form)).filter(|form| agrees(form, written)) {
            found(span, tokens.clone(), form);
        }
    }

    fn form(&self, record: usize) -> Form {
        let [entry, marks, piece] = self.0.record(List::Forms, record);
        Form {
            entry,
            sense: Sense::ALL[(marks >> form::SENSE) as usize],
            ambiguous: marks & form::AMBIGUOUS > 0,
            exact: marks & form::EXACT > 0,
            text: Cow::Borrowed(self.0.piece(piece)),
        }
    }
}

/// Whether a token stands on the line of the one before it or on the next one: a name may be broken over two lines.
fn is_one_line(text: &Text<'_>, token: usize) -> bool {
    let (before, this) = (text.tokens[token - 1].span.end, text.tokens[token].span.start);
    this - before < 2 || Span { start: before, end: this }.of(text.source).matches('\n').count() < 2
}
