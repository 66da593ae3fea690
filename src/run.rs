//! source ─► extractor ─► sink, in parallel, in the order of the input, in bounded memory.
//!
//! A reader thread cuts the source into batches. Each goes to the workers, and the receiver of its result into a queue,
//! which so holds the results in the order of the input, whoever is done first. The bytes under way are bounded: the
//! reader waits until results have been written.

use crate::article::Article;
use crate::error::Result;
use crate::extract::Extractor;
use crate::record::Record;
use crate::sink::{Output, Sink};
use crate::source::{Document, Outcome, Refusal, Source};
use std::any::Any;
use std::ops::AddAssign;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
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

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Those of them that have no date.
    pub undated: usize,
    /// Claims found.
    pub claims: usize,
    /// Articles, files and folders refused.
    pub refused: usize,
    /// Files passed over, being of no known format, and articles, being in another language.
    pub passed_over: usize,
    /// Bytes of documents.
    pub bytes: usize,
}

impl Run<'_> {
    /// Takes every article of `source` to `output`; what is refused or passed over is handed to `refused` in
    /// order, and the run goes on.
    ///
    /// The output is the same for any number of threads.
    ///
    /// # Errors
    /// An output that takes no more.
    pub fn run(&self, source: Source, output: &mut Output, mut refused: impl FnMut(&Refusal)) -> Result<Summary> {
        let workers = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| crate::Error::other(format_args!("no threads to work with: {error}")))?;
        let budget = Arc::new(Budget::new(UNDER_WAY * workers.current_num_threads()));
        workers.in_place_scope(|workers| {
            thread::scope(|threads| {
                let (queue, results) = channel();
                let reader = threads.spawn(move || self.read(source, &budget, workers, &queue));
                let mut summary = Summary::default();
                for result in results {
                    let Ok(written) = result.recv() else { break };
                    written.refusals.iter().for_each(&mut refused);
                    output.write(&written.bytes)?;
                    summary += written.summary;
                }
                summary.passed_over += reader.join().expect("a reader that does not panic");
                Ok(summary)
            })
        })
    }

    /// Cuts the source into batches and hands each to the workers; returns how many files were passed over.
    fn read<'scope>(
        &'scope self,
        mut source: Source,
        budget: &Arc<Budget>,
        workers: &rayon::Scope<'scope>,
        queue: &Sender<Receiver<Written>>,
    ) -> usize {
        loop {
            let batch = Batch::fill(&mut source);
            if batch.documents.is_empty() {
                return source.passed_over();
            }
            let share = Share::take(budget, batch.size);
            let (sender, receiver) = channel();
            if queue.send(receiver).is_err() {
                return source.passed_over();
            }
            workers.spawn(move |_| {
                // Nobody waits for the result of a run that has ended early.
                let _ = sender.send(self.work(batch, share));
            });
        }
    }

    /// Extracts and renders a batch.
    fn work(&self, batch: Batch, share: Share) -> Written {
        let mut written =
            Written { bytes: Vec::new(), refusals: Vec::new(), summary: Summary::default(), _share: share };
        let summary = &mut written.summary;
        summary.bytes = batch.size;
        for document in batch.documents {
            match document.and_then(|document| self.extract(document)) {
                Ok((article, record)) => {
                    summary.articles += 1;
                    summary.undated += usize::from(article.date.is_none());
                    summary.claims += record.claims.len();
                    self.sink.render(&article, &record, &mut written.bytes);
                }
                Err(refusal) => {
                    *(if refusal.is_fault { &mut summary.refused } else { &mut summary.passed_over }) += 1;
                    written.refusals.push(refusal);
                }
            }
        }
        written
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

/// Some documents in a row.
struct Batch {
    documents: Vec<Outcome<Document>>,
    size: usize,
}

impl Batch {
    fn fill(source: &mut Source) -> Batch {
        let mut batch = Batch { documents: Vec::new(), size: 0 };
        while batch.size < BATCH && batch.documents.len() < DOCUMENTS {
            let Some(document) = source.next() else { break };
            batch.size += document.as_ref().map_or(0, Document::size);
            batch.documents.push(document);
        }
        batch
    }
}

/// What came of a batch.
struct Written {
    bytes: Vec<u8>,
    refusals: Vec<Refusal>,
    summary: Summary,
    _share: Share,
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Summary) {
        self.articles += other.articles;
        self.undated += other.undated;
        self.claims += other.claims;
        self.refused += other.refused;
        self.passed_over += other.passed_over;
        self.bytes += other.bytes;
    }
}

/// The bytes that may be under way.
struct Budget {
    most: usize,
    taken: Mutex<usize>,
    given_back: Condvar,
}

impl Budget {
    fn new(most: usize) -> Budget {
        Budget { most, taken: Mutex::new(0), given_back: Condvar::new() }
    }
}

/// A share of the budget, given back when it is dropped.
struct Share {
    budget: Arc<Budget>,
    size: usize,
}

impl Share {
    /// Waits until there is room; a batch larger than all of the budget goes alone.
    fn take(budget: &Arc<Budget>, size: usize) -> Share {
        let taken = budget.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |taken: &mut usize| *taken > 0 && *taken + size > budget.most;
        let mut taken = budget.given_back.wait_while(taken, is_full).unwrap_or_else(PoisonError::into_inner);
        *taken += size;
        Share { budget: Arc::clone(budget), size }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.size;
        self.budget.given_back.notify_all();
    }
}
