//! A measure's or an event's noun → who stands by it: its owners, those before it, those behind its "by".

use super::{Near, Told};
use crate::claim::govern::{Governor, Stand};
use crate::claim::role::party;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::{Kind, Sense};
use crate::rule::{Frame, Modality, Shape, Telling};
use crate::syntax::Tag;

impl<'a> Scene<'_, 'a> {
    /// Who stands by the noun; whom these places show to be hit goes over to the claim's target.
    pub(super) fn near(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) -> Near<'a> {
        let Told { frame, noun, .. } = told;
        let owners = self.owning(told, claim);
        let named = |kind| matches!(kind, Kind::Country | Kind::Person | Kind::Organization);
        let mut near = Near { owners, before: self.mentions_before(noun, named), ..Near::default() };
        self.part_bound(told, &mut near.owners, claim);
        self.part_hit(told, &mut near.before, claim);
        near.by = self.takers_or_givers(told);
        // "aid received by Airbus": who receives it does not give it.
        if self.is_received(frame, noun) {
            claim.target = std::mem::take(&mut near.by);
        }
        if let Some(lets_in) = self.letting_in(told) {
            near.owners = self.parties(lets_in);
        }
        self.hit_relieved(told, claim);
        if near.by.is_empty() {
            near.by = self.granters(noun);
        }
        claim.target.retain(|target| !near.by.iter().any(|holder| holder.id == target.id));
        if near.by.is_empty() && near.owners.is_empty() {
            near.by = self.makers_above(told);
        }
        if near.by.is_empty() && near.owners.is_empty() && near.before.is_empty() {
            self.contest(told, &mut near, claim);
        }
        near
    }

    /// "Chile won a case against Peru over duties on wine": they are Peru's, and hit Chile.
    fn contest(&self, told: Told<'_, 'a>, near: &mut Near<'a>, claim: &mut Claim<'a>) {
        let contested = told.frame.inbound && told.governor.presumed;
        let state = |party: &Argument<'a>| party.kind == Some(Kind::Country);
        let Some(holder) = self.opposed(told.noun, &state).filter(|_| contested) else { return };
        claim.target.retain(|target| !target.same_party(&holder));
        if claim.target.is_empty() {
            let verb = self.verb_above(told.noun).and_then(|verb| self.parse.groups[verb].verb.subject);
            claim.target = verb.map(|subject| self.parties(subject)).unwrap_or_default();
            claim.target.retain(|target| !target.same_party(&holder));
        }
        near.owners = vec![holder];
    }

    /// Whose it is: "the duties of Peru", "those of the United States". They are not whom it hits.
    fn owning(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) -> Vec<Argument<'a>> {
        let noun = told.noun;
        let mut owners = self.owners(noun);
        let instance = matches!(&*self.parse.head(noun).lower, "those" | "that" | "one" | "ones");
        if owners.is_empty() && told.frame.shape == Shape::Measure {
            let of = self.parse.hanging(noun).filter(|&behind| {
                self.parse.preposition(behind) == "of" && (instance || self.parse.is(behind, Kind::Country))
            });
            owners = of.flat_map(|behind| self.parties(behind)).collect();
            claim.target.retain(|target| !owners.iter().any(|owner| owner.id == target.id));
        }
        owners
    }

    /// Parts from the owners those who only enjoy it, "its duty-free access", or are bound by it whoever set it,
    /// "Peru's output quota".
    fn part_bound(&self, told: Told<'_, 'a>, owners: &mut Vec<Argument<'a>>, claim: &mut Claim<'a>) {
        if self.is_free(told.frame, told.noun) || self.is_rate_of_hit(told, owners, claim) {
            claim.target.append(owners);
            party::dedup(&mut claim.target);
        }
        if self.is_held(told.frame, told.noun) {
            let bloc = |party: &Argument<'a>| party.is_bloc(self.lexicon);
            let held;
            (*owners, held) = std::mem::take(owners).into_iter().partition(bloc);
            if claim.target.is_empty() {
                claim.target = held;
            }
        }
    }

    /// "Peru's rate was set at 5%", "Peru's tariff is now 5%": it is on Peru where another has taken such measures, and
    /// Peru none.
    fn is_rate_of_hit(&self, told: Told<'_, 'a>, owners: &[Argument<'a>], claim: &Claim<'a>) -> bool {
        let frame = &told.frame.name;
        let takes = |known: &Claim<'a>| known.frame == *frame && !known.actor.is_empty();
        let own =
            |known: &Claim<'a>| known.actor.iter().any(|actor| owners.iter().any(|owner| actor.same_party(owner)));
        let mut taken = self.memory.claims().filter(|known| takes(known)).peekable();
        let head = self.parse.head(told.noun);
        let states = owners.iter().all(|owner| owner.kind == Some(Kind::Country));
        let hit = || head.tag == Tag::Noun && owners.iter().all(|owner| self.memory.is_hit(frame, owner));
        told.frame.inbound
            && claim.target.is_empty()
            && states
            && (&*head.lemma == "rate" || hit())
            && taken.peek().is_some()
            && !taken.any(own)
    }

    /// Parts from those before the noun whom it hits: "Iranian sanctions", "the Chile sanctions".
    fn part_hit(&self, told: Told<'_, 'a>, before: &mut Vec<Argument<'a>>, claim: &mut Claim<'a>) {
        let frame = told.frame;
        let is_held = self.is_held(frame, told.noun);
        let mut hit = Vec::new();
        if frame.shape == Shape::Measure && !frame.hit.is_empty() {
            let named = |party: &Argument<'a>| {
                is_held
                    || frame.hit.contains(&party.id.to_string())
                    || claim.target.is_empty() && self.is_by_name(party)
            };
            (hit, *before) = std::mem::take(before).into_iter().partition(named);
        } else if self.rules.context.is_inquiry(&self.parse.head(told.noun).lemma) && claim.target.is_empty() {
            // "The Brazil investigation", but "a Brazilian investigation".
            (hit, *before) = std::mem::take(before).into_iter().partition(|party| self.is_by_name(party));
        }
        // "Frozen Russian assets in Belgium": where they lie.
        if claim.target.is_empty() || is_held && !hit.is_empty() {
            claim.target = hit;
        }
    }

    /// Who takes it, or who gives it: "Kenya received a loan from Norway", "a pledge from Norway".
    fn takers_or_givers(&self, told: Told<'_, 'a>) -> Vec<Argument<'a>> {
        let Told { frame, noun, governor, .. } = told;
        let by = self.takers(frame, noun, governor);
        if !by.is_empty() || frame.shape != Shape::Event {
            return by;
        }
        let from = |&group: &usize| self.parse.preposition(group) == "from";
        let around = Some(governor.group).filter(|&group| governor.is_borne() && group != noun);
        let behind = std::iter::once(noun).chain(around).flat_map(|group| self.parse.hanging(group)).filter(from);
        behind.flat_map(|group| self.parties(group)).collect()
    }

    /// Who lets goods in: "will let cars in at a lower tariff", "will let cars enter at one", "will allow
    /// duty-free imports".
    fn letting_in(&self, told: Told<'_, 'a>) -> Option<usize> {
        let at = matches!(self.parse.preposition(told.noun), "at" | "under");
        let comes_in = at && (told.governor.presumed || told.governor.is_borne());
        let verb = if comes_in { self.lets_in(told.noun) } else { self.lets_through(told.noun) };
        self.parse.groups[verb?].verb.subject
    }

    /// "Relief from the duties": whoever seeks it is hit.
    fn hit_relieved(&self, told: Told<'_, 'a>, claim: &mut Claim<'a>) {
        let relief = self.parse.groups[told.noun].host.filter(|&host| {
            told.governor.presumed
                && self.parse.preposition(told.noun) == "from"
                && self.rules.context.is_relief(&self.parse.head(host).lemma)
        });
        if let Some(relief) = relief.filter(|_| claim.target.is_empty()) {
            let seeks = self.verb_above(relief).and_then(|verb| self.parse.groups[verb].verb.subject);
            claim.target = seeks.map(|seeks| self.parties(seeks)).unwrap_or_default();
        }
    }

    /// "Access to the EU market": who grants it.
    fn granters(&self, noun: usize) -> Vec<Argument<'a>> {
        if !self.rules.context.is_entry(&self.parse.head(noun).lemma) {
            return Vec::new();
        }
        let given = self.is_given(noun);
        let receives = |to: usize| given && &*self.parse.head(to).lemma != "market";
        let market = self.parse.hanging(noun).filter(|&to| matches!(self.parse.preposition(to), "to" | "into" | "in"));
        market.filter(|&to| !receives(to)).flat_map(|to| self.market_of(to)).collect()
    }

    /// "**Granted** duty-free access to Chile": whether a state gives it, and nobody receives it before it.
    pub(super) fn is_given(&self, noun: usize) -> bool {
        let group = &self.parse.groups[noun];
        let verb = group.host.filter(|&verb| self.parse.groups[verb].is_verb());
        verb.is_some_and(|verb| {
            let clause = &self.parse.groups[verb].verb;
            let gives = self.rules.context.gives(&self.parse.head(verb).lemma);
            let state = |subject: usize| self.parties(subject).iter().any(|party| party.kind == Some(Kind::Country));
            gives && !clause.passive && clause.objects == [noun] && clause.subject.is_some_and(state)
        })
    }

    /// "U.N. resolutions on sanctions": who made them.
    fn makers_above(&self, told: Told<'_, 'a>) -> Vec<Argument<'a>> {
        let above = self.parse.groups[told.noun].host.filter(|&host| self.parse.groups[host].is_noun());
        let above = above.filter(|_| told.frame.shape == Shape::Measure);
        above.map(|above| self.makers(above)).unwrap_or_default()
    }

    /// Who stands behind "by" of the noun, of its governor, or of a participle that tells what was done to it.
    fn takers(&self, frame: &Frame, noun: usize, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        // "Tariff cuts sought by Chile": who asks for them does not make them.
        let asks = |lemma: &str| self.rules.context.modality(lemma) == Some(Modality::Requested);
        let tells = |&verb: &usize| {
            let lemma = &*self.parse.head(verb).lemma;
            self.parse.groups[verb].is_verb()
                && !asks(lemma)
                && (frame.shape != Shape::Measure || frame.told_by(lemma).next().is_some())
        };
        let mut takers = self.by_agents(noun);
        if governor.group != noun && tells(&governor.group) {
            takers.extend(self.by_agents(governor.group));
        }
        // "Duties imposed by Chile were kept by Peru": who is told of the deed itself comes first.
        // "Launched a complaint, which was backed by Chile": who brings a case is told.
        let brings = frame.shape == Shape::Event && governor.stand == Stand::Object;
        if takers.is_empty() && (!brings || self.agents(governor).is_empty()) {
            self.modifiers(noun).into_iter().filter(tells).for_each(|verb| takers.extend(self.by_agents(verb)));
        }
        // "The second ban on Chilean salmon by Peru".
        if takers.is_empty() && frame.shape == Shape::Measure {
            let on = self.parse.hanging(noun).filter(|&on| self.parse.preposition(on) == "on");
            let by = on.flat_map(|on| self.by_agents(on));
            takers.extend(by.filter(|taker| taker.kind == Some(Kind::Country)));
        }
        party::dedup(&mut takers);
        takers
    }

    /// Whether the owner of a measure is bound by it:
    /// by its kind ("output quota"), or because a bloc has set those before.
    pub(in crate::claim) fn is_held(&self, frame: &Frame, noun: usize) -> bool {
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        let kind = || units.iter().any(|unit| frame.held.iter().any(|word| *word == *unit.lower));
        let set = |known: &Claim<'a>| {
            known.frame == frame.name && known.actor.iter().any(|actor| actor.is_bloc(self.lexicon) && actor.id != "EU")
        };
        !frame.held.is_empty() && (kind() || self.memory.claims().any(set))
    }

    /// Whether a state stands before a noun by its name, though it has an adjective: "Chile" rather than "Chilean".
    fn is_by_name(&self, party: &Argument<'a>) -> bool {
        let words = party.span.of(self.text.source);
        let short = words.bytes().all(|byte| !byte.is_ascii_lowercase());
        let name =
            self.mention_of(party).is_some_and(|mention| mention.kind == Kind::Country && mention.sense == Sense::Name);
        name && !short && !party.is_bloc(self.lexicon)
    }

    /// Whose market it is: "Peru", "the Peruvian market".
    pub(in crate::claim) fn market_of(&self, group: usize) -> Vec<Argument<'a>> {
        let (parties, owners) = (self.parties(group), self.owners(group));
        let named = [parties, owners].into_iter().find(|named| !named.is_empty());
        named.unwrap_or_else(|| self.mentions_before(group, Kind::is_party))
    }

    /// Whether a participle behind the noun tells who bears or receives it.
    fn is_received(&self, frame: &Frame, noun: usize) -> bool {
        let bears = |verb: usize| {
            let lemma = &*self.parse.head(verb).lemma;
            matches!(lemma, "receive" | "enjoy") || frame.told_by(lemma).any(|(how, _)| how == Telling::Bear)
        };
        let mut behind = self.parse.hanging(noun).filter(|&verb| self.parse.groups[verb].is_verb());
        behind.any(|verb| self.parse.groups[verb].verb.passive && bears(verb))
    }
}
