//! Words of the calendar, and of what lies before and after a day.

/// What a word says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// A month, counted from 1.
    Month(i8),
    /// A day of the week, counted from Monday, 0.
    Weekday(i8),
    /// A day, by how many it lies after the article's own.
    Day(i8),
    /// A week, month or year behind it lies so many after the article's own.
    Step(i8),
    /// A length of time before it leads away from the article's day.
    Away,
}

use TimeWord::{Away, Day, Month, Step, Weekday};

/// The words in lower case.
pub(super) const TIMES: &[(&str, TimeWord)] = &[
    ("january", Month(1)),
    ("jan", Month(1)),
    ("jan.", Month(1)),
    ("february", Month(2)),
    ("feb", Month(2)),
    ("feb.", Month(2)),
    ("march", Month(3)),
    ("mar", Month(3)),
    ("mar.", Month(3)),
    ("april", Month(4)),
    ("apr", Month(4)),
    ("apr.", Month(4)),
    ("may", Month(5)),
    ("june", Month(6)),
    ("jun", Month(6)),
    ("jun.", Month(6)),
    ("july", Month(7)),
    ("jul", Month(7)),
    ("jul.", Month(7)),
    ("august", Month(8)),
    ("aug", Month(8)),
    ("aug.", Month(8)),
    ("september", Month(9)),
    ("sept", Month(9)),
    ("sept.", Month(9)),
    ("sep", Month(9)),
    ("sep.", Month(9)),
    ("october", Month(10)),
    ("oct", Month(10)),
    ("oct.", Month(10)),
    ("november", Month(11)),
    ("nov", Month(11)),
    ("nov.", Month(11)),
    ("december", Month(12)),
    ("dec", Month(12)),
    ("dec.", Month(12)),
    ("monday", Weekday(0)),
    ("tuesday", Weekday(1)),
    ("wednesday", Weekday(2)),
    ("thursday", Weekday(3)),
    ("friday", Weekday(4)),
    ("saturday", Weekday(5)),
    ("sunday", Weekday(6)),
    ("yesterday", Day(-1)),
    ("today", Day(0)),
    ("tomorrow", Day(1)),
    ("last", Step(-1)),
    ("past", Step(-1)),
    ("this", Step(0)),
    ("next", Step(1)),
    ("coming", Step(1)),
    ("ago", Away),
    ("earlier", Away),
    ("later", Away),
];

impl TimeWord {
    /// What a word in lower case says.
    pub(crate) fn of(word: &str) -> Option<TimeWord> {
        TIMES.iter().find(|(known, _)| *known == word).map(|(_, time)| *time)
    }
}
