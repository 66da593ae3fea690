//! documents → texts, annotation files and the configuration that shows them.

use crate::audit::{Argument, Claim, CodePoints, FRAMES, KINDS, MODALITIES, ROLES, actions_of};
use crate::exchange::{Document, File, in_one_line, to_json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A text and an annotation file a document, and the configuration that brat needs to show them.
pub(in crate::exchange) fn write(documents: &[Document]) -> Vec<File> {
    let mut files = Vec::new();
    for document in documents {
        // The article's id may have a slash, which a file's name cannot.
        let name = match document.name.split_once('#') {
            Some((article, id)) => format!("{article}#{}", id.replace('%', "%25").replace('/', "%2F")),
            None => document.name.clone(),
        };
        files.push(File { path: format!("{name}.txt"), content: document.text.clone() });
        files.push(File { path: format!("{name}.ann"), content: annotations(document) });
    }
    files.push(File { path: "annotation.conf".to_owned(), content: configuration() });
    files
}

fn annotations(document: &Document) -> String {
    let points = CodePoints::new(&document.text);
    let mut lines = String::new();
    let mut notes = 0;
    let mut note = |lines: &mut String, of: &str, text: &str| {
        notes += 1;
        let _ = writeln!(lines, "#{notes}\tAnnotatorNotes {of}\t{}", in_one_line(text));
    };
    for (entity, number) in document.entities.iter().zip(1..) {
        let _ = writeln!(lines, "T{number}\t{} {}", entity.kind, place(&points, entity.start, entity.end));
        note(&mut lines, &format!("T{number}"), &entity.id);
    }
    let (mut marks, mut attributes) = (document.entities.len(), 0);
    // Claims of one frame in one sentence share their mark.
    let mut triggers = BTreeMap::new();
    for (claim, number) in document.claims.iter().zip(1..) {
        let trigger = *triggers.entry((&claim.frame, claim.start, claim.end)).or_insert_with(|| {
            marks += 1;
            let _ = writeln!(lines, "T{marks}\t{} {}", claim.frame, place(&points, claim.start, claim.end));
            marks
        });
        let (mut event, mut rest) = (format!("E{number}\t{}:T{trigger}", claim.frame), BTreeMap::new());
        for (role, argument) in numbered(claim) {
            match mark_of(document, claim, argument) {
                Some(mark) => _ = write!(event, " {role}:T{}", mark + 1),
                None => drop(rest.insert(role, argument)),
            }
        }
        let _ = writeln!(lines, "{event}");
        let negated = claim.negated.then(|| format!("Negated E{number}"));
        let named = [("Action", &claim.action), ("Modality", &claim.modality)];
        let named = named.map(|(name, value)| format!("{name} E{number} {value}"));
        for attribute in named.into_iter().chain(negated) {
            attributes += 1;
            let _ = writeln!(lines, "A{attributes}\t{attribute}");
        }
        if !rest.is_empty() {
            note(&mut lines, &format!("E{number}"), &to_json(&rest));
        }
    }
    lines
}

/// Every argument under its role with its number: `actor`, `actor2`.
fn numbered(claim: &Claim) -> Vec<(String, &Argument)> {
    let mut numbered = Vec::new();
    for role in ROLES {
        for (argument, number) in claim.arguments(role).iter().zip(1..) {
            numbered.push((if number == 1 { role.to_owned() } else { format!("{role}{number}") }, argument));
        }
    }
    numbered
}

/// The mark in the claim's sentence that is the argument, where one is.
fn mark_of(document: &Document, claim: &Claim, argument: &Argument) -> Option<usize> {
    let written = argument.to_string();
    document
        .entities
        .iter()
        .position(|entity| entity.id == written && claim.start <= entity.start && entity.end <= claim.end)
}

/// `0 5;6 9` and the words: the parts of a stretch around its line breaks.
fn place(points: &CodePoints, start: usize, end: usize) -> String {
    let text = points.get(start, end).unwrap_or_default();
    let (mut parts, mut words, mut at) = (Vec::new(), Vec::new(), start);
    for line in text.split(['\n', '\r']) {
        let length = line.chars().count();
        if length > 0 {
            parts.push(format!("{at} {}", at + length));
            words.push(line);
        }
        at += length + 1;
    }
    format!("{}\t{}", parts.join(";"), words.join(" "))
}

/// What brat must know to show and edit the annotations.
fn configuration() -> String {
    let roles: Vec<String> = ROLES.iter().map(|role| format!("{role}*:<ENTITY>")).collect();
    let events: String = FRAMES.iter().map(|frame| format!("{frame}\t{}\n", roles.join(", "))).collect();
    let mut actions: Vec<&str> = FRAMES.iter().flat_map(|frame| actions_of(frame)).copied().collect();
    actions.sort_unstable();
    actions.dedup();
    format!(
        "[entities]\n{}\n[relations]\n\n[events]\n{events}\n[attributes]\nAction\tArg:<EVENT>, Value:{}\n\
         Modality\tArg:<EVENT>, Value:{}\nNegated\tArg:<EVENT>\n",
        KINDS.map(|kind| format!("{kind}\n")).concat(),
        actions.join("|"),
        MODALITIES.join("|"),
    )
}
