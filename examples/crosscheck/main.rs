//! data of others + the crate's public API → tables of agreement:
//! `cargo run --release --example crosscheck -- CHECK [DIR]`.
//!
//! The data stay outside the project; a check that does not find them says so and ends with status 2. Status 1: the
//! check fell short of what `docs/crosschecks.md` asks of it.

mod crudeoil;
mod data;
mod numbers;
mod reuters;
mod sentences;

use claimwire::audit::Count;
use claimwire::{Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A check makes its report on the data in a folder.
type Check = fn(&Path) -> Result<Report>;

/// What a check found.
pub(crate) struct Report {
    pub(crate) table: String,
    /// Whether what `docs/crosschecks.md` asks of it is reached.
    pub(crate) aim_reached: bool,
}

/// Name, folder within `../shared/external`, and how it is done.
const CHECKS: [(&str, &str, Check); 4] = [
    ("numbers", "numbers", numbers::check),
    ("sentences", "sentences", sentences::check),
    ("crudeoil", "crudeoilnews", crudeoil::check),
    ("reuters", "reuters21578", reuters::check),
];

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("crosscheck: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool> {
    let mut arguments = std::env::args().skip(1);
    let report = report(&arguments.next().unwrap_or_default(), arguments.next().map(PathBuf::from))?;
    std::io::stdout().write_all(report.table.as_bytes()).map_err(|error| Error::output(Path::new("stdout"), &error))?;
    Ok(report.aim_reached)
}

/// The report of a check on its folder, or on the one that is usual for it.
pub(crate) fn report(name: &str, folder: Option<PathBuf>) -> Result<Report> {
    let Some((_, usual, check)) = CHECKS.iter().find(|(known, ..)| *known == name) else {
        let known = CHECKS.map(|(name, ..)| name).join("|");
        return Err(Error::other(format!("no check is called '{name}'; usage: crosscheck {known} [DIR]")));
    };
    let folder = folder.unwrap_or_else(|| Path::new("../shared/external").join(usual));
    if !folder.is_dir() {
        return Err(Error::file(&folder, "the data of this check are not here; name their folder behind the check"));
    }
    check(&folder)
}

/// Counts under a title, a line each.
fn table<'n>(title: &str, counts: impl IntoIterator<Item = (&'n &'n str, &'n Count)>) -> String {
    let mut table = format!("{title:32} precision  recall      f1   right    gold   found\n");
    for (name, count) in counts {
        let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
        let Count { right, gold, predicted } = count;
        table += &format!("  {name:30} {precision:9.3}{recall:8.3}{f1:8.3}{right:8}{gold:8}{predicted:8}\n");
    }
    table
}
