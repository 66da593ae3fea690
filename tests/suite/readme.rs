//! What the README shows is what the program prints.

use super::folder::folder;
use claimwire::record::Unit;
use claimwire::sink::{Sink, Terminal};
use claimwire::{Article, Extractor};
use serde_json::Value;
use std::path::Path;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(home().join("README.md")).unwrap()
}

/// The blocks of a language that a text fences off.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The blocks of a text that are set in by four blanks and begin so, without these blanks.
fn indented(text: &str, beginning: &str) -> Vec<String> {
    let is_set_in = |line: &str| line.starts_with("    ");
    let lines: Vec<&str> = text.lines().collect();
    let blocks = lines.chunk_by(|one, next| is_set_in(one) && is_set_in(next)).filter(|block| is_set_in(block[0]));
    let blocks = blocks.map(|block| block.iter().map(|line| &line[4..]).collect::<Vec<_>>().join("\n"));
    blocks.filter(|block| block.starts_with(beginning)).collect()
}

/// What claimwire writes in a folder, of a text on standard input: to standard output and to standard error.
fn claimwire(folder: &Path, arguments: &[&str], text: &str) -> (String, String) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_claimwire"));
    let output = command.current_dir(folder).env("COLUMNS", "80").args(arguments).write_stdin(text).output().unwrap();
    let written = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (written(output.stdout), written(output.stderr))
}

/// What `extract` shows of a text on a terminal of 80 columns; to a test, which has none, it writes records.
fn shown_on_a_terminal(text: &str) -> String {
    let article = Article::new("stdin", text);
    let extractor = Extractor::load(None, None).unwrap();
    let record = extractor.extract(&article);
    let mut page = Vec::new();
    Terminal::new(80, Unit::Chars).render(&article, &record, &mut page);
    anstream::adapter::strip_str(&String::from_utf8(page).unwrap()).to_string()
}

#[test]
fn its_console_blocks_are_what_the_program_prints() {
    let readme = readme();
    let blocks = blocks(&readme, "console");
    assert!(!blocks.is_empty());
    for block in blocks {
        let (command, shown) = block.split_once('\n').unwrap();
        let words = command.strip_prefix("$ echo '").and_then(|rest| rest.split_once("' | claimwire "));
        let printed = match words {
            Some((text, "extract -")) => shown_on_a_terminal(text),
            Some((text, "explain -")) => claimwire(home(), &["explain", "-"], &format!("{text}\n")).0,
            _ => panic!("no test runs {command}"),
        };
        assert_eq!(printed.trim_end(), shown.trim_end());
    }
}

#[test]
fn its_claim_is_that_of_the_program() {
    let readme = readme();
    let shown: Value = serde_json::from_str(blocks(&readme, "json")[0]).unwrap();
    let (record, _) = claimwire(home(), &["extract", "-"], shown["evidence"].as_str().unwrap());
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["claims"][0], shown);
}

#[test]
fn its_complaints_are_those_of_the_program() {
    let readme = readme();
    let folder = folder("readme");
    for inner in ["mine", "strikes", "none"] {
        std::fs::create_dir(folder.join(inner)).unwrap();
    }
    let write = |file: &str, content: &str| std::fs::write(folder.join(file), content).unwrap();
    let complaint = |arguments: &[&str]| claimwire(&folder, arguments, "").1.trim_end().to_owned();
    write("article.txt", "The clock is old.");

    let table = &indented(&readme, "name  ")[0];
    let cells =
        |row: &str| row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\t");
    let table: Vec<String> = table.lines().map(cells).collect();
    write("mine/places.tsv", &table.join("\n").replace("\tCA\t", "\tCAN\t"));
    let name = complaint(&["extract", "--dictionaries", "mine", "article.txt"]);

    let frame = blocks(&readme, "toml")[0];
    write("strikes/strike.toml", frame);
    let (record, _) = claimwire(&folder, &["extract", "--rules", "strikes", "-"], "Toyota struck on Monday.\n");
    assert!(record.contains(r#""statement":"Toyota begins strike""#), "{record}");
    write("strikes/strike.toml", &frame.replacen("actor =", "actr =", 1));
    let role = complaint(&["extract", "--rules", "strikes", "article.txt"]);
    write("strikes/strike.toml", &frame.replace("[\"Toyota\"]", "[\"Honda\"]"));
    let example = complaint(&["check", "--rules", "strikes"]);

    write("binary.txt", "Rows\0");
    write("empty.txt", "");
    let line = r#"{"key": "1", "body": "Japan lifted its tariffs on steel."}"#;
    write("wire.jsonl", &format!("{line}\n{{\"key\": \"2\"}}\n{}\n", line.replace('1', "3")));
    let fields = ["extract", "--id-field", "key", "--text-field", "body"];
    let input = complaint(&[&fields[..], &["binary.txt", "empty.txt", "none", "wire.jsonl"]].concat());

    assert_eq!(indented(&readme, "claimwire: "), [name, role, example, input]);
}
