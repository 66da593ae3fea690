//! The compiled dictionaries ⇄ one flat block of bytes.
//!
//! The build script writes it and the program reads it where it stands: nothing is decoded at the start. All numbers
//! are 32 bits, little endian; a piece of text is its place and length in the text at the end. Lists of numbers are
//! called by the names below, and a record of a list is so many numbers in a row. Words are numbered by how often they
//! are written and the tree's nodes by breadth, so that what is read again and again stands together in every list.

use std::ops::Range;

/// The lists of a block, in its order.
#[derive(Clone, Copy)]
pub(super) enum List {
    /// Entries: kind, table, line, id, name, sort, country and detail.
    Entries,
    /// Slots of a hash table of the entries that are known by their id.
    Ids,
    /// Words: spelling, classes, base form and its spelling, marks, the node that it leads to. The first is no word.
    Words,
    /// Slots of a hash table of the most frequent words, and of all that begin with a digit: it fits the cache.
    Frequent,
    /// Slots of a hash table of all other words.
    Slots,
    /// Number words: the value's low and high half, kind.
    Numbers,
    /// Nodes of the names' tree: its first branch and its first form; both end where the next node's begin.
    Nodes,
    /// The word of each branch, sorted within a node. Nodes are numbered breadth first, so that a branch leads to the
    /// node behind the one that the branch before it leads to.
    Branches,
    /// Forms: entry, how it names it, spelling.
    Forms,
}

/// How many lists there are.
pub(super) const LISTS: usize = 9;

/// How many numbers a record of each list has.
const WIDTHS: [usize; LISTS] = [8, SLOT, 6, SLOT, SLOT, 3, 2, 1, 3];

/// Marks of a word.
pub(super) mod mark {
    /// A first name, and one that is also an ordinary word.
    pub(in super::super) const FIRST_NAME: u32 = 1 << 0;
    pub(in super::super) const ORDINARY_NAME: u32 = 1 << 1;
    /// A surname that goes first.
    pub(in super::super) const SURNAME: u32 = 1 << 2;
    /// A word that speaks for goods.
    pub(in super::super) const SUPPORT: u32 = 1 << 3;
    /// Where the kind of title stands, counted from 1: 3 bits.
    pub(in super::super) const TITLE: u32 = 4;
    /// A word that makes other goods of the goods behind it.
    pub(in super::super) const QUALITY: u32 = 1 << 7;
    /// Where what it says of names stands, counted from 1: so many bits for each way to capitalise it.
    pub(in super::super) const ORGANISATION: u32 = 8;
    pub(in super::super) const ORGANISATION_BITS: u32 = 4;
    /// Where the index among the number words stands, counted from 1: the rest.
    pub(in super::super) const NUMBER: u32 = 20;
}

/// Marks of a form.
pub(super) mod form {
    pub(in super::super) const AMBIGUOUS: u32 = 1 << 0;
    pub(in super::super) const EXACT: u32 = 1 << 1;
    /// Where the sense stands.
    pub(in super::super) const SENSE: u32 = 2;
}

/// A piece of the text in one number.
pub(super) mod piece {
    use std::ops::Range;

    /// How many bits its length has; its place stands above it.
    const LENGTH: u32 = 10;

    #[allow(dead_code, reason = "the build script writes them")]
    pub(in super::super) fn new(place: usize, length: usize) -> u32 {
        assert!(place < 1 << (u32::BITS - LENGTH) && length < 1 << LENGTH, "a text has 4 MB and a piece of it 1 kB");
        (place << LENGTH | length) as u32
    }

    #[inline]
    pub(super) fn range(piece: u32) -> Range<usize> {
        let place = (piece >> LENGTH) as usize;
        place..place + (piece & !(!0 << LENGTH)) as usize
    }
}

/// A block, read where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    lists: [&'static [[u8; 4]]; LISTS],
    text: &'static str,
}

impl Block {
    /// A block that `write` made.
    pub(super) fn open(bytes: &'static [u8]) -> Block {
        let (lengths, mut rest) = bytes.split_at(4 * LISTS);
        let lists = std::array::from_fn(|list| {
            let (numbers, after) = rest.split_at(4 * number(lengths.as_chunks().0, list) as usize);
            rest = after;
            numbers.as_chunks().0
        });
        Block { lists, text: std::str::from_utf8(rest).expect("the build script writes sound text") }
    }

    /// How many records a list has.
    pub(super) fn len(&self, list: List) -> usize {
        self.lists[list as usize].len() / WIDTHS[list as usize]
    }

    /// A number of a record.
    pub(super) fn number(&self, list: List, record: usize, field: usize) -> u32 {
        number(self.lists[list as usize], record * WIDTHS[list as usize] + field)
    }

    /// All numbers of a record; `N` is how many records of the list have.
    pub(super) fn record<const N: usize>(&self, list: List, record: usize) -> [u32; N] {
        self.records(list)[record].map(u32::from_le_bytes)
    }

    /// All records of a list, as `record` reads one.
    pub(super) fn records<const N: usize>(&self, list: List) -> &'static [[[u8; 4]; N]] {
        self.lists[list as usize].as_chunks().0
    }

    /// A list that is a hash table.
    pub(super) fn slots(&self, table: List) -> Slots {
        Slots(self.records(table))
    }

    /// The piece of text in a field of a record.
    pub(super) fn text(&self, list: List, record: usize, field: usize) -> &'static str {
        self.piece(self.number(list, record, field))
    }

    /// A piece of the text.
    #[inline]
    pub(super) fn piece(&self, piece: u32) -> &'static str {
        // It is always there; `get` lets the compiler drop the read where nobody uses the piece.
        self.text.get(piece::range(piece)).unwrap_or_default()
    }

    /// The same as bytes, for comparisons.
    #[inline]
    pub(super) fn bytes(&self, piece: u32) -> &'static [u8] {
        &self.text.as_bytes()[piece::range(piece)]
    }

    /// The records from the one that `field` names up to the one that the next record's does.
    pub(super) fn range(&self, list: List, record: usize, field: usize) -> Range<usize> {
        self.number(list, record, field) as usize..self.number(list, record + 1, field) as usize
    }
}

fn number(numbers: &[[u8; 4]], at: usize) -> u32 {
    u32::from_le_bytes(numbers[at])
}

/// The slots of a hash table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slots(&'static [[[u8; 4]; SLOT]]);

impl Slots {
    /// The number behind a key; 0 for none. `is_it` looks at what the slots leave open.
    #[inline]
    pub(super) fn find(self, sought: Sought, is_it: impl Fn(u32) -> bool) -> u32 {
        let mut at = sought.hash;
        loop {
            let slot = self.at(at);
            if slot.number() == 0 || slot.may_be(sought.slot) && is_it(slot.number()) {
                return slot.number();
            }
            at = at.wrapping_add(1);
        }
    }

    /// The number in the slot where the search for a key begins: most often it is the key's.
    pub(super) fn guess(self, sought: Sought) -> u32 {
        self.at(sought.hash).number()
    }

    /// The slot at a place, which counts on from the first behind the last.
    fn at(self, place: usize) -> Slot {
        Slot::read(self.0[place & (self.0.len() - 1)].map(u32::from_le_bytes))
    }
}

/// How many numbers a slot has.
const SLOT: usize = 3;

/// A slot of a hash table. A key of eight bytes or less, as most words are, is known by it without a look elsewhere.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// The last eight bytes of the key in lower case.
    end: u64,
    /// The key's number, which is 0 in an empty slot, and above it its length.
    tail: u32,
}

impl Slot {
    /// How many bits a number has.
    const NUMBER: u32 = 20;
    /// The longest key, in bytes, whose length has room beside it.
    const LONGEST: usize = (1 << (u32::BITS - Slot::NUMBER)) - 1;

    fn new(key: &[u8], number: u32) -> Slot {
        Slot { end: lower(last_eight(key)), tail: number | (key.len() as u32) << Slot::NUMBER }
    }

    fn read([low, high, tail]: [u32; SLOT]) -> Slot {
        Slot { end: u64::from(high) << 32 | u64::from(low), tail }
    }

    fn written(self) -> [u32; SLOT] {
        [self.end as u32, (self.end >> 32) as u32, self.tail]
    }

    fn number(self) -> u32 {
        self.tail & !(!0 << Slot::NUMBER)
    }

    /// Whether the keys of both can be the same but for their case.
    fn may_be(self, other: Slot) -> bool {
        self.end == other.end && (self.tail ^ other.tail) >> Slot::NUMBER == 0
    }

    /// A hash of its key in lower case; the search for it begins at the slot of the lowest bits.
    fn hash(self, key: &[u8]) -> usize {
        let stirred = |hash: u64, bytes: u64| (hash.rotate_left(23) ^ bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let eights = key.as_chunks().0.iter().map(|&eight| lower(u64::from_le_bytes(eight)));
        let hash = stirred(eights.fold(key.len() as u64, stirred), self.end);
        (hash ^ hash >> 29 ^ hash >> 41) as usize
    }
}

/// A key that is sought in a hash table.
#[derive(Clone, Copy)]
pub(super) struct Sought {
    slot: Slot,
    hash: usize,
}

impl Sought {
    #[inline]
    pub(super) fn new(key: &[u8]) -> Sought {
        let slot = Slot::new(key, 0);
        Sought { slot, hash: slot.hash(key) }
    }
}

/// The slots of a hash table, at most half of which are taken; keys are numbered from 1.
#[allow(dead_code, reason = "the build script writes them")]
pub(super) fn slots<'k>(keys: impl ExactSizeIterator<Item = (&'k str, u32)>) -> Vec<u32> {
    let size = (keys.len() * 2).next_power_of_two();
    let mut slots = vec![Slot::default(); size];
    for (key, number) in keys {
        let slot = Slot::new(key.as_bytes(), number);
        assert!(key.len() <= Slot::LONGEST && slot.number() == number, "a slot has room for a million keys of 4 kB");
        let mut at = slot.hash(key.as_bytes()) & (size - 1);
        while slots[at].number() > 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = slot;
    }
    slots.into_iter().flat_map(Slot::written).collect()
}

/// Whether a word, however it is capitalised, has this spelling in lower case; their length and last eight bytes agree.
pub(super) fn is_spelled(word: &[u8], spelling: impl Fn() -> &'static [u8]) -> bool {
    let before = word.len().saturating_sub(8);
    before == 0 || word[..before].eq_ignore_ascii_case(&spelling()[..before])
}

/// The last eight bytes in one number, or all of a shorter word: two of one length that have the same are the same.
fn last_eight(word: &[u8]) -> u64 {
    if let Some(&eight) = word.last_chunk() {
        return u64::from_le_bytes(eight);
    }
    if let (Some(&first), Some(&last)) = (word.first_chunk(), word.last_chunk()) {
        return u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32;
    }
    // Three bytes or fewer: the first, the middle and the last are all of them.
    let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return 0 };
    u64::from(first) | u64::from(word[word.len() / 2]) << 8 | u64::from(last) << 16
}

/// Eight bytes with the capitals among them in lower case.
fn lower(bytes: u64) -> u64 {
    let each = |byte: u8| u64::from_ne_bytes([byte; 8]);
    let low = bytes & each(0x7f);
    // The highest bit of each byte tells whether it is at least 'A', and past 'Z'.
    let (from_a, past_z) = (low + each(0x80 - b'A'), low + each(0x7f - b'Z'));
    let capitals = (from_a ^ past_z) & !bytes & each(0x80);
    bytes | capitals >> 2
}
