//! What `show` and `explain` print, held in its essential lines by the binary itself.

use assert_cmd::Command;
use std::fmt::Write;
use std::sync::LazyLock;

const NOTE: &str = "The US applies a 25% tariff on Japanese cars.\n\n\
    Japan asked the US to lift it, trade minister Hana Sato said.\n\n\
    Officers on duty searched the ship. It rained.\n";

/// The note as each command prints it to a pipe.
static SHOWN: LazyLock<String> = LazyLock::new(|| printed(&["show", "-"], NOTE));
static EXPLAINED: LazyLock<String> = LazyLock::new(|| printed(&["explain", "-"], NOTE));

fn claimwire(arguments: &[&str], input: &str) -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("COLUMNS", "80").args(arguments).write_stdin(input);
    command
}

/// Standard output of a run that is done.
fn printed(arguments: &[&str], input: &str) -> String {
    let output = claimwire(arguments, input).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

/// Standard error of a run that could not be.
fn refused(arguments: &[&str], input: &str) -> String {
    let output = claimwire(arguments, input).output().unwrap();
    assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]));
    String::from_utf8(output.stderr).unwrap()
}

/// The lines, blanks at their ends taken off.
fn lines(page: &str) -> Vec<&str> {
    page.lines().map(str::trim).collect()
}

#[test]
fn show_marks_entities_and_hangs_claims_from_their_sentence() {
    let page = &*SHOWN;
    let lines = lines(page);
    let sentence = lines.iter().position(|line| *line == "The [US] applies a [25%] tariff on [Japanese] [cars].");
    let claim = lines[sentence.unwrap() + 1];
    assert_eq!(claim, "└─ tariff keep · US keeps 25% tariff on cars from Japan");
    assert!(page.contains("├─ tariff lift · Japan asks US to lift"), "{page}");
    assert!(page.contains("says Hana Sato"), "{page}");
    assert!(lines.contains(&"country       United States ×2, Japan ×2"), "{page}");
}

#[test]
fn colour_is_given_when_asked_for_and_to_no_pipe() {
    let always = printed(&["show", "--color", "always", "-"], NOTE);
    assert!(always.contains("\u{1b}[94mJapanese\u{1b}[0m"), "{always:?}");
    assert!(!always.contains("[Japanese]"));
    let never = printed(&["show", "--color", "never", "-"], NOTE);
    assert!([&never, &*SHOWN, &*EXPLAINED].iter().all(|page| !page.contains('\u{1b}')));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in ["40", "100"] {
        for command in ["show", "explain"] {
            let output = claimwire(&[command, "-"], NOTE).env("COLUMNS", columns).output().unwrap();
            let page = String::from_utf8(output.stdout).unwrap();
            let widest = page.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= columns.parse().unwrap(), "{command} at {columns}: {widest}\n{page}");
        }
    }
}

#[test]
fn what_an_article_says_to_the_terminal_is_spelt_out() {
    let mut article = String::from(r#"{"id": "a\u001b[2J", "title": "Japan\u0007 lifts\u009b its tariff", "text": ""#);
    let evil = r"\u001b]0;x\u0007 The US\u202e applies a 25% tariff on\u001b[31m Japanese\u0000 cars. Officers on duty\u001b[A slept.";
    writeln!(article, r#"{evil}"}}"#).unwrap();
    for command in ["show", "explain"] {
        let page = printed(&[command, "-"], &article);
        let raw = page.chars().find(|&char| char != '\n' && (char.is_control() || char == '\u{202e}'));
        assert_eq!(raw, None, "{page:?}");
        assert!(page.contains(r"\u{1b}[31m"), "{page}");
    }
}

#[test]
fn one_article_of_many_is_shown_by_its_id() {
    let articles =
        "{\"id\": \"a\", \"text\": \"Japan lifts its tariff.\"}\n{\"id\": \"b\", \"text\": \"It rained.\"}\n";
    assert_eq!(lines(&printed(&["show", "--id", "b", "-"], articles))[..2], ["b", "no claims"]);
    assert_eq!(refused(&["show", "--id", "c", "-"], articles), "claimwire: no article 'c' in what was read\n");
}

#[test]
fn explain_names_the_rows_and_rules_behind_a_claim() {
    let page = &*EXPLAINED;
    assert!(page.contains("adjective “Japanese”"), "{page}");
    assert!(page.contains("countries.tsv:"), "{page}");
    assert!(page.contains("tariff/keep: apply"), "{page}");
    assert!(lines(page).contains(&"object a 25% tariff"), "{page}");
    assert!(lines(page).contains(&"on Japanese cars"), "{page}");
}

#[test]
fn explain_tells_what_was_carried_and_from_where() {
    let page = printed(&["explain", "--at", "50", "-"], NOTE);
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("target JP Japan carried to “it”; last named in sentence 2: “Japan”"), "{page}");
}

#[test]
fn explain_tells_what_a_sentence_without_a_claim_lacks() {
    let near = NOTE.find("Officers").unwrap().to_string();
    let page = printed(&["explain", "--at", &near, "-"], NOTE);
    assert!(page.contains("no claim; nearest came"), "{page}");
    assert!(page.contains("tariff  “duty”"), "{page}");
    let far = NOTE.find("It rained").unwrap().to_string();
    assert!(printed(&["explain", "--at", &far, "-"], NOTE).contains("no word in it states a frame"));
}

#[test]
fn a_place_counts_in_the_unit_of_offsets() {
    let text = "“£££ 𝄞𝄞𝄞” it was. The US applies a 25% tariff on Japanese cars.";
    let byte = text.find("The US").unwrap();
    let before = &text[..byte];
    for (unit, offset) in [("bytes", byte), ("chars", before.chars().count()), ("utf16", before.encode_utf16().count())]
    {
        let page = printed(&["explain", "--offsets", unit, "--at", &offset.to_string(), "-"], text);
        assert!(page.contains(&format!("sentence 2, {unit} {offset}–")), "{page}");
    }
}

#[test]
fn a_place_outside_the_text_is_an_error() {
    let said = refused(&["explain", "--at", "9999", "-"], "It rained.");
    assert_eq!(said, "claimwire: offset 9999 lies outside the text of 'stdin', which ends at 10\n");
    let two = "{\"id\": \"a\", \"text\": \"It rained.\"}\n{\"id\": \"b\", \"text\": \"It rained.\"}\n";
    let said = refused(&["explain", "--at", "0", "-"], two);
    assert_eq!(said, "claimwire: --at needs --id, since there are several articles\n");
}

#[test]
fn one_claim_is_explained_by_its_id() {
    let record = printed(&["extract", "-", "--quiet"], NOTE);
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    let claim = &record["claims"][0];
    let (id, statement) = (claim["id"].as_str().unwrap(), claim["statement"].as_str().unwrap());
    let page = printed(&["explain", "--claim", id, "-"], NOTE);
    assert!(page.contains(statement) && page.contains(id), "{page}");
    assert!(!page.contains("tariff/lift"), "{page}");
    let said = refused(&["explain", "--claim", "none", "-"], NOTE);
    assert_eq!(said, "claimwire: no claim 'none' in what was read\n");
}
