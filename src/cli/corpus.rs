//! a golden file → its article.

use claimwire::audit::Golden;
use claimwire::source::{Options, Source};
use claimwire::{Article, Error, Result};
use std::path::{Path, PathBuf};

/// The articles of the file that was looked into last: golden files of one file stand side by side.
#[derive(Default)]
pub(super) struct Corpus {
    path: PathBuf,
    articles: Vec<Article>,
}

impl Corpus {
    /// The article of a golden file.
    ///
    /// # Errors
    /// A file that cannot be read, or that does not hold the article.
    pub(super) fn article(&mut self, golden: &Golden) -> Result<&Article> {
        let path = golden.path();
        if self.path != path {
            (self.path, self.articles) = (path.clone(), articles(&path)?);
        }
        let wanted = |article: &&Article| golden.id.as_ref().is_none_or(|id| article.id == *id);
        self.articles.iter().find(wanted).ok_or_else(|| {
            let id = golden.id.as_deref().unwrap_or_default();
            Error::file(&path, format_args!("no article '{id}' in it"))
        })
    }
}

/// Every article of a file.
///
/// # Errors
/// The first that was refused.
pub(super) fn articles(file: &Path) -> Result<Vec<Article>> {
    let articles = Source::open(&[file.to_owned()], Options::default())?.articles();
    articles.collect::<std::result::Result<_, _>>().map_err(Error::other)
}
