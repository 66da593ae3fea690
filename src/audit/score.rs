//! counts, which add up over articles → precision, recall, F1.

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// How many there are, how many were found, and how many of these are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In both.
    pub right: usize,
    /// In the golden files.
    pub gold: usize,
    /// In the records.
    pub predicted: usize,
}

impl Count {
    /// The part of what was found that is right.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.predicted)
    }

    /// The part of what is true that was found.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of both; 0 where both are.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            return 0.0;
        }
        2.0 * precision * recall / (precision + recall)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.right += other.right;
        self.gold += other.gold;
        self.predicted += other.predicted;
    }
}

/// The counts of one type of entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntityScore {
    /// Right where the spans share at least two fifths of what they cover together.
    pub near: Count,
    /// Right where the spans are the same.
    pub exact: Count,
}

/// The counts of one frame, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClaimScore {
    /// A claim of the frame in the right sentence.
    pub found: Count,
    /// Every filled field a point.
    pub field: Count,
    /// Right in frame, action, negation, actors, targets and rate.
    pub core: Count,
    /// Right in every field.
    pub whole: Count,
}

/// What an audit of any number of articles came to; scores add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// By type.
    pub entities: BTreeMap<String, EntityScore>,
    /// Claims of every frame together.
    pub all: ClaimScore,
    /// By frame.
    pub frames: BTreeMap<String, ClaimScore>,
}

impl AddAssign<&Score> for Score {
    fn add_assign(&mut self, other: &Score) {
        for (kind, score) in &other.entities {
            let sum = self.entities.entry(kind.clone()).or_default();
            sum.near += score.near;
            sum.exact += score.exact;
        }
        self.all += other.all;
        for (frame, score) in &other.frames {
            *self.frames.entry(frame.clone()).or_default() += *score;
        }
    }
}

impl AddAssign for ClaimScore {
    fn add_assign(&mut self, other: ClaimScore) {
        self.found += other.found;
        self.field += other.field;
        self.core += other.core;
        self.whole += other.whole;
    }
}
