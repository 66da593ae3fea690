//! A noun of movement → the change that it tells: "a 5% rise in exports", "output cuts of 1 million barrels a day".

use super::super::govern::{Governor, Stand};
use super::super::{Argument, Claim, Scene};
use super::Moving;
use super::extent::{Extent, is_figure};
use crate::lexicon::{Kind, Word};
use crate::rule::Frame;
use crate::syntax::{Relation, Tag, Unit};

/// How many sentences back the quantity may be named that a bare "14% rise" is of.
const REACH: usize = 1;

impl<'a> Scene<'_, 'a> {
    /// The change that a noun tells; `earlier` are the claims before it.
    pub(super) fn movement(&self, frame: &'a Frame, noun: usize, earlier: &[Claim<'a>]) -> Option<Claim<'a>> {
        let this = &self.parse.groups[noun];
        let head = this.is_noun().then(|| self.parse.head(noun)).filter(|head| head.mention.is_none())?;
        let (action, word) = self.noun_action(frame, &head.lemma, &head.lower)?;
        let own = self.parse.units[this.units.start..this.head].iter();
        let mut extent = Extent::default();
        for figure in own.filter_map(|unit| self.figure_at(unit)) {
            let role = if figure.kind == Some(Kind::Percent) { &mut extent.rate } else { &mut extent.amount };
            *role = role.take().or(Some(figure));
        }
        let direct = !extent.is_empty();
        if !direct {
            let behind = self.parse.hanging(noun).filter(|&group| self.parse.preposition(group) != "in");
            extent = self.extent(frame, behind.collect());
        }
        // "A decrease in the deficit of $18 billion".
        if extent.is_empty() {
            let moved = self.parse.hanging(noun).filter(|&group| self.parse.preposition(group) == "in");
            let figures = moved.flat_map(|moved| self.parse.hanging(moved));
            let of =
                |&figure: &usize| matches!(self.parse.preposition(figure), "of" | "by") && self.is_quantity(figure);
            extent = self.extent(frame, figures.filter(of).collect());
        }
        if extent.is_empty() {
            return None;
        }
        let governor = Governor::telling(&action.name, Stand::Nominal, noun, word);
        let mut actor = self.owners(noun);
        if actor.is_empty() {
            actor = self.mentions_before(noun, Kind::is_party);
        }
        let apposed = self.apposed_to(noun);
        let (group, shown) = match self.moved_behind(frame, noun) {
            Some(group) => (group, self.indicator(group)?),
            None => match self.words_before(noun) {
                Some(words) => (noun, words),
                // "Fell by 9 million barrels, versus a drop of 5 million".
                None => {
                    let named = extent.rate.is_some() || self.is_held_against(frame, noun);
                    if !named && !direct {
                        return None;
                    }
                    let moved = self.moved_elsewhere(frame, noun, earlier, &mut actor);
                    moved.filter(|(group, _)| named || *group != noun)?
                }
            },
        };
        // "Peru sent $5 million of wine abroad, a 5% rise": the level, and whoever did so.
        if extent.rate.is_some() && extent.amount.is_none() {
            let told = self.recorded_above(noun).map(|verb| &self.parse.groups[verb].verb.objects[..]);
            let told = told.unwrap_or_default().iter().map(|&object| self.parse.groups[object].head).next();
            let level = apposed.or(told).and_then(|level| self.figure_at(&self.parse.units[level]));
            extent.amount = level.filter(|level| level.kind != Some(Kind::Percent));
        }
        let verb = &self.parse.groups[group];
        if let Some(subject) = verb.verb.subject.filter(|_| verb.is_verb() && actor.is_empty()) {
            actor = self.parties(subject);
        }
        if actor.is_empty() && self.market_of(group).is_empty() {
            actor = self.recorder(noun).filter(|_| group != noun).into_iter().collect();
        }
        self.change(frame, &governor, Moving { group, shown, extent }, actor)
    }

    /// Whether a movement is told for another to be compared with it.
    fn is_held_against(&self, frame: &Frame, noun: usize) -> bool {
        let preposition = self.parse.preposition(noun);
        frame.extent.against.iter().any(|word| word == preposition)
    }

    /// The figure before the comma behind which a noun of movement stands, no verb between.
    fn apposed_to(&self, noun: usize) -> Option<usize> {
        let units = &self.parse.units[..self.parse.groups[noun].units.start];
        let comma = units.last().is_some_and(|unit| unit.tag == Tag::Comma);
        // "15 million pairs of shoes, worth $146 million": what they are worth is not what rose.
        let worth = |at: usize| at > 0 && &*units[at - 1].lower == "worth";
        let level = (0..units.len()).rev().find(|&at| comma && is_figure(&units[at]) && !worth(at))?;
        units[level..].iter().all(|unit| !unit.tag.is_verb()).then_some(level)
    }

    /// What moves, behind the noun: "in exports", "of sales", "for cars",
    /// and behind its figure ("a fall of 6% in imports").
    fn moved_behind(&self, frame: &Frame, noun: usize) -> Option<usize> {
        let figures = self.parse.hanging(noun).filter(|&group| self.is_quantity(group));
        let beyond: Vec<usize> = figures.flat_map(|figure| self.parse.hanging(figure)).collect();
        let behind: Vec<usize> = self.parse.hanging(noun).chain(beyond).collect();
        let named = |preposition: &str| {
            behind.iter().copied().find(|&group| {
                let head = self.parse.head(group);
                let thing = matches!(head.tag, Tag::Noun | Tag::Plural) || head.kind == Some(Kind::Commodity);
                self.parse.preposition(group) == preposition
                    && thing
                    && self.indicator(group).is_some()
                    && self.extent(frame, vec![group]).is_empty()
            })
        };
        named("in").or_else(|| named("of")).or_else(|| named("for"))
    }

    /// "Output totalled 90 tonnes, a 5% rise", "sales fell 8% after a 14% rise": what the level is of, what moved just
    /// before, what the clause is about, else the movement itself ("growth").
    fn moved_elsewhere(
        &self,
        frame: &'a Frame,
        noun: usize,
        earlier: &[Claim<'a>],
        actor: &mut Vec<Argument<'a>>,
    ) -> Option<(usize, Argument<'a>)> {
        let this = &self.parse.groups[noun];
        let apposed = self.apposed_to(noun);
        if let Some(measured) = apposed.and_then(|level| self.measured_by(frame, self.parse.group_of(level)?)) {
            return Some(measured);
        }
        let is_change = |claim: &&Claim<'a>| claim.indicator.is_some();
        let here = earlier.iter().rev().find(is_change);
        let verb = this.host.filter(|&verb| self.parse.groups[verb].is_verb() && this.relation == Relation::Object);
        let equated = verb.filter(|&verb| self.parse.groups[verb].verb.copula && here.is_none());
        // "Shipments to Peru posted a 5% fall."
        let recorded = verb.filter(|&verb| self.records(verb));
        let thing = |&subject: &usize| {
            let head = self.parse.head(subject);
            matches!(head.tag, Tag::Noun | Tag::Plural) && head.word != Word::UNKNOWN
        };
        let subject = equated.and_then(|verb| self.parse.groups[verb].verb.subject);
        let subject = subject.or_else(|| self.parse.groups[recorded?].verb.subject.filter(thing));
        let subject = subject.or_else(|| self.parse.groups[self.recorded_above(noun)?].verb.subject.filter(thing));
        if let Some(moving) = subject.and_then(|subject| Some((subject, self.indicator(subject)?))) {
            return Some(moving);
        }
        let itself = self.shown(self.parse.head(noun).span);
        let near =
            || self.memory.claims().find(is_change).filter(|known| known.sentence + REACH >= self.parse.sentence);
        let Some(known) = here.or_else(near) else { return Some((noun, itself)) };
        if actor.is_empty() {
            actor.extend(known.actor.iter().map(|party| party.carried_to(itself.span)));
        }
        let indicator = known.indicator.as_ref().map(|indicator| Argument { carried: true, ..indicator.clone() });
        Some((noun, indicator.unwrap_or(itself)))
    }

    /// Whether the subject of a verb moves as its object says.
    fn records(&self, verb: usize) -> bool {
        self.rules.context.records(&self.parse.head(verb).lemma)
    }

    /// "**Codelco** reported a 9% rise in output": whose it is, unless it only writes of it.
    fn recorder(&self, noun: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[noun];
        let verb = this.host.filter(|&verb| this.relation == Relation::Object && self.records(verb))?;
        let party = self.parties(self.parse.groups[verb].verb.subject?).into_iter().next()?;
        let own = party.kind == Some(Kind::Country) || party.is_private(self.lexicon);
        (own && self.lexicon.sort(&party.id) != "outlet").then_some(party)
    }

    /// "Exports **were** $5 billion, representing a 5% fall": the verb of the clause of which a gerund says more.
    fn recorded_above(&self, noun: usize) -> Option<usize> {
        let records = |&verb: &usize| self.parse.groups[verb].verb.gerund && self.records(verb);
        let gerund = self.parse.groups[noun].host.filter(records)?;
        self.parse.groups[gerund].host.filter(|&verb| self.parse.groups[verb].is_verb())
    }

    /// The words of the quantity before the noun that tells its change: "**output** cut".
    pub(super) fn words_before(&self, noun: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[noun];
        let names = |unit: &&Unit<'_>| {
            matches!(unit.tag, Tag::Noun | Tag::Plural) && unit.mention.is_none()
                || matches!(unit.kind, Some(Kind::Commodity))
        };
        let units = &self.parse.units[this.units.start..this.head];
        let first = units.iter().find(names)?;
        let last = units.last().filter(|unit| names(unit))?;
        Some(self.shown(first.span.join(last.span)))
    }
}
