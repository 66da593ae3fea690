//! A level beside an earlier one, or one that is foreseen → a change: "earned $8 million, up from $6 million",
//! "forecast imports at 5 million tonnes".

use super::super::govern::{Governor, Stand};
use super::super::{Argument, Claim, Scene};
use super::Moving;
use super::extent::{Extent, is_figure};
use crate::lexicon::Kind;
use crate::mention::Decimal;
use crate::rule::{Frame, Modality, Telling};
use crate::syntax::{Relation, Tag, Unit};

/// How many units back a level may stand before what it is compared with.
const BACK: usize = 14;

/// How many units on the earlier level may stand.
const ON: usize = 8;

/// Which way a level went from an earlier one.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    pub(super) action: &'a str,
    by: Option<Argument<'a>>,
    before: Option<Argument<'a>>,
}

impl<'a> Turn<'a> {
    /// What a level and its turn say together.
    pub(super) fn lay_over(self, level: Extent<'a>) -> Extent<'a> {
        let percent = |figure: &Argument<'a>| figure.kind == Some(Kind::Percent);
        let by = self.by.map(Extent::of).unwrap_or_default();
        let rate_before = self.before.filter(percent).filter(|_| level.rate.is_some());
        Extent { rate: level.rate.or(by.rate), rate_before, amount: level.amount.or(by.amount) }
    }
}

impl<'a> Scene<'_, 'a> {
    /// Which way a quantity went, by what stands from a unit on before the next verb.
    pub(super) fn turn(&self, frame: &'a Frame, from: usize, level: Option<&Argument<'a>>) -> Option<Turn<'a>> {
        let compares = |head: usize| frame.extent.against.iter().any(|word| *self.parse.units[head].lower == **word);
        let verbs = self.parse.groups.iter().filter(|group| group.is_verb()).map(|group| group.head);
        let end = verbs.filter(|&head| head >= from && !compares(head)).min().unwrap_or(self.parse.units.len());
        (from..end).find_map(|at| self.turn_at(frame, at, level))
    }

    /// Which way a word turns: ", up 4% from", ", compared with 15 tonnes", ", more than the 15 tonnes".
    fn turn_at(&self, frame: &'a Frame, at: usize, level: Option<&Argument<'a>>) -> Option<Turn<'a>> {
        let unit = &self.parse.units[at];
        let rest = &self.parse.units[at + 1..];
        let rest = &rest[..rest.len().min(ON)];
        let figure = |units: &[Unit<'a>]| {
            let near = units.iter().take_while(|unit| !matches!(unit.tag, Tag::Stop | Tag::Comma));
            near.into_iter().find_map(|unit| self.figure_at(unit).or_else(|| self.number_at(unit)))
        };
        if frame.extent.against.iter().any(|word| **word == *unit.lower) {
            // "41% against 32% for the others": of somebody else.
            let (level, before) = (level?, figure(rest)?);
            let behind = rest.iter().skip_while(|unit| unit.span != before.span).nth(1);
            if behind.is_some_and(|unit| &*unit.lower == "for") {
                return None;
            }
            let action = if exceeds(&level.id, &before.id)? { "rise" } else { "fall" };
            return Some(Turn { action: &frame.action(action)?.name, by: None, before: Some(before) });
        }
        let (_, index) = frame.told_by(&unit.lower).find(|(how, _)| *how == Telling::Adjective)?;
        let action = &*frame.actions[index].name;
        // "up sharply from 14 tonnes", but "up 9% from May".
        let plain = |from: &usize| rest[..*from].iter().all(|unit| !is_figure(unit));
        let from = rest.iter().take(2).position(|next| &*next.lower == "from").filter(plain);
        if let Some(from) = from.filter(|_| !unit.lower.ends_with(" than")) {
            return Some(Turn { action, by: None, before: figure(&rest[from..]) });
        }
        // ", more than the $8 million it lost before"
        if unit.lower.ends_with(" than") {
            let before = figure(rest).filter(|_| self.parse.units[at - 1].tag == Tag::Comma)?;
            // "Listed 80 firms, more than 50 of them in Peru": a part of the level.
            let behind = rest.iter().skip_while(|unit| unit.span != before.span).nth(1);
            if behind.is_some_and(|unit| &*unit.lower == "of") {
                return None;
            }
            let agrees = exceeds(&level?.id, &before.id)? == (action == "rise");
            return agrees.then_some(Turn { action, by: None, before: Some(before) });
        }
        let by = rest.iter().find(|next| !matches!(next.tag, Tag::Adverb | Tag::Determiner) && &*next.lower != "by");
        let by = by.and_then(|unit| self.figure_at(unit))?;
        let before = rest.iter().position(|next| &*next.lower == "from").and_then(|from| figure(&rest[from..]));
        Some(Turn { action, by: Some(by), before })
    }

    /// The change that a level before a unit tells, where the unit compares it with an earlier one.
    pub(super) fn compared(&self, frame: &'a Frame, at: usize) -> Option<Claim<'a>> {
        let units = &self.parse.units;
        let turns = |unit: &Unit<'_>| {
            let word = unit.lower.strip_suffix(" to").unwrap_or(&unit.lower);
            frame.extent.against.iter().any(|against| **against == *word)
                || frame.told_by(word).any(|(how, _)| how == Telling::Adjective)
        };
        if !turns(&units[at]) {
            return None;
        }
        if let Some(claim) = self.verbless(frame, at).or_else(|| self.set_apart(frame, at)) {
            return Some(claim);
        }
        // "5 million tonnes worth $980 million, up 4%": what it is worth says it once more.
        let worth = |near: usize| {
            let group = self.parse.group_of(near);
            group.is_some_and(|group| self.parse.preposition(group).starts_with("worth"))
        };
        let near = (at.saturating_sub(BACK)..at).rev().take_while(|&near| units[near].tag != Tag::Stop);
        let mut levels = near.filter_map(|near| Some((near, self.figure_at(&units[near])?)));
        let nearest = levels.next()?;
        let (level_at, level) = if worth(nearest.0) { levels.next().unwrap_or(nearest) } else { nearest };
        let between = |group: &crate::syntax::Group| {
            group.is_verb() && group.head > level_at && group.head < at && group.verb.finite
        };
        if self.parse.groups.iter().any(between) {
            return None;
        }
        // "1 million barrels less than in May": what stands right before is the difference.
        let differs = level_at + 1 == at && self.tells_difference(at);
        // "Exports were $3 billion, 12% lower than in May": the difference of the level before the comma.
        let comma = (0..level_at).rev().find(|&before| !matches!(units[before].tag, Tag::Adverb | Tag::Determiner));
        let apart = comma.is_some_and(|comma| units[comma].tag == Tag::Comma);
        let whole = levels.next().filter(|_| differs && apart && level.kind == Some(Kind::Percent));
        let whole = whole.filter(|(_, whole)| whole.kind != Some(Kind::Percent));
        let measured = whole.as_ref().map_or(level_at, |(whole, _)| *whole);
        let (group, shown) = self.measured_by(frame, self.parse.group_of(measured)?)?;
        let told = frame.told_by(&units[at].lower).find(|(how, _)| *how == Telling::Adjective);
        let (action, extent) = match told.filter(|_| differs) {
            Some((_, index)) => {
                let extent = Extent::of(level);
                let amount = whole.map(|(_, whole)| whole).or(extent.amount);
                (&*frame.actions[index].name, Extent { amount, ..extent })
            }
            None => {
                let turn = self.turn_at(frame, at, Some(&level))?;
                (turn.action, turn.lay_over(Extent::of(level)))
            }
        };
        let stand = if self.parse.groups[group].is_verb() { Stand::Subject } else { Stand::Nominal };
        let verb = self.parse.groups[group].host.filter(|_| self.parse.groups[group].relation == Relation::Subject);
        let (stand, told) = verb.map_or((stand, group), |verb| (Stand::Subject, verb));
        let word = units[at].lower.to_string();
        let governor = Governor::telling(action, stand, told, word);
        let does = if self.parse.groups[told].is_verb() { self.parse.groups[told].verb.subject } else { None };
        let actor = match does.filter(|_| told == group) {
            Some(subject) => self.parties(subject),
            None => Vec::new(),
        };
        let mut claim = self.change(frame, &governor, Moving { group, shown, extent }, actor)?;
        claim.trigger = units[at].span;
        Some(claim)
    }

    /// "With profits up 5% to $8 million": a noun, the way it went, and how far.
    fn verbless(&self, frame: &'a Frame, at: usize) -> Option<Claim<'a>> {
        let units = &self.parse.units;
        let before = at.checked_sub(1)?;
        let common = matches!(units[before].tag, Tag::Noun | Tag::Plural) && units[before].mention.is_none();
        let group = self.parse.group_of(before).filter(|&group| common && self.parse.groups[group].head == before)?;
        let reaches = units[at].lower.ends_with(" to");
        let word = units[at].lower.trim_end_matches(" to");
        let moves = matches!(word, "up" | "down" | "higher" | "lower");
        let (_, index) = frame.told_by(word).find(|(how, _)| moves && *how == Telling::Adjective)?;
        let measures = |unit: &&Unit<'_>| !matches!(&*unit.lower, "by" | "to" | "at") && unit.tag != Tag::Adverb;
        let figure = self.figure_at(units[at + 1..].iter().find(measures)?)?;
        let mut rest = units[at + 1..].iter().skip_while(|unit| unit.span != figure.span).skip(1);
        if reaches && rest.clone().next().is_none_or(|unit| &*unit.lower != "from") {
            return None;
        }
        let reached = rest.next().filter(|unit| &*unit.lower == "to").and_then(|_| self.figure_at(rest.next()?));
        let mut extent = Extent::of(figure);
        extent.amount = extent.amount.or(reached.filter(|reached| reached.kind != Some(Kind::Percent)));
        let shown = self.indicator(group)?;
        let governor = Governor::telling(&frame.actions[index].name, Stand::Nominal, group, word.to_owned());
        let mut claim = self.change(frame, &governor, Moving { group, shown, extent }, Vec::new())?;
        claim.trigger = units[at].span;
        Some(claim)
    }

    /// "Rose to 5 million tonnes in May, **up 4%**": the difference in percent that led to a level.
    pub(super) fn difference_beside(
        &self,
        frame: &'a Frame,
        action: &str,
        level: &Argument<'a>,
    ) -> Option<Argument<'a>> {
        let units = &self.parse.units;
        let at = units.iter().position(|unit| unit.span == level.span)?;
        let when = |unit: &Unit<'_>| {
            unit.kind == Some(Kind::Date) || matches!(unit.tag, Tag::Preposition | Tag::Determiner | Tag::Adverb)
        };
        let comma = (at + 1..units.len()).find(|&next| !when(&units[next]))?;
        let turns = |unit: &Unit<'_>| matches!(&*unit.lower, "up" | "down" | "off");
        if units[comma].tag != Tag::Comma || !units.get(comma + 1).is_some_and(turns) {
            return None;
        }
        let turn = self.turn_at(frame, comma + 1, None)?;
        turn.by.filter(|by| turn.action == action && by.kind == Some(Kind::Percent))
    }

    /// "Imports beat all hopes, **up 3%**": which way the subject of the clause before went, where that is a quantity.
    fn set_apart(&self, frame: &'a Frame, at: usize) -> Option<Claim<'a>> {
        let units = &self.parse.units;
        let comma = at.checked_sub(1).filter(|&before| units[before].tag == Tag::Comma)?;
        let start = units[..comma].iter().rposition(|unit| unit.tag == Tag::Stop).map_or(0, |stop| stop + 1);
        if !matches!(&*units[at].lower, "up" | "down" | "off") || (start..comma).any(|unit| is_figure(&units[unit])) {
            return None;
        }
        let turn = self.turn_at(frame, at, None)?;
        let by = turn.by.clone()?;
        let finite = |verb: &usize| {
            self.parse.groups[*verb].verb.finite && (start..comma).contains(&self.parse.groups[*verb].head)
        };
        let verb = (0..self.parse.groups.len()).rev().find(finite)?;
        let group = self.parse.groups[verb].verb.subject?;
        let context = &self.rules.context;
        let moves = |word: &str| context.is_flow(word) || context.is_taking(word) || matches!(word, "price" | "index");
        let shown = self.indicator(group).filter(|_| moves(&self.parse.head(group).lemma))?;
        let governor = Governor::telling(turn.action, Stand::Subject, verb, units[at].lower.to_string());
        let mut claim = self.change(frame, &governor, Moving { group, shown, extent: Extent::of(by) }, Vec::new())?;
        claim.trigger = units[at].span;
        Some(claim)
    }

    /// A number that names no unit, beside one that does: "9,000 tonnes against 8,000".
    fn number_at(&self, unit: &Unit<'a>) -> Option<Argument<'a>> {
        let digits = unit.lower.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        (unit.tag == Tag::Number && unit.mention.is_none() && digits).then(|| self.shown(unit.span))
    }

    /// Whether a word behind a difference says which way it goes: "5% lower", "5% below last year's level".
    pub(super) fn tells_difference(&self, at: usize) -> bool {
        let units = &self.parse.units;
        if at >= units.len() {
            return false;
        }
        let earlier = |unit: &Unit<'_>| {
            unit.kind == Some(Kind::Date)
                || matches!(&*unit.lower, "last" | "previous" | "earlier" | "year" | "month" | "level" | "ago")
        };
        match &*units[at].lower {
            "up" | "down" | "off" => false,
            "above" | "below" => units[at + 1..].iter().take(ON).any(earlier),
            _ => !units
                .get(at + 1)
                .is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Plural | Tag::Adjective | Tag::Proper)),
        }
    }

    /// What a figure says how much of: the noun that it stands in or behind, the subject of the verb that equates it,
    /// or the verb that it is the object of ("**spent** $8 million").
    pub(super) fn measured_by(&self, frame: &'a Frame, figure: usize) -> Option<(usize, Argument<'a>)> {
        let mut at = figure;
        for _ in 0..4 {
            let this = &self.parse.groups[at];
            let named = matches!(self.parse.head(at).tag, Tag::Noun | Tag::Plural | Tag::Proper);
            let noun = this.is_noun() && !self.is_quantity(at) && named;
            let level = frame.extent.levels.iter().any(|level| **level == *self.parse.head(at).lemma)
                && self.words_before(at).is_none();
            if noun && !level && !self.is_fraction(frame, at) {
                return Some((at, self.indicator(at)?));
            }
            let host = this.host?;
            if self.parse.groups[host].is_verb() {
                let verb = &self.parse.groups[host].verb;
                let set = frame.action("set")?;
                let equates = verb.copula || verb.passive || self.read_of(host, &set.subject).is_some();
                return match verb.subject.filter(|_| equates) {
                    Some(subject) => Some((subject, self.indicator(subject)?)),
                    None if this.relation == Relation::Object => Some((host, self.shown(self.parse.head(host).span))),
                    None => None,
                };
            }
            at = host;
        }
        None
    }

    /// The level that a verb below one that foresees says itself: "expects to **export** 9,000 tonnes of salmon".
    fn counted_by_verb(&self, frame: &'a Frame, above: usize, verb: usize, word: &str) -> Option<Claim<'a>> {
        let this = &self.parse.groups[verb];
        let lemma = &*self.parse.head(verb).lemma;
        let counts = self.rules.context.counts_object(lemma);
        let infinitive = counts && this.relation == Relation::Infinitive && !this.verb.passive;
        let &object = this.verb.objects.first().filter(|_| infinitive)?;
        let extent = self.extent(frame, vec![object]);
        if extent.is_empty() {
            return None;
        }
        let governor = Governor::telling(&frame.action("set")?.name, Stand::Object, verb, word.to_owned());
        let does = this.verb.subject.or(self.parse.groups[above].verb.subject)?;
        let moving = Moving { group: object, shown: self.shown(self.parse.head(verb).span), extent };
        let mut claim = self.change(frame, &governor, moving, self.parties(does))?;
        claim.modality = claim.modality.max(Modality::Planned);
        Some(claim)
    }

    /// The level that a verb foresees: "forecast imports at 5 million tonnes", "is expected to average 5%".
    pub(super) fn foreseen(&self, frame: &'a Frame, verb: usize) -> Option<Claim<'a>> {
        let told = self.told_by_verb(frame, verb).into_iter().filter(|(how, _, _)| *how == Telling::WithRate);
        let (_, index, word) = told.min_by_key(|(_, index, word)| (*index, word.len()))?;
        let action = &*frame.actions[index].name;
        let this = &self.parse.groups[verb].verb;
        let equates = |clause: &usize| {
            let set = frame.action("set").is_some_and(|set| self.read_of(*clause, &set.subject).is_some());
            self.parse.groups[*clause].is_verb() && (self.parse.groups[*clause].verb.copula || set)
        };
        let below = self
            .parse
            .hanging(verb)
            .filter(|&clause| matches!(self.parse.groups[clause].relation, Relation::Infinitive | Relation::Content));
        // "expects to export 9,000 tonnes": what the verb below counts.
        let clauses: Vec<usize> = below.collect();
        let clause = clauses.iter().copied().find(equates);
        if clause.is_none()
            && let Some(claim) = clauses.iter().find_map(|&clause| self.counted_by_verb(frame, verb, clause, word))
        {
            return Some(claim);
        }
        let told = clause.unwrap_or(verb);
        let objects = &self.parse.groups[told].verb.objects;
        let indicator = match clause {
            Some(clause) => {
                let modified =
                    self.parse.groups[verb].host.filter(|_| self.parse.groups[verb].relation == Relation::Modifier);
                self.parse.groups[clause].verb.subject.or(this.subject).or(modified)?
            }
            None if this.passive => this.subject.or(self.parse.groups[verb].host)?,
            // "Expected a fall of 2%": the fall itself is told.
            None => {
                let moves = |object: usize| {
                    let head = self.parse.head(object);
                    self.noun_action(frame, &head.lemma, &head.lower).is_some()
                };
                objects.first().copied().filter(|&object| !self.is_quantity(object) && !moves(object))?
            }
        };
        let others = objects.iter().copied().filter(|&object| object != indicator);
        let measures = |&place: &usize| {
            matches!(
                self.parse.preposition(place),
                "" | "at"
                    | "to"
                    | "of"
                    | "between"
                    | "around"
                    | "about"
                    | "near"
                    | "below"
                    | "above"
                    | "over"
                    | "under"
            )
        };
        let own = self.parse.hanging(indicator).filter(|_| clause.is_none());
        let places = others.chain(self.parse.hanging(told)).chain(own).filter(measures);
        let extent = self.extent(frame, places.collect());
        if extent.is_empty() {
            return None;
        }
        let stand = if clause.is_some() || this.passive { Stand::Subject } else { Stand::Object };
        let mut governor = Governor::telling(action, stand, told, word);
        let behind = self.parse.groups[told].head + 1;
        let turn = self.turn(frame, behind, extent.figure());
        let extent = match turn {
            Some(turn) => {
                governor.action = turn.action;
                turn.lay_over(extent)
            }
            None => extent,
        };
        let shown = self.indicator(indicator)?;
        let mut claim = self.change(frame, &governor, Moving { group: indicator, shown, extent }, Vec::new())?;
        claim.modality = claim.modality.max(Modality::Planned);
        if claim.attribution.is_empty() && !this.passive {
            claim.attribution = this.subject.map(|subject| self.parties(subject)).unwrap_or_default();
        }
        Some(claim)
    }
}

/// Whether the first of two amounts of one unit is the greater, as their ids tell; the second may name no unit.
fn exceeds(now: &str, before: &str) -> Option<bool> {
    let number = |word: &str| match word.strip_prefix('-') {
        Some(below) => Decimal::read(below)?.times(Decimal::thousandths(-1000)),
        None => Decimal::read(word),
    };
    let split = |id: &str| -> Option<(Decimal, String)> {
        Some((id.split(' ').find_map(number)?, id.split(' ').filter(|word| number(word).is_none()).collect()))
    };
    let ((now, unit), (before, same)) = (split(now)?, split(before)?);
    // What names no unit is of the same, where both are of one size.
    let is_near =
        |one: Decimal, other: Decimal| other.times(Decimal::thousandths(100_000)).is_some_and(|most| one < most);
    let near = || is_near(now, before) && is_near(before, now);
    ((unit == same || same.is_empty() && near()) && now != before).then_some(now > before)
}
