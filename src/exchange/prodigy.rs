//! documents ⇄ Prodigy tasks, one a line.
//!
//! Offsets count code points. Prodigy keeps fields that it does not know, so that claims and identities come back;
//! tasks that were rejected or ignored are left out.

use super::token::tokens;
use super::{Document, Mark, Marked, of_lines};
use crate::audit::Claim;
use crate::error::Result;
use serde::Deserialize;
use serde_json::json;
use std::path::Path;

pub(super) fn write(document: &Document) -> String {
    let tokens = tokens(document);
    let token_of = |at: usize| tokens.iter().position(|token| token.end > at).unwrap_or_default();
    let spans = document.entities.iter().map(|entity| {
        json!({
            "start": entity.start, "end": entity.end, "label": entity.kind, "id": entity.id, "text": entity.text,
            "token_start": token_of(entity.start), "token_end": token_of(entity.end.saturating_sub(1)),
        })
    });
    let spans: Vec<_> = spans.collect();
    let tokens = tokens.iter().zip(0..).map(
        |(token, id)| json!({"text": token.text, "start": token.start, "end": token.end, "id": id, "ws": token.blank}),
    );
    let task = json!({
        "text": document.text,
        "meta": {"article": document.name},
        "tokens": tokens.collect::<Vec<_>>(),
        "spans": spans,
        "claims": document.claims,
        "answer": "accept",
    });
    format!("{task}\n")
}

/// What is read of a task.
#[derive(Deserialize)]
struct Task {
    text: String,
    meta: Meta,
    #[serde(default)]
    spans: Vec<Mark>,
    #[serde(default)]
    claims: Vec<Claim>,
    #[serde(default)]
    answer: Option<String>,
}

#[derive(Deserialize)]
struct Meta {
    article: String,
}

pub(super) fn read(file: &Path, content: &str) -> Result<Vec<Document>> {
    of_lines(file, content, |task: Task| {
        let Task { text, meta, spans, claims, answer } = task;
        let counts = answer.is_none_or(|answer| answer == "accept");
        counts.then_some(Marked { article: meta.article, text, marks: spans, claims })
    })
}
