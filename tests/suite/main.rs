//! The project's one test binary: each file holds one kind of proof.

mod bad_input;
mod crosscheck;
mod dictionaries;
mod golden;
mod layout;
mod manifest;
mod promises;
mod resume;
mod rules;
mod run;
mod schema;
mod show;
