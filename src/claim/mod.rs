//! clauses + rules → claims: frames filled.
//!
//! Sentence by sentence within a story: triggers, their governing words, roles, mood; then what a sentence leaves out
//! is carried over from those before it, and statements of one thing found twice become one.

mod argument;
mod phrase;
mod trigger;
mod govern;
mod role;
mod mood;
mod measure;
mod standing;
mod verbal;
mod change;
mod similar;
mod split;
mod gapped;
mod mutual;
mod story;
mod merge;
mod nearest;

pub use argument::Argument;
pub use nearest::{Lack, Nearest, hinting, nearest};

use crate::lexicon::{Kind, Lexicon, Word};
use crate::mention::Mention;
use crate::rule::{Glimpse, Modality, Role, Rules, Shape};
use crate::span::Span;
use crate::syntax::{self, Parse};
use crate::text::{Section, Text};
use argument::carried;
use jiff::civil::Date;
use std::cell::OnceCell;
use std::ops::Range;
use story::memory::Memory;

/// One thing that the text says an actor did, does, will do or is asked to do, or one quantity that changed.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// The frame's name.
    pub frame: &'a str,
    /// The action's name.
    pub action: &'a str,
    /// Who does it or has it in force.
    pub actor: Vec<Argument<'a>>,
    /// Whom it hits.
    pub target: Vec<Argument<'a>>,
    /// The goods.
    pub product: Vec<Argument<'a>>,
    /// The percentage.
    pub rate: Option<Argument<'a>>,
    /// The percentage that it replaces.
    pub rate_before: Option<Argument<'a>>,
    /// Money or a counted quantity.
    pub amount: Option<Argument<'a>>,
    /// What changed.
    pub indicator: Option<Argument<'a>>,
    /// How the text puts it.
    pub modality: Modality,
    /// Whether the text denies it.
    pub negated: bool,
    /// Who asks.
    pub requester: Option<Argument<'a>>,
    /// Who is said to have said it, outermost first.
    pub attribution: Vec<Argument<'a>>,
    /// When it takes or took effect.
    pub time: Option<Argument<'a>>,
    /// The sentence that states it, by index.
    pub sentence: usize,
    /// The word that states it.
    pub trigger: Span,
    /// The rules that found it.
    pub rules: Vec<String>,
}

impl<'a> Claim<'a> {
    /// The measure as it stands, which a claim about its end presupposes: it is the state that has it in force.
    fn standing(&self, lexicon: &'a Lexicon) -> Claim<'a> {
        Claim {
            action: "keep",
            actor: self.actor.iter().map(|actor| actor.state(lexicon)).collect(),
            modality: Modality::Actual,
            negated: false,
            requester: None,
            time: None,
            ..self.clone()
        }
    }

    /// Whether it tells that a measure ends, for a while or for some, or weighs less.
    fn eases(&self) -> bool {
        eases(self.action)
    }

    /// The word of the rule that found it.
    pub(crate) fn word(&self) -> &str {
        self.rules[0].rsplit(": ").next().unwrap_or_default()
    }

    /// Whether its rules know no other word for it: `default`, `standing`.
    fn is_only(&self, word: &str) -> bool {
        self.rules.iter().all(|rule| rule.strip_suffix(word).is_some_and(|before| before.ends_with(": ")))
    }

    /// The arguments of a role.
    pub fn arguments(&self, role: Role) -> &[Argument<'a>] {
        match role {
            Role::Actor => &self.actor,
            Role::Target => &self.target,
            Role::Product => &self.product,
            Role::Rate => self.rate.as_slice(),
            Role::RateBefore => self.rate_before.as_slice(),
            Role::Amount => self.amount.as_slice(),
            Role::Indicator => self.indicator.as_slice(),
        }
    }
}

/// Whether an action ends a measure, for a while or for some, or makes it weigh less.
fn eases(action: &str) -> bool {
    matches!(action, "lift" | "suspend" | "exempt" | "cut")
}

/// Everything that reading one sentence needs.
#[derive(Clone, Copy)]
struct Scene<'s, 'a> {
    text: &'s Text<'a>,
    lexicon: &'a Lexicon,
    rules: &'a Rules,
    mentions: &'s [Mention<'a>],
    parse: &'s Parse<'a>,
    memory: &'s Memory<'a>,
    asked: &'s [Asked<'a>],
    /// The article's own day.
    today: Option<Date>,
    /// What the words of the sentence may do.
    seen: Glimpse,
    /// Whether a noun group of the sentence may have a shape that states a frame.
    shaped: bool,
    /// How many references deep it is being read: words can point at each other in a circle.
    depth: u8,
}

/// What one group of a sentence is asked again and again, found when it is asked first.
#[derive(Debug, Default)]
struct Asked<'a> {
    /// The phrases of rule files that a verb reads.
    phrases: OnceCell<Vec<&'a str>>,
    /// The parties that a noun stands for.
    parties: OnceCell<Vec<Argument<'a>>>,
}

impl<'a> Asked<'a> {
    /// Nothing yet, of every group.
    fn nothing(parse: &Parse<'a>) -> Vec<Asked<'a>> {
        parse.groups.iter().map(|_| Asked::default()).collect()
    }
}

/// What the headline of a story names and claims.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headline<'h, 'a> {
    /// Its mentions.
    pub mentions: &'h [Mention<'a>],
    /// Its claims.
    pub claims: &'h [Claim<'a>],
}

/// The claims of a text of the day `today`, in its order; what its first story leaves out may come from the headline.
pub fn find<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    rules: &'a Rules,
    mentions: &[Mention<'a>],
    today: Option<Date>,
    headline: Headline<'_, 'a>,
) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    let mut headline = Some(headline);
    for section in text.sections.iter().filter(|section| !section.furniture) {
        let mut memory = Memory::default();
        if let Some(headline) = headline.take() {
            memory.open(headline.mentions, headline.claims);
            memory.tell(rules, headline.claims);
        }
        let story = Story { text, lexicon, words, rules, mentions, today };
        let first = claims.len();
        story.read(section, memory, &mut claims);
        story::later::tell_later(rules, &mut claims[first..]);
    }
    claims
}

/// A text with what is known of it.
struct Story<'s, 'a> {
    text: &'s Text<'a>,
    lexicon: &'a Lexicon,
    words: &'s [Word],
    rules: &'a Rules,
    mentions: &'s [Mention<'a>],
    today: Option<Date>,
}

impl<'a> Story<'_, 'a> {
    /// Adds the claims of one section; `memory` is what was said before it.
    fn read(&self, section: &Section, mut memory: Memory<'a>, claims: &mut Vec<Claim<'a>>) {
        let &Story { text, lexicon, words, rules, mentions, .. } = self;
        for sentence in section.sentences.clone() {
            let within = mentions_within(text, mentions, sentence);
            let told = story::memory::unsigned(text, &mentions[within.clone()]);
            let seen = self.glance(sentence, &mentions[within.clone()]).of_known(memory.frames());
            let shaped = rules.has_shape(seen, text.sentences[sentence].span.of(text.source));
            if !shaped && !may_claim(seen, &memory) {
                self.pass(&mut memory, sentence, &told);
                continue;
            }
            let parse = syntax::parse(text, lexicon, words, &rules.context, mentions, sentence, within.clone());
            let asked = Asked::nothing(&parse);
            let scene = self.scene(&parse, &asked, &memory, seen, shaped);
            let mut found = read_sentence(&scene);
            story::verdict::find(&scene, &mut found);
            scene.complete(&mut found);
            found.retain(|claim| is_stated(rules, lexicon, &memory, claim));
            merge::merge(&rules.context, &mut found);
            scene.part_sides(&mut found);
            if found.is_empty() {
                self.pass(&mut memory, sentence, &told);
                continue;
            }
            let (topic, speaker) = (scene.topic(), mood::speaker::sentence_speaker(&scene));
            let treaty = scene.treaty_named(&found);
            memory.learn(sentence, &told, &found, topic, speaker, treaty);
            memory.tell(rules, &found);
            claims.extend(found);
        }
    }

    /// Remembers a sentence without a claim.
    fn pass(&self, memory: &mut Memory<'a>, sentence: usize, told: &[Mention<'a>]) {
        let &Story { text, lexicon, words, rules, .. } = self;
        let tokens = text.sentences[sentence].tokens.clone();
        let heard = mood::speaker::heard(text, lexicon, words, &rules.context, told, tokens);
        memory.pass(text, sentence, told, heard);
    }

    /// A sentence to read, with what stands before it.
    fn scene<'s>(
        &'s self,
        parse: &'s Parse<'a>,
        asked: &'s [Asked<'a>],
        memory: &'s Memory<'a>,
        seen: Glimpse,
        shaped: bool,
    ) -> Scene<'s, 'a> {
        let &Story { text, lexicon, rules, mentions, today, .. } = self;
        Scene { text, lexicon, rules, mentions, today, parse, memory, asked, seen, shaped, depth: 0 }
    }

    /// What the words of a sentence may do.
    fn glance(&self, sentence: usize, mentions: &[Mention<'_>]) -> Glimpse {
        let named = mentions.iter().map(|mention| (mention.kind, mention.tokens.clone()));
        self.rules.glance(self.text, self.words, &self.text.sentences[sentence], named)
    }
}

/// Whether a sentence of which this was seen may state a frame or point back at a measure; the others never reach the
/// clause analysis.
fn may_claim(seen: Glimpse, memory: &Memory<'_>) -> bool {
    !seen.frames().is_empty() || seen.points_back && memory.near_frames().next().is_some()
}

/// Whether a claim says of whom or of what: a meeting and an event need parties, a measure any argument.
fn is_stated(rules: &Rules, lexicon: &Lexicon, memory: &Memory<'_>, claim: &Claim<'_>) -> bool {
    let of_whom = !claim.actor.is_empty();
    match rules.shape_of(claim.frame) {
        // A meeting of which nobody tells what became of it needs both its sides, or a bloc that named itself.
        Some(Shape::Meeting) => {
            let presumed = claim.is_only("default");
            let alone = |party: &Argument<'_>| party.is_bloc(lexicon) && !party.carried && claim.action == "hold";
            // "A senator hailed the pact": one person makes no deal.
            let ends = claim.action == "withdraw";
            let person = |party: &Argument<'_>| {
                party.kind == Some(Kind::Person) && !(ends && party.state(lexicon).kind == Some(Kind::Country))
            };
            let deal = rules.frame(claim.frame).is_some_and(|frame| !frame.sides.is_empty());
            // "The president signed the treaty": for his state.
            let signs = rules.context.signs(claim.word()) && claim.action == "conclude";
            let for_state = |party: &Argument<'_>| party.state(lexicon).kind == Some(Kind::Country);
            let signed = signs && claim.actor.iter().all(for_state);
            // "The deal was too generous": one that a bloc's members were said to have made among themselves.
            let among = |known: &Claim<'_>| {
                let [side] = &known.actor[..] else { return false };
                known.frame == claim.frame && side.is_bloc(lexicon) && claim.actor.iter().all(|own| own.id == side.id)
            };
            let again = deal && claim.actor.len() == 1 && memory.claims().take(1).any(among);
            // "Traders Reuters spoke with": who writes of it is no side.
            let writes = |party: &Argument<'_>| lexicon.sort(&party.id) == "outlet";
            if !deal && claim.actor.iter().any(writes) {
                return false;
            }
            let single = deal && !signed && claim.actor.len() == 1 && claim.actor.iter().all(person);
            !single && claim.actor.len() > usize::from(presumed) || claim.actor.iter().any(alone) || again
        }
        Some(Shape::Event) => of_whom || !claim.target.is_empty() || claim.amount.is_some(),
        Some(Shape::Measure) => {
            of_whom
                || !claim.target.is_empty()
                || !claim.product.is_empty()
                || claim.rate.is_some()
                || claim.amount.is_some()
                || claim.requester.is_some()
        }
        _ => true,
    }
}

/// The claims of one analysed sentence, nothing carried from before but what its own words point at.
fn read_sentence<'a>(scene: &Scene<'_, 'a>) -> Vec<Claim<'a>> {
    let mut claims = measure::find(scene);
    verbal::find(scene, &mut claims);
    measure::find_again(scene, &mut claims);
    change::find(scene, &mut claims);
    similar::find(scene, &mut claims);
    // "A cut to 5%" of a duty is no quantity that falls.
    let told: Vec<Span> = claims.iter().filter(|claim| claim.frame != "change").map(|claim| claim.trigger).collect();
    claims.retain(|claim| claim.frame != "change" || !told.contains(&claim.trigger));
    split::split(scene, &mut claims);
    claims
}

/// The indices of the mentions that lie in a sentence.
pub(crate) fn mentions_within(text: &Text<'_>, mentions: &[Mention<'_>], sentence: usize) -> Range<usize> {
    let span = text.sentences[sentence].span;
    mentions.partition_point(|mention| mention.span.start < span.start)
        ..mentions.partition_point(|mention| mention.span.start < span.end)
}
