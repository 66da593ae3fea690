//! golden cases of each rule → how far a claim can be believed.
//!
//! A rule's case is a claim that it found on a golden article; it was right where a careful reader states the same
//! measure or event there, with the same done to it, denied or not. The formula, said once: the precision of a rule
//! with `right` cases `of` all is `(right + WEIGHT · p) / (of + WEIGHT)`, where `p` is its frame's precision, which
//! leans in the same way on that of all claims. A rule without cases has its frame's.

use std::collections::BTreeMap;
use std::ops::{AddAssign, SubAssign};
use std::sync::LazyLock;

/// How many cases the precision of a frame, or of all claims, weighs against a rule's own.
const WEIGHT: f64 = 10.0;

/// The precision that is assumed before any case is seen.
const UNKNOWN: f64 = 0.5;

/// Written by `claimwire audit --write-precision`.
static EMBEDDED: LazyLock<Precision> =
    LazyLock::new(|| Precision::read(include_str!("../../rules/precision.tsv")).unwrap_or_default());

/// Golden cases of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Precision {
    rules: BTreeMap<String, Cases>,
    frames: BTreeMap<String, Cases>,
    all: Cases,
}

/// How many claims were found on golden articles, and how many of them were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    /// Right.
    pub right: u32,
    /// Right or wrong.
    pub of: u32,
}

/// How far a claim can be believed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// The smoothed precision of its rule, between 0 and 1.
    pub precision: f64,
    /// The rule's own cases.
    pub cases: Cases,
}

impl Precision {
    /// The cases of the golden files that this version was measured on.
    pub fn embedded() -> &'static Precision {
        &EMBEDDED
    }

    /// Reads what [`Precision::to_tsv`] writes; nothing where a line is no rule with two counts.
    pub fn read(table: &str) -> Option<Precision> {
        let mut precision = Precision::default();
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let (rule, right, of) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
            precision.add(rule, Cases { right, of });
        }
        Some(precision)
    }

    /// Counts a claim for each of the rules that found it.
    pub fn count(&mut self, rules: &[String], right: bool) {
        rules.iter().for_each(|rule| self.add(rule, Cases { right: right.into(), of: 1 }));
    }

    fn add(&mut self, rule: &str, cases: Cases) {
        *self.rules.entry(rule.to_owned()).or_default() += cases;
        *self.frames.entry(frame(rule).to_owned()).or_default() += cases;
        self.all += cases;
    }

    /// The cases but those of `other`, which are among them: how an article is judged without its own.
    pub fn without(&self, other: &Precision) -> Precision {
        let mut rest = self.clone();
        for (own, less) in [(&mut rest.rules, &other.rules), (&mut rest.frames, &other.frames)] {
            for (name, cases) in own {
                *cases -= less.get(name).copied().unwrap_or_default();
            }
        }
        rest.all -= other.all;
        rest
    }

    /// The confidence in a claim: that of the rule behind it which has most cases.
    ///
    /// ```
    /// use claimwire::rule::Precision;
    /// let table = "rule\tright\tof\ntariff/impose: slap\t3\t5\n";
    /// let confidence = Precision::read(table).unwrap().of(&["tariff/impose: slap".into()]);
    /// assert_eq!((confidence.cases.right, confidence.cases.of), (3, 5));
    /// assert!((confidence.precision - 0.5704).abs() < 1e-4);
    /// ```
    pub fn of(&self, rules: &[String]) -> Confidence {
        let cases = |rule: &str| self.rules.get(rule).copied().unwrap_or_default();
        // The first of equals: `max_by_key` would take the last.
        let rule = rules.iter().rev().max_by_key(|rule| cases(rule).of).map_or("", String::as_str);
        let frame = self.frames.get(frame(rule)).copied().unwrap_or_default();
        Confidence {
            precision: cases(rule).leaning_on(frame.leaning_on(self.all.leaning_on(UNKNOWN))),
            cases: cases(rule),
        }
    }

    /// One line a rule, in order: the rule, how often it was right, how often it found a claim.
    pub fn to_tsv(&self) -> String {
        let lines = self.rules.iter().map(|(rule, Cases { right, of })| format!("{rule}\t{right}\t{of}\n"));
        std::iter::once("rule\tright\tof\n".to_owned()).chain(lines).collect()
    }
}

/// The frame that a rule's name begins with: `tariff/impose: slap`.
fn frame(rule: &str) -> &str {
    rule.split('/').next().unwrap_or_default()
}

impl Cases {
    fn leaning_on(self, precision: f64) -> f64 {
        (f64::from(self.right) + WEIGHT * precision) / (f64::from(self.of) + WEIGHT)
    }
}

impl AddAssign for Cases {
    fn add_assign(&mut self, other: Cases) {
        self.right += other.right;
        self.of += other.of;
    }
}

impl SubAssign for Cases {
    fn sub_assign(&mut self, other: Cases) {
        self.right -= other.right.min(self.right);
        self.of -= other.of.min(self.of);
    }
}
