//! mentions + claims → the only shape that leaves the house.
//!
//! A record names things by their ids and names, never by indices; sinks and audits see nothing else. Its fields and
//! their meaning are a promise: `schema/record.schema.json` states it and a test holds real output against it.

mod offsets;
mod owned;
mod statement;

pub use offsets::{Offsets, Unit};

use crate::claim::{self, Claim};
use crate::lexicon::Lexicon;
use crate::mention::{Found, Mention};
use crate::rule::{self, Precision, Rules};
use crate::span::Span;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The version of the record's shape; it grows when a field changes its meaning or goes away.
pub const VERSION: u32 = 1;

/// What was found in one article; what stands in the article or in a dictionary is borrowed from there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// The shape's version.
    pub version: u32,
    /// The article's id.
    pub id: Cow<'a, str>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<Cow<'a, str>>,
    /// Its day, `2025-06-06`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<Cow<'a, str>>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<Cow<'a, str>>,
    /// Everything named, in the order of the text; the title's first.
    pub entities: Vec<Entity<'a>>,
    /// Everything claimed, in the order of the text; the title's first.
    pub claims: Vec<Statement<'a>>,
}

/// Which text offsets count in: left out for the running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Title,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity<'a> {
    /// `country`, `place`, `person`, `organization`, `commodity`, `percent`, `money`, `quantity`, `date`.
    #[serde(rename = "type")]
    pub kind: Cow<'a, str>,
    /// Who or what it is: an ISO code, a full name, a number.
    pub id: Cow<'a, str>,
    /// Its canonical name.
    pub name: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// First offset, in the unit asked for.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
    /// Set where the offsets count in the title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<Part>,
    /// The dictionary row (`countries.tsv:112`) or rule (`person.title`) behind it.
    pub found_by: Cow<'a, str>,
}

/// One claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement<'a> {
    /// Derived from article, evidence and content alone: the same claim has the same id in every run.
    pub id: String,
    /// The measure or event.
    pub frame: Cow<'a, str>,
    /// What happens to it.
    pub action: Cow<'a, str>,
    /// Who does it or has it in force.
    pub actor: Vec<Argument<'a>>,
    /// Whom it hits.
    pub target: Vec<Argument<'a>>,
    /// The goods.
    pub product: Vec<Argument<'a>>,
    /// The percentage.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rate: Option<Argument<'a>>,
    /// The percentage that it replaces.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rate_before: Option<Argument<'a>>,
    /// Money or a counted quantity.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Argument<'a>>,
    /// What changed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub indicator: Option<Argument<'a>>,
    /// `actual`, `planned`, `threatened`, `proposed`, `requested`.
    pub modality: Cow<'a, str>,
    /// Whether the text denies it.
    pub negated: bool,
    /// Who asks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub requester: Option<Argument<'a>>,
    /// Who is said to have said it, outermost first; a source without a name has no id.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attribution: Vec<Argument<'a>>,
    /// When it takes or took effect.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time: Option<Argument<'a>>,
    /// The claim as one plain sentence.
    pub statement: String,
    /// The sentence that states it.
    pub evidence: Cow<'a, str>,
    /// First offset of the evidence.
    pub start: usize,
    /// One past its last offset.
    pub end: usize,
    /// Set where the offsets count in the title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<Part>,
    /// The rules that found it: `tariff/impose: slap`.
    pub rules: Vec<String>,
    /// How far it can be believed; records of earlier versions do not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<Confidence>,
}

impl<'a> Statement<'a> {
    /// Its roles with what fills them, in their order.
    pub fn roles(&self) -> [(&'static str, &[Argument<'a>]); 10] {
        [
            ("actor", &self.actor),
            ("target", &self.target),
            ("product", &self.product),
            ("rate", self.rate.as_slice()),
            ("rate_before", self.rate_before.as_slice()),
            ("amount", self.amount.as_slice()),
            ("indicator", self.indicator.as_slice()),
            ("requester", self.requester.as_slice()),
            ("attribution", &self.attribution),
            ("time", self.time.as_slice()),
        ]
    }

    /// Puts an argument into a role, behind those that it has or in place of the one; whether there is such a role.
    pub fn fill(&mut self, role: &str, argument: Argument<'a>) -> bool {
        match role {
            "actor" => self.actor.push(argument),
            "target" => self.target.push(argument),
            "product" => self.product.push(argument),
            "rate" => self.rate = Some(argument),
            "rate_before" => self.rate_before = Some(argument),
            "amount" => self.amount = Some(argument),
            "indicator" => self.indicator = Some(argument),
            "requester" => self.requester = Some(argument),
            "attribution" => self.attribution.push(argument),
            "time" => self.time = Some(argument),
            _ => return false,
        }
        true
    }
}

/// How often a claim's rule was right on golden articles.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    /// The rule's precision, smoothed as [`crate::rule::Precision`] says, in three digits.
    pub precision: f64,
    /// How many claims of the rule were right.
    pub right: u32,
    /// Out of how many.
    pub of: u32,
}

impl Confidence {
    /// In claims of these rules.
    fn of(rules: &[String]) -> Confidence {
        let rule::Confidence { precision, cases } = Precision::embedded().of(rules);
        Confidence { precision: (precision * 1000.0).round() / 1000.0, right: cases.right, of: cases.of }
    }
}

/// One filled role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Argument<'a> {
    /// Who or what.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub id: Cow<'a, str>,
    /// Its canonical name.
    pub name: Cow<'a, str>,
    /// The words that stand for it.
    pub text: Cow<'a, str>,
    /// First offset of the words.
    pub start: usize,
    /// One past their last offset.
    pub end: usize,
    /// Whether it comes from before: the words only point at it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub carried: bool,
}

/// One text of an article with all that was found in it.
pub(crate) struct Findings<'t, 'a> {
    pub(crate) text: &'t Text<'a>,
    pub(crate) mentions: Vec<Mention<'a>>,
    pub(crate) claims: Vec<Claim<'a>>,
    pub(crate) part: Option<Part>,
}

impl<'a> Record<'a> {
    /// Adds the findings of one text, offsets counted in `unit`.
    pub(crate) fn add(&mut self, findings: Findings<'_, 'a>, lexicon: &Lexicon, rules: &Rules, unit: Unit) {
        let Findings { text, mentions, claims, part } = findings;
        let writer = Writer { text, part, offsets: Offsets::new(text.source, unit), article: &self.id, lexicon, rules };
        self.entities.extend(mentions.into_iter().map(|mention| writer.entity(mention)));
        self.claims.extend(claims.into_iter().map(|claim| writer.claim(claim)));
    }
}

/// Words as they stand, but for the breaks of their lines: a wire's line ends within a name and is no part of it.
pub(crate) fn one_line<'w>(words: impl Into<Cow<'w, str>>) -> Cow<'w, str> {
    let words = words.into();
    // Nearly all are: one look at each byte tells.
    let mut before = b' ';
    let is_plain = words.bytes().all(|byte| {
        let stands = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        stands
    });
    if is_plain { words } else { words.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

struct Writer<'w, 'a> {
    text: &'w Text<'a>,
    part: Option<Part>,
    offsets: Offsets<'w>,
    article: &'w str,
    lexicon: &'w Lexicon,
    rules: &'w Rules,
}

impl<'a> Writer<'_, 'a> {
    fn words(&self, span: Span) -> Cow<'a, str> {
        span.of(self.text.source).into()
    }

    fn entity(&self, mention: Mention<'a>) -> Entity<'a> {
        Entity {
            kind: mention.kind.name().into(),
            id: one_line(mention.id),
            name: one_line(mention.name),
            text: self.words(mention.span),
            start: self.offsets.at(mention.span.start),
            end: self.offsets.at(mention.span.end),
            part: self.part,
            found_by: match mention.found {
                Found::Row { table, line } => format!("{table}.tsv:{line}").into(),
                Found::Rule(rule) => rule.into(),
            },
        }
    }

    fn argument(&self, argument: claim::Argument<'a>) -> Argument<'a> {
        Argument {
            id: one_line(argument.id),
            name: one_line(argument.name),
            text: self.words(argument.span),
            start: self.offsets.at(argument.span.start),
            end: self.offsets.at(argument.span.end),
            carried: argument.carried,
        }
    }

    fn claim(&self, claim: Claim<'a>) -> Statement<'a> {
        let evidence = self.text.sentences[claim.sentence].span;
        let statement = statement::sentence(&claim, self.text, self.lexicon, self.rules);
        let all = |arguments: Vec<claim::Argument<'a>>| {
            arguments.into_iter().map(|argument| self.argument(argument)).collect::<Vec<_>>()
        };
        let one = |argument: Option<claim::Argument<'a>>| argument.map(|argument| self.argument(argument));
        let mut statement = Statement {
            id: String::new(),
            frame: claim.frame.into(),
            action: claim.action.into(),
            actor: all(claim.actor),
            target: all(claim.target),
            product: all(claim.product),
            rate: one(claim.rate),
            rate_before: one(claim.rate_before),
            amount: one(claim.amount),
            indicator: one(claim.indicator),
            modality: claim.modality.name().into(),
            negated: claim.negated,
            requester: one(claim.requester),
            attribution: all(claim.attribution),
            time: one(claim.time),
            statement,
            evidence: self.words(evidence),
            start: self.offsets.at(evidence.start),
            end: self.offsets.at(evidence.end),
            part: self.part,
            confidence: Some(Confidence::of(&claim.rules)),
            rules: claim.rules,
        };
        statement.id = self.claim_id(&statement);
        statement
    }

    /// The first 16 hexadecimal digits of a hash over article, evidence and content.
    fn claim_id(&self, claim: &Statement<'_>) -> String {
        let mut hash = Sha256::new();
        let mut field = |text: &str| {
            hash.update(text.as_bytes());
            hash.update([0]);
        };
        for text in [
            self.article,
            &claim.evidence,
            &claim.frame,
            &claim.action,
            &claim.modality,
            if claim.negated { "not" } else { "" },
        ] {
            field(text);
        }
        for role in [&claim.actor, &claim.target, &claim.product] {
            role.iter().for_each(|argument| field(&argument.id));
            field("");
        }
        for role in [&claim.rate, &claim.rate_before, &claim.amount, &claim.indicator, &claim.requester] {
            field(role.as_ref().map_or("", |argument| &argument.id));
        }
        let digits = hash.finalize().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        format!("{digits:016x}")
    }
}
