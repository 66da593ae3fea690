//! What careful readers say of the corpus, against what is found in it: a figure falls only with a reason.

use claimwire::audit::{FRAMES, Golden, MODALITIES};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The actions of the measures, and those of the other frames.
const MEASURE: [&str; 9] = ["impose", "raise", "cut", "keep", "suspend", "resume", "lift", "delay", "exempt"];
const OTHERS: [(&str, &[&str]); 5] = [
    ("agreement", &["conclude", "revise", "reject", "withdraw"]),
    ("negotiation", &["hold", "resume", "break_off"]),
    ("investigation", &["open", "decide", "close"]),
    ("change", &["rise", "fall", "set"]),
    ("commitment", &["make", "withdraw"]),
];

fn at_home(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn claimwire(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    command.current_dir(at_home("")).args(arguments).output().unwrap()
}

#[test]
fn the_golden_audit_holds_its_floor() {
    let audit = claimwire(&["audit", "--floor", "tests/golden/floor.toml"]);
    let said = String::from_utf8_lossy(&audit.stderr);
    assert!(audit.status.success(), "\n{said}\n{}", String::from_utf8_lossy(&audit.stdout));
}

#[test]
fn the_golden_files_know_every_frame_action_and_modality() {
    let golden = Golden::load(&at_home("tests/golden"), &at_home("corpus")).unwrap();
    let claims: Vec<_> = golden.iter().flat_map(|golden| &golden.claims).collect();
    let modalities: BTreeSet<&str> = claims.iter().map(|claim| claim.modality.as_str()).collect();
    assert_eq!(modalities, BTreeSet::from(MODALITIES));
    let actions: BTreeSet<(&str, &str)> = claims.iter().map(|claim| (&*claim.frame, &*claim.action)).collect();
    let known = FRAMES.iter().flat_map(|&frame| {
        let others = OTHERS.iter().find(|(other, _)| *other == frame);
        let own = others.map_or(&MEASURE[..], |(_, actions)| actions);
        own.iter().map(move |&action| (frame, action))
    });
    assert_eq!(actions, known.collect());
}

#[test]
fn a_floor_that_is_not_held_is_named() {
    let floor = Path::new(env!("CARGO_TARGET_TMPDIR")).join("floor.toml");
    std::fs::write(&floor, "[claims]\n\"all core\" = 1.1\n").unwrap();
    let audit = claimwire(&["audit", "tests/golden/text/seoul-exhibition.json", "--floor", floor.to_str().unwrap()]);
    assert_eq!(audit.status.code(), Some(1));
    let said = String::from_utf8(audit.stderr).unwrap();
    assert!(said.contains("all core fell to ") && said.contains("its floor is 1.1000"), "{said}");
}

#[test]
fn the_figures_are_those_of_the_scoring_script() {
    let gold = at_home("../shared/gold");
    let script = gold.join("score.py");
    if !script.exists() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no {} or no python3", script.display());
        return;
    }
    for set in ["seed", "dev"] {
        let (articles, golden) = (gold.join(set).join("articles.jsonl"), gold.join(set).join("gold.jsonl"));
        let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{set}.jsonl"));
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        let extract = claimwire(&["extract", "--offsets", "chars", "-o", &path(&found), &path(&articles)]);
        assert!(extract.status.success(), "{}", String::from_utf8_lossy(&extract.stderr));
        let theirs = Command::new("python3").arg(&script).args([&golden, &found]).arg("--json").output().unwrap();
        let ours = claimwire(&["audit", "--format", "json", &path(&golden)]);
        let figures = |output: Output| -> Value {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{set}: {error}: {said}"))
        };
        let (ours, theirs) = (figures(ours), figures(theirs));
        for table in ["entities", "claims"] {
            assert_eq!(ours["score"][table], theirs[table], "{set}: {table}");
        }
    }
}
