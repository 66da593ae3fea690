//! Everything that bears on what a run writes, but for the content of its inputs.

use super::manifest::Difference;
use super::{Seal, portable};
use crate::error::{Error, Result};
use crate::record::Unit;
use crate::source::{Fields, Options, name};
use crate::{lexicon, rule};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Version, options, dictionaries, rules, and the inputs that were asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Terms {
    /// The version of claimwire.
    claimwire: String,
    /// How articles are read, and what offsets count.
    options: BTreeMap<String, String>,
    dictionaries: Texts,
    rules: Texts,
    /// The names of files and folders as they were typed, a line each: a list that may be long.
    inputs: Seal,
    /// The folders and patterns among them, in which a file may be new.
    #[serde(skip)]
    pub(super) folders: Vec<String>,
    /// Whether one of them is standard input or another stream.
    #[serde(skip)]
    has_stream: bool,
}

/// Tables or rule files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Texts {
    embedded: BTreeMap<String, Seal>,
    /// The user's folder, whose files are laid over the embedded ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    own: BTreeMap<String, Seal>,
}

impl Texts {
    /// The embedded tables, and those of a user's folder.
    fn tables(folder: Option<&Path>) -> Result<Texts> {
        let embedded = serde_json::from_str(lexicon::SEALS).expect("what the build script has written");
        Texts::laid_over(embedded, folder, "tsv")
    }

    /// The embedded rules, and those of a user's folder.
    fn rules(folder: Option<&Path>) -> Result<Texts> {
        let embedded = rule::embedded().map(|(file, text)| (file, Seal::of_text(text)));
        Texts::laid_over(embedded.collect(), folder, "toml")
    }

    fn laid_over(embedded: BTreeMap<String, Seal>, folder: Option<&Path>, ending: &str) -> Result<Texts> {
        let mut own = BTreeMap::new();
        if let Some(folder) = folder {
            let listing = fs::read_dir(folder).map_err(|error| Error::file(folder, error))?;
            for entry in listing {
                let path = entry.map_err(|error| Error::file(folder, error))?.path();
                if path.extension().is_some_and(|extension| extension == ending) {
                    let seal = Seal::of(&path).map_err(|error| Error::file(&path, error))?;
                    own.insert(portable(&path), seal);
                }
            }
        }
        Ok(Texts { embedded, folder: folder.map(portable), own })
    }

    fn folder(&self) -> Option<PathBuf> {
        self.folder.as_deref().map(name::path)
    }

    fn count(&self) -> usize {
        self.embedded.len() + self.own.len()
    }
}

impl Terms {
    /// The terms of a run over `inputs`.
    ///
    /// # Errors
    /// A folder of dictionaries or rules that cannot be read.
    pub fn new(
        inputs: &[PathBuf],
        options: &Options,
        unit: Unit,
        dictionaries: Option<&Path>,
        rules: Option<&Path>,
    ) -> Result<Terms> {
        let Options { fields: Fields { id, text, title, date, url }, date: day, max_article, any_language } = options;
        let told = [
            ("id-field", id.clone()),
            ("text-field", text.clone()),
            ("title-field", title.clone()),
            ("date-field", date.clone()),
            ("url-field", url.clone()),
            ("date", day.map_or_else(String::new, |day| day.to_string())),
            ("max-article", max_article.to_string()),
            ("any-language", any_language.to_string()),
            ("offsets", unit.to_string()),
        ];
        Ok(Terms {
            claimwire: env!("CARGO_PKG_VERSION").to_owned(),
            options: told.map(|(option, value)| (option.to_owned(), value)).into(),
            dictionaries: Texts::tables(dictionaries)?,
            rules: Texts::rules(rules)?,
            inputs: Seal::of_text(&inputs.iter().map(|input| portable(input) + "\n").collect::<String>()),
            folders: inputs.iter().filter(|input| !input.is_file()).map(|input| portable(input)).collect(),
            has_stream: inputs.iter().any(|input| is_stream(input)),
        })
    }

    /// The same terms as far as this program and the user's folders now keep to them.
    ///
    /// # Errors
    /// A folder of dictionaries or rules that cannot be read.
    pub(super) fn now(&self) -> Result<Terms> {
        Ok(Terms {
            claimwire: env!("CARGO_PKG_VERSION").to_owned(),
            dictionaries: Texts::tables(self.dictionaries.folder().as_deref())?,
            rules: Texts::rules(self.rules.folder().as_deref())?,
            ..self.clone()
        })
    }

    /// How many things are told apart.
    pub(super) fn count(&self) -> usize {
        1 + self.dictionaries.count() + self.rules.count()
    }

    /// Whether one of the inputs is standard input or a pipe, which cannot be read again.
    pub fn has_stream(&self) -> bool {
        self.has_stream
    }

    /// What differs in `other`.
    pub fn differences(&self, other: &Terms) -> Vec<Difference> {
        let mut differences = Vec::new();
        if self.claimwire != other.claimwire {
            differences
                .push(Difference::new("claimwire", format!("version {}, was {}", other.claimwire, self.claimwire)));
        }
        if self.inputs != other.inputs {
            differences.push(Difference::new("the list of inputs", "differs"));
        }
        compare(&self.options, &other.options, &mut differences);
        for (was, now) in [(&self.dictionaries, &other.dictionaries), (&self.rules, &other.rules)] {
            compare(&was.embedded, &now.embedded, &mut differences);
            compare(&was.own, &now.own, &mut differences);
        }
        differences
    }
}

fn is_stream(input: &Path) -> bool {
    let is_neither = |about: fs::Metadata| !about.is_file() && !about.is_dir();
    input.as_os_str() == "-" || input.metadata().is_ok_and(is_neither)
}

/// Names each entry that two lists do not share.
fn compare<T: PartialEq>(was: &BTreeMap<String, T>, now: &BTreeMap<String, T>, differences: &mut Vec<Difference>) {
    let names: BTreeSet<&String> = was.keys().chain(now.keys()).collect();
    for name in names {
        let what = match (was.get(name), now.get(name)) {
            (Some(was), Some(now)) if was == now => continue,
            (Some(_), Some(_)) => "differs",
            (Some(_), None) => "is missing",
            (None, _) => "is new",
        };
        differences.push(Difference::new(name, what));
    }
}
