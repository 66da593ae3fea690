//! a pattern of paths → the files and folders that it meets.
//!
//! Names are matched one by one, as text whatever their bytes; one that begins with a dot is met by a dot alone. A
//! folder that is met is read with all below it, so nothing below it is met by itself.

use super::document::Outcome;
use super::files::{below, path_of_error, refuse, special, unknown, walk};
use crate::error::{Error, Result};
use glob::MatchOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What makes a path a pattern.
const SIGNS: [char; 3] = ['*', '?', '['];

/// A pattern of paths: `news/**/*.gz`.
#[derive(Clone)]
pub(super) struct Pattern {
    /// The folder that its beginning names, before the first sign.
    folder: PathBuf,
    parts: Arc<[Part]>,
    wanted: Wanted,
}

/// What the signs of one name stand for.
enum Part {
    /// Any number of names.
    Any,
    One(glob::Pattern),
}

/// What a pattern may meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    /// Each file by itself: the pattern ends with `**`.
    Files,
    /// The pattern ends with `/`.
    Folders,
}

impl Pattern {
    /// The pattern that a path is, where it is one.
    ///
    /// # Errors
    /// A bracket that does not close, or `**` beside other letters.
    pub(super) fn parse(path: &Path) -> Result<Option<Pattern>> {
        let Some(text) = path.to_str().filter(|text| text.contains(SIGNS)) else { return Ok(None) };
        let mut names = path.components().map(|name| name.as_os_str().to_str().unwrap_or_default()).peekable();
        let mut folder = PathBuf::new();
        while let Some(name) = names.next_if(|name| !name.contains(SIGNS)) {
            folder.push(name);
        }
        let one = |name| glob::Pattern::new(name).map(Part::One).map_err(|error| Error::file(path, error.msg));
        let mut parts = Vec::new();
        for name in names {
            match name {
                "**" if matches!(parts.last(), Some(Part::Any)) => {}
                "**" => parts.push(Part::Any),
                name => parts.push(one(name)?),
            }
        }
        let wanted = match parts.last() {
            _ if text.ends_with('/') => Wanted::Folders,
            Some(Part::Any) => Wanted::Files,
            _ => Wanted::All,
        };
        if matches!(parts.last(), Some(Part::Any)) {
            parts.push(one("*")?);
        }
        Ok(Some(Pattern { folder, parts: parts.into(), wanted }))
    }

    /// The folder in which everything lies that it meets.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it meets, in the order of the paths, and what is wrong on the way.
    pub(super) fn paths(&self) -> Vec<Outcome<PathBuf>> {
        let root = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &*self.folder };
        if root.metadata().is_err() {
            return Vec::new();
        }
        let is_deep = self.parts.iter().any(|part| matches!(part, Part::Any));
        let (pattern, start) = (self.clone(), root.to_owned());
        let walk = walk(root)
            .hidden(false)
            .max_depth((!is_deep).then_some(self.parts.len()))
            .filter_entry(move |entry| pattern.leads_on(&names(&start, entry.path())))
            .build();
        let met = walk.filter_map(|entry| match entry {
            Ok(entry) => {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                let is_wanted = match self.wanted {
                    Wanted::All => true,
                    Wanted::Files => !is_folder,
                    Wanted::Folders => is_folder,
                };
                let is_met = is_wanted && fit(&self.parts, &names(root, entry.path()), true);
                let path = self.folder.join(below(root, entry.path()));
                is_met.then(|| match special(entry.file_type()) {
                    Some(reason) => Err(unknown(&path, reason)),
                    None => Ok(path),
                })
            }
            Err(error) => {
                let names = path_of_error(&error).map(|path| names(root, path)).unwrap_or_default();
                // Behind a link to nowhere nothing is met.
                let is_gone = error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound);
                let concerns = if is_gone { fit(&self.parts, &names, true) } else { self.leads_on(&names) };
                concerns.then(|| Err(refuse(root, &error)))
            }
        });
        met.collect()
    }

    /// Whether what is met may lie at a path or below it.
    fn leads_on(&self, names: &[String]) -> bool {
        // A folder that is met is read as one.
        let is_met = |end: usize| fit(&self.parts, &names[..end], true);
        fit(&self.parts, names, false) && (self.wanted == Wanted::Files || !(1..names.len()).any(is_met))
    }
}

/// The names of a path below `root`.
fn names(root: &Path, path: &Path) -> Vec<String> {
    below(root, path).iter().map(|name| name.to_string_lossy().into_owned()).collect()
}

/// Whether names are like the parts of a pattern: all of these, or at least the first.
fn fit(parts: &[Part], names: &[String], all: bool) -> bool {
    let Some((name, further)) = names.split_first() else { return !all || parts.is_empty() };
    match parts.split_first() {
        None => false,
        Some((Part::Any, rest)) => fit(rest, names, all) || !name.starts_with('.') && fit(parts, further, all),
        Some((Part::One(pattern), rest)) => {
            let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
            pattern.matches_with(name, options) && fit(rest, further, all)
        }
    }
}
