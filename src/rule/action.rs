//! rules/actions.toml and the actions of a frame file → the words that tell what happens to a measure.

use super::source::File;
use crate::error::Fault;
use serde::Deserialize;
use std::collections::BTreeMap;

/// An action: the words that tell it, by where the frame's noun stands around them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    /// Its name in records.
    #[serde(skip)]
    pub name: String,
    /// Verbs whose object the noun is.
    pub object: Vec<String>,
    /// Verbs whose subject the noun is.
    pub subject: Vec<String>,
    /// Verbs whose object it is and whose subject bears it.
    pub bear: Vec<String>,
    /// Verbs behind whose preposition it stands; "hit … with".
    pub behind: Vec<String>,
    /// Nouns behind whose "of" or "to" it stands.
    pub nouns: Vec<String>,
    /// Verbs that tell it only where a rate to which it goes is named.
    pub with_rate: Vec<String>,
    /// Adjectives before the noun.
    pub adjectives: Vec<String>,
}

/// Where the frame's noun must stand for a word to tell an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the fields of an action")]
pub enum Telling {
    Bear,
    Object,
    Subject,
    Behind,
    Noun,
    WithRate,
    Adjective,
}

impl Action {
    /// The same words under a name.
    pub(super) fn named(self, name: &str) -> Action {
        Action { name: name.to_owned(), ..self }
    }

    /// Adds the words of another.
    pub(super) fn extend(&mut self, more: Action) {
        self.object.extend(more.object);
        self.subject.extend(more.subject);
        self.bear.extend(more.bear);
        self.behind.extend(more.behind);
        self.nouns.extend(more.nouns);
        self.with_rate.extend(more.with_rate);
        self.adjectives.extend(more.adjectives);
    }
}

/// The actions that all measures share.
pub(super) fn shared(files: &[File], faults: &mut Vec<Fault>) -> Vec<Action> {
    let Some(file) = files.iter().find(|file| file.stem == "actions") else {
        return Vec::new();
    };
    let actions: BTreeMap<String, Action> = file.parse(faults).unwrap_or_default();
    actions.into_iter().map(|(name, action)| action.named(&name)).collect()
}
