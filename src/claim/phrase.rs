//! Phrases of rule files against the units of a sentence.

use super::Scene;
use crate::lexicon::{Kind, Word};
use crate::rule::{Frame, Phrases, Rules, VerbPhrase};
use crate::syntax::{Parse, Tag, Unit};

/// How many words behind a verb may belong to its phrase.
const REACH: usize = 4;

impl<'s, 'a> Scene<'s, 'a> {
    /// The keys under which rule files know a verb group: its lemma, the lemma with the words behind it, and for
    /// passives and copulas the same with "be" before.
    pub(super) fn verb_keys(&self, group: usize) -> &'s [&'a str] {
        self.asked[group].phrases.get_or_init(|| verb_keys(self.rules, self.parse, group))
    }

    /// The one of these phrases that a verb group reads.
    pub(super) fn read_of<'w>(&self, verb: usize, phrases: impl IntoIterator<Item = &'w String>) -> Option<&'w str> {
        let keys = self.verb_keys(verb);
        phrases.into_iter().map(String::as_str).find(|phrase| keys.contains(phrase))
    }

    /// Whether a phrase that states a frame may be known by the unit; of a compound or a name only its words tell.
    pub(super) fn may_state(&self, unit: &Unit<'_>) -> bool {
        unit.mention.is_some() || self.seen.stating.has(unit.place) || is_compound(unit)
    }

    /// Whether a phrase that states a frame may be known by a verb group or the words behind it.
    pub(super) fn may_tell(&self, verb: usize) -> bool {
        let units = &self.parse.units;
        let head = self.parse.groups[verb].head;
        let behind = units[head + 1..].iter().filter(|unit| unit.tag != Tag::Adverb || is_particle(&unit.lower));
        std::iter::once(&units[head]).chain(behind.take(REACH)).any(|unit| self.unit_may_tell(unit))
    }

    /// Whether such a phrase may be known by the unit.
    pub(super) fn unit_may_tell(&self, unit: &Unit<'_>) -> bool {
        unit.mention.is_none() && (self.seen.telling.has(unit.place) || is_compound(unit))
    }

    /// Whether a verb group may move a quantity.
    pub(super) fn may_move(&self, verb: usize) -> bool {
        self.may_tell(verb) && self.telling_words(verb).any(|word| self.rules.is_mover(word))
    }

    /// The words of a verb group and behind it of which one must be known to a rule that knows its keys.
    pub(super) fn telling_words(&self, verb: usize) -> impl Iterator<Item = &'s str> {
        let units = &self.parse.units;
        let head = self.parse.groups[verb].head;
        let behind = units[head + 1..].iter().filter(|unit| unit.tag != Tag::Adverb || is_particle(&unit.lower));
        let behind = behind.take(REACH).map(|unit| &*unit.lower);
        [&*units[head].lemma, &*units[head].lower].into_iter().chain(behind)
    }
}

fn is_compound(unit: &Unit<'_>) -> bool {
    unit.word == Word::UNKNOWN && unit.lower.contains([' ', '-'])
}

fn verb_keys<'a>(rules: &'a Rules, parse: &Parse<'_>, group: usize) -> Vec<&'a str> {
    let this = &parse.groups[group];
    let head = &parse.units[this.head];
    let told = |unit: &&Unit<'_>| (unit.tag != Tag::Adverb || is_particle(&unit.lower)) && !is_span(&unit.lower);
    let behind_unit = |unit: usize| parse.units[unit..].iter().filter(told).take(REACH);
    let behind = || behind_unit(this.head + 1);
    let mut keys = Vec::new();
    if this.verb.copula {
        // "is **not** willing": its own words are passed over.
        go_on(rules, rules.phrase("be"), behind_unit(this.units.end.max(this.head + 1)), &mut keys);
        return keys;
    }
    if this.verb.passive {
        go_on(rules, rules.phrase(&format!("be {}", head.lower)), behind(), &mut keys);
    }
    let Some(verb) = rules.phrase(&head.lemma) else { return keys };
    go_on(rules, Some(verb), behind(), &mut keys);
    // "put tariffs on hold", "roll them back": words behind the first object, where "ruled out" has none of its own.
    let whole = parse.units.get(this.head + 1).is_none_or(|next| !is_particle(&next.lower));
    if let Some(&object) = this.verb.objects.first().filter(|_| verb.goes_on && whole) {
        let after = parse.groups[object].units.end;
        // "Dropped its duty to zero", but not "to win a deal".
        let beyond = parse.units[after.min(parse.units.len())..].iter().take_while(|unit| unit.tag != Tag::To).take(2);
        let own = keys.len();
        go_on(rules, Some(verb), beyond, &mut keys);
        keys.remove(own);
        // "ruled much of the duties on wine illegal".
        let rest = &parse.units[after.min(parse.units.len())..];
        let clause = rest.iter().take_while(|unit| !unit.tag.is_verb()).count();
        let alone = |&at: &usize| {
            let next = rest.get(at + 1).map(|next| next.tag);
            rest[at].tag == Tag::Adjective && !next.is_some_and(|next| next.is_nominal() || next == Tag::Adjective)
        };
        let quality = (0..clause).find(alone).map(|at| &rest[at]);
        let qualified = quality.and_then(|unit| rules.phrase(&format!("{} {}", head.lemma, unit.lower)));
        keys.extend(qualified.map(|phrase| phrase.words).filter(|words| !keys.contains(words)));
        // "put arms exports to Turkey on hold".
        let far = (object..parse.groups.len()).take_while(|&group| !parse.groups[group].is_verb());
        for group in far.filter(|&group| parse.groups[group].is_noun() && parse.groups[group].units.start > after + 1) {
            if parse.groups[group].units.len() == 1
                && matches!(parse.preposition(group), "on" | "in" | "into" | "under")
            {
                let written = format!("{} {} {}", head.lemma, parse.preposition(group), parse.head(group).lower);
                keys.extend(rules.phrase(&written).map(|phrase| phrase.words));
            }
        }
    }
    keys
}

/// "Hit a **four-year** low": since when or for how long, which no phrase has.
fn is_span(word: &str) -> bool {
    ["-year", "-month", "-week", "-day"].iter().any(|span| word.ends_with(span))
}

/// Adds a phrase, and what rules know of it with the words behind, by one word more each,
/// as long as one goes on like this.
fn go_on<'a, 'u>(
    rules: &'a Rules,
    phrase: Option<VerbPhrase<'a>>,
    mut behind: impl Iterator<Item = &'u Unit<'u>>,
    keys: &mut Vec<&'a str>,
) {
    let mut written = String::new();
    let mut next = phrase;
    while let Some(phrase) = next {
        keys.push(phrase.words);
        let Some(unit) = behind.next().filter(|_| phrase.goes_on) else { break };
        written.clear();
        written.extend([phrase.words, " ", &unit.lower]);
        next = rules.phrase(&written);
    }
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "back"
            | "off"
            | "out"
            | "up"
            | "down"
            | "in"
            | "away"
            | "ahead"
            | "forward"
            | "over"
            | "short"
            | "yet"
            | "together"
            | "aside"
    )
}

/// The forms by which phrases know a unit: its base form, its words, the last of them in the singular; none twice.
pub(super) fn forms<'u>(unit: &'u Unit<'_>) -> impl Iterator<Item = &'u str> {
    let (lemma, lower, last) = (&*unit.lemma, &*unit.lower, last_word(unit));
    // A word is often its own base form.
    let lower = Some(lower).filter(|&lower| lower != lemma);
    let last = Some(last).filter(|&last| last != lemma && Some(last) != lower);
    [Some(lemma), lower, last].into_iter().flatten()
}

/// The phrases that may end at a unit; `ending` gives those that end with a word.
pub(super) fn endings<'f, P: 'f>(unit: &Unit<'_>, ending: impl Fn(&str) -> &'f [P]) -> impl Iterator<Item = &'f P> {
    forms(unit).flat_map(ending)
}

/// Whether the units up to and including `last` end with a phrase, cut into words.
pub(super) fn ends_with(units: &[Unit<'_>], last: usize, phrase: &[String]) -> bool {
    phrase.len() <= last + 1
        && units[last + 1 - phrase.len()..=last].iter().zip(phrase).all(|(unit, word)| reads(unit, word))
}

/// Whether the units up to and including `last` end with one of the phrases; a name is one unit, however many words it
/// has ("the World Trade Organization").
pub(super) fn ends_with_any(units: &[Unit<'_>], last: usize, phrases: &Phrases) -> bool {
    let unit = &units[last];
    let named = |phrase: &[String]| {
        let mut words = unit.lower.rsplit(' ');
        let reads = |word: &String| words.next().is_some_and(|next| next == word || singular(next) == word);
        unit.mention.is_some() && phrase.len() > 1 && phrase.iter().rev().all(reads)
    };
    endings(unit, |word| phrases.ending(word)).any(|phrase| ends_with(units, last, phrase) || named(phrase))
}

/// Whether the unit is a form of the word; a name of several words by its last ("safeguard duty").
fn reads(unit: &Unit<'_>, word: &str) -> bool {
    *unit.lemma == *word || *unit.lower == *word || last_word(unit) == word
}

/// The last word of a unit in the singular.
pub(super) fn last_word<'u>(unit: &'u Unit<'_>) -> &'u str {
    let last = if unit.mention.is_some() { unit.lower.rsplit(' ').next().unwrap_or_default() } else { &unit.lower };
    singular(last)
}

/// The word without a regular plural ending.
pub(super) fn singular(word: &str) -> &str {
    match word.as_bytes() {
        [_, _, .., before, b's'] if *before != b's' => &word[..word.len() - 1],
        _ => word,
    }
}

/// Whether the determiner says that what its noun means was named before.
pub(super) fn points_back(determiner: &str) -> bool {
    matches!(determiner, "the" | "these" | "those" | "this" | "such" | "such a" | "both")
}

/// How many units on each side a phrase that excludes a frame may reach.
const AROUND: usize = 4;

/// Whether the words around a unit read a phrase in which it does not state the frame.
pub(super) fn is_excluded(units: &[Unit<'_>], at: usize, frame: &Frame) -> bool {
    let reads = |unit: &Unit<'_>, word: &str| *unit.lemma == *word || *unit.lower == *word;
    let near = &units[at.saturating_sub(AROUND)..(at + AROUND + 1).min(units.len())];
    (0..near.len()).any(|first| {
        let unit = &near[first];
        let inflected = (unit.lower != unit.lemma).then_some(&*unit.lower);
        // "Illicit fentanyl" are goods of several words.
        let goods = (unit.kind == Some(Kind::Commodity)).then(|| last_word(unit)).filter(|&last| last != &*unit.lemma);
        let forms = [Some(&*unit.lemma), inflected, goods].into_iter().flatten();
        let phrases = forms.flat_map(|form| frame.exclusions_starting(form));
        phrases.into_iter().any(|phrase| {
            phrase.len() <= near.len() - first
                && near[first + 1..].iter().zip(&phrase[1..]).all(|(unit, word)| reads(unit, word))
        })
    })
}
