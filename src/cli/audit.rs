//! golden files + what is found in their articles → figures, the worst articles, and whether a floor holds.

use super::screen::Screen;
use super::{DONE, FELL_SHORT, Knowledge};
use claimwire::audit::{Audited, Floor, Golden, Report, Score, audit};
use claimwire::record::Unit;
use claimwire::source::{Options, Source};
use claimwire::{Article, Error, Extractor, Result};
use clap::{ColorChoice, ValueEnum};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many of the worst articles are named.
const WORST: usize = 10;

/// Compare what is found with golden files: precision, recall and F1 of entities and claims
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Golden files and folders of them; one in JSON Lines is read beside its articles.jsonl
    #[arg(value_name = "GOLDEN", default_value = "tests/golden")]
    golden: Vec<PathBuf>,
    /// Where the articles lie that golden files name
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// What to print: figures for people, or the whole report for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Also list the first N misses and false finds
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Fail where a figure falls below the one that FILE keeps
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
    /// Lift the figures of the floor's FILE to those reached; none goes down
    #[arg(long, requires = "floor")]
    raise_floor: bool,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// How a report is printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let mut golden = Vec::new();
    for path in &arguments.golden {
        golden.extend(Golden::load(path, &arguments.corpus)?);
    }
    let (drafts, golden): (Vec<Golden>, _) = golden.into_iter().partition(|golden| golden.draft);
    // Golden files count in code points, whatever else is asked for.
    let extractor = arguments.knowledge.extractor()?.counting(Unit::Chars);
    let report = Report::of(all(&golden, &extractor)?, drafts.into_iter().map(|draft| draft.file).collect());
    let printed = match arguments.format {
        Format::Text => report.to_text(WORST, arguments.errors),
        Format::Json => format!("{}\n", serde_json::to_string(&report).map_err(Error::other)?),
    };
    Screen::open(ColorChoice::Never).print(&printed)?;
    match &arguments.floor {
        Some(path) => hold(path, &report.score, arguments.raise_floor),
        None => Ok(DONE.into()),
    }
}

/// Audits each golden file's article; every file of articles is read once.
fn all(golden: &[Golden], extractor: &Extractor) -> Result<Vec<Audited>> {
    let mut read: BTreeMap<&Path, Vec<Article>> = BTreeMap::new();
    let mut audited = Vec::new();
    for golden in golden {
        let path = golden.article.as_path();
        if !read.contains_key(path) {
            let articles = Source::open(&[path.to_owned()])?.articles(Options::default());
            let articles = articles.collect::<std::result::Result<_, _>>().map_err(Error::other)?;
            read.insert(path, articles);
        }
        let wanted = |article: &&Article| golden.id.as_ref().is_none_or(|id| article.id == *id);
        let Some(article) = read[path].iter().find(wanted) else {
            let id = golden.id.as_deref().unwrap_or_default();
            return Err(Error::file(path, format!("no article '{id}' in it")));
        };
        golden.check(&article.text)?;
        audited.push(audit(golden, article, &extractor.extract(article)));
    }
    Ok(audited)
}

/// Holds the score against the floor in the file at `path`, which a raise may have to begin.
fn hold(path: &Path, score: &Score, raise: bool) -> Result<ExitCode> {
    let floor = if raise && !path.exists() { Floor::default() } else { Floor::load(path)? };
    let falls = floor.falls(score);
    for fall in &falls {
        anstream::eprintln!("claimwire: {fall}");
    }
    if raise {
        std::fs::write(path, floor.raised(score).to_toml()).map_err(|error| Error::file(path, error))?;
    }
    Ok(if falls.is_empty() { DONE } else { FELL_SHORT }.into())
}
