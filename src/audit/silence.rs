//! an article as it was read → the sentences that may state a claim, and of those that yielded none what they lacked.
//!
//! A sentence may state a claim where it holds a word that states some frame, and a country or a rate. Page furniture
//! is never read for claims and is counted apart, so that the sizes add up to all that was read.

use crate::claim::{self, Lack, Nearest};
use crate::extract::{Analysis, Extractor, Reading};
use crate::lexicon::Kind;
use crate::record::{Offsets, Part, Unit};
use crate::span::Span;
use std::ops::AddAssign;

/// How much of some articles was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Sentences of stories and headlines.
    pub sentences: usize,
    /// Sentences of page furniture, which are skipped.
    pub furniture: usize,
    /// Their bytes.
    pub furniture_bytes: usize,
    /// Sentences that may state a claim.
    pub candidates: usize,
    /// Those of them that yielded none.
    pub silent: usize,
}

/// A sentence that may state a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Set where it stands in the headline.
    pub part: Option<Part>,
    /// Its first code point.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// What was found in it.
    pub outcome: Outcome,
}

/// What a sentence that may state a claim came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It yielded claims.
    Claims,
    /// It yielded none.
    Silent(Silence),
}

/// Why a sentence yielded no claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// The frame that came nearest, and what it lacked; nothing where its word is not read as a noun or verb of it.
    pub nearest: Option<(String, Lack)>,
    /// The word that speaks for the frame, or for some frame where none is near, and its first code point.
    pub trigger: Option<(String, usize)>,
}

/// The sentences of an article that may state a claim, in the order of the text, and how much was looked at.
///
/// ```
/// use claimwire::audit::{Outcome, candidates};
/// use claimwire::{Article, Extractor};
/// let extractor = Extractor::load(None, None).unwrap();
/// let text = "Japan lifted its tariffs on steel. Officers on duty searched a ship in Japan. It rained.";
/// let article = Article::new("1", text);
/// let (candidates, extent) = candidates(&extractor, &extractor.read(&article));
/// assert_eq!((extent.sentences, extent.candidates, extent.silent), (3, 2, 1));
/// assert!(matches!(candidates[1].outcome, Outcome::Silent(_)));
/// ```
pub fn candidates(extractor: &Extractor, reading: &Reading) -> (Vec<Candidate>, Extent) {
    let mut candidates = Vec::new();
    let mut extent = Extent::default();
    let parts = [(reading.title.as_ref(), Some(Part::Title)), (Some(&reading.body), None)];
    for (analysis, part) in parts.into_iter().filter_map(|(analysis, part)| Some((analysis?, part))) {
        extent += of_text(extractor, analysis, part, &mut candidates);
    }
    (candidates, extent)
}

fn of_text(extractor: &Extractor, analysis: &Analysis, part: Option<Part>, candidates: &mut Vec<Candidate>) -> Extent {
    let Analysis { text, words, mentions, claims } = analysis;
    let offsets = Offsets::new(text.source, Unit::Chars);
    let mut extent = Extent::default();
    for section in &text.sections {
        if section.furniture {
            extent.furniture += section.sentences.len();
            let spans = text.sentences[section.sentences.clone()].iter().map(|sentence| sentence.span.len());
            extent.furniture_bytes += spans.sum::<usize>();
            continue;
        }
        extent.sentences += section.sentences.len();
        for index in section.sentences.clone() {
            let first = claims.partition_point(|claim| claim.sentence < index);
            let yielded = claims.get(first).is_some_and(|claim| claim.sentence == index);
            let within = &mentions[claim::mentions_within(text, mentions, index)];
            let named = within.iter().any(|mention| matches!(mention.kind, Kind::Country | Kind::Percent));
            let (lexicon, rules) = (extractor.lexicon(), extractor.rules());
            let hinting = claim::hinting(text, words, rules, index);
            if !(named && (yielded || hinting.is_some())) {
                continue;
            }
            let span = text.sentences[index].span;
            let outcome = if yielded {
                Outcome::Claims
            } else {
                extent.silent += 1;
                let nearest = claim::nearest(text, lexicon, words, rules, mentions, index);
                Outcome::Silent(silence(nearest, hinting, text.source, &offsets))
            };
            let (start, end) = (offsets.at(span.start), offsets.at(span.end));
            candidates.push(Candidate { part, start, end, text: span.of(text.source).to_owned(), outcome });
            extent.candidates += 1;
        }
    }
    extent
}

/// What came nearest to a claim, of equals the first in the sentence; or else the word for which it was looked at.
fn silence(nearest: Vec<Nearest>, hinting: Option<Span>, source: &str, offsets: &Offsets) -> Silence {
    let nearest = nearest.into_iter().min_by(|one, other| one.lack.cmp(&other.lack));
    let trigger = nearest.as_ref().map(|nearest| nearest.trigger).or(hinting);
    Silence {
        nearest: nearest.map(|nearest| (nearest.frame, nearest.lack)),
        trigger: trigger.map(|trigger| (trigger.of(source).to_owned(), offsets.at(trigger.start))),
    }
}

impl Silence {
    /// The condition that failed: `tariff: no word tells what happens to it`.
    pub fn condition(&self) -> String {
        match &self.nearest {
            Some((frame, lack)) => format!("{frame}: {lack}"),
            None => "no frame: its word is not read as a noun or verb of one".to_owned(),
        }
    }

    /// The rule file that has the condition.
    pub fn rule_file(&self) -> Option<String> {
        self.nearest.as_ref().map(|(frame, _)| format!("rules/{frame}.toml"))
    }
}

impl AddAssign for Extent {
    fn add_assign(&mut self, other: Extent) {
        self.sentences += other.sentences;
        self.furniture += other.furniture;
        self.furniture_bytes += other.furniture_bytes;
        self.candidates += other.candidates;
        self.silent += other.silent;
    }
}
