//! What the README shows is what the program prints.

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The blocks of a language that a text fences off.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// What claimwire prints of a text on standard input.
fn prints(command: &str, text: &str) -> String {
    let mut claimwire = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    let mut claimwire = claimwire
        .args([command, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    claimwire.stdin.take().unwrap().write_all(format!("{text}\n").as_bytes()).unwrap();
    String::from_utf8(claimwire.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn its_explanations_are_those_of_the_program() {
    let readme = readme();
    let mut read = 0;
    for block in blocks(&readme, "console") {
        let (command, shown) = block.split_once('\n').unwrap();
        let Some((echo, "claimwire explain -")) = command.split_once(" | ") else { continue };
        let text = echo.strip_prefix("$ echo '").and_then(|text| text.strip_suffix('\'')).unwrap();
        assert_eq!(prints("explain", text).trim_end(), shown.trim_end());
        read += 1;
    }
    assert_eq!(read, 2);
}

#[test]
fn its_claim_is_that_of_the_program() {
    let readme = readme();
    let shown: Value = serde_json::from_str(blocks(&readme, "json")[0]).unwrap();
    let record = prints("extract", shown["evidence"].as_str().unwrap());
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["claims"][0], shown);
}
