//! candidates → mentions that do not overlap.
//!
//! The rule, said once: the longer stretch wins; of two equal ones a sure form beats an ambiguous one, a name
//! of a dictionary beats a body that merely looks like one, then the kinds in the order of `rank`; of two of one kind the row that stands first.

use super::{Found, Mention};
use crate::lexicon::Kind;

/// Chooses among candidates; the result is in the order of the text.
pub(super) fn choose(mut candidates: Vec<Mention<'_>>) -> Vec<Mention<'_>> {
    candidates.sort_by_key(|mention| mention.span.start);
    let mut chosen = Vec::with_capacity(candidates.len());
    let mut cluster: Vec<Mention<'_>> = Vec::new();
    let mut end = 0;
    for mention in candidates {
        if mention.span.start >= end {
            settle(&mut cluster, &mut chosen);
        }
        end = end.max(mention.span.end);
        cluster.push(mention);
    }
    settle(&mut cluster, &mut chosen);
    chosen
}

/// Moves the winners of one run of overlapping candidates to `chosen`.
fn settle<'a>(cluster: &mut Vec<Mention<'a>>, chosen: &mut Vec<Mention<'a>>) {
    // Most stand alone.
    if cluster.len() < 2 {
        chosen.append(cluster);
        return;
    }
    let first = chosen.len();
    let shaped = |mention: &Mention<'_>| {
        matches!(mention.kind, Kind::Organization | Kind::Place) && matches!(mention.found, Found::Rule(_))
    };
    cluster.sort_by_key(|mention| {
        (std::cmp::Reverse(mention.span.len()), mention.ambiguous, shaped(mention), rank(mention.kind))
    });
    for mention in cluster.drain(..) {
        if chosen[first..].iter().all(|winner| !winner.span.overlaps(mention.span)) {
            chosen.push(mention);
        }
    }
    chosen[first..].sort_by_key(|mention| mention.span);
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
