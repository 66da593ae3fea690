//! The classes that a word can have.

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

/// In the order of the classes.
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

/// Where the most frequent class stands in a packed number, behind the set of all.
const FIRST: u32 = 24;

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

    /// The classes that a number stands for; nothing of 0.
    pub(in super::super) fn unpacked(packed: u32) -> Option<Classes> {
        let (_, first) = LETTERS.get((packed >> FIRST) as usize)?;
        (packed != 0).then_some(Classes { first: *first, set: packed & ((1 << FIRST) - 1) })
    }

    /// The classes that letters stand for, the most frequent first, or the first letter that stands for none.
    pub(super) fn read(letters: &str) -> Result<Option<Classes>, char> {
        let mut classes: Option<Classes> = None;
        for letter in letters.chars() {
            let (_, class) = LETTERS.iter().find(|(known, _)| *known as char == letter).ok_or(letter)?;
            classes = Some(classes.map_or(Classes::only(*class), |classes| classes.or(*class)));
        }
        Ok(classes)
    }

    /// Whether it can be of one of these.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }
}

impl From<Classes> for u32 {
    /// The classes as one number, never 0.
    fn from(classes: Classes) -> u32 {
        classes.set | (classes.first as u32) << FIRST
    }
}
