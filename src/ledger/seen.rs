//! files, one after the other → what tells whether a later run opens the same ones.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The files that a run has opened, by name, size and time of change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    files: u64,
    /// A hash over the last file and what stood here before it.
    chain: [u8; 32],
}

impl Seen {
    /// One more file.
    pub(super) fn add(&mut self, path: &Path) {
        let mut hash = Sha256::new_with_prefix(self.chain);
        hash.update(path.as_os_str().as_encoded_bytes());
        if let Ok(metadata) = path.metadata() {
            let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            hash.update(metadata.len().to_le_bytes());
            hash.update(changed.unwrap_or_default().as_nanos().to_le_bytes());
        }
        self.files += 1;
        self.chain = hash.finalize().into();
    }
}
