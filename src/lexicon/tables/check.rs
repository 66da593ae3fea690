//! A table's cells → what could be read, but would name nothing or something else than was meant.

use super::{Row, Table, bare};
use crate::error::{Fault, suggestion};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// The columns whose items take flags.
const FLAGGED: &[(&str, &[&str])] = &[
    ("blocs", &["name", "aliases"]),
    ("commodities", &["id", "aliases"]),
    ("countries", &["name", "names", "adjectives", "people", "seats"]),
    ("currencies", &["words", "symbols"]),
    ("first_names", &["name"]),
    ("numbers", &["word"]),
    ("organisations", &["name", "aliases"]),
    ("others", &["name", "aliases"]),
    ("people", &["name", "aliases", "known_as"]),
    ("places", &["name", "aliases"]),
    ("titles", &["title"]),
    ("units", &["words"]),
];

/// Columns that take only the words listed; where code asks for a kind, the reader of the column knows them.
const KINDS: &[(&str, &str, &[&str])] = &[
    ("blocs", "kind", &["economic", "military", "political", "regional"]),
    (
        "commodities",
        "group",
        &[
            "arms",
            "chemical",
            "class",
            "construction",
            "crop",
            "electronics",
            "energy",
            "food",
            "livestock",
            "luxury",
            "machine",
            "metal",
            "mineral",
            "other",
            "pharma",
            "textile",
            "vehicle",
            "wood",
        ],
    ),
    (
        "organisations",
        "kind",
        &[
            "administration",
            "agency",
            "bank",
            "body",
            "company",
            "court",
            "group",
            "legislature",
            "lobby",
            "ministry",
            "outlet",
            "party",
            "seat",
            "sport",
            "university",
        ],
    ),
    ("others", "kind", &["event", "idiom", "law", "prize", "treaty"]),
    ("places", "kind", &["area", "building", "city", "continent", "mountain", "region", "river", "sea", "state"]),
    (
        "units",
        "kind",
        &["area", "count", "energy", "length", "mass", "other", "people", "point", "power", "rate", "time", "volume"],
    ),
];

/// Signs that somebody may take for a flag; no name ends with one.
const NO_FLAGS: [char; 5] = ['*', '#', '^', '?', '&'];

/// The complaints about a table.
pub(super) fn check(table: &Table, faults: &mut Vec<Fault>) {
    let mut lines: FxHashMap<&str, u32> = FxHashMap::default();
    for row in &table.rows {
        let name = bare(row.cell(0));
        match lines.entry(name) {
            _ if row.cell(0).is_empty() => faults.push(row.fault(0, "a row needs a name".to_owned())),
            Entry::Occupied(line) => {
                faults.push(row.fault(0, format!("'{name}' has a row already, in line {}", line.get())));
            }
            Entry::Vacant(line) => _ = line.insert(row.line),
        }
        for (index, column) in table.columns.iter().enumerate() {
            let complaint = spelling(row, index).or_else(|| flags(table.name, column, row, index));
            faults.extend(complaint.map(|complaint| row.fault(index, complaint)));
        }
        match table.name {
            "countries" => faults.extend(code(row, "ISO 3166", 2)),
            "currencies" => faults.extend(code(row, "ISO 4217", 3)),
            "commodities" => faults.extend(codes(row, table.column("hs"))),
            "people" => faults.extend(years(row, table.column("from"), table.column("to"))),
            _ => {}
        }
    }
    for (_, column, known) in KINDS.iter().filter(|(name, _, _)| *name == table.name) {
        let index = table.column(column);
        for row in table.rows.iter().filter(|row| !known.contains(&row.cell(index))) {
            let mut hint = suggestion(row.cell(index), known.iter().copied());
            if hint.is_empty() {
                hint = format!(": there are {}", known.join(", "));
            }
            faults.push(row.fault(index, format!("unknown {column} '{}'{hint}", row.cell(index))));
        }
    }
}

/// Blanks and marks with which no text spells a name.
fn spelling(row: &Row, column: usize) -> Option<String> {
    let cell = row.cell(column);
    if cell.contains(';') {
        let barred = cell.split(';').map(str::trim).collect::<Vec<_>>().join("|");
        return Some(format!("items stand between bars, did you mean '{barred}'?"));
    }
    let marked = cell.contains(['’', '‘', '“', '”', '"']);
    let blank = |item: &str| !item.is_empty() && item.split(' ').any(str::is_empty) || item.contains('\u{a0}');
    let wrong = if marked { cell } else { cell.split('|').find(|item| blank(item))? };
    let plain = wrong.replace(['’', '‘'], "'").replace(['“', '”', '"'], "");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = if marked { "marks to be written plain" } else { "a stray blank" };
    Some(format!("{what} in '{wrong}', did you mean '{plain}'?"))
}

/// Flags that nobody reads.
fn flags(table: &str, name: &str, row: &Row, column: usize) -> Option<String> {
    let takes_flags = FLAGGED.iter().any(|(known, columns)| *known == table && columns.contains(&name));
    row.items(column).find_map(|item| {
        let form = bare(item);
        match &item[form.len()..] {
            "" if takes_flags && form.len() > 1 && form.ends_with(NO_FLAGS) => {
                Some(format!("unknown flag in '{item}': a form takes ~, = or ~="))
            }
            "" => None,
            _ if !takes_flags => Some(format!("column '{name}' takes no flags, did you mean '{form}'?")),
            "~" | "=" | "~=" if !form.is_empty() => None,
            _ => Some(format!("unknown flags in '{item}': a form takes ~, = or ~=")),
        }
    })
}

/// The complaint about an id that is no code of so many capital letters.
fn code(row: &Row, norm: &str, letters: usize) -> Option<Fault> {
    let code = row.cell(0);
    let is_code = code.len() == letters && code.bytes().all(|byte| byte.is_ascii_uppercase());
    (!is_code).then(|| row.fault(0, format!("'{code}' is no code of {norm}, which has {letters} capital letters")))
}

/// Whether it is a code of the Harmonized System; chapter 77 is kept free there.
fn is_code(code: &str) -> bool {
    let chapter = code.get(..2).and_then(|chapter| chapter.parse::<u8>().ok());
    let chapter = chapter.is_some_and(|chapter| (1..=97).contains(&chapter) && chapter != 77);
    chapter && matches!(code.len(), 2 | 4 | 6) && code.bytes().all(|byte| byte.is_ascii_digit())
}

fn codes(row: &Row, column: usize) -> Option<Fault> {
    let wrong = row.items(column).find(|code| !is_code(code))?;
    // National tariffs go on behind the sixth digit and set points between.
    let digits: String = wrong.chars().filter(|sign| *sign != '.').take(6).collect();
    let meant = digits.get(..digits.len() / 2 * 2).unwrap_or_default();
    let hint = if is_code(meant) { format!(", did you mean '{meant}'?") } else { String::new() };
    let message = format!("'{wrong}' is no HS code of two, four or six digits, chapter 01 to 97{hint}");
    Some(row.fault(column, message))
}

fn years(row: &Row, from: usize, to: usize) -> Option<Fault> {
    let is_year = |year: &str| year.is_empty() || year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(column) = [from, to].into_iter().find(|&column| !is_year(row.cell(column))) {
        return Some(row.fault(column, format!("'{}' is no year: write it as 2025", row.cell(column))));
    }
    let (from, until) = (row.cell(from), row.cell(to));
    let turned = !until.is_empty() && from > until;
    turned.then(|| row.fault(to, format!("the office ends in {until} before it begins in {from}")))
}
