//! One frame file → the words that state it, where its roles stand.

use super::action::{Action, Telling};
use super::example::Example;
use super::index::{self, Phrases};
use super::known::Known;
use super::path::{Path, ROLES, Role, path, role};
use super::shape::Shapes;
use super::source::File;
use crate::error::{Fault, suggestion};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// One frame, compiled.
#[derive(Debug)]
pub struct Frame {
    /// Its name in records.
    pub name: String,
    /// What it covers, in one sentence.
    pub what: String,
    /// How its claims are read.
    pub shape: Shape,
    /// Whether its measures take effect on a day of their own, so that an announced one is still to come.
    pub dated: bool,
    /// Nouns and noun phrases that state it, longest first.
    pub nouns: Vec<String>,
    /// Nouns that state it only beside one of the other words.
    pub narrow: Vec<Narrow>,
    /// Nouns that state it only where a word tells the action ("held a **meeting**").
    pub governed: Vec<String>,
    /// Nouns that state it once the story has spoken of it ("the tax").
    pub echoes: Vec<String>,
    /// Regular expressions over a noun group's words that state it ("Section 301 duties").
    pub shapes: Shapes,
    /// Roles of which a claim that its noun states must fill one, where there are any.
    pub needs: Vec<Role>,
    /// Phrases in which a noun does not state it, by their first word, each cut into words.
    not: Known<Vec<Vec<String>>>,
    /// Its actions.
    pub actions: Vec<Action>,
    /// The action where no word tells one; without it such a noun is no claim.
    pub default: Option<String>,
    /// The nouns and noun phrases by their last word, each cut into words, with how it states the frame.
    phrases: Known<Vec<(States, Vec<String>)>>,
    /// Which actions each of their words tells, and how; in the order of the actions.
    telling: Known<Vec<(Telling, usize)>>,
    /// Verbs that state it without a noun.
    pub verbs: Vec<VerbTrigger>,
    /// How far a quantity goes, where no number says it.
    pub extent: Extent,
    /// Where each role stands, nearest first.
    pub roles: Vec<(Role, Vec<Path>)>,
    /// The names of treaties, each cut into words, with their sides as ISO codes.
    pub sides: Vec<(Vec<String>, Vec<String>)>,
    /// ISO codes of states that its measures hit rather than that take them.
    pub hit: Vec<String>,
    /// Words before the noun by which its owner is bound by it.
    pub held: Vec<String>,
    /// Whether its measures are on what comes in, so that whoever it comes to takes them.
    pub inbound: bool,
    /// The frame that is meant where another than the exporter takes the measure.
    pub abroad: Option<String>,
    /// Whether who asks another for it is its target, where no other is named.
    pub for_asker: bool,
    /// Whether a state takes it for those at home, so that the state whose they are has it.
    pub home: bool,
}

/// How the claims of a frame are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A measure that somebody has, takes or ends.
    Measure,
    /// Something that parties do together, each an actor.
    Meeting,
    /// Something that one does, perhaps to another.
    Event,
    /// A quantity that moves.
    Change,
}

/// Nouns that state a frame only where one of `near` stands before them or behind their prepositions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Narrow {
    /// The nouns.
    pub nouns: Vec<String>,
    /// The words that must be near.
    pub near: Phrases,
}

impl Narrow {
    /// Whether a word is all that it needs: "goods" and "money" are weak signs of a frame.
    pub fn is_only(&self, word: &str) -> bool {
        matches!(self.near.written(), [only] if only == word)
    }
}

/// How a noun phrase states its frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum States {
    /// Wherever it stands.
    Always,
    /// Where a word tells the action.
    Governed,
    /// Once the story has spoken of it, where a word tells the action.
    Again,
    /// Beside one of the words of the frame's `narrow` with this index.
    Beside(usize),
}

/// A verb that states a frame by itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbTrigger {
    /// Base forms, with particles.
    pub verbs: Vec<String>,
    /// The action.
    pub action: Spanned<String>,
    /// Words of which one must be the head of the object, or stand before it.
    #[serde(default)]
    pub object: Phrases,
    /// Words of which one must be the head of the subject, or stand before it.
    #[serde(default)]
    pub subject: Phrases,
    /// What kinds of mention the object must be or hold.
    #[serde(default)]
    pub holds: Vec<String>,
    /// Words of which one must stand behind a preposition of the verb.
    #[serde(default)]
    pub beside: Phrases,
    /// Whether it states the frame only where the last claim was of it ("Norway was exempted").
    #[serde(default)]
    pub known: bool,
    /// Whether it states the frame only where it has not happened yet ("**will** supply").
    #[serde(default)]
    pub ahead: bool,
    /// Whether it states the frame only where it is denied ("firms may **not** be allowed to ship"),
    /// and says no more by that.
    #[serde(default)]
    pub denied: bool,
    /// Whether its subject is hit ("importers pay 25%").
    #[serde(default)]
    pub bears: bool,
    /// Whether the owner of what undergoes it acts, where nobody else does ("**German** exports were halted").
    #[serde(default)]
    pub owned: bool,
    /// Whether it states the frame only where a state, or who acts for one, does it or asks for it.
    #[serde(default)]
    pub state: bool,
}

/// The words that say how far a quantity goes, or beside what its level stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Extent {
    /// Nouns for a level, behind whose "of" the figure stands ("to a **record** of 5%").
    pub levels: Vec<String>,
    /// Parts of a whole ("by **half**").
    pub parts: Vec<String>,
    /// Verbs that say it themselves ("**doubled**").
    pub itself: Vec<String>,
    /// Words behind which the earlier level stands ("**against** 5%").
    pub against: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    frame: Spanned<String>,
    what: String,
    shape: Shape,
    #[serde(default)]
    dated: bool,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    narrow: Vec<Narrow>,
    #[serde(default)]
    governed: Vec<String>,
    #[serde(default)]
    echoes: Vec<String>,
    #[serde(default)]
    shapes: Vec<Spanned<String>>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    needs: Vec<Spanned<String>>,
    #[serde(default)]
    actions: BTreeMap<String, Action>,
    #[serde(default)]
    default: Option<Spanned<String>>,
    #[serde(default)]
    verb: Vec<VerbTrigger>,
    #[serde(default)]
    extent: Extent,
    #[serde(default)]
    roles: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    sides: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    hit: Vec<String>,
    #[serde(default)]
    held: Vec<String>,
    #[serde(default)]
    inbound: bool,
    #[serde(default)]
    abroad: Option<String>,
    #[serde(default)]
    for_asker: bool,
    #[serde(default)]
    home: bool,
    #[serde(default)]
    example: Vec<Example>,
    #[serde(default)]
    counterexample: Vec<Example>,
}

/// Compiles one frame file.
pub(super) fn compile(file: &File, shared: &[Action], faults: &mut Vec<Fault>) -> Option<Frame> {
    let document: Document = file.parse(faults)?;
    let before = faults.len();
    if *document.frame.get_ref() != file.stem {
        faults.push(
            file.fault(document.frame.span(), format!("the frame of {} must be called '{}'", file.name, file.stem)),
        );
    }
    let mut actions: Vec<Action> = if document.shape == Shape::Measure { shared.to_vec() } else { Vec::new() };
    for (name, words) in document.actions {
        match actions.iter_mut().find(|action| action.name == name) {
            Some(action) => action.extend(words),
            None => actions.push(words.named(&name)),
        }
    }
    let names: Vec<String> = actions
        .iter()
        .map(|action| action.name.clone())
        .chain(
            document.verb.iter().filter(|_| document.shape != Shape::Measure).map(|verb| verb.action.get_ref().clone()),
        )
        .collect();
    let named = document.verb.iter().map(|verb| &verb.action).chain(&document.default);
    for action in named.filter(|action| !names.contains(action.get_ref())) {
        let hint = suggestion(action.get_ref(), names.iter().map(String::as_str));
        faults.push(file.fault(action.span(), format!("unknown action '{}'{hint}", action.get_ref())));
    }
    let named = |name: &Spanned<String>, faults: &mut Vec<Fault>| {
        let named = role(name.get_ref());
        if named.is_none() {
            let hint = suggestion(name.get_ref(), ROLES.iter().map(|(name, _)| *name));
            faults.push(file.fault(name.span(), format!("unknown role '{}'{hint}", name.get_ref())));
        }
        named
    };
    let needs = document.needs.iter().filter_map(|name| named(name, faults)).collect();
    let mut roles = Vec::new();
    for (name, paths) in &document.roles {
        let Some(role) = named(name, faults) else { continue };
        let compiled = paths.iter().filter_map(|written| match path(written.get_ref()) {
            Ok(path) => Some(path),
            Err(message) => {
                faults.push(file.fault(written.span(), message));
                None
            }
        });
        roles.push((role, compiled.collect()));
    }
    let shapes = Shapes::read(file, &document.shapes, faults);
    if file.is_whole() && (document.example.is_empty() || document.counterexample.is_empty()) {
        faults.push(file.fault(document.frame.span(), "a frame needs an example and a counterexample".to_owned()));
    }
    let mut nouns = document.nouns;
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.len()));
    (faults.len() == before).then(|| Frame {
        name: file.stem.clone(),
        what: document.what,
        shape: document.shape,
        dated: document.dated,
        phrases: index::by_last_word(&nouns, &document.governed, &document.echoes, &document.narrow),
        narrow: document.narrow,
        governed: document.governed,
        echoes: document.echoes,
        shapes,
        needs,
        not: index::by_word(&document.not, <[String]>::first),
        nouns,
        telling: index::telling(&actions),
        actions,
        default: document.default.map(Spanned::into_inner),
        verbs: document.verb,
        extent: document.extent,
        hit: document.hit,
        held: document.held,
        inbound: document.inbound,
        abroad: document.abroad,
        for_asker: document.for_asker,
        home: document.home,
        roles,
        sides: document.sides.into_iter().map(|(name, sides)| (index::cut(&name), sides)).collect(),
    })
}

impl Frame {
    /// The noun phrases of the frame that end with a word, each cut into words.
    pub fn phrases_ending(&self, word: &str) -> &[(States, Vec<String>)] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether the noun states the frame once the story has spoken of it.
    pub fn echoes_word(&self, noun: &str) -> bool {
        self.echoes.iter().any(|echo| echo == noun)
    }

    /// The phrases that begin with a word and in which a noun does not state the frame, each cut into words.
    pub fn exclusions_starting(&self, word: &str) -> &[Vec<String>] {
        self.not.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whatever a verb may read that tells an action or states the frame.
    pub(super) fn verb_phrases(&self) -> impl Iterator<Item = &str> {
        let stating = self.verbs.iter().flat_map(|verb| &verb.verbs);
        self.telling.words().chain(stating.map(String::as_str))
    }

    /// The actions that a word tells, with how it tells them.
    pub fn told_by(&self, word: &str) -> impl Iterator<Item = (Telling, usize)> + '_ {
        self.telling.get(word).into_iter().flatten().copied()
    }

    /// The action of this name.
    pub fn action(&self, name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.name == name)
    }
}
