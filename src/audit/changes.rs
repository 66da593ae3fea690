//! changes of many articles → groups of one cause, the most frequent first.

use super::change::{Cause, Change, Fate, changes};
use crate::record::{Record, one_line};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How many changes of a group are shown to people, each of another article.
const SHOWN: usize = 3;

/// What an earlier reading of some articles and a later one do not agree on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// The articles that both have read.
    pub articles: usize,
    /// Claims on which both agree in every slot.
    pub same: usize,
    /// Articles that the earlier reading does not have.
    pub unread: usize,
    /// Groups of changes of one cause, the most frequent first.
    pub groups: Vec<Group>,
}

/// Changes that have one cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// What became of the claims.
    pub fate: Fate,
    /// The slot that changed; none where claims came or went as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slot: Option<String>,
    /// What is behind it.
    pub cause: Cause,
    /// How many changes there are.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
    /// The changes, in the order of the articles.
    pub changes: Vec<Change>,
}

/// Gathers changes article by article.
#[derive(Debug, Default)]
pub struct Comparison {
    changes: Changes,
    groups: BTreeMap<(Fate, Option<String>, Cause), Vec<Change>>,
}

impl Comparison {
    /// Adds an article, which is called by its name; nothing stands for one that the earlier reading does not have.
    pub fn add(&mut self, article: &str, before: Option<&Record>, after: &Record) {
        let Some(before) = before else {
            self.changes.unread += 1;
            return;
        };
        let (found, same) = changes(before, after);
        self.changes.articles += 1;
        self.changes.same += same;
        for change in found {
            let change = Change { article: article.to_owned(), ..change };
            let key = (change.fate, change.slot.clone(), change.cause.clone());
            self.groups.entry(key).or_default().push(change);
        }
    }

    /// The changes, grouped; of groups of one size those of claims that came stand first.
    pub fn finish(mut self) -> Changes {
        let groups = self.groups.into_iter().map(|((fate, slot, cause), changes)| {
            let articles: BTreeSet<&str> = changes.iter().map(|change| change.article.as_str()).collect();
            Group { fate, slot, cause, count: changes.len(), articles: articles.len(), changes }
        });
        self.changes.groups = groups.collect();
        self.changes.groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        self.changes
    }
}

impl Changes {
    /// How many claims met one fate.
    pub fn count(&self, fate: Fate) -> usize {
        let claims = self.groups.iter().filter(|group| group.fate == fate).flat_map(|group| &group.changes);
        claims.map(|change| (&change.article, &change.claim)).collect::<BTreeSet<_>>().len()
    }

    /// The groups for people, each with its first changes.
    pub fn to_text(&self) -> String {
        let [came, went, changed] = [Fate::Came, Fate::Went, Fate::Changed].map(|fate| self.count(fate));
        let Changes { articles, same, unread, .. } = self;
        let mut text = format!(
            "{articles} articles compared: {came} claims came, {went} went, {changed} changed, {same} are the same\n"
        );
        if *unread > 0 {
            let _ = writeln!(text, "{unread} articles were not read before, and are left out");
        }
        for group in &self.groups {
            let _ = writeln!(text, "\n{:6}  {group}", group.count);
            let mut articles = BTreeSet::new();
            for change in group.changes.iter().filter(|change| articles.insert(&change.article)).take(SHOWN) {
                let _ = writeln!(text, "        {change}");
            }
            if group.count > SHOWN {
                let _ = writeln!(text, "        … in {} articles", group.articles);
            }
        }
        text
    }
}

impl std::fmt::Display for Group {
    /// `went, was made by tariff/impose: slap`, `actor changed by countries.tsv:38 → places.tsv:7`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |causes: &[String]| if causes.is_empty() { "nothing".to_owned() } else { causes.join(", ") };
        let Cause { before, after } = &self.cause;
        match self.fate {
            Fate::Came => write!(out, "came, made by {}", shown(after)),
            Fate::Went => write!(out, "went, was made by {}", shown(before)),
            Fate::Changed => {
                let slot = self.slot.as_deref().unwrap_or_default();
                match before == after {
                    true => write!(out, "{slot} changed in {}", shown(after)),
                    false => write!(out, "{slot} changed by {} → {}", shown(before), shown(after)),
                }
            }
        }
    }
}

impl std::fmt::Display for Change {
    /// `a-1: rate 25 → 24: US keeps 24% tariff | The sentence.`
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |values: &[String]| if values.is_empty() { "nothing".into() } else { one_line(values.join(", ")) };
        write!(out, "{}: ", self.article)?;
        if let Some(slot) = &self.slot {
            write!(out, "{slot} {} → {}: ", shown(&self.before), shown(&self.after))?;
        }
        write!(out, "{} | {}", one_line(&self.statement), one_line(&self.evidence))
    }
}
