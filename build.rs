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

use block::{List, form, mark, slots};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;
use tables::{AllForms, Entry, Kind, Tables, WordRow};

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

/// A block in the making.
#[derive(Default)]
struct Writer {
    lists: [Vec<u32>; block::LISTS],
    text: String,
    /// Where a piece of text stands already.
    places: HashMap<String, u32>,
    /// Words by their spelling.
    vocabulary: HashMap<String, u32>,
}

/// How many numbers a word has, and which of them are its base form and its node.
const WORD: usize = 6;
const BASE: usize = 3;
const NODE: usize = 5;

impl Writer {
    fn list(&mut self, list: List) -> &mut Vec<u32> {
        &mut self.lists[list as usize]
    }

    /// The place and length of a piece of text.
    fn piece(&mut self, piece: &str) -> [u32; 2] {
        let place = *self.places.entry(piece.to_owned()).or_insert_with(|| {
            self.text.push_str(piece);
            (self.text.len() - piece.len()) as u32
        });
        [place, piece.len() as u32]
    }

    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            let table = tables::TABLES.iter().position(|(name, _)| *name == entry.table).unwrap_or_default();
            let mut record = vec![entry.kind as u32, table as u32, entry.line];
            for text in [entry.id, entry.name, entry.sort, entry.country, entry.detail] {
                record.extend(self.piece(text));
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

    /// The index of a word, which may be new.
    fn word(&mut self, spelling: &str) -> u32 {
        if let Some(&index) = self.vocabulary.get(spelling) {
            return index;
        }
        let [place, length] = self.piece(spelling);
        let index = (self.list(List::Words).len() / WORD) as u32;
        self.list(List::Words).extend([place, length, 0, index, 0, 0]);
        self.vocabulary.insert(spelling.to_owned(), index);
        index
    }

    fn words(&mut self, words: &BTreeMap<String, WordRow>) {
        self.word("");
        // Short words make up most of a text: those that are looked up most stand together.
        let mut words: Vec<(&String, &WordRow)> = words.iter().collect();
        words.sort_by_key(|(spelling, _)| spelling.len());
        for (spelling, row) in words {
            let index = self.word(spelling) as usize;
            let base = row.classes.map(|(_, base)| self.word(base));
            let marks = self.marks(row);
            let record = &mut self.list(List::Words)[index * WORD..];
            record[2] = row.classes.map_or(0, |(classes, _)| classes.into());
            record[BASE] = base.unwrap_or(index as u32);
            record[4] = marks;
        }
        time::TIMES.iter().for_each(|(spelling, _)| _ = self.word(spelling));
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
            for token in token::find(&form.text) {
                let word = self.word(&token.span.of(&form.text).to_lowercase());
                let next = tree.len();
                node = *tree[node].branches.entry(word).or_insert(next);
                if node == next {
                    tree.push(Node::default());
                }
            }
            let flags = if form.ambiguous { form::AMBIGUOUS } else { 0 }
                | if form.exact { form::EXACT } else { 0 }
                | (form.sense as u32) << form::SENSE;
            let [place, length] = self.piece(&form.text);
            tree[node].forms.push([form.entry, flags, place, length]);
        }
        // A word leads from the root straight to its node.
        for (word, node) in std::mem::take(&mut tree[0].branches) {
            self.list(List::Words)[word as usize * WORD + NODE] = node as u32;
        }
        tree.push(Node::default());
        for node in tree {
            let first = [self.list(List::Branches).len() / 2, self.list(List::Forms).len() / 4];
            self.list(List::Nodes).extend(first.map(|first| first as u32));
            self.list(List::Branches).extend(node.branches.into_iter().flat_map(|(word, node)| [word, node as u32]));
            self.list(List::Forms).extend(node.forms.into_iter().flatten());
        }
    }

    /// The hash table of all words.
    fn slots(&mut self) {
        let mut words: Vec<(&str, u32)> = self.vocabulary.iter().map(|(word, &index)| (&**word, index)).collect();
        words.retain(|(_, index)| *index > 0);
        words.sort_unstable();
        *self.list(List::Slots) = slots(words.into_iter());
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
    forms: Vec<[u32; 4]>,
}
