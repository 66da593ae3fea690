//! claimwire reads news articles and writes down, as data, what they claim.
//!
//! ```text
//! Source ─► Article ─► Text ─► Mentions ─► Clauses ─► Claims ─► Record ─► Sink
//! ```
//!
//! Every step is a function from the earlier nouns to the next; between [`Article`] and [`Record`] nothing is read
//! from disk and nothing can fail. One worked example:
//!
//! ```
//! use claimwire::{Article, Extractor};
//! let extractor = Extractor::load(None, None).unwrap();
//! let article = Article::new("1", "The US applies a 25% tariff on Japanese cars.");
//! let record = extractor.extract(&article);
//! assert_eq!(record.claims[0].statement, "US keeps 25% tariff on cars from Japan");
//! ```
//!
//! The modules below stand in the order of the flow, and each imports only from those above it.

mod error;
mod span;
mod article;
pub mod text;
pub mod lexicon;
pub mod rule;
pub mod mention;
pub mod syntax;
pub mod claim;
pub mod record;
mod extract;
pub mod proof;
pub mod source;
pub mod sink;
pub mod run;
pub mod seal;
pub mod ledger;
pub mod audit;
pub mod exchange;
#[cfg(feature = "review")]
pub mod review;

pub use article::{Article, MAX_ARTICLE};
pub use error::{Error, Fault, Result};
pub use extract::{Analysis, Extractor, Reading};
pub use record::Record;
pub use span::Span;
