//! Frames stated by a verb alone → claims: "banned rice exports", "met", "invested".
//!
//! `roles.rs` fills the claim; `market.rs` turns it to whoever has the market that is opened or shut; `beside.rs` sets
//! it beside what is told already.

mod beside;
mod market;
mod roles;

use super::govern::{Governor, Stand};
use super::mood::Mood;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Action, Frame, Modality, Path, Role, Shape, VerbTrigger, Want};
use crate::span::Span;
use crate::syntax::Relation;
use roles::Roles;
use std::cmp::Reverse;

/// What one rule reads in a verb, before its roles are filled.
struct Reading<'a> {
    frame: &'a Frame,
    trigger: &'a VerbTrigger,
    /// The phrase of the rule that matched.
    word: &'a str,
    verb: usize,
    subject: Option<usize>,
    passive: bool,
    /// "Barred firms from **selling** chips": the verb below in which the act lies.
    act: Option<usize>,
    /// The verb as paths follow it: from the act where one lies below.
    governor: Governor<'a>,
    mood: Mood<'a>,
    /// "**Stopped** subsidising growers": what ends it.
    ended: Option<Governor<'a>>,
    /// "Will **require** firms to obtain a licence": whether who stands above bids the subject bear it.
    required: bool,
    /// "Asked **Congress** for $3 billion": who acts, since the verb itself asks.
    asked: Vec<Argument<'a>>,
    /// The groups that undergo the act.
    upon: Vec<usize>,
    /// Whether they alone are meant of what the verb acts upon.
    apart: bool,
}

impl<'a> Reading<'a> {
    /// Where the frame looks for a role.
    fn paths(&self, role: Role) -> &'a [Path] {
        self.frame.roles.iter().find(|(known, _)| *known == role).map_or(&[], |(_, paths)| paths)
    }

    /// Whether the frame has a role.
    fn has(&self, role: Role) -> bool {
        self.frame.roles.iter().any(|(known, _)| *known == role)
    }

    /// Whether the rule tells this action.
    fn tells(&self, action: &str) -> bool {
        self.trigger.action.get_ref() == action
    }

    /// "Its market is closed": whether the subject undergoes what the verb tells.
    fn moves_itself(&self) -> bool {
        self.subject.is_some_and(|subject| self.upon.contains(&subject))
    }

    /// Whether the subject, or whom a passive names, does it.
    fn acts(&self) -> bool {
        !self.trigger.bears && (!self.moves_itself() || self.passive)
    }

    /// "Agreed to be bought by Acme": whether who stands above undergoes it.
    fn is_undergone_above(&self) -> bool {
        self.frame.shape == Shape::Event && self.passive
    }
}

/// Adds the claims that a verb states by itself to those that `claims` has.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let mut refined = Vec::new();
    if scene.rules.verbs_state(scene.seen) {
        for verb in 0..scene.parse.groups.len() {
            if scene.parse.groups[verb].is_verb() && scene.may_tell(verb) {
                scene.add_stated(verb, claims, &mut refined);
            }
        }
    }
    claims.retain(|claim| !refined.contains(&claim.trigger));
    scene.leave_longest_measures(claims);
    scene.drop_repeated_meetings(claims);
    scene.leave_talks_or_deal(claims);
    scene.drop_promises(claims);
    scene.join_withdrawn(claims);
}

impl<'a> Scene<'_, 'a> {
    /// Adds what one verb states, a frame at a time; what it only says more of goes to `refined`.
    fn add_stated(&self, verb: usize, claims: &mut Vec<Claim<'a>>, refined: &mut Vec<Span>) {
        let reading = |key| self.rules.verbs_reading(key, self.seen).map(move |place| (place, key));
        let mut known: Vec<((usize, usize), &'a str)> =
            self.verb_keys(verb).iter().copied().flat_map(reading).collect();
        known.sort_unstable_by_key(|(place, key)| (*place, Reverse(key.len())));
        known.dedup_by_key(|(place, _)| *place);
        let mut read = Vec::new();
        for of_frame in known.chunk_by(|(one, _), (other, _)| one.0 == other.0) {
            let frame = &self.rules.frames[of_frame[0].0.0];
            // What moves a quantity needs a figure, too (`change`).
            if frame.shape == Shape::Change {
                continue;
            }
            let rules = of_frame.iter().map(|&((_, index), word)| (&frame.verbs[index], word));
            if let Some((trigger, word, claim)) = self.first_reading(frame, rules, verb, claims) {
                let told_below = frame.shape == Shape::Measure && self.act(frame, trigger, word, verb).is_some();
                read.push((frame, trigger, claim, told_below));
            }
        }
        // "Barred firms from selling chips": of the measures that may be meant the one of which the act below tells.
        let any_below = read.iter().any(|(.., told_below)| *told_below);
        read.retain(|(frame, .., told_below)| *told_below || !any_below || frame.shape != Shape::Measure);
        for (frame, trigger, claim, _) in read {
            if frame.shape == Shape::Measure && self.is_told_of_case(verb, claims) {
                continue;
            }
            if !super::phrase::is_excluded(&self.parse.units, self.parse.groups[verb].head, frame) {
                self.set_beside(frame, trigger, verb, claim, claims, refined);
            }
        }
    }

    /// "A probe into Malaysian gloves was **opened**": whether the verb tells what becomes of a case, a deal or talks,
    /// which is no measure on the goods that they are about.
    fn is_told_of_case(&self, verb: usize, claims: &[Claim<'a>]) -> bool {
        let lemma = &*self.parse.head(verb).lemma;
        let upon = self.acted_upon(verb);
        let told = |&object: &usize| {
            let inquiry = self.rules.context.is_inquiry(&self.parse.head(object).lemma);
            claims.iter().any(|claim| {
                (inquiry || self.rules.shape_of(claim.frame) == Some(Shape::Meeting))
                    && claim.word().split(' ').next() == Some(lemma)
                    && self.parse.head(object).span == claim.trigger
            })
        };
        !upon.is_empty() && upon.iter().all(told)
    }

    /// The first rule of a frame that gives a claim, by its longest phrase.
    fn first_reading(
        &self,
        frame: &'a Frame,
        mut rules: impl Iterator<Item = (&'a VerbTrigger, &'a str)>,
        verb: usize,
        claims: &[Claim<'a>],
    ) -> Option<(&'a VerbTrigger, &'a str, Claim<'a>)> {
        rules.find_map(|(trigger, word)| {
            let allowed = self.is_spoken_of(frame, trigger, word, claims) && self.allows(trigger, word, verb);
            allowed.then(|| self.verb_claim(frame, trigger, word, verb)).flatten().map(|claim| (trigger, word, claim))
        })
    }

    /// Whether the last claim was of the frame, where the rule asks for it; "facing 25%" is still said of the duties
    /// some sentences on, and so is "will be spared" of the measure last told of.
    fn is_spoken_of(&self, frame: &Frame, trigger: &VerbTrigger, word: &str, claims: &[Claim<'a>]) -> bool {
        let rated = trigger.holds.iter().any(|kind| kind == "percent") || word.contains("rate");
        let spared = trigger.action.get_ref() == "exempt" && trigger.bears;
        // "Opened a probe into the duty. Firms asked to be exempted": of the measure.
        let alike =
            |near: &&str| (self.rules.shape_of(near) == Some(Shape::Measure)) == (frame.shape == Shape::Measure);
        let near = claims.iter().rev().map(|claim| claim.frame).chain(self.memory.near_frames());
        !trigger.known
            || near.into_iter().find(alike) == Some(&*frame.name)
            || rated && self.memory.tells_of(&frame.name)
            || spared && !claims.iter().any(|claim| self.is_measure(claim)) && self.memory.tells_last_of(&frame.name)
    }

    /// The claim of a verb that a rule reads.
    fn verb_claim(&self, frame: &'a Frame, trigger: &'a VerbTrigger, word: &'a str, verb: usize) -> Option<Claim<'a>> {
        let mut reading = self.reading(frame, trigger, word, verb)?;
        let mut roles = self.roles(&reading);
        reading.frame = self.at_border(frame, trigger, verb, &reading.upon, &mut roles.actor, &mut roles.target);
        let told =
            self.says_enough(&reading, &roles) && self.is_for_a_state(&reading, &roles) && !self.is_mishap(&reading);
        told.then(|| {
            let frame = reading.frame;
            let governor = Governor { group: verb, ..reading.governor.clone() };
            let mut claim = self.filled(reading, roles);
            self.hit_speaker(frame, verb, &mut claim);
            // "The loan should bring growth, it said" asks nobody.
            if !claim.actor.is_empty() {
                self.ask_by_modal(&governor, &mut claim);
            }
            claim
        })
    }

    /// How a rule reads a verb: in what mood, where the act lies and what undergoes it; nothing where the rule asks for
    /// what is still to come or is denied and it is not.
    fn reading(&self, frame: &'a Frame, trigger: &'a VerbTrigger, word: &'a str, verb: usize) -> Option<Reading<'a>> {
        let governor = Governor::telling(trigger.action.get_ref(), Stand::Object, verb, word);
        // "No longer allows imports": the rule asks for the denial and tells what it comes to.
        let no_more = trigger.denied && self.is_no_more(verb);
        let ended = if no_more { None } else { self.ended(frame, governor.action, verb) };
        // "Will stop supplying gas": who stops giving pledges nothing.
        let stopped = |above: usize| self.rules.context.ceases(&self.parse.head(above).lemma);
        let pledges = frame.shape == Shape::Event && frame.action("withdraw").is_some();
        if pledges && self.parse.groups[verb].verb.gerund && self.infinitive_above(verb).is_some_and(stopped) {
            return None;
        }
        let told = ended.as_ref().unwrap_or(&governor);
        let mut mood = self.mood(frame, told.group, told);
        let required = self.required(frame, trigger, verb, &mut mood);
        // "Must obtain a licence": what is borne by now.
        let modal = self.parse.groups[verb].verb.modal.map(|modal| &*self.parse.units[modal].lower);
        if governor.action == "keep" && modal == Some("must") && mood.modality == Modality::Planned {
            mood.modality = Modality::Actual;
        }
        // "Cut its duty, helping Chile": what follows of an act is no pledge.
        let group = &self.parse.groups[verb];
        let follows = group.verb.gerund && group.relation == Relation::Adverbial && group.preposition.is_none();
        if trigger.ahead && (follows || !self.is_ahead_of(verb, &mood)) || trigger.denied && !mood.negated {
            return None;
        }
        // "Let Chilean beef enter Oslo": what comes in is let in, not where it comes to.
        let comes = |&act: &usize| self.rules.context.comes_in(&self.parse.head(act).lemma);
        let act = self.act(frame, trigger, word, verb).filter(|act| !comes(act));
        let governor = Governor { group: act.unwrap_or(verb), ..governor };
        let asked = self.asked_for(verb, &mood);
        let mut upon = if asked.is_empty() { self.undergoes(trigger, word, governor.group) } else { Vec::new() };
        let apart = self.take_apart(trigger, &mut upon);
        let this = &self.parse.groups[verb].verb;
        let (subject, passive) = (this.subject, this.passive);
        Some(Reading {
            frame,
            trigger,
            word,
            verb,
            subject,
            passive,
            act,
            governor,
            mood,
            ended,
            required,
            asked,
            upon,
            apart,
        })
    }

    /// Whether a claim has any role filled; "pledged $3 billion" says enough, and so does "will be limited to 9,000
    /// tonnes" of a quota that was spoken of.
    fn says_enough(&self, reading: &Reading<'a>, roles: &Roles<'a>) -> bool {
        let money = |amount: &Argument<'a>| amount.kind == Some(Kind::Money);
        let given = reading.frame.shape == Shape::Event && roles.amount.as_ref().is_some_and(money);
        let counted = reading.frame.shape == Shape::Measure && roles.amount.is_some();
        let given = given || counted && self.memory.knows(&reading.frame.name);
        let parties = [&roles.actor, &roles.target, &roles.product, &roles.rates];
        // "Cargoes at sea are exempt": from what was spoken of.
        let known = reading.trigger.known && reading.tells("exempt");
        given || known || parties.iter().any(|filled| !filled.is_empty())
    }

    /// Whether a state or a law acts where the rule asks for one: "the firm stopped selling its cars in Peru" is no act
    /// of a state.
    fn is_for_a_state(&self, reading: &Reading<'a>, roles: &Roles<'a>) -> bool {
        let of_state = |party: &Argument<'a>| party.is_of_state(self.lexicon);
        // "Firms are barred from selling chips to Iran", "the law bars them from it": who else could.
        let nobody = roles.actor.is_empty();
        let above = reading.subject.or(self.parse.groups[reading.verb].host);
        let above = above.filter(|&above| self.parse.groups[above].is_noun());
        let by_law = || {
            above.is_some_and(|above| {
                let head = self.parse.head(above);
                self.rules.context.is_instrument(&head.lemma)
                    || nobody && matches!(&*head.lower, "this" | "that" | "which")
            })
        };
        !reading.trigger.state
            || nobody && reading.passive
            || by_law()
            || roles.actor.iter().chain(&reading.mood.requester).any(of_state)
    }

    /// "A strike halted exports", "exports were halted by protesters": what no state does is no measure.
    fn is_mishap(&self, reading: &Reading<'a>) -> bool {
        let by =
            |&behind: &usize| matches!(self.parse.preposition(behind), "by" | "because of" | "due to" | "owing to");
        let behind = self.parse.hanging(reading.verb).find(|behind| reading.passive && by(behind));
        let does = if reading.passive { behind } else { reading.subject };
        let named = |group: usize| self.rules.context.is_mishap(&self.parse.head(group).lemma);
        reading.frame.shape == Shape::Measure && does.is_some_and(named)
    }

    /// The action where it is another than the rule says.
    fn turned(&self, reading: &Reading<'a>, roles: &Roles<'a>) -> Option<&'a Action> {
        let Reading { frame, mood, verb, .. } = reading;
        // "Exporters will pay 25%": what is borne later is imposed later.
        let later = reading.tells("keep") && (mood.modality == Modality::Planned || reading.required);
        // "Has banned imports since May", "levies a duty".
        let actual = mood.modality == Modality::Actual;
        // "Will continue to be banned".
        let goes_on =
            || matches!(mood.modality, Modality::Actual | Modality::Planned) && self.continues(&reading.governor);
        let stands = frame.shape == Shape::Measure
            && reading.tells("impose")
            && !mood.negated
            && (actual && (self.is_lasting(*verb) || self.is_habit(&reading.governor)) || goes_on());
        let turned = |name: &str, turns: bool| frame.action(name).filter(|_| turns);
        turned("exempt", self.leaves_out(reading, roles)).or(turned("impose", later)).or(turned("keep", stands))
    }

    /// "Banned exports of ore in May. It now **allows** exports of nickel": whether goods are let
    /// through that the measure told before does not name.
    fn leaves_out(&self, reading: &Reading<'a>, roles: &Roles<'a>) -> bool {
        let Reading { frame, mood, verb, .. } = reading;
        let barred = |known: &Claim<'a>| {
            let same = |actor: &Argument<'a>| known.actor.iter().any(|one| one.same_party(actor));
            let other = |goods: &Argument<'a>| !known.product.iter().any(|known| known.id == goods.id);
            known.frame == frame.name
                && matches!(known.action, "impose" | "keep" | "raise")
                && roles.actor.iter().any(same)
                && !known.product.is_empty()
                && !roles.product.is_empty()
                && roles.product.iter().all(other)
        };
        let lets = reading.tells("lift") && self.rules.context.permits(&self.parse.head(*verb).lemma) && !mood.negated;
        lets && mood.requester.is_none() && self.memory.claims().any(barred)
    }

    /// The claim of a reading and its roles.
    fn filled(&self, reading: Reading<'a>, roles: Roles<'a>) -> Claim<'a> {
        let turned = self.turned(&reading, &roles);
        let Reading { frame, trigger, verb, governor, mood, ended, .. } = reading;
        let denied = ended.as_ref().is_some_and(|ended| ended.denied);
        let action = match (ended, turned) {
            (Some(ended), _) => ended.action,
            (None, Some(turned)) => &turned.name,
            (None, None) => trigger.action.get_ref(),
        };
        Claim {
            frame: &frame.name,
            action,
            actor: roles.actor,
            target: roles.target,
            product: roles.product,
            rate: roles.rates.into_iter().next(),
            rate_before: None,
            amount: roles.amount,
            indicator: None,
            modality: mood.modality,
            negated: (mood.negated && !trigger.denied) ^ denied,
            requester: mood.requester,
            attribution: self.attribution(verb, verb),
            time: mood.time,
            sentence: self.parse.sentence,
            trigger: self.parse.head(verb).span,
            rules: vec![governor.rule(frame)],
        }
    }

    /// Everything wanted among what the governing verb acts upon, or where the frame looks for it around the verb.
    pub(in crate::claim) fn around_verb(
        &self,
        paths: &[Path],
        want: Want,
        governor: &Governor<'a>,
    ) -> Vec<Argument<'a>> {
        self.among(&self.acted_upon(governor.group), paths, want, governor)
    }

    fn among(&self, upon: &[usize], paths: &[Path], want: Want, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        let mut found = Vec::new();
        for &object in upon {
            self.collect(object, want, 0, &mut found);
        }
        if found.is_empty() {
            found = self.follow(paths, governor.group, governor);
        }
        super::role::party::dedup(&mut found);
        found
    }
}
