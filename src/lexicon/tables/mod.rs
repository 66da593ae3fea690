//! One tab-separated table ⇄ rows that know their place.
//!
//! This folder is compiled twice: into the build script, which turns the embedded tables into a block, and into the
//! crate, which reads a user's tables.

mod check;
mod class;
mod entry;
mod word;

pub use class::{Class, Classes};
pub use entry::{Entry, Form, Kind, Sense};
pub use word::{NumberKind, NumberWord, OrganisationWord, TitleKind};

pub(super) use entry::{AllForms, read as read_names};
pub(super) use word::{NUMBERS, ORGANISATIONS, TITLES, WordRow, read as read_words};

use crate::error::{Fault, suggestion};

/// Every table there is, with its columns in order.
pub(super) const TABLES: &[(&str, &[&str])] = &[
    ("blocs", &["name", "aliases", "members", "kind", "source"]),
    ("commodities", &["id", "aliases", "hs", "group", "source"]),
    (
        "countries",
        &["id", "name", "alpha3", "names", "adjectives", "people", "capital", "seats", "until", "wikidata", "source"],
    ),
    ("currencies", &["code", "name", "words", "symbols", "source"]),
    ("first_names", &["name", "source"]),
    ("numbers", &["word", "value", "kind", "source"]),
    ("organisation_words", &["word", "kind", "source"]),
    ("organisations", &["name", "aliases", "kind", "country", "hq", "source"]),
    ("others", &["name", "aliases", "kind", "source"]),
    ("people", &["name", "aliases", "known_as", "country", "office", "from", "to", "source"]),
    ("places", &["name", "aliases", "kind", "country", "source"]),
    ("support", &["word", "kind", "source"]),
    ("surnames", &["name", "source"]),
    ("titles", &["title", "kind", "source"]),
    ("units", &["id", "words", "kind", "source"]),
    ("words", &["word", "classes", "lemma"]),
];

/// One table, read and checked for shape.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    columns: &'static [&'static str],
    pub(super) rows: Vec<Row>,
}

/// One row, which knows where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    text: &'static str,
    file: &'static str,
    pub(super) line: u32,
}

/// Tables by their names; one that nobody gave has no rows.
#[derive(Debug)]
pub(super) struct Tables(Vec<Table>);

impl Tables {
    /// Reads files, each its name as the user knows it, its stem and its text.
    ///
    /// Dictionaries live as long as the process: every form in them is borrowed from its table's own text.
    pub(super) fn read(files: Vec<(&'static str, String, &'static str)>, faults: &mut Vec<Fault>) -> Tables {
        let empty =
            |&(name, columns): &(&'static str, &'static [&'static str])| Table { name, columns, rows: Vec::new() };
        let mut tables: Vec<Table> = TABLES.iter().map(empty).collect();
        for (file, stem, content) in files {
            match tables.iter_mut().find(|table| table.name == stem) {
                Some(table) => table.rows = rows(file, table.columns, content, faults),
                None => {
                    let hint = suggestion(&stem, TABLES.iter().map(|(name, _)| *name));
                    let message = format!("no dictionary is called '{stem}'{hint}");
                    faults.push(Fault { file: file.to_owned(), line: 1, column: 1, message });
                }
            }
        }
        tables.iter().for_each(|table| check::check(table, faults));
        Tables(tables)
    }

    /// The table with this name.
    pub(super) fn get(&self, name: &str) -> &Table {
        self.0.iter().find(|table| table.name == name).expect("every table that is asked for is listed")
    }
}

impl Table {
    /// The index of a column.
    pub(super) fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| *column == name).expect("every column that is asked for is listed")
    }
}

impl Row {
    /// The text of a cell.
    pub(super) fn cell(&self, column: usize) -> &'static str {
        self.text.split('\t').nth(column).unwrap_or_default()
    }

    /// The items of a cell, which stand between bars.
    pub(super) fn items(&self, column: usize) -> impl Iterator<Item = &'static str> {
        self.cell(column).split('|').filter(|item| !item.is_empty())
    }

    /// A complaint about a cell.
    pub(super) fn fault(&self, column: usize, message: String) -> Fault {
        let before: usize = self.text.split('\t').take(column).map(|cell| cell.chars().count() + 1).sum();
        Fault { file: self.file.to_string(), line: self.line as usize, column: before + 1, message }
    }
}

/// A form without its flags.
fn bare(form: &'static str) -> &'static str {
    form.trim_end_matches(['~', '='])
}

/// A table's text as rows.
fn rows(file: &'static str, columns: &[&str], content: &'static str, faults: &mut Vec<Fault>) -> Vec<Row> {
    let mut fault = |line, message| faults.push(Fault { file: file.to_string(), line, column: 1, message });
    let mut lines = content.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    if header != columns {
        let wrong = header.iter().find(|name| !columns.contains(name));
        fault(
            1,
            match wrong {
                Some(name) if header.len() > 1 => {
                    format!("unknown column '{name}'{}", suggestion(name, columns.iter().copied()))
                }
                _ => format!("the columns are {}, with a tab between them", columns.join(", ")),
            },
        );
        return Vec::new();
    }
    let mut rows = Vec::with_capacity(content.len() / 32);
    for (index, text) in lines.enumerate().filter(|(_, text)| !text.is_empty()) {
        let cells = 1 + text.bytes().filter(|&byte| byte == b'\t').count();
        if cells == columns.len() {
            rows.push(Row { text, file, line: index as u32 + 2 });
        } else {
            fault(index + 2, format!("{cells} columns where {} are due, with a tab between them", columns.len()));
        }
    }
    rows
}
