//! golden files ⇄ the files of annotation tools.
//!
//! Every format carries all that a golden file says, so that what goes out and comes back unchanged is the same. A
//! document is known by its article's path within the corpus, and behind `#` by the article's id where the file holds
//! several.

mod brat;
mod conll;
mod label_studio;
mod prodigy;
mod spacy;
mod token;

use crate::audit::{Claim, CodePoints, Entity, Golden};
use crate::error::{Error, Fault, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// The formats of annotation tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Standoff files beside their texts.
    Brat,
    /// Columns in the manner of the CoNLL shared tasks: id, word, BIO tag, identity; claims in comments.
    Conll,
    /// A list of tasks.
    LabelStudio,
    /// A task a line.
    Prodigy,
    /// A `Doc` a line, as `Doc.to_json` writes it.
    Spacy,
}

/// A text with what somebody marked in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its article: `text/a.txt`, `agency.jsonl#a-1`.
    pub name: String,
    /// The text; all offsets count its code points.
    pub text: String,
    /// The entities, in order.
    pub entities: Vec<Entity>,
    /// The claims, in order.
    pub claims: Vec<Claim>,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its path within the folder of the export.
    pub path: String,
    /// Its text.
    pub content: String,
}

impl Format {
    /// The files that hold the documents.
    ///
    /// ```
    /// use claimwire::audit::Golden;
    /// use claimwire::exchange::{Document, Format};
    /// let mark = r#"{"start": 0, "end": 5, "type": "country", "id": "JP"}"#;
    /// let golden = format!(r#"{{"article": "a.txt", "entities": [{mark}], "claims": []}}"#);
    /// let golden = Golden::read(&golden, "a.json".as_ref()).unwrap();
    /// let files = Format::Brat.write(&[Document::of(&golden, "Japan objected.")]);
    /// assert_eq!(files[1].content, "T1\tcountry 0 5\tJapan\n#1\tAnnotatorNotes T1\tJP\n");
    /// ```
    pub fn write(self, documents: &[Document]) -> Vec<File> {
        match self {
            Format::Brat => brat::write(documents),
            Format::Conll => one("golden.conll", documents.iter().map(conll::write).collect()),
            Format::LabelStudio => label_studio::write(documents),
            Format::Prodigy => one("golden.jsonl", documents.iter().map(prodigy::write).collect()),
            Format::Spacy => one("golden.jsonl", documents.iter().map(spacy::write).collect()),
        }
    }

    /// The documents of a file, which lies in the folder `root` that was asked for. Of the text of a document in
    /// columns `text_of` must know more than its words; it takes the document's name.
    ///
    /// # Errors
    /// A file that cannot be read, and every place where it is not of the format.
    pub fn read(
        self,
        file: &Path,
        root: &Path,
        text_of: &mut dyn FnMut(&str) -> Result<String>,
    ) -> Result<Vec<Document>> {
        let content = std::fs::read_to_string(file).map_err(|error| Error::file(file, error))?;
        match self {
            Format::Brat => {
                let beside = file.with_extension("txt");
                let text = std::fs::read_to_string(&beside).map_err(|error| Error::file(&beside, error))?;
                let within = file.strip_prefix(root).unwrap_or(file).with_extension("");
                let name = within.to_string_lossy().replace('\\', "/").replace("%2F", "/").replace("%25", "%");
                Ok(vec![brat::read(file, &content, name, text)?])
            }
            Format::Conll => conll::read(file, &content, text_of),
            Format::LabelStudio => label_studio::read(file, &content),
            Format::Prodigy => prodigy::read(file, &content),
            Format::Spacy => spacy::read(file, &content),
        }
    }

    /// Its name: `brat`, `label-studio`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Brat => "brat",
            Format::Conll => "conll",
            Format::LabelStudio => "label-studio",
            Format::Prodigy => "prodigy",
            Format::Spacy => "spacy",
        }
    }

    /// The ending of the files that hold annotations.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Brat => "ann",
            Format::Conll => "conll",
            Format::LabelStudio => "json",
            Format::Prodigy | Format::Spacy => "jsonl",
        }
    }
}

impl std::str::FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> std::result::Result<Format, String> {
        let known = [Format::Brat, Format::Conll, Format::LabelStudio, Format::Prodigy, Format::Spacy];
        let format = known.into_iter().find(|format| format.name() == name);
        format.ok_or_else(|| format!("a format is {}, not '{name}'", known.map(Format::name).join(", ")))
    }
}

impl Document {
    /// What a golden file says of its article's text.
    pub fn of(golden: &Golden, text: &str) -> Document {
        let article = golden.article.to_string_lossy().replace('\\', "/");
        let name = golden.id.as_ref().map_or_else(|| article.clone(), |id| format!("{article}#{id}"));
        let points = CodePoints::new(text);
        let mut document =
            Document { name, text: text.to_owned(), entities: golden.entities.clone(), claims: golden.claims.clone() };
        for entity in document.entities.iter_mut().filter(|entity| entity.text.is_empty()) {
            entity.text = points.get(entity.start, entity.end).unwrap_or_default().to_owned();
        }
        document
    }

    /// A draft of the golden file: what comes from a tool is to be accepted like any other.
    pub fn into_golden(self) -> Golden {
        let (article, id) = match self.name.split_once('#') {
            Some((article, id)) => (article.to_owned(), Some(id.to_owned())),
            None => (self.name, None),
        };
        let mut golden = Golden::default();
        (golden.article, golden.id, golden.draft) = (PathBuf::from(article), id, true);
        (golden.entities, golden.claims) = (self.entities, self.claims);
        golden
    }
}

fn one(path: &str, content: String) -> Vec<File> {
    vec![File { path: path.to_owned(), content }]
}

/// A mark on a text; who or what is marked, where the tool does not tell, is called by its words.
fn entity(
    points: &CodePoints,
    start: usize,
    end: usize,
    label: &str,
    id: Option<&str>,
) -> std::result::Result<Entity, String> {
    let text = points.get(start, end).filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| format!("the text has nothing at {start}..{end}"))?.to_owned();
    let id = id.filter(|id| !id.is_empty()).unwrap_or(&text);
    let id = in_one_line(id);
    Ok(Entity { start, end, kind: label.to_lowercase(), id, text })
}

/// Notes and columns cannot hold what breaks a line.
fn in_one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn claim(written: &str) -> std::result::Result<Claim, String> {
    serde_json::from_str(written).map_err(|error| format!("no claim: {error}"))
}

fn to_json(part: &impl serde::Serialize) -> String {
    serde_json::to_string(part).expect("entities and claims are plain data")
}

/// Entities and claims in the order of golden files.
fn in_order(mut document: Document) -> Document {
    document.entities.sort_by_key(|entity| (entity.start, entity.end));
    document.claims.sort_by_key(|claim| claim.start);
    document
}

/// A mark on a text, as a tool writes it.
#[derive(Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    label: String,
    /// Who or what is marked.
    #[serde(default, alias = "kb_id")]
    id: Option<String>,
}

/// A text that was marked, as a tool's line has it.
struct Marked {
    article: String,
    text: String,
    marks: Vec<Mark>,
    claims: Vec<Claim>,
}

/// The documents of a file with one a line, of which `marked` knows what is marked in it;
/// nothing where it does not count.
fn of_lines<L: DeserializeOwned>(file: &Path, content: &str, marked: fn(L) -> Option<Marked>) -> Result<Vec<Document>> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    for (line, number) in content.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let Marked { article, text, marks, claims } = match serde_json::from_str(line).map(marked) {
            Ok(Some(marked)) => marked,
            Ok(None) => continue,
            Err(error) => {
                faults.push(fault(file, number, format_args!("not of this format: {error}")));
                continue;
            }
        };
        let points = CodePoints::new(&text);
        let mut entities = Vec::new();
        for Mark { start, end, label, id } in marks {
            match entity(&points, start, end, &label, id.as_deref()) {
                Ok(entity) => entities.push(entity),
                Err(message) => faults.push(fault(file, number, message)),
            }
        }
        documents.push(in_order(Document { name: article, entities, claims, text }));
    }
    unless(faults, documents)
}

/// A complaint about a line.
fn fault(file: &Path, line: usize, message: impl std::fmt::Display) -> Fault {
    Fault { file: file.display().to_string(), line, column: 1, message: message.to_string() }
}

/// Something, or every fault on the way to it.
fn unless<T>(faults: Vec<Fault>, value: T) -> Result<T> {
    if faults.is_empty() { Ok(value) } else { Err(Error::faults(faults)) }
}
