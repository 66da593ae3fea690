//! archives → what was passed over in silence, and how much that is.

mod sheet;

use super::extract::writing::spare;
use super::screen::Screen;
use super::sweep::sweep;
use super::{DONE, FELL_SHORT, Knowledge, Reading, say, whole};
use claimwire::audit::{Candidate, Extent, Outcome, Sample, Silence, candidates};
use claimwire::record::Part;
use claimwire::run::Summary;
use claimwire::sink::Output;
use claimwire::{Article, Error, Result};
use clap::ColorChoice;
use serde::Serialize;
use sheet::Row;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// List the sentences that may state a claim and yielded none, by the condition that failed
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files, folders, patterns, or - for standard input, of every format that is read
    #[arg(value_name = "ARCHIVE", required_unless_present = "verdicts")]
    archive: Vec<PathBuf>,
    /// How many sentences of each condition to show
    #[arg(long, value_name = "N", value_parser = whole::<usize>, default_value_t = 3)]
    examples: usize,
    /// Write every such sentence to a file, or with --sample the sheet
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw N sentences that may state a claim, for people to judge: a sheet with a column for the verdict
    #[arg(long, value_name = "N", value_parser = whole::<usize>, conflicts_with = "verdicts")]
    sample: Option<usize>,
    /// The number that the sample depends on
    #[arg(long, value_name = "S", value_parser = whole::<u64>, default_value_t = 1)]
    seed: u64,
    /// Estimate recall from a sheet that has been judged
    #[arg(long, value_name = "FILE", conflicts_with = "archive")]
    verdicts: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    knowledge: Knowledge,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    match (&arguments.verdicts, arguments.sample) {
        (Some(path), _) => {
            print(&sheet::estimate(path)?)?;
            Ok(DONE.into())
        }
        (None, Some(size)) => draw(arguments, size),
        (None, None) => list(arguments),
    }
}

/// How often a condition failed, and where at first.
#[derive(Default)]
struct Failed {
    count: usize,
    examples: Vec<String>,
}

/// Lists silent sentences by the condition that failed.
fn list(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { archive, examples, output, reading, knowledge, .. } = arguments;
    let extractor = knowledge.extractor()?;
    let mut output =
        output.as_deref().map(|path| spare(&archive, path).and_then(|()| Output::create(path))).transpose()?;
    let mut extent = Extent::default();
    let mut conditions: HashMap<String, Failed> = HashMap::new();
    let look = |article: &Article| {
        let (candidates, extent) = candidates(&extractor, &extractor.read(article));
        (article.id.clone(), candidates, extent)
    };
    let swept = sweep(&archive, &reading.options(), look, |(article, candidates, of_article)| {
        extent += of_article;
        for candidate in &candidates {
            let Outcome::Silent(silence) = &candidate.outcome else { continue };
            if let Some(output) = &mut output {
                output.write(line(&article, candidate, silence)?.as_bytes())?;
            }
            let failed = conditions.entry(silence.condition()).or_default();
            failed.count += 1;
            if failed.examples.len() < examples {
                failed.examples.push(example(&article, candidate, silence));
            }
        }
        Ok(())
    })?;
    output.map(Output::finish).transpose()?;
    let mut conditions: Vec<(String, Failed)> = conditions.into_iter().collect();
    conditions.sort_by(|(one, left), (other, right)| right.count.cmp(&left.count).then(one.cmp(other)));
    let mut page = summary(&swept, extent);
    for (condition, Failed { count, examples }) in &conditions {
        let _ = writeln!(page, "\n{count:6}  {condition}");
        for example in examples {
            let _ = writeln!(page, "        {example}");
        }
    }
    print(&page)?;
    Ok(status(&swept))
}

/// Draws a sample of the sentences that may state a claim, whether they yielded one or not.
fn draw(arguments: Arguments, size: usize) -> Result<ExitCode> {
    let Arguments { archive, seed, output, reading, knowledge, .. } = arguments;
    if let Some(path) = output.as_deref().filter(|path| sheet::is_judged(path)) {
        return Err(Error::file(path, "somebody has judged it already: name another file"));
    }
    let extractor = knowledge.extractor()?;
    let mut sample = Sample::new(size, seed);
    let mut extent = Extent::default();
    let look = |article: &Article| {
        let (candidates, extent) = candidates(&extractor, &extractor.read(article));
        let record = (extent.candidates > 0).then(|| extractor.extract(article).into_owned());
        (article.id.clone(), candidates, record, extent)
    };
    let swept = sweep(&archive, &reading.options(), look, |(article, candidates, record, of_article)| {
        extent += of_article;
        for candidate in candidates {
            let part = if candidate.part.is_some() { "title" } else { "" };
            let key = [article.as_str(), part, &candidate.start.to_string()];
            sample.offer(&key, || Row::of(&article, &candidate, record.as_ref()));
        }
        Ok(())
    })?;
    let sheet = sheet::write(&sample.finish());
    let mut out = match &output {
        Some(path) => {
            spare(&archive, path)?;
            Output::create(path)?
        }
        None => Output::stream("standard output", anstream::stdout()),
    };
    out.write(sheet.as_bytes())?;
    out.finish()?;
    for line in summary(&swept, extent).lines() {
        say(&line);
    }
    if let Some(path) = &output {
        let path = path.display();
        say(&format_args!(
            "write right, missed or none into the column verdict, then: claimwire silence --verdicts {path}"
        ));
    }
    Ok(status(&swept))
}

fn status(swept: &Summary) -> ExitCode {
    if swept.refused > 0 { FELL_SHORT } else { DONE }.into()
}

/// What was read, skipped and refused, and what came of it.
fn summary(swept: &Summary, extent: Extent) -> String {
    let Summary { articles, bytes, refused, passed_over, .. } = swept;
    let Extent { sentences, furniture, furniture_bytes, candidates, silent } = extent;
    format!(
        "{articles} articles of {bytes} bytes read, {refused} refused, {passed_over} passed over\n\
         {sentences} sentences; {furniture} more of page furniture, {furniture_bytes} bytes, skipped\n\
         {candidates} sentences hold a word that states a frame, and a country or a rate: {} yielded claims, {silent} none\n",
        candidates - silent,
    )
}

/// A silent sentence as a line of JSON.
#[derive(Serialize)]
struct Line<'l> {
    article: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<Part>,
    start: usize,
    end: usize,
    sentence: &'l str,
    condition: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<&'l str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    word_start: Option<usize>,
}

fn line(article: &str, candidate: &Candidate, silence: &Silence) -> Result<String> {
    let &Candidate { part, start, end, ref text, .. } = candidate;
    let line = Line {
        article,
        part,
        start,
        end,
        sentence: text,
        condition: silence.condition(),
        rule: silence.rule_file(),
        word: silence.trigger.as_ref().map(|(word, _)| word.as_str()),
        word_start: silence.trigger.as_ref().map(|(_, start)| *start),
    };
    Ok(serde_json::to_string(&line).map_err(Error::other)? + "\n")
}

/// `a-1 120..180, “duties” at 133: The sentence.`
fn example(article: &str, candidate: &Candidate, silence: &Silence) -> String {
    let Candidate { part, start, end, text, .. } = candidate;
    let part = part.map_or("", |_| "headline ");
    let word = silence.trigger.as_ref().map(|(word, at)| format!(", “{word}” at {at}")).unwrap_or_default();
    format!("{article} {part}{start}..{end}{word}: {text}").replace('\n', " ")
}

fn print(page: &str) -> Result<()> {
    Screen::open(ColorChoice::Never).print_lines(page)
}
