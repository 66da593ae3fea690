//! records → bytes of one format.
//!
//! A sink renders one article at a time and keeps nothing between two, so that any thread may do it; where the bytes go,
//! and that they go there in the order of the articles, is the business of [`Output`].

mod jsonl;
mod output;
pub mod terminal;

pub use jsonl::JsonLines;
pub use output::Output;
pub use terminal::Terminal;

use crate::article::Article;
use crate::record::Record;

/// One way to write findings down.
pub trait Sink: Sync {
    /// Puts what was found in one article behind what `out` holds already.
    fn render(&self, article: &Article, record: &Record, out: &mut Vec<u8>);
}
