//! `on: goods` → where an argument may stand, and what may fill it.

use crate::error::suggestion;
use crate::lexicon::Kind;

/// A role of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the guide's own")]
pub enum Role {
    Actor,
    Target,
    Product,
    Rate,
    RateBefore,
    Amount,
    Indicator,
}

/// One place to look for a role: `on: commodity`.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where.
    pub place: Place,
    /// What.
    pub want: Want,
}

/// Where an argument may stand, seen from the word that states the frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In the noun's own group, before it.
    Before,
    /// Its owner ("Japan's", "its").
    Possessor,
    /// The subject of its verb, or the agent of a passive.
    Subject,
    /// The object of its verb.
    Object,
    /// The subject of the clause that its verb tells ("ruled that **Canada** …").
    Content,
    /// Behind this preposition.
    Behind(String),
}

/// What may fill a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// A country, organisation or person.
    Party,
    /// A country alone.
    Country,
    /// A region or a city.
    Place,
    /// Goods.
    Goods,
    /// A percentage.
    Percent,
    /// An amount of money or a counted quantity.
    Amount,
    /// An amount of money alone.
    Money,
    /// The state in which a city lies.
    Seat,
}

pub(super) const ROLES: &[(&str, Role)] = &[
    ("actor", Role::Actor),
    ("target", Role::Target),
    ("product", Role::Product),
    ("rate", Role::Rate),
    ("rate_before", Role::RateBefore),
    ("amount", Role::Amount),
    ("indicator", Role::Indicator),
];

/// The places that are no prepositions.
pub(super) const PLACES: &[(&str, Place)] = &[
    ("before", Place::Before),
    ("possessor", Place::Possessor),
    ("subject", Place::Subject),
    ("object", Place::Object),
    ("content", Place::Content),
];

const WANTS: &[(&str, Want)] = &[
    ("party", Want::Party),
    ("country", Want::Country),
    ("place", Want::Place),
    ("goods", Want::Goods),
    ("percent", Want::Percent),
    ("amount", Want::Amount),
    ("money", Want::Money),
    ("seat", Want::Seat),
];

pub(super) fn role(name: &str) -> Option<Role> {
    ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
}

pub(super) fn path(path: &str) -> Result<Path, String> {
    let (place, want) =
        path.split_once(": ").ok_or_else(|| format!("'{path}' is no path: write 'place: kind', as in 'on: goods'"))?;
    let place = match PLACES.iter().find(|(known, _)| *known == place) {
        Some((_, place)) => place.clone(),
        None => Place::Behind(place.to_owned()),
    };
    match WANTS.iter().find(|(known, _)| *known == want) {
        Some(&(_, want)) => Ok(Path { place, want }),
        None => Err(format!("unknown kind '{want}'{}", suggestion(want, WANTS.iter().map(|(name, _)| *name)))),
    }
}

impl Want {
    /// Whether a mention of this kind may fill the role.
    pub fn takes(self, kind: Kind) -> bool {
        match self {
            Want::Party => kind.is_party(),
            Want::Country => kind == Kind::Country,
            Want::Place => kind == Kind::Place,
            Want::Goods => kind == Kind::Commodity,
            Want::Percent => kind == Kind::Percent,
            Want::Amount => matches!(kind, Kind::Money | Kind::Quantity),
            Want::Money => kind == Kind::Money,
            Want::Seat => false,
        }
    }
}
