//! documents ⇄ spaCy documents, one `Doc.to_json` a line.
//!
//! Offsets count code points; tokens are cut as spaCy's are, so that `Doc.from_json` takes them. The sentences of claims
//! are the span group `claims`; the claims themselves and the article's name are custom attributes, under `_`.

use super::token::tokens;
use super::{Document, entity, fault, in_order, unless};
use crate::audit::{Claim, CodePoints};
use crate::error::Result;
use serde::Deserialize;
use serde_json::json;
use std::path::Path;

pub(super) fn write(document: &Document) -> String {
    let ents = document
        .entities
        .iter()
        .map(|entity| json!({"start": entity.start, "end": entity.end, "label": entity.kind, "kb_id": entity.id}));
    let claims = document
        .claims
        .iter()
        .map(|claim| json!({"start": claim.start, "end": claim.end, "label": claim.frame, "kb_id": ""}));
    let tokens = tokens(document);
    let tokens = tokens.iter().zip(0..).map(|(token, id)| json!({"id": id, "start": token.start, "end": token.end}));
    let doc = json!({
        "text": document.text,
        "ents": ents.collect::<Vec<_>>(),
        "tokens": tokens.collect::<Vec<_>>(),
        "spans": {"claims": claims.collect::<Vec<_>>()},
        "_": {"article": document.name, "claims": document.claims},
    });
    format!("{doc}\n")
}

/// What is read of a document.
#[derive(Deserialize)]
struct Doc {
    text: String,
    #[serde(default)]
    ents: Vec<Ent>,
    #[serde(rename = "_")]
    custom: Custom,
}

#[derive(Deserialize)]
struct Ent {
    start: usize,
    end: usize,
    label: String,
    #[serde(default)]
    kb_id: Option<String>,
}

#[derive(Deserialize)]
struct Custom {
    article: String,
    #[serde(default)]
    claims: Vec<Claim>,
}

pub(super) fn read(file: &Path, content: &str) -> Result<Vec<Document>> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    for (line, number) in content.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let doc: Doc = match serde_json::from_str(line) {
            Ok(doc) => doc,
            Err(error) => {
                faults.push(fault(file, number, format_args!("no document: {error}")));
                continue;
            }
        };
        let Custom { article, claims } = doc.custom;
        let points = CodePoints::new(&doc.text);
        let mut document = Document { name: article, text: doc.text.clone(), claims, ..Document::default() };
        for Ent { start, end, label, kb_id } in doc.ents {
            match entity(&points, start, end, &label, kb_id.as_deref()) {
                Ok(entity) => document.entities.push(entity),
                Err(message) => faults.push(fault(file, number, message)),
            }
        }
        documents.push(in_order(document));
    }
    unless(faults, documents)
}
