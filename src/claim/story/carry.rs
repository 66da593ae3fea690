//! claims + what the story said before → claims with what their sentence leaves out.
//!
//! The sides that a deal or talks lack are found in `sides.rs`; what a measure lacks is recalled in `recall.rs`.

use super::act::BESIDE;
use crate::claim::{Argument, Claim, Scene, carried, phrase};
use crate::lexicon::Kind;
use crate::rule::{Shape, Want};
use crate::span::Span;
use crate::syntax::Tag;

/// How many sentences back the change stands whose owner a silent one has.
const CHANGES: usize = 2;

impl<'a> Scene<'_, 'a> {
    /// Fills what the claims of the sentence leave out.
    pub(in crate::claim) fn complete(&self, claims: &mut [Claim<'a>]) {
        Self::share_noun(claims);
        for index in 0..claims.len() {
            let (earlier, rest) = claims.split_at_mut(index);
            let earlier = &earlier[earlier.len().saturating_sub(BESIDE)..];
            let claim = &mut rest[0];
            match self.rules.shape_of(claim.frame) {
                Some(Shape::Meeting) => {
                    self.complete_sides(earlier, claim);
                    self.complete_opposite(earlier, claim);
                }
                Some(Shape::Measure) => {
                    self.complete_measure(earlier, claim);
                    self.complete_plea(earlier, claim);
                    // An output quota is set by a bloc, not by another state that one binds.
                    let frame = self.rules.frame(claim.frame).zip(self.group_at(claim.trigger));
                    if frame.is_some_and(|(frame, noun)| self.is_held(frame, noun)) {
                        claim.actor.retain(|actor| !actor.carried || actor.is_bloc(self.lexicon));
                    }
                    // "Western sanctions", "rich countries keep tariffs": of no one state that was named before.
                    let carried = claim.actor.iter().all(|actor| actor.carried);
                    if carried && (self.is_of_many(claim) || self.is_of_unnamed(claim)) {
                        claim.actor.clear();
                        self.complete_sufferer(claim);
                    }
                }
                Some(Shape::Event) if claim.frame == "investigation" => {
                    self.complete_measure(earlier, claim);
                    // "Countries open probes to protect their growers": none that was named.
                    if claim.actor.iter().all(|actor| actor.carried) && self.is_of_unnamed(claim) {
                        claim.actor.clear();
                        claim.target.retain(|target| !target.carried);
                    }
                }
                Some(Shape::Change) => self.complete_change(earlier, claim),
                Some(Shape::Event) => {
                    self.meet_seller(claim);
                    self.spare_own(claim);
                    complete_pledge(earlier, claim);
                    continue;
                }
                None => continue,
            }
            if !self.is_meeting(claim) {
                self.complete_answer(earlier, claim);
            }
            if self.is_measure(claim) {
                self.spare_own(claim);
            }
            // A state and who acts for it are one actor.
            let actors = std::mem::take(&mut claim.actor);
            for actor in actors {
                if !claim.actor.iter().any(|known| known.same_party(&actor)) {
                    claim.actor.push(actor);
                }
            }
        }
        self.complete_cases(claims);
        self.complete_demands(claims);
        self.complete_partners(claims);
        self.share_sides(claims);
    }

    /// "Will increase purchases of **Peruvian** wheat": whose goods they are.
    fn meet_seller(&self, claim: &mut Claim<'a>) {
        let noun = self.group_at(claim.trigger).into_iter().chain(self.told_by(claim)).flat_map(|at| self.below(at));
        let mut bought = noun.filter(|&at| matches!(&*self.parse.head(at).lemma, "purchase" | "buying" | "import"));
        let bare = claim.target.is_empty() && !claim.product.is_empty() && !claim.actor.is_empty();
        if claim.frame == "commitment" && bare {
            claim.target = bought.find_map(|at| Some(self.holders(at)).filter(|of| !of.is_empty())).unwrap_or_default();
        }
    }

    /// "The US limits sales of American chips to Peru", "pledged to step up Norway's support":
    /// no state does it to itself.
    fn spare_own(&self, claim: &mut Claim<'a>) {
        let acts = |state: &Argument<'a>| claim.actor.iter().any(|actor| actor.state(self.lexicon).id == state.id);
        claim.target.retain(|target| !acts(target) && !self.is_of_all(target));
        crate::claim::role::party::dedup(&mut claim.target);
    }

    /// "After years of Western sanctions Peru seeks partners": the state that the sentence speaks of suffers them.
    fn complete_sufferer(&self, claim: &mut Claim<'a>) {
        let told = |party: &Argument<'a>| claim.attribution.iter().any(|source| source.same_party(party));
        let subjects = self.parse.groups.iter().filter_map(|group| group.verb.subject);
        let states =
            subjects.flat_map(|subject| self.parties(subject)).filter(|party| party.kind == Some(Kind::Country));
        let first = states.into_iter().find(|party| !told(party));
        if claim.target.is_empty() && claim.action == "keep" {
            claim.target.extend(first.map(|state| state.carried_to(claim.trigger)));
        }
    }

    /// "Iran demanded that sanctions be lifted": the state that asks for an end suffers what is to end.
    fn complete_plea(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let named = claim.actor.iter().any(|actor| !actor.carried) || !claim.target.is_empty();
        let binding = self.rules.frame(claim.frame).is_some_and(|frame| !frame.held.is_empty());
        let ends = claim.eases() || claim.action == "delay";
        let asker = claim
            .requester
            .as_ref()
            .filter(|_| binding && claim.action == "raise" || ends && !named)
            .map(|asker| asker.state(self.lexicon));
        let asker = asker.filter(|asker| {
            asker.kind == Some(Kind::Country) && !claim.actor.iter().any(|actor| actor.same_party(asker))
        });
        if let Some(asker) = asker.filter(|_| claim.target.is_empty()) {
            claim.target.push(asker.carried_to(claim.trigger));
        }
        // What stands is what was asked to end.
        let standing = claim.is_only("standing");
        let plea = earlier.iter().rev().find(|known| standing && known.trigger == claim.trigger);
        if let Some(plea) = plea.filter(|_| claim.target.is_empty()) {
            claim.target.clone_from(&plea.target);
        }
    }

    /// Whether states that nobody names take the measure:
    /// "governments have raised duties", "imposed by trading partners".
    fn is_of_unnamed(&self, claim: &Claim<'_>) -> bool {
        let noun = self.group_at(claim.trigger);
        let told = noun.into_iter().flat_map(|noun| self.parse.hanging(noun)).chain(self.told_by(claim));
        let passive = told.filter(|&verb| self.parse.groups[verb].verb.passive);
        let unnamed = |&by: &usize| {
            let head = self.parse.head(by);
            self.parse.preposition(by) == "by"
                && head.tag == Tag::Plural
                && head.mention.is_none()
                && self.parties(by).is_empty()
        };
        if passive.flat_map(|verb| self.parse.hanging(verb)).any(|by| unnamed(&by)) {
            return true;
        }
        let frame = self.rules.frame(claim.frame);
        let borne = frame
            .and_then(|frame| frame.action(claim.action))
            .is_some_and(|action| action.bear.iter().any(|verb| verb == claim.word()));
        // "Countries contest the duties": they are another's.
        let presumed = claim.word() == "default";
        let verb = self.told_by(claim).filter(|_| !borne && !presumed);
        let takes = verb.map(|verb| &self.parse.groups[verb].verb).filter(|verb| !verb.passive);
        let subject = takes.and_then(|verb| verb.subject).filter(|&subject| self.parse.groups[subject].is_noun());
        subject.is_some_and(|subject| {
            let head = self.parse.head(subject);
            head.tag == Tag::Plural
                && self.rules.context.points_back().both.contains(&head.lemma)
                && self.parties(subject).is_empty()
                && self.mentions_before(subject, Kind::is_party).is_empty()
        })
    }

    /// Whether an adjective of the claim's noun says that the measure is that of many.
    pub(in crate::claim) fn is_of_many(&self, claim: &Claim<'_>) -> bool {
        let units = self.group_at(claim.trigger).map(|group| self.parse.groups[group].units.clone());
        self.parse.units[units.unwrap_or_default()].iter().any(|unit| self.rules.context.is_shared(&unit.lower))
    }

    /// "Nordhaug said that sales fell. Orders shrank": the firm's own; "the Dow rose": of the market spoken of.
    fn complete_change(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        self.complete_partner(earlier, claim);
        if !claim.actor.is_empty() {
            return;
        }
        let words = claim.indicator.as_ref().map(|moving| moving.name.to_lowercase()).unwrap_or_default();
        let counts = |asked: &dyn Fn(&str) -> bool| {
            words.split(|letter: char| !letter.is_alphabetic()).map(crate::claim::phrase::singular).any(asked)
        };
        let flows = counts(&|word| self.rules.context.is_flow(word));
        if counts(&|word| self.rules.context.is_worldwide(word)) {
            return;
        }
        let national = counts(&|word| self.rules.context.is_national(word));
        let takings = counts(&|word| self.rules.context.is_taking(word));
        // Prices of goods are nobody's; what is shipped or made goes on being the same state's.
        let price = counts(&|word| word == "price");
        if !claim.product.is_empty() && (price || !flows && !takings) {
            return;
        }
        let is_firm = |party: &&Argument<'a>| match self.lexicon.by_id(&party.id) {
            Some(entry) => entry.sort == "company",
            None => !self.names_office(party),
        };
        let speaker = claim.attribution.iter().find(|party| party.kind == Some(Kind::Organization)).filter(is_firm);
        let speaker = speaker.filter(|_| !national).map(std::slice::from_ref);
        let reach = if flows { 2 * CHANGES } else { CHANGES };
        let known = earlier.iter().rev().chain(self.memory.claims());
        let mut near = known.take_while(|known| known.sentence + reach >= claim.sentence);
        // "Acme cut its forecast. Imports rose": not those of Acme.
        let foretold = |known: &Claim<'a>| {
            let foretells = |word: &str| self.rules.context.is_outlook(phrase::singular(&word.to_lowercase()));
            known.indicator.as_ref().is_some_and(|moving| moving.name.split(' ').any(foretells))
        };
        let before = near.find(|known| known.frame == claim.frame && !known.actor.is_empty() && !foretold(known));
        let before = before.map(|known| &known.actor[..]);
        // "Output may fall, the analysts said": of whom the story speaks, rather than of the speaker.
        let actors = if flows { before.or(speaker) } else { speaker.or(before) };
        // "The shares rallied": those of the firm that the story is about.
        let firm = || self.memory.organization(|party| is_firm(&party)).filter(|_| takings).map(std::slice::from_ref);
        let actors = actors.or_else(firm).unwrap_or_default();
        // "Imports from Peru fell": not Peru's.
        let other = |actor: &&Argument<'a>| !claim.target.iter().any(|target| target.same_party(actor));
        claim.actor = actors.iter().filter(other).map(|actor| actor.carried_to(claim.trigger)).collect();
        if claim.actor.is_empty() && flows {
            // "China said the economy shrank"
            let state = claim.attribution.iter().map(|party| party.state(self.lexicon));
            let state = state.into_iter().find(|party| party.kind == Some(Kind::Country));
            // "Imports rose 3%": of the state with which the story opens.
            let state = state.or_else(|| self.state(self.memory.first_state()?, claim.trigger));
            let state = state.filter(|party| !claim.target.iter().any(|target| target.same_party(party)));
            claim.actor.extend(state.map(|party| party.carried_to(claim.trigger)));
        }
    }

    /// "Exports to Peru fell 5% and imports 3%": both with Peru.
    fn complete_partner(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let crosses = |claim: &Claim<'a>| {
            let words = claim.indicator.as_ref().map(|moving| moving.name.to_lowercase()).unwrap_or_default();
            let last = words.rsplit(' ').next().unwrap_or_default().trim_end_matches('s');
            let whole = last.len() + 1 >= words.len() || !claim.product.is_empty();
            ["export", "import"].into_iter().find(|&flow| whole && last == flow)
        };
        // "The surplus against Peru grew".
        let moving = claim.indicator.as_ref().filter(|_| is_balance(claim) && claim.target.is_empty());
        if let Some(moving) = moving.and_then(|moving| self.group_at(moving.span)) {
            let against = self.parse.hanging(moving).filter(|&at| self.parse.preposition(at) == "against");
            claim.target = against.flat_map(|at| self.parties(at)).collect();
        }
        // "Shipments to Peru fell 16%, less than the 34% drop in May": those to Peru.
        let named = |claim: &Claim<'a>| claim.indicator.as_ref().map(|moving| moving.name.clone());
        let again = claim.indicator.as_ref().is_some_and(|moving| moving.carried) && claim.target.is_empty();
        if let Some(known) = earlier.last().filter(|known| again && named(known) == named(claim)) {
            claim.target = carried(&known.target, claim.trigger);
        }
        let Some(flow) = crosses(claim).filter(|_| claim.target.is_empty()) else { return };
        // "In trade with Peru, exports fell", "With Peru, exports fell": with whom the sentence begins.
        let opens = |&with: &usize| {
            let above = self.parse.groups[with].host.filter(|&above| self.parse.groups[above].is_noun());
            matches!(self.parse.preposition(with), "with" | "vis-a-vis")
                && self.parse.groups[above.unwrap_or(with)].preposition == Some(0)
        };
        if let Some(with) = (0..self.parse.groups.len().min(3)).find(opens) {
            let mut partners = Vec::new();
            [Want::Party, Want::Place].into_iter().for_each(|want| self.collect(with, want, 0, &mut partners));
            let other = |party: &Argument<'a>| !claim.actor.iter().any(|actor| actor.same_party(party));
            claim.target = partners.into_iter().find(other).into_iter().collect();
            return;
        }
        let beside = earlier.last().filter(|known| known.frame == claim.frame && known.modality == claim.modality);
        // "Exports to Peru fell, with car exports plunging".
        let part = claim.indicator.as_ref().and_then(|moving| self.group_at(moving.span));
        let part = part.is_some_and(|part| self.parse.preposition(part) == "with") && !claim.product.is_empty();
        // "The surplus with Peru grew. Exports rose 5%": to Peru.
        let balance = |known: &&Claim<'a>| is_balance(known) && known.product.is_empty();
        let last = self.memory.claims().take_while(|known| known.sentence + 1 >= claim.sentence);
        let last = last.take(1).find(balance).filter(|_| beside.is_none() && claim.product.is_empty());
        if let Some(known) = last {
            claim.target = carried(&known.target, claim.trigger);
            return;
        }
        if let Some(known) = beside.filter(|known| crosses(known).is_some_and(|other| other != flow || part)) {
            claim.target = carried(&known.target, claim.trigger);
        }
    }

    /// The state of a code, for words that do not name it.
    fn state(&self, code: &str, span: Span) -> Option<Argument<'a>> {
        self.lexicon.by_id(code).map(|state| Argument::state_of(state, span))
    }

    /// "Ministry of Commerce": a name that says that its owner is no firm.
    fn names_office(&self, party: &Argument<'a>) -> bool {
        let name = party.name.to_lowercase();
        // "the Reserve Bank of Peru"
        let banks = ["reserve bank", "central bank"].into_iter().any(|bank| name.contains(bank));
        banks || name.split(' ').any(|word| self.rules.context.is_office(word))
    }

    /// "Salmon Farmers Association": a name that says that its owner speaks for a trade.
    pub(in crate::claim) fn names_lobby(&self, party: &Argument<'a>) -> bool {
        party.name.to_lowercase().split(' ').any(|word| self.rules.context.is_lobby(word))
    }
}

/// Whether what moves is the balance of trade with somebody.
fn is_balance(claim: &Claim<'_>) -> bool {
    let words = claim.indicator.as_ref().map(|moving| moving.name.to_lowercase()).unwrap_or_default();
    ["surplus", "deficit", "gap"].iter().any(|word| words.contains(word))
}

/// "Will buy 9 tonnes of wheat from Peru, and at least 8 tonnes next year": of the same goods.
fn complete_pledge<'a>(earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
    let counts = claim.amount.as_ref().is_some_and(|amount| amount.kind == Some(Kind::Quantity));
    let bare = claim.product.is_empty() && claim.target.is_empty();
    let Some(known) = earlier.last().filter(|known| counts && bare && known.frame == claim.frame) else { return };
    let same = |one: &[Argument<'a>], other: &[Argument<'a>]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.same_party(other))
    };
    if same(&known.actor, &claim.actor) {
        claim.product = carried(&known.product, claim.trigger);
        claim.target = carried(&known.target, claim.trigger);
    }
}
