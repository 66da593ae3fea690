//! golden file + record → what is right, missed and wrong.
//!
//! A found claim belongs to the golden sentence that it overlaps most; there the claims of one frame are paired one to
//! one. Of an argument that is welcome but not owed neither finding nor missing it costs anything.

use super::agree::Agreement;
use super::cause;
use super::golden::Golden;
use super::pair::assignment;
use super::report::{Audited, ClaimPair, Differing, EntityPair};
use super::score::Count;
use super::side::{Claim, Entity, FRAMES, KINDS};
use crate::article::Article;
use crate::record::{self, Record, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Compares the record of an article with its golden file. Offsets of both count code points; what was found in the
/// title is left aside.
///
/// ```
/// use claimwire::audit::{Golden, audit};
/// use claimwire::{Article, Extractor};
/// let golden = r#"{"id": "1", "entities": [{"start": 0, "end": 5, "type": "country", "id": "JP"}], "claims": []}"#;
/// let golden = Golden::read(golden, "golden.json".as_ref()).unwrap();
/// let article = Article::new("1", "Japan objected.");
/// let extractor = Extractor::load(None, None).unwrap();
/// let record = extractor.extract(&article);
/// assert_eq!(audit(&golden, &article, &record).score.entities["country exact"].f1(), 1.0);
/// ```
pub fn audit(golden: &Golden, article: &Article, record: &Record) -> Audited {
    let mut audited = Audited {
        name: golden.name(),
        golden: golden.file.clone(),
        title: article.title.clone(),
        text: article.text.clone(),
        ..Audited::default()
    };
    let entities = record.entities.iter().filter(|entity| entity.part.is_none());
    audited.entities(&golden.entities, &entities.collect::<Vec<_>>());
    let claims = record.claims.iter().filter(|claim| claim.part.is_none());
    let claims = claims.filter(|claim| FRAMES.contains(&&*claim.frame));
    let found: Vec<Found> = claims.map(|claim| Found { statement: claim, claim: Claim::from(claim) }).collect();
    audited.claims(&golden.claims, &found, record);
    audited
}

/// A found claim, as it was recorded and as it is compared.
struct Found<'r> {
    statement: &'r Statement<'r>,
    claim: Claim,
}

impl Audited {
    fn entities(&mut self, gold: &[Entity], predicted: &[&record::Entity]) {
        let found_kinds = predicted.iter().map(|entity| &*entity.kind);
        let kinds: BTreeSet<&str> = gold
            .iter()
            .map(|entity| entity.kind.as_str())
            .chain(found_kinds.filter(|kind| KINDS.contains(kind)))
            .collect();
        for kind in kinds {
            let gold: Vec<&Entity> = gold.iter().filter(|entity| entity.kind == kind).collect();
            let predicted: Vec<&record::Entity> =
                predicted.iter().copied().filter(|found| found.kind == kind).collect();
            let exact = matched(&gold, &predicted, |left, right| left == right);
            let near = matched(&gold, &predicted, near);
            for (name, pairs) in [(kind.to_owned(), &near), (format!("{kind} exact"), &exact)] {
                let right = pairs.iter().filter(|pair| pair.gold.is_some() && pair.found.is_some()).count();
                self.score.entities.insert(name, Count { right, gold: gold.len(), predicted: predicted.len() });
            }
            self.entities.extend(near);
        }
    }

    fn claims(&mut self, gold: &[Claim], predicted: &[Found<'_>], record: &Record) {
        for (gold, predicted) in sentences(gold, predicted) {
            for claim in &gold {
                self.count_side(claim, |count| &mut count.gold);
            }
            for found in &predicted {
                self.count_side(&found.claim, |count| &mut count.predicted);
            }
            let mut rest: Vec<Option<&Found<'_>>> = predicted.iter().copied().map(Some).collect();
            let pairs = pairing(&gold, &predicted);
            for (index, claim) in gold.iter().enumerate() {
                let pair = match pairs.iter().find(|(_, left, _)| *left == index) {
                    Some((agreement, _, right)) => {
                        let found = rest[*right].take().expect("each found claim is paired once");
                        self.count_pair(claim, &found.claim, agreement);
                        ClaimPair {
                            core: agreement.core(),
                            differing: differing(claim, &found.claim, agreement),
                            ..found.pair(Some(claim), record)
                        }
                    }
                    None => ClaimPair {
                        gold: Some((*claim).clone()),
                        found: None,
                        core: false,
                        differing: Vec::new(),
                        rows: Vec::new(),
                    },
                };
                self.claims.push(pair);
            }
            self.claims.extend(rest.into_iter().flatten().map(|found| found.pair(None, record)));
        }
    }

    /// Counts a claim as true or as found; `side` says which.
    fn count_side(&mut self, claim: &Claim, side: fn(&mut Count) -> &mut usize) {
        let of = |points| {
            let mut count = Count::default();
            *side(&mut count) = points;
            count
        };
        for (measure, points) in [("field", claim.points()), ("found", 1), ("core", 1), ("whole", 1)] {
            self.score.count_claim(&claim.frame, measure, of(points));
        }
        *self.score.actions.entry(claim.action.clone()).or_default() += of(1);
        *self.score.modalities.entry(claim.modality.clone()).or_default() += of(1);
        for (role, points) in claim.role_points() {
            *self.score.roles.entry(role.to_owned()).or_default() += of(points);
        }
    }

    /// Counts what a pair agrees on. What was welcome and is there counts as true and as found.
    fn count_pair(&mut self, gold: &Claim, found: &Claim, agreement: &Agreement) {
        let right = |right, welcome| Count { right: right + welcome, gold: welcome, predicted: 0 };
        let score = &mut self.score;
        score.count_claim(&gold.frame, "field", right(agreement.right(), agreement.welcome()));
        for (measure, is_right) in [("found", true), ("core", agreement.core()), ("whole", agreement.whole())] {
            score.count_claim(&gold.frame, measure, right(usize::from(is_right), 0));
        }
        score.action_confusion.count(&gold.action, &found.action);
        score.modality_confusion.count(&gold.modality, &found.modality);
        for slot in agreement.slots() {
            let figure = match slot.name {
                "action" => score.actions.entry(gold.action.clone()),
                "modality" => score.modalities.entry(gold.modality.clone()),
                role => score.roles.entry(role.to_owned()),
            };
            *figure.or_default() += right(slot.right, slot.welcome);
        }
    }
}

impl Found<'_> {
    /// The pair with a golden claim or with nothing, before the two are compared.
    fn pair(&self, gold: Option<&Claim>, record: &Record) -> ClaimPair {
        ClaimPair {
            gold: gold.cloned(),
            found: Some(self.statement.clone().into_owned()),
            core: false,
            differing: Vec::new(),
            rows: cause::rows(record, self.statement),
        }
    }
}

/// The slots in which two claims do not agree.
fn differing(gold: &Claim, found: &Claim, agreement: &Agreement) -> Vec<Differing> {
    let slots = agreement.slots().iter().filter(|slot| !slot.agrees);
    let differing = slots.map(|slot| Differing {
        slot: slot.name.to_owned(),
        gold: gold.values(slot.name),
        found: found.values(slot.name),
    });
    differing.collect()
}

/// First offset and one past the last.
type Bounds = (usize, usize);

/// Each golden entity with the first one found for it at a place that `at` accepts, then what was found wrongly.
fn matched(gold: &[&Entity], predicted: &[&record::Entity], at: impl Fn(Bounds, Bounds) -> bool) -> Vec<EntityPair> {
    let mut rest = predicted.to_vec();
    let mut pairs = Vec::new();
    for &entity in gold {
        let here = (entity.start, entity.end);
        let place = rest.iter().position(|found| at(here, (found.start, found.end)) && entity.same(found));
        let found = place.map(|place| rest.remove(place).clone().into_owned());
        pairs.push(EntityPair { gold: Some(entity.clone()), found });
    }
    pairs.extend(rest.into_iter().map(|found| EntityPair { gold: None, found: Some(found.clone().into_owned()) }));
    pairs
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
fn sentences<'c, 'r>(gold: &'c [Claim], predicted: &'c [Found<'r>]) -> Vec<(Vec<&'c Claim>, Vec<&'c Found<'r>>)> {
    let mut spans: Vec<Bounds> = Vec::new();
    let mut groups: Vec<(Vec<&Claim>, Vec<&Found<'r>>)> = Vec::new();
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
    for found in predicted {
        let overlap = |place: &usize| shared(spans[*place], found.claim.span());
        // The first of equals: `max_by_key` would take the last.
        match (0..spans.len()).rev().max_by_key(overlap).filter(|place| overlap(place) > 0) {
            Some(place) => groups[place].1.push(found),
            None => stray.push(found),
        }
    }
    groups.push((Vec::new(), stray));
    groups
}

/// One-to-one pairs of claims of one frame that agree on the most points, then the most as a whole, then at the core.
fn pairing(gold: &[&Claim], predicted: &[&Found<'_>]) -> Vec<(Agreement, usize, usize)> {
    // What was found beside every golden sentence may be much, and an assignment takes the cube of it.
    if gold.is_empty() || predicted.is_empty() {
        return Vec::new();
    }
    let size = gold.len().max(predicted.len());
    let mut weight = vec![vec![0; size]; size];
    let mut agreements = BTreeMap::new();
    for (row, left) in gold.iter().enumerate() {
        for (column, right) in predicted.iter().enumerate().filter(|(_, right)| right.claim.frame == left.frame) {
            let agreement = Agreement::between(left, &right.claim);
            weight[row][column] =
                agreement.right() as i64 * 10_000 + i64::from(agreement.whole()) * 100 + i64::from(agreement.core());
            agreements.insert((row, column), agreement);
        }
    }
    let pairs = assignment(&weight).into_iter().enumerate();
    pairs.filter_map(|(row, column)| Some((agreements.remove(&(row, column))?, row, column))).collect()
}
