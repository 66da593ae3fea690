//! things in a stream → a fair sample of them.
//!
//! Each thing draws a number, a hash of the seed and its key, and the smallest numbers win: every sample of the size is
//! as likely as any other, and the same things and seed give the same sample whatever the machine. (A reservoir by
//! random keys: Vitter 1985, Efraimidis and Spirakis 2006 with equal weights.)

use sha2::{Digest, Sha256};
use std::collections::BinaryHeap;

/// A sample that is drawn from what passes by, in memory for the sample alone.
#[derive(Debug)]
pub struct Sample<T> {
    size: usize,
    seed: u64,
    seen: usize,
    drawn: BinaryHeap<Drawn<T>>,
}

/// One thing with its number; things compare by it.
#[derive(Debug)]
struct Drawn<T> {
    number: (u64, usize),
    thing: T,
}

impl<T> Sample<T> {
    /// An empty sample that will hold `size` things.
    ///
    /// ```
    /// use claimwire::audit::Sample;
    /// let mut sample = Sample::new(3, 7);
    /// (0..100).for_each(|number: u32| sample.offer(&[&number.to_string()], || number));
    /// assert_eq!((sample.seen(), sample.finish().len()), (100, 3));
    /// ```
    pub fn new(size: usize, seed: u64) -> Sample<T> {
        Sample { size, seed, seen: 0, drawn: BinaryHeap::new() }
    }

    /// Lets a thing pass by, told from others by its key; it is made only where it is drawn.
    pub fn offer(&mut self, key: &[&str], make: impl FnOnce() -> T) {
        let number = (hash(self.seed, key), self.seen);
        self.seen += 1;
        if self.drawn.len() == self.size {
            match self.drawn.peek() {
                Some(last) if number < last.number => drop(self.drawn.pop()),
                _ => return,
            }
        }
        self.drawn.push(Drawn { number, thing: make() });
    }

    /// How many things have passed by.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// The sample, in the order in which its things passed by.
    pub fn finish(self) -> Vec<T> {
        let mut drawn = self.drawn.into_vec();
        drawn.sort_by_key(|drawn| drawn.number.1);
        drawn.into_iter().map(|drawn| drawn.thing).collect()
    }
}

/// The first 64 bits of a hash over the seed and the parts of the key.
fn hash(seed: u64, key: &[&str]) -> u64 {
    let mut hash = Sha256::new();
    hash.update(seed.to_le_bytes());
    for part in key {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    digest.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

impl<T> PartialEq for Drawn<T> {
    fn eq(&self, other: &Drawn<T>) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for Drawn<T> {}

impl<T> PartialOrd for Drawn<T> {
    fn partial_cmp(&self, other: &Drawn<T>) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Drawn<T> {
    fn cmp(&self, other: &Drawn<T>) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u64) -> Vec<usize> {
        let mut sample = Sample::new(10, seed);
        (0..100).for_each(|thing: usize| sample.offer(&[&thing.to_string()], || thing));
        sample.finish()
    }

    #[test]
    fn a_sample_is_the_same_for_the_same_seed_alone() {
        assert_eq!(sample(1), sample(1));
        assert_ne!(sample(1), sample(2));
        assert!(sample(1).is_sorted() && sample(1).len() == 10);
    }

    #[test]
    fn everything_is_drawn_equally_often() {
        let mut times = [0u32; 100];
        (0..2000).flat_map(sample).for_each(|thing| times[thing] += 1);
        // 200 are due, with a standard deviation of 13.4: five of them hold all hundred with a chance of 0.99994.
        assert!(times.iter().all(|&times| times.abs_diff(200) < 67), "{times:?}");
    }
}
