//! dictionary tables → words, names and entries with their ids.
//!
//! The embedded tables are compiled into one block when the program is built, so that nothing is read at its start.
//! Tables of a user's folder are laid over it: a row with a known id replaces the built-in one. A table with a fault
//! loads nothing: all faults are reported at once, each with its place.

mod automaton;
mod block;
mod names;
mod tables;
mod time;
mod vocabulary;

pub use tables::{Class, Classes, Entry, Form, Kind, NumberKind, NumberWord, OrganisationWord, Sense, TitleKind};
pub use time::TimeWord;
pub use vocabulary::Word;

use crate::error::{Error, Fault, Result};
use crate::span::Span;
use crate::text::{Capital, Text};
use automaton::Automaton;
use block::{Block, List, Sought};
use names::Names;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use tables::Tables;
use vocabulary::Vocabulary;

/// The embedded tables, compiled by `build.rs`.
static BLOCK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.block"));

/// The embedded tables as JSON: of each file the length and the SHA-256, as `build.rs` read it.
pub const SEALS: &str = include_str!(concat!(env!("OUT_DIR"), "/dictionaries.json"));

/// Everything the dictionaries know, compiled and immutable.
#[derive(Debug)]
pub struct Lexicon {
    block: Block,
    names: Names,
    vocabulary: Vocabulary,
    own: Option<Own>,
}

/// The names of a user's tables.
#[derive(Debug)]
struct Own {
    entries: Vec<Entry>,
    automaton: Automaton,
    by_id: FxHashMap<&'static str, usize>,
    /// The embedded entries that they replace.
    replaced: FxHashSet<u32>,
}

impl Lexicon {
    /// The embedded tables, extended by the tables in `folder` where one is given.
    ///
    /// # Errors
    /// A folder or table that cannot be read, and every fault in a table, with file, line and column.
    pub fn load(folder: Option<&Path>) -> Result<Lexicon> {
        match folder {
            Some(folder) => Lexicon::of_block().with(folder, false),
            None => Ok(Lexicon::of_block()),
        }
    }

    /// The tables of `folder` and no embedded ones, as in another revision.
    ///
    /// # Errors
    /// As of [`Lexicon::load`].
    pub fn load_only(folder: &Path) -> Result<Lexicon> {
        Lexicon::of_block().with(folder, true)
    }

    fn of_block() -> Lexicon {
        let block = Block::open(BLOCK);
        Lexicon {
            block,
            names: Names::new(block),
            vocabulary: Vocabulary::new(block, BTreeMap::new(), false),
            own: None,
        }
    }

    /// The same with a user's tables laid over it, or with their names in place of its own.
    fn with(self, folder: &Path, alone: bool) -> Result<Lexicon> {
        let mut faults = Vec::new();
        let tables = Tables::read(files(folder, &mut faults)?, &mut faults);
        let codes: BTreeSet<&str> = self.countries().collect();
        let (entries, forms) = tables::read_names(&tables, codes, &mut faults);
        let words = tables::read_words(&tables, &mut faults);
        if !faults.is_empty() {
            return Err(Error::faults(faults));
        }
        let replacing: FxHashSet<(&str, &str)> = entries.iter().map(|entry| (entry.table, entry.id)).collect();
        let replaced =
            (0..).zip(self.embedded()).filter(|(_, entry)| alone || replacing.contains(&(entry.table, entry.id)));
        let replaced = replaced.map(|(index, _)| index).collect();
        let mut by_id = FxHashMap::default();
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| is_known_by_id(entry.kind)) {
            by_id.entry(entry.id).or_insert(index);
        }
        let own = Own { automaton: Automaton::new(forms)?, entries, by_id, replaced };
        Ok(Lexicon { vocabulary: Vocabulary::new(self.block, words, alone), own: Some(own), ..self })
    }

    /// The embedded entries, in the order of their numbers.
    fn embedded(&self) -> impl Iterator<Item = Entry> {
        (0..self.block.len(List::Entries)).map(|record| entry(self.block, record))
    }

    /// The codes of all countries.
    pub fn countries(&self) -> impl Iterator<Item = &'static str> {
        let own = self.own.iter().flat_map(|own| own.entries.iter().copied());
        self.embedded().chain(own).filter(|entry| entry.kind == Kind::Country).map(|entry| entry.id)
    }

    /// The code of the country that a whole text names: "Iran", "UK".
    pub fn country_named(&self, name: &str) -> Option<&'static str> {
        let text = Text::new(name);
        let mut code = None;
        self.find(&text, &self.words(&text), |span, _, form| {
            let entry = self.entry(form.entry);
            if entry.kind == Kind::Country && span.len() == name.len() {
                code = Some(entry.id);
            }
        });
        code
    }

    /// The row behind a number that a form names.
    pub fn entry(&self, number: u32) -> Entry {
        let number = number as usize;
        match (number.checked_sub(self.block.len(List::Entries)), &self.own) {
            (Some(index), Some(own)) => own.entries[index],
            _ => entry(self.block, number),
        }
    }

    /// The country, bloc, organisation, person or goods with this id.
    pub fn by_id(&self, id: &str) -> Option<Entry> {
        self.own_by_id(id).or_else(|| Some(entry(self.block, self.embedded_by_id(id)?)))
    }

    /// The table's word for the sort of what has this id, or nothing; all else of its row is left unread.
    pub(crate) fn sort(&self, id: &str) -> &'static str {
        let embedded = || Some(self.block.text(List::Entries, self.embedded_by_id(id)?, 5));
        self.own_by_id(id).map(|entry| entry.sort).or_else(embedded).unwrap_or_default()
    }

    fn own_by_id(&self, id: &str) -> Option<Entry> {
        let own = self.own.as_ref()?;
        own.by_id.get(id).map(|&index| own.entries[index])
    }

    /// The record of the embedded entry with this id.
    fn embedded_by_id(&self, id: &str) -> Option<usize> {
        // Entries are numbered from 1 there.
        let is_it =
            |number: u32| self.block.bytes(self.block.number(List::Entries, number as usize - 1, 3)) == id.as_bytes();
        let number = self.block.slots(List::Ids).find(Sought::new(id.as_bytes()), is_it);
        (number as usize).checked_sub(1)
    }

    /// Every whole-word occurrence of a dictionary form in a text with its tokens, overlapping ones included, in no
    /// stated order; `words` are the text's.
    pub fn find(&self, text: &Text<'_>, words: &[Word], mut found: impl FnMut(Span, Range<usize>, Form)) {
        self.names.find(text, words, &self.vocabulary, |span, tokens, form| {
            if self.own.as_ref().is_none_or(|own| !own.replaced.contains(&form.entry)) {
                found(span, tokens, form);
            }
        });
        if let Some(own) = &self.own {
            let first = self.block.len(List::Entries) as u32;
            own.automaton
                .find(text, |span, tokens, form| found(span, tokens, Form { entry: form.entry + first, ..form }));
        }
    }

    /// The words of a text, one for each of its tokens.
    pub fn words(&self, text: &Text<'_>) -> Vec<Word> {
        self.vocabulary.of_text(text)
    }

    /// A word or phrase, however it is capitalised.
    pub fn word(&self, written: &str) -> Word {
        self.vocabulary.look_up(written)
    }

    /// The word in lower case; nothing of an unknown one.
    pub fn spelling(&self, word: Word) -> &str {
        self.vocabulary.spelling(word)
    }

    /// How many words there are, the unknown one among them.
    pub(crate) fn size(&self) -> usize {
        self.vocabulary.len()
    }

    /// The base form of a word; the word itself where no table gives one.
    pub(crate) fn base(&self, word: Word) -> Word {
        self.vocabulary.base(word)
    }

    /// Every word with its base form, in the order of their numbers.
    pub(crate) fn bases(&self) -> impl Iterator<Item = (Word, Word)> {
        self.vocabulary.all().map(|word| (word, self.base(word)))
    }

    /// The classes that a word can have, most frequent first, and its base form.
    #[inline]
    pub fn classes(&self, word: Word) -> Option<(Classes, &str)> {
        self.vocabulary.classes(word)
    }

    /// The form in one class of the word with this base form: the participle "gone" of "go".
    pub(crate) fn inflected(&self, base: &str, class: Class) -> Option<&str> {
        let base = self.word(base);
        let is_it = |word: Word| self.classes(word).is_some_and(|(classes, _)| classes.has(class));
        let form = self.bases().find(|&(word, of)| of == base && word != Word::UNKNOWN && is_it(word))?;
        Some(self.spelling(form.0))
    }

    /// Whether a capitalised word is a first name, and if so whether it is also an ordinary word.
    pub fn first_name(&self, word: Word) -> Option<bool> {
        self.vocabulary.first_name(word)
    }

    /// What a word or phrase says before or after a name.
    pub fn title(&self, word: Word) -> Option<TitleKind> {
        self.vocabulary.title(word)
    }

    /// What a word, capitalised like this, says of the organisation's name that it stands in.
    pub fn organisation_word(&self, word: Word, capital: Capital) -> Option<OrganisationWord> {
        self.vocabulary.organisation(word, capital)
    }

    /// Whether the name is one of those that stand before the given name ("Xi Jinping").
    pub fn is_leading_surname(&self, word: Word) -> bool {
        self.vocabulary.is_leading_surname(word)
    }

    /// Whether a word near an ambiguous name of goods speaks for goods.
    pub fn speaks_of_goods(&self, word: Word) -> bool {
        self.vocabulary.speaks_of_goods(word)
    }

    /// Whether a word makes other goods of the goods behind it ("frozen").
    pub fn qualifies_goods(&self, word: Word) -> bool {
        self.vocabulary.qualifies_goods(word)
    }

    /// What a word says of time.
    pub fn time(&self, word: Word) -> Option<TimeWord> {
        self.vocabulary.time(word)
    }

    /// Whether a word says anything of time.
    pub(crate) fn is_of_time(&self, word: Word) -> bool {
        self.vocabulary.is_of_time(word)
    }

    /// Whether a word is a number's.
    pub(crate) fn is_number(&self, word: Word) -> bool {
        self.vocabulary.is_number(word)
    }

    /// The value of a number word.
    pub fn number(&self, word: Word) -> Option<NumberWord> {
        self.vocabulary.number(word)
    }
}

fn is_known_by_id(kind: Kind) -> bool {
    kind.is_party() || kind == Kind::Commodity
}

#[inline]
fn entry(block: Block, record: usize) -> Entry {
    let [kind, table, line, id, name, sort, country, detail] = block.record(List::Entries, record);
    Entry {
        kind: Kind::ALL[kind as usize],
        table: tables::TABLES[table as usize].0,
        line,
        id: block.piece(id),
        name: block.piece(name),
        sort: block.piece(sort),
        country: block.piece(country),
        detail: block.piece(detail),
    }
}

/// The tables of a folder: name, stem and text; the text lives as long as the process.
fn files(folder: &Path, faults: &mut Vec<Fault>) -> Result<Vec<(&'static str, String, &'static str)>> {
    let listing = std::fs::read_dir(folder).map_err(|error| Error::file(folder, error))?;
    let mut paths = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(|error| Error::file(folder, error))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    if paths.is_empty() {
        return Err(Error::file(folder, "no table in it: their names end in .tsv"));
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(|error| Error::file(&path, error))?;
        let name = path.display().to_string();
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        match crate::error::text(&name, &bytes) {
            Ok(text) => files.push((&*name.leak(), stem, &*text.leak())),
            Err(fault) => faults.push(fault),
        }
    }
    Ok(files)
}

/// Whether no letter or digit touches the stretch from outside; a sign at its border needs no such care.
fn is_whole(text: &str, span: Span) -> bool {
    let joins = |outside: Option<char>, inside: Option<char>| {
        outside.is_some_and(char::is_alphanumeric) && inside.is_some_and(char::is_alphanumeric)
    };
    let stretch = span.of(text);
    !joins(text[..span.start as usize].chars().next_back(), stretch.chars().next())
        && !joins(text[span.end as usize..].chars().next(), stretch.chars().next_back())
}

/// Whether the text is written as the form allows: exactly, or with a capital wherever a name's word has one.
fn agrees(form: &Form, written: &str) -> bool {
    if form.text == written {
        return true;
    }
    let mut seen = written.chars().filter(|letter| !letter.is_whitespace());
    let known = form.text.chars();
    if form.exact {
        return known.filter(|letter| !letter.is_whitespace()).eq(seen);
    }
    let mut starts_word = true;
    for known in known {
        if known.is_whitespace() {
            starts_word = true;
            continue;
        }
        let Some(seen) = seen.next() else { break };
        if starts_word && known.is_uppercase() && !seen.is_uppercase() {
            return false;
        }
        starts_word = !known.is_alphanumeric();
    }
    true
}
