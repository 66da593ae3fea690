//! The state of a run ⇄ a small file beside its output.

use super::seen::Seen;
use super::{ANEW, folder_of};
use crate::error::{Error, Result};
use crate::run::Summary;
use crate::seal::Terms;
use crate::sink::Output;
use crate::source::name;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, io};

/// So long after one entry the next is due,
const INTERVAL: Duration = Duration::from_millis(250);

/// unless entries took more than one in so many parts of the time.
const PARTS: u32 = 20;

/// Where the state of a run is written down from time to time.
pub(super) struct Journal {
    path: PathBuf,
    due: Instant,
    /// The documents that the last entry tells of.
    safe: Option<u64>,
}

/// A run that was cut short: what it is made of, and how far it has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) terms: Terms,
    pub(super) state: State,
}

/// How far a run has come.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// The files opened.
    pub(super) seen: Seen,
    /// The documents that are done.
    pub(super) documents: u64,
    /// What they have been counted as.
    pub(super) summary: Summary,
    /// The bytes that they have left in the output.
    pub(super) output: u64,
    /// The bytes that they have left among the refused, where these are written down.
    pub(super) refused: Option<u64>,
    /// The names of the files beside the output: what was refused, the counts, the seal.
    #[serde(default)]
    pub(super) reports: Vec<String>,
}

impl State {
    /// Removes what a run to `output` that was killed has left of these files, but for those that are written now.
    pub(super) fn clear_reports(&self, now: &[String], output: &Path) {
        let folder = folder_of(output);
        for report in self.reports.iter().filter(|report| !now.contains(report)) {
            let path = folder.join(name::path(report));
            let [partial, _] = Output::files(&path);
            if partial.is_file() {
                // An output that is dropped unfinished leaves nothing; one that another run writes is not had.
                drop(Output::create(&path));
            }
        }
    }
}

impl Journal {
    /// The journal of a run that writes to `output`. It is hidden, so that a run over its folder is none the wiser.
    pub(super) fn beside(output: &Path) -> Journal {
        let output = output.canonicalize().unwrap_or_else(|_| output.to_owned());
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        Journal { path: output.with_file_name(format!(".{name}.journal")), due: Instant::now() + INTERVAL, safe: None }
    }

    /// Whether it is time for an entry.
    pub(super) fn is_due(&self) -> bool {
        Instant::now() >= self.due
    }

    /// When the last entry was written, where there is one.
    pub(super) fn time(&self) -> Option<SystemTime> {
        fs::metadata(&self.path).and_then(|about| about.modified()).ok()
    }

    /// The documents that a run can go on after.
    pub(super) fn safe(&self) -> Option<u64> {
        self.safe
    }

    /// The entry of a run that was cut short.
    pub(super) fn read(&mut self) -> Result<Option<Entry>> {
        match fs::read(&self.path) {
            Ok(content) => {
                let entry: Entry = serde_json::from_slice(&content)
                    .map_err(|_| Error::file(&self.path, format_args!("not a journal of this version; {ANEW}")))?;
                self.safe = Some(entry.state.documents);
                Ok(Some(entry))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file(&self.path, error)),
        }
    }

    /// Puts an entry, the work for which has begun at `begun`, in the place of the one before, whole or not at all.
    pub(super) fn write(&mut self, entry: &Entry, begun: Instant) -> Result<()> {
        let mut file = Output::create(&self.path)?;
        file.write(&serde_json::to_vec(entry).expect("an entry has string keys"))?;
        file.finish()?;
        let now = Instant::now();
        self.due = now + INTERVAL.max((now - begun) * PARTS);
        self.safe = Some(entry.state.documents);
        Ok(())
    }

    /// Leaves nothing to go on from.
    pub(super) fn remove(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::file(&self.path, error)),
            _ => Ok(()),
        }
    }
}
