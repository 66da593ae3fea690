//! A verb that moves a quantity → the change that it tells: "exports rose 12%", "will cut output by half".
//!
//! A level moves nothing ("exports reached $8 billion") unless an earlier one stands beside it, or it is still to come.

use super::super::govern::{Governor, Stand};
use super::super::mood::Mood;
use super::super::{Argument, Claim, Scene};
use super::Moving;
use super::extent::Extent;
use super::motion::Motion;
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape};
use crate::span::Span;
use crate::syntax::{Relation, Tag};

impl<'a> Scene<'_, 'a> {
    /// The change that a verb tells.
    pub(super) fn moved(&self, frame: &'a Frame, verb: usize, earlier: &[Claim<'a>]) -> Option<Claim<'a>> {
        let motion = self.motion(frame, verb);
        let (action, word) = self.way(&motion).or_else(|| self.moved_alone(frame, verb))?;
        if super::super::phrase::is_excluded(&self.parse.units, self.parse.groups[verb].head, frame) {
            return None;
        }
        if self.tells_of_crops(&motion) {
            return None;
        }
        let reduced = self.reduced(&motion);
        let named = if motion.passive { motion.subject } else { motion.object.or(reduced).or(motion.subject) }?;
        let indicator = self.what_moves(named, reduced);
        // A duty or a rebate that goes up is a measure that is raised.
        if self.stated(indicator, &[]).is_some_and(|(frame, _)| frame.shape == Shape::Measure) {
            return None;
        }
        let mut extent = self.how_far(&motion, indicator);
        let counted = motion.subject.filter(|&subject| extent.is_empty() && indicator == subject);
        let counted = counted.filter(|&subject| self.is_told_in_heads(subject));
        if let Some(figure) = counted.and_then(|staff| self.figure_at(self.parse.head(staff)).or(self.counted(staff))) {
            extent = Extent::of(figure);
        }
        // "Lost $5 million in sales", "will cut 5% of its staff": of whoever does so.
        let own = |reduced: usize| matches!(self.parse.preposition(reduced), "of" | "in");
        let pumped = reduced.is_none() && !motion.passive && self.flow_moved(verb).is_some();
        let undergone = motion.transitive || pumped || reduced.is_some_and(own);
        let stand = if undergone { Stand::Object } else { Stand::Subject };
        let mut governor = Governor::telling(action, stand, verb, word);
        let level = motion.names_level(word);
        if level || extent.is_empty() {
            (governor.action, extent) = self.told_level(frame, &governor, level, extent)?;
        }
        if self.is_loss_of_firm(verb, indicator, &extent) {
            return None;
        }
        let hired = self.staff_moved(&motion).filter(|_| reduced.is_none());
        let shown = match hired.or(counted) {
            Some(staff) => self.last_word(staff),
            None if pumped => self.output(indicator),
            None => self.indicator(indicator).or_else(|| self.stands_for(indicator, earlier))?,
        };
        let actor = match undergone || hired.is_some() && counted.is_none() {
            true => self.agents(&governor),
            false if shown.kind == Some(Kind::Country) => self.parties(indicator),
            false => Vec::new(),
        };
        self.change(frame, &governor, Moving { group: indicator, shown, extent }, actor)
    }

    /// "Peru **grows** 40% of the world's nuts": what is planted, not what increases.
    fn tells_of_crops(&self, motion: &Motion<'a>) -> bool {
        let holds_goods = |object: usize| self.below(object).into_iter().any(|at| self.parse.is(at, Kind::Commodity));
        let verb = &self.parse.groups[motion.verb].verb;
        let grows = &*self.parse.head(motion.verb).lemma == "grow" && !motion.passive;
        grows && verb.objects.iter().any(|&object| holds_goods(object))
    }

    /// How far a verb says that the quantity goes: what figures stand around both, below it or set off behind the verb.
    fn how_far(&self, motion: &Motion<'a>, indicator: usize) -> Extent<'a> {
        let Motion { frame, verb, .. } = *motion;
        let others = self.parse.groups[verb].verb.objects.iter().copied().filter(|&object| object != indicator);
        let places = others.chain(self.parse.hanging(verb)).chain(self.parse.hanging(indicator));
        let mut extent = self.extent(frame, places.collect());
        if extent.is_empty() && motion.transitive {
            // "cut their share of the market to a low of 5%": how far stands at the end, however deep it hangs.
            let to = |group: &usize| matches!(self.parse.preposition(*group), "by" | "to");
            extent = self.extent(frame, self.below(indicator).into_iter().filter(to).collect());
        }
        if extent.is_empty() {
            // "Fell at a slower pace by 3%".
            let by = |group: &usize| self.parse.preposition(*group) == "by" && self.is_quantity(*group);
            extent = self.extent(frame, self.below(verb).into_iter().filter(by).collect());
        }
        if extent.is_empty() { self.set_off(verb) } else { extent }
    }

    /// "1,200 jobs were lost", "some 300 posts will go": whether a subject says how many.
    fn is_told_in_heads(&self, subject: usize) -> bool {
        let each = || self.parse.units.iter().any(|unit| unit.lower.starts_with("each") || &*unit.lower == "every");
        self.counts_staff(subject) && !each()
    }

    /// "lost 4,000 jobs", "will create 4,000 jobs": the staff is what moves.
    fn staff_moved(&self, motion: &Motion<'a>) -> Option<usize> {
        let object = self.parse.groups[motion.verb].verb.objects.first().copied();
        object.filter(|&object| !motion.transitive && self.counts_staff_of(motion.verb, object))
    }

    /// "Will cut 5 million barrels a day": how much less somebody makes.
    pub(super) fn flow_moved(&self, verb: usize) -> Option<usize> {
        let object = self.parse.groups[verb].verb.objects.first().copied()?;
        let head = self.parse.head(object);
        let per_day = ["per day", "a day", "bpd"].iter().any(|per| head.lower.ends_with(per));
        (head.kind == Some(Kind::Quantity) && per_day).then_some(object)
    }

    /// What somebody makes, where no word names it.
    fn output(&self, group: usize) -> Argument<'a> {
        let span = self.parse.head(group).span;
        Argument { id: "output".into(), name: "output".into(), kind: None, span, carried: true, country: "".into() }
    }

    /// Whether what a verb acts upon counts people at work: "hired 200 nurses".
    pub(super) fn counts_staff_of(&self, verb: usize, object: usize) -> bool {
        let hires = || self.rules.context.hires(&self.parse.head(verb).lemma) && !self.is_sum(object);
        self.counts_staff(object) || hires()
    }

    fn is_sum(&self, group: usize) -> bool {
        matches!(self.parse.head(group).kind, Some(Kind::Money | Kind::Percent))
    }

    /// "Acme lost $3 million": what is gone is no firm.
    fn is_loss_of_firm(&self, verb: usize, indicator: usize, extent: &Extent<'a>) -> bool {
        let sum =
            extent.amount.as_ref().is_some_and(|amount| amount.kind == Some(Kind::Money)) && extent.rate.is_none();
        let head = self.parse.head(indicator);
        let named =
            head.kind.is_some_and(Kind::is_party) || head.tag == Tag::Proper || head.mention.is_none() && head.capital;
        // "Brent lost 3 cents": goods have a price.
        let firm = named && head.kind != Some(Kind::Commodity);
        sum && firm && &*self.parse.head(verb).lemma == "lose"
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
            let governor = Governor::telling(trigger.action.get_ref(), Stand::Object, verb, word);
            // "Will be made by two firms" says nothing of how much.
            let passive = self.parse.groups[verb].verb.passive;
            let mood = || self.mood(frame, verb, &governor);
            let ahead = |mood: &Mood<'a>| mood.modality != Modality::Actual && self.is_ahead_of(verb, mood);
            let due = || !trigger.ahead || !passive && ahead(&mood());
            (self.allows(trigger, word, verb) && due()).then(|| (&**trigger.action.get_ref(), word))
        })
    }

    /// Whether a group is a percentage or an amount.
    pub(super) fn is_quantity(&self, group: usize) -> bool {
        matches!(self.parse.head(group).kind, Some(Kind::Percent | Kind::Money | Kind::Quantity))
            || self.counted(group).is_some()
    }

    /// Whether a group counts people at work.
    pub(super) fn counts_staff(&self, group: usize) -> bool {
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
            // "Output will fall after it rose": what the clause before is about, rather than who speaks or "its
            // government expects it to grow".
            let own = self.verb_above(group).and_then(|verb| self.parse.groups[verb].verb.subject);
            let subject = (0..group).rev().filter(|&noun| Some(noun) != own).find(|&noun| {
                let (this, head) = (&self.parse.groups[noun], self.parse.head(noun));
                let common = head.mention.is_none() && matches!(head.tag, Tag::Noun | Tag::Plural);
                let says = this.host.is_some_and(|verb| self.rules.context.is_saying(&self.parse.head(verb).lemma));
                common && this.relation == Relation::Subject && !says
            });
            // "The deficit rose. It widened to $4 million in June": what moved just before.
            return match subject {
                Some(subject) => self.indicator(subject),
                None => self.economy(group).or_else(|| self.moved_before()),
            };
        }
        matches!(pronoun, "those" | "that").then_some(())?;
        let here = earlier.iter().rev().find_map(|claim| claim.indicator.as_ref());
        // "Exports fell 2%. Those to Peru dropped 5%."
        let Some(moved) = here else {
            return self.moved_before();
        };
        let noun = (0..self.parse.groups.len()).find(|&group| self.parse.head(group).span.overlaps(moved.span))?;
        Some(self.shown(self.parse.head(noun).span))
    }

    /// What moved in one of the last sentences, as carried from there.
    fn moved_before(&self) -> Option<Argument<'a>> {
        let known = self.memory.claims().find(|known| known.indicator.is_some());
        let moved = known.filter(|known| known.sentence + 2 >= self.parse.sentence)?.indicator.clone()?;
        Some(Argument { carried: true, ..moved })
    }
}
