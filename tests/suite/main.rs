//! The project's one test binary: each file holds one kind of proof.

mod dictionaries;
mod golden;
mod layout;
mod promises;
mod rules;
mod schema;
mod show;
