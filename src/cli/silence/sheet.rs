//! a sample of sentences ⇄ a sheet that people judge → an estimate of recall.
//!
//! The sheet is a table with tabs, as spreadsheets read it. Its first column takes the verdict: `right` where what was
//! found is right and whole, `missed` where the sentence states a claim that was not found or was found wrongly, `none`
//! where it states none.

use claimwire::audit::{Candidate, Estimate};
use claimwire::{Error, Fault, Record, Result};
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "verdict\tarticle\tpart\tstart\tend\tsentence\tfound";

/// A sentence of the sample.
pub(super) struct Row {
    article: String,
    part: &'static str,
    start: usize,
    end: usize,
    sentence: String,
    found: Vec<String>,
}

impl Row {
    /// A sentence, with the claims that its article's record has for it.
    pub(super) fn of(article: &str, candidate: &Candidate, record: Option<&Record>) -> Row {
        let claims = record.into_iter().flat_map(|record| &record.claims);
        let here = claims.filter(|claim| claim.part == candidate.part && claim.start == candidate.start);
        Row {
            article: article.to_owned(),
            part: candidate.part.map_or("", |_| "title"),
            start: candidate.start,
            end: candidate.end,
            sentence: candidate.text.clone(),
            found: here.map(|claim| claim.statement.clone()).collect(),
        }
    }
}

/// The sheet, no verdict in it yet.
pub(super) fn write(rows: &[Row]) -> String {
    let mut sheet = format!("{HEAD}\n");
    for Row { article, part, start, end, sentence, found } in rows {
        let (article, sentence, found) = (cell(article), cell(sentence), cell(&found.join("; ")));
        let _ = writeln!(sheet, "\t{article}\t{part}\t{start}\t{end}\t{sentence}\t{found}");
    }
    sheet
}

/// Text as a cell: one line, and nothing that a spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let line: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    let line = line.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.starts_with(['=', '+', '-', '@']) { format!("'{line}") } else { line }
}

/// Whether a file is a sheet with any verdict in it, which a new sample must not take the place of.
pub(super) fn is_judged(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    lines.next() == Some(HEAD) && lines.any(|line| !line.starts_with('\t') && !line.trim().is_empty())
}

/// What the verdicts of a sheet come to.
///
/// # Errors
/// A file that cannot be read or is no such sheet, and every verdict that is none of the three, with its line.
pub(super) fn estimate(path: &Path) -> Result<String> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
    let fault = |line, message| Fault { file: path.display().to_string(), line, column: 1, message };
    // Spreadsheets put a byte order mark before what they save.
    let mut lines = text.trim_start_matches('\u{feff}').lines().zip(1..);
    if lines.next().is_none_or(|(head, _)| head.split('\t').next() != Some("verdict")) {
        let message = "a sheet is a table with tabs, and its first column is `verdict`".to_owned();
        return Err(Error::faults(vec![fault(1, message)]));
    }
    let (mut right, mut missed, mut none, mut open) = (0, 0, 0, 0);
    let mut faults = Vec::new();
    for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
        match line.split('\t').next().unwrap_or_default().trim().to_lowercase().as_str() {
            "right" => right += 1,
            "missed" => missed += 1,
            "none" => none += 1,
            "" => open += 1,
            other => faults.push(fault(number, format!("a verdict is `right`, `missed` or `none`, not '{other}'"))),
        }
    }
    if !faults.is_empty() {
        return Err(Error::faults(faults));
    }
    let judged = right + missed + none;
    let Estimate { low, high, .. } = Estimate::of(right, right + missed);
    let share = Estimate::of(right, right + missed).share();
    let mut told = format!("{judged} sentences judged, {open} still open; {none} state no claim\n");
    let _ = match right + missed {
        _ if judged == 0 => writeln!(told, "nothing is judged yet: nothing can be said of recall"),
        0 => writeln!(told, "none of them states a claim: nothing can be said of recall"),
        stated => writeln!(
            told,
            "recall {share:.3}, between {low:.3} and {high:.3} with 95 % confidence (Wilson's score interval, Wilson 1927): \
             {right} right of {stated} that state a claim\n\
             of sentences that hold a word of some frame, and a country or a rate; of others it says nothing",
        ),
    };
    Ok(told)
}
