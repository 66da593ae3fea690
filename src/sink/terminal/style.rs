//! kinds, claims → the styles and words that show them.

use super::Prose;
use crate::record::{Argument, Statement};
use anstyle::{AnsiColor, Color, Effects, Style};

/// Headlines and statements.
pub const STRONG: Style = Style::new().effects(Effects::BOLD);
/// What stands in the background: evidence, dates, branches.
pub const FAINT: Style = Style::new().effects(Effects::DIMMED);
/// A named thing within the evidence.
pub(super) const NAMED: Style = Style::new().effects(Effects::DIMMED.insert(Effects::UNDERLINE));
/// Frame and action.
pub const FRAME: Style = colour(AnsiColor::Cyan);
/// A modality other than `actual`.
const OPEN: Style = colour(AnsiColor::Yellow);
/// What the text denies, and what a sentence lacks.
pub const DENIED: Style = colour(AnsiColor::Red);

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// The types of entities, in the order of a legend, each with its style.
pub const TYPES: &[(&str, Style)] = &[
    ("country", colour(AnsiColor::BrightBlue).effects(Effects::BOLD)),
    ("organization", colour(AnsiColor::Magenta).effects(Effects::BOLD)),
    ("person", colour(AnsiColor::Green).effects(Effects::BOLD)),
    ("place", colour(AnsiColor::Cyan)),
    ("commodity", colour(AnsiColor::Yellow)),
    ("percent", colour(AnsiColor::BrightRed)),
    ("money", colour(AnsiColor::BrightMagenta)),
    ("quantity", colour(AnsiColor::BrightGreen)),
    ("date", FAINT.effects(Effects::DIMMED.insert(Effects::ITALIC))),
];

/// The style of an entity's type.
pub fn of_type(kind: &str) -> Style {
    TYPES.iter().find(|(name, _)| *name == kind).map_or(Style::new(), |(_, style)| *style)
}

/// Frame and action: "tariff keep".
pub fn label(claim: &Statement) -> Prose {
    Prose::of(FRAME, &format!("{} {}", claim.frame, claim.action))
}

/// What a claim says beside its statement: modality where it is not actual, denial, who asks, who says it,
/// when, and whether it is the headline's.
pub fn notes(claim: &Statement) -> Vec<Prose> {
    let mut notes = Vec::new();
    match (&claim.requester, &*claim.modality) {
        (Some(asker), modality) => {
            let asked = if modality == "actual" { "asked" } else { modality };
            notes.push(Prose::of(OPEN, &format!("{asked} by {}", name(asker))));
        }
        (None, "actual") => {}
        (None, modality) => notes.push(Prose::of(OPEN, modality)),
    }
    if claim.negated {
        notes.push(Prose::of(DENIED, "denied"));
    }
    if let Some((first, further)) = claim.attribution.split_first() {
        let quoting: String = further.iter().map(|source| format!(", quoting {}", name(source))).collect();
        notes.push(Prose::of(FAINT, &format!("says {}{quoting}", name(first))));
    }
    if let Some(time) = &claim.time {
        notes.push(Prose::of(FAINT, if time.id.is_empty() { &time.text } else { &time.id }));
    }
    if claim.part.is_some() {
        notes.push(Prose::of(FAINT, "headline"));
    }
    notes
}

/// An argument's canonical name, or its words where it has none.
pub fn name<'n>(argument: &'n Argument<'_>) -> &'n str {
    if argument.name.is_empty() { &argument.text } else { &argument.name }
}
