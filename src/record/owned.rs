//! A record that borrows from its article → one that stands by itself.

use super::{Argument, Entity, Record, Statement};
use std::borrow::Cow;

fn text(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

impl Record<'_> {
    /// The same, borrowing nothing, so that it outlives its article and the extractor.
    ///
    /// ```
    /// # let extractor = claimwire::Extractor::load(None, None).unwrap();
    /// let record = {
    ///     let article = claimwire::Article::new("1", "Japan asked the US to lift its 25% tariff on cars.");
    ///     extractor.extract(&article).into_owned()
    /// };
    /// assert_eq!(record.id, "1");
    /// ```
    pub fn into_owned(self) -> Record<'static> {
        Record {
            version: self.version,
            id: text(self.id),
            url: self.url.map(text),
            date: self.date.map(text),
            title: self.title.map(text),
            entities: self.entities.into_iter().map(Entity::into_owned).collect(),
            claims: self.claims.into_iter().map(Statement::into_owned).collect(),
        }
    }
}

impl Entity<'_> {
    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Entity<'static> {
        Entity {
            kind: text(self.kind),
            id: text(self.id),
            name: text(self.name),
            text: text(self.text),
            found_by: text(self.found_by),
            start: self.start,
            end: self.end,
            part: self.part,
        }
    }
}

impl Statement<'_> {
    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Statement<'static> {
        let all = |arguments: Vec<Argument<'_>>| arguments.into_iter().map(Argument::into_owned).collect();
        Statement {
            frame: text(self.frame),
            action: text(self.action),
            actor: all(self.actor),
            target: all(self.target),
            product: all(self.product),
            rate: self.rate.map(Argument::into_owned),
            rate_before: self.rate_before.map(Argument::into_owned),
            amount: self.amount.map(Argument::into_owned),
            indicator: self.indicator.map(Argument::into_owned),
            modality: text(self.modality),
            requester: self.requester.map(Argument::into_owned),
            attribution: all(self.attribution),
            time: self.time.map(Argument::into_owned),
            evidence: text(self.evidence),
            id: self.id,
            negated: self.negated,
            statement: self.statement,
            start: self.start,
            end: self.end,
            part: self.part,
            rules: self.rules,
            confidence: self.confidence,
        }
    }
}

impl Argument<'_> {
    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Argument<'static> {
        let Argument { id, name, text: words, start, end, carried } = self;
        Argument { id: text(id), name: text(name), text: text(words), start, end, carried }
    }
}
