//! a golden file's or a record's entities and claims → the one form in which they are compared.

use super::name::{same_indicator, same_name, same_product};
use super::quantity::{same_amount, same_rate};
use crate::record;
use serde::Deserialize;

/// The frames that the guide defines; others are not compared.
pub const FRAMES: [&str; 11] = [
    "tariff",
    "export_restriction",
    "import_restriction",
    "quota",
    "sanction",
    "subsidy",
    "agreement",
    "negotiation",
    "investigation",
    "change",
    "commitment",
];

/// The modalities of the guide.
pub const MODALITIES: [&str; 5] = ["actual", "planned", "threatened", "proposed", "requested"];

/// Frames whose two sides are equal: every party is an actor.
const EQUAL_SIDES: [&str; 2] = ["agreement", "negotiation"];

/// Kinds of entities that the guide defines; others are not compared.
pub(super) const KINDS: [&str; 7] = [
    "country",
    "person",
    "organization",
    "commodity",
    "percent",
    "money",
    "place",
];

/// One filled role: the names of which any is right.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "String")]
pub struct Argument {
    /// Alternatives; in a golden file `|` stands between them.
    pub names: Vec<String>,
    /// Whether it counts as missed where it is not found; in a golden file `?` marks what is welcome but not owed.
    pub owed: bool,
}

/// One mention of an entity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who or what it is.
    pub id: String,
    /// The words.
    #[serde(default)]
    pub text: String,
}

/// One claim.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of the record")]
pub struct Claim {
    pub start: usize,
    pub end: usize,
    pub frame: String,
    pub action: String,
    #[serde(default)]
    pub actor: Vec<Argument>,
    #[serde(default)]
    pub target: Vec<Argument>,
    #[serde(default)]
    pub product: Vec<Argument>,
    #[serde(default)]
    pub rate: Option<Argument>,
    #[serde(default)]
    pub rate_before: Option<Argument>,
    #[serde(default)]
    pub amount: Option<Argument>,
    #[serde(default)]
    pub indicator: Option<Argument>,
    pub modality: String,
    #[serde(default)]
    pub negated: bool,
    #[serde(default)]
    pub requester: Option<Argument>,
    #[serde(default)]
    pub attribution: Option<Argument>,
    #[serde(default)]
    pub evidence: String,
}
