//! another reviewer's golden files → records, so that two people are compared as a person and an extractor are.
//!
//! Of alternatives the first stands for all, and what they call welcome but not owed is left out.

use crate::audit::{Argument, Claim, Entity, Golden, ROLES};
use crate::error::{Error, Result};
use crate::record::{self, Record, Statement};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Who is behind what the other reviewer has.
const FOUND_BY: &str = "other reviewer";

/// The other reviewer's golden files that were not asked for yet, by their paths in the folder.
pub(super) struct Theirs {
    root: PathBuf,
    golden: BTreeMap<PathBuf, Golden>,
}

impl Theirs {
    pub(super) fn load(folder: &Path, corpus: &Path) -> Result<Theirs> {
        let golden = Golden::load(folder, corpus)?.into_iter().map(|golden| (within(folder, &golden), golden));
        Ok(Theirs { root: folder.to_owned(), golden: golden.collect() })
    }

    /// What the other reviewer has of the article of a golden file below `root`.
    pub(super) fn record(&mut self, root: &Path, golden: &Golden) -> Result<Record<'static>> {
        let file = within(root, golden);
        let lacks = || Error::file(&self.root, format!("lacks {}", file.display()));
        let other = self.golden.remove(&file).ok_or_else(lacks)?;
        match (&other.article, &other.id) == (&golden.article, &golden.id) {
            true => Ok(record(other)),
            false => Err(Error::file(&other.file, "is about another article")),
        }
    }

    /// Whether every golden file was asked for.
    pub(super) fn finish(self, folder: &Path) -> Result<()> {
        match self.golden.keys().next() {
            Some(file) => Err(Error::file(folder, format!("lacks {}", file.display()))),
            None => Ok(()),
        }
    }
}

fn within(root: &Path, golden: &Golden) -> PathBuf {
    golden.file.strip_prefix(root).unwrap_or(&golden.file).to_owned()
}

fn record(golden: Golden) -> Record<'static> {
    let id = golden.name().into();
    let entities = golden.entities.into_iter().map(entity).collect();
    let claims = golden.claims.into_iter().map(statement).collect();
    Record { version: record::VERSION, id, entities, claims, ..Record::default() }
}

fn entity(entity: Entity) -> record::Entity<'static> {
    let id = entity.id.split('|').next().unwrap_or_default().trim().to_owned();
    record::Entity {
        kind: entity.kind.into(),
        id: id.clone().into(),
        name: id.into(),
        text: entity.text.into(),
        start: entity.start,
        end: entity.end,
        part: None,
        found_by: FOUND_BY.into(),
    }
}

fn statement(claim: Claim) -> Statement<'static> {
    let mut statement = Statement {
        frame: claim.frame.clone().into(),
        action: claim.action.clone().into(),
        modality: claim.modality.clone().into(),
        negated: claim.negated,
        evidence: claim.evidence.clone().into(),
        start: claim.start,
        end: claim.end,
        rules: vec![FOUND_BY.to_owned()],
        ..Statement::default()
    };
    for role in ROLES {
        let filled = claim.arguments(role).iter().filter_map(|argument| filled(argument, &claim));
        filled.for_each(|argument| _ = statement.fill(role, argument));
    }
    statement
}

/// A role's argument; golden files do not say where its words stand, so that it stands nowhere in the sentence.
fn filled(argument: &Argument, claim: &Claim) -> Option<record::Argument<'static>> {
    let name = argument.owed.then(|| argument.names.first()).flatten()?.clone();
    let (start, end) = (claim.start, claim.start);
    Some(record::Argument {
        id: name.clone().into(),
        text: name.clone().into(),
        name: name.into(),
        start,
        end,
        carried: false,
    })
}
