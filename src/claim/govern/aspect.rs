//! A governor and what governs it → what happens to the measure in the end.
//!
//! "Suspended the implementation of duties" is a suspension, "ended the suspension of duties" a resumption, "revoked
//! the law suspending duties" both; a word that only begins, pauses or ends a measure gives way to what is done to it.

use super::{Governor, Stand};
use crate::claim::mood::Mood;
use crate::claim::{Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape, Telling, VerbTrigger};
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
        ("open", "lift" | "suspend") => ("close", false),
        ("hold", "break_off") => ("break_off", false),
        ("conclude", "reject") => ("reject", false),
        _ => return None,
    })
}

impl<'a> Scene<'_, 'a> {
    /// What `governor` comes to where its noun ("the imposition of") is itself governed.
    pub(in crate::claim) fn compose_noun(&self, frame: &'a Frame, governor: &mut Governor<'a>) {
        if governor.stand != Stand::Nominal || governor.presumed || self.noun_modality(governor.group).is_some() {
            return;
        }
        let Some(outer) = self.upward(frame, governor.group).filter(|outer| !outer.presumed) else { return };
        if let Some(comes_to) = self.comes_to(frame, governor, outer) {
            *governor = comes_to;
        }
    }

    /// "Held off on imposing duties", "delayed raising the duty": what is put off.
    pub(in crate::claim) fn compose_verb(&self, frame: &'a Frame, governor: &mut Governor<'a>) {
        // "Stopped exempting copper from its duty".
        if governor.action == "exempt" {
            governor.denied |= self.ended(frame, governor.action, governor.group).is_some();
            return;
        }
        let verb = &self.parse.groups[governor.group];
        // "Began collecting a duty": from then on it is there.
        let begins = |above: usize| verb.verb.gerund && self.rules.context.begins(&self.parse.head(above).lemma);
        let levied = governor.action == "keep" && self.rules.context.levies(&governor.word);
        let begun = verb.host.filter(|&above| levied && self.parse.groups[above].is_verb() && begins(above));
        if let Some(imposes) = begun.and_then(|_| frame.action("impose")) {
            governor.action = &imposes.name;
        }
        let hangs =
            verb.is_verb() && verb.verb.gerund && matches!(verb.relation, Relation::Infinitive | Relation::Preposition);
        let Some(above) = verb.host.filter(|_| hangs) else { return };
        // "A delay in imposing duties".
        let noun = self.parse.groups[above].is_noun();
        let own = [&*self.parse.head(above).lemma];
        let keys: &[&str] = if noun { &own } else { self.verb_keys(above) };
        let tells = |how: &Telling| match noun {
            true => matches!(how, Telling::Noun),
            false => matches!(how, Telling::Object | Telling::Behind),
        };
        let told = keys.iter().rev().find_map(|key| {
            let mut told = frame.told_by(key).filter(|(how, _)| tells(how));
            told.find_map(|(_, index)| {
                let outer = &*frame.actions[index].name;
                let (action, _) = composed(governor.action, outer).filter(|(action, _)| *action == outer)?;
                // "stop collecting duties", but not "stop threatening" them.
                let levied = self.rules.context.levies(&governor.word);
                let ends = outer == "lift" && levied && self.rules.context.ceases(&self.parse.head(above).lemma);
                frame
                    .action(action)
                    .filter(|_| ends || matches!(outer, "delay" | "suspend"))
                    .map(|action| (action, (*key).to_owned()))
            })
        });
        if let Some((action, key)) = told {
            (governor.action, governor.group, governor.word) = (&action.name, above, key.into());
        }
    }

    /// "**Stopped** subsidising its growers", "**no longer** subsidises them": the verb that ends what it or a gerund
    /// below it tells, and what that comes to.
    pub(in crate::claim) fn ended(&self, frame: &'a Frame, action: &str, verb: usize) -> Option<Governor<'a>> {
        let gerund = &self.parse.groups[verb];
        let over = matches!(action, "impose" | "keep") && gerund.verb.finite && gerund.verb.modal.is_none();
        if over && self.is_no_more(verb) {
            let lemma = self.parse.head(verb).lemma.to_string();
            let told = Governor::telling(&frame.action("lift")?.name, Stand::Object, verb, lemma);
            return Some(Governor { denied: true, ..told });
        }
        let hangs = gerund.verb.gerund && gerund.relation == Relation::Infinitive;
        let above = gerund.host.filter(|&above| hangs && self.parse.groups[above].is_verb())?;
        let lemma = &self.parse.head(above).lemma;
        let outer = match () {
            () if self.rules.context.ceases(lemma) => "lift",
            () if self.rules.context.halts(lemma) => "suspend",
            () => return None,
        };
        // "Stopped letting in copper".
        let (action, denied) = if action == "lift" { ("impose", false) } else { composed(action, outer)? };
        let told = Governor::telling(&frame.action(action)?.name, Stand::Object, above, lemma.to_string());
        Some(Governor { denied, ..told })
    }

    /// "Will **no longer** face duties": whether what a verb tells is so no more.
    pub(in crate::claim) fn is_no_more(&self, verb: usize) -> bool {
        let units = &self.parse.units[self.parse.groups[verb].units.clone()];
        units.iter().any(|unit| &*unit.lower == "no longer")
    }

    /// What becomes of a measure whose law is ended: "revoked a decree suspending the duty".
    pub(in crate::claim) fn compose_law(
        &self,
        frame: &'a Frame,
        noun: usize,
        governor: &Governor<'a>,
    ) -> Option<Governor<'a>> {
        let verb = &self.parse.groups[governor.group];
        let law = verb.host.filter(|&law| verb.is_verb() && law != noun && self.is_law(law))?;
        let outer = self.upward(frame, law).filter(|outer| outer.action == "lift")?;
        self.comes_to(frame, governor, outer)
    }

    /// "Cut its planned tariff", "dropped the threatened duty": a measure of which the adjective says how it stood.
    pub(in crate::claim) fn announced(
        &self,
        frame: &'a Frame,
        noun: usize,
        governors: &[Governor<'a>],
    ) -> Option<Governor<'a>> {
        let first = governors.first().filter(|first| matches!(first.action, "cut" | "suspend" | "lift"))?;
        let units = &self.parse.units[self.parse.groups[noun].units.clone()];
        let stood =
            units.iter().find(|unit| unit.tag == Tag::Adjective && self.rules.context.tells_stage(&unit.lower))?;
        let action = &frame.action("impose")?.name;
        (first.stand == Stand::Object).then(|| Governor {
            presumed: true,
            ..Governor::telling(action, Stand::Alone, noun, stood.lower.to_string())
        })
    }

    /// Whatever is done to duty-free access, it is an exemption that is given or ended.
    pub(in crate::claim) fn free(&self, frame: &'a Frame, governor: &mut Governor<'a>) {
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
            && (self.rules.context.is_order(lemma) || self.rules.context.points_back().measure.contains(lemma))
    }

    fn comes_to(&self, frame: &'a Frame, inner: &Governor<'a>, outer: Governor<'a>) -> Option<Governor<'a>> {
        let (action, denied) = composed(inner.action, outer.action)?;
        let action = &frame.action(action)?.name;
        Some(Governor { action, denied: outer.denied ^ denied, ..outer })
    }

    /// "Peru levies a duty", "a duty is charged": what is done again and again stands; headlines tell news that way.
    pub(in crate::claim) fn is_habit(&self, governor: &Governor<'a>) -> bool {
        let verb = &self.parse.groups[governor.group].verb;
        // "Avocados are banned in Chile", but not "are being banned".
        let words = &self.parse.units[self.parse.groups[governor.group].units.clone()];
        let is = words.first().is_some_and(|first| matches!(&*first.lower, "is" | "are"));
        let being = words.iter().any(|unit| &*unit.lower == "being");
        let stands = verb.passive && is && !being;
        let habitual = stands || self.rules.context.is_done_again(&governor.word);
        let simple = verb.finite && !verb.past && !verb.progressive && !verb.infinitive && verb.modal.is_none();
        let present = simple && !being;
        let sentence = self.parse.units.last().is_some_and(|unit| unit.tag == Tag::Stop);
        // "while levying a duty", "has been levying duties".
        let going_on = verb.progressive && words.iter().any(|unit| &*unit.lower == "been")
            || verb.gerund && verb.marker.is_some_and(|unit| &*self.parse.units[unit].lower == "while");
        // "Subsidies paid by Peru": what is paid out goes on.
        let paid = self.rules.context.pays(&governor.word)
            && self.parse.groups[governor.group].relation == Relation::Modifier
            && verb.passive;
        paid || habitual && (present && sentence || going_on) && matches!(governor.stand, Stand::Object | Stand::Behind)
    }

    /// "Will require firms to obtain a licence": who bids another bear it takes the measure.
    pub(in crate::claim) fn required(
        &self,
        frame: &Frame,
        trigger: &VerbTrigger,
        verb: usize,
        mood: &mut Mood<'a>,
    ) -> bool {
        let above = self.infinitive_above(verb).filter(|_| mood.modality == Modality::Requested);
        // "Asks to be exempted" bids nobody else.
        let subject = |verb: usize| self.parse.groups[verb].verb.subject;
        let bids = |above: &usize| subject(*above) != subject(verb);
        let above = above.filter(bids).filter(|_| trigger.bears && frame.shape == Shape::Measure);
        if let Some(above) = above {
            mood.modality = self.modal(above).unwrap_or(Modality::Actual);
            mood.actors_above = mood.requester.take().into_iter().collect();
            mood.asked.clear();
        }
        above.is_some()
    }

    /// "Will be subject to a duty", "will benefit from a quota".
    pub(in crate::claim) fn comes_upon(&self, noun: usize, governor: &Governor<'a>) -> bool {
        let comes = self.rules.context.comes_under(&governor.word);
        // "would be hit by a 50% duty", "by 50% duties", but not "by the duties".
        let first = self.first(noun);
        let new = matches!(&*first.lower, "a" | "an" | "any" | "new") || first.kind == Some(Kind::Percent);
        let hit = self.rules.context.is_struck(&governor.word) && new;
        (comes || hit || governor.stand == Stand::Bear) && !self.continues(governor)
    }

    /// "Has banned imports since May", "for six months": what was done stands.
    pub(in crate::claim) fn is_lasting(&self, verb: usize) -> bool {
        let words = &self.parse.units[self.parse.groups[verb].units.clone()];
        let perfect = words.iter().any(|unit| matches!(&*unit.lower, "has" | "have" | "had" | "'ve" | "’ve"));
        let lasts = |group: usize| match self.parse.preposition(group) {
            "since" => true,
            "for" => self.parse.head(group).is_duration(),
            _ => false,
        };
        // "Still bans it."
        let still = words.first().is_some_and(|first| &*first.lower == "still");
        let goes_on = still && !self.parse.groups[verb].verb.past;
        goes_on
            || perfect && self.below(verb).into_iter().any(|group| !self.parse.groups[group].is_verb() && lasts(group))
    }

    /// "Does not affect toys", "does not justify the duty": what a denial leaves of a measure that stands.
    pub(in crate::claim) fn keep_denied(
        &self,
        frame: &'a Frame,
        noun: usize,
        governor: &Governor<'a>,
        claim: &mut Claim<'a>,
    ) {
        let first = governor.word.split(' ').next().unwrap_or_default();
        let acts_upon = !self.parse.groups[governor.group].verb.objects.is_empty();
        let reaches = self.rules.context.reaches(first);
        let weighs = self.rules.context.weighs(first);
        // "Does not apply to books", whatever those are.
        let hits = acts_upon || governor.word.ends_with(" to") || !claim.target.is_empty() || !claim.product.is_empty();
        // "Exports to Brazil have no duties", "pay no duty".
        let none = &*self.first(noun).lower == "no" && (governor.is_borne() || matches!(first, "have" | "carry"));
        // "Wine is not covered by the duty".
        let lemma = &self.parse.head(governor.group).lemma;
        let left_out = governor.stand == Stand::Behind
            && self.parse.groups[governor.group].verb.passive
            && self.rules.context.reaches(lemma)
            && !self.rules.context.hurts(lemma);
        if reaches && hits && governor.stand == Stand::Subject || none || left_out {
            claim.action = frame.action("exempt").map_or(claim.action, |action| &action.name);
        }
        claim.negated = !(weighs || claim.action == "exempt");
    }

    /// "Will continue to apply", "will stay": what stands goes on.
    pub(in crate::claim) fn goes_on(&self, governor: &Governor<'a>) -> bool {
        let first = governor.word.split(' ').next().unwrap_or_default();
        (self.rules.context.lasts(first) && &*governor.word != "be aimed at") || self.continues(governor)
    }

    /// Whether the verb above says that it goes on.
    pub(in crate::claim) fn continues(&self, governor: &Governor<'a>) -> bool {
        let above = self.parse.groups[governor.group].host.filter(|&above| self.parse.groups[above].is_verb());
        above.is_some_and(|above| {
            self.rules.context.lasts(&self.parse.head(above).lemma) && !self.parse.groups[above].verb.copula
        })
    }
}
