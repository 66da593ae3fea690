//! what a person says of an entity or a claim → what becomes of the golden file.
//!
//! Each verdict can be applied and reversed any number of times with the same outcome, so that a journal may be
//! replayed over a golden file that has it already.

use crate::audit::{Claim, Entity, Golden};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// One entity or claim, as golden files write it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Item {
    /// A mention.
    Entity(Entity),
    /// A claim.
    Claim(Box<Claim>),
}

/// What a person says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
pub enum Verdict {
    /// It is true as it stands in the golden file.
    Accept {
        /// What is true.
        item: Item,
    },
    /// It is something else.
    Correct {
        /// What stands in the golden file.
        item: Item,
        /// What is true.
        to: Item,
    },
    /// It is not true and leaves the golden file.
    Reject {
        /// What is not true.
        item: Item,
        /// Where it stood among its kind, which an undo needs.
        #[serde(default)]
        place: usize,
        /// What was found for it, where that says the same and falls with it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        found: Option<Item>,
    },
    /// It is true and was missing.
    Add {
        /// What is true.
        item: Item,
    },
    /// It was found, or another reviewer has it, but it is not true.
    Dismiss {
        /// What is not true.
        item: Item,
    },
    /// The article is read to its end: the golden file is no draft any more.
    Done,
}

/// A verdict on a golden file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The golden file, by its path in the folder.
    pub file: PathBuf,
    /// What is said.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Verdict {
    /// Brings a golden file up to the verdict.
    pub(super) fn apply(&self, golden: &mut Golden) {
        match self {
            Verdict::Accept { .. } | Verdict::Dismiss { .. } => {}
            Verdict::Correct { item, to } => item.replace(golden, to),
            Verdict::Reject { item, .. } => item.remove(golden),
            Verdict::Add { item } => item.insert(golden, None),
            Verdict::Done => golden.draft = false,
        }
    }

    /// Takes the verdict back.
    pub(super) fn reverse(&self, golden: &mut Golden) {
        match self {
            Verdict::Accept { .. } | Verdict::Dismiss { .. } => {}
            Verdict::Correct { item, to } => to.replace(golden, item),
            Verdict::Reject { item, place, .. } => item.insert(golden, Some(*place)),
            Verdict::Add { item } => item.remove(golden),
            Verdict::Done => golden.draft = true,
        }
    }

    /// What it is about, as it stands where the verdict is taken back.
    pub(super) fn item(&self) -> Option<&Item> {
        match self {
            Verdict::Accept { item }
            | Verdict::Correct { item, .. }
            | Verdict::Reject { item, .. }
            | Verdict::Add { item }
            | Verdict::Dismiss { item } => Some(item),
            Verdict::Done => None,
        }
    }

    /// What needs no judging any more once this is said.
    pub(super) fn settled(&self) -> Vec<&Item> {
        match self {
            Verdict::Accept { item } | Verdict::Add { item } | Verdict::Dismiss { item } => vec![item],
            Verdict::Correct { to, .. } => vec![to],
            Verdict::Reject { item, found, .. } => std::iter::once(item).chain(found).collect(),
            Verdict::Done => Vec::new(),
        }
    }
}

impl Item {
    /// Where a golden file has it, among its kind.
    pub(super) fn place_in(&self, golden: &Golden) -> Option<usize> {
        match self {
            Item::Entity(entity) => golden.entities.iter().position(|other| other == entity),
            Item::Claim(claim) => golden.claims.iter().position(|other| *other == **claim),
        }
    }

    fn remove(&self, golden: &mut Golden) {
        match (self, self.place_in(golden)) {
            (Item::Entity(_), Some(place)) => drop(golden.entities.remove(place)),
            (Item::Claim(_), Some(place)) => drop(golden.claims.remove(place)),
            (_, None) => {}
        }
    }

    /// Puts it where it was, or behind what stands before it in the text.
    fn insert(&self, golden: &mut Golden, place: Option<usize>) {
        if self.place_in(golden).is_some() {
            return;
        }
        match self {
            Item::Entity(entity) => {
                let after = golden.entities.iter().take_while(|other| other.start <= entity.start).count();
                golden.entities.insert(place.unwrap_or(after).min(golden.entities.len()), entity.clone());
            }
            Item::Claim(claim) => {
                let after = golden.claims.iter().take_while(|other| other.start <= claim.start).count();
                golden.claims.insert(place.unwrap_or(after).min(golden.claims.len()), Claim::clone(claim));
            }
        }
    }

    /// Puts `to` in its place.
    fn replace(&self, golden: &mut Golden, to: &Item) {
        let Some(place) = self.place_in(golden) else {
            return;
        };
        match to {
            Item::Entity(entity) => golden.entities[place] = entity.clone(),
            Item::Claim(claim) => golden.claims[place] = Claim::clone(claim),
        }
    }
}
