//! A user's rule file, word by word → what would load and never find anything.
//!
//! The embedded files are held against the same when the tests read them as a user's.

use super::frame::Frame;
use super::modality::Modality;
use super::path::PLACES;
use super::source::File;
use crate::error::{Fault, suggestion};
use crate::lexicon::{Class, Kind, Lexicon};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What the object of a verb may have to be.
const HOLDS: &[&str] =
    &["goods", "percent", "amount", "money", "sum", "party", "country", "person", "place", "sides", "bloc"];

/// The fields that an example can ask for, beside those that tell no argument.
const ARGUMENTS: &[&str] =
    &["actor", "target", "product", "rate", "rate_before", "amount", "indicator", "requester", "attribution", "time"];
const FIELDS: &[&str] = &["frame", "action", "modality", "negated", "statement"];

/// What words and names are held against.
pub(super) struct Check<'k> {
    pub(super) lexicon: &'k Lexicon,
    /// The prepositions that the analysis knows by their words.
    pub(super) prepositions: Vec<String>,
    /// The names of all frames.
    pub(super) names: Vec<&'k str>,
    /// Those without a fault.
    pub(super) frames: &'k [Frame],
    /// The names of the actions that all measures share.
    pub(super) actions: Vec<&'k str>,
}

impl Check<'_> {
    /// The complaints about a file.
    pub(super) fn file(&self, file: &File, faults: &mut Vec<Fault>) {
        // What is no TOML has its fault already.
        let Ok(document) = DeTable::parse(&file.content) else { return };
        let document = document.get_ref();
        let shared = document.get("shape").is_some_and(|shape| shape.get_ref().as_str() == Some("measure"));
        let own = document.get("actions").and_then(|actions| actions.get_ref().as_table());
        let verbs = document.get("verb").and_then(|verbs| verbs.get_ref().as_array()).into_iter().flatten();
        let told = verbs.filter_map(|verb| verb.get_ref().as_table()?.get("action")?.get_ref().as_str());
        // Which actions a verb of a measure may tell is asked where it is compiled.
        let mut actions = if shared { self.actions.clone() } else { told.collect() };
        actions.extend(own.into_iter().flat_map(DeTable::keys).filter(|_| !shared).map(|name| &**name.get_ref()));
        let mut path = if file.stem == "actions" { vec!["actions"] } else { Vec::new() };
        Reading { check: self, file, shared, actions: &actions, faults }.table(document, &mut path);
        if let Some(frame) = self.frames.iter().find(|frame| frame.name == file.stem)
            && frame.trigger_words().next().is_none()
            && frame.shapes.is_empty()
        {
            let at = document.get("frame").map_or(0..0, Spanned::span);
            faults.push(file.fault(at, "nothing states the frame: it has neither nouns nor verbs".to_owned()));
        }
    }
}

/// A file that is read.
struct Reading<'r> {
    check: &'r Check<'r>,
    file: &'r File,
    /// Whether its actions are those that all measures share.
    shared: bool,
    /// The names of its actions.
    actions: &'r [&'r str],
    faults: &'r mut Vec<Fault>,
}

impl Reading<'_> {
    fn table<'d>(&mut self, table: &'d DeTable<'_>, path: &mut Vec<&'d str>) {
        for (key, value) in table {
            path.push(key.get_ref());
            let complaint = self.key(path);
            self.faults.extend(complaint.map(|complaint| self.file.fault(key.span(), complaint)));
            self.value(value, path);
            path.pop();
        }
    }

    fn value<'d>(&mut self, value: &'d Spanned<DeValue<'_>>, path: &mut Vec<&'d str>) {
        let complaint = match value.get_ref() {
            DeValue::Table(table) => return self.table(table, path),
            DeValue::Array(items) => {
                items.iter().for_each(|item| self.value(item, path));
                // A treaty of many sides names none, and an example may ask that nobody is named.
                let may_be_empty = matches!(path[..], ["sides", _] | ["example" | "counterexample", ..]);
                (items.is_empty() && !may_be_empty).then(|| "an empty list says nothing: leave it out".to_owned())
            }
            item => self.item(item, path),
        };
        self.faults.extend(complaint.map(|complaint| self.file.fault(value.span(), complaint)));
    }

    /// What is wrong with the key at the end of a path.
    fn key(&self, path: &[&str]) -> Option<String> {
        match *path {
            ["actions", action] if self.shared => unknown("action", action, self.actions.iter().copied()),
            ["example", "claims", field] => unknown("field", field, FIELDS.iter().chain(ARGUMENTS).copied()),
            ["sides", treaty] => spelling(treaty),
            ["counterexample", "claims"] => Some("a counterexample has no claims".to_owned()),
            _ => None,
        }
    }

    /// What is wrong with what stands at a path.
    fn item(&self, item: &DeValue<'_>, path: &[&str]) -> Option<String> {
        if let ["example", "claims", "negated"] = *path {
            return item.as_bool().is_none().then(|| "write true or false, without quotes".to_owned());
        }
        let Some(word) = item.as_str() else {
            let asked = matches!(*path, ["example", "claims", _]);
            return asked.then(|| "write it in quotes: \"25\"".to_owned());
        };
        match *path {
            ["example", "claims", field] => self.asked(field, word),
            ["example" | "counterexample", "date"] => {
                let day: Result<jiff::civil::Date, _> = word.parse();
                day.is_err().then(|| format!("'{word}' is no day: write it as 2025-03-10"))
            }
            ["example" | "counterexample", ..] | ["modality", "name"] => None,
            ["hit"] | ["sides", _] => self.country(word),
            ["abroad"] => unknown("frame", word, self.check.names.iter().copied()),
            ["roles", _] => self.place(word),
            ["verb", "holds"] => unknown("kind", word, HOLDS.iter().copied()),
            ["actions", _, "nouns" | "adjectives"] => spelling(word),
            ["actions", _, _] | ["verb", "verbs"] | ["extent", "itself"] => self.verb(word),
            ["nouns" | "governed" | "echoes" | "held" | "not"] => spelling(word),
            ["narrow" | "extent", _] | ["verb", "object" | "subject" | "beside"] => spelling(word),
            _ if self.file.stem == "context" => spelling(word),
            _ => None,
        }
    }

    /// What is wrong with what an example asks of a claim.
    fn asked(&self, field: &str, word: &str) -> Option<String> {
        match field {
            "frame" => unknown("frame", word, self.check.names.iter().copied()),
            "modality" => unknown("modality", word, Modality::ALL.iter().map(|modality| modality.name())),
            // The claims of the context's examples are of any frame.
            "action" if self.file.stem != "context" => unknown("action", word, self.actions.iter().copied()),
            _ => None,
        }
    }

    fn country(&self, code: &str) -> Option<String> {
        let lexicon = self.check.lexicon;
        if lexicon.by_id(code).is_some_and(|entry| entry.kind == Kind::Country) {
            return None;
        }
        // "UK", "Iran".
        let hint = match lexicon.country_named(code) {
            Some(id) => format!(", did you mean '{id}'?"),
            None => suggestion(code, lexicon.countries()),
        };
        Some(format!("unknown country '{code}'{hint}"))
    }

    /// What is wrong with the place that a path of a role begins with.
    fn place(&self, path: &str) -> Option<String> {
        let (place, _) = path.split_once(": ")?;
        let lexicon = self.check.lexicon;
        let classes = lexicon.classes(lexicon.word(place)).map(|(classes, _)| classes);
        if classes.is_some_and(|classes| classes.has(Class::Preposition)) && place == place.to_lowercase() {
            return None;
        }
        let prepositions = self.check.prepositions.iter().map(String::as_str);
        unknown("place", place, PLACES.iter().map(|(name, _)| *name).chain(prepositions))
    }

    /// What is wrong with a verb and the words behind it.
    fn verb(&self, phrase: &str) -> Option<String> {
        let small = phrase.to_lowercase();
        let (verb, behind) = small.split_at(small.find(' ').unwrap_or(small.len()));
        let lexicon = self.check.lexicon;
        match lexicon.classes(lexicon.word(verb)) {
            Some((classes, base)) if base != verb && !classes.has(Class::Base) => {
                Some(format!("'{phrase}' is no base form, did you mean '{base}{behind}'?"))
            }
            _ => spelling(phrase),
        }
    }
}

/// What is wrong with how a word or phrase is written: no text is ever compared with it.
fn spelling(phrase: &str) -> Option<String> {
    let plain = phrase.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if plain.is_empty() {
        return Some("an empty word says nothing".to_owned());
    }
    if phrase.contains([',', ';', '/', '|']) {
        return Some(format!("'{phrase}' is no one word or phrase: write each in quotes of its own"));
    }
    (plain != phrase).then(|| format!("'{phrase}' is not in lower case with single blanks, did you mean '{plain}'?"))
}

/// The complaint about a name that is none of those known.
fn unknown<'k>(what: &str, name: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<String> {
    let strange = known.clone().all(|known| known != name);
    strange.then(|| format!("unknown {what} '{name}'{}", suggestion(&name.to_lowercase(), known)))
}
