//! the text of a golden file → what it says, or every place where it is not of the shape.

use super::Golden;
use crate::audit::side::{Claim, Entity, FRAMES, KINDS, MODALITIES, actions_of};
use crate::error::{Error, Fault, Result, suggestion, unknown_field};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A golden file before its entities and claims are looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outline<'t> {
    #[serde(default)]
    article: PathBuf,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    draft: bool,
    #[serde(borrow)]
    pub(super) entities: Vec<&'t RawValue>,
    #[serde(borrow)]
    pub(super) claims: Vec<&'t RawValue>,
}

/// A text that knows where each of its parts stands.
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    pub(super) path: &'t Path,
    /// The line of the file that the text begins in.
    pub(super) line: usize,
}

impl Golden {
    /// Reads the text of a golden file, called `path` in complaints.
    ///
    /// # Errors
    /// Every place where it is not of the shape, with line and column.
    ///
    /// ```
    /// use claimwire::audit::Golden;
    /// let text = r#"{"article": "a.txt", "entities": [], "claims": [{"start": 0, "end": 9, "frame": "tarif"}]}"#;
    /// let fault = Golden::read(text, "g.json".as_ref()).unwrap_err();
    /// assert_eq!(fault.to_string(), "g.json:1:88: missing field `action`");
    /// ```
    pub fn read(text: &str, path: &Path) -> Result<Golden> {
        Golden::read_line(text, path, 1)
    }

    /// Reads what begins at line `line` of a file.
    pub(super) fn read_line(text: &str, path: &Path, line: usize) -> Result<Golden> {
        let source = Source { text, path, line };
        let mut faults = Vec::new();
        let Some(outline) = source.parse::<Outline>(text, &mut faults) else {
            return Err(Error::faults(faults));
        };
        let entities: Vec<Entity> =
            outline.entities.iter().filter_map(|raw| source.known(raw, &mut faults, Entity::unknown)).collect();
        let claims: Vec<Claim> =
            outline.claims.iter().filter_map(|raw| source.known(raw, &mut faults, Claim::unknown)).collect();
        if !faults.is_empty() {
            return Err(Error::faults(faults));
        }
        let Outline { article, id, draft, .. } = outline;
        let file = path.to_owned();
        Ok(Golden { file, article, id, draft, entities, claims, source: (text.to_owned(), line), ..Golden::default() })
    }

    /// The golden file's own text, with its place.
    pub(super) fn source(&self) -> Source<'_> {
        Source { text: &self.source.0, path: &self.file, line: self.source.1 }
    }
}

impl<'t> Source<'t> {
    /// Parses a part of the text.
    pub(super) fn parse<'p, T: Deserialize<'p>>(&self, part: &'p str, faults: &mut Vec<Fault>) -> Option<T> {
        match serde_json::from_str(part) {
            Ok(value) => Some(value),
            Err(error) => {
                let lines: usize = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
                let column = part[lines..].char_indices().nth(error.column().saturating_sub(1));
                let at = column.map_or(part.len(), |(at, _)| lines + at);
                let said = error.to_string();
                let message = said.split(" at line ").next().unwrap_or_default();
                let told = unknown_field(message).unwrap_or_else(|| message.to_owned());
                faults.push(self.fault(&part[at..], told));
                None
            }
        }
    }

    /// Parses an entity or claim, and complains of the field that holds a word nobody knows.
    fn known<T: DeserializeOwned>(
        &self,
        raw: &'t RawValue,
        faults: &mut Vec<Fault>,
        unknown: impl Fn(&T) -> Option<(&'static str, String)>,
    ) -> Option<T> {
        let value: T = self.parse(raw.get(), faults)?;
        match unknown(&value) {
            Some((field, message)) => {
                faults.push(self.fault(field_of(raw, field), message));
                None
            }
            None => Some(value),
        }
    }

    /// A complaint about a part of the text.
    pub(super) fn fault(&self, part: &str, message: String) -> Fault {
        // A part is a slice of the text, so its place is what lies between their beginnings.
        let at = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        fault(self.path, self.line, self.text.get(..at).unwrap_or_default(), &message)
    }
}

/// The value of a field, or the whole where it has none of the name.
pub(super) fn field_of<'t>(raw: &'t RawValue, field: &str) -> &'t str {
    let fields: BTreeMap<&str, &RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
    fields.get(field).map_or(raw.get(), |value| value.get())
}

impl Entity {
    fn unknown(&self) -> Option<(&'static str, String)> {
        unknown("type", &self.kind, &KINDS)
    }
}

impl Claim {
    fn unknown(&self) -> Option<(&'static str, String)> {
        unknown("frame", &self.frame, &FRAMES)
            .or_else(|| unknown("action", &self.action, actions_of(&self.frame)))
            .or_else(|| unknown("modality", &self.modality, &MODALITIES))
    }
}

fn unknown(field: &'static str, word: &str, known: &[&str]) -> Option<(&'static str, String)> {
    let hint = suggestion(word, known.iter().copied());
    (!known.contains(&word)).then(|| (field, format!("unknown {field} '{word}'{hint}")))
}

/// A complaint about what stands behind `before`, which begins at line `number` of a file.
pub(crate) fn fault(path: &Path, number: usize, before: &str, message: &str) -> Fault {
    let line = number + before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Fault { file: path.display().to_string(), line, column, message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: &str = r#"{
        "article": "a.txt",
        "entities": [{"start": 4, "end": 8, "type": "country", "id": "CI", "text": "Côte"}],
        "claims": []
    }"#;

    fn golden_with(claim: &str) -> Result<Golden> {
        Golden::read(&GOLDEN.replace("[]", &format!("[{claim}]")), Path::new("g.json"))
    }

    #[test]
    fn every_fault_is_named_with_its_place() {
        let fault = golden_with(r#"{"start": 0, "end": 1}, {"start": 0, "en": 1}"#).unwrap_err();
        let told: Vec<String> = fault.to_string().lines().map(str::to_owned).collect();
        assert_eq!(told[0], "g.json:4:41: missing field `frame`");
        assert_eq!(told[1], "g.json:4:60: unknown field `en`, did you mean 'end'?");
    }

    #[test]
    fn an_unknown_word_is_refused_with_the_nearest_known() {
        let claim = r#"{"start": 0, "end": 1, "frame": "tarif", "action": "keep", "modality": "actual"}"#;
        let told = |claim: &str| golden_with(claim).unwrap_err().to_string();
        assert_eq!(told(claim), "g.json:4:52: unknown frame 'tarif', did you mean 'tariff'?");
        let action = claim.replace("tarif", "tariff").replace("keep", "keeps");
        assert_eq!(told(&action), "g.json:4:72: unknown action 'keeps', did you mean 'keep'?");
        let conclude = claim.replace("tarif", "tariff").replace("keep", "conclude");
        assert_eq!(told(&conclude), "g.json:4:72: unknown action 'conclude'");
    }

    #[test]
    fn an_argument_may_have_alternatives_and_be_welcome_only() {
        let claim = r#"{"start": 0, "end": 1, "frame": "tariff", "action": "keep", "modality": "actual",
            "actor": ["?Donald Trump|US"]}"#;
        let golden = golden_with(claim).unwrap();
        let actor = &golden.claims[0].actor[0];
        assert_eq!((&actor.names[..], actor.owed), (&["Donald Trump".to_owned(), "US".to_owned()][..], false));
    }
}
