//! sentences with percentages and amounts of money → how many are read as expected.
//!
//! A case is right where the stretches found are those expected, each with its value, and with its currency where the
//! case names one. Cases that contradict the annotators' guide stand in `exceptions.tsv`, each with its reason.

use super::{Report, data};
use claimwire::lexicon::Kind;
use claimwire::mention::{self, Decimal};
use claimwire::text::Text;
use claimwire::{Extractor, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Case and reason, tab-separated.
const EXCEPTIONS: &str = include_str!("exceptions.tsv");

#[derive(Deserialize)]
struct Case {
    id: String,
    input: String,
    results: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    start: usize,
    end: usize,
    resolution: Resolution,
}

#[derive(Deserialize)]
struct Resolution {
    value: Option<String>,
    #[serde(rename = "isoCurrency")]
    currency: Option<String>,
}

pub(super) fn check(folder: &Path) -> Result<Report> {
    let extractor = Extractor::load(None, None)?;
    let exceptions: BTreeMap<&str, &str> =
        EXCEPTIONS.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    let mut report =
        Report { table: "numbers              cases   right  excepted   wrong\n".to_owned(), aim_reached: true };
    for (name, kind) in [("percent", Kind::Percent), ("currency", Kind::Money)] {
        let cases: Vec<Case> = data::rows(&folder.join(name).with_extension("jsonl"))?;
        let (right, wrong): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| is_right(case, kind, &extractor));
        let reason = |case: &Case| exceptions.get(&*case.id);
        let excepted = wrong.iter().filter(|case| reason(case).is_some()).count();
        let open = wrong.len() - excepted;
        report.table += &format!("  {name:16}{:8}{:8}{excepted:10}{open:8}\n", cases.len(), right.len());
        for case in &wrong {
            report.table += &format!("    {}: {}\n", case.id, reason(case).unwrap_or(&"wrong"));
        }
        let stale: Vec<&&Case> = right.iter().filter(|case| reason(case).is_some()).collect();
        for case in &stale {
            report.table += &format!("    {}: is right and needs no exception\n", case.id);
        }
        report.aim_reached &= open == 0 && stale.is_empty();
    }
    Ok(report)
}

fn is_right(case: &Case, kind: Kind, extractor: &Extractor) -> bool {
    let (text, lexicon) = (Text::new(&case.input), extractor.lexicon());
    let mut found = mention::find(&text, lexicon, &lexicon.words(&text), None);
    found.retain(|mention| mention.kind == kind);
    let chars = |byte: u32| case.input[..byte as usize].chars().count();
    found.len() == case.results.len()
        && found.iter().zip(&case.results).all(|(mention, expected)| {
            (chars(mention.span.start), chars(mention.span.end)) == (expected.start, expected.end)
                && agrees(&mention.id, &expected.resolution)
        })
}

/// Whether an id, `25` or `USD 94000`, says what the case expects, `25%` or a value and perhaps a currency.
fn agrees(id: &str, expected: &Resolution) -> bool {
    let (currency, value) = id.rsplit_once(' ').map_or((None, id), |(currency, value)| (Some(currency), value));
    let wanted = expected.value.as_deref().map(|value| value.trim_end_matches('%'));
    let same_value = wanted.is_some_and(|wanted| wanted == value || Decimal::read(wanted) == Decimal::read(value));
    same_value && expected.currency.as_deref().is_none_or(|wanted| currency == Some(wanted))
}
