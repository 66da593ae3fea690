//! Tables of words → what each word says, whatever table says it.

use super::{Classes, Row, Table, Tables, bare};
use crate::error::{Fault, suggestion};
use crate::text::Capital;
use std::collections::BTreeMap;

/// What a word before or after a person's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// A public or business office ("prime minister").
    Office,
    /// The last word of the title of who acts for a state ("minister").
    State,
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

/// What a word says of the organisation's name that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationWord {
    /// It ends a company's name ("Corp.").
    Suffix,
    /// It ends a company's name where the name before it is no other thing's ("Steel").
    WeakSuffix,
    /// It heads a body's name ("Ministry", "Commission").
    Head,
    /// It opens a body's name ("Universidad").
    Lead,
    /// In lower case before a body's bare name it says what that is ("carmaker").
    Introduces,
    /// It closes the name of a thing that is neither body nor person nor place ("Prize").
    Thing,
    /// It closes a place's name ("Province"), or stands by one in lower case.
    Place,
    /// It opens a place's name ("Lake").
    PlaceLead,
}

/// The words of the tables for each kind, in the order of their numbers.
pub(in super::super) const TITLES: &[(&str, TitleKind)] = &[
    ("office", TitleKind::Office),
    ("state", TitleKind::State),
    ("honorific", TitleKind::Honorific),
    ("role", TitleKind::Role),
    ("head", TitleKind::Head),
    ("modifier", TitleKind::Modifier),
];
pub(in super::super) const NUMBERS: &[(&str, NumberKind)] = &[
    ("cardinal", NumberKind::Cardinal),
    ("tens", NumberKind::Tens),
    ("multiplier", NumberKind::Multiplier),
    ("fraction", NumberKind::Fraction),
    ("ordinal", NumberKind::Ordinal),
    ("adverb", NumberKind::Adverb),
    ("verb-multiplier", NumberKind::Verb),
];
pub(in super::super) const ORGANISATIONS: &[(&str, OrganisationWord)] = &[
    ("suffix", OrganisationWord::Suffix),
    ("suffix-weak", OrganisationWord::WeakSuffix),
    ("head", OrganisationWord::Head),
    ("lead", OrganisationWord::Lead),
    ("introduces", OrganisationWord::Introduces),
    ("thing", OrganisationWord::Thing),
    ("place", OrganisationWord::Place),
    ("place-lead", OrganisationWord::PlaceLead),
];

/// Whether a word near goods speaks for them or makes other goods of them.
const SUPPORT: &[(&str, bool)] = &[("goods", false), ("quality", true)];

/// All that the tables say of one word.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct WordRow {
    /// The classes that it can have, and its base form.
    pub(in super::super) classes: Option<(Classes, &'static str)>,
    /// Whether it is a first name, and if so whether it is also an ordinary word.
    pub(in super::super) first_name: Option<bool>,
    pub(in super::super) title: Option<TitleKind>,
    pub(in super::super) number: Option<NumberWord>,
    /// What it says of an organisation, by its capitals there.
    pub(in super::super) organisation: [Option<OrganisationWord>; 3],
    /// Whether it is a surname that goes first.
    pub(in super::super) surname: bool,
    /// Whether it speaks for goods.
    pub(in super::super) support: bool,
    /// Whether it makes other goods of the goods behind it.
    pub(in super::super) quality: bool,
}

/// Rows by their word in lower case.
type Words = BTreeMap<String, WordRow>;

/// Reads every table of words; the key is the word in lower case.
pub(in super::super) fn read(tables: &Tables, faults: &mut Vec<Fault>) -> Words {
    let mut words = Words::default();
    for row in &tables.get("words").rows {
        match Classes::read(row.cell(1)) {
            Ok(Some(_)) if row.cell(2).is_empty() => faults.push(row.fault(2, "a word needs a base form".into())),
            Ok(Some(classes)) => {
                word(&mut words, row).classes = Some((classes, row.cell(2)));
            }
            Ok(None) => faults.push(row.fault(1, "a word needs a class".into())),
            Err(letter) => faults.push(
                row.fault(1, format!("unknown class '{letter}': the letters are N M V Z D P G J R T I C S A O U W X")),
            ),
        }
    }
    for row in &tables.get("first_names").rows {
        word(&mut words, row).first_name = Some(row.cell(0).ends_with('~'));
    }
    for row in &tables.get("surnames").rows {
        word(&mut words, row).surname = true;
    }
    for (row, quality) in kinds(tables.get("support"), 1, SUPPORT, faults) {
        let word = word(&mut words, row);
        *if quality { &mut word.quality } else { &mut word.support } = true;
    }
    for (row, title) in kinds(tables.get("titles"), 1, TITLES, faults) {
        word(&mut words, row).title = Some(title);
    }
    for (row, organisation) in kinds(tables.get("organisation_words"), 1, ORGANISATIONS, faults) {
        word(&mut words, row).organisation[Capital::of(row.cell(0)) as usize] = Some(organisation);
    }
    for (row, kind) in kinds(tables.get("numbers"), 2, NUMBERS, faults) {
        match thousandths(row.cell(1)) {
            Some(thousandths) => word(&mut words, row).number = Some(NumberWord { thousandths, kind }),
            None => faults.push(row.fault(1, format!("'{}' is not a number from 0 to 9 quadrillion", row.cell(1)))),
        }
    }
    words
}

/// A decimal number, rounded to thousandths.
fn thousandths(number: &str) -> Option<i64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_number = !whole.is_empty() && [whole, part].concat().bytes().all(|byte| byte.is_ascii_digit());
    let finer: i128 = is_number.then(|| format!("{whole}{part:0<4.4}").parse().ok()).flatten()?;
    ((finer + 5) / 10).try_into().ok()
}

fn word<'w>(words: &'w mut Words, row: &Row) -> &'w mut WordRow {
    words.entry(bare(row.cell(0)).to_lowercase()).or_default()
}

/// The rows of a table with the kind that a column names.
fn kinds<'t, T: Copy>(
    table: &'t Table,
    column: usize,
    known: &[(&str, T)],
    faults: &mut Vec<Fault>,
) -> Vec<(&'t Row, T)> {
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match known.iter().find(|(name, _)| *name == row.cell(column)) {
            Some(&(_, kind)) => rows.push((row, kind)),
            None => {
                let hint = suggestion(row.cell(column), known.iter().map(|(name, _)| *name));
                faults.push(row.fault(column, format!("unknown kind '{}'{hint}", row.cell(column))));
            }
        }
    }
    rows
}
