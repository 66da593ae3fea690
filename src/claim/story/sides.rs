//! deals and talks → all their sides.
//!
//! Those that the sentence names come first. A missing side comes from the name of a treaty, else from the nearest
//! meeting of whoever is named, else from the pair of parties last named together.

use super::recall::share;
use crate::claim::govern::{Governor, Stand};
use crate::claim::phrase::ends_with;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Path, Place, Shape, Want};
use crate::span::Span;
use crate::syntax::Tag;

impl<'a> Scene<'_, 'a> {
    /// Every party to a deal or to talks; who only brokers them is none.
    pub(in crate::claim) fn gather(&self, paths: &[Path], noun: usize, governor: &Governor<'a>, claim: &mut Claim<'a>) {
        let mut actors = Vec::new();
        let brokered = self.rules.context.brokers(&governor.word) || self.only_hosts(noun, governor);
        let sided = !self.owners(noun).is_empty()
            || self.parse.hanging(noun).any(|with| {
                matches!(self.parse.preposition(with), "between" | "with") && !self.parties(with).is_empty()
            });
        // "Peru and Chile signed a deal. Fiji welcomed the deal."
        let again = || {
            let sides = |known: &Claim<'a>| known.frame == claim.frame && known.actor.len() > 1;
            let points = self.is_definite(noun) || self.parse.head(noun).tag == Tag::Pronoun;
            points && self.memory.claims().any(sides)
        };
        let judged = self.rules.context.judges(&governor.word) && (sided || again());
        // "Talks hosted by Oman between Peru and Chile".
        let brings = |verb: usize| {
            let lemma = &*self.parse.head(verb).lemma;
            self.parse.groups[verb].is_verb() && (lemma == "host" || self.rules.context.brokers(lemma))
        };
        let hosted = self.parse.hanging(noun).any(brings);
        for path in paths {
            let found = match &path.place {
                // "Criticised the deal between Peru and Chile": who judges it need be no side.
                Place::Subject if brokered || judged => continue,
                // "Flew to Lima for talks": with whoever sits there; "held talks in Lima": wherever it is.
                Place::Behind(_)
                    if path.want == Want::Seat && (governor.stand != Stand::Behind || actors.len() > 1) =>
                {
                    continue;
                }
                Place::Behind(preposition) if (brokered || hosted) && preposition == "by" => continue,
                Place::Subject if governor.group != noun => {
                    let mut agents = self.agents(governor);
                    let subject = self.parse.groups[governor.group].verb.subject.filter(|&subject| subject != noun);
                    if agents.is_empty() && governor.stand != Stand::Subject {
                        agents = subject.map(|subject| self.parties(subject)).unwrap_or_default();
                    }
                    agents
                }
                // "A deal with California": the region itself, not where somebody sits.
                Place::Behind(preposition) if path.want == Want::Place => {
                    let itself = |place: &Argument<'a>| {
                        let group = self.group_at(place.span);
                        group.is_some_and(|group| self.parse.preposition(group) == preposition)
                    };
                    self.at(path, noun, governor).into_iter().filter(itself).collect()
                }
                // "The Oslo accord": where it was signed.
                Place::Before => {
                    let named = self.at(path, noun, governor);
                    let place = named.len() == 1 && self.is_seat(&named[0]) && self.is_deal(claim);
                    if place { Vec::new() } else { named }
                }
                _ => self.at(path, noun, governor),
            };
            let found: Vec<Argument<'a>> = found
                .into_iter()
                .filter(|party| !actors.iter().any(|actor: &Argument<'a>| actor.same_party(party)))
                .collect();
            actors.extend(found);
        }
        if hosted && actors.is_empty() {
            let between = |&at: &usize| self.parse.preposition(at) == "between";
            actors = self.below(noun).into_iter().filter(between).flat_map(|at| self.parties(at)).collect();
        }
        let with = || self.at(&Path { place: Place::Behind("with".into()), want: Want::Party }, noun, governor);
        // "Senators voted against the deal between Peru and Chile": who turns a deal down is told, whosever it is.
        let against = if governor.action == "reject" { self.agents(governor) } else { Vec::new() };
        if !against.is_empty() {
            claim.actor = against;
            // "Peru rejected a deal with Chile": both, but of a deal of the EU with Chile neither.
            let theirs = self.owners(noun).into_iter().chain(self.mentions_before(noun, Kind::is_party));
            let other = |side: Argument<'a>| !claim.actor.iter().any(|actor| actor.same_party(&side));
            if !theirs.into_iter().any(other) {
                claim.actor.extend(with());
            }
            crate::claim::role::party::dedup(&mut claim.actor);
            return;
        }
        // "We look forward to talks with Canada": the other side is whoever the sentence speaks of.
        // "After months of talks with Brussels, Serbia": no more is told of them.
        let counted = governor.stand == Stand::Nominal && self.rules.context.is_period(&governor.word);
        // "Talks with Chile and Peru will go on, Norway said": nor are those two the sides.
        let several = governor.presumed || counted || with().len() > 1;
        if several && !actors.is_empty() && with().len() == actors.len() {
            // "Could be part of a deal with Canada": no side of it.
            let verb = self.verb_above(noun).filter(|&verb| !self.parse.groups[verb].verb.copula);
            let subject = verb.and_then(|verb| self.parse.groups[verb].verb.subject);
            let other = subject.map(|subject| self.parties(subject)).unwrap_or_default();
            // "Settled at a meeting with Canada's minister, Yeutter said": who tells it for a state was there.
            let speaks = claim.attribution.last().filter(|speaker| !speaker.country.is_empty());
            let other = other.into_iter().chain(speaks.map(|speaker| speaker.state(self.lexicon)));
            let other =
                other.into_iter().find(|party| !actors.iter().any(|actor: &Argument<'a>| party.same_party(actor)));
            actors.extend(other);
        }
        // "Met Xi at the G20 summit": a body whose meeting they use for their own is no side.
        if governor.stand == Stand::Behind && actors.len() > 2 {
            let before = self.mentions_before(noun, Kind::is_party);
            let forum =
                |party: &Argument<'a>| party.is_bloc(self.lexicon) && before.iter().any(|own| own.id == party.id);
            actors.retain(|party| !forum(party));
        }
        // "Agreed on it at talks in Lima": those who did so held them.
        if governor.presumed && actors.is_empty() && self.parse.preposition(noun) == "at" {
            let verb = self.parse.groups[noun].host.filter(|&verb| self.parse.groups[verb].is_verb());
            let subject = verb.and_then(|verb| self.parse.groups[verb].verb.subject);
            actors = subject.map(|subject| self.parties(subject)).unwrap_or_default();
        }
        // "An agreement with Peru took effect": of whom the sentence before speaks.
        let comes_about = governor.stand == Stand::Subject || self.parse.groups[governor.group].verb.passive;
        if let ([side], [other]) = (&actors[..], self.memory.subjects())
            && comes_about
            && self.is_deal(claim)
            && with().len() == 1
            && other.state(self.lexicon).kind == Some(Kind::Country)
            && !side.same_party(other)
        {
            actors.push(other.state(self.lexicon).carried_to(claim.trigger));
        }
        claim.actor = actors;
        // "Fiji welcomed the deal": it speaks of it.
        let by_others = self.parse.groups[governor.group].verb.passive;
        if judged && !by_others && claim.attribution.is_empty() {
            claim.attribution = self.agents(governor);
        }
    }

    /// "Oman **hosted** talks between Peru and Chile", "hosted the talks": whether who does it brings others together.
    fn only_hosts(&self, noun: usize, governor: &Governor<'a>) -> bool {
        if &*governor.word != "host" {
            return false;
        }
        let between = |&at: &usize| matches!(self.parse.preposition(at), "between" | "among");
        let told = self.parse.hanging(noun).filter(between).any(|at| !self.parties(at).is_empty());
        let hosts = self.agents(governor);
        let meets = |known: &&Claim<'a>| self.is_meeting(known) && known.actor.len() > 1;
        let known = || self.memory.claims().find(meets).is_some_and(|known| !share(&hosts, &known.actor));
        told || self.is_definite(noun) && known()
    }

    /// "Farmers oppose the deal": those who are no side of it turn nothing down, so that it stands.
    fn stand_opposed(&self, claim: &mut Claim<'a>) {
        let frame = self.rules.frame(claim.frame).filter(|_| claim.action == "reject" && claim.actor.is_empty());
        let Some((frame, verb)) = frame.zip(self.told_by(claim)) else { return };
        let this = &self.parse.groups[verb].verb;
        let by = self.parse.hanging(verb).find(|&by| self.parse.preposition(by) == "by");
        let opponent = if this.passive { by } else { this.subject };
        let named = |group: usize| self.parse.groups[group].is_noun() && self.parse.head(group).tag != Tag::Pronoun;
        if let Some(stands) = frame.default.as_ref().filter(|_| opponent.is_some_and(named))
            && let Some(action) = frame.action(stands)
        {
            (claim.action, claim.modality, claim.negated) = (&action.name, Modality::Actual, false);
        }
    }

    /// Fills in the sides that a meeting leaves out.
    pub(in crate::claim) fn complete_sides(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        self.stand_opposed(claim);
        if claim.actor.len() >= 2 || self.acts_alone(claim) || self.is_multilateral(claim) {
            return;
        }
        if claim.actor.len() == 1 && self.is_with_others(claim) || self.is_of_open_treaty(claim) {
            return;
        }
        let act = self.sides_of_act(claim);
        if act.len() > 1 && claim.actor.len() < 2 {
            claim.actor = act;
            return;
        }
        if self.add_side_of_purpose(claim) {
            return;
        }
        let span = claim.trigger;
        let joins =
            |sides: &[Argument<'a>]| claim.actor.iter().all(|actor| sides.iter().any(|side| side.same_party(actor)));
        let meetings = || earlier.iter().rev().chain(self.memory.claims()).filter(|known| self.is_meeting(known));
        // "The talks" of a story on OPEC are its own.
        let alone =
            |known: &Claim<'a>| claim.actor.is_empty() && known.actor.iter().any(|side| side.is_bloc(self.lexicon));
        let last = meetings().find(|known| (known.actor.len() >= 2 || alone(known)) && joins(&known.actor));
        // A noun that no verb tells of is a meeting only where one was spoken of before.
        let presumed = claim.is_only("default");
        let treaty = self.treaty(span).filter(|sides| !presumed && joins(sides));
        let pair = if presumed { &[] } else { self.memory.pair() };
        // "The meeting in Turkey" need not be one of the two states named: "the negotiations" and "the pact" are.
        let occasion = presumed && claim.action == "hold" && !self.is_plural(claim);
        let here = if occasion { Vec::new() } else { self.states_here() };
        let named = (here.len() == 2 && !claim.actor.is_empty() && joins(&here)).then_some(&here[..]);
        let here = if here.len() == 2 { &here[..] } else { pair };
        let known =
            treaty.as_deref().or_else(|| self.memory.treaty().filter(|sides| self.is_deal(claim) && joins(sides)));
        // "The agreement will give it better access than the US enjoys": the one spoken of, whoever else is named.
        let definite = self.is_deal(claim) && self.group_at(span).is_some_and(|noun| self.is_definite(noun));
        let spoken_of = last.filter(|known| definite && known.frame == claim.frame).map(|known| &known.actor[..]);
        let sides = known.or(spoken_of).or(named).unwrap_or_else(|| last.map_or(here, |known| &known.actor));
        if !joins(sides) {
            return;
        }
        for side in sides.iter().map(|side| side.state(self.lexicon)) {
            if !claim.actor.iter().any(|actor| actor.same_party(&side)) {
                claim.actor.push(side.carried_to(span));
            }
        }
    }

    /// "Norway lifted its duty on Peruvian copper. The decision follows talks with Peru": who acts upon the side that
    /// is named, or is hit by it, is the other.
    pub(in crate::claim) fn complete_opposite(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let [side] = &claim.actor[..] else { return };
        let with = self.group_at(side.span).is_some_and(|group| self.parse.preposition(group) == "with");
        if !with || side.carried || self.is_with_others(claim) || self.is_multilateral(claim) {
            return;
        }
        let side = std::slice::from_ref(side);
        let near =
            earlier.iter().rev().chain(self.memory.claims()).take_while(|known| known.sentence + 2 > claim.sentence);
        let opposite = near.into_iter().find_map(|known| match (&known.actor[..], &known.target[..]) {
            ([actor], hit) if share(side, hit) => Some(actor),
            (actors, [hit]) if share(side, actors) => Some(hit),
            _ => None,
        });
        let opposite = opposite.map(|party| party.state(self.lexicon).carried_to(claim.trigger));
        claim.actor.extend(opposite.filter(|party| party.kind == Some(Kind::Country)));
    }

    /// "Met her Chilean counterpart to discuss a pact": between those who meet.
    pub(super) fn share_sides(&self, claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            let deal = &claims[index];
            let [side] = &deal.actor[..] else { continue };
            if !self.is_deal(deal) || deal.action != "conclude" || self.is_with_others(deal) {
                continue;
            }
            let among = |known: &&Claim<'a>| {
                let joins = known.actor.iter().any(|other| other.same_party(side));
                self.is_meeting(known) && !self.is_deal(known) && known.actor.len() > 1 && joins
            };
            let others = claims.iter().find(among).map(|known| known.actor.clone()).unwrap_or_default();
            let span = deal.trigger;
            let others = others.iter().map(|other| other.state(self.lexicon).carried_to(span));
            let others: Vec<_> = others.filter(|other| !other.same_party(side)).collect();
            claims[index].actor.extend(others);
        }
    }

    /// "Will supply Peru with cranes in a deal worth $4 million": who acts and upon whom are its sides.
    fn sides_of_act(&self, claim: &Claim<'_>) -> Vec<Argument<'a>> {
        let presumed = claim.is_only("default");
        let noun = self.group_at(claim.trigger).filter(|&noun| {
            let one = matches!(&*self.first(noun).lower, "a" | "an");
            let named = self.rules.context.is_deal(&self.parse.head(noun).lemma);
            presumed && one && named && matches!(self.parse.preposition(noun), "in" | "under")
        });
        let Some(verb) = noun.and_then(|noun| self.verb_above(noun)) else { return Vec::new() };
        let this = &self.parse.groups[verb].verb;
        let behind = |group: usize| {
            let other = |&other: &usize| matches!(self.parse.preposition(other), "to" | "with" | "from" | "for");
            self.parse.hanging(group).filter(other)
        };
        let upon = this.objects.iter().flat_map(|&object| std::iter::once(object).chain(behind(object)));
        let places = this.subject.into_iter().chain(upon).chain(behind(verb));
        let mut sides: Vec<Argument<'a>> = places.flat_map(|place| self.parties(place)).collect();
        crate::claim::role::party::dedup(&mut sides);
        sides
    }

    /// "Acme signed a deal to buy grain from **Peru**": adds with whom and on what it is done; whether there was one.
    fn add_side_of_purpose(&self, claim: &mut Claim<'a>) -> bool {
        let noun = self.group_at(claim.trigger).filter(|_| claim.actor.len() == 1 && self.is_deal(claim));
        let Some(act) = noun.and_then(|noun| self.act_below(noun)) else { return false };
        let other = |&other: &usize| matches!(self.parse.preposition(other), "to" | "with" | "from");
        let sides = self.below(act).into_iter().filter(other).map(|other| self.parties(other));
        let sides = sides.into_iter().find(|sides| !sides.is_empty()).unwrap_or_default();
        if claim.product.is_empty() {
            let objects = self.parse.groups[act].verb.objects.iter();
            objects.for_each(|&object| self.collect(object, Want::Goods, 0, &mut claim.product));
        }
        claim.actor.extend(sides);
        crate::claim::role::party::dedup(&mut claim.actor);
        claim.actor.len() > 1
    }

    /// "Peru and Chile reached a truce at a meeting in Cork": whether the two whose act it is hold the meeting.
    pub(in crate::claim) fn meet_at(&self, frame: &Frame, noun: usize) -> bool {
        let verb = self.verb_above(noun).filter(|_| matches!(self.parse.preposition(noun), "at" | "during"));
        let subject = verb.and_then(|verb| self.parse.groups[verb].verb.subject);
        frame.shape == Shape::Meeting && subject.is_some_and(|subject| self.parties(subject).len() == 2)
    }

    /// "A round of multilateral talks": more sides than the two of whom the story speaks.
    fn is_multilateral(&self, claim: &Claim<'_>) -> bool {
        let Some(noun) = self.group_at(claim.trigger) else { return false };
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        units.iter().any(|unit| self.rules.context.is_of_many_sides(&unit.lower))
    }

    /// "Reached an agreement with foreign banks": the other side is told, though by no name.
    fn is_with_others(&self, claim: &Claim<'a>) -> bool {
        let Some(noun) = self.group_at(claim.trigger) else { return false };
        let others = |with: usize| {
            let head = self.parse.head(with);
            let people = head.tag == Tag::Plural || self.rules.context.is_body(&head.lemma);
            self.parse.preposition(with) == "with" && people && self.parties(with).is_empty()
        };
        let verb = self.verb_above(noun).filter(|&verb| verb != noun);
        std::iter::once(noun).chain(verb).flat_map(|host| self.parse.hanging(host)).any(others)
    }

    /// The sides of the treaty that a noun at a span names.
    pub(in crate::claim) fn treaty(&self, span: Span) -> Option<Vec<Argument<'a>>> {
        let at = self.parse.units.iter().position(|unit| unit.span == span)?;
        let mut known = self.rules.frames.iter().flat_map(|frame| &frame.sides);
        let (_, codes) = known.find(|(name, _)| ends_with(&self.parse.units, at, name))?;
        let states = codes.iter().filter_map(|code| self.lexicon.by_id(code));
        Some(states.map(|state| Argument::state_of(state, span)).collect())
    }

    /// Whether the claim is of a treaty that any state may join: who is not named beside it is not known.
    fn is_of_open_treaty(&self, claim: &Claim<'_>) -> bool {
        let definite = self.is_deal(claim) && self.group_at(claim.trigger).is_some_and(|noun| self.is_definite(noun));
        let spoken_of = || self.memory.treaty().filter(|_| definite).is_some_and(<[_]>::is_empty);
        self.treaty(claim.trigger).map_or_else(spoken_of, |sides| sides.is_empty())
    }

    /// The sides of the treaty of which the claims speak last.
    pub(in crate::claim) fn treaty_named(&self, claims: &[Claim<'a>]) -> Option<Vec<Argument<'a>>> {
        claims.iter().rev().find_map(|claim| self.treaty(claim.trigger))
    }

    /// Whether the claim is of a deal and no talks.
    pub(in crate::claim) fn is_deal(&self, claim: &Claim<'_>) -> bool {
        self.rules.frame(claim.frame).is_some_and(|frame| !frame.sides.is_empty())
    }

    /// Whether a noun is a deal's: "pact", "agreement".
    pub(in crate::claim) fn is_deal_noun(&self, group: usize) -> bool {
        let lemma = &self.parse.head(group).lemma;
        self.rules.frames.iter().any(|frame| !frame.sides.is_empty() && frame.nouns.iter().any(|noun| noun == &**lemma))
    }

    pub(in crate::claim) fn is_plural(&self, claim: &Claim<'_>) -> bool {
        self.parse.units.iter().any(|unit| unit.span == claim.trigger && unit.tag == Tag::Plural)
    }

    /// The states that the sentence names, by themselves or by those who act for them.
    fn states_here(&self) -> Vec<Argument<'a>> {
        // "At a summit in Lima, Peru": where a town lies is no side.
        let units = &self.parse.units;
        let lies_there = |at: usize| {
            units[at].kind == Some(Kind::Country)
                && at > 1
                && units[at - 1].tag == Tag::Comma
                && units[at - 2].kind == Some(Kind::Place)
        };
        let named = (0..units.len()).filter(|&at| units[at].kind.is_some_and(Kind::is_party) && !lies_there(at));
        let parties = named.filter_map(|at| units[at].mention).map(|mention| Argument::of(&self.mentions[mention]));
        let mut states: Vec<_> =
            parties.map(|party| party.state(self.lexicon)).filter(|party| party.kind == Some(Kind::Country)).collect();
        crate::claim::role::party::dedup(&mut states);
        states
    }

    pub(in crate::claim) fn is_meeting(&self, claim: &Claim<'_>) -> bool {
        self.rules.shape_of(claim.frame) == Some(Shape::Meeting)
    }

    /// "Agreed to begin talks" is about the talks, "met to discuss trade" about one meeting, "will meet at the G7
    /// summit" about theirs.
    pub(in crate::claim) fn drop_repeated_meetings(&self, claims: &mut Vec<Claim<'a>>) {
        let meet = |claim: &Claim<'a>| self.is_meeting(claim) && !self.is_deal(claim) && claim.actor.len() > 1;
        let occasion = |claim: &Claim<'a>| {
            let alone = matches!(&claim.actor[..], [body] if body.is_bloc(self.lexicon));
            self.is_meeting(claim) && alone && claim.is_only("default")
        };
        if claims.iter().any(meet) {
            claims.retain(|claim| !occasion(claim));
        }
        let meetings = || claims.iter().filter(|claim| self.is_meeting(claim));
        let mut told_twice = Vec::new();
        for claim in meetings() {
            let Some(above) = self.told_by(claim).and_then(|verb| self.infinitive_above(verb)) else { continue };
            let head = self.parse.head(above);
            let Some(outer) = meetings().find(|outer| outer.trigger == head.span) else { continue };
            let of_verb = self.group_at(claim.trigger).is_some_and(|group| self.parse.groups[group].is_verb());
            if self.rules.context.settles(&head.lemma) {
                told_twice.push((outer.frame, outer.trigger));
            } else if outer.frame == claim.frame && of_verb {
                told_twice.push((claim.frame, claim.trigger));
            }
        }
        claims.retain(|claim| !told_twice.contains(&(claim.frame, claim.trigger)));
    }

    /// Whether one side alone does it: rejects a deal, leaves it, ratifies it.
    fn acts_alone(&self, claim: &Claim<'_>) -> bool {
        let word = claim.word();
        !claim.actor.is_empty()
            && (matches!(claim.action, "reject" | "withdraw") || self.rules.context.is_done_alone(word))
    }
}
