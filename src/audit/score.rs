//! counts, which add up over articles → precision, recall, F1.
//!
//! Every figure has a name in its table: `country exact`, `all core`, `impose`. Actions, modalities and roles are
//! counted as the fields of claims are, so that together with the frames they add up to `all field`.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// How many there are, how many were found, and how many of these are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
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

impl Serialize for Count {
    /// Precision, recall and F1 in four digits, then the counts.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut figure = serializer.serialize_struct("Count", 6)?;
        figure.serialize_field("precision", &rounded(self.precision()))?;
        figure.serialize_field("recall", &rounded(self.recall()))?;
        figure.serialize_field("f1", &rounded(self.f1()))?;
        figure.serialize_field("right", &self.right)?;
        figure.serialize_field("gold", &self.gold)?;
        figure.serialize_field("predicted", &self.predicted)?;
        figure.end()
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.right += other.right;
        self.gold += other.gold;
        self.predicted += other.predicted;
    }
}

/// Counts by their names.
pub type Table = BTreeMap<String, Count>;

/// What an audit of any number of articles came to; scores add up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// By type, right where the spans share at least two fifths of what they cover together (`country`), and where they
    /// are the same (`country exact`).
    pub entities: Table,
    /// Of every frame and of all together: `all found`, `tariff field`, `quota core`, `change whole`.
    pub claims: Table,
    /// By action.
    pub actions: Table,
    /// By modality.
    pub modalities: Table,
    /// By role, `negated` among them.
    pub roles: Table,
    /// Which actions were taken for which, in pairs of claims.
    pub action_confusion: Confusion,
    /// Which modalities were.
    pub modality_confusion: Confusion,
}

impl Score {
    /// Counts `count` in a figure of claims, for the frame and for all of them.
    pub(super) fn count_claim(&mut self, frame: &str, measure: &str, count: Count) {
        for frame in ["all", frame] {
            *self.claims.entry(format!("{frame} {measure}")).or_default() += count;
        }
    }

    /// A figure of claims; that of a frame which nobody claims is all zeros.
    pub fn claim(&self, figure: &str) -> Count {
        self.claims.get(figure).copied().unwrap_or_default()
    }
}

impl AddAssign<&Score> for Score {
    fn add_assign(&mut self, other: &Score) {
        let tables = [
            (&mut self.entities, &other.entities),
            (&mut self.claims, &other.claims),
            (&mut self.actions, &other.actions),
            (&mut self.modalities, &other.modalities),
            (&mut self.roles, &other.roles),
        ];
        for (sum, table) in tables {
            for (name, count) in table {
                *sum.entry(name.clone()).or_default() += *count;
            }
        }
        self.action_confusion += &other.action_confusion;
        self.modality_confusion += &other.modality_confusion;
    }
}

/// How often what is true was taken for what: golden value → found value → count; right ones stand on the diagonal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion(pub BTreeMap<String, BTreeMap<String, usize>>);

impl Confusion {
    pub(super) fn count(&mut self, gold: &str, found: &str) {
        *self.0.entry(gold.to_owned()).or_default().entry(found.to_owned()).or_default() += 1;
    }

    /// What was taken for something else (golden value, found value, how often), the most frequent first.
    pub fn mistakes(&self) -> Vec<(&str, &str, usize)> {
        let cells = self.0.iter().flat_map(|(gold, row)| row.iter().map(move |(found, count)| (gold, found, count)));
        let mut mistakes: Vec<(&str, &str, usize)> = cells
            .filter(|(gold, found, _)| gold != found)
            .map(|(gold, found, count)| (gold.as_str(), found.as_str(), *count))
            .collect();
        mistakes.sort_by_key(|&(_, _, count)| std::cmp::Reverse(count));
        mistakes
    }
}

impl AddAssign<&Confusion> for Confusion {
    fn add_assign(&mut self, other: &Confusion) {
        for (gold, row) in &other.0 {
            let sum = self.0.entry(gold.clone()).or_default();
            for (found, count) in row {
                *sum.entry(found.clone()).or_default() += count;
            }
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// In four digits, the nearest.
pub(super) fn rounded(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}
