//! source ─► extractor ─► sink, in parallel, in the order of the input, in bounded memory.
//!
//! A reader thread cuts the source into batches. Each goes to the workers, and the receiver of its result into a queue,
//! which so holds the results in the order of the input, whoever is done first. The bytes under way are bounded: the
//! reader waits until results have been taken.

mod budget;
mod summary;

pub use summary::Summary;

use crate::article::Article;
use crate::error::Result;
use crate::extract::Extractor;
use crate::record::Record;
use crate::sink::Sink;
use crate::source::{Document, Outcome, Refusal, Source};
use budget::{Budget, Share};
use std::any::Any;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// A batch is full at so many bytes, or at so many documents.
const BATCH: usize = 128 << 10;
const DOCUMENTS: usize = 1024;

/// So many bytes may be under way for each thread.
const UNDER_WAY: usize = 8 * BATCH;

/// How articles are read, what finds their claims and what writes them down.
pub struct Run<'r> {
    /// Dictionaries and rules.
    pub extractor: &'r Extractor,
    /// The format of the output.
    pub sink: &'r dyn Sink,
    /// The number of workers; 0 for as many as the machine has.
    pub threads: usize,
}

/// What came of some documents in a row.
pub struct Portion {
    /// How many documents; each is an article or was refused.
    pub documents: u64,
    /// The articles as the sink renders them.
    pub bytes: Vec<u8>,
    /// What was refused, in order.
    pub refusals: Vec<Refusal>,
    /// The same, counted.
    pub summary: Summary,
    /// The files that were opened for these documents, in order.
    pub opened: Vec<PathBuf>,
    /// The bytes of files read up to here, of [`Source::total_bytes`].
    pub read: u64,
    _share: Share,
}

impl Run<'_> {
    /// Hands what comes of the documents of `source` to `take`, in their order, until it breaks off.
    ///
    /// What is handed over is the same, taken together, for any number of threads.
    ///
    /// # Errors
    /// That of `take`.
    pub fn run(
        &self,
        source: Source,
        mut take: impl FnMut(Portion) -> Result<ControlFlow<()>>,
    ) -> Result<ControlFlow<()>> {
        let workers = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| crate::Error::other(format_args!("no threads to work with: {error}")))?;
        let budget = Arc::new(Budget::new(UNDER_WAY * workers.current_num_threads()));
        workers.in_place_scope(|workers| {
            thread::scope(|threads| {
                let (queue, results) = channel();
                threads.spawn(move || self.read(source, &budget, workers, &queue));
                for result in results {
                    let Ok(portion) = result.recv() else { break };
                    if take(portion)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Ok(ControlFlow::Continue(()))
            })
        })
    }

    /// Cuts the source into batches and hands each to the workers.
    fn read<'scope>(
        &'scope self,
        source: Source,
        budget: &Arc<Budget>,
        workers: &rayon::Scope<'scope>,
        queue: &Sender<Receiver<Portion>>,
    ) {
        let (sender, opened) = channel();
        // Nobody listens any more once this function has returned.
        let mut source = source.on_open(move |path| _ = sender.send(path.to_owned()));
        loop {
            let batch = Batch::fill(&mut source, &opened);
            let is_last = batch.documents.is_empty();
            let share = Share::take(budget, batch.size);
            let (sender, receiver) = channel();
            if queue.send(receiver).is_err() {
                return;
            }
            workers.spawn(move |_| {
                // Nobody waits for the result of a run that has ended early.
                let _ = sender.send(self.work(batch, share));
            });
            if is_last {
                return;
            }
        }
    }

    /// Extracts and renders a batch.
    fn work(&self, batch: Batch, share: Share) -> Portion {
        let Batch { documents, size, opened, read, passed_over } = batch;
        let mut portion = Portion {
            documents: documents.len() as u64,
            bytes: Vec::new(),
            refusals: Vec::new(),
            summary: Summary { passed_over, bytes: size as u64, ..Summary::default() },
            opened,
            read,
            _share: share,
        };
        let summary = &mut portion.summary;
        for document in documents {
            match document.and_then(|document| self.extract(document)) {
                Ok((article, record)) => {
                    summary.articles += 1;
                    summary.undated += u64::from(article.date.is_none());
                    summary.claims += record.claims.len() as u64;
                    self.sink.render(&article, &record, &mut portion.bytes);
                }
                Err(refusal) => {
                    *(if refusal.is_fault { &mut summary.refused } else { &mut summary.passed_over }) += 1;
                    portion.refusals.push(refusal);
                }
            }
        }
        portion
    }

    /// One article; a fault in the program refuses the article that brought it up and spares the run.
    fn extract(&self, document: Document) -> Outcome<(Article, Record)> {
        let place = document.place().clone();
        let extract = || {
            let article = document.read()?;
            let record = self.extractor.extract(&article);
            Ok((article, record))
        };
        catch_unwind(AssertUnwindSafe(extract)).unwrap_or_else(|panic| Err(place.fault(message(&*panic))))
    }
}

/// What a panic said.
fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

/// Some documents in a row, and what their cutting brought up.
struct Batch {
    documents: Vec<Outcome<Document>>,
    size: usize,
    opened: Vec<PathBuf>,
    read: u64,
    passed_over: u64,
}

impl Batch {
    /// The next documents; none at the end of the source.
    fn fill(source: &mut Source, opened: &Receiver<PathBuf>) -> Batch {
        let passed_over = source.passed_over();
        let (mut documents, mut size) = (Vec::new(), 0);
        while size < BATCH && documents.len() < DOCUMENTS {
            let Some(document) = source.next() else { break };
            size += document.as_ref().map_or(0, Document::size);
            documents.push(document);
        }
        Batch {
            documents,
            size,
            opened: opened.try_iter().collect(),
            read: source.read_bytes().load(Ordering::Relaxed),
            passed_over: (source.passed_over() - passed_over) as u64,
        }
    }
}
