//! Rule files as text, and the place of a byte in them.

use crate::error::{Error, Fault, Result, unknown_field};
use serde::de::DeserializeOwned;
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
    pub(super) content: String,
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
pub(super) fn open(folder: Option<&Path>) -> Result<Vec<File>> {
    let mut files: Vec<File> = EMBEDDED
        .iter()
        .map(|(stem, content)| File {
            name: format!("rules/{stem}.toml"),
            stem: (*stem).into(),
            content: (*content).into(),
        })
        .collect();
    if let Some(folder) = folder {
        for file in only(folder)? {
            files.retain(|embedded| embedded.stem != file.stem);
            files.push(file);
        }
    }
    files.sort_by(|left, right| left.stem.cmp(&right.stem));
    Ok(files)
}

/// The files of `folder` alone, in the order of their names.
pub(super) fn only(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| Error::file(folder, error))? {
        let path = entry.map_err(|error| Error::file(folder, error))?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let content = std::fs::read_to_string(&path).map_err(|error| Error::file(&path, error))?;
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        files.push(File { name: path.display().to_string(), stem, content });
    }
    files.sort_by(|left, right| left.stem.cmp(&right.stem));
    Ok(files)
}

impl File {
    /// The file read as `T`, or the fault that the reader met.
    pub(super) fn parse<T: DeserializeOwned>(&self, faults: &mut Vec<Fault>) -> Option<T> {
        match toml::from_str(&self.content) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = error.message().to_owned();
                let hint = unknown_field(&message);
                faults.push(self.fault(error.span().unwrap_or(0..0), format!("{message}{hint}")));
                None
            }
        }
    }

    /// A complaint about a stretch of the file.
    pub(super) fn fault(&self, span: Range<usize>, message: String) -> Fault {
        let before = &self.content[..span.start.min(self.content.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Fault { file: self.name.clone(), line, column, message }
    }
}
