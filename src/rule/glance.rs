//! The words of a sentence → whether it may claim, so that most sentences are passed over at a glance.
//!
//! A glance may err on one side alone: what it passes over can hold no claim. A phrase of a rule is known by one of its
//! words; its other words and its company must stand in the sentence too, wherever they do.

use super::Rules;
use super::frame::VerbTrigger;
use super::trigger::{Does, Trigger};
use crate::lexicon::{Kind, Lexicon, Word};
use crate::text::{Sentence, Text, TokenKind};
use rustc_hash::FxHashMap;

/// A set of frames, a bit for each by its index; more frames than bits share them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u64);

impl Frames {
    pub(super) fn of(index: usize) -> Frames {
        Frames(1 << (index as u32 % u64::BITS))
    }

    /// Whether the frame with this index may be among them.
    pub fn has(self, index: usize) -> bool {
        self.0 & Frames::of(index).0 > 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::ops::BitOr for Frames {
    type Output = Frames;

    fn bitor(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

impl std::ops::BitAnd for Frames {
    type Output = Frames;

    fn bitand(self, other: Frames) -> Frames {
        Frames(self.0 & other.0)
    }
}

/// What the words of a sentence may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glimpse {
    /// State one of these frames.
    pub states: Frames,
    /// State one of these frames, if the story has spoken of it.
    pub states_again: Frames,
    /// State one of these frames as verbs, whether or not the story has spoken of it.
    pub tells: Frames,
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
        states: Frames(!0),
        states_again: Frames(!0),
        tells: Frames(!0),
        points_back: true,
        opens_shape: true,
        company: !0,
    };

    /// The frames that the words may state, whether or not the story has spoken of them.
    pub fn frames(self) -> Frames {
        self.states | self.states_again
    }

    fn add(&mut self, does: Does, frame: Frames) {
        if matches!(does, Does::Tell | Does::TellAgain) {
            self.tells = self.tells | frame;
        }
        match does {
            Does::State | Does::Tell => self.states = self.states | frame,
            Does::StateAgain | Does::TellAgain => self.states_again = self.states_again | frame,
            Does::PointBack => self.points_back = true,
            Does::OpenShape => self.opens_shape = true,
        }
    }
}

/// The pronouns that can stand for a measure.
const PRONOUNS: &[&str] = &["they", "it", "them", "those", "these", "this"];

/// The kinds of mention that rule files speak of as company.
const KINDS: &[(&str, &[Kind])] = &[
    ("goods", &[Kind::Commodity]),
    ("origin", &[Kind::Country]),
    ("percent", &[Kind::Percent]),
    ("amount", &[Kind::Money, Kind::Quantity]),
    ("money", &[Kind::Money]),
    ("place", &[Kind::Country, Kind::Place]),
    ("country", &[Kind::Country]),
];

/// A list of company, a bit each; more lists than bits share them.
type Company = u128;

/// What every word and kind of mention does.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// By the number of the word, the place in `distinct` of what it or its base form does.
    known: Vec<u16>,
    /// A bit for each word that does something: small enough to be asked of every word of a text.
    marked: Vec<u64>,
    distinct: Vec<Doing>,
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

/// What one word does.
#[derive(Clone, Debug, Default)]
struct Doing {
    /// The lists that it stands in.
    company: Company,
    /// The numbers that it stands for where it is another word of a phrase than the one that the phrase is known by.
    others: Vec<usize>,
    /// Their bits; words share bits.
    bits: Company,
    /// The phrases that are known by it.
    triggers: Vec<Needs>,
    /// The lists of which all of them need company.
    wanted: Company,
    /// What they do, a bit for each.
    does: u8,
}

/// What a phrase needs beside the word it is known by.
#[derive(Clone, Debug)]
struct Needs {
    does: Does,
    /// The frame that it states.
    frame: Frames,
    others: Box<[usize]>,
    /// The bits of the others.
    bits: Company,
    company: Company,
}

impl Glance {
    pub(super) fn new(rules: &Rules, lexicon: &Lexicon) -> Glance {
        let mut making = Making::new(lexicon);
        for (index, frame) in rules.frames.iter().enumerate() {
            frame.triggers().iter().for_each(|trigger| making.add(trigger, Frames::of(index)));
        }
        let measures = rules.context.points_back().measure.words();
        for phrase in PRONOUNS.iter().copied().chain(measures) {
            let trigger = Trigger { does: Does::PointBack, phrase, known_by: 0, company: Vec::new() };
            making.add(&trigger, Frames::default());
        }
        let has_open_shapes = rules.frames.iter().any(|frame| frame.shapes.openings().is_none());
        let verbs = rules.frames.iter().map(|frame| making.needed(&frame.verbs)).collect();
        Glance { verbs, has_open_shapes, ..making.finish() }
    }

    /// Whether a sentence of which this was seen has the company that a verb of a frame needs.
    pub(super) fn has_company(&self, seen: Glimpse, frame: usize, verb: usize) -> bool {
        self.verbs[frame][verb] & !seen.company == 0
    }

    /// What the words of a sentence do; `words` are the text's, `kinds` those of the mentions in the sentence.
    pub(super) fn of(
        &self,
        text: &Text<'_>,
        words: &[Word],
        sentence: &Sentence,
        kinds: impl Iterator<Item = Kind>,
    ) -> Glimpse {
        let mut company = kinds.fold(0, |company, kind| company | self.kinds[kind as usize]);
        let tokens = &text.tokens[sentence.tokens.clone()];
        // Which words do something cannot be foreseen: each is written down, and kept where it does, without a branch.
        let (mut marked, mut count) = (vec![0; tokens.len()], 0);
        for (token, &word) in tokens.iter().zip(&words[sentence.tokens.clone()]) {
            marked[count] = self.own(word, || token.span.of(text.source));
            count += usize::from(self.is_marked(marked[count]));
            company |= if token.kind == TokenKind::Number { self.numbers } else { 0 };
        }
        let marked: Vec<&Doing> = marked[..count].iter().map(|&word| self.known(word)).collect();
        let mut bits = 0;
        for doing in &marked {
            company |= doing.company;
            bits |= doing.bits;
        }
        let stands = |word: &usize| marked.iter().any(|doing| doing.others.contains(word));
        let mut glimpse = Glimpse { company, ..Glimpse::default() };
        let able = marked.iter().filter(|doing| doing.wanted & !company == 0);
        for needs in able.flat_map(|doing| &doing.triggers) {
            let may_stand = needs.company & !company == 0 && needs.bits & !bits == 0;
            if may_stand && needs.others.iter().all(stands) {
                glimpse.add(needs.does, needs.frame);
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

    /// The number of a word that no dictionary has; 0 where no rule has it either.
    fn unknown(&self, written: &str) -> usize {
        match written.starts_with(char::is_alphabetic) && !self.unknown.is_empty() {
            true => self.unknown.get(&*written.to_lowercase()).copied().unwrap_or_default(),
            false => 0,
        }
    }
}

/// A glance in the making.
struct Making<'f, 'l> {
    lexicon: &'l Lexicon,
    unknown: FxHashMap<String, usize>,
    doing: FxHashMap<usize, Doing>,
    lists: FxHashMap<Vec<&'f str>, Company>,
    kinds: [Company; Kind::COUNT],
    numbers: Company,
}

impl<'f, 'l> Making<'f, 'l> {
    fn new(lexicon: &'l Lexicon) -> Making<'f, 'l> {
        Making {
            lexicon,
            unknown: FxHashMap::default(),
            doing: FxHashMap::default(),
            lists: FxHashMap::default(),
            kinds: [0; Kind::COUNT],
            numbers: 0,
        }
    }

    fn add(&mut self, trigger: &Trigger<'f>, frame: Frames) {
        // A compound is several words to the text.
        let words: Vec<&str> = trigger.phrase.split([' ', '-']).collect();
        let before = trigger.phrase.split(' ').take(trigger.known_by + 1).map(|word| word.split('-').count());
        let known_by = before.sum::<usize>() - 1;
        let others = (0..words.len()).filter(|&at| at != known_by);
        let others: Box<[usize]> = others.map(|at| self.number(words[at])).collect();
        let bits = others.iter().fold(0, |bits, &other| {
            let doing = self.doing.entry(other).or_default();
            (doing.others, doing.bits) = (vec![other], 1 << (other as u32 % Company::BITS));
            bits | doing.bits
        });
        let company = self.lists(&trigger.company);
        let needs = Needs { does: trigger.does, frame, others, bits, company };
        for number in self.forms(words[known_by]) {
            let doing = self.doing.entry(number).or_default();
            doing.does |= needs.does.bit();
            // What several frames share is asked once.
            let same = |known: &&mut Needs| {
                (known.does, &known.others, known.company) == (needs.does, &needs.others, needs.company)
            };
            match doing.triggers.iter_mut().find(same) {
                Some(known) => known.frame = known.frame | needs.frame,
                None => doing.triggers.push(needs.clone()),
            }
        }
    }

    /// The number of a word, which is new where no dictionary has it.
    fn number(&mut self, word: &str) -> usize {
        match self.lexicon.word(word) {
            Word::UNKNOWN => {
                let next = self.lexicon.size() + self.unknown.len();
                *self.unknown.entry(word.to_lowercase()).or_insert(next)
            }
            known => known.index(),
        }
    }

    /// The numbers of a word and of its plural.
    fn forms(&mut self, word: &str) -> [usize; 2] {
        [self.number(word), self.number(&format!("{word}s"))]
    }

    /// Of each verb, the bits of the lists of which it needs company.
    fn needed(&mut self, verbs: &'f [VerbTrigger]) -> Vec<Company> {
        verbs.iter().map(|verb| self.lists(&verb.company())).collect()
    }

    /// The bits of lists of words and kinds.
    fn lists(&mut self, lists: &[Vec<&'f str>]) -> Company {
        lists.iter().fold(0, |company, list| company | self.list(list))
    }

    /// The bit of a list of words and kinds.
    fn list(&mut self, list: &[&'f str]) -> Company {
        let next = 1 << (self.lists.len() as u32 % Company::BITS);
        if let Some(&known) = self.lists.get(list) {
            return known;
        }
        self.lists.insert(list.to_vec(), next);
        for word in list {
            for number in self.forms(word.rsplit([' ', '-']).next().unwrap_or(word)) {
                self.doing.entry(number).or_default().company |= next;
            }
            if let Some((_, kinds)) = KINDS.iter().find(|(name, _)| name == word) {
                kinds.iter().for_each(|&kind| self.kinds[kind as usize] |= next);
                self.numbers |= if *word == "amount" { next } else { 0 };
            }
        }
        next
    }

    fn finish(self) -> Glance {
        let mut known = vec![0; self.lexicon.size() + self.unknown.len()];
        let mut distinct = vec![Doing::default()];
        let mut words: Vec<(usize, Doing)> = self.doing.into_iter().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        for (word, doing) in words {
            known[word] = distinct.len() as u16;
            distinct.push(doing);
        }
        // What a base form does its other forms do as well.
        let own = known.clone();
        for (word, base) in self.lexicon.bases() {
            let (word, base) = (word.index(), usize::from(own[base.index()]));
            match usize::from(own[word]) {
                same if base == 0 || same == base => {}
                0 => known[word] = base as u16,
                both => {
                    let base = distinct[base].clone();
                    distinct[both].company |= base.company;
                    distinct[both].others.extend(base.others);
                    distinct[both].bits |= base.bits;
                    distinct[both].triggers.extend(base.triggers);
                    distinct[both].does |= base.does;
                }
            }
        }
        for doing in &mut distinct {
            doing.wanted = doing.triggers.iter().fold(!0, |wanted, needs| wanted & needs.company);
        }
        let mut marked = vec![0; known.len().div_ceil(64)];
        for (word, _) in known.iter().enumerate().filter(|(_, known)| **known > 0) {
            marked[word / 64] |= 1 << (word % 64);
        }
        let Making { unknown, kinds, numbers, .. } = self;
        Glance { known, marked, distinct, unknown, kinds, numbers, ..Glance::default() }
    }
}
