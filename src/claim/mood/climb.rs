//! What a claim hangs from → the words above that lay their mood over it, one after the other.
//!
//! From the governing word upwards through the verbs and nouns that it hangs from, to the end of its clause. A verb of
//! saying ends the climb: above it stands the source, not the claim.

use super::Mood;
use crate::claim::Scene;
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape, Telling};
use crate::syntax::{Relation, Tag};

/// How far up words may reach.
const HIGHEST: usize = 12;

impl<'a> Scene<'_, 'a> {
    /// Lays over the mood of a frame of this shape whatever the words above the group at `first` say.
    pub(in crate::claim) fn climb(&self, frame: &Frame, first: usize, mood: &mut Mood<'a>) {
        let mut at = first;
        for _ in 0..HIGHEST {
            let Some(next) = self.lay_from_above(frame, first, at, mood) else { return };
            at = next;
        }
    }

    /// Lays over the mood what the word above the group at `at` says; where the climb goes on from, if it does.
    fn lay_from_above(&self, frame: &Frame, first: usize, at: usize, mood: &mut Mood<'a>) -> Option<usize> {
        let group = &self.parse.groups[at];
        let host = group.host?;
        let of_verb = self.parse.groups[host].is_verb();
        match group.relation {
            Relation::Infinitive => self.lay_on_infinitive(frame, host, at, mood),
            Relation::Conjunct if of_verb => self.lay_on_joined(frame, host, at, mood),
            Relation::Preposition => self.lay_on_prepositional(frame, first, host, at, mood),
            Relation::Object if of_verb => self.lay_on_object(frame, first, host, at, mood),
            Relation::Subject if of_verb && group.is_noun() => self.lay_on_subject(frame, host, at, mood),
            Relation::Content => {
                self.content(frame, host, at, mood);
                None
            }
            // "could hit back, raising duties": how it would be done.
            Relation::Adverbial if of_verb && group.verb.gerund && at > host && &*self.first(at).lower != "having" => {
                mood.lay(self.modal(host));
                // "Output is seen rising 5%".
                mood.lay(self.laid_by(host).filter(|_| self.parse.groups[host].verb.passive));
                None
            }
            Relation::Modifier => self.lay_on_clause(frame, host, at, mood),
            Relation::Apposition => Some(host),
            _ => None,
        }
    }

    /// What an infinitive hangs from: "plans to lift", "a plan to lift".
    fn lay_on_infinitive(&self, frame: &Frame, host: usize, at: usize, mood: &mut Mood<'a>) -> Option<usize> {
        // "stop threatening": what is to end is done.
        if self.parse.groups[at].verb.gerund && self.rules.context.ceases(&self.parse.head(host).lemma) {
            return None;
        }
        // "avoided raising its duty": it was not raised.
        if self.parse.groups[at].verb.gerund && self.rules.context.averts(&self.parse.head(host).lemma) {
            self.verb_form(host, mood);
            mood.negated ^= true;
            return Some(host);
        }
        // "failed to persuade Peru to lift its ban", "gave Peru ten days to lift it": it was asked to.
        if self.sways_in_vain(host) || self.gives_time(host, at) {
            self.ask(frame, host, at, mood);
            return None;
        }
        if !self.parse.groups[host].is_verb() {
            return self.lay_on_infinitive_of_noun(host, mood);
        }
        if self.parse.groups[host].verb.copula && at > 0 && self.is_singled_out(at - 1) {
            mood.lay(self.modal(host));
            return None;
        }
        let negated = mood.negated;
        self.lay(frame, host, at, mood);
        // "Has not decided whether to ban": that is open.
        if self.follows(at, &["whether"]) {
            mood.lay(Some(Modality::Proposed));
            mood.negated = negated;
        }
        Some(host)
    }

    /// "Tariffs to take effect in July": what is still to come, unless the noun says otherwise.
    fn lay_on_infinitive_of_noun(&self, noun: usize, mood: &mut Mood<'a>) -> Option<usize> {
        let denied = self.rules.context.denies(&self.parse.head(noun).lemma);
        let none = matches!(&*self.first(noun).lower, "no" | "little" | "few");
        let open = if denied || none { Modality::Actual } else { Modality::Planned };
        let modality = self.noun_modality(noun).unwrap_or(open);
        self.noun_above(noun, modality, mood);
        if self.is_singled_out(noun) {
            return None;
        }
        // "had no notice of the decision to raise", "a review of Peru's decision to raise": it is there.
        let known = &*self.first(noun).lower == "the" || !self.owners(noun).is_empty();
        let taken = modality == Modality::Actual && !denied && known;
        // "failed to adhere to a pact to lift": what becomes of the pact is not said of the lifting.
        let apart = self.parse.groups[noun].relation == Relation::Preposition && (taken || self.is_deal_noun(noun));
        (!apart).then_some(noun)
    }

    /// "Is not the **only** state to ban it": others have.
    fn is_singled_out(&self, noun: usize) -> bool {
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        units.iter().any(|unit| matches!(&*unit.lower, "only" | "first" | "last"))
    }

    /// "Would ban wheat and tax rice": a joined verb shares the modal of the first, and behind "or" its denial.
    fn lay_on_joined(&self, frame: &Frame, host: usize, at: usize, mood: &mut Mood<'a>) -> Option<usize> {
        let (verb, above) = (&self.parse.groups[at].verb, &self.parse.groups[host].verb);
        if verb.modal.is_none() && !verb.past {
            mood.lay(self.modal(host));
        }
        mood.negated ^= above.negated && !verb.negated && self.follows(at, &["or", "nor"]);
        // "Asked Peru to open its market or face a duty": nobody asks for that.
        let bears = frame.told_by(&self.parse.head(at).lemma).any(|(how, _)| how == Telling::Bear);
        (!bears || !self.follows(at, &["or"])).then_some(host)
    }

    /// What a group behind a preposition hangs from: "agreed on lifting", "a plan for lifting", "removal of the duty".
    fn lay_on_prepositional(
        &self,
        frame: &Frame,
        first: usize,
        host: usize,
        at: usize,
        mood: &mut Mood<'a>,
    ) -> Option<usize> {
        let group = &self.parse.groups[at];
        let above = &self.parse.groups[host];
        // "would ban wheat in addition to suspending exports": what is named beside the first shares its modal.
        if above.is_verb() && group.verb.gerund && self.stands_beside_act(at) {
            mood.lay(self.modal(host));
            return Some(host);
        }
        // "Will review the outcome before signing a deal".
        if group.verb.gerund && self.parse.preposition(at) == "before" {
            mood.lay(self.verb_above(host).and_then(|verb| self.modal(verb)));
            return None;
        }
        if group.is_verb() {
            if self.deny_gerund(frame, host, at, mood) {
                return None;
            }
            // "vowed to protect its industry by imposing": the vow is of both.
            if self.tells_means(at) {
                let verb = self.verb_above(host)?;
                let negated = mood.negated;
                self.lay(frame, verb, at, mood);
                // "Does not keep its word, by blocking imports": what a comma sets apart is done.
                if self.is_set_apart(at) {
                    mood.negated = negated;
                }
                return Some(verb);
            }
            if !self.carries_mood(at, host) {
                return None;
            }
        }
        // "Will buy wheat in exchange for lower duties", "for a cut in duties": that is agreed.
        mood.lay(Some(Modality::Planned).filter(|_| group.is_noun() && self.is_exchanged(at)));
        // "A deal after months of talks": those were held; "has not acted despite the ruling": it was made.
        let preposition = self.parse.preposition(at);
        let then = above.is_noun() && matches!(preposition, "after" | "following");
        let given = matches!(preposition, "despite" | "in spite of" | "because of" | "due to" | "amid");
        if group.is_noun() && (then || given) {
            return None;
        }
        if above.is_verb() {
            self.lay(frame, host, at, mood);
        } else if (group.is_verb() || at != first || self.parse.preposition(at) != "in")
            && let Some(modality) = self.noun_modality(host).filter(|_| above.is_noun())
        {
            self.noun_above(host, self.weighed(frame, host, modality), mood);
        }
        Some(host)
    }

    /// "Without raising duties", "warned Peru against raising duties": denies the gerund where the preposition, or who
    /// asks, does; whether it is so.
    fn deny_gerund(&self, frame: &Frame, host: usize, gerund: usize, mood: &mut Mood<'a>) -> bool {
        let denied = self.rules.context.denies(self.parse.preposition(gerund));
        let advised = !denied && self.advises_against(host, gerund);
        if advised {
            self.ask(frame, host, gerund, mood);
        }
        mood.negated ^= denied || advised;
        denied || advised
    }

    /// What the object of a verb hangs from: "the deal includes the removal of tariffs" is still to be carried out.
    fn lay_on_object(&self, frame: &Frame, first: usize, verb: usize, at: usize, mood: &mut Mood<'a>) -> Option<usize> {
        if at == first && self.rules.context.provides_for(&self.parse.head(verb).lemma) {
            mood.lay(Some(Modality::Planned));
        }
        self.lay(frame, verb, at, mood);
        Some(verb)
    }

    /// What the subject of a verb hangs from.
    fn lay_on_subject(&self, frame: &Frame, verb: usize, at: usize, mood: &mut Mood<'a>) -> Option<usize> {
        let above = &self.parse.groups[verb].verb;
        if above.passive {
            self.lay(frame, verb, at, mood);
            return Some(verb);
        }
        // "The removal of the duty did not help" denies no removal; "Norway's removal of the duty will help" takes it
        // for done.
        let known = !self.owners(at).is_empty() || !self.mentions_before(at, Kind::is_party).is_empty();
        mood.lay(self.modal(verb).filter(|_| !known));
        mood.negated ^= above.negated && self.rules.context.is_occurrence(&self.parse.head(verb).lemma);
        Some(verb)
    }

    /// What a participle or a relative clause hangs from: "a bill that would lift", "want the duty lifted".
    fn lay_on_clause(&self, frame: &Frame, noun: usize, at: usize, mood: &mut Mood<'a>) -> Option<usize> {
        if self.is_act_of(noun, at) {
            if let Some(modality) = self.noun_modality(noun) {
                self.noun_above(noun, modality, mood);
            }
            return Some(noun);
        }
        // "Rejected a report that it would lift the ban", "reports that it lifted the ban were wrong".
        if self.is_told_by_noun(noun, at) {
            let above = &self.parse.groups[noun];
            mood.negated ^= above.host.is_some_and(|verb| match above.relation {
                Relation::Object => self.denies(verb),
                Relation::Subject => self.is_refuted(verb),
                _ => false,
            });
            return None;
        }
        // "want the duty lifted", "could see its staff trimmed"
        let passive = self.parse.groups[at].verb.passive;
        if let Some(verb) = self.wanted_by(noun).or(self.seen_done(noun)).filter(|_| passive) {
            self.lay(frame, verb, at, mood);
            return Some(verb);
        }
        if let Some(seen) = self.lay_on_seen(frame, noun, at, mood) {
            return Some(seen);
        }
        // "Will cut duties in exchange for **Chile** halting exports": that is agreed.
        if self.is_exchanged(noun) {
            mood.lay(Some(Modality::Planned));
            return None;
        }
        if mood.actors_above.is_empty() {
            self.lay_at_end(frame, noun, at, mood);
        }
        None
    }

    /// "Would see **Chile** easing curbs", "the prospect of **Chile** easing curbs": what may be, whoever does it.
    fn lay_on_seen(&self, frame: &Frame, actor: usize, gerund: usize, mood: &mut Mood<'a>) -> Option<usize> {
        let does = self.parse.groups[gerund].verb.gerund && self.parse.head(actor).kind.is_some_and(Kind::is_party);
        let above = &self.parse.groups[actor];
        let host = above.host.filter(|_| does)?;
        match above.relation {
            Relation::Object if self.rules.context.takes_a_bare_verb(&self.parse.head(host).lemma) => {
                self.lay(frame, host, gerund, mood);
                Some(host)
            }
            Relation::Preposition if self.parse.groups[host].is_noun() && self.parse.preposition(actor) == "of" => {
                self.noun_above(host, self.noun_modality(host)?, mood);
                Some(host)
            }
            _ => None,
        }
    }

    /// What the noun of a clause that ends the climb still says: whether it is to come, and who acts.
    fn lay_at_end(&self, frame: &Frame, noun: usize, at: usize, mood: &mut Mood<'a>) {
        let (clause, above) = (&self.parse.groups[at].verb, &self.parse.groups[noun]);
        // "An agreement that eliminates duties" is still to be carried out.
        let deal =
            frame.shape == Shape::Measure && self.is_new_deal(noun) && !clause.past && clause.subject == Some(noun);
        mood.lay(deal.then_some(Modality::Planned));
        // "unveil a review that will allocate": who does the one does the other.
        let verb = above
            .host
            .filter(|&verb| above.relation == Relation::Object && self.parse.groups[verb].is_verb())
            .filter(|&verb| self.does_below(frame, verb, noun));
        if let Some(subject) = verb.and_then(|verb| self.parse.groups[verb].verb.subject) {
            mood.actors_above = self.parties(subject);
        }
    }

    /// Whether a verb says of a report that it is not so: "was wrong", "is not true".
    pub(super) fn is_refuted(&self, verb: usize) -> bool {
        let context = &self.rules.context;
        let negated = self.parse.groups[verb].verb.negated;
        let says = |key: &&str| if negated { context.bears_out(key) } else { context.refutes(key) };
        self.verb_keys(verb).iter().any(says)
    }

    /// Whether a verb gives somebody time to do what an infinitive tells.
    fn gives_time(&self, verb: usize, act: usize) -> bool {
        let gives = self.rules.context.gives(&self.parse.head(verb).lemma);
        let getter = self.parse.groups[act].verb.subject.filter(|_| gives);
        getter.is_some_and(|getter| self.parse.groups[verb].verb.objects.contains(&getter))
    }

    /// Whether somebody tried without success to have the verb's object do something.
    fn sways_in_vain(&self, verb: usize) -> bool {
        let group = &self.parse.groups[verb].verb;
        let sways = self.rules.context.sways(&self.parse.head(verb).lemma) && !group.passive;
        let denied = || group.negated || self.infinitive_above(verb).is_some_and(|above| self.denies(above));
        sways && !group.objects.is_empty() && denied()
    }

    /// Whether a verb asks its object not to do what a gerund tells.
    fn advises_against(&self, verb: usize, gerund: usize) -> bool {
        let above = &self.parse.groups[verb];
        let speaks = self.rules.context.is_saying(&self.parse.head(verb).lemma) || self.laid_by(verb).is_some();
        above.is_verb() && !above.verb.objects.is_empty() && self.parse.preposition(gerund) == "against" && speaks
    }

    /// Whether a gerund tells of one act more.
    fn stands_beside_act(&self, gerund: usize) -> bool {
        matches!(self.parse.preposition(gerund), "in addition to" | "besides" | "on top of" | "as well as")
    }

    /// Whether a group tells what one does something for.
    pub(in crate::claim) fn is_exchanged(&self, group: usize) -> bool {
        matches!(self.parse.preposition(group), "in exchange for" | "in return for")
    }

    /// Whether a gerund says how the verb above is done.
    fn tells_means(&self, gerund: usize) -> bool {
        matches!(self.parse.preposition(gerund), "by" | "through" | "via")
    }

    /// Whether a comma stands before a group and its preposition.
    fn is_set_apart(&self, group: usize) -> bool {
        let before = self.parse.groups[group].preposition.and_then(|preposition| preposition.checked_sub(1));
        before.is_some_and(|before| self.parse.units[before].tag == Tag::Comma)
    }

    /// Whether a gerund behind its preposition is what the words above are about: "agreed on lifting", but not "after
    /// lifting" or "criticised for lifting".
    fn carries_mood(&self, gerund: usize, host: usize) -> bool {
        match self.parse.preposition(gerund) {
            "of" | "on" | "in" | "to" | "from" | "against" | "about" | "towards" | "toward" | "into" | "at" => true,
            // "A plan for lifting", "called for lifting".
            "for" => self.parse.groups[host].is_noun() || self.laid_by(host) == Some(Modality::Requested),
            _ => false,
        }
    }

    /// Whether one of the words stands right before a group.
    pub(super) fn follows(&self, group: usize, words: &[&str]) -> bool {
        let before = self.parse.groups[group].units.start.checked_sub(1);
        before.is_some_and(|unit| words.contains(&&*self.parse.units[unit].lower))
    }

    /// Whether a clause says what a bill, plan or request would do: "a bill that would lift", "a deal ending", "its
    /// demand that China lift". What it did once it does no more.
    fn is_act_of(&self, noun: usize, verb: usize) -> bool {
        let modality = self.noun_modality(noun);
        let draft = self.rules.context.is_draft(&self.parse.head(noun).lemma);
        let clause = &self.parse.groups[verb].verb;
        let open = !clause.past || clause.modal.is_some();
        let named = clause.subject != Some(noun) && (clause.passive || !clause.objects.is_empty());
        open && modality.is_some() && (draft && clause.subject == Some(noun) || clause.gerund || named)
    }

    /// Whether a noun is of a deal that was not spoken of before.
    fn is_new_deal(&self, noun: usize) -> bool {
        matches!(&*self.first(noun).lower, "a" | "an") && self.is_deal_noun(noun)
    }

    /// Whether a clause is what a report, a claim or a rumour says.
    fn is_told_by_noun(&self, noun: usize, verb: usize) -> bool {
        let tells = self.rules.context.is_report(&self.parse.head(noun).lemma);
        tells && self.parse.groups[verb].verb.subject.is_some_and(|subject| subject != noun)
    }
}
