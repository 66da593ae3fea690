//! Dictionary tables → the block that the program embeds.
//!
//! A fault in a table stops the build, with file, line and column. The modules are the crate's own.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    missing_docs,
    reason = "the crate uses what the build script does not"
)]

#[path = "src/error.rs"]
mod error;
#[path = "src/span.rs"]
mod span;
#[path = "src/text/token.rs"]
mod token;
mod text {
    pub use crate::token::Capital;
}
#[path = "src/lexicon/block.rs"]
mod block;
#[path = "src/lexicon/tables/mod.rs"]
mod tables;
#[path = "src/lexicon/time.rs"]
mod time;

use block::{List, form, mark, piece, slots};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;
use tables::{AllForms, Entry, Kind, Tables, WordRow};

/// Words of news, the most frequent first, as counted over the project's own articles (`corpus/`).
const FREQUENT: &str = include_str!("src/lexicon/frequent.txt");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=dictionaries");
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rerun-if-changed=src/text/token.rs");
    let mut faults = Vec::new();
    let mut files = Vec::new();
    for (name, _) in tables::TABLES {
        let file: &'static str = format!("dictionaries/{name}.tsv").leak();
        let content = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        files.push((file, (*name).to_owned(), &*content.leak()));
    }
    let seals: Vec<String> = files.iter().map(|(file, _, content)| seal(file, content)).collect();
    let tables = Tables::read(files, &mut faults);
    let (entries, forms) = tables::read_names(&tables, BTreeSet::new(), &mut faults);
    let words = tables::read_words(&tables, &mut faults);
    if !faults.is_empty() {
        return Err(format!("{}", error::Error::faults(faults)).into());
    }
    let mut writer = Writer::default();
    writer.number(&words, &forms);
    writer.entries(&entries);
    writer.words(&words);
    writer.names(forms);
    writer.slots();
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("lexicon.block"), writer.finish())?;
    std::fs::write(Path::new(&out).join("dictionaries.json"), format!("{{{}}}", seals.join(",")))?;
    Ok(())
}

/// What a manifest says of a table.
fn seal(file: &str, content: &str) -> String {
    format!("\"{file}\":{{\"bytes\":{},\"sha256\":\"{:x}\"}}", content.len(), Sha256::digest(content))
}

/// The words of a form, in lower case.
fn words_of(form: &str) -> Vec<String> {
    token::find(form).iter().map(|token| token.span.of(form).to_lowercase()).collect()
}

/// A block in the making.
#[derive(Default)]
struct Writer {
    lists: [Vec<u32>; block::LISTS],
    text: String,
    /// The pieces that stand there already.
    pieces: HashMap<String, u32>,
    /// Words by their spelling.
    vocabulary: HashMap<String, u32>,
    /// How many words have a place in the table of the most frequent.
    frequent: usize,
}

/// How many numbers a word has, and which of them is its node.
const WORD: usize = 6;
const NODE: usize = 5;

impl Writer {
    fn list(&mut self, list: List) -> &mut Vec<u32> {
        &mut self.lists[list as usize]
    }

    /// A piece of text.
    fn piece(&mut self, text: &str) -> u32 {
        *self.pieces.entry(text.to_owned()).or_insert_with(|| {
            self.text.push_str(text);
            piece::new(self.text.len() - text.len(), text.len())
        })
    }

    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            let table = tables::TABLES.iter().position(|(name, _)| *name == entry.table).unwrap_or_default();
            let mut record = vec![entry.kind as u32, table as u32, entry.line];
            for text in [entry.id, entry.name, entry.sort, entry.country, entry.detail] {
                record.push(self.piece(text));
            }
            self.list(List::Entries).extend(record);
        }
        // Of two entries with one id the first is known by it.
        let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if entry.kind.is_party() || entry.kind == Kind::Commodity {
                ids.entry(entry.id).or_insert(index as u32);
            }
        }
        *self.list(List::Ids) = slots(ids.into_iter().map(|(id, index)| (id, index + 1)));
    }

    /// Numbers all words: those that are looked up most stand together, the most frequent with all that begin with a
    /// digit, and behind them the short ones.
    fn number(&mut self, words: &BTreeMap<String, WordRow>, forms: &AllForms) {
        let bases = words.values().filter_map(|row| row.classes).map(|(_, base)| base.to_owned());
        let times = time::TIMES.iter().map(|(word, _)| (*word).to_owned());
        let names = forms.values().flatten().flat_map(|form| words_of(&form.text));
        let known: BTreeSet<String> = words.keys().cloned().chain(bases).chain(times).chain(names).collect();
        let mut frequent: Vec<&str> = FREQUENT.lines().filter(|word| known.contains(*word)).collect();
        let digit = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
        frequent.extend(known.iter().map(String::as_str).filter(digit));
        self.frequent = frequent.len();
        let mut short: Vec<&str> = known.iter().map(String::as_str).collect();
        short.sort_by_key(|word| word.len());
        for word in [""].into_iter().chain(frequent).chain(short) {
            if !self.vocabulary.contains_key(word) {
                let index = self.vocabulary.len() as u32;
                let piece = self.piece(word);
                self.list(List::Words).extend([piece, 0, index, piece, 0, 0]);
                self.vocabulary.insert(word.to_owned(), index);
            }
        }
    }

    fn words(&mut self, words: &BTreeMap<String, WordRow>) {
        for (word, row) in words {
            let index = self.vocabulary[word];
            let base = row.classes.map_or(index, |(_, base)| self.vocabulary[base]) as usize;
            let marks = self.marks(row);
            let records = self.list(List::Words);
            let spelling = records[base * WORD];
            let record = &mut records[index as usize * WORD..];
            record[1] = row.classes.map_or(0, |(classes, _)| classes.into());
            (record[2], record[3]) = (base as u32, spelling);
            record[4] = marks;
        }
    }

    fn marks(&mut self, row: &WordRow) -> u32 {
        let mut marks = 0;
        let flags = [
            (row.first_name.is_some(), mark::FIRST_NAME),
            (row.first_name == Some(true), mark::ORDINARY_NAME),
            (row.surname, mark::SURNAME),
            (row.support, mark::SUPPORT),
            (row.quality, mark::QUALITY),
        ];
        for (_, flag) in flags.iter().filter(|(is_set, _)| *is_set) {
            marks |= flag;
        }
        marks |= row.title.map_or(0, |title| (title as u32 + 1) << mark::TITLE);
        for (capital, organisation) in row.organisation.iter().enumerate() {
            let place = mark::ORGANISATION + mark::ORGANISATION_BITS * capital as u32;
            marks |= organisation.map_or(0, |word| (word as u32 + 1) << place);
        }
        if let Some(number) = row.number {
            let value = number.thousandths as u64;
            self.list(List::Numbers).extend([value as u32, (value >> 32) as u32, number.kind as u32]);
            marks |= ((self.list(List::Numbers).len() / 3) as u32) << mark::NUMBER;
        }
        marks
    }

    /// The forms as a tree over words.
    fn names(&mut self, forms: AllForms) {
        let mut tree = vec![Node::default()];
        let mut forms: Vec<_> = forms.into_iter().collect();
        forms.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        for form in forms.into_iter().flat_map(|(_, forms)| forms) {
            let mut node = 0;
            for word in words_of(&form.text) {
                let word = self.vocabulary[&word];
                let next = tree.len();
                node = *tree[node].branches.entry(word).or_insert(next);
                if node == next {
                    tree.push(Node::default());
                }
            }
            let flags = if form.ambiguous { form::AMBIGUOUS } else { 0 }
                | if form.exact { form::EXACT } else { 0 }
                | (form.sense as u32) << form::SENSE;
            let piece = self.piece(&form.text);
            tree[node].forms.push([form.entry, flags, piece]);
        }
        // A word leads from the root straight to its node.
        for (node, word) in (1..).zip(tree[0].branches.keys()) {
            self.list(List::Words)[*word as usize * WORD + NODE] = node;
        }
        let mut by_breadth = vec![0];
        let mut at = 0;
        while at < by_breadth.len() {
            by_breadth.extend(tree[by_breadth[at]].branches.values());
            at += 1;
        }
        for node in by_breadth.into_iter().map(|node| std::mem::take(&mut tree[node])).chain([Node::default()]) {
            let first = [self.list(List::Branches).len(), self.list(List::Forms).len() / 3];
            self.list(List::Nodes).extend(first.map(|first| first as u32));
            self.list(List::Branches).extend(node.branches.into_keys());
            self.list(List::Forms).extend(node.forms.into_iter().flatten());
        }
    }

    /// The hash tables of the words.
    fn slots(&mut self) {
        let mut words: Vec<(&str, u32)> = self.vocabulary.iter().map(|(word, &index)| (&**word, index)).collect();
        words.sort_unstable_by_key(|(_, index)| *index);
        let (frequent, others) = words[1..].split_at(self.frequent);
        let [frequent, others] = [frequent, others].map(|words| slots(words.iter().copied()));
        *self.list(List::Frequent) = frequent;
        *self.list(List::Slots) = others;
    }

    fn finish(self) -> Vec<u8> {
        let lengths = self.lists.iter().map(|list| list.len() as u32);
        let numbers = lengths.chain(self.lists.iter().flatten().copied());
        let mut bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
        bytes.extend(self.text.as_bytes());
        bytes
    }
}

/// A node of the names' tree.
#[derive(Default)]
struct Node {
    branches: BTreeMap<u32, usize>,
    forms: Vec<[u32; 3]>,
}
