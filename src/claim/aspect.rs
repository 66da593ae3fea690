//! A governor and what governs it → what happens to the measure in the end.
//!
//! "Suspended the implementation of duties" is a suspension, "ended the suspension of duties" a resumption, "revoked the
//! law suspending duties" both; a word that only begins, pauses or ends a measure gives way to what is done to it.

use super::Scene;
use super::govern::{Governor, Stand};
use crate::rule::{Frame, Telling};
use crate::syntax::{Relation, Tag};

/// What a measure comes to where `inner` is told of it and `outer` of that; whether it is denied.
fn composed(inner: &str, outer: &str) -> Option<(&'static str, bool)> {
    Some(match (inner, outer) {
        ("impose", "suspend") | ("raise" | "cut", "suspend") => ("suspend", false),
        ("impose", "delay") | ("raise" | "cut", "delay") => ("delay", false),
        ("impose" | "keep", "lift") => ("lift", false),
        ("keep", "suspend" | "delay") => ("suspend", false),
        ("impose", "keep") | ("lift", "delay" | "suspend") => ("keep", false),
        ("impose", "resume") | ("suspend", "lift") => ("resume", false),
        ("exempt", "lift" | "suspend") => ("exempt", true),
        // "The third round of talks is to resume."
        ("hold", "resume") => ("resume", false),
        ("hold", "break_off") => ("break_off", false),
        ("conclude", "reject") => ("reject", false),
        _ => return None,
    })
}

impl<'a> Scene<'_, 'a> {
    /// What `governor` comes to where its noun ("the imposition of") is itself governed.
    pub(super) fn compose_noun(&self, frame: &'a Frame, governor: &mut Governor<'a>) {
        let modal = self.rules.context.modality(&governor.word).is_some();
        if governor.stand != Stand::Nominal || modal || governor.presumed {
            return;
        }
        let Some(outer) = self.upward(frame, governor.group).filter(|outer| !outer.presumed) else { return };
        if let Some(comes_to) = self.comes_to(frame, governor, outer) {
            *governor = comes_to;
        }
    }

    /// "Held off on imposing duties", "delayed raising the duty": what is put off.
    pub(super) fn compose_verb(&self, frame: &'a Frame, governor: &mut Governor<'a>) {
        let verb = &self.parse.groups[governor.group];
        let hangs =
            verb.is_verb() && verb.verb.gerund && matches!(verb.relation, Relation::Infinitive | Relation::Preposition);
        let Some(above) = verb.host.filter(|&above| hangs && self.parse.groups[above].is_verb()) else { return };
        let told = self.verb_keys(above).iter().rev().find_map(|key| {
            let mut told = frame.told_by(key).filter(|(how, _)| matches!(how, Telling::Object | Telling::Behind));
            told.find_map(|(_, index)| {
                let outer = &*frame.actions[index].name;
                let (action, _) = composed(governor.action, outer).filter(|(action, _)| *action == outer)?;
                frame.action(action).filter(|_| matches!(outer, "delay" | "suspend")).map(|action| (action, key))
            })
        });
        if let Some((action, key)) = told {
            (governor.action, governor.group, governor.word) = (&action.name, above, key.clone());
        }
    }

    /// What becomes of a measure whose law is ended: "revoked a decree suspending the duty".
    pub(super) fn compose_law(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>) -> Option<Governor<'a>> {
        let verb = &self.parse.groups[governor.group];
        let law = verb.host.filter(|&law| verb.is_verb() && law != noun && self.is_law(law))?;
        let outer = self.upward(frame, law).filter(|outer| outer.action == "lift")?;
        self.comes_to(frame, governor, outer)
    }

    /// "Cut its planned tariff", "dropped the threatened duty": a measure of which the adjective says how it stood.
    pub(super) fn announced(&self, frame: &'a Frame, noun: usize, governors: &[Governor<'a>]) -> Option<Governor<'a>> {
        let first = governors.first().filter(|first| matches!(first.action, "cut" | "suspend" | "lift"))?;
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        let stood = units.iter().find(|unit| {
            unit.tag == Tag::Adjective && matches!(&*unit.lower, "planned" | "proposed" | "threatened" | "announced")
        })?;
        let action = &frame.action("impose")?.name;
        (first.stand == Stand::Object).then(|| Governor {
            action,
            stand: Stand::Alone,
            group: noun,
            word: stood.lower.to_string(),
            presumed: true,
            denied: false,
        })
    }

    /// Whatever is done to duty-free access, it is an exemption that is given or ended.
    pub(super) fn free(&self, frame: &'a Frame, governor: &mut Governor<'a>) {
        if matches!(governor.action, "cut" | "raise") {
            return;
        }
        let (action, denied) = composed("exempt", governor.action).unwrap_or(("exempt", false));
        if let Some(action) = frame.action(action) {
            (governor.action, governor.denied) = (&action.name, governor.denied ^ denied);
        }
    }

    fn is_law(&self, group: usize) -> bool {
        let lemma = &*self.parse.head(group).lemma;
        self.parse.groups[group].is_noun()
            && (matches!(lemma, "order" | "instrument" | "proclamation" | "decision" | "resolution" | "notification")
                || self.rules.context.points_back().measure.iter().any(|law| law == lemma))
    }

    fn comes_to(&self, frame: &'a Frame, inner: &Governor<'a>, outer: Governor<'a>) -> Option<Governor<'a>> {
        let (action, denied) = composed(inner.action, outer.action)?;
        let action = &frame.action(action)?.name;
        Some(Governor { action, denied: outer.denied ^ denied, ..outer })
    }

    /// "Peru levies a duty", "a duty is charged": what is done again and again stands; headlines tell news that way.
    pub(super) fn is_habit(&self, governor: &Governor<'a>) -> bool {
        let verb = &self.parse.groups[governor.group].verb;
        let habitual = matches!(
            &*governor.word,
            "impose"
                | "levy"
                | "charge"
                | "collect"
                | "apply"
                | "assess"
                | "exact"
                | "pay"
                | "provide"
                | "give"
                | "spend"
        );
        let present = verb.finite && !verb.past && !verb.progressive && !verb.infinitive && verb.modal.is_none();
        let sentence = self.parse.units.last().is_some_and(|unit| unit.tag == Tag::Stop);
        // "Subsidies paid by Peru": what is paid out goes on.
        let paid = matches!(&*governor.word, "pay" | "give" | "provide" | "grant")
            && self.parse.groups[governor.group].relation == Relation::Modifier
            && verb.passive;
        paid || habitual && present && sentence && matches!(governor.stand, Stand::Object | Stand::Behind)
    }

    /// "Will continue to apply", "will stay": what stands goes on.
    pub(super) fn goes_on(&self, governor: &Governor<'a>) -> bool {
        let above = self.parse.groups[governor.group].host.filter(|&above| self.parse.groups[above].is_verb());
        let goes_on = |word: &str| {
            matches!(
                word,
                "continue" | "go" | "keep" | "remain" | "stay" | "last" | "persist" | "stand" | "be" | "exist"
            )
        };
        goes_on(governor.word.split(' ').next().unwrap_or_default())
            || above.is_some_and(|above| goes_on(&self.parse.head(above).lemma))
    }
}
