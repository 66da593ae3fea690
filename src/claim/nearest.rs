//! A sentence without a claim → the rule that came nearest and what it lacked.

use super::govern::Governor;
use super::{Asked, Memory, Story, mentions_within, phrase};
use crate::lexicon::{Kind, Lexicon, Word};
use crate::mention::Mention;
use crate::rule::{Glimpse, Rules, Shape, States};
use crate::span::Span;
use crate::syntax;
use crate::text::Text;

/// The frame that a sentence came nearest to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The frame's name.
    pub frame: String,
    /// The word that speaks for it.
    pub trigger: Span,
    /// What it lacked.
    pub lack: Lack,
}

/// What kept a frame from a claim, what came nearest to one first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// No argument stands in any place where the frame looks.
    Argument,
    /// No word tells what happens, and the frame has no default.
    Action,
    /// A verb is there, but not the object or companion that its rule asks for.
    Object(Vec<String>),
    /// No percentage or amount stands by.
    Quantity,
    /// The noun needs one of these words beside it.
    Company(Vec<String>),
    /// The words around say that something else is meant.
    Excluded,
}

/// The first word of the sentence by which a phrase is known that states a frame.
pub fn hinting(text: &Text<'_>, words: &[Word], rules: &Rules, sentence: usize) -> Option<Span> {
    let mut tokens = text.sentences[sentence].tokens.clone();
    let token = tokens.find(|&token| rules.is_trigger(words[token], text.word(token)));
    token.map(|token| text.tokens[token].span)
}

/// The frames to which the sentence comes nearest, in the order of its words; empty where it has no trigger word.
pub fn nearest<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    rules: &'a Rules,
    mentions: &[Mention<'a>],
    sentence: usize,
) -> Vec<Nearest> {
    let within = mentions_within(text, mentions, sentence);
    let counted = |mention: &Mention| matches!(mention.kind, Kind::Percent | Kind::Money | Kind::Quantity);
    let moves = if mentions[within.clone()].iter().any(counted) { Lack::Argument } else { Lack::Quantity };
    let parse = syntax::parse(text, lexicon, words, &rules.context, mentions, sentence, within);
    let memory = Memory::default();
    let asked = Asked::nothing(&parse);
    let story = Story { text, lexicon, words, rules, mentions, today: None };
    let scene = story.scene(&parse, &asked, &memory, Glimpse::ANYTHING, true);
    let mut found = Vec::new();
    for group in 0..parse.groups.len() {
        let this = &parse.groups[group];
        if this.is_noun() {
            for at in this.units.clone() {
                found.extend(rules.frames.iter().filter_map(|frame| {
                    let near = |lack| Some(Nearest { frame: frame.name.clone(), trigger: parse.units[at].span, lack });
                    let stated: Vec<States> = phrase::endings(&parse.units[at], |word| frame.phrases_ending(word))
                        .filter(|(_, words)| phrase::ends_with(&parse.units, at, words))
                        .map(|(how, _)| *how)
                        .collect();
                    let plain = stated.iter().any(|how| matches!(how, States::Always | States::Governed));
                    let narrow = stated.iter().find_map(|how| match how {
                        States::Beside(index) => Some(&frame.narrow[*index]),
                        _ => None,
                    });
                    let told = |governor: Governor<'_>| !governor.presumed || !scene.needs_governor(frame, group);
                    match (plain, narrow) {
                        (true, _) if phrase::is_excluded(&parse.units, at, frame) => near(Lack::Excluded),
                        (true, _) if frame.shape == Shape::Change => None,
                        (true, _) if !scene.governors(frame, group).into_iter().any(told) => near(Lack::Action),
                        (true, _) => near(Lack::Argument),
                        (false, Some(narrow)) => near(Lack::Company(narrow.near.written().to_vec())),
                        (false, None) => None,
                    }
                }));
            }
        } else if this.is_verb() {
            for frame in &rules.frames {
                let near = |lack| Nearest { frame: frame.name.clone(), trigger: parse.head(group).span, lack };
                if let Some(trigger) = frame.verbs.iter().find(|trigger| scene.read_of(group, &trigger.verbs).is_some())
                {
                    let wanted = [trigger.object.written(), &trigger.holds, trigger.beside.written()].concat();
                    found.push(near(if wanted.is_empty() { Lack::Argument } else { Lack::Object(wanted) }));
                } else if frame.shape == Shape::Change
                    && frame
                        .actions
                        .iter()
                        .any(|action| scene.read_of(group, action.subject.iter().chain(&action.object)).is_some())
                {
                    found.push(near(moves.clone()));
                }
            }
        }
    }
    found.sort_by_key(|near| near.trigger);
    found
}

impl std::fmt::Display for Lack {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Lack::Excluded => out.write_str("the words around it say that something else is meant"),
            Lack::Company(words) => write!(out, "it needs one of these beside it: {}", words.join(", ")),
            Lack::Action => out.write_str("no word tells what happens to it"),
            Lack::Argument => out.write_str("nobody and nothing stands in the places where the frame looks"),
            Lack::Object(words) => write!(out, "the verb needs beside it: {}", words.join(", ")),
            Lack::Quantity => out.write_str("no percentage or amount stands by"),
        }
    }
}
