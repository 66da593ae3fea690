//! Words → what they may do in a sentence, so that most sentences are passed over at a glance.
//!
//! A glance may err on one side alone: what it passes over can hold no claim.

use super::{Frame, Rules};
use crate::lexicon::{Kind, Lexicon, Word};
use rustc_hash::FxHashMap;
use std::ops::BitOrAssign;

/// What a word of a frame may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// State it.
    States,
    /// State it beside a word of its company.
    StatesBeside,
    /// State it once the story has spoken of it.
    StatesAgain,
    /// Point back at what was done to a measure.
    PointsBack,
    /// Move a quantity.
    Moves,
    /// Keep a word company that states it.
    Company,
    /// Begin a shape of it.
    Shape,
}

/// What a word, or the words of a sentence, may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hints {
    states: bool,
    again: bool,
    moves: bool,
    points_back: bool,
    shape: bool,
    /// The frames that it may state in company, a bit each; frames may share one.
    beside: u32,
    /// The frames of which it is such company.
    company: u32,
}

impl Hints {
    /// State a frame, alone or with other words of the sentence.
    pub fn state(self) -> bool {
        self.states || self.beside & self.company > 0
    }

    /// State a frame of which the story has spoken.
    pub fn state_again(self) -> bool {
        self.again
    }

    /// Begin a shape that states a frame.
    pub fn begin_shape(self) -> bool {
        self.shape
    }

    /// Move a quantity.
    pub fn move_quantity(self) -> bool {
        self.moves
    }

    /// Point back at a measure: "it", "the measure".
    pub fn point_back(self) -> bool {
        self.points_back
    }
}

impl BitOrAssign for Hints {
    fn bitor_assign(&mut self, other: Hints) {
        self.states |= other.states;
        self.again |= other.again;
        self.moves |= other.moves;
        self.points_back |= other.points_back;
        self.shape |= other.shape;
        self.beside |= other.beside;
        self.company |= other.company;
    }
}

/// The pronouns that can stand for a measure.
const PRONOUNS: &[&str] = &["they", "it", "them", "those", "these", "this"];

/// The hints of every word.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// By the number of the word, the place of its hints in `distinct`.
    known: Vec<u16>,
    distinct: Vec<Hints>,
    /// Of words that no dictionary has, in lower case.
    unknown: FxHashMap<String, Hints>,
    /// Whether a shape may begin with any word.
    pub(super) has_open_shapes: bool,
    /// The frames for which goods, percentages and places are company.
    kinds: [(&'static str, u32); 3],
}

impl Glance {
    pub(super) fn new(rules: &Rules, lexicon: &Lexicon) -> Glance {
        let mut words: FxHashMap<Word, Hints> = FxHashMap::default();
        let mut glance = Glance {
            known: vec![0; lexicon.size()],
            distinct: vec![Hints::default()],
            unknown: FxHashMap::default(),
            has_open_shapes: rules.frames.iter().any(Frame::has_open_shape),
            kinds: [("goods", 0), ("percent", 0), ("place", 0)],
        };
        let mut mark = |word: &str, hints: Hints| {
            for form in [word.to_owned(), format!("{word}s")] {
                match lexicon.word(&form) {
                    Word::UNKNOWN => *glance.unknown.entry(form).or_default() |= hints,
                    known => *words.entry(known).or_default() |= hints,
                }
            }
        };
        for (index, frame) in rules.frames.iter().enumerate() {
            let frames = 1 << (index % 32);
            for (hint, word) in frame.hints() {
                let mut hints = Hints::default();
                match hint {
                    Hint::States => hints.states = true,
                    Hint::StatesBeside => hints.beside = frames,
                    Hint::StatesAgain => hints.again = true,
                    Hint::PointsBack => hints.points_back = true,
                    Hint::Moves => hints.moves = true,
                    Hint::Company => hints.company = frames,
                    Hint::Shape => hints.shape = true,
                }
                mark(word, hints);
                let kind = glance.kinds.iter_mut().find(|(kind, _)| hint == Hint::Company && *kind == word);
                kind.into_iter().for_each(|(_, of)| *of |= frames);
            }
        }
        let points_back = Hints { points_back: true, ..Hints::default() };
        let measures = rules.context.points_back().measure.iter().map(String::as_str);
        PRONOUNS.iter().copied().chain(measures).for_each(|word| mark(word, points_back));
        let mut words: Vec<(Word, Hints)> = words.into_iter().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        let mut places: FxHashMap<Hints, u16> = FxHashMap::default();
        for (word, hints) in words {
            glance.known[word.index()] = *places.entry(hints).or_insert_with(|| {
                glance.distinct.push(hints);
                (glance.distinct.len() - 1) as u16
            });
        }
        glance
    }

    /// The hints of a word and its base form; `written` is asked for where no dictionary has it.
    pub(super) fn of<'w>(&self, lexicon: &Lexicon, word: Word, written: impl FnOnce() -> &'w str) -> Hints {
        if word == Word::UNKNOWN {
            return match self.unknown.is_empty() {
                true => Hints::default(),
                false => self.unknown.get(&written().to_lowercase()).copied().unwrap_or_default(),
            };
        }
        let mut hints = self.distinct[usize::from(self.known[word.index()])];
        hints |= self.distinct[usize::from(self.known[lexicon.base(word).index()])];
        hints
    }

    /// The hints of a mention of this kind.
    pub(super) fn of_kind(&self, kind: Kind) -> Hints {
        let [(_, goods), (_, percent), (_, place)] = self.kinds;
        let company = match kind {
            Kind::Commodity => goods,
            Kind::Percent => percent,
            Kind::Country | Kind::Place => place,
            _ => 0,
        };
        Hints { company, ..Hints::default() }
    }
}
