//! The quantity that moves: its words, and whose it is.

use super::super::{Argument, Scene};
use crate::lexicon::Kind;
use crate::span::Span;
use crate::syntax::Tag;

impl<'a> Scene<'_, 'a> {
    /// Whose quantity it is: "exports of Vietnam", "unemployment in Spain", "shares of KLA".
    pub(super) fn collect_party_of(&self, indicator: usize, actor: &mut Vec<Argument<'a>>) {
        // "Shipments of steel sheets from Peru": behind the goods as well.
        let goods = |&of: &usize| self.parse.preposition(of) == "of" && self.parse.is(of, Kind::Commodity);
        let of_goods = self.parse.hanging(indicator).filter(goods).flat_map(|of| self.parse.hanging(of));
        for behind in self
            .parse
            .hanging(indicator)
            .chain(of_goods.filter(|&from| matches!(self.parse.preposition(from), "from" | "in")))
            .filter(|&behind| matches!(self.parse.preposition(behind), "of" | "in" | "from" | "by" | "between"))
            // What is imported from a country is not its own.
            .filter(|&behind| self.parse.preposition(behind) != "from" || !self.is_bought(indicator))
        {
            let parties = self.parties(behind);
            actor.extend(if parties.is_empty() { self.owners(behind) } else { parties });
        }
        if actor.is_empty() && self.parse.head(indicator).kind.is_some_and(Kind::is_party) {
            actor.extend(self.own_parties(indicator));
        }
        if actor.is_empty() && matches!(&*self.parse.head(indicator).lemma, "export" | "shipment" | "supply") {
            actor.extend(self.origins(indicator));
        }
    }

    /// Whether a quantity is what a state takes in from others.
    pub(super) fn is_bought(&self, indicator: usize) -> bool {
        matches!(&*self.parse.head(indicator).lemma, "import" | "purchase")
    }

    /// "Imports of **Chilean** wine", "exports of wine from **Chile**": where the goods of a quantity come from.
    pub(super) fn origins(&self, indicator: usize) -> Vec<Argument<'a>> {
        let behind = |group: usize, word: &'static str| {
            self.parse.hanging(group).filter(move |&behind| self.parse.preposition(behind) == word)
        };
        let named = behind(indicator, "of").flat_map(|of| self.mentions_before(of, |kind| kind == Kind::Country));
        let mut origins: Vec<Argument<'a>> = named.collect();
        if origins.is_empty() {
            let from = behind(indicator, "of").flat_map(|of| behind(of, "from"));
            origins = from.flat_map(|from| self.parties(from)).collect();
        }
        origins
    }

    /// The words of the quantity, without owner and article.
    pub(super) fn indicator(&self, group: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[group];
        let head = &self.parse.units[this.head];
        // "In the last quarter", "in Lima": when and where.
        let aside = this.preposition.is_some()
            && (head.kind == Some(Kind::Place)
                || matches!(&*head.lemma, "quarter" | "period" | "year" | "month" | "week" | "half"));
        if matches!(head.tag, Tag::Pronoun | Tag::Determiner) || head.kind == Some(Kind::Person) || aside {
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
        Some(self.shown(span))
    }

    /// "It grew 5%", of a state: its economy did.
    pub(super) fn economy(&self, pronoun: usize) -> Option<Argument<'a>> {
        let grows = |verb: &usize| self.rules.context.moves_economy(&self.parse.head(*verb).lemma);
        let of = |verb: usize| self.act_below(verb).unwrap_or(verb);
        self.verb_above(pronoun).map(of).filter(grows)?;
        let state = self.parties(pronoun).into_iter().next().filter(|party| party.kind == Some(Kind::Country))?;
        Some(Argument { id: "economy".into(), name: "economy".into(), carried: true, ..state })
    }

    pub(in crate::claim) fn shown(&self, span: Span) -> Argument<'a> {
        let words = span.of(self.text.source);
        Argument { id: words.into(), name: words.into(), kind: None, span, carried: false, country: "".into() }
    }
}
