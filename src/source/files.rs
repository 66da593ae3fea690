//! paths of the command line → files, one after the other.

use super::{Format, Outcome, Refusal, format_of, said};
use crate::error::{Error, Result};
use ignore::{Walk, WalkBuilder};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What stands for standard input among paths.
const STDIN: &str = "-";

/// The files of some paths; folders are walked as they come up, so that a million files take no memory.
pub(super) struct Files {
    inputs: std::vec::IntoIter<PathBuf>,
    folder: Option<Folder>,
    passed_over: usize,
}

/// A folder on the walk.
struct Folder {
    root: PathBuf,
    walk: Walk,
    found: usize,
    passed_over: usize,
}

/// One file, not open yet.
pub(super) struct Found {
    path: PathBuf,
    /// Its place in the folder asked for, with `/`; the bare name of a file asked for.
    pub(super) id: String,
    /// Its format, where its name tells.
    pub(super) format: Option<&'static dyn Format>,
}

impl Found {
    /// The file as the user knows it.
    pub(super) fn name(&self) -> String {
        if self.is_stdin() { self.id.clone() } else { self.path.display().to_string() }
    }

    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if self.is_stdin() { Ok(Box::new(io::stdin())) } else { Ok(Box::new(File::open(&self.path)?)) }
    }

    fn is_stdin(&self) -> bool {
        self.path.as_os_str() == STDIN
    }
}

impl Files {
    /// The files of some paths, each of which must exist.
    pub(super) fn open(inputs: &[PathBuf]) -> Result<Files> {
        for path in inputs.iter().filter(|path| path.as_os_str() != STDIN) {
            path.metadata().map_err(|error| Error::file(path, said(&error)))?;
        }
        Ok(Files { inputs: Vec::from(inputs).into_iter(), folder: None, passed_over: 0 })
    }

    /// How many files of folders were of no known format so far.
    pub(super) fn passed_over(&self) -> usize {
        self.passed_over + self.folder.as_ref().map_or(0, |folder| folder.passed_over)
    }
}

impl Iterator for Files {
    type Item = Outcome<Found>;

    fn next(&mut self) -> Option<Outcome<Found>> {
        loop {
            if let Some(folder) = &mut self.folder {
                if let Some(found) = folder.next() {
                    return Some(found);
                }
                self.passed_over += folder.passed_over;
                let empty = folder.is_empty();
                self.folder = None;
                if let Some(refusal) = empty {
                    return Some(Err(refusal));
                }
            }
            let path = self.inputs.next()?;
            if path.is_dir() {
                self.folder = Some(Folder::open(path));
                continue;
            }
            let (id, format) = match path.file_name() {
                Some(name) if path.as_os_str() != STDIN => {
                    let name = name.to_string_lossy();
                    (name.to_string(), format_of(&name))
                }
                _ => ("stdin".to_owned(), None),
            };
            return Some(Ok(Found { path, id, format }));
        }
    }
}

impl Folder {
    fn open(root: PathBuf) -> Folder {
        let walk = WalkBuilder::new(&root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .sort_by_file_path(Path::cmp)
            .build();
        Folder { root, walk, found: 0, passed_over: 0 }
    }

    /// The next file of a known format.
    fn next(&mut self) -> Option<Outcome<Found>> {
        loop {
            let entry = match self.walk.next()? {
                Ok(entry) => entry,
                Err(error) => {
                    self.found += 1;
                    return Some(Err(refuse(&self.root, &error)));
                }
            };
            if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            let Some(format) = format_of(&entry.file_name().to_string_lossy()) else {
                self.passed_over += 1;
                continue;
            };
            self.found += 1;
            let path = entry.into_path();
            let id = id_below(&self.root, &path);
            return Some(Ok(Found { path, id, format: Some(format) }));
        }
    }

    /// What is said of a folder in which nothing was found.
    fn is_empty(&self) -> Option<Refusal> {
        let reason = match (self.found, self.passed_over) {
            (1.., _) => return None,
            (0, 0) => "no articles in it".to_owned(),
            (0, others) => format!("no articles in it, only {others} of other formats"),
        };
        Some(Refusal { source: self.root.display().to_string(), line: None, reason })
    }
}

/// The path below `root`, with `/` between its parts.
fn id_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// What a walk complains of, with the nearest path known.
fn refuse(path: &Path, error: &ignore::Error) -> Refusal {
    match error {
        ignore::Error::WithDepth { err, .. } => refuse(path, err),
        ignore::Error::WithPath { path, err } => refuse(path, err),
        ignore::Error::Loop { ancestor, child } => Refusal {
            source: child.display().to_string(),
            line: None,
            reason: format!("a link back to '{}'", ancestor.display()),
        },
        other => Refusal {
            source: path.display().to_string(),
            line: None,
            reason: other.io_error().map_or_else(|| other.to_string(), said),
        },
    }
}
