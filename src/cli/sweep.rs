//! archives → what is made of each article, in the order of the archive.

use super::say;
use claimwire::run::{Run, Summary};
use claimwire::source::{Options, Source};
use claimwire::{Article, Result};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Hands what `make` makes of each article to `take`, in order; refusals are said, and the sweep goes on.
///
/// # Errors
/// An input that is not there, and those of `take`.
pub(crate) fn sweep<T: Send>(
    inputs: &[PathBuf],
    options: &Options,
    make: impl Fn(&Article) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<Summary> {
    let source = Source::open(inputs, options.clone())?;
    let mut summary = Summary::default();
    let _ = Run::new(0, |article: &Article, made: &mut Vec<T>| made.push(make(article))).run(source, |portion| {
        portion.refusals.iter().filter(|refusal| refusal.is_fault()).for_each(say);
        summary += portion.summary;
        portion.made.into_iter().try_for_each(&mut take)?;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(summary)
}
