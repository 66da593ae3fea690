//! golden files + what is found in their articles → figures, the worst articles, and whether a floor holds.

use super::screen::Screen;
use super::{DONE, FELL_SHORT, Knowledge};
use claimwire::audit::{Audited, Floor, Golden, Score, audit, worst};
use claimwire::record::Unit;
use claimwire::source::{Options, Source};
use claimwire::{Article, Error, Extractor, Result};
use clap::ColorChoice;
use std::collections::BTreeMap;
use std::fmt::Write;
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
    /// Print the figures as one JSON object
    #[arg(long)]
    json: bool,
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

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let mut golden = Vec::new();
    for path in &arguments.golden {
        golden.extend(Golden::load(path, &arguments.corpus)?);
    }
    // Golden files count in code points, whatever else is asked for.
    let extractor = arguments.knowledge.extractor()?.counting(Unit::Chars);
    let audited = all(&golden, &extractor)?;
    let mut score = Score::default();
    for article in &audited {
        score += &article.score;
    }
    Screen::open(ColorChoice::Never).print(&report(&arguments, &score, &audited))?;
    match &arguments.floor {
        Some(path) => hold(path, &score, arguments.raise_floor),
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
            let articles = Source::open(&[path.to_owned()], Options::default())?.articles();
            let articles = articles.collect::<std::result::Result<_, _>>().map_err(Error::other)?;
            read.insert(path, articles);
        }
        let wanted = |article: &&Article| golden.id.as_ref().is_none_or(|id| article.id == *id);
        let Some(article) = read[path].iter().find(wanted) else {
            let id = golden.id.as_deref().unwrap_or_default();
            return Err(Error::file(path, format!("no article '{id}' in it")));
        };
        golden.check(&article.text)?;
        audited.push(audit(golden, &extractor.extract(article)));
    }
    Ok(audited)
}

/// The figures, the worst articles first, and as many differences as were asked for.
fn report(arguments: &Arguments, score: &Score, audited: &[Audited]) -> String {
    let mut report = if arguments.json {
        format!("{}\n", score.to_json())
    } else {
        format!("{}\n{}", score.to_table(), worst(audited, WORST))
    };
    let differences =
        audited.iter().flat_map(|article| article.differences.iter().map(move |difference| (article, difference)));
    for (article, difference) in differences.take(arguments.errors) {
        let _ = writeln!(report, "{}: {}: {}", article.name, difference.what, difference.detail);
    }
    report
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
