//! judgements ↔ the lines of `judgements.jsonl`, beside the golden files.
//!
//! A line is on the disk before its judgement is acknowledged, and is never changed: taking back is a line of its own.

use super::judgement::Judgement;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

const NAME: &str = "judgements.jsonl";

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    /// Something was judged.
    Judged(Judgement),
    /// The last judgement was taken back.
    Undone {
        /// It.
        undone: Judgement,
    },
}

/// The open file.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens or begins the journal of a folder for this program alone, and reads what it holds. A last line without an
    /// end was never acknowledged and is cut off.
    pub(super) fn open(folder: &Path) -> Result<(Journal, Vec<Entry>)> {
        let path = folder.join(NAME);
        let fault = |error: std::io::Error| Error::file(&path, error);
        if path.is_symlink() {
            return Err(Error::file(&path, "a link: a review writes in its own folder alone"));
        }
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(&path).map_err(fault)?;
        // Two would take back each other's judgements.
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::file(&path, "another review of this folder is running"),
            TryLockError::Error(error) => fault(error),
        })?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(fault)?;
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        if whole < bytes.len() {
            file.set_len(whole as u64).map_err(fault)?;
        }
        let lines = bytes[..whole].split(|&byte| byte == b'\n').zip(1..).filter(|(line, _)| !line.is_empty());
        let entries = lines.map(|(line, number)| {
            serde_json::from_slice(line).map_err(|_| Error::file(&path, format!("line {number} is no judgement")))
        });
        let entries = entries.collect::<Result<_>>()?;
        Ok((Journal { path, file }, entries))
    }

    /// Whether a file was last written before the last line, or at the same moment.
    pub(super) fn is_as_young_as(&self, file: &Path) -> Result<bool> {
        let written = |metadata: std::io::Result<std::fs::Metadata>| metadata.and_then(|metadata| metadata.modified());
        let own = written(self.file.metadata()).map_err(|error| Error::file(&self.path, error))?;
        let other = written(file.metadata()).map_err(|error| Error::file(file, error))?;
        Ok(own >= other)
    }

    /// Writes a line; when this returns, it is on the disk.
    pub(super) fn append(&mut self, entry: &Entry) -> Result<()> {
        let mut line = serde_json::to_vec(entry).map_err(Error::other)?;
        line.push(b'\n');
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        written.map_err(|error| Error::file(&self.path, error))
    }
}
