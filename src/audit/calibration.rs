//! report → the golden cases of each rule, and whether confidence keeps what it says.
//!
//! Each article is judged without its own cases, so that no claim speaks for itself.

use super::report::{Audited, ClaimPair, Report};
use crate::record::Statement;
use crate::rule::Precision;
use std::fmt::Write;

/// How many bins the range from 0 to 1 is cut into.
const BINS: usize = 10;

/// Confidence held against what was right, in bins of confidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration([Bin; BINS]);

/// The claims of one bin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bin {
    claims: usize,
    right: usize,
    confidence: f64,
}

impl Report {
    /// The golden cases of the rules behind the claims found.
    pub fn precision(&self) -> Precision {
        precision(self.articles.iter())
    }

    /// How far confidence holds: each article is judged by the cases of all the others.
    pub fn calibration(&self) -> Calibration {
        let all = self.precision();
        let mut calibration = Calibration::default();
        for article in &self.articles {
            let others = all.without(&precision(std::iter::once(article)));
            for (found, right) in article.claims.iter().filter_map(judged) {
                let confidence = others.of(&found.rules).precision;
                let bin = &mut calibration.0[((confidence * BINS as f64) as usize).min(BINS - 1)];
                bin.claims += 1;
                bin.right += usize::from(right);
                bin.confidence += confidence;
            }
        }
        calibration
    }
}

fn precision<'r>(articles: impl Iterator<Item = &'r Audited>) -> Precision {
    let mut precision = Precision::default();
    for (found, right) in articles.flat_map(|article| &article.claims).filter_map(judged) {
        precision.count(&found.rules, right);
    }
    precision
}

/// A found claim, and whether a golden one says the same to be done, denied or not.
fn judged(pair: &ClaimPair) -> Option<(&Statement<'static>, bool)> {
    let same = !pair.differing.iter().any(|differing| matches!(&*differing.slot, "action" | "negated"));
    Some((pair.found.as_ref()?, pair.gold.is_some() && same))
}

impl Calibration {
    /// One line for each bin that has claims: how many, their mean confidence, and the part that was right.
    pub fn to_text(&self) -> String {
        let mut table = format!("\n{:20}   claims    said   right\n", "confidence");
        for (at, bin) in self.0.iter().enumerate().filter(|(_, bin)| bin.claims > 0) {
            let (from, to) = (at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
            let part = |sum: f64| sum / bin.claims as f64;
            let (said, right) = (part(bin.confidence), part(bin.right as f64));
            let _ = writeln!(table, "  {from:.1} to {to:.1}         {:8}{said:8.3}{right:8.3}", bin.claims);
        }
        table
    }
}
