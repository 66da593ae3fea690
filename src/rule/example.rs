//! The examples of a rule file: texts with the claims that they must give, read when somebody asks for them.

use super::source::File;
use crate::error::Fault;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A text with the claims that it must give; none for a counterexample.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text.
    pub text: Spanned<String>,
    /// The article's own day, as `2025-03-10`.
    #[serde(default)]
    pub date: Option<String>,
    /// The claims of this frame in it, each the fields that must agree.
    #[serde(default)]
    pub claims: Vec<BTreeMap<String, toml::Value>>,
}

/// An example where it stands.
#[derive(Clone, Debug)]
pub struct Stated<'r> {
    /// The frame whose claims it is about; those of the context are about any.
    pub frame: Option<&'r str>,
    /// The example.
    pub example: Example,
    file: &'r File,
}

impl Stated<'_> {
    /// A complaint about it.
    pub fn fault(&self, message: String) -> Fault {
        self.file.fault(self.example.text.span(), message)
    }
}

/// What a file holds beside its rules.
#[derive(Deserialize)]
struct Document {
    frame: Option<String>,
    #[serde(default)]
    example: Vec<Example>,
    #[serde(default)]
    counterexample: Vec<Example>,
}

/// The examples and counterexamples of a file whose rules have been read without a fault.
pub(super) fn of<'r>(file: &'r File, faults: &mut Vec<Fault>) -> Vec<Stated<'r>> {
    let Some(Document { frame, example, counterexample }) = file.parse_whole(faults) else { return Vec::new() };
    let counter = counterexample.into_iter().map(|example| Example { claims: Vec::new(), ..example });
    let frame = frame.map(|_| file.stem.as_str());
    example.into_iter().chain(counter).map(|example| Stated { frame, example, file }).collect()
}
