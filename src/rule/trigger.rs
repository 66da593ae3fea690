//! A frame → the phrases that may state it, and what else each needs in its sentence.

use super::action::Action;
use super::frame::{Frame, Shape, VerbTrigger};
use std::rc::Rc;

/// What a phrase of a rule file may do in a sentence, and what else it needs there.
#[derive(Clone, Debug)]
pub(super) struct Trigger<'f> {
    pub(super) does: Does,
    /// The words of the phrase.
    pub(super) phrase: &'f str,
    /// Which of them it is known by, counted from 0.
    pub(super) known_by: usize,
    /// Lists of words and kinds of mention; of each one must be there. Phrases of one rule share them.
    pub(super) company: Rc<[Vec<&'f str>]>,
}

impl<'f> Trigger<'f> {
    /// A noun phrase, which is known by its last word.
    pub(super) fn of_noun(does: Does, phrase: &'f str, company: &Rc<[Vec<&'f str>]>) -> Trigger<'f> {
        Trigger { does, phrase, known_by: phrase.split(' ').count() - 1, company: Rc::clone(company) }
    }
}

/// What a phrase may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// State a frame, as a noun.
    State,
    /// State a frame of which the story has spoken, as a noun.
    StateAgain,
    /// State a frame, as a verb.
    Tell,
    /// State a frame of which the story has spoken, as a verb.
    TellAgain,
    /// Point back at a measure.
    PointBack,
    /// Begin a shape that states a frame.
    OpenShape,
}

impl Does {
    /// Its bit in a set.
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl Frame {
    /// The words by which what states the frame is known, in base form.
    pub(super) fn trigger_words(&self) -> impl Iterator<Item = &str> {
        let stating = self.triggers().into_iter();
        let stating = stating.filter(|trigger| !matches!(trigger.does, Does::PointBack | Does::OpenShape));
        stating.map(|trigger| trigger.phrase.split(' ').nth(trigger.known_by).unwrap_or(trigger.phrase))
    }

    /// Everything that may state the frame, with what else it needs in its sentence.
    pub(super) fn triggers(&self) -> Vec<Trigger<'_>> {
        // A quantity that moves has a figure beside it.
        let figures = ["percent", "amount"].into_iter().chain(self.extent.parts.iter().map(String::as_str));
        let none: Rc<[Vec<&str>]> = Rc::new([]);
        let moving = if self.shape == Shape::Change { Rc::new([figures.collect()]) } else { Rc::clone(&none) };
        let told: Rc<[Vec<&str>]> =
            Rc::new([self.actions.iter().flat_map(Action::telling).map(telling_word).collect()]);
        let mut triggers: Vec<Trigger<'_>> = Vec::new();
        triggers.extend(self.nouns.iter().map(|phrase| Trigger::of_noun(Does::State, phrase, &moving)));
        triggers.extend(self.governed.iter().map(|phrase| Trigger::of_noun(Does::State, phrase, &told)));
        if self.shape == Shape::Measure {
            // "The increase", "the exemption": what was done to a measure points back at it.
            let acts = self.actions.iter().flat_map(|action| &action.nouns);
            triggers.extend(acts.map(|noun| Trigger::of_noun(Does::PointBack, noun, &none)));
        }
        triggers.extend(self.echoes.iter().map(|phrase| Trigger::of_noun(Does::StateAgain, phrase, &none)));
        for narrow in &self.narrow {
            let near: Rc<[Vec<&str>]> = Rc::new([narrow.near.written().iter().map(String::as_str).collect()]);
            triggers.extend(narrow.nouns.iter().map(|phrase| Trigger::of_noun(Does::State, phrase, &near)));
        }
        for verb in &self.verbs {
            let does = if verb.known { Does::TellAgain } else { Does::Tell };
            let company: Rc<[Vec<&str>]> = verb.company().into();
            triggers.extend(verb.verbs.iter().map(|phrase| Trigger {
                does,
                phrase,
                known_by: telling_place(phrase),
                company: Rc::clone(&company),
            }));
        }
        triggers.extend(self.mover_phrases().map(|phrase| Trigger {
            does: Does::Tell,
            phrase,
            known_by: telling_place(phrase),
            company: Rc::clone(if self.extent.itself.iter().any(|word| word == phrase) { &none } else { &moving }),
        }));
        let openings = self.shapes.openings().into_iter().flatten();
        triggers.extend(openings.map(|word| Trigger::of_noun(Does::OpenShape, word, &none)));
        triggers
    }

    /// The verbs that move a quantity, where the frame is about such, each by its word that tells most.
    pub(super) fn mover_words(&self) -> impl Iterator<Item = &str> {
        let alone = self.verbs.iter().filter(|_| self.shape == Shape::Change).flat_map(|verb| &verb.verbs);
        self.mover_phrases().chain(alone.map(String::as_str)).map(telling_word)
    }

    fn mover_phrases(&self) -> impl Iterator<Item = &str> {
        let actions = self.actions.iter().filter(|_| self.shape == Shape::Change);
        let told = actions.flat_map(|action| {
            action.object.iter().chain(&action.subject).chain(&action.with_rate).chain(&action.adjectives)
        });
        told.chain(&self.extent.against).map(String::as_str)
    }
}

/// The word of a verb phrase that tells most: not the "be" of a passive.
fn telling_word(phrase: &str) -> &str {
    phrase.split(' ').nth(telling_place(phrase)).unwrap_or(phrase)
}

fn telling_place(phrase: &str) -> usize {
    phrase.split(' ').position(|word| word != "be").unwrap_or_default()
}

impl Action {
    /// The phrases that tell it.
    fn telling(&self) -> impl Iterator<Item = &str> {
        let Action { name: _, object, subject, bear, behind, nouns, with_rate, adjectives } = self;
        [object, subject, bear, behind, nouns, with_rate, adjectives].into_iter().flatten().map(String::as_str)
    }
}

impl VerbTrigger {
    /// The lists of words and kinds of which one each must stand in the sentence.
    pub(super) fn company(&self) -> Vec<Vec<&str>> {
        let mut company: Vec<Vec<&str>> = [&self.object, &self.subject, &self.beside]
            .map(|phrases| phrases.written().iter().map(String::as_str).collect())
            .into_iter()
            .filter(|phrases: &Vec<&str>| !phrases.is_empty())
            .collect();
        if !self.holds.is_empty() {
            company.push(self.holds.iter().map(String::as_str).collect());
        }
        company
    }
}
