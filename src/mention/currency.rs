//! money's words that several states share → the currency that is meant.
//!
//! "Pesos" are those of the state that the sentence, or else the story, names: a code of ISO 4217 begins with that of
//! its state. A currency that is no more is none of a later article. "Pounds" weigh, unless a state that pays in them
//! stands by and no goods follow.

use super::{Mention, lower};
use crate::lexicon::{Kind, Lexicon, Sense};
use crate::text::Text;
use jiff::civil::Date;
use std::ops::Range;

/// Currencies that are no more, with the first year without them.
const ENDED: &[(&str, i16)] = &[
    ("BEF", 2002),
    ("CSK", 1993),
    ("CYP", 2008),
    ("FRF", 2002),
    ("IEP", 2002),
    ("ITL", 2002),
    ("SKK", 2009),
    ("YUD", 1994),
];

/// What a shared word means where no state says whose it is, the likelier of two first.
const USUAL: &[&str] = &[
    "AED", "AZN", "CRC", "FRF", "CHF", "GBP", "INR", "IRR", "ITL", "KES", "KRW", "KWD", "MXN", "SEK", "NOK", "RON",
    "RUB", "SAR", "TRY", "UZS", "XOF", "ZMW",
];

/// States with a currency in common.
const OF_SEVERAL: &[(&str, &[&str])] =
    &[("XAF", &["CM", "CF", "CG", "GA", "GQ", "TD"]), ("XOF", &["BF", "BJ", "CI", "GW", "ML", "NE", "SN", "TG"])];

/// Prepositions behind which a state is mostly not the one that counts its money.
const OTHERS: &[&str] = &["against", "for", "from", "than", "to", "unlike", "with"];

/// As many states on each side are asked, so that a list of states costs no more than it is long.
const FAR: usize = 64;

/// As many words of a quantity of goods may stand between "of" and the goods.
const LONGEST_OF: usize = 4;

/// Leaves of the currencies and units that one stretch may name the one that is meant; `counted` are in order, `names`
/// the dictionaries' other finds.
pub(super) fn settle<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    today: Option<Date>,
    names: &[Mention<'a>],
    counted: &mut Vec<Mention<'a>>,
) {
    let shared = |pair: &[Mention<'a>]| pair[0].span == pair[1].span && pair[0].kind == Kind::Currency;
    if !counted.windows(2).any(shared) {
        return;
    }
    let mut states: Vec<(usize, &str)> = names.iter().filter_map(|name| state(lexicon, name)).collect();
    states.sort_unstable();
    let year = today.map_or(i16::MAX, Date::year);
    let goods = names.iter().filter(|name| name.kind == Kind::Commodity);
    let mut goods: Vec<usize> = goods.map(|name| name.tokens.start).collect();
    goods.sort_unstable();
    let finder = Finder { text, goods, states, year };
    let mut meant = Vec::with_capacity(counted.len());
    for of_one in counted.chunk_by(|one, other| one.span == other.span) {
        meant.push(match of_one {
            [one] => one.clone(),
            several => finder.meant(several),
        });
    }
    *counted = meant;
}

/// The state that a name is of, with the token at which it starts.
fn state<'n>(lexicon: &'n Lexicon, name: &'n Mention<'_>) -> Option<(usize, &'n str)> {
    let state = match name.kind {
        Kind::Country => &name.id,
        Kind::Organization if name.country.is_empty() => lexicon.by_id(&name.id)?.country,
        Kind::Organization | Kind::Person | Kind::Place => &name.country,
        _ => "",
    };
    (state.len() == 2).then_some((name.tokens.start, state))
}

struct Finder<'t, 'a> {
    text: &'t Text<'a>,
    /// The tokens at which goods are named.
    goods: Vec<usize>,
    /// States by the token at which they are named.
    states: Vec<(usize, &'t str)>,
    year: i16,
}

impl<'a> Finder<'_, 'a> {
    /// Which of the currencies and units that one stretch may name it names.
    fn meant(&self, several: &[Mention<'a>]) -> Mention<'a> {
        let last = &several[several.len() - 1];
        let unit = several.iter().find(|one| one.kind == Kind::Unit);
        let current = |code: &str| ENDED.iter().all(|&(ended, year)| ended != code || self.year < year);
        let currencies = several.iter().filter(|one| one.kind == Kind::Currency && current(&one.id));
        let currencies: Vec<&Mention<'a>> = currencies.collect();
        let tokens = &last.tokens;
        let of = |state: &str| currencies.iter().copied().find(|one| is_of(&one.id, state));
        let coded = |code: &str| currencies.iter().copied().find(|one| one.id == code);
        let wanted = |state: &str| of(state).is_some();
        let of_state = || self.state(tokens, wanted).and_then(of);
        match unit {
            Some(weight) if weight.id == "pound" => {
                let paid = if self.weighs(tokens) {
                    None
                } else if self.is_home(tokens, wanted) {
                    of_state()
                } else {
                    coded("GBP").filter(|_| self.is_a_price(tokens))
                };
                return paid.unwrap_or(weight).clone();
            }
            Some(unit) => return unit.clone(),
            None => {}
        }
        let usual = || USUAL.iter().find_map(|usual| coded(usual));
        let meant = of_state().or_else(usual).or_else(|| currencies.last().copied()).unwrap_or(last);
        // However many share it, a sign is a sign: "Rs 500".
        let sign = several.iter().find(|one| one.sense == Sense::Symbol).unwrap_or(meant);
        Mention { sense: sign.sense, ambiguous: sign.ambiguous, ..meant.clone() }
    }

    /// "5 million pounds **of coffee**": whether words around "pounds" say that goods are weighed.
    fn weighs(&self, tokens: &Range<usize>) -> bool {
        let goods = || {
            let next = self.goods.partition_point(|&at| at <= tokens.end);
            self.goods.get(next).is_some_and(|&at| at <= tokens.end + LONGEST_OF)
        };
        // "A 50-pound bag".
        let hyphened = tokens.start > 1 && self.word(tokens.start - 1) == "-";
        let mut before = tokens.start.saturating_sub(LONGEST_OF)..tokens.start;
        hyphened
            || self.word(tokens.end) == "of" && goods()
            || before.any(|at| lower(self.word(at)).starts_with("weigh"))
    }

    /// "4,780 pounds **a tonne**".
    fn is_a_price(&self, tokens: &Range<usize>) -> bool {
        matches!(self.word(tokens.end), "a" | "per") && matches!(self.word(tokens.end + 1), "tonne" | "ton")
    }

    fn word(&self, at: usize) -> &'a str {
        self.text.tokens.get(at).map_or("", |_| self.text.word(at))
    }

    /// Whether a state that is wanted is named in the sentence, and not America, or is the first that the story names.
    fn is_home(&self, tokens: &Range<usize>, wanted: impl Fn(&str) -> bool) -> bool {
        let (sentence, story) = self.around(tokens.start);
        let here = self.at(sentence.start).max(self.at(tokens.start).saturating_sub(FAR))..self.at(sentence.end);
        let mut here = self.states[here].iter().take(2 * FAR).map(|(_, state)| *state);
        let first = self.states.get(self.at(story.start)).filter(|(at, _)| *at < story.end);
        let home = here.clone().any(&wanted) || first.is_some_and(|(_, state)| wanted(state));
        home && !here.any(|state| state == "US")
    }

    /// The place in the list of the first state that is named at a token or behind it.
    fn at(&self, token: usize) -> usize {
        self.states.partition_point(|(at, _)| *at < token)
    }

    /// The tokens of the sentence and of the story in which a token stands.
    fn around(&self, token: usize) -> (Range<usize>, Range<usize>) {
        let sentence = self.text.sentence_at(self.text.tokens[token].span.start);
        let story = self.text.sections.partition_point(|section| section.sentences.end <= sentence);
        let story = self.text.sections.get(story).filter(|story| story.sentences.contains(&sentence));
        let sentence = self.text.sentences[sentence].tokens.clone();
        let story = story.map_or_else(|| sentence.clone(), |story| super::resolve::tokens_of(self.text, story));
        (sentence, story)
    }

    /// The nearest state before the words that is wanted and on no other side of the deal; else the first of the
    /// sentence, the next, the last before it, the next of the story.
    fn state(&self, tokens: &Range<usize>, wanted: impl Fn(&str) -> bool) -> Option<&str> {
        let (sentence, story) = self.around(tokens.start);
        let here = self.at(tokens.start);
        let (first, last) = (self.at(sentence.start), self.at(sentence.end));
        let fits = |(_, state): &&(usize, &str)| wanted(state);
        let before = || self.states[first.max(here.saturating_sub(FAR))..here].iter().filter(fits);
        let behind = || self.states[here..last].iter().take(FAR).find(fits);
        let earlier = || self.states[self.at(story.start)..first].iter().rev().take(FAR).find(fits);
        let later = || self.states[last..self.at(story.end)].iter().take(FAR).find(fits);
        let other = |named: usize| {
            let the = named > sentence.start && lower(self.text.word(named - 1)) == "the";
            let before = named.checked_sub(1 + usize::from(the)).filter(|&before| before >= sentence.start);
            before.is_some_and(|before| OTHERS.contains(&&*lower(self.text.word(before))))
        };
        let owner = before().rev().find(|(named, _)| !other(*named)).or_else(|| before().next());
        owner.or_else(behind).or_else(earlier).or_else(later).map(|(_, state)| *state)
    }
}

/// Whether a currency is a state's.
fn is_of(code: &str, state: &str) -> bool {
    match OF_SEVERAL.iter().find(|(shared, _)| *shared == code) {
        Some((_, states)) => states.contains(&state),
        None => code.starts_with(state),
    }
}
