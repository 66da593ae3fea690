//! What a verb states beside what is told already → told once, as the part of it that it is, or for itself.

use crate::claim::{Claim, Scene};
use crate::rule::{Frame, Modality, Shape, VerbTrigger};
use crate::span::Span;
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// Adds what a verb states, unless a claim that is there tells it; a pledge that it says more of goes to `refined`.
    pub(super) fn set_beside(
        &self,
        frame: &Frame,
        trigger: &VerbTrigger,
        verb: usize,
        mut claim: Claim<'a>,
        claims: &mut Vec<Claim<'a>>,
        refined: &mut Vec<Span>,
    ) {
        // "pledged to buy": the pledge tells how it stands, the purchase what it is about.
        let pledge = self.infinitive_above(verb).map(|above| self.parse.head(above).span);
        let outer = claims.iter().find(|known| known.frame == frame.name && Some(known.trigger) == pledge);
        if self.is_only_meant(frame, verb, outer, claims) {
            return;
        }
        if let Some(outer) = outer {
            stand_as(&mut claim, outer);
            refined.push(outer.trigger);
        }
        if self.give_to_noun(frame, verb, &claim, claims) {
            return;
        }
        self.outdo_presumed(frame, verb, &claim, claims);
        if let Some(known) = claims.iter().find(|known| claim.target.is_empty() && self.is_hit_back_at(known, verb)) {
            claim.target.clone_from(&known.actor);
        }
        if self.is_lifted_by_duty(frame, verb, &claim, claims) || self.give_to_undone(frame, verb, &claim, claims) {
            return;
        }
        let told = |known| self.is_told_by(known, frame, trigger, verb, pledge) || self.holds_back(known, &claim);
        if !claims.iter().any(told) {
            // "Will pay its growers $3 million": a measure, and no pledge besides.
            let besides = |known: &Claim<'_>| known.trigger == claim.trigger && known.frame == "commitment";
            claims.retain(|known| frame.shape != Shape::Measure || !besides(known));
            claims.push(claim);
        }
    }

    /// Whether an infinitive only says what the act above, or the claim `outer`, is for.
    fn is_only_meant(&self, frame: &Frame, verb: usize, outer: Option<&Claim<'a>>, claims: &[Claim<'a>]) -> bool {
        let purpose = self.infinitive_above(verb).filter(|&above| !self.acted_upon(above).is_empty());
        match frame.shape {
            // "Will lend Kenya $3 million to buy grain": what it is for is no pledge of its own.
            Shape::Event => outer.is_some() && purpose.is_some(),
            // "Imposed duties to curb imports": what they are for is no measure of its own.
            // "Requires firms to obtain a licence": what is required is the measure.
            Shape::Measure => {
                let means = |above| claims.iter().any(|known| self.is_measure(known) && self.governed(known, above));
                purpose.is_some_and(means) || outer.is_some()
            }
            Shape::Meeting | Shape::Change => false,
        }
    }

    /// "Withdrew a pledge to invest $4 million": gives the pledge what its infinitive has; whether there is one.
    fn give_to_noun(&self, frame: &Frame, verb: usize, claim: &Claim<'a>, claims: &mut [Claim<'a>]) -> bool {
        let group = &self.parse.groups[verb];
        let noun = group.host.filter(|_| group.relation == Relation::Infinitive);
        let noun = noun.filter(|&noun| self.parse.groups[noun].is_noun()).map(|noun| self.parse.head(noun).span);
        give_to(noun, frame, claim, claims)
    }

    /// "Will meet Xi at a summit": the verb says more than the meeting that it only presumes.
    fn outdo_presumed(&self, frame: &Frame, verb: usize, claim: &Claim<'a>, claims: &mut Vec<Claim<'a>>) {
        if frame.shape == Shape::Meeting && claim.actor.len() > 1 {
            let presumed = |known: &Claim<'_>| known.is_only("default");
            claims.retain(|known| known.frame != frame.name || !presumed(known) || !self.governed(known, verb));
        }
    }

    /// "Allowed imports at a duty of 5%", "duty-free imports": whether what is told of the duty is all that is lifted.
    fn is_lifted_by_duty(&self, frame: &Frame, verb: usize, claim: &Claim<'a>, claims: &[Claim<'a>]) -> bool {
        let lifts = claim.action == "lift" && frame.shape == Shape::Measure;
        lifts && claims.iter().any(|known| self.is_measure(known) && self.governed(known, verb))
    }

    /// "Revoked a waiver that let firms sell chips": what the waiver did is told by what became of it; gives it that.
    fn give_to_undone(&self, frame: &Frame, verb: usize, claim: &Claim<'a>, claims: &mut [Claim<'a>]) -> bool {
        let clause = &self.parse.groups[verb];
        let told_of = clause.host.filter(|_| clause.relation == Relation::Modifier);
        let becomes = told_of.and_then(|noun| self.parse.groups[noun].host).map(|above| self.parse.head(above).span);
        give_to(becomes, frame, claim, claims)
    }

    /// Whether a claim tells already what a verb states: "approved a subsidy of $4 million" and "retaliated by raising
    /// duties" do.
    fn is_told_by(
        &self,
        known: &Claim<'_>,
        frame: &Frame,
        trigger: &VerbTrigger,
        verb: usize,
        pledge: Option<Span>,
    ) -> bool {
        // What a judge says of duties is not told.
        let judged = !trigger.subject.is_empty();
        let same = known.frame == frame.name || !frame.needs.is_empty() && !judged;
        // "Will supply Peru with grain in a deal worth $3 million": the deal tells nothing of the grain.
        let beside = || frame.shape == Shape::Event && self.is_said_beside(known);
        // "Stop buying chips" is no purchase.
        let stops = || known.frame != frame.name && Some(known.trigger) == pledge;
        same && !beside() && !self.is_hit_back_at(known, verb) && (self.governed(known, verb) || stops())
    }

    /// "Retaliated against the duties": whether a claim tells what the verb answers.
    fn is_hit_back_at(&self, known: &Claim<'_>, verb: usize) -> bool {
        let noun = self.group_at(known.trigger).filter(|&noun| self.verb_above(noun) == Some(verb));
        let behind = noun.is_some_and(|noun| matches!(self.parse.preposition(noun), "against" | "for" | "over" | "to"));
        behind && self.rules.context.answers(&self.parse.head(verb).lemma)
    }

    /// "Limits imports to 5,000 tonnes": of the measures that one verb tells leaves the one with the longest phrase.
    pub(super) fn leave_longest_measures(&self, claims: &mut Vec<Claim<'a>>) {
        let outdone = |claim: &Claim<'_>, other: &Claim<'_>| {
            let longer = || other.word().strip_prefix(claim.word()).is_some_and(|rest| rest.starts_with(' '));
            claim.trigger == other.trigger && longer() && self.is_measure(claim) && self.is_measure(other)
        };
        let kept = claims.iter().map(|claim| !claims.iter().any(|other| outdone(claim, other)));
        let mut kept = kept.collect::<Vec<bool>>().into_iter();
        claims.retain(|_| kept.next() == Some(true));
    }

    /// "Is negotiating a deal" tells of talks, "a deal negotiated in May" of the deal.
    pub(super) fn leave_talks_or_deal(&self, claims: &mut Vec<Claim<'a>>) {
        let works = |claim: &Claim<'_>| {
            let verb = self.group_at(claim.trigger).filter(|&verb| self.parse.groups[verb].is_verb());
            verb.filter(|&verb| self.rules.context.works_towards(&self.parse.head(verb).lemma))
        };
        let of_deal = |verb: usize, claim: &Claim<'_>| {
            let told = self.rules.context.works_towards(claim.word());
            told && self.is_deal(claim) && self.governed(claim, verb)
        };
        let dropped = claims.iter().filter_map(|talks| {
            let verb = works(talks).filter(|_| !self.is_deal(talks))?;
            let deal = claims.iter().find(|claim| of_deal(verb, claim))?;
            Some(if deal.modality == Modality::Proposed {
                (deal.frame, deal.trigger)
            } else {
                (talks.frame, talks.trigger)
            })
        });
        let dropped: Vec<(&str, Span)> = dropped.collect();
        claims.retain(|claim| !dropped.contains(&(claim.frame, claim.trigger)));
    }

    /// "Offered to drop its tariffs" is about the tariffs, no commitment of its own.
    pub(super) fn drop_promises(&self, claims: &mut Vec<Claim<'a>>) {
        let told: Vec<(&str, Option<usize>)> = claims.iter().map(|claim| (claim.frame, self.told_by(claim))).collect();
        claims.retain(|claim| {
            let promised = self.promises(claim);
            // "agreed to lower and remove its tariffs"
            let act = |verb: Option<usize>| {
                let joined = |verb: usize| {
                    let group = &self.parse.groups[verb];
                    group.host.filter(|_| group.relation == Relation::Conjunct)
                };
                verb == promised || verb.and_then(joined) == promised
            };
            promised.is_none() || !told.iter().any(|(frame, verb)| *frame != claim.frame && act(*verb))
        });
    }

    /// "Scrapped a plan to buy 24 jets": what is withdrawn is what the plan was about, and no pledge that is denied
    /// beside it.
    pub(super) fn join_withdrawn(&self, claims: &mut Vec<Claim<'a>>) {
        let is_below = |pledge: &Claim<'a>, end: &Claim<'a>| {
            let ended = pledge.negated && end.action == "withdraw" && pledge.frame == end.frame;
            let (verb, told) = (self.group_at(end.trigger), self.group_at(pledge.trigger));
            let above = |told: usize| self.verbs_above(told, 2).any(|above| above != told && Some(above) == verb);
            ended && told.is_some_and(above)
        };
        while let Some((end, pledge)) = (0..claims.len())
            .find_map(|end| Some((end, (0..claims.len()).find(|&pledge| is_below(&claims[pledge], &claims[end]))?)))
        {
            let Claim { target, product, amount, .. } = claims[pledge].clone();
            let end = &mut claims[end];
            end.amount = end.amount.take().or(amount);
            for (had, wanted) in [(&mut end.target, target), (&mut end.product, product)] {
                if had.is_empty() {
                    *had = wanted;
                }
            }
            claims.remove(pledge);
        }
    }

    /// Whether a claim that is known already depends on the verb.
    fn governed(&self, claim: &Claim<'_>, verb: usize) -> bool {
        let told = self.group_at(claim.trigger);
        let above = told.and_then(|told| self.verb_above(told));
        let by = above
            .filter(|&above| self.parse.preposition(above) == "by")
            .and_then(|above| self.parse.groups[above].host);
        told == Some(verb) || above == Some(verb) || by == Some(verb)
    }
}

/// Puts a claim as the pledge that it is about is put.
fn stand_as<'a>(claim: &mut Claim<'a>, outer: &Claim<'a>) {
    claim.modality = outer.modality;
    claim.negated = outer.negated;
    // "The deal calls for Peru to buy": whoever is named with the act does it.
    if !outer.actor.is_empty() {
        claim.actor.clone_from(&outer.actor);
    }
}

/// Gives what a claim says to the one of the same frame that is stated at `word`; whether there is one.
fn give_to<'a>(word: Option<Span>, frame: &Frame, claim: &Claim<'a>, claims: &mut [Claim<'a>]) -> bool {
    let whole = claims.iter_mut().find(|known| known.frame == frame.name && Some(known.trigger) == word);
    whole.map(|whole| whole.take(claim)).is_some()
}
