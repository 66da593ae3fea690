//! articles → their running text with entities and claims marked.
//!
//! Without colour an entity stands in brackets, since nothing else would set it apart.

use claimwire::record::{Entity, Record, Statement};
use claimwire::sink::terminal::{Page, Prose, head, style, within};
use claimwire::text::Text;
use claimwire::{Article, Span};

/// How articles are shown.
#[derive(Clone, Copy)]
struct View {
    width: usize,
    colour: bool,
}

impl View {
    /// The whole page of an article; the record counts in bytes.
    fn article(self, article: &Article, record: &Record) -> Page {
        let (of_title, of_text) = record
            .entities
            .split_at(record.entities.partition_point(|entity| entity.part.is_some()));
        let (in_title, in_text) = record
            .claims
            .split_at(record.claims.partition_point(|claim| claim.part.is_some()));
        let mut page = Page::new(self.width);
        let title = article.title.as_deref().unwrap_or(&article.id);
        head(&mut page, record, &self.marked(title, Span::new(0, title.len()), of_title, style::STRONG));
        if !record.entities.is_empty() {
            page.gap();
            legend(&mut page, &record.entities);
        }
        if !in_title.is_empty() {
            page.gap();
            branches(&mut page, in_title);
        }
        self.text(&mut page, &article.text, of_text, in_text);
        page.gap();
        page
    }

    /// The running text, paragraph by paragraph, each sentence followed by its claims.
    fn text(self, page: &mut Page, source: &str, entities: &[Entity], mut claims: &[Statement]) {
        let text = Text::new(source);
        let mut flow = Prose::default();
        let mut furniture = false;
        for section in &text.sections {
            let base = if section.furniture { style::FAINT } else { style::PLAIN };
            for sentence in &text.sentences[section.sentences.clone()] {
                if sentence.opens_paragraph {
                    page.prose(2, &std::mem::take(&mut flow));
                    // Lines of a page's furniture stand close.
                    if !(furniture && section.furniture) {
                        page.gap();
                    }
                }
                furniture = section.furniture;
                flow.push(base, " ");
                flow.append(&self.marked(source, sentence.span, entities, base));
                let until = claims.partition_point(|claim| claim.start < sentence.span.end as usize);
                let (stated, rest) = claims.split_at(until);
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

/// Each type in its colour with those of it that are named, as many as a line holds.
fn legend(page: &mut Page, entities: &[Entity]) {
    let mut counts: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for entity in entities {
        *counts.entry((&entity.kind, &entity.id)).or_default() += 1;
    }
    let mut rows = Vec::new();
    for (kind, style) in style::TYPES {
        let room = page.room(2 + LEGEND);
        let mut line = Prose::default();
        let mut left = 0;
        for entity in entities.iter().filter(|entity| entity.kind == *kind) {
            // The first mention takes the count away, so that each is listed once.
            let Some(count) = counts.remove(&(&*entity.kind, &*entity.id)) else { continue };
            let named = named(entity, count, *style);
            if left > 0 || line.width() + named.width() + ", … +99".len() > room {
                left += 1;
                continue;
            }
            if !line.is_empty() {
                line.push(style::FAINT, ", ");
            }
            line.append(&named);
        }
        if left > 0 {
            line.push(style::FAINT, &format!(" … +{left}"));
        }
        if !line.is_empty() {
            rows.push(vec![Prose::of(style::FAINT, kind), line]);
        }
    }
    page.table(2, &rows);
}
