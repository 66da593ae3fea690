//! claims + what the story said before → claims with what their sentence leaves out.
//!
//! The order, stated once: a missing actor and target come from the nearest claim before of the same frame that agrees
//! in everything both have; whose sides a deal or talks lack is told in `sides.rs`. Goods and rates are carried only where the words point back ("the
//! duty", "those tariffs").

use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Modality, Shape};
use crate::syntax::{Tag, Unit};

/// How many claims of its own sentence a claim may look back at.
const BESIDE: usize = 8;

impl<'a> Scene<'_, 'a> {
    /// Fills what the claims of the sentence leave out.
    pub(super) fn complete(&self, claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            let (earlier, rest) = claims.split_at_mut(index);
            let earlier = &earlier[earlier.len().saturating_sub(BESIDE)..];
            let claim = &mut rest[0];
            match self.rules.frame(claim.frame).map(|frame| frame.shape) {
                Some(Shape::Meeting) => self.complete_sides(claim),
                Some(Shape::Measure) => self.complete_measure(earlier, claim),
                Some(Shape::Event) if claim.frame == "investigation" => self.complete_measure(earlier, claim),
                Some(Shape::Change) => self.complete_change(earlier, claim),
                _ => continue,
            }
            if !self.is_meeting(claim) {
                self.complete_answer(earlier, claim);
            }
            if claim.frame == "investigation" {
                self.complete_case(claim);
            }
            // A state and who acts for it are one actor.
            let actors = std::mem::take(&mut claim.actor);
            for actor in actors {
                if !claim.actor.iter().any(|known| known.same_party(&actor)) {
                    claim.actor.push(actor);
                }
            }
        }
    }

    /// "Nordhaug said that sales fell. Orders shrank": the firm's own; "the Dow rose": of the market spoken of.
    fn complete_change(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        if !claim.actor.is_empty() || !claim.product.is_empty() {
            return;
        }
        let is_firm = |party: &&Argument<'a>| self.lexicon.by_id(&party.id).is_none_or(|entry| entry.sort == "company");
        let speaker = claim.attribution.iter().find(|party| party.kind == Some(Kind::Organization)).filter(is_firm);
        let before = || {
            let known = earlier.iter().rev().chain(self.memory.claims());
            let mut near = known.take_while(|known| known.sentence + 2 >= claim.sentence);
            near.find(|known| known.frame == claim.frame && !known.actor.is_empty()).map(|known| &known.actor[..])
        };
        let actors = speaker.map(std::slice::from_ref).or_else(before).unwrap_or_default();
        claim.actor = actors.iter().map(|actor| actor.carried_to(claim.trigger)).collect();
    }

    fn complete_measure(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        if !claim.actor.is_empty() && !claim.target.is_empty() {
            return;
        }
        // "A complaint against Brussels over state aid": the one complained of has it.
        let accused = earlier.iter().rev().find(|known| known.frame == "investigation" && !known.target.is_empty());
        if let Some(known) = accused.filter(|_| claim.actor.is_empty() && claim.action == "keep") {
            claim.actor =
                known.target.iter().map(|party| party.state(self.lexicon).carried_to(claim.trigger)).collect();
        }
        // "It hit back with duties in response to the tariffs": whom the one hits has the other in force.
        if claim.actor.is_empty() && claim.target.is_empty() && self.is_answered(claim) {
            let answer = earlier.iter().rev().find(|known| known.frame == claim.frame && !known.target.is_empty());
            if let Some(answer) = answer {
                let carried = |party: &Argument<'a>| party.state(self.lexicon).carried_to(claim.trigger);
                claim.actor = answer.target.iter().map(carried).collect();
                claim.target = answer.actor.iter().map(carried).collect();
                return;
            }
        }
        let here = earlier.iter().rev().filter(|known| known.trigger != claim.trigger);
        let fitting: Vec<&Claim<'a>> =
            here.chain(self.memory.claims()).filter(|known| self.fits(claim, known)).collect();
        let span = claim.trigger;
        // "Canada and Mexico said the tariffs are unacceptable": who speaks of a measure that hit it means that one.
        let sufferers = if claim.action == "keep" && claim.actor.is_empty() { self.topic() } else { Vec::new() };
        let suffered = fitting.iter().find(|known| share(&sufferers, &known.target));
        // "The 25% duty" is the one of that rate.
        let same_rate = claim
            .rate
            .as_ref()
            .and_then(|rate| fitting.iter().find(|known| known.rate.as_ref().is_some_and(|other| other.id == rate.id)));
        let Some(source) = suffered.or(same_rate).or(fitting.first()) else {
            self.complete_unspoken(earlier, claim);
            return;
        };
        let presumed = claim.rules.iter().all(|rule| rule.ends_with(": default"));
        let ahead = |known: &&Claim<'a>| known.action == "impose" && known.modality == Modality::Planned;
        if presumed && claim.action == "keep" && fitting.iter().all(ahead) {
            claim.action = source.action;
            claim.modality = source.modality;
        }
        if claim.actor.is_empty() {
            let requester = claim.requester.as_ref();
            let actors = source.actor.iter().filter(|actor| requester.is_none_or(|asker| asker.id != actor.id));
            claim.actor = actors.map(|actor| actor.state(self.lexicon).carried_to(span)).collect();
        }
        // "The one on steel" hits what was hit with steel before, not what the last measure hit.
        let another = !claim.product.is_empty() && self.is_instance(claim);
        // A story that knows one party hit, and says so more than once, goes on speaking of it whatever the goods.
        let mut told =
            fitting.iter().filter(|known| !known.target.is_empty() && self.agree(&claim.actor, &known.actor));
        let first = told.next().map(|known| &known.target);
        let only = !another
            && told.clone().next().is_some()
            && told.all(|known| {
                known.target.iter().map(|party| &party.id).eq(first.into_iter().flatten().map(|party| &party.id))
            });
        // A whole country hit before goes on being meant rather than one firm of it.
        let hits = || {
            let hits = fitting.iter().filter(|known| !known.target.is_empty() && known.action != "exempt");
            hits.filter(|known| self.agree(&claim.actor, &known.actor) && (only || goods_agree(claim, known)))
                .filter(|known| !another || !known.product.is_empty())
        };
        let meant = || hits().find(|known| std::ptr::eq(**known, *source)).filter(|_| suffered.or(same_rate).is_some());
        let whole = || hits().find(|known| known.target[0].kind == Some(Kind::Country));
        let hit = meant().or_else(whole).or_else(|| hits().next());
        if let Some(hit) = hit.filter(|_| claim.target.is_empty()) {
            let named = |target: &Argument<'a>| suffered.is_none() || share(std::slice::from_ref(target), &sufferers);
            let targets = hit
                .target
                .iter()
                .filter(|target| named(target) && !claim.actor.iter().any(|actor| actor.same_party(target)));
            claim.target = targets.map(|target| target.state(self.lexicon).carried_to(span)).collect();
        }
        if claim.product.is_empty()
            && claim.rate.is_none()
            && claim.amount.is_none()
            && points_back(&self.parse.units, claim)
        {
            claim.product = source.product.iter().map(|product| product.carried_to(span)).collect();
        }
        self.complete_from_lead(claim);
    }

    /// Whether the claim's noun is what something answers.
    fn is_answered(&self, claim: &Claim<'_>) -> bool {
        let group = self.group_at(claim.trigger);
        let preposition = group.map(|group| self.parse.preposition(group));
        matches!(preposition, Some("in response to" | "in retaliation for" | "in return for"))
    }

    /// Whether the claim is stated by "one" or "those" that points at a measure of the same kind.
    fn is_instance(&self, claim: &Claim<'_>) -> bool {
        let unit = self.parse.units.iter().find(|unit| unit.span == claim.trigger);
        unit.is_some_and(|unit| matches!(&*unit.lower, "one" | "ones" | "that" | "those"))
    }

    /// Whether two lists of parties can be the same: one is empty, or they share one or a state for which they act.
    fn agree(&self, mine: &[Argument<'a>], theirs: &[Argument<'a>]) -> bool {
        let state = |party: &Argument<'a>| party.state(self.lexicon).id;
        let same = || mine.iter().any(|one| theirs.iter().any(|other| state(one) == state(other)));
        mine.is_empty() || theirs.is_empty() || share(mine, theirs) || same()
    }

    /// Whether the measure of a claim may be the one known from before.
    fn fits(&self, claim: &Claim<'a>, known: &Claim<'a>) -> bool {
        known.frame == claim.frame
            && !known.actor.is_empty()
            && self.agree(&claim.actor, &known.actor)
            && self.agree(&claim.target, &known.target)
            && !share(&claim.actor, &known.target)
            && !share(&claim.target, &known.actor)
    }

    /// "Mexico has fought back with tariffs": whom an answer hits, the one who hit first, else whoever was hit last.
    fn complete_answer(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        if claim.actor.is_empty() || !claim.target.is_empty() || !self.answers(claim) {
            return;
        }
        let known = || {
            let here = earlier.iter().rev().filter(|known| known.trigger != claim.trigger);
            here.chain(self.memory.claims()).filter(|known| !known.actor.is_empty())
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

    /// A case without a target is brought against whoever hit the complainant, or is hit by who investigates.
    fn complete_case(&self, claim: &mut Claim<'a>) {
        if claim.actor.is_empty() || !claim.target.is_empty() || !claim.product.is_empty() {
            return;
        }
        let against = self.memory.claims().find(|known| !known.actor.is_empty() && share(&claim.actor, &known.target));
        let of_own =
            || self.memory.claims().find(|known| !known.target.is_empty() && self.agree(&claim.actor, &known.actor));
        let known = against.map(|known| &known.actor).or_else(|| of_own().map(|known| &known.target));
        let carried = |party: &Argument<'a>| party.state(self.lexicon).carried_to(claim.trigger);
        claim.target = known.into_iter().flatten().map(carried).collect();
    }

    /// Whether the claim's own words say that it answers another.
    fn answers(&self, claim: &Claim<'_>) -> bool {
        let word = claim.word();
        let first = word.split(' ').next().unwrap_or_default();
        if matches!(first, "retaliate" | "respond" | "answer" | "counter" | "reply") || word.contains(" back") {
            return true;
        }
        self.group_at(claim.trigger).is_some_and(|group| {
            let units = &self.parse.units[self.parse.groups[group].units.clone()];
            units
                .iter()
                .any(|unit| matches!(&*unit.lemma, "retaliatory" | "reciprocal" | "countermeasure" | "retaliation"))
        })
    }

    /// Where no claim before fits: who announces it, the other of the two sides the story is about, who acted last.
    fn complete_unspoken(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let span = claim.trigger;
        // "New tariffs will begin next week, Trump vowed": who announces it does it.
        let speaker = claim
            .attribution
            .first()
            .filter(|speaker| !speaker.id.is_empty() && !claim.target.iter().any(|target| target.same_party(speaker)));
        if claim.actor.is_empty() && matches!(claim.modality, Modality::Planned | Modality::Threatened) {
            // "Korea decided to open its market on condition that tariffs will be imposed": whoever decides it.
            let decides = self.topic().into_iter().next().filter(|party| {
                claim.attribution.is_empty() && !claim.target.iter().any(|target| target.same_party(party))
            });
            claim.actor.extend(speaker.cloned().or(decides).map(|party| party.state(self.lexicon).carried_to(span)));
        }
        self.complete_from_lead(claim);
        let speaks_of =
            !claim.target.is_empty() || !claim.product.is_empty() || claim.rate.is_some() || claim.amount.is_some();
        if claim.actor.is_empty() {
            let measure =
                |known: &Claim<'a>| self.rules.frame(known.frame).is_some_and(|frame| frame.shape == Shape::Measure);
            let acting = |known: &&Claim<'a>| {
                known.trigger != span
                    && !known.actor.is_empty()
                    && known.frame != "change"
                    && (speaks_of || measure(known))
            };
            let last = earlier.iter().rev().chain(self.memory.claims()).find(acting);
            let actors = last.into_iter().flat_map(|known| known.actor.iter()).map(|actor| actor.state(self.lexicon));
            let free = actors.filter(|actor| {
                actor.kind == Some(Kind::Country)
                    && !claim.target.iter().any(|target| target.same_party(actor))
                    && claim.requester.as_ref().is_none_or(|asker| !asker.same_party(actor))
            });
            claim.actor = free.map(|actor| actor.carried_to(span)).collect();
        }
    }

    /// Between the two parties with which the story opens, whoever is not the one hit hits.
    fn complete_from_lead(&self, claim: &mut Claim<'a>) {
        let [one, other] = self.memory.lead() else { return };
        let [hit] = &claim.target[..] else { return };
        let side = if hit.same_party(one) {
            other
        } else if hit.same_party(other) {
            one
        } else {
            return;
        };
        if claim.actor.is_empty() {
            claim.actor.push(side.carried_to(claim.trigger));
        }
    }
}

fn share(mine: &[Argument<'_>], theirs: &[Argument<'_>]) -> bool {
    mine.iter().any(|one| theirs.iter().any(|other| one.same_party(other)))
}

/// Whether both can be of the same goods: one names none, or they share some.
fn goods_agree(claim: &Claim<'_>, known: &Claim<'_>) -> bool {
    let shared = |product: &Argument<'_>| known.product.iter().any(|other| other.id == product.id);
    claim.product.is_empty() || known.product.is_empty() || claim.product.iter().any(shared)
}

/// Whether the claim's noun points back at a measure named before.
fn points_back(units: &[Unit<'_>], claim: &Claim<'_>) -> bool {
    let Some(at) = units.iter().position(|unit| unit.span == claim.trigger) else {
        return false;
    };
    let start = units[..at]
        .iter()
        .rposition(|unit| !matches!(unit.tag, Tag::Adjective | Tag::Noun | Tag::Number))
        .unwrap_or(at);
    matches!(&*units[start].lower, "the" | "these" | "those" | "this" | "such" | "such a")
        || units[at].tag == Tag::Pronoun
}
