//! One tab-separated table ⇄ rows that know their place.

use crate::error::{Error, Fault, Result, suggestion};
use std::path::Path;

/// The embedded tables: name, columns, content.
macro_rules! embedded {
    ($($name:literal: $columns:expr;)*) => {
        &[$(($name, $columns, include_str!(concat!("../../dictionaries/", $name, ".tsv")))),*]
    };
}

type Embedded = (&'static str, &'static [&'static str], &'static str);

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
#[derive(Debug)]
pub(super) struct Row {
    record: csv::StringRecord,
    file: std::rc::Rc<str>,
    pub(super) line: usize,
}

/// All tables.
#[derive(Debug)]
pub(super) struct Tables(Vec<Table>);

impl Tables {
    /// The embedded tables with those of `folder` laid over them.
    pub(super) fn open(folder: Option<&Path>, faults: &mut Vec<Fault>) -> Result<Tables> {
        let mut tables = Vec::new();
        for &(name, columns, content) in EMBEDDED {
            let rows = read(&format!("dictionaries/{name}.tsv"), columns, content, faults);
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
    pub(super) fn cell(&self, column: usize) -> &str {
        &self.record[column]
    }

    /// The items of a cell, which stand between bars.
    pub(super) fn items(&self, column: usize) -> impl Iterator<Item = &str> {
        self.record[column].split('|').filter(|item| !item.is_empty())
    }

    /// A complaint about a cell.
    pub(super) fn fault(&self, column: usize, message: String) -> Fault {
        let before: usize = self.record.iter().take(column).map(|cell| cell.chars().count() + 1).sum();
        Fault { file: self.file.to_string(), line: self.line, column: before + 1, message }
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
        let content = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
        let rows = read(&file, table.columns, &content, faults);
        let new: std::collections::HashSet<&str> = rows.iter().map(|row| row.cell(0)).collect();
        table.rows.retain(|row| !new.contains(row.cell(0)));
        table.rows.extend(rows);
    }
    Ok(())
}

fn read(file: &str, columns: &[&str], content: &str, faults: &mut Vec<Fault>) -> Vec<Row> {
    let file: std::rc::Rc<str> = file.into();
    let fault = |line, column, message| Fault { file: file.to_string(), line, column, message };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_reader(content.as_bytes());
    match reader.headers() {
        Ok(header) if header.iter().eq(columns.iter().copied()) => {}
        Ok(header) => {
            let wrong = header.iter().position(|name| !columns.contains(&name));
            let message = match wrong {
                Some(index) => format!(
                    "unknown column '{}'{}",
                    &header[index],
                    suggestion(&header[index], columns.iter().copied())
                ),
                None => format!("the columns are {}", columns.join(", ")),
            };
            faults.push(fault(1, 1, message));
            return Vec::new();
        }
        Err(error) => {
            faults.push(fault(1, 1, error.to_string()));
            return Vec::new();
        }
    }
    let mut rows = Vec::new();
    for record in reader.into_records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, |position| position.line() as usize);
                if record.len() == columns.len() {
                    rows.push(Row { record, file: file.clone(), line });
                } else {
                    faults.push(fault(line, 1, format!("{} columns where {} are due", record.len(), columns.len())));
                }
            }
            Err(error) => faults.push(fault(
                error.position().map_or(0, |position| position.line() as usize),
                1,
                "not valid UTF-8".into(),
            )),
        }
    }
    rows
}
