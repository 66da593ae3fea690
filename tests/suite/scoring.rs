//! The figures of an audit are those of the annotators' scoring script, where that is at hand, whatever is compared.

use super::folder::folder;
use claimwire::audit::{FRAMES, Golden, KINDS, MODALITIES, Report, Score, actions_of, audit};
use claimwire::{Article, Record};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The script, where it and Python are there.
fn script() -> Option<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/score.py");
    let python = Command::new("python3").arg("--version").output();
    if !script.exists() || python.is_err() {
        eprintln!("skipped: there is no {} or no python3", script.display());
        return None;
    }
    Some(script)
}

/// What the script says of two files.
fn figures(script: &Path, gold: &Path, found: &Path) -> Value {
    let output = Command::new("python3").arg(script).args([gold, found]).arg("--json").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{}: {error}: {said}", gold.display()))
}

fn same(name: &str, ours: &Score, theirs: &Value) {
    let ours = serde_json::to_value(ours).unwrap();
    for table in ["entities", "claims"] {
        let (ours, theirs) = (ours[table].as_object().unwrap(), theirs[table].as_object().unwrap());
        for figure in ours.keys().chain(theirs.keys()) {
            assert_eq!(ours.get(figure), theirs.get(figure), "{name}: {table}: {figure}");
        }
    }
}

#[test]
fn the_figures_are_those_of_the_scoring_script() {
    let Some(script) = script() else { return };
    for set in ["seed", "dev"] {
        let folder = script.with_file_name(set);
        let (articles, golden) = (folder.join("articles.jsonl"), folder.join("gold.jsonl"));
        let written = self::folder(&format!("scored-{set}"));
        let found = written.join("found.jsonl");
        let claimwire = |arguments: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_claimwire")).args(arguments).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        claimwire(&["extract", "-q", "-o", found.to_str().unwrap(), articles.to_str().unwrap()]);
        let report = claimwire(&["audit", "--format", "json", golden.to_str().unwrap()]);
        let report: Report = serde_json::from_slice(&report).unwrap();
        same(set, &report.score, &figures(&script, &golden, &found));
    }
}

/// What people and programs write, and what nobody should.
const NAMES: [&str; 30] = [
    "US",
    "us",
    "JP",
    "U.S.",
    "United States",
    "J. Smith",
    "John Smith",
    "Jane Smith",
    "Smith",
    "WTO",
    "W.T.O.",
    "World Trade Organization",
    "Maroš Šefčovič",
    "maros sefcovic",
    "Straße",
    "STRASSE",
    "İstanbul",
    "istanbul",
    "ﬁrm",
    "firm",
    "Côte d'Ivoire",
    "?US",
    " ?US",
    "?JP|US",
    "US|?CN",
    "Donald Trump|US",
    "??JP",
    "a||b",
    "٣٤",
    "Ⅳ.",
];
const GOODS: [&str; 14] = [
    "cars",
    "electric cars",
    "car",
    "auto parts",
    "the goods",
    "imported steel goods",
    "steel",
    "STEEL.",
    "?steel|iron",
    "u.s.",
    "rice, wheat and other grains",
    "glass",
    "s",
    "-",
];
const RATES: [&str; 18] = [
    "25",
    "25.0",
    "25.00",
    "025",
    "5-10",
    "10-5",
    "5 to 10",
    "1,000",
    "1,0,00",
    "1000",
    "0.1",
    "0.10",
    ".1",
    "1.",
    "-5",
    "99999999999999999999999999999999999",
    "some",
    "?25",
];
const AMOUNTS: [&str; 21] = [
    "$5",
    "5 dollars",
    "5",
    "$2.7 trillion",
    "2,700 billion dollars",
    "2.7tn",
    "£2tn",
    "$2tn",
    "1 m",
    "1m",
    "1,000,000",
    "5-million",
    "5\nmillion",
    "half the army",
    "army",
    "won 5",
    "5 won",
    "$0.1",
    "0.10 usd",
    "99999999999999999999 trillion",
    "1 million barrels per day",
];

/// Words without a `?`, which records do not have and the script knows in the roles that take several arguments alone
/// (as it knows `|` in names and goods alone).
fn owed<'w>(words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| !word.trim().starts_with('?')).collect()
}

/// Numbers that nobody can tell from chance, the same in every run (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    /// A place in a text of some sixty letters, now and then of no length or beyond its end.
    fn place(&mut self) -> (usize, usize) {
        let start = self.below(60);
        match self.below(20) {
            0 => (start, start),
            1 => (start, start + 1_000_000),
            _ => (start, start + 1 + self.below(25)),
        }
    }

    /// How many arguments a role has.
    fn several(&mut self) -> usize {
        [0, 0, 1, 1, 1, 2, 3][self.below(7)]
    }

    fn entity(&mut self) -> Value {
        let (start, end) = self.place();
        let kind = self.of(&KINDS);
        let words = match kind {
            "percent" => &RATES[..],
            "money" => &AMOUNTS,
            "commodity" => &GOODS,
            _ => &NAMES,
        };
        json!({"start": start, "end": end, "type": kind, "id": self.of(words), "text": self.of(words)})
    }

    fn claim(&mut self, argument: fn(&mut Chance, &[&str]) -> Value) -> Value {
        let (start, end) = self.place();
        let frame = self.of(&FRAMES[4..9]);
        let mut claim = json!({"start": start, "end": end, "frame": frame, "action": self.of(actions_of(frame)),
            "modality": self.of(&MODALITIES[..2]), "negated": self.below(5) == 0, "evidence": ""});
        for (role, words) in [("actor", &NAMES[..]), ("target", &NAMES), ("product", &GOODS)] {
            let all: Vec<Value> = (0..self.several()).map(|_| argument(self, words)).collect();
            claim[role] = all.into();
        }
        let singles = [
            ("rate", &RATES[..]),
            ("rate_before", &RATES),
            ("amount", &AMOUNTS),
            ("indicator", &GOODS),
            ("requester", &NAMES),
        ];
        for (role, words) in singles {
            if self.below(3) == 0 {
                claim[role] = argument(self, &owed(words));
            }
        }
        claim
    }
}

#[test]
fn whatever_golden_files_and_records_hold_is_scored_as_by_the_script() {
    let Some(script) = script() else { return };
    let folder = folder("scoring");
    let (gold, found) = (folder.join("gold.jsonl"), folder.join("found.jsonl"));
    let mut chance = Chance(7);
    let (mut gold_lines, mut found_lines, mut audited) = (String::new(), String::new(), Vec::new());
    for number in 0..400 {
        let id = number.to_string();
        let entities: Vec<Value> = (0..chance.below(12)).map(|_| chance.entity()).collect();
        let claims: Vec<Value> = (0..chance.below(8))
            .map(|_| {
                let mut claim = chance.claim(|chance, words| chance.of(words).into());
                if chance.below(3) == 0 {
                    claim["attribution"] = chance.of(&owed(&NAMES)).into();
                }
                claim
            })
            .collect();
        let golden = json!({"id": id, "entities": entities, "claims": claims}).to_string();
        let entities: Vec<Value> = (0..chance.below(12))
            .map(|_| {
                let mut entity = chance.entity();
                entity["id"] = entity["id"].as_str().unwrap().replace('?', "").into();
                entity["name"] = chance.of(&NAMES).into();
                entity["found_by"] = "row".into();
                entity
            })
            .collect();
        let claims: Vec<Value> = (0..chance.below(8))
            .map(|_| {
                let argument = |chance: &mut Chance, words: &[&str]| {
                    let words = &owed(words)[..];
                    json!({"id": chance.of(words), "name": chance.of(words), "text": chance.of(words), "start": 0, "end": 1})
                };
                let mut claim = chance.claim(argument);
                (claim["id"], claim["statement"], claim["rules"]) = ("c".into(), "".into(), json!([]));
                let chain: Vec<Value> = (0..chance.several()).map(|_| argument(&mut chance, &NAMES)).collect();
                claim["attribution"] = chain.into();
                claim
            })
            .collect();
        let mut record = serde_json::to_value(Record { id: id.into(), ..Record::default() }).unwrap();
        (record["entities"], record["claims"]) = (entities.into(), claims.into());
        gold_lines += &(golden.clone() + "\n");
        found_lines += &format!("{record}\n");
        let golden = Golden::read(&golden, "gold.json".as_ref()).unwrap();
        let record: Record = serde_json::from_value(record).unwrap();
        audited.push(audit(&golden, &Article::new("a", ""), &record));
    }
    std::fs::write(&gold, gold_lines).unwrap();
    std::fs::write(&found, found_lines).unwrap();
    same("hostile", &Report::of(audited, Vec::new()).score, &figures(&script, &gold, &found));
}
