//! Quantities that move → claims: "exports rose 12%", "will cut output by 1 million barrels a day".
//!
//! The verb's subject (or its object, where somebody moves it) is the indicator; a percentage or an amount must stand
//! by, or there is no claim.

use super::govern::{Governor, Stand};
use super::phrase::verb_keys;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Shape, Want};
use crate::syntax::{Relation, Tag};

/// Adds the changes to what `claims` has.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    for frame in scene.rules.frames.iter().filter(|frame| frame.shape == Shape::Change) {
        for group in 0..scene.parse.groups.len() {
            let this = &scene.parse.groups[group];
            let found = if this.is_verb() { scene.moved(frame, group) } else { None };
            let taken = found.as_ref().is_some_and(|claim| {
                claims.iter().any(|known| known.frame != frame.name && same_quantity(known, claim))
            });
            claims.extend(found.filter(|_| !taken));
        }
    }
}

/// Whether the other claim already speaks of the same percentage or amount.
fn same_quantity(known: &Claim<'_>, claim: &Claim<'_>) -> bool {
    let of = |claim: &Claim<'_>| claim.rate.as_ref().or(claim.amount.as_ref()).map(|argument| argument.span);
    of(known).is_some() && of(known) == of(claim)
}

impl<'a> Scene<'_, 'a> {
    /// The change that a verb tells.
    fn moved(&self, frame: &'a Frame, verb: usize) -> Option<Claim<'a>> {
        let keys = verb_keys(self.parse, verb);
        let this = &self.parse.groups[verb];
        let known =
            |words: &[String]| words.iter().filter(|word| keys.contains(word)).max_by_key(|word| word.len()).cloned();
        let subject = this.verb.subject;
        let objects = &this.verb.objects;
        let quantity = |group: usize| {
            matches!(self.parse.head(group).kind, Some(Kind::Percent | Kind::Money | Kind::Quantity))
                || self.counted(group).is_some()
        };
        // "raised its output by 5%": the object moves. "output rose 5%": the subject does.
        let moved_object = objects.iter().copied().find(|&object| !quantity(object));
        let transitive = this.verb.passive || moved_object.is_some();
        let (action, word) = frame.actions.iter().find_map(|action| {
            let word = if transitive {
                known(&action.object)
            } else {
                known(&action.subject)
                    .or_else(|| known(&action.object).filter(|_| objects.iter().any(|&object| quantity(object))))
            };
            word.map(|word| (action, word))
        })?;
        let mut indicator = if this.verb.passive { subject } else { moved_object.or(subject) }?;
        // "the price of turkey, which climbed": the price did.
        let above = self.parse.groups[indicator].host.filter(|_| self.parse.preposition(indicator) == "of");
        if let Some(above) = above.filter(|&above| self.parse.groups[above].is_noun()) {
            indicator = above;
        }
        // A duty or a rebate that goes up is a measure that is raised.
        if self.stated(indicator).is_some_and(|(frame, _)| frame.shape == Shape::Measure) {
            return None;
        }
        let (mut rate, mut amount) = (None, None);
        let places = objects
            .iter()
            .copied()
            .filter(|&object| object != indicator)
            .chain(self.parse.hanging(verb))
            .chain(self.parse.hanging(indicator));
        for place in places.collect::<Vec<_>>() {
            if !self.parse.groups[place].is_noun()
                || !matches!(self.parse.preposition(place), "" | "by" | "to" | "at" | "of" | "up to")
                || self.parse.groups[place].relation == Relation::Subject
            {
                continue;
            }
            let unit = self.parse.head(place);
            let argument = || unit.mention.map(|mention| Argument::of(&self.mentions[mention]));
            match unit.kind {
                Some(Kind::Percent) => rate = rate.or_else(argument),
                Some(Kind::Quantity) if super::role::is_duration(unit) => {}
                Some(Kind::Money | Kind::Quantity) => amount = amount.or_else(argument),
                // "by 900": a bare number counts the indicator itself.
                _ if unit.tag == Tag::Number && matches!(self.parse.preposition(place), "by" | "to") => {
                    amount = amount.or_else(|| self.bare(place))
                }
                _ => amount = amount.or_else(|| self.counted(place)),
            }
        }
        if rate.is_none() && amount.is_none() {
            return None;
        }
        let governor = Governor {
            action: &action.name,
            stand: if transitive { Stand::Object } else { Stand::Subject },
            group: verb,
            word: word.clone(),
            presumed: false,
        };
        let mood = self.mood(frame.shape, verb, &governor);
        let mut actor = if transitive { self.agents(&governor) } else { Vec::new() };
        for party in [self.owners(indicator), self.mentions_before(indicator, Kind::is_party)] {
            if actor.is_empty() {
                actor = party;
            }
        }
        if actor.is_empty() {
            self.collect_party_of(indicator, &mut actor);
        }
        let shown = self.indicator(indicator)?;
        let mut product = Vec::new();
        self.collect(indicator, Want::Goods, &[], 0, &mut product);
        Some(Claim {
            frame: &frame.name,
            action: &action.name,
            actor,
            target: self.partners(indicator),
            product,
            rate,
            rate_before: None,
            amount,
            indicator: Some(shown),
            modality: mood.modality,
            negated: mood.negated,
            requester: mood.requester,
            attribution: self.attribution(verb),
            time: self.time(verb, &governor),
            sentence: self.parse.sentence,
            trigger: self.parse.head(verb).span,
            rules: vec![format!("{}/{}: {word}", frame.name, action.name)],
        })
    }

    /// A number without a unit.
    fn bare(&self, group: usize) -> Option<Argument<'a>> {
        let span = self.parse.head(group).span;
        let words = span.of(self.text.source);
        let number = words.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        number.then(|| Argument {
            id: words.into(),
            name: words.into(),
            kind: None,
            span,
            carried: false,
            country: "".into(),
        })
    }

    /// Whose quantity it is: "exports of Vietnam", "unemployment in Spain", "shares of KLA".
    fn collect_party_of(&self, indicator: usize, actor: &mut Vec<Argument<'a>>) {
        for behind in self
            .parse
            .hanging(indicator)
            .filter(|&behind| matches!(self.parse.preposition(behind), "of" | "in" | "from" | "by" | "between"))
        {
            actor.extend(self.parties(behind));
        }
        if actor.is_empty() && self.parse.head(indicator).kind.is_some_and(Kind::is_party) {
            actor.extend(self.own_parties(indicator));
        }
    }

    /// With whom goods are traded: "exports to Russia", "imports of steel from China", "the surplus with Japan".
    fn partners(&self, indicator: usize) -> Vec<Argument<'a>> {
        let trade = self.parse.units[self.parse.groups[indicator].units.clone()].iter().any(|unit| {
            matches!(
                &*unit.lemma,
                "export" | "import" | "sale" | "shipment" | "surplus" | "deficit" | "trade" | "delivery"
            )
        });
        let imports = &*self.parse.head(indicator).lemma == "import";
        let of = self.parse.hanging(indicator).filter(|&of| self.parse.preposition(of) == "of");
        let hosts = std::iter::once(indicator).chain(of).filter(|_| trade);
        let behind = hosts.flat_map(|host| self.parse.hanging(host));
        let partner = |&group: &usize| match self.parse.preposition(group) {
            "to" | "with" => true,
            "from" => imports,
            _ => false,
        };
        let mut partners = Vec::new();
        for group in behind.filter(partner) {
            self.collect(group, Want::Country, &[], 0, &mut partners);
        }
        partners
    }

    /// The words of the quantity, without owner and article.
    fn indicator(&self, group: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[group];
        let head = &self.parse.units[this.head];
        if matches!(head.tag, Tag::Pronoun | Tag::Determiner) || head.kind == Some(Kind::Person) {
            return None;
        }
        let first = (this.units.start..this.head)
            .find(|&unit| {
                !matches!(self.parse.units[unit].tag, Tag::Determiner | Tag::Possessive | Tag::Adverb)
                    && !self.parse.units[unit].kind.is_some_and(Kind::is_party)
            })
            .unwrap_or(this.head);
        let mut span = self.parse.units[first].span.join(head.span);
        if let Some(of) = self.parse.hanging(group).find(|&of| {
            let counts = self.rules.context.is_transparent(&head.lemma);
            self.parse.preposition(of) == "of" && (counts || self.parse.head(of).kind == Some(Kind::Commodity))
        }) {
            span = span.join(self.parse.head(of).span);
        }
        let words = span.of(self.text.source);
        Some(Argument { id: words.into(), name: words.into(), kind: None, span, carried: false, country: "".into() })
    }
}
