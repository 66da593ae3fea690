//! A frame's noun → the word that tells what happens to it.
//!
//! From the noun upwards: over words that only wrap it, to the noun ("imposition of") or verb ("imposed", "takes
//! effect", "faces", "hit … with") it depends on; and downwards to participles and relative clauses that hang from it.

mod alone;
pub(in crate::claim) mod aspect;
pub(in crate::claim) mod behind;
pub(in crate::claim) mod further;
mod reach;

use crate::claim::{Scene, phrase};
use crate::lexicon::Kind;
use crate::mention::Decimal;
use crate::rule::{Action, Frame, Role, Shape, Telling};
use crate::syntax::{Relation, Tag};
use std::borrow::Cow;

/// Where the frame's noun stands, seen from the word that tells the action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claim) enum Stand {
    /// The verb's object, or the subject of its passive.
    Object,
    /// The verb's subject.
    Subject,
    /// The object of a verb whose subject bears it.
    Bear,
    /// Behind the verb's preposition.
    Behind,
    /// Behind a noun's preposition.
    Nominal,
    /// With an adjective of its own, or with nothing.
    Alone,
}

/// The longer phrase wins, then the action that stands first, then who bears it.
type Rank = (usize, std::cmp::Reverse<usize>, bool);

/// The word that governs a frame's noun, and what it tells.
#[derive(Clone, Debug)]
pub(in crate::claim) struct Governor<'a> {
    pub(in crate::claim) action: &'a str,
    pub(in crate::claim) stand: Stand,
    /// The verb or noun group that tells the action; the noun itself where it stands alone.
    pub(in crate::claim) group: usize,
    /// The word of the rule that matched.
    pub(in crate::claim) word: Cow<'a, str>,
    /// Whether the noun governs no verb known to the frame.
    pub(in crate::claim) presumed: bool,
    /// Whether the action is told as undone: an exemption that ends.
    pub(in crate::claim) denied: bool,
}

impl<'a> Governor<'a> {
    /// A word that tells the action by itself.
    pub(in crate::claim) fn telling(
        action: &'a str,
        stand: Stand,
        group: usize,
        word: impl Into<Cow<'a, str>>,
    ) -> Governor<'a> {
        Governor { action, stand, group, word: word.into(), presumed: false, denied: false }
    }

    /// The rule that found it, as claims name it.
    pub(in crate::claim) fn rule(&self, frame: &Frame) -> String {
        [&frame.name, "/", self.action, ": ", &self.word].concat()
    }

    /// Whether the subject of its verb is hit or spared rather than acting: "faces", "is subject to", "is exempt from".
    pub(in crate::claim) fn is_borne(&self) -> bool {
        self.stand == Stand::Bear
            || self.stand == Stand::Behind
                && (self.action == "keep" || self.word == "benefit" || self.word.starts_with("be "))
    }
}

impl<'a> Scene<'_, 'a> {
    /// Everything that governs the frame's noun at `noun`: what it depends on first, then what hangs from it.
    pub(in crate::claim) fn governors(&self, frame: &'a Frame, noun: usize) -> Vec<Governor<'a>> {
        let mut governors: Vec<Governor<'a>> = self.upward(frame, noun).into_iter().collect();
        governors.extend(self.joined(frame, noun));
        self.leave_lesser(&mut governors);
        let modifiers = self.modifiers(noun);
        for &verb in &modifiers {
            let told = self.downward(frame, noun, verb);
            // "resulted in duties being lifted": the participle tells what became of them.
            let being = &*self.parse.units[self.parse.groups[verb].units.start].lower == "being";
            // "want the duty lifted", "had its duty reduced".
            let wanted = self.parse.groups[verb].verb.passive && self.wanted_by(noun).is_some();
            // "wants the duty imposed in May lifted": the last is what is wanted.
            let wanted = wanted && modifiers.last() == Some(&verb);
            let had = self.parse.groups[verb].verb.passive
                && governors.first().is_some_and(|first| matches!(&*first.word, "have" | "get" | "see" | "want"));
            let own = (being || had) && self.parse.groups[verb].host == Some(noun);
            // "averted the duties that Norway threatened to levy": whoever levies them.
            let averted = governors.first().is_some_and(|first| self.rules.context.averts(&first.word));
            // "Wants it debated": not that it comes about.
            let pronoun = wanted && self.parse.head(noun).tag == Tag::Pronoun;
            if (own || wanted || averted) && told.is_some() || pronoun {
                governors.clear();
            }
            governors.extend(told);
        }
        let laws: Vec<Governor<'a>> =
            governors.iter().filter_map(|governor| self.compose_law(frame, noun, governor)).collect();
        governors.extend(laws);
        governors.iter_mut().for_each(|governor| self.compose_noun(frame, governor));
        governors.iter_mut().for_each(|governor| self.compose_verb(frame, governor));
        // "The duty, which stood at 20%, was cut": what it was is no claim of its own.
        if governors.first().is_some_and(|first| matches!(first.action, "cut" | "raise")) {
            governors.retain(|governor| &*governor.word != "be" && !self.rules.context.equates(&governor.word));
        }
        governors.iter_mut().for_each(|governor| self.sharpen(frame, noun, governor));
        if governors.is_empty() {
            governors.extend(self.alone(frame, noun));
        }
        governors
    }

    /// What the noun depends on.
    pub(in crate::claim) fn upward(&self, frame: &'a Frame, noun: usize) -> Option<Governor<'a>> {
        let mut at = noun;
        for _ in 0..8 {
            let group = &self.parse.groups[at];
            let host = group.host?;
            let above = &self.parse.groups[host];
            match group.relation {
                Relation::Object => {
                    // "allowed the tariffs to lapse", "expects duties to rise": the infinitive tells it.
                    let lets = self.rules.context.takes_an_outcome(&self.parse.head(host).lemma);
                    let below = self.act_below(host).filter(|&below| lets && below > noun);
                    let below = below.and_then(|below| self.subject_action(frame, noun, below));
                    // "will see their tariffs double": a bare verb tells it.
                    let bare = (noun + 1..(noun + 5).min(self.parse.groups.len()))
                        .find(|&bare| lets && self.parse.groups[bare].verb.subject == Some(noun) && self.is_bare(bare))
                        .and_then(|bare| self.verb_action(frame, noun, bare, Stand::Subject));
                    return below.or(bare).or_else(|| self.verb_action(frame, noun, host, Stand::Object));
                }
                Relation::Subject => {
                    let object =
                        || if above.verb.passive { self.verb_action(frame, noun, host, Stand::Object) } else { None };
                    // "tariffs are to be imposed", "tariffs are expected to rise": the verb below tells it.
                    // "A duty would cause prices to rise": what another does is no matter of the noun.
                    let own = |below: &usize| {
                        self.parse.groups[*below].verb.subject.is_none_or(|subject| subject == at || subject == noun)
                    };
                    let below = || self.subject_action(frame, noun, self.act_below(host).filter(own)?);
                    let ahead = if self.leads_on_to(host) { below() } else { None };
                    return ahead
                        .or_else(object)
                        .or_else(|| self.verb_action(frame, noun, host, Stand::Subject))
                        .or_else(below);
                }
                Relation::Preposition if above.is_verb() => {
                    // "called for the duty to be lifted": the infinitive tells it.
                    let below = self.act_below(host).filter(|&below| self.parse.groups[below].verb.subject == Some(at));
                    let below = below.filter(|&below| at == noun && self.parse.groups[below].verb.passive);
                    let told = below.and_then(|below| self.verb_action(frame, noun, below, Stand::Object));
                    return told.or_else(|| self.behind(frame, at, host));
                }
                Relation::Preposition if above.is_noun() => {
                    let head = self.parse.head(host);
                    let preposition = self.parse.preposition(at);
                    // "paved the way for duties to be lifted"
                    let undergoes = |&below: &usize| {
                        let below = &self.parse.groups[below].verb;
                        below.infinitive && below.passive && below.subject == Some(at)
                    };
                    let below =
                        (at + 1..self.parse.groups.len()).find(|below| preposition == "for" && undergoes(below));
                    if let Some(told) = below.and_then(|below| self.verb_action(frame, noun, below, Stand::Object)) {
                        return Some(told);
                    }
                    if matches!(preposition, "of" | "on" | "to" | "in" | "from" | "for")
                        && let Some((action, word)) = self.noun_action_on(frame, host, preposition)
                    {
                        // "With the exception of the embargo": that one stays.
                        let stays = action.name == "exempt" && preposition == "of";
                        let action = frame.action("keep").filter(|_| stays).unwrap_or(action);
                        // "Flew to Lima for a fifth round of talks": what tells of the round tells of the talks.
                        let part = preposition == "of"
                            && self.parse.preposition(host) != "of"
                            && frame.default.as_ref() == Some(&action.name);
                        let whole = if part { self.upward(frame, host) } else { None };
                        if let Some(whole) = whole.filter(|_| frame.shape == Shape::Meeting) {
                            return Some(whole);
                        }
                        return Some(Governor::telling(&action.name, Stand::Nominal, host, word));
                    }
                    // "$300 million in funding".
                    let counted = matches!(head.kind, Some(Kind::Money | Kind::Quantity))
                        || head.mention.is_none()
                            && matches!(&*head.lemma, "dollar" | "billion" | "million" | "euro" | "pound" | "yuan");
                    if counted && matches!(preposition, "of" | "in" | "worth") {
                        at = host;
                        continue;
                    }
                    if preposition == "of"
                        && (self.rules.context.is_transparent(&head.lemma)
                            || head.kind == Some(Kind::Percent)
                            || matches!(head.tag, Tag::Number | Tag::Determiner | Tag::Adjective))
                    {
                        at = host;
                        continue;
                    }
                    // "The exemption of wine from the duty", "for wine": over the goods that it is of.
                    let goods =
                        self.parse.is(host, Kind::Commodity) && matches!(self.parse.preposition(host), "of" | "for");
                    let above = self.parse.groups[host].host.filter(|_| goods && preposition == "from");
                    let told = above.filter(|&above| self.parse.groups[above].is_noun()).and_then(|above| {
                        let head = self.parse.head(above);
                        let (action, word) = self.noun_action(frame, &head.lemma, &head.lower)?;
                        (action.name == "exempt").then(|| Governor::telling(&action.name, Stand::Nominal, above, word))
                    });
                    if told.is_some() {
                        return told;
                    }
                    // "hit China with tariffs", "exempt parts from Japan from its duty",
                    // but not "withdrew objections to".
                    if preposition == "to" && head.mention.is_none() && self.rules.context.is_objection(&head.lemma) {
                        return None;
                    }
                    let mut object = host;
                    while self.parse.groups[object].relation != Relation::Object {
                        object = self.parse.groups[object]
                            .host
                            .filter(|&next| next < object && self.parse.groups[next].is_noun())?;
                    }
                    let verb = self.parse.groups[object].host.filter(|&verb| self.parse.groups[verb].is_verb())?;
                    return self.behind(frame, at, verb);
                }
                Relation::Conjunct | Relation::Apposition => at = host,
                _ => return None,
            }
        }
        None
    }

    /// Whether a verb only says that what its infinitive tells begins, goes on or is ahead: "are set to rise".
    fn leads_on_to(&self, verb: usize) -> bool {
        let lemma = &*self.parse.head(verb).lemma;
        self.rules.context.leads_on(lemma) || self.laid_by(verb).is_some()
    }

    /// The action of a verb whose subject the noun is: what it does or, of a passive, undergoes.
    pub(in crate::claim) fn subject_action(&self, frame: &'a Frame, noun: usize, verb: usize) -> Option<Governor<'a>> {
        let stand = if self.parse.groups[verb].verb.passive { Stand::Object } else { Stand::Subject };
        self.verb_action(frame, noun, verb, stand)
    }

    /// The action of a verb, the noun being its object or subject.
    pub(in crate::claim) fn verb_action(
        &self,
        frame: &'a Frame,
        noun: usize,
        verb: usize,
        stand: Stand,
    ) -> Option<Governor<'a>> {
        let keys = self.verb_keys(verb);
        let group = &self.parse.groups[verb];
        let active = !group.verb.passive;
        let rate = self.reaches_level(frame, noun, verb);
        // "an agreement ending subsidies": with an object of its own such a verb says nothing of its subject.
        let busy = stand == Stand::Subject && !group.verb.objects.is_empty();
        let mut best: Option<(Rank, Governor<'a>)> = None;
        // "The duty was due to a row" says why it was levied, not when.
        let why = self.parse.hanging(verb).any(|why| self.parse.preposition(why) == "due to");
        // "The ban is unlikely to hurt anyone", "this is unlikely" say nothing of when it comes.
        let outlook = self.act_below(verb).is_some() || matches!(&*self.parse.head(noun).lower, "this" | "that" | "it");
        let says = |key: &str| match key {
            "be due" => !why,
            "be likely" | "be unlikely" => !outlook,
            _ => true,
        };
        for &key in keys.iter().filter(|key| says(key)) {
            for (how, index) in frame.told_by(key) {
                let found = match how {
                    Telling::Bear if stand == Stand::Object && (active || key.starts_with("be ")) => Stand::Bear,
                    Telling::Object if stand == Stand::Object => Stand::Object,
                    Telling::WithRate if stand == Stand::Object && rate => Stand::Object,
                    // "Said the duty is illegal" lifts nothing, "ruled that it is" does.
                    Telling::Subject if self.rules.context.is_void(key) && self.court_above(verb).is_none() => continue,
                    Telling::Subject
                        if stand == Stand::Subject
                            && !(busy && frame.actions[index].object.iter().any(|verb| verb == key)) =>
                    {
                        Stand::Subject
                    }
                    _ => continue,
                };
                let length = key.split(' ').count() * 2 + usize::from(how == Telling::WithRate);
                let rank = (length, std::cmp::Reverse(index), found == Stand::Bear);
                if best.as_ref().is_none_or(|(highest, _)| rank > *highest) {
                    let action = &frame.actions[index].name;
                    best = Some((rank, Governor::telling(action, found, verb, key)));
                }
            }
        }
        best.map(|(_, governor)| governor).or_else(|| self.moved_by_rates(frame, verb, stand))
    }

    /// "The duty will **move** from 5% to 12%": the rates tell which way.
    fn moved_by_rates(&self, frame: &'a Frame, verb: usize, stand: Stand) -> Option<Governor<'a>> {
        let lemma = &*self.parse.head(verb).lemma;
        // "Duties range from 5% to 12%" moves none.
        if !self.rules.context.moves(lemma) || lemma == "range" {
            return None;
        }
        let rate = |preposition: &str| {
            let behind =
                |&group: &usize| self.parse.preposition(group) == preposition && self.parse.is(group, Kind::Percent);
            let rate = self.parse.groups[verb].verb.objects.iter().flat_map(|&object| self.parse.hanging(object));
            let rate = self.parse.hanging(verb).chain(rate).find(behind)?;
            Decimal::read(&self.mentions[self.parse.head(rate).mention?].id)
        };
        let (from, to) = (rate("from")?, rate("to")?);
        let action = frame.action(if to > from { "raise" } else { "cut" })?;
        Some(Governor::telling(&action.name, stand, verb, lemma.to_owned()))
    }

    /// Whether a level to which the measure goes stands behind the verb or its object: "lift the duty **to 50%**", "the
    /// quota **by 9,000 tonnes**".
    fn reaches_level(&self, frame: &Frame, noun: usize, verb: usize) -> bool {
        let counts = frame.roles.iter().any(|(role, _)| *role == Role::Amount);
        (noun.min(verb)..self.parse.groups.len()).any(|group| {
            let host = self.parse.groups[group].host;
            let level = match self.parse.preposition(group) {
                "to" | "above" if self.parse.is(group, Kind::Percent) => true,
                "to" | "above" | "by" => {
                    counts && [Kind::Money, Kind::Quantity].into_iter().any(|kind| self.parse.is(group, kind))
                }
                _ => false,
            };
            let below = |host: usize| host > verb && self.parse.groups[host].is_noun();
            level && (host == Some(verb) || host == Some(noun) || host.is_some_and(below))
        })
    }

    /// "hit China with tariffs", "exempt cars from the duty", "agreed on a deal".
    fn behind(&self, frame: &'a Frame, at: usize, verb: usize) -> Option<Governor<'a>> {
        // "hit back", or with the preposition: "retaliate with", "answer with".
        let preposition = self.parse.preposition(at);
        let keys = self.verb_keys(verb).iter();
        let with = |key: &str| self.rules.phrase(&format!("{key} {preposition}")).map(|phrase| phrase.words);
        let told = keys.flat_map(|&key| [with(key), Some(key)]).flatten().filter_map(|key| {
            let behind = frame.told_by(key).filter(|(how, _)| *how == Telling::Behind);
            Some((std::cmp::Reverse(key.split(' ').count()), behind.map(|(_, index)| index).min()?, key))
        });
        if let Some((_, index, word)) = told.min() {
            return Some(Governor::telling(&frame.actions[index].name, Stand::Behind, verb, word));
        }
        // "enter at a duty of 5%": the subject bears it.
        let bears =
            |key: &'a str| frame.told_by(key).find(|(how, _)| *how == Telling::Bear).map(|(_, index)| (key, index));
        if let Some((word, index)) = self.verb_keys(verb).iter().filter_map(|&key| with(key)).find_map(bears) {
            return Some(Governor::telling(&frame.actions[index].name, Stand::Bear, verb, word));
        }
        // "call for an end to", "work on": a phrase of verb and preposition takes the noun as its object.
        let key = format!("{} {}", self.parse.head(verb).lemma, self.parse.preposition(at));
        let (_, index) = frame.told_by(&key).find(|(how, _)| *how == Telling::Object)?;
        Some(Governor::telling(&frame.actions[index].name, Stand::Object, verb, key))
    }

    /// The action that a noun tells of what stands behind its preposition: "talk **of** a duty", but not "talks on"
    /// one.
    pub(in crate::claim) fn noun_action_on(
        &self,
        frame: &'a Frame,
        noun: usize,
        preposition: &str,
    ) -> Option<(&'a Action, &'a str)> {
        let head = self.parse.head(noun);
        let phrase = self.noun_action(frame, &[&head.lower, " ", preposition].concat(), "");
        phrase.or_else(|| self.noun_action(frame, &head.lemma, &head.lower))
    }

    /// The action that a noun tells of what stands behind it.
    pub(in crate::claim) fn noun_action(
        &self,
        frame: &'a Frame,
        lemma: &str,
        lower: &str,
    ) -> Option<(&'a Action, &'a str)> {
        let other = Some(phrase::singular(lower)).filter(|&other| other != lemma);
        let told = [Some(lemma), other].into_iter().flatten().flat_map(|word| {
            frame.told_by(word).filter(|(how, _)| *how == Telling::Noun).map(move |(_, index)| (index, word))
        });
        let (index, word) = told.min_by_key(|(index, _)| *index)?;
        Some((&frame.actions[index], self.rules.phrase(word)?.words))
    }
}
