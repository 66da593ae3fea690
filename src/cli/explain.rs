//! articles → what made each claim, and what a sentence without one lacks.

mod clause;
mod reason;
mod sentence;

use super::screen::{Screen, Viewing};
use super::{Counting, whole};
use claimwire::claim::Claim;
use claimwire::record::{Offsets, Part, Record, Statement, Unit};
use claimwire::sink::terminal::{Page, Prose, head, style};
use claimwire::{Article, Error, Extractor, Reading, Result};
use sentence::Explanation;
use std::process::ExitCode;

/// Explain claims by the dictionary rows and rules that made them, or why a sentence states none
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only the sentence at this place of the text, counted as --offsets says
    #[arg(long, value_name = "OFFSET", value_parser = whole::<usize>, conflicts_with = "claim")]
    at: Option<usize>,
    /// Only the claim with this id
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    #[command(flatten)]
    viewing: Viewing,
    #[command(flatten)]
    counting: Counting,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { viewing, counting, at, claim } = arguments;
    let unit = counting.offsets;
    let extractor = viewing.knowledge.extractor()?.counting(unit);
    let mut screen = Screen::open(viewing.color);
    let explainer = Explainer { extractor: &extractor, unit, width: screen.width() };
    if let Some(offset) = at {
        let mut page = None;
        let status = viewing.each(|article| match page {
            Some(_) => Err(Error::other("--at needs --id, since there are several articles")),
            None => {
                page = Some(explainer.place(article, offset)?);
                Ok(())
            }
        })?;
        screen.print(&page.unwrap_or_default())?;
        return Ok(status);
    }
    let Some(id) = claim else {
        return viewing.each(|article| screen.print(&explainer.article(article)));
    };
    let mut found = false;
    let status = viewing.each(|article| {
        let page = explainer.claim(article, &id);
        found |= page.is_some();
        screen.print(&page.unwrap_or_default())
    })?;
    if found { Ok(status) } else { Err(Error::other(format!("no claim '{id}' in what was read"))) }
}

/// What explanations need besides the article.
struct Explainer<'e> {
    extractor: &'e Extractor,
    unit: Unit,
    width: usize,
}

/// A claim with its record.
type Stated<'s> = (&'s Claim<'s>, &'s Statement<'s>);

impl Explainer<'_> {
    /// Every sentence of an article that states a claim or came near one.
    fn article(&self, article: &Article) -> String {
        let (reading, record) = (self.extractor.read(article), self.extractor.extract(article));
        let mut page = self.page(article, &record);
        let mut silent = 0;
        for (explanation, claims) in self.parts(&reading, &record.claims) {
            for sentence in 0..explanation.analysis.text.sentences.len() {
                match of_sentence(&claims, sentence) {
                    [] if explanation.shortly(&mut page, sentence) => {}
                    [] => silent += 1,
                    stated => explanation.whole(&mut page, sentence, stated),
                }
            }
        }
        if silent > 0 {
            let sentences = if silent == 1 {
                "1 other sentence states".to_owned()
            } else {
                format!("{silent} other sentences state")
            };
            page.gap();
            page.prose(2, &Prose::of(style::FAINT, &format!("{sentences} no frame; --at explains one")));
        }
        page.gap();
        page.into_lines()
    }

    /// The sentence of a text at an offset, which must lie in it.
    fn place(&self, article: &Article, offset: usize) -> Result<String> {
        let (reading, record) = (self.extractor.read(article), self.extractor.extract(article));
        let mut page = self.page(article, &record);
        let outside = |end: usize| {
            let id = &article.id;
            Error::other(format!("offset {offset} lies outside the text of '{id}', which ends at {end}"))
        };
        for (explanation, claims) in self.parts(&reading, &record.claims) {
            if explanation.part.is_some() {
                continue;
            }
            let end = explanation.offsets.at(article.text.len() as u32);
            let sentences = &explanation.analysis.text.sentences;
            if offset >= end || sentences.is_empty() {
                return Err(outside(end));
            }
            let behind = sentences.partition_point(|sentence| explanation.offsets.at(sentence.span.start) <= offset);
            let sentence = behind.saturating_sub(1);
            explanation.whole(&mut page, sentence, of_sentence(&claims, sentence));
        }
        page.gap();
        Ok(page.into_lines())
    }

    /// The claim with this id, if the article states it.
    fn claim(&self, article: &Article, id: &str) -> Option<String> {
        let (reading, record) = (self.extractor.read(article), self.extractor.extract(article));
        let mut page = self.page(article, &record);
        let mut found = false;
        for (explanation, claims) in self.parts(&reading, &record.claims) {
            for stated in claims.iter().filter(|(_, statement)| statement.id == id) {
                found = true;
                explanation.whole(&mut page, stated.0.sentence, std::slice::from_ref(stated));
            }
        }
        page.gap();
        found.then(|| page.into_lines())
    }

    fn page(&self, article: &Article, record: &Record) -> Page {
        let mut page = Page::new(self.width);
        let title = article.title.as_deref().unwrap_or(&article.id);
        head(&mut page, record, &Prose::of(style::STRONG, title));
        page
    }

    /// The headline and the running text, each with its claims.
    fn parts<'s>(
        &'s self,
        reading: &'s Reading<'s>,
        statements: &'s [Statement],
    ) -> Vec<(Explanation<'s>, Vec<Stated<'s>>)> {
        let analyses = [(reading.title.as_ref(), Some(Part::Title)), (Some(&reading.body), None)];
        analyses
            .into_iter()
            .filter_map(|(analysis, part)| Some((analysis?, part)))
            .map(|(analysis, part)| {
                let explanation = Explanation {
                    extractor: self.extractor,
                    analysis,
                    headline: reading.title.as_ref().filter(|_| part.is_none()),
                    unit: self.unit,
                    part,
                    offsets: Offsets::new(analysis.text.source, self.unit),
                };
                let statements = statements.iter().filter(|statement| statement.part == part);
                (explanation, analysis.claims.iter().zip(statements).collect())
            })
            .collect()
    }
}

/// The claims of one sentence, among those of a text in their order.
fn of_sentence<'c, 's>(claims: &'c [Stated<'s>], sentence: usize) -> &'c [Stated<'s>] {
    let first = claims.partition_point(|(claim, _)| claim.sentence < sentence);
    let end = claims.partition_point(|(claim, _)| claim.sentence <= sentence);
    &claims[first..end]
}
