//! articles on oil with hand-annotated events → how far movements are found as changes, and embargoes as restrictions.
//!
//! Within a sentence an event and a claim that go the same way are paired, one to one, those that share most arguments
//! first. An argument is found where the words that the claim names for it overlap the annotated ones.

use super::{Report, data, table};
use claimwire::audit::Count;
use claimwire::record::{Argument, Statement, Unit};
use claimwire::{Article, Extractor, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Annotated {
    id: String,
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    arguments: Vec<Stretch>,
}

/// An argument's words, offsets counted in its sentence.
#[derive(Deserialize)]
struct Stretch {
    role: String,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
    Restricted,
}

/// A line of the table of arguments: its name, the annotation's roles, and the fields of a claim that answer them.
type Asked = (&'static str, &'static [&'static str], for<'s> fn(&'s Statement<'s>) -> Vec<&'s Argument<'s>>);

/// The guide keeps one figure more than the rate: the difference, or the level where no difference is given.
const ASKED_OF_MOVEMENTS: &[Asked] = &[
    ("item", &["Item", "Attribute"], |claim| {
        claim.indicator.iter().chain(&claim.product).chain(&claim.actor).collect()
    }),
    ("difference", &["Difference", "Difference2"], |claim| claim.rate.iter().chain(&claim.amount).collect()),
    ("final value", &["Final_value"], |claim| claim.amount.iter().collect()),
];
const ASKED_OF_RESTRICTIONS: &[Asked] = &[
    ("imposer", &["Imposer"], |claim| claim.actor.iter().collect()),
    ("imposee", &["Imposee"], |claim| claim.target.iter().collect()),
];

pub(super) fn check(folder: &Path) -> Result<Report> {
    let articles: Vec<Annotated> = data::rows(&folder.join("dev.jsonl.gz"))?;
    // The data's offsets are code points.
    let extractor = Extractor::load(None, None)?.counting(Unit::Chars);
    let (mut triggers, mut arguments) = (BTreeMap::new(), BTreeMap::new());
    for article in &articles {
        let lines: Vec<&str> = article.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        let read = Article::new(&*article.id, lines.join("\n"));
        let claims = extractor.extract(&read).claims;
        let mut start = 0;
        for sentence in &article.sentences {
            let end = start + sentence.text.chars().count();
            let stated: Vec<&Statement> = claims.iter().filter(|claim| (start..end).contains(&claim.start)).collect();
            let paired = pair(sentence, &stated, start);
            count_triggers(sentence, &stated, &paired, &mut triggers);
            count_arguments(sentence, &stated, &paired, start, &mut arguments);
            start = end + 1;
        }
    }
    let table = format!("{}\n{}", table("crude oil, events", &triggers), table("arguments", &arguments));
    Ok(Report { table, aim_reached: true })
}

impl Event {
    fn way(&self) -> Option<Way> {
        Some(match self.kind.as_str() {
            "Movement-up-gain" | "Cause-movement-up-gain" => Way::Up,
            "Movement-down-loss" | "Cause-movement-down-loss" => Way::Down,
            "Embargo" | "Prohibiting" => Way::Restricted,
            _ => return None,
        })
    }

    fn has_figure(&self) -> bool {
        self.arguments.iter().any(|argument| matches!(&*argument.role, "Difference" | "Final_value"))
    }

    /// Whether one of the claim's arguments stands for an argument of the event; its sentence starts at `start`.
    fn shares(&self, (_, roles, fields): &Asked, claim: &Statement, start: usize) -> bool {
        let asked = self.arguments.iter().filter(|stretch| roles.contains(&&*stretch.role));
        asked.into_iter().any(|stretch| {
            fields(claim).iter().any(|found| found.start < start + stretch.end && start + stretch.start < found.end)
        })
    }
}

fn way_of(claim: &Statement) -> Option<Way> {
    Some(match (&*claim.frame, &*claim.action) {
        ("change", "rise") => Way::Up,
        ("change", "fall") => Way::Down,
        ("sanction" | "export_restriction" | "import_restriction", _) => Way::Restricted,
        _ => return None,
    })
}

fn asked_of(way: Way) -> &'static [Asked] {
    if way == Way::Restricted { ASKED_OF_RESTRICTIONS } else { ASKED_OF_MOVEMENTS }
}

/// The claim that answers each event, by index.
fn pair(sentence: &Sentence, claims: &[&Statement], start: usize) -> Vec<Option<usize>> {
    let mut candidates = Vec::new();
    for (event_at, event) in sentence.events.iter().enumerate() {
        let Some(way) = event.way() else { continue };
        for (claim_at, claim) in claims.iter().enumerate().filter(|(_, claim)| way_of(claim) == Some(way)) {
            let shared = asked_of(way).iter().filter(|asked| event.shares(asked, claim, start)).count();
            candidates.push((shared, event_at, claim_at));
        }
    }
    candidates.sort_by_key(|&(shared, event, claim)| (std::cmp::Reverse(shared), event, claim));
    let mut paired = vec![None; sentence.events.len()];
    for (_, event, claim) in candidates {
        if paired[event].is_none() && !paired.contains(&Some(claim)) {
            paired[event] = Some(claim);
        }
    }
    paired
}

fn count_triggers(
    sentence: &Sentence,
    claims: &[&Statement],
    paired: &[Option<usize>],
    triggers: &mut BTreeMap<&'static str, Count>,
) {
    let moves = |way: Option<Way>| matches!(way, Some(Way::Up | Way::Down));
    type Counted<'c> = (&'static str, &'c dyn Fn(&Event) -> bool, &'c dyn Fn(&Statement) -> bool);
    let lines: [Counted<'_>; 3] = [
        ("movements", &|event| moves(event.way()), &|claim| moves(way_of(claim))),
        ("movements with a figure", &|event| moves(event.way()) && event.has_figure(), &|claim| moves(way_of(claim))),
        ("restrictions", &|event| event.way() == Some(Way::Restricted), &|claim| {
            way_of(claim) == Some(Way::Restricted)
        }),
    ];
    for (name, is_event, is_claim) in lines {
        let events = sentence.events.iter().zip(paired).filter(|(event, _)| is_event(event));
        *triggers.entry(name).or_default() += Count {
            right: events.clone().filter(|(_, claim)| claim.is_some()).count(),
            gold: events.count(),
            predicted: claims.iter().filter(|claim| is_claim(claim)).count(),
        };
    }
}

/// Recall counts over all events, precision over the claims that answer one.
fn count_arguments(
    sentence: &Sentence,
    claims: &[&Statement],
    paired: &[Option<usize>],
    start: usize,
    arguments: &mut BTreeMap<&'static str, Count>,
) {
    for (event, claim) in sentence.events.iter().zip(paired) {
        let Some(way) = event.way() else { continue };
        for asked @ (name, roles, fields) in asked_of(way) {
            let claim = claim.map(|claim| claims[claim]);
            let right = claim.is_some_and(|claim| event.shares(asked, claim, start));
            // What is right under another name ("to $40" among the differences) is not held against this one.
            let answered = claim.is_some_and(|claim| {
                !fields(claim).is_empty()
                    && (right
                        || !asked_of(way).iter().any(|other| other.0 != *name && event.shares(other, claim, start)))
            });
            *arguments.entry(*name).or_default() += Count {
                right: usize::from(right),
                gold: usize::from(event.arguments.iter().any(|argument| roles.contains(&&*argument.role))),
                predicted: usize::from(answered),
            };
        }
    }
}
