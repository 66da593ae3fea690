//! Regular expressions of a frame file → sets that are searched at once.

use super::source::File;
use crate::error::Fault;
use regex::{Regex, RegexSet, RegexSetBuilder};
use toml::Spanned;

/// The shapes of a frame, and the same without their borders; one that is no regular expression is a fault at its place.
pub(super) fn compile(file: &File, shapes: &[Spanned<String>], faults: &mut Vec<Fault>) -> (RegexSet, RegexSet) {
    let sound = shapes.iter().filter(|shape| match Regex::new(shape.get_ref()) {
        Ok(_) => true,
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
            faults.push(file.fault(shape.span(), format!("'{}' is no regular expression: {reason}", shape.get_ref())));
            false
        }
    });
    let patterns: Vec<&str> = sound.map(|shape| shape.get_ref().as_str()).collect();
    let set = |patterns: &[&str]| RegexSetBuilder::new(patterns).case_insensitive(true).build().unwrap_or_default();
    let anywhere: Vec<&str> =
        patterns.iter().map(|shape| shape.trim_start_matches('^').trim_end_matches('$')).collect();
    (set(&patterns), set(&anywhere))
}

/// The plain word that every match of a regular expression begins with, where its writing shows one.
pub(super) fn first_word(shape: &str) -> Option<&str> {
    let (word, _) = shape.strip_prefix("\\b")?.split_once(' ')?;
    (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(word)
}
