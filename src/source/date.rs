//! a date as archives write it → the day.

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

/// The ways to write a day that cannot be mistaken for one another; what stands behind the day is its time.
const FORMATS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d-%b-%Y",
    "%d %b %Y",
    "%a, %d %b %Y",
    "%a %d %b %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%b %d %Y",
    "%B %d, %Y",
    "%a, %b %d, %Y",
    "%A, %B %d, %Y",
];

/// No article is older; a smaller number is no year.
const FIRST_YEAR: i16 = 1000;

/// The day that a text begins with; `None` where it begins with none, or one that two countries read in two ways.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim_start();
    // A way that begins otherwise need not be tried: what is read in vain costs more than what is read.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let begins = |format: &&&str| match format.as_bytes()[1] {
        b'Y' => digits >= 4,
        b'd' => matches!(digits, 1 | 2),
        _ => digits == 0,
    };
    FORMATS.iter().filter(begins).find_map(|format| {
        let (parts, length) = BrokenDownTime::parse_prefix(format, text).ok()?;
        let ends = !text.as_bytes().get(length).is_some_and(u8::is_ascii_digit);
        parts.to_date().ok().filter(|day| ends && day.year() >= FIRST_YEAR)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_archives_write_it() {
        for text in [
            "1987-02-26",
            "1987-02-26T15:01:01Z",
            "1987-02-26 15:01",
            "1987/02/26",
            "19870226",
            "26-FEB-1987 15:01:01.79",
            " 26 Feb 1987",
            "Thu, 26 Feb 1987 15:01:01 GMT",
            "26 February 1987",
            "Feb 26, 1987",
            "February 26, 1987",
            "Feb 26 1987 3:01PM",
            "Thu 26 Feb 1987 15.01 GMT",
            "Thursday 26 February 1987",
            "Thursday, February 26, 1987 3:01 pm",
        ] {
            assert_eq!(day(text), Some(jiff::civil::date(1987, 2, 26)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["", "yesterday", "02/03/1987", "1987", "1511112345", "1987-02-30", "31 Feb"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
