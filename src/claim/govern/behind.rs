//! A preposition → the groups that stand behind it, of a measure's noun, of what wraps or is joined to it, of its verb.

use super::{Governor, Stand};
use crate::claim::Scene;
use crate::lexicon::Kind;
use crate::syntax::{Relation, Tag};

impl<'a> Scene<'_, 'a> {
    /// The groups behind a preposition of the noun, of what wraps it, of its governing verb.
    pub(in crate::claim) fn behind_groups(
        &self,
        preposition: &str,
        noun: usize,
        governor: &Governor<'a>,
    ) -> Vec<usize> {
        if let Some(spoken_of) = self.behind_relative(governor, preposition) {
            return vec![spoken_of];
        }
        // Most prepositions that are asked for stand nowhere in the sentence.
        if (0..self.parse.groups.len()).all(|group| self.parse.preposition(group) != preposition) {
            return Vec::new();
        }
        let mut groups: Vec<usize> = self.hanging_behind(noun, preposition).collect();
        self.add_behind_sums(noun, preposition, &mut groups);
        self.add_acted_upon(noun, preposition, &mut groups);
        self.add_behind_governor(noun, governor, preposition, &mut groups);
        if groups.is_empty() {
            self.add_behind_host(noun, preposition, &mut groups);
        }
        if groups.is_empty() {
            self.add_behind_joined(noun, preposition, &mut groups);
        }
        if groups.is_empty() && matches!(preposition, "to" | "of" | "at" | "with") {
            self.add_behind_inner(noun, preposition, &mut groups);
        }
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// "Salmon, **on which** Norway imposed duties": what a relative clause speaks of stands behind its preposition.
    fn behind_relative(&self, governor: &Governor<'a>, preposition: &str) -> Option<usize> {
        let verb = &self.parse.groups[governor.group];
        let host = verb.host.filter(|_| verb.is_verb() && verb.relation == Relation::Modifier)?;
        let between = self.parse.groups[host].units.end..verb.units.start;
        let which = between.clone().find(|&at| self.parse.units[at].tag == Tag::Relative)?;
        (which > between.start && *self.parse.units[which - 1].lower == *preposition).then_some(host)
    }

    /// The nouns behind a preposition that hang from a group.
    fn hanging_behind(&self, host: usize, preposition: &str) -> impl Iterator<Item = usize> {
        self.parse.hanging(host).filter(move |&group| self.is_behind(group, preposition))
    }

    /// Whether a group is a noun behind the preposition.
    fn is_behind(&self, group: usize, preposition: &str) -> bool {
        // "Time for Chile to lift its ban": who acts is no target.
        let acts = || {
            let next = self.parse.groups.get(group + 1).filter(|next| next.verb.infinitive);
            preposition == "for" && next.is_some_and(|next| next.verb.subject == Some(group))
        };
        self.parse.preposition(group) == preposition && self.parse.groups[group].is_noun() && !acts()
    }

    /// "Duties of 5% on its goods", "a tax of 5% imposed on exports": adds what hangs from a sum of the noun, and from
    /// a participle behind either.
    fn add_behind_sums(&self, noun: usize, preposition: &str, groups: &mut Vec<usize>) {
        let is_sum = |&of: &usize| {
            matches!(self.parse.head(of).kind, Some(Kind::Percent | Kind::Money)) && self.parse.preposition(of) == "of"
        };
        let sums = || self.parse.hanging(noun).filter(is_sum);
        groups.extend(sums().flat_map(|sum| self.hanging_behind(sum, preposition)));
        let within = std::iter::once(noun).chain(sums()).flat_map(|part| self.parse.hanging(part));
        let participles = within.filter(|&verb| {
            self.parse.groups[verb].is_verb() && self.parse.groups[verb].relation == Relation::Modifier
        });
        groups.extend(participles.flat_map(|verb| self.hanging_behind(verb, preposition)));
    }

    /// "A ban on selling crude": adds what the gerund acts upon.
    fn add_acted_upon(&self, noun: usize, preposition: &str, groups: &mut Vec<usize>) {
        let gerund = |&verb: &usize| self.parse.groups[verb].verb.gerund && self.parse.preposition(verb) == preposition;
        let gerunds = self.parse.hanging(noun).filter(gerund);
        groups.extend(gerunds.flat_map(|verb| self.parse.groups[verb].verb.objects.iter().copied()));
    }

    /// Adds what stands behind the governing word or its objects.
    fn add_behind_governor(&self, noun: usize, governor: &Governor<'a>, preposition: &str, groups: &mut Vec<usize>) {
        let above = &self.parse.groups[governor.group];
        // "supply Iceland with salmon": behind the object of a verb that states the frame by itself.
        if governor.group == noun {
            let objects = above.verb.objects.iter().filter(|_| above.is_verb());
            groups.extend(objects.flat_map(|&object| self.hanging_behind(object, preposition)));
            return;
        }
        if !above.is_noun() && !matches!(governor.stand, Stand::Object | Stand::Behind | Stand::Subject | Stand::Bear) {
            return;
        }
        // "10% tariffs on aircraft and 25% tariffs on cars": each has its own.
        let this = &self.parse.groups[noun];
        let apart = this.host.filter(|_| this.relation == Relation::Conjunct && !groups.is_empty());
        let objects = above.verb.objects.iter().copied();
        let objects = objects.filter(|&object| object != noun && Some(object) != apart && preposition != "from");
        let hosts = std::iter::once(governor.group).chain(objects);
        let behind = hosts.flat_map(|host| self.hanging_behind(host, preposition));
        groups.extend(behind.filter(|&group| group != noun));
    }

    /// "The removal of duties on cars": adds what hangs from the noun that wraps this one.
    fn add_behind_host(&self, noun: usize, preposition: &str, groups: &mut Vec<usize>) {
        let this = &self.parse.groups[noun];
        let apart = matches!(self.parse.preposition(noun), "at" | "in" | "after" | "before" | "during" | "under")
            || this.relation == Relation::Conjunct;
        if let Some(host) = this.host.filter(|&host| !apart && self.parse.groups[host].is_noun()) {
            groups.extend(self.hanging_behind(host, preposition).filter(|&group| group != noun));
        }
    }

    /// "Sanctions and pressure against Peru": adds what stands behind what is joined to it; what stands behind another
    /// measure is this one's too where nothing stands behind this one ("quotas and tariffs on Peruvian wine").
    fn add_behind_joined(&self, noun: usize, preposition: &str, groups: &mut Vec<usize>) {
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
        groups.extend(joined.flat_map(|joined| self.hanging_behind(joined, preposition)));
    }

    /// Adds what stands anywhere below the noun before the next clause.
    fn add_behind_inner(&self, noun: usize, preposition: &str, groups: &mut Vec<usize>) {
        let clause = |group: usize| self.parse.groups[group].verb.finite || self.parse.groups[group].verb.infinitive;
        let inside = self
            .below(noun)
            .into_iter()
            .filter(|&group| group > noun && self.is_behind(group, preposition) && !self.is_of_reason(group, noun));
        let seat = |group: usize| self.parse.groups[group].host.is_some_and(|firm| self.is_seat_of(firm, group));
        groups.extend(inside.filter(|&group| !(noun..group).any(clause) && !seat(group)));
    }

    /// "Duties over its purchase of oil": whether a group below the noun tells why they are levied and not on what.
    fn is_of_reason(&self, mut group: usize, noun: usize) -> bool {
        while let Some(host) = self.parse.groups[group].host.filter(|_| group != noun) {
            let act = &*self.parse.head(group).lemma == "purchase" && self.parse.preposition(group) == "for";
            if act || self.rules.context.tells_reason(self.parse.preposition(group)) {
                return true;
            }
            group = host;
        }
        false
    }
}
