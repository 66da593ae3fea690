//! One tab-separated table ⇄ rows that know their place.

use crate::error::{Error, Fault, Result, suggestion};
use std::path::Path;

/// The embedded tables: name, file, columns, content.
macro_rules! embedded {
    ($($name:literal: $columns:expr;)*) => {
        &[$(($name, concat!("dictionaries/", $name, ".tsv"), $columns, include_str!(concat!("../../dictionaries/", $name, ".tsv")))),*]
    };
}

type Embedded = (&'static str, &'static str, &'static [&'static str], &'static str);

/// Every table there is, with its columns in order.
const EMBEDDED: &[Embedded] = embedded! {
    "blocs": &["name", "aliases", "members", "kind", "source"];
    "commodities": &["id", "aliases", "hs", "group", "source"];
    "countries": &["id", "name", "alpha3", "names", "adjectives", "people", "capital", "seats", "until", "wikidata", "source"];
    "currencies": &["code", "name", "words", "symbols", "source"];
    "first_names": &["name", "source"];
    "numbers": &["word", "value", "kind", "source"];
    "organisation_words": &["word", "kind", "source"];
    "organisations": &["name", "aliases", "kind", "country", "hq", "source"];
    "people": &["name", "aliases", "known_as", "country", "office", "from", "to", "source"];
    "places": &["name", "aliases", "kind", "country", "source"];
    "support": &["word", "kind", "source"];
    "surnames": &["name", "source"];
    "titles": &["title", "kind", "source"];
    "units": &["id", "words", "kind", "source"];
    "words": &["word", "classes", "lemma"];
};

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

/// All tables.
#[derive(Debug)]
pub(super) struct Tables(Vec<Table>);

impl Tables {
    /// The embedded tables with those of `folder` laid over them.
    pub(super) fn open(folder: Option<&Path>, faults: &mut Vec<Fault>) -> Result<Tables> {
        let mut tables = Vec::new();
        for &(name, file, columns, content) in EMBEDDED {
            let rows = read(file, columns, content, faults);
            tables.push(Table { name, columns, rows });
        }
        if let Some(folder) = folder {
            overlay(folder, &mut tables, faults)?;
        }
        Ok(Tables(tables))
    }

    /// The table with this name.
    pub(super) fn get(&self, name: &str) -> &Table {
        self.0.iter().find(|table| table.name == name).expect("every table that is asked for is embedded")
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

fn overlay(folder: &Path, tables: &mut [Table], faults: &mut Vec<Fault>) -> Result<()> {
    let listing = std::fs::read_dir(folder).map_err(|error| Error::file(folder, error))?;
    let mut paths = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(|error| Error::file(folder, error))?;
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "tsv")) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let file = path.display().to_string();
        let known = tables.iter().map(|table| table.name).collect::<Vec<_>>();
        let Some(table) = tables.iter_mut().find(|table| table.name == stem) else {
            let message = format!("no dictionary is called '{stem}'{}", suggestion(stem, known));
            faults.push(Fault { file, line: 1, column: 1, message });
            continue;
        };
        // Dictionaries live as long as the process: every form in them is borrowed from the table's own text.
        let content: &'static str = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?.leak();
        let rows = read(file.leak(), table.columns, content, faults);
        let new: std::collections::HashSet<&str> = rows.iter().map(|row| row.cell(0)).collect();
        table.rows.retain(|row| !new.contains(row.cell(0)));
        table.rows.extend(rows);
    }
    Ok(())
}

/// A table's text as rows; it is split by hand since a hundred thousand rows are read at every start.
fn read(file: &'static str, columns: &[&str], content: &'static str, faults: &mut Vec<Fault>) -> Vec<Row> {
    let mut fault = |line, message| faults.push(Fault { file: file.to_string(), line, column: 1, message });
    let mut lines = content.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    if header != columns {
        let wrong = header.iter().find(|name| !columns.contains(name));
        fault(
            1,
            match wrong {
                Some(name) => format!("unknown column '{name}'{}", suggestion(name, columns.iter().copied())),
                None => format!("the columns are {}", columns.join(", ")),
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
            fault(index + 2, format!("{cells} columns where {} are due", columns.len()));
        }
    }
    rows
}
