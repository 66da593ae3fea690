//! What careful readers say of the corpus, against what is found in it: a figure falls only with a reason.

use super::folder::folder;
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
    let folder = folder("golden/drafts");
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
    audit("nothing to count in 1 golden file, a draft");
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

fn golden_files(folder: &Path) -> Vec<String> {
    let files = Golden::files(folder).unwrap();
    files.iter().map(|file| file.strip_prefix(folder).unwrap().display().to_string()).collect()
}

#[test]
fn a_draft_says_in_every_slot_what_was_found() {
    let to = folder("golden/drafted");
    let path = to.to_str().unwrap();
    assert!(claimwire(&["golden", "add", "corpus/text", "corpus/agency.jsonl", "--to", path]).status.success());
    // An amount in words that no scorer reads is named by its number.
    std::fs::write(to.join("wire.txt"), "OPEC output fell by 1.2 mln\nbarrels a day, the EC said.").unwrap();
    let wire = to.join("wire.txt");
    assert!(claimwire(&["golden", "add", wire.to_str().unwrap(), "--corpus", path, "--to", path]).status.success());
    let draft = Golden::load(&to.join("wire.json"), &to).unwrap().remove(0);
    assert_eq!(draft.claims[0].amount.as_ref().unwrap().names, ["1200000 barrel per day"]);
    std::fs::remove_file(to.join("wire.json")).unwrap();
    assert!(claimwire(&["golden", "accept", path]).status.success());
    let report: Value = serde_json::from_slice(&claimwire(&["audit", path, "--format", "json"]).stdout).unwrap();
    let whole = &report["score"]["claims"]["all whole"];
    assert!(whole["right"].as_u64() > Some(100), "{whole}");
    assert_eq!((&whole["precision"], &whole["recall"]), (&Value::from(1.0), &Value::from(1.0)));
}

#[test]
fn a_draft_of_a_wire_story_names_in_one_line_and_passes_the_check() {
    let folder = folder("wire");
    let text = "    LONDON, March 3 - A panel of bankers that looks after the debts\nof Aldbury Wheel Co said it was told on \
        Monday by Waterbury Oil\nCorp, the largest of those who lent to it, that margins would be\nset at minus 6-1/2 \
        pct, and that the profit of <BP> fell by more\nthan 5 pct in the months that ended with the last of February.\n \
        Reuter\n";
    std::fs::write(folder.join("wire.txt"), text).unwrap();
    let [corpus, wire, to] = ["", "wire.txt", "golden"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    assert!(claimwire(&["golden", "add", &wire, "--corpus", &corpus, "--to", &to]).status.success());
    let draft = Golden::load(Path::new(&to), &folder).unwrap().remove(0);
    let broken = draft.entities.iter().find(|entity| entity.text.contains('\n')).unwrap();
    assert_eq!(broken.id, broken.text.replace('\n', " "));
    assert!(draft.entities.iter().all(|entity| !entity.id.contains('\n')), "{:?}", draft.entities);
    assert!(draft.entities.iter().any(|entity| entity.id.starts_with('-')), "{:?}", draft.entities);
    let check = claimwire(&["golden", "check", &to, "--corpus", &corpus]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

#[test]
fn a_sample_of_an_archive_is_drafted_and_is_the_same_for_the_same_seed() {
    let draw = |name: &str, seed: &str| {
        let to = folder(name);
        let arguments = ["golden", "add", "corpus", "--sample", "6", "--seed", seed, "--to", to.to_str().unwrap()];
        assert!(claimwire(&arguments).status.success());
        golden_files(&to)
    };
    let drawn = draw("sample-1", "1");
    assert_eq!(drawn.len(), 6);
    assert_eq!(draw("sample-1", "1"), drawn);
    assert_ne!(draw("sample-2", "2"), drawn);
}

#[test]
fn an_archive_with_names_of_its_own_and_bad_lines_is_drafted_and_audited() {
    let folder = folder("golden/own-names");
    let long = "https://news.example/".repeat(8);
    let line =
        |id: &str| serde_json::json!({"key": id, "body": "Japan lifted its tariff on steel."}).to_string() + "\n";
    let archive = [line("a/1"), line("a-1"), "{\"key\": 3}\n".to_owned(), line(&long), line(&format!("{long}x"))];
    std::fs::write(folder.join("wire.jsonl"), archive.concat()).unwrap();
    std::fs::write(folder.join("picture.png"), "no article").unwrap();
    let [corpus, to] = [folder.to_path_buf(), folder.join("golden")].map(|path| path.to_str().unwrap().to_owned());
    let with_names = |arguments: &[&str]| {
        let names = ["--corpus", &corpus, "--id-field", "key", "--text-field", "body"];
        claimwire(&[arguments, &names].concat())
    };
    let added = with_names(&["golden", "add", &corpus, "--to", &to]);
    let said = String::from_utf8(added.stderr).unwrap();
    assert!(said.contains("wire.jsonl:3: field 'body' is missing") && said.lines().count() == 1, "{said}");
    assert_eq!(golden_files(&folder.join("golden")).len(), 4);
    assert!(with_names(&["golden", "accept", &to]).status.success());
    assert!(with_names(&["golden", "check", &to]).status.success());
    let audit = with_names(&["audit", &to]);
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stderr));
    assert!(String::from_utf8(audit.stdout).unwrap().contains("1.000   1.000   1.000       4       4       4"));
    let without = claimwire(&["audit", &to, "--corpus", &corpus]);
    let said = String::from_utf8(without.stderr).unwrap();
    assert!(said.contains("of it was refused") && said.contains("field 'id' is missing"), "{said}");
}

#[test]
fn a_golden_file_with_a_byte_order_mark_and_windows_lines_is_read_and_set_right() {
    let to = folder("golden/windows");
    let path = to.join("note.json");
    let plain = std::fs::read_to_string(at_home("tests/golden/text/seoul-exhibition.json")).unwrap();
    std::fs::write(&path, format!("\u{feff}{}", plain.replace('\n', "\r\n"))).unwrap();
    let path = path.to_str().unwrap();
    assert!(claimwire(&["audit", path]).status.success());
    assert_eq!(claimwire(&["golden", "check", path]).status.code(), Some(1));
    assert!(claimwire(&["golden", "format", path]).status.success());
    assert_eq!(std::fs::read_to_string(path).unwrap(), plain);
}

#[test]
fn who_has_no_golden_files_yet_is_told_how_to_begin() {
    let folder = folder("golden/beginning");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let told = |arguments: &[&str]| {
        let output = claimwire(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    for command in [&["audit"][..], &["golden", "check"], &["golden", "accept"]] {
        let said = told(&[command, &[&path("none")]].concat());
        assert!(said.contains("none: no golden files there: `claimwire golden add` makes drafts"), "{said}");
    }
    let said = told(&["golden", "add", "corpus/text", "--corpus", &path("none")]);
    assert!(said.contains("none: no such folder: --corpus names the one that the articles lie in"), "{said}");
    let said = told(&["audit", "--floor", &path("floor.toml")]);
    assert!(said.contains("floor.toml: no such floor: --raise-floor begins one"), "{said}");
    std::fs::write(path("a.txt"), "Japan lifted its tariff on steel.").unwrap();
    let draft = ["golden", "add", &path("a.txt"), "--corpus", &path(""), "--to", &path("golden")];
    assert!(claimwire(&draft).status.success());
    let audit = claimwire(&["audit", &path("golden"), "--corpus", &path("")]);
    let printed = String::from_utf8(audit.stdout).unwrap();
    assert!(
        printed.starts_with("nothing to count in 1 golden file, a draft") && printed.lines().count() == 1,
        "{printed}"
    );
}
