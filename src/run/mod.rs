//! source ─► what is made of its articles, in parallel, in the order of the input, in bounded memory.
//!
//! A reader thread cuts the source into batches. Each goes to the workers, and the receiver of its result into a queue,
//! which so holds the results in the order of the input, whoever is done first. The bytes under way are bounded: the
//! reader waits until results have been taken.

mod budget;
mod summary;

pub use summary::Summary;

use crate::article::Article;
use crate::error::Result;
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
const BATCH: usize = 32 << 10;
const DOCUMENTS: usize = 1024;

/// So many bytes may be under way for each thread.
const UNDER_WAY: usize = 8 * BATCH;

/// So many bytes may be read as articles at once, by all threads together: what is found in a text takes up to seventy
/// times its length until it is written down, and far more where every line is a claim.
const READ_AT_ONCE: usize = 2 << 20;

/// What is made of articles, and by how many workers.
pub struct Run<F> {
    make: F,
    threads: usize,
    reading: Arc<Budget>,
}

/// What came of some documents in a row.
pub struct Portion<M> {
    /// How many documents; each is an article or was refused.
    pub documents: u64,
    /// What was made of the articles, in order.
    pub made: M,
    /// What was refused, in order.
    pub refusals: Vec<Refusal>,
    /// All of them, counted, but for what was made of them.
    pub summary: Summary,
    /// The files that were opened for these documents, in order.
    pub opened: Vec<PathBuf>,
    /// The bytes of files read up to here, of [`Source::total_bytes`].
    pub read: u64,
    _share: Share,
}

impl<F> Run<F> {
    /// A run in which `make` adds what it makes of each article to what was made of those before it in the portion, on
    /// so many threads; 0 stands for as many as the machine has.
    pub fn new(threads: usize, make: F) -> Run<F> {
        Run { make, threads, reading: Arc::new(Budget::new(READ_AT_ONCE)) }
    }

    /// Hands what comes of the documents of `source` to `take`, in their order, until it breaks off.
    ///
    /// What is handed over is the same, taken together, for any number of threads.
    ///
    /// # Errors
    /// That of `take`.
    pub fn run<M: Default + Send>(
        &self,
        source: Source,
        mut take: impl FnMut(Portion<M>) -> Result<ControlFlow<()>>,
    ) -> Result<ControlFlow<()>>
    where
        F: Fn(&Article, &mut M) + Sync,
    {
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
    fn read<'scope, M: Default + Send + 'scope>(
        &'scope self,
        source: Source,
        budget: &Arc<Budget>,
        workers: &rayon::Scope<'scope>,
        queue: &Sender<Receiver<Portion<M>>>,
    ) where
        F: Fn(&Article, &mut M) + Sync,
    {
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

    /// Reads the articles of a batch, and makes of them what is to be made.
    fn work<M: Default>(&self, batch: Batch, share: Share) -> Portion<M>
    where
        F: Fn(&Article, &mut M),
    {
        let Batch { documents, size, opened, read } = batch;
        let mut portion = Portion {
            documents: documents.len() as u64,
            made: M::default(),
            refusals: Vec::new(),
            summary: Summary { bytes: size as u64, ..Summary::default() },
            opened,
            read,
            _share: share,
        };
        let summary = &mut portion.summary;
        for document in documents {
            match document.and_then(|document| self.make(document, &mut portion.made)) {
                Ok(is_dated) => {
                    summary.articles += 1;
                    summary.undated += u64::from(!is_dated);
                }
                Err(refusal) => {
                    *(if refusal.is_fault() { &mut summary.refused } else { &mut summary.passed_over }) += 1;
                    portion.refusals.push(refusal);
                }
            }
        }
        portion
    }

    /// One article, and whether it is dated; a fault in the program refuses the article that brought it up and spares
    /// the run.
    fn make<M>(&self, document: Document, made: &mut M) -> Outcome<bool>
    where
        F: Fn(&Article, &mut M),
    {
        let place = document.place().clone();
        let _share = Share::take(&self.reading, document.size());
        let make = || {
            let article = document.read()?;
            (self.make)(&article, made);
            Ok(article.date.is_some())
        };
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|panic| Err(place.fault(message(&*panic))))
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
}

impl Batch {
    /// The next documents; none at the end of the source.
    fn fill(source: &mut Source, opened: &Receiver<PathBuf>) -> Batch {
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
        }
    }
}
