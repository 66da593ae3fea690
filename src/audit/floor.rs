//! a file of figures that an audit may not fall below ↔ the figures reached.
//!
//! Kept are the F1 of every type of entity, of all claims (found, field, core, whole) and of every frame's fields, in
//! four digits. The file is lifted by the audit and lowered by hand alone, with a reason in the commit.

use super::golden::fault;
use super::report::rounded;
use super::score::{Count, Score};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The figures kept, by the names that the JSON report gives them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    #[serde(default)]
    entities: BTreeMap<String, f64>,
    #[serde(default)]
    claims: BTreeMap<String, f64>,
}

/// One figure below its floor.
#[derive(Clone, Debug, PartialEq)]
pub struct Fall {
    /// Its name: `all core`.
    pub figure: String,
    /// What is kept.
    pub floor: f64,
    /// What was reached.
    pub reached: f64,
}

impl std::fmt::Display for Fall {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} fell to {:.4}, its floor is {:.4}", self.figure, self.reached, self.floor)
    }
}

impl Floor {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Where it cannot be read or is not of this shape.
    pub fn load(path: &Path) -> Result<Floor> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
        toml::from_str(&text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            fault(path, 1, before, error.message())
        })
    }

    /// The figures that a score falls below.
    pub fn falls(&self, score: &Score) -> Vec<Fall> {
        let reached = Floor::of(score);
        let pairs = [(&self.entities, &reached.entities), (&self.claims, &reached.claims)];
        let mut falls = Vec::new();
        for (kept, reached) in pairs {
            for (figure, &floor) in kept {
                let reached = reached.get(figure).copied().unwrap_or(0.0);
                if reached < floor {
                    falls.push(Fall { figure: figure.clone(), floor, reached });
                }
            }
        }
        falls
    }

    /// The floor lifted to what a score reaches; no figure goes down.
    pub fn raised(mut self, score: &Score) -> Floor {
        let reached = Floor::of(score);
        for (kept, reached) in [(&mut self.entities, reached.entities), (&mut self.claims, reached.claims)] {
            for (figure, reached) in reached {
                let floor = kept.entry(figure).or_default();
                *floor = floor.max(reached);
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
        for (table, figures) in [("entities", &self.entities), ("claims", &self.claims)] {
            let _ = writeln!(text, "\n[{table}]");
            for (figure, floor) in figures {
                let _ = writeln!(text, "\"{figure}\" = {floor:.4}");
            }
        }
        text
    }

    /// What a score reaches.
    fn of(score: &Score) -> Floor {
        let figure = |(name, count): (String, Count)| (name, rounded(count.f1()));
        let entities = score.entity_rows().into_iter().filter(|(name, _)| !name.ends_with(" exact"));
        let claims = score.claim_rows().into_iter();
        let claims = claims.filter(|(name, _)| name.starts_with("all ") || name.ends_with(" field"));
        Floor { entities: entities.map(figure).collect(), claims: claims.map(figure).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::EntityScore;

    fn score(right: usize) -> Score {
        let near = Count { right, gold: 10, predicted: 10 };
        let country = EntityScore { near, exact: near };
        Score { entities: BTreeMap::from([("country".to_owned(), country)]), ..Score::default() }
    }

    #[test]
    fn a_figure_below_its_floor_is_named() {
        let floor = Floor::default().raised(&score(9));
        assert_eq!(floor.falls(&score(9)), []);
        let falls = floor.falls(&score(8));
        assert_eq!(falls[0].to_string(), "country fell to 0.8000, its floor is 0.9000");
    }

    #[test]
    fn a_floor_is_raised_and_never_lowered() {
        let floor = Floor::default().raised(&score(9)).raised(&score(5));
        assert_eq!(floor, Floor::default().raised(&score(9)));
        assert_eq!(toml::from_str::<Floor>(&floor.to_toml()).unwrap(), floor);
    }
}
