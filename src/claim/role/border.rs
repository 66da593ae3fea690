//! Goods that cross a border → whose measure it is.
//!
//! Whoever goods come to has a measure on what comes in ("duties on cars shipped to **Peru**"); who stops the exports
//! of another keeps them out and holds nothing back.

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Shape, VerbTrigger, Want};
use crate::syntax::Relation;

impl<'a> Scene<'_, 'a> {
    /// Whom goods come to that a measure is on: "duties on exports to **Peru**", "on cars from Chile to **Peru**".
    pub(in crate::claim) fn receivers(&self, frame: &Frame, noun: usize, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[noun];
        // "An export tax on shipments to Peru": whoever exports takes it.
        let outward = self.parse.units[this.units.clone()].iter().any(|unit| &*unit.lemma == "export");
        if !frame.inbound || outward {
            return Vec::new();
        }
        let verb = Some(governor.group).filter(|&verb| self.parse.groups[verb].is_verb());
        let told = verb.into_iter().flat_map(|verb| self.parse.hanging(verb));
        let on = told.filter(|&on| matches!(self.parse.preposition(on), "on" | "to" | "of" | "for" | "against"));
        // "duties as high as 10% on exports to Peru".
        let rated = verb.into_iter().flat_map(|verb| self.parse.groups[verb].verb.objects.iter().copied());
        let rated = rated.filter(|&rate| self.parse.is(rate, Kind::Percent));
        // "Exports to Peru face a duty".
        let bears = verb.filter(|_| governor.is_borne()).and_then(|verb| self.parse.groups[verb].verb.subject);
        let goods = [noun].into_iter().chain(bears).chain(on).chain(rated).flat_map(|part| self.below(part));
        let of_goods = |host: usize| self.crosses(host) || self.is_goods(host);
        // "Wine shipped to Peru".
        let sent = |host: usize| {
            let sent = &self.parse.groups[host];
            sent.is_verb() && sent.relation == Relation::Modifier && sent.host.is_some_and(of_goods)
        };
        let comes_to = |&group: &usize| {
            let from = |host: usize| host != noun && (of_goods(host) || sent(host));
            // "Ranging from French bags to German cars".
            let ranges = || self.verb_above(group).is_some_and(|verb| &*self.parse.head(verb).lemma == "range");
            let to = matches!(self.parse.preposition(group), "to" | "into");
            to && self.parse.groups[group].host.is_some_and(from) && !ranges() || self.is_sold_in(group)
        };
        let goods: Vec<usize> = goods.collect();
        // "Goods traded between Peru and Chile": each receives the other's.
        let between = |&&group: &&usize| {
            let above = self.parse.groups[group].host.map(|host| &*self.parse.head(host).lemma);
            self.parse.preposition(group) == "between" && above == Some("trade")
        };
        let mutual = goods.iter().filter(between).flat_map(|&group| self.parties(group));
        // "The resumption of imports by Peru", "the reopening of the Peruvian market".
        let taken_by = |&group: &usize| {
            let by = self.parse.preposition(group) == "by";
            by && self.parse.groups[group].host.is_some_and(|host| self.crosses(host))
        };
        let own = |&group: &usize| self.rules.context.is_gateway(&self.parse.head(group).lemma);
        let comes_to = |group: &usize| comes_to(group) || taken_by(group) || own(group);
        let markets = goods.iter().filter(|group| comes_to(group)).flat_map(|&to| self.market_of(to));
        let mut receivers: Vec<Argument<'a>> = mutual.chain(markets).collect();
        // "Faces a duty in Peru", "is hit with one there", "a ban stays in force in Peru".
        let hit = governor.stand == Stand::Behind && verb.is_some_and(|verb| self.parse.groups[verb].verb.passive);
        let held = hit
            || governor.is_borne()
            || governor.stand == Stand::Subject
                && matches!(governor.word.rsplit(' ').next(), Some("force" | "effect" | "place" | "apply"));
        // "Won a quota for its beef in Peru".
        let won = self.rules.context.obtains(&governor.word);
        if receivers.is_empty() && (held || won) {
            let there = verb.into_iter().chain([noun]).flat_map(|part| self.parse.hanging(part));
            let there = there.chain(goods.iter().copied().filter(|_| won)).filter(|&place| {
                let border = &*self.parse.head(place).lemma == "border";
                self.parse.preposition(place) == "in" || self.parse.preposition(place) == "at" && border
            });
            receivers.extend(there.flat_map(|place| self.market_of(place)));
        }
        receivers.retain(|receiver| receiver.kind == Some(Kind::Country));
        super::party::dedup(&mut receivers);
        receivers
    }

    /// Who takes in what a group tells of, where it names whose the goods are besides, or nobody else acts:
    /// "**Peruvian** imports of Chilean wine", "**Peru's** imports will end".
    pub(in crate::claim) fn importers(
        &self,
        imports: usize,
        senders: &[Argument<'a>],
        unnamed: bool,
    ) -> Vec<Argument<'a>> {
        let owners = self.owners(imports);
        let owned = unnamed && !owners.is_empty();
        let importers = match owners.is_empty() {
            true => self.mentions_before(imports, |kind| kind == Kind::Country),
            false => owners,
        };
        let other = |sender: &Argument<'a>| !importers.iter().any(|state| state.same_party(sender));
        let imported = self.flow(imports) == Some("import") && (owned || senders.iter().any(other));
        if imported { importers } else { Vec::new() }
    }

    /// Whose goods a measure holds back that nobody is said to have: "the ban on exports of **Ghanaian** cocoa".
    pub(in crate::claim) fn senders(&self, frame: &Frame, noun: usize) -> Vec<Argument<'a>> {
        if frame.abroad.is_none() {
            return Vec::new();
        }
        let held = self.below(noun).into_iter().filter(|&group| self.crosses(group));
        let mut senders = held.map(|group| self.holders(group)).find(|of| !of.is_empty()).unwrap_or_default();
        senders.retain(|sender| sender.kind == Some(Kind::Country));
        senders
    }

    /// "The EU's ban on Zimbabwean exports": a measure of who takes them in.
    pub(in crate::claim) fn turn_away(
        &self,
        frame: &Frame,
        noun: usize,
        governor: &Governor<'a>,
        claim: &mut Claim<'a>,
    ) {
        let on: Vec<usize> = self.parse.hanging(noun).filter(|&on| self.parse.groups[on].is_noun()).collect();
        let Some((abroad, senders)) = self.kept_out(frame, &claim.actor, &on) else { return };
        claim.frame = &abroad.name;
        if claim.target.is_empty() {
            claim.target = senders;
        }
        claim.rules = vec![governor.rule(abroad)];
    }

    /// The frame of what a verb tells of goods that cross a border, once who acts and whom it hits is settled.
    pub(in crate::claim) fn at_border(
        &self,
        frame: &'a Frame,
        trigger: &VerbTrigger,
        verb: usize,
        upon: &[usize],
        actor: &mut Vec<Argument<'a>>,
        target: &mut Vec<Argument<'a>>,
    ) -> &'a Frame {
        // "Chilean salmon was banned in Peru."
        let passive = self.parse.groups[verb].verb.passive && !trigger.bears;
        if actor.is_empty() && frame.shape == Shape::Measure && passive {
            *actor = self.behind_verb(verb, &["in", "into"]);
            // "Russian ships were banned from EU ports", "goods were held up at them".
            let ports = self.parse.hanging(verb).filter(|&at| matches!(self.parse.preposition(at), "from" | "at"));
            let ports = ports.filter(|&at| self.parse.head(at).mention.is_none());
            actor.extend(ports.flat_map(|from| self.market_of(from)));
            actor.retain(|party| party.kind == Some(Kind::Country) && !target.iter().any(|hit| hit.id == party.id));
        }
        let Some((abroad, senders)) = self.kept_out(frame, actor, upon) else { return frame };
        if target.is_empty() {
            *target = senders;
        }
        abroad
    }

    /// Whom a measure hits that the group at `hit` bears: "Chipco needs a licence to sell chips to **Iran**", too.
    pub(in crate::claim) fn bear(&self, hit: usize, ahead: bool, target: &mut Vec<Argument<'a>>) {
        let named = |party: &Argument<'a>| !ahead || party.kind == Some(Kind::Organization) && !party.carried;
        let mut bearers: Vec<Argument<'a>> = self.parties(hit).into_iter().filter(named).collect();
        // "American cheese pays 20% at the border".
        if bearers.is_empty() && !ahead {
            self.collect(hit, Want::Country, 0, &mut bearers);
        }
        target.retain(|_| ahead || bearers.is_empty());
        target.extend(bearers);
    }

    /// "Barred it from selling chips to Iran": what is held back is not kept out as well.
    pub(in crate::claim) fn holds_back(&self, known: &Claim<'_>, claim: &Claim<'_>) -> bool {
        let abroad = self.rules.frame(known.frame).and_then(|known| known.abroad.as_deref());
        abroad == Some(claim.frame) && claim.trigger == known.trigger && claim.product == known.product
    }

    /// Whose exports another's act is told of, the frame that this states, and who sends them: "Peru banned **Chilean**
    /// exports".
    pub(in crate::claim) fn kept_out(
        &self,
        frame: &Frame,
        actor: &[Argument<'a>],
        upon: &[usize],
    ) -> Option<(&'a Frame, Vec<Argument<'a>>)> {
        let abroad = self.rules.frame(frame.abroad.as_deref()?)?;
        let within: Vec<usize> = upon.iter().flat_map(|&group| self.below(group)).collect();
        // "A UN ban on Chilean exports": what is above all states has no border.
        let above_states = |actor: &Argument<'a>| {
            let sort = self.lexicon.sort(&actor.id);
            actor.kind == Some(Kind::Organization) && actor.country.is_empty() && matches!(sort, "political" | "body")
        };
        if !within.iter().any(|&group| self.crosses(group)) || actor.iter().all(above_states) {
            return None;
        }
        let state = |party: &Argument<'a>| {
            let state = party.state(self.lexicon);
            if state.kind == Some(Kind::Country) || state.country.is_empty() { state.id } else { state.country }
        };
        let own = |party: &Argument<'a>| actor.iter().any(|actor| state(actor) == state(party));
        let at = |places: &'static [&'static str]| {
            let there = within.iter().filter(move |&&place| places.contains(&self.parse.preposition(place)));
            // "Exports of vaccines made in the bloc": where they come from.
            let origin = |verb: usize| self.rules.context.tells_origin(&self.parse.head(verb).lemma);
            let made = |&&place: &&usize| !self.is_sold_in(place) && self.verb_above(place).is_some_and(origin);
            there.filter(move |place| !made(place)).flat_map(|&place| self.parties(place)).collect::<Vec<_>>()
        };
        let (away, here) = (at(&["to", "into"]), at(&["in", "within", "inside"]));
        // "Exports to six of China's plants": whose plants they are sends nothing.
        let to = |group: usize| matches!(self.parse.preposition(group), "to" | "into");
        let above = |&below: &usize| self.parse.groups[below].host.filter(|host| within.contains(host));
        let beyond = |group: usize| std::iter::successors(Some(group), above).take(within.len()).any(to);
        let of_goods = |&&group: &&usize| matches!(self.parse.preposition(group), "" | "of" | "from") && !beyond(group);
        let mut senders: Vec<Argument<'a>> =
            within.iter().filter(of_goods).flat_map(|&group| self.holders(group)).collect();
        senders.retain(|sender| sender.kind == Some(Kind::Country) || !sender.country.is_empty());
        super::party::dedup(&mut senders);
        let foreign = !senders.is_empty() && !senders.iter().any(own);
        // "banned the sale of Chilean cars in Peru": what is sold at home comes in.
        let inward = here.iter().any(own) && !senders.iter().any(own);
        (!actor.is_empty() && (foreign || inward) && away.iter().all(own)).then_some((abroad, senders))
    }

    /// The verb that lets in whatever a group tells of: "will **let** cars in at a lower tariff".
    pub(in crate::claim) fn lets_in(&self, noun: usize) -> Option<usize> {
        let verb = self.parse.groups[noun].host.and_then(|host| self.verb_above(host))?;
        self.rules.context.admits(&self.parse.head(verb).lemma).then_some(verb)
    }

    /// The same of what crosses the border under the very measure: "will **allow** duty-free imports".
    pub(in crate::claim) fn lets_through(&self, noun: usize) -> Option<usize> {
        let through = self.parse.groups[noun].relation == Relation::Object
            && (self.crosses(noun) || self.rules.context.is_entry(&self.parse.head(noun).lemma));
        if through { self.lets_in(noun) } else { None }
    }

    /// "Goods sold in **Peru**": whether a group tells where goods are sold.
    pub(in crate::claim) fn is_sold_in(&self, group: usize) -> bool {
        let sold = self.parse.groups[group].host.filter(|&host| self.parse.groups[host].verb.passive);
        self.parse.preposition(group) == "in" && sold.is_some_and(|verb| &*self.parse.head(verb).lemma == "sell")
    }

    /// Whether one group is of what comes in and the other of what goes out.
    pub(in crate::claim) fn are_other_flows(&self, one: usize, other: usize) -> bool {
        self.flow(one).zip(self.flow(other)).is_some_and(|(one, other)| one != other)
    }

    /// "Imports", "the export": the way in which goods go.
    pub(in crate::claim) fn flow(&self, group: usize) -> Option<&'static str> {
        let head = self.parse.groups[group].is_noun().then(|| self.parse.head(group))?;
        ["import", "export"].into_iter().find(|way| head.lemma.starts_with(way))
    }

    /// Whether a noun is of goods that cross a border.
    fn crosses(&self, group: usize) -> bool {
        self.parse.groups[group].is_noun() && self.rules.context.crosses(&self.parse.head(group).lemma)
    }

    fn is_goods(&self, group: usize) -> bool {
        self.parse.groups[group].is_noun() && self.parse.is(group, Kind::Commodity)
    }
}
