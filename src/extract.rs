//! The steps in a row: article → record.

use crate::article::Article;
use crate::claim::{self, Claim, Headline};
use crate::error::Result;
use crate::lexicon::{Lexicon, Word};
use crate::mention::{self, Mention};
use crate::record::{Findings, Part, Record, Unit, VERSION};
use crate::rule::Rules;
use crate::syntax;
use crate::text::Text;
use jiff::civil::Date;
use std::path::Path;

/// Dictionaries and rules, compiled once and shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    rules: Rules,
    unit: Unit,
}

/// What was found in one text.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// Its parts.
    pub text: Text<'a>,
    /// Its words, one for each token.
    pub words: Vec<Word>,
    /// Everything named.
    pub mentions: Vec<Mention<'a>>,
    /// Everything claimed.
    pub claims: Vec<Claim<'a>>,
}

/// What was found in an article.
#[derive(Debug)]
pub struct Reading<'a> {
    /// In its headline.
    pub title: Option<Analysis<'a>>,
    /// In its running text.
    pub body: Analysis<'a>,
}

impl Extractor {
    /// Compiles the embedded dictionaries and rules, extended or replaced by those in the folders given.
    ///
    /// # Errors
    /// What cannot be read, and every fault of every table and rule file with its place.
    pub fn load(dictionaries: Option<&Path>, rules: Option<&Path>) -> Result<Extractor> {
        let lexicon = Lexicon::load(dictionaries)?;
        let rules = Rules::load(rules, &lexicon, syntax::prepositions)?;
        Ok(Extractor { lexicon, rules, unit: Unit::default() })
    }

    /// Compiles the dictionaries and rules in two folders and nothing else: those of another revision.
    ///
    /// # Errors
    /// As of [`Extractor::load`].
    pub fn load_only(dictionaries: &Path, rules: &Path) -> Result<Extractor> {
        let lexicon = Lexicon::load_only(dictionaries)?;
        let rules = Rules::load_only(rules, &lexicon)?;
        Ok(Extractor { lexicon, rules, unit: Unit::default() })
    }

    /// The same extractor, with offsets of its records counted in `unit`.
    pub fn counting(mut self, unit: Unit) -> Extractor {
        self.unit = unit;
        self
    }

    /// The compiled dictionaries.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The compiled rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Reads one article; linear in its length, and whatever its text, it returns.
    ///
    /// ```
    /// # let extractor = claimwire::Extractor::load(None, None).unwrap();
    /// let article = claimwire::Article::new("1", "Japan asked the US to lift its 25% tariff on cars.");
    /// let record = extractor.extract(&article);
    /// assert_eq!(record.claims[0].modality, "requested");
    /// ```
    pub fn extract<'a>(&'a self, article: &'a Article) -> Record<'a> {
        let mut record = Record {
            version: VERSION,
            id: (&article.id).into(),
            url: article.url.as_ref().map(Into::into),
            date: article.date.map(|date| date.to_string().into()),
            title: article.title.as_ref().map(Into::into),
            ..Record::default()
        };
        let Reading { title, body } = self.read(article);
        let parts = title.into_iter().map(|title| (title, Some(Part::Title))).chain([(body, None)]);
        for (Analysis { text, mentions, claims, .. }, part) in parts {
            record.add(Findings { text: &text, mentions, claims, part }, &self.lexicon, &self.rules, self.unit);
        }
        record
    }

    /// Everything found in an article, with its spans; what the text leaves out may come from the headline.
    pub fn read<'a>(&'a self, article: &'a Article) -> Reading<'a> {
        let title = article.title.as_deref().map(|title| self.analyse(title, article.date, Headline::default()));
        let headline = title.as_ref().map(|title| Headline { mentions: &title.mentions, claims: &title.claims });
        let body = self.analyse(&article.text, article.date, headline.unwrap_or_default());
        Reading { title, body }
    }

    fn analyse<'a>(&'a self, source: &'a str, date: Option<Date>, headline: Headline<'_, 'a>) -> Analysis<'a> {
        let text = Text::new(source);
        let words = self.lexicon.words(&text);
        let mentions = mention::find(&text, &self.lexicon, &words, date);
        let claims = claim::find(&text, &self.lexicon, &words, &self.rules, &mentions, date, headline);
        Analysis { text, words, mentions, claims }
    }
}
