//! what is true of an article → its golden file, the same in every run.
//!
//! `article`, `id` and `draft` a line each, then an entity a line, then a claim's fields a line each, in the order of
//! the annotators' guide: a diff shows which mark or which field was judged anew.

use super::Golden;
use serde_json::Value;
use std::fmt::Write;

impl Golden {
    /// The text of the `.json` file.
    pub fn to_text(&self) -> String {
        let mut text = String::from("{\n");
        if !self.article.as_os_str().is_empty() {
            let _ = writeln!(text, "  \"article\": {},", quoted(&self.article.to_string_lossy().replace('\\', "/")));
        }
        if let Some(id) = &self.id {
            let _ = writeln!(text, "  \"id\": {},", quoted(id));
        }
        if self.draft {
            text.push_str("  \"draft\": true,\n");
        }
        let entities: Vec<String> = self.entities.iter().map(|entity| format!("    {}", spaced(&of(entity)))).collect();
        let claims: Vec<String> = self.claims.iter().map(|claim| of_claim(&of(claim))).collect();
        let _ = writeln!(text, "  \"entities\": {},", list(&entities));
        let _ = writeln!(text, "  \"claims\": {}", list(&claims));
        text.push_str("}\n");
        text
    }

    /// The line of a `.jsonl` file, which stands beside its articles.
    pub fn to_line(&self) -> String {
        let mut fields = Vec::new();
        if let Some(id) = &self.id {
            fields.push(format!("\"id\": {}", quoted(id)));
        }
        if self.draft {
            fields.push("\"draft\": true".to_owned());
        }
        fields.push(format!("\"entities\": {}", spaced(&of(&self.entities))));
        fields.push(format!("\"claims\": {}", spaced(&of(&self.claims))));
        format!("{{{}}}\n", fields.join(", "))
    }
}

fn of(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).expect("entities and claims are plain data")
}

/// A claim, a field a line.
fn of_claim(claim: &Value) -> String {
    let fields = claim.as_object().into_iter().flatten();
    let lines: Vec<String> =
        fields.map(|(field, value)| format!("      {}: {}", quoted(field), spaced(value))).collect();
    format!("    {{\n{}\n    }}", lines.join(",\n"))
}

fn list(items: &[String]) -> String {
    if items.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", items.join(",\n")) }
}

/// JSON in one line, with blanks between its parts.
fn spaced(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(field, value)| format!("{}: {}", quoted(field), spaced(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
