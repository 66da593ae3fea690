//! Words that rules know. Most words of a text are in no list: their borders and length tell so before any is hashed.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};

/// What is known of some words or phrases.
#[derive(Clone, Debug)]
pub struct Known<V = ()> {
    words: FxHashMap<String, V>,
    /// By first letter a bit for each length and last letter that its words have; several share one.
    sketches: [u32; LETTERS],
}

/// How many letters are told apart: those of one case are.
const LETTERS: usize = 32;

impl<V> Default for Known<V> {
    fn default() -> Self {
        Known { words: FxHashMap::default(), sketches: [0; LETTERS] }
    }
}

impl<V> Known<V> {
    /// What is known of a word.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        if self.may_hold(word) { self.words.get(word) } else { None }
    }

    /// Whether anything is.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The word as it is known, and what is known of it.
    pub fn entry(&self, word: &str) -> Option<(&str, &V)> {
        let known = if self.may_hold(word) { self.words.get_key_value(word) } else { None };
        known.map(|(word, value)| (word.as_str(), value))
    }

    /// The words, in no order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// Makes something known of a word, in place of what was.
    pub(super) fn set(&mut self, word: &str, value: V) {
        self.draw(word);
        self.words.insert(word.to_owned(), value);
    }

    /// What is known of a word, to be added to.
    pub(crate) fn of(&mut self, word: &str) -> &mut V
    where
        V: Default,
    {
        self.draw(word);
        self.words.entry(word.to_owned()).or_default()
    }

    fn draw(&mut self, word: &str) {
        let (letter, bit) = sketch(word);
        self.sketches[letter] |= bit;
    }

    #[inline]
    fn may_hold(&self, word: &str) -> bool {
        let (letter, bit) = sketch(word);
        self.sketches[letter] & bit > 0
    }
}

/// The place of a word's first letter, and the bit of its length and last letter.
#[inline]
fn sketch(word: &str) -> (usize, u32) {
    let [first, .., last] = word.as_bytes() else { return (0, 1) };
    (usize::from(*first) % LETTERS, 1 << ((word.len() as u32 + u32::from(*last)) % u32::BITS))
}

impl<'w> FromIterator<&'w str> for Known {
    fn from_iter<T: IntoIterator<Item = &'w str>>(words: T) -> Self {
        let mut known = Known::default();
        words.into_iter().for_each(|word| known.set(word, ()));
        known
    }
}

impl<'de> Deserialize<'de> for Known {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = Vec::<String>::deserialize(deserializer)?;
        Ok(words.iter().map(String::as_str).collect())
    }
}
