//! report → one self-contained page, which a browser opens from disk.
//!
//! All that comes from articles stands in one block of JSON, in which no `<` is left, and reaches the page as text
//! alone. Scripts and styles run by a nonce that is drawn from that block:
//! no article can hold the hash of what it is part of.

use super::changes::Changes;
use super::report::{Audited, ClaimPair, EntityPair, Report};
use super::score::Score;
use crate::text::is_wrapped;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

const FRAME: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPTS: [&str; 8] = [
    include_str!("dom.js"),
    include_str!("model.js"),
    include_str!("overview.js"),
    include_str!("changes.js"),
    include_str!("list.js"),
    include_str!("article.js"),
    include_str!("items.js"),
    include_str!("main.js"),
];
const START: &str = "start();\n";

/// What a page shows.
#[derive(Clone, Copy, Debug)]
pub struct Page<'p> {
    /// What was audited: the golden files' folder.
    pub heading: &'p str,
    /// Figures, and articles with their pairs.
    pub report: &'p Report,
    /// The audit before, against which each figure's change is shown.
    pub since: Option<Since<'p>>,
}

/// An earlier audit.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Since<'p> {
    /// Its file.
    pub name: &'p str,
    /// Its figures.
    pub score: &'p Score,
}

impl Page<'_> {
    /// The page as HTML, without a link to anything outside; the same for the same audit.
    ///
    /// ```
    /// use claimwire::audit::{Audited, Page, Report};
    /// let article = Audited { name: "a".into(), text: "</script><script>alert(1)".into(), ..Audited::default() };
    /// let report = Report::of(vec![article], Vec::new());
    /// let page = Page { heading: "golden", report: &report, since: None }.to_html();
    /// assert!(page.contains(r#""text":"\u003c/script>\u003cscript>alert(1)""#));
    /// ```
    pub fn to_html(&self) -> String {
        let Page { heading, report, since } = *self;
        let articles: Vec<Shown> = report.articles.iter().map(Shown::of).collect();
        let data = Data {
            task: "audit",
            heading,
            score: &report.score,
            drafts: report.drafts.len(),
            since,
            changes: report.changes.as_ref(),
            articles,
        };
        html(&data, "'none'", "", "")
    }
}

/// The data of a page: the report without what nobody looks at,
/// since a page of thousands of articles must open at once.
#[derive(Serialize)]
pub(crate) struct Data<'p, A> {
    pub(crate) task: &'static str,
    pub(crate) heading: &'p str,
    pub(crate) score: &'p Score,
    pub(crate) drafts: usize,
    pub(crate) since: Option<Since<'p>>,
    pub(crate) changes: Option<&'p Changes>,
    pub(crate) articles: Vec<A>,
}

/// One article of it.
#[derive(Serialize)]
pub(crate) struct Shown<'p> {
    name: &'p str,
    title: Option<&'p str>,
    text: &'p str,
    /// Whether its lines are broken at a fixed width.
    wrapped: bool,
    entities: &'p [EntityPair],
    claims: &'p [ClaimPair],
}

impl<'p> Shown<'p> {
    pub(crate) fn of(article: &'p Audited) -> Shown<'p> {
        let Audited { name, title, text, entities, claims, .. } = article;
        Shown { name, title: title.as_deref(), text, wrapped: is_wrapped(text), entities, claims }
    }
}

/// A page of this kind around `data`, with a style and a script of its own behind the common ones; `connect` is the CSP
/// source that it may ask for more.
pub(crate) fn html(data: &impl Serialize, connect: &str, style: &str, script: &str) -> String {
    let data = json(data);
    let nonce: String = Sha256::digest(&data)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let scripts = SCRIPTS.concat() + script + START;
    let frame = FRAME.replace("{nonce}", &nonce).replace("{connect}", connect);
    let frame = frame.replace("{style}", &(STYLE.to_owned() + style)).replace("{script}", &scripts);
    let (head, tail) = frame.split_once("{data}").expect("the frame has a place for data");
    [head, &data, tail].concat()
}

/// JSON that may stand in a page.
pub(crate) fn json(data: &impl Serialize) -> String {
    let mut json = Vec::new();
    let written = data.serialize(&mut Serializer::with_formatter(&mut json, InPage));
    written.expect("maps have strings as keys, and memory can be written to");
    String::from_utf8(json).expect("the formatter writes ASCII")
}

/// Escapes `<`, which alone begins markup, and all beyond ASCII,
/// which lets browsers hold a large page in half the memory.
struct InPage;

impl Formatter for InPage {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for piece in fragment.split_inclusive(|letter: char| letter == '<' || !letter.is_ascii()) {
            let plain = piece.trim_end_matches(|letter: char| letter == '<' || !letter.is_ascii());
            out.write_all(plain.as_bytes())?;
            for unit in piece[plain.len()..].encode_utf16() {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}
