//! rule files → compiled frames, actions, context; the place of every complaint.
//!
//! One TOML file a frame, one for the actions that all measures share, one for the context (modality, denial, saying).
//! A file with a fault loads nothing: every fault of every file is reported at once.

mod context;
mod frame;
mod path;
mod source;

pub use context::{Context, Modality, PointsBack};
pub use frame::{Action, Example, Frame, Narrow, Shape, Telling, VerbTrigger};
pub use path::{Path, Place, Role, Want};

use crate::error::{Error, Result};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path as FilePath;

/// All rules, compiled and immutable.
#[derive(Debug)]
pub struct Rules {
    /// The frames, in the order of their names.
    pub frames: Vec<Frame>,
    /// Modality, denial, saying.
    pub context: Context,
    /// Which frames a lemma may trigger, by its first word.
    triggers: FxHashMap<String, Vec<usize>>,
    /// Verbs that move a quantity.
    movers: FxHashSet<String>,
}

impl Rules {
    /// The embedded rules, with the files of `folder` added or laid over those of the same name.
    ///
    /// # Errors
    /// A folder or file that cannot be read, and every fault in a rule, with file, line and column.
    pub fn load(folder: Option<&FilePath>) -> Result<Rules> {
        Rules::compile(&source::open(folder)?)
    }

    /// The files of `folder` alone, nothing embedded beside them.
    ///
    /// # Errors
    /// As of [`Rules::load`].
    pub fn load_only(folder: &FilePath) -> Result<Rules> {
        Rules::compile(&source::only(folder)?)
    }

    fn compile(files: &[source::File]) -> Result<Rules> {
        let mut faults = Vec::new();
        let actions = frame::shared_actions(files, &mut faults);
        let context = context::compile(files, &mut faults);
        let mut frames = Vec::new();
        for file in files.iter().filter(|file| !matches!(file.stem.as_str(), "actions" | "context")) {
            frames.extend(frame::compile(file, &actions, &mut faults));
        }
        let (true, Some(context)) = (faults.is_empty(), context) else {
            return Err(Error::faults(faults));
        };
        let mut triggers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, frame) in frames.iter().enumerate() {
            for word in frame.trigger_words() {
                let known = triggers.entry(word.to_owned()).or_default();
                if known.last() != Some(&index) {
                    known.push(index);
                }
            }
        }
        let movers = frames.iter().flat_map(Frame::mover_words).map(str::to_owned).collect();
        Ok(Rules { frames, context, triggers, movers })
    }

    /// The frames that a word's base form may trigger.
    pub fn triggered_by(&self, lemma: &str) -> &[usize] {
        self.triggers.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The frames that one of the words may state, and those with shapes, in their order.
    pub fn stated_by<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<&Frame> {
        let mut indices: Vec<usize> = words.into_iter().flat_map(|word| self.triggered_by(word)).copied().collect();
        indices.extend((0..self.frames.len()).filter(|&index| !self.frames[index].shapes.is_empty()));
        indices.sort_unstable();
        indices.dedup();
        indices.into_iter().map(|index| &self.frames[index]).collect()
    }

    /// Whether the verb moves a quantity.
    pub fn is_mover(&self, lemma: &str) -> bool {
        self.movers.contains(lemma)
    }

    /// Whether a sentence holds a shape of some frame.
    pub fn has_shape(&self, sentence: &str) -> bool {
        self.frames.iter().any(|frame| !frame.shapes.is_empty() && frame.shapes.is_match(sentence))
    }

    /// The frame of this name.
    pub fn frame(&self, name: &str) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.name == name)
    }
}
