//! tokens → days, months, years, resolved against the article's own day.
//!
//! The id is an ISO date as exact as the words: `2025-06-11`, `2025-06`, `2025`, and `2025-W24` for a week. Words
//! that need a day to count from stay unresolved (the id is the words) where the article has none.

use super::{Decimal, Found, Mention, lower, spelled};
use crate::lexicon::{Kind, Lexicon, TimeWord, Word};
use crate::text::{Capital, Text, TokenKind};
use jiff::ToSpan;
use jiff::civil::Date;
use std::borrow::Cow;

/// Whether the word names a month or a day of the week.
pub(super) fn is_day_or_month(lexicon: &Lexicon, word: Word) -> bool {
    matches!(lexicon.time(word), Some(TimeWord::Month(_) | TimeWord::Weekday(_)))
}

/// Finds the dates of a text.
pub(super) fn find<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], today: Option<Date>) -> Vec<Mention<'a>> {
    let reader = Reader { text, lexicon, words, today };
    let mut dates = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let Some((id, end)) = Some(at).filter(|&at| reader.may_begin(at)).and_then(|at| reader.date(at)) else {
            at += 1;
            continue;
        };
        let name = Cow::Borrowed(text.span(&(at..end)).of(text.source));
        let id = id.map_or(name.clone(), Cow::Owned);
        dates.push(Mention { name, ..Mention::new(text, at..end, Kind::Date, id, Found::Rule("date")) });
        at = end;
    }
    dates
}

/// The day or month that a date without a year means where it is known to lie ahead of the article's day, or behind it.
pub(crate) fn toward(date: &Mention<'_>, today: Date, ahead: bool) -> Option<String> {
    let words = lower(&date.name);
    if is_weekday(&words) {
        let last = date.id.parse::<Date>().ok().filter(|day| ahead && *day < today)?;
        return last.checked_add(7.days()).ok().map(|day| day.to_string());
    }
    let (year, rest) = date.id.split_once('-')?;
    let dated =
        words.contains(year) || !words.split(' ').any(|word| matches!(TimeWord::of(word), Some(TimeWord::Month(_))));
    let step = match ahead {
        true => i16::from(!today.to_string().starts_with(&*date.id) && !is_after(&date.id, today)),
        false => -i16::from(is_after(&date.id, today)),
    };
    (!dated && step != 0).then(|| Some(format!("{}-{rest}", year.parse::<i16>().ok()? + step))).flatten()
}

/// Whether the words are a day of the week and nothing else.
pub(crate) fn is_weekday(words: &str) -> bool {
    matches!(TimeWord::of(&lower(words)), Some(TimeWord::Weekday(_)))
}

/// Whether the words are of a time that is not over: "this week", "next month", "tomorrow".
pub(crate) fn is_running(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    ["this", "next", "later", "tomorrow"].iter().any(|running| first.eq_ignore_ascii_case(running))
}

/// Whether a date as exact as its id begins after the day; a length of time ("3 month") does not.
pub(crate) fn is_after(id: &str, today: Date) -> bool {
    let week = today.iso_week_date();
    let year = id.split('-').next().unwrap_or_default();
    let is_date = || year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
    match id.split_once("-W") {
        Some(_) => *id > *format!("{}-W{:02}", week.year(), week.week()),
        None => is_date() && *id > *today.to_string(),
    }
}

struct Reader<'t, 'a> {
    text: &'t Text<'a>,
    lexicon: &'a Lexicon,
    words: &'t [Word],
    today: Option<Date>,
}

/// How many days lie between a day and the next day of the week, which is counted from Monday.
fn until(today: Date, weekday: i8) -> i64 {
    (weekday - today.weekday().to_monday_zero_offset()).rem_euclid(7).into()
}

/// An ISO date, or nothing where it cannot be told, and the token after it.
type Dated = Option<(Option<String>, usize)>;

impl<'a> Reader<'_, 'a> {
    fn lower(&self, at: usize) -> Cow<'a, str> {
        if at < self.text.tokens.len() { spelled(self.text, self.lexicon, self.words, at) } else { Cow::Borrowed("") }
    }

    fn time(&self, at: usize) -> Option<TimeWord> {
        self.words.get(at).and_then(|&word| self.lexicon.time(word))
    }

    fn number(&self, at: usize) -> Option<i64> {
        let token = self.text.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        Decimal::read(token.span.of(self.text.source))?.whole()
    }

    fn day(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.number(at).filter(|day| (1..=31).contains(day))? as i8;
        let ordinal = matches!(&*self.lower(at + 1), "st" | "nd" | "rd" | "th") && self.text.tokens[at + 1].glued;
        Some((day, at + 1 + usize::from(ordinal)))
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let at = at + usize::from(matches!(&*self.lower(at), "," | "of" | "in"));
        self.text.tokens.get(at).filter(|token| token.span.len() == 4)?;
        self.number(at).filter(|year| (1900..=2100).contains(year)).map(|year| (year as i16, at + 1))
    }

    /// Most words say nothing of time, nor does the second word behind them.
    fn may_begin(&self, at: usize) -> bool {
        let is_of_time = |at: usize| self.words.get(at).is_some_and(|&word| self.lexicon.is_of_time(word));
        self.text.tokens[at].kind == TokenKind::Number || is_of_time(at) || is_of_time(at + 2)
    }

    fn date(&self, at: usize) -> Dated {
        let token = &self.text.tokens[at];
        if token.kind == TokenKind::Number {
            return self.numeric(at);
        }
        let capital = token.capital != Capital::None;
        let days = |days: i8| self.today.and_then(|today| today.checked_add(i64::from(days).days()).ok());
        match self.time(at) {
            Some(TimeWord::Month(month)) if capital => self.monthly(at, month),
            Some(TimeWord::Weekday(day)) if capital => Some((self.weekday_before(day), at + 1)),
            Some(TimeWord::Day(after)) => Some((days(after).map(|date| date.to_string()), at + 1)),
            Some(TimeWord::Step(step)) => self.ago(at).or_else(|| self.stepped(at, step)),
            _ => self.ago(at),
        }
    }

    /// "11 June 2025", "2025-06-11", "2025".
    fn numeric(&self, at: usize) -> Dated {
        // Most numbers are neither a day nor a year.
        if !matches!(self.text.tokens[at].span.len(), 1 | 2 | 4) {
            return None;
        }
        let hyphened = |at: usize| self.text.is_sign(at, b'-');
        if hyphened(at + 1)
            && hyphened(at + 3)
            && let (Some((year, _)), Some(month), Some(day)) = (self.year(at), self.number(at + 2), self.number(at + 4))
        {
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            return Some((Some(date.to_string()), at + 5));
        }
        let month = |at: usize| match self.time(at) {
            Some(TimeWord::Month(month)) => Some(month).filter(|_| self.text.tokens[at].capital != Capital::None),
            _ => None,
        };
        if (month(at + 1).is_some() || month(at + 2).is_some())
            && let Some((day, after)) = self.day(at)
            && let Some(month) = month(after)
        {
            return self.full(Some(day), month, after + 1);
        }
        let (year, end) = self.year(at)?;
        let preceded = at > 0
            && matches!(
                &*self.lower(at - 1),
                "in" | "since"
                    | "until"
                    | "till"
                    | "by"
                    | "from"
                    | "of"
                    | "after"
                    | "before"
                    | "during"
                    | "late"
                    | "early"
                    | "fiscal"
                    | "and"
                    | "to"
            );
        preceded.then(|| (Some(format!("{year}")), end))
    }

    fn monthly(&self, at: usize, month: i8) -> Dated {
        let mut after = at + 1;
        if let Some((day, end)) =
            self.day(after).filter(|(_, end)| self.number(*end).is_none() || self.year(*end).is_some())
        {
            return self.full(Some(day), month, end);
        }
        // "May" and "March" are words too: alone they need a neighbour that speaks of time.
        let preceded = at > 0
            && matches!(
                &*self.lower(at - 1),
                "in" | "since"
                    | "until"
                    | "by"
                    | "from"
                    | "last"
                    | "next"
                    | "this"
                    | "early"
                    | "late"
                    | "mid"
                    | "-"
                    | "of"
                    | "before"
                    | "after"
                    | "for"
                    | "through"
                    | "to"
                    | "and"
            );
        let dated = self.year(after);
        if !preceded && dated.is_none() && matches!(month, 3 | 5) {
            return None;
        }
        if let Some((_, end)) = dated {
            after = end;
        }
        self.full(None, month, after.min(at + 1)).map(|(id, end)| (id, end.max(after)))
    }

    /// A month, perhaps with a day, and the year after it or the nearest to the article.
    fn full(&self, day: Option<i8>, month: i8, after: usize) -> Dated {
        let (year, end) = match self.year(after) {
            Some((year, end)) => (Some(year), end),
            None => (self.nearest_year(month, day), after),
        };
        let id = year.and_then(|year| match day {
            Some(day) => Date::new(year, month, day).ok().map(|date| date.to_string()),
            None => Some(format!("{year}-{month:02}")),
        });
        Some((id, end))
    }

    /// The year that puts the day nearest to the article's own.
    fn nearest_year(&self, month: i8, day: Option<i8>) -> Option<i16> {
        let today = self.today?;
        (today.year() - 1..=today.year() + 1).min_by_key(|&year| {
            Date::new(year, month, day.unwrap_or(15).min(28))
                .map_or(i32::MAX, |date| today.until(date).map_or(i32::MAX, |span| span.get_days().abs()))
        })
    }

    /// "Thursday" in a report is the last one, the day of publication included.
    fn weekday_before(&self, day: i8) -> Option<String> {
        let today = self.today?;
        let back = (7 - until(today, day)) % 7;
        today.checked_sub(back.days()).ok().map(|date| date.to_string())
    }

    /// "A week ago", "two decades earlier": a day that nobody can tell.
    fn ago(&self, at: usize) -> Dated {
        const COUNTS: &[&str] = &[
            "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some",
        ];
        const UNITS: &[&str] = &["day", "week", "fortnight", "month", "year", "decade", "hour"];
        let counted =
            || COUNTS.contains(&&*self.lower(at)) && UNITS.contains(&self.lower(at + 1).trim_end_matches('s'));
        (self.leads_away(at + 2) && counted()).then_some((None, at + 3))
    }

    /// "Ago".
    fn leads_away(&self, at: usize) -> bool {
        self.time(at) == Some(TimeWord::Away) && self.text.tokens[at].capital == Capital::None
    }

    /// "next week", "last year", "this month", "next Friday".
    fn stepped(&self, at: usize, step: i8) -> Dated {
        let unit = self.lower(at + 1);
        let from = |today: Date| -> Option<String> {
            Some(match &*unit {
                "week" => {
                    let week = today.checked_add((i64::from(step) * 7).days()).ok()?.iso_week_date();
                    format!("{}-W{:02}", week.year(), week.week())
                }
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
