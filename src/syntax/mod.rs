//! tokens + mentions → word classes → noun and verb groups → clauses.
//!
//! A light analysis in the manner of cascaded finite-state parsing: no trained model, one pass a level, linear in the
//! sentence. Only sentences that hold a trigger word are brought here.

mod fixed;
mod unit;
mod look;
mod ahead;
mod form;
mod tag;
mod noun_group;
mod group;
mod invert;
mod speech;
mod clause;

pub(crate) use fixed::prepositions;
pub use group::{Group, GroupKind, Relation, Verb};
pub use speech::Speech;
pub use unit::{Tag, Unit};

use crate::lexicon::{Kind, Lexicon, Word};
use crate::mention::Mention;
use crate::rule::Context;
use crate::text::Text;
use std::ops::Range;

/// One sentence, analysed.
#[derive(Debug)]
pub struct Parse<'a> {
    /// The sentence's index in its text.
    pub sentence: usize,
    /// Its units.
    pub units: Vec<Unit<'a>>,
    /// Its groups, linked.
    pub groups: Vec<Group>,
    /// Who is said to say what, beside the clauses.
    pub speeches: Vec<Speech>,
}

/// Analyses one sentence of a text; `within` are the indices of the mentions that lie in it.
pub fn parse<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    context: &Context,
    mentions: &[Mention<'a>],
    sentence: usize,
    within: Range<usize>,
) -> Parse<'a> {
    let tokens = text.sentences[sentence].tokens.clone();
    let mut units = unit::cut(text, lexicon, words, context, tokens, mentions, within);
    tag::tag(&mut units, context);
    let mut groups = group::group(&units, context);
    invert::invert(&units, &mut groups);
    let speeches = speech::find(&units, &mut groups, context);
    clause::link(&units, &mut groups, &speeches, context);
    group::thread(&mut groups);
    Parse { sentence, units, groups, speeches }
}

impl<'a> Parse<'a> {
    /// The head unit of a group.
    pub fn head(&self, group: usize) -> &Unit<'a> {
        &self.units[self.groups[group].head]
    }

    /// The preposition before a group, lower case, or nothing: what goods are "bound for" they go "to", and what
    /// totals a figure is "of" it.
    pub fn preposition(&self, group: usize) -> &str {
        match self.groups[group].preposition.map_or("", |unit| &*self.units[unit].lower) {
            "bound for" | "destined for" => "to",
            "totalling" | "totaling" => "of",
            preposition => preposition,
        }
    }

    /// The groups that hang from `host`, in order.
    pub fn hanging(&self, host: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.groups[host].first_hung, |&group| self.groups[group].next_hung)
    }

    /// The group of whoever owns what a group names: "**Peru's** ban".
    pub fn owner(&self, group: usize) -> Option<usize> {
        self.hanging(group).find(|&owner| self.groups[owner].relation == Relation::Possessor)
    }

    /// The group that a unit lies in.
    pub fn group_of(&self, unit: usize) -> Option<usize> {
        self.groups.iter().position(|group| group.units.contains(&unit))
    }

    /// Whether the group's head is a mention of this kind.
    pub fn is(&self, group: usize, kind: Kind) -> bool {
        self.groups[group].is_noun() && self.head(group).kind == Some(kind)
    }
}
