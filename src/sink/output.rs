//! bytes → a stream, or a file that is there only when it is whole.
//!
//! A file on its way is locked, so that two runs never write the same one; the system lets go of it with the process.

use crate::error::{Error, Result};
use same_file::Handle;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where rendered findings go.
pub struct Output {
    name: PathBuf,
    writer: Writer,
    /// The file under which a whole output is to be found; until then it stands under `name`.
    whole: Option<PathBuf>,
    kept: bool,
    length: u64,
    hash: Option<Sha256>,
}

enum Writer {
    Stream(Box<dyn Write>),
    File(File),
}

impl Output {
    /// A stream, called `name` in what is said about it.
    pub fn stream(name: &str, writer: impl Write + 'static) -> Output {
        Output::new(name.into(), Writer::Stream(Box::new(writer)), None)
    }

    /// A file, which stands beside its place as `NAME.partial` until it is whole; an output that is dropped unfinished
    /// leaves nothing unless it is [kept](Output::keep), and what was in its place stays. A device or pipe is written
    /// to as it is.
    ///
    /// # Errors
    /// A folder that is not there, or may not be written to; a file that another run is writing.
    pub fn create(path: &Path) -> Result<Output> {
        match path.to_str() {
            Some(name @ "/dev/stdout") => return Ok(Output::stream(name, io::stdout())),
            Some(name @ "/dev/stderr") => return Ok(Output::stream(name, io::stderr())),
            _ => {}
        }
        let (name, whole) = places(path);
        let open = || match whole {
            None => OpenOptions::new().append(true).open(&name),
            Some(_) => {
                let file = claim(OpenOptions::new().read(true).write(true).create(true), &name)?;
                file.set_len(0)?;
                Ok(file)
            }
        };
        let file = open().map_err(|error| Error::file(path, error))?;
        Ok(Output::new(name, Writer::File(file), whole))
    }

    /// A file of which the first `length` bytes are there from an output that was kept; more than those are dropped.
    ///
    /// # Errors
    /// A partial file that is not there, or shorter, or that another run is writing.
    pub fn resume(path: &Path, length: u64) -> Result<Output> {
        let (name, whole) = places(path);
        let open = || {
            let mut file = claim(OpenOptions::new().read(true).write(true), &name)?;
            if file.metadata()?.len() < length {
                return Err(io::Error::other(format!("{length} bytes of it were written, and some are missing")));
            }
            file.set_len(length)?;
            file.seek(SeekFrom::Start(length))?;
            Ok(file)
        };
        let file = open().map_err(|error| Error::file(&name, error))?;
        Ok(Output { name, writer: Writer::File(file), whole, kept: true, length, hash: None })
    }

    fn new(name: PathBuf, writer: Writer, whole: Option<PathBuf>) -> Output {
        Output { name, writer, whole, kept: false, length: 0, hash: None }
    }

    /// The same output, with a SHA-256 of all its bytes, those already there included.
    ///
    /// # Errors
    /// What is there already cannot be read.
    pub fn hashed(mut self) -> Result<Output> {
        let mut hash = Sha256::new();
        if let Writer::File(file) = &mut self.writer
            && self.length > 0
        {
            let mut read = || {
                file.rewind()?;
                io::copy(&mut Read::by_ref(file).take(self.length), &mut hash)
            };
            read().map_err(|error| Error::file(&self.name, error))?;
        }
        self.hash = Some(hash);
        Ok(self)
    }

    /// The files that an output at `path` takes up, on its way and whole, by their paths without links.
    pub fn files(path: &Path) -> [PathBuf; 2] {
        let whole = match is_of_the_system(path) {
            true => path.to_owned(),
            false => path.canonicalize().unwrap_or_else(|_| {
                let folder = Path::new(".").join(path.parent().unwrap_or(path));
                folder.canonicalize().unwrap_or(folder).join(path.file_name().unwrap_or_default())
            }),
        };
        [beside(&whole, ".partial"), whole]
    }

    /// Whether it is a file that takes its place when it is whole.
    pub fn is_file(&self) -> bool {
        self.whole.is_some()
    }

    /// From now on the bytes written stay, even where the output is not finished.
    pub fn keep(&mut self) {
        self.kept = true;
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The hash of the bytes so far, of an output that is [hashed](Output::hashed).
    pub fn hash(&self) -> Option<Sha256> {
        self.hash.clone()
    }

    /// Writes bytes behind those written before.
    ///
    /// # Errors
    /// A full disk; a closed pipe, which is told apart.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = match &mut self.writer {
            Writer::Stream(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
            Writer::File(file) => file.write_all(bytes),
        };
        written.map_err(|error| Error::output(&self.name, &error))?;
        self.length += bytes.len() as u64;
        if let Some(hash) = &mut self.hash {
            hash.update(bytes);
        }
        Ok(())
    }

    /// Waits until the bytes written are on the disk and outlast a loss of power.
    ///
    /// # Errors
    /// A disk that fails.
    pub fn sync(&self) -> Result<()> {
        match &self.writer {
            Writer::File(file) if self.is_file() => file.sync_data().map_err(|error| Error::file(&self.name, error)),
            _ => Ok(()),
        }
    }

    /// Puts a whole file into its place.
    ///
    /// # Errors
    /// A file that cannot be renamed.
    pub fn finish(mut self) -> Result<()> {
        self.sync()?;
        match self.whole.take() {
            Some(whole) => fs::rename(&self.name, &whole).map_err(|error| Error::file(&whole, error)),
            None => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.whole.is_some() && !self.kept {
            // Nobody is left to tell if even this fails.
            let _ = fs::remove_file(&self.name);
        }
    }
}

/// Opens a file that no other run is writing.
fn claim(options: &OpenOptions, name: &Path) -> io::Result<File> {
    loop {
        let file = options.open(name)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(io::Error::other("another run is writing it")),
            // Where the file system knows no locks, nobody is kept away.
            Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        // The run that held it may just have put it in its place.
        let held = Handle::from_file(file.try_clone()?)?;
        if Handle::from_path(name).is_ok_and(|there| there == held) {
            return Ok(file);
        }
    }
}

/// Where a file is written, and where it goes when it is whole; a device or pipe goes nowhere, and neither does what
/// stands for an open stream, as `/dev/stdout`.
fn places(path: &Path) -> (PathBuf, Option<PathBuf>) {
    if is_of_the_system(path) {
        return (path.to_owned(), None);
    }
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match whole.metadata() {
        Ok(metadata) if !metadata.is_file() => (whole, None),
        _ => (beside(&whole, ".partial"), Some(whole)),
    }
}

/// Whether a path stands for what the system has open.
fn is_of_the_system(path: &Path) -> bool {
    ["/dev", "/proc"].iter().any(|system| path.starts_with(system))
}

/// The file of the same name with `ending` behind it.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
