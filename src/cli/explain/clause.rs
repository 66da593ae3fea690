//! a sentence's groups → the tree in which they hang.

use anstyle::Style;
use claimwire::sink::terminal::{Page, Prose, style};
use claimwire::syntax::{Group, GroupKind, Parse, Relation};
use std::mem::replace;

/// How deep a group is set in at most, so that a long chain stays on the page.
const DEEPEST: usize = 12;

/// Writes every noun and verb group beneath the group it hangs from, with how it hangs there.
pub(super) fn put(page: &mut Page, source: &str, parse: &Parse<'_>) {
    let tree = Tree { source, parse };
    let shown = |group: usize| matches!(parse.groups[group].kind, GroupKind::Noun | GroupKind::Verb | GroupKind::Time);
    let groups = || (0..parse.groups.len()).filter(|&group| shown(group));
    let mut below = vec![Vec::new(); parse.groups.len()];
    let mut roots = Vec::new();
    for group in groups() {
        match parse.groups[group].host.filter(|&host| shown(host)) {
            Some(host) => below[host].push(group),
            None => roots.push(group),
        }
    }
    let mut seen = vec![false; parse.groups.len()];
    // Behind the roots come groups that hang from each other in a ring.
    for first in roots.into_iter().chain(groups()) {
        let mut open = vec![(first, 0)];
        while let Some((group, depth)) = open.pop() {
            if !replace(&mut seen[group], true) {
                page.prose(4 + 2 * depth.min(DEEPEST), &tree.line(group));
                open.extend(below[group].iter().rev().map(|&group| (group, depth + 1)));
            }
        }
    }
}

struct Tree<'t, 'a> {
    source: &'t str,
    parse: &'t Parse<'a>,
}

impl Tree<'_, '_> {
    /// "object a 25% tariff", "verb asked (passive)".
    fn line(&self, index: usize) -> Prose {
        let group = &self.parse.groups[index];
        let mut line = Prose::of(style::FAINT, self.relation(index, group));
        let style = if group.is_verb() { style::STRONG } else { Style::new() };
        line.push(style, " ");
        line.push(style, self.words(group));
        let features = self.features(index, group);
        if !features.is_empty() {
            line.push(style::FAINT, &format!(" ({})", features.join(", ")));
        }
        line
    }

    /// How a group hangs from the one above it, or what it is where it hangs from none.
    fn relation(&self, index: usize, group: &Group) -> &str {
        let speaks = self.parse.speeches.iter().any(|speech| speech.speaker == index);
        match group.relation {
            Relation::Free if speaks => "source",
            Relation::Free | Relation::Preposition | Relation::When if group.preposition.is_some() => {
                self.parse.preposition(index)
            }
            Relation::Free if group.is_verb() => "verb",
            Relation::Free | Relation::When if group.kind == GroupKind::Time => "time",
            Relation::Free | Relation::Preposition | Relation::When => "noun",
            Relation::Subject => "subject",
            Relation::Object => "object",
            Relation::Possessor => "owner",
            Relation::Apposition => "that is",
            Relation::Conjunct => "and",
            Relation::Infinitive => "infinitive",
            Relation::Content => "content",
            Relation::Modifier => "modifier",
            Relation::Adverbial => group.verb.marker.map_or("beside", |unit| &*self.parse.units[unit].lower),
        }
    }

    /// What a verb group says beyond its verb.
    fn features(&self, index: usize, group: &Group) -> Vec<String> {
        let verb = &group.verb;
        let mut features: Vec<String> =
            [(verb.passive, "passive"), (verb.gerund, "gerund"), (verb.past, "past"), (verb.negated, "negated")]
                .into_iter()
                .filter(|(holds, _)| *holds)
                .map(|(_, name)| name.to_owned())
                .collect();
        features.extend(verb.modal.map(|unit| format!("modal “{}”", self.parse.units[unit].lower)));
        // A subject that hangs from here stands below; one that is only understood is named.
        let understood = verb.subject.filter(|&subject| {
            let subject = &self.parse.groups[subject];
            subject.relation != Relation::Subject || subject.host != Some(index)
        });
        features.extend(understood.map(|subject| format!("subject “{}”", self.words(&self.parse.groups[subject]))));
        features
    }

    fn words(&self, group: &Group) -> &str {
        let units = &self.parse.units[group.units.clone()];
        match (units.first(), units.last()) {
            (Some(first), Some(last)) => first.span.join(last.span).of(self.source),
            _ => "",
        }
    }
}
