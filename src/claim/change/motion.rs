//! A verb that moves a quantity → which way it moves, and which group of its clause moves.
//!
//! Its object is what moves, or its subject where it has none.

use super::super::Scene;
use crate::lexicon::Kind;
use crate::rule::{Frame, Telling};
use crate::syntax::{Relation, Tag, Unit};

/// How many verbs above a figure's the quantity is sought.
const DEEPEST: usize = 4;

/// A verb that moves a quantity, and what stands around it.
pub(super) struct Motion<'a> {
    pub(super) frame: &'a Frame,
    pub(super) verb: usize,
    /// What its phrases tell.
    told: Vec<(Telling, usize, &'a str)>,
    /// What it is about: its subject, or that of a verb above.
    pub(super) subject: Option<usize>,
    /// The object that moves: "raised **its output** by 5%".
    pub(super) object: Option<usize>,
    /// Whether the verb may move an object at all.
    moves_object: bool,
    pub(super) passive: bool,
    /// Whether something else moves the quantity.
    pub(super) transitive: bool,
}

impl<'a> Motion<'a> {
    /// The longest phrase that tells an action of the frame in this way.
    fn phrase(&self, how: Telling, action: usize) -> Option<&'a str> {
        let told = self.told.iter().filter(|(told, index, _)| (*told, *index) == (how, action));
        told.map(|&(_, _, word)| word).max_by_key(|word| word.len())
    }

    /// "Exports reached $8 billion": whether the phrase only says where the quantity stands.
    pub(super) fn names_level(&self, phrase: &str) -> bool {
        let sets = |verb: &String| **verb == *phrase;
        !self.transitive && self.frame.action("set").is_some_and(|set| set.subject.iter().any(sets))
    }
}

impl<'a> Scene<'_, 'a> {
    /// How a verb stands in its clause: "raised its output by 5%" moves the object, "output rose 5%" the subject.
    pub(super) fn motion(&self, frame: &'a Frame, verb: usize) -> Motion<'a> {
        let this = &self.parse.groups[verb].verb;
        let told = self.told_by_verb(frame, verb);
        let object = this.objects.first().copied().filter(|&object| {
            let figure = self.is_quantity(object) || self.is_fraction(frame, object);
            !figure && !self.is_level(frame, object) && !self.is_period(object)
        });
        let moves_object = told.iter().any(|(how, _, _)| *how == Telling::Object);
        // "supplies declined by 5%" is no passive, whatever the form of the verb says.
        let passive = this.passive && moves_object;
        let transitive = passive || object.is_some();
        let subject = self.subject_moved(verb);
        Motion { frame, verb, told, subject, object, moves_object, passive, transitive }
    }

    /// "rose 4% in May after rising 6%": no figure rises, but what the verb above is about.
    fn subject_moved(&self, verb: usize) -> Option<usize> {
        let own = self.parse.groups[verb].verb.subject?;
        let figure = |subject: &usize| self.is_quantity(*subject) && !self.counts_staff(*subject);
        let mut subjects = self.verbs_above(verb, DEEPEST).filter_map(|verb| self.parse.groups[verb].verb.subject);
        Some(subjects.find(|subject| !figure(subject)).unwrap_or(own))
    }

    /// Which way the quantity goes, and the phrase that says it.
    pub(super) fn way(&self, motion: &Motion<'a>) -> Option<(&'a str, &'a str)> {
        motion.frame.actions.iter().enumerate().find_map(|(index, action)| {
            let object = || motion.phrase(Telling::Object, index);
            let taken = || object().filter(|_| self.takes_from(motion, action.name == "fall"));
            let phrase = match motion.transitive {
                true => object(),
                false => motion.phrase(Telling::Subject, index).or_else(taken),
            };
            phrase.map(|phrase| (&*action.name, phrase))
        })
    }

    /// "knocked a point off growth", "lost 30% of its sales": what the difference is taken from.
    pub(super) fn reduced(&self, motion: &Motion<'a>) -> Option<usize> {
        let object = self.parse.groups[motion.verb].verb.objects.first().copied();
        let object = object.filter(|_| !motion.transitive && motion.moves_object)?;
        let mut behind = self.parse.hanging(motion.verb).chain(self.parse.hanging(object));
        let off = behind.find(|&behind| self.is_lessened(behind, &["off", "from"]) || self.is_taken_in(behind));
        off.or_else(|| self.parse.hanging(object).find(|&part| self.is_lessened(part, &["of"])))
    }

    /// What moves where the verb's clause names a group: "the **price** of turkey, which climbed", "**exports** to Peru
    /// rising 5%", since no state rises.
    pub(super) fn what_moves(&self, named: usize, reduced: Option<usize>) -> usize {
        let placed = |kind: Kind| kind.is_party() || kind == Kind::Place;
        let preposition = self.parse.preposition(named);
        let party = !preposition.is_empty() && self.parse.head(named).kind.is_some_and(placed);
        let of = (preposition == "of" || party) && reduced != Some(named);
        let indicator = self.rather_than_hour(named);
        // "Oil traded in London rose 5%": over the participle.
        let above = self.parse.groups[indicator].host.filter(|_| of);
        let traded = |above: usize| self.parse.groups[above].relation == Relation::Modifier;
        let above = above.and_then(|above| if traded(above) { self.parse.groups[above].host } else { Some(above) });
        above.filter(|&above| self.parse.groups[above].is_noun()).unwrap_or(indicator)
    }

    /// "Edged back to $65 by 0239 GMT, which was up 5%", "fell for a fifth session, dropping 1%": no hour rises, but
    /// what the verb above it is about.
    fn rather_than_hour(&self, group: usize) -> usize {
        let this = &self.parse.groups[group];
        let head = self.parse.head(group);
        let hour = self.parse.units[this.units.start].tag == Tag::Number && head.mention.is_none() && head.capital;
        let told = this.host.filter(|_| hour || &*head.lemma == "session").and_then(|host| self.verb_above(host));
        told.and_then(|verb| self.parse.groups[verb].verb.subject).unwrap_or(group)
    }

    /// What a verb group tells by its phrases: how, which action, and the phrase.
    pub(super) fn told_by_verb(&self, frame: &Frame, verb: usize) -> Vec<(Telling, usize, &'a str)> {
        let keys = self.verb_keys(verb).iter();
        keys.flat_map(|&key| frame.told_by(key).map(move |(how, index)| (how, index, key))).collect()
    }

    /// Whether a verb takes a quantity away from something or counts staff: "cut 5% off", "hired 300 workers", but not
    /// "raised $5 million".
    fn takes_from(&self, motion: &Motion<'a>, falls: bool) -> bool {
        let verb = motion.verb;
        self.parse.groups[verb].verb.objects.iter().any(|&object| {
            let mut behind = self.parse.hanging(verb).chain(self.parse.hanging(object));
            (self.is_quantity(object) || self.is_fraction(motion.frame, object))
                && (self.counts_staff_of(verb, object)
                    || self.flow_moved(verb) == Some(object)
                    || falls
                        && behind
                            .any(|behind| self.is_lessened(behind, &["off", "from", "of"]) || self.is_taken_in(behind)))
        })
    }

    /// "Lost $5 million **in export earnings**": what somebody ships or takes in, and less of it.
    fn is_taken_in(&self, group: usize) -> bool {
        let lemma = &*self.parse.head(group).lemma;
        let taken = self.rules.context.is_flow(lemma) || self.rules.context.is_taking(lemma);
        self.parse.preposition(group) == "in" && taken
    }

    /// Whether a group behind one of the prepositions is a thing that something is taken from.
    fn is_lessened(&self, group: usize, prepositions: &[&str]) -> bool {
        let head = self.parse.head(group);
        let thing = matches!(head.tag, Tag::Noun | Tag::Plural) || head.kind == Some(Kind::Commodity);
        prepositions.contains(&self.parse.preposition(group))
            && thing
            && !self.is_quantity(group)
            && !self.is_period(group)
    }

    /// Whether a group is a stretch of time: "from $8 million **the previous month**".
    fn is_period(&self, group: usize) -> bool {
        self.rules.context.is_period(&self.parse.head(group).lemma)
    }

    /// Whether a group is a word for a level: "a record of 8 million tonnes".
    fn is_level(&self, frame: &Frame, group: usize) -> bool {
        let level = |unit: &Unit<'_>| frame.extent.levels.iter().any(|level| **level == *unit.lemma);
        let this = &self.parse.groups[group];
        // "the interest rate" is a quantity by itself.
        let named = |unit: &Unit<'_>| {
            let thing = matches!(unit.tag, Tag::Noun | Tag::Plural) || unit.kind == Some(Kind::Commodity);
            (thing || unit.tag == Tag::Possessive) && !level(unit)
        };
        // "Its rate", "rates": those that are known.
        let named = matches!(&*self.parse.head(group).lemma, "rate" | "price" | "value" | "level")
            && (self.parse.units[this.units.start..this.head].iter().any(named)
                || this.units.len() == 1 && self.parse.head(group).tag == Tag::Plural);
        level(self.parse.head(group)) && !named && !self.extent(frame, vec![group]).is_empty()
    }
}
