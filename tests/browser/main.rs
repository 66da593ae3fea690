//! The pages in a real browser. Ignored where tests run without one: `.ci/browser` installs it and runs them.
//!
//! Pictures of every state are kept in `target/tmp/browser/screens`, at full and at phone width, for people to look at.
#![cfg(all(unix, feature = "review"))]

mod chromium;
mod page;
mod review;
