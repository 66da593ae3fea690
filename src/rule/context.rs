//! rules/context.toml → what surrounds a claim: modality, denial, saying, asking.

use super::source::File;
use crate::error::Fault;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// How the text puts a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// Told as done, in force or happening.
    Actual,
    /// Decided, announced or agreed for later.
    Planned,
    /// Suggested, considered, possible.
    Proposed,
    /// Held out as a threat.
    Threatened,
    /// Asked for by another.
    Requested,
}

impl Modality {
    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Actual => "actual",
            Modality::Planned => "planned",
            Modality::Proposed => "proposed",
            Modality::Threatened => "threatened",
            Modality::Requested => "requested",
        }
    }
}

/// The context file, compiled: every word in its base form, phrases with single blanks.
#[derive(Debug, Default)]
pub struct Context {
    modality: FxHashMap<String, Modality>,
    modals: FxHashMap<String, Modality>,
    denying: FxHashSet<String>,
    saying: FxHashSet<String>,
    asking: FxHashSet<String>,
    moving: FxHashSet<String>,
    infinitive: FxHashSet<String>,
    transparent: FxHashSet<String>,
    flows: FxHashSet<String>,
    origin: FxHashSet<String>,
    conditions: FxHashSet<String>,
    bodies: FxHashSet<String>,
    alone: FxHashSet<String>,
    settling: FxHashSet<String>,
    wishing: FxHashSet<String>,
    commanding: FxHashSet<String>,
    obliging: FxHashSet<String>,
    occurring: FxHashSet<String>,
    voicing: FxHashSet<String>,
    letting: FxHashSet<String>,
    telling: FxHashSet<String>,
    naming: FxHashSet<String>,
    announcing: FxHashSet<String>,
    presupposing: FxHashSet<String>,
    ceasing: FxHashSet<String>,
    drafts: FxHashSet<String>,
    passing: FxHashSet<String>,
    points_back: PointsBack,
}

/// Definite nouns that point back at a party named before.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsBack {
    /// At a country: "the country".
    pub country: Vec<String>,
    /// At a person: "the president".
    pub person: Vec<String>,
    /// At an organisation: "the ministry".
    pub organization: Vec<String>,
    /// At the measure of which the last claim tells: "the measure", "this bill".
    pub measure: Vec<String>,
    /// At two parties, in the plural or behind "both" and "two": "the two sides".
    pub both: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    modality: Vec<Mood>,
    denying: Vec<String>,
    saying: Vec<String>,
    moving: Vec<String>,
    infinitive: Vec<String>,
    transparent: Vec<String>,
    #[serde(default)]
    flows: Vec<String>,
    origin: Vec<String>,
    conditions: Vec<String>,
    bodies: Vec<String>,
    alone: Vec<String>,
    settling: Vec<String>,
    wishing: Vec<String>,
    commanding: Vec<String>,
    obliging: Vec<String>,
    occurring: Vec<String>,
    voicing: Vec<String>,
    letting: Vec<String>,
    telling: Vec<String>,
    naming: Vec<String>,
    announcing: Vec<String>,
    presupposing: Vec<String>,
    ceasing: Vec<String>,
    drafts: Vec<String>,
    passing: Vec<String>,
    points_back: PointsBack,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mood {
    name: toml::Spanned<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    modals: Vec<String>,
}

pub(super) fn compile(files: &[File], faults: &mut Vec<Fault>) -> Option<Context> {
    let file = files.iter().find(|file| file.stem == "context")?;
    let document: Document = file.parse(faults)?;
    let mut context = Context {
        denying: document.denying.into_iter().collect(),
        saying: document.saying.into_iter().collect(),
        moving: document.moving.into_iter().collect(),
        infinitive: document.infinitive.into_iter().collect(),
        transparent: document.transparent.into_iter().collect(),
        flows: document.flows.into_iter().collect(),
        origin: document.origin.into_iter().collect(),
        conditions: document.conditions.into_iter().collect(),
        bodies: document.bodies.into_iter().collect(),
        alone: document.alone.into_iter().collect(),
        settling: document.settling.into_iter().collect(),
        wishing: document.wishing.into_iter().collect(),
        commanding: document.commanding.into_iter().collect(),
        obliging: document.obliging.into_iter().collect(),
        occurring: document.occurring.into_iter().collect(),
        voicing: document.voicing.into_iter().collect(),
        letting: document.letting.into_iter().collect(),
        telling: document.telling.into_iter().collect(),
        naming: document.naming.into_iter().collect(),
        announcing: document.announcing.into_iter().collect(),
        presupposing: document.presupposing.into_iter().collect(),
        ceasing: document.ceasing.into_iter().collect(),
        drafts: document.drafts.into_iter().collect(),
        passing: document.passing.into_iter().collect(),
        points_back: document.points_back,
        ..Context::default()
    };
    let known = [Modality::Actual, Modality::Planned, Modality::Proposed, Modality::Threatened, Modality::Requested];
    for mood in document.modality {
        let Some(modality) = known.iter().copied().find(|modality| modality.name() == mood.name.get_ref()) else {
            let hint = crate::error::suggestion(mood.name.get_ref(), known.iter().map(|modality| modality.name()));
            faults.push(file.fault(mood.name.span(), format!("unknown modality '{}'{hint}", mood.name.get_ref())));
            continue;
        };
        if modality == Modality::Requested {
            context.asking.extend(mood.words.iter().cloned());
        }
        context.modality.extend(mood.words.into_iter().map(|word| (word, modality)));
        context.modals.extend(mood.modals.into_iter().map(|word| (word, modality)));
    }
    Some(context)
}

impl Context {
    /// The modality that a verb, noun or adjective lays over what hangs from it.
    pub fn modality(&self, phrase: &str) -> Option<Modality> {
        self.modality.get(phrase).copied()
    }

    /// The modality of a modal verb.
    pub fn modal(&self, modal: &str) -> Option<Modality> {
        self.modals.get(modal).copied()
    }

    /// Whether the word denies what hangs from it ("refuse", "deny").
    pub fn denies(&self, phrase: &str) -> bool {
        self.denying.contains(phrase)
    }

    /// Whether the verb says something.
    pub fn is_saying(&self, lemma: &str) -> bool {
        self.saying.contains(lemma)
    }

    /// Whether the verb asks its object to act.
    pub fn asks(&self, lemma: &str) -> bool {
        self.asking.contains(lemma)
    }

    /// Whether "to", "from" and "by" behind the verb say how far it goes.
    pub fn moves(&self, lemma: &str) -> bool {
        self.moving.contains(lemma)
    }

    /// Whether an infinitive behind the noun says what it is about ("decision to").
    pub fn opens_infinitive(&self, lemma: &str) -> bool {
        self.infinitive.contains(lemma)
    }

    /// Whether the noun only counts or wraps what stands behind its "of" ("a raft of tariffs").
    pub fn is_transparent(&self, lemma: &str) -> bool {
        self.transparent.contains(lemma)
    }

    /// Whether the noun counts what a state ships, makes or spends ("exports"), which stays its own through a story.
    pub fn is_flow(&self, lemma: &str) -> bool {
        self.flows.contains(lemma)
    }

    /// Whether the participle says where goods come from ("made in", "imported from").
    pub fn tells_origin(&self, lemma: &str) -> bool {
        self.origin.contains(lemma)
    }

    /// Whether the noun acts for the party named before it ("officials").
    pub fn is_body(&self, lemma: &str) -> bool {
        self.bodies.contains(lemma)
    }

    /// Whether one side of a deal does it without the others ("ratify").
    pub fn is_done_alone(&self, verb: &str) -> bool {
        self.alone.contains(verb)
    }

    /// Whether a deal or a pledge is there once the verb is done ("sign").
    pub fn settles(&self, phrase: &str) -> bool {
        self.settling.contains(phrase)
    }

    /// Whether who asks in this way may mean an act of his own ("want").
    pub fn wishes(&self, lemma: &str) -> bool {
        self.wishing.contains(lemma)
    }

    /// Whether what is asked in this way is done ("order").
    pub fn commands(&self, lemma: &str) -> bool {
        self.commanding.contains(lemma)
    }

    /// Whether who says it with this modal of another asks for it ("must").
    pub fn obliges(&self, modal: &str) -> bool {
        self.obliging.contains(modal)
    }

    /// Whether who does it with a request asks for it ("make", "repeat"), while others hear it ("reject").
    pub fn voices(&self, lemma: &str) -> bool {
        self.voicing.contains(lemma)
    }

    /// Whether what the verb governs goes on until then ("stop threatening").
    pub fn ceases(&self, lemma: &str) -> bool {
        self.ceasing.contains(lemma)
    }

    /// Whether the verb speaks of a deal that is there ("honour").
    pub fn presupposes(&self, lemma: &str) -> bool {
        self.presupposing.contains(lemma)
    }

    /// Whether the verb makes a measure known ("announce").
    pub fn announces(&self, lemma: &str) -> bool {
        self.announcing.contains(lemma)
    }

    /// Whether the verb calls something by a name or a quality ("call").
    pub fn names(&self, lemma: &str) -> bool {
        self.naming.contains(lemma)
    }

    /// Whether the verb names whom it is told ("tell").
    pub fn tells(&self, lemma: &str) -> bool {
        self.telling.contains(lemma)
    }

    /// Whether the verb's object does what its infinitive tells, though nobody asks it ("expect").
    pub fn lets(&self, lemma: &str) -> bool {
        self.letting.contains(lemma)
    }

    /// Whether the verb says of its subject that it comes about ("happen").
    pub fn is_occurrence(&self, lemma: &str) -> bool {
        self.occurring.contains(lemma)
    }

    /// Whether the noun is a text that has to be voted on ("bill").
    pub fn is_draft(&self, lemma: &str) -> bool {
        self.drafts.contains(lemma)
    }

    /// Whether the verb votes for such a text ("pass").
    pub fn passes(&self, phrase: &str) -> bool {
        self.passing.contains(phrase)
    }

    /// The definite nouns that point back.
    pub fn points_back(&self) -> &PointsBack {
        &self.points_back
    }

    /// Whether the conjunction makes its clause a condition.
    pub fn is_condition(&self, word: &str) -> bool {
        self.conditions.contains(word)
    }
}
