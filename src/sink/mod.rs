//! records → bytes of one format.
//!
//! A sink renders one article at a time and keeps nothing between two, so that any thread may do it; where the bytes
//! go, and that they go there in the order of the articles, is the business of [`Output`].

mod jsonl;
mod output;
pub mod terminal;

pub use jsonl::JsonLines;
pub use output::Output;
pub use terminal::Terminal;

use crate::article::Article;
use crate::record::Record;

/// Some records, rendered.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// As the sink has put them, one behind the other.
    pub bytes: Vec<u8>,
    /// How many claims they have.
    pub claims: u64,
}

impl Rendered {
    /// One more record, and the article that it is of.
    pub fn add(&mut self, sink: &dyn Sink, article: &Article, record: &Record) {
        self.claims += record.claims.len() as u64;
        sink.render(article, record, &mut self.bytes);
    }
}

/// One way to write findings down.
pub trait Sink: Sync {
    /// Puts what was found in one article behind what `out` holds already.
    fn render(&self, article: &Article, record: &Record, out: &mut Vec<u8>);
}
