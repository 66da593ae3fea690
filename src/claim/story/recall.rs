//! A measure's claim + what the story said before → whose measure it is, whom it hits, on what goods.
//!
//! The nearest claim before of the same frame that contradicts it nowhere is the measure that it means; goods are taken
//! over only where the words point back ("the duty", "those tariffs"). `meant.rs` tells which claim that is and what is
//! taken from it.

use crate::claim::{Argument, Claim, Scene, carried};
use crate::lexicon::Kind;
use crate::rule::Modality;
use crate::syntax::Relation;

/// How many sentences back the case lies of which a duty is the outcome.
const CASES: usize = 3;

impl<'a> Scene<'_, 'a> {
    /// Fills what a measure's claim leaves out.
    pub(in crate::claim) fn complete_measure(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        self.take_with_whole(earlier, claim);
        self.come_to_rate(earlier, claim);
        self.hold_accused(earlier, claim);
        self.bind_producer(claim);
        self.recall_goods(earlier, claim);
        self.hit_investigated(earlier, claim);
        self.part_actors(claim);
        self.leave_owner(earlier, claim);
        if !claim.actor.is_empty() && !claim.target.is_empty() {
            return;
        }
        self.unname(claim);
        if self.turn_answer(earlier, claim) || self.hold_announcer(claim) {
            return;
        }
        let like = self.like(earlier, claim);
        let Some(meant) = self.meant(&like, claim) else {
            self.recall_victim(&like, claim);
            self.recall_ended(&like, claim);
            self.complete_unspoken(earlier, claim);
            return;
        };
        self.recall_plan(&meant, claim);
        self.recall_actor(&meant, claim);
        self.recall_target(&meant, claim);
        self.recall_product(&meant, claim);
        self.complete_from_lead(earlier, claim);
    }

    /// "Poland banned Ukrainian grain. Brussels lifted the ban": another may end what it has not taken.
    fn recall_ended(&self, like: &[&Claim<'a>], claim: &mut Claim<'a>) {
        let noun = self.group_at(claim.trigger).filter(|&noun| self.owners(noun).is_empty());
        let definite = noun.is_some_and(|noun| matches!(&*self.first(noun).lower, "the" | "these" | "those"));
        let ends = claim.eases() && like.is_empty() && definite;
        if !ends || claim.actor.is_empty() || !claim.target.is_empty() || !claim.product.is_empty() {
            return;
        }
        let known = self.memory.claims().find(|known| known.frame == claim.frame && !known.eases());
        if let Some(known) = known.filter(|known| !share(&known.target, &claim.actor)) {
            claim.target = carried(&known.target, claim.trigger);
            claim.product = carried(&known.product, claim.trigger);
        }
    }

    /// "A complaint against Brussels over state aid": the one complained of has it.
    fn hold_accused(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let accused = earlier.iter().rev().find(|known| known.frame == "investigation" && !known.target.is_empty());
        let accused = accused.filter(|known| claim.action == "keep" && self.is_over(known, claim));
        // "A complaint against Peru over its duties": "its" is Peru's.
        let unnamed = claim.actor.iter().all(|actor| actor.carried);
        // "A review of duties on cars from Peru": who looks into duties that hit the accused has them.
        let hits = |known: &Claim<'a>| self.looks_into(known) && share(&known.target, &claim.target);
        if let Some(known) = accused.filter(|known| unnamed && !hits(known)) {
            claim.actor =
                known.target.iter().map(|party| party.state(self.lexicon).carried_to(claim.trigger)).collect();
            claim.target.retain(|target| !known.target.contains(target));
        }
    }

    /// "**Norwegian** output fell to 3 tonnes, against a quota of 4 tonnes": whose output it is the quota binds.
    fn bind_producer(&self, claim: &mut Claim<'a>) {
        let frame = self.rules.frame(claim.frame).zip(self.group_at(claim.trigger));
        let held = frame.is_some_and(|(frame, noun)| self.is_held(frame, noun));
        let Some(subject) = self.parse.groups.iter().find_map(|group| group.verb.subject).filter(|_| held) else {
            return;
        };
        let of_output = self.parse.head(subject).mention.is_none() && self.group_at(claim.trigger) != Some(subject);
        if claim.target.is_empty() && claim.amount.is_some() && of_output {
            let states = self.mentions_before(subject, |kind| kind == Kind::Country);
            claim.target = carried(&states, claim.trigger);
        }
    }

    /// "It hit back with duties in response to the tariffs": whom the one hits has the other in force. Whether it is
    /// such a measure.
    fn turn_answer(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) -> bool {
        if !claim.actor.is_empty() || !claim.target.is_empty() || !self.is_answered(claim) {
            return false;
        }
        let answer = earlier.iter().rev().find(|known| known.frame == claim.frame && !known.target.is_empty());
        let Some(answer) = answer else { return false };
        let carried = |party: &Argument<'a>| party.state(self.lexicon).carried_to(claim.trigger);
        claim.actor = answer.target.iter().map(carried).collect();
        claim.target = answer.actor.iter().map(carried).collect();
        true
    }

    /// "Norway said duties would be imposed on Chilean copper": a further measure, of whoever tells of it. Whether it
    /// is such a measure.
    fn hold_announcer(&self, claim: &mut Claim<'a>) -> bool {
        let further = claim.action == "impose" && !claim.target.is_empty() && !claim.product.is_empty();
        let speaker = self.announcer(claim).filter(|_| further && claim.actor.is_empty());
        claim.actor.extend(speaker.iter().map(|speaker| speaker.state(self.lexicon).carried_to(claim.trigger)));
        speaker.is_some()
    }

    /// "Will impose duties on these imports": the goods and their origin of the claim before, whatever it is of.
    fn recall_goods(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let on = self.group_at(claim.trigger).and_then(|noun| {
            let on = |&on: &usize| matches!(self.parse.preposition(on), "on" | "of" | "against");
            self.parse.hanging(noun).find(on)
        });
        let points = |on: usize| {
            let head = self.parse.head(on);
            let plain = head.mention.is_none() && self.parse.groups[on].units.len() == 2;
            plain
                && self.rules.context.crosses(&head.lemma)
                && matches!(&*self.first(on).lower, "these" | "those" | "such")
        };
        let Some(on) = on.filter(|&on| points(on) && claim.product.is_empty() && claim.target.is_empty()) else {
            return;
        };
        let mut known = earlier.iter().rev().chain(self.memory.claims());
        let Some(known) = known.find(|known| !known.product.is_empty()) else { return };
        let span = self.parse.head(on).span;
        claim.product = carried(&known.product, span);
        let other = |party: &&Argument<'a>| !claim.actor.iter().any(|actor| actor.same_party(party));
        claim.target = known.target.iter().filter(other).map(|party| party.carried_to(span)).collect();
    }

    /// "Peru and Chile discussed lifting the ban": of two who speak of it, it is the one's who was said to have it.
    fn part_actors(&self, claim: &mut Claim<'a>) {
        let definite = self.group_at(claim.trigger).is_some_and(|noun| self.is_definite(noun));
        let [_, _] = &claim.actor[..] else { return };
        if !definite || !claim.target.is_empty() || claim.modality == Modality::Actual && claim.action != "keep" {
            return;
        }
        let among = |parties: &[Argument<'a>]| parties.len() == 1 && share(parties, &claim.actor);
        let between = |known: &&Claim<'a>| known.frame == claim.frame && among(&known.actor) && among(&known.target);
        let Some(known) = self.memory.claims().find(between) else { return };
        let own = |party: &Argument<'a>| known.actor.iter().any(|actor| actor.same_party(party));
        let (actor, target) = std::mem::take(&mut claim.actor).into_iter().partition(own);
        (claim.actor, claim.target) = (actor, target);
    }

    /// "Norway raised its duty on Peruvian copper. Peru hopes to lower the duty": whoever is hit can only ask for it.
    fn leave_owner(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let asks = |known: &Claim<'a>| share(known.requester.as_slice(), &claim.actor);
        let asked = earlier.iter().find(|known| known.trigger == claim.trigger && known.frame == claim.frame);
        if let Some(asked) = asked.filter(|asked| claim.is_only("standing") && asks(asked)) {
            (claim.actor, claim.target) = (asked.actor.clone(), asked.target.clone());
            claim.product.clone_from(&asked.product);
            return;
        }
        let noun = self.group_at(claim.trigger).filter(|&noun| self.owners(noun).is_empty());
        let definite = noun.is_some_and(|noun| matches!(&*self.first(noun).lower, "the" | "this" | "these" | "those"));
        let states = claim.actor.iter().all(|actor| actor.kind == Some(Kind::Country));
        let hoped = claim.modality == Modality::Proposed && !claim.negated;
        let eases = matches!(claim.action, "cut" | "lift" | "suspend");
        if !(definite && states && hoped && eases && claim.target.is_empty()) {
            return;
        }
        let of_two = |known: &&Claim<'a>| {
            let hit = share(&known.target, &claim.actor);
            known.frame == claim.frame && (hit || share(&known.actor, &claim.actor))
        };
        let known = self.memory.claims().find(of_two).filter(|known| !share(&known.actor, &claim.actor));
        let Some(known) = known.filter(|known| !known.actor.is_empty()) else { return };
        let asker = std::mem::replace(&mut claim.actor, carried(&known.actor, claim.trigger)).into_iter().next();
        claim.target = carried(&known.target, claim.trigger);
        if claim.product.is_empty() {
            claim.product = carried(&known.product, claim.trigger);
        }
        claim.modality = Modality::Requested;
        claim.requester = claim.requester.take().or(asker);
    }

    /// "Opened a probe into Peru's exports and will recommend a duty", "will decide whether to impose duties": whom one
    /// looks into one's own duty hits.
    fn hit_investigated(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let reach = if claim.frame == "tariff" { CASES } else { 0 };
        let near = self.memory.claims().take_while(|known| known.sentence + reach >= claim.sentence);
        let mut known = earlier.iter().rev().chain(near);
        let case = known.find(|known| known.frame == "investigation" && !known.target.is_empty());
        let own = case.filter(|case| !claim.actor.is_empty() && share(&claim.actor, &case.actor));
        let taken = matches!(claim.action, "impose" | "raise") && claim.target.is_empty() && claim.product.is_empty();
        if let Some(case) = own.filter(|_| taken) {
            claim.target = carried(&case.target, claim.trigger);
            claim.product = carried(&case.product, claim.trigger);
        }
    }

    /// Forgets an actor that was only pointed at and cannot be the one: "we" of a speaker who acts for no known state,
    /// "the government" that the measure was told to hit.
    fn unname(&self, claim: &mut Claim<'a>) {
        let again = matches!(claim.action, "cut" | "raise" | "suspend" | "lift" | "delay" | "resume" | "exempt");
        let known = |actor: &Argument<'a>| {
            let same = |known: &&Claim<'a>| known.frame == claim.frame && known.action == claim.action;
            self.memory.claims().find(same).is_some_and(|known| share(&known.target, std::slice::from_ref(actor)))
        };
        let wrong = |actor: &Argument<'a>| {
            let ours = matches!(&*actor.span.of(self.text.source).to_lowercase(), "we" | "us" | "our");
            let stateless = actor.kind == Some(Kind::Person) && ours && self.memory.knows(claim.frame);
            // "Time for Washington to drop its duties": whom the sentence names is not mistaken.
            let mut named = self.parse.units.iter().filter_map(|unit| unit.mention);
            let mut here = || named.any(|mention| self.mentions[mention].id == actor.id);
            actor.carried && (stateless || again && claim.target.is_empty() && known(actor) && !here())
        };
        if claim.actor.iter().all(wrong) {
            claim.actor.clear();
        }
    }

    /// Whether the claim's noun is what something answers.
    fn is_answered(&self, claim: &Claim<'_>) -> bool {
        let group = self.group_at(claim.trigger);
        let preposition = group.map(|group| self.parse.preposition(group));
        matches!(preposition, Some("in response to" | "in retaliation for" | "in return for"))
    }

    /// Whether two lists of parties can be the same: one is empty, or they share one or a state for which they act.
    pub(in crate::claim) fn agree(&self, mine: &[Argument<'a>], theirs: &[Argument<'a>]) -> bool {
        let state = |party: &Argument<'a>| party.state(self.lexicon).id;
        let same = || mine.iter().any(|one| theirs.iter().any(|other| state(one) == state(other)));
        mine.is_empty() || theirs.is_empty() || share(mine, theirs) || same()
    }

    /// "Mexico has fought back with tariffs": whom an answer hits, the one who hit first, else whoever was hit last.
    pub(in crate::claim) fn complete_answer(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        if claim.actor.is_empty() || !claim.target.is_empty() || !self.answers(claim) {
            return;
        }
        let known = || {
            let here = earlier.iter().rev().filter(|known| known.trigger != claim.trigger);
            // Whoever is exempt was not hit.
            here.chain(self.memory.claims()).filter(|known| !known.actor.is_empty() && known.action != "exempt")
        };
        let hit_first = known().find(|known| share(&claim.actor, &known.target)).map(|known| &known.actor);
        let hit_last = || {
            let other = known().find(|known| !known.target.is_empty() && !share(&claim.actor, &known.target))?;
            (other.frame == claim.frame).then_some(&other.target)
        };
        let Some(parties) = hit_first.or_else(hit_last) else { return };
        let carried = |party: &Argument<'a>| party.state(self.lexicon).carried_to(claim.trigger);
        claim.target =
            parties.iter().map(carried).filter(|party| !share(std::slice::from_ref(party), &claim.actor)).collect();
    }

    /// Whether the claim's own words say that it answers another.
    fn answers(&self, claim: &Claim<'_>) -> bool {
        let word = claim.word();
        let first = word.split(' ').next().unwrap_or_default();
        if self.rules.context.answers(first) || word.contains(" back") {
            return true;
        }
        self.group_at(claim.trigger).is_some_and(|group| {
            let units = &self.parse.units[self.parse.groups[group].units.clone()];
            units.iter().any(|unit| self.rules.context.is_countering(&unit.lemma))
        })
    }

    /// Whether a case is brought over the measure of a claim: "a complaint at the WTO over the duties".
    pub(in crate::claim) fn is_over(&self, case: &Claim<'a>, claim: &Claim<'a>) -> bool {
        let Some(noun) = self.group_at(case.trigger).filter(|_| case.frame == "investigation") else { return false };
        let Some(measure) = self.group_at(claim.trigger) else { return false };
        // "Filed a lawsuit in May over the duties": behind the verb of which the case is the object.
        let verb = self.parse.groups[noun].host.filter(|_| self.parse.groups[noun].relation == Relation::Object);
        let over = matches!(self.parse.preposition(measure), "over" | "against" | "about");
        let beside = over && verb.is_some() && self.parse.groups[measure].host == verb;
        let above = std::iter::successors(Some(measure), |&at| self.parse.groups[at].host);
        beside || above.take(7).any(|at| at == noun)
    }
}

/// Whether two lists have a party in common.
pub(in crate::claim) fn share(mine: &[Argument<'_>], theirs: &[Argument<'_>]) -> bool {
    mine.iter().any(|one| theirs.iter().any(|other| one.same_party(other)))
}
