//! one article under review: its golden file, what that is held against, and what is judged of it.

use super::judgement::{Item, Verdict};
use crate::article::Article;
use crate::audit::{Audited, Claim, ClaimPair, Entity, EntityPair, Golden, audit};
use crate::error::{Error, Result};
use crate::lexicon::Lexicon;
use crate::record::Record;
use crate::sink::Output;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub(super) struct Sheet {
    /// The golden file, by its path in the folder.
    pub(super) file: PathBuf,
    pub(super) golden: Golden,
    /// The golden file held against the record.
    pub(super) audited: Audited,
    root: PathBuf,
    article: Article,
    record: Record<'static>,
    /// How often each item was settled, by its JSON.
    settled: BTreeMap<String, usize>,
}

impl Sheet {
    pub(super) fn new(root: &Path, golden: Golden, article: Article, record: Record<'static>) -> Result<Sheet> {
        inside(root, &golden.file)?;
        let misquotes = golden.misquotes(&article.text);
        if !misquotes.is_empty() {
            return Err(Error::faults(misquotes));
        }
        let file = golden.file.strip_prefix(root).unwrap_or(&golden.file).to_owned();
        let audited = audit(&golden, &article, &record);
        let root = root.to_owned();
        Ok(Sheet { file, golden, audited, root, article, record, settled: BTreeMap::new() })
    }

    /// The golden file after a verdict, which must make sense of it; a rejected item's place is noted in the verdict.
    pub(super) fn judged(&self, verdict: &mut Verdict, lexicon: &Lexicon) -> Result<Golden> {
        let mut golden = self.reread()?;
        match verdict {
            Verdict::Accept { item } => drop(self.place(item, &golden)?),
            Verdict::Reject { item, place, .. } => *place = self.place(item, &golden)?,
            Verdict::Correct { item, to } => {
                self.place(item, &golden)?;
                if std::mem::discriminant(item) != std::mem::discriminant(to) {
                    return Err(self.fault("a claim is corrected to a claim, an entity to an entity"));
                }
                self.valid(to, &golden, lexicon)?;
            }
            Verdict::Add { item } => self.valid(item, &golden, lexicon)?,
            Verdict::Dismiss { item } if item.place_in(&golden).is_some() => {
                return Err(self.fault("what stands in the golden file is rejected, not dismissed"));
            }
            Verdict::Dismiss { .. } => {}
            Verdict::Done => self.may_be_done(&golden, lexicon)?,
        }
        verdict.apply(&mut golden);
        Ok(golden)
    }

    /// The golden file without a verdict.
    pub(super) fn unjudged(&self, verdict: &Verdict) -> Result<Golden> {
        let mut golden = self.reread()?;
        verdict.reverse(&mut golden);
        Ok(golden)
    }

    /// Writes the golden file: there is always the old one or the new one, never a part.
    pub(super) fn write(&mut self, golden: Golden) -> Result<()> {
        inside(&self.root, &golden.file)?;
        let mut output = Output::create(&golden.file)?;
        output.write(golden.to_text().as_bytes())?;
        output.finish()?;
        self.audited = audit(&golden, &self.article, &self.record);
        self.golden = golden;
        Ok(())
    }

    pub(super) fn settle(&mut self, verdict: &Verdict) {
        for item in verdict.settled() {
            *self.settled.entry(key(item)).or_default() += 1;
        }
    }

    pub(super) fn unsettle(&mut self, verdict: &Verdict) {
        for item in verdict.settled() {
            let times = self.settled.entry(key(item)).or_default();
            *times = times.saturating_sub(1);
        }
    }

    /// Of each pair of entities and of claims, whether it is still to be judged: in a draft all that nobody has judged,
    /// elsewhere what the two sides do not agree on.
    pub(super) fn open(&self) -> (Vec<bool>, Vec<bool>) {
        let entities = self.audited.entities.iter().map(|pair| {
            let disputed = pair.gold.is_none() || pair.found.is_none();
            (disputed || self.golden.draft) && !self.is_settled(&of_entities(pair))
        });
        let claims = self.audited.claims.iter().map(|pair| {
            let disputed = pair.gold.is_none() || pair.found.is_none() || !pair.differing.is_empty();
            (disputed || self.golden.draft) && !self.is_settled(&of_claims(pair))
        });
        (entities.collect(), claims.collect())
    }

    fn open_items(&self) -> usize {
        let (entities, claims) = self.open();
        entities.into_iter().chain(claims).filter(|open| *open).count()
    }

    fn is_settled(&self, item: &Option<Item>) -> bool {
        item.as_ref().is_some_and(|item| self.settled.get(&key(item)).is_some_and(|times| *times > 0))
    }

    /// The golden file as it is on the disk now: somebody may have edited it by hand.
    fn reread(&self) -> Result<Golden> {
        inside(&self.root, &self.golden.file)?;
        let mut golden = Golden::load(&self.golden.file, &self.golden.corpus)?;
        golden.pop().ok_or_else(|| self.fault("holds no golden file any more"))
    }

    fn place(&self, item: &Item, golden: &Golden) -> Result<usize> {
        item.place_in(golden).ok_or_else(|| self.fault("this does not stand in the golden file any more; reload"))
    }

    /// Whether an item may come into the golden file:
    /// a golden file of it alone, and of whom it names, is without fault.
    fn valid(&self, item: &Item, golden: &Golden, lexicon: &Lexicon) -> Result<()> {
        if item.place_in(golden).is_some() {
            return Err(self.fault("this stands in the golden file already"));
        }
        let mut alone = Golden::default();
        match item {
            Item::Entity(entity) => alone.entities.push(entity.clone()),
            Item::Claim(claim) => {
                alone.claims.push(Claim::clone(claim));
                let named = |entity: &&Entity| claim.names(&entity.id);
                alone.entities.extend(golden.entities.iter().filter(named).cloned());
            }
        }
        let message = |error: Error| self.fault(error.to_string().split_once(": ").map_or("", |(_, message)| message));
        let alone = Golden::read(&alone.to_text(), &self.file).map_err(message)?;
        match alone.check(&self.article.text, lexicon).first() {
            Some(fault) => Err(self.fault(&fault.message)),
            None => Ok(()),
        }
    }

    /// Whether a golden file may cease to be a draft: everything is judged and fits the article.
    fn may_be_done(&self, golden: &Golden, lexicon: &Lexicon) -> Result<()> {
        if !golden.draft {
            return Err(self.fault("is no draft any more"));
        }
        match self.open_items() {
            0 => {}
            left => return Err(self.fault(&format!("{left} left to judge"))),
        }
        let faults = golden.check(&self.article.text, lexicon);
        if faults.is_empty() { Ok(()) } else { Err(Error::faults(faults)) }
    }

    fn fault(&self, what: &str) -> Error {
        Error::file(&self.file, what)
    }
}

/// The item that a judgement of a pair is about: the golden one, or what was found where there is none.
pub(super) fn of_entities(pair: &EntityPair) -> Option<Item> {
    pair.gold.clone().map(Item::Entity).or_else(|| golden_entity(pair))
}

pub(super) fn of_claims(pair: &ClaimPair) -> Option<Item> {
    pair.gold.clone().map(Box::new).map(Item::Claim).or_else(|| golden_claim(pair))
}

/// What was found as a draft has it.
pub(super) fn golden_entity(pair: &EntityPair) -> Option<Item> {
    let record = Record { entities: pair.found.iter().cloned().collect(), ..Record::default() };
    Golden::draft(PathBuf::new(), None, &record).entities.pop().map(Item::Entity)
}

pub(super) fn golden_claim(pair: &ClaimPair) -> Option<Item> {
    let record = Record { claims: pair.found.iter().cloned().collect(), ..Record::default() };
    Golden::draft(PathBuf::new(), None, &record).claims.pop().map(Box::new).map(Item::Claim)
}

fn key(item: &Item) -> String {
    serde_json::to_string(item).unwrap_or_default()
}

/// Refuses a file that is a link or that a linked folder leads to: a review writes below its own folder alone.
fn inside(root: &Path, file: &Path) -> Result<()> {
    let parent = file.parent().unwrap_or(root).canonicalize().map_err(|error| Error::file(file, error))?;
    match file.is_symlink() || !parent.starts_with(root) {
        true => Err(Error::file(file, "leads out of the folder under review")),
        false => Ok(()),
    }
}
