//! how far a run has come → a line that renews itself on a terminal, and a line at the end.

use crate::cli::say;
use claimwire::run::Summary;
use claimwire::source::Source;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use terminal_size::terminal_size_of;

/// So often a second the line is renewed.
const RENEWED: u8 = 4;

/// So many megabytes must have been read for a speed to mean something.
const LEAST_TIMED: f64 = 1.0;

/// So long a run must have gone on for an estimate to mean something.
const LEAST_ESTIMATED: Duration = Duration::from_secs(1);

/// From so many columns on there is room for a bar.
const WIDE: usize = 64;

/// The columns that stand beside what is said, with a bar and without.
const BESIDE: usize = 28;
const BESIDE_NARROW: usize = 7;

/// The columns of the terminal.
fn width() -> usize {
    terminal_size_of(io::stderr()).map_or(80, |(columns, _)| columns.0.into())
}

/// Articles, speed, claims, refusals and time left as far as there are such and as there is room; what matters least
/// goes first.
fn fitting(mut parts: [Option<String>; 5], room: usize) -> String {
    let mut least = [2, 1, 3, 4].into_iter();
    loop {
        let line = parts.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
        let Some(next) = least.next().filter(|_| line.len() > room) else { return line };
        parts[next] = None;
    }
}

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
        // What still does not fit is cut off, so that the line never takes two.
        let template = match total {
            Some(_) if width() >= WIDE => "{bar:20} {percent:>3} %  {wide_msg}",
            Some(_) => "{percent:>3} %  {wide_msg}",
            None => "{spinner} {wide_msg}",
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
        self.bar.set_position(read);
        let Summary { articles, claims, refused, .. } = summary;
        let elapsed = self.begun.elapsed();
        let is_timed = elapsed >= LEAST_ESTIMATED;
        let speed = Some(self.megabytes(summary) / elapsed.as_secs_f64()).filter(|speed| is_timed && *speed >= 0.1);
        let left = Some(self.bar.eta()).filter(|left| is_timed && left.as_secs() > 0);
        let room = width().saturating_sub(if width() >= WIDE { BESIDE } else { BESIDE_NARROW });
        self.bar.set_message(fitting(
            [
                Some(format!("{articles} articles")),
                speed.map(|speed| format!("{speed:.1} MB/s")),
                Some(format!("{claims} claims")),
                Some(format!("{refused} refused")),
                left.map(|left| format!("{:#} left", HumanDuration(left))),
            ],
            room,
        ));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_line_says_what_matters_most() {
        let parts = ["11264 articles", "7.5 MB/s", "18271 claims", "3 refused", "2m left"].map(str::to_owned).map(Some);
        for (room, expected) in [
            (72, "11264 articles, 7.5 MB/s, 18271 claims, 3 refused, 2m left"),
            (52, "11264 articles, 7.5 MB/s, 3 refused, 2m left"),
            (34, "11264 articles, 3 refused, 2m left"),
            (33, "11264 articles, 2m left"),
            (20, "11264 articles"),
            (5, "11264 articles"),
        ] {
            assert_eq!(fitting(parts.clone(), room), expected, "{room}");
        }
        assert_eq!(fitting([Some("0 articles".to_owned()), None, None, None, None], 80), "0 articles");
    }
}
