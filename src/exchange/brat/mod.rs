//! documents ⇄ brat standoff.
//!
//! Offsets count code points. A mark over several lines is written in parts around the line breaks, as brat does; one
//! that leaves words out is refused, since golden marks have no gaps. A claim is an event on its sentence. Its
//! arguments are the marks in the sentence that are the same; others (named before, alternatives, welcome only) stand
//! in its note, each under its role's number.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
