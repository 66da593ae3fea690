//! The dictionaries as a person edits them: shape, order, codes, and which names may be shared.
//!
//! The loader refuses what it cannot read; here stands what it would take without a word and what would then go wrong
//! in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A table as it lies in the folder.
struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    /// `places.tsv:17`.
    place: String,
    cells: Vec<String>,
}

impl Table {
    fn column(&self, name: &str) -> usize {
        let found = self.columns.iter().position(|column| column == name);
        found.unwrap_or_else(|| panic!("{}.tsv has no column '{name}'", self.name))
    }

    /// Each row's place with one item of the column.
    fn items(&self, column: &str) -> impl Iterator<Item = (&str, &str)> {
        let column = self.column(column);
        self.rows.iter().flat_map(move |row| {
            let items = row.cells[column].split('|').filter(|item| !item.is_empty());
            items.map(|item| (row.place.as_str(), item))
        })
    }
}

fn tables() -> Vec<Table> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dictionaries");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn table(name: &str) -> Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dictionaries");
    read(&folder.join(name).with_extension("tsv"))
}

fn read(path: &Path) -> Table {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let content = std::fs::read_to_string(path).unwrap();
    assert!(content.ends_with('\n'), "{name}.tsv: the last line is open");
    assert!(!content.contains('\r'), "{name}.tsv: a carriage return");
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let mut lines = content.lines();
    let columns = cells(lines.next().unwrap());
    let mut rows = Vec::new();
    for (index, line) in lines.enumerate() {
        let place = format!("{name}.tsv:{}", index + 2);
        let cells = cells(line);
        assert_eq!(cells.len(), columns.len(), "{place}: number of columns");
        rows.push(Row { place, cells });
    }
    Table { name, columns, rows }
}

/// Fails with every complaint at once.
fn no_complaints(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// A form without its flags.
fn bare(form: &str) -> &str {
    form.trim_end_matches(['~', '='])
}

#[test]
fn rows_stand_in_bytewise_order_of_the_first_column() {
    let mut complaints = Vec::new();
    for table in tables() {
        for pair in table.rows.windows(2).filter(|pair| pair[0].cells[0] >= pair[1].cells[0]) {
            let (before, row) = (&pair[0].cells[0], &pair[1]);
            complaints.push(format!("{}: '{}' stands behind '{before}'", row.place, row.cells[0]));
        }
    }
    no_complaints(complaints);
}

/// The columns whose items name the row: what the extractor looks for in a text.
const FORMS: &[(&str, &[&str])] = &[
    ("blocs", &["name", "aliases"]),
    ("commodities", &["id", "aliases"]),
    ("countries", &["name", "names", "adjectives", "people", "seats"]),
    ("currencies", &["words", "symbols"]),
    ("organisations", &["name", "aliases"]),
    ("others", &["name", "aliases"]),
    ("people", &["name", "aliases", "known_as"]),
    ("places", &["name", "aliases"]),
    ("units", &["words"]),
];

#[test]
fn a_name_is_not_repeated_among_its_aliases() {
    let mut complaints = Vec::new();
    for (name, columns) in FORMS {
        let table = table(name);
        let names = columns.iter().filter(|column| matches!(**column, "name" | "id" | "names" | "aliases"));
        let names: Vec<usize> = names.map(|column| table.column(column)).collect();
        for row in &table.rows {
            let mut seen = BTreeSet::new();
            let items = names.iter().flat_map(|&column| row.cells[column].split('|'));
            for item in items.filter(|item| !item.is_empty() && !seen.insert(bare(item))) {
                complaints.push(format!("{}: '{item}'", row.place));
            }
        }
    }
    no_complaints(complaints);
}

/// Where a row comes from; the README says what each stands for.
const SOURCES: &[&str] = &[
    "allratestoday",
    "census2020",
    "cldr48",
    "cldr48+factbook2026",
    "factbook2015",
    "factbook2026",
    "faker",
    "geonames",
    "hand",
];

#[test]
fn every_source_is_a_known_one() {
    let mut complaints = Vec::new();
    // words.tsv says its sources in the README: they differ by class, not by row.
    for table in tables().iter().filter(|table| table.name != "words") {
        let strange = table.items("source").filter(|(_, source)| !SOURCES.contains(source));
        complaints.extend(strange.map(|(place, source)| format!("{place}: '{source}'")));
    }
    no_complaints(complaints);
}

/// The officially assigned codes of ISO 3166-1 alpha-2.
const ISO_3166: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA \
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA \
    GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS \
    MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS \
    RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW \
    TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";
/// Codes in use that ISO has not assigned: the EU, Kosovo.
const IN_USE: &str = "EU XK";
/// Codes that ISO has withdrawn, of states that are no more.
const WITHDRAWN: &str = "AN CS DD PC SU VD YD YU";

#[test]
fn countries_are_those_of_iso_3166_with_the_eu_kosovo_and_eight_former_states() {
    let countries = table("countries");
    let found: BTreeSet<&str> = countries.rows.iter().map(|row| row.cells[0].as_str()).collect();
    let known = [ISO_3166, IN_USE, WITHDRAWN].map(str::split_whitespace).into_iter().flatten();
    assert_eq!(found, known.collect());

    let withdrawn: BTreeSet<&str> = WITHDRAWN.split_whitespace().collect();
    let is =
        |text: &str, length: usize, right: fn(&u8) -> bool| text.len() == length && text.as_bytes().iter().all(right);
    let (alpha3, until, wikidata) = ["alpha3", "until", "wikidata"].map(|name| countries.column(name)).into();
    let mut complaints = Vec::new();
    for row in &countries.rows {
        let former = withdrawn.contains(row.cells[0].as_str());
        let year = is(&row.cells[until], 4, u8::is_ascii_digit);
        let item = &row.cells[wikidata];
        let number = item.strip_prefix('Q').unwrap_or_default();
        if !is(&row.cells[alpha3], 3, u8::is_ascii_uppercase) {
            complaints.push(format!("{}: alpha-3 code '{}'", row.place, row.cells[alpha3]));
        }
        if former != year {
            complaints.push(format!("{}: last year '{}'", row.place, row.cells[until]));
        }
        if !item.is_empty() && !is(number, number.len().max(1), u8::is_ascii_digit) {
            complaints.push(format!("{}: Wikidata item '{item}'", row.place));
        }
    }
    no_complaints(complaints);
}

#[test]
fn every_country_that_a_row_names_has_a_row() {
    let known: BTreeSet<String> = table("countries").rows.into_iter().map(|row| row.cells[0].clone()).collect();
    let mut complaints = Vec::new();
    for (name, column) in
        [("blocs", "members"), ("organisations", "country"), ("people", "country"), ("places", "country")]
    {
        let table = table(name);
        let strange = table.items(column).filter(|(_, code)| !known.contains(*code));
        complaints.extend(strange.map(|(place, code)| format!("{place}: unknown country '{code}'")));
    }
    no_complaints(complaints);
}

#[test]
fn the_tables_are_as_large_as_promised() {
    for (name, rows) in [
        ("blocs", 70),
        ("commodities", 600),
        ("first_names", 20_000),
        ("organisations", 700),
        ("people", 600),
        ("places", 1_500),
        ("titles", 300),
    ] {
        let found = table(name).rows.len();
        assert!(found >= rows, "{name}.tsv: {found} rows where {rows} are promised");
    }
    let commodities = table("commodities");
    let names = commodities.rows.len() + commodities.items("aliases").count();
    assert!(names >= 1_800, "{names} names of goods");
}

#[test]
fn the_page_about_dictionaries_counts_the_rows_of_every_table() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("dictionaries/README.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut complaints = Vec::new();
    for table in tables() {
        let row = page.lines().find_map(|line| line.strip_prefix(&format!("| `{}.tsv` | ", table.name)));
        let told = row.and_then(|row| row.split(" | ").next()).unwrap_or("none").replace(',', "");
        if told != table.rows.len().to_string() {
            complaints.push(format!(
                "dictionaries/README.md: {}.tsv has {} rows, not {told}",
                table.name,
                table.rows.len()
            ));
        }
    }
    no_complaints(complaints);
}

/// One form of one row.
struct Form {
    place: String,
    table: String,
    column: &'static str,
    country: String,
    text: String,
    ambiguous: bool,
    exact: bool,
}

impl Form {
    /// Whether the form takes this spelling: its very letters, or a capital wherever its own word begins with one.
    fn takes(&self, written: &str) -> bool {
        if self.exact {
            return self.text == written;
        }
        let mut opens_word = true;
        let agrees = self.text.chars().zip(written.chars()).all(|(own, seen)| {
            let small = opens_word && own.is_uppercase() && !seen.is_uppercase();
            opens_word = !own.is_alphanumeric();
            !small
        });
        agrees && self.text.to_lowercase() == written.to_lowercase()
    }

    /// Whether some spelling is taken by both.
    fn shares_a_spelling(&self, other: &Form) -> bool {
        match (self.exact, other.exact) {
            (false, false) => self.text.to_lowercase() == other.text.to_lowercase(),
            (true, _) => other.takes(&self.text),
            (false, true) => self.takes(&other.text),
        }
    }

    /// Whether the two are one city: as a place, and as the seat of its country's government or of the EU's. Which of
    /// the two is meant its neighbours say, each time.
    fn is_the_same_city(&self, other: &Form) -> bool {
        let seat_of = |seat: &Form, place: &Form| {
            seat.column == "seats" && place.table == "places" && (seat.country == place.country || seat.country == "EU")
        };
        seat_of(self, other) || seat_of(other, self)
    }
}

fn forms(tables: &[&str]) -> Vec<Form> {
    let mut forms = Vec::new();
    for (name, columns) in FORMS.iter().filter(|(name, _)| tables.contains(name)) {
        let table = table(name);
        let country = match *name {
            "countries" => Some(0),
            "places" => Some(table.column("country")),
            _ => None,
        };
        for row in &table.rows {
            for &column in *columns {
                let items = row.cells[table.column(column)].split('|').filter(|item| !item.is_empty());
                forms.extend(items.map(|item| Form {
                    place: row.place.clone(),
                    table: table.name.clone(),
                    column,
                    country: country.map_or_else(String::new, |country| row.cells[country].clone()),
                    text: bare(item).to_owned(),
                    ambiguous: item[bare(item).len()..].contains('~'),
                    exact: item.ends_with('='),
                }));
            }
        }
    }
    forms
}

/// A spelling that names two rows is sure in one of them at most. Names of currencies and units count only beside a
/// number, so they are held against each other and not against names that stand alone.
#[test]
fn a_form_that_two_rows_share_is_flagged_in_all_but_one_of_them() {
    let mut complaints = Vec::new();
    for tables in [
        &["blocs", "commodities", "countries", "organisations", "others", "people", "places"][..],
        &["currencies", "units"],
    ] {
        let mut alike: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for form in forms(tables).into_iter().filter(|form| !form.ambiguous) {
            alike.entry(form.text.to_lowercase()).or_default().push(form);
        }
        for sure in alike.values() {
            for (index, form) in sure.iter().enumerate() {
                let rivals =
                    sure[..index].iter().filter(|other| other.place != form.place && form.shares_a_spelling(other));
                for rival in rivals.filter(|rival| !form.is_the_same_city(rival)) {
                    complaints.push(format!(
                        "{}: '{}' is sure, and '{}' of {} too",
                        form.place, form.text, rival.text, rival.place
                    ));
                }
            }
        }
    }
    no_complaints(complaints);
}
