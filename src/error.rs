//! What can go wrong at the edges: files, tables, rules, the command line.

use std::fmt;
use std::path::{Path, PathBuf};

/// Any failure of claimwire, one word wide.
///
/// Its display is a lower-case sentence that names the file and, where there is one, the line and column:
/// `rules/tariff.toml:14:9: unknown role 'buyr', did you mean 'buyer'?`. Several faults of dictionaries or rules are
/// reported at once, a line each.
pub struct Error(Box<Kind>);

/// The outcome of what can fail.
pub type Result<T> = std::result::Result<T, Error>;

enum Kind {
    File { path: PathBuf, what: String },
    Faults(Vec<Fault>),
    ClosedPipe,
    Other(String),
}

/// One complaint about a dictionary or rule file, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file as the user knows it.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// What is wrong, and what may have been meant.
    pub message: String,
}

impl Fault {
    /// A complaint about what stands in a file behind `before`.
    pub(crate) fn behind(file: &str, before: &str, message: String) -> Fault {
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Fault { file: file.to_owned(), line, column, message }
    }
}

/// What a table or rule file says, without the mark that some editors put first; a fault where it is not UTF-8.
pub(crate) fn text(file: &str, bytes: &[u8]) -> std::result::Result<String, Fault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(error) => {
            let (before, wrong) = bytes.split_at(error.valid_up_to());
            let message = format!("byte {:#04x} is not UTF-8: save the file in this encoding", wrong[0]);
            Err(Fault::behind(file, &String::from_utf8_lossy(before), message))
        }
    }
}

impl Error {
    /// A file or folder that could not be read or written.
    pub fn file(path: &Path, what: impl fmt::Display) -> Error {
        Error(Box::new(Kind::File { path: path.to_owned(), what: phrase(&what.to_string()) }))
    }

    /// Faults of dictionaries or rules; they are shown in the order of file, line, column.
    pub fn faults(mut faults: Vec<Fault>) -> Error {
        faults.sort();
        Error(Box::new(Kind::Faults(faults)))
    }

    /// Several failures as one: all their faults, or the first of another kind.
    pub(crate) fn all(errors: Vec<Error>) -> Error {
        let mut faults = Vec::new();
        for error in errors {
            match *error.0 {
                Kind::Faults(more) => faults.extend(more),
                _ => return error,
            }
        }
        Error::faults(faults)
    }

    /// Anything else, said in one sentence.
    pub fn other(what: impl fmt::Display) -> Error {
        Error(Box::new(Kind::Other(what.to_string())))
    }

    /// A failure to write to the output named `path`; a closed pipe is kept apart, since it ends a run quietly.
    pub fn output(path: &Path, error: &std::io::Error) -> Error {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Error(Box::new(Kind::ClosedPipe)),
            _ => Error::file(path, error),
        }
    }

    /// Whether the reader of the output went away.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(*self.0, Kind::ClosedPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::File { path, what } => write!(out, "{}: {what}", one_line(&path.to_string_lossy())),
            Kind::ClosedPipe => out.write_str("the output was closed"),
            Kind::Other(what) => out.write_str(what),
            Kind::Faults(faults) => {
                for (index, fault) in faults.iter().enumerate() {
                    let line = if index == 0 { "" } else { "\n" };
                    write!(out, "{line}{}:{}:{}: {}", fault.file, fault.line, fault.column, fault.message)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Error {}

/// What is said, where the system says it as a phrase that begins in lower case, without its number.
pub(crate) fn phrase(said: &str) -> String {
    let Some((said, _)) = said.split_once(" (os error ") else { return said.to_owned() };
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A name or reason that a file brings in, on one line, so that none looks like two messages.
pub(crate) fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}

/// `, did you mean 'x'?` for the nearest of `known`, or nothing where none is near.
pub(crate) fn suggestion<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let nearest = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(word, name), name))
        .max_by(|left, right| left.0.total_cmp(&right.0));
    match nearest {
        Some((likeness, name)) if likeness > 0.8 => format!(", did you mean '{name}'?"),
        _ => String::new(),
    }
}

/// The most names that a complaint lists.
const FEW: usize = 30;

/// What a reader says as "unknown field `x`, expected one of `a`, `b`": with the nearest of them, or, where none is
/// near and they are few, as it says it.
pub(crate) fn unknown_field(message: &str) -> Option<String> {
    let (unknown, _) = message.split_once(", expected ").filter(|_| message.starts_with("unknown"))?;
    let mut quoted = message.split('`').skip(1).step_by(2);
    let hint = suggestion(quoted.next()?, quoted.clone());
    let is_said = hint.is_empty() && quoted.count() <= FEW;
    Some(if is_said { message.to_owned() } else { format!("{unknown}{hint}") })
}
