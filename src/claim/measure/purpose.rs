//! What a measure is for → whom and what it hits: "quotas to stem imports from **Peru**", "to limit **Russia's** access
//! to **chips**".

use crate::claim::govern::Governor;
use crate::claim::{Claim, Scene};
use crate::rule::Want;
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// Fills whom a measure hits and the goods from what it is to hold back, where its own words leave them open.
    pub(super) fn fill_from_purpose(&self, noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let takes = matches!(claim.action, "impose" | "keep" | "raise" | "resume");
        if !(self.is_measure(claim) && takes) || claim.negated {
            return;
        }
        let Some(purpose) = self.purpose(noun, governor.group) else { return };
        let held = self.held_back(purpose);
        if claim.target.is_empty() {
            held.iter().for_each(|&held| self.collect(held, Want::Country, 0, &mut claim.target));
            claim.target.retain(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
        }
        if claim.product.is_empty() {
            held.iter().for_each(|&held| self.collect(held, Want::Goods, 0, &mut claim.product));
        }
    }

    /// The infinitive that says what the measure or its verb is to hold back.
    fn purpose(&self, noun: usize, governor: usize) -> Option<usize> {
        let holds_back = |&below: &usize| {
            let group = &self.parse.groups[below];
            group.is_verb()
                && group.relation == Relation::Infinitive
                && self.rules.context.holds_back(&self.parse.head(below).lemma)
        };
        [governor, noun].into_iter().find_map(|above| self.parse.hanging(above).find(holds_back))
    }

    /// What is held back: the objects, what comes behind the "to" of an access, what one is kept from getting.
    fn held_back(&self, purpose: usize) -> Vec<usize> {
        let objects = &self.parse.groups[purpose].verb.objects;
        let entry = |&&object: &&usize| self.rules.context.is_entry(&self.parse.head(object).lemma);
        let goods = objects.iter().filter(entry).flat_map(|&object| self.parse.hanging(object));
        let goods = goods.filter(|&to| self.parse.preposition(to) == "to");
        let kept_from = objects.iter().chain([&purpose]).flat_map(|&above| self.parse.hanging(above));
        let got = kept_from
            .filter(|&from| self.parse.preposition(from) == "from" && self.parse.groups[from].is_verb())
            .flat_map(|from| self.parse.groups[from].verb.objects.iter().copied());
        objects.iter().copied().chain(goods).chain(got).collect()
    }
}
