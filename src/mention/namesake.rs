//! "President Bush" → which of those who are known by that surname alone: whoever has the office, and last began one
//! before the article's day.

use super::{Mention, lower};
use crate::lexicon::{Kind, Lexicon, Sense, Word};
use crate::text::Text;
use jiff::civil::Date;

/// Leaves of the persons that one surname may mean the likeliest; behind a title the surname needs nothing more to
/// speak for it.
pub(super) fn settle<'a>(
    text: &Text<'a>,
    lexicon: &Lexicon,
    words: &[Word],
    date: Option<Date>,
    names: &mut Vec<Mention<'a>>,
) {
    let known_as =
        |mention: &Mention<'a>| mention.kind == Kind::Person && mention.sense == Sense::KnownAs && mention.ambiguous;
    let mut namesakes: Vec<Mention<'a>> = names.extract_if(.., |mention| known_as(mention)).collect();
    namesakes.sort_by_key(|mention| (mention.span.start, mention.span.end));
    for of_one in namesakes.chunk_by(|one, other| one.span == other.span) {
        let first = of_one[0].tokens.start;
        let title = first.checked_sub(1).filter(|&before| lexicon.title(words[before]).is_some());
        let title = title.map(|before| lower(text.word(before)));
        let likeliest = of_one.iter().min_by_key(|mention| {
            let entry = lexicon.by_id(&mention.id);
            let holds = title.as_deref().zip(entry).is_some_and(|(title, entry)| entry.detail.contains(title));
            let began = entry.and_then(|entry| entry.sort.parse::<i16>().ok()).unwrap_or_default();
            let ahead = date.is_some_and(|today| began > today.year());
            (!holds, ahead, if ahead { began } else { -began })
        });
        let sure = title.is_some() && of_one.len() > 1;
        names.extend(likeliest.map(|mention| Mention { ambiguous: !sure, ..mention.clone() }));
    }
}
