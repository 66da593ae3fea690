//! Phrases of a frame file → the same, looked up by a word.

use super::action::{Action, Telling};
use super::context::Context;
use super::frame::{Frame, Narrow, States};
use super::glance::Frames;
use super::known::Known;
use serde::Deserialize;

/// The noun phrases of a frame by their last word, each cut into words, with how it states the frame.
pub(super) fn by_last_word(
    nouns: &[String],
    governed: &[String],
    echoes: &[String],
    narrow: &[Narrow],
) -> Known<Vec<(States, Vec<String>)>> {
    let mut phrases: Known<Vec<(States, Vec<String>)>> = Known::default();
    let narrow = narrow.iter().enumerate().map(|(index, narrow)| (States::Beside(index), &narrow.nouns[..]));
    let plain = [(States::Always, nouns), (States::Governed, governed), (States::Again, echoes)];
    for (how, nouns) in plain.into_iter().chain(narrow) {
        for noun in nouns {
            let phrase = cut(noun);
            let last = phrase.last().map_or("", String::as_str);
            phrases.of(last).push((how, phrase.clone()));
        }
    }
    phrases
}

/// Phrases that are looked up by the word with which they end.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    written: Vec<String>,
    by_last_word: Known<Vec<Vec<String>>>,
}

impl From<Vec<String>> for Phrases {
    fn from(written: Vec<String>) -> Phrases {
        Phrases { by_last_word: by_word(&written, <[String]>::last), written }
    }
}

impl Phrases {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether one is written like this.
    pub fn has(&self, phrase: &str) -> bool {
        self.written.iter().any(|written| written == phrase)
    }

    /// Each as it is written, in the order of the file.
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// Those that end with a word, each cut into words.
    pub fn ending(&self, word: &str) -> &[Vec<String>] {
        self.by_last_word.get(word).map_or(&[], Vec::as_slice)
    }
}

/// Phrases by the word of theirs that `key` picks, each cut into words.
pub(super) fn by_word(phrases: &[String], key: fn(&[String]) -> Option<&String>) -> Known<Vec<Vec<String>>> {
    let mut words: Known<Vec<Vec<String>>> = Known::default();
    for phrase in phrases {
        let phrase = cut(phrase);
        words.of(key(&phrase).map_or("", String::as_str)).push(phrase.clone());
    }
    words
}

pub(super) fn cut(phrase: &str) -> Vec<String> {
    phrase.split(' ').map(str::to_owned).collect()
}

/// The frames by the words by which what states them is known.
pub(super) fn triggers(frames: &[Frame]) -> Known<Frames> {
    let mut triggers: Known<Frames> = Known::default();
    for (index, frame) in frames.iter().enumerate() {
        for word in frame.trigger_words() {
            let known = triggers.of(word);
            *known = *known | Frames::of(index);
        }
    }
    triggers
}

/// The verbs that state a frame by themselves, by their phrases: the index of the frame and that of the verb in it.
pub(super) fn verbs(frames: &[Frame]) -> Known<Vec<(usize, usize)>> {
    let mut phrases: Known<Vec<(usize, usize)>> = Known::default();
    for (place, frame) in frames.iter().enumerate() {
        for (index, verb) in frame.verbs.iter().enumerate() {
            for phrase in &verb.verbs {
                phrases.of(phrase).push((place, index));
            }
        }
    }
    phrases
}

/// The phrases that a verb may read, each with every shorter one that it begins with; whether one goes on behind it.
pub(super) fn phrases(frames: &[Frame], context: &Context) -> Known<bool> {
    let mut phrases: Known<bool> = Known::default();
    for phrase in frames.iter().flat_map(Frame::verb_phrases).chain(context.words()) {
        for end in phrase.match_indices(' ').map(|(at, _)| at).chain([phrase.len()]) {
            *phrases.of(&phrase[..end]) |= end < phrase.len();
        }
    }
    phrases
}

/// Which actions each word tells, and how; in the order of the actions.
pub(super) fn telling(actions: &[Action]) -> Known<Vec<(Telling, usize)>> {
    let mut telling: Known<Vec<(Telling, usize)>> = Known::default();
    for (index, action) in actions.iter().enumerate() {
        let groups = [
            (Telling::Bear, &action.bear),
            (Telling::Object, &action.object),
            (Telling::Subject, &action.subject),
            (Telling::Behind, &action.behind),
            (Telling::Noun, &action.nouns),
            (Telling::WithRate, &action.with_rate),
            (Telling::Adjective, &action.adjectives),
        ];
        for (how, words) in groups {
            for word in words {
                telling.of(word).push((how, index));
            }
        }
    }
    telling
}
