//! What a story has said → what a sentence of it leaves out.
//!
//! `memory.rs` keeps what was read, `carry.rs` asks for what a claim lacks: the sides of a deal (`sides.rs`), what they
//! give each other (`partners.rs`), whose measure it is and whom it hits (`recall.rs`; `meant.rs` tells which was
//! meant, `unspoken.rs` helps where nothing before fits), who complains of whom (`case.rs`), who loses a case
//! (`verdict.rs`), who asks for what is told as a condition (`demand.rs`), whose measure only a later sentence tells
//! (`later.rs`), with what its parts and rates are taken (`act.rs`).

pub(in crate::claim) mod memory;
pub(in crate::claim) mod sides;
pub(in crate::claim) mod recall;
mod act;
mod meant;
mod unspoken;
mod case;
pub(in crate::claim) mod verdict;
mod demand;
mod partners;
pub(in crate::claim) mod later;
pub(in crate::claim) mod carry;
