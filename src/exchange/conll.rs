//! documents ⇄ columns: a token a line with its number, word, BIO tag and identity, an empty line behind a sentence.
//!
//! Comments are those of CoNLL-U: `# newdoc id` names the article, `# claim` holds a claim as golden files write it.
//! Words are found in the article's text one after the other, so that a tool may cut them anew.

use super::token::{Token, tokens};
use super::{Document, claim, entity, fault, in_one_line, in_order, to_json, unless};
use crate::audit::{CodePoints, Entity};
use crate::error::{Error, Result};
use crate::text::Text;
use std::fmt::Write;
use std::path::Path;

/// What stands in a column that says nothing.
const NOTHING: &str = "_";

pub(super) fn write(document: &Document) -> String {
    let mut lines = format!("# newdoc id = {}\n", document.name);
    let points = CodePoints::new(&document.text);
    let text = Text::new(&document.text);
    let mut sentences =
        text.sentences.iter().map(|sentence| points.at(sentence.span.start as usize)).skip(1).peekable();
    let mut claims = document.claims.iter().peekable();
    let mut entities = document.entities.iter().peekable();
    let mut number = 0;
    for token in tokens(document).iter().filter(|token| !token.text.trim().is_empty()) {
        if number > 0 && sentences.next_if(|&start| start <= token.start).is_some() {
            lines.push('\n');
            number = 0;
        }
        while sentences.next_if(|&start| start <= token.start).is_some() {}
        if number == 0 {
            let end = sentences.peek().copied().unwrap_or(usize::MAX);
            while let Some(claim) = claims.next_if(|claim| claim.start < end) {
                let _ = writeln!(lines, "# claim = {}", to_json(claim));
            }
        }
        while entities.next_if(|entity| entity.end <= token.start).is_some() {}
        number += 1;
        let (tag, id) =
            entities.peek().map_or_else(|| ("O".to_owned(), NOTHING.to_owned()), |entity| tag(entity, token));
        let _ = writeln!(lines, "{number}\t{}\t{tag}\t{id}", token.text);
    }
    for claim in claims {
        let _ = writeln!(lines, "# claim = {}", to_json(claim));
    }
    lines.push('\n');
    lines
}

fn tag(entity: &Entity, token: &Token<'_>) -> (String, String) {
    match token.start {
        start if start < entity.start => ("O".to_owned(), NOTHING.to_owned()),
        start if start == entity.start => (format!("B-{}", entity.kind), in_one_line(&entity.id)),
        _ => (format!("I-{}", entity.kind), in_one_line(&entity.id)),
    }
}

/// The documents of a file; `text_of` knows the text of an article.
pub(super) fn read(
    file: &Path,
    content: &str,
    text_of: &mut dyn FnMut(&str) -> Result<String>,
) -> Result<Vec<Document>> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    let mut lines = content.lines().zip(1..).peekable();
    while let Some((line, number)) = lines.next() {
        let Some(name) = comment(line, "newdoc id") else {
            if !line.trim().is_empty() {
                faults.push(fault(file, number, "a file begins with `# newdoc id =` and the article's path"));
                break;
            }
            continue;
        };
        let text = text_of(name)?;
        let points = CodePoints::new(&text);
        let mut document = Document { name: name.to_owned(), text: text.clone(), ..Document::default() };
        let mut at = 0;
        // The mark that is open: its first byte, one past its last, label, identity.
        let mut open: Option<(usize, usize, &str, &str)> = None;
        let mut marks = Vec::new();
        while let Some((line, number)) = lines.next_if(|(line, _)| comment(line, "newdoc id").is_none()) {
            if let Some(written) = comment(line, "claim") {
                match claim(written) {
                    Ok(claim) => document.claims.push(claim),
                    Err(message) => faults.push(fault(file, number, message)),
                }
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let [_, word, tag, rest @ ..] = &cells[..] else {
                faults.push(fault(file, number, "a token has its number, its word and its tag, with tabs between"));
                continue;
            };
            let Some(start) = next_place(&text, at, word) else {
                faults.push(fault(file, number, format_args!("'{word}' does not stand next in '{name}'")));
                break;
            };
            at = start + word.len();
            let id = rest.first().copied().filter(|id| *id != NOTHING).unwrap_or_default();
            match (tag.split_once('-'), &mut open) {
                (Some(("I", label)), Some((_, end, mark, _))) if label == *mark => *end = at,
                (Some(("B" | "I", label)), _) => marks.extend(open.replace((start, at, label, id))),
                (None, _) if *tag == "O" || *tag == NOTHING => marks.extend(open.take()),
                _ => faults.push(fault(file, number, format_args!("'{tag}' is no tag: B-, I- or O"))),
            }
        }
        marks.extend(open);
        for (start, end, label, id) in marks {
            match entity(&points, points.at(start), points.at(end), label, Some(id)) {
                Ok(entity) => document.entities.push(entity),
                Err(message) => faults.push(fault(file, number, message)),
            }
        }
        documents.push(in_order(document));
    }
    if documents.is_empty() && faults.is_empty() {
        return Err(Error::file(file, "no document in it"));
    }
    unless(faults, documents)
}

/// The value of a comment `# name = value`.
fn comment<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    line.strip_prefix('#')?.trim_start().strip_prefix(name)?.trim_start().strip_prefix('=').map(str::trim)
}

/// Where a word stands behind nothing but white space.
fn next_place(text: &str, at: usize, word: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let blank = rest.len() - rest.trim_start().len();
    (!word.is_empty() && rest[blank..].starts_with(word)).then_some(at + blank)
}
