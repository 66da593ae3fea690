//! how far a run has come → a line that renews itself on a terminal, and a line at the end.

use crate::cli::say;
use claimwire::run::Summary;
use claimwire::source::Source;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// So often a second the line is renewed.
const RENEWED: u8 = 4;

/// So many megabytes must have been read for a speed to mean something.
const LEAST_TIMED: f64 = 1.0;

/// The progress of a run, on a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// What an earlier run has done.
    before: Summary,
}

impl Progress {
    /// The progress of a run over what is left of a source, after what was done `before`; nothing is drawn unless it
    /// is to be seen and standard error is a terminal.
    pub(super) fn new(source: &Source, before: Summary, is_seen: bool) -> Progress {
        let is_seen = is_seen && io::stderr().is_terminal();
        let target = if is_seen { ProgressDrawTarget::stderr_with_hz(RENEWED) } else { ProgressDrawTarget::hidden() };
        let total = if is_seen { source.total_bytes() } else { None };
        let template = match total {
            Some(_) => "{bar:20} {percent:>3} %  {msg}, {eta} left",
            None => "{spinner} {msg}",
        };
        let style = ProgressStyle::with_template(template).expect("a template of known fields");
        let bar = ProgressBar::with_draw_target(total, target).with_style(style);
        bar.set_position(source.read_bytes().load(Ordering::Relaxed));
        bar.reset_eta();
        let progress = Progress { bar, begun: Instant::now(), before };
        progress.show(progress.bar.position(), &before);
        progress
    }

    /// Shows what has been done once so many bytes of the inputs are read.
    pub(super) fn show(&self, read: u64, summary: &Summary) {
        if self.bar.is_hidden() {
            return;
        }
        let Summary { articles, claims, refused, .. } = summary;
        let speed = self.megabytes(summary) / self.begun.elapsed().as_secs_f64().max(f64::EPSILON);
        self.bar.set_message(format!("{articles} articles at {speed:.1} MB/s, {claims} claims, {refused} refused"));
        self.bar.set_position(read);
    }

    /// Says something above the bar.
    pub(super) fn say(&self, what: &impl fmt::Display) {
        self.bar.suspend(|| say(what));
    }

    /// Leaves the terminal as it was.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// The line at the end.
    pub(super) fn line(&self, summary: Summary) -> Line {
        let (megabytes, time) = (self.megabytes(&summary), self.begun.elapsed());
        Line { summary, timed: (megabytes >= LEAST_TIMED).then_some((megabytes, time)) }
    }

    /// Megabytes that this run has read.
    fn megabytes(&self, summary: &Summary) -> f64 {
        (summary.bytes - self.before.bytes) as f64 / 1e6
    }
}

/// A summary as one line.
pub(super) struct Line {
    summary: Summary,
    /// Megabytes and the time that they took.
    timed: Option<(f64, Duration)>,
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { articles, undated, claims, refused, passed_over, bytes: _ } = self.summary;
        let count = |number: u64, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        write!(out, "{}", count(articles, "article"))?;
        if undated > 0 {
            write!(out, " ({undated} undated)")?;
        }
        write!(out, ", {}, {refused} refused", count(claims, "claim"))?;
        if passed_over > 0 {
            write!(out, ", {passed_over} passed over")?;
        }
        let Some((megabytes, time)) = self.timed else { return Ok(()) };
        let seconds = time.as_secs_f64();
        write!(out, "; {megabytes:.0} MB in {seconds:.1} s, {:.1} MB/s", megabytes / seconds)
    }
}
