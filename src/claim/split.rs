//! Rates dealt out to goods or parties → a claim for each.
//!
//! "Steel and aluminium from duties of 25% and 10% respectively" deals in order; "25% on Canada and 10% on China",
//! "corn from 12% to 9.5%, and soybeans from 33% to 26%" say what was said before of further goods, the verb left out.

use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Shape;
use crate::span::Span;
use crate::syntax::{Relation, Tag, Unit};
use std::ops::Range;

/// How many further members a claim may be dealt out to.
const MOST: usize = 16;

/// Splits the claims of a sentence that deals its rates out.
pub(super) fn split<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let in_order = scene.parse.units.iter().any(|unit| &*unit.lower == "respectively");
    let known: Vec<Span> = claims.iter().filter_map(|claim| claim.amount.as_ref()).map(|amount| amount.span).collect();
    let rated: Vec<(Span, Span)> =
        claims.iter().filter_map(|claim| Some((claim.trigger, claim.rate.as_ref()?.span))).collect();
    for claim in std::mem::take(claims) {
        let dealt = scene.deal_with(&claim, claims)
            || scene.deal_gapped(&claim, claims)
            || scene.deal_sums(&claim, &known, claims)
            || in_order && scene.deal_in_order(&claim, claims)
            || scene.is_measure(&claim)
                && (scene.deal_on(&claim, &rated, claims) || scene.deal_in_brackets(&claim, claims));
        if !dealt {
            claims.push(claim);
        }
    }
}

/// One further member of a list whose verb is left out.
struct Member<'a> {
    units: Range<usize>,
    number: Argument<'a>,
    before: Option<Argument<'a>>,
    /// Whether its goods or parties stand behind its number.
    number_first: bool,
}

impl<'a> Scene<'_, 'a> {
    /// "Shoes and hats at 10% and 5% respectively"; whether it was one.
    fn deal_in_order(&self, claim: &Claim<'a>, claims: &mut Vec<Claim<'a>>) -> bool {
        let rates = claim.rate.as_ref().map(|rate| self.figures_from(rate)).unwrap_or_default();
        let count = rates.len();
        let lists = [&claim.product, &claim.target, &claim.actor];
        let Some(dealt) = lists.iter().position(|list| rates.len() > 1 && list.len() == rates.len()) else {
            return false;
        };
        // "By 8% and 10% respectively to 220 and 63 tonnes".
        let sums = claim.amount.as_ref().map(|amount| self.figures_from(amount)).unwrap_or_default();
        for (index, rate) in rates.into_iter().enumerate() {
            let mut one = Claim { rate: Some(rate), ..claim.clone() };
            one.amount = if sums.len() == count { Some(sums[index].clone()) } else { one.amount };
            let list = [&mut one.product, &mut one.target, &mut one.actor].into_iter().nth(dealt);
            if let Some(list) = list {
                *list = vec![list[index].clone()];
            }
            claims.push(one);
        }
        true
    }

    /// "Signed trade deals with Peru and Chile": one with each; whether there were several.
    fn deal_with(&self, claim: &Claim<'a>, claims: &mut Vec<Claim<'a>>) -> bool {
        let noun = self.group_at(claim.trigger).filter(|_| self.is_deal(claim) && self.is_plural(claim));
        let with = noun.into_iter().flat_map(|noun| self.parse.hanging(noun));
        let with = with.filter(|&with| self.parse.preposition(with) == "with");
        let partners: Vec<Argument<'a>> = with.flat_map(|with| self.parties(with)).collect();
        let is_partner = |side: &Argument<'a>| partners.iter().any(|partner| partner.id == side.id);
        let (partners, sides): (Vec<_>, Vec<_>) = claim.actor.iter().cloned().partition(is_partner);
        if partners.len() < 2 {
            return false;
        }
        claims.extend(partners.into_iter().take(MOST).map(|partner| {
            let actor = sides.iter().cloned().chain([partner]).collect();
            Claim { actor, ..claim.clone() }
        }));
        true
    }

    /// "Hit Acme (24%), Globex (up to 18%)", "duties on cars (25%), copper and zinc (50%)": the rate of each in
    /// brackets behind it; whether there was one.
    fn deal_in_brackets(&self, claim: &Claim<'a>, claims: &mut Vec<Claim<'a>>) -> bool {
        let rated = |party: &Argument<'a>| {
            let next = self.mentions.partition_point(|mention| mention.span.start < party.span.end);
            let rate = self.mentions.get(next).filter(|next| next.kind == Kind::Percent)?;
            let between = self.text.source[party.span.end as usize..rate.span.start as usize].trim();
            let opens = matches!(between, "(" | "(up to" | "(at" | "(of" | "(about" | "(around" | "(with");
            opens.then(|| Argument::of(rate))
        };
        if claim.rate.is_some() {
            return false;
        }
        let (dealt, rest): (Vec<_>, Vec<_>) =
            claim.target.iter().map(|target| (target, rated(target))).partition(|(_, rate)| rate.is_some());
        if dealt.is_empty() {
            return self.deal_goods_in_brackets(claim, rated, claims);
        }
        claims.extend(dealt.into_iter().map(|(target, rate)| Claim {
            target: vec![target.clone()],
            rate,
            ..claim.clone()
        }));
        if !rest.is_empty() {
            let target = rest.into_iter().map(|(target, _)| target.clone()).collect();
            claims.push(Claim { target, ..claim.clone() });
        }
        true
    }

    /// The same of goods: those without a rate share that of the next.
    fn deal_goods_in_brackets(
        &self,
        claim: &Claim<'a>,
        rated: impl Fn(&Argument<'a>) -> Option<Argument<'a>>,
        claims: &mut Vec<Claim<'a>>,
    ) -> bool {
        let mut runs: Vec<(Vec<Argument<'a>>, Option<Argument<'a>>)> = vec![Default::default()];
        for goods in &claim.product {
            let last = runs.len() - 1;
            runs[last].0.push(goods.clone());
            if let Some(rate) = rated(goods) {
                runs[last].1 = Some(rate);
                runs.push(Default::default());
            }
        }
        runs.retain(|(goods, _)| !goods.is_empty());
        let any = runs.iter().any(|(_, rate)| rate.is_some());
        let each = runs.into_iter().filter(|_| any);
        claims.extend(each.map(|(product, rate)| Claim { product, rate, ..claim.clone() }));
        any
    }

    /// A figure and those of its kind that are joined to it.
    fn figures_from(&self, figure: &Argument<'a>) -> Vec<Argument<'a>> {
        let Some((first, kind)) = self.group_at(figure.span).zip(figure.kind) else { return Vec::new() };
        let joined = self.parse.hanging(first).filter(|&group| self.parse.groups[group].relation == Relation::Conjunct);
        std::iter::once(first)
            .chain(joined)
            .filter(|&group| self.parse.is(group, kind))
            .filter_map(|group| self.parse.head(group).mention)
            .map(|mention| Argument::of(&self.mentions[mention]))
            .collect()
    }

    /// "25% on Canada and 10% on China"; whether there was a further one. `rated` are the words of all claims with
    /// their rates: what a word of its own tells is no further one.
    fn deal_on(&self, claim: &Claim<'a>, rated: &[(Span, Span)], claims: &mut Vec<Claim<'a>>) -> bool {
        let Some(number) = claim.rate.as_ref().or(claim.amount.as_ref()).filter(|number| !number.carried) else {
            return false;
        };
        let mut members = self.members(claim, number);
        let told = |number: &Argument<'a>| rated.iter().any(|(by, rate)| *by != claim.trigger && *rate == number.span);
        members.retain(|member| !told(&member.number));
        let Some(first) = members.first() else { return false };
        let from = self.parse.units[first.units.start].span;
        let mut own = claim.clone();
        let here = |argument: &Argument<'a>| argument.carried || argument.span.start < from.start;
        own.target.retain(here);
        own.product.retain(here);
        own.rate_before = own.rate_before.filter(here);
        if own.target.is_empty() && own.product.is_empty() {
            let run = self.parse.units.iter().position(|unit| number.span.contains(unit.span)).map(|at| self.run(at));
            own.product = run.iter().flat_map(|run| self.within(run, |kind| kind == Kind::Commodity)).collect();
            own.target = run.iter().flat_map(|run| self.within(run, Kind::is_party)).collect();
        }
        // "25% on copper and 10% on wine from Chile": all of it comes from there.
        let targets = |member: &Member<'a>| self.within(&member.units, Kind::is_party);
        let last = members.last().map(targets).unwrap_or_default();
        let alone = members.iter().filter(|member| !targets(member).is_empty()).count() == 1;
        let goods = |member: &Member<'a>| !self.within(&member.units, |kind| kind == Kind::Commodity).is_empty();
        if own.target.is_empty() && !own.product.is_empty() && alone && members.iter().all(goods) {
            own.target = last;
        }
        let (rated, borne) = (claim.rate.is_some(), !own.target.is_empty());
        claims.push(own.clone());
        for member in members {
            let number = Some(member.number);
            let mut further = Claim {
                trigger: number.as_ref().map_or(claim.trigger, |number| number.span),
                rate_before: member.before,
                ..own.clone()
            };
            *(if rated { &mut further.rate } else { &mut further.amount }) = number;
            let product = self.within(&member.units, |kind| kind == Kind::Commodity);
            let target = self.within(&member.units, Kind::is_party);
            if !target.is_empty() {
                further.target = target;
                further.product.retain(|_| product.is_empty() && borne);
            }
            if !product.is_empty() || self.is_rest(&member.units) || member.units.clone().any(|at| self.is_on(at)) {
                further.product = product;
            }
            further.target.retain(|target| !further.actor.iter().any(|actor| actor.same_party(target)));
            claims.push(further);
        }
        true
    }

    /// "Gave $3 million for roads and $2 million for ports": each sum for itself, but those that are `known` already;
    /// whether there was a further one.
    fn deal_sums(&self, claim: &Claim<'a>, known: &[Span], claims: &mut Vec<Claim<'a>>) -> bool {
        let event = self.rules.shape_of(claim.frame) == Some(Shape::Event);
        let Some(first) = claim.amount.as_ref().filter(|amount| event && !amount.carried) else { return false };
        let units = &self.parse.units;
        let Some(at) = units.iter().position(|unit| first.span.contains(unit.span)) else { return false };
        // "Between $3 million and $4 million"
        if at > 0 && matches!(&*units[at - 1].lower, "between" | "from") {
            return false;
        }
        let mut run = self.run(at);
        let before = claims.len();
        claims.push(claim.clone());
        let mut runs = Vec::new();
        while let Some(start) = self.next_run(run.end).filter(|_| claims.len() - before <= MOST) {
            run = self.run(start);
            let opens = |unit: &Unit<'_>| unit.kind == first.kind && !unit.is_duration() && !known.contains(&unit.span);
            let Some(sum) = run.clone().find(|&at| units[at].kind.is_some()).filter(|&at| opens(&units[at])) else {
                continue;
            };
            // "A loan of $3 million and a gain of $2 million": of something else.
            let other = |unit: &Unit<'_>| {
                let hedges = matches!(&*unit.lower, "minimum" | "maximum" | "total" | "least" | "additional");
                matches!(unit.tag, Tag::Noun | Tag::Plural) && !hedges
            };
            if units[run.start..sum].iter().any(other) {
                continue;
            }
            // "$2 million more than in May"
            let compared = units.get(sum + 1).is_some_and(|next| matches!(&*next.lower, "more" | "less" | "than"));
            let Some(amount) = units[sum].mention.filter(|_| !compared) else { break };
            let amount = Argument::of(&self.mentions[amount]);
            let mut further = Claim { trigger: amount.span, amount: Some(amount), ..claim.clone() };
            let product = self.within(&run, |kind| kind == Kind::Commodity);
            let mut target = self.within(&run, Kind::is_party);
            target.retain(|target| !further.actor.iter().any(|actor| actor.same_party(target)));
            if !product.is_empty() {
                further.product = product;
            }
            if !target.is_empty() {
                further.target = target;
            }
            claims.push(further);
            runs.push(run.clone());
        }
        // What a further sum names is not the first one's.
        let further = |argument: &Argument<'a>| {
            let within = |unit: &Unit<'_>| unit.span == argument.span;
            runs.iter().any(|run| units[run.clone()].iter().any(within))
        };
        let first = &mut claims[before];
        for named in [&mut first.product, &mut first.target] {
            if !named.iter().all(further) {
                named.retain(|argument| !further(argument));
            }
        }
        claims.len() > before + 1 || {
            claims.pop();
            false
        }
    }

    /// The mentions of a kind among units.
    fn within(&self, units: &Range<usize>, wanted: impl Fn(Kind) -> bool) -> Vec<Argument<'a>> {
        let units = self.parse.units[units.clone()].iter().filter(|unit| unit.kind.is_some_and(&wanted));
        units.filter_map(|unit| unit.mention).map(|mention| Argument::of(&self.mentions[mention])).collect()
    }

    /// The further members of the list that a claim's number opens.
    fn members(&self, claim: &Claim<'a>, number: &Argument<'a>) -> Vec<Member<'a>> {
        let units = &self.parse.units;
        let Some(at) = units.iter().position(|unit| number.span.contains(unit.span)) else { return Vec::new() };
        let named = claim.product.iter().chain(&claim.target).filter(|argument| !argument.carried);
        let first_named = named.map(|argument| argument.span.start).min();
        let number_first = first_named.is_none_or(|named| named > number.span.start);
        let mut members: Vec<Member<'a>> = Vec::new();
        let mut pending: Option<usize> = None;
        // "25% on steel arriving in Peru, and 10% on zinc": the first may say more of its goods.
        let mut run = self.run(at);
        while units.get(run.end).is_some_and(|unit| matches!(unit.tag, Tag::Gerund | Tag::Participle)) {
            run = self.run(run.end + 1);
        }
        while run.end < units.len() && members.len() < MOST {
            let Some(start) = self.next_run(run.end) else { break };
            run = self.run(start);
            let holds = |wanted: fn(Kind) -> bool| units[run.clone()].iter().any(|unit| unit.kind.is_some_and(wanted));
            let of_whom = holds(|kind| kind.is_party() || kind == Kind::Commodity) || self.is_rest(&run);
            let of_whom = of_whom || run.clone().any(|at| self.is_on(at));
            match self.member(run.clone(), number.kind) {
                Some(member) if of_whom && member.number_first == number_first => {
                    let start = pending.take().filter(|_| !number_first).unwrap_or(run.start);
                    members.push(Member { units: start..run.end, ..member });
                }
                // "corn, from 12% to 9%": what it is of stands in the run before.
                Some(member) if !of_whom && !number_first && pending.is_some() => {
                    let start = pending.take().unwrap_or(run.start);
                    members.push(Member { units: start..run.end, ..member });
                }
                None if of_whom && number_first => match members.last_mut() {
                    Some(last) => last.units.end = run.end,
                    None => continue,
                },
                None if of_whom => pending = pending.or(Some(run.start)),
                _ => break,
            }
        }
        members
    }

    /// "25% for all other goods": the rest of what there is.
    fn is_rest(&self, run: &Range<usize>) -> bool {
        let rest = |lower: &str| {
            matches!(
                lower,
                "other" | "others" | "rest" | "remaining" | "everything" | "everyone" | "goods" | "products"
            )
        };
        self.parse.units[run.clone()].iter().any(|unit| rest(&unit.lower))
    }

    /// "**30%** on spirits": whether a rate is on something, whatever that is.
    fn is_on(&self, at: usize) -> bool {
        let on = self.parse.units.get(at + 1).is_some_and(|on| &*on.lower == "on");
        let noun = self.parse.units.get(at + 2).is_some_and(|noun| matches!(noun.tag, Tag::Noun | Tag::Plural));
        on && noun && self.parse.units[at].kind == Some(Kind::Percent)
    }

    /// The number of a run, the one before it, and whether they stand before its goods or parties.
    fn member(&self, run: Range<usize>, kind: Option<Kind>) -> Option<Member<'a>> {
        let units = &self.parse.units;
        let counts = matches!(kind, Some(Kind::Percent | Kind::Money | Kind::Quantity));
        let number = |at: &usize| counts && units[*at].kind == kind && !units[*at].is_duration();
        let behind = |at: usize, word: &str| {
            let before = units[run.start..at].iter().rev();
            before.take_while(|unit| !unit.tag.is_nominal()).any(|unit| &*unit.lower == word)
        };
        let before = run.clone().filter(number).find(|&at| behind(at, "from"));
        let at = run.clone().filter(number).find(|&at| Some(at) != before)?;
        let named = run.clone().find(|&at| {
            let party = units[at].kind.is_some_and(|kind| kind.is_party() || kind == Kind::Commodity);
            party || self.is_rest(&(at..at + 1))
        });
        let argument = |at: usize| units[at].mention.map(|mention| Argument::of(&self.mentions[mention]));
        Some(Member {
            number: argument(at)?,
            before: before.and_then(argument),
            number_first: named.map_or(self.is_on(at), |named| named > at),
            units: run,
        })
    }

    /// The words around a unit up to the next comma, conjunction or verb.
    fn run(&self, from: usize) -> Range<usize> {
        let inside = |tag: Tag| {
            tag.is_nominal()
                || matches!(
                    tag,
                    Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Adverb | Tag::Preposition | Tag::Genitive
                )
        };
        let units = &self.parse.units[from..];
        from..from + units.iter().position(|unit| !inside(unit.tag)).unwrap_or(units.len())
    }

    /// Where a run begins behind the comma or conjunction at a unit.
    fn next_run(&self, from: usize) -> Option<usize> {
        let parts = |at: usize| {
            let unit = &self.parse.units[at];
            matches!(unit.tag, Tag::Comma | Tag::Coordinator) || &*unit.lower == ";"
        };
        let start = (from..self.parse.units.len()).find(|&at| !parts(at))?;
        (start > from && !self.run(start).is_empty()).then_some(start)
    }
}
