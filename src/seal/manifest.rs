//! What a run was made of and what came of it, written down and checked again.

use super::{Seal, Terms, portable};
use crate::error::{Error, Result};
use crate::run::Summary;
use crate::source::name;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
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
    pub terms: Terms,
    /// Every file that was read, in order.
    pub files: Vec<Sealed>,
    /// The counts.
    pub summary: Summary,
    /// What was written.
    pub output: Sealed,
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
        let checks = files.chain(rayon::iter::once((&self.output, output)));
        differences.par_extend(checks.filter_map(|(file, path)| file.check(&path)));
        Ok(differences)
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

    /// Reads the file at `path` and says what differs.
    fn check(&self, path: &Path) -> Option<Difference> {
        let what = match (&self.seal, Seal::of(path)) {
            (Some(was), Ok(now)) if *was == now => return None,
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
