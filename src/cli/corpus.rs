//! a golden file → its article.

use super::FieldNames;
use claimwire::audit::Golden;
use claimwire::source::{Options, Refusal, Source, Verdict};
use claimwire::{Article, Error, Result};
use std::path::PathBuf;

/// Where articles lie, and how they are read.
#[derive(clap::Args)]
pub(super) struct Shelf {
    /// Where the articles lie that golden files name
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    pub(super) corpus: PathBuf,
    #[command(flatten)]
    pub(super) fields: FieldNames,
}

impl Shelf {
    /// The articles of golden files, in whatever language: somebody has chosen them.
    pub(super) fn open(&self) -> Corpus {
        let options = Options { any_language: true, ..self.fields.options() };
        Corpus { options, path: PathBuf::new(), articles: Vec::new(), refused: None }
    }
}

/// The articles of the file that was looked into last: golden files of one file stand side by side.
pub(super) struct Corpus {
    options: Options,
    path: PathBuf,
    articles: Vec<Article>,
    /// The first of what could not be read of the file.
    refused: Option<Refusal>,
}

impl Corpus {
    /// The article of a golden file.
    ///
    /// # Errors
    /// A file that cannot be read, or that does not hold the article.
    pub(super) fn article(&mut self, golden: &Golden) -> Result<&Article> {
        let path = golden.path();
        if self.path != path {
            self.read(path)?;
        }
        let place = match &golden.id {
            Some(id) => self.articles.iter().position(|article| article.id == *id),
            None if self.articles.len() > 1 => {
                let several = "holds several articles: its golden file needs an `id`";
                return Err(Error::file(&self.path, several));
            }
            None => (!self.articles.is_empty()).then_some(0),
        };
        place.map(|place| &self.articles[place]).ok_or_else(|| match (&golden.id, &self.refused) {
            (None, Some(refusal)) => Error::other(refusal),
            (id, refusal) => {
                let name = id.as_ref().map_or_else(String::new, |id| format!(" '{id}'"));
                let refused =
                    refusal.as_ref().map_or_else(String::new, |refusal| format!("; of it was refused {refusal}"));
                Error::file(&self.path, format_args!("no article{name} in it{refused}"))
            }
        })
    }

    /// Reads every article of a file; what cannot be read matters only to who asks for it.
    fn read(&mut self, path: PathBuf) -> Result<()> {
        self.articles.clear();
        self.refused = None;
        for outcome in Source::open(std::slice::from_ref(&path), self.options.clone())?.articles() {
            match outcome {
                Ok(article) => self.articles.push(article),
                Err(refusal) if refusal.verdict == Verdict::Unknown => {}
                Err(refusal) => _ = self.refused.get_or_insert(refusal),
            }
        }
        self.path = path;
        Ok(())
    }
}
