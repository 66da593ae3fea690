//! A preposition → the groups that stand behind it, of a measure's noun, of what wraps or is joined to it, of its verb.

use super::{Governor, Stand};
use crate::claim::Scene;
use crate::lexicon::Kind;
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// The groups behind a preposition of the noun, of what wraps it, of its governing verb.
    pub(in crate::claim) fn behind_groups(
        &self,
        preposition: &str,
        noun: usize,
        governor: &Governor<'a>,
    ) -> Vec<usize> {
        // Most prepositions that are asked for stand nowhere in the sentence.
        let mut prepositions = self.parse.groups.iter().filter_map(|group| group.preposition);
        if !prepositions.any(|unit| *self.parse.units[unit].lower == *preposition) {
            return Vec::new();
        }
        // "Time for Chile to lift its ban": who acts is no target.
        let acts = |group: usize| {
            let next = self.parse.groups.get(group + 1).filter(|next| next.verb.infinitive);
            preposition == "for" && next.is_some_and(|next| next.verb.subject == Some(group))
        };
        let is_behind = |group: usize| {
            self.parse.preposition(group) == preposition && self.parse.groups[group].is_noun() && !acts(group)
        };
        let mut groups: Vec<usize> = self.parse.hanging(noun).filter(|&group| is_behind(group)).collect();
        // What hangs from a percentage or a wrapping noun around the noun, and from a participle behind it.
        // "a tax of 5% imposed on exports".
        let is_sum = |&of: &usize| {
            matches!(self.parse.head(of).kind, Some(Kind::Percent | Kind::Money)) && self.parse.preposition(of) == "of"
        };
        let sums = || self.parse.hanging(noun).filter(is_sum);
        // "duties of 5% on its goods".
        groups.extend(sums().flat_map(|sum| self.parse.hanging(sum)).filter(|&group| is_behind(group)));
        let within = std::iter::once(noun).chain(sums()).flat_map(|part| self.parse.hanging(part));
        for verb in within
            .filter(|&verb| self.parse.groups[verb].is_verb() && self.parse.groups[verb].relation == Relation::Modifier)
        {
            groups.extend(self.parse.hanging(verb).filter(|&group| is_behind(group)));
        }
        // "a ban on selling crude": what the gerund acts upon.
        let gerunds = self
            .parse
            .hanging(noun)
            .filter(|&verb| self.parse.groups[verb].verb.gerund && self.parse.preposition(verb) == preposition);
        groups.extend(gerunds.flat_map(|verb| self.parse.groups[verb].verb.objects.iter().copied()));
        // "supply Iceland with salmon": behind the object of a verb that states the frame by itself.
        if governor.group == noun && self.parse.groups[noun].is_verb() {
            let objects = self.parse.groups[noun].verb.objects.iter();
            groups.extend(objects.flat_map(|&object| self.parse.hanging(object)).filter(|&group| is_behind(group)));
        }
        if governor.group != noun {
            let after_noun = self.parse.groups[governor.group].is_noun()
                || matches!(governor.stand, Stand::Object | Stand::Behind | Stand::Subject | Stand::Bear);
            // "10% tariffs on aircraft and 25% tariffs on cars": each has its own.
            let this = &self.parse.groups[noun];
            let apart = this.host.filter(|_| this.relation == Relation::Conjunct && !groups.is_empty());
            if after_noun {
                groups.extend(self.parse.hanging(governor.group).filter(|&group| group != noun && is_behind(group)));
                for &object in &self.parse.groups[governor.group].verb.objects {
                    if object != noun && Some(object) != apart && preposition != "from" {
                        groups.extend(self.parse.hanging(object).filter(|&group| group != noun && is_behind(group)));
                    }
                }
            }
        }
        if groups.is_empty()
            && !matches!(self.parse.preposition(noun), "at" | "in" | "after" | "before" | "during" | "under")
            && let Some(host) = self.parse.groups[noun].host.filter(|&host| {
                self.parse.groups[host].is_noun() && self.parse.groups[noun].relation != Relation::Conjunct
            })
        {
            groups.extend(self.parse.hanging(host).filter(|&group| group != noun && is_behind(group)));
        }
        // "sanctions and pressure against Peru": behind what is joined to it; what stands behind another measure is this
        // one's too where nothing stands behind this one ("quotas and tariffs on Peruvian wine").
        if groups.is_empty() {
            let bare = !self.parse.hanging(noun).any(|part| self.parse.groups[part].preposition.is_some());
            let right_behind = |joined: usize| {
                let before = self.parse.groups[joined].units.start.checked_sub(1);
                before.is_some_and(|before| matches!(&*self.parse.units[before].lower, "and" | "or"))
            };
            let joined = |&joined: &usize| {
                self.parse.groups[joined].is_noun()
                    && self.parse.groups[joined].relation == Relation::Conjunct
                    && (bare && right_behind(joined) || self.stated(joined, &[]).is_none())
            };
            let joined = self.parse.hanging(noun).filter(joined);
            groups.extend(joined.flat_map(|joined| self.parse.hanging(joined)).filter(|&group| is_behind(group)));
        }
        if groups.is_empty() && matches!(preposition, "to" | "of" | "at" | "with") {
            let clause =
                |group: usize| self.parse.groups[group].verb.finite || self.parse.groups[group].verb.infinitive;
            // "duties over its purchase of oil": why they are levied is not what they are on.
            let reason = |mut group: usize| {
                while let Some(host) = self.parse.groups[group].host.filter(|_| group != noun) {
                    let act = &*self.parse.head(group).lemma == "purchase" && self.parse.preposition(group) == "for";
                    if act || self.rules.context.tells_reason(self.parse.preposition(group)) {
                        return true;
                    }
                    group = host;
                }
                false
            };
            let inside =
                self.below(noun).into_iter().filter(|&group| group > noun && is_behind(group) && !reason(group));
            groups.extend(inside.filter(|&group| !(noun..group).any(clause)));
        }
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}
