//! Where a frame's roles stand → the arguments found there.

pub(in crate::claim) mod party;
pub(in crate::claim) mod refer;
mod goods;
mod pointed;
pub(in crate::claim) mod actor;
pub(in crate::claim) mod border;
pub(in crate::claim) mod promise;
pub(in crate::claim) mod rate;
mod undergone;

use crate::claim::govern::{Governor, Stand};
use crate::claim::{Argument, Scene};
use crate::lexicon::{Kind, Sense};
use crate::rule::{Path, Place, Want};
use crate::syntax::{Relation, Tag, Unit};

/// How deep arguments are sought below a group.
const DEPTH: usize = 5;

/// Prepositions inside an argument behind which parties and places of it stand.
const TO_PARTIES: &[&str] =
    &["of", "from", "to", "in", "including", "such as", "like", "into", "by", "on", "and", "for", "with"];

impl<'a> Scene<'_, 'a> {
    /// The arguments at the first of the paths that leads to any.
    pub(in crate::claim) fn follow(&self, paths: &[Path], noun: usize, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        paths.iter().map(|path| self.at(path, noun, governor)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The arguments at one place.
    pub(in crate::claim) fn at(&self, path: &Path, noun: usize, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        let takes = |kind: Kind| path.want.takes(kind);
        match &path.place {
            Place::Before => self.mentions_before(noun, takes),
            Place::Possessor => self.owners(noun).into_iter().filter(|owner| owner.kind.is_some_and(takes)).collect(),
            Place::Subject => Vec::new(),
            Place::Object => self.object_of(noun, governor, path.want),
            Place::Content => self.told_of(noun, governor, path.want),
            Place::Behind(preposition) => {
                let mut found = Vec::new();
                // "Responded to the 10% duty with a duty": the rate is the other's.
                let answers = preposition == "to" && path.want == Want::Percent && self.is_answer(governor);
                for group in self.behind_groups(preposition, noun, governor) {
                    if answers && self.stated(group, &[]).is_some() {
                        continue;
                    }
                    self.collect(group, path.want, 0, &mut found);
                    if path.want == Want::Party && !found.is_empty() {
                        self.add_places(group, &mut found);
                    }
                }
                party::dedup(&mut found);
                found
            }
        }
    }

    /// "Exports to Africa, Asia and Peru": adds the places of a list that names parties as well.
    fn add_places(&self, first: usize, found: &mut Vec<Argument<'a>>) {
        let mut list = vec![first];
        let mut next = 0;
        while let Some(&member) = list.get(next).filter(|_| next < DEPTH * DEPTH) {
            let place = self.parse.head(member).mention.map(|mention| &self.mentions[mention]);
            found.extend(place.filter(|place| place.kind == Kind::Place).map(Argument::of));
            list.extend(
                self.parse.hanging(member).filter(|&joined| self.parse.groups[joined].relation == Relation::Conjunct),
            );
            next += 1;
        }
        found.sort_by_key(|party| party.span);
    }

    fn is_answer(&self, governor: &Governor<'_>) -> bool {
        self.rules.context.answers(governor.word.split(' ').next().unwrap_or_default())
    }

    /// The objects of the governing verb other than the noun itself ("hit China with tariffs").
    fn object_of(&self, noun: usize, governor: &Governor<'a>, want: Want) -> Vec<Argument<'a>> {
        let mut found = Vec::new();
        if governor.stand == Stand::Behind {
            // "hit China with", and passive "China was hit with".
            let verb = &self.parse.groups[governor.group].verb;
            let objects = if verb.copula { &[][..] } else { &verb.objects[..] };
            let hit = if verb.passive { verb.subject.as_slice() } else { objects };
            for &object in hit.iter().filter(|&&object| object != noun) {
                self.collect(object, want, 0, &mut found);
            }
        } else if governor.stand == Stand::Subject && matches!(want, Want::Party | Want::Country | Want::Goods) {
            // "the curbs hit Nvidia", "the duty covers salmon".
            let named = |&&object: &&usize| self.parse.head(object).tag != Tag::Pronoun;
            for &object in self.parse.groups[governor.group].verb.objects.iter().filter(named) {
                self.collect(object, want, 0, &mut found);
            }
        } else if governor.stand == Stand::Object && want == Want::Party {
            // "offer the US a deal", "slap China a tariff": the first of two objects.
            let objects = &self.parse.groups[governor.group].verb.objects;
            // "Peru was awarded a contract": its subject.
            let verb = &self.parse.groups[governor.group].verb;
            let gives = self.rules.context.gives(&self.parse.head(governor.group).lemma);
            let given = verb.subject.filter(|&subject| gives && verb.passive && subject != noun);
            // "send Peru $5 million in loans": the noun may be what the sum counts.
            if let [first, second, ..] = objects[..]
                && (second == noun || self.parse.groups[noun].host == Some(second))
            {
                self.collect(first, want, 0, &mut found);
            } else if let Some(given) = given {
                self.collect(given, want, 0, &mut found);
            }
        }
        party::dedup(&mut found);
        found
    }

    /// What is wanted in the subject of the clause that the governing verb tells: "ruled that Canada broke the rules".
    fn told_of(&self, noun: usize, governor: &Governor<'a>, want: Want) -> Vec<Argument<'a>> {
        let mut found = Vec::new();
        // "A finding that salmon was dumped": a clause that lacks nothing is no relative one.
        let whole = |clause: usize| {
            let verb = &self.parse.groups[clause].verb;
            (verb.passive || verb.copula) && verb.subject.is_some_and(|subject| subject > noun && subject < clause)
        };
        let told = self
            .parse
            .hanging(governor.group)
            .filter(|&clause| self.parse.groups[clause].relation == Relation::Content);
        // "A ruling by a panel that salmon was dumped".
        let by = self.parse.hanging(noun).filter(|&by| self.parse.preposition(by) == "by");
        let content = std::iter::once(noun).chain(by).flat_map(|host| self.parse.hanging(host));
        let content = content.filter(|&clause| clause != governor.group && whole(clause));
        for clause in told.chain(content) {
            let Some(subject) = self.parse.groups[clause].verb.subject else { continue };
            // "found that growers were injured by imports from Peru": by whom.
            if self.parse.groups[clause].verb.passive
                && self.verb_keys(clause).iter().any(|key| self.rules.context.hurts(key))
            {
                let by = self.parse.hanging(clause).filter(|&by| self.parse.preposition(by) == "by");
                by.for_each(|by| self.collect(by, want, 0, &mut found));
                continue;
            }
            // "that Norway's duties on Peruvian goods broke the rules": who did it, not whom it hit.
            found.extend(
                self.owners(subject).into_iter().filter(|owner| owner.kind.is_some_and(|kind| want.takes(kind))),
            );
            found.extend(self.mentions_before(subject, |kind| want.takes(kind)));
            if found.is_empty() {
                self.collect(subject, want, 0, &mut found);
            }
        }
        found
    }

    /// Everything wanted in a group and what hangs from it: lists, prepositional groups, participles of origin.
    pub(in crate::claim) fn collect(&self, group: usize, want: Want, depth: usize, found: &mut Vec<Argument<'a>>) {
        if depth > DEPTH {
            return;
        }
        let this = &self.parse.groups[group];
        let before = found.len();
        if this.is_noun() {
            self.collect_own(group, want, found);
        }
        // "settlements in territories of Palestine", "Acme for its sales to Peru": where a party stands and why is no
        // further party.
        let party = self.parse.head(group).kind.is_some_and(Kind::is_party);
        let placed = found.len() > before && matches!(want, Want::Party | Want::Country);
        let is_name = |group: usize| self.parse.is(group, Kind::Organization) || self.parse.is(group, Kind::Person);
        let named = || {
            is_name(group)
                || self.parse.hanging(group).any(|below| {
                    self.parse.groups[below].relation == Relation::Apposition
                        && self.parse.is(below, Kind::Organization)
                })
        };
        for below in self.parse.hanging(group) {
            let next = &self.parse.groups[below];
            let follows = match next.relation {
                Relation::Preposition => {
                    next.is_noun()
                        && self.leads_on(below, want)
                        && !(placed && matches!(self.parse.preposition(below), "in" | "for"))
                        && !(placed && self.is_seat_of(group, below))
                        && !self.is_comparison(below)
                        && !self.is_one_of_these(below)
                }
                // "originating in or imported from Brazil"
                Relation::Conjunct if this.is_verb() => self.rules.context.tells_origin(&self.parse.head(below).lemma),
                Relation::Conjunct => {
                    next.is_noun()
                        && !self.is_left_out(below)
                        && !self.are_other_flows(group, below)
                        && !self.is_another_measure(group, below)
                }
                // "China's Huawei": whose it is is no further party.
                Relation::Possessor => matches!(want, Want::Party | Want::Country) && !named(),
                Relation::Apposition => false,
                // "Brazil, which sells coffee to Peru": what a party does with goods does not make them its part.
                Relation::Modifier => {
                    let lemma = &self.parse.head(below).lemma;
                    let owned = matches!(want, Want::Party | Want::Country)
                        && self.rules.context.tells_owner(lemma)
                        && !self.parse.hanging(below).any(is_name);
                    !party && (owned || self.rules.context.tells_origin(lemma) || &**lemma == "range")
                }
                Relation::Object => this.is_verb() && next.is_noun(),
                _ => false,
            };
            if follows {
                self.collect(below, want, depth + 1, found);
            }
        }
    }

    /// "Duties on cars and curbs on exports of ore": what stands behind its own "on" is a measure of its own.
    fn is_another_measure(&self, first: usize, joined: usize) -> bool {
        self.parse.head(joined).mention.is_none()
            && self.parse.hanging(joined).any(|on| matches!(self.parse.preposition(on), "on" | "into" | "against"))
            && self.stated(joined, &[]).is_some()
            && self.stated(first, &[]).is_none()
    }

    /// "Duties on goods, including a 20% tariff on steel": another measure, no part of the goods.
    fn is_one_of_these(&self, group: usize) -> bool {
        let includes = matches!(self.parse.preposition(group), "including" | "such as" | "like");
        let mut units = self.parse.units[self.parse.groups[group].units.clone()].iter();
        let rated = units.any(|unit| unit.kind == Some(Kind::Percent));
        let frame = |group: usize| self.stated(group, &[]).map(|(frame, _)| &frame.name);
        let whole = || self.parse.groups[group].host.and_then(frame);
        // "Sanctions, including a ban on imports of gas": of another kind.
        includes && frame(group).is_some_and(|part| rated || whole().is_some_and(|whole| whole != part))
    }

    /// "Goods compliant with the pact": what an adjective says of them.
    fn is_comparison(&self, group: usize) -> bool {
        let with = self.parse.groups[group].preposition.filter(|_| self.parse.preposition(group) == "with");
        let before = with.and_then(|with| with.checked_sub(1)).map(|before| self.parse.units[before].tag);
        before == Some(Tag::Adjective)
    }

    /// Whether a preposition inside an argument leads to more of what is wanted.
    fn leads_on(&self, group: usize, want: Want) -> bool {
        let preposition = self.parse.preposition(group);
        // "Goods sent to Peru from Chile": where they come to is not whence.
        let host = self.parse.groups[group].host.map(|host| &self.parse.groups[host]);
        let undergone = host.is_some_and(|host| host.is_verb() && host.verb.passive);
        if undergone && matches!(preposition, "to" | "into") || self.is_sold_in(group) {
            return false;
        }
        // "Garments made with Peruvian cotton": what goes into goods is not where they come from.
        let made = host
            .is_some_and(|host| host.is_verb() && self.rules.context.tells_origin(&self.parse.units[host.head].lemma));
        if made && preposition == "with" && matches!(want, Want::Party | Want::Country) {
            return false;
        }
        // "Amid remarks by Peru's leader": whose words they are is no part of it.
        let said = |group: usize| self.rules.context.is_saying(&self.parse.head(group).lemma);
        if preposition == "by"
            && self.parse.groups[group].host.is_some_and(|host| self.parse.groups[host].is_noun() && said(host))
        {
            return false;
        }
        match want {
            Want::Goods => {
                matches!(preposition, "of" | "including" | "such as" | "like" | "on" | "for" | "in")
                    || self.is_in_range(group)
                    || preposition == "from" && self.makes_goods(group)
            }
            Want::Party | Want::Country | Want::Place => {
                // "Targets within Peru", but not "trade within Peru".
                let inside = matches!(preposition, "within" | "inside");
                let above = self.parse.groups[group].host.map(|host| &self.parse.head(host).lemma);
                let moves = above.is_some_and(|above| self.rules.context.crosses(above));
                TO_PARTIES.contains(&preposition) || inside && !moves
            }
            Want::Percent | Want::Amount | Want::Money => matches!(preposition, "of" | "worth" | "to"),
            Want::Seat => false,
        }
    }

    /// "Acme of **Peru**": the state of a firm is no further party.
    pub(in crate::claim) fn is_seat_of(&self, firm: usize, below: usize) -> bool {
        self.parse.preposition(below) == "of"
            && self.parse.is(firm, Kind::Organization)
            && self.parse.is(below, Kind::Country)
    }

    fn collect_own(&self, group: usize, want: Want, found: &mut Vec<Argument<'a>>) {
        let this = &self.parse.groups[group];
        let units = &self.parse.units[this.units.clone()];
        match want {
            Want::Seat => found.extend(self.seat(group)),
            Want::Party if self.goods_meant(group).is_some() => {}
            Want::Goods if self.goods_meant(group).is_some() => {
                let at = self.parse.head(group).span;
                found.extend(self.goods_meant(group).map(|goods| goods.carried_to(at)));
            }
            Want::Party => {
                let named = self.apposed(group);
                let own = if named.is_empty() { self.own_parties(group) } else { named };
                if own.is_empty() {
                    let mut named =
                        self.mentions_before(group, |kind| kind == Kind::Country || kind == Kind::Organization);
                    // "Denied a **Reuters** report that": who tells it.
                    let told = self.rules.context.is_report(&self.parse.head(group).lemma);
                    named.retain(|party| !told || self.lexicon.sort(&party.id) != "outlet");
                    found.extend(if named.is_empty() { self.whose_goods(group) } else { named });
                } else {
                    found.extend(own);
                }
            }
            Want::Amount => {
                let counts = |unit: &&Unit<'_>| unit.kind.is_some_and(|kind| want.takes(kind)) && !unit.is_duration();
                for unit in units.iter().filter(counts) {
                    found.extend(unit.mention.map(|mention| Argument::of(&self.mentions[mention])));
                }
                if found.is_empty() {
                    found.extend(self.counted(group));
                }
            }
            _ => {
                if want == Want::Goods {
                    found.extend(units.iter().filter_map(|unit| self.goods_counted(unit)));
                }
                let wanted = |unit: &&Unit<'_>| unit.kind.is_some_and(|kind| want.takes(kind));
                for unit in units.iter().filter(wanted).filter(|unit| !self.only_describes(unit)) {
                    let Some(mention) = unit.mention.map(|mention| &self.mentions[mention]) else {
                        continue;
                    };
                    if want == Want::Country && mention.sense == Sense::Seat && unit.kind != Some(Kind::Country) {
                        continue;
                    }
                    found.push(Argument::of(mention));
                }
                // "An investigation of **European** pork".
                if want == Want::Country && found.is_empty() && self.names_goods(group) {
                    found.extend(self.mentions_before(group, |kind| kind == Kind::Country));
                }
            }
        }
    }

    /// The agent of a governing word: the subject of its verb, or who stands behind the "by" of a passive.
    pub(in crate::claim) fn agents(&self, governor: &Governor<'a>) -> Vec<Argument<'a>> {
        let group = &self.parse.groups[governor.group];
        if group.is_noun() {
            let mut agents = self.owners(governor.group);
            if agents.is_empty() {
                agents = self.mentions_before(governor.group, |kind| kind == Kind::Country || kind == Kind::Person);
            }
            if agents.is_empty() {
                agents = self.by_agents(governor.group);
            }
            // "In a ruling Peru scrapped the duties": whoever does what its clause tells.
            if agents.is_empty() && governor.stand == Stand::Alone && self.parse.preposition(governor.group) == "in" {
                let verb = group.host.filter(|&verb| self.parse.groups[verb].is_verb());
                let subject = verb.and_then(|verb| self.parse.groups[verb].verb.subject);
                agents = subject.map(|subject| self.parties(subject)).unwrap_or_default();
            }
            return agents;
        }
        if group.verb.passive {
            return self.by_agents(governor.group);
        }
        // "A decision by Peru to raise", "Peru's threat to leave": who takes it.
        let act = group.host.filter(|&act| group.relation == Relation::Infinitive && self.parse.groups[act].is_noun());
        let mut takers = act.map(|act| self.by_agents(act)).unwrap_or_default();
        if takers.is_empty() {
            takers = act.map(|act| self.owners(act)).unwrap_or_default();
        }
        if !takers.is_empty() {
            return takers;
        }
        match (governor.stand, group.verb.subject) {
            (Stand::Subject | Stand::Alone, _) | (_, None) => Vec::new(),
            (_, Some(subject)) => {
                let parties = self.parties(subject);
                if parties.is_empty() { self.makers(subject) } else { parties }
            }
        }
    }

    /// Who made the law or order that a group names: "a **U.N.** resolution", "a law enacted by **Peru**".
    pub(in crate::claim) fn makers(&self, group: usize) -> Vec<Argument<'a>> {
        let lemma = &self.parse.head(group).lemma;
        if !self.rules.context.is_instrument(lemma) {
            return Vec::new();
        }
        let named = |found: Vec<Argument<'a>>| Some(found).filter(|found| !found.is_empty());
        let enacted = || self.modifiers(group).into_iter().flat_map(|verb| self.by_agents(verb)).collect();
        // Before a measure stands whom it hits as often as who takes it.
        let measure = || self.stated(group, &[]).is_some();
        let before = || if measure() { Vec::new() } else { self.mentions_before(group, Kind::is_party) };
        let owned = named(self.owners(group)).or_else(|| named(self.by_agents(group)));
        let from = || {
            let behind = self.parse.hanging(group).filter(|&from| self.parse.preposition(from) == "from");
            if measure() { Vec::new() } else { behind.flat_map(|from| self.parties(from)).collect() }
        };
        let made = owned.or_else(|| named(enacted())).or_else(|| named(before()));
        made.or_else(|| named(from())).unwrap_or_default()
    }

    /// Who stands behind its "by".
    pub(in crate::claim) fn by_agents(&self, group: usize) -> Vec<Argument<'a>> {
        let mut agents = Vec::new();
        for by in self
            .parse
            .hanging(group)
            .filter(|&by| self.parse.preposition(by) == "by" && self.parse.groups[by].is_noun())
        {
            // "By Russia's fleet": whose it is.
            let parties = self.parties(by);
            agents.extend(if parties.is_empty() { self.owners(by) } else { parties });
        }
        agents
    }
}
