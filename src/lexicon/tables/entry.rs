//! rows of names → entries and the forms that name them.

use super::{Row, Table, Tables, bare};
use crate::error::{Fault, suggestion};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What sort of thing an entry or a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A country or territory, or the EU.
    Country,
    /// A named body, company, ministry, outlet, bloc.
    Organization,
    /// A person.
    Person,
    /// A city, region, sea, building.
    Place,
    /// Goods.
    Commodity,
    /// A name of none of these, a treaty's or a prize's, or an idiom: it hides what it is made of, and is not told.
    Other,
    /// A currency's word or symbol.
    Currency,
    /// A unit in which things are counted or measured.
    Unit,
    /// A percentage or percentage points.
    Percent,
    /// An amount of money.
    Money,
    /// A counted or measured quantity.
    Quantity,
    /// A day, month, year or time of the week.
    Date,
}

impl Kind {
    /// How many there are.
    pub(crate) const COUNT: usize = 12;

    /// Every kind, in the order of their numbers.
    pub(in super::super) const ALL: [Kind; Kind::COUNT] = [
        Kind::Country,
        Kind::Organization,
        Kind::Person,
        Kind::Place,
        Kind::Commodity,
        Kind::Other,
        Kind::Currency,
        Kind::Unit,
        Kind::Percent,
        Kind::Money,
        Kind::Quantity,
        Kind::Date,
    ];

    /// Whether it can act: a state, a body, a person.
    pub fn is_party(self) -> bool {
        matches!(self, Kind::Country | Kind::Organization | Kind::Person)
    }

    /// Whether it is a percentage, an amount of money or a counted quantity.
    pub fn is_figure(self) -> bool {
        matches!(self, Kind::Percent | Kind::Money | Kind::Quantity)
    }

    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Country => "country",
            Kind::Organization => "organization",
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Commodity => "commodity",
            Kind::Other => "other",
            Kind::Currency => "currency",
            Kind::Unit => "unit",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Quantity => "quantity",
            Kind::Date => "date",
        }
    }
}

/// One row of a dictionary.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Canonical id: a code, a full name, a head noun phrase.
    pub id: &'static str,
    /// Its usual name.
    pub name: &'static str,
    /// The table's own word for its sort (`city`, `outlet`, `mass` …),
    /// for a person the year in which the office began; or empty.
    pub sort: &'static str,
    /// ISO code of the state it belongs to or acts for, or empty.
    pub country: &'static str,
    /// For a person the office, for goods the HS codes, for a bloc the members' codes; else empty.
    pub detail: &'static str,
    /// The table it stands in.
    pub table: &'static str,
    /// Its line there, counted from 1.
    pub line: u32,
}

/// How a form names its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// By name.
    Name,
    /// By adjective ("Japanese").
    Adjective,
    /// By a noun of people ("Americans").
    People,
    /// By its capital or seat of government.
    Seat,
    /// By a short form that stands alone for the very prominent.
    KnownAs,
    /// By a sign ("€").
    Symbol,
}

impl Sense {
    /// Every sense, in the order of their numbers.
    pub(in super::super) const ALL: [Sense; 6] =
        [Sense::Name, Sense::Adjective, Sense::People, Sense::Seat, Sense::KnownAs, Sense::Symbol];
}

/// One way to write one entry.
#[derive(Clone, Debug)]
pub struct Form {
    /// Index of the entry.
    pub entry: u32,
    /// How it names it.
    pub sense: Sense,
    /// Whether it is also another word or name, so that its neighbours must speak for it.
    pub ambiguous: bool,
    /// Whether only these very letters will do.
    pub exact: bool,
    /// As it is spelt in the table.
    pub text: Cow<'static, str>,
}

/// The forms of all tables by their spelling in lower case.
pub(in super::super) type AllForms = FxHashMap<Box<str>, Vec<Form>>;

/// Reads every table of names; `codes` are those of countries known already.
pub(in super::super) fn read(
    tables: &Tables,
    mut codes: BTreeSet<&'static str>,
    faults: &mut Vec<Fault>,
) -> (Vec<Entry>, AllForms) {
    let mut names = Names { entries: Vec::new(), forms: AllForms::default() };
    let countries = tables.get("countries");
    for row in &countries.rows {
        let entry = names.entry(countries, row, Kind::Country, row.cell(0), row.cell(1), None, None, Some("until"));
        names.form(entry, Sense::Name, row.cell(1));
        for (column, sense) in [
            ("names", Sense::Name),
            ("adjectives", Sense::Adjective),
            ("people", Sense::People),
            ("seats", Sense::Seat),
        ] {
            names.forms(entry, sense, row.items(countries.column(column)));
        }
    }
    codes.extend(countries.rows.iter().map(|row| row.cell(0)));
    for (name, kind, sort, country, detail) in NAMED {
        let table = tables.get(name);
        for row in &table.rows {
            let id = bare(row.cell(0));
            let entry = names.entry(table, row, *kind, id, id, *sort, *country, *detail);
            names.form(entry, Sense::Name, row.cell(0));
            names.forms(entry, Sense::Name, row.items(1));
            if *name == "people" {
                names.forms(entry, Sense::KnownAs, row.items(2));
            }
            check_codes(table, row, &codes, faults);
        }
    }
    read_counted(tables, &mut names);
    (names.entries, names.forms)
}

/// Tables whose first column is a name: table, kind, columns of sort, country and detail.
type Named = (&'static str, Kind, Option<&'static str>, Option<&'static str>, Option<&'static str>);
const NAMED: &[Named] = &[
    ("blocs", Kind::Organization, Some("kind"), None, Some("members")),
    ("commodities", Kind::Commodity, Some("group"), None, Some("hs")),
    ("organisations", Kind::Organization, Some("kind"), Some("country"), None),
    ("others", Kind::Other, Some("kind"), None, None),
    ("people", Kind::Person, Some("from"), Some("country"), Some("office")),
    ("places", Kind::Place, Some("kind"), Some("country"), None),
];

fn read_counted(tables: &Tables, names: &mut Names) {
    let currencies = tables.get("currencies");
    for row in &currencies.rows {
        let entry = names.entry(currencies, row, Kind::Currency, row.cell(0), row.cell(1), None, None, None);
        names.forms(entry, Sense::Name, row.items(2));
        names.forms(entry, Sense::Symbol, row.items(3));
    }
    let units = tables.get("units");
    for row in &units.rows {
        let entry = names.entry(units, row, Kind::Unit, row.cell(0), row.cell(0), Some("kind"), None, None);
        names.forms(entry, Sense::Name, row.items(1));
    }
}

/// Every country code that a row names must be one of the countries table.
fn check_codes(table: &Table, row: &Row, codes: &BTreeSet<&str>, faults: &mut Vec<Fault>) {
    let column = match table.name {
        "blocs" => table.column("members"),
        "commodities" | "others" => return,
        _ => table.column("country"),
    };
    for code in row.items(column).filter(|code| !codes.contains(code)) {
        faults.push(row.fault(column, format!("unknown country '{code}'{}", suggestion(code, codes.iter().copied()))));
    }
}

struct Names {
    entries: Vec<Entry>,
    forms: AllForms,
}

impl Names {
    #[expect(clippy::too_many_arguments, reason = "the columns of a row, each under its own name")]
    fn entry(
        &mut self,
        table: &Table,
        row: &Row,
        kind: Kind,
        id: &'static str,
        name: &'static str,
        sort: Option<&str>,
        country: Option<&str>,
        detail: Option<&str>,
    ) -> u32 {
        let cell = |column: Option<&str>| column.map_or("", |column| row.cell(table.column(column)));
        self.entries.push(Entry {
            kind,
            id,
            name: bare(name),
            sort: cell(sort),
            country: cell(country),
            detail: cell(detail),
            table: table.name,
            line: row.line,
        });
        self.entries.len() as u32 - 1
    }

    fn forms(&mut self, entry: u32, sense: Sense, cells: impl Iterator<Item = &'static str>) {
        for cell in cells {
            self.form(entry, sense, cell);
        }
    }

    fn form(&mut self, entry: u32, sense: Sense, cell: &'static str) {
        let text = bare(cell);
        let flags = &cell[text.len()..];
        let form = Form { entry, sense, ambiguous: flags.contains('~'), exact: flags.contains('='), text: text.into() };
        if text.contains('\'') {
            self.insert(Form { text: text.replace('\'', "’").into(), ..form.clone() });
        }
        if self.entries[entry as usize].kind == Kind::Commodity && !form.exact && !text.ends_with('s') {
            self.insert(Form { text: plural(text).into(), ..form.clone() });
        }
        self.insert(form);
    }

    fn insert(&mut self, form: Form) {
        let forms = self.forms.entry(form.text.to_ascii_lowercase().into()).or_default();
        let same = |known: &&mut Form| {
            (known.entry, known.sense, known.exact) == (form.entry, form.sense, form.exact)
                && (!form.exact || known.text == form.text)
        };
        // "Doha Round" and "Doha round": the one with fewer capitals reads both.
        let capitals = |text: &str| text.chars().filter(|letter| letter.is_uppercase()).count();
        match forms.iter_mut().find(same) {
            Some(known) if capitals(&form.text) < capitals(&known.text) => *known = form,
            Some(_) => {}
            None => forms.push(form),
        }
    }
}

/// The regular English plural of a noun.
fn plural(noun: &str) -> String {
    let vowel_before_y = noun.len() > 1 && matches!(noun.as_bytes()[noun.len() - 2], b'a' | b'e' | b'i' | b'o' | b'u');
    match noun.as_bytes().last() {
        Some(b'y') if !vowel_before_y => format!("{}ies", &noun[..noun.len() - 1]),
        Some(b'x' | b'z') => format!("{noun}es"),
        _ if noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}
