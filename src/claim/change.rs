//! Quantities that move → claims: "exports rose 12%", "will cut output by 1 million barrels a day".
//!
//! The verb's subject (or its object, where somebody moves it) is the indicator, or what a noun of movement has before it
//! or behind "in" and "of"; a percentage or an amount must stand by, or there is no claim.

use super::govern::{Governor, Stand};
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Role, Shape, Want};
use crate::span::Span;
use crate::syntax::{Relation, Tag, Unit};

/// Adds the changes to what `claims` has.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let frames = scene.rules.frames.iter().enumerate().filter(|(index, _)| scene.frames.has(*index));
    for (_, frame) in frames.filter(|(_, frame)| frame.shape == Shape::Change) {
        for group in 0..scene.parse.groups.len() {
            let this = &scene.parse.groups[group];
            let found = if this.is_verb() { scene.moved(frame, group, claims) } else { scene.movement(frame, group) };
            let Some(claim) = found else { continue };
            // "added 42 firms to its blacklist": the verb tells of the list.
            let verb = &*scene.parse.head(group).lemma;
            let listed = |known: &Claim<'a>| known.rules.iter().any(|rule| rule.ends_with(&format!(": {verb} to")));
            if !claims.iter().any(|known| tells_already(known, &claim) || listed(known)) {
                claims.push(claim);
            }
        }
    }
}

/// Whether the other claim speaks of the same percentage or amount, or states the measure that is said to move.
fn tells_already(known: &Claim<'_>, claim: &Claim<'_>) -> bool {
    let of = |claim: &Claim<'_>| claim.rate.as_ref().or(claim.amount.as_ref()).map(|argument| argument.span);
    let measure = claim.indicator.as_ref().is_some_and(|moving| moving.span.overlaps(known.trigger));
    of(known).is_some() && of(known) == of(claim) || measure && known.frame != claim.frame
}

/// Whether the first of two amounts of one unit is the greater, as their ids tell.
fn exceeds(now: &str, before: &str) -> Option<bool> {
    let split = |id: &str| -> Option<(f64, String)> {
        let number = id.split(' ').find_map(|word| word.parse().ok())?;
        Some((number, id.split(' ').filter(|word| word.parse::<f64>().is_err()).collect()))
    };
    let ((now, unit), (before, same)) = (split(now)?, split(before)?);
    (unit == same && now != before).then_some(now > before)
}

/// What moves, as whom it belongs to, and how far.
struct Moving<'a> {
    /// The group that names the quantity.
    group: usize,
    /// Its words.
    shown: Argument<'a>,
    rate: Option<Argument<'a>>,
    amount: Option<Argument<'a>>,
}

impl<'a> Scene<'_, 'a> {
    /// The change that a verb tells.
    fn moved(&self, frame: &'a Frame, verb: usize, earlier: &[Claim<'a>]) -> Option<Claim<'a>> {
        if !self.may_tell(verb) || !self.telling_words(verb).any(|word| self.rules.is_mover(word)) {
            return None;
        }
        let keys = self.verb_keys(verb);
        let this = &self.parse.groups[verb];
        let known =
            |words: &[String]| words.iter().filter(|word| keys.contains(word)).max_by_key(|word| word.len()).cloned();
        let subject = this.verb.subject;
        let objects = &this.verb.objects;
        let quantity = |group: usize| {
            matches!(self.parse.head(group).kind, Some(Kind::Percent | Kind::Money | Kind::Quantity))
                || self.counted(group).is_some()
        };
        // "raised its output by 5%": the object moves. "output rose 5%": the subject does.
        // "hit a record high of 8 million tonnes": so does it here.
        let mark = |group: usize| matches!(&*self.parse.head(group).lemma, "high" | "low" | "record" | "peak");
        let moved_object = objects.first().copied().filter(|&object| !quantity(object) && !mark(object));
        // "supplies declined by 5%" is no passive, whatever the form of the verb says.
        let passive = this.verb.passive && frame.actions.iter().any(|action| known(&action.object).is_some());
        let transitive = passive || moved_object.is_some();
        let (action, word) = frame.actions.iter().find_map(|action| {
            let word = if transitive {
                known(&action.object)
            } else {
                known(&action.subject)
                    .or_else(|| known(&action.object).filter(|_| objects.iter().any(|&object| quantity(object))))
            };
            word.map(|word| (action, word))
        })?;
        // "knocked a point off growth", "lost 30% of its sales": what the difference is taken from.
        let reduced = objects.first().filter(|_| !transitive && known(&action.object).is_some()).and_then(|&object| {
            let off = self.parse.hanging(verb).find(|&behind| self.parse.preposition(behind) == "off");
            off.or_else(|| {
                self.parse.hanging(object).find(|&part| matches!(self.parse.preposition(part), "of" | "off"))
            })
            .filter(|&part| self.parse.groups[part].is_noun() && !quantity(part))
        });
        let mut indicator = if passive { subject } else { moved_object.or(reduced).or(subject) }?;
        // "the price of turkey, which climbed": the price did.
        let of = self.parse.preposition(indicator) == "of" && reduced != Some(indicator);
        let above = self.parse.groups[indicator].host.filter(|_| of);
        if let Some(above) = above.filter(|&above| self.parse.groups[above].is_noun()) {
            indicator = above;
        }
        // A duty or a rebate that goes up is a measure that is raised.
        if self.stated(indicator, &[]).is_some_and(|(frame, _)| frame.shape == Shape::Measure) {
            return None;
        }
        let marked = objects.iter().filter(|&&object| mark(object)).flat_map(|&object| self.parse.hanging(object));
        let places = objects
            .iter()
            .copied()
            .filter(|&object| object != indicator)
            .chain(self.parse.hanging(verb))
            .chain(marked)
            .chain(self.parse.hanging(indicator));
        let (mut rate, mut amount) = self.how_far(places.collect());
        let mut told = &*action.name;
        let level = !transitive && told == "set" && action.subject.contains(&word);
        if level || rate.is_none() && amount.is_none() {
            // "fell for a third month, down 4%"; "reached $16 billion, up from $14 billion": a level alone is no change.
            let (turn, by) = self.turn(verb, rate.as_ref().or(amount.as_ref()))?;
            if level {
                told = turn;
            } else if told != turn {
                return None;
            }
            match &by {
                Some(figure) if figure.kind == Some(Kind::Percent) => rate = by,
                Some(_) if !level => amount = by,
                _ => {}
            }
        }
        // "lost 4,000 jobs", "will create 4,000 jobs": the staff is what moves.
        let staff = objects.first().filter(|&&object| !transitive && reduced.is_none() && self.counts_staff(object));
        let shown = match staff {
            Some(&object) => self.last_word(object),
            None => self.indicator(indicator).or_else(|| self.stands_for(indicator, earlier))?,
        };
        let moving = Moving { group: indicator, shown, rate, amount };
        let stand = if transitive { Stand::Object } else { Stand::Subject };
        let governor = Governor { action: told, stand, group: verb, word, presumed: false, denied: false };
        let actor = if transitive || staff.is_some() { self.agents(&governor) } else { Vec::new() };
        self.change(frame, &governor, moving, actor)
    }

    /// Which way a quantity went, and how far, by what stands behind its verb: ", up 4% from", ", compared with 15 tonnes".
    fn turn(&self, verb: usize, level: Option<&Argument<'a>>) -> Option<(&'static str, Option<Argument<'a>>)> {
        let next = self.parse.groups[verb + 1..].iter();
        let next = next.filter(|group| group.is_verb()).map(|group| group.head);
        let end = next.filter(|&head| &*self.parse.units[head].lemma != "compare").min();
        let behind = &self.parse.units[self.parse.groups[verb].head + 1..end.unwrap_or(self.parse.units.len())];
        let figure = |unit: &Unit<'_>| {
            let counts = matches!(unit.kind, Some(Kind::Percent | Kind::Money | Kind::Quantity));
            unit.mention.filter(|_| counts).map(|mention| Argument::of(&self.mentions[mention]))
        };
        for (at, unit) in behind.iter().enumerate() {
            let rest = &behind[at + 1..];
            let from = rest.first().is_some_and(|next| &*next.lower == "from");
            let by = rest.iter().find(|next| &*next.lower != "by").and_then(figure);
            match &*unit.lower {
                "up" | "higher" if from || by.is_some() => return Some(("rise", by.filter(|_| !from))),
                "down" | "lower" if from || by.is_some() => return Some(("fall", by.filter(|_| !from))),
                "compared" | "against" | "versus" => {
                    let before = rest.iter().find_map(figure)?;
                    return Some((if exceeds(&level?.id, &before.id)? { "rise" } else { "fall" }, None));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether a group counts people at work.
    fn counts_staff(&self, group: usize) -> bool {
        let words = self.parse.head(group).lower.rsplit(' ').next().unwrap_or_default();
        matches!(super::phrase::singular(words), "job" | "worker" | "employee" | "post" | "position")
    }

    /// The last word of what a group counts.
    fn last_word(&self, group: usize) -> Argument<'a> {
        let span = self.parse.head(group).span;
        let words = span.of(self.text.source);
        let start = words.rfind(char::is_whitespace).map_or(0, |at| at as u32 + 1);
        self.shown(Span { start: span.start + start, ..span })
    }

    /// "those of machinery", "that with Norway": the quantity spoken of just before.
    fn stands_for(&self, group: usize, earlier: &[Claim<'a>]) -> Option<Argument<'a>> {
        matches!(&*self.parse.head(group).lower, "those" | "that").then_some(())?;
        let moved = earlier.iter().rev().find_map(|claim| claim.indicator.as_ref())?;
        let noun = (0..self.parse.groups.len()).find(|&group| self.parse.head(group).span.overlaps(moved.span))?;
        Some(self.shown(self.parse.head(noun).span))
    }

    /// The change that a noun tells: "a 5% rise in exports", "output cuts of 1 million barrels a day".
    fn movement(&self, frame: &'a Frame, noun: usize) -> Option<Claim<'a>> {
        let this = &self.parse.groups[noun];
        let head = this.is_noun().then(|| self.parse.head(noun)).filter(|head| head.mention.is_none())?;
        let (action, word) = self.noun_action(frame, &head.lemma, &head.lower)?;
        let behind = |prepositions: &[&str]| {
            // "a fall of 6% in imports": behind the figure too.
            let figures = self.parse.hanging(noun).filter(|&group| self.parse.is(group, Kind::Percent));
            let behind = figures.flat_map(|figure| self.parse.hanging(figure));
            let named = behind.filter(|&group| matches!(self.parse.head(group).tag, Tag::Noun | Tag::Plural));
            self.parse.hanging(noun).chain(named).find(|&group| {
                prepositions.contains(&self.parse.preposition(group)) && self.how_far(vec![group]) == (None, None)
            })
        };
        let within = self.parse.units[this.units.start..this.head].iter().filter_map(|unit| unit.mention);
        let stands = |kinds: &[Kind]| {
            let mention = within.clone().map(|mention| &self.mentions[mention]);
            mention.into_iter().find(|mention| kinds.contains(&mention.kind)).map(Argument::of)
        };
        let (mut rate, mut amount) = (stands(&[Kind::Percent]), stands(&[Kind::Money, Kind::Quantity]));
        if rate.is_none() && amount.is_none() {
            (rate, amount) = self.how_far(self.parse.hanging(noun).collect());
        }
        let (group, shown) = match behind(&["in"]).or_else(|| behind(&["of"])) {
            Some(group) => (group, self.indicator(group)?),
            None => (noun, self.words_before(noun)?),
        };
        let governor =
            Governor { action: &action.name, stand: Stand::Nominal, group: noun, word, presumed: false, denied: false };
        let mut actor = self.owners(noun);
        if actor.is_empty() {
            actor = self.mentions_before(noun, Kind::is_party);
        }
        self.change(frame, &governor, Moving { group, shown, rate, amount }, actor)
    }

    /// The claim of a quantity that moves, if it is said how far.
    fn change(
        &self,
        frame: &'a Frame,
        governor: &Governor<'a>,
        moving: Moving<'a>,
        mut actor: Vec<Argument<'a>>,
    ) -> Option<Claim<'a>> {
        if moving.rate.is_none() && moving.amount.is_none() {
            return None;
        }
        let mood = self.mood(frame, governor.group, governor);
        for party in [self.owners(moving.group), self.mentions_before(moving.group, Kind::is_party)] {
            if actor.is_empty() {
                actor = party;
            }
        }
        if actor.is_empty() {
            self.collect_party_of(moving.group, &mut actor);
        }
        let paths = frame.roles.iter().find(|(role, _)| *role == Role::Target).map_or(&[][..], |(_, paths)| paths);
        let mut target = self.follow(paths, moving.group, governor);
        target.retain(|target| !actor.iter().any(|actor| actor.same_party(target)));
        let mut product = Vec::new();
        self.collect(moving.group, Want::Goods, 0, &mut product);
        Some(Claim {
            frame: &frame.name,
            action: governor.action,
            actor,
            target,
            product,
            rate: moving.rate,
            rate_before: None,
            amount: moving.amount,
            indicator: Some(moving.shown),
            modality: mood.modality,
            negated: mood.negated,
            requester: mood.requester,
            attribution: self.attribution(governor.group, governor.group),
            time: mood.time,
            sentence: self.parse.sentence,
            trigger: self.parse.head(governor.group).span,
            rules: vec![format!("{}/{}: {}", frame.name, governor.action, governor.word)],
        })
    }

    /// The percentage and the amount at some of the groups: the difference, or the level reached where none is given.
    fn how_far(&self, mut places: Vec<usize>) -> (Option<Argument<'a>>, Option<Argument<'a>>) {
        places.retain(|&place| {
            self.parse.groups[place].is_noun()
                && matches!(self.parse.preposition(place), "" | "by" | "to" | "at" | "of" | "up to")
                && self.parse.groups[place].relation != Relation::Subject
        });
        places.sort_by_key(|&place| matches!(self.parse.preposition(place), "to" | "at"));
        let (mut rate, mut amount) = (None, None);
        for place in places {
            let unit = self.parse.head(place);
            let argument = || unit.mention.map(|mention| Argument::of(&self.mentions[mention]));
            match unit.kind {
                Some(Kind::Percent) => rate = rate.or_else(argument),
                Some(Kind::Quantity) if super::role::is_duration(unit) => {}
                Some(Kind::Money | Kind::Quantity) => amount = amount.or_else(argument),
                // "by 900": a bare number counts the indicator itself.
                _ if unit.tag == Tag::Number && matches!(self.parse.preposition(place), "by" | "to") => {
                    amount = amount.or_else(|| self.bare(place))
                }
                _ => amount = amount.or_else(|| self.counted(place)),
            }
        }
        (rate, amount)
    }

    /// A number without a unit.
    fn bare(&self, group: usize) -> Option<Argument<'a>> {
        let span = self.parse.head(group).span;
        let words = span.of(self.text.source);
        let number = words.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        number.then(|| self.shown(span))
    }

    /// Whose quantity it is: "exports of Vietnam", "unemployment in Spain", "shares of KLA".
    fn collect_party_of(&self, indicator: usize, actor: &mut Vec<Argument<'a>>) {
        for behind in self
            .parse
            .hanging(indicator)
            .filter(|&behind| matches!(self.parse.preposition(behind), "of" | "in" | "from" | "by" | "between"))
            // What is imported from a country is not its own.
            .filter(|&behind| {
                self.parse.preposition(behind) != "from" || &*self.parse.head(indicator).lemma != "import"
            })
        {
            actor.extend(self.parties(behind));
        }
        if actor.is_empty() && self.parse.head(indicator).kind.is_some_and(Kind::is_party) {
            actor.extend(self.own_parties(indicator));
        }
    }

    /// The words of the quantity before the noun that tells its change: "**output** cut".
    fn words_before(&self, noun: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[noun];
        let names = |unit: &&Unit<'_>| {
            matches!(unit.tag, Tag::Noun | Tag::Plural) && unit.mention.is_none()
                || matches!(unit.kind, Some(Kind::Commodity))
        };
        let units = &self.parse.units[this.units.start..this.head];
        let first = units.iter().find(names)?;
        let last = units.last().filter(|unit| names(unit))?;
        Some(self.shown(first.span.join(last.span)))
    }

    /// The words of the quantity, without owner and article.
    fn indicator(&self, group: usize) -> Option<Argument<'a>> {
        let this = &self.parse.groups[group];
        let head = &self.parse.units[this.head];
        if matches!(head.tag, Tag::Pronoun | Tag::Determiner) || head.kind == Some(Kind::Person) {
            return None;
        }
        let first = (this.units.start..this.head)
            .find(|&unit| {
                !matches!(self.parse.units[unit].tag, Tag::Determiner | Tag::Possessive | Tag::Adverb)
                    && !self.parse.units[unit].kind.is_some_and(Kind::is_party)
            })
            .unwrap_or(this.head);
        let mut span = self.parse.units[first].span.join(head.span);
        if let Some(of) = self.parse.hanging(group).find(|&of| {
            let counts = self.rules.context.is_transparent(&head.lemma);
            self.parse.preposition(of) == "of" && (counts || self.parse.head(of).kind == Some(Kind::Commodity))
        }) {
            span = span.join(self.parse.head(of).span);
        }
        Some(self.shown(span))
    }

    pub(super) fn shown(&self, span: Span) -> Argument<'a> {
        let words = span.of(self.text.source);
        Argument { id: words.into(), name: words.into(), kind: None, span, carried: false, country: "".into() }
    }
}
