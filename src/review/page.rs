//! review → the page of an audit, on which everything can be judged.

use super::Review;
use super::judgement::{Item, Judgement};
use super::sheet::{Sheet, golden_claim, golden_entity, of_claims, of_entities};
use crate::audit::page::{Data, Shown, html, json};
use crate::audit::{FRAMES, KINDS, MODALITIES, Score, actions_of};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

const STYLE: &str = include_str!("page/review.css");
const SCRIPT: &str = include_str!("page/review.js");

/// What a review's page has beyond an audit's.
#[derive(Serialize)]
struct Reviewed<'r> {
    #[serde(flatten)]
    data: Data<'r, Judged<'r>>,
    /// What every request must show.
    token: &'r str,
    /// The other reviewer's folder, where two reviewers are compared.
    against: Option<&'r str>,
    types: [&'static str; KINDS.len()],
    modalities: [&'static str; MODALITIES.len()],
    /// The actions of each frame.
    frames: BTreeMap<&'static str, &'static [&'static str]>,
}

/// An article with what is judged of it.
#[derive(Serialize)]
struct Judged<'r> {
    #[serde(flatten)]
    shown: Shown<'r>,
    file: &'r Path,
    draft: bool,
    /// For each pair of entities, what a judgement sends back.
    entity_verdicts: Vec<Judging>,
    /// For each pair of claims.
    claim_verdicts: Vec<Judging>,
}

/// What a judgement of a pair is about.
#[derive(Serialize)]
struct Judging {
    /// Whether it is still to be judged.
    open: bool,
    item: Option<Item>,
    /// What was found, as a golden file would have it, where it may take the golden one's place.
    instead: Option<Item>,
}

/// The answer to a judgement: the article as it is now, and the figures.
#[derive(Serialize)]
struct Answer<'r> {
    article: Judged<'r>,
    score: Score,
    drafts: usize,
    /// Of a judgement that was taken back, what it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<Option<&'r Item>>,
}

impl Review {
    /// The whole page.
    pub(super) fn to_html(&self, token: &str) -> String {
        let score = self.score();
        let articles = self.sheets.values().map(judged).collect();
        let data = Data {
            task: "review",
            heading: &self.heading,
            score: &score,
            drafts: self.drafts(),
            since: None,
            changes: None,
            articles,
        };
        let frames = FRAMES.map(|frame| (frame, actions_of(frame))).into();
        let against = self.against.as_deref();
        let reviewed = Reviewed { data, token, against, types: KINDS, modalities: MODALITIES, frames };
        html(&reviewed, "'self'", STYLE, SCRIPT)
    }

    /// What has changed with a judgement of the golden file `file`.
    pub(super) fn answer(&self, file: &Path) -> Option<String> {
        self.told(file, None)
    }

    /// What has changed since a judgement was taken back.
    pub(super) fn answer_undone(&self, judgement: &Judgement) -> Option<String> {
        self.told(&judgement.file, Some(judgement.verdict.item()))
    }

    fn told(&self, file: &Path, undone: Option<Option<&Item>>) -> Option<String> {
        let article = judged(self.sheets.get(file)?);
        Some(json(&Answer { article, score: self.score(), drafts: self.drafts(), undone }))
    }
}

fn judged(sheet: &Sheet) -> Judged<'_> {
    let (entities, claims) = sheet.open();
    let entity_verdicts = sheet.audited.entities.iter().zip(entities).map(|(pair, open)| Judging {
        open,
        item: of_entities(pair),
        instead: pair.gold.as_ref().and_then(|_| golden_entity(pair)),
    });
    let claim_verdicts = sheet.audited.claims.iter().zip(claims).map(|(pair, open)| Judging {
        open,
        item: of_claims(pair),
        instead: pair.gold.as_ref().and_then(|_| golden_claim(pair)),
    });
    Judged {
        entity_verdicts: entity_verdicts.collect(),
        claim_verdicts: claim_verdicts.collect(),
        shown: Shown::of(&sheet.audited),
        file: &sheet.file,
        draft: sheet.golden.draft,
    }
}
