//! paths of the command line → files, one after the other.

use super::document::{Outcome, Refusal, UNKNOWN, Verdict, said};
use super::input::{Counted, Stream, Tally};
use super::pattern::Pattern;
use super::{format, name};
use crate::error::{Error, Result};
use ignore::{Walk, WalkBuilder};
use std::fs::{File, FileType};
use std::io::{self, Read};
#[cfg(unix)]
use std::os::unix::fs::FileTypeExt;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// What stands for standard input among paths.
const STDIN: &str = "-";

/// The files of some paths; folders are walked as they come up, so that a million files take no memory.
pub(super) struct Files {
    inputs: Vec<Outcome<PathBuf>>,
    naming: Arc<Naming>,
    left_out: LeftOut,
    next: usize,
    folder: Option<Folder>,
}

/// What files are called by their ids, so that no two of a run are called the same.
enum Naming {
    /// One thing is read: by their paths from a folder on.
    From(PathBuf),
    /// Several are: by their paths as they were named.
    AsNamed,
}

/// Files that are not to be read, by their paths without links.
type LeftOut = Arc<[PathBuf]>;

/// A folder on the walk.
struct Folder {
    root: PathBuf,
    naming: Arc<Naming>,
    left_out: LeftOut,
    walk: Walk,
    tally: Tally,
}

/// One file, not open yet.
pub(super) struct Found {
    path: PathBuf,
    /// What tells it from the others, as [`Naming`] has it.
    pub(super) id: String,
}

impl Naming {
    /// The naming of what some inputs bring in.
    fn of(inputs: &[PathBuf]) -> Result<Naming> {
        let [input] = inputs else { return Ok(Naming::AsNamed) };
        Ok(Naming::From(match pattern(input)? {
            Some(pattern) => pattern.folder().to_owned(),
            None if input.is_dir() => input.clone(),
            None => input.parent().unwrap_or(input).to_owned(),
        }))
    }

    /// The id of a file, with `/` between the names.
    fn id(&self, path: &Path) -> String {
        if is_stdin(path) {
            return "stdin".to_owned();
        }
        let path = match self {
            Naming::From(folder) => name::of(below(folder, path)),
            Naming::AsNamed => name::portable(path),
        };
        path.replace(MAIN_SEPARATOR, "/")
    }
}

impl Found {
    /// The file as the user knows it.
    pub(super) fn name(&self) -> String {
        self.path().map_or_else(|| self.id.clone(), name::of)
    }

    /// Its path; standard input has none.
    pub(super) fn path(&self) -> Option<&Path> {
        (!is_stdin(&self.path)).then_some(&*self.path)
    }

    /// Its length on the disk.
    pub(super) fn size(&self) -> Option<u64> {
        let about = self.path()?.metadata().ok()?;
        about.is_file().then_some(about.len())
    }

    /// Its bare name, which may tell its format.
    pub(super) fn file_name(&self) -> String {
        let name = self.path().and_then(Path::file_name).unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Opens it; the bytes read from it are added to `read`.
    /// The file itself is given where it can be read in any order.
    pub(super) fn open(&self, read: Arc<AtomicU64>) -> io::Result<(Stream, Option<Arc<File>>)> {
        if is_stdin(&self.path) {
            return Ok((Box::new(Counted::new(io::stdin(), read)), None));
        }
        let file = Arc::new(File::open(&self.path)?);
        let is_regular = file.metadata()?.is_file();
        Ok((Box::new(Counted::new(Arc::clone(&file), read)), is_regular.then_some(file)))
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}

/// The paths that a file lists, a line each, or each before a NUL where there are any; `-` reads the list from standard
/// input.
///
/// # Errors
/// A list that cannot be read.
pub fn listed(list: &Path) -> Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    let read = if is_stdin(list) {
        io::stdin().read_to_end(&mut bytes)
    } else {
        File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| Error::file(list, said(&error)))?;
    let paths: Vec<&[u8]> = match bytes.contains(&0) {
        true => bytes.split(|byte| *byte == 0).collect(),
        false => bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect(),
    };
    Ok(paths.into_iter().filter(|path| !path.is_empty()).map(name::path_of).collect())
}

/// The files that a source over these inputs reads, in its order, but for some that are told by their paths without
/// links: those of folders are of known formats.
///
/// # Errors
/// Inputs that do not exist.
pub fn files_of(inputs: &[PathBuf], left_out: Vec<PathBuf>) -> Result<impl Iterator<Item = Outcome<PathBuf>>> {
    let files = Files::open(inputs)?.leaving_out(left_out);
    Ok(files.filter_map(|found| found.map(|found| found.path().map(Path::to_owned)).transpose()))
}

/// Whether a source over these inputs reads a file, which is told by its path without links.
///
/// # Errors
/// Inputs that do not exist.
pub fn reads(inputs: &[PathBuf], file: &Path) -> Result<bool> {
    let file = [file.to_owned()];
    Ok(Files::open(inputs)?.flatten().any(|found| is_left_out(&found.path, &file)))
}

/// What an input stands for: itself, or what a pattern meets.
fn expanded(input: &Path) -> Result<Vec<Outcome<PathBuf>>> {
    match (pattern(input)?, input.metadata()) {
        (Some(pattern), _) => match pattern.paths() {
            paths if paths.is_empty() => Err(Error::file(input, "no file has such a name")),
            paths => Ok(paths),
        },
        (None, Err(error)) if !is_stdin(input) => Err(Error::file(input, said(&error))),
        _ => Ok(vec![Ok(input.to_owned())]),
    }
}

/// The pattern that an input is; a file of that very name goes before.
fn pattern(input: &Path) -> Result<Option<Pattern>> {
    if input.metadata().is_ok() { Ok(None) } else { Pattern::parse(input) }
}

impl Files {
    /// The files of some paths and patterns, each of which must exist; those that do not are all named.
    pub(super) fn open(inputs: &[PathBuf]) -> Result<Files> {
        let naming = Arc::new(Naming::of(inputs)?);
        let mut paths = Vec::with_capacity(inputs.len());
        let mut faults = Vec::new();
        for input in inputs {
            match expanded(input) {
                Ok(mut found) => paths.append(&mut found),
                Err(fault) => faults.push(fault),
            }
        }
        // All at once, so that a long list is mended at once.
        if !faults.is_empty() {
            let faults: Vec<String> = faults.iter().map(Error::to_string).collect();
            return Err(Error::other(faults.join("\n")));
        }
        Ok(Files { inputs: paths, naming, left_out: Arc::default(), next: 0, folder: None })
    }

    /// The same files, but for some, which are told by their paths without links.
    pub(super) fn leaving_out(self, left_out: Vec<PathBuf>) -> Files {
        let is_read = |input: &Outcome<PathBuf>| input.as_ref().map_or(true, |path| !is_left_out(path, &left_out));
        let inputs = self.inputs.into_iter().filter(is_read).collect();
        Files { inputs, left_out: left_out.into(), ..self }
    }

    fn open_folder(&self, root: &Path) -> Folder {
        Folder::open(root.to_owned(), Arc::clone(&self.naming), Arc::clone(&self.left_out))
    }

    /// The bytes of all files, where each is one of known length.
    pub(super) fn total_bytes(&self) -> Option<u64> {
        let mut total = 0;
        for input in self.inputs.iter().flatten() {
            let about = if is_stdin(input) { return None } else { input.metadata().ok()? };
            total += match about.is_dir() {
                true => self.open_folder(input).filter_map(|found| found.ok()?.size()).sum(),
                false => Some(about.len()).filter(|_| about.is_file())?,
            };
        }
        Some(total)
    }
}

/// Whether a file is to be left out; only where one has its name the path is followed.
fn is_left_out(path: &Path, left_out: &[PathBuf]) -> bool {
    left_out.iter().any(|other| other.file_name() == path.file_name())
        && path.canonicalize().is_ok_and(|path| left_out.contains(&path))
}

impl Iterator for Files {
    type Item = Outcome<Found>;

    fn next(&mut self) -> Option<Outcome<Found>> {
        loop {
            if let Some(folder) = &mut self.folder {
                if let Some(found) = folder.next() {
                    return Some(found);
                }
                self.folder = None;
            }
            let input = self.inputs.get(self.next)?.clone();
            self.next += 1;
            let path = match input {
                Ok(path) => path,
                Err(refusal) => return Some(Err(refusal)),
            };
            if path.is_dir() {
                self.folder = Some(self.open_folder(&path));
                continue;
            }
            let id = self.naming.id(&path);
            return Some(Ok(Found { path, id }));
        }
    }
}

impl Folder {
    fn open(root: PathBuf, naming: Arc<Naming>, left_out: LeftOut) -> Folder {
        let walk = walk(&root).hidden(true).build();
        Folder { root, naming, left_out, walk, tally: Tally::default() }
    }
}

impl Iterator for Folder {
    type Item = Outcome<Found>;

    /// The next file of a known format, or one that is not.
    fn next(&mut self) -> Option<Outcome<Found>> {
        loop {
            let entry = match self.walk.next() {
                None => return self.tally.lack().map(|reason| Err(unread(&self.root, reason))),
                Some(Ok(entry)) => entry,
                Some(Err(error)) => {
                    self.tally.read += 1;
                    return Some(Err(refuse(&self.root, &error)));
                }
            };
            let is_folder = entry.file_type().is_none_or(|kind| kind.is_dir());
            if is_folder || is_left_out(entry.path(), &self.left_out) {
                continue;
            }
            let is_known = format::named(&entry.file_name().to_string_lossy()).is_some();
            if let Some(reason) = special(entry.file_type()).or((!is_known).then_some(UNKNOWN)) {
                self.tally.passed_over += 1;
                return Some(Err(unknown(entry.path(), reason)));
            }
            self.tally.read += 1;
            let path = entry.into_path();
            let id = self.naming.id(&path);
            return Some(Ok(Found { path, id }));
        }
    }
}

/// A walk through a folder, links followed, in the order of the paths.
pub(super) fn walk(root: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).follow_links(true).sort_by_file_path(Path::cmp);
    walk
}

/// The path from `root` on.
pub(super) fn below<'p>(root: &Path, path: &'p Path) -> &'p Path {
    path.strip_prefix(root).unwrap_or(path)
}

/// What a walk complains of, with the nearest path known.
pub(super) fn refuse(root: &Path, error: &ignore::Error) -> Refusal {
    let path = path_of_error(error).unwrap_or(root);
    match innermost(error) {
        ignore::Error::Loop { ancestor, .. } => unread(path, format!("a link back to '{}'", name::of(ancestor))),
        other => unread(path, other.io_error().map_or_else(|| other.to_string(), said)),
    }
}

/// Where a walk met with an error.
pub(super) fn path_of_error(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithDepth { err, .. } => path_of_error(err),
        ignore::Error::WithPath { path, err } => path_of_error(err).or(Some(path)),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn innermost(error: &ignore::Error) -> &ignore::Error {
    match error {
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } => innermost(err),
        other => other,
    }
}

/// What is neither a file nor a folder, and would be waited for: nobody has named it.
pub(super) fn special(kind: Option<FileType>) -> Option<&'static str> {
    let kind = kind.filter(|kind| !kind.is_file() && !kind.is_dir())?;
    #[cfg(unix)]
    if kind.is_fifo() {
        return Some("a named pipe");
    } else if kind.is_socket() {
        return Some("a socket");
    }
    #[cfg(not(unix))]
    let _ = kind;
    Some("a device")
}

/// A refusal of a whole file or folder.
fn unread(path: &Path, reason: String) -> Refusal {
    Refusal { source: name::of(path), line: None, offset: None, reason, verdict: Verdict::Fault }
}

/// What is passed over.
pub(super) fn unknown(path: &Path, reason: &str) -> Refusal {
    Refusal { verdict: Verdict::Unknown, ..unread(path, reason.to_owned()) }
}
