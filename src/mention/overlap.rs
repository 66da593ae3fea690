//! candidates → mentions that do not overlap.
//!
//! The rule, said once: the longer stretch wins; of two equal ones a sure form beats an ambiguous one, a name of a
//! dictionary beats a body that merely looks like one, then the kinds in the order of `rank`; of two of one kind the
//! row that stands first.

use super::{Found, Mention};
use crate::lexicon::Kind;

/// Chooses among candidates; the result is in the order of the text.
pub(super) fn choose(mut candidates: Vec<Mention<'_>>) -> Vec<Mention<'_>> {
    candidates.sort_by_key(|mention| mention.span.start);
    let mut chosen = Vec::with_capacity(candidates.len());
    let (mut first, mut end) = (0, 0);
    for mention in candidates {
        if mention.span.start >= end {
            settle(&mut chosen, first, end);
            first = chosen.len();
        }
        end = end.max(mention.span.end);
        chosen.push(mention);
    }
    settle(&mut chosen, first, end);
    chosen
}

/// Leaves of one run of overlapping candidates, which begins at `first` and whose text ends at `end`, the winners.
fn settle(chosen: &mut Vec<Mention<'_>>, first: usize, end: u32) {
    let cluster = &mut chosen[first..];
    // Most stand alone.
    if cluster.len() < 2 {
        return;
    }
    let start = cluster[0].span.start;
    let shaped = |mention: &Mention<'_>| {
        matches!(mention.kind, Kind::Organization | Kind::Place) && matches!(mention.found, Found::Rule(_))
    };
    cluster.sort_by_key(|mention| {
        (std::cmp::Reverse(mention.span.len()), mention.ambiguous, shaped(mention), rank(mention.kind))
    });
    let mut taken = vec![false; (end - start) as usize];
    let mut winners = 0;
    for at in 0..cluster.len() {
        let span = cluster[at].span;
        let bytes = &mut taken[(span.start - start) as usize..(span.end - start) as usize];
        // No winner is shorter than those after it: of what it overlaps it holds the first byte or the last.
        if bytes.first() != Some(&true) && bytes.last() != Some(&true) {
            bytes.fill(true);
            cluster.swap(winners, at);
            winners += 1;
        }
    }
    cluster[..winners].sort_by_key(|mention| mention.span);
    chosen.truncate(first + winners);
}

fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Percent | Kind::Money | Kind::Quantity => 0,
        Kind::Date => 1,
        // A capital stands for its government until `resolve` finds that the city is meant.
        Kind::Country => 2,
        Kind::Organization => 3,
        Kind::Person => 4,
        Kind::Place => 5,
        Kind::Commodity | Kind::Other | Kind::Currency | Kind::Unit => 6,
    }
}
