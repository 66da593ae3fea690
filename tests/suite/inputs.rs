//! What paths and patterns stand for: which files are read, what they are called, and what is passed over.

use super::archives::tar;
use super::folder::{Folder, folder};
use super::run::{extract, ids, read, said};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const SENTENCE: &str = "Japan imposed a ban on US beef.";

/// A folder with files of one sentence.
fn files(name: &str, paths: &[&str]) -> Folder {
    let folder = folder(name);
    for path in paths {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), SENTENCE).unwrap();
    }
    folder
}

/// The ids of what is read from inputs of which nothing is refused.
fn read_from(folder: &Path, inputs: &[&str]) -> Vec<String> {
    let output = extract(folder, &[inputs, &["--quiet"]].concat()).output().unwrap();
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""), "{inputs:?}");
    ids(&read(&output.stdout)).into_iter().map(str::to_owned).collect()
}

/// How many articles come of a pattern.
fn count(folder: &Path, pattern: &str) -> usize {
    read_from(folder, &[pattern]).len()
}

#[test]
fn a_pattern_meets_what_a_shell_would() {
    // A name that is there is no pattern, and need not be one.
    let odd = files("no_pattern", &["a[.txt", "a[b].txt", "ab.txt"]);
    assert_eq!(read_from(&odd, &["a[.txt"]), ["a[.txt"]);
    assert_eq!(read_from(&odd, &["a[b].txt"]), ["a[b].txt"]);
    let paths = [
        "in/a.txt",
        "in/b[1].txt",
        "in/caf\u{e9}.txt",
        "in/sub/c.txt",
        "in/sub/deep/d.txt",
        "in/.e.txt",
        "in/.f/g.txt",
    ];
    let folder = files("patterns", &paths);
    for (pattern, articles) in [
        ("in/*", 5),
        ("in/*.txt", 3),
        ("in/**", 5),
        ("in/**/*", 5),
        ("in/**/*.txt", 5),
        ("**/*.txt", 5),
        ("**", 5),
        ("*/sub", 2),
        ("*/*/", 2),
        ("in/**/d.txt", 1),
        ("in/*/*/d.txt", 1),
        ("in/caf?.txt", 1),
        ("in/[!ab]*.txt", 1),
        ("in/b[[]1].txt", 1),
        ("in/b[1].txt", 1),
        ("in/.*", 2),
        ("in/.*.txt", 1),
        ("in/**/.f/*", 1),
        ("./in/su?/*.txt", 1),
    ] {
        assert_eq!(count(&folder, pattern), articles, "{pattern}");
    }
    for pattern in ["in/*.pdf", "in/a.txt/*", "nowhere/*"] {
        let output = extract(&folder, &[pattern]).output().unwrap();
        let expected = format!("claimwire: {pattern}: no file has such a name\n");
        assert_eq!((output.status.code(), said(&output)), (Some(2), expected));
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf_8_does_not_disturb_a_pattern() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let folder = files("pattern_bytes", &["in/a.txt", "in/sub/b.txt"]);
    let odd = OsStr::from_bytes(b"\xff.txt");
    fs::write(folder.join("in").join(odd), SENTENCE).unwrap();
    // What the pattern does not meet may be broken.
    symlink("nowhere", folder.join("in/gone")).unwrap();
    assert_eq!(count(&folder, "in/**/*.txt"), 3);
    assert_eq!(count(&folder, "in/a*"), 1);
}

/// What `--refused` holds of a run, as place and reason, and what the summary counts as passed over.
fn passed_over(folder: &Path, input: &str) -> (Vec<(String, String)>, u64) {
    let arguments = [input, "--quiet", "--refused", "refused.txt", "--summary", "summary.txt"];
    let output = extract(folder, &arguments).output().unwrap();
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    let refused = read(&fs::read(folder.join("refused.txt")).unwrap());
    assert!(refused.iter().all(|line| line["passed_over"] == true), "{refused:?}");
    let field = |line: &Value, name: &str| line[name].as_str().unwrap().to_owned();
    let summary: Value = serde_json::from_slice(&fs::read(folder.join("summary.txt")).unwrap()).unwrap();
    let lines = refused.iter().map(|line| (field(line, "source"), field(line, "reason")));
    (lines.collect(), summary["passed_over"].as_u64().unwrap())
}

#[cfg(unix)]
#[test]
fn what_is_passed_over_in_folders_and_by_patterns_is_counted_and_named() {
    use std::os::unix::net::UnixListener;
    let folder = files("passed_over", &["in/a.txt", "in/note.md", "in/.hidden.txt"]);
    fs::write(folder.join("in/t.tar"), tar(&[("b.txt", SENTENCE.as_bytes()), ("c.pdf", b"x"), (".d.txt", b"x")]))
        .unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("in/pipe.txt")).status().unwrap().success());
    let _socket = UnixListener::bind(folder.join("in/socket.txt")).unwrap();
    let unknown = "its name tells no format that is read";
    let packed = [("in/t.tar!/c.pdf", unknown), ("in/t.tar!/.d.txt", "it is hidden")];
    let special = [("in/pipe.txt", "a named pipe"), ("in/socket.txt", "a socket")];
    let own = |lines: &[(&str, &str)]| -> Vec<_> {
        lines.iter().map(|(place, reason)| ((*place).to_owned(), (*reason).to_owned())).collect()
    };
    let expected = own(&[&[("in/note.md", unknown)], &special[..], &packed].concat());
    assert_eq!(passed_over(&folder, "in"), (expected, 5));
    assert_eq!(passed_over(&folder, "in/*.t*"), (own(&[&special[..], &packed].concat()), 4));
}

#[test]
fn ids_tell_the_files_of_several_inputs_apart() {
    let folder = files("ids", &["y1/d.txt", "y2/d.txt", "y2/sub/d.txt"]);
    fs::write(folder.join(".list"), "y1/d.txt\ny2/d.txt\n").unwrap();
    let absolute = folder.join("y2/d.txt").canonicalize().unwrap();
    let several = ["y1/d.txt", "y2/d.txt", "y2/sub/d.txt"];
    for (inputs, expected) in [
        (&["y2/d.txt"][..], &["d.txt"][..]),
        (&["y2"], &["d.txt", "sub/d.txt"]),
        (&["y2/*"], &["d.txt", "sub/d.txt"]),
        (&["y1", "y2"], &several),
        (&["y?/*"], &several),
        (&["y*"], &several),
        (&["**"], &several),
        (&["./y1/d.txt", "y2/d.*"], &["./y1/d.txt", "y2/d.txt"]),
        (&["--files-from", ".list"], &several[..2]),
        (&["y1/", absolute.to_str().unwrap()], &several[..2]),
    ] {
        assert_eq!(read_from(&folder, inputs), expected, "{inputs:?}");
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = files("overwritten", &["in/a.txt", "in/b.txt"]);
    fs::write(folder.join("list"), "in/b.txt\n").unwrap();
    for input in [&["in"][..], &["in/*.txt"], &["--files-from", "list"]] {
        let output = extract(&folder, &[input, &["-o", "in/b.txt"]].concat()).output().unwrap();
        assert!(said(&output).ends_with(", and would be overwritten\n"), "{}", said(&output));
        assert_eq!(output.status.code(), Some(2));
    }
    assert_eq!(fs::read_to_string(folder.join("in/b.txt")).unwrap(), SENTENCE);
    let reports = ["--refused", "in/r.jsonl", "--summary", "in/s.json", "--manifest", "in/m.json"];
    for _ in 0..2 {
        let output = extract(&folder, &[&["in", "-o", "in/c.jsonl"], &reports[..]].concat()).output().unwrap();
        assert_eq!(said(&output), "claimwire: 2 articles (2 undated), 2 claims, 0 refused\n");
    }
}
