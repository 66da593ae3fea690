//! golden files + a person's judgements → golden files that somebody stands behind.
//!
//! A judgement is kept twice before it is acknowledged: as a line of the journal beside the golden files, then in the
//! golden file itself. Whoever stops the program between the two loses nothing: the next start brings the file up to
//! the journal's last line. What can be judged is fixed at the start, and nothing outside the named folder is written.

mod agreement;
mod journal;
mod judgement;
mod page;
mod server;
mod sheet;

pub use judgement::{Item, Judgement, Verdict};
pub use server::serve;

use crate::article::Article;
use crate::audit::{Golden, Score};
use crate::error::{Error, Result};
use crate::extract::Extractor;
use agreement::Theirs;
use journal::{Entry, Journal};
use sheet::Sheet;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The golden files of a folder under review.
#[derive(Debug)]
pub struct Review {
    /// The folder's name, as the user knows it.
    heading: String,
    /// The other reviewer's folder.
    against: Option<String>,
    /// What knows which ids there are.
    extractor: Extractor,
    journal: Journal,
    /// By their golden files' paths in the folder.
    sheets: BTreeMap<PathBuf, Sheet>,
    /// What was judged and not taken back, the last at the end.
    done: Vec<Judgement>,
}

impl Review {
    /// Opens the golden files below `folder`, whose articles `article` brings from `corpus`, and finishes what a killed
    /// program left. They are held against what `extractor`, which counts in code points, finds; or else against
    /// another reviewer's golden files of the same articles, in the folder `against` of the same layout.
    ///
    /// # Errors
    /// Golden files, articles or a journal that cannot be read; a golden file that does not quote its article, is a
    /// link, or lies outside of the folder; an article that only one of the two reviewers has.
    pub fn open(
        folder: &Path,
        corpus: &Path,
        mut article: impl FnMut(&Golden) -> Result<Article>,
        extractor: Extractor,
        against: Option<&Path>,
    ) -> Result<Review> {
        let root = folder.canonicalize().map_err(|error| Error::file(folder, error))?;
        if !root.is_dir() {
            return Err(Error::file(folder, "a review needs a folder of golden files"));
        }
        let golden = Golden::load(&root, corpus)?;
        let mut theirs = against.map(|against| Theirs::load(against, corpus)).transpose()?;
        let mut sheets = BTreeMap::new();
        for golden in golden {
            let article = article(&golden)?;
            let record = match &mut theirs {
                Some(theirs) => theirs.record(&root, &golden)?,
                None => extractor.extract(&article).into_owned(),
            };
            let sheet = Sheet::new(&root, golden, article, record)?;
            sheets.insert(sheet.file.clone(), sheet);
        }
        theirs.map_or(Ok(()), |theirs| theirs.finish(folder))?;
        let (journal, mut entries) = Journal::open(&root)?;
        let (heading, against) = (folder.display().to_string(), against.map(|against| against.display().to_string()));
        let mut review = Review { heading, against, extractor, journal, sheets, done: Vec::new() };
        let last = entries.last().cloned();
        entries.drain(..).for_each(|entry| review.replay(entry));
        if let Some(last) = last {
            review.finish(&last)?;
        }
        Ok(review)
    }

    /// Takes in a judgement; when this returns, it is in the journal and in the golden file.
    ///
    /// # Errors
    /// A judgement on what is not there, one that makes no valid golden file, or a file that cannot be written; nothing
    /// has changed then, unless the journal alone could be written, and the next start makes up for that.
    pub fn judge(&mut self, mut judgement: Judgement) -> Result<()> {
        let sheet = sheet(&mut self.sheets, &judgement.file)?;
        let golden = sheet.judged(&mut judgement.verdict, self.extractor.lexicon())?;
        self.journal.append(&Entry::Judged(judgement.clone()))?;
        sheet.write(golden)?;
        sheet.settle(&judgement.verdict);
        self.done.push(judgement);
        Ok(())
    }

    /// Takes back the last judgement that was not taken back yet, also one of an earlier day, and says which it was.
    ///
    /// # Errors
    /// As for [`Review::judge`].
    pub fn undo(&mut self) -> Result<Option<Judgement>> {
        let Some(judgement) = self.done.last().cloned() else {
            return Ok(None);
        };
        let sheet = sheet(&mut self.sheets, &judgement.file)?;
        let golden = sheet.unjudged(&judgement.verdict)?;
        self.journal.append(&Entry::Undone { undone: judgement.clone() })?;
        sheet.write(golden)?;
        sheet.unsettle(&judgement.verdict);
        self.done.pop();
        Ok(Some(judgement))
    }

    /// How far both sides agree, in the figures of an audit. Drafts count where two reviewers are compared alone: of
    /// what is found, a draft is a copy that agrees with it.
    pub fn score(&self) -> Score {
        let mut score = Score::default();
        for sheet in self.sheets.values().filter(|sheet| self.counts(sheet)) {
            score += &sheet.audited.score;
        }
        score
    }

    /// How many golden files the figures leave out.
    fn drafts(&self) -> usize {
        self.sheets.values().filter(|sheet| !self.counts(sheet)).count()
    }

    fn counts(&self, sheet: &Sheet) -> bool {
        self.against.is_some() || !sheet.golden.draft
    }

    /// How many golden files there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// Takes in an entry of the journal; a golden file that is gone takes its judgements along.
    fn replay(&mut self, entry: Entry) {
        match entry {
            Entry::Judged(judgement) => {
                if let Some(sheet) = self.sheets.get_mut(&judgement.file) {
                    sheet.settle(&judgement.verdict);
                    self.done.push(judgement);
                }
            }
            Entry::Undone { undone } => {
                if let Some(sheet) = self.sheets.get_mut(&undone.file) {
                    sheet.unsettle(&undone.verdict);
                    self.done.pop();
                }
            }
        }
    }

    /// Brings the golden file of the journal's last entry up to it, unless it was written since: by the entry itself,
    /// or by somebody who edited it.
    fn finish(&mut self, last: &Entry) -> Result<()> {
        let (judgement, undone) = match last {
            Entry::Judged(judgement) => (judgement, false),
            Entry::Undone { undone } => (undone, true),
        };
        let Some(sheet) = self.sheets.get_mut(&judgement.file) else {
            return Ok(());
        };
        if !self.journal.is_as_young_as(&sheet.golden.file)? {
            return Ok(());
        }
        let mut golden = sheet.golden.clone();
        match undone {
            true => judgement.verdict.reverse(&mut golden),
            false => judgement.verdict.apply(&mut golden),
        }
        match golden.to_text() == sheet.golden.to_text() {
            true => Ok(()),
            false => sheet.write(golden),
        }
    }
}

fn sheet<'s>(sheets: &'s mut BTreeMap<PathBuf, Sheet>, file: &Path) -> Result<&'s mut Sheet> {
    sheets.get_mut(file).ok_or_else(|| Error::file(file, "no golden file of this review"))
}
