//! one web page → one article.
//!
//! The main text is dom_smoothie's (Readability); what is done here is to turn away pages that would take a parser too
//! long, and to find the day and the address. A page's tail of other stories stays as far as the library keeps it: it is
//! `text` that tells stories apart.

use super::{Documents, Format, Head, Input, Reason, encoding, whole};
use crate::article::Article;
use encoding_rs::Encoding;
use memchr::memchr;
use memchr::memmem;
use regex::bytes::Regex;
use std::sync::LazyLock;

/// The largest page: a thousandfold of an article's text.
const LARGEST: usize = 8 << 20;

/// The most steps that a parser may take up from a tag to the elements around it: some hundredfold of what pages need,
/// and about a second.
const STEPS: usize = 5_000_000;

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
    if takes_more_than(STEPS, &page) {
        return Err("the page is nested too deeply".into());
    }
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

/// Elements that hold nothing, or that end where the next of their kind begins.
const SHALLOW: &[&str] = &[
    "a", "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "th", "tr", "track", "wbr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noframes", "iframe", "xmp"];

/// Whether the depths of all tags add up to more than `most`, by a look at the tags alone.
fn takes_more_than(most: usize, page: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut steps = 0;
    let mut rest = page;
    while let Some(start) = memchr(b'<', rest.as_bytes()) {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let closing = rest.starts_with('/');
        let tag = &rest[usize::from(closing)..];
        let name = &tag[..tag.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let is_one_of = |names: &[&str]| names.iter().any(|other| other.eq_ignore_ascii_case(name));
        if name.is_empty() {
            continue;
        }
        steps += open.len();
        if steps > most {
            return true;
        }
        if is_one_of(SHALLOW) {
            continue;
        }
        if closing {
            if let Some(place) = open.iter().rposition(|other| other.eq_ignore_ascii_case(name)) {
                open.truncate(place);
            }
        } else if is_one_of(RAW) {
            rest = after_raw(name, tag);
        } else {
            open.push(name);
        }
    }
    false
}

/// What stands after the content of a raw element: from its end tag on.
fn after_raw<'p>(name: &str, page: &'p str) -> &'p str {
    memmem::find_iter(page.as_bytes(), "</")
        .map(|place| &page[place..])
        .find(|end| end.as_bytes()[2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())))
        .unwrap_or("")
}

/// Where pages state their day, beyond what the library looks at; the surest first.
#[cfg(feature = "html")]
const DAYS: &[(&str, &str)] = &[
    ("[itemprop=datePublished]", "content"),
    ("[itemprop=datePublished]", "datetime"),
    ("meta[name=date]", "content"),
    ("meta[name=pubdate]", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("time[datetime]", "datetime"),
];

/// Where pages state their address.
#[cfg(feature = "html")]
const ADDRESSES: &[(&str, &str)] = &[("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")];

/// The article in a page.
#[cfg(feature = "html")]
fn article(page: String, id: &str) -> Result<Article, Reason> {
    use super::date;
    use dom_smoothie::{Config, Readability, TextMode};
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut page = Readability::new(page, None, Some(config)).map_err(|error| error.to_string())?;
    let stated = |places: &[(&str, &str)]| -> Vec<String> {
        let values = places.iter().filter_map(|(selector, name)| page.doc.select(selector).attr(name));
        values.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
    };
    let (days, addresses) = (stated(DAYS), stated(ADDRESSES));
    page.doc.select("figcaption").remove();
    let found = page.parse().map_err(|_| "no article in the page".to_owned())?;
    let text = paragraphs(&found.text_content);
    if text.is_empty() {
        return Err("no article in the page".into());
    }
    Ok(Article {
        title: Some(found.title).filter(|title| !title.is_empty()),
        date: found.published_time.iter().chain(&days).find_map(|text| date::day(text)),
        url: addresses.into_iter().next().or(found.url),
        ..Article::new(id, text)
    })
}

/// Blocks of text, which the library parts by one line end or more, as paragraphs.
#[cfg(feature = "html")]
fn paragraphs(text: &str) -> String {
    let blocks: Vec<&str> = text.lines().map(str::trim).filter(|block| !block.is_empty()).collect();
    blocks.join("\n\n")
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

    #[test]
    fn depth_counts_what_nests_and_nothing_else() {
        let deep = |part: &str| takes_more_than(1000, &part.repeat(50));
        assert!(deep("<div><p>"));
        assert!(deep("<ul><li>x"));
        assert!(!deep("<div></div>"));
        assert!(!deep("<p>a<br>b<li>c"));
        assert!(!deep("<script>if (a<b) '<div>'</SCRIPT><!-- <div> --><textarea><b></textarea>"));
        assert!(!deep("a < b </div> <"));
    }
}
