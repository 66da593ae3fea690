//! The rules' own examples → those that they do not keep to.

use crate::article::Article;
use crate::error::Fault;
use crate::extract::Extractor;
use crate::record::{Argument, Statement};
use crate::rule::Stated;
use std::collections::BTreeMap;
use std::mem;
use toml::Value;

/// What came of the examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many rule files there are.
    pub files: usize,
    /// How many examples and counterexamples stand in them.
    pub examples: usize,
    /// A complaint about each that fails, with what was due and what was found instead.
    pub faults: Vec<Fault>,
}

/// Reads every example and counterexample of the rules.
pub fn prove(extractor: &Extractor) -> Proof {
    let mut proof = Proof { files: extractor.rules().count(), ..Proof::default() };
    for stated in extractor.rules().examples(&mut proof.faults) {
        proof.examples += 1;
        proof.faults.extend(fails(extractor, &stated));
    }
    proof
}

/// The complaint about an example, where its claims are not found, or claims where none is due.
fn fails(extractor: &Extractor, stated: &Stated<'_>) -> Option<Fault> {
    let example = &stated.example;
    let date = example.date.as_ref().and_then(|date| date.parse().ok());
    let article = Article { date, ..Article::new("example", example.text.get_ref().as_str()) };
    let record = extractor.extract(&article);
    let of_frame = |claim: &&Statement| stated.frame.is_none_or(|frame| claim.frame == frame);
    let found: Vec<&Statement> = record.claims.iter().filter(of_frame).collect();
    let holds = match example.claims.is_empty() {
        true => found.is_empty(),
        false => pairs(&example.claims, &found),
    };
    if holds {
        return None;
    }
    let due = example.claims.iter().map(|claim| {
        let fields: Vec<String> = claim.iter().map(|(field, value)| format!("{field} {}", shown(value))).collect();
        fields.join(", ")
    });
    let found = found.into_iter().map(told);
    Some(stated.fault(format!("'{}'{}{}", example.text.get_ref(), lines("due", due), lines("found", found))))
}

/// Whether each claim that is due agrees with a found one of its own.
fn pairs(due: &[BTreeMap<String, Value>], found: &[&Statement]) -> bool {
    let agreeing = |claim: &BTreeMap<String, Value>| -> Vec<usize> {
        let agree = |&index: &usize| claim.iter().all(|(field, value)| agrees(field, value, found[index]));
        (0..found.len()).filter(agree).collect()
    };
    let choices: Vec<Vec<usize>> = due.iter().map(agreeing).collect();
    let mut taken = vec![None; found.len()];
    (0..choices.len()).all(|claim| finds(claim, &choices, &mut taken, &mut vec![false; found.len()]))
}

/// Whether a claim finds one of its choices free, or taken by a claim that finds another; none is asked twice.
fn finds(claim: usize, choices: &[Vec<usize>], taken: &mut [Option<usize>], asked: &mut [bool]) -> bool {
    choices[claim].iter().any(|&choice| {
        let is_free = !mem::replace(&mut asked[choice], true)
            && taken[choice].is_none_or(|other| finds(other, choices, taken, asked));
        if is_free {
            taken[choice] = Some(claim);
        }
        is_free
    })
}

fn agrees(field: &str, due: &Value, claim: &Statement) -> bool {
    let word = |found: &str| due.as_str() == Some(found);
    match field {
        "frame" => word(&claim.frame),
        "action" => word(&claim.action),
        "modality" => word(&claim.modality),
        "statement" => word(&claim.statement),
        "negated" => due.as_bool() == Some(claim.negated),
        _ => {
            let role = claim.roles().into_iter().find(|(name, _)| *name == field);
            role.is_some_and(|(_, found)| is_same_set(due, found))
        }
    }
}

/// Whether the arguments are those due, in any order, each by its id or its words.
fn is_same_set(due: &Value, found: &[Argument]) -> bool {
    let due: Vec<&str> = match due {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        item => item.as_str().into_iter().collect(),
    };
    let is = |word: &str, argument: &Argument| word == argument.id || word == argument.text;
    due.len() == found.len()
        && due.iter().all(|word| found.iter().any(|argument| is(word, argument)))
        && found.iter().all(|argument| due.iter().any(|word| is(word, argument)))
}

/// What is due in a field, for people.
fn shown(value: &Value) -> String {
    match value {
        Value::String(word) => word.clone(),
        Value::Boolean(is) => is.to_string(),
        Value::Array(items) if items.is_empty() => "nobody".to_owned(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(" and "),
        other => format!("{other:?}"),
    }
}

/// A claim that was found, in the words in which examples ask for one.
fn told(claim: &Statement) -> String {
    let mut fields = vec![format!("frame {}, action {}", claim.frame, claim.action)];
    for (name, arguments) in claim.roles().into_iter().filter(|(_, arguments)| !arguments.is_empty()) {
        let arguments: Vec<String> =
            arguments.iter().map(|argument| format!("{} \"{}\"", argument.id, argument.text)).collect();
        fields.push(format!("{name} {}", arguments.join(" and ")));
    }
    fields.push(format!("modality {}, negated {}", claim.modality, claim.negated));
    format!("{}, by {}", fields.join(", "), claim.rules.join(" and "))
}

/// A line for each claim, or one that says there is none.
fn lines(title: &str, claims: impl Iterator<Item = String>) -> String {
    let claims: Vec<String> = claims.collect();
    match claims.is_empty() {
        true => format!("\n  {title}: no claim"),
        false => claims.iter().map(|claim| format!("\n  {title}: {claim}")).collect(),
    }
}
