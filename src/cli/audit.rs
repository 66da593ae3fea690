//! golden files + what is found in their articles → figures, the worst articles, and whether a floor holds.

use super::screen::Screen;
use super::{DONE, FELL_SHORT, Knowledge, say};
use claimwire::audit::{Audited, Floor, Golden, Kept, Report, audit};
use claimwire::record::Unit;
use claimwire::sink::Output;
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
    Junit,
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
    let Arguments { floor, raise_floor, .. } = &arguments;
    let kept_floor = match floor {
        // A raise may have to begin the file.
        Some(path) if !*raise_floor || path.exists() => Floor::load(path)?,
        _ => Floor::default(),
    };
    let kept = kept_floor.kept(&report.score);
    let printed = match arguments.format {
        Format::Text => report.to_text(WORST, arguments.errors),
        Format::Json => format!("{}\n", serde_json::to_string(&report).map_err(Error::other)?),
        Format::Junit => report.to_junit(&kept)?,
    };
    Screen::open(ColorChoice::Never).print(&printed)?;
    let fallen: Vec<&Kept> = kept.iter().filter(|kept| kept.fell()).collect();
    fallen.iter().for_each(say);
    if let (Some(path), true) = (floor, raise_floor) {
        write_floor(path, kept_floor.raised(&report.score))?;
    }
    Ok(if fallen.is_empty() { DONE } else { FELL_SHORT }.into())
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

/// Puts the floor into its file as a whole.
fn write_floor(path: &Path, floor: Floor) -> Result<()> {
    let mut output = Output::create(path)?;
    output.write(floor.to_toml().as_bytes())?;
    output.finish()
}
