//! What a run was made of and what came of it, written down and checked again.

use super::{Seal, Terms, portable};
use crate::error::{Error, Result};
use crate::run::Summary;
use crate::sink::Output;
use crate::source::{files_of, name};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

/// The manifest of one run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version, options, dictionaries, rules.
    #[serde(flatten)]
    terms: Terms,
    /// The folders and patterns among the inputs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    folders: Vec<String>,
    /// What was written beside the output, and is no input although it may lie in one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reports: Vec<String>,
    /// Every file that was read, in order.
    files: Vec<Sealed>,
    /// The counts.
    summary: Summary,
    /// What was written.
    output: Sealed,
}

/// A file, and its seal if it could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// From the working folder of the run; the output's own name where it stands beside the manifest.
    path: String,
    #[serde(flatten)]
    seal: Option<Seal>,
}

/// One thing that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    name: String,
    what: String,
}

impl Difference {
    pub(super) fn new(name: impl Into<String>, what: impl Into<String>) -> Difference {
        Difference { name: name.into(), what: what.into() }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.name, self.what)
    }
}

impl Manifest {
    /// The manifest of a run on such terms, that wrote `reports` beside its output.
    pub(crate) fn new(
        terms: Terms,
        reports: &[PathBuf],
        files: Vec<Sealed>,
        summary: Summary,
        output: Sealed,
    ) -> Manifest {
        let folders = terms.folders.clone();
        let reports = if folders.is_empty() { &[] } else { reports };
        let reports = reports.iter().map(|path| portable(path)).collect();
        Manifest { terms, folders, reports, files, summary, output }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// A file that cannot be read, or is no manifest.
    pub fn load(path: &Path) -> Result<Manifest> {
        let content = std::fs::read(path).map_err(|error| Error::file(path, error))?;
        serde_json::from_slice(&content).map_err(|error| Error::file(path, format_args!("not a manifest: {error}")))
    }

    /// How many things a check looks at.
    pub fn count(&self) -> usize {
        self.terms.count() + self.files.len() + 1
    }

    /// Reads everything again and names what differs; `path` is the manifest's own, beside which the output is looked
    /// for first.
    ///
    /// # Errors
    /// A folder of dictionaries or rules that cannot be read.
    pub fn verify(&self, path: &Path) -> Result<Vec<Difference>> {
        let mut differences = self.terms.differences(&self.terms.now()?);
        let beside = path.with_file_name(name::path(&self.output.path));
        let output = if beside.is_file() { beside } else { name::path(&self.output.path) };
        let files = self.files.par_iter().map(|file| (file, name::path(&file.path)));
        differences.par_extend(files.filter_map(|(file, path)| file.check(&path, None)));
        differences.extend(self.new_files(path, &output));
        differences.extend(self.output.check(&output, Some(self.summary.articles)));
        Ok(differences)
    }

    /// Whether none of the inputs is where the manifest says, as from another folder than that of the run.
    pub fn lies_elsewhere(&self) -> bool {
        let mut read = self.files.iter().filter(|file| file.seal.is_some()).peekable();
        read.peek().is_some() && read.all(|file| !name::path(&file.path).exists())
    }

    /// Names each file of the folders and patterns that the run has not read.
    fn new_files(&self, manifest: &Path, output: &Path) -> Vec<Difference> {
        let known: HashSet<&str> = self.files.iter().map(|file| &*file.path).collect();
        let written = self.reports.iter().map(|report| name::path(report));
        let written = written.chain([manifest.to_owned(), output.to_owned()]);
        let written: Vec<PathBuf> = written.flat_map(|path| Output::files(&path)).collect();
        let mut differences = Vec::new();
        for folder in &self.folders {
            // The working folder itself, typed in full, is told by nothing.
            let path = if folder.is_empty() { std::env::current_dir().unwrap_or_default() } else { name::path(folder) };
            match files_of(&[path], written.clone()) {
                Ok(files) => {
                    let names = files.flatten().map(|path| portable(&path));
                    let new = names.filter(|name| !known.contains(&**name));
                    differences.extend(new.map(|name| Difference::new(name, "is new")));
                }
                Err(_) => differences.push(Difference::new(folder, "is missing")),
            }
        }
        differences
    }
}

impl Sealed {
    /// An input, read to its end.
    fn input(path: &Path) -> Sealed {
        Sealed { path: portable(path), seal: Seal::of(path).ok() }
    }

    /// An output, as a manifest at `manifest` names it.
    pub(crate) fn output(path: &Path, seal: Seal, manifest: &Path) -> Sealed {
        let name = match path.file_name() {
            Some(name) if folder(path) == folder(manifest) => Path::new(name),
            _ => path,
        };
        Sealed { path: portable(name), seal: Some(seal) }
    }

    /// Reads the file at `path` and says what differs; an output has a line for each article.
    fn check(&self, path: &Path, articles: Option<u64>) -> Option<Difference> {
        let what = match (&self.seal, Seal::and_lines(path)) {
            (Some(was), Ok((now, lines))) if *was == now => {
                let articles = articles.filter(|articles| *articles != lines)?;
                let what = format!("is {articles}, and {} has {lines} lines", self.path);
                return Some(Difference::new("the count of articles", what));
            }
            (None, Err(_)) => return None,
            (Some(_), Ok(_)) => "differs".to_owned(),
            (None, Ok(_)) => "could not be read, and now can".to_owned(),
            (Some(_), Err(error)) if error.kind() == ErrorKind::NotFound => "is missing".to_owned(),
            (Some(_), Err(error)) => error.to_string(),
        };
        Some(Difference::new(&self.path, what))
    }
}

/// The inputs of a run, hashed on a thread of their own while the run goes on.
///
/// The thread follows the reader, so that a file is read twice but comes from the disk once.
pub struct Inputs {
    paths: Sender<PathBuf>,
    thread: JoinHandle<Vec<Sealed>>,
}

impl Default for Inputs {
    fn default() -> Inputs {
        let (paths, opened) = channel::<PathBuf>();
        Inputs { paths, thread: thread::spawn(move || opened.iter().map(|path| Sealed::input(&path)).collect()) }
    }
}

impl Inputs {
    /// One more file.
    pub(crate) fn add(&self, path: &Path) {
        self.paths.send(path.to_owned()).expect("a thread that takes paths until the last");
    }

    /// Waits for the last hash.
    pub(crate) fn finish(self) -> Vec<Sealed> {
        drop(self.paths);
        self.thread.join().expect("a thread that does not panic")
    }
}

/// The folder that a file stands in, in one way of writing.
fn folder(path: &Path) -> Option<PathBuf> {
    Path::new(".").join(path).parent()?.canonicalize().ok()
}
