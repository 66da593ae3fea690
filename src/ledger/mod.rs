//! what came of documents → files that are in place when they are whole, and a state from which to go on.
//!
//! Beside an output `NAME` stand `NAME.partial` and, from time to time renewed, `.NAME.journal`: how many documents are
//! done and how many bytes they have left. A run that goes on cuts the partial files to these lengths and steps over
//! these documents, so that nothing is lost and nothing doubled, whenever the one before it ended.

mod journal;
mod seen;

use crate::error::{Error, Result};
use crate::run::{Portion, Summary};
use crate::seal::{Inputs, Manifest, Seal, Sealed, Terms};
use crate::sink::{Output, Rendered};
use crate::source::{Refusal, Source, name};
use journal::{Entry, Journal, State};
use seen::Seen;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Instant;

/// What is written beside the findings.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// What was refused, as JSON Lines.
    pub refused: Option<PathBuf>,
    /// The counts, as JSON.
    pub summary: Option<PathBuf>,
    /// The seal, of a run that writes to a file.
    pub manifest: Option<PathBuf>,
}

impl Paths {
    /// Their names from the folder of the output on, or from the root, whichever folder a later run is started in.
    fn reports(&self, output: &Path) -> Vec<String> {
        let folder = folder_of(output);
        let paths = [&self.refused, &self.summary, &self.manifest].into_iter().flatten();
        let paths = paths.map(|path| Output::files(path));
        paths.map(|[_, whole]| name::of(whole.strip_prefix(&folder).unwrap_or(&whole))).collect()
    }
}

/// What else can be done where no run can go on.
const ANEW: &str = "without --resume the run begins anew";

/// The books of one run.
pub struct Ledger {
    output: Output,
    refused: Option<Output>,
    summary: Option<Output>,
    sealing: Option<Sealing>,
    journal: Option<Journal>,
    terms: Terms,
    state: State,
}

/// What makes a manifest.
struct Sealing {
    path: PathBuf,
    file: Output,
    /// The output that it seals.
    output: PathBuf,
    /// What is written beside that.
    reports: Vec<PathBuf>,
    /// What hashes the inputs, until they are all read.
    inputs: Option<Inputs>,
}

impl Ledger {
    /// The books of a run that writes to a stream, from which none can go on, and which has no manifest.
    ///
    /// # Errors
    /// A file that cannot be created.
    pub fn stream(output: Output, paths: Paths) -> Result<Ledger> {
        Ok(Ledger {
            output,
            refused: create(paths.refused.as_deref())?,
            summary: create(paths.summary.as_deref())?,
            sealing: None,
            journal: None,
            terms: Terms::default(),
            state: State::default(),
        })
    }

    /// The books of a run that begins, and takes the place of one that was cut short.
    ///
    /// # Errors
    /// A file that cannot be created; a manifest of a stream.
    pub fn begin(output: &Path, terms: Terms, paths: Paths) -> Result<Ledger> {
        if terms.has_stream() && paths.manifest.is_some() {
            return Err(Error::other("a stream cannot be read again: only a run over files has a manifest"));
        }
        let sealing = Sealing::open(output, &paths)?;
        let state = State { reports: paths.reports(output), ..State::default() };
        let ledger = Ledger::stream(Output::create(output)?, paths)?;
        // What cannot be read tells of nothing.
        if let Ok(Some(last)) = Journal::beside(output).read() {
            last.state.clear_reports(&state.reports, output);
        }
        let journal = Journal::beside(output);
        journal.remove()?;
        let journal = (ledger.output.is_file() && !terms.has_stream()).then_some(journal);
        Ledger { sealing, journal, terms, state, ..ledger }.hashed()
    }

    /// The books of a run that goes on where the one before it was cut short, if one was; what that has done is stepped
    /// over in `source`, unless that is `interrupted`.
    ///
    /// # Errors
    /// Other inputs, options, dictionaries or rules than those of the run that was cut short, or a file of it that is
    /// gone; an interruption, after which everything is as it was.
    pub fn resume(
        output: &Path,
        terms: Terms,
        paths: Paths,
        source: Source,
        interrupted: &AtomicBool,
    ) -> Result<(Ledger, Source)> {
        if terms.has_stream() {
            return Err(Error::other("a stream cannot be read again: only a run over files can go on"));
        }
        let mut journal = Journal::beside(output);
        let last = journal.time();
        let Some(Entry { terms: then, state }) = journal.read()? else {
            return Ok((Ledger::begin(output, terms, paths)?, source));
        };
        let refuse = |why: &str| Err(Error::file(output, format_args!("cannot go on, {why}; {ANEW}")));
        if let Some(difference) = then.differences(&terms).first() {
            return refuse(&difference.to_string());
        }
        let refused = match (&paths.refused, state.refused) {
            (Some(path), Some(length)) => Some(Output::resume(path, length)?),
            (None, None) => None,
            (Some(_), None) => return refuse("this run has --refused, and the one that was cut short had not"),
            (None, Some(_)) => return refuse("the run that was cut short had --refused, and this one has not"),
        };
        let sealing = Sealing::open(output, &paths)?;
        let (mut seen, mut changed) = (Seen::default(), None);
        let opened = |path: &Path| {
            seen.add(path);
            if changed.is_none() && path.metadata().is_ok_and(|about| about.modified().ok() > last) {
                changed = Some(path.to_owned());
            }
            hash(&sealing, path);
        };
        let Some(source) = step_over(source, state.documents, opened, interrupted) else {
            return match interrupted.load(Ordering::Relaxed) {
                true => Err(Error::other(goes_on(state.documents))),
                false => refuse("the inputs now hold fewer articles"),
            };
        };
        if seen != state.seen {
            return match changed {
                Some(path) => refuse(&format!("{} has changed since", name::of(&path))),
                None => refuse("files that were read have other names, sizes or times of change"),
            };
        }
        let reports = paths.reports(output);
        let ledger = Ledger::stream(Output::resume(output, state.output)?, Paths { refused: None, ..paths })?;
        state.clear_reports(&reports, output);
        let state = State { reports, ..state };
        let ledger = Ledger { refused, sealing, journal: Some(journal), terms, state, ..ledger };
        Ok((ledger.hashed()?, source))
    }

    /// The same books, with a hash of the output where a manifest asks for it.
    fn hashed(self) -> Result<Ledger> {
        match self.sealing {
            Some(_) => Ok(Ledger { output: self.output.hashed()?, ..self }),
            None => Ok(self),
        }
    }

    /// What the documents that are done have been counted as.
    pub fn summary(&self) -> &Summary {
        &self.state.summary
    }

    /// Writes down what came of the next documents.
    ///
    /// # Errors
    /// A full disk; a closed pipe, which is told apart.
    pub fn take(&mut self, portion: &Portion<Rendered>) -> Result<()> {
        self.output.write(&portion.made.bytes)?;
        if let Some(refused) = &mut self.refused {
            refused.write(&lines(&portion.refusals))?;
        }
        for path in &portion.opened {
            self.state.seen.add(path);
            hash(&self.sealing, path);
        }
        self.state.documents += portion.documents;
        self.state.summary += Summary { claims: portion.made.claims, ..portion.summary };
        if self.journal.as_ref().is_some_and(Journal::is_due) {
            self.enter()?;
        }
        Ok(())
    }

    /// Whether another run can go on after this one, if it is cut short.
    pub fn has_journal(&self) -> bool {
        self.journal.is_some()
    }

    /// After how many documents another run would go on now.
    pub fn safe(&self) -> Option<u64> {
        self.journal.as_ref().and_then(Journal::safe)
    }

    /// Writes down how far the run has come, once everything before that is on the disk.
    ///
    /// # Errors
    /// A full disk.
    pub fn enter(&mut self) -> Result<()> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let begun = Instant::now();
        for output in [Some(&mut self.output), self.refused.as_mut()].into_iter().flatten() {
            output.sync()?;
            output.keep();
        }
        self.state.output = self.output.length();
        self.state.refused = self.refused.as_ref().map(Output::length);
        journal.write(&Entry { terms: self.terms.clone(), state: self.state.clone() }, begun)
    }

    /// Writes summary and manifest, and waits until everything is on the disk; where that fails, another run can go on
    /// behind the last document.
    ///
    /// # Errors
    /// A full disk.
    pub fn complete(&mut self) -> Result<()> {
        let completed = self.report();
        if completed.is_err() {
            // Where not even this can be written, the entry before it stands.
            let _ = self.enter();
        }
        completed
    }

    fn report(&mut self) -> Result<()> {
        if let Some(file) = &mut self.summary {
            write(file, &self.state.summary)?;
        }
        if let (Some(sealing), Some(hash)) = (&mut self.sealing, self.output.hash()) {
            let output = Sealed::output(&sealing.output, Seal::new(self.output.length(), hash), &sealing.path);
            let files = sealing.inputs.take().map_or_else(Vec::new, Inputs::finish);
            let manifest = Manifest::new(self.terms.clone(), &sealing.reports, files, self.state.summary, output);
            write(&mut sealing.file, &manifest)?;
        }
        let manifest = self.sealing.as_ref().map(|sealing| &sealing.file);
        let files = [self.refused.as_ref(), self.summary.as_ref(), manifest, Some(&self.output)];
        files.into_iter().flatten().try_for_each(Output::sync)
    }

    /// Puts what is complete in its place, the findings last.
    ///
    /// # Errors
    /// A file that cannot be renamed.
    pub fn finish(self) -> Result<Summary> {
        let Ledger { output, refused, summary, sealing, journal, state, .. } = self;
        journal.map_or(Ok(()), |journal| journal.remove())?;
        let files = [refused, summary, sealing.map(|sealing| sealing.file), Some(output)];
        files.into_iter().flatten().try_for_each(Output::finish)?;
        Ok(state.summary)
    }
}

impl Sealing {
    fn open(output: &Path, paths: &Paths) -> Result<Option<Sealing>> {
        let Some(path) = paths.manifest.clone() else { return Ok(None) };
        let reports = [&paths.refused, &paths.summary, &paths.manifest].into_iter().flatten().cloned().collect();
        let (file, output) = (Output::create(&path)?, output.to_owned());
        Ok(Some(Sealing { path, file, output, reports, inputs: Some(Inputs::default()) }))
    }
}

/// Has a file hashed where a manifest asks for it.
fn hash(sealing: &Option<Sealing>, path: &Path) {
    sealing.iter().filter_map(|sealing| sealing.inputs.as_ref()).for_each(|inputs| inputs.add(path));
}

fn create(path: Option<&Path>) -> Result<Option<Output>> {
    path.map(Output::create).transpose()
}

/// The folder of an output, without links.
fn folder_of(output: &Path) -> PathBuf {
    let [_, whole] = Output::files(output);
    whole.parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// What is said of a run that was cut short after so many documents.
pub fn goes_on(documents: u64) -> String {
    let plural = if documents == 1 { "" } else { "s" };
    format!("cut short; with --resume the run goes on after {documents} document{plural}")
}

/// Steps over documents and tells of the files that are opened for them; nothing is left where there are fewer, or
/// where it is interrupted.
fn step_over(source: Source, documents: u64, mut tell: impl FnMut(&Path), interrupted: &AtomicBool) -> Option<Source> {
    let (sender, opened) = channel::<PathBuf>();
    // Nobody listens any more once the documents are stepped over.
    let mut source = source.on_open(move |path| _ = sender.send(path.to_owned()));
    for _ in 0..documents {
        if interrupted.load(Ordering::Relaxed) {
            return None;
        }
        _ = source.next()?;
        opened.try_iter().for_each(|path| tell(&path));
    }
    Some(source)
}

/// A refusal as a line of JSON.
#[derive(Serialize)]
struct Line<'r> {
    source: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    reason: &'r str,
    /// There is nothing wrong with it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    passed_over: bool,
}

/// Refusals as JSON Lines.
fn lines(refusals: &[Refusal]) -> Vec<u8> {
    let mut lines = Vec::new();
    for refusal in refusals {
        let Refusal { source, line, offset, reason, .. } = refusal;
        let line = Line { source, line: *line, offset: *offset, reason, passed_over: !refusal.is_fault() };
        serde_json::to_writer(&mut lines, &line).expect("a line has string keys, and memory takes every byte");
        lines.push(b'\n');
    }
    lines
}

/// Fills a small file with JSON.
fn write(file: &mut Output, content: &impl Serialize) -> Result<()> {
    let mut bytes = serde_json::to_vec_pretty(content).expect("what is written has string keys");
    bytes.push(b'\n');
    file.write(&bytes)
}
