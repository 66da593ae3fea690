//! `points_back` of rules/context.toml → definite nouns that mean somebody or something named before.

use super::known::Known;
use serde::Deserialize;

/// Definite nouns that point back at a party named before.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsBack {
    /// At a country: "the country".
    pub country: Known,
    /// At a person: "the president".
    pub person: Known,
    /// At an organisation: "the ministry".
    pub organization: Known,
    /// At the measure of which the last claim tells: "the measure", "this bill".
    pub measure: Known,
    /// At two parties, in the plural or behind "both" and "two": "the two sides".
    pub both: Known,
}
