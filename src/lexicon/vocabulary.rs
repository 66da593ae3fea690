//! A word as written → its number, and what the tables say of it.
//!
//! A word is looked up once; from there on it is a number. The embedded words stand in the block; those of a user's
//! tables are numbered behind them and come first.

use super::block::{Block, List, Slots, Sought, is_spelled, mark};
use super::tables::{Classes, NUMBERS, NumberWord, ORGANISATIONS, OrganisationWord, TITLES, TitleKind, WordRow};
use super::time::{TIMES, TimeWord};
use crate::text::{Capital, Text, Token};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A word that is looked up: its number; words that no table has are all the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(u32);

impl Word {
    /// A word that no table has.
    pub const UNKNOWN: Word = Word(0);

    /// Its number, for tables over all words.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The longest word that is looked up, in bytes: no table has a longer one.
const LONGEST: usize = 64;

/// All words.
#[derive(Debug)]
pub(super) struct Vocabulary {
    block: Block,
    /// The most frequent words of the block, and all others.
    frequent: Slots,
    rare: Slots,
    /// How many embedded words there are.
    embedded: usize,
    own: FxHashMap<Box<str>, Word>,
    rows: Vec<(Box<str>, WordRow)>,
    /// The words of one byte, by that byte: signs and single letters are every sixth word of a text.
    single: [Word; 128],
    /// By the number of the word, whether there is anything to read of it:
    /// most have little, and all flags fit the cache.
    flags: Vec<u16>,
}

/// The word alone is a name.
const IS_NAME: u16 = 1 << 0;
/// The word opens a longer name.
const OPENS_NAME: u16 = 1 << 1;
/// The word stands in a name behind another.
const CONTINUES_NAME: u16 = 1 << 2;
/// A table says something of the word beside its classes.
const MARKED: u16 = 1 << 3;
/// The word is a number's.
const NUMBER: u16 = 1 << 4;
/// Where the place among the words of time stands, counted from 1: the rest.
const TIME: u32 = 5;

impl Vocabulary {
    /// The embedded words with a user's laid over them, or with nothing known of those that the user does not have.
    pub(super) fn new(block: Block, mut own: BTreeMap<String, WordRow>, alone: bool) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            block,
            frequent: block.slots(List::Frequent),
            rare: block.slots(List::Slots),
            embedded: block.len(List::Words),
            own: FxHashMap::default(),
            rows: Vec::new(),
            single: [Word::UNKNOWN; 128],
            flags: (0..block.len(List::Words)).map(|word| flags(block, word)).collect(),
        };
        for branch in block.range(List::Nodes, 0, 0).end..block.len(List::Branches) {
            vocabulary.flags[block.number(List::Branches, branch, 0) as usize] |= CONTINUES_NAME;
        }
        for (place, (word, _)) in (1..).zip(TIMES) {
            let word = vocabulary.embedded(word).index();
            vocabulary.flags[word] |= place << TIME;
        }
        if alone {
            let embedded = (1..vocabulary.embedded).map(|word| block.text(List::Words, word, 0));
            embedded.for_each(|word| _ = own.entry(word.to_owned()).or_default());
        }
        for (word, row) in own {
            let index = Word((vocabulary.embedded + vocabulary.rows.len()) as u32);
            let row = if alone { row } else { vocabulary.over(vocabulary.embedded(&word), row) };
            vocabulary.own.insert(word.as_str().into(), index);
            let flags = vocabulary.flags[vocabulary.embedded(&word).index()] & !NUMBER;
            vocabulary.flags.push(flags | MARKED | if row.number.is_some() { NUMBER } else { 0 });
            vocabulary.rows.push((word.into(), row));
        }
        vocabulary.single = std::array::from_fn(|byte| vocabulary.find(char::from(byte as u8).encode_utf8(&mut [0])));
        vocabulary
    }

    /// How many words there are, the unknown one among them.
    pub(super) fn len(&self) -> usize {
        self.embedded + self.rows.len()
    }

    /// All words in the order of their numbers.
    pub(super) fn all(&self) -> impl Iterator<Item = Word> {
        (0..self.len() as u32).map(Word)
    }

    /// The number of a word, however it is capitalised.
    pub(super) fn look_up(&self, word: &str) -> Word {
        if let [byte @ ..0x80] = *word.as_bytes() {
            return self.single[usize::from(byte)];
        }
        if word.len() > LONGEST {
            return Word::UNKNOWN;
        }
        // Nearly every word is in the tables, or is ASCII: only the others are spelled anew.
        match self.find(word) {
            Word::UNKNOWN if !word.is_ascii() => self.find(&word.to_lowercase()),
            found => found,
        }
    }

    /// The words of a text, one for each of its tokens.
    pub(super) fn of_text(&self, text: &Text<'_>) -> Vec<Word> {
        if !self.own.is_empty() {
            return (0..text.tokens.len()).map(|at| self.look_up(text.word(at))).collect();
        }
        let letters = |token: &Token| &text.source.as_bytes()[token.span.range()];
        let mut far = Vec::with_capacity(text.tokens.len());
        let near = text.tokens.iter().enumerate().map(|(at, token)| match letters(token) {
            [byte @ ..0x80] => self.single[usize::from(*byte)],
            word => self.near(word).unwrap_or_else(|sought| {
                far.push((at, sought));
                Word::UNKNOWN
            }),
        });
        let mut words: Vec<Word> = near.collect();
        self.fetch(far.iter().map(|(_, sought)| *sought));
        for (at, sought) in far {
            words[at] = match self.sought(self.rare, letters(&text.tokens[at]), sought) {
                Word::UNKNOWN if !text.word(at).is_ascii() => self.look_up(text.word(at)),
                found => found,
            };
        }
        words
    }

    /// Touches what the search for some words will read, so that the cache misses overlap.
    fn fetch(&self, words: impl Iterator<Item = Sought>) {
        let guessed: Vec<u32> = words.map(|sought| self.rare.guess(sought)).collect();
        let spelled = |word: u32| [0, 3].map(|field| self.block.number(List::Words, word as usize, field));
        let spelled: Vec<[u32; 2]> = guessed.into_iter().map(spelled).collect();
        let letters = spelled.into_iter().flatten().filter_map(|piece| self.block.bytes(piece).first());
        std::hint::black_box(letters.fold(0, |all, letter| all ^ letter));
    }

    /// The number of a word; letters beyond ASCII are found in lower case alone.
    #[inline]
    fn find(&self, word: &str) -> Word {
        if !self.own.is_empty()
            && let Some(&own) = self.own.get(&*word.to_ascii_lowercase())
        {
            return own;
        }
        self.embedded(word)
    }

    /// The number of an embedded word, whether a user's is laid over it or not.
    fn embedded(&self, word: &str) -> Word {
        let word = word.as_bytes();
        self.near(word).unwrap_or_else(|sought| self.sought(self.rare, word, sought))
    }

    /// The number of an embedded word as far as the table of the frequent ones tells it,
    /// or how to seek it in the other.
    #[inline]
    fn near(&self, word: &[u8]) -> Result<Word, Sought> {
        if word.len() > LONGEST {
            return Ok(Word::UNKNOWN);
        }
        let sought = Sought::new(word);
        match self.sought(self.frequent, word, sought) {
            Word::UNKNOWN if !word.first().is_some_and(u8::is_ascii_digit) => Err(sought),
            found => Ok(found),
        }
    }

    #[inline]
    fn sought(&self, table: Slots, word: &[u8], sought: Sought) -> Word {
        let spelling = |known: u32| self.block.bytes(self.block.number(List::Words, known as usize, 0));
        Word(table.find(sought, |known| is_spelled(word, || spelling(known))))
    }

    /// The row of a user's word, or the number of an embedded one.
    fn row(&self, word: Word) -> Result<usize, &(Box<str>, WordRow)> {
        match word.index().checked_sub(self.embedded) {
            Some(own) => Err(&self.rows[own]),
            None => Ok(word.index()),
        }
    }

    /// The word in lower case; nothing of an unknown one.
    pub(super) fn spelling(&self, word: Word) -> &str {
        match self.row(word) {
            Ok(word) => self.block.text(List::Words, word, 0),
            Err((spelling, _)) => spelling,
        }
    }

    /// Whether a name may begin with the first of some words.
    pub(super) fn begin_name(&self, words: &[Word]) -> bool {
        let is = |at: usize, flag: u16| words.get(at).is_some_and(|word| self.flags[word.index()] & flag > 0);
        is(0, IS_NAME) || is(0, OPENS_NAME) && is(1, CONTINUES_NAME)
    }

    /// Whether the word stands in a name behind another.
    pub(super) fn continues_name(&self, word: Word) -> bool {
        self.flags[word.index()] & CONTINUES_NAME > 0
    }

    /// The node of the names' tree to which the word leads; 0 for none.
    pub(super) fn node(&self, word: Word) -> usize {
        match self.row(word) {
            Ok(word) => self.block.number(List::Words, word, 5) as usize,
            Err((spelling, _)) => self.node(self.embedded(spelling)),
        }
    }

    #[inline]
    pub(super) fn classes(&self, word: Word) -> Option<(Classes, &str)> {
        match self.row(word) {
            Ok(word) => {
                let [_, classes, _, base, ..] = self.block.record::<6>(List::Words, word);
                Some((Classes::unpacked(classes)?, self.block.piece(base)))
            }
            Err((_, row)) => row.classes,
        }
    }

    pub(super) fn base(&self, word: Word) -> Word {
        match self.row(word) {
            Ok(word) => Word(self.block.number(List::Words, word, 2)),
            Err((_, row)) => row.classes.map_or(word, |(_, base)| self.look_up(base)),
        }
    }

    fn marks(&self, word: usize) -> u32 {
        if self.flags[word] & MARKED == 0 { 0 } else { self.block.number(List::Words, word, 4) }
    }

    pub(super) fn first_name(&self, word: Word) -> Option<bool> {
        match self.row(word) {
            Ok(word) => {
                let marks = self.marks(word);
                (marks & mark::FIRST_NAME > 0).then_some(marks & mark::ORDINARY_NAME > 0)
            }
            Err((_, row)) => row.first_name,
        }
    }

    pub(super) fn is_leading_surname(&self, word: Word) -> bool {
        self.row(word).map_or_else(|(_, row)| row.surname, |word| self.marks(word) & mark::SURNAME > 0)
    }

    pub(super) fn speaks_of_goods(&self, word: Word) -> bool {
        self.row(word).map_or_else(|(_, row)| row.support, |word| self.marks(word) & mark::SUPPORT > 0)
    }

    pub(super) fn qualifies_goods(&self, word: Word) -> bool {
        self.row(word).map_or_else(|(_, row)| row.quality, |word| self.marks(word) & mark::QUALITY > 0)
    }

    pub(super) fn title(&self, word: Word) -> Option<TitleKind> {
        self.row(word).map_or_else(|(_, row)| row.title, |word| kind(TITLES, self.marks(word) >> mark::TITLE & 0b111))
    }

    pub(super) fn organisation(&self, word: Word, capital: Capital) -> Option<OrganisationWord> {
        self.row(word).map_or_else(
            |(_, row)| row.organisation[capital as usize],
            |word| {
                let place = mark::ORGANISATION + mark::ORGANISATION_BITS * capital as u32;
                kind(ORGANISATIONS, self.marks(word) >> place & !(!0 << mark::ORGANISATION_BITS))
            },
        )
    }

    pub(super) fn time(&self, word: Word) -> Option<TimeWord> {
        kind(TIMES, (self.flags[word.index()] >> TIME).into())
    }

    pub(super) fn is_of_time(&self, word: Word) -> bool {
        self.flags[word.index()] >> TIME > 0
    }

    pub(super) fn is_number(&self, word: Word) -> bool {
        self.flags[word.index()] & NUMBER > 0
    }

    pub(super) fn number(&self, word: Word) -> Option<NumberWord> {
        match self.row(word) {
            Ok(word) => {
                let record = (self.marks(word) >> mark::NUMBER).checked_sub(1)? as usize;
                let field = |field| self.block.number(List::Numbers, record, field);
                let thousandths = (u64::from(field(1)) << 32 | u64::from(field(0))) as i64;
                Some(NumberWord { thousandths, kind: NUMBERS[field(2) as usize].1 })
            }
            Err((_, row)) => row.number,
        }
    }

    /// What a user's row says of a word, and of what it leaves out what is known of the word already.
    fn over(&self, known: Word, row: WordRow) -> WordRow {
        let known_base = self.classes(known).map(|(classes, base)| (classes, &*base.to_owned().leak()));
        let organisation = [Capital::None, Capital::First, Capital::All]
            .map(|capital| row.organisation[capital as usize].or(self.organisation(known, capital)));
        WordRow {
            classes: row.classes.or(known_base),
            first_name: row.first_name.or(self.first_name(known)),
            title: row.title.or(self.title(known)),
            number: row.number.or(self.number(known)),
            organisation,
            surname: row.surname || self.is_leading_surname(known),
            support: row.support || self.speaks_of_goods(known),
            quality: row.quality || self.qualifies_goods(known),
        }
    }
}

fn flags(block: Block, word: usize) -> u16 {
    let [.., marks, node] = block.record::<6>(List::Words, word);
    let leads_to = |field| node > 0 && !block.range(List::Nodes, node as usize, field).is_empty();
    let is_number = marks >> mark::NUMBER > 0;
    let flags = [(leads_to(1), IS_NAME), (leads_to(0), OPENS_NAME), (marks > 0, MARKED), (is_number, NUMBER)];
    flags.iter().filter(|(is_set, _)| *is_set).fold(0, |flags, (_, flag)| flags | flag)
}

/// The kind with a number that counts from 1; 0 is none.
fn kind<T: Copy>(known: &[(&str, T)], number: u32) -> Option<T> {
    known.get((number as usize).checked_sub(1)?).map(|(_, kind)| *kind)
}
