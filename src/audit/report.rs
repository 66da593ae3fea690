//! audits of articles → the one report that text, JSON, JUnit and a page are made of.
//!
//! A report holds everything that its readers show: figures, each article's text, and golden and found entities and
//! claims in pairs, a side left empty where the other stands alone. It is read back as it is written.

use super::changes::Changes;
use super::score::Score;
use super::side::{Claim, Entity};
use crate::record::{self, Statement};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What an audit came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The figures of all articles together.
    pub score: Score,
    /// The golden files that nobody has accepted yet: they count for nothing.
    #[serde(default)]
    pub drafts: Vec<PathBuf>,
    /// The articles, the worst first.
    pub articles: Vec<Audited>,
    /// What changed since an earlier reading of them, where one was compared with.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changes: Option<Changes>,
}

/// The audit of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Audited {
    /// How the article is called: its file, and behind `#` its id where the file holds several.
    pub name: String,
    /// Its golden file.
    pub golden: PathBuf,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Its running text, in whose code points all offsets count.
    pub text: String,
    /// Its own figures.
    pub score: Score,
    /// Entities by type, each type in the order of the golden file, then what was found wrongly.
    pub entities: Vec<EntityPair>,
    /// Claims, sentence by sentence.
    pub claims: Vec<ClaimPair>,
}

/// A golden entity and the one found for it; one of them may be missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityPair {
    /// What is true; none where something was found wrongly.
    pub gold: Option<Entity>,
    /// What was found, with the dictionary row or rule behind it; none where it was missed.
    pub found: Option<record::Entity<'static>>,
}

/// A golden claim and the one found for it; one of them may be missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimPair {
    /// What is true; none where something was found wrongly.
    pub gold: Option<Claim>,
    /// What was found, with the rules behind it; none where it was missed.
    pub found: Option<Statement<'static>>,
    /// Whether the two agree in frame, action, negation, actors, targets and rate.
    pub core: bool,
    /// The slots in which the two differ; none where they agree as a whole.
    pub differing: Vec<Differing>,
    /// The dictionary rows behind the arguments of what was found.
    pub rows: Vec<Row>,
}

/// A slot in which a golden claim and a found one differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Differing {
    /// `action`, `modality`, `negated`, or a role.
    pub slot: String,
    /// What is true, as golden files write it; empty where nothing is.
    pub gold: Vec<String>,
    /// What was found; empty where nothing was.
    pub found: Vec<String>,
}

/// The dictionary row (`countries.tsv:112`) or rule (`person.title`) that named an argument of a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    /// The argument's role.
    pub role: String,
    /// The argument's id.
    pub id: String,
    /// What named it.
    pub found_by: String,
}

impl Report {
    /// Puts audits of articles together; of those without claims none is worse than another, and they come last.
    pub fn of(mut articles: Vec<Audited>, drafts: Vec<PathBuf>) -> Report {
        let mut score = Score::default();
        for article in &articles {
            score += &article.score;
        }
        let rank = |article: &Audited| match article.claims.is_empty() {
            true => f64::INFINITY,
            false => article.score.claim("all field").f1(),
        };
        articles.sort_by(|left, right| rank(left).total_cmp(&rank(right)));
        Report { score, drafts, articles, changes: None }
    }
}

impl Audited {
    /// Everything on which golden file and record do not agree, in a line each: what it is, and the entity or claims.
    pub fn differences(&self) -> Vec<(String, String)> {
        let entities = self.entities.iter().filter_map(|pair| match (&pair.gold, &pair.found) {
            (Some(Entity { kind, start, end, id, text }), None) => {
                Some((format!("missed {kind}"), format!("{text} ({id}) at {start}..{end}")))
            }
            (None, Some(record::Entity { kind, start, end, id, text, found_by, .. })) => {
                Some((format!("wrong {kind}"), format!("{text} ({id}) at {start}..{end} by {found_by}")))
            }
            _ => None,
        });
        let claims = self.claims.iter().filter_map(|pair| match (&pair.gold, &pair.found) {
            (Some(gold), None) => Some(("missed claim".to_owned(), format!("{gold} | {}", gold.evidence))),
            (None, Some(found)) => {
                let claim = Claim::from(found);
                Some(("wrong claim".to_owned(), format!("{claim} by {} | {}", found.rules.join(", "), found.evidence)))
            }
            (Some(gold), Some(found)) if !pair.differing.is_empty() => {
                let slots: Vec<String> = pair.differing.iter().map(ToString::to_string).collect();
                let (slots, rules) = (slots.join("; "), found.rules.join(", "));
                Some(("differs".to_owned(), format!("{gold} | {slots} by {rules} | {}", gold.evidence)))
            }
            _ => None,
        });
        entities.chain(claims).map(|(what, detail)| (what, detail.replace('\n', " "))).collect()
    }
}

impl std::fmt::Display for Differing {
    /// `rate 25, found 24`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |values: &[String]| if values.is_empty() { "nothing".to_owned() } else { values.join(", ") };
        write!(out, "{} {}, found {}", self.slot, shown(&self.gold), shown(&self.found))
    }
}
