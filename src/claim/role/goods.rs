//! Goods that a group names, counts or points at → those that a claim is on.

use crate::claim::{Argument, Claim, Scene, phrase};
use crate::lexicon::Kind;
use crate::rule::Frame;
use crate::span::Span;
use crate::syntax::{Tag, Unit};

/// How many verbs above a measure's its speaker is sought.
const HIGHEST: usize = 4;

impl<'a> Scene<'_, 'a> {
    /// "Imports from three **beef plants**": whether a group is of who makes the goods that it names.
    pub(super) fn makes_goods(&self, group: usize) -> bool {
        let this = &self.parse.groups[group];
        let goods = |unit: &Unit<'_>| unit.kind == Some(Kind::Commodity);
        let head = self.parse.head(group);
        head.mention.is_none()
            && head.tag == Tag::Plural
            && self.parse.units[this.units.start..this.head].iter().any(goods)
    }

    /// "From **whisky** to **apples**": both are among the goods.
    pub(super) fn is_in_range(&self, group: usize) -> bool {
        let is = |group: usize, preposition: &str| {
            self.parse.is(group, Kind::Commodity) && self.parse.preposition(group) == preposition
        };
        is(group, "from") && self.parse.hanging(group).any(|last| is(last, "to"))
            || is(group, "to") && self.parse.groups[group].host.is_some_and(|first| is(first, "from"))
    }

    /// "A quota of 2,000 **cars**": the goods that a figure counts.
    pub(super) fn goods_counted(&self, unit: &Unit<'_>) -> Option<Argument<'a>> {
        let figure = Some(unit).filter(|unit| unit.kind == Some(Kind::Quantity))?;
        let word = figure.span.of(self.text.source).rsplit(char::is_whitespace).next()?;
        let id = word.to_lowercase();
        let goods = self.lexicon.by_id(phrase::singular(&id)).filter(|entry| entry.kind == Kind::Commodity)?;
        let span = Span { start: figure.span.end - word.len() as u32, end: figure.span.end };
        Some(Argument {
            id: goods.id.into(),
            name: goods.name.into(),
            kind: Some(Kind::Commodity),
            span,
            carried: false,
            country: "".into(),
        })
    }

    /// "Duties on **its** goods": whose goods a group tells of, by a pronoun.
    pub(super) fn whose_goods(&self, group: usize) -> Vec<Argument<'a>> {
        let head = self.parse.head(group);
        let goods =
            head.kind == Some(Kind::Commodity) || head.mention.is_none() && self.rules.context.crosses(&head.lemma);
        let owned = goods && self.first(group).tag == Tag::Possessive;
        if owned { self.owners(group) } else { Vec::new() }
    }

    /// "**Its** copper": whether goods are said to be somebody's.
    pub(super) fn is_owned(&self, goods: &Argument<'_>) -> bool {
        self.group_at(goods.span).is_some_and(|goods| self.first(goods).tag == Tag::Possessive)
    }

    /// "Chile said Peru had raised duties on **its** apples": no state taxes goods of its own, so they are the
    /// speaker's, whom `told` and the verbs above it name.
    pub(in crate::claim) fn hit_speaker(&self, frame: &Frame, told: usize, claim: &mut Claim<'a>) {
        let goods = claim.product.iter().find(|goods| self.is_owned(goods)).map(|goods| goods.span);
        // "Accused Chile of blocking its goods."
        let named = claim.product.is_empty() && self.parse.groups[told].is_verb();
        let upon = if named { self.acted_upon(told) } else { Vec::new() };
        let owned = upon.into_iter().find(|&goods| !self.whose_goods(goods).is_empty());
        let goods = goods.or_else(|| owned.map(|goods| self.parse.head(goods).span));
        let open = frame.inbound && claim.target.is_empty() && !claim.actor.is_empty();
        let Some(goods) = goods.filter(|_| open) else { return };
        let speakers = self.verbs_above(told, 1 + HIGHEST).skip(1);
        let subjects = speakers.filter_map(|verb| self.parse.groups[verb].verb.subject);
        let other = |party: &Argument<'a>| !claim.actor.iter().any(|actor| actor.same_party(party));
        // "Unless Chile lowers its duty, Peru will tax its wine": nor is it whoever acts.
        let goods_of = self.group_at(goods);
        let state = |party: &Argument<'a>| party.kind == Some(Kind::Country) && other(party);
        let nearest = || goods_of.and_then(|goods| self.named_before(goods).find(state));
        let speaker = subjects.flat_map(|subject| self.parties(subject)).find(other).or_else(nearest);
        claim.target.extend(speaker.map(|speaker| speaker.carried_to(goods)));
    }

    /// The goods that "it" or "them" means, where goods are named nearer than any party.
    pub(in crate::claim) fn goods_meant(&self, group: usize) -> Option<Argument<'a>> {
        let pronoun = matches!(&*self.parse.head(group).lower, "it" | "them" | "they")
            && self.parse.groups[group].units.len() == 1;
        let before = &self.parse.units[..self.parse.groups[group].head];
        let nearest = before
            .iter()
            .rev()
            .filter(|_| pronoun)
            .find(|unit| unit.kind.is_some_and(|kind| kind.is_party() || kind == Kind::Commodity))?;
        // One thing is no "foods".
        let one = &*self.parse.head(group).lower == "it";
        let agrees = !one || crate::claim::phrase::singular(&nearest.lower) == nearest.lower;
        let goods = nearest.mention.filter(|_| agrees && nearest.kind == Some(Kind::Commodity));
        goods.map(|mention| Argument::of(&self.mentions[mention]))
    }

    /// A counted quantity that no unit names: "60,000 troops".
    pub(in crate::claim) fn counted(&self, group: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[group];
        let units = &self.parse.units[this.units.clone()];
        let first = units.iter().position(|unit| unit.tag == Tag::Number && unit.mention.is_none())?;
        let plural = units.last().is_some_and(|unit| {
            unit.tag == Tag::Plural || (unit.kind == Some(Kind::Commodity) && unit.lower.ends_with('s'))
        });
        // "50 of its new planes", "two more": counted as well.
        let of = self.parse.hanging(group).find(|&of| self.parse.preposition(of) == "of");
        let of = of.filter(|_| first + 1 == units.len()).map(|of| self.parse.head(of));
        let of = of.filter(|of| of.tag == Tag::Plural || of.kind == Some(Kind::Commodity));
        let last = of.or_else(|| units.last().filter(|_| plural && first + 1 < units.len()))?;
        let span = units[first].span.join(last.span);
        let words = span.of(self.text.source);
        words.bytes().any(|byte| byte.is_ascii_digit()).then(|| Argument {
            id: words.into(),
            name: words.into(),
            kind: Some(Kind::Quantity),
            span,
            carried: false,
            country: "".into(),
        })
    }
}
