//! What paths and patterns stand for: which files are read, what they are called, and what is passed over.

use super::folder::{Folder, folder};
use super::run::{extract, ids, read, said};
use std::fs;
use std::path::Path;

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
