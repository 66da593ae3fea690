//! golden files + what is found in their articles → figures, the worst articles, and whether a floor holds.

mod against;

use super::corpus::Shelf;
use super::screen::Screen;
use super::sweep::sweep;
use super::{DONE, FELL_SHORT, Knowledge, say, whole};
use against::{Against, Earlier};
use claimwire::audit::{Changes, Comparison, Floor, Golden, Kept, Page, Report, Since, audit};
use claimwire::sink::Output;
use claimwire::{Article, Error, Extractor, Result};
use clap::{ColorChoice, ValueEnum};
use serde::Serialize;
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
    /// What to print: figures for people, or the whole report for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Also write the report as one page, which a browser opens from disk
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// On the page, show what changed since an earlier audit, as --format json printed it
    #[arg(long, value_name = "OLD.json", requires = "html")]
    since: Option<PathBuf>,
    /// Also list the first N misses and false finds
    #[arg(long, value_name = "N", value_parser = whole::<usize>, default_value_t = 0)]
    errors: usize,
    /// Fail where a figure falls below the one that FILE keeps
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
    /// Lift the figures of the floor's FILE to those reached; none goes down
    #[arg(long, requires = "floor")]
    raise_floor: bool,
    /// Also print how far the confidence of claims holds, each article judged without its own cases
    #[arg(long)]
    calibration: bool,
    /// Write the golden cases of each rule, on which confidence stands, to FILE
    #[arg(long, value_name = "FILE")]
    write_precision: Option<PathBuf>,
    #[command(flatten)]
    earlier: Earlier,
    #[command(flatten)]
    shelf: Shelf,
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
    let extractor = arguments.knowledge.extractor()?;
    let against = arguments.earlier.open()?;
    match &against {
        Some(against) if !arguments.earlier.articles.is_empty() => compare(&arguments, against, &extractor),
        _ => judge(&arguments, against.as_ref(), &extractor),
    }
}

/// Compares an archive as it is read with an earlier reading of it.
fn compare(arguments: &Arguments, against: &Against, extractor: &Extractor) -> Result<ExitCode> {
    let mut comparison = Comparison::default();
    let both = |article: &Article| (against.read(article), extractor.extract(article).into_owned());
    let swept = sweep(&arguments.earlier.articles, &arguments.shelf.fields.options(), both, |(read, now)| {
        comparison.add(&now.id, against.record(read, &[&now.id])?.as_ref(), &now);
        Ok(())
    })?;
    let report = Report { changes: Some(comparison.finish()), ..Report::default() };
    if let Some(path) = &arguments.html {
        write_page(path, &arguments.earlier.articles, &report, None)?;
    }
    let changes = report.changes.as_ref();
    let printed = match arguments.format {
        Format::Text => changes.map_or_else(String::new, Changes::to_text),
        Format::Json => json(&changes)?,
        Format::Junit => {
            return Err(Error::other("--articles has no golden files to make tests of: --format text or json"));
        }
    };
    Screen::open(ColorChoice::Never).print_lines(&printed)?;
    Ok(if swept.refused > 0 { FELL_SHORT } else { DONE }.into())
}

/// Audits golden files, and compares with an earlier reading of their articles where there is one.
fn judge(arguments: &Arguments, against: Option<&Against>, extractor: &Extractor) -> Result<ExitCode> {
    let mut golden = Vec::new();
    for path in &arguments.golden {
        golden.extend(Golden::load(path, &arguments.shelf.corpus)?);
    }
    let (drafts, golden): (Vec<Golden>, _) = golden.into_iter().partition(|golden| golden.draft);
    let mut audited = Vec::new();
    let mut comparison = Comparison::default();
    let mut corpus = arguments.shelf.open();
    for golden in &golden {
        let article = corpus.article(golden)?;
        let misquotes = golden.misquotes(&article.text);
        if !misquotes.is_empty() {
            return Err(Error::faults(misquotes));
        }
        let now = extractor.extract(article);
        if let Some(against) = against {
            let path = golden.article.to_string_lossy();
            let before = against.record(against.read(article), &[&now.id, &path])?;
            comparison.add(&golden.name(), before.as_ref(), &now);
        }
        audited.push(audit(golden, article, &now));
    }
    let mut report = Report::of(audited, drafts.into_iter().map(|draft| draft.file).collect());
    report.changes = against.map(|_| comparison.finish());
    let Arguments { floor, raise_floor, .. } = arguments;
    let kept_floor = match floor {
        // A raise may have to begin the file.
        Some(path) if !*raise_floor || path.exists() => Floor::load(path)?,
        _ => Floor::default(),
    };
    let kept = kept_floor.kept(&report.score);
    if let Some(path) = &arguments.html {
        write_page(path, &arguments.golden, &report, arguments.since.as_deref())?;
    }
    let printed = match arguments.format {
        Format::Text if arguments.calibration => {
            report.to_text(WORST, arguments.errors) + &report.calibration().to_text()
        }
        Format::Text => report.to_text(WORST, arguments.errors),
        Format::Json => json(&report)?,
        Format::Junit => report.to_junit(&kept)?,
    };
    Screen::open(ColorChoice::Never).print_lines(&printed)?;
    let fallen: Vec<&Kept> = kept.iter().filter(|kept| kept.fell()).collect();
    fallen.iter().for_each(say);
    if let (Some(path), true) = (floor, raise_floor) {
        write_table(path, &kept_floor.raised(&report.score).to_toml())?;
    }
    if let Some(path) = &arguments.write_precision {
        write_table(path, &report.precision().to_tsv())?;
    }
    Ok(if fallen.is_empty() { DONE } else { FELL_SHORT }.into())
}

/// One line of JSON.
fn json(report: &impl Serialize) -> Result<String> {
    let line = serde_json::to_string(report).map_err(Error::other)?;
    Ok(line + "\n")
}

/// Writes the report's page to the file at `path`.
fn write_page(path: &Path, audited: &[PathBuf], report: &Report, since: Option<&Path>) -> Result<()> {
    let heading: Vec<String> = audited.iter().map(|path| path.display().to_string()).collect();
    let since = since.map(|path| Ok((path.display().to_string(), read_report(path)?))).transpose()?;
    let since = since.as_ref().map(|(name, report)| Since { name, score: &report.score });
    let mut file = Output::create(path)?;
    file.write(Page { heading: &heading.join(", "), report, since }.to_html().as_bytes())?;
    file.finish()
}

/// Reads a report that `--format json` printed.
fn read_report(path: &Path) -> Result<Report> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
    serde_json::from_str(&text).map_err(|error| Error::file(path, format!("no report of an audit: {error}")))
}

/// Puts a table into its file as a whole.
fn write_table(path: &Path, table: &str) -> Result<()> {
    let mut output = Output::create(path)?;
    output.write(table.as_bytes())?;
    output.finish()
}
