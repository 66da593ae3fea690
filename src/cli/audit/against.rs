//! an earlier reading → its record of each article.
//!
//! It is a file of records, or dictionaries and rules with which the articles are read once more: the built-in ones,
//! those of a revision of the repository, or of folders.

use claimwire::{Article, Error, Extractor, Record, Result};
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is compared with.
#[derive(clap::Args)]
#[command(next_help_heading = "Comparing with an earlier reading")]
pub(super) struct Earlier {
    /// Show what changed since then: a file of records, a git revision whose folders dictionaries/ and rules/ are
    /// taken, or `built-in` for those of the program
    #[arg(long, value_name = "RECORDS|REVISION|built-in", conflicts_with_all = ["against_rules", "against_dictionaries"])]
    against: Option<String>,
    /// Show what changes by the rules: those in a folder are laid over the built-in ones for the earlier reading
    #[arg(long, value_name = "DIR")]
    against_rules: Option<PathBuf>,
    /// Show what changes by the dictionaries, in the same way
    #[arg(long, value_name = "DIR")]
    against_dictionaries: Option<PathBuf>,
    /// Compare over these articles instead of those of the golden files
    #[arg(long, value_name = "ARCHIVE", conflicts_with_all = OF_GOLDEN_FILES)]
    pub(super) articles: Vec<PathBuf>,
}

/// What is asked of golden files alone.
const OF_GOLDEN_FILES: [&str; 6] = ["golden", "since", "errors", "floor", "calibration", "write_precision"];

/// An earlier reading.
pub(super) enum Against {
    /// Of which the records are kept.
    Records(Records),
    /// Of which dictionaries and rules are known.
    Knowledge(Box<Extractor>),
}

impl Earlier {
    /// Opens what was asked for, if anything was.
    ///
    /// # Errors
    /// What is neither a file nor a revision, and every fault in it.
    pub(super) fn open(&self) -> Result<Option<Against>> {
        let Earlier { against, against_rules, against_dictionaries, articles } = self;
        let extractor = match against {
            Some(name) if Path::new(name).is_file() => {
                return Ok(Some(Against::Records(Records::open(Path::new(name))?)));
            }
            Some(name) if name == BUILT_IN => Extractor::load(None, None)?,
            Some(revision) => of_revision(revision)?,
            None if against_rules.is_some() || against_dictionaries.is_some() => {
                Extractor::load(against_dictionaries.as_deref(), against_rules.as_deref())?
            }
            None if articles.is_empty() => return Ok(None),
            None => return Err(Error::other("--articles needs --against: what is to be compared with?")),
        };
        Ok(Some(Against::Knowledge(Box::new(extractor))))
    }
}

/// What stands for the program's own dictionaries and rules.
const BUILT_IN: &str = "built-in";

/// What claimwire's own repository has in every revision, and no other has all of.
const CORE: [&str; 4] =
    ["dictionaries/countries.tsv", "dictionaries/words.tsv", "rules/actions.toml", "rules/context.toml"];

/// Compiles the dictionaries and rules of a revision: alone where it is one of claimwire itself, laid over the built-in
/// ones where somebody keeps own tables and rules.
fn of_revision(revision: &str) -> Result<Extractor> {
    let not_one = |said: &str| {
        Error::other(format_args!(
            "'{revision}' is neither a file of records nor a revision with dictionaries and rules: {said}"
        ))
    };
    let root = git(&["rev-parse", "--show-toplevel"]).map_err(|said| not_one(&said))?;
    let root = String::from_utf8_lossy(&root).trim_end().to_owned();
    let listing =
        ["-C", &root, "ls-tree", "-z", "--name-only", "--end-of-options", revision, "dictionaries/", "rules/"];
    let listing = git(&listing).map_err(|said| not_one(&said))?;
    let listing = String::from_utf8_lossy(&listing).into_owned();
    let paths = listing.split('\0').filter(|path| path.ends_with(".tsv") || path.ends_with(".toml"));
    let paths: Vec<&str> = paths.collect();
    if paths.is_empty() {
        return Err(not_one("it has no folders of these names"));
    }
    let folder = tempfile::tempdir().map_err(Error::other)?;
    let [dictionaries, rules] = ["dictionaries", "rules"].map(|name| folder.path().join(name));
    for folder in [&dictionaries, &rules] {
        std::fs::create_dir(folder).map_err(|error| Error::file(folder, error))?;
    }
    for path in &paths {
        let content = git(&["-C", &root, "show", "--end-of-options", &format!("{revision}:{path}")]);
        let content = content.map_err(|said| not_one(&said))?;
        let name = Path::new(path).file_name().unwrap_or_default();
        let into = if path.starts_with("rules/") { rules.join(name) } else { dictionaries.join(name) };
        std::fs::write(&into, content).map_err(|error| Error::file(&into, error))?;
    }
    let extractor = match CORE.iter().all(|path| paths.contains(path)) {
        true => Extractor::load_only(&dictionaries, &rules),
        false => {
            let own = |folder: &'static str| paths.iter().any(|path| path.starts_with(folder));
            let dictionaries = own("dictionaries/").then_some(&*dictionaries);
            Extractor::load(dictionaries, own("rules/").then_some(&*rules))
        }
    };
    // A fault stands in the revision, not in the folder that is gone by then.
    let (here, there) = (format!("{}/", folder.path().display()), format!("{revision}:"));
    extractor.map_err(|error| Error::other(error.to_string().replace(&here, &there)))
}

/// What git prints, or the first line of its complaint.
fn git(arguments: &[&str]) -> std::result::Result<Vec<u8>, String> {
    let output = Command::new("git").args(arguments).output().map_err(|error| format!("git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("git does not say why");
    Err(said.strip_prefix("fatal: ").unwrap_or(said).to_owned())
}

/// A file of records, of which only the places are kept in memory.
pub(super) struct Records {
    path: PathBuf,
    file: File,
    /// Where the record of an article begins, by the article's id.
    places: HashMap<String, u64>,
}

/// What is read of a record to find it again.
#[derive(Deserialize)]
struct Head {
    id: String,
}

impl Records {
    fn open(path: &Path) -> Result<Records> {
        let file = File::open(path).map_err(|error| Error::file(path, error))?;
        let mut records = Records { path: path.to_owned(), file, places: HashMap::new() };
        let mut lines = BufReader::new(&records.file);
        let (mut line, mut at, mut number) = (Vec::new(), 0, 0);
        loop {
            line.clear();
            let read = lines.read_until(b'\n', &mut line).map_err(|error| Error::file(path, error))?;
            if read == 0 {
                return Ok(records);
            }
            number += 1;
            if !line.trim_ascii().is_empty() {
                let head: Head = serde_json::from_slice(&line)
                    .map_err(|error| Error::file(path, format_args!("line {number} is no record: {error}")))?;
                records.places.insert(head.id, at);
            }
            at += read as u64;
        }
    }

    /// The record of the article with one of these ids; nothing where the file has none.
    ///
    /// # Errors
    /// A line that is no record.
    fn record(&self, ids: &[&str]) -> Result<Option<Record<'static>>> {
        let Some(&place) = ids.iter().find_map(|id| self.places.get(*id)) else { return Ok(None) };
        let mut line = Vec::new();
        let mut lines = BufReader::new(&self.file);
        let read = lines.seek(SeekFrom::Start(place)).and_then(|_| lines.read_until(b'\n', &mut line));
        read.map_err(|error| Error::file(&self.path, error))?;
        let record = serde_json::from_slice(&line);
        record.map(Some).map_err(|error| Error::file(&self.path, format_args!("the record of '{}': {error}", ids[0])))
    }
}

impl Against {
    /// Reads an article as it was read earlier, where that has to be done again.
    pub(super) fn read(&self, article: &Article) -> Option<Record<'static>> {
        match self {
            Against::Records(_) => None,
            Against::Knowledge(extractor) => Some(extractor.extract(article).into_owned()),
        }
    }

    /// The earlier record of an article: the one just read, or the one kept under one of its ids.
    ///
    /// # Errors
    /// A kept record that cannot be read.
    pub(super) fn record(&self, read: Option<Record<'static>>, ids: &[&str]) -> Result<Option<Record<'static>>> {
        match self {
            Against::Records(records) => records.record(ids),
            Against::Knowledge(_) => Ok(read),
        }
    }
}
