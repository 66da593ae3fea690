//! bytes → a stream, or a file that is there only when it is whole.

use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where rendered findings go.
pub struct Output {
    name: PathBuf,
    writer: Box<dyn Write>,
    /// The file under which a whole output is to be found; until then it stands under `name`.
    whole: Option<PathBuf>,
}

impl Output {
    /// A stream, called `name` in what is said about it.
    pub fn stream(name: &str, writer: impl Write + 'static) -> Output {
        Output { name: name.into(), writer: Box::new(writer), whole: None }
    }

    /// A file, which stands beside its place as `NAME.partial` until it is whole; an output that is dropped unfinished
    /// leaves nothing, and what was in its place stays. A device or pipe is written to as it is.
    ///
    /// # Errors
    /// A folder that is not there, or may not be written to.
    pub fn create(path: &Path) -> Result<Output> {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_file = whole.metadata().map_or(true, |metadata| metadata.is_file());
        let (name, whole) = match whole.file_name() {
            Some(file) if is_file => {
                let mut file = file.to_owned();
                file.push(".partial");
                (whole.with_file_name(file), Some(whole))
            }
            _ => (whole, None),
        };
        let file = File::create(&name).map_err(|error| Error::file(path, error))?;
        Ok(Output { name, writer: Box::new(file), whole })
    }

    /// Writes bytes behind those written before.
    ///
    /// # Errors
    /// A full disk; a closed pipe, which is told apart.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.writer.write_all(bytes).and_then(|()| self.writer.flush());
        written.map_err(|error| Error::output(&self.name, &error))
    }

    /// Puts a whole file into its place.
    ///
    /// # Errors
    /// A file that cannot be renamed.
    pub fn finish(mut self) -> Result<()> {
        match self.whole.take() {
            Some(whole) => fs::rename(&self.name, &whole).map_err(|error| Error::file(&whole, error)),
            None => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.whole.is_some() {
            // Nobody is left to tell if even this fails.
            let _ = fs::remove_file(&self.name);
        }
    }
}
