//! What an audit counts and prints: fixed figures for own data, what changed since an earlier reading, and its formats.

use super::folder::{Folder, folder};
use claimwire::audit::{Count, Fate, Golden, Report, audit, changes};
use claimwire::record::{Argument, Entity, Statement};
use claimwire::{Article, Record};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TEXT: &str = "Japan raised its tariff on steel to 25%. China banned exports of tin. Prices rose.";

const GOLDEN: &str = r#"{
  "article": "a.txt",
  "entities": [
    {"start": 0, "end": 5, "type": "country", "id": "JP", "text": "Japan"},
    {"start": 41, "end": 46, "type": "country", "id": "CN", "text": "China"},
    {"start": 65, "end": 68, "type": "commodity", "id": "tin", "text": "tin"}
  ],
  "claims": [
    {"start": 0, "end": 40, "frame": "tariff", "action": "raise", "actor": ["JP"], "product": ["steel"], "rate": "25",
     "modality": "actual"},
    {"start": 41, "end": 69, "frame": "export_restriction", "action": "impose", "actor": ["CN"], "target": ["?KP"],
     "product": ["tin"], "modality": "actual"}
  ]
}"#;

fn at_home(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn temporary(name: &str) -> Folder {
    folder(&format!("audit/{name}"))
}

fn claimwire(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn printed(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn argument(id: &'static str, text: &'static str, start: usize) -> Argument<'static> {
    let end = start + text.chars().count();
    Argument { id: id.into(), name: id.into(), text: text.into(), start, end, carried: false }
}

fn entity(
    kind: &'static str,
    id: &'static str,
    text: &'static str,
    start: usize,
    found_by: &'static str,
) -> Entity<'static> {
    let end = start + text.chars().count();
    let (kind, text, found_by) = (kind.into(), text.into(), found_by.into());
    Entity { kind, name: id.into(), id: id.into(), text, start, end, part: None, found_by }
}

fn statement(frame: &str, action: &str, modality: &str, (start, end): (usize, usize)) -> Statement<'static> {
    let claim = json!({
        "id": format!("{frame}.{start}"), "frame": frame, "action": action, "actor": [], "target": [], "product": [],
        "modality": modality, "negated": false, "statement": "", "evidence": &TEXT[start..end],
        "start": start, "end": end, "rules": [format!("{frame}/{action}: word")],
    });
    serde_json::from_value(claim).unwrap()
}

/// One action wrong, one target too many in a claim of another modality, one claim of nothing.
fn record() -> Record<'static> {
    let mut raise = statement("tariff", "impose", "actual", (0, 40));
    raise.actor = vec![argument("JP", "Japan", 0)];
    raise.product = vec![argument("steel", "steel", 27)];
    raise.rate = Some(argument("25", "25%", 36));
    let mut ban = statement("export_restriction", "impose", "planned", (41, 69));
    ban.actor = vec![argument("CN", "China", 41)];
    ban.target = vec![argument("US", "tin", 65)];
    ban.product = vec![argument("tin", "tin", 65)];
    let rise = statement("change", "rise", "actual", (70, 82));
    let entities = vec![
        entity("country", "JP", "Japan", 0, "countries.tsv:114"),
        entity("commodity", "steel", "steel", 27, "commodities.tsv:7"),
        entity("country", "CN", "China banned", 41, "countries.tsv:50"),
    ];
    Record { id: "a".into(), entities, claims: vec![raise, ban, rise], ..Record::default() }
}

#[test]
fn the_figures_of_own_data_are_as_counted_by_hand() {
    let golden = Golden::read(GOLDEN, "a.json".as_ref()).unwrap();
    let report = Report::of(vec![audit(&golden, &Article::new("a", TEXT), &record())], Vec::new());
    let score = &report.score;
    let count = |right, gold, predicted| Count { right, gold, predicted };
    for (figure, due) in [
        ("all found", count(2, 2, 3)),
        ("all field", count(9, 11, 15)),
        ("all core", count(0, 2, 3)),
        ("all whole", count(0, 2, 3)),
        ("tariff field", count(5, 6, 6)),
        ("export_restriction field", count(4, 5, 6)),
        ("change field", count(0, 0, 3)),
    ] {
        assert_eq!(score.claim(figure), due, "{figure}");
    }
    assert_eq!(score.entities["country"], count(2, 2, 2));
    assert_eq!(score.entities["country exact"], count(1, 2, 2));
    assert_eq!(score.entities["commodity"], count(0, 1, 1));
    assert_eq!(score.actions["impose"], count(1, 1, 2));
    assert_eq!(score.actions["raise"], count(0, 1, 0));
    assert_eq!(score.modalities["actual"], count(1, 2, 2));
    assert_eq!(score.roles["actor"], count(2, 2, 2));
    assert_eq!(score.roles["target"], count(0, 0, 1));
    assert_eq!(score.action_confusion.mistakes(), [("raise", "impose", 1)]);
    assert_eq!(score.modality_confusion.mistakes(), [("actual", "planned", 1)]);
    assert_eq!(format!("{:.4}", score.claim("all field").f1()), "0.6923");
}

#[test]
fn frames_actions_modalities_and_roles_add_up_to_the_fields() {
    let report = claimwire(&at_home(""), &["audit", "--format", "json"]);
    let report: Value = serde_json::from_str(&printed(&report)).unwrap();
    for side in ["right", "gold", "predicted"] {
        let of = |figure: &Value| figure[side].as_u64().unwrap();
        let tables = ["actions", "modalities", "roles"].map(|table| &report["score"][table]);
        let parts: u64 = tables.iter().flat_map(|table| table.as_object().unwrap().values()).map(of).sum();
        let frames = of(&report["score"]["claims"]["all found"]);
        assert_eq!(frames + parts, of(&report["score"]["claims"]["all field"]), "{side}");
    }
}

#[test]
fn a_report_is_read_back_as_it_was_printed() {
    let printed = printed(&claimwire(&at_home(""), &["audit", "--format", "json", "tests/golden/text"]));
    let report: Report = serde_json::from_str(&printed).unwrap();
    assert_eq!(serde_json::to_value(&report).unwrap(), serde_json::from_str::<Value>(&printed).unwrap());
    assert!(report.articles.windows(2).all(|pair| {
        let worth = |at: usize| pair[at].score.claim("all field").f1();
        pair[1].claims.is_empty() || worth(0) <= worth(1)
    }));
}

#[test]
fn a_build_server_fails_where_a_figure_fell() {
    let folder = temporary("junit");
    std::fs::write(folder.join("floor.toml"), "[actions]\n\"impose\" = 1.1\n[claims]\n\"all found\" = 0.1\n").unwrap();
    let floor = folder.join("floor.toml");
    let arguments = ["audit", "--format", "junit", "--floor", floor.to_str().unwrap()];
    let audit = claimwire(&at_home(""), &arguments);
    assert_eq!(audit.status.code(), Some(1));
    let xml = String::from_utf8(audit.stdout).unwrap();
    assert!(xml.contains(r#"<testcase name="impose" classname="floor.actions">"#), "{xml}");
    assert_eq!(xml.matches("<failure").count(), 1);
    assert_eq!(xml.matches(r#"classname="articles""#).count(), 34);
}

#[test]
fn a_change_is_told_with_what_is_behind_it_on_each_side() {
    let before = record();
    let mut after = before.clone();
    // A row names another country at the same place, a rule tells another action, and a claim is gone.
    after.entities[2] = entity("country", "TW", "China banned", 41, "countries.tsv:230");
    after.claims[1].actor = vec![argument("TW", "China", 41)];
    after.claims[0].action = "raise".into();
    after.claims[0].rules = vec!["tariff/raise: raise".into()];
    after.claims.pop();
    let (changes, same) = changes(&before, &after);
    assert_eq!((changes.len(), same), (3, 0));
    let told: Vec<_> = changes.iter().map(|change| (change.fate, change.slot.as_deref(), &change.cause)).collect();
    assert_eq!((told[0].0, told[0].1), (Fate::Changed, Some("action")));
    assert_eq!((&told[0].2.before[0][..], &told[0].2.after[0][..]), ("tariff/impose: word", "tariff/raise: raise"));
    assert_eq!((told[1].0, told[1].1), (Fate::Changed, Some("actor")));
    assert_eq!((&told[1].2.before[0][..], &told[1].2.after[0][..]), ("countries.tsv:50", "countries.tsv:230"));
    assert_eq!((told[2].0, &told[2].2.before[0][..]), (Fate::Went, "change/rise: word"));
}

#[test]
fn an_audit_against_earlier_records_groups_changes_by_cause() {
    let folder = temporary("against");
    let old = folder.join("old.jsonl");
    let old = old.to_str().unwrap();
    assert!(claimwire(&at_home(""), &["extract", "corpus/text", "-q", "-o", old]).status.success());
    let same = printed(&claimwire(&at_home(""), &["audit", "--articles", "corpus/text", "--against", old]));
    assert!(same.contains("0 claims came, 0 went, 0 changed"), "{same}");
    let mut dropped = 0;
    let mut lines = String::new();
    for line in std::fs::read_to_string(old).unwrap().lines() {
        let mut record: Record = serde_json::from_str(line).unwrap();
        let all = record.claims.len();
        record.claims.retain(|claim| claim.frame != "tariff");
        dropped += all - record.claims.len();
        lines += &(serde_json::to_string(&record).unwrap() + "\n");
    }
    std::fs::write(old, lines).unwrap();
    let arguments = ["audit", "--articles", "corpus/text", "--against", old, "--format", "json"];
    let changes: Value = serde_json::from_str(&printed(&claimwire(&at_home(""), &arguments))).unwrap();
    let groups = changes["groups"].as_array().unwrap();
    let counts: Vec<u64> = groups.iter().map(|group| group["count"].as_u64().unwrap()).collect();
    assert_eq!(counts.iter().sum::<u64>(), dropped as u64);
    assert!(dropped > 0 && counts.is_sorted_by(|one, other| one >= other));
    assert!(groups.iter().all(|group| group["fate"] == "came" && group["cause"]["after"][0].is_string()));
    // A page of the changes alone, and no silence about what an archive cannot give.
    let folder = temporary("against-page");
    let page = folder.join("page.html");
    let asked = ["audit", "--articles", "corpus/text", "--against", old];
    let html = [&asked[..], &["--html", page.to_str().unwrap()]].concat();
    assert!(claimwire(&at_home(""), &html).status.success());
    assert!(std::fs::read_to_string(page).unwrap().contains("\"fate\":\"came\""));
    for option in [&["--floor", "tests/golden/floor.toml"][..], &["--errors", "5"], &["tests/golden"]] {
        let refused = claimwire(&at_home(""), &[&asked[..], option].concat());
        assert_eq!(refused.status.code(), Some(2), "{option:?}");
    }
    // The golden files' articles are found under their paths in the corpus.
    let golden = printed(&claimwire(&at_home(""), &["audit", "tests/golden/text", "--against", old]));
    assert!(golden.contains("claims came, 0 went, 0 changed"), "{golden}");
}

/// A repository with the tables and rules of this one after a change, in one revision; nothing where there is no git.
fn revision(name: &str, change: impl Fn(&Path)) -> Option<Folder> {
    let folder = temporary(name);
    let git = |arguments: &[&str]| {
        let name = ["-c", "user.name=a", "-c", "user.email=a@b"];
        Command::new("git").current_dir(&folder).args(name).args(arguments).output()
    };
    if git(&["init", "-q"]).is_err() {
        eprintln!("skipped: there is no git");
        return None;
    }
    for name in ["dictionaries", "rules"] {
        std::fs::create_dir(folder.join(name)).unwrap();
        for entry in std::fs::read_dir(at_home(name)).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, folder.join(name).join(path.file_name().unwrap())).unwrap();
        }
    }
    change(&folder);
    git(&["add", "."]).unwrap();
    git(&["commit", "-qm", "a"]).unwrap();
    Some(folder)
}

fn against(folder: &Path, revision: &str) -> Output {
    let corpus = at_home("corpus/text");
    claimwire(folder, &["audit", "--articles", corpus.to_str().unwrap(), "--against", revision])
}

#[test]
fn a_revision_with_the_same_tables_and_rules_changes_nothing() {
    let Some(folder) = revision("revision", |_| {}) else { return };
    let same = printed(&against(&folder, "HEAD"));
    assert!(same.contains("0 claims came, 0 went, 0 changed"), "{same}");
    let same = printed(&against(&folder, "built-in"));
    assert!(same.contains("0 claims came, 0 went, 0 changed"), "{same}");
    let wrong = against(&folder, "no-such");
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(said.contains("'no-such' is neither a file of records nor a revision"), "{said}");
    assert!(said.ends_with("rules: Not a valid object name no-such\n"), "{said}");
}

#[test]
fn a_word_that_a_revision_does_not_have_is_unknown_in_it() {
    let without_a_row = |folder: &Path| {
        let words = folder.join("dictionaries/words.tsv");
        let table = std::fs::read_to_string(&words).unwrap();
        std::fs::write(&words, table.replacen("\nrose\tDN\trise\n", "\n", 1)).unwrap();
    };
    let Some(folder) = revision("words", without_a_row) else { return };
    std::fs::write(folder.join("a.txt"), "Exports of steel rose by 5% in May.").unwrap();
    let changes = printed(&claimwire(&folder, &["audit", "--articles", "a.txt", "--against", "HEAD"]));
    assert!(changes.contains("1 claims came, 0 went, 0 changed"), "{changes}");
}

#[test]
fn tables_and_rules_of_ones_own_are_laid_over_the_built_in_ones_in_a_revision_too() {
    let own_alone = |folder: &Path| {
        std::fs::remove_dir_all(folder.join("dictionaries")).unwrap();
        for entry in std::fs::read_dir(folder.join("rules")).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.file_stem().is_none_or(|name| name != "quota") {
                std::fs::remove_file(entry).unwrap();
            }
        }
    };
    let Some(folder) = revision("own", own_alone) else { return };
    let same = printed(&against(&folder, "HEAD"));
    assert!(same.contains("0 claims came, 0 went, 0 changed"), "{same}");
    let spoilt = |folder: &Path| std::fs::write(folder.join("rules/quota.toml"), "frame = 5\n").unwrap();
    let Some(folder) = revision("spoilt", spoilt) else { return };
    let said = String::from_utf8(against(&folder, "HEAD").stderr).unwrap();
    assert!(said.contains("HEAD:rules/quota.toml:1:"), "{said}");
}
