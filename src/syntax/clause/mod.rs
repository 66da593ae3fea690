//! groups → clauses: subjects, objects, prepositional groups, and what hangs from what.
//!
//! Left to right with a stack of open clauses. A finite verb takes the waiting noun as its subject or, where none
//! waits, closes clauses until it finds one; whatever cannot be decided stays free rather than wrong.

mod infinitive;
mod list;
mod noun;
mod opener;
mod participle;
mod verb;

use super::group::{Group, GroupKind, Relation};
use super::speech::Speech;
use super::unit::{Tag, Unit};
use crate::lexicon::Kind;
use crate::rule::Context;

/// One open clause.
#[derive(Clone, Debug, Default)]
struct Clause {
    /// Its waiting or taken subject.
    subject: Option<usize>,
    /// The verb that new objects and prepositional groups hang from.
    verb: Option<usize>,
    /// Whether its finite verb has come.
    complete: bool,
    /// The conjunction that opened it.
    marker: Option<usize>,
    /// The noun that a relative clause or participle says more about.
    host: Option<usize>,
    /// The verb or noun whose content it is.
    content_of: Option<usize>,
}

/// Links the groups of a sentence.
pub(super) fn link(units: &[Unit<'_>], groups: &mut [Group], speeches: &[Speech], context: &Context) {
    let mut linker = Linker {
        units,
        context,
        groups,
        clauses: Vec::with_capacity(8),
        noun: None,
        loose: Vec::new(),
        gap: Gap::Start,
    };
    linker.clauses.push(Clause::default());
    let mut at = 0;
    while at < linker.groups.len() {
        if let Some(speech) = speeches.iter().find(|speech| speech.groups.start == at) {
            linker.hang_on(speech);
            at = speech.groups.end;
            // "…, said a trader, who noted that": more of who speaks.
            let who = |group: &Group| group.kind == GroupKind::Relative && &*units[group.head].lower == "who";
            if linker.groups.get(at + 1).is_some_and(who) {
                linker.noun = Some(speech.speaker);
            }
            // "imposed what he called a duty": nothing stands between.
            if !speech.is_within() {
                linker.gap = Gap::Comma;
            }
            continue;
        }
        linker.take(at);
        at += 1;
    }
}

/// What stands between the last noun or verb group and this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Start,
    None,
    Comma,
    And,
    Marker,
    Relative,
}

struct Linker<'l, 'a> {
    units: &'l [Unit<'a>],
    context: &'l Context,
    groups: &'l mut [Group],
    clauses: Vec<Clause>,
    /// The last noun group, where lists, modifiers and prepositional groups look for their host.
    noun: Option<usize>,
    /// What stands before its clause, whose verb is still to come ("Announcing the deal, Trump said",
    /// "After talks with").
    loose: Vec<usize>,
    gap: Gap,
}

impl Linker<'_, '_> {
    fn clause(&mut self) -> &mut Clause {
        self.clauses.last_mut().expect("the main clause is never closed")
    }

    fn hang(&mut self, group: usize, relation: Relation, host: usize) {
        if group != host {
            self.groups[group].relation = relation;
            self.groups[group].host = Some(host);
        }
    }

    fn lemma(&self, group: usize) -> &str {
        &self.units[self.groups[group].head].lemma
    }

    fn head_kind(&self, group: usize) -> Option<Kind> {
        self.units[self.groups[group].head].kind
    }

    /// Whether a clause may tell what a verb says or finds.
    fn tells(&self, verb: usize) -> bool {
        let lemma = self.lemma(verb);
        self.context.is_saying(lemma) || self.context.finds(lemma)
    }

    fn take(&mut self, at: usize) {
        match self.groups[at].kind {
            GroupKind::Noun => self.noun_group(at),
            GroupKind::Verb => self.verb_group(at),
            GroupKind::Comma => self.gap = if self.gap == Gap::And { Gap::And } else { Gap::Comma },
            GroupKind::Coordinator => self.gap = Gap::And,
            GroupKind::Subordinator => self.subordinator(at),
            GroupKind::Relative if self.opens_content(at) => self.subordinator(at),
            GroupKind::Relative => {
                let host = self.noun.map(|noun| self.restricted(noun, at));
                self.clauses.push(Clause { host, ..Clause::default() });
                self.gap = Gap::Relative;
            }
            GroupKind::Stop => {
                self.clauses.clear();
                self.clauses.push(Clause::default());
                self.noun = None;
                self.loose.clear();
                self.gap = Gap::Start;
            }
            GroupKind::Time if self.groups[at].relation == Relation::Possessor => self.pass_preposition(at),
            GroupKind::Time => match self.clause().verb {
                Some(verb) => self.hang(at, Relation::When, verb),
                None => self.loose.push(at),
            },
            GroupKind::Other => {}
        }
    }

    /// "a deal with Peru that will cut duties", "goods made in Peru that face duties": "that" says more of no name, but
    /// of the noun before it.
    fn restricted(&self, noun: usize, relative: usize) -> usize {
        let noun = self.several(noun, relative).unwrap_or(noun);
        let that = &*self.units[self.groups[relative].head].lower == "that";
        let name = matches!(self.head_kind(noun), Some(Kind::Country | Kind::Person | Kind::Place));
        let group = &self.groups[noun];
        let above = group.host.filter(|_| group.relation == Relation::Preposition);
        let above = above.and_then(|above| match self.groups[above].relation {
            Relation::Modifier if self.groups[above].is_verb() => self.groups[above].host,
            _ => Some(above),
        });
        above.filter(|&above| that && name && self.groups[above].is_noun()).unwrap_or(noun)
    }

    /// "Peru and Chile, which **have** banned it": the first of two states of which a clause says more, where its verb
    /// is not of one alone.
    fn several(&self, last: usize, relative: usize) -> Option<usize> {
        let joined = &self.groups[last];
        let first = joined.host.filter(|_| joined.relation == Relation::Conjunct)?;
        let states = [first, last].into_iter().all(|state| self.head_kind(state) == Some(Kind::Country));
        let comma = relative.checked_sub(1).is_some_and(|before| self.groups[before].kind == GroupKind::Comma);
        let verb = self.groups.get(relative + 1).filter(|next| states && comma && next.is_verb())?;
        let unit = &self.units[verb.units.start];
        let of_one = unit.tag == Tag::Present || matches!(&*unit.lower, "is" | "was" | "has" | "does");
        // "Talks between Norway and Chile, which banned it" say more of the last alone.
        (!of_one && self.groups[first].preposition.is_none()).then_some(first)
    }

    /// "agreed with Peru that the duty was fair": "that" says more of no name, and what is agreed stands behind it.
    fn opens_content(&self, that: usize) -> bool {
        let Some(name) = self.noun else { return false };
        let group = &self.groups[name];
        let of_verb =
            group.relation == Relation::Preposition && group.host.is_some_and(|host| self.groups[host].is_verb());
        &*self.units[self.groups[that].head].lower == "that"
            && of_verb
            && self.head_kind(name).is_some_and(Kind::is_party)
            && self.groups.get(that + 1).is_some_and(|next| next.is_noun() && next.preposition.is_none())
    }

    /// "officials at the ministry said": what stands behind the speaker of an insertion hangs from it.
    fn hang_on(&mut self, speech: &Speech) {
        let said = |group: &usize| self.groups[*group].is_verb() && self.groups[*group].verb.finite;
        let behind = (speech.speaker + 1..speech.groups.end).take_while(|group| !said(group)).count();
        for group in speech.speaker + 1..speech.speaker + 1 + behind {
            if self.groups[group].is_noun() && self.groups[group].preposition.is_some() {
                self.hang(group, Relation::Preposition, speech.speaker);
            }
        }
    }

    /// "that" after a verb opens its content; every other conjunction a clause beside.
    fn subordinator(&mut self, at: usize) {
        let unit = self.groups[at].head;
        let content_of = matches!(&*self.units[unit].lower, "that" | "whether").then(|| self.clause().verb).flatten();
        self.clauses.push(Clause { marker: Some(unit), content_of, ..Clause::default() });
        self.gap = Gap::Marker;
    }
}
