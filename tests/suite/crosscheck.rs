//! The cross-checks of numbers and sentences hold on cases written for the project, and say what is missing or wrong.

#[allow(dead_code, reason = "a program whose checks are called by name")]
#[path = "../../examples/crosscheck/main.rs"]
mod program;

use super::folder::folder;
use program::report;
use std::path::{Path, PathBuf};

fn own(check: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crosscheck").join(check)
}

#[test]
fn numbers_and_sentences_of_the_projects_own_cases_are_read_as_expected() {
    for check in ["numbers", "sentences"] {
        let report = report(check, Some(own(check))).unwrap();
        let all_right = report.table.lines().skip(1).all(|line| {
            let mut cells = line.split_whitespace().filter_map(|cell| cell.parse::<u32>().ok());
            cells.next() == cells.next()
        });
        assert!(report.aim_reached && all_right, "{}", report.table);
    }
}

#[test]
fn a_number_that_is_read_otherwise_is_named() {
    let folder = folder("numbers");
    let case =
        r#"{"id": "percent-x", "input": "5%", "results": [{"start": 0, "end": 2, "resolution": {"value": "6%"}}]}"#;
    std::fs::write(folder.join("percent.jsonl"), case).unwrap();
    std::fs::write(folder.join("currency.jsonl"), "").unwrap();
    let report = report("numbers", Some(folder.to_path_buf())).unwrap();
    assert!(!report.aim_reached && report.table.contains("percent-x: wrong"), "{}", report.table);
}

#[test]
fn data_that_are_not_there_are_asked_for() {
    for check in ["numbers", "sentences", "crudeoil", "reuters"] {
        let error = report(check, Some(own("nowhere"))).err().unwrap().to_string();
        assert!(error.contains("nowhere") && error.contains("the data of this check are not here"), "{error}");
    }
    assert!(report("weather", None).err().unwrap().to_string().contains("no check is called 'weather'"));
}
