//! What courts and panels decide → whom it is against, and what was ruled before somebody appealed.
//!
//! "Peru lost its case against **Norway**", "a panel sided with Chile in its dispute with **Peru**", "Chile appealed
//! the **ruling**", "Peru requested a **panel**".

use super::recall::share;
use crate::claim::govern::{Governor, Stand};
use crate::claim::mood::Mood;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Path, Place, Want};

/// Tells the cases of a sentence with who loses them, and adds the rulings that an appeal is against.
pub(in crate::claim) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let mut called = None;
    for index in 0..claims.len() {
        if claims[index].frame != "investigation" {
            continue;
        }
        if claims[index].action == "decide" {
            scene.blame_loser(&mut claims[index]);
            scene.blame_found(&mut claims[index]);
            if let Some(losers) = scene.losers(&claims[index], claims) {
                claims[index].target = losers;
            }
        }
        scene.leave_forum(&mut claims[index]);
        scene.drop_request(&mut claims[index]);
        if scene.call_in(&mut claims[index]) {
            called = Some(index);
        }
        let ruling = scene.ruling_appealed(&claims[index], claims);
        claims.extend(ruling);
    }
    if let Some(caller) = called {
        scene.leave_called(caller, claims);
    }
}

impl<'a> Scene<'_, 'a> {
    /// "Peru lost its case": it is against whoever loses, whoever decided it.
    fn blame_loser(&self, claim: &mut Claim<'a>) {
        if self.rules.context.loses(first_word(claim)) && !claim.actor.is_empty() {
            claim.target = std::mem::take(&mut claim.actor);
        }
    }

    /// "Peru was found to have discriminated against Chile": it is against Peru.
    fn blame_found(&self, claim: &mut Claim<'a>) {
        let Some(verb) = self.told_by(claim).filter(|&verb| self.parse.head(verb).span == claim.trigger) else {
            return;
        };
        let this = &self.parse.groups[verb].verb;
        let found = this.subject.filter(|_| this.passive && self.rules.context.finds(&self.parse.head(verb).lemma));
        let blamed = found.map(|found| self.parties(found)).unwrap_or_default();
        if !blamed.is_empty() {
            claim.target = blamed;
        }
    }

    /// "Sided with Peru in its dispute with **Chile**", "ruled that Peru may tax **Chilean** goods": whom a decision is
    /// against, where it is for the one that it names.
    fn losers(&self, claim: &Claim<'a>, claims: &[Claim<'a>]) -> Option<Vec<Argument<'a>>> {
        let verb = self.told_by(claim)?;
        let measures = || claims.iter().filter(|known| self.is_measure(known));
        let permitted = |known: &Claim<'a>| known.modality == Modality::Proposed && known.action == "impose";
        let sides = self.rules.context.takes_sides(claim.word());
        let his = |known: &Claim<'a>| share(&known.actor, &claim.target) || sides && known.actor.is_empty();
        let may = measures().find(|known| permitted(known) && his(known));
        let favoured = self.favoured(verb);
        let winners = if favoured.is_empty() && (sides || may.is_some()) { &claim.target } else { &favoured };
        if winners.is_empty() {
            return None;
        }
        let other = |party: &Argument<'a>| !winners.iter().any(|winner| winner.same_party(party));
        // "In its dispute with Chile".
        let against = |&at: &usize| {
            let noun = self.parse.groups[at].host.is_some_and(|host| self.parse.groups[host].is_noun());
            noun && matches!(self.parse.preposition(at), "with" | "against")
        };
        let named = (verb + 1..self.parse.groups.len()).filter(against).flat_map(|at| self.parties(at));
        let named: Vec<Argument<'a>> = named.filter(other).collect();
        let hit = || may.map(|known| known.target.clone());
        let owner = || measures().find(|known| share(&known.target, winners)).map(|known| known.actor.clone());
        // "Agreed with Peru that Chile's quotas broke the rules".
        let told = || {
            let governor = Governor::telling("decide", Stand::Subject, verb, "");
            self.at(&Path { place: Place::Content, want: Want::Party }, verb, &governor)
        };
        let rest = || claim.target.iter().filter(|party| other(party)).cloned().collect();
        let found = [Some(named), hit(), Some(told()), owner(), Some(rest()), self.other_side(winners, claim)];
        let against = found.into_iter().flatten().map(|losers| losers.into_iter().filter(other).collect::<Vec<_>>());
        Some(against.into_iter().find(|losers| !losers.is_empty()).unwrap_or_default())
    }

    /// "Ruled in favour of **Peru**", "in **Peru's** favour".
    fn favoured(&self, verb: usize) -> Vec<Argument<'a>> {
        let favour = |&at: &usize| {
            self.parse.preposition(at) == "in" && matches!(&*self.parse.head(at).lower, "favour" | "favor")
        };
        let Some(favour) = self.parse.hanging(verb).find(favour) else { return Vec::new() };
        let of = self.parse.hanging(favour).filter(|&of| self.parse.preposition(of) == "of");
        self.owners(favour).into_iter().chain(of.flat_map(|of| self.parties(of))).collect()
    }

    /// Whom the story's last case of the winners was against, or who brought it.
    fn other_side(&self, winners: &[Argument<'a>], claim: &Claim<'a>) -> Option<Vec<Argument<'a>>> {
        let mut cases = self.memory.claims().filter(|known| known.frame == claim.frame && known.action == "open");
        let other = cases.find_map(|known| match known {
            known if share(&known.actor, winners) => Some(&known.target),
            known if share(&known.target, winners) => Some(&known.actor),
            _ => None,
        });
        other.map(|other| other.iter().map(|party| party.carried_to(claim.trigger)).collect())
    }

    /// "The **WTO** case argues": before whom it is brought does not complain.
    fn leave_forum(&self, claim: &mut Claim<'a>) {
        let Some(noun) = self.group_at(claim.trigger).filter(|_| claim.action == "open") else { return };
        let start = self.first(noun).span.start;
        let before = |party: &Argument<'a>| party.span.start >= start && party.span.end <= claim.trigger.end;
        claim.actor.retain(|actor| !(self.is_judge(actor) && before(actor)));
    }

    /// "Withdrew its **request** for a panel": the case ends.
    fn drop_request(&self, claim: &mut Claim<'a>) {
        let frame = self.rules.frame(claim.frame).filter(|_| claim.action == "open" && claim.word() == "request");
        let Some((frame, verb)) = frame.zip(self.told_by(claim)) else { return };
        let lemma = &*self.parse.head(verb).lemma;
        let Some(close) = frame.action("close").filter(|close| close.object.iter().any(|verb| verb == lemma)) else {
            return;
        };
        let mood = self.mood_of_act(frame, verb);
        let asker = claim.requester.take();
        if claim.actor.is_empty() {
            claim.actor.extend(asker);
        }
        (claim.action, claim.modality, claim.negated) = (&close.name, mood.modality, mood.negated);
    }

    /// The mood of a verb by itself and by what it hangs from.
    fn mood_of_act(&self, frame: &Frame, verb: usize) -> Mood<'a> {
        let mut mood = Mood::actual();
        self.verb_form(verb, &mut mood);
        self.climb(frame, verb, &mut mood);
        mood
    }

    /// "Peru requested a panel": the state that asks the judges in opens the case.
    fn call_in(&self, claim: &mut Claim<'a>) -> bool {
        let noun = self.group_at(claim.trigger).map(|noun| &*self.parse.head(noun).lemma);
        let calls = claim.modality == Modality::Requested && noun.is_some_and(|noun| self.rules.context.sits(noun));
        let state = |asker: &Argument<'a>| asker.is_of_state(self.lexicon);
        if !calls || !claim.requester.as_ref().is_some_and(state) {
            return false;
        }
        let lays = |&verb: &usize| self.laid_by(verb) == Some(Modality::Requested);
        let told = self.told_by(claim).or_else(|| self.group_at(claim.trigger));
        let asks = std::iter::successors(told, |&at| self.parse.groups[at].host.filter(|&above| above != at));
        let Some(verb) = asks.take(6).filter(|&at| self.parse.groups[at].is_verb()).find(lays) else { return false };
        let Some(frame) = self.rules.frame(claim.frame) else { return false };
        claim.modality = self.mood_of_act(frame, verb).modality;
        claim.actor = claim.requester.take().into_iter().collect();
        true
    }

    /// "Asked for a panel to rule on **Peru's** duties": what the panel that `case` calls for is to do is that case.
    fn leave_called(&self, case: usize, claims: &mut Vec<Claim<'a>>) {
        let Some(caller) = claims[case].actor.first().cloned() else { return };
        let asked = |claim: &Claim<'a>| {
            let asks = claim.requester.as_ref().is_some_and(|asker| asker.same_party(&caller));
            claim.frame == "investigation" && claim.action == "open" && asks
        };
        if let Some(whole) = claims.iter().find(|claim| asked(claim)).cloned() {
            claims[case].take(&whole);
            claims.retain(|claim| !asked(claim));
        }
    }

    /// "Peru will appeal the **ruling**": it was against whoever appeals.
    fn ruling_appealed(&self, claim: &Claim<'a>, claims: &[Claim<'a>]) -> Option<Claim<'a>> {
        // "Filed an **appeal** against the ruling".
        let noun = self.group_at(claim.trigger)?;
        let complains = |word: &str| self.rules.context.is_complaint(word);
        let appeals =
            claim.action == "open" && (complains(first_word(claim)) || complains(&self.parse.head(noun).lemma));
        let verb = self.told_by(claim).filter(|_| appeals)?;
        let frame = self.rules.frame(claim.frame)?;
        let decided = |noun: usize| {
            let head = Some(self.parse.head(noun)).filter(|head| head.kind.is_none())?;
            let (action, word) = self.noun_action(frame, &head.lemma, &head.lower)?;
            (&*action.name == "decide").then_some((noun, head.span, action, word))
        };
        let below = self.parse.hanging(verb).chain(self.parse.hanging(noun));
        let below = below.filter(|&at| self.parse.groups[at].is_noun());
        let (ruling, trigger, action, word) = self.acted_upon(verb).into_iter().chain(below).find_map(decided)?;
        let known = |known: &Claim<'a>| known.action == "decide" && known.trigger == trigger;
        if claims.iter().any(known) {
            return None;
        }
        let mut judges = self.owners(ruling);
        judges.extend(self.mentions_before(ruling, |kind| kind == Kind::Organization));
        let by = self.parse.hanging(ruling).filter(|&by| self.parse.preposition(by) == "by");
        judges.extend(by.flat_map(|by| self.parties(by)));
        judges.retain(|judge| !claim.actor.iter().any(|actor| actor.same_party(judge)));
        Some(Claim {
            action: &action.name,
            actor: judges,
            target: claim.actor.clone(),
            modality: Modality::Actual,
            negated: false,
            requester: None,
            time: None,
            trigger,
            rules: vec![format!("{}/{}: {word}", claim.frame, action.name)],
            ..claim.clone()
        })
    }
}

/// The first word of the phrase that tells a claim.
fn first_word<'c>(claim: &'c Claim<'_>) -> &'c str {
    claim.word().split(' ').next().unwrap_or_default()
}
