//! rule files → compiled frames, actions, context; the place of every complaint.
//!
//! One TOML file a frame, one for the actions that all measures share, one for the context (modality, denial, saying).
//! A file with a fault loads nothing: every fault of every file is reported at once.

mod action;
mod check;
mod context;
mod example;
mod frame;
mod glance;
mod index;
mod known;
mod modality;
mod path;
mod points_back;
mod precision;
mod shape;
mod source;
mod trigger;

pub use action::{Action, Telling};
pub use context::Context;
pub use example::{Example, Stated};
pub use frame::{Frame, Narrow, Shape, States, VerbTrigger};
pub use glance::{Frames, Glimpse, Places};
pub use index::Phrases;
pub use known::Known;
pub use modality::Modality;
pub use path::{Path, Place, Role, Want};
pub use points_back::PointsBack;
pub use precision::{Cases, Confidence, Precision};

use crate::error::{Error, Fault, Result};
use crate::lexicon::{Kind, Lexicon, Word};
use crate::text::{Sentence, Text};
use check::Check;
use glance::Glance;
use source::File;
use std::ops::Range;
use std::path::Path as FilePath;
use trigger::Does;

/// The embedded rule files with their texts.
pub fn embedded() -> impl Iterator<Item = (String, &'static str)> {
    source::EMBEDDED.iter().map(|(stem, content)| (format!("rules/{stem}.toml"), *content))
}

/// What a verb may read.
#[derive(Clone, Copy, Debug)]
pub struct VerbPhrase<'r> {
    /// Its words, as they stand in the rules.
    pub words: &'r str,
    /// Whether a longer phrase begins with it.
    pub goes_on: bool,
}

/// All rules, compiled and immutable.
#[derive(Debug)]
pub struct Rules {
    /// The frames, in the order of their names.
    pub frames: Vec<Frame>,
    /// Modality, denial, saying.
    pub context: Context,
    /// The files that they stand in.
    files: Vec<File>,
    /// Which frames a lemma may trigger, by its first word.
    triggers: Known<Frames>,
    /// The verbs that state a frame by themselves, by their phrases: the frame and which of its verbs.
    verbs: Known<Vec<(usize, usize)>>,
    /// Verbs that move a quantity.
    movers: Known,
    /// The phrases that a verb may read, and how each begins; whether one goes on behind it.
    phrases: Known<bool>,
    /// What each word may do.
    glance: Glance,
}

impl Rules {
    /// The embedded rules, with the files of `folder` added or laid over those of the same name; for texts whose words
    /// are looked up in `lexicon`, and whose analysis knows `prepositions`.
    ///
    /// # Errors
    /// A folder or file that cannot be read, and every fault in a rule, with file, line and column.
    pub fn load(
        folder: Option<&FilePath>,
        lexicon: &Lexicon,
        prepositions: impl FnOnce() -> Vec<String>,
    ) -> Result<Rules> {
        let mut faults = Vec::new();
        let files = source::open(folder, &mut faults)?;
        Rules::compile(files, lexicon, faults, prepositions)
    }

    /// The files of `folder` alone, nothing embedded beside them:
    /// those of another revision, whose words are its own matter.
    ///
    /// # Errors
    /// As of [`Rules::load`].
    pub fn load_only(folder: &FilePath, lexicon: &Lexicon) -> Result<Rules> {
        let mut faults = Vec::new();
        let mut files = source::only(folder, &mut faults)?;
        files.iter_mut().for_each(|file| file.own = false);
        Rules::compile(files, lexicon, faults, Vec::new)
    }

    fn compile(
        files: Vec<File>,
        lexicon: &Lexicon,
        mut faults: Vec<Fault>,
        prepositions: impl FnOnce() -> Vec<String>,
    ) -> Result<Rules> {
        let actions = action::shared(&files, &mut faults);
        let context = context::compile(&files, &mut faults);
        let of_frames = || files.iter().filter(|file| !matches!(file.stem.as_str(), "actions" | "context"));
        let mut frames = Vec::new();
        for file in of_frames() {
            frames.extend(frame::compile(file, &actions, &mut faults));
        }
        if files.iter().any(|file| file.own) {
            let check = Check {
                lexicon,
                prepositions: prepositions(),
                names: of_frames().map(|file| file.stem.as_str()).collect(),
                frames: &frames,
                actions: actions.iter().map(|action| action.name.as_str()).collect(),
            };
            files.iter().filter(|file| file.own).for_each(|file| check.file(file, &mut faults));
        }
        let (true, Some(context)) = (faults.is_empty(), context) else {
            return Err(Error::faults(faults));
        };
        let triggers = index::triggers(&frames);
        let verbs = index::verbs(&frames);
        let movers = frames.iter().flat_map(Frame::mover_words).collect();
        let phrases = index::phrases(&frames, &context);
        let rules = Rules { frames, context, files, triggers, verbs, movers, phrases, glance: Glance::default() };
        Ok(Rules { glance: Glance::new(&rules, lexicon), ..rules })
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// The examples of all files, each where it stands; what is wrong with one is among the faults.
    pub fn examples(&self, faults: &mut Vec<Fault>) -> Vec<Stated<'_>> {
        self.files.iter().flat_map(|file| example::of(file, faults)).collect()
    }

    /// What the words of a sentence may do; `words` are the text's, `named` the kinds and tokens of the
    /// mentions in the sentence.
    pub fn glance(
        &self,
        text: &Text<'_>,
        words: &[Word],
        sentence: &Sentence,
        named: impl Iterator<Item = (Kind, Range<usize>)>,
    ) -> Glimpse {
        self.glance.of(text, words, sentence, named)
    }

    /// Whether a phrase that states a frame is known by the word, whatever else it needs.
    pub fn is_trigger(&self, word: Word, written: &str) -> bool {
        self.glance.may_do(word, written, Does::State.bit() | Does::Tell.bit() | Does::OpenShape.bit())
    }

    /// Those of `frames` that one of the words may state, in their order.
    pub fn stated_by<'w>(
        &self,
        words: impl IntoIterator<Item = &'w str>,
        frames: Frames,
    ) -> impl Iterator<Item = &Frame> {
        let known = words.into_iter().filter_map(|word| self.triggers.get(word));
        let stated = known.fold(Frames::default(), |stated, &frames| stated | frames) & frames;
        self.frames.iter().enumerate().filter(move |(index, _)| stated.has(*index)).map(|(_, frame)| frame)
    }

    /// Whether a verb may state a frame other than of a quantity that moves in a sentence of which this was seen.
    pub fn verbs_state(&self, seen: Glimpse) -> bool {
        let mut frames = self.frames.iter().enumerate();
        frames.any(|(index, frame)| frame.shape != Shape::Change && seen.tells.has(index))
    }

    /// The verbs that a phrase reads and that may state a frame by themselves in a sentence of which this was seen: the
    /// index of the frame and that of the verb in it, in their order.
    pub fn verbs_reading(&self, phrase: &str, seen: Glimpse) -> impl Iterator<Item = (usize, usize)> {
        let verbs = self.verbs.get(phrase).into_iter().flatten().copied();
        verbs.filter(move |&(frame, verb)| seen.tells.has(frame) && self.glance.has_company(seen, frame, verb))
    }

    /// The same phrase as it stands in the rules, where one reads it or begins with it.
    pub fn phrase(&self, written: &str) -> Option<VerbPhrase<'_>> {
        self.phrases.entry(written).map(|(words, &goes_on)| VerbPhrase { words, goes_on })
    }

    /// The frames that have shapes.
    pub fn shaped(&self) -> impl Iterator<Item = &Frame> {
        self.frames.iter().filter(|frame| !frame.shapes.is_empty())
    }

    /// Whether the verb moves a quantity.
    pub fn is_mover(&self, lemma: &str) -> bool {
        self.movers.contains(lemma)
    }

    /// Whether a sentence of which this was seen may hold a shape of some frame.
    pub fn has_shape(&self, glimpse: Glimpse, sentence: &str) -> bool {
        (glimpse.opens_shape || self.glance.has_open_shapes)
            && self.shaped().any(|frame| frame.shapes.may_be_in(sentence))
    }

    /// How the claims of the frame of this name are read.
    pub fn shape_of(&self, name: &str) -> Option<Shape> {
        self.frame(name).map(|frame| frame.shape)
    }

    /// The frames of these names.
    pub fn frames_named<'n>(&self, names: impl Iterator<Item = &'n str>) -> Frames {
        let index = |name: &str| self.frames.iter().position(|frame| frame.name == name);
        names.filter_map(index).fold(Frames::default(), |frames, index| frames | Frames::of(index))
    }

    /// The frame of this name.
    pub fn frame(&self, name: &str) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.name == name)
    }
}
