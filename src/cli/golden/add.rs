//! articles → drafts of their golden files.

use super::{counted, tell, write};
use crate::cli::corpus::articles;
use crate::cli::{DONE, FELL_SHORT, Knowledge, say};
use claimwire::audit::Golden;
use claimwire::record::Unit;
use claimwire::{Error, Result};
use std::path::{Component, Path, PathBuf};
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
    /// The folder of articles; golden files name theirs by the path within it
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// The folder of golden files
    #[arg(long, value_name = "DIR", default_value = "tests/golden")]
    to: PathBuf,
    #[command(flatten)]
    knowledge: Knowledge,
}

pub(super) fn run(arguments: Arguments) -> Result<ExitCode> {
    let extractor = arguments.knowledge.extractor()?.counting(Unit::Chars);
    let (mut written, mut refused) = (0, 0);
    for file in files(&arguments.articles)? {
        let within = arguments.within_corpus(&file)?;
        let articles = match articles(&file) {
            Ok(articles) => articles,
            Err(error) => {
                refused += 1;
                say(&error);
                continue;
            }
        };
        let several = articles.len() > 1;
        for article in articles.iter().filter(|article| arguments.id.is_empty() || arguments.id.contains(&article.id)) {
            let golden =
                Golden::draft(within.clone(), several.then(|| article.id.clone()), &extractor.extract(article));
            let path = arguments.to.join(place(&within, several.then_some(&*article.id)));
            if path.exists() {
                refused += 1;
                say(&Error::file(&path, "is there already, and is left as it is"));
                continue;
            }
            let folder = path.parent().unwrap_or(Path::new(""));
            std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
            write(&path, &[golden])?;
            tell(&path.display().to_string())?;
            written += 1;
        }
    }
    if written == 0 && refused == 0 {
        return Err(Error::other("no such article in what was read"));
    }
    tell(&format!("{} to be judged: then claimwire golden accept", counted(written, "draft")))?;
    Ok(if refused > 0 { FELL_SHORT } else { DONE }.into())
}

impl Arguments {
    /// The file's path within the corpus.
    fn within_corpus(&self, file: &Path) -> Result<PathBuf> {
        let whole = |path: &Path| path.canonicalize().map_err(|error| Error::file(path, error));
        let (place, corpus) = (whole(file)?, whole(&self.corpus)?);
        place.strip_prefix(&corpus).map(Path::to_owned).map_err(|_| {
            let corpus = self.corpus.display();
            Error::file(file, format_args!("does not lie in the corpus '{corpus}': name its folder by --corpus"))
        })
    }
}

/// The files asked for, those of folders in the order of their paths.
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        for entry in ignore::WalkBuilder::new(path).standard_filters(false).sort_by_file_path(Path::cmp).build() {
            let entry = entry.map_err(|error| Error::file(path, error))?;
            if entry.path().is_file() {
                files.push(entry.into_path());
            }
        }
    }
    Ok(files)
}

/// Where an article's golden file stands: as the article stands in the corpus, one of several in a folder of its file.
pub(super) fn place(within: &Path, id: Option<&str>) -> PathBuf {
    let within: PathBuf = within.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    let Some(id) = id else { return within.with_extension("json") };
    let plain = |letter: char| if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '-' };
    let name: String = id.chars().take(100).map(plain).collect();
    within.with_extension("").join(name + ".json")
}
