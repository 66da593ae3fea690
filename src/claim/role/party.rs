//! noun groups → the parties they stand for.
//!
//! In this order: a mention that heads the group; the mention before a noun that acts for it ("the Trump
//! administration"); what a pronoun or a definite noun points at (`refer.rs`).

use crate::claim::{Argument, Scene};
use crate::lexicon::Kind;
use crate::mention::{Mention, covering};
use crate::syntax::{Relation, Tag, Unit};

/// How many references are followed from one to the next ("the leaders of their countries").
const DEEPEST: u8 = 4;

impl<'a> Scene<'_, 'a> {
    /// The parties that a noun group stands for, those joined to it by "and" included.
    pub(in crate::claim) fn parties(&self, group: usize) -> Vec<Argument<'a>> {
        match self.depth {
            0 => self.asked[group].parties.get_or_init(|| self.find_parties(group)).clone(),
            _ => self.find_parties(group),
        }
    }

    fn find_parties(&self, group: usize) -> Vec<Argument<'a>> {
        let mut parties = self.own_parties(group);
        let named = self.apposed(group);
        if !named.is_empty() {
            parties = named;
        }
        for joined in self.parse.hanging(group).filter(|&joined| {
            let joint = self.parse.groups[joined].relation == Relation::Conjunct;
            joint && self.parse.groups[joined].is_noun() && !self.is_left_out(joined)
        }) {
            parties.extend(self.parties(joined));
        }
        if parties.is_empty() && self.depth < DEEPEST {
            // "a number of governments, including the US": those named of many.
            let within = Scene { depth: self.depth + 1, ..*self };
            let counts = self.rules.context.is_transparent(&self.parse.head(group).lemma);
            let named = self.parse.hanging(group).filter(|&below| match self.parse.preposition(below) {
                "including" | "such as" | "like" => true,
                "of" => counts,
                _ => false,
            });
            parties.extend(named.flat_map(|below| within.parties(below)));
        }
        if parties.is_empty() {
            for named in
                self.parse.hanging(group).filter(|&named| self.parse.groups[named].relation == Relation::Apposition)
            {
                parties.extend(self.own_parties(named));
            }
        }
        dedup(&mut parties);
        parties
    }

    /// "Peru's two giants, **Buenaventura** and **Credicorp**", "two EU states, **Malta** and **Cyprus**": those named;
    /// whose they are is no further party.
    pub(in crate::claim) fn apposed(&self, group: usize) -> Vec<Argument<'a>> {
        let several = self.parse.head(group).tag == Tag::Plural;
        let party = |&named: &usize| {
            self.parse.groups[named].relation == Relation::Apposition
                && (self.parse.is(named, Kind::Organization) || several && self.parse.is(named, Kind::Country))
        };
        let bare = self.parse.head(group).mention.is_none();
        // "Trump's negotiator, Jane Doe": not Trump himself.
        let own = |named: &usize| {
            self.parse.groups[*named].relation == Relation::Apposition
                && self.parse.is(*named, Kind::Person)
                && self.parse.hanging(group).any(|owner| {
                    self.parse.groups[owner].relation == Relation::Possessor && self.parse.is(owner, Kind::Person)
                })
        };
        let apposed = self.parse.hanging(group).filter(|named| bare && (party(named) || own(named)));
        apposed.flat_map(|named| self.parties(named)).collect()
    }

    /// The parties that the group itself stands for.
    pub(in crate::claim) fn own_parties(&self, group: usize) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        if !this.is_noun() || self.depth > DEEPEST {
            return Vec::new();
        }
        let within = Scene { depth: self.depth + 1, ..*self };
        let head = &self.parse.units[this.head];
        if head.kind.is_some_and(Kind::is_party) {
            let named = head.mention.map(|mention| Argument::of(&self.mentions[mention]));
            return named.into_iter().collect();
        }
        if head.mention.is_some() {
            return Vec::new();
        }
        if head.tag == Tag::Pronoun {
            return within.pointed_at_by_pronoun(group);
        }
        let context = &self.rules.context;
        let body = context.is_body(&head.lemma);
        let before = self.mentions_before(group, Kind::is_party);
        if body && !before.is_empty() {
            let firm = within.firm_of(group, &before);
            return firm.map_or(before, |firm| vec![firm]);
        }
        // "European nations", "OPEC members"
        let nations = context.points_back().country.contains(&head.lemma) || &*head.lemma == "member";
        if nations && before.iter().any(|party| party.is_bloc(self.lexicon)) {
            // "The OPEC member nation" is one that was named.
            return if head.tag == Tag::Plural { before } else { within.member_before(group) };
        }
        if body || head.tag == Tag::Plural {
            let owners: Vec<_> =
                within.owners(group).into_iter().filter(|owner| owner.kind.is_some_and(Kind::is_party)).collect();
            // "his counterparts from the two states" are not his own.
            if body && !owners.is_empty() && &*head.lemma != "counterpart" {
                return owners;
            }
            // "The WTO's 148 members"
            if nations && owners.iter().any(|owner| owner.is_bloc(self.lexicon)) {
                return owners;
            }
            // "the leaders of Canada and Mexico", "a group of EU ministers".
            let behind = self
                .parse
                .hanging(group)
                .find(|&behind| matches!(self.parse.preposition(behind), "of" | "from" | "at" | "in" | "for"));
            // "the government in Lima": a capital stands for its state.
            let of = behind.map(|behind| within.parties(behind)).filter(|of| !of.is_empty());
            let of = of.or_else(|| behind.map(|behind| within.seat(behind))).unwrap_or_default();
            if body && !of.is_empty() {
                return of;
            }
        }
        within.pointed_at_by_noun(group)
    }

    /// The state of a city.
    pub(in crate::claim) fn seat(&self, group: usize) -> Vec<Argument<'a>> {
        let head = self.parse.head(group);
        let mention = head.mention.map(|mention| &self.mentions[mention]).filter(|mention| mention.kind == Kind::Place);
        let state = mention.and_then(|mention| self.lexicon.by_id(&mention.country));
        state.map(|state| Argument::state_of(state, head.span)).into_iter().collect()
    }

    /// Mentions of a kind in the group before its head, each an argument.
    pub(in crate::claim) fn mentions_before(&self, group: usize, wanted: impl Fn(Kind) -> bool) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        let units = &self.parse.units[this.units.start..this.head];
        let mut named: Vec<Argument<'a>> = units
            .iter()
            .filter(|unit| unit.kind.is_some_and(&wanted) && !self.only_describes(unit))
            .filter_map(|unit| unit.mention)
            .map(|mention| Argument::of(&self.mentions[mention]))
            .collect();
        if wanted(Kind::Country) {
            named.extend(units.iter().filter_map(|unit| self.european(unit)));
        }
        named
    }

    /// "the **Trump**-era tariffs": when, not whose; "non-**EU** countries": who just is not meant.
    pub(in crate::claim) fn only_describes(&self, unit: &Unit<'_>) -> bool {
        let (before, behind) =
            (&self.text.source[..unit.span.start as usize], &self.text.source[unit.span.end as usize..]);
        ["-era", "-related", "-linked"].iter().any(|end| behind.starts_with(end))
            || behind.starts_with(" era ")
            || before.ends_with("non-")
            || before.ends_with("Non-")
    }

    /// "European wine", "European tariffs": the Union's, as the news has it.
    pub(in crate::claim) fn european(&self, unit: &Unit<'_>) -> Option<Argument<'a>> {
        let european = unit.mention.is_none() && &*unit.lower == "european";
        let union = european.then(|| self.lexicon.by_id("EU")).flatten()?;
        Some(Argument {
            id: union.id.into(),
            name: union.name.into(),
            kind: Some(Kind::Country),
            country: union.id.into(),
            span: unit.span,
            carried: false,
        })
    }

    /// Whose the goods are that a noun holds: "**German** arms exports", "the flow of **Russian** gas".
    pub(in crate::claim) fn holders(&self, noun: usize) -> Vec<Argument<'a>> {
        let own = |group: usize| {
            let owners = self.owners(group);
            if owners.is_empty() { self.mentions_before(group, Kind::is_party) } else { owners }
        };
        let of = self.parse.hanging(noun).filter(|&behind| self.parse.preposition(behind) == "of");
        let from = self.below(noun).into_iter().filter(|&below| self.parse.preposition(below) == "from");
        let mut held = std::iter::once(noun).chain(of).map(own).chain(from.map(|from| self.parties(from)));
        held.find(|holders| !holders.is_empty()).unwrap_or_default()
    }

    /// Who owns the group: "Japan's", "its".
    pub(in crate::claim) fn owners(&self, group: usize) -> Vec<Argument<'a>> {
        let this = &self.parse.groups[group];
        let mut owners = Vec::new();
        for owner in self.parse.hanging(group).filter(|&owner| self.parse.groups[owner].relation == Relation::Possessor)
        {
            // "Canada and Mexico's tariffs": a list ends with its possessive.
            owners.extend(self.own_parties(owner));
        }
        let first = self.parse.units[this.units.start].tag;
        if owners.is_empty() && first == Tag::Possessive {
            owners = self.pointed_at_by_possessive(group);
        }
        // "Peru's duties and quotas": whoever has the first has the second.
        let party = |unit: &Unit<'_>| unit.kind.is_some_and(Kind::is_party);
        let own = || first == Tag::Determiner || self.parse.units[this.units.clone()].iter().any(party);
        let and =
            this.units.start.checked_sub(1).is_some_and(|before| self.parse.units[before].tag == Tag::Coordinator);
        let joined = this.host.filter(|&host| and && this.relation == Relation::Conjunct && host < group);
        if let Some(peer) = joined.filter(|&peer| owners.is_empty() && self.parse.groups[peer].is_noun() && !own()) {
            owners = self.owners(peer);
        }
        owners
    }

    /// "Peru and Chile, but **not** Bolivia": whether a list leaves out what is joined to it.
    pub(super) fn is_left_out(&self, joined: usize) -> bool {
        let before = self.parse.groups[joined].units.start.checked_sub(1);
        before.is_some_and(|before| self.parse.units[before].tag == Tag::Negation)
    }

    /// The mention that names a party.
    pub(in crate::claim) fn mention_of(&self, party: &Argument<'a>) -> Option<&Mention<'a>> {
        covering(self.mentions, party.span).filter(|mention| mention.span == party.span)
    }

    /// The parties behind these prepositions of a verb.
    pub(in crate::claim) fn behind_verb(&self, verb: usize, prepositions: &[&str]) -> Vec<Argument<'a>> {
        let nouns = self.parse.hanging(verb).filter(|&noun| self.parse.groups[noun].is_noun());
        let behind = nouns.filter(|&noun| prepositions.contains(&self.parse.preposition(noun)));
        behind.flat_map(|noun| self.parties(noun)).collect()
    }

    /// Who asks: the first party of a subject, or its words where it has no name ("farmers").
    pub(in crate::claim) fn asker(&self, subject: usize) -> Option<Argument<'a>> {
        // "Hundreds of farmers"
        let counts = self.rules.context.is_transparent(&self.parse.head(subject).lemma);
        let of = self.parse.hanging(subject).find(|&of| counts && self.parse.preposition(of) == "of");
        let subject = of.unwrap_or(subject);
        let head = self.parse.head(subject);
        // "The West"
        let name = head.capital && &*self.first(subject).lower == "the";
        let people = head.mention.is_none()
            && (head.tag == Tag::Plural || head.tag == Tag::Noun && (name || self.rules.context.is_body(&head.lemma)));
        let units = &self.parse.units[self.parse.groups[subject].units.clone()];
        let words = units.iter().find(|unit| !matches!(unit.tag, Tag::Determiner | Tag::Possessive | Tag::Number));
        let named = self.parties(subject).into_iter().next();
        named.or_else(|| words.filter(|_| people).map(|first| self.shown(first.span.join(head.span))))
    }
}

/// Keeps the first of each party.
pub(in crate::claim) fn dedup(parties: &mut Vec<Argument<'_>>) {
    let mut new = 0;
    for at in 0..parties.len() {
        if !parties[..new].iter().any(|known| known.id == parties[at].id) {
            parties.swap(new, at);
            new += 1;
        }
    }
    parties.truncate(new);
}
