//! report → the figures for people.

use super::report::Report;
use super::score::{Confusion, Count, Score, Table};
use std::fmt::Write;

/// The heads of [`row`].
const FIGURES: &str = "precision  recall      f1   right    gold   found";

/// The heads of [`of_claims`].
const MEASURES: &str = "  found   field    core   whole     gold   found";

impl Report {
    /// The figures, the worst `articles` and the first `differences`.
    pub fn to_text(&self, articles: usize, differences: usize) -> String {
        let mut text = String::new();
        if !self.articles.is_empty() {
            text += &self.score.to_text();
            let _ = writeln!(text, "\n{MEASURES}   worst articles, f1");
        }
        for article in self.articles.iter().filter(|article| !article.claims.is_empty()).take(articles) {
            let _ = writeln!(text, "{}   {}", of_claims(&article.score, "all"), article.name);
        }
        if !self.drafts.is_empty() {
            let left_out = match (self.drafts.len(), self.articles.len()) {
                (1, 1..) => "\n1 draft is left out".to_owned(),
                (count, 1..) => format!("\n{count} drafts are left out"),
                (1, 0) => "nothing to count in 1 golden file, a draft".to_owned(),
                (count, 0) => format!("nothing to count in {count} golden files, all drafts"),
            };
            let how = "claimwire review, or claimwire golden accept";
            let _ = writeln!(text, "{left_out}: nobody has accepted what stands there ({how})");
        }
        if let Some(changes) = &self.changes {
            let _ = write!(text, "\n{}", changes.to_text());
        }
        let every = self.articles.iter().flat_map(|article| {
            article.differences().into_iter().map(move |(what, detail)| (&article.name, what, detail))
        });
        for (article, what, detail) in every.take(differences) {
            let _ = writeln!(text, "{article}: {what}: {detail}");
        }
        text
    }
}

impl Score {
    /// Entities by type, claims by measure and frame, then their actions, modalities and roles.
    pub fn to_text(&self) -> String {
        let mut text = format!("{:20} {FIGURES}   exact\n", "entities");
        for (kind, count) in self.entities.iter().filter(|(kind, _)| !kind.ends_with(" exact")) {
            let exact = self.entities.get(&format!("{kind} exact")).copied().unwrap_or_default();
            let _ = writeln!(text, "  {kind:18} {}{:8.3}", row(*count), exact.f1());
        }
        let _ = writeln!(text, "\n{:20} {FIGURES}", "claims");
        for measure in ["found", "field", "core", "whole"] {
            let _ = writeln!(text, "  {measure:18} {}", row(self.claim(&format!("all {measure}"))));
        }
        let _ = writeln!(text, "\n{:20} {MEASURES}", "claims by frame, f1");
        let frames = self.claims.keys().filter_map(|figure| figure.strip_suffix(" found"));
        for frame in frames.filter(|frame| *frame != "all") {
            let _ = writeln!(text, "  {frame:18} {}", of_claims(self, frame));
        }
        rows(&mut text, "actions", &self.actions);
        mistakes(&mut text, &self.action_confusion);
        rows(&mut text, "modalities", &self.modalities);
        mistakes(&mut text, &self.modality_confusion);
        rows(&mut text, "roles", &self.roles);
        text
    }
}

fn rows(text: &mut String, title: &str, table: &Table) {
    let _ = writeln!(text, "\n{title:20} {FIGURES}");
    for (name, count) in table {
        let _ = writeln!(text, "  {name:18} {}", row(*count));
    }
}

/// What was taken for what, in as many lines as it takes.
fn mistakes(text: &mut String, confusion: &Confusion) {
    let mistakes: Vec<String> =
        confusion.mistakes().iter().map(|(gold, found, count)| format!("{gold} → {found} ×{count}")).collect();
    for (index, line) in mistakes.chunks(4).enumerate() {
        let head = if index == 0 { "taken for another" } else { "" };
        let _ = writeln!(text, "  {head:18} {}", line.join(", "));
    }
}

/// The F1 of a frame's measures and how many claims there are.
fn of_claims(score: &Score, frame: &str) -> String {
    let of = |measure: &str| score.claim(&format!("{frame} {measure}"));
    let figures: String =
        ["found", "field", "core", "whole"].iter().map(|measure| format!("{:8.3}", of(measure).f1())).collect();
    let Count { gold, predicted, .. } = of("found");
    format!("{figures} {gold:8}{predicted:8}")
}

fn row(count: Count) -> String {
    let Count { right, gold, predicted } = count;
    let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
    format!("{precision:9.3}{recall:8.3}{f1:8.3}{right:8}{gold:8}{predicted:8}")
}
