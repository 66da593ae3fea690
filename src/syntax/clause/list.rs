//! Lists of nouns: what stands in one list with what, and what only says again what stands before it.

use super::{Gap, Linker};
use crate::lexicon::Kind;
use crate::syntax::group::{Group, GroupKind, Relation};
use crate::syntax::unit::Tag;

impl Linker<'_, '_> {
    /// A noun group behind a comma or "and": in a list, or said once more.
    pub(super) fn listed(&mut self, at: usize, gap: Gap) {
        let Some(last) = self.noun else { return };
        let determined = self.units[self.groups[at].units.start].tag.determines();
        let named = |kind: Option<Kind>| kind.is_some_and(Kind::is_party);
        let (old, new) = (self.head_kind(last), self.head_kind(at));
        // "the US, the 28 EU countries, Canada": whom a group counts is no second name.
        let counts = self.units[self.groups[at].head].tag == Tag::Plural
            && self.units[self.groups[at].units.clone()].iter().any(|unit| unit.kind == Some(Kind::Country));
        // "a Peruvian firm, Credicorp": the name of the firm.
        let firm = old.is_none() && new == Some(Kind::Organization) && !determined && {
            let lemma = self.lemma(last);
            let bodies = &self.context.points_back().organization;
            self.context.is_body(lemma) || bodies.contains(lemma)
        };
        // "the ambassador to the UN, John Negroponte, said": who holds the office, not beside whom he works.
        let acts = self.is_comma(at + 1) && self.groups.get(at + 2).is_some_and(Group::is_verb);
        let holder = gap == Gap::Comma && acts && new == Some(Kind::Person) && old.is_some_and(Kind::is_party);
        if let Some(office) = self.office_above(last).filter(|_| holder) {
            return self.hang(at, Relation::Apposition, office);
        }
        let apposed = gap == Gap::Comma
            && !counts
            && (firm
                || self.is_count_of(last, at)
                || self.says_again(last, at)
                || self.is_state_of_place(at)
                || (named(old) && !named(new) && new != Some(Kind::Commodity) && new != Some(Kind::Place))
                || (!named(old) && new == Some(Kind::Person) && !determined && old.is_none()));
        let relation = if apposed { Relation::Apposition } else { Relation::Conjunct };
        // A list goes on from the nearest noun of its own sort.
        let kind = if counts { Some(Kind::Country) } else { new };
        let host = match self.pledged(last).filter(|_| determined && kind.is_none()) {
            _ if relation == Relation::Apposition => last,
            _ if self.is_unknown_among_goods(last, at) => self.first_of_list(last),
            Some(pledged) => pledged,
            None => self.peer(last, at, kind),
        };
        self.hang(at, relation, host);
    }

    /// The noun for an office that a party behind a preposition says more of: "the **ambassador** to Peru".
    fn office_above(&self, party: usize) -> Option<usize> {
        let office = self.groups[party].host.filter(|_| self.groups[party].preposition.is_some())?;
        let holds = self.groups[office].is_noun() && self.head_kind(office).is_none();
        (holds && self.context.is_body(self.lemma(office))).then_some(office)
    }

    pub(super) fn is_comma(&self, group: usize) -> bool {
        self.groups.get(group).is_some_and(|group| group.kind == GroupKind::Comma)
    }

    /// "cheese, juice, **jelly**, wine": whether a bare noun stands in a list of goods, though no table has it.
    fn is_unknown_among_goods(&self, last: usize, at: usize) -> bool {
        let goods = |group: usize| {
            self.groups.get(group).is_some_and(Group::is_noun) && self.head_kind(group) == Some(Kind::Commodity)
        };
        let bare = self.groups[at].units.len() == 1 && self.groups[at].preposition.is_none();
        bare && self.head_kind(at).is_none() && last + 2 == at && goods(last) && self.is_comma(at + 1) && goods(at + 2)
    }

    /// "at a meeting in Lima, **Peru**, also": where a place is.
    pub(super) fn is_state_of_place(&self, at: usize) -> bool {
        let place = self.noun.filter(|&noun| noun + 2 == at && self.groups[noun].preposition.is_some());
        place.is_some_and(|place| self.head_kind(place) == Some(Kind::Place))
            && self.is_comma(at - 1)
            && self.is_comma(at + 1)
            && self.head_kind(at) == Some(Kind::Country)
    }

    /// "its three neighbours, Peru, Chile and Egypt": whether a noun counts just as many as are named behind it.
    fn is_count_of(&self, noun: usize, first: usize) -> bool {
        let head = &self.units[self.groups[noun].head];
        let group = &self.units[self.groups[noun].units.clone()];
        let number = group.iter().find(|unit| unit.tag == Tag::Number && unit.mention.is_none());
        let many = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];
        let count = number.and_then(|number| many.iter().position(|word| **word == *number.lower));
        let joins = |group: &Group| matches!(group.kind, GroupKind::Comma | GroupKind::Coordinator);
        let named = |at: usize| self.groups[at].is_noun() && self.head_kind(at).is_some_and(Kind::is_party);
        let list = (first..self.groups.len()).take_while(|&at| joins(&self.groups[at]) || named(at));
        head.mention.is_none() && count.is_some_and(|count| list.filter(|&at| named(at)).count() == count + 2)
    }

    /// "the measure, the latest of many, would": a noun between commas before the verb says again what the first is.
    pub(super) fn says_again(&self, last: usize, at: usize) -> bool {
        let determined = |noun: usize| {
            let head = &self.units[self.groups[noun].head];
            self.units[self.groups[noun].units.start].tag == Tag::Determiner && head.mention.is_none()
        };
        let mut behind = self.groups.iter().skip(at + 1).skip_while(|group| group.stands_behind());
        self.groups.get(at).is_some_and(Group::is_noun)
            && self.groups[at - 1].kind == GroupKind::Comma
            && determined(last)
            && determined(at)
            && self.groups[last].preposition.is_none()
            && behind.next().is_some_and(|group| group.kind == GroupKind::Comma)
            && behind.next().is_some_and(|group| group.is_verb() && group.verb.finite)
    }

    /// The noun in the chain above `last` that is of this kind; sooner one of the same word, "**duties** on goods made
    /// in Peru, and duties".
    pub(super) fn peer(&self, last: usize, at: usize, kind: Option<Kind>) -> usize {
        let above = |&group: &usize| {
            self.groups[group].host.and_then(|host| match self.groups[host].relation {
                _ if self.groups[host].is_noun() => Some(host),
                Relation::Modifier => self.groups[host].host,
                _ => None,
            })
        };
        let chain = || std::iter::successors(Some(last), above).take(6).filter(|&group| self.groups[group].is_noun());
        let same = chain().find(|&group| kind.is_none() && self.lemma(group) == self.lemma(at));
        let peer = same.or_else(|| chain().find(|&group| self.head_kind(group) == kind));
        peer.map_or(last, |peer| self.first_of_list(peer))
    }

    /// "A pledge to buy grain over two years and a pact": the noun of which the infinitive before the list says more.
    fn pledged(&self, last: usize) -> Option<usize> {
        let verb = self.groups[last].host.filter(|_| self.head_kind(last) == Some(Kind::Quantity))?;
        let host = self.groups[verb].host.filter(|_| self.groups[verb].relation == Relation::Infinitive)?;
        Some(host).filter(|&host| self.groups[host].is_noun() && self.head_kind(host).is_none())
    }

    /// The first member of the list that a noun stands in: the others hang from it, however long the list.
    pub(super) fn first_of_list(&self, mut group: usize) -> usize {
        while let (Relation::Conjunct, Some(host)) = (self.groups[group].relation, self.groups[group].host) {
            if host >= group || !self.groups[host].is_noun() || self.head_kind(host) != self.head_kind(group) {
                break;
            }
            group = host;
        }
        group
    }
}
