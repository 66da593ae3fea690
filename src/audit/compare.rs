//! golden file + record → what is right, missed and wrong.
//!
//! A found claim belongs to the golden sentence that it overlaps most; there the claims of one frame are paired one to
//! one. Of an argument that is welcome but not owed neither finding nor missing it costs anything.

use super::agree::Agreement;
use super::golden::Golden;
use super::pair::assignment;
use super::score::{ClaimScore, Count, EntityScore, Score};
use super::side::{Claim, Entity, FRAMES, KINDS};
use crate::record::{self, Record};
use std::collections::{BTreeMap, BTreeSet};

/// The audit of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audited {
    /// How the article is called.
    pub name: String,
    /// The counts.
    pub score: Score,
    /// What golden file and record do not agree on, entities first.
    pub differences: Vec<Difference>,
}

/// One thing that a golden file and a record do not agree on.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// `missed country`, `wrong claim`, `differs`.
    pub what: String,
    /// The entity or claim, or both claims.
    pub detail: String,
}

/// Compares one record with the golden file of its article. Offsets of both count code points; what was found in the
/// title is left aside.
///
/// ```
/// use claimwire::audit::{Golden, audit};
/// use claimwire::{Article, Extractor};
/// let golden = r#"{"id": "1", "entities": [{"start": 0, "end": 5, "type": "country", "id": "JP"}], "claims": []}"#;
/// let golden: Golden = serde_json::from_str(golden).unwrap();
/// let record = Extractor::load(None, None).unwrap().extract(&Article::new("1", "Japan objected."));
/// assert_eq!(audit(&golden, &record).score.entities["country"].exact.f1(), 1.0);
/// ```
pub fn audit(golden: &Golden, record: &Record) -> Audited {
    let mut audited = Audited { name: golden.name(), ..Audited::default() };
    let entities = record.entities.iter().filter(|entity| entity.part.is_none());
    audited.entities(&golden.entities, &entities.collect::<Vec<_>>());
    let claims = record.claims.iter().filter(|claim| claim.part.is_none());
    let claims = claims.filter(|claim| FRAMES.contains(&claim.frame.as_str()));
    audited.claims(&golden.claims, &claims.map(Claim::from).collect::<Vec<_>>());
    audited
}

impl Audited {
    fn entities(&mut self, gold: &[Entity], predicted: &[&record::Entity]) {
        let found_kinds = predicted.iter().map(|entity| entity.kind.as_str());
        let kinds: BTreeSet<&str> = gold
            .iter()
            .map(|entity| entity.kind.as_str())
            .chain(found_kinds.filter(|kind| KINDS.contains(kind)))
            .collect();
        for kind in kinds {
            let gold: Vec<&Entity> = gold.iter().filter(|entity| entity.kind == kind).collect();
            let predicted: Vec<&record::Entity> =
                predicted.iter().copied().filter(|found| found.kind == kind).collect();
            let (exact, _, _) = matched(&gold, &predicted, |left, right| left == right);
            let (near, missed, wrong) = matched(&gold, &predicted, near);
            let count = |right| Count { right, gold: gold.len(), predicted: predicted.len() };
            let score = EntityScore { near: count(near), exact: count(exact) };
            self.score.entities.insert(kind.to_owned(), score);
            for entity in missed {
                let Entity { start, end, id, text, .. } = entity;
                self.differ(format!("missed {kind}"), format!("{text} ({id}) at {start}..{end}"));
            }
            for found in wrong {
                let record::Entity { start, end, id, text, .. } = found;
                self.differ(format!("wrong {kind}"), format!("{text} ({id}) at {start}..{end}"));
            }
        }
    }

    fn claims(&mut self, gold: &[Claim], predicted: &[Claim]) {
        for (gold, predicted) in sentences(gold, predicted) {
            let pairs = pairing(&gold, &predicted);
            for &(agreement, left, right) in &pairs {
                let Agreement { right: met, welcome, core, whole } = agreement;
                self.count(&gold[left].frame, |score| {
                    score.field.right += met + welcome;
                    score.field.gold += welcome;
                    score.found.right += 1;
                    score.core.right += usize::from(core);
                    score.whole.right += usize::from(whole);
                });
                if !whole {
                    self.differ("differs".into(), format!("gold {} | got {}", gold[left], predicted[right]));
                }
            }
            for claim in &gold {
                self.count(&claim.frame, |score| {
                    score.field.gold += claim.points();
                    for count in [&mut score.found, &mut score.core, &mut score.whole] {
                        count.gold += 1;
                    }
                });
            }
            for claim in &predicted {
                self.count(&claim.frame, |score| {
                    score.field.predicted += claim.points();
                    for count in [&mut score.found, &mut score.core, &mut score.whole] {
                        count.predicted += 1;
                    }
                });
            }
            for (index, claim) in gold.iter().enumerate() {
                if pairs.iter().all(|&(_, left, _)| left != index) {
                    self.differ("missed claim".into(), format!("{claim} | {}", claim.evidence));
                }
            }
            for (index, claim) in predicted.iter().enumerate() {
                if pairs.iter().all(|&(_, _, right)| right != index) {
                    self.differ("wrong claim".into(), format!("{claim} | {}", claim.evidence));
                }
            }
        }
    }

    /// Counts for the frame and for all of them.
    fn count(&mut self, frame: &str, count: impl Fn(&mut ClaimScore)) {
        count(&mut self.score.all);
        count(self.score.frames.entry(frame.to_owned()).or_default());
    }

    fn differ(&mut self, what: String, detail: String) {
        self.differences.push(Difference { what, detail });
    }
}

/// First offset and one past the last.
type Bounds = (usize, usize);

/// How many golden entities were found at a place that `at` accepts, those that were not, and what was found wrongly.
fn matched<'g, 'p>(
    gold: &[&'g Entity],
    predicted: &[&'p record::Entity],
    at: impl Fn(Bounds, Bounds) -> bool,
) -> (usize, Vec<&'g Entity>, Vec<&'p record::Entity>) {
    let mut rest = predicted.to_vec();
    let mut missed = Vec::new();
    for entity in gold {
        let here = (entity.start, entity.end);
        match rest.iter().position(|found| at(here, (found.start, found.end)) && entity.same(found)) {
            Some(place) => drop(rest.remove(place)),
            None => missed.push(*entity),
        }
    }
    (gold.len() - missed.len(), missed, rest)
}

/// How many code points two spans share; below 0 where they lie apart.
fn shared(left: Bounds, right: Bounds) -> i64 {
    left.1.min(right.1) as i64 - left.0.max(right.0) as i64
}

/// Whether two spans share at least two fifths of what they cover together.
fn near(left: Bounds, right: Bounds) -> bool {
    let cover = left.1.max(right.1) as i64 - left.0.min(right.0) as i64;
    cover > 0 && 5 * shared(left, right) >= 2 * cover
}

/// Golden and found claims by golden sentence, each found one at the sentence that it overlaps most; those beside
/// every sentence come last, by themselves.
fn sentences<'c>(gold: &'c [Claim], predicted: &'c [Claim]) -> Vec<(Vec<&'c Claim>, Vec<&'c Claim>)> {
    let mut spans: Vec<Bounds> = Vec::new();
    let mut groups: Vec<(Vec<&Claim>, Vec<&Claim>)> = Vec::new();
    for claim in gold {
        let span = claim.span();
        match spans.iter().position(|&other| shared(other, span) > 0) {
            Some(place) => {
                spans[place] = (spans[place].0.min(span.0), spans[place].1.max(span.1));
                groups[place].0.push(claim);
            }
            None => {
                spans.push(span);
                groups.push((vec![claim], Vec::new()));
            }
        }
    }
    let mut stray = Vec::new();
    for claim in predicted {
        let overlap = |place: &usize| shared(spans[*place], claim.span());
        // The first of equals: `max_by_key` would take the last.
        match (0..spans.len()).rev().max_by_key(overlap).filter(|place| overlap(place) > 0) {
            Some(place) => groups[place].1.push(claim),
            None => stray.push(claim),
        }
    }
    groups.push((Vec::new(), stray));
    groups
}

/// One-to-one pairs of claims of one frame that agree on the most points, then the most as a whole, then at the core.
fn pairing(gold: &[&Claim], predicted: &[&Claim]) -> Vec<(Agreement, usize, usize)> {
    let size = gold.len().max(predicted.len());
    let mut weight = vec![vec![0; size]; size];
    let mut agreements = BTreeMap::new();
    for (row, left) in gold.iter().enumerate() {
        for (column, right) in predicted.iter().enumerate().filter(|(_, right)| right.frame == left.frame) {
            let agreement = Agreement::between(left, right);
            weight[row][column] =
                agreement.right as i64 * 10_000 + i64::from(agreement.whole) * 100 + i64::from(agreement.core);
            agreements.insert((row, column), agreement);
        }
    }
    let pairs = assignment(&weight).into_iter().enumerate();
    pairs.filter_map(|(row, column)| Some((*agreements.get(&(row, column))?, row, column))).collect()
}
