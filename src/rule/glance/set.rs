//! Sets of what a glance tells apart, a bit for each member.

/// A set of frames, a bit for each by its index; more frames than bits share them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u64);

impl Frames {
    pub(super) const ALL: Frames = Frames(!0);

    pub(in crate::rule) fn of(index: usize) -> Frames {
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

/// Some words of a sentence, a bit for each by its place among the sentence's tokens; those of a long one share bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places(u128);

impl Places {
    pub(super) const ALL: Places = Places(!0);

    pub(super) fn of(place: usize) -> Places {
        Places(1 << (place as u32 % u128::BITS))
    }

    pub(super) fn add(&mut self, other: Places) {
        self.0 |= other.0;
    }

    /// Whether the word at this place may be among them.
    pub fn has(self, place: usize) -> bool {
        self.0 & Places::of(place).0 > 0
    }
}

/// Lists of company, a bit each; more lists than bits share them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Company([u64; Company::WORDS]);

impl Company {
    /// As many as fill a line of the cache.
    const WORDS: usize = 8;
    pub(super) const ALL: Company = Company([!0; Company::WORDS]);

    /// The list with this number.
    pub(super) fn of(list: usize) -> Company {
        let mut lists = [0; Company::WORDS];
        lists[list / 64 % Company::WORDS] = 1 << (list % 64);
        Company(lists)
    }

    pub(super) fn add(&mut self, other: &Company) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    /// The lists that are in both.
    pub(super) fn common(mut self, other: &Company) -> Company {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= other);
        self
    }

    /// Whether all of the other's lists are among them.
    pub(super) fn covers(&self, other: &Company) -> bool {
        self.0.iter().zip(&other.0).fold(0, |lacking, (own, other)| lacking | other & !own) == 0
    }
}

/// Words, a bit each; they share bits.
pub(super) type Bits = u128;
