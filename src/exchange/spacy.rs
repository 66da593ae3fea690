//! documents ⇄ spaCy documents, one `Doc.to_json` a line.
//!
//! Offsets count code points; tokens are cut as spaCy's are, so that `Doc.from_json` takes them. It drops the identities of
//! `ents`, so the span group `entities` keeps them; the sentences of claims are the span group `claims`. The claims
//! themselves and the article's name are custom attributes, under `_`.

use super::token::tokens;
use super::{Document, entity, fault, in_order, unless};
use crate::audit::{Claim, CodePoints};
use crate::error::Result;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn write(document: &Document) -> String {
    let span = |start: usize, end: usize, label: &str, id: &str| json!({"start": start, "end": end, "label": label, "kb_id": id});
    let entities = document.entities.iter();
    let ents: Vec<_> = entities.map(|entity| span(entity.start, entity.end, &entity.kind, &entity.id)).collect();
    let claims = document.claims.iter();
    let claims: Vec<_> = claims.map(|claim| span(claim.start, claim.end, &claim.frame, "")).collect();
    let tokens = tokens(document);
    let tokens = tokens.iter().zip(0..).map(|(token, id)| json!({"id": id, "start": token.start, "end": token.end}));
    let doc = json!({
        "text": document.text,
        "ents": ents,
        "tokens": tokens.collect::<Vec<_>>(),
        "spans": {"entities": ents, "claims": claims},
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
    #[serde(default)]
    spans: Spans,
    #[serde(rename = "_")]
    custom: Custom,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Spans {
    entities: Vec<Ent>,
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
        let kept = doc.spans.entities.into_iter().map(|ent| ((ent.start, ent.end), ent.kb_id));
        let kept: BTreeMap<(usize, usize), Option<String>> = kept.collect();
        for Ent { start, end, label, kb_id } in doc.ents {
            let kb_id = kb_id.or_else(|| kept.get(&(start, end)).cloned().flatten());
            match entity(&points, start, end, &label, kb_id.as_deref()) {
                Ok(entity) => document.entities.push(entity),
                Err(message) => faults.push(fault(file, number, message)),
            }
        }
        documents.push(in_order(document));
    }
    unless(faults, documents)
}
