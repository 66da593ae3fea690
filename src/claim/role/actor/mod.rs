//! A measure's or an event's noun and its governor → who takes it and whom it hits.
//!
//! The owner comes first, then whoever stands before the noun, behind its "by", as the subject of its verb, above; but
//! one who acts upon a measure is told from one who has it ("a court blocked Trump's tariffs"). `near.rs` finds who
//! stands by the noun, `agent.rs` who does what is told of it, `exempt.rs` whom an exemption spares, `settle.rs` mends
//! what the first choice gets wrong.

mod near;
mod agent;
mod exempt;
mod settle;

use crate::claim::govern::{Governor, Stand};
use crate::claim::mood::Mood;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape};
use crate::syntax::Relation;

/// A frame's noun, the word that tells what happens to it, and how that is put.
#[derive(Clone, Copy)]
struct Told<'t, 'a> {
    frame: &'t Frame,
    noun: usize,
    governor: &'t Governor<'a>,
    mood: &'t Mood<'a>,
}

/// Who may take a measure, by where they stand.
#[derive(Default)]
struct Near<'a> {
    /// Whose it is: "**Peru's** duties".
    owners: Vec<Argument<'a>>,
    /// Who stands before it: "**Peruvian** duties".
    before: Vec<Argument<'a>>,
    /// Who stands behind its "by": "duties imposed by **Peru**".
    by: Vec<Argument<'a>>,
    /// Who does what its governor tells: "**Peru** cut the duties".
    agents: Vec<Argument<'a>>,
}

impl<'a> Near<'a> {
    /// Whether those who act are all others: in "Chile and Peru agreed to cut Peru's duties" the owner is among them.
    fn another_acts(&self, than: &[Argument<'a>]) -> bool {
        let owns = |agent: &Argument<'a>| than.iter().any(|party| party.same_party(agent));
        !self.agents.is_empty() && !self.agents.iter().any(owns)
    }
}

impl<'a> Scene<'_, 'a> {
    /// The actor: the measure's owner, else the agent of its governing word, else whoever stands above.
    pub(in crate::claim) fn actors(
        &self,
        frame: &Frame,
        noun: usize,
        governor: &Governor<'a>,
        mood: &Mood<'a>,
        claim: &mut Claim<'a>,
    ) {
        let told = Told { frame, noun, governor, mood };
        let mut near = self.near(told, claim);
        self.hit_averting(told, claim);
        let idle = self.is_idle(told);
        // "Growers welcomed the ruling": who judges what was done did not do it.
        let judges = frame.shape == Shape::Event && self.rules.context.judges(&governor.word);
        if !idle && !judges {
            near.agents = self.agents(governor);
        }
        self.leave_narrowing(told, &mut near, claim);
        self.turn_to_asked(told, &mut near.agents, claim);
        self.hit_bearing(told, claim);
        self.weigh_owners(told, &mut near, claim);
        self.weigh_before(told, &mut near, claim);
        let above = if idle || judges { Vec::new() } else { self.actors_above(told) };
        claim.target.retain(|party| !self.is_of_all(party));
        self.choose(told, near, above, claim);
        self.spare(told, claim);
        self.settle(told, claim);
    }

    /// Whether whoever does what is told acts upon the measure. "Pressed Washington to keep its Vietnam shoe tariffs":
    /// whoever is asked acts.
    fn is_acted_upon(&self, told: Told<'_, 'a>, claim: &Claim<'a>) -> bool {
        let asked = told.mood.modality == Modality::Requested && !told.mood.asked.is_empty();
        told.frame.shape == Shape::Measure
            && (claim.action != "keep" || asked)
            && matches!(told.governor.stand, Stand::Object | Stand::Behind)
    }

    /// Leaves out owners whose measure another acts upon: "a court blocked Trump's tariffs".
    fn weigh_owners(&self, told: Told<'_, 'a>, near: &mut Near<'a>, claim: &Claim<'a>) {
        let governor = told.governor;
        // "Hungary blocked the EU's sanctions": a member can.
        let vetoes = self.rules.context.vetoes(&governor.word);
        let another = near.another_acts(&near.owners) && (vetoes || !self.is_of_another_state(near, claim));
        let judge = self.judge(governor).filter(|_| self.is_acted_upon(told, claim));
        let judged = judge.and_then(|judge| self.state_of_judge(judge, near));
        if self.is_acted_upon(told, claim) && (another || judge.is_some()) {
            near.owners.clear();
        }
        // "The court struck down duties imposed by the government".
        if judge.is_some() {
            near.by.clear();
        }
        if near.agents.is_empty() {
            near.agents.extend(judged);
        }
        // "Ruled that Trump's tariffs were unlawful": the court ends them.
        let court = self.court_above(governor.group).filter(|_| self.rules.context.is_void(&governor.word));
        if let Some(court) = court {
            near.owners = self.parties(court);
            near.before.clear();
        }
    }

    /// "Norway wants to end the EU's embargo": no state moves what another has in force.
    fn is_of_another_state(&self, near: &Near<'a>, claim: &Claim<'a>) -> bool {
        let states = |parties: &[Argument<'a>]| -> Vec<Argument<'a>> {
            parties.iter().map(|party| party.state(self.lexicon)).collect()
        };
        let (owners, agents) = (states(&near.owners), states(&near.agents));
        let others = |owner: &Argument<'a>| {
            owner.kind == Some(Kind::Country)
                && agents.iter().all(|agent| agent.kind == Some(Kind::Country) && agent.id != owner.id)
        };
        claim.action != "impose" && owners.iter().all(others)
    }

    /// Tells whether those before the noun have it or are hit. "Trump's advisers announced Mexico tariffs": the one who
    /// takes it is known, so the name is whom it hits.
    fn weigh_before(&self, told: Told<'_, 'a>, near: &mut Near<'a>, claim: &mut Claim<'a>) {
        let acting = self.is_acted_upon(told, claim);
        if acting && near.another_acts(&near.before) {
            near.before.retain(|party| party.kind != Some(Kind::Person));
        }
        if near.before.is_empty() || !near.owners.is_empty() {
            return;
        }
        let before = std::mem::take(&mut near.before);
        // "Hungary blocked EU sanctions": not the EU.
        if acting && self.rules.context.vetoes(&told.governor.word) && near.another_acts(&before) {
            return;
        }
        // "Gives Peruvian copper access to Norway": whoever lets it in is another.
        let given = !near.by.is_empty() || self.is_given(told.noun);
        let granted = self.rules.context.is_entry(&self.parse.head(told.noun).lemma) && given;
        // "Peru pledged $4 billion in Norwegian investments": where it goes.
        let gives = self.rules.context.gives_word(&self.parse.head(told.governor.group).lemma);
        let pledged =
            told.frame.for_asker && gives && told.governor.stand == Stand::Object && near.another_acts(&before);
        let other = granted || pledged || acting && near.another_acts(&before);
        let hit = before.iter().any(|party| self.memory.is_hit(claim.frame, party));
        let known = |party: &Argument<'a>| claim.target.iter().any(|target| target.same_party(party));
        if granted && before.iter().all(known) {
            return;
        }
        // "Brussels approved German state aid": whoever gives it is not whom it helps.
        if other && told.frame.home {
            return;
        }
        if (other || hit) && claim.target.is_empty() {
            claim.target = before;
        } else if !(other && claim.action == "impose") {
            near.owners = before;
        }
    }

    /// Takes the nearest who may be the actor: whose it is, behind its "by", who acts, who receives it, who acts above.
    fn choose(&self, told: Told<'_, 'a>, near: Near<'a>, above: Vec<Argument<'a>>, claim: &mut Claim<'a>) {
        let Told { frame, noun, governor, .. } = told;
        let Near { mut owners, by, agents, .. } = near;
        let borne = governor.is_borne();
        // "Peru's quota", where Peru fills it: who bears it has not set it.
        if borne && owners.iter().any(|owner| claim.target.iter().any(|target| target.id == owner.id)) {
            owners.clear();
        }
        claim.actor = [owners, by, agents].into_iter().find(|parties| !parties.is_empty()).unwrap_or_default();
        if claim.actor.is_empty() {
            let receivers = self.receivers(frame, noun, governor);
            claim.target.retain(|target| !receivers.iter().any(|receiver| receiver.id == target.id));
            let owners = if receivers.is_empty() { self.senders(frame, noun) } else { receivers };
            claim.actor = if owners.is_empty() { above } else { owners };
            // "Chile benefits from quotas on exports to Peru": Peru is not who benefits.
            let subject = self.parse.groups[governor.group].verb.subject.filter(|_| borne && claim.target.is_empty());
            if let Some(subject) = subject {
                claim.target = self.parties(subject);
            }
        }
    }

    /// The court that does what the governor tells, itself or by its ruling.
    fn judge(&self, governor: &Governor<'a>) -> Option<usize> {
        let subject = self.parse.groups[governor.group].verb.subject?;
        let by = |&by: &usize| self.parse.preposition(by) == "by";
        let makers = self.parse.owner(subject).into_iter().chain(self.parse.hanging(subject).filter(by));
        let ruling = self.rules.context.is_instrument(&self.parse.head(subject).lemma);
        std::iter::once(subject).chain(makers.filter(|_| ruling)).find(|&group| self.is_court(group))
    }

    /// "**The court** struck down Peru's duty": without a name it is that of the state whose measure it judges.
    fn state_of_judge(&self, judge: usize, near: &Near<'a>) -> Option<Argument<'a>> {
        let names_itself = || !self.parties(judge).is_empty() || &*self.parse.head(judge).lemma == "tribunal";
        let state = near.owners.iter().chain(&near.by).map(|owner| owner.state(self.lexicon)).next()?;
        let state = Some(state).filter(|state| state.kind == Some(Kind::Country) && !names_itself())?;
        Some(state.carried_to(self.parse.head(judge).span))
    }

    /// The court that says what a verb tells: "the court ruled that the duties were unlawful".
    pub(in crate::claim) fn court_above(&self, verb: usize) -> Option<usize> {
        let above = &self.parse.groups[verb];
        let says = above.host.filter(|_| above.relation == Relation::Content)?;
        let subject = self.parse.groups[says].verb.subject?;
        self.is_court(subject).then_some(subject)
    }

    /// "The court", "the Court of International Trade".
    fn is_court(&self, group: usize) -> bool {
        self.parse
            .head(group)
            .lower
            .split(' ')
            .any(|word| self.rules.context.is_court(crate::claim::phrase::singular(word)))
    }

    /// Whether a party is a body of many states, which no measure hits.
    pub(in crate::claim) fn is_of_all(&self, party: &Argument<'a>) -> bool {
        party.kind == Some(Kind::Organization)
            && matches!(&*party.id, "WTO" | "United Nations" | "International Monetary Fund")
    }
}
