//! articles → drafts of their golden files.

use super::place::Places;
use super::{counted, put, tell};
use crate::cli::corpus::Shelf;
use crate::cli::{DONE, FELL_SHORT, Knowledge, say, whole};
use claimwire::audit::{Golden, Sample};
use claimwire::source::{Source, Verdict, files_of};
use claimwire::{Article, Error, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write drafts of golden files, for somebody to judge: an audit leaves them out until they are accepted
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Files of articles, or folders of them, within the corpus
    #[arg(value_name = "ARTICLE", required = true)]
    articles: Vec<PathBuf>,
    /// Only the articles with these ids
    #[arg(long, value_name = "ID")]
    id: Vec<String>,
    /// Only N of the articles, each drawn with the same chance
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    sample: Option<usize>,
    /// The number that the sample depends on
    #[arg(long, value_name = "S", value_parser = whole::<u64>, default_value_t = 1)]
    seed: u64,
    /// The folder of golden files
    #[arg(long, value_name = "DIR", default_value = "tests/golden")]
    to: PathBuf,
    #[command(flatten)]
    shelf: Shelf,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// What was asked for.
#[derive(Default)]
struct Asked {
    /// Articles with the paths of their files within the corpus.
    articles: Vec<(PathBuf, Article)>,
    /// The files that hold several articles.
    several: BTreeSet<PathBuf>,
    refused: usize,
    foreign: usize,
}

pub(super) fn run(arguments: Arguments) -> Result<ExitCode> {
    let extractor = arguments.knowledge.extractor()?;
    let Asked { articles, several, mut refused, foreign } = arguments.asked()?;
    let places = Places::of(&arguments.to);
    let mut written = 0;
    for (within, article) in &articles {
        let id = several.contains(within).then_some(&*article.id);
        let golden = Golden::draft(within.clone(), id.map(str::to_owned), &extractor.extract(article));
        let path = places.place(within, id);
        if path.exists() {
            refused += 1;
            say(&Error::file(&path, "is there already, and is left as it is"));
            continue;
        }
        put(&path, golden)?;
        tell(&path.display().to_string())?;
        written += 1;
    }
    if foreign > 0 {
        say(&format_args!("{} in other languages than English passed over", counted(foreign, "article")));
    }
    if written == 0 && refused == 0 {
        return Err(Error::other("no such article in what was read"));
    }
    let (golden, corpus) = (arguments.to.display(), arguments.shelf.corpus.display());
    let drafts = counted(written, "draft");
    tell(&format!("{drafts} to be judged: claimwire review {golden} --corpus {corpus}"))?;
    Ok(if refused > 0 { FELL_SHORT } else { DONE }.into())
}

impl Arguments {
    /// The articles asked for, or a sample of them, in the order of the files.
    fn asked(&self) -> Result<Asked> {
        let mut asked = Asked::default();
        let mut sample = Sample::new(self.sample.unwrap_or(usize::MAX), self.seed);
        for file in files_of(&self.articles, Vec::new())? {
            let file = match file {
                Ok(file) => file,
                Err(refusal) if !refusal.is_fault() => continue,
                Err(refusal) => {
                    asked.refused += 1;
                    say(&refusal);
                    continue;
                }
            };
            let within = self.within_corpus(&file)?;
            let mut held = 0;
            for outcome in Source::open(&[file], self.shelf.fields.options())?.articles() {
                match outcome {
                    Ok(article) => {
                        held += 1;
                        if self.id.is_empty() || self.id.contains(&article.id) {
                            let id = article.id.clone();
                            sample.offer(&[&within.to_string_lossy(), &id], || (within.clone(), article));
                        }
                    }
                    Err(refusal) if !refusal.is_fault() => {
                        asked.foreign += usize::from(refusal.verdict == Verdict::Unwanted);
                    }
                    Err(refusal) => {
                        asked.refused += 1;
                        say(&refusal);
                    }
                }
            }
            if held > 1 {
                asked.several.insert(within);
            }
        }
        asked.articles = sample.finish();
        Ok(asked)
    }

    /// The file's path within the corpus.
    fn within_corpus(&self, file: &Path) -> Result<PathBuf> {
        let corpus = &self.shelf.corpus;
        let whole = |path: &Path, what: &str| path.canonicalize().map_err(|_| Error::file(path, what));
        let place = whole(file, "no such file")?;
        let root = whole(corpus, "no such folder: --corpus names the one that the articles lie in")?;
        place.strip_prefix(&root).map(Path::to_owned).map_err(|_| {
            let corpus = corpus.display();
            Error::file(file, format_args!("does not lie in the corpus '{corpus}': name its folder by --corpus"))
        })
    }
}
