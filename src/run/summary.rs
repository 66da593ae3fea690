//! What a run did, counted.

use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Articles read.
    pub articles: u64,
    /// Those of them that have no date.
    pub undated: u64,
    /// Claims found.
    pub claims: u64,
    /// Articles, files and folders refused.
    pub refused: u64,
    /// Articles passed over, being in another language and the like, and files of no known format.
    pub passed_over: u64,
    /// Bytes of documents.
    pub bytes: u64,
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Summary) {
        self.articles += other.articles;
        self.undated += other.undated;
        self.claims += other.claims;
        self.refused += other.refused;
        self.passed_over += other.passed_over;
        self.bytes += other.bytes;
    }
}
