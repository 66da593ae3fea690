//! The project's one test binary: each file holds one kind of proof.

mod bad_input;
mod dictionaries;
mod golden;
mod layout;
mod page;
mod promises;
#[cfg(feature = "review")]
mod review;
mod rules;
mod run;
mod schema;
mod show;
