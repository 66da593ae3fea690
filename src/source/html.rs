//! one web page → one article.
//!
//! The main text is dom_smoothie's (Readability); what is done here is to turn away pages that would take a parser too
//! long, and to find the day and the address. A page's tail of other stories stays as far as the library keeps it: it is
//! `text` that tells stories apart.

use super::{Format, Options, date, encoding};
use crate::article::Article;
use encoding_rs::Encoding;

/// The largest page: a thousandfold of an article's text.
const LARGEST: usize = 8 << 20;

/// The deepest nesting, which is where browsers stop; parsing takes the square of it.
const DEEPEST: usize = 512;

/// How far into a page its encoding may be declared.
const DECLARED_WITHIN: usize = 1024;

/// Web pages.
#[derive(Debug)]
pub(super) struct WebPage;

impl Format for WebPage {
    fn endings(&self) -> &[&str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, head: &str) -> bool {
        let head = head.trim_start().to_ascii_lowercase();
        head.starts_with('<')
            && ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>"].iter().any(|tag| head.contains(tag))
    }

    fn read(&self, bytes: Vec<u8>, id: &str, _: &Options) -> Result<Article, String> {
        if bytes.len() > LARGEST {
            return Err(format!("the page is longer than {} MB", LARGEST >> 20));
        }
        let declared = declared(&bytes);
        let page = encoding::decode(bytes, declared)?;
        if is_deeper_than(DEEPEST, &page) {
            return Err(format!("the page is nested deeper than {DEEPEST} elements"));
        }
        article(page, id)
    }
}
