//! tokens → what is so far from the article's day: "three days ago", "next week", "in two weeks", "year-end".

use super::date::{Dated, Reader, until};
use super::tense;
use crate::lexicon::TimeWord;
use crate::text::Capital;
use jiff::ToSpan;
use jiff::civil::Date;

/// How many words before "in two months" may say that it is compared with others.
const BEFORE_LENGTH: usize = 6;

/// Whether a word says what is compared over a length of time: "the biggest fall in two months".
fn compares(word: &str) -> bool {
    matches!(word, "first" | "least" | "most" | "worst" | "best") || word.len() > 5 && word.ends_with("est")
}

/// The week of a day.
pub(super) fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{}-W{:02}", week.year(), week.week())
}

/// How many a word says that there are.
fn counted(word: &str) -> Option<i64> {
    const COUNTS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let count = COUNTS.iter().position(|count| *count == word).map(|at| at as i64 + 1);
    count.or_else(|| matches!(word, "a" | "an").then_some(1))
}

/// Whether a word is of a length of time.
pub(super) fn is_length(word: &str) -> bool {
    matches!(word.trim_end_matches('s'), "day" | "week" | "fortnight" | "month" | "year" | "decade" | "hour")
}

impl Reader<'_, '_> {
    /// "Year-end": its last month.
    pub(super) fn at_years_end(&self, at: usize) -> Dated {
        if !self.text.is_sign(at + 1, b'-') || self.lower(at + 2) != "end" {
            return None;
        }
        let named = self.year(at + 3);
        let year = named.map(|(year, _)| year).or_else(|| self.nearest_year(12, Some(31)));
        Some((year.map(|year| format!("{year}-12")), named.map_or(at + 3, |(_, end)| end)))
    }

    /// "Will resume **in two weeks**": a length of time behind which something is to come, and not the one in which
    /// something came.
    pub(super) fn ahead(&self, at: usize) -> Dated {
        let count = self.number(at + 1).or_else(|| counted(&self.lower(at + 1)))?;
        let unit = self.lower(at + 2);
        let length = count < 1000 && matches!(unit.trim_end_matches('s'), "day" | "week" | "month");
        // "The first time in two months", "in two months of talks".
        let compares = || (at.saturating_sub(BEFORE_LENGTH)..at).any(|word| compares(&self.lower(word)));
        let ahead = || tense::lies_ahead(self.text, self.lexicon, self.words, &(at..at + 3)) == Some(true);
        let comes = length && self.lower(at + 3) != "of" && !compares() && ahead();
        comes.then(|| (self.before(-count, at + 2), at + 3))
    }

    /// The day, week, month or year so many of the lengths of time at a token before the article's own.
    pub(super) fn before(&self, count: i64, unit: usize) -> Option<String> {
        let today = self.today?;
        let span = |days: i64| days.checked_mul(count).filter(|days| days.abs() < 40_000);
        Some(match self.lower(unit).trim_end_matches('s') {
            "day" => today.checked_sub(span(1)?.days()).ok()?.to_string(),
            "week" => week(today.checked_sub(span(7)?.days()).ok()?),
            "fortnight" => week(today.checked_sub(span(14)?.days()).ok()?),
            "month" => {
                let month = today.first_of_month().checked_sub(span(1)?.months()).ok()?;
                format!("{}-{:02}", month.year(), month.month())
            }
            "year" => format!("{}", i64::from(today.year()) - Some(count).filter(|count| count.abs() < 1000)?),
            _ => return None,
        })
    }

    /// "A week ago", "two decades earlier": the latter from a day that nobody can tell.
    pub(super) fn ago(&self, at: usize) -> Dated {
        if !self.leads_away(at + 2) || !is_length(&self.lower(at + 1)) {
            return None;
        }
        let count = self.lower(at);
        let told = counted(&count);
        let id = told.filter(|_| self.lower(at + 2) == "ago").and_then(|count| self.before(count, at + 1));
        (told.is_some() || matches!(&*count, "several" | "some")).then_some((id, at + 3))
    }

    /// "Ago".
    pub(super) fn leads_away(&self, at: usize) -> bool {
        self.time(at) == Some(TimeWord::Away) && self.text.tokens[at].capital == Capital::None
    }

    /// "next week", "last year", "this month", "next Friday".
    pub(super) fn stepped(&self, at: usize, step: i8) -> Dated {
        let unit = self.lower(at + 1);
        let from = |today: Date| -> Option<String> {
            Some(match &*unit {
                "week" => week(today.checked_add((i64::from(step) * 7).days()).ok()?),
                "month" => {
                    let month = today.first_of_month().checked_add(i64::from(step).months()).ok()?;
                    format!("{}-{:02}", month.year(), month.month())
                }
                "year" => format!("{}", i64::from(today.year()) + i64::from(step)),
                _ => return None,
            })
        };
        if let Some(TimeWord::Weekday(day)) = self.time(at + 1) {
            let date = self.today.and_then(|today| {
                let ahead = until(today, day);
                let ahead = if step > 0 && ahead == 0 { 7 } else { ahead };
                today.checked_add((if step < 0 { ahead - 7 } else { ahead }).days()).ok()
            });
            return Some((date.map(|date| date.to_string()), at + 2));
        }
        // "last July" is the one that is over, "next July" the one to come.
        if let Some(TimeWord::Month(month)) = self.time(at + 1)
            && step != 0
        {
            let id = self.today.map(|today| {
                let this_year = i64::from(today.year());
                let year = match step {
                    1 => this_year + i64::from(month <= today.month()),
                    _ => this_year - i64::from(month >= today.month()),
                };
                format!("{year}-{month:02}")
            });
            return Some((id, at + 2));
        }
        matches!(&*unit, "week" | "month" | "year").then(|| (self.today.and_then(from), at + 2))
    }
}
