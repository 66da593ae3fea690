//! dictionary tables → one compiled matcher; words, entities and their ids.
//!
//! Tables are embedded in the binary; those of a user's folder add rows to them, and a row with a known id replaces
//! the built-in one. A table with a fault loads nothing: all faults are reported at once, each with its place.

mod entry;
mod matcher;
mod table;
mod words;

pub use entry::{Entry, Form, Kind, Sense};
pub use words::{Class, Classes};

use crate::error::{Error, Fault, Result};
use entry::Forms;
use matcher::Matcher;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;
use table::Table;

/// Everything the dictionaries know, compiled and immutable.
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    matcher: Matcher,
    words: words::Words,
    first_names: FxHashMap<&'static str, bool>,
    titles: FxHashMap<Box<str>, TitleKind>,
    numbers: FxHashMap<Box<str>, NumberWord>,
    organisation_words: FxHashMap<&'static str, OrganisationWord>,
    surnames: FxHashSet<&'static str>,
    support: FxHashSet<&'static str>,
    by_id: FxHashMap<&'static str, u32>,
}

/// What a word before or after a person's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// A public or business office ("prime minister").
    Office,
    /// A form of address ("Mr.").
    Honorific,
    /// An occupation ("analyst").
    Role,
    /// The last word of a longer title ("minister").
    Head,
    /// A word before a title ("former").
    Modifier,
}

/// A number written as a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberWord {
    /// Its value, or the factor it multiplies by, in thousandths.
    pub thousandths: i64,
    /// `cardinal`, `tens`, `multiplier`, `fraction` …
    pub kind: NumberKind,
}

/// How a number word joins with its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// one … nineteen
    Cardinal,
    /// twenty … ninety
    Tens,
    /// hundred, million, bn
    Multiplier,
    /// half, quarter
    Fraction,
    /// first, second
    Ordinal,
    /// once, twice
    Adverb,
    /// double, halve
    Verb,
}

/// What a capitalised word says of the name it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationWord {
    /// It ends a company's name ("Corp.").
    Suffix,
    /// It ends a company's name where the name before it is no other thing's ("Steel").
    WeakSuffix,
    /// It heads a body's name ("Ministry", "Commission").
    Head,
}

impl Lexicon {
    /// The embedded tables, extended by the tables in `folder` where one is given.
    ///
    /// # Errors
    /// A folder or table that cannot be read, and every fault in a table, with file, line and column.
    pub fn load(folder: Option<&Path>) -> Result<Lexicon> {
        let mut faults = Vec::new();
        let tables = table::Tables::open(folder, &mut faults)?;
        // Names and words are read side by side: the start of the program waits for the slower of the two.
        let mut name_faults = Vec::new();
        let ((entries, matcher), (words, first_names)) = rayon::join(
            || {
                let (entries, forms) = entry::read(&tables, &mut name_faults);
                (entries, Matcher::new(forms))
            },
            || {
                let words = words::Words::read(tables.get("words"), &mut faults);
                let first_names = tables.get("first_names").rows.iter().map(|row| name_flag(row.cell(0))).collect();
                (words, first_names)
            },
        );
        faults.append(&mut name_faults);
        let titles = closed_words(tables.get("titles"), 1, title_kind, &mut faults);
        let organisation_words = tables.get("organisation_words");
        let organisation_words = organisation_words
            .rows
            .iter()
            .filter_map(|row| Some((row.cell(0), organisation_word(row.cell(1))?)))
            .collect();
        let first_cells = |table| tables.get(table).rows.iter().map(|row: &table::Row| row.cell(0)).collect();
        let (surnames, support) = (first_cells("surnames"), first_cells("support"));
        let numbers = number_words(tables.get("numbers"), &mut faults);
        if !faults.is_empty() {
            return Err(Error::faults(faults));
        }
        let matcher = matcher.map_err(Error::other)?;
        let by_id = entries
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, entry)| entry.kind.is_party() || entry.kind == Kind::Commodity)
            .map(|(index, entry)| (entry.id, index as u32))
            .collect();
        Ok(Lexicon {
            entries,
            matcher,
            words,
            first_names,
            titles,
            numbers,
            organisation_words,
            surnames,
            support,
            by_id,
        })
    }

    /// The row behind an index that a form names.
    pub fn entry(&self, index: u32) -> &Entry {
        &self.entries[index as usize]
    }

    /// The country, bloc, organisation, person or goods with this id.
    pub fn by_id(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&index| self.entry(index))
    }

    /// The place whose row stands at a line of its table.
    pub fn place(&self, line: u32) -> Option<&Entry> {
        let places = self.entries.iter().filter(|entry| entry.kind == Kind::Place);
        places.into_iter().find(|entry| entry.line == line)
    }

    /// Every whole-word occurrence of a dictionary form in `text`, overlapping ones included, in no stated order.
    pub fn find<'l>(&'l self, text: &str, found: impl FnMut(crate::Span, &'l [Form])) {
        self.matcher.find(text, found);
    }

    /// The classes that a lower-case word can have, most frequent first, and its base form.
    pub fn word(&self, lower: &str) -> Option<(Classes, &str)> {
        self.words.get(lower)
    }

    /// Whether a capitalised word is a first name, and if so whether it is also an ordinary word.
    pub fn first_name(&self, word: &str) -> Option<bool> {
        self.first_names.get(word).copied()
    }

    /// What a lower-case word or phrase says before or after a name.
    pub fn title(&self, lower: &str) -> Option<TitleKind> {
        self.titles.get(lower).copied()
    }

    /// What a capitalised word says of the organisation's name that it stands in.
    pub fn organisation_word(&self, word: &str) -> Option<OrganisationWord> {
        self.organisation_words.get(word).copied()
    }

    /// Whether the name is one of those that stand before the given name ("Xi Jinping").
    pub fn is_leading_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Whether a lower-case word near an ambiguous name of goods speaks for goods.
    pub fn speaks_of_goods(&self, lower: &str) -> bool {
        self.support.contains(lower)
    }

    /// The value of a number word.
    pub fn number(&self, lower: &str) -> Option<NumberWord> {
        self.numbers.get(lower).copied()
    }
}

fn name_flag(cell: &'static str) -> (&'static str, bool) {
    let name = cell.trim_end_matches(['~', '=']);
    (name, name.len() != cell.len())
}

fn closed_words<T>(
    table: &Table,
    column: usize,
    meaning: fn(&str) -> Option<T>,
    faults: &mut Vec<Fault>,
) -> FxHashMap<Box<str>, T> {
    let mut words = FxHashMap::default();
    for row in &table.rows {
        match meaning(row.cell(column)) {
            Some(kind) => {
                words.insert(row.cell(0).trim_end_matches(['~', '=']).to_lowercase().into(), kind);
            }
            None => faults.push(row.fault(column, format!("unknown kind '{}'", row.cell(column)))),
        }
    }
    words
}

fn organisation_word(kind: &str) -> Option<OrganisationWord> {
    Some(match kind {
        "suffix" => OrganisationWord::Suffix,
        "suffix-weak" => OrganisationWord::WeakSuffix,
        "head" => OrganisationWord::Head,
        _ => return None,
    })
}

fn title_kind(kind: &str) -> Option<TitleKind> {
    Some(match kind {
        "office" => TitleKind::Office,
        "honorific" => TitleKind::Honorific,
        "role" => TitleKind::Role,
        "head" => TitleKind::Head,
        "modifier" => TitleKind::Modifier,
        _ => return None,
    })
}

fn number_words(table: &Table, faults: &mut Vec<Fault>) -> FxHashMap<Box<str>, NumberWord> {
    let kinds = closed_words(table, 2, number_kind, faults);
    let mut words = FxHashMap::default();
    for row in &table.rows {
        let word = row.cell(0).trim_end_matches(['~', '=']).to_lowercase();
        let Some(&kind) = kinds.get(word.as_str()) else {
            continue;
        };
        match row.cell(1).parse::<f64>() {
            Ok(value) => {
                words.insert(word.into(), NumberWord { thousandths: (value * 1000.0).round() as i64, kind });
            }
            Err(_) => faults.push(row.fault(1, format!("'{}' is not a number", row.cell(1)))),
        }
    }
    words
}

fn number_kind(kind: &str) -> Option<NumberKind> {
    Some(match kind {
        "cardinal" => NumberKind::Cardinal,
        "tens" => NumberKind::Tens,
        "multiplier" => NumberKind::Multiplier,
        "fraction" => NumberKind::Fraction,
        "ordinal" => NumberKind::Ordinal,
        "adverb" => NumberKind::Adverb,
        "verb-multiplier" => NumberKind::Verb,
        _ => return None,
    })
}

/// The forms that the matcher looks for, with the entries they belong to.
type AllForms = FxHashMap<Box<str>, Forms>;
