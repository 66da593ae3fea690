//! The words of a sentence → whether it may claim, so that most sentences are passed over at a glance.
//!
//! A glance may err on one side alone: what it passes over can hold no claim. A phrase of a rule is known by one of its
//! words; its other words and its company must stand in the sentence too, wherever they do.

mod making;
mod set;

pub use set::{Frames, Places};

use super::Rules;
use super::trigger::{Does, Trigger};
use crate::lexicon::{Kind, Lexicon, Word};
use crate::text::{Sentence, Text, Token, TokenKind};
use making::Making;
use rustc_hash::FxHashMap;
use set::{Bits, Company};
use std::ops::Range;
use std::rc::Rc;

/// What the words of a sentence may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glimpse {
    /// State one of these frames.
    pub states: Frames,
    /// State one of these frames, if the story has spoken of it.
    pub states_again: Frames,
    /// State one of these frames as verbs, whether or not the story has spoken of it.
    pub tells: Frames,
    /// The words by which those phrases are known that state a frame as nouns, with what they need in the sentence.
    pub stating: Places,
    /// The same of those that state one as verbs.
    pub telling: Places,
    /// Point back at a measure: "it", "the measure".
    pub points_back: bool,
    /// Begin a shape that states a frame.
    pub opens_shape: bool,
    /// Be company: the lists of which a word or a kind of mention is there.
    company: Company,
}

impl Glimpse {
    /// Of a sentence in which anything may stand.
    pub const ANYTHING: Glimpse = Glimpse {
        states: Frames::ALL,
        states_again: Frames::ALL,
        tells: Frames::ALL,
        stating: Places::ALL,
        telling: Places::ALL,
        points_back: true,
        opens_shape: true,
        company: Company::ALL,
    };

    /// The frames that the words may state, whether or not the story has spoken of them.
    pub fn frames(self) -> Frames {
        self.states | self.states_again
    }

    /// Without the frames that the words may state only if the story has spoken of them, where it has not.
    pub fn of_known(self, known: Frames) -> Glimpse {
        Glimpse { states_again: self.states_again & known, ..self }
    }

    fn add(&mut self, does: Does, frame: Frames, place: Places) {
        match does {
            Does::Tell | Does::TellAgain => {
                self.tells = self.tells | frame;
                self.telling.add(place);
            }
            Does::State | Does::StateAgain => self.stating.add(place),
            Does::PointBack | Does::OpenShape => {}
        }
        match does {
            Does::State | Does::Tell => self.states = self.states | frame,
            Does::StateAgain | Does::TellAgain => self.states_again = self.states_again | frame,
            Does::PointBack => self.points_back = true,
            Does::OpenShape => self.opens_shape = true,
        }
    }
}

/// The pronouns that can stand for a measure, and the words that tell one once more ("followed suit").
const POINTING: &[&str] = &["they", "it", "them", "those", "these", "this", "suit", "similar", "same", "followed"];

/// What every word and kind of mention does.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// By the number of the word, the place in `distinct` of what it or its base form does.
    known: Vec<u16>,
    /// A bit for each word that does something: small enough to be asked of every word of a text.
    marked: Vec<u64>,
    distinct: Vec<Doing>,
    /// The sets of lists of what they do, which many share.
    companies: Vec<Company>,
    /// Words that no dictionary has, in lower case: their numbers go on behind those of the dictionaries.
    unknown: FxHashMap<String, usize>,
    /// By the number of the kind, the lists that it stands in.
    kinds: [Company; Kind::COUNT],
    /// The lists in which a bare number is company.
    numbers: Company,
    /// By frame and verb, the lists of which the verb needs company.
    verbs: Vec<Vec<Company>>,
    /// Whether a shape may begin with any word.
    pub(super) has_open_shapes: bool,
}

/// What one word does, in a line of the cache.
#[derive(Debug, Default)]
struct Doing {
    /// The bits of the words of phrases that it stands for; words share bits.
    bits: Bits,
    /// The numbers that it stands for where it is another word of a phrase than the one that the phrase is known by.
    others: Box<[usize]>,
    /// The phrases that are known by it.
    triggers: Box<[Needs]>,
    /// The place in `companies` of the lists that it stands in.
    company: u16,
    /// The place of the lists of which all of its phrases need company.
    wanted: u16,
    /// What they do, a bit for each.
    does: u8,
}

/// What a phrase needs beside the word it is known by.
#[derive(Debug)]
struct Needs {
    /// The bits of the others.
    bits: Bits,
    /// The frame that it states.
    frame: Frames,
    others: Box<[usize]>,
    /// The place in `companies` of the lists that it needs.
    company: u16,
    does: Does,
}

impl Glance {
    pub(super) fn new(rules: &Rules, lexicon: &Lexicon) -> Glance {
        let mut making = Making::new(lexicon, &rules.context);
        for (index, frame) in rules.frames.iter().enumerate() {
            frame.triggers().iter().for_each(|trigger| making.add(trigger, Frames::of(index)));
        }
        let measures = rules.context.points_back().measure.words();
        for phrase in POINTING.iter().copied().chain(measures) {
            let trigger = Trigger { does: Does::PointBack, phrase, known_by: 0, company: Rc::new([]) };
            making.add(&trigger, Frames::default());
        }
        let has_open_shapes = rules.frames.iter().any(|frame| frame.shapes.openings().is_none());
        let verbs = rules.frames.iter().map(|frame| making.needed(&frame.verbs)).collect();
        Glance { verbs, has_open_shapes, ..making.finish() }
    }

    /// Whether a sentence of which this was seen has the company that a verb of a frame needs.
    pub(super) fn has_company(&self, seen: Glimpse, frame: usize, verb: usize) -> bool {
        seen.company.covers(&self.verbs[frame][verb])
    }

    /// What the words of a sentence do; `words` are the text's, `named` the kinds and tokens of the
    /// mentions in the sentence.
    pub(super) fn of(
        &self,
        text: &Text<'_>,
        words: &[Word],
        sentence: &Sentence,
        named: impl Iterator<Item = (Kind, Range<usize>)>,
    ) -> Glimpse {
        let mut company = Company::default();
        let is_number = |token: &Token| usize::from(token.kind == TokenKind::Number);
        let mut dated = 0;
        for (kind, tokens) in named {
            company.add(&self.kinds[kind as usize]);
            // "March 24": the number of a day counts nothing.
            if kind == Kind::Date {
                dated += text.tokens[tokens].iter().map(is_number).sum::<usize>();
            }
        }
        let tokens = &text.tokens[sentence.tokens.clone()];
        // Which words do something cannot be foreseen: each is written down, and kept where it does, without a branch.
        let (mut marked, mut count, mut numbers) = (vec![(0, 0); tokens.len()], 0, 0);
        for (place, (token, &word)) in tokens.iter().zip(&words[sentence.tokens.clone()]).enumerate() {
            marked[count] = (place, self.own(word, || token.span.of(text.source)));
            count += usize::from(self.is_marked(marked[count].1));
            numbers += is_number(token);
        }
        if numbers > dated {
            company.add(&self.numbers);
        }
        let marked: Vec<(usize, &Doing)> =
            marked[..count].iter().map(|&(place, word)| (place, self.known(word))).collect();
        let mut bits = 0;
        for (_, doing) in &marked {
            company.add(self.company(doing.company));
            bits |= doing.bits;
        }
        let stands = |word: &usize| marked.iter().any(|(_, doing)| doing.others.contains(word));
        let mut glimpse = Glimpse { company, ..Glimpse::default() };
        for &(place, doing) in marked.iter().filter(|(_, doing)| company.covers(self.company(doing.wanted))) {
            for needs in &*doing.triggers {
                let may_stand = needs.bits & !bits == 0 && company.covers(self.company(needs.company));
                if may_stand && needs.others.iter().all(stands) {
                    glimpse.add(needs.does, needs.frame, Places::of(place));
                }
            }
        }
        glimpse
    }

    /// Whether a phrase that is known by the word does one of what the bits ask for, whatever else it needs.
    pub(super) fn may_do(&self, word: Word, written: &str, asked: u8) -> bool {
        let word = self.own(word, || written);
        self.is_marked(word) && self.known(word).does & asked > 0
    }

    /// The number of a word.
    fn own<'w>(&self, word: Word, written: impl Fn() -> &'w str) -> usize {
        if word == Word::UNKNOWN { self.unknown(written()) } else { word.index() }
    }

    /// Whether the word with a number does something.
    fn is_marked(&self, word: usize) -> bool {
        self.marked[word / 64] >> (word % 64) & 1 > 0
    }

    /// What it does.
    fn known(&self, word: usize) -> &Doing {
        &self.distinct[usize::from(self.known[word])]
    }

    /// The set of lists at a place.
    fn company(&self, place: u16) -> &Company {
        &self.companies[usize::from(place)]
    }

    /// The number of a word that no dictionary has; 0 where no rule has it either.
    fn unknown(&self, written: &str) -> usize {
        match written.starts_with(char::is_alphabetic) && !self.unknown.is_empty() {
            true => self.unknown.get(&*written.to_lowercase()).copied().unwrap_or_default(),
            false => 0,
        }
    }
}
