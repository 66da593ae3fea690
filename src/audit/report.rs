//! score → a table for people, JSON for programs.

use super::compare::Audited;
use super::score::{ClaimScore, Count, Score};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// The heads of [`ClaimScore::figures`].
const MEASURES: &str = "  found   field    core   whole     gold   found";

impl Score {
    /// Every count of entities by its name in reports: `country`, `country exact`.
    pub(super) fn entity_rows(&self) -> Vec<(String, Count)> {
        let rows = self.entities.iter();
        rows.flat_map(|(kind, score)| [(kind.clone(), score.near), (format!("{kind} exact"), score.exact)]).collect()
    }

    /// Every count of claims by its name in reports: `all found`, `tariff core`.
    pub(super) fn claim_rows(&self) -> Vec<(String, Count)> {
        let all = std::iter::once(("all", &self.all));
        let frames = self.frames.iter().map(|(frame, score)| (frame.as_str(), score));
        let measures = |(frame, score): (&str, &ClaimScore)| {
            score.measures().map(|(measure, count)| (format!("{frame} {measure}"), count))
        };
        all.chain(frames).flat_map(measures).collect()
    }

    /// Precision, recall, F1 and counts of every type of entity and of every frame, as one JSON object: `entities` and
    /// `claims`, each figure under its name (`country exact`, `all found`), in four digits.
    pub fn to_json(&self) -> Value {
        let table = |rows: Vec<(String, Count)>| {
            let row = |count: Count| {
                json!({
                    "precision": rounded(count.precision()),
                    "recall": rounded(count.recall()),
                    "f1": rounded(count.f1()),
                    "right": count.right,
                    "gold": count.gold,
                    "predicted": count.predicted,
                })
            };
            rows.into_iter().map(|(name, count)| (name, row(count))).collect::<Map<_, _>>()
        };
        json!({ "entities": table(self.entity_rows()), "claims": table(self.claim_rows()) })
    }

    /// The same for people: entities by type, claims by measure, and the F1 of the frames.
    pub fn to_table(&self) -> String {
        let mut table = String::new();
        let figures = "precision  recall      f1   right    gold   found";
        let _ = writeln!(table, "{:20} {figures}   exact", "entities");
        for (kind, score) in &self.entities {
            let _ = writeln!(table, "  {kind:18} {}{:8.3}", row(score.near), score.exact.f1());
        }
        let _ = writeln!(table, "\n{:20} {figures}", "claims");
        for (measure, count) in self.all.measures() {
            let _ = writeln!(table, "  {measure:18} {}", row(count));
        }
        let _ = writeln!(table, "\n{:20} {MEASURES}", "claims by frame, f1");
        for (frame, score) in &self.frames {
            let _ = writeln!(table, "  {frame:18} {}", score.figures());
        }
        table
    }
}

/// The articles with the lowest F1 of claims' fields, the worst first, at most `count`.
pub fn worst(audited: &[Audited], count: usize) -> String {
    let mut articles: Vec<&Audited> =
        audited.iter().filter(|article| article.score.all != ClaimScore::default()).collect();
    articles.sort_by(|left, right| left.score.all.field.f1().total_cmp(&right.score.all.field.f1()));
    let mut table = format!("{MEASURES}   worst articles, f1\n");
    for article in articles.iter().take(count) {
        let _ = writeln!(table, "{}   {}", article.score.all.figures(), article.name);
    }
    table
}

impl ClaimScore {
    /// The F1 of its measures and how many claims there are.
    fn figures(&self) -> String {
        let figures: String = self.measures().iter().map(|(_, count)| format!("{:8.3}", count.f1())).collect();
        format!("{figures} {:8}{:8}", self.found.gold, self.found.predicted)
    }

    fn measures(&self) -> [(&'static str, Count); 4] {
        [("found", self.found), ("field", self.field), ("core", self.core), ("whole", self.whole)]
    }
}

fn row(count: Count) -> String {
    let Count { right, gold, predicted } = count;
    let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
    format!("{precision:9.3}{recall:8.3}{f1:8.3}{right:8}{gold:8}{predicted:8}")
}

/// In four digits, the nearest.
pub(super) fn rounded(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}
