//! golden files → what is true of their articles.
//!
//! A folder holds one `.json` file an article, which names its article by the path within the corpus (and by `id`, where
//! one file holds many). A `.jsonl` file holds one article a line, by id, beside the `articles.jsonl` that it is about.

use super::side::{Claim, Entity, FRAMES, MODALITIES};
use crate::error::{Error, Fault, Result, suggestion};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What careful readers say that an article names and claims.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Golden {
    /// The golden file itself.
    #[serde(skip)]
    pub file: PathBuf,
    /// The file that the article is in.
    #[serde(default)]
    pub article: PathBuf,
    /// Which of the file's articles it is, where there are several.
    #[serde(default)]
    pub id: Option<String>,
    /// Whether it is still to be judged: a draft is no truth.
    #[serde(default)]
    pub draft: bool,
    /// Every mention in its text, in order.
    pub entities: Vec<Entity>,
    /// Every claim of its text, in order.
    pub claims: Vec<Claim>,
}

impl Golden {
    /// Reads the golden file or all those of the folder at `path`, in the order of their names; the articles named in
    /// `.json` files are looked for in `corpus`.
    ///
    /// # Errors
    /// What cannot be read, is not of this shape, or names an unknown frame or modality, with file and line.
    pub fn load(path: &Path, corpus: &Path) -> Result<Vec<Golden>> {
        if path.is_dir() {
            let mut golden = Vec::new();
            for file in json_files(path)? {
                golden.extend(Golden::load(&file, corpus)?);
            }
            return match golden.is_empty() {
                true => Err(Error::file(path, "no golden files in this folder")),
                false => Ok(golden),
            };
        }
        let text = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            let golden = Golden::read(&text, path, 1)?;
            if golden.article.as_os_str().is_empty() {
                return Err(fault(path, 1, "", "missing field `article`"));
            }
            return Ok(vec![Golden { file: path.to_owned(), article: corpus.join(&golden.article), ..golden }]);
        }
        let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        let article = path.with_file_name("articles.jsonl");
        let rows = lines.map(|(line, number)| match Golden::read(line, path, number)? {
            golden if golden.id.is_none() => Err(fault(path, number, "", "missing field `id`")),
            golden => Ok(Golden { file: path.to_owned(), article: article.clone(), ..golden }),
        });
        rows.collect()
    }

    /// How the article is called in reports.
    pub fn name(&self) -> String {
        let file = self.article.display();
        match &self.id {
            Some(id) => format!("{file}#{id}"),
            None => file.to_string(),
        }
    }

    /// Holds the words that the golden file quotes against the article's text at their offsets.
    ///
    /// # Errors
    /// The first entity or sentence that stands elsewhere in the text, or not at all: the article was edited.
    pub fn check(&self, text: &str) -> Result<()> {
        let entities = self.entities.iter().map(|entity| (entity.start, entity.end, &entity.text));
        let claims = self.claims.iter().map(|claim| (claim.start, claim.end, &claim.evidence));
        for (start, end, quoted) in entities.chain(claims).filter(|(_, _, quoted)| !quoted.is_empty()) {
            let there: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
            if there != *quoted {
                let what = format!("its golden file quotes '{quoted}' at {start}..{end}, where it has '{there}'");
                return Err(Error::file(&self.article, what));
            }
        }
        Ok(())
    }

    /// Reads a golden file, or one from line `number` of a file.
    fn read(text: &str, path: &Path, number: usize) -> Result<Golden> {
        let golden: Golden = serde_json::from_str(text).map_err(|error| {
            let before: String = text.split_inclusive('\n').take(error.line().saturating_sub(1)).collect();
            let said = error.to_string();
            let message = said.split(" at line ").next().unwrap_or_default();
            fault(path, number, &format!("{before}{}", " ".repeat(error.column().saturating_sub(1))), message)
        })?;
        for claim in &golden.claims {
            let names = [("frame", &claim.frame, &FRAMES[..]), ("modality", &claim.modality, &MODALITIES[..])];
            if let Some((what, name, known)) =
                names.into_iter().find(|(_, name, known)| !known.contains(&name.as_str()))
            {
                let message = format!("unknown {what} '{name}'{}", suggestion(name, known.iter().copied()));
                let before = text.split(&format!("\"{name}\"")).next().unwrap_or_default();
                return Err(fault(path, number, before, &message));
            }
        }
        Ok(golden)
    }
}

/// A complaint about what stands behind `before`, which begins at line `number` of a file.
pub(super) fn fault(path: &Path, number: usize, before: &str, message: &str) -> Error {
    let line = number + before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Error::faults(vec![Fault { file: path.display().to_string(), line, column, message: message.to_owned() }])
}

/// The `.json` files under a folder, in the order of their paths.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Path::cmp).build() {
        let entry = entry.map_err(|error| Error::file(folder, error))?;
        if entry.path().extension().is_some_and(|extension| extension == "json") {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: &str = r#"{
        "article": "a.txt",
        "entities": [{"start": 4, "end": 8, "type": "country", "id": "CI", "text": "Côte"}],
        "claims": []
    }"#;

    fn golden_with(claim: &str) -> Result<Golden> {
        Golden::read(&GOLDEN.replace("[]", &format!("[{claim}]")), Path::new("g.json"), 1)
    }

    #[test]
    fn what_is_missing_is_named_with_its_place() {
        let fault = golden_with(r#"{"start": 0, "end": 1}"#).unwrap_err();
        assert_eq!(fault.to_string(), "g.json:4:41: missing field `frame`");
    }

    #[test]
    fn what_is_quoted_must_stand_in_the_article() {
        let golden = Golden::read(GOLDEN, Path::new("g.json"), 1).unwrap();
        assert!(golden.check("The Côte d'Ivoire").is_ok());
        let fault = golden.check("An odd Côte").unwrap_err().to_string();
        assert_eq!(fault, "a.txt: its golden file quotes 'Côte' at 4..8, where it has 'dd C'");
        assert!(golden.check("The").is_err());
    }

    #[test]
    fn an_unknown_frame_is_refused_with_the_nearest_known() {
        let claim = r#"{"start": 0, "end": 1, "frame": "tarif", "action": "keep", "modality": "actual"}"#;
        let fault = golden_with(claim).unwrap_err();
        assert_eq!(fault.to_string(), "g.json:4:52: unknown frame 'tarif', did you mean 'tariff'?");
    }

    #[test]
    fn an_argument_may_have_alternatives_and_be_welcome_only() {
        let claim = r#"{"start": 0, "end": 1, "frame": "tariff", "action": "keep", "modality": "actual",
            "actor": ["?Donald Trump|US"]}"#;
        let golden = golden_with(claim).unwrap();
        let actor = &golden.claims[0].actor[0];
        assert_eq!((&actor.names[..], actor.owed), (&["Donald Trump".to_owned(), "US".to_owned()][..], false));
    }
}
