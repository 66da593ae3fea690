//! an annotation file and its text → the document.

use crate::audit::{Argument, Claim, CodePoints, Entity};
use crate::error::{Fault, Result};
use crate::exchange::{Document, entity, fault, in_order, unless};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The document of an annotation file; relations and equivalences say nothing that a golden file has.
pub(in crate::exchange) fn read(file: &Path, annotations: &str, name: String, text: String) -> Result<Document> {
    let points = CodePoints::new(&text);
    let mut standoff = Standoff {
        file,
        points: &points,
        marks: Vec::new(),
        events: Vec::new(),
        places: BTreeMap::new(),
        faults: Vec::new(),
    };
    // Attributes and notes may stand before what they are of.
    for is_of_others in [false, true] {
        for (line, number) in annotations.lines().zip(1..).filter(|(line, _)| !line.is_empty()) {
            if line.starts_with(['A', 'M', '#']) == is_of_others
                && let Err(message) = standoff.line(line, number)
            {
                standoff.faults.push(fault(file, number, message));
            }
        }
    }
    let (entities, claims) = (standoff.entities(), standoff.claims());
    let faults = standoff.faults;
    unless(faults, in_order(Document { name, entities, claims, text }))
}

/// A stretch of the text.
struct Mark<'a> {
    id: &'a str,
    line: usize,
    label: &'a str,
    start: usize,
    end: usize,
    /// Who or what it is, where a note says so.
    identity: Option<&'a str>,
}

/// An event before its parts are put together.
struct Event<'a> {
    line: usize,
    frame: &'a str,
    trigger: &'a str,
    action: &'a str,
    modality: &'a str,
    negated: bool,
    /// Marks by role and number.
    marks: Vec<(&'a str, &'a str)>,
    /// Written arguments by role and number.
    written: BTreeMap<String, Argument>,
}

/// An annotation file, as far as it was read.
struct Standoff<'a> {
    file: &'a Path,
    points: &'a CodePoints<'a>,
    marks: Vec<Mark<'a>>,
    events: Vec<Event<'a>>,
    /// Where the mark or event of an id stands among its like.
    places: BTreeMap<&'a str, usize>,
    faults: Vec<Fault>,
}

type Said<T> = std::result::Result<T, String>;

impl<'a> Standoff<'a> {
    /// Takes in one annotation.
    fn line(&mut self, annotation: &'a str, line: usize) -> Said<()> {
        let mut cells = annotation.splitn(3, '\t');
        let (id, what, rest) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default(), cells.next());
        match id.chars().next() {
            Some('T') => {
                let (label, start, end) = mark(self.points, what)?;
                self.places.insert(id, self.marks.len());
                self.marks.push(Mark { id, line, label, start, end, identity: None });
            }
            Some('E') => {
                let mut parts = what.split_whitespace().filter_map(|part| part.split_once(':'));
                let (frame, trigger) = parts.next().ok_or("an event is a frame and its mark")?;
                let (marks, written) = (parts.collect(), BTreeMap::new());
                let (action, modality, negated) = ("", "", false);
                self.places.insert(id, self.events.len());
                self.events.push(Event { line, frame, trigger, action, modality, negated, marks, written });
            }
            Some('A' | 'M') => self.attribute(what)?,
            Some('#') => self.note(what, rest.unwrap_or_default())?,
            Some('R' | '*' | 'N') => {}
            _ => return Err(format!("'{id}' is no id of an annotation")),
        }
        Ok(())
    }

    fn attribute(&mut self, what: &'a str) -> Said<()> {
        let words: Vec<&str> = what.split_whitespace().collect();
        let event = words.get(1).and_then(|id| self.event(id));
        match (&words[..], event) {
            (["Action", _, action], Some(event)) => event.action = action,
            (["Modality", _, modality], Some(event)) => event.modality = modality,
            (["Negated", _], Some(event)) => event.negated = true,
            _ => return Err(format!("no attribute of a claim: {what}")),
        }
        Ok(())
    }

    fn note(&mut self, what: &str, note: &'a str) -> Said<()> {
        // Notes of other kinds are a tool's own.
        let Some(of) = what.strip_prefix("AnnotatorNotes ") else { return Ok(()) };
        if let Some(event) = self.event(of) {
            event.written = serde_json::from_str(note).map_err(|error| format!("the note on a claim: {error}"))?;
        } else if let Some(mark) = self.places.get(of).and_then(|&place| self.marks.get_mut(place)) {
            mark.identity = Some(note);
        } else {
            return Err(format!("a note on '{of}', which is not there"));
        }
        Ok(())
    }

    fn event(&mut self, id: &str) -> Option<&mut Event<'a>> {
        let place = self.places.get(id).filter(|_| id.starts_with('E'))?;
        self.events.get_mut(*place)
    }

    /// The marks that no event stands on.
    fn entities(&mut self) -> Vec<Entity> {
        let triggers: BTreeSet<&str> = self.events.iter().map(|event| event.trigger).collect();
        let mut entities = Vec::new();
        for mark in self.marks.iter().filter(|mark| !triggers.contains(mark.id)) {
            match entity(self.points, mark.start, mark.end, mark.label, mark.identity) {
                Ok(entity) => entities.push(entity),
                Err(message) => self.faults.push(fault(self.file, mark.line, message)),
            }
        }
        entities
    }

    fn claims(&mut self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for event in &self.events {
            match self.claim(event) {
                Ok(claim) => claims.push(claim),
                Err(message) => self.faults.push(fault(self.file, event.line, message)),
            }
        }
        claims
    }

    fn claim(&self, event: &Event) -> Said<Claim> {
        let &Mark { start, end, .. } = self.mark(event.trigger)?;
        let mut claim = Claim {
            start,
            end,
            frame: event.frame.to_owned(),
            action: event.action.to_owned(),
            modality: event.modality.to_owned(),
            negated: event.negated,
            evidence: self.words(start, end)?.to_owned(),
            ..Claim::default()
        };
        let mut numbered: BTreeMap<(&str, usize), Argument> = BTreeMap::new();
        for (role, id) in &event.marks {
            let mark = self.mark(id)?;
            let identity = mark.identity.map_or_else(|| self.words(mark.start, mark.end), Ok)?;
            numbered.insert(number(role), Argument::from(identity.to_owned()));
        }
        numbered.extend(event.written.iter().map(|(role, argument)| (number(role), argument.clone())));
        for ((role, _), argument) in numbered {
            if !claim.fill(role, argument) {
                return Err(format!("unknown role '{role}'"));
            }
        }
        Ok(claim)
    }

    fn mark(&self, id: &str) -> Said<&Mark<'a>> {
        let place = self.places.get(id).filter(|_| id.starts_with('T'));
        let mark = place.and_then(|&place| self.marks.get(place));
        mark.ok_or_else(|| format!("an event on '{id}', which is not there"))
    }

    fn words(&self, start: usize, end: usize) -> Said<&'a str> {
        self.points.get(start, end).ok_or_else(|| format!("the text has nothing at {start}..{end}"))
    }
}

/// `actor2`: the role and its number.
fn number(role: &str) -> (&str, usize) {
    let word = role.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (word, role[word.len()..].parse().unwrap_or(1))
}

/// `country 0 5;6 9`: label, first code point and one past the last.
fn mark<'w>(points: &CodePoints, what: &'w str) -> Said<(&'w str, usize, usize)> {
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
    Ok((label, start, end))
}
