//! Rules → what each word does to a sentence that is glanced at.

use super::set::{Bits, Company, Frames};
use super::{Doing, Glance, Needs};
use crate::lexicon::{Kind, Lexicon, Word};
use crate::rule::context::Context;
use crate::rule::frame::VerbTrigger;
use crate::rule::known::Known;
use crate::rule::points_back::PointsBack;
use crate::rule::trigger::{Does, Trigger};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Parties, and the places that stand for their states.
const PARTIES: &[Kind] = &[Kind::Country, Kind::Person, Kind::Organization, Kind::Place];

/// The kinds of mention that rule files speak of as company, and whether words can stand for them.
const KINDS: &[(&str, &[Kind], bool)] = &[
    ("goods", &[Kind::Commodity, Kind::Quantity], false),
    ("origin", &[Kind::Country], false),
    ("percent", &[Kind::Percent], false),
    ("amount", &[Kind::Money, Kind::Quantity], false),
    ("money", &[Kind::Money], false),
    ("sum", &[Kind::Money], false),
    ("place", &[Kind::Country, Kind::Place], false),
    ("country", &[Kind::Country], false),
    ("person", PARTIES, true),
    ("party", PARTIES, true),
    ("sides", PARTIES, true),
    ("bloc", PARTIES, true),
];

/// The words that stand for parties, beside the nouns that point back at them.
const STANDING_FOR_PARTIES: &[&str] = &[
    "european",
    "he",
    "her",
    "herself",
    "him",
    "himself",
    "his",
    "i",
    "it",
    "its",
    "itself",
    "me",
    "my",
    "our",
    "she",
    "their",
    "them",
    "themselves",
    "they",
    "us",
    "we",
    "whose",
];

/// Every word that may stand for a party that it does not name.
fn standing_for_parties(context: &Context) -> Vec<&str> {
    let PointsBack { country, person, organization, measure: _, both } = context.points_back();
    let nouns = [country, person, organization, both].into_iter().flat_map(Known::words);
    STANDING_FOR_PARTIES.iter().copied().chain(nouns).collect()
}

/// What one word does, as far as rules have been added.
#[derive(Clone, Default)]
struct Made {
    company: Company,
    others: Vec<usize>,
    bits: Bits,
    phrases: Vec<Phrase>,
}

/// A phrase that is known by the word, and what else it needs.
#[derive(Clone)]
struct Phrase {
    does: Does,
    frame: Frames,
    others: Box<[usize]>,
    bits: Bits,
    company: Company,
}

/// A glance in the making.
pub(super) struct Making<'f, 'l> {
    lexicon: &'l Lexicon,
    standing_for_parties: Vec<&'f str>,
    unknown: FxHashMap<String, usize>,
    made: FxHashMap<usize, Made>,
    lists: FxHashMap<Vec<&'f str>, Company>,
    /// The lists that the phrases of a rule share, and their bits.
    shared: Option<(Rc<[Vec<&'f str>]>, Company)>,
    kinds: [Company; Kind::COUNT],
    numbers: Company,
}

impl<'f, 'l> Making<'f, 'l> {
    pub(super) fn new(lexicon: &'l Lexicon, context: &'f Context) -> Making<'f, 'l> {
        Making {
            lexicon,
            standing_for_parties: standing_for_parties(context),
            unknown: FxHashMap::default(),
            made: FxHashMap::default(),
            lists: FxHashMap::default(),
            shared: None,
            kinds: [Company::default(); Kind::COUNT],
            numbers: Company::default(),
        }
    }

    pub(super) fn add(&mut self, trigger: &Trigger<'f>, frame: Frames) {
        // A compound is several words to the text.
        let words: Vec<&str> = trigger.phrase.split([' ', '-']).collect();
        let before = trigger.phrase.split(' ').take(trigger.known_by + 1).map(|word| word.split('-').count());
        let known_by = before.sum::<usize>() - 1;
        let others = (0..words.len()).filter(|&at| at != known_by);
        let others: Box<[usize]> = others.map(|at| self.number(words[at])).collect();
        let bits = others.iter().fold(0, |bits, &other| {
            let made = self.made.entry(other).or_default();
            (made.others, made.bits) = (vec![other], 1 << (other as u32 % Bits::BITS));
            bits | made.bits
        });
        let company = self.shared(&trigger.company);
        let phrase = Phrase { does: trigger.does, frame, others, bits, company };
        for number in self.forms(words[known_by]) {
            let made = self.made.entry(number).or_default();
            // What several frames share is asked once.
            let same = |known: &&mut Phrase| {
                (known.does, &known.others, known.company) == (phrase.does, &phrase.others, phrase.company)
            };
            match made.phrases.iter_mut().find(same) {
                Some(known) => known.frame = known.frame | phrase.frame,
                None => made.phrases.push(phrase.clone()),
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
    pub(super) fn needed(&mut self, verbs: &'f [VerbTrigger]) -> Vec<Company> {
        verbs.iter().map(|verb| self.lists(&verb.company())).collect()
    }

    /// The bits of the lists of a phrase, which mostly are those of the phrase before.
    fn shared(&mut self, lists: &Rc<[Vec<&'f str>]>) -> Company {
        match &self.shared {
            Some((last, company)) if Rc::ptr_eq(last, lists) => *company,
            _ => {
                let company = self.lists(lists);
                self.shared = Some((Rc::clone(lists), company));
                company
            }
        }
    }

    /// The bits of lists of words and kinds.
    fn lists(&mut self, lists: &[Vec<&'f str>]) -> Company {
        let mut company = Company::default();
        lists.iter().for_each(|list| company.add(&self.list(list)));
        company
    }

    /// The bit of a list of words and kinds.
    fn list(&mut self, list: &[&'f str]) -> Company {
        let next = Company::of(self.lists.len());
        if let Some(&known) = self.lists.get(list) {
            return known;
        }
        self.lists.insert(list.to_vec(), next);
        for word in list {
            self.stands_in(word.rsplit([' ', '-']).next().unwrap_or(word), next);
            if let Some((_, kinds, worded)) = KINDS.iter().find(|(name, ..)| name == word) {
                kinds.iter().for_each(|&kind| self.kinds[kind as usize].add(&next));
                if *word == "amount" {
                    self.numbers.add(&next);
                }
                for at in 0..if *worded { self.standing_for_parties.len() } else { 0 } {
                    self.stands_in(self.standing_for_parties[at], next);
                }
            }
        }
        next
    }

    /// Makes a word and its plural stand in a list.
    fn stands_in(&mut self, word: &str, list: Company) {
        for number in self.forms(word) {
            self.made.entry(number).or_default().company.add(&list);
        }
    }

    pub(super) fn finish(self) -> Glance {
        let mut known = vec![0; self.lexicon.size() + self.unknown.len()];
        let mut distinct = vec![Made::default()];
        let mut words: Vec<(usize, Made)> = self.made.into_iter().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        for (word, made) in words {
            known[word] = distinct.len() as u16;
            distinct.push(made);
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
                    distinct[both].company.add(&base.company);
                    distinct[both].others.extend(base.others);
                    distinct[both].bits |= base.bits;
                    distinct[both].phrases.extend(base.phrases);
                }
            }
        }
        let mut companies = Companies::default();
        let distinct = distinct.into_iter().map(|made| made.packed(&mut companies)).collect();
        let mut marked = vec![0; known.len().div_ceil(64)];
        for (word, _) in known.iter().enumerate().filter(|(_, known)| **known > 0) {
            marked[word / 64] |= 1 << (word % 64);
        }
        let Making { unknown, kinds, numbers, .. } = self;
        let companies = companies.distinct;
        Glance { known, marked, distinct, companies, unknown, kinds, numbers, ..Glance::default() }
    }
}

impl Made {
    fn packed(self, companies: &mut Companies) -> Doing {
        let wanted = self.phrases.iter().fold(Company::ALL, |wanted, phrase| wanted.common(&phrase.company));
        let triggers = self.phrases.into_iter().map(|Phrase { does, frame, others, bits, company }| Needs {
            bits,
            frame,
            others,
            company: companies.place(company),
            does,
        });
        let triggers: Box<[Needs]> = triggers.collect();
        Doing {
            bits: self.bits,
            others: self.others.into(),
            does: triggers.iter().fold(0, |does, needs| does | needs.does.bit()),
            triggers,
            company: companies.place(self.company),
            wanted: companies.place(wanted),
        }
    }
}

/// Sets of lists, each once.
#[derive(Default)]
struct Companies {
    distinct: Vec<Company>,
    places: FxHashMap<Company, u16>,
}

impl Companies {
    fn place(&mut self, company: Company) -> u16 {
        *self.places.entry(company).or_insert_with(|| {
            self.distinct.push(company);
            self.distinct.len() as u16 - 1
        })
    }
}
