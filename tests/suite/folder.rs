//! A folder for one test, which is gone once the test has passed, so that many runs do not fill a disk.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::thread;

/// A folder in the tests' scratch space.
pub(crate) struct Folder(PathBuf);

/// An empty folder for one test; what a test leaves that has failed stays until its next run.
pub(crate) fn folder(name: &str) -> Folder {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    Folder(folder)
}

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl AsRef<Path> for Folder {
    fn as_ref(&self) -> &Path {
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !thread::panicking() {
            // What cannot be removed is removed before the next run.
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
