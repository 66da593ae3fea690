//! Figures around a verb or noun of movement → how far the quantity goes, and from where.

use super::{Argument, Scene};
use crate::lexicon::{Kind, NumberKind};
use crate::rule::Frame;
use crate::span::Span;
use crate::syntax::{Relation, Tag, Unit};

/// How many groups a figure may lie below the one that is asked ("to a record of $8 million").
const DEPTH: usize = 3;

/// How far a quantity goes: the difference, or the level reached where none is given.
#[derive(Debug, Default)]
pub(super) struct Extent<'a> {
    pub(super) rate: Option<Argument<'a>>,
    pub(super) rate_before: Option<Argument<'a>>,
    pub(super) amount: Option<Argument<'a>>,
}

impl<'a> Extent<'a> {
    /// What one figure says.
    pub(super) fn of(figure: Argument<'a>) -> Extent<'a> {
        match figure.kind {
            Some(Kind::Percent) => Extent { rate: Some(figure), ..Extent::default() },
            _ => Extent { amount: Some(figure), ..Extent::default() },
        }
    }

    /// Whether no figure says how far.
    pub(super) fn is_empty(&self) -> bool {
        self.rate.is_none() && self.amount.is_none()
    }

    /// The figure that counts first.
    pub(super) fn figure(&self) -> Option<&Argument<'a>> {
        self.rate.as_ref().or(self.amount.as_ref())
    }
}

impl<'a> Scene<'_, 'a> {
    /// What the figures at some of the groups say.
    pub(super) fn extent(&self, frame: &Frame, mut places: Vec<usize>) -> Extent<'a> {
        let level = |place: usize| !matches!(self.parse.preposition(place), "" | "by" | "of" | "up to");
        places.retain(|&place| {
            let preposition = self.parse.preposition(place);
            let measures = matches!(
                preposition,
                "" | "by"
                    | "to"
                    | "at"
                    | "of"
                    | "up to"
                    | "between"
                    | "around"
                    | "about"
                    | "above"
                    | "below"
                    | "over"
                    | "under"
                    | "near"
                    | "in"
                    | "from"
                    | "beyond"
                    | "past"
                    | "within"
                    | "toward"
                    | "towards"
            );
            let noun = self.parse.groups[place].is_noun();
            // "averaged 5%", but not "fell from the level of 5%".
            let of_verb = preposition == "of"
                && self.parse.groups[place].host.is_some_and(|host| self.parse.groups[host].is_verb());
            noun && measures && !of_verb && self.parse.groups[place].relation != Relation::Subject
        });
        places.sort_by_key(|&place| level(place));
        let mut extent = Extent::default();
        for place in places {
            let preposition = self.parse.preposition(place);
            for figure in self.figures(frame, place, DEPTH) {
                let percent = figure.kind == Some(Kind::Percent);
                let role = match (preposition, percent) {
                    ("from", true) => &mut extent.rate_before,
                    ("from", false) => continue,
                    // "cut in half", but not "in 5% of cases".
                    ("in", _) if !self.is_fraction(frame, place) => continue,
                    // "by a quarter of a point to 2.25%": the new one of two.
                    ("to", true) if extent.rate.is_some() => {
                        extent.rate = Some(figure);
                        continue;
                    }
                    (_, true) => &mut extent.rate,
                    _ => &mut extent.amount,
                };
                *role = role.take().or(Some(figure));
            }
        }
        extent
    }

    /// The figures of a group: its own, those joined to it by "or", and of a word for a level the one behind its "of".
    fn figures(&self, frame: &Frame, group: usize, depth: usize) -> Vec<Argument<'a>> {
        let unit = self.parse.head(group);
        let own = match unit.kind {
            Some(Kind::Quantity) if unit.is_duration() => None,
            Some(Kind::Percent | Kind::Money | Kind::Quantity) => self.figure_at(unit),
            _ if self.is_fraction(frame, group) => Some(self.shown(self.phrase_span(group))),
            // "by 900": a bare number counts the indicator itself.
            _ if unit.tag == Tag::Number && self.parse.groups[group].preposition.is_some() => self.bare(group),
            _ => self.counted(group),
        };
        let levels = own.is_none() && depth > 0 && frame.extent.levels.iter().any(|level| **level == *unit.lemma);
        let below = self.parse.hanging(group).filter(|&below| self.parse.groups[below].is_noun());
        let more: Vec<usize> = below
            .filter(|&below| match self.parse.groups[below].relation {
                Relation::Preposition => {
                    levels && matches!(self.parse.preposition(below), "of" | "at" | "below" | "above")
                }
                Relation::Conjunct | Relation::Apposition => own.is_some() && self.is_restated(below),
                _ => false,
            })
            .collect();
        let mut figures: Vec<Argument<'a>> = own.into_iter().collect();
        if levels {
            let units = &self.parse.units[self.parse.groups[group].units.clone()];
            figures.extend(units.iter().find_map(|unit| self.figure_at(unit)));
        }
        if figures.is_empty() || !levels {
            figures.extend(more.into_iter().flat_map(|below| self.figures(frame, below, depth.saturating_sub(1))));
        }
        figures
    }

    /// "Fell sharply, **nearly 75%**": a percentage that a comma sets off from the verb.
    pub(super) fn set_off(&self, verb: usize) -> Extent<'a> {
        let behind = &self.parse.units[self.parse.groups[verb].head + 1..];
        let mut behind = behind.iter().skip_while(|unit| unit.tag == Tag::Adverb);
        let comma = behind.next().is_some_and(|unit| unit.tag == Tag::Comma);
        let figure = behind.find(|unit| !matches!(unit.tag, Tag::Adverb) && &*unit.lower != "by");
        let percent = figure.filter(|unit| comma && unit.kind == Some(Kind::Percent));
        percent.and_then(|unit| self.figure_at(unit)).map(Extent::of).unwrap_or_default()
    }

    /// "Rose 12% in May from a year ago, **to $5 billion**", "**$5 billion**, 12% higher": the level that a difference
    /// in percent leads to, wherever it hangs.
    pub(super) fn level_beside(&self, frame: &Frame, rate: &Argument<'a>) -> Option<Argument<'a>> {
        let units = &self.parse.units;
        let at = units.iter().position(|unit| unit.span == rate.span)?;
        let compares = |unit: &Unit<'_>| frame.extent.against.iter().any(|word| **word == *unit.lower);
        let ends = |unit: &&Unit<'_>| {
            let clause = unit.tag.is_verb() || unit.tag.is_auxiliary();
            let next = matches!(unit.tag, Tag::Stop | Tag::Relative | Tag::Subordinator | Tag::Coordinator);
            next || clause && !compares(unit)
        };
        let sum = |unit: &Unit<'a>| self.figure_at(unit).filter(|figure| figure.kind != Some(Kind::Percent));
        let between = |unit: &&Unit<'_>| {
            matches!(unit.tag, Tag::Adverb | Tag::Determiner | Tag::Adjective | Tag::Preposition)
                || frame.extent.levels.iter().any(|level| **level == *unit.lemma)
        };
        let behind: Vec<&Unit<'a>> = units[at + 1..].iter().take_while(|unit| !ends(unit)).collect();
        let reached = behind.iter().enumerate().filter(|(_, unit)| &*unit.lower == "to").find_map(|(to, _)| {
            let figure = behind[to + 1..].iter().find(|unit| !between(unit))?;
            sum(figure)
        });
        reached.or_else(|| {
            let comma = units[..at].iter().rposition(|unit| unit.tag == Tag::Comma)?;
            let told = units[comma + 1..at].iter().all(|unit| unit.tag == Tag::Adverb || &*unit.lower == "up");
            // "Stood at $8 billion last month, **widening 4%**".
            let moves = units[comma + 1..at].iter().all(|unit| matches!(unit.tag, Tag::Adverb | Tag::Gerund));
            let day = |unit: &&Unit<'_>| unit.kind == Some(Kind::Date) || unit.tag == Tag::Preposition;
            let level = units[..comma].iter().rev().find(|unit| !(moves && day(unit)))?;
            sum(level).filter(|_| told && self.tells_difference(at + 1) || moves && !told)
        })
    }

    /// The percentage or amount that a unit is.
    pub(super) fn figure_at(&self, unit: &Unit<'a>) -> Option<Argument<'a>> {
        unit.mention.filter(|_| is_figure(unit)).map(|mention| Argument::of(&self.mentions[mention]))
    }

    /// "19 cents, or 0.3%": whether a figure says the one before it once more.
    fn is_restated(&self, group: usize) -> bool {
        let start = self.parse.groups[group].units.start;
        start.checked_sub(1).is_some_and(|before| &*self.parse.units[before].lower == "or")
    }

    /// Whether the group is a part of a whole: "two thirds", "half", "a quarter of its staff".
    pub(super) fn is_fraction(&self, frame: &Frame, group: usize) -> bool {
        let head = self.parse.head(group);
        let last = head.lower.rsplit(['-', ' ']).next().unwrap_or_default();
        let fraction = || {
            let number = self.lexicon.number(self.lexicon.word(last));
            number.is_some_and(|number| number.kind == NumberKind::Fraction)
        };
        // "in half", but not "in the third quarter".
        let units = &self.parse.units[self.parse.groups[group].units.start..self.parse.groups[group].head];
        let counts =
            |unit: &Unit<'_>| matches!(unit.tag, Tag::Number | Tag::Adverb) || matches!(&*unit.lower, "a" | "one");
        let whole = if self.parse.preposition(group) == "in" { units.is_empty() } else { units.iter().all(counts) };
        head.mention.is_none()
            && whole
            && (self.parse.groups[group].preposition.is_some() || self.has_whole(group))
            && (frame.extent.parts.iter().any(|part| part == last) || fraction())
    }

    /// Whether a group has its whole behind "of".
    fn has_whole(&self, group: usize) -> bool {
        self.parse.hanging(group).any(|whole| self.parse.preposition(whole) == "of")
    }

    /// The words of a group from its first number or adverb on.
    fn phrase_span(&self, group: usize) -> Span {
        let this = &self.parse.groups[group];
        let units = &self.parse.units[this.units.clone()];
        let first = units.iter().find(|unit| unit.tag != Tag::Determiner).unwrap_or(&units[0]);
        first.span.join(self.parse.head(group).span)
    }

    /// A number without a unit, perhaps in millions: "900", "77.9 mln".
    fn bare(&self, group: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[group];
        let first = this.units.clone().find(|&at| self.parse.units[at].tag == Tag::Number)?;
        let span = self.parse.units[first].span.join(self.parse.head(group).span);
        let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        let words = span.of(self.text.source);
        let (number, scale) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let scaled = || self.lexicon.number(self.lexicon.word(scale)).is_some_and(|n| n.kind == NumberKind::Multiplier);
        // "between 1989 and 2003"
        let year = number.len() == 4 && matches!(&number[..2], "19" | "20") && scale.is_empty();
        // "by 10:30 GMT"
        let hour = self.text.source[span.end as usize..].strip_prefix(':');
        let hour = hour.is_some_and(|minutes| minutes.starts_with(|digit: char| digit.is_ascii_digit()));
        (digits(number) && !year && !hour && (scale.is_empty() || scaled())).then(|| self.shown(span))
    }
}

/// Whether a unit is a percentage or an amount.
pub(super) fn is_figure(unit: &Unit<'_>) -> bool {
    match unit.kind {
        Some(Kind::Percent | Kind::Money) => true,
        // "ten times less" counts no thing.
        Some(Kind::Quantity) => !unit.is_duration() && !unit.lower.ends_with(" times"),
        _ => false,
    }
}
