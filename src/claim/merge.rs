//! Claims of one sentence → one claim for one statement.
//!
//! Two finds of one frame and action that contradict each other nowhere are one claim with two rules. A `keep` that
//! only presumes a measure gives way to a claim that says what happens to it.

use super::{Argument, Claim};
use crate::rule::{Context, Modality, Role};

/// Merges what states the same thing.
pub(super) fn merge(context: &Context, claims: &mut Vec<Claim<'_>>) {
    let mut merged: Vec<Claim<'_>> = Vec::with_capacity(claims.len());
    for claim in claims.drain(..) {
        match merged.iter_mut().find(|known| same(context, known, &claim)) {
            Some(known) => absorb(context, known, claim),
            None => merged.push(claim),
        }
    }
    let told: Vec<bool> = merged
        .iter()
        .map(|claim| {
            let all = |ending: &str| claim.rules.iter().all(|rule| rule.ends_with(ending));
            all(": default") && merged.iter().any(|other| says_more(other, claim))
                || all(": standing") && merged.iter().any(|other| says_it_stands(other, claim))
        })
        .collect();
    let mut told = told.into_iter();
    merged.retain(|_| !told.next().unwrap_or(false));
    *claims = merged;
}

impl<'a> Claim<'a> {
    /// Takes over what another claim says of the same pledge or measure and it does not.
    pub(super) fn take(&mut self, other: &Claim<'a>) {
        for (mine, theirs) in [(&mut self.target, &other.target), (&mut self.product, &other.product)] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
        self.amount = self.amount.take().or_else(|| other.amount.clone());
    }
}

fn same(context: &Context, one: &Claim<'_>, other: &Claim<'_>) -> bool {
    let alike = one.action == other.action && one.modality == other.modality || is_one_act(context, one, other);
    one.frame == other.frame
        && alike
        && one.negated == other.negated
        && (one.trigger == other.trigger || holds(one, other) || holds(other, one))
        && compatible(&one.actor, &other.actor)
        && compatible(&one.target, &other.target)
        && compatible(&one.product, &other.product)
        && compatible(one.rate.as_slice(), other.rate.as_slice())
        && compatible(one.amount.as_slice(), other.amount.as_slice())
        && compatible(one.indicator.as_slice(), other.indicator.as_slice())
}

/// Whether one says all that the other does; "announced tariffs, including a 26% levy on India": a part tells of no
/// whole.
fn holds(one: &Claim<'_>, other: &Claim<'_>) -> bool {
    let is_part = one.is_only("default") && matches!(one.action, "impose" | "raise");
    !is_part && covers(one, other)
}

/// "The tariffs that it will levy start on Friday", "the duty that it levies hits cars": one noun, one measure; the
/// second verb says when or whom.
fn is_one_act(context: &Context, one: &Claim<'_>, other: &Claim<'_>) -> bool {
    let says_whom = |claim: &Claim<'_>| {
        matches!(claim.action, "keep" | "impose") && (context.hurts(claim.word()) || claim.word() == "cover")
    };
    let imposed = |claim: &Claim<'_>| claim.action == "impose";
    one.trigger == other.trigger
        && (imposed(one) && (says_when(context, other) || says_whom(other))
            || imposed(other) && (says_when(context, one) || says_whom(one)))
}

fn says_when(context: &Context, claim: &Claim<'_>) -> bool {
    claim.action == "impose" && context.starts(claim.word())
}

/// Whether one claim has every argument that the other's own words give.
fn covers(one: &Claim<'_>, other: &Claim<'_>) -> bool {
    let all = |role: Role| {
        other
            .arguments(role)
            .iter()
            .all(|argument| argument.carried || one.arguments(role).iter().any(|known| known.same_party(argument)))
    };
    [Role::Actor, Role::Target, Role::Product, Role::Rate, Role::Amount, Role::Indicator].into_iter().all(all)
}

fn compatible(one: &[Argument<'_>], other: &[Argument<'_>]) -> bool {
    let within = |one: &[Argument<'_>], other: &[Argument<'_>]| {
        one.iter().all(|argument| other.iter().any(|known| known.id == argument.id))
    };
    one.is_empty() || other.is_empty() || within(one, other) || within(other, one)
}

/// Whether `other` tells what happens to the measure that `presumed` only presumes, and of whom and what.
fn says_more(other: &Claim<'_>, presumed: &Claim<'_>) -> bool {
    other.frame == presumed.frame
        && !other.is_only("default")
        && matches!(presumed.action, "keep" | "conclude")
        && (presumed.actor.is_empty()
            || presumed.actor.iter().any(|actor| other.actor.iter().any(|one| one.same_party(actor))))
        && covers(other, presumed)
}

/// Whether `other` says in words of its own that the measure stands which an end to come presupposes.
fn says_it_stands(other: &Claim<'_>, standing: &Claim<'_>) -> bool {
    other.frame == standing.frame
        && !other.is_only("standing")
        && (other.action == "keep" || other.action == "impose" && other.modality == Modality::Actual)
        && compatible(&other.actor, &standing.actor)
        && covers(other, standing)
}

fn absorb<'a>(context: &Context, known: &mut Claim<'a>, claim: Claim<'a>) {
    if known.action != claim.action && claim.action == "impose" {
        (known.action, known.modality) = (claim.action, claim.modality);
    }
    if says_when(context, &claim) {
        (known.modality, known.time) = (known.modality.max(claim.modality), claim.time.clone());
    }
    // What the sentence names counts for more than what is carried to it.
    let told = |parties: &[Argument<'a>]| parties.iter().any(|party| !party.carried);
    let fuller = |known: &mut Vec<Argument<'a>>, other: Vec<Argument<'a>>| {
        if (told(&other), other.len()) > (told(known), known.len()) {
            *known = other;
        }
    };
    fuller(&mut known.actor, claim.actor);
    fuller(&mut known.target, claim.target);
    fuller(&mut known.product, claim.product);
    known.rate = known.rate.take().or(claim.rate);
    known.rate_before = known.rate_before.take().or(claim.rate_before);
    known.amount = known.amount.take().or(claim.amount);
    known.requester = known.requester.take().or(claim.requester);
    known.time = known.time.take().or(claim.time);
    for rule in claim.rules {
        if !known.rules.contains(&rule) {
            known.rules.push(rule);
        }
    }
}
