//! one web page → one article.
//!
//! The main text is dom_smoothie's (Readability); what is done here is to turn away pages that would take a parser too
//! long, and to find the day and the address. A page's tail of other stories stays as far as the library keeps it: it
//! is `text` that tells stories apart.

use super::{Documents, Format, Head, Input, Reason, encoding, markup, whole};
use crate::article::Article;
use encoding_rs::Encoding;
use regex::bytes::Regex;
use std::sync::LazyLock;

/// The largest page: a thousandfold of an article's text, and as much as may be held at twenty times its size.
pub(super) const LARGEST: usize = 4 << 20;

/// How far into a page its encoding may be declared.
const DECLARED_WITHIN: usize = 1024;

/// Web pages.
pub(super) struct WebPage;

impl Format for WebPage {
    fn endings(&self) -> &[&str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, head: &Head) -> bool {
        let head = head.text.trim_start().to_ascii_lowercase();
        head.starts_with('<')
            && ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>"]
                .iter()
                .any(|tag| head.contains(tag))
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        Ok(whole(input, |bytes, place| read(bytes, None, &place.origin.id)))
    }
}

/// Reads one page; `declared` is the encoding that came with it.
pub(super) fn read(bytes: Vec<u8>, declared: Option<&'static Encoding>, id: &str) -> Result<Article, Reason> {
    if bytes.len() > LARGEST {
        return Err(format!("the page is longer than {} MB", LARGEST >> 20).into());
    }
    let declared = declared.or_else(|| declared_in(&bytes));
    let page = encoding::decode(bytes, declared)?;
    markup::measure(&page)?;
    article(page, id)
}

/// The encoding that a page gives itself.
fn declared_in(page: &[u8]) -> Option<&'static Encoding> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i-u)(?:charset|encoding)\s*=\s*["']?([a-z0-9_:.-]+)"#).expect("a pattern that compiles")
    });
    let label = LABEL.captures(&page[..page.len().min(DECLARED_WITHIN)])?;
    Encoding::for_label(&label[1]).filter(|encoding| encoding.is_ascii_compatible())
}

/// The names by which pages give their day, beyond what the library looks at; the surest first.
#[cfg(feature = "html")]
const DAYS: &[&str] = &[
    "datepublished",
    "article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "govuk:first-published-at",
    "date",
    "dc.date",
    "dcterms.date",
];

/// Where pages state their address.
#[cfg(feature = "html")]
const ADDRESSES: &[(&str, &str)] = &[("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")];

/// An article of so many characters is believed; of fewer the library looks again, less strictly, and may take banners
/// and comments for it. News agencies write short.
#[cfg(feature = "html")]
const SHORTEST: usize = 200;

/// The article in a page.
#[cfg(feature = "html")]
fn article(page: String, id: &str) -> Result<Article, Reason> {
    use super::{aside, date, paragraph};
    use dom_smoothie::{Config, Readability, TextMode};
    let config = Config { text_mode: TextMode::Formatted, char_threshold: SHORTEST, ..Config::default() };
    let mut page = Readability::new(page, None, Some(config)).map_err(|error| error.to_string())?;
    let days = days(&page.doc);
    let addresses = ADDRESSES.iter().filter_map(|(selector, name)| page.doc.select(selector).attr(name));
    let address = addresses.map(|address| address.trim().to_owned()).find(|address| !address.is_empty());
    aside::remove(&page.doc);
    paragraph::mark_line_ends(&page.doc);
    let found = page.parse().map_err(|_| "no article in the page".to_owned())?;
    let text = paragraph::parted(&found.text_content);
    if text.is_empty() {
        return Err("no article in the page".into());
    }
    Ok(Article {
        title: Some(found.title).filter(|title| !title.is_empty()),
        date: found.published_time.iter().chain(&days).find_map(|text| date::day(text)),
        url: address.or(found.url),
        ..Article::new(id, text)
    })
}

/// The days that a page gives, the surest first: those with a name, those told to search engines, those of other times.
#[cfg(feature = "html")]
fn days(page: &dom_query::Document) -> Vec<String> {
    const PLACES: &str = "meta, time[datetime], [itemprop~=datePublished], script[type='application/ld+json']";
    static TOLD: LazyLock<regex::Regex> =
        LazyLock::new(|| regex::Regex::new(r#""datePublished"\s*:\s*"([^"]+)""#).expect("a pattern that compiles"));
    let mut days: Vec<(usize, String)> = Vec::new();
    for element in page.select(PLACES).nodes() {
        if element.has_name("script") {
            days.extend(TOLD.captures_iter(&element.text()).map(|told| (DAYS.len(), told[1].to_owned())));
            continue;
        }
        let names = ["itemprop", "property", "name"].iter().find_map(|kind| element.attr(kind)).unwrap_or_default();
        let names = names.to_ascii_lowercase();
        let rank = names.split_whitespace().find_map(|name| DAYS.iter().position(|day| *day == name));
        let stated = || element.attr("content").or_else(|| (!element.has_name("meta")).then(|| element.text()));
        let day = element.attr("datetime").or_else(|| rank.and_then(|_| stated()));
        days.extend(day.map(|day| (rank.unwrap_or(DAYS.len() + 1), day.trim().to_owned())));
    }
    days.sort_by_key(|(rank, _)| *rank);
    days.into_iter().map(|(_, day)| day).collect()
}

/// A build without the library.
#[cfg(not(feature = "html"))]
fn article(_: String, _: &str) -> Result<Article, Reason> {
    Err("this build reads no web pages (feature 'html')".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_that_a_page_gives_itself_is_found() {
        let label = |page: &str| declared_in(page.as_bytes()).map(Encoding::name);
        assert_eq!(label("<meta charset=\"ISO-8859-2\">"), Some("ISO-8859-2"));
        assert_eq!(label("<META content='text/html; CHARSET=koi8-r'>"), Some("KOI8-R"));
        assert_eq!(label("<?xml version='1.0' encoding='latin1'?>"), Some("windows-1252"));
        assert_eq!(label("<meta charset=utf-16>"), None);
    }
}
