//! "steel and aluminium from duties of 25% and 10% respectively" → a claim for each pair.

use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::syntax::Relation;

/// Splits the claims of a sentence that deals its rates out in order.
pub(super) fn split<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    if !scene.parse.units.iter().any(|unit| &*unit.lower == "respectively") {
        return;
    }
    for claim in std::mem::take(claims) {
        let rates = claim.rate.as_ref().map(|rate| scene.rates_from(rate)).unwrap_or_default();
        let lists = [&claim.product, &claim.target, &claim.actor];
        let Some(dealt) = lists.iter().position(|list| rates.len() > 1 && list.len() == rates.len()) else {
            claims.push(claim);
            continue;
        };
        for (index, rate) in rates.into_iter().enumerate() {
            let mut one = Claim { rate: Some(rate), ..claim.clone() };
            let list = [&mut one.product, &mut one.target, &mut one.actor].into_iter().nth(dealt);
            if let Some(list) = list {
                *list = vec![list[index].clone()];
            }
            claims.push(one);
        }
    }
}

impl<'a> Scene<'_, 'a> {
    /// A rate and those joined to it.
    fn rates_from(&self, rate: &Argument<'a>) -> Vec<Argument<'a>> {
        let Some(first) = self.group_at(rate.span) else { return Vec::new() };
        let joined = self.parse.hanging(first).filter(|&group| self.parse.groups[group].relation == Relation::Conjunct);
        std::iter::once(first)
            .chain(joined)
            .filter(|&group| self.parse.is(group, Kind::Percent))
            .filter_map(|group| self.parse.head(group).mention)
            .map(|mention| Argument::of(&self.mentions[mention]))
            .collect()
    }
}
