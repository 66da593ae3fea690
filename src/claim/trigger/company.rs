//! What stands around a verb → whether it is what a rule asks for.

use crate::claim::phrase::ends_with_any;
use crate::claim::{Argument, Scene};
use crate::lexicon::Kind;
use crate::rule::{Phrases, VerbTrigger, Want};
use crate::syntax::Relation;

impl Scene<'_, '_> {
    /// Whether the verb's arguments are of the kinds that its rule asks for.
    pub(in crate::claim) fn allows(&self, trigger: &VerbTrigger, word: &str, verb: usize) -> bool {
        let subject = self.parse.groups[verb].verb.subject;
        if !trigger.subject.is_empty() && !subject.is_some_and(|subject| self.is_headed(subject, &trigger.subject)) {
            return false;
        }
        let mut upon = self.undergoes(trigger, word, verb);
        // "$30 million in aid", "large amounts of corn": what is counted.
        for at in 0..upon.len() {
            upon.extend(self.counted_by(upon[at]));
        }
        if !trigger.object.is_empty() && !upon.iter().any(|&object| self.is_headed(object, &trigger.object)) {
            return false;
        }
        let behind = || self.parse.hanging(verb);
        if !trigger.beside.is_empty() {
            let asked = |kind: &str| !trigger.beside.ending(kind).is_empty();
            let (place, goods) = (asked("place"), asked("goods"));
            // "took the case to the WTO", "hauled Japan before it": behind the verb or behind its object.
            let mut deeper: Vec<usize> = upon.iter().flat_map(|&object| self.parse.hanging(object)).collect();
            let wraps = |&group: &usize| self.rules.context.is_transparent(&self.parse.head(group).lemma);
            let wrapping: Vec<usize> = behind().chain(deeper.iter().copied()).filter(wraps).collect();
            deeper.extend(wrapping.into_iter().flat_map(|group| self.parse.hanging(group)));
            // "A ruling that its duties broke the rules": what the clause is of.
            let content = |&clause: &usize| self.parse.groups[clause].relation == Relation::Content;
            let clauses = behind().filter(content);
            deeper.extend(clauses.filter_map(|clause| self.parse.groups[clause].verb.subject));
            // "Agreed to cut duties": what hangs from the act.
            let acts = behind().filter(|&act| word.ends_with(" to") && self.parse.groups[act].verb.infinitive);
            let acts = acts.flat_map(|act| self.parse.hanging(act));
            let around = behind().chain(upon.iter().copied()).chain(deeper).chain(acts);
            let beside = around.into_iter().any(|group| {
                let head = self.parse.head(group);
                (place && matches!(head.kind, Some(Kind::Country | Kind::Place)))
                    || (goods && head.kind == Some(Kind::Commodity))
                    || self.parse.groups[group]
                        .units
                        .clone()
                        .any(|unit| ends_with_any(&self.parse.units, unit, &trigger.beside))
            });
            if !beside {
                return false;
            }
        }
        if trigger.holds.is_empty() {
            return true;
        }
        // "The two sides will meet": both stand in the subject, or a body of many does;
        // "a review agreed on by Peru and Chile".
        let asks = |kind: &str| trigger.holds.iter().any(|asked| asked == kind);
        let (sides, bloc) = (asks("sides"), asks("bloc"));
        let many = |parties: &[Argument<'_>]| {
            sides && parties.len() > 1 || bloc && parties.iter().any(|one| one.is_bloc(self.lexicon))
        };
        let by = || self.parse.groups[verb].verb.passive && many(&self.behind_verb(verb, &["by"]));
        // "Will discuss steel with Xi".
        let joint = || {
            sides
                && subject.is_some_and(|subject| !self.parties(subject).is_empty())
                && !self.behind_verb(verb, &["with"]).is_empty()
        };
        if (sides || bloc) && (joint() || subject.is_some_and(|subject| many(&self.parties(subject))) || by()) {
            return true;
        }
        if sides && subject.is_some_and(|subject| !self.who_met(subject).is_empty()) {
            return true;
        }
        // "pledged to buy soybeans", "barred banks from dealing with Peru":
        // what hangs from the infinitive or the gerund.
        let act = |below: usize| {
            let below = &self.parse.groups[below];
            below.relation == Relation::Infinitive || below.verb.gerund && below.relation == Relation::Preposition
        };
        let deeper = || behind().filter(|&below| act(below)).flat_map(|below| self.parse.hanging(below));
        let around = |group: usize| {
            (Some(group) != subject || self.parse.groups[verb].verb.passive)
                && trigger.holds.iter().any(|kind| self.holds(group, kind, !trigger.object.is_empty()))
        };
        upon.iter().copied().chain(behind()).any(around)
            || deeper().any(|group| trigger.holds.iter().any(|kind| self.holds(group, kind, trigger.state)))
    }

    /// What stands behind a sum, a quantity or a noun that only counts.
    fn counted_by(&self, group: usize) -> impl Iterator<Item = usize> {
        let head = self.parse.head(group);
        let counts = matches!(head.kind, Some(Kind::Money | Kind::Quantity | Kind::Percent))
            || head.mention.is_none() && self.rules.context.is_transparent(&head.lemma);
        self.parse.hanging(group).filter(move |&behind| {
            counts && matches!(self.parse.preposition(behind), "of" | "in" | "worth" | "worth of")
        })
    }

    pub(in crate::claim) fn is_headed(&self, group: usize, phrases: &Phrases) -> bool {
        let this = &self.parse.groups[group];
        let units = &self.parse.units;
        let stands = |at: usize| ends_with_any(units, at, phrases);
        let before = || {
            units[this.head].mention.is_none()
                && this.units.clone().any(|at| units[at].mention.is_none() && stands(at))
                // "export duties" are no exports.
                && self.stated(group, &[]).is_none()
        };
        // "Sanctioned 12 companies": what a number counts.
        let counted = || {
            let words = units[this.head].lower.rsplit(' ').next().unwrap_or_default();
            let base = self.lexicon.classes(self.lexicon.word(words)).map(|(_, base)| base);
            units[this.head].kind == Some(Kind::Quantity) && base.is_some_and(|base| phrases.has(base))
        };
        this.is_noun() && (stands(this.head) || before() || counted())
    }

    /// Whether a group is of a kind or, where the rule knows its head (`anywhere`), holds one of that kind.
    fn holds(&self, group: usize, kind: &str, anywhere: bool) -> bool {
        let this = &self.parse.groups[group];
        if !this.is_noun() {
            return false;
        }
        let head = self.parse.head(group).kind;
        let within = |want: Want| {
            let mut found = Vec::new();
            self.collect(group, want, 0, &mut found);
            !found.is_empty()
        };
        match kind {
            "country" => head == Some(Kind::Country) || anywhere && within(Want::Country),
            "place" => matches!(self.parse.head(group).kind, Some(Kind::Country | Kind::Place)),
            // "$8 billion worth of aircraft" are goods.
            "goods" => {
                let counted = matches!(head, Some(Kind::Money | Kind::Quantity));
                head == Some(Kind::Commodity) || (anywhere || counted) && within(Want::Goods)
            }
            "percent" => head == Some(Kind::Percent) || anywhere && within(Want::Percent),
            "money" => within(Want::Money),
            "sum" => head == Some(Kind::Money),
            "amount" => {
                let mut found = Vec::new();
                self.collect(group, Want::Amount, 4, &mut found);
                !found.is_empty()
            }
            "person" => self.parties(group).iter().any(|party| party.kind == Some(Kind::Person)),
            "sides" | "bloc" => false,
            _ => !self.parties(group).is_empty(),
        }
    }
}
