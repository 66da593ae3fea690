//! A noun group → the frame that it states, if it states one.

use crate::claim::{Claim, Scene, phrase};
use crate::lexicon::Kind;
use crate::rule::{Frame, Narrow, Shape, States, Telling};
use crate::syntax::{Relation, Tag, Unit};

/// What a word of a phrase that states a frame weighs against other phrases.
const WORD: usize = 4;

/// Words before a noun by which one more is meant than was told of.
const NEXT: &[&str] = &[
    "another", "further", "fresh", "next", "final", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "previous", "earlier",
];

/// How a noun group states a frame.
#[derive(Clone, Debug)]
pub(in crate::claim) enum Stated<'a> {
    /// Its head does.
    Head,
    /// A noun before its head does, and the head tells the action ("tariff cut").
    Compound(&'a str, &'a str),
    /// It is the noun of an act alone, which points back at the measure that it was done to ("the cuts").
    Act(&'a str, &'a str),
    /// It is a pronoun that points back at a measure ("they will be lifted", "those on steel").
    Pronoun,
}

impl<'a> Scene<'_, 'a> {
    /// The frame that a noun group states: the longest phrase wins, then the frame that stands first.
    pub(in crate::claim) fn stated(&self, group: usize, here: &[Claim<'a>]) -> Option<(&'a Frame, Stated<'a>)> {
        let this = &self.parse.groups[group];
        let units = &self.parse.units;
        let mut best: Option<(usize, &'a Frame, Stated<'a>)> = None;
        for at in this.units.clone().rev() {
            if units[at].kind.is_some_and(Kind::is_party)
                || (units[at].mention.is_some()
                    && at == this.head
                    && units[at].kind != Some(Kind::Commodity)
                    && units[at].kind != Some(Kind::Organization))
            {
                continue;
            }
            let unit = &units[at];
            let shapes = self.shaped && at == this.head;
            if !shapes && !self.may_state(unit) {
                continue;
            }
            if at != this.head && !units[at].tag.is_nominal() {
                continue;
            }
            let worded = self.rules.stated_by(phrase::forms(unit), self.seen.frames());
            let shaped = self.rules.shaped().filter(|_| shapes);
            for frame in worded.chain(shaped) {
                // "Solar panels" judge nobody.
                if frame.shape == Shape::Event && unit.kind == Some(Kind::Commodity) {
                    continue;
                }
                let Some(length) = self.phrase_length(frame, group, at, here) else {
                    continue;
                };
                let stated = if at == this.head {
                    self.restarted(frame, at).unwrap_or(Stated::Head)
                } else {
                    let head = &units[this.head];
                    // "the duty hike announcement": what is done stands nearest.
                    let told = units[at + 1..=this.head]
                        .iter()
                        .find_map(|unit| self.noun_action(frame, &unit.lemma, &unit.lower));
                    match told {
                        Some((action, word)) => Stated::Compound(&action.name, word),
                        // "NAFTA rules": what a treaty says is no deal of its own.
                        None if frame.sides.iter().any(|(name, _)| *name == [&*unit.lower]) => continue,
                        None if self.rules.context.is_transparent(&head.lemma)
                            || self.rules.context.wraps(&head.lemma) =>
                        {
                            Stated::Head
                        }
                        None => continue,
                    }
                };
                // "tariff cuts": the head tells what is done to the measure, no quantity that moves.
                let rank = if frame.shape == Shape::Change { 0 } else { length + usize::from(at == this.head) * 10 };
                if best.as_ref().is_none_or(|(longest, _, _)| rank > *longest) && !phrase::is_excluded(units, at, frame)
                {
                    best = Some((rank, frame, stated));
                }
            }
        }
        best.map(|(_, frame, stated)| (frame, stated))
    }

    /// "The **resumption** of imports": trade that begins again, by which what held it back ends.
    fn restarted(&self, frame: &'a Frame, at: usize) -> Option<Stated<'a>> {
        let unit = &self.parse.units[at];
        let (action, word) = self.noun_action(frame, &unit.lemma, &unit.lower)?;
        let restarts = frame.shape == Shape::Measure && &*action.name == "resume";
        frame.action("lift").filter(|_| restarts).map(|lift| Stated::Act(&lift.name, word))
    }

    /// The length in words of the frame's phrase that ends at a unit.
    fn phrase_length(&self, frame: &Frame, group: usize, at: usize, here: &[Claim<'a>]) -> Option<usize> {
        let units = &self.parse.units;
        let unit = &units[at];
        let (mut plain, mut echoed, mut narrow) = (None, false, Vec::new());
        let ending = phrase::endings(unit, |word| frame.phrases_ending(word));
        for (how, words) in ending.filter(|(_, words)| phrase::ends_with(units, at, words)) {
            match how {
                States::Always | States::Governed => plain = plain.max(Some(words.len() * WORD)),
                States::Again => echoed = true,
                States::Beside(index) => narrow.push((&frame.narrow[*index], words.len())),
            }
        }
        // "Banned beef from Peru. The embargo was lifted": the one that was spoken of, whatever else the word may mean.
        let again = echoed && plain == Some(WORD) && !self.memory.knows(&frame.name) && self.is_definite(group);
        let of_another = |last: &str| last != frame.name;
        if plain.is_some() && again && !self.says_of_whom(group) && self.last_echoed(unit, here).is_some_and(of_another)
        {
            return Some(0);
        }
        if plain.is_some() {
            return plain;
        }
        // "the charge", "a rate of 40%", "the tax on coffee"; what says of itself what it is needs no echo.
        // "Is exempt from the controls", "was removed from the list", but not "returned from the tax".
        let told = |key: &&str| {
            let own = key.ends_with(" from");
            let mut behind = frame.told_by(key).filter(|(how, _)| matches!(how, Telling::Behind));
            behind.any(|(_, action)| own || &*frame.actions[action].name == "exempt") || *key == "be subject"
        };
        let spared = || self.verb_above(group).is_some_and(|verb| self.verb_keys(verb).iter().any(told));
        let argument = matches!(self.parse.preposition(group), "from" | "to" | "at") && !spared();
        let points = || {
            let said = self.is_definite(group) || self.has_percent(group) || self.is_on_goods(group);
            // "A similar ban is being imposed on Chile".
            let like = units[self.parse.groups[group].units.start..at].iter().any(|unit| &*unit.lower == "similar");
            let said = said || like || frame.shape == Shape::Event && self.is_against_known(group);
            let said = said || frame.shape == Shape::Meeting && self.is_next(group);
            !argument && (said || self.is_taken_too(frame, group, here))
        };
        // "The unemployment rate" is none of the duty's.
        let of_another = || {
            let before = &units[self.parse.groups[group].units.start..at];
            let other = |unit: &Unit<'_>| unit.mention.is_none() && matches!(unit.tag, Tag::Noun | Tag::Plural);
            before.iter().any(|unit| other(unit) && &*unit.lower != "trade")
        };
        let known = || self.memory.knows(&frame.name) || here.iter().any(|claim| claim.frame == frame.name);
        if self.shaped && !frame.shapes.is_empty() && at == self.parse.groups[group].head {
            let first = self.parse.units[self.parse.groups[group].units.start].span;
            if frame.shapes.has(first.join(units[at].span).of(self.text.source)) {
                return Some(2 * WORD);
            }
        }
        let stands = |narrow: &Narrow| self.is_near(group, at, frame, narrow);
        let near = narrow.iter().filter(|(narrow, _)| !narrow.is_only("goods") && stands(narrow));
        // "A $5 million support plan for growers": more words tell more, and a sum alone tells less.
        let weight = |(narrow, words): &(&Narrow, usize)| WORD + words - 1 - usize::from(narrow.is_only("money"));
        if let Some(heaviest) = near.map(weight).max() {
            return Some(heaviest);
        }
        // "Restrictions on ore": of a kind spoken of before rather than of the one that goods alone tell.
        let echoes = echoed && !of_another() && points() && known();
        if echoes && self.last_echoed(unit, here) == Some(&*frame.name) {
            Some(WORD - 2)
        } else if narrow.iter().any(|(narrow, _)| narrow.is_only("goods") && stands(narrow)) {
            Some(WORD - 3)
        } else {
            echoes.then_some(0)
        }
    }

    /// "**Another** round", "a **second** meeting": one more of what was told before.
    fn is_next(&self, group: usize) -> bool {
        self.parse.units[self.parse.groups[group].units.clone()].iter().any(|unit| NEXT.contains(&&*unit.lower))
    }

    /// The frame that a noun points back at: of the last claim that the same word told,
    /// else of the last that it can mean.
    fn last_echoed(&self, noun: &Unit<'_>, here: &[Claim<'a>]) -> Option<&'a str> {
        let means =
            |claim: &&Claim<'a>| self.rules.frame(claim.frame).is_some_and(|frame| frame.echoes_word(&noun.lemma));
        let claims = || here.iter().rev().chain(self.memory.claims()).filter(means);
        // The trigger of a headline's claim stands in another text.
        let trigger = |claim: &Claim<'a>| self.text.source.get(claim.trigger.range());
        let starts =
            |words: &str| words.get(..noun.lemma.len()).is_some_and(|start| start.eq_ignore_ascii_case(&noun.lemma));
        let told = claims().find(|claim| *claim.word() == *noun.lemma || trigger(claim).is_some_and(starts));
        told.or_else(|| claims().next()).map(|claim| claim.frame)
    }

    /// Whether a noun that states the frame only beside certain words stands beside one.
    pub(in crate::claim) fn is_narrowed(&self, frame: &Frame, group: usize, at: usize) -> bool {
        let units = &self.parse.units;
        phrase::endings(&units[at], |word| frame.phrases_ending(word)).any(|(how, words)| match how {
            States::Beside(index) => {
                phrase::ends_with(units, at, words) && self.is_near(group, at, frame, &frame.narrow[*index])
            }
            _ => false,
        })
    }

    /// Whether the group names anybody, or what stands behind it does.
    fn says_of_whom(&self, group: usize) -> bool {
        let party = |unit: &Unit<'_>| unit.kind.is_some_and(Kind::is_party);
        let named = |at: usize| self.parse.units[self.parse.groups[at].units.clone()].iter().any(party);
        named(group) || self.below(group).into_iter().any(named)
    }

    /// Whether the noun states the frame only where a word tells the action; the longest phrase that it ends decides.
    pub(in crate::claim) fn needs_governor(&self, frame: &Frame, group: usize) -> bool {
        let at = self.parse.groups[group].head;
        let (mut strong, mut weak, mut again) = (0, 0, false);
        for (how, words) in phrase::endings(&self.parse.units[at], |word| frame.phrases_ending(word)) {
            let longest = match how {
                States::Always => &mut strong,
                States::Governed => &mut weak,
                States::Again => {
                    again |= phrase::ends_with(&self.parse.units, at, words);
                    continue;
                }
                States::Beside(_) => continue,
            };
            if words.len() > *longest && phrase::ends_with(&self.parse.units, at, words) {
                *longest = words.len();
            }
        }
        // "The complaint is groundless": the one that was told of.
        let told = || frame.shape == Shape::Event && again && self.is_definite(group) && self.memory.knows(&frame.name);
        // "The document is long" says nothing of the deal.
        let echo = frame.shape == Shape::Meeting && again && strong == 0;
        (weak > strong || echo) && !told() && !self.is_narrowed(frame, group, at)
    }

    /// "An appeal against **the ruling**": of what was told before.
    fn is_against_known(&self, group: usize) -> bool {
        let known = |against: usize| self.parse.head(against).mention.is_none() && self.is_definite(against);
        self.parse.hanging(group).any(|against| self.parse.preposition(against) == "against" && known(against))
    }

    /// Whether a percentage stands in the group or behind its "of".
    fn has_percent(&self, group: usize) -> bool {
        let of = |&below: &usize| self.parse.preposition(below) == "of" && self.parse.is(below, Kind::Percent);
        self.parse.units[self.parse.groups[group].units.clone()].iter().any(|unit| unit.kind == Some(Kind::Percent))
            || self.parse.hanging(group).any(|below| of(&below))
    }

    /// "Chile banned imports of beef. Peru announced a temporary ban":
    /// whether another party takes what was just told of.
    fn is_taken_too(&self, frame: &Frame, group: usize, here: &[Claim<'a>]) -> bool {
        let this = &self.parse.groups[group];
        let near = here.iter().map(|claim| claim.frame).chain(self.memory.near_frames());
        let verb = this.host.filter(|&verb| this.relation == Relation::Object && self.parse.groups[verb].is_verb());
        let taken = verb.filter(|_| near.into_iter().any(|near| near == frame.name)).filter(|&verb| {
            let mut told = frame.told_by(&self.parse.head(verb).lemma);
            told.any(|(how, index)| how == Telling::Object && &*frame.actions[index].name == "impose")
        });
        let taker = taken.and_then(|verb| self.parse.groups[verb].verb.subject);
        taker.is_some_and(|taker| !self.parties(taker).is_empty())
    }

    /// Whether goods stand behind its "on".
    fn is_on_goods(&self, group: usize) -> bool {
        self.parse.hanging(group).any(|on| self.parse.preposition(on) == "on" && self.parse.is(on, Kind::Commodity))
    }

    /// Whether the noun group can point back: it has a determiner or an owner.
    pub(in crate::claim) fn is_definite(&self, group: usize) -> bool {
        let first = self.first(group);
        phrase::points_back(&first.lower)
            || &*first.lower == "that"
            || first.tag == Tag::Possessive
            || !self.owners(group).is_empty()
    }

    /// The first word of a group that is no adverb.
    pub(in crate::claim) fn first(&self, group: usize) -> &Unit<'a> {
        let units = &self.parse.units[self.parse.groups[group].units.clone()];
        units.iter().find(|unit| unit.tag != Tag::Adverb).unwrap_or(&units[0])
    }

    /// "Malaysian palm oil", "palm oil from Malaysia".
    fn comes_from_a_state(&self, goods: usize) -> bool {
        let from = |&below: &usize| self.parse.preposition(below) == "from" && self.parse.is(below, Kind::Country);
        self.parse.is(goods, Kind::Commodity)
            && (self.parse.hanging(goods).any(|below| from(&below))
                || !self.mentions_before(goods, |kind| kind == Kind::Country).is_empty())
    }

    /// "A suspension of the import **duty**": whether a group is of a measure of its own.
    fn is_of_another_frame(&self, group: usize, frame: &Frame) -> bool {
        let head = self.parse.head(group);
        let always = |other: &Frame| {
            other.phrases_ending(&head.lemma).iter().any(|(how, words)| *how == States::Always && words.len() == 1)
        };
        let mut others = self.rules.stated_by([&*head.lemma], self.seen.frames());
        head.mention.is_none() && others.any(|other| other.name != frame.name && always(other))
    }

    /// Whether one of the words stands before the noun in its group or behind its prepositions.
    fn is_near(&self, group: usize, at: usize, frame: &Frame, narrow: &Narrow) -> bool {
        let company = &narrow.near;
        let asked = |word: &str| !company.ending(word).is_empty();
        let (goods, percent, money, party) = (asked("goods"), asked("percent"), asked("money"), asked("party"));
        let origin = asked("origin");
        let units = &self.parse.units;
        let matches = |unit: usize| {
            phrase::ends_with_any(units, unit, company)
                || goods && units[unit].kind == Some(Kind::Commodity)
                || percent && units[unit].kind == Some(Kind::Percent)
                || money && units[unit].kind == Some(Kind::Money)
        };
        let this = &self.parse.groups[group];
        // "an OPEC meeting", "the Trump-Xi summit", "their meeting".
        let named =
            |unit: usize| party && (units[unit].kind.is_some_and(Kind::is_party) || &*units[unit].lower == "their");
        // "$3 million in aid".
        let counting = this.host.filter(|_| money && matches!(self.parse.preposition(group), "in" | "of"));
        if (this.units.start..at).any(|unit| matches(unit) || named(unit))
            || counting.is_some_and(|sum| self.parse.is(sum, Kind::Money))
        {
            return true;
        }
        // "a call with Ottawa", not "a call with extra intensity".
        let stands = |near: usize| {
            let preposition = self.parse.preposition(near);
            let named = || self.parse.head(near).mention.is_some() || !self.parties(near).is_empty();
            asked(preposition) && named()
                || self.parse.groups[near].units.clone().any(matches) && !self.is_of_another_frame(near, frame)
                || origin && self.comes_from_a_state(near)
        };
        // "a ban on firms selling to Peru"
        let leads_on = |&deeper: &usize| {
            let deeper = &self.parse.groups[deeper];
            matches!(deeper.relation, Relation::Preposition | Relation::Conjunct) || deeper.verb.gerund
        };
        let reaches = |below: usize| stands(below) || self.parse.hanging(below).filter(leads_on).any(stands);
        let behind = |&below: &usize| self.parse.groups[below].relation == Relation::Preposition;
        if self.parse.hanging(group).filter(behind).any(reaches) {
            return true;
        }
        // "a tax imposed on imports", "a tax was imposed on imports", "the tax that Peru imposed on imports".
        let told = |&verb: &usize| frame.told_by(&self.parse.head(verb).lemma).next().is_some();
        let passive = |&verb: &usize| self.parse.groups[verb].verb.passive;
        let undergone = |&verb: &usize| {
            let of_verb = &self.parse.groups[verb].verb;
            of_verb.passive || of_verb.objects.is_empty() && of_verb.subject.is_some_and(|subject| subject != group)
        };
        let above = this.host.filter(|&verb| match this.relation {
            Relation::Subject => passive(&verb),
            relation => relation == Relation::Object,
        });
        // "Exports of copper face restrictions", "are subject to curbs": what bears them.
        let over = this.host.filter(|&verb| self.parse.groups[verb].is_verb() && this.relation != Relation::Subject);
        let bearer = over.and_then(|verb| Some((verb, self.parse.groups[verb].verb.subject?)));
        let bears =
            |key: &&str| frame.told_by(key).any(|(how, _)| how == Telling::Bear) || key.starts_with("be subject");
        if bearer.is_some_and(|(verb, subject)| {
            stands(subject) && self.parties(subject).is_empty() && self.verb_keys(verb).iter().any(bears)
        }) {
            return true;
        }
        let mut done = self.modifiers(group).into_iter().filter(undergone).chain(above).filter(told);
        done.any(|verb| {
            let on = |&on: &usize| {
                let said = Some(verb) != above || matches!(self.parse.preposition(on), "on" | "against");
                self.parse.groups[on].is_noun() && self.parse.groups[on].preposition.is_some() && said
            };
            self.parse.hanging(verb).filter(on).any(reaches)
        })
    }
}
