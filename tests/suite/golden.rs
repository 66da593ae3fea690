//! What careful readers say of the corpus, against what is found in it: a figure falls only with a reason.

use claimwire::audit::{FRAMES, Golden, MODALITIES, actions_of};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
    let known = FRAMES.iter().flat_map(|&frame| actions_of(frame).iter().map(move |&action| (frame, action)));
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

#[test]
fn every_golden_file_fits_its_article_and_is_accepted() {
    let check = claimwire(&["golden", "check"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
    assert_eq!(String::from_utf8(check.stdout).unwrap(), "34 golden files, 0 drafts of them, 0 unfit\n");
}

#[test]
fn every_golden_file_keeps_to_the_schema() {
    let schema = std::fs::read_to_string(at_home("schema/golden.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for path in Golden::files(&at_home("tests/golden")).unwrap() {
        let golden: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let faults: Vec<String> = schema.iter_errors(&golden).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
    }
    let unknown = serde_json::json!({"article": "a.txt", "entities": [], "claims": [{"frame": "tarif"}]});
    assert!(!schema.is_valid(&unknown));
}

#[test]
fn a_draft_counts_for_nothing_until_it_is_accepted() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drafts");
    let _ = std::fs::remove_dir_all(&folder);
    let to = folder.to_str().unwrap();
    let article = "corpus/text/seoul-exhibition.txt";
    assert!(claimwire(&["golden", "add", article, "--to", to]).status.success());
    let again = claimwire(&["golden", "add", article, "--to", to]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already"));
    let audit = |expected: &str| {
        let told = String::from_utf8(claimwire(&["audit", to]).stdout).unwrap();
        assert!(told.contains(expected), "{told}");
    };
    audit("1 draft is left out");
    let path = folder.join("text/seoul-exhibition.json");
    let draft = std::fs::read_to_string(&path).unwrap();
    // What does not fit is not accepted, and told with its place.
    let spoilt = draft.replacen("\"id\": \"KR\"", "\"id\": \"South Korea\"", 1);
    assert_ne!(spoilt, draft);
    std::fs::write(&path, &spoilt).unwrap();
    let refused = claimwire(&["golden", "accept", to]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("no country has the code 'South Korea', did you mean 'KR'?"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), spoilt);
    std::fs::write(&path, &draft).unwrap();
    assert!(claimwire(&["golden", "accept", to]).status.success());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), draft.replace("  \"draft\": true,\n", ""));
    audit("seoul-exhibition.txt");
}

#[test]
fn a_floor_is_raised_and_never_lowered() {
    let floor = Path::new(env!("CARGO_TARGET_TMPDIR")).join("raised.toml");
    std::fs::write(&floor, "[claims]\n\"all core\" = 1.1\n\"all found\" = 0.0\n").unwrap();
    let raised = claimwire(&["audit", "--floor", floor.to_str().unwrap(), "--raise-floor"]);
    assert_eq!(raised.status.code(), Some(1));
    let floor = std::fs::read_to_string(&floor).unwrap();
    assert!(floor.contains("\"all core\" = 1.1000"), "{floor}");
    let found = floor.lines().find_map(|line| line.strip_prefix("\"all found\" = ")).unwrap();
    assert!(found.parse::<f64>().unwrap() > 0.5, "{floor}");
}
