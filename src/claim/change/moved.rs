//! A verb that moves a quantity → the change that it tells: "exports rose 12%", "will cut output by half".
//!
//! Its object is what moves, or its subject where it has none. A level moves nothing ("exports reached $8 billion")
//! unless an earlier one stands beside it, or it is still to come.

use super::super::govern::{Governor, Stand};
use super::super::{Argument, Claim, Scene};
use super::Moving;
use super::extent::Extent;
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape, Telling};
use crate::span::Span;
use crate::syntax::{Relation, Tag, Unit};

/// How many verbs above a figure's the quantity is sought.
const DEEPEST: usize = 4;

impl<'a> Scene<'_, 'a> {
    /// The change that a verb tells.
    pub(super) fn moved(&self, frame: &'a Frame, verb: usize, earlier: &[Claim<'a>]) -> Option<Claim<'a>> {
        let this = &self.parse.groups[verb];
        let told = self.told_by_verb(frame, verb);
        let known = |how: Telling, action: usize| {
            let told = told.iter().filter(|(told, index, _)| (*told, *index) == (how, action));
            told.map(|&(_, _, word)| word).max_by_key(|word| word.len())
        };
        let moves_object = told.iter().any(|(how, _, _)| *how == Telling::Object);
        // "rose 4% in May after rising 6%": no figure rises, but what the verb above is about.
        let figure = |subject: &usize| self.is_quantity(*subject) && !self.counts_staff(*subject);
        let above = |verb: &usize| self.verb_above(self.parse.groups[*verb].host?);
        let verbs = std::iter::successors(Some(verb), above).take(DEEPEST);
        let subject = verbs.filter_map(|verb| self.parse.groups[verb].verb.subject).find(|subject| !figure(subject));
        let subject = subject.filter(|_| this.verb.subject.is_some()).or(this.verb.subject);
        let objects = &this.verb.objects;
        // "raised its output by 5%": the object moves. "output rose 5%": the subject does.
        let moved_object = objects
            .first()
            .copied()
            .filter(|&object| !self.is_quantity(object) && !self.is_level(frame, object) && !self.is_period(object));
        // "supplies declined by 5%" is no passive, whatever the form of the verb says.
        let passive = this.verb.passive && moves_object;
        let transitive = passive || moved_object.is_some();
        let (action, word) = frame
            .actions
            .iter()
            .enumerate()
            .find_map(|(index, action)| {
                let object = || known(Telling::Object, index);
                let word = if transitive {
                    object()
                } else {
                    known(Telling::Subject, index)
                        .or_else(|| object().filter(|_| self.takes_from(verb, action.name == "fall")))
                };
                word.map(|word| (&*action.name, word))
            })
            .or_else(|| self.moved_alone(frame, verb))?;
        if super::super::phrase::is_excluded(&self.parse.units, this.head, frame) {
            return None;
        }
        // "knocked a point off growth", "lost 30% of its sales": what the difference is taken from.
        let reduced = objects.first().filter(|_| !transitive && moves_object).and_then(|&object| {
            let behind = self.parse.hanging(verb).chain(self.parse.hanging(object));
            let off = behind.into_iter().find(|&behind| self.is_lessened(behind, &["off", "from"]));
            off.or_else(|| self.parse.hanging(object).find(|&part| self.is_lessened(part, &["of"])))
        });
        let mut indicator = if passive { subject } else { moved_object.or(reduced).or(subject) }?;
        // "the price of turkey, which climbed": the price did; "exports to Peru rising 5%": no state rises.
        let placed = |kind: Kind| kind.is_party() || kind == Kind::Place;
        let party =
            !self.parse.preposition(indicator).is_empty() && self.parse.head(indicator).kind.is_some_and(placed);
        let of = (self.parse.preposition(indicator) == "of" || party) && reduced != Some(indicator);
        // "Edged back to $65 by 0239 GMT, which was up 5%": no hour rises.
        let hour = self.parse.units[self.parse.groups[indicator].units.start].tag == Tag::Number
            && self.parse.head(indicator).mention.is_none()
            && self.parse.head(indicator).capital;
        let told = self.parse.groups[indicator].host.and_then(|host| self.verb_above(host));
        if let Some(subject) = told.and_then(|verb| self.parse.groups[verb].verb.subject).filter(|_| hour) {
            indicator = subject;
        }
        // "Oil traded in London rose 5%": over the participle.
        let above = self.parse.groups[indicator].host.filter(|_| of);
        let traded = |above: usize| self.parse.groups[above].relation == Relation::Modifier;
        let above = above.and_then(|above| if traded(above) { self.parse.groups[above].host } else { Some(above) });
        if let Some(above) = above.filter(|&above| self.parse.groups[above].is_noun()) {
            indicator = above;
        }
        // A duty or a rebate that goes up is a measure that is raised.
        if self.stated(indicator, &[]).is_some_and(|(frame, _)| frame.shape == Shape::Measure) {
            return None;
        }
        let others = objects.iter().copied().filter(|&object| object != indicator);
        let places = others.chain(self.parse.hanging(verb)).chain(self.parse.hanging(indicator));
        let mut extent = self.extent(frame, places.collect());
        if extent.is_empty() && transitive {
            // "cut their share of the market to a low of 5%": how far stands at the end, however deep it hangs.
            let deep =
                self.below(indicator).into_iter().filter(|&group| matches!(self.parse.preposition(group), "by" | "to"));
            extent = self.extent(frame, deep.collect());
        }
        if extent.is_empty() {
            extent = self.set_off(verb);
        }
        // "1,200 jobs were lost", "some 300 posts will go": the subject says how many.
        let each = || self.parse.units.iter().any(|unit| unit.lower.starts_with("each") || &*unit.lower == "every");
        let counted = subject.filter(|&subject| extent.is_empty() && indicator == subject);
        let counted = counted.filter(|&subject| self.counts_staff(subject) && !each());
        if let Some(figure) = counted.and_then(|staff| self.figure_at(self.parse.head(staff)).or(self.counted(staff))) {
            extent = Extent::of(figure);
        }
        let stand = if transitive { Stand::Object } else { Stand::Subject };
        let mut governor = Governor::telling(action, stand, verb, word);
        let level = !transitive
            && frame.action("set").is_some_and(|set| set.subject.iter().any(|verb| **verb == *governor.word));
        if level || extent.is_empty() {
            (governor.action, extent) = self.told_level(frame, &governor, level, extent)?;
        }
        // "lost 4,000 jobs", "will create 4,000 jobs": the staff is what moves.
        let staff = objects.first().copied();
        let staff = staff.filter(|&object| !transitive && reduced.is_none() && self.counts_staff(object)).or(counted);
        let shown = match staff {
            Some(staff) => self.last_word(staff),
            None => self.indicator(indicator).or_else(|| self.stands_for(indicator, earlier))?,
        };
        let acts = transitive || staff.is_some() && counted.is_none();
        let grows = shown.kind == Some(Kind::Country);
        let actor = match acts {
            true => self.agents(&governor),
            false if grows => self.parties(indicator),
            false => Vec::new(),
        };
        // "Acme lost $3 million": what is gone is no firm.
        let sum =
            extent.amount.as_ref().is_some_and(|amount| amount.kind == Some(Kind::Money)) && extent.rate.is_none();
        let head = self.parse.head(indicator);
        let firm =
            head.kind.is_some_and(Kind::is_party) || head.tag == Tag::Proper || head.mention.is_none() && head.capital;
        if sum && firm && &*self.parse.head(verb).lemma == "lose" {
            return None;
        }
        let moving = Moving { group: indicator, shown, extent };
        self.change(frame, &governor, moving, actor)
    }

    /// What a verb group tells by its phrases: how, which action, and the phrase.
    pub(super) fn told_by_verb(&self, frame: &Frame, verb: usize) -> Vec<(Telling, usize, &'a str)> {
        let keys = self.verb_keys(verb).iter();
        keys.flat_map(|&key| frame.told_by(key).map(move |(how, index)| (how, index, key))).collect()
    }

    /// Whether a verb takes a quantity away from something or counts staff: "cut 5% off", "hired 300 workers", but not "raised
    /// $5 million".
    fn takes_from(&self, verb: usize, falls: bool) -> bool {
        self.parse.groups[verb].verb.objects.iter().any(|&object| {
            let mut behind = self.parse.hanging(verb).chain(self.parse.hanging(object));
            self.is_quantity(object)
                && (self.counts_staff(object)
                    || falls && behind.any(|behind| self.is_lessened(behind, &["off", "from", "of"])))
        })
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

    /// What a verb tells that names a level, or no figure at all: which way it went and how far.
    fn told_level(
        &self,
        frame: &'a Frame,
        governor: &Governor<'a>,
        level: bool,
        extent: Extent<'a>,
    ) -> Option<(&'a str, Extent<'a>)> {
        let verb = governor.group;
        // "makes up 48%": the particle is the verb's own.
        let head = self.parse.groups[verb].head;
        let particles = governor.word.split(' ').skip(1).zip(&self.parse.units[head + 1..]);
        let own = particles.take_while(|(word, unit)| level && *word == unit.lower).count();
        let behind = head + 1 + own;
        // "fell for a third month, down 4%"; "reached $16 billion, up from $14 billion".
        if let Some(turn) = self.turn(frame, behind, extent.figure()) {
            let fits = level || turn.action == governor.action;
            return fits.then(|| (turn.action, turn.lay_over(extent)));
        }
        if level {
            // "is poised to reach $16 billion"
            let ahead = !extent.is_empty() && self.mood(frame, verb, governor).modality != Modality::Actual;
            return ahead.then_some((governor.action, extent));
        }
        // "nearly doubled": the verb says itself how far.
        let itself = frame.extent.itself.iter().any(|verb| **verb == *governor.word);
        itself.then(|| {
            let words = self.parse.units[self.first_adverb(verb)].span.join(self.parse.head(verb).span);
            (governor.action, Extent::of(self.shown(words)))
        })
    }

    /// The first of the adverbs right before the main verb of a group, or the verb.
    fn first_adverb(&self, verb: usize) -> usize {
        let this = &self.parse.groups[verb];
        let adverb = |&at: &usize| self.parse.units[at].tag == Tag::Adverb;
        (this.units.start..this.head).rev().take_while(adverb).last().unwrap_or(this.head)
    }

    /// The action of a verb that the frame knows with certain objects alone ("**dismissed** 300 workers").
    fn moved_alone(&self, frame: &'a Frame, verb: usize) -> Option<(&'a str, &'a str)> {
        frame.verbs.iter().find_map(|trigger| {
            let word = self.read_of(verb, &trigger.verbs)?;
            self.allows(trigger, word, verb).then(|| (&**trigger.action.get_ref(), word))
        })
    }

    /// Whether a group is a percentage or an amount.
    pub(super) fn is_quantity(&self, group: usize) -> bool {
        matches!(self.parse.head(group).kind, Some(Kind::Percent | Kind::Money | Kind::Quantity))
            || self.counted(group).is_some()
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
        let named = |unit: &Unit<'_>| matches!(unit.tag, Tag::Noun | Tag::Plural) && !level(unit);
        let named = matches!(&*self.parse.head(group).lemma, "rate" | "price" | "value" | "level")
            && self.parse.units[this.units.start..this.head].iter().any(named);
        level(self.parse.head(group)) && !named && !self.extent(frame, vec![group]).is_empty()
    }

    /// Whether a group counts people at work.
    fn counts_staff(&self, group: usize) -> bool {
        let words = self.parse.head(group).lower.rsplit(' ').next().unwrap_or_default();
        self.rules.context.is_staff(super::super::phrase::singular(words))
    }

    /// The last word of what a group counts.
    fn last_word(&self, group: usize) -> Argument<'a> {
        let span = self.parse.head(group).span;
        let words = span.of(self.text.source);
        let start = words.rfind(char::is_whitespace).map_or(0, |at| at as u32 + 1);
        self.shown(Span { start: span.start + start, ..span })
    }

    /// "those of machinery", "after it fell": the quantity spoken of just before.
    fn stands_for(&self, group: usize, earlier: &[Claim<'a>]) -> Option<Argument<'a>> {
        let pronoun = &*self.parse.head(group).lower;
        if matches!(pronoun, "it" | "they") {
            // "Output will fall after it rose": what the clause before is about, rather than who speaks or "its government
            // expects it to grow".
            let own = self.verb_above(group).and_then(|verb| self.parse.groups[verb].verb.subject);
            let subject = (0..group).rev().filter(|&noun| Some(noun) != own).find(|&noun| {
                let (this, head) = (&self.parse.groups[noun], self.parse.head(noun));
                let common = head.mention.is_none() && matches!(head.tag, Tag::Noun | Tag::Plural);
                let says = this.host.is_some_and(|verb| self.rules.context.is_saying(&self.parse.head(verb).lemma));
                common && this.relation == Relation::Subject && !says
            });
            // "The deficit rose. It widened to $4 million in June": what moved just before.
            let known = self.memory.claims().find(|known| known.indicator.is_some());
            let known = known.filter(|known| known.sentence + 2 >= self.parse.sentence);
            let moved = || known.and_then(|known| known.indicator.clone());
            return match subject {
                Some(subject) => self.indicator(subject),
                None => self.economy(group).or_else(|| moved().map(|moved| Argument { carried: true, ..moved })),
            };
        }
        matches!(pronoun, "those" | "that").then_some(())?;
        let moved = earlier.iter().rev().find_map(|claim| claim.indicator.as_ref())?;
        let noun = (0..self.parse.groups.len()).find(|&group| self.parse.head(group).span.overlaps(moved.span))?;
        Some(self.shown(self.parse.head(noun).span))
    }
}
