//! articles → their running text with entities and claims marked.
//!
//! Without colour an entity stands in brackets, since nothing else would set it apart.

use super::screen::{Screen, Viewing};
use anstyle::Style;
use claimwire::record::{Entity, Record, Statement, Unit};
use claimwire::sink::terminal::{Page, Prose, head, style, within};
use claimwire::text::Text;
use claimwire::{Article, Result, Span};
use rustc_hash::FxHashMap;
use std::process::ExitCode;

/// Columns of the legend's first column.
const LEGEND: usize = 14;

/// Show articles with their entities and claims marked
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    viewing: Viewing,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { viewing } = arguments;
    let extractor = viewing.knowledge.extractor()?.counting(Unit::Bytes);
    let mut screen = Screen::open(viewing.color);
    let view = View { width: screen.width(), colour: screen.has_colour() };
    viewing.each(|article| screen.print(&view.article(article, &extractor.extract(article))))
}

/// How articles are shown.
#[derive(Clone, Copy)]
struct View {
    width: usize,
    colour: bool,
}

impl View {
    /// The whole page of an article; the record counts in bytes.
    fn article(self, article: &Article, record: &Record) -> String {
        let in_title = record.entities.partition_point(|entity| entity.part.is_some());
        let (of_title, of_text) = record.entities.split_at(in_title);
        let in_title = record.claims.partition_point(|claim| claim.part.is_some());
        let (title_claims, text_claims) = record.claims.split_at(in_title);
        let mut page = Page::new(self.width);
        let title = article.title.as_deref().unwrap_or(&article.id);
        let marked = self.marked(title, Span::new(0, title.len()), of_title, style::STRONG);
        head(&mut page, record, &marked);
        branches(&mut page, title_claims);
        page.gap();
        legend(&mut page, &record.entities);
        self.text(&mut page, &article.text, of_text, text_claims);
        page.gap();
        page.into_lines()
    }

    /// The running text, paragraph by paragraph, each sentence that states claims followed by them.
    fn text(self, page: &mut Page, source: &str, entities: &[Entity], mut claims: &[Statement]) {
        let text = Text::new(source);
        let mut flow = Prose::default();
        // Lines of a page's furniture stand close; everything else is set off by an empty line.
        let mut close = false;
        for section in &text.sections {
            let base = if section.furniture { style::FAINT } else { Style::new() };
            for sentence in &text.sentences[section.sentences.clone()] {
                if sentence.opens_paragraph || flow.is_empty() {
                    page.prose(2, &std::mem::take(&mut flow));
                    if !(close && section.furniture) {
                        page.gap();
                    }
                }
                close = section.furniture;
                flow.push(base, " ");
                flow.append(&self.marked(source, sentence.span, entities, base));
                let (stated, rest) =
                    claims.split_at(claims.partition_point(|claim| claim.start < sentence.span.end as usize));
                if !stated.is_empty() {
                    page.prose(2, &std::mem::take(&mut flow));
                    branches(page, stated);
                }
                claims = rest;
            }
        }
        page.prose(2, &flow);
    }

    /// A stretch of the text with its entities marked.
    fn marked(self, source: &str, span: Span, entities: &[Entity], base: Style) -> Prose {
        let (open, close) = if self.colour { ("", "") } else { ("[", "]") };
        let mut prose = Prose::default();
        let mut at = span.start as usize;
        for entity in within(entities, span.range()) {
            prose.push(base, &source[at..entity.start]);
            prose.push(style::of_type(&entity.kind), &format!("{open}{}{close}", entity.text));
            at = entity.end;
        }
        prose.push(base, &source[at..span.end as usize]);
        prose
    }
}

/// Claims as branches of the sentence above them.
fn branches(page: &mut Page, claims: &[Statement]) {
    for (index, claim) in claims.iter().enumerate() {
        let (branch, trunk) = if index + 1 == claims.len() { ("└─", " ") } else { ("├─", "│") };
        let mut body = style::label(claim);
        body.push(style::FAINT, " · ");
        body.push(style::STRONG, &claim.statement);
        for note in style::notes(claim) {
            body.push(style::FAINT, " · ");
            body.append(&note);
        }
        let body = body.wrap(page.room(5));
        let mut arms = vec![Prose::of(style::FAINT, trunk); body.len()];
        arms[0] = Prose::of(style::FAINT, branch);
        page.row(2, &[(3, &arms), (0, &body)]);
    }
}

/// Each type in its colour with those of it that are named, as many as a line holds.
fn legend(page: &mut Page, entities: &[Entity]) {
    let mut counts: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for entity in entities {
        *counts.entry((&entity.kind, &entity.id)).or_default() += 1;
    }
    let room = page.room(2 + LEGEND);
    for (kind, style) in style::TYPES {
        let mut line = Prose::default();
        let mut left = 0;
        for entity in entities.iter().filter(|entity| entity.kind == *kind) {
            // Its first mention takes the count away, so that each entity stands here once.
            let Some(count) = counts.remove(&(&*entity.kind, &*entity.id)) else { continue };
            let mut named = Prose::of(*style, shown(entity));
            if count > 1 {
                named.push(style::FAINT, &format!(" ×{count}"));
            }
            if line.is_empty() {
                line = named;
            } else if left == 0 && line.width() + named.width() + ", … +99".len() < room {
                line.push(style::FAINT, ", ");
                line.append(&named);
            } else {
                left += 1;
            }
        }
        if left > 0 {
            line.push(style::FAINT, &format!(" … +{left}"));
        }
        if !line.is_empty() {
            page.row(2, &[(LEGEND, &[Prose::of(style::FAINT, kind)]), (0, &line.wrap(room))]);
        }
    }
}

/// What an entity is called in a legend: a name, but a figure and a day as they are written.
fn shown<'s>(entity: &'s Entity<'_>) -> &'s str {
    match &*entity.kind {
        "percent" | "money" | "quantity" | "date" => &entity.text,
        _ => &entity.name,
    }
}
