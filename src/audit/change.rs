//! an earlier and a later record of one article → the claims that came, went or changed, slot by slot, with what is
//! behind it on each side.
//!
//! Claims of one frame are paired where their sentences overlap, so that the most slots agree. A slot's cause is the
//! dictionary row that names something on one side alone; where both sides name the same, it is the rules; where the
//! rules are the same too, it is what was said before, from where an argument is carried, or the file in which the
//! rules look for the slot.

use super::cause::entity_behind;
use super::pair::assignment;
use crate::record::{Argument, Entity, Part, Record, Statement};
use serde::{Deserialize, Serialize};

/// The cause of an argument that is carried from another sentence.
const SAID_BEFORE: &str = "what was said before";

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Only the later record has it.
    Came,
    /// Only the earlier record has it.
    Went,
    /// Both have it, and a slot of it differs.
    Changed,
}

/// What is behind a change on either side: dictionary rows (`countries.tsv:112`), rules (`tariff/impose: slap`,
/// `person.title`), or, where they are the same on both, the file of rules that reads the slot.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cause {
    /// Before.
    pub before: Vec<String>,
    /// After.
    pub after: Vec<String>,
}

/// A claim that came or went, or one slot of a claim that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What became of it.
    pub fate: Fate,
    /// The slot that changed; none where the claim came or went as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slot: Option<String>,
    /// What is behind it.
    pub cause: Cause,
    /// What the slot held.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub before: Vec<String>,
    /// What it holds now.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub after: Vec<String>,
    /// The article's id.
    pub article: String,
    /// The claim's id: as it is now, or of one that went, as it was.
    pub claim: String,
    /// The claim as one plain sentence.
    pub statement: String,
    /// The sentence that states it.
    pub evidence: String,
}

/// The claims on which two records of one article do not agree, in the order of its text, and how many are the same.
///
/// ```
/// use claimwire::audit::{Fate, changes};
/// use claimwire::{Article, Extractor, Record};
/// let article = Article::new("1", "Japan has lifted its 25% tariff on steel.");
/// let extractor = Extractor::load(None, None).unwrap();
/// let now = extractor.extract(&article);
/// let before = Record { claims: Vec::new(), ..now.clone() };
/// let (changes, _) = changes(&before, &now);
/// assert_eq!(changes[0].fate, Fate::Came);
/// assert!(changes[0].cause.after[0].starts_with("tariff/lift: "));
/// ```
pub fn changes(before: &Record, after: &Record) -> (Vec<Change>, usize) {
    let sides = Sides { before, after };
    let (mut changes, mut same) = (Vec::new(), 0);
    for (old, new) in sentences(&before.claims, &after.claims) {
        let (mut went, mut came) = (old, new);
        went.retain(|old| match came.iter().position(|new| differing(old, new).is_empty()) {
            Some(place) => {
                came.remove(place);
                same += 1;
                false
            }
            None => true,
        });
        for (left, right) in pairing(&went, &came) {
            match (left, right) {
                (Some(old), Some(new)) => {
                    changes.extend(differing(old, new).into_iter().map(|slot| sides.changed(old, new, slot)));
                }
                (Some(old), None) => changes.push(sides.went(old)),
                (None, Some(new)) => changes.push(sides.came(new)),
                (None, None) => {}
            }
        }
    }
    (changes, same)
}

/// Two records of one article.
struct Sides<'r> {
    before: &'r Record<'r>,
    after: &'r Record<'r>,
}

impl Sides<'_> {
    fn came(&self, claim: &Statement) -> Change {
        let cause = Cause { before: Vec::new(), after: whole_cause(self.after, self.before, claim) };
        told(Fate::Came, cause, &self.after.id, claim)
    }

    fn went(&self, claim: &Statement) -> Change {
        let cause = Cause { before: whole_cause(self.before, self.after, claim), after: Vec::new() };
        told(Fate::Went, cause, &self.before.id, claim)
    }

    fn changed(&self, old: &Statement, new: &Statement, slot: &'static str) -> Change {
        let (left, right) = (arguments_of(old, slot), arguments_of(new, slot));
        let is_in =
            |argument: &Argument, others: &[Argument]| others.iter().any(|other| value(argument) == value(other));
        let gone = left.iter().filter(|argument| !is_in(argument, right));
        let new_ones = right.iter().filter(|argument| !is_in(argument, left));
        let mut cause = Cause {
            before: gone.filter_map(|argument| row_of_one_side(self.before, self.after, old, argument)).collect(),
            after: new_ones.filter_map(|argument| row_of_one_side(self.after, self.before, new, argument)).collect(),
        };
        if cause == Cause::default() && left.iter().chain(right).any(|argument| argument.carried) {
            let memory = vec![SAID_BEFORE.to_owned()];
            cause = Cause { before: memory.clone(), after: memory };
        } else if cause == Cause::default() {
            cause = Cause { before: old.rules.clone(), after: new.rules.clone() };
            if cause.before == cause.after {
                let file = vec![format!("rules/{}.toml", read_by(new, slot))];
                cause = Cause { before: file.clone(), after: file };
            }
        }
        Change {
            slot: Some(slot.to_owned()),
            before: values(old, slot),
            after: values(new, slot),
            ..told(Fate::Changed, cause, &self.after.id, new)
        }
    }
}

fn told(fate: Fate, cause: Cause, article: &str, claim: &Statement) -> Change {
    Change {
        fate,
        slot: None,
        cause,
        before: Vec::new(),
        after: Vec::new(),
        article: article.to_owned(),
        claim: claim.id.clone(),
        statement: claim.statement.clone(),
        evidence: claim.evidence.to_string(),
    }
}

/// Why a claim stands in one record and not in the other: the rows that name one of its arguments here alone, else its
/// rules.
fn whole_cause(here: &Record, there: &Record, claim: &Statement) -> Vec<String> {
    let all = claim.roles().into_iter().flat_map(|(_, arguments)| arguments);
    let mut rows: Vec<String> = all.filter_map(|argument| row_of_one_side(here, there, claim, argument)).collect();
    rows.sort();
    rows.dedup();
    if rows.is_empty() { claim.rules.clone() } else { rows }
}

/// What named an argument, where the other record does not name the same at this place.
fn row_of_one_side(here: &Record, there: &Record, claim: &Statement, argument: &Argument) -> Option<String> {
    let entity = entity_behind(here, claim, argument)?;
    let same = |other: &Entity| {
        (other.start, other.end, &other.kind, &other.id) == (entity.start, entity.end, &entity.kind, &entity.id)
    };
    let first =
        there.entities.partition_point(|other| place(other.part, other.start) < place(entity.part, entity.start));
    let named =
        there.entities[first..].iter().take_while(|other| other.part == entity.part && other.start == entity.start);
    (!named.into_iter().any(same)).then(|| entity.found_by.to_string())
}

/// The rule file in which the slot of a claim is looked for.
fn read_by<'c>(claim: &'c Statement, slot: &str) -> &'c str {
    match slot {
        "modality" | "negated" | "requester" | "attribution" | "time" => "context",
        _ => &claim.frame,
    }
}

/// The slots in which two claims differ.
fn differing(old: &Statement, new: &Statement) -> Vec<&'static str> {
    let slots = ["frame", "action", "modality", "negated"].into_iter().chain(old.roles().map(|(role, _)| role));
    slots
        .filter(|slot| {
            let (mut left, mut right) = (values(old, slot), values(new, slot));
            left.sort();
            right.sort();
            left != right
        })
        .collect()
}

fn values(claim: &Statement, slot: &str) -> Vec<String> {
    match slot {
        "frame" => vec![claim.frame.to_string()],
        "action" => vec![claim.action.to_string()],
        "modality" => vec![claim.modality.to_string()],
        "negated" => vec![claim.negated.to_string()],
        role => arguments_of(claim, role).iter().map(|argument| value(argument).to_owned()).collect(),
    }
}

fn arguments_of<'c, 'a>(claim: &'c Statement<'a>, slot: &str) -> &'c [Argument<'a>] {
    claim.roles().into_iter().find(|(role, _)| *role == slot).map_or(&[], |(_, arguments)| arguments)
}

/// Who or what an argument is, or its words where nobody knows.
fn value<'v>(argument: &'v Argument<'_>) -> &'v str {
    if argument.id.is_empty() { &argument.text } else { &argument.id }
}

/// A place in an article: the title stands before the text.
fn place(part: Option<Part>, start: usize) -> (bool, usize) {
    (part.is_none(), start)
}

/// Claims of one side.
type Told<'c> = Vec<&'c Statement<'c>>;

/// Claims of the earlier and of the later record by overlapping sentences, in the order of the text.
fn sentences<'c>(old: &'c [Statement<'c>], new: &'c [Statement<'c>]) -> Vec<(Told<'c>, Told<'c>)> {
    let mut all: Vec<(&'c Statement<'c>, bool)> =
        old.iter().map(|claim| (claim, true)).chain(new.iter().map(|claim| (claim, false))).collect();
    all.sort_by_key(|(claim, _)| place(claim.part, claim.start));
    let mut groups: Vec<(Told<'c>, Told<'c>)> = Vec::new();
    let mut upto = None;
    for (claim, is_old) in all {
        if upto.is_none_or(|upto| place(claim.part, claim.start) >= upto) {
            groups.push((Vec::new(), Vec::new()));
        }
        upto = upto.max(Some(place(claim.part, claim.end)));
        let (old, new) = groups.last_mut().expect("the first claim opens a group");
        if is_old { old.push(claim) } else { new.push(claim) }
    }
    groups
}

/// Claims of one frame in pairs that differ in the fewest slots, then those that stand alone.
fn pairing<'c>(
    old: &[&'c Statement<'c>],
    new: &[&'c Statement<'c>],
) -> Vec<(Option<&'c Statement<'c>>, Option<&'c Statement<'c>>)> {
    // More than a claim has slots, so that a pair always outweighs none.
    const SLOTS: i64 = 20;
    let size = old.len().max(new.len());
    let mut weight = vec![vec![0; size]; size];
    for (row, old) in old.iter().enumerate() {
        for (column, new) in new.iter().enumerate().filter(|(_, new)| new.frame == old.frame) {
            weight[row][column] = SLOTS - differing(old, new).len() as i64;
        }
    }
    let mut pairs = Vec::new();
    for (row, column) in assignment(&weight).into_iter().enumerate() {
        let (left, right) = (old.get(row).copied(), new.get(column).copied());
        if weight[row][column] > 0 {
            pairs.push((left, right));
        } else {
            pairs.extend([(left, None), (None, right)]);
        }
    }
    pairs
}
