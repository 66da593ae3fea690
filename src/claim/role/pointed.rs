//! "the country", "both sides", "the ministry" → the parties that they point at.

use crate::claim::{Argument, Claim, Scene, carried};
use crate::lexicon::Kind;
use crate::mention::Mention;
use crate::rule::Known;
use crate::syntax::{Tag, Unit};

/// How many mentions ahead the state of an unnamed government is sought.
const LOOK_AHEAD: usize = 60;

/// How many sentences back those met who are spoken of as "the ministers".
const MEETINGS: usize = 3;

/// Whether a noun is one of the words, in whatever number.
fn is_among(words: &Known, noun: &Unit<'_>) -> bool {
    words.contains(&noun.lemma) || words.contains(crate::claim::phrase::singular(&noun.lower))
}

impl<'a> Scene<'_, 'a> {
    /// "the country", "both sides", "the ministry".
    pub(in crate::claim) fn pointed_at_by_noun(&self, group: usize) -> Vec<Argument<'a>> {
        let head = self.parse.head(group);
        let back = self.rules.context.points_back();
        let first = &self.parse.units[self.parse.groups[group].units.start];
        if head.tag == Tag::Plural || &*head.lower == "two" && &*first.lower == "the" {
            return self.pointed_at_by_plural(group);
        }
        if first.tag == Tag::Possessive && is_among(&back.country, head) {
            // "his country", "its government".
            return self.owners(group).iter().map(|owner| owner.state(self.lexicon)).collect();
        }
        if !matches!(&*first.lower, "the" | "this" | "that") || self.names_itself(group) {
            return Vec::new();
        }
        let found = match &*head.lower {
            "bloc" => self.bloc_meant(group),
            "administration" => self.administration_meant(group),
            _ if is_among(&back.country, head) => self.state_meant(group),
            _ if is_among(&back.person, head) => self.holder_meant(group),
            // "The finance ministry": that of the state spoken of.
            _ if is_among(&back.organization, head) => {
                let of_state = matches!(&*head.lower, "ministry" | "department");
                let state = || self.memory.first_state().and_then(|state| self.lexicon.by_id(state));
                let state = || state().map(|state| Argument::state_of(state, head.span)).or_else(|| self.home(group));
                self.organization_meant(group).or_else(|| if of_state { state() } else { None })
            }
            _ => None,
        };
        carried(found.as_slice(), head.span)
    }

    /// "both sides", "the two countries", "the three states".
    fn pointed_at_by_plural(&self, group: usize) -> Vec<Argument<'a>> {
        let head = self.parse.head(group);
        let units = &self.parse.units[self.parse.groups[group].units.clone()];
        let carried = |party: &Argument<'a>| party.carried_to(head.span);
        // "Members would raise output": those of the cartel that the story is about.
        let named = || self.parse.hanging(group).any(|of| self.parse.preposition(of) == "of");
        if &*head.lemma == "member" && !named() {
            return self.memory.bloc().map(carried).into_iter().collect();
        }
        if head.tag == Tag::Plural && !is_among(&self.rules.context.points_back().both, head) {
            return Vec::new();
        }
        let said = |words: &[&str]| units.iter().any(|unit| words.contains(&&*unit.lower));
        let these = matches!(&*units[0].lower, "the" | "these" | "those");
        let pair = || if these && units.len() == 2 { self.states_before(group) } else { Vec::new() };
        if said(&["both", "two"]) || &*head.lower == "sides" {
            self.pair_before(group).iter().map(carried).collect()
        } else if let [first, second] = &pair()[..] {
            vec![carried(first), carried(second)]
        } else if these && (units.len() == 2 || said(&["three", "four"])) {
            self.memory.listed().iter().map(carried).collect()
        } else {
            Vec::new()
        }
    }

    /// Whether a noun tells by itself whom it means: "the department of trade", "the Peru office".
    fn names_itself(&self, group: usize) -> bool {
        let units = &self.parse.units[self.parse.groups[group].units.clone()];
        let of = |of: usize| self.parse.preposition(of) == "of" && self.parse.groups[of].is_noun();
        self.parse.hanging(group).any(of) || units.iter().any(|unit| unit.kind.is_some_and(Kind::is_party))
    }

    /// "the bloc": the union of states named last.
    fn bloc_meant(&self, group: usize) -> Option<Argument<'a>> {
        let here = self.named_before(group).find(|party| party.is_bloc(self.lexicon));
        here.or_else(|| self.memory.bloc().cloned()).map(|bloc| bloc.state(self.lexicon))
    }

    /// "the administration": in English the word by itself is the American one, where the story is about it.
    fn administration_meant(&self, group: usize) -> Option<Argument<'a>> {
        let here = self.earlier_here(group, |party| party.id == "US" || party.country == "US");
        let known = || self.memory.country_of("US").or_else(|| self.memory.country()).cloned();
        here.map(|american| american.state(self.lexicon)).or_else(known)
    }

    /// "the country", "the government".
    fn state_meant(&self, group: usize) -> Option<Argument<'a>> {
        let head = self.parse.head(group);
        let government = &*head.lower == "government";
        // Whoever is named further on is another, and a union of states is no country.
        let one = !matches!(&*head.lemma, "government" | "administration" | "capital" | "superpower");
        let is_union = |party: &Argument<'a>| one && party.is_bloc(self.lexicon);
        // "Peru, Chile and Fiji did so, too. The government said": none of several.
        let several = self.memory.subjects();
        let is_one_of_several = |party: &Argument<'a>| {
            government && several.len() > 1 && several.iter().any(|other| other.same_party(party))
        };
        let fits = |party: &&Argument<'a>| {
            !self.is_named_after(group, &party.id) && !is_union(party) && !is_one_of_several(party)
        };
        // "Norway cut its aid to Chile, says a draft of the government": of whom the sentence speaks.
        let first = self.parse.groups.iter().find_map(|group| group.verb.subject).filter(|&first| first < group);
        let spoken_of = || Some(self.named_in(first?)?.state(self.lexicon));
        let spoken_of = || spoken_of().filter(|party| party.kind == Some(Kind::Country));
        if government && let Some(state) = spoken_of() {
            return Some(state);
        }
        // "Exporters in Russia asked the government": the state named in the sentence, where none was before it.
        if self.memory.country().is_none()
            && let [only] = &self.states_before(group)[..]
        {
            return Some(only.clone());
        }
        // "Prices fell. The government said": that of the story, where the last sentence speaks of no state.
        let spoke_of_none = !several.iter().any(|party| party.kind == Some(Kind::Country));
        let of_story = || {
            let first = self.memory.first_state().filter(|_| government && spoke_of_none)?;
            self.memory.countries().find(|party| party.id == first)
        };
        let last = || self.memory.country().filter(fits).or_else(|| self.memory.countries().find(fits));
        let before = of_story().filter(fits).or_else(last);
        // "Norway criticised the country's ban": another's.
        let judges = |subject: usize| {
            let verb = self.parse.groups[subject].host;
            verb.is_some_and(|verb| self.rules.context.speaks_of_it(&self.parse.head(verb).lemma))
        };
        let subject = || spoken_of().filter(|state| !first.is_some_and(judges) && !is_union(state));
        before.cloned().or_else(subject).or_else(|| self.home(group))
    }

    /// "The government", where no state was named so far: that of the place where the text begins, else of whoever acts
    /// for one further on, else that whose money is counted, else the state named next.
    fn home(&self, group: usize) -> Option<Argument<'a>> {
        if self.memory.country().is_some() {
            return None;
        }
        let here = self.parse.head(group).span;
        let next = self.mentions.partition_point(|mention| mention.span.start < here.end);
        let story = &self.mentions[next..self.mentions.len().min(next + LOOK_AHEAD)];
        let place = self.mentions.first().filter(|first| first.kind == Kind::Place).map(|first| &*first.country);
        let office = || {
            let states = story.iter().filter(|mention| mention.kind != Kind::Country).map(Argument::of);
            states.map(|party| party.state(self.lexicon)).find(|party| party.kind == Some(Kind::Country))
        };
        // The code of a currency begins with that of its state.
        let money = || story.iter().find(|mention| mention.kind == Kind::Money && !mention.id.starts_with("USD"));
        let by_code = |code: &str| {
            let state = self.lexicon.by_id(code).filter(|state| state.kind == Kind::Country);
            state.map(|state| Argument::state_of(state, here))
        };
        // "The department found that Peru": whom it speaks of in the same breath is another.
        let end = self.text.sentences[self.parse.sentence].span.end;
        let named = |mention: &&Mention<'a>| mention.kind == Kind::Country && mention.span.start >= end;
        let state = || story.iter().find(named).map(Argument::of);
        let owner = place.and_then(by_code).or_else(office).or_else(|| by_code(money()?.id.get(..2)?));
        owner.or_else(state).filter(|owner| !owner.is_bloc(self.lexicon))
    }

    /// "the president": who holds the office, else the person named last.
    fn holder_meant(&self, group: usize) -> Option<Argument<'a>> {
        let office = &*self.parse.head(group).lemma;
        let holds =
            |person: &Argument<'a>| self.lexicon.by_id(&person.id).is_some_and(|entry| entry.detail.contains(office));
        let known = || self.memory.persons().find(|person| holds(person)).or_else(|| self.memory.person()).cloned();
        self.named_before(group).find(holds).or_else(known)
    }

    /// "the ministry", "the company": one whose name has the word, else one that may be spoken of by it.
    fn organization_meant(&self, group: usize) -> Option<Argument<'a>> {
        let word = &*self.parse.head(group).lower;
        let fits = |party: &Argument<'a>| party.kind == Some(Kind::Organization) && self.may_be(party, word);
        let here = || self.named_before(group).find(fits);
        let named = self.memory.organization_named(word).cloned();
        named.or_else(here).or_else(|| self.memory.organization(fits).cloned())
    }

    /// "The OPEC member": the state last named that is no subject of the clause.
    pub(in crate::claim) fn member_before(&self, group: usize) -> Vec<Argument<'a>> {
        let own = self.verb_above(group).and_then(|verb| self.parse.groups[verb].verb.subject);
        let acts = own.map(|own| self.parties(own)).unwrap_or_default();
        let other = |party: &Argument<'a>| {
            party.kind == Some(Kind::Country) && !acts.iter().any(|actor| actor.same_party(party))
        };
        let here = self.named_before(group).find(&other);
        let member = here.or_else(|| self.memory.countries().find(|party| other(party)).cloned());
        member.iter().map(|member| member.carried_to(self.parse.head(group).span)).collect()
    }

    /// "The Chinese carmaker": the firm of that state named before.
    pub(in crate::claim) fn firm_of(&self, group: usize, states: &[Argument<'a>]) -> Option<Argument<'a>> {
        let head = self.parse.head(group);
        let firm = self.rules.context.points_back().organization.contains(&head.lemma);
        let [state] = states else { return None };
        let fits = |party: &Argument<'a>| {
            party.kind == Some(Kind::Organization)
                && self.lexicon.by_id(&party.id).is_none_or(|entry| entry.country == state.id)
                && !party.acts_for_state(self.lexicon)
                && self.may_be(party, &head.lower)
        };
        if !firm || head.tag == Tag::Plural || &*self.first(group).lower != "the" {
            return None;
        }
        let here = self.named_before(group).find(fits);
        let known = here.or_else(|| self.memory.organization(fits).cloned());
        known.map(|known| known.carried_to(head.span))
    }

    /// Whether an organisation can be spoken of by the word: a ministry is no company, a company no paper.
    fn may_be(&self, party: &Argument<'a>, word: &str) -> bool {
        let entry = self.lexicon.by_id(&party.id);
        let sort = entry.map_or("", |entry| entry.sort);
        // "the ministry": the World Trade Organization is no state's.
        let of_states = sort == "body" && entry.is_some_and(|entry| entry.country.is_empty());
        let context = &self.rules.context;
        // "The statistics authority": of one state.
        if party.is_bloc(self.lexicon) && (context.is_department(word) || word == "authority") {
            return false;
        }
        if context.is_firm(word) {
            matches!(sort, "" | "company" | "bank")
        } else if context.is_outlet(word) {
            matches!(sort, "" | "outlet")
        } else {
            let other = matches!(sort, "company" | "outlet" | "lobby" | "party");
            let of_another_kind = of_states || matches!(sort, "legislature" | "court" | "bank");
            !context.is_department(word) || !(other || of_another_kind && matches!(word, "ministry" | "department"))
        }
    }

    fn is_named_after(&self, group: usize, id: &str) -> bool {
        let behind = &self.parse.units[self.parse.groups[group].units.end..];
        behind.iter().filter_map(|unit| unit.mention).any(|mention| self.mentions[mention].id == id)
    }

    /// "Peru and Chile held talks. **The ministers** will meet again", "**negotiators** met": those who met or agreed
    /// shortly before, whose people they are.
    pub(in crate::claim) fn who_met(&self, group: usize) -> Vec<Argument<'a>> {
        let (head, back) = (self.parse.head(group), self.rules.context.points_back());
        let people = is_among(&back.both, head) || is_among(&back.person, head);
        let plain = match self.parse.groups[group].units.len() {
            1 => true,
            2 => matches!(&*self.first(group).lower, "the" | "these" | "those" | "their"),
            _ => false,
        };
        let told_of = self.parse.hanging(group).next().is_some();
        if !people || !plain || told_of || head.tag != Tag::Plural || !self.parties(group).is_empty() {
            return Vec::new();
        }
        let near = self.memory.claims().take_while(|known| known.sentence + MEETINGS >= self.parse.sentence);
        let met = near.into_iter().find(|known| self.is_meeting(known) && known.actor.len() > 1);
        met.map(|met| carried(&met.actor, head.span)).unwrap_or_default()
    }

    /// The countries named before in the sentence.
    fn states_before(&self, group: usize) -> Vec<Argument<'a>> {
        let before = &self.parse.units[..self.parse.groups[group].units.start];
        let mut here: Vec<Argument<'a>> = before
            .iter()
            .filter(|unit| unit.kind == Some(Kind::Country))
            .filter_map(|unit| unit.mention)
            .map(|mention| Argument::of(&self.mentions[mention]))
            .collect();
        super::party::dedup(&mut here);
        here
    }

    /// The two countries named before in the sentence, else those who last met or agreed where the words say "sides",
    /// else the pair last named together.
    pub(super) fn pair_before(&self, group: usize) -> Vec<Argument<'a>> {
        let here = self.states_before(group);
        if here.len() == 2 {
            return here;
        }
        // "Peru and Chile tax each other. The two sides …": of whom the sentence before speaks.
        let pair = self.memory.pair();
        let spoken_of = self.memory.subjects().first().map(|subject| subject.span);
        if pair.first().is_some_and(|first| Some(first.span) == spoken_of) {
            return pair.to_vec();
        }
        let sides = matches!(&*self.parse.head(group).lower, "sides" | "parties");
        let met = |known: &&Claim<'a>| self.is_meeting(known) && known.actor.len() == 2;
        let meeting = self.memory.claims().find(met).filter(|_| sides || pair.len() < 2);
        meeting.map_or_else(|| pair.to_vec(), |meeting| meeting.actor.clone())
    }
}
