//! Further figures of a list whose verb is left out → the change once more: "rose 4% in April and 14% in May", "exports
//! rose 4% and imports 3%".

use super::super::{Argument, Claim, Scene};
use super::extent::is_figure;
use crate::lexicon::Kind;
use crate::rule::Frame;
use crate::span::Span;
use crate::syntax::{Relation, Tag, Unit};

/// How many further figures a list may have.
const MOST: usize = 8;

/// What a further figure is of.
enum Of {
    /// What moved before.
    Same,
    /// Something else, by its words.
    Another(Span),
    /// The same of another party, by its mention.
    Owner(usize),
}

impl<'a> Scene<'_, 'a> {
    /// The claims of the figures that go on from that of a change.
    pub(super) fn further_figures(&self, claim: &Claim<'a>) -> Vec<Claim<'a>> {
        let units = &self.parse.units;
        let figure = claim.rate.as_ref().or(claim.amount.as_ref());
        let Some(figure) = figure.filter(|figure| figure.kind.is_some()) else { return Vec::new() };
        let Some(mut at) = units.iter().position(|unit| unit.span == figure.span) else { return Vec::new() };
        let mut claims = Vec::new();
        if units.iter().any(|unit| &*unit.lower == "respectively") {
            return claims;
        }
        while claims.len() < MOST {
            let Some((next, of)) = self.next_figure(at, figure.kind) else { break };
            let Some(figure) = self.figure_at(&units[next]) else { break };
            let mut further =
                Claim { trigger: figure.span, rate_before: None, amount: None, rate: None, ..claim.clone() };
            let role = if figure.kind == Some(Kind::Percent) { &mut further.rate } else { &mut further.amount };
            *role = Some(figure);
            match of {
                Of::Same => {}
                Of::Another(named) => {
                    further.product = self.goods_within(named);
                    further.indicator = Some(self.shown(named));
                }
                Of::Owner(owner) => further.actor = vec![Argument::of(&self.mentions[owner])],
            }
            claims.push(further);
            at = next;
        }
        claims
    }

    /// "Trade with Peru rose 9%, followed by **Chile, up 4% to $3 billion**, and Egypt, down 2%": what moved before,
    /// with a further party.
    pub(super) fn followed(&self, frame: &'a Frame, at: usize, earlier: &[Claim<'a>]) -> Option<Claim<'a>> {
        let units = &self.parse.units;
        let turns = matches!(&*units[at].lower, "up" | "down" | "up to" | "down to");
        let comma = at.checked_sub(1).filter(|&before| turns && units[before].tag == Tag::Comma)?;
        let party = &units[comma.checked_sub(1)?];
        let follows = |unit: &Unit<'_>| unit.tag == Tag::Coordinator || unit.tag == Tag::Comma || &*unit.lower == "by";
        let opens = units[..comma - 1].iter().rev().find(|unit| unit.tag != Tag::Determiner).is_some_and(follows);
        let named = party.mention.filter(|_| opens && party.kind.is_some_and(Kind::is_party))?;
        let known = |claim: &&Claim<'a>| claim.indicator.is_some() && claim.trigger.end <= units[at].span.start;
        let known = earlier.iter().rev().find(known).filter(|known| known.frame == frame.name)?;
        let by = self.figure_at(units.get(at + 1)?).filter(|by| by.kind == Some(Kind::Percent))?;
        let reached =
            units.get(at + 2).filter(|unit| &*unit.lower == "to").and_then(|_| self.figure_at(units.get(at + 3)?));
        let action = if units[at].lower.starts_with("up") { "rise" } else { "fall" };
        let mut actor: Vec<Argument<'a>> = known.actor.iter().take(1).cloned().collect();
        actor.push(Argument::of(&self.mentions[named]));
        Some(Claim {
            action: &frame.action(action)?.name,
            actor,
            target: Vec::new(),
            rate: Some(by),
            rate_before: None,
            amount: reached,
            trigger: units[at].span,
            ..known.clone()
        })
    }

    /// The figure of this kind that goes on from the one at a unit, and what moves by it.
    fn next_figure(&self, at: usize, kind: Option<Kind>) -> Option<(usize, Of)> {
        let units = &self.parse.units;
        let stays = |tag: Tag| {
            !tag.is_verb() && !tag.is_auxiliary() && !matches!(tag, Tag::Stop | Tag::Relative | Tag::Subordinator)
        };
        let end = (at + 1..units.len()).find(|&next| !stays(units[next].tag)).unwrap_or(units.len());
        let joined =
            |&next: &usize| matches!(units[next].tag, Tag::Coordinator | Tag::Comma) && &*units[next].lower != "or";
        // "Peru's exports rose 5%, Chile's 3% and Egypt's 2%".
        let owner = |at: usize| units.get(at).filter(|unit| unit.kind.is_some_and(Kind::is_party))?.mention;
        let opens = |&next: &usize| {
            let genitive = units.get(next + 2).is_some_and(|unit| unit.tag == Tag::Genitive);
            let stands = units.get(next + 3).is_some_and(|unit| unit.kind == kind && is_figure(unit));
            matches!(units[next].tag, Tag::Comma | Tag::Coordinator) && genitive && stands
        };
        if let Some(next) = Some(at + 1).filter(|&next| next < end).filter(opens) {
            return Some((next + 3, Of::Owner(owner(next + 1)?)));
        }
        let joint = (at + 1..end).find(|&next| units[next].tag == Tag::Coordinator).filter(joined)?;
        // What stands between the figures says when or where, and is no figure itself.
        if (at + 1..joint).any(|between| is_figure(&units[between])) {
            return None;
        }
        let next = (joint + 1..end).find(|&next| is_figure(&units[next]))?;
        let same = units[next].kind == kind;
        // "15% year-on-year"
        let compares = |unit: &Unit<'_>| unit.lower.contains("on-");
        let behind = units.get(next + 1).is_none_or(|unit| {
            compares(unit)
                || !matches!(unit.tag, Tag::Noun | Tag::Plural | Tag::Adjective | Tag::Gerund) && &*unit.lower != "of"
        });
        let between: Vec<usize> = (joint + 1..next)
            .filter(|&unit| {
                !matches!(units[unit].tag, Tag::Adverb | Tag::Determiner) && !is_measuring(&units[unit].lower)
            })
            .collect();
        let of = match between[..] {
            [] => Of::Same,
            [first, .., last] | [first @ last] if between.iter().all(|&unit| is_nominal(units[unit].tag)) => {
                Of::Another(units[first].span.join(units[last].span))
            }
            _ => return None,
        };
        (same && behind && self.has_verb_behind(next, end).is_none()).then_some((next, of))
    }

    /// The verb of which the figure would be the subject.
    fn has_verb_behind(&self, figure: usize, end: usize) -> Option<usize> {
        let group = self.parse.group_of(figure)?;
        let this = &self.parse.groups[group];
        this.host.filter(|_| this.relation == Relation::Subject && end < self.parse.units.len())
    }

    fn goods_within(&self, span: Span) -> Vec<Argument<'a>> {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let within = self.mentions[first..].iter().take_while(|mention| mention.span.end <= span.end);
        within.filter(|mention| mention.kind == Kind::Commodity).map(Argument::of).collect()
    }
}

fn is_measuring(word: &str) -> bool {
    matches!(word, "by" | "another" | "a further" | "further" | "then" | "about" | "around")
}

fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Plural | Tag::Proper | Tag::Adjective)
}
