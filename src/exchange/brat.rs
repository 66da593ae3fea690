//! documents ⇄ brat standoff.
//!
//! Offsets count code points. A mark over several lines is written in parts around the line breaks, as brat does; one that
//! leaves words out is refused, since golden marks have no gaps. A claim is an event on its sentence. Its arguments are
//! the marks in the sentence that are the same; others (named before, alternatives, welcome only) stand in its note, each
//! under its role's number.

use super::{Document, File, entity, fault, in_order, to_json, unless};
use crate::audit::{Argument, Claim, CodePoints, FRAMES, KINDS, MODALITIES, ROLES, actions_of};
use crate::error::Result;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// A text and an annotation file a document, and the configuration that brat needs to show them.
pub(super) fn write(documents: &[Document]) -> Vec<File> {
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
        let _ = writeln!(lines, "#{notes}\tAnnotatorNotes {of}\t{}", one_line(text));
    };
    for (entity, number) in document.entities.iter().zip(1..) {
        let _ = writeln!(lines, "T{number}\t{} {}", entity.kind, place(&points, entity.start, entity.end));
        note(&mut lines, &format!("T{number}"), &entity.id);
    }
    let (mut marks, mut attributes) = (document.entities.len(), 0);
    for (claim, number) in document.claims.iter().zip(1..) {
        marks += 1;
        let _ = writeln!(lines, "T{marks}\t{} {}", claim.frame, place(&points, claim.start, claim.end));
        let (mut event, mut rest) = (format!("E{number}\t{}:T{marks}", claim.frame), BTreeMap::new());
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

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
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

/// An event before its parts are put together.
#[derive(Default)]
struct Event {
    line: usize,
    frame: String,
    trigger: String,
    action: String,
    modality: String,
    negated: bool,
    /// Marks by role and number.
    marks: Vec<(String, String)>,
    /// Written arguments by role and number.
    written: BTreeMap<String, Argument>,
}

/// The document of an annotation file; relations and equivalences say nothing that a golden file has.
pub(super) fn read(file: &Path, annotations: &str, name: String, text: String) -> Result<Document> {
    let mut faults = Vec::new();
    let (mut marks, mut events, mut notes) = (BTreeMap::new(), BTreeMap::<&str, Event>::new(), Vec::new());
    let points = CodePoints::new(&text);
    let mut attributes = Vec::new();
    for (line, number) in annotations.lines().zip(1..).filter(|(line, _)| !line.is_empty()) {
        let mut cells = line.splitn(3, '\t');
        let (id, what, rest) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default(), cells.next());
        match id.chars().next() {
            Some('T') => match mark(&points, what) {
                Ok(mark) => drop(marks.insert(id, (mark, number))),
                Err(message) => faults.push(fault(file, number, message)),
            },
            Some('E') => {
                let mut words = what.split_whitespace().filter_map(|word| word.split_once(':'));
                let (frame, trigger) = words.next().unwrap_or_default();
                let arguments = words.map(|(role, mark)| (role.to_owned(), mark.to_owned())).collect();
                let event = events.entry(id).or_default();
                (event.line, event.marks) = (number, arguments);
                (event.frame, event.trigger) = (frame.to_owned(), trigger.to_owned());
            }
            Some('A' | 'M') => attributes.push((what, number)),
            Some('#') => notes.push((what, rest.unwrap_or_default(), number)),
            Some('R' | '*' | 'N') => {}
            _ => faults.push(fault(file, number, format_args!("'{id}' is no id of an annotation"))),
        }
    }
    for (what, number) in attributes {
        let words: Vec<&str> = what.split_whitespace().collect();
        match (&words[..], words.get(1).and_then(|event| events.get_mut(*event))) {
            (["Action", _, action], Some(event)) => event.action = (*action).to_owned(),
            (["Modality", _, modality], Some(event)) => event.modality = (*modality).to_owned(),
            (["Negated", _], Some(event)) => event.negated = true,
            _ => faults.push(fault(file, number, format_args!("no attribute of a claim: {what}"))),
        }
    }
    let mut ids = BTreeMap::new();
    for (what, note, number) in notes {
        let of = what.strip_prefix("AnnotatorNotes ").unwrap_or_default();
        match events.get_mut(of) {
            Some(event) => match serde_json::from_str(note) {
                Ok(written) => event.written = written,
                Err(error) => faults.push(fault(file, number, format_args!("the note on a claim: {error}"))),
            },
            None if marks.contains_key(of) => drop(ids.insert(of, note)),
            None => faults.push(fault(file, number, format_args!("a note on '{of}', which is not there"))),
        }
    }
    let mut document = Document { name, text: text.clone(), ..Document::default() };
    let mut in_line: Vec<&Event> = events.values().collect();
    in_line.sort_by_key(|event| event.line);
    for event in in_line {
        let id_of = |mark: &str| {
            let ((_, start, end), _) = marks.get(mark)?;
            Some(ids.get(mark).copied().unwrap_or(points.get(*start, *end)?).to_owned())
        };
        match event.claim(&points, marks.get(&*event.trigger).map(|(mark, _)| mark), id_of) {
            Ok(claim) => document.claims.push(claim),
            Err(message) => faults.push(fault(file, event.line, message)),
        }
    }
    let mut in_line: Vec<_> = marks.iter().collect();
    in_line.sort_by_key(|(_, (_, number))| *number);
    for (id, ((label, start, end), number)) in in_line {
        if events.values().any(|event| event.trigger == *id) {
            continue;
        }
        match entity(&points, *start, *end, label, ids.get(id).copied()) {
            Ok(entity) => document.entities.push(entity),
            Err(message) => faults.push(fault(file, *number, message)),
        }
    }
    unless(faults, in_order(document))
}

/// `country 0 5;6 9`: label, first code point and one past the last.
fn mark(points: &CodePoints, what: &str) -> std::result::Result<(String, usize, usize), String> {
    let (label, parts) = what.split_once(' ').ok_or("a mark is a type and its offsets")?;
    let mut ends: Option<(usize, usize)> = None;
    for part in parts.split(';') {
        let (start, end) = part.trim().split_once(' ').ok_or("a mark's part is two offsets")?;
        let number = |text: &str| text.parse::<usize>().map_err(|_| format!("'{text}' is no offset"));
        let (start, end) = (number(start)?, number(end)?);
        let gap = ends.map(|(_, before)| points.get(before, start).unwrap_or("?"));
        if gap.is_some_and(|gap| !gap.trim().is_empty()) {
            return Err("a mark that leaves words out: golden marks have no gaps".to_owned());
        }
        ends = Some((ends.map_or(start, |(first, _)| first), end));
    }
    let (start, end) = ends.ok_or("a mark without offsets")?;
    Ok((label.to_owned(), start, end))
}

impl Event {
    fn claim(
        &self,
        points: &CodePoints,
        trigger: Option<&(String, usize, usize)>,
        id_of: impl Fn(&str) -> Option<String>,
    ) -> std::result::Result<Claim, String> {
        let (_, start, end) = trigger.ok_or_else(|| format!("an event on '{}', which is not there", self.trigger))?;
        let evidence = points.get(*start, *end).ok_or_else(|| format!("the text has nothing at {start}..{end}"))?;
        let mut numbered: BTreeMap<(&str, usize), Argument> = BTreeMap::new();
        let linked = self.marks.iter().map(|(role, mark)| {
            let id = id_of(mark).ok_or_else(|| format!("an argument '{mark}', which is not there"))?;
            Ok((role, Argument::from(id)))
        });
        let written = self.written.iter().map(|(role, argument)| Ok::<_, String>((role, argument.clone())));
        for argument in linked.chain(written) {
            let (role, argument) = argument?;
            let word = role.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let number = role[word.len()..].parse().unwrap_or(1);
            numbered.insert((word, number), argument);
        }
        let mut claim = Claim {
            start: *start,
            end: *end,
            frame: self.frame.clone(),
            action: self.action.clone(),
            modality: self.modality.clone(),
            negated: self.negated,
            evidence: evidence.to_owned(),
            ..Claim::default()
        };
        for ((role, _), argument) in numbered {
            if !claim.fill(role, argument) {
                return Err(format!("unknown role '{role}'"));
            }
        }
        Ok(claim)
    }
}
