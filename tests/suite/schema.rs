//! The record's schema is a promise: real output keeps it, and it allows nothing else.

use claimwire::record::Unit;
use claimwire::{Article, Extractor};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

fn at_root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn schema() -> Value {
    let content = std::fs::read_to_string(at_root("schema/record.schema.json")).unwrap();
    serde_json::from_str(&content).unwrap()
}

/// The corpus' plain texts and wire articles.
fn articles() -> Vec<Article> {
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(at_root("corpus/text")).unwrap() {
        let path = entry.unwrap().path();
        articles.push(Article::new(path.to_string_lossy(), std::fs::read_to_string(&path).unwrap()));
    }
    for line in std::fs::read_to_string(at_root("corpus/agency.jsonl")).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| row[name].as_str().map(str::to_owned);
        let article = Article::new(field("id").unwrap(), field("text").unwrap());
        let article = Article { title: field("title"), url: field("url"), ..article };
        articles.push(article.dated(&field("date").unwrap_or_default()));
    }
    articles.push(Article::new("no text", ""));
    articles
}

fn records(unit: Unit) -> Vec<Value> {
    let extractor = Extractor::load(None, None).unwrap().counting(unit);
    let records = articles().into_iter().map(|article| extractor.extract(&article).into_owned());
    records.map(|record| serde_json::to_value(&record).unwrap()).collect()
}

/// The records of all articles, offsets in code points.
static RECORDS: LazyLock<Vec<Value>> = LazyLock::new(|| records(Unit::Chars));

fn complaints(schema: &Validator, record: &Value) -> Vec<String> {
    let complaint = |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    schema.iter_errors(record).map(complaint).collect()
}

#[test]
fn the_schema_is_one_of_json_schema_2020_12() {
    assert!(jsonschema::draft202012::meta::is_valid(&schema()));
}

#[test]
fn every_record_keeps_to_the_schema() {
    let schema = jsonschema::draft202012::new(&schema()).unwrap();
    for record in RECORDS.iter().chain(&records(Unit::Bytes)) {
        assert_eq!(complaints(&schema, record), [""; 0], "{}", record["id"]);
    }
}

#[test]
fn the_schema_names_no_field_that_records_never_have() {
    fn fields_of(value: &Value, fields: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                fields.extend(members.keys().cloned());
                members.values().for_each(|member| fields_of(member, fields));
            }
            Value::Array(items) => items.iter().for_each(|item| fields_of(item, fields)),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    RECORDS.iter().for_each(|record| fields_of(record, &mut seen));
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    let named = definitions.filter_map(|definition| definition["properties"].as_object());
    let never: Vec<&String> = named.flat_map(|fields| fields.keys()).filter(|field| !seen.contains(*field)).collect();
    assert_eq!(never, [""; 0], "the corpus lacks an article that shows them, or they are gone");
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    let schema = jsonschema::draft202012::new(&schema()).unwrap();
    let claim = |record: &Value| !record["claims"].as_array().unwrap().is_empty();
    let whole = RECORDS.iter().find(|record| claim(record)).unwrap();
    for (place, value) in [
        ("/version", json!(2)),
        ("/date", json!("June 6")),
        ("/entities/0/type", json!("animal")),
        ("/entities/0/start", json!(-1)),
        ("/entities/0/part", json!("body")),
        ("/claims/0/modality", json!("certain")),
        ("/claims/0/id", json!("1")),
        ("/claims/0/rules", json!([])),
        ("/claims/0/actor", json!("JP")),
        ("/claims/0/colour", json!("red")),
    ] {
        let mut record = whole.clone();
        let (parent, field) = place.rsplit_once('/').unwrap();
        record.pointer_mut(parent).unwrap()[field] = value;
        assert!(!complaints(&schema, &record).is_empty(), "{place}");
    }
}
