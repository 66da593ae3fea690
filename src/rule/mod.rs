//! rule files → compiled frames, actions, context; the place of every complaint.
//!
//! One TOML file a frame, one for the actions that all measures share, one for the context (modality, denial, saying).
//! A file with a fault loads nothing: every fault of every file is reported at once.

mod context;
mod frame;
mod source;

pub use context::{Context, Modality, PointsBack};
pub use frame::{Action, Example, Frame, Narrow, Path, Place, Role, Shape, VerbTrigger, Want};

use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
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
}

impl Rules {
    /// The embedded rules, with the files of `folder` added or laid over those of the same name.
    ///
    /// # Errors
    /// A folder or file that cannot be read, and every fault in a rule, with file, line and column.
    pub fn load(folder: Option<&FilePath>) -> Result<Rules> {
        let files = source::open(folder)?;
        let mut faults = Vec::new();
        let actions = frame::shared_actions(&files, &mut faults);
        let context = context::compile(&files, &mut faults);
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
        Ok(Rules { frames, context, triggers })
    }

    /// The frames that a word's base form may trigger.
    pub fn triggered_by(&self, lemma: &str) -> &[usize] {
        self.triggers.get(lemma).map_or(&[], Vec::as_slice)
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
