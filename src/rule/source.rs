//! Rule files as text, and the place of a byte in them.

use crate::error::{Error, Fault, Result, unknown_field};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

/// One rule file.
#[derive(Debug)]
pub(super) struct File {
    /// Its path as the user knows it.
    pub(super) name: String,
    /// Its name without folder and ending.
    pub(super) stem: String,
    /// What it says.
    pub(super) content: Cow<'static, str>,
    /// Where its rules end: behind them stand examples alone, which a run need not read.
    rules: usize,
    /// Whether it is a user's.
    pub(super) own: bool,
}

macro_rules! embedded {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../rules/", $name, ".toml")))),*] };
}

pub(super) const EMBEDDED: &[(&str, &str)] = embedded!(
    "actions",
    "agreement",
    "appointment",
    "change",
    "commemoration",
    "commitment",
    "context",
    "export_restriction",
    "import_restriction",
    "investigation",
    "negotiation",
    "qualification",
    "quota",
    "sanction",
    "subsidy",
    "tariff",
    "visit",
);

/// The embedded files, with those of `folder` added or in place of those of the same name.
pub(super) fn open(folder: Option<&Path>, faults: &mut Vec<Fault>) -> Result<Vec<File>> {
    let mut files: Vec<File> = EMBEDDED
        .iter()
        .map(|(stem, content)| File {
            name: format!("rules/{stem}.toml"),
            stem: (*stem).into(),
            content: (*content).into(),
            rules: first_example(content),
            own: false,
        })
        .collect();
    if let Some(folder) = folder {
        for file in only(folder, faults)? {
            files.retain(|embedded| embedded.stem != file.stem);
            files.push(file);
        }
    }
    files.sort_by(|left, right| left.stem.cmp(&right.stem));
    Ok(files)
}

/// The files of `folder` alone, in the order of their names.
pub(super) fn only(folder: &Path, faults: &mut Vec<Fault>) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| Error::file(folder, error))? {
        let path = entry.map_err(|error| Error::file(folder, error))?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|error| Error::file(&path, error))?;
        let name = path.display().to_string();
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        match crate::error::text(&name, &bytes) {
            Ok(content) => {
                files.push(File { name, stem, rules: content.len(), content: content.into(), own: true });
            }
            Err(fault) => faults.push(fault),
        }
    }
    if files.is_empty() && faults.is_empty() {
        return Err(Error::file(folder, "no rule file in it: their names end in .toml"));
    }
    files.sort_by(|left, right| left.stem.cmp(&right.stem));
    Ok(files)
}

/// Where the first example or counterexample of an embedded file begins.
fn first_example(content: &str) -> usize {
    let begins = |header| content.find(header).unwrap_or(content.len());
    begins("\n[[example]]").min(begins("\n[[counterexample]]"))
}

impl File {
    /// The rules of the file read as `T`, or the fault that the reader met.
    pub(super) fn parse<T: DeserializeOwned>(&self, faults: &mut Vec<Fault>) -> Option<T> {
        self.parse_stretch(&self.content[..self.rules], faults)
    }

    /// The file read as `T` to its end.
    pub(super) fn parse_whole<T: DeserializeOwned>(&self, faults: &mut Vec<Fault>) -> Option<T> {
        self.parse_stretch(&self.content, faults)
    }

    /// Whether its rules were read with its examples.
    pub(super) fn is_whole(&self) -> bool {
        self.rules == self.content.len()
    }

    /// Whether it is an embedded measure with a verb or a noun that tells this action.
    pub(super) fn tells(&self, action: &str) -> bool {
        let tells = |key| self.content.contains(&format!("\n{key} = \"{action}\"\n"));
        self.content.contains("\nshape = \"measure\"\n") && (tells("action") || tells("default"))
    }

    fn parse_stretch<T: DeserializeOwned>(&self, stretch: &str, faults: &mut Vec<Fault>) -> Option<T> {
        match toml::from_str(stretch) {
            Ok(value) => Some(value),
            Err(error) => {
                let (message, span) = (error.message(), error.span().unwrap_or(0..0));
                let told = unknown_field(message).or_else(|| self.wrong_type(message, &span));
                faults.push(self.fault(span, told.unwrap_or_else(|| message.to_owned())));
                None
            }
        }
    }

    /// "Invalid type: map, expected a sequence" in the words of a TOML file.
    fn wrong_type(&self, message: &str, span: &Range<usize>) -> Option<String> {
        let (found, due) = message.strip_prefix("invalid type: ")?.split_once(", expected ")?;
        let written = self.content.get(span.clone())?;
        let name = written.trim_start_matches('[').split([']', '\n']).next().unwrap_or_default();
        Some(match (found, due) {
            ("map", "a sequence") if written.starts_with('[') => {
                format!("one table where many are due: write [[{name}]]")
            }
            ("sequence", "a map") if written.starts_with("[[") => {
                format!("many tables where one is due: write [{name}]")
            }
            ("map", _) if !written.starts_with(['[', '{']) => "a day stands in quotes".to_owned(),
            (_, "a sequence") => format!("{found} where a list is due: write it in brackets"),
            (_, "a boolean") => format!("{found} where true or false is due, without quotes"),
            _ => format!("{found} where {due} is due"),
        })
    }

    /// A complaint about a stretch of the file.
    pub(super) fn fault(&self, span: Range<usize>, message: String) -> Fault {
        let before = &self.content[..span.start.min(self.content.len())];
        Fault::behind(&self.name, before, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_the_rules_of_an_embedded_file_stand_examples_alone() {
        for (stem, content) in EMBEDDED {
            let headers = content[first_example(content)..].lines().filter(|line| line.starts_with('['));
            let others: Vec<&str> =
                headers.filter(|line| !matches!(*line, "[[example]]" | "[[counterexample]]")).collect();
            assert!(others.is_empty(), "rules/{stem}.toml: {others:?} would not be read");
        }
    }
}
