//! The project's one test binary: each file holds one kind of proof.

mod archives;
mod audit;
mod bad_input;
mod confidence;
mod crosscheck;
mod dictionaries;
mod exchange;
mod folder;
mod golden;
mod inputs;
mod layout;
mod manifest;
mod mentions;
mod page;
mod promises;
mod readers;
mod readme;
mod resume;
#[cfg(feature = "review")]
mod review;
mod rules;
mod run;
mod schema;
mod scoring;
mod show;
mod silence;
mod web;
