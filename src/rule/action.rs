//! rules/actions.toml and the actions of a frame file → the words that tell what happens to a measure.

use super::source::{EMBEDDED, File};
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
    let told: Option<BTreeMap<String, Action>> = file.parse(faults);
    let is_read = told.is_some();
    let told = told.unwrap_or_default().into_iter();
    let mut actions: Vec<Action> = told.map(|(name, action)| action.named(&name)).collect();
    if file.own {
        let lacking = lacking(files, &actions);
        if is_read && !lacking.is_empty() {
            let lacking = lacking.join("', '");
            let message = format!("takes the place of the built-in actions, of which other rules need '{lacking}' too");
            faults.push(file.fault(0..0, message));
        }
        // So that the rules that need them do not complain as well.
        actions.extend(lacking.into_iter().map(|name| Action::default().named(name)));
    }
    actions
}

/// The built-in actions that embedded measures tell and that are not among these.
fn lacking(files: &[File], actions: &[Action]) -> Vec<&'static str> {
    let content = EMBEDDED.iter().find(|(stem, _)| *stem == "actions").map_or("", |(_, content)| content);
    let names = content.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let is_told = |name: &str| files.iter().any(|file| !file.own && file.tells(name));
    names.filter(|name| actions.iter().all(|action| action.name != *name) && is_told(name)).collect()
}
