//! documents ⇄ Label Studio tasks.
//!
//! An entity is a region with its type and, in a text area, who or what it is. A claim is a region over its sentence
//! with the frame; action, modality and denial are choices of the region, its arguments text areas, one a role. Offsets
//! count code points; those of releases that counted UTF-16 units are known by the region's words and mended.

use super::{Document, File, entity, fault, in_order, unless};
use crate::audit::{Argument, Claim, CodePoints, FRAMES, KINDS, MODALITIES, ROLES, actions_of};
use crate::error::{Error, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The tasks, and the labelling configuration that shows them.
pub(super) fn write(documents: &[Document]) -> Vec<File> {
    let tasks: Vec<Value> = documents.iter().map(task).collect();
    let tasks = format!("{:#}\n", Value::from(tasks));
    vec![
        File { path: "golden.json".to_owned(), content: tasks },
        File { path: "label_config.xml".to_owned(), content: configuration() },
    ]
}

fn task(document: &Document) -> Value {
    let mut result = Vec::new();
    for (entity, number) in document.entities.iter().zip(1..) {
        let region = Region { id: format!("e{number}"), start: entity.start, end: entity.end, text: &entity.text };
        result.push(region.part("labels", "label", "labels", &[&entity.kind]));
        result.push(region.part("textarea", "id", "text", &[&entity.id]));
    }
    for (claim, number) in document.claims.iter().zip(1..) {
        let region = Region { id: format!("c{number}"), start: claim.start, end: claim.end, text: &claim.evidence };
        result.push(region.part("labels", "label", "labels", &[&claim.frame]));
        result.push(region.part("choices", "action", "choices", &[&claim.action]));
        result.push(region.part("choices", "modality", "choices", &[&claim.modality]));
        if claim.negated {
            result.push(region.part("choices", "negated", "choices", &["negated"]));
        }
        for role in ROLES {
            let names: Vec<String> = claim.arguments(role).iter().map(ToString::to_string).collect();
            if !names.is_empty() {
                result.push(region.part(
                    "textarea",
                    role,
                    "text",
                    &names.iter().map(String::as_str).collect::<Vec<_>>(),
                ));
            }
        }
    }
    json!({"data": {"text": document.text, "article": document.name}, "annotations": [{"result": result}]})
}

/// A stretch of the text.
struct Region<'r> {
    id: String,
    start: usize,
    end: usize,
    text: &'r str,
}

impl Region<'_> {
    /// One thing that is said of it.
    fn part(&self, kind: &str, from: &str, key: &str, values: &[&str]) -> Value {
        let mut value = json!({"start": self.start, "end": self.end});
        // A text area's own words stand under the same key as the region's.
        if key != "text" {
            value["text"] = self.text.into();
        }
        value[key] = values.into();
        json!({"id": self.id, "type": kind, "from_name": from, "to_name": "text", "value": value})
    }
}

/// The labelling configuration.
fn configuration() -> String {
    let labels: String = KINDS.iter().chain(&FRAMES).map(|label| format!("    <Label value=\"{label}\"/>\n")).collect();
    let mut actions: Vec<&str> = FRAMES.iter().flat_map(|frame| actions_of(frame)).copied().collect();
    actions.sort_unstable();
    actions.dedup();
    let choices = |name: &str, values: &[&str]| {
        let values: String = values.iter().map(|value| format!("    <Choice value=\"{value}\"/>\n")).collect();
        format!("  <Choices name=\"{name}\" toName=\"text\" perRegion=\"true\">\n{values}  </Choices>\n")
    };
    let areas: String = ["id"]
        .iter()
        .chain(&ROLES)
        .map(|role| format!("  <TextArea name=\"{role}\" toName=\"text\" perRegion=\"true\" editable=\"true\" placeholder=\"{role}\"/>\n"))
        .collect();
    format!(
        "<View>\n  <Labels name=\"label\" toName=\"text\">\n{labels}  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n{}{}{}{areas}</View>\n",
        choices("action", &actions),
        choices("modality", &MODALITIES),
        choices("negated", &["negated"]),
    )
}

#[derive(Deserialize)]
struct Task {
    data: Data,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Data {
    text: String,
    article: String,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    was_cancelled: bool,
    result: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    from_name: String,
    #[serde(default)]
    value: Said,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    start: usize,
    end: usize,
    text: Value,
    labels: Vec<String>,
    choices: Vec<String>,
}

pub(super) fn read(file: &Path, content: &str) -> Result<Vec<Document>> {
    let tasks: Vec<Task> = serde_json::from_str(content).map_err(|error| {
        let line = error.line();
        Error::faults(vec![fault(file, line, format_args!("no list of tasks: {error}"))])
    })?;
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    for task in tasks {
        // Of several annotations the first that its annotator did not cancel counts.
        let Some(annotation) = task.annotations.into_iter().find(|annotation| !annotation.was_cancelled) else {
            continue;
        };
        let name = task.data.article.clone();
        match document(task.data, annotation.result) {
            Ok(document) => documents.push(in_order(document)),
            Err(message) => faults.push(fault(file, 1, format_args!("the task of '{name}': {message}"))),
        }
    }
    unless(faults, documents)
}

fn document(data: Data, result: Vec<Part>) -> std::result::Result<Document, String> {
    let points = CodePoints::new(&data.text);
    let mut order: Vec<String> = Vec::new();
    let mut regions: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for part in result.into_iter().filter(|part| matches!(&*part.kind, "labels" | "choices" | "textarea")) {
        if !regions.contains_key(&part.id) {
            order.push(part.id.clone());
        }
        regions.entry(part.id.clone()).or_default().push(part);
    }
    let mut document = Document { name: data.article, text: data.text.clone(), ..Document::default() };
    for id in &order {
        let parts = &regions[id];
        let Some(marked) = parts.iter().find(|part| part.kind == "labels") else { continue };
        let (start, end) = place(&points, &data.text, &marked.value)?;
        let label = marked.value.labels.first().ok_or("a region without a label")?;
        if !FRAMES.contains(&label.as_str()) {
            let identity = parts.iter().find(|part| part.from_name == "id");
            let identity = identity.and_then(|part| written(&part.value.text).into_iter().next());
            document.entities.push(entity(&points, start, end, label, identity.as_deref())?);
            continue;
        }
        let evidence = points.get(start, end).ok_or_else(|| format!("the text has nothing at {start}..{end}"))?;
        let mut claim = Claim { start, end, frame: label.clone(), evidence: evidence.to_owned(), ..Claim::default() };
        for part in parts {
            let choice = part.value.choices.first();
            match (part.from_name.as_str(), choice) {
                ("action", Some(action)) => claim.action.clone_from(action),
                ("modality", Some(modality)) => claim.modality.clone_from(modality),
                ("negated", Some(_)) => claim.negated = true,
                (role, None) if part.kind == "textarea" => {
                    for name in written(&part.value.text) {
                        if !claim.fill(role, Argument::from(name)) {
                            return Err(format!("unknown role '{role}'"));
                        }
                    }
                }
                _ => {}
            }
        }
        document.claims.push(claim);
    }
    Ok(document)
}

/// What was typed into a text area: one text or several.
fn written(text: &Value) -> Vec<String> {
    match text {
        Value::String(text) => vec![text.clone()],
        Value::Array(texts) => texts.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Where a region stands, in code points.
fn place(points: &CodePoints, text: &str, said: &Said) -> std::result::Result<(usize, usize), String> {
    let &Said { start, end, .. } = said;
    let words = said.text.as_str();
    if points.get(start, end).is_some_and(|there| words.is_none_or(|words| words == there)) {
        return Ok((start, end));
    }
    let code_point = |unit: usize| {
        let mut units = 0;
        text.chars().position(|letter| {
            let here = units;
            units += letter.len_utf16();
            here == unit
        })
    };
    let mended = code_point(start)
        .zip(code_point(end).or_else(|| (text.encode_utf16().count() == end).then(|| text.chars().count())));
    let mended = mended.filter(|&(start, end)| points.get(start, end) == words);
    mended.ok_or_else(|| format!("the text does not have '{}' at {start}..{end}", words.unwrap_or_default()))
}
