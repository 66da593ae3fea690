//! archives → what is made of each article, in parallel, in the order of the archive, a batch in memory at a time.

use super::say;
use claimwire::source::{Document, Options, Outcome, Source};
use claimwire::{Article, Result};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// A batch is full at so many bytes, or at so many documents.
const BATCH: usize = 8 << 20;
const DOCUMENTS: usize = 4096;

/// What was read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Swept {
    /// Articles.
    pub(crate) articles: usize,
    /// Bytes of documents, those of refused ones among them.
    pub(crate) bytes: usize,
    /// Articles, files and folders refused.
    pub(crate) refused: usize,
    /// Files passed over, being of no known format.
    pub(crate) passed_over: usize,
}

/// Hands what `make` makes of each article to `take`, in order; refusals are said, and the sweep goes on.
///
/// # Errors
/// An input that is not there, and those of `take`.
pub(crate) fn sweep<T: Send>(
    inputs: &[PathBuf],
    options: &Options,
    make: impl Fn(&Article) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<Swept> {
    let mut source = Source::open(inputs, options.clone())?;
    let mut swept = Swept::default();
    loop {
        let mut batch: Vec<Outcome<Document>> = Vec::new();
        let mut size = 0;
        while size < BATCH && batch.len() < DOCUMENTS {
            let Some(document) = source.next() else { break };
            size += document.as_ref().map_or(0, Document::size);
            batch.push(document);
        }
        if batch.is_empty() {
            swept.passed_over = source.passed_over();
            return Ok(swept);
        }
        swept.bytes += size;
        let made: Vec<Outcome<T>> = batch.into_par_iter().map(|document| one(document?, &make)).collect();
        for outcome in made {
            match outcome {
                Ok(made) => {
                    swept.articles += 1;
                    take(made)?;
                }
                Err(refusal) => {
                    swept.refused += 1;
                    say(&refusal);
                }
            }
        }
    }
}

/// One article; a fault in the program refuses the article that brought it up and spares the sweep.
fn one<T>(document: Document, make: impl Fn(&Article) -> T) -> Outcome<T> {
    let place = document.place().clone();
    let made = catch_unwind(AssertUnwindSafe(|| Ok(make(&document.read()?))));
    made.unwrap_or_else(|_| Err(place.fault("a panic")))
}
