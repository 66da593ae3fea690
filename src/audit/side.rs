//! a golden file's or a record's entities and claims → the one form in which they are compared.

use super::name::{same_indicator, same_name, same_product};
use super::quantity::{same_amount, same_rate};
use crate::record;
use serde::{Deserialize, Serialize};

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

/// The actions that the guide defines for a frame.
pub fn actions_of(frame: &str) -> &'static [&'static str] {
    match frame {
        "agreement" => &["conclude", "revise", "reject", "withdraw"],
        "negotiation" => &["hold", "resume", "break_off"],
        "investigation" => &["open", "decide", "close"],
        "change" => &["rise", "fall", "set"],
        "commitment" => &["make", "withdraw"],
        _ => &["impose", "raise", "cut", "keep", "suspend", "resume", "lift", "delay", "exempt"],
    }
}

/// The modalities of the guide.
pub const MODALITIES: [&str; 5] = ["actual", "planned", "threatened", "proposed", "requested"];

/// Frames whose two sides are equal: every party is an actor.
const EQUAL_SIDES: [&str; 2] = ["agreement", "negotiation"];

/// Kinds of entities that the guide defines; others are not compared.
pub const KINDS: [&str; 7] = ["country", "person", "organization", "commodity", "percent", "money", "place"];

/// The roles of the guide, in its order.
pub const ROLES: [&str; 9] =
    ["actor", "target", "product", "rate", "rate_before", "amount", "indicator", "requester", "attribution"];

/// One filled role: the names of which any is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Argument {
    /// Alternatives; in a golden file `|` stands between them.
    pub names: Vec<String>,
    /// Whether it counts as missed where it is not found; in a golden file `?` marks what is welcome but not owed.
    pub owed: bool,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of the record")]
pub struct Claim {
    pub start: usize,
    pub end: usize,
    pub frame: String,
    pub action: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub actor: Vec<Argument>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub target: Vec<Argument>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub product: Vec<Argument>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rate: Option<Argument>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rate_before: Option<Argument>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Argument>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub indicator: Option<Argument>,
    pub modality: String,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub negated: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub requester: Option<Argument>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attribution: Option<Argument>,
    #[serde(default)]
    pub evidence: String,
}

/// How two arguments of a role are compared.
pub(super) type Agree = fn(&str, &str) -> bool;

impl Claim {
    /// The arguments of a role as they are written; none of an unknown one.
    pub fn arguments(&self, role: &str) -> &[Argument] {
        match role {
            "actor" => &self.actor,
            "target" => &self.target,
            "product" => &self.product,
            "rate" => self.rate.as_slice(),
            "rate_before" => self.rate_before.as_slice(),
            "amount" => self.amount.as_slice(),
            "indicator" => self.indicator.as_slice(),
            "requester" => self.requester.as_slice(),
            "attribution" => self.attribution.as_slice(),
            _ => &[],
        }
    }

    /// Whether somebody or something is named in any role.
    #[cfg(feature = "review")]
    pub(crate) fn names(&self, id: &str) -> bool {
        ROLES.iter().flat_map(|role| self.arguments(role)).any(|argument| argument.names.iter().any(|name| name == id))
    }

    /// Puts an argument into a role, behind those that it has or in place of the one; whether there is such a role.
    pub fn fill(&mut self, role: &str, argument: Argument) -> bool {
        match role {
            "actor" => self.actor.push(argument),
            "target" => self.target.push(argument),
            "product" => self.product.push(argument),
            "rate" => self.rate = Some(argument),
            "rate_before" => self.rate_before = Some(argument),
            "amount" => self.amount = Some(argument),
            "indicator" => self.indicator = Some(argument),
            "requester" => self.requester = Some(argument),
            "attribution" => self.attribution = Some(argument),
            _ => return false,
        }
        true
    }

    /// The roles that take several arguments.
    pub(super) fn lists(&self) -> [(&'static str, Vec<&Argument>, Agree); 3] {
        let mut actor: Vec<&Argument> = self.actor.iter().collect();
        let mut target: Vec<&Argument> = self.target.iter().collect();
        if EQUAL_SIDES.contains(&self.frame.as_str()) {
            actor.append(&mut target);
        }
        [
            ("actor", actor, same_name),
            ("target", target, same_name),
            ("product", self.product.iter().collect(), same_product),
        ]
    }

    /// The roles that take one argument.
    pub(super) fn singles(&self) -> [(&'static str, Option<&Argument>, Agree); 6] {
        [
            ("rate", self.rate.as_ref(), same_rate),
            ("rate_before", self.rate_before.as_ref(), same_rate),
            ("amount", self.amount.as_ref(), same_amount),
            ("indicator", self.indicator.as_ref(), same_indicator),
            ("requester", self.requester.as_ref(), same_name),
            ("attribution", self.attribution.as_ref(), same_name),
        ]
    }

    /// How many points it is worth: frame, action and modality, a denial, and every argument owed.
    pub(super) fn points(&self) -> usize {
        3 + self.role_points().iter().map(|(_, points)| points).sum::<usize>()
    }

    /// The points of a denial and of each role that is filled.
    pub(super) fn role_points(&self) -> Vec<(&'static str, usize)> {
        let lists = self.lists().into_iter().map(|(role, arguments, _)| (role, arguments));
        let singles = self.singles().into_iter().map(|(role, argument, _)| (role, argument.into_iter().collect()));
        let owed = |arguments: Vec<&Argument>| arguments.iter().filter(|argument| argument.owed).count();
        let roles = lists.chain(singles).map(|(role, arguments)| (role, owed(arguments)));
        std::iter::once(("negated", usize::from(self.negated))).chain(roles).filter(|&(_, points)| points > 0).collect()
    }

    /// What a slot holds, as golden files write it.
    pub(super) fn values(&self, slot: &str) -> Vec<String> {
        match slot {
            "action" => vec![self.action.clone()],
            "modality" => vec![self.modality.clone()],
            "negated" => vec![self.negated.to_string()],
            _ => {
                let lists = self.lists().into_iter().filter(|(role, _, _)| *role == slot);
                let singles = self.singles().into_iter().filter(|(role, _, _)| *role == slot);
                let arguments = lists.flat_map(|(_, arguments, _)| arguments);
                arguments.chain(singles.filter_map(|(_, argument, _)| argument)).map(ToString::to_string).collect()
            }
        }
    }

    /// Where its sentence stands.
    pub(super) fn span(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

impl std::fmt::Display for Claim {
    /// `tariff.keep actor=US target=?JP rate=25 actual`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.frame, self.action)?;
        for (role, arguments, _) in self.lists().iter().filter(|(_, arguments, _)| !arguments.is_empty()) {
            let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
            write!(out, " {role}={}", arguments.join(","))?;
        }
        for (role, argument, _) in self.singles() {
            if let Some(argument) = argument {
                write!(out, " {role}={argument}")?;
            }
        }
        write!(out, " {}{}", self.modality, if self.negated { " NEGATED" } else { "" })
    }
}

impl Argument {
    /// Whether any of its names agrees with any of the other's.
    pub(super) fn agrees(&self, other: &Argument, agree: Agree) -> bool {
        let agrees = |left| other.names.iter().any(|right| agree(left, right));
        self.names.iter().any(|left| agrees(left))
    }

    /// What a record says, of which any name will do; nothing where it has none.
    fn of_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<Argument> {
        let mut distinct: Vec<String> = Vec::new();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            let name = name.replace('|', " ");
            if !distinct.contains(&name) {
                distinct.push(name);
            }
        }
        (!distinct.is_empty()).then_some(Argument { names: distinct, owed: true })
    }

    /// A party, a rate, an amount: its id, or its words where it has none.
    fn of(argument: &record::Argument) -> Option<Argument> {
        let id = if argument.id.is_empty() { &argument.text } else { &argument.id };
        Argument::of_names([&**id])
    }

    /// Goods: every name that they bear.
    fn of_goods(goods: &record::Argument) -> Option<Argument> {
        Argument::of_names([&*goods.text, &*goods.name, &*goods.id])
    }
}

impl From<String> for Argument {
    fn from(written: String) -> Argument {
        let written = written.trim();
        let names = written.split('|').map(|name| name.trim().trim_start_matches('?'));
        Argument {
            names: names.filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            owed: !written.starts_with('?'),
        }
    }
}

impl From<Argument> for String {
    fn from(argument: Argument) -> String {
        argument.to_string()
    }
}

impl std::fmt::Display for Argument {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mark = if self.owed { "" } else { "?" };
        write!(out, "{mark}{}", self.names.join("|"))
    }
}

impl From<&record::Statement<'_>> for Claim {
    fn from(statement: &record::Statement<'_>) -> Claim {
        let mut claim = Claim {
            start: statement.start,
            end: statement.end,
            frame: statement.frame.to_string(),
            action: statement.action.to_string(),
            modality: statement.modality.to_string(),
            negated: statement.negated,
            evidence: statement.evidence.to_string(),
            ..Claim::default()
        };
        for (role, arguments) in statement.roles() {
            let arguments: Vec<Argument> = match role {
                "product" => arguments.iter().filter_map(Argument::of_goods).collect(),
                // Any link of a chain will do, and a source without an id is nobody.
                "attribution" => Argument::of_names(arguments.iter().map(|link| &*link.id)).into_iter().collect(),
                _ => arguments.iter().filter_map(Argument::of).collect(),
            };
            arguments.into_iter().for_each(|argument| _ = claim.fill(role, argument));
        }
        claim
    }
}

impl Entity {
    /// Whether a found entity stands for the same; where they stand is not looked at.
    pub(super) fn same(&self, found: &record::Entity) -> bool {
        let id = if found.id.is_empty() { &found.text } else { &found.id };
        let any = |agree: Agree, gold: &[&str], found: &[&str]| {
            let mut gold = gold.iter().flat_map(|names| names.split('|'));
            let named = |left: &str| found.iter().any(|right| !right.is_empty() && agree(left, right.trim()));
            gold.any(|left| named(left.trim().trim_start_matches('?')))
        };
        self.kind == found.kind
            && match self.kind.as_str() {
                "percent" => any(same_rate, &[&self.id], &[id]),
                "money" => any(same_amount, &[self.words()], &[&found.text]),
                "country" | "person" => any(same_name, &[&self.id], &[id]),
                "commodity" => any(same_product, &[&self.id, &self.text], &[&found.text, &found.name, &found.id]),
                _ => any(same_name, &[&self.id, &self.text], &[&found.text, &found.name, &found.id]),
            }
    }

    fn words(&self) -> &str {
        if self.text.is_empty() { &self.id } else { &self.text }
    }
}
