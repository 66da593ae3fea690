//! tokens → days, months, years, resolved against the article's own day.
//!
//! The id is an ISO date as exact as the words: `2025-06-11`, `2025-06`, `2025`, and `2025-W24` for a week, `2025-Q3`
//! for a quarter. Words that need a day to count from stay unresolved (the id is the words) where the article has none.

use super::lapse::{is_length, week};
use super::{Decimal, Found, Mention, lower, spelled, tense};
use crate::lexicon::{Class, Kind, Lexicon, TimeWord, Word};
use crate::text::{Capital, Text, TokenKind};
use jiff::ToSpan;
use jiff::civil::Date;
use std::borrow::Cow;

/// So many days before or behind an article a day is told without its year, and so many days ahead a month.
const NEAR_DAY: i32 = 120;
const NEAR_MONTH: i32 = 45;

/// Whether the word names a month or a day of the week.
pub(super) fn is_day_or_month(lexicon: &Lexicon, word: Word) -> bool {
    matches!(lexicon.time(word), Some(TimeWord::Month(_) | TimeWord::Weekday(_)))
}

/// Finds the dates of a text.
pub(super) fn find<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word], today: Option<Date>) -> Vec<Mention<'a>> {
    let [inside, year, quarter] = ["in", "year", "quarter"].map(|word| lexicon.word(word));
    let reader = Reader { text, lexicon, words, today, inside, year, quarter };
    let mut dates = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let Some((id, end)) = Some(at).filter(|&at| reader.may_begin(at)).and_then(|at| reader.date(at)) else {
            at += 1;
            continue;
        };
        let start = at - reader.lead(at);
        let name = Cow::Borrowed(text.span(&(start..end)).of(text.source));
        let id = id.map_or(name.clone(), Cow::Owned);
        let mut date = Mention { name, ..Mention::new(text, start..end, Kind::Date, id, Found::Rule("date")) };
        if let Some(today) = today.filter(|_| is_without_year(&date))
            && (is_weekday(&date.name) || start > 0 && reader.lower(start - 1) == "since" || !is_near(&date.id, today))
            && let Some(ahead) = tense::lies_ahead(text, lexicon, words, &date.tokens)
            && let Some(id) = toward(&date, today, ahead)
        {
            date.id = id.into();
        }
        dates.push(date);
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
    let running = || today.to_string().starts_with(&*date.id) || *date.id == *quarter(today);
    let step = match ahead {
        true => i16::from(!is_after(&date.id, today) && !running()),
        false => -i16::from(is_after(&date.id, today)),
    };
    let moves = step != 0 && is_without_year(date);
    moves.then(|| Some(format!("{}-{rest}", year.parse::<i16>().ok()? + step))).flatten()
}

/// Whether the words are a weekday, or a part of a year that they do not name.
fn is_without_year(date: &Mention<'_>) -> bool {
    let words = lower(&date.name);
    let year = date.id.split('-').next().unwrap_or_default();
    let part = |word: &str| matches!(TimeWord::of(word), Some(TimeWord::Month(_))) || matches!(word, "quarter" | "end");
    let is_year = |figures: &str| figures == year;
    let mut parts = words.split([' ', '-', ',']);
    !parts.clone().any(is_year) && parts.any(part) || is_weekday(&words)
}

/// Whether a day lies so near that its year needs no verb, or a month comes so soon: beside what has happened it is
/// mostly one to come, as "the meeting that was called on April 12".
fn is_near(id: &str, today: Date) -> bool {
    let days = |first: Date| today.until(first).map_or(i32::MAX, |span| span.get_days());
    match id.parse::<Date>() {
        Ok(day) => days(day).abs() < NEAR_DAY,
        Err(_) => format!("{id}-01").parse().is_ok_and(|first| (0..NEAR_MONTH).contains(&days(first))),
    }
}

/// The quarter of a year in which a day lies.
fn quarter(day: Date) -> String {
    format!("{}-Q{}", day.year(), (day.month() + 2) / 3)
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
    let year = id.split('-').next().unwrap_or_default();
    let is_date = || year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
    match id {
        _ if id.contains("-W") => *id > *week(today),
        _ if id.contains("-Q") => *id > *quarter(today),
        _ => is_date() && *id > *today.to_string(),
    }
}

pub(super) struct Reader<'t, 'a> {
    pub(super) text: &'t Text<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'t [Word],
    pub(super) today: Option<Date>,
    /// The words "in", "year" and "quarter", with which the fewest sentences speak of a date.
    inside: Word,
    year: Word,
    quarter: Word,
}

/// How many days lie between a day and the next day of the week, which is counted from Monday.
pub(super) fn until(today: Date, weekday: i8) -> i64 {
    (weekday - today.weekday().to_monday_zero_offset()).rem_euclid(7).into()
}

/// An ISO date, or nothing where it cannot be told, and the token after it.
pub(super) type Dated = Option<(Option<String>, usize)>;

impl<'a> Reader<'_, 'a> {
    pub(super) fn lower(&self, at: usize) -> Cow<'a, str> {
        if at < self.text.tokens.len() { spelled(self.text, self.lexicon, self.words, at) } else { Cow::Borrowed("") }
    }

    pub(super) fn time(&self, at: usize) -> Option<TimeWord> {
        self.words.get(at).and_then(|&word| self.lexicon.time(word))
    }

    pub(super) fn number(&self, at: usize) -> Option<i64> {
        let token = self.text.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        Decimal::read(token.span.of(self.text.source))?.whole()
    }

    fn day(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.number(at).filter(|day| (1..=31).contains(day))? as i8;
        let ordinal = matches!(&*self.lower(at + 1), "st" | "nd" | "rd" | "th") && self.text.tokens[at + 1].glued;
        Some((day, at + 1 + usize::from(ordinal)))
    }

    pub(super) fn year(&self, at: usize) -> Option<(i16, usize)> {
        let at = at + usize::from(matches!(&*self.lower(at), "," | "of" | "in"));
        self.text.tokens.get(at).filter(|token| token.span.len() == 4)?;
        self.number(at).filter(|year| (1900..=2100).contains(year)).map(|year| (year as i16, at + 1))
    }

    /// Most words say nothing of time, nor does the second word behind them.
    fn may_begin(&self, at: usize) -> bool {
        let is_of_time = |at: usize| self.words.get(at).is_some_and(|&word| self.lexicon.is_of_time(word));
        let word = self.words[at];
        self.text.tokens[at].kind == TokenKind::Number
            || is_of_time(at)
            || is_of_time(at + 2)
            || word == self.quarter
            || word == self.inside
            || word == self.year && self.text.is_sign(at + 1, b'-')
    }

    /// How many tokens before a date are part of it: "**mid-**June", "**third** quarter".
    fn lead(&self, at: usize) -> usize {
        if self.words[at] == self.quarter { 1 } else { 2 * usize::from(self.is_halved(at)) }
    }

    /// "Mid-June": whether "mid-" stands right before a token.
    fn is_halved(&self, at: usize) -> bool {
        at > 1 && self.text.is_sign(at - 1, b'-') && self.text.tokens[at].glued && self.lower(at - 2) == "mid"
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
            _ if self.words[at] == self.quarter => self.quarterly(at),
            _ if self.words[at] == self.inside => self.ahead(at),
            _ if self.words[at] == self.year => self.at_years_end(at),
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
        if (1..4).any(|behind| month(at + behind).is_some())
            && let Some((day, after)) = self.day(at)
            // "The 5th of June".
            && let after = after + usize::from(after > at + 1 && self.lower(after) == "of")
            && let Some(month) = month(after)
        {
            return self.full(Some(day), month, after + 1);
        }
        if self.leads_away(at + 2) {
            let ago = self.number(at).filter(|_| self.lower(at + 2) == "ago");
            let id = ago.and_then(|count| self.before(count, at + 1));
            return is_length(&self.lower(at + 1)).then_some((id, at + 3));
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
        (preceded || self.is_halved(at)).then(|| (Some(format!("{year}")), end))
    }

    /// "In the **third quarter** of 2025", but not "third quarter profit": the token is "quarter".
    fn quarterly(&self, at: usize) -> Dated {
        const ORDINALS: &[&str] = &["first", "second", "third", "fourth"];
        let ordinal = at.checked_sub(1)?;
        let ordinal_word = self.lower(ordinal);
        let which = ORDINALS.iter().position(|known| *known == ordinal_word)? as i8 + 1;
        let the = usize::from(ordinal > 0 && self.lower(ordinal - 1) == "the");
        let before = ordinal.checked_sub(1 + the).map_or(Cow::Borrowed(""), |before| self.lower(before));
        let led = matches!(&*before, "in" | "of" | "during" | "for" | "from" | "by" | "since" | "until" | "to");
        let next =
            self.words.get(at + 1).and_then(|&next| self.lexicon.classes(next)).map(|(classes, _)| classes.first);
        let noun = matches!(next, Some(Class::Noun | Class::Plural | Class::Adjective | Class::Participle));
        if !led || noun || self.text.is_sign(at + 1, b'-') {
            return None;
        }
        if let Some((year, end)) = self.year(at + 1) {
            return Some((Some(format!("{year}-Q{which}")), end));
        }
        // Whose year the quarter is of cannot be told.
        if matches!(&*self.lower(at + 1), "ended" | "ending") {
            return Some((None, at + 1));
        }
        // Mostly one that has begun, or the very next.
        let last = self.today.map(|today| {
            let near = today.month() + 3 > (which - 1) * 3;
            format!("{}-Q{which}", today.year() - i16::from(!near))
        });
        Some((last, at + 1))
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
    pub(super) fn nearest_year(&self, month: i8, day: Option<i8>) -> Option<i16> {
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
}
