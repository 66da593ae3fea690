//! Whatever comes in: a clear message on standard error, the other articles done, and a status that says how it ended.

use super::folder::folder;
use super::run::{extract, ids, read, said};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const SENTENCE: &str = "Japan imposed a ban on US beef.";

/// A run with standard streams in the test's hands.
fn spawn(arguments: &[&str]) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimwire"));
    command.arg("extract").args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The files of one bad folder, in the order of their paths, with what is said of each; nothing of the good ones.
const FILES: &[(&str, &[u8], &str)] = &[
    ("binary.txt", b"MZ\x90\x01\0\0", "not text: a NUL at byte 4"),
    ("blank.txt", b" \n\n", "no text in it"),
    ("damaged.txt", "caf\u{e9} \u{2013} ban\u{ff}".as_bytes().split_at(14).0, "not valid UTF-8 at byte 13"),
    ("deep.html", b"", "the page is nested too deeply"),
    ("empty.jsonl", b"\n\n", "no articles in it"),
    ("empty.txt", b"", "nothing in it"),
    ("fields.jsonl", b"", ""),
    ("good.txt", SENTENCE.as_bytes(), ""),
    ("hollow.html", b"<html><body></body></html>", "no article in the page"),
    ("latin1.txt", b"The caf\xe9 closed. Japan imposed a ban on US beef.", ""),
    ("marked.txt", b"\xff\xfea", "not UTF-16LE, though its byte order mark says so"),
    ("noise.txt", b"\xff\x01\xfe\x02\xfd\x03\xfc\x04", "neither UTF-8 nor text in any other encoding"),
];

/// Lines of `fields.jsonl`, and what is said of each.
const LINES: &[(&str, &str)] = &[
    (r#"{"id": "one", "text": "Japan imposed a ban on US beef."}"#, ""),
    (r#"{"id": "1", "body": ""}"#, "field 'text' is missing (--text-field names another); it has 'id', 'body'"),
    (r#"{"text": ""}"#, "field 'id' is missing (--id-field names another); it has 'text'"),
    (r#"{"id": {}, "text": ""}"#, "field 'id' is an object, not a string"),
    (r#"{"id": "1", "text": ["x"]}"#, "field 'text' is a list, not a string"),
    (r#"{"id": "1", "text": "", "title": true}"#, "field 'title' is true or false, not a string"),
    (r#"{"id": "1", "text": "", "date": [2025]}"#, "field 'date' is a list, not a string"),
    (r#"["id", "text"]"#, "not an article: a list where an object is due"),
    (r#"{"id": 2, "text": "Japan imposed a ban on US beef."}"#, ""),
    (r#"{"id": "1", "te"#, "not JSON: EOF while parsing a string (column 15)"),
];

#[test]
fn every_bad_file_and_line_is_named_with_its_reason_and_the_others_are_done() {
    let folder = folder("bad_files");
    let mut expected = Vec::new();
    for (name, content, reason) in FILES {
        let content = match *name {
            "deep.html" => "<div>".repeat(100_000).into_bytes(),
            "fields.jsonl" => LINES.iter().map(|(line, _)| *line).collect::<Vec<_>>().join("\n").into_bytes(),
            _ => content.to_vec(),
        };
        fs::write(folder.join(name), content).unwrap();
        if *name == "fields.jsonl" {
            let lines = LINES.iter().enumerate().filter(|(_, (_, reason))| !reason.is_empty());
            expected.extend(lines.map(|(index, (_, reason))| format!("claimwire: ./{name}:{}: {reason}", index + 1)));
        } else if !reason.is_empty() {
            expected.push(format!("claimwire: ./{name}: {reason}"));
        }
    }
    expected.push("claimwire: 4 articles (4 undated), 4 claims, 17 refused".to_owned());
    let output = extract(&folder, &["."]).output().unwrap();
    assert_eq!(said(&output).lines().collect::<Vec<_>>(), expected);
    assert_eq!(ids(&read(&output.stdout)), ["one", "2", "good.txt", "latin1.txt"]);
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("unreadable");
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/good.txt"), SENTENCE).unwrap();
    symlink("nowhere", folder.join("in/gone.txt")).unwrap();
    symlink("other", folder.join("in/one")).unwrap();
    symlink("one", folder.join("in/other")).unwrap();
    symlink(".", folder.join("in/up")).unwrap();
    let locked = folder.join("in/locked.txt");
    fs::write(&locked, SENTENCE).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    // Nothing is locked for the system's administrator.
    let is_locked = fs::File::open(&locked).is_err();
    let output = extract(&folder, &["in", "--quiet"]).output().unwrap();
    let mut expected = vec![
        "in/gone.txt: no such file or directory",
        "in/locked.txt: permission denied",
        "in/one: too many levels of symbolic links",
        "in/other: too many levels of symbolic links",
        "in/up: a link back to 'in'",
    ];
    expected.retain(|line| is_locked || !line.contains("locked"));
    fs::remove_file(locked).unwrap();
    let said = said(&output);
    let said: Vec<&str> = said.lines().map(|line| line.trim_start_matches("claimwire: ")).collect();
    assert_eq!((output.status.code(), said), (Some(1), expected));
    let mut read = read(&output.stdout);
    read.retain(|record| record["id"] != "locked.txt");
    assert_eq!(ids(&read), ["good.txt"]);
}

#[test]
fn a_line_of_200_megabytes_is_refused_without_being_held() {
    let mut child = spawn(&["-", "--quiet"]);
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"{\"id\": 1, \"text\": \"\"}\n{\"id\": 2, \"text\": \"").unwrap();
    for _ in 0..200 {
        input.write_all(&[b'x'; 1 << 20]).unwrap();
    }
    input.write_all(b"\"}\n").unwrap();
    let held = peak_megabytes(&child);
    input.write_all(b"{\"id\": 3, \"text\": \"\"}\n").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(1), "claimwire: stdin:2: the line is longer than 8 MB (four times --max-article)\n")
    );
    assert_eq!(ids(&read(&output.stdout)), ["1", "3"]);
    assert!(held.is_none_or(|held| held < 200), "{held:?} MB");
}

/// The most memory that a process has held, where the system tells.
fn peak_megabytes(child: &Child) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<usize>().ok().map(|kilobytes| kilobytes >> 10)
}

#[test]
fn a_file_of_200_megabytes_is_refused() {
    let folder = folder("huge");
    fs::File::create(folder.join("huge.txt")).unwrap().set_len(200 << 20).unwrap();
    fs::write(folder.join("small.txt"), SENTENCE).unwrap();
    let output = extract(&folder, &["huge.txt", "small.txt", "--quiet"]).output().unwrap();
    assert_eq!(said(&output), "claimwire: huge.txt: the file is longer than 8 MB (four times --max-article)\n");
    assert_eq!((output.status.code(), ids(&read(&output.stdout))), (Some(1), vec!["small.txt"]));
}

#[test]
fn a_folder_without_articles_is_named() {
    let folder = folder("no_articles");
    fs::create_dir_all(folder.join("none/below")).unwrap();
    fs::create_dir_all(folder.join("others")).unwrap();
    fs::write(folder.join("others/a.pdf"), "%PDF").unwrap();
    let output = extract(&folder, &["none", "others", "--quiet"]).output().unwrap();
    let expected =
        "claimwire: none: no articles in it\nclaimwire: others: no articles in it, only 1 of other formats\n";
    assert_eq!((output.status.code(), said(&output).as_str(), &*output.stdout), (Some(1), expected, &b""[..]));
}

#[test]
fn what_cannot_run_says_so_and_does_nothing() {
    let folder = folder("cannot_run");
    fs::write(folder.join("a.txt"), SENTENCE).unwrap();
    fs::create_dir(folder.join("tables")).unwrap();
    fs::write(folder.join("tables/places.tsv"), "name\taliases\tkind\tcountry\tsource\nOz\t\tcity\tUSX\thand\n")
        .unwrap();
    for (arguments, message) in [
        (&["a.txt", "b.txt"][..], "claimwire: b.txt: no such file or directory"),
        (&["a.txt", "-o", "no/out.jsonl"], "claimwire: no/out.jsonl: "),
        (&["a.txt", "--rules", "none"], "claimwire: none: no such file or directory"),
        (&["a.txt", "--id-field", ""], "a value is required for '--id-field"),
        (&["a.txt", "--refused", "-"], "claimwire: -: is no file: /dev/stdout and /dev/stderr take reports too"),
        (&["a.txt", "-o", "a.txt"], "claimwire: a.txt: is an input, and would be overwritten"),
        (&["a.txt", "--dictionaries", "tables"], "places.tsv:2:10: unknown country 'USX', did you mean 'US'?"),
        (&["a.txt", "--dictionaries", "nowhere"], "nowhere: "),
        (&["a.txt", "--offsets", "miles"], "offsets count bytes, chars or utf16, not 'miles'"),
        (&["a.txt", "--threads", "100000"], "100000 is not in 0..=256"),
        (&["a.txt", "--date", "today"], "a day is written 2025-06-06"),
        (&["a.txt", "--max-article", "1.2.3MB"], "a size is written 500kB or 1.5MB"),
        (&["a.txt", "--max-article", "64.1MB"], "a size lies between 1 and 64MB"),
        (&[], "required"),
    ] {
        let output = extract(&folder, arguments).output().unwrap();
        assert!(said(&output).contains(message), "{}", said(&output));
        assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]), "{message}");
    }
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), SENTENCE);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut child = spawn(&[corpus.to_str().unwrap()]);
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run() {
    let folder = folder("full");
    fs::write(folder.join("a.txt"), SENTENCE).unwrap();
    let output = extract(&folder, &["a.txt", "-o", "/dev/full"]).output().unwrap();
    assert!(said(&output).starts_with("claimwire: /dev/full: "), "{}", said(&output));
    assert_eq!(output.status.code(), Some(2));
}
