//! A verb that promises something → whether it does so here, and who would give it.
//!
//! What one only can do is no promise, nor is what would have been done; a budget gives for its owner, and whoever is
//! asked for money would pay.

use crate::claim::mood::Mood;
use crate::claim::{Argument, Claim, Scene, carried};
use crate::lexicon::Kind;
use crate::rule::{Modality, Shape, VerbTrigger};
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// Whether what the verb tells is still to come, so that a rule that looks ahead may take it.
    pub(in crate::claim) fn is_ahead_of(&self, verb: usize, mood: &Mood<'a>) -> bool {
        let past = self.parse.groups[verb].verb.past && mood.modality == Modality::Proposed;
        // "Refused to send tanks": that would have been to come.
        let denied = mood.negated && self.parse.groups[verb].relation == Relation::Infinitive;
        // "Is sending Peru grain": under way.
        let group = &self.parse.groups[verb].verb;
        let under_way = group.progressive && group.finite && !group.past;
        (mood.modality != Modality::Actual || under_way || denied) && !past && !self.is_only_able(verb)
    }

    /// "Can buy", "was able to buy", "the ability to buy", "barred from buying".
    fn is_only_able(&self, verb: usize) -> bool {
        let group = &self.parse.groups[verb];
        let able = |word: &str| self.rules.context.enables(word);
        let modal = group.verb.modal.is_some_and(|modal| able(&self.parse.units[modal].lower));
        let from = group.relation == Relation::Preposition && self.parse.preposition(verb) == "from";
        let above = group.host.filter(|_| from || group.relation == Relation::Infinitive);
        modal
            || above.is_some_and(|above| match self.parse.groups[above].is_verb() {
                true => self.verb_keys(above).iter().any(|key| able(key)),
                false => able(&self.parse.head(above).lemma),
            })
    }

    /// Whether a claim stands beside what a verb tells: "in a deal", "after talks", "in return for lower duties".
    pub(in crate::claim) fn is_said_beside(&self, claim: &Claim<'_>) -> bool {
        let Some(group) = self.group_at(claim.trigger) else { return false };
        let meeting = self.rules.shape_of(claim.frame) == Some(Shape::Meeting);
        match self.parse.preposition(group) {
            "in return for" | "in exchange for" => true,
            preposition => meeting && !matches!(preposition, "" | "of" | "by"),
        }
    }

    /// "Asked Congress for $3 billion": whoever is asked for what the verb itself asks.
    pub(in crate::claim) fn asked_for(&self, verb: usize, mood: &Mood<'a>) -> Vec<Argument<'a>> {
        let from = |&group: &usize| self.parse.preposition(group) == "from";
        let own = mood.modality == Modality::Requested && mood.requester.is_some() && mood.asked.is_empty();
        if !own {
            return Vec::new();
        }
        let objects = &self.parse.groups[verb].verb.objects;
        let asked = objects.iter().copied().filter(|&object| self.parse.head(object).kind.is_some_and(Kind::is_party));
        asked.chain(self.parse.hanging(verb).filter(from)).flat_map(|group| self.parties(group)).collect()
    }

    /// The state that asks, or for which one asks.
    pub(in crate::claim) fn asking_state(&self, mood: &Mood<'a>) -> Option<Argument<'a>> {
        let asker = mood.requester.as_ref().map(|asker| asker.state(self.lexicon));
        asker.filter(|asker| asker.kind == Some(Kind::Country))
    }

    /// Who gives, where neither the verb nor what stands above names him: "**Japan's** budget sets aside", "Kenya will
    /// get wheat from **Peru**".
    pub(in crate::claim) fn giver(&self, trigger: &VerbTrigger, verb: usize, upon: &[usize]) -> Vec<Argument<'a>> {
        if trigger.bears {
            let from = |&group: &usize| self.parse.preposition(group) == "from";
            let behind = std::iter::once(&verb).chain(upon).flat_map(|&group| self.parse.hanging(group)).filter(from);
            return behind.flat_map(|group| self.parties(group)).collect();
        }
        let text = self.parse.groups[verb].verb.subject.filter(|_| !self.parse.groups[verb].verb.passive);
        let holders = text.map(|text| self.holders(text)).unwrap_or_default();
        let pledge = text.filter(|_| holders.is_empty()).and_then(|text| self.pledge_meant(text));
        pledge.map_or(holders, |pledge| carried(&pledge.actor, pledge.trigger))
    }

    /// "**The plan** includes a plant", "**These** include": the pledge that was told last.
    fn pledge_meant(&self, text: usize) -> Option<&Claim<'a>> {
        let first = &*self.first(text).lower;
        let back = matches!(first, "the" | "this" | "these" | "it" | "they") && self.parse.head(text).mention.is_none();
        let last = self.memory.claims().filter(|_| back).find(|known| known.frame == "commitment");
        last.filter(|known| known.sentence + 2 >= self.parse.sentence)
    }

    /// Whether a verb is the gerund that says what a pledge is about: "committed to **buying**".
    pub(super) fn is_promised_gerund(&self, verb: usize) -> bool {
        self.parse.groups[verb].verb.gerund && self.parse.preposition(verb) == "to"
    }

    /// Whether a verb promises what an infinitive or a gerund below it tells: "agreed to build", "committed to buying".
    pub(in crate::claim) fn promises_act(&self, verb: usize) -> bool {
        self.promised_below(verb).is_some()
    }

    /// The infinitive that says what a pledge or an offer is about.
    pub(in crate::claim) fn promises(&self, claim: &Claim<'_>) -> Option<usize> {
        let pledge = self.rules.shape_of(claim.frame) == Some(Shape::Event);
        // "Will pay its debt to resume deliveries" is a payment all the same.
        // "Was authorised to impose duties": who is let do it is no object.
        let bare = |&group: &usize| {
            let verb = &self.parse.groups[group];
            !verb.is_verb() || verb.verb.passive || self.acted_upon(group).is_empty()
        };
        let group = self.group_at(claim.trigger).filter(bare)?;
        let mut below = self.parse.hanging(group).filter(|&below| self.parse.groups[below].is_verb());
        below.find(|&below| pledge && self.parse.groups[below].relation == Relation::Infinitive)
    }

    /// The verb of which an infinitive, or one that it is joined to, says what it is about.
    pub(in crate::claim) fn infinitive_above(&self, mut verb: usize) -> Option<usize> {
        for _ in 0..4 {
            let above = self.parse.groups[verb].host.filter(|&above| self.parse.groups[above].is_verb())?;
            match self.parse.groups[verb].relation {
                Relation::Infinitive => return Some(above),
                // "committed to buying"
                Relation::Preposition if self.is_promised_gerund(verb) => return Some(above),
                Relation::Conjunct => verb = above,
                _ => return None,
            }
        }
        None
    }
}
