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
    "AED", "AZN", "CRC", "FRF", "CHF", "GBP", "INR", "IRR", "ITL", "KES", "KRW", "KWD", "MXN", "NOK", "RON", "RUB",
    "SAR", "SEK", "TRY", "UZS", "XOF", "ZMW",
];

/// States with a currency in common.
const OF_SEVERAL: &[(&str, &[&str])] =
    &[("XAF", &["CM", "CF", "CG", "GA", "GQ", "TD"]), ("XOF", &["BF", "BJ", "CI", "GW", "ML", "NE", "SN", "TG"])];

/// Prepositions behind which a state is mostly not the one that counts its money.
const OTHERS: &[&str] = &["against", "for", "from", "than", "to", "unlike", "with"];

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
    let finder = Finder { text, names, states, year };
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
    names: &'t [Mention<'a>],
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
        let currencies = || several.iter().filter(|one| one.kind == Kind::Currency && current(&one.id));
        let tokens = &last.tokens;
        // "4,780 pounds a tonne".
        let word = |at: usize| self.text.tokens.get(at).map_or("", |_| self.text.word(at));
        let a_tonne = matches!(word(tokens.end), "a" | "per") && matches!(word(tokens.end + 1), "tonne" | "ton");
        let priced = || currencies().find(|one| a_tonne && one.id == "GBP");
        match unit {
            Some(weight) if weight.id == "pound" => {
                let paid = || currencies().find(|one| self.is_of_state_here(&one.id, tokens)).or_else(|| priced());
                return if self.weighs(tokens) { None } else { paid() }.unwrap_or(weight).clone();
            }
            Some(unit) => return unit.clone(),
            None => {}
        }
        let usual = || USUAL.iter().find_map(|usual| currencies().find(|one| one.id == *usual));
        let codes: Vec<&Mention<'a>> = currencies().collect();
        let of_state = self.state(tokens, |state| codes.iter().any(|one| is_of(&one.id, state)));
        let of_state = of_state.and_then(|state| currencies().find(|one| is_of(&one.id, state)));
        let meant = of_state.or_else(usual).or_else(|| currencies().last()).unwrap_or(last);
        // However many share it, a sign is a sign: "Rs 500".
        let sign = several.iter().find(|one| one.sense == Sense::Symbol).unwrap_or(meant);
        Mention { sense: sign.sense, ambiguous: sign.ambiguous, ..meant.clone() }
    }

    /// "5 million pounds **of coffee**": whether words around "pounds" say that goods are weighed.
    fn weighs(&self, tokens: &Range<usize>) -> bool {
        let word = |at: usize| self.text.tokens.get(at).map_or("", |_| self.text.word(at));
        let of = tokens.end + 1..tokens.end + 1 + LONGEST_OF;
        let goods = |name: &Mention<'a>| name.kind == Kind::Commodity && of.contains(&name.tokens.start);
        // "A 50-pound bag".
        let hyphened = tokens.start > 1 && word(tokens.start - 1) == "-";
        let before = tokens.start.saturating_sub(LONGEST_OF)..tokens.start;
        hyphened
            || word(tokens.end) == "of" && self.names.iter().any(goods)
            || before.into_iter().any(|at| lower(word(at)).starts_with("weigh"))
    }

    /// Whether the state of a currency is named in the sentence, or is the first that the story names.
    fn is_of_state_here(&self, code: &str, tokens: &Range<usize>) -> bool {
        let (sentence, story) = self.around(tokens.start);
        let within = |range: &Range<usize>| {
            let first = self.states.partition_point(|(at, _)| *at < range.start);
            let last = self.states.partition_point(|(at, _)| *at < range.end);
            self.states[first..last].iter()
        };
        let abroad = within(&sentence).any(|(_, state)| *state == "US");
        let of_state = |(_, state): &(usize, &str)| is_of(code, state);
        !abroad && (within(&sentence).any(of_state) || within(&story).next().is_some_and(of_state))
    }

    /// The tokens of the sentence and of the story in which a token stands.
    fn around(&self, token: usize) -> (Range<usize>, Range<usize>) {
        let sentence = self.text.sentence_at(self.text.tokens[token].span.start);
        let story = self.text.sections.iter().find(|section| section.sentences.contains(&sentence));
        let sentence = self.text.sentences[sentence].tokens.clone();
        let story = story.map_or_else(|| sentence.clone(), |story| super::resolve::tokens_of(self.text, story));
        (sentence, story)
    }

    /// The nearest state before the words that is wanted and on no other side of the deal; else the first of the
    /// sentence, the next, the last before it, the next of the story.
    fn state(&self, tokens: &Range<usize>, wanted: impl Fn(&str) -> bool) -> Option<&str> {
        let (sentence, story) = self.around(tokens.start);
        let at = |token: usize| self.states.partition_point(|(at, _)| *at < token);
        let (here, first) = (at(tokens.start), at(sentence.start));
        let fits = |range: Range<usize>| self.states[range].iter().filter(|(_, state)| wanted(state));
        let other = |named: usize| {
            let the = named > sentence.start && lower(self.text.word(named - 1)) == "the";
            let before = named.checked_sub(1 + usize::from(the)).filter(|&before| before >= sentence.start);
            before.is_some_and(|before| OTHERS.contains(&&*lower(self.text.word(before))))
        };
        let owner = fits(first..here).rev().find(|(named, _)| !other(*named));
        let state = owner
            .or_else(|| fits(first..here).next())
            .or_else(|| fits(here..at(sentence.end)).next())
            .or_else(|| fits(at(story.start)..first).next_back())
            .or_else(|| fits(at(sentence.end)..at(story.end)).next());
        state.map(|(_, state)| *state)
    }
}

/// Whether a currency is a state's.
fn is_of(code: &str, state: &str) -> bool {
    match OF_SEVERAL.iter().find(|(shared, _)| *shared == code) {
        Some((_, states)) => states.contains(&state),
        None => code.starts_with(state),
    }
}
