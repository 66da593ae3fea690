//! A noun group that names no measure → the measure, deal or talks spoken of before that it points at.
//!
//! A pronoun ("they will be lifted"), a bare noun ("the bill"), or the noun of an act that the story has told already:
//! "the cuts", "further increases", "corn will see a reduction".

use super::stated::Stated;
use crate::claim::govern::{Governor, Stand};
use crate::claim::{Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Shape, Want};
use crate::syntax::{GroupKind, Relation, Tag};

/// How many sentences back an act may have been told.
const REACH: usize = 6;

impl<'a> Scene<'_, 'a> {
    /// The frame that a group points back at, and how it states it.
    pub(in crate::claim) fn pointed_at(&self, group: usize, here: &[Claim<'a>]) -> Option<(&'a Frame, Stated<'a>)> {
        if here.is_empty() && self.memory.near_frames().next().is_none() {
            return None;
        }
        let pronoun = self.pronoun_again(group, here).map(|frame| (frame, Stated::Pronoun));
        pronoun.or_else(|| self.act_again(group, here)).or_else(|| self.decided_again(group, here))
    }

    /// "The ruling", "Wednesday's finding": what was decided of a case a few sentences before.
    fn decided_again(&self, group: usize, here: &[Claim<'a>]) -> Option<(&'a Frame, Stated<'a>)> {
        let decides = |claim: &&Claim<'a>| claim.action == "decide" && claim.sentence + REACH >= self.parse.sentence;
        let known = here.iter().rev().chain(self.memory.claims()).find(decides)?;
        let frame = self.rules.frame(known.frame)?;
        let head = self.parse.head(group);
        let owned = self.parse.owner(group).is_some();
        let told = head.mention.is_none() && head.tag == Tag::Noun && (owned || &*self.first(group).lower == "the");
        let behind = self.parse.hanging(group).any(|part| self.parse.groups[part].preposition.is_some());
        let (action, word) = self.noun_action(frame, &head.lemma, &head.lower).filter(|_| told && !behind)?;
        // Any decision may be meant by that word alone.
        (action.name == "decide" && word != "decision").then(|| (frame, Stated::Act(&action.name, word)))
    }

    /// "The suspension", "these cuts", "a cut to 7%": the noun of what was last done to a measure.
    fn act_again(&self, group: usize, here: &[Claim<'a>]) -> Option<(&'a Frame, Stated<'a>)> {
        let this = &self.parse.groups[group];
        let head = self.parse.head(group);
        if head.mention.is_some() || !matches!(head.tag, Tag::Noun | Tag::Plural) {
            return None;
        }
        let mut near = here.iter().rev().map(|claim| claim.frame).chain(self.memory.near_frames());
        let frame = near.find_map(|near| self.rules.frame(near)).filter(|frame| frame.shape == Shape::Measure)?;
        let (action, word) = self.noun_action(frame, &head.lemma, &head.lower)?;
        // "A further extension" is of whatever was spoken of.
        let goes_on = matches!(word, "extension" | "prolongation" | "renewal");
        if matches!(&*action.name, "impose" | "keep") && !goes_on {
            return None;
        }
        let told = |claim: &Claim<'_>| {
            // "Delayed a rise in duties. The rise to 30%": it is still to come.
            let delayed = claim.action == "delay" && matches!(&*action.name, "raise" | "cut");
            let same = goes_on && !claim.eases() || claim.action == action.name || delayed;
            claim.frame == frame.name && same && claim.sentence + REACH >= self.parse.sentence
        };
        let known = here.iter().any(told) || self.memory.claims().any(told);
        // "The suspension", where exports were suspended; "the resumption", where they were let out again.
        let of_trade = |claim: &Claim<'_>| match &*action.name {
            "suspend" => claim.action == "impose" && self.rules.context.halts(claim.word()),
            "resume" => claim.action == "lift",
            _ => false,
        };
        let near = |claim: &&Claim<'a>| claim.frame == frame.name && claim.sentence + REACH >= self.parse.sentence;
        let trade = self.memory.claims().filter(near).find(|claim| !known && of_trade(claim));
        let action = trade.and_then(|claim| frame.action(claim.action)).unwrap_or(action);
        let known = known || trade.is_some();
        let words = &self.parse.units[this.units.start..this.head];
        let plain = words.iter().all(|unit| match unit.tag {
            Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Adverb | Tag::Number => true,
            _ => unit.kind == Some(Kind::Percent),
        });
        // "From the end of this year": of a time.
        let next = self.parse.groups.get(group + 1).filter(|next| next.kind == GroupKind::Time);
        if next.is_some_and(|_| self.parse.preposition(group + 1) == "of") {
            return None;
        }
        // "Will fight to the end".
        let time = matches!(self.parse.preposition(group), "to" | "by" | "at" | "in" | "until" | "till" | "through");
        if time && &*head.lemma == "end" {
            return None;
        }
        // "The end of the war", loose behind a speech: of something else.
        let next = self.parse.groups.get(group + 1).filter(|next| next.host.is_none());
        if next.is_some_and(|_| self.parse.preposition(group + 1) == "of") {
            return None;
        }
        let behind = || self.parse.hanging(group).filter(|&part| self.parse.groups[part].is_noun());
        let of_measure = |part: usize| {
            let kind = self.parse.head(part).kind;
            let rate = matches!(kind, Some(Kind::Percent | Kind::Money | Kind::Quantity));
            match self.parse.preposition(part) {
                "of" | "in" | "on" | "for" | "from" => {
                    rate || kind == Some(Kind::Commodity)
                        || matches!(&*self.parse.head(part).lower, "one" | "rest" | "others" | "them")
                        || &*action.name == "exempt" && kind.is_some_and(Kind::is_party)
                        || self.rules.context.stands_for_goods(&self.parse.head(part).lemma)
                }
                "to" | "by" => rate || kind.is_none_or(|kind| kind.is_party()),
                _ => true,
            }
        };
        let points =
            matches!(&*self.first(group).lower, "the" | "these" | "those" | "this" | "such" | "further" | "another")
                || self.parse.units[this.units.start].tag == Tag::Possessive;
        let says_how_far = || {
            behind()
                .any(|part| matches!(self.parse.head(part).kind, Some(Kind::Percent | Kind::Money | Kind::Quantity)))
        };
        let holds_goods = |part: usize| {
            let mut goods = Vec::new();
            self.collect(part, Want::Goods, 0, &mut goods);
            !goods.is_empty()
        };
        let of_goods = || behind().any(holds_goods) || self.seen_by(group).is_some();
        let stated = known && (points || says_how_far() || of_goods()) || says_how_far() && of_goods();
        (stated && plain && behind().all(of_measure)).then(|| (frame, Stated::Act(&action.name, word)))
    }

    /// Who or what "sees a cut": the subject of a verb that undergoes what its object tells.
    pub(in crate::claim) fn seen_by(&self, noun: usize) -> Option<usize> {
        let this = &self.parse.groups[noun];
        let verb = this.host.filter(|_| this.relation == Relation::Object)?;
        let undergoes = self.rules.context.undergoes(&self.parse.head(verb).lemma);
        self.parse.groups[verb].verb.subject.filter(|_| undergoes && !self.parse.groups[verb].verb.passive)
    }

    /// "Their removal": the owner of an act of ending or beginning is the measure.
    pub(in crate::claim) fn is_its_own(&self, group: usize, action: &str) -> bool {
        let first = &self.parse.units[self.parse.groups[group].units.start];
        matches!(&*first.lower, "its" | "their") && matches!(action, "lift" | "suspend" | "resume" | "delay" | "impose")
    }

    /// "The decision takes effect in May": what was decided last is done then.
    pub(in crate::claim) fn done_again(
        &self,
        frame: &'a Frame,
        group: usize,
        here: &[Claim<'a>],
        governor: &mut Governor<'a>,
    ) {
        let begins = self.rules.context.begins(governor.word.split(' ').next().unwrap_or_default());
        let last = here.iter().rev().chain(self.memory.claims()).find(|claim| claim.frame == frame.name);
        let action = last.map(|claim| if claim.negated && claim.action == "impose" { "lift" } else { claim.action });
        let action =
            action.filter(|action| !matches!(*action, "impose" | "keep")).and_then(|action| frame.action(action));
        if begins && governor.stand == Stand::Subject && governor.action == "impose" && self.is_bare_reference(group) {
            governor.action = action.map_or(governor.action, |action| &action.name);
        }
        // "Voted to scrap the duty. The president signed the bill": what it says is done.
        let passed = governor.stand == Stand::Object && governor.action == "impose" && self.is_bare_reference(group);
        if passed && self.rules.context.is_draft(&self.parse.head(group).lemma) {
            let planned = |claim: &&Claim<'a>| {
                let near = claim.frame == frame.name && claim.sentence + REACH >= self.parse.sentence;
                near && !matches!(claim.action, "impose" | "keep") && claim.modality != Modality::Actual
            };
            let told = here.iter().rev().chain(self.memory.claims()).find(planned);
            let told = told.and_then(|told| frame.action(told.action));
            governor.action = told.map_or(governor.action, |action| &action.name);
        }
    }

    /// The frame of the last claim, where the group is a pronoun that can stand for its measure, deal or talks.
    fn pronoun_again(&self, group: usize, here: &[Claim<'a>]) -> Option<&'a Frame> {
        let this = &self.parse.groups[group];
        let head = self.parse.head(group);
        let word = &*head.lower;
        let instance = matches!(word, "one" | "ones" | "own" | "that" | "those");
        let pronoun = this.units.len() == 1 && matches!(word, "they" | "it" | "them" | "these" | "this");
        if !(instance || pronoun || self.is_bare_reference(group)) {
            return None;
        }
        // Only "it" is said of a deal.
        let stands_for = |shape: Shape| shape == Shape::Measure || shape == Shape::Meeting && word == "it";
        let mut near = here.iter().rev().map(|claim| claim.frame).chain(self.memory.near_frames());
        let frame = near.find_map(|near| self.rules.frame(near).filter(|frame| stands_for(frame.shape)))?;
        // "the one on steel", "those on wine", "its own" are measures whatever governs them.
        let on = |behind: usize| matches!(self.parse.preposition(behind), "on" | "against");
        if instance && frame.shape == Shape::Measure && (word == "own" || self.parse.hanging(group).any(on)) {
            return Some(frame);
        }
        // "Shipments to Japan rose, and those to Peru fell": another noun of the sentence is meant.
        let away = |part: usize| matches!(self.parse.preposition(part), "to" | "from" | "in" | "into");
        if matches!(word, "that" | "those") && here.is_empty() && self.parse.hanging(group).any(away) {
            return None;
        }
        let governor = self.governors(frame, group).into_iter().next().filter(|governor| !governor.presumed)?;
        let verb = &self.parse.groups[governor.group].verb;
        // "The decision" is a measure only where it is put in force, or undone.
        let decided = matches!(&*head.lemma, "decision" | "change" | "order");
        let undone = matches!(governor.action, "lift" | "suspend" | "delay") && governor.stand == Stand::Object;
        let enters = governor.stand == Stand::Subject
            && (governor.word.ends_with(" effect") || governor.word.ends_with(" force"));
        if decided && !undone && !enters {
            return None;
        }
        // "it imposed" is a party; "it was imposed", "impose it", "it takes effect" is the measure.
        let recipient = verb.objects.len() > 1 && verb.objects[0] == group
            || verb.passive && !verb.objects.is_empty() && this.relation == Relation::Subject
            // "prompted them to cut", "made them cheaper", "urged it to cut": those who act.
            || self.act_below(governor.group).is_some()
                && (&*head.lower == "them" || self.rules.context.modality(&governor.word) == Some(Modality::Requested))
            // "cutting them off from": them are people.
            || !governor.word.contains(' ')
                && self.parse.units.get(this.units.end).is_some_and(|next| matches!(&*next.lower, "off" | "out" | "away"));
        let fits = match governor.stand {
            Stand::Object if recipient => false,
            // "It is supported by lower prices": nobody keeps a measure so.
            Stand::Object if verb.passive && governor.action == "keep" => {
                let mut by = self.parse.hanging(governor.group).filter(|&by| self.parse.preposition(by) == "by");
                by.all(|by| !self.parties(by).is_empty() || self.rules.context.is_body(&self.parse.head(by).lemma))
            }
            Stand::Object => verb.passive || this.relation == Relation::Object,
            // "It takes effect": of a deal as well.
            Stand::Subject if frame.shape == Shape::Meeting => enters,
            Stand::Subject => governor.word.contains(' ') || self.is_bare_reference(group) && governor.action != "keep",
            Stand::Behind | Stand::Bear => self.is_bare_reference(group),
            _ => false,
        };
        fits.then_some(frame)
    }

    /// Whether the group is "the measure", "this bill" and says nothing more of it.
    fn is_bare_reference(&self, group: usize) -> bool {
        let this = &self.parse.groups[group];
        let first = &*self.first(group).lower;
        let says_more = |behind: usize| {
            self.parse.groups[behind].is_verb()
                || matches!(self.parse.preposition(behind), "of" | "on" | "to" | "for" | "by" | "that")
        };
        this.units.len() <= 3
            && (crate::claim::phrase::points_back(first)
                || first == "a" && matches!(this.relation, Relation::Conjunct | Relation::Apposition))
            && self.rules.context.points_back().measure.contains(&self.parse.head(group).lemma)
            && !self.parse.hanging(group).any(says_more)
    }
}
