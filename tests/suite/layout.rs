//! The house is laid out as `lib.rs` says: one way, in small rooms, and the rooms between article and record are pure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file under `src`.
struct File {
    /// `mention/overlap.rs`.
    name: String,
    /// The module of `lib.rs` that it belongs to; `main` and `cli` belong to the binary, which may use them all.
    room: String,
    /// How many modules it lies below the crate's root.
    depth: usize,
    content: String,
    /// Its code without comments and without its unit tests, which may look further than it does.
    code: String,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths.iter().map(|path| read(&root, path)).collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn read(root: &Path, path: &Path) -> File {
    let content = std::fs::read_to_string(path).unwrap();
    let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    let modules: Vec<&str> = name.trim_end_matches(".rs").split('/').filter(|part| *part != "mod").collect();
    let (before, tests) = content.split_once("#[cfg(test)]\nmod tests {").unwrap_or((content.as_str(), ""));
    let (_, behind) = tests.split_once("\n}\n").unwrap_or_default();
    let code = before.lines().chain(behind.lines()).filter(|line| !is_comment(line));
    File { room: modules[0].to_owned(), depth: modules.len(), code: code.collect::<Vec<_>>().join("\n"), content, name }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The modules of `lib.rs` in their order, and for each name that it gives out the module that the name comes from.
fn front_door() -> (Vec<String>, BTreeMap<String, String>) {
    let files = files();
    let lib = files.iter().find(|file| file.name == "lib.rs").unwrap();
    let (mut rooms, mut names) = (Vec::new(), BTreeMap::new());
    for line in lib.code.split(';').map(str::trim) {
        if let Some((_, room)) = line.rsplit_once("mod ") {
            rooms.push(room.to_owned());
        } else if let Some((room, given)) = line.strip_prefix("pub use ").and_then(|line| line.split_once("::")) {
            for name in given.trim_matches(['{', '}']).split(',') {
                names.insert(name.trim().to_owned(), room.to_owned());
            }
        }
    }
    (rooms, names)
}

/// What a file takes from the crate's root: the first name of each path that begins there.
fn imports(file: &File) -> Vec<&str> {
    let supers = "super::".repeat(file.depth);
    let mut names = Vec::new();
    for root in ["crate::", &supers] {
        for (at, _) in file.code.match_indices(root) {
            let longer = file.code[..at].ends_with("super::") || file.code[..at].ends_with(char::is_alphanumeric);
            let path = &file.code[at + root.len()..];
            if longer || path.starts_with("super::") {
                continue;
            }
            match path.strip_prefix('{') {
                Some(group) => names.extend(first_names(group)),
                None => names.push(first_name(path)),
            }
        }
    }
    names
}

/// The first name of each path in a group `a::b, c::{d, e}}`.
fn first_names(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(group[start..at].trim()));
                start = at + 1;
                if sign == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> &str {
    path.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or_default()
}

fn has_word(code: &str, word: &str) -> bool {
    code.split(|sign: char| !sign.is_alphanumeric() && sign != '_').any(|found| found == word)
}

fn no_complaints(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_module_imports_only_from_those_above_it() {
    let (rooms, names) = front_door();
    let place = |room: &str| rooms.iter().position(|known| known == room);
    assert!(place("error") < place("text") && place("text") < place("extract"), "{rooms:?}");
    let mut complaints = Vec::new();
    for file in files() {
        let Some(own) = place(&file.room) else { continue };
        for name in imports(&file) {
            let room = names.get(name).map_or(name, String::as_str);
            if place(room).is_some_and(|other| other > own) {
                complaints.push(format!("src/{}: takes '{name}' from '{room}', which stands below", file.name));
            }
        }
    }
    no_complaints(&complaints);
}

#[test]
fn every_file_is_one_idea_of_at_most_420_lines() {
    let counted = files().into_iter().map(|file| (file.name, file.content.lines().count()));
    let long = counted.filter(|(_, lines)| *lines > 420);
    let long: Vec<String> = long.map(|(name, lines)| format!("src/{name}: {lines} lines")).collect();
    no_complaints(&long);
}

/// `cargo fmt` leaves comments as they are.
#[test]
fn comments_keep_to_the_margin_as_code_does() {
    let mut complaints = Vec::new();
    for file in files() {
        let lines = file.content.lines().enumerate().filter(|(_, line)| is_comment(line));
        let wide = lines.filter(|(_, line)| line.chars().count() > 120);
        complaints.extend(wide.map(|(index, _)| format!("src/{}:{}: past column 120", file.name, index + 1)));
    }
    no_complaints(&complaints);
}

#[test]
fn the_rooms_between_article_and_record_read_no_file_and_cannot_fail() {
    let mut complaints = Vec::new();
    for file in files() {
        if !["text", "mention", "syntax", "claim"].contains(&file.room.as_str()) {
            continue;
        }
        let found = ["std::fs", "std::io"].into_iter().filter(|path| file.code.contains(path));
        // What `Display` asks for is no failure of the room's own.
        let own = file.code.replace("fmt::Result", "");
        let found = found.chain(has_word(&own, "Result").then_some("Result"));
        complaints.extend(found.map(|what| format!("src/{}: {what}", file.name)));
    }
    no_complaints(&complaints);
}
