//! documents ⇄ spaCy documents, one `Doc.to_json` a line.
//!
//! Offsets count code points; tokens are cut as spaCy's are, so that `Doc.from_json` takes them. It drops the
//! identities of `ents`, so the span group `entities` keeps them; the sentences of claims are the span group `claims`.
//! The claims themselves and the article's name are custom attributes, under `_`.

use super::token::tokens;
use super::{Document, Mark, Marked, of_lines};
use crate::audit::Claim;
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
    ents: Vec<Mark>,
    #[serde(default)]
    spans: Spans,
    #[serde(rename = "_")]
    custom: Custom,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Spans {
    entities: Vec<Mark>,
}

#[derive(Deserialize)]
struct Custom {
    article: String,
    #[serde(default)]
    claims: Vec<Claim>,
}

pub(super) fn read(file: &Path, content: &str) -> Result<Vec<Document>> {
    of_lines(file, content, |doc: Doc| {
        let Doc { text, mut ents, spans, custom: Custom { article, claims } } = doc;
        let place = |mark: &Mark| (mark.start, mark.end);
        let mut kept: BTreeMap<_, _> = spans.entities.into_iter().map(|mark| (place(&mark), mark.id)).collect();
        for ent in ents.iter_mut().filter(|ent| ent.id.is_none()) {
            ent.id = kept.remove(&place(ent)).flatten();
        }
        Some(Marked { article, text, marks: ents, claims })
    })
}
