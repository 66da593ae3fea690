//! golden files → what is true of their articles, and back.
//!
//! A folder holds one `.json` file an article, which names its article by the path within the corpus (and by `id`,
//! where one file holds many). A `.jsonl` file holds one article a line, by id,
//! beside the `articles.jsonl` that it is about.

mod check;
mod code_points;
mod draft;
mod read;
mod write;

pub use code_points::CodePoints;
pub(super) use read::fault;

use super::side::{Claim, Entity};
use crate::error::{Error, Result};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What careful readers say that an article names and claims.
#[derive(Clone, Debug, Default)]
pub struct Golden {
    /// The golden file itself; empty until it is written.
    pub file: PathBuf,
    /// The folder in which `article` is looked for.
    pub corpus: PathBuf,
    /// The file that the article is in, as the golden file names it.
    pub article: PathBuf,
    /// Which of the file's articles it is, where there are several.
    pub id: Option<String>,
    /// Whether it is still to be judged: a draft is no truth.
    pub draft: bool,
    /// Every mention in its text, in order.
    pub entities: Vec<Entity>,
    /// Every claim of its text, in order.
    pub claims: Vec<Claim>,
    /// Its own text, for the places of complaints, and the line of the file that it begins in.
    source: (String, usize),
}

impl Golden {
    /// Reads the golden file or all those of the folder at `path`, in the order of their names; the articles named in
    /// `.json` files are looked for in `corpus`.
    ///
    /// # Errors
    /// What cannot be read, and every place where a file is not of this shape or names an unknown type, frame, action
    /// or modality, with file, line and column.
    pub fn load(path: &Path, corpus: &Path) -> Result<Vec<Golden>> {
        if path.is_dir() {
            let files = Golden::files(path)?;
            return every(files.iter().map(|file| Golden::load(file, corpus))).map(|golden| golden.concat());
        }
        let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                Error::file(path, "no golden files there: `claimwire golden add` makes drafts of some")
            }
            _ => Error::file(path, error),
        })?;
        // Editors put a byte order mark before what they save.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            let golden = Golden::read(text, path)?;
            if golden.article.as_os_str().is_empty() {
                return Err(Error::faults(vec![fault(path, 1, "", "missing field `article`")]));
            }
            return Ok(vec![Golden { corpus: corpus.to_owned(), ..golden }]);
        }
        let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        every(lines.map(|(line, number)| match Golden::read_line(line, path, number)? {
            golden if golden.id.is_none() => Err(Error::faults(vec![fault(path, number, "", "missing field `id`")])),
            golden => {
                let corpus = path.parent().unwrap_or(Path::new("")).to_owned();
                Ok(Golden { corpus, article: "articles.jsonl".into(), ..golden })
            }
        }))
    }

    /// The golden files under a folder, in the order of their paths.
    ///
    /// # Errors
    /// A folder that cannot be read, or has none.
    pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Path::cmp).build() {
            let entry = entry.map_err(|error| Error::file(folder, error))?;
            if entry.path().extension().is_some_and(|extension| extension == "json") {
                files.push(entry.into_path());
            }
        }
        if files.is_empty() { Err(Error::file(folder, "no golden files in this folder")) } else { Ok(files) }
    }

    /// The file of the article.
    pub fn path(&self) -> PathBuf {
        self.corpus.join(&self.article)
    }

    /// How the article is called in reports.
    pub fn name(&self) -> String {
        let path = self.path();
        match &self.id {
            Some(id) => format!("{}#{id}", path.display()),
            None => path.display().to_string(),
        }
    }
}

/// All of them, or every fault of all of them.
fn every<T>(outcomes: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let (mut done, mut errors) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(one) => done.push(one),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(done) } else { Err(Error::all(errors)) }
}
