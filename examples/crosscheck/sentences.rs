//! texts and their sentences → how many are split as expected, the golden rules and the other cases apart.

use super::{Report, data};
use claimwire::Result;
use claimwire::text::Text;
use serde::Deserialize;
use std::path::Path;

/// How many of the golden rules need not hold.
const SPARED: usize = 2;

#[derive(Deserialize)]
struct Case {
    id: u32,
    golden: bool,
    text: String,
    sentences: Vec<String>,
}

pub(super) fn check(folder: &Path) -> Result<Report> {
    let cases: Vec<Case> = data::rows(&folder.join("golden_rules.jsonl"))?;
    let (golden, others): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.golden);
    let table = format!(
        "sentences            cases   right  wrong\n  golden rules    {}\n  other cases     {}\n",
        row(&golden),
        row(&others)
    );
    Ok(Report { table, aim_reached: golden.iter().filter(|case| !is_right(case)).count() <= SPARED })
}

/// How many there are, how many are right, and which are not.
fn row(cases: &[&Case]) -> String {
    let wrong: Vec<String> = cases.iter().filter(|case| !is_right(case)).map(|case| case.id.to_string()).collect();
    format!("{:8}{:8}  {}", cases.len(), cases.len() - wrong.len(), wrong.join(" "))
}

/// Whether the sentences are the same, but for white space.
fn is_right(case: &Case) -> bool {
    let text = Text::new(&case.text);
    let words = |sentence: &str| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = text.sentences.iter().map(|sentence| words(sentence.span.of(text.source)));
    found.eq(case.sentences.iter().map(|sentence| words(sentence)))
}
