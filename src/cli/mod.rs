//! the command line → one command.
//!
//! Every command is a file with its `Arguments` and a `run` that takes them and says how it ended.

mod audit;
mod check;
mod corpus;
mod explain;
mod extract;
mod golden;
#[cfg(feature = "review")]
mod review;
mod screen;
mod show;
mod silence;
mod sweep;
mod verify;

use claimwire::record::Unit;
use claimwire::source::{Fields, Options};
use claimwire::{Extractor, MAX_ARTICLE, Result};
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand};
use std::fmt::Display;
use std::io::Write;
use std::num::{IntErrorKind, ParseIntError};
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

/// Done.
pub(crate) const DONE: u8 = 0;
/// Done, but articles were refused, an audit fell short, or something is not as its manifest says.
pub(crate) const FELL_SHORT: u8 = 1;
/// Could not run.
pub(crate) const COULD_NOT_RUN: u8 = 2;
/// Ended by Ctrl-C, as a shell would say it.
pub(crate) const INTERRUPTED: u8 = 130;

/// Reads news articles and writes down, as data, what they claim.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Show(show::Arguments),
    Explain(explain::Arguments),
    Audit(audit::Arguments),
    Check(check::Arguments),
    Verify(verify::Arguments),
    Golden(golden::Arguments),
    Silence(silence::Arguments),
    #[cfg(feature = "review")]
    Review(review::Arguments),
}

/// What claims are read with.
#[derive(Args)]
#[command(next_help_heading = "Reading claims")]
pub(crate) struct Knowledge {
    /// Add or replace dictionaries by the tables in a folder
    #[arg(long, value_name = "DIR")]
    dictionaries: Option<PathBuf>,
    /// Add or replace rules by the files in a folder
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl Knowledge {
    /// Compiles dictionaries and rules; offsets count code points.
    pub(crate) fn extractor(&self) -> Result<Extractor> {
        Extractor::load(self.dictionaries.as_deref(), self.rules.as_deref())
    }
}

/// How places in a text are counted.
#[derive(Args)]
#[command(next_help_heading = "Reading claims")]
pub(crate) struct Counting {
    /// What offsets count: bytes, chars or utf16
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
}

/// What articles state where.
#[derive(Args)]
#[command(next_help_heading = "Reading articles")]
pub(crate) struct FieldNames {
    /// The field of JSON Lines that holds the id
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), default_value = "id")]
    id_field: String,
    /// The field that holds the text
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), default_value = "text")]
    text_field: String,
    /// The field that holds the headline
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), default_value = "title")]
    title_field: String,
    /// The field that holds the day of publication
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), default_value = "date")]
    date_field: String,
    /// The field that holds the address
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), default_value = "url")]
    url_field: String,
    /// The day of publication of articles that do not state theirs: 2025-06-06
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<jiff::civil::Date>,
}

/// How articles are read.
#[derive(Args)]
#[command(next_help_heading = "Reading articles")]
pub(crate) struct Reading {
    #[command(flatten)]
    fields: FieldNames,
    /// Refuse articles of more text than this, up to 64MB; a megabyte of news takes up to seventy of memory, one
    /// of nothing but claims far more
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "2MB")]
    max_article: usize,
    /// Take in articles in other languages than English too
    #[arg(long)]
    any_language: bool,
    /// Also read the files and folders that FILE lists, a line each
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
}

/// A whole number as it is typed.
fn whole<N: FromStr<Err = ParseIntError>>(text: &str) -> std::result::Result<N, String> {
    text.parse().map_err(|error: ParseIntError| match error.kind() {
        IntErrorKind::PosOverflow => "the number is too large".to_owned(),
        _ => "a whole number is written in digits alone".to_owned(),
    })
}

/// A day as it is typed.
fn day(text: &str) -> std::result::Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "a day is written 2025-06-06".to_owned())
}

/// A size as it is typed, in bytes.
fn size(text: &str) -> std::result::Result<usize, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit: u32 = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1 << 10,
        "m" | "mb" => 1 << 20,
        _ => return Err("a size is written 500kB or 1.5MB".to_owned()),
    };
    let is_number = digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let count: f64 = digits.parse().ok().filter(|_| is_number).ok_or("a size is written 500kB or 1.5MB")?;
    let size = (count * f64::from(unit)) as usize;
    Some(size)
        .filter(|size| (1..=MAX_ARTICLE).contains(size))
        .ok_or_else(|| "a size lies between 1 and 64MB".to_owned())
}

impl FieldNames {
    /// The same for the library, with everything else as it is by default.
    pub(crate) fn options(&self) -> Options {
        let FieldNames { id_field, text_field, title_field, date_field, url_field, date } = self;
        let [id, text, title, date_of, url] =
            [id_field, text_field, title_field, date_field, url_field].map(String::clone);
        let fields = Fields { id, text, title, date: date_of, url };
        Options { fields, date: *date, ..Options::default() }
    }
}

impl Reading {
    /// What is to be read: the inputs named, and those listed.
    pub(crate) fn inputs(&self, named: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
        let mut inputs = named;
        if let Some(list) = &self.files_from {
            inputs.extend(claimwire::source::listed(list)?);
        }
        Ok(inputs)
    }

    /// The same for the library.
    pub(crate) fn options(&self) -> Options {
        Options { max_article: self.max_article, any_language: self.any_language, ..self.fields.options() }
    }
}

/// Runs the command that the command line names; a closed pipe is a quiet end.
pub(crate) fn main() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Command::Extract(arguments) => extract::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Audit(arguments) => audit::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Golden(arguments) => golden::run(arguments),
        Command::Silence(arguments) => silence::run(arguments),
        #[cfg(feature = "review")]
        Command::Review(arguments) => review::run(arguments),
    };
    match outcome {
        Ok(status) => status,
        Err(error) if error.is_closed_pipe() => DONE.into(),
        Err(error) => {
            say(&error);
            COULD_NOT_RUN.into()
        }
    }
}

/// Says something on standard error, which may be closed; what a file brings in cannot steer the terminal.
pub(crate) fn say(what: &impl Display) {
    let line = format!("claimwire: {what}").replace(|letter: char| letter.is_control() && letter != '\n', "\u{fffd}");
    let _ = writeln!(std::io::stderr(), "{line}");
}
