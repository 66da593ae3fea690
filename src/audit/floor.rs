//! a file of figures that an audit may not fall below ↔ the figures reached.
//!
//! Kept are the F1 of every type of entity, of all claims (found, field, core, whole) and of every frame's fields, in
//! four digits; whoever wants more kept (`[actions]`, `[modalities]`, `[roles]`) writes it in. The file is lifted by
//! the audit and lowered by hand alone, with a reason in the commit.

use super::golden::fault;
use super::score::{Score, Table, rounded};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;

/// The figures kept, by table and by the names that the JSON report gives them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Floor {
    entities: BTreeMap<String, f64>,
    claims: BTreeMap<String, f64>,
    actions: BTreeMap<String, f64>,
    modalities: BTreeMap<String, f64>,
    roles: BTreeMap<String, f64>,
}

/// One figure that a floor keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The table that it stands in: `claims`.
    pub table: &'static str,
    /// Its name: `all core`.
    pub figure: String,
    /// What is kept.
    pub floor: f64,
    /// What was reached.
    pub reached: f64,
}

impl Kept {
    /// Whether less than the floor was reached.
    pub fn fell(&self) -> bool {
        self.reached < self.floor
    }
}

impl std::fmt::Display for Kept {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Kept { figure, floor, reached, .. } = self;
        match self.fell() {
            true => write!(out, "{figure} fell to {reached:.4}, its floor is {floor:.4}"),
            false => write!(out, "{figure} stands at {reached:.4}, its floor is {floor:.4}"),
        }
    }
}

impl Floor {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Where it cannot be read or is not of this shape.
    pub fn load(path: &Path) -> Result<Floor> {
        let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::file(path, "no such floor: --raise-floor begins one"),
            _ => Error::file(path, error),
        })?;
        toml::from_str(&text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            Error::faults(vec![fault(path, 1, before, error.message())])
        })
    }

    /// Every figure that is kept, with what a score reaches; one that the score does not have is at nothing.
    pub fn kept(&self, score: &Score) -> Vec<Kept> {
        let tables = self.tables().into_iter().zip(tables(score));
        let kept = tables.flat_map(|((table, kept), reached)| {
            kept.iter().map(move |(figure, &floor)| {
                let reached = reached.get(figure).map_or(0.0, |count| rounded(count.f1()));
                Kept { table, figure: figure.clone(), floor, reached }
            })
        });
        kept.collect()
    }

    /// The floor lifted to what a score reaches; no figure goes down.
    pub fn raised(mut self, score: &Score) -> Floor {
        let types = score.entities.keys().filter(|name| !name.ends_with(" exact"));
        self.entities.extend(missing(&self.entities, types));
        let claims = score.claims.keys().filter(|name| name.starts_with("all ") || name.ends_with(" field"));
        self.claims.extend(missing(&self.claims, claims));
        let kept = [&mut self.entities, &mut self.claims, &mut self.actions, &mut self.modalities, &mut self.roles];
        for (kept, table) in kept.into_iter().zip(tables(score)) {
            for (figure, floor) in kept {
                *floor = floor.max(table.get(figure).map_or(0.0, |count| rounded(count.f1())));
            }
        }
        self
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let mut text = String::from(
            "# F1 figures that the golden audit may not fall below: `claimwire audit --raise-floor` lifts them,\n\
             # and whoever lowers one says why in the commit.\n",
        );
        for (name, figures) in self.tables().into_iter().filter(|(_, figures)| !figures.is_empty()) {
            let _ = writeln!(text, "\n[{name}]");
            for (figure, floor) in figures {
                let _ = writeln!(text, "\"{figure}\" = {floor:.4}");
            }
        }
        text
    }

    fn tables(&self) -> [(&'static str, &BTreeMap<String, f64>); 5] {
        [
            ("entities", &self.entities),
            ("claims", &self.claims),
            ("actions", &self.actions),
            ("modalities", &self.modalities),
            ("roles", &self.roles),
        ]
    }
}

/// The tables of a score in the order of the floor's.
fn tables(score: &Score) -> [&Table; 5] {
    [&score.entities, &score.claims, &score.actions, &score.modalities, &score.roles]
}

/// The figures that are not kept yet, at nothing.
fn missing<'n>(kept: &BTreeMap<String, f64>, figures: impl Iterator<Item = &'n String>) -> Vec<(String, f64)> {
    figures.filter(|figure| !kept.contains_key(*figure)).map(|figure| (figure.clone(), 0.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Count;

    fn score(right: usize) -> Score {
        let country = Count { right, gold: 10, predicted: 10 };
        Score { entities: BTreeMap::from([("country".to_owned(), country)]), ..Score::default() }
    }

    #[test]
    fn a_figure_below_its_floor_is_named() {
        let floor = Floor::default().raised(&score(9));
        assert!(!floor.kept(&score(9))[0].fell());
        let kept = floor.kept(&score(8));
        assert!(kept[0].fell());
        assert_eq!(kept[0].to_string(), "country fell to 0.8000, its floor is 0.9000");
    }

    #[test]
    fn a_floor_is_raised_and_never_lowered() {
        let floor = Floor::default().raised(&score(9)).raised(&score(5));
        assert_eq!(floor, Floor::default().raised(&score(9)));
        assert_eq!(toml::from_str::<Floor>(&floor.to_toml()).unwrap(), floor);
    }
}
