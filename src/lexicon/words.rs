//! words.tsv → what class a word can have.

use super::table::Table;
use crate::error::Fault;
use rustc_hash::FxHashMap;

/// One word class; the letter in `words.tsv` stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// N: noun, singular or mass.
    Noun,
    /// M: noun, plural.
    Plural,
    /// V: verb, base form.
    Base,
    /// Z: verb, third person singular.
    Present,
    /// D: verb, past tense.
    Past,
    /// P: past participle.
    Participle,
    /// G: -ing form.
    Gerund,
    /// J: adjective.
    Adjective,
    /// R: adverb.
    Adverb,
    /// T: determiner.
    Determiner,
    /// I: preposition.
    Preposition,
    /// C: coordinating conjunction.
    Coordinator,
    /// S: subordinating conjunction.
    Subordinator,
    /// A: auxiliary or modal verb.
    Auxiliary,
    /// O: pronoun.
    Pronoun,
    /// U: number word.
    Number,
    /// W: question or relative word.
    Relative,
    /// X: particle and the like.
    Other,
}

use Class::*;

const LETTERS: &[(u8, Class)] = &[
    (b'N', Noun),
    (b'M', Plural),
    (b'V', Base),
    (b'Z', Present),
    (b'D', Past),
    (b'P', Participle),
    (b'G', Gerund),
    (b'J', Adjective),
    (b'R', Adverb),
    (b'T', Determiner),
    (b'I', Preposition),
    (b'C', Coordinator),
    (b'S', Subordinator),
    (b'A', Auxiliary),
    (b'O', Pronoun),
    (b'U', Number),
    (b'W', Relative),
    (b'X', Other),
];

/// The classes that one word can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classes {
    /// The most frequent.
    pub first: Class,
    set: u32,
}

impl Classes {
    /// A word of one class.
    pub fn only(class: Class) -> Classes {
        Classes { first: class, set: 1 << class as u8 }
    }

    /// The same with one more, less frequent class.
    pub fn or(self, class: Class) -> Classes {
        Classes { first: self.first, set: self.set | 1 << class as u8 }
    }

    /// Whether the word can be of this class.
    pub fn has(self, class: Class) -> bool {
        self.set & (1 << class as u8) != 0
    }

    /// Whether it can be of one of these.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }
}

/// The word-class table.
#[derive(Debug)]
pub(super) struct Words(FxHashMap<&'static str, (Classes, &'static str)>);

impl Words {
    pub(super) fn read(table: &Table, faults: &mut Vec<Fault>) -> Words {
        let mut words = FxHashMap::with_capacity_and_hasher(table.rows.len(), Default::default());
        for row in &table.rows {
            let mut classes: Option<Classes> = None;
            for letter in row.cell(1).bytes() {
                match LETTERS.iter().find(|(known, _)| *known == letter) {
                    Some(&(_, class)) => {
                        classes = Some(classes.map_or(Classes::only(class), |classes| classes.or(class)))
                    }
                    None => faults.push(row.fault(1, format!("unknown class '{}'", letter as char))),
                }
            }
            match classes {
                Some(classes) => {
                    words.insert(row.cell(0), (classes, row.cell(2)));
                }
                None => faults.push(row.fault(1, "a word needs a class".into())),
            }
        }
        Words(words)
    }

    pub(super) fn get(&self, lower: &str) -> Option<(Classes, &'static str)> {
        self.0.get(lower).copied()
    }
}
