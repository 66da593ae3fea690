//! A verb that is said once → a claim for each of those who do what it tells: "Peru pledged $5 million, Chile
//! $3 million and Egypt $2 million".

use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Shape;
use crate::syntax::{Tag, Unit};

/// How many may go on from the first.
const MOST: usize = 16;

impl<'a> Scene<'_, 'a> {
    /// Adds the claim and those of whoever goes on from it, each with a figure of its own; whether anybody does.
    pub(super) fn deal_gapped(&self, claim: &Claim<'a>, claims: &mut Vec<Claim<'a>>) -> bool {
        let acts =
            !claim.actor.is_empty() && matches!(self.rules.shape_of(claim.frame), Some(Shape::Event | Shape::Measure));
        let figure = claim.rate.as_ref().or(claim.amount.as_ref()).filter(|figure| acts && !figure.carried);
        let Some((figure, kind)) = figure.and_then(|figure| Some((figure, figure.kind?))) else { return false };
        let units = &self.parse.units;
        let Some(mut at) = units.iter().position(|unit| unit.span == figure.span) else { return false };
        // "Gave Peru $3 million and Chile $5 million": to each of them.
        let given = at.checked_sub(1).map(|before| units[before].span);
        let to_each = given.is_some_and(|given| claim.target.iter().any(|target| target.span == given));
        let mut further = Vec::new();
        while let Some((party, figure)) = self.goes_on_from(at, kind).filter(|_| further.len() < MOST) {
            let named = |at: usize| units[at].mention.map(|mention| Argument::of(&self.mentions[mention]));
            let (Some(actor), Some(number)) = (named(party), named(figure)) else { break };
            let mut one = Claim { trigger: number.span, ..claim.clone() };
            *(if to_each { &mut one.target } else { &mut one.actor }) = vec![actor];
            *(if claim.rate.is_some() { &mut one.rate } else { &mut one.amount }) = Some(number);
            further.push(one);
            at = figure;
        }
        let named = |one: &Claim<'a>| if to_each { one.target[0].span } else { one.actor[0].span };
        let mut first = claim.clone();
        first.target.retain(|target| !further.iter().any(|one| named(one) == target.span));
        for one in further.iter_mut().filter(|_| !to_each) {
            one.target.clone_from(&first.target);
        }
        let any = !further.is_empty();
        claims.extend(any.then_some(first));
        claims.extend(further);
        any
    }

    /// The party and the figure of this kind that stand behind the comma or "and" behind a figure.
    fn goes_on_from(&self, figure: usize, kind: Kind) -> Option<(usize, usize)> {
        let units = &self.parse.units;
        let joins = |at: usize| {
            units.get(at).is_some_and(|unit| matches!(unit.tag, Tag::Comma | Tag::Coordinator) && &*unit.lower != "or")
        };
        // "A 25% tariff **on steel**, Chile 10%".
        let of_group = |tag: Tag| matches!(tag, Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Preposition);
        let told = |unit: &Unit<'_>| unit.tag.is_nominal() || of_group(unit.tag);
        let comma = (figure + 1..units.len()).find(|&at| joins(at) || !told(&units[at])).filter(|&at| joins(at))?;
        let party = (comma..units.len()).find(|&at| !joins(at))?;
        let next = units.get(party + 1).filter(|next| next.kind == Some(kind) && !next.is_duration())?;
        (units[party].kind.is_some_and(Kind::is_party) && next.mention.is_some()).then_some((party, party + 1))
    }
}
