//! documents ⇄ Prodigy tasks, one a line.
//!
//! Offsets count code points. Prodigy keeps fields that it does not know, so that claims and identities come back; tasks
//! that were rejected or ignored are left out.

use super::token::tokens;
use super::{Document, entity, fault, in_order, unless};
use crate::audit::{Claim, CodePoints};
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
    spans: Vec<Span>,
    #[serde(default)]
    claims: Vec<Claim>,
    #[serde(default)]
    answer: Option<String>,
}

#[derive(Deserialize)]
struct Meta {
    article: String,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
    label: String,
    #[serde(default)]
    id: Option<String>,
}

pub(super) fn read(file: &Path, content: &str) -> Result<Vec<Document>> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    for (line, number) in content.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let task: Task = match serde_json::from_str(line) {
            Ok(task) => task,
            Err(error) => {
                faults.push(fault(file, number, format_args!("no task: {error}")));
                continue;
            }
        };
        if task.answer.is_some_and(|answer| answer != "accept") {
            continue;
        }
        let points = CodePoints::new(&task.text);
        let mut document =
            Document { name: task.meta.article, text: task.text.clone(), claims: task.claims, ..Document::default() };
        for Span { start, end, label, id } in task.spans {
            match entity(&points, start, end, &label, id.as_deref()) {
                Ok(entity) => document.entities.push(entity),
                Err(message) => faults.push(fault(file, number, message)),
            }
        }
        documents.push(in_order(document));
    }
    unless(faults, documents)
}
