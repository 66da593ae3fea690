//! Words → the frame that they state.
//!
//! A noun states one by itself (`stated.rs`) or points back at one that the story has spoken of (`again.rs`); a verb
//! needs the company that its rule asks for (`company.rs`).

pub(in crate::claim) mod stated;
pub(in crate::claim) mod again;
pub(in crate::claim) mod company;
