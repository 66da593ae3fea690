//! What a story has said so far → what a later sentence leaves out.
//!
//! The order, stated once: a missing actor and target come from the nearest claim before of the same frame that agrees
//! in everything both have; a missing side of a deal or of talks from the pair of parties last named together.
//! Goods and rates are carried only where the words point back ("the duty", "those tariffs").

use super::{Argument, Claim};
use crate::lexicon::{Kind, Lexicon};
use crate::mention::Mention;
use crate::rule::Modality;
use crate::syntax::{Parse, Tag, Unit};
use crate::text::Text;

/// How many claims and names of a story are kept at the least.
const KEPT: usize = 200;

/// How many sentences back a pronoun may point.
const REACH: usize = 4;

/// A remembered party and the sentence it stood in.
type Seen<'a> = (usize, Argument<'a>);

/// What has been said in a story so far.
#[derive(Debug, Default)]
pub(super) struct Memory<'a> {
    sentence: usize,
    persons: Vec<Seen<'a>>,
    countries: Vec<Seen<'a>>,
    organizations: Vec<Seen<'a>>,
    subjects: Vec<Argument<'a>>,
    pair: Vec<Argument<'a>>,
    lead: Vec<Argument<'a>>,
    speaker: Option<Argument<'a>>,
    claims: Vec<Claim<'a>>,
}

impl<'a> Memory<'a> {
    /// The person whom the last sentence spoke of, else the person last named.
    pub(super) fn person(&self) -> Option<&Argument<'a>> {
        self.subjects.iter().find(|party| party.kind == Some(Kind::Person)).or_else(|| self.recent(&self.persons))
    }

    /// The persons named so far, the last first.
    pub(super) fn persons(&self) -> impl Iterator<Item = &Argument<'a>> {
        self.persons.iter().rev().map(|(_, party)| party)
    }

    /// The country last named.
    pub(super) fn country(&self) -> Option<&Argument<'a>> {
        self.subjects.iter().find(|party| party.kind == Some(Kind::Country)).or_else(|| self.recent(&self.countries))
    }

    /// The bloc last named.
    pub(super) fn bloc(&self) -> Option<&Argument<'a>> {
        self.countries
            .iter()
            .rev()
            .map(|(_, party)| party)
            .find(|party| party.id == "EU")
            .or_else(|| self.recent(&self.organizations))
    }

    /// The organisation last named, one whose name holds the word before others.
    pub(super) fn organization(&self, word: &str) -> Option<&Argument<'a>> {
        let named = self
            .organizations
            .iter()
            .rev()
            .map(|(_, party)| party)
            .find(|party| party.name.to_lowercase().contains(word));
        named.or_else(|| self.recent(&self.organizations))
    }

    /// The country or organisation that the last sentence spoke of.
    pub(super) fn body(&self) -> Option<&Argument<'a>> {
        let subject = self.subjects.iter().find(|party| matches!(party.kind, Some(Kind::Country | Kind::Organization)));
        subject.or_else(|| self.recent(&self.countries)).or_else(|| self.recent(&self.organizations))
    }

    /// The parties of the last subject.
    pub(super) fn subjects(&self) -> &[Argument<'a>] {
        &self.subjects
    }

    /// The two parties last named together.
    pub(super) fn pair(&self) -> &[Argument<'a>] {
        &self.pair
    }

    /// Whose quote may go on.
    pub(super) fn speaker(&self) -> Option<&Argument<'a>> {
        self.speaker.as_ref()
    }

    /// Whether a claim of this frame stands before.
    pub(super) fn knows(&self, frame: &str) -> bool {
        self.claims.iter().any(|claim| claim.frame == frame)
    }

    /// The frame of the last claim, where it is near.
    pub(super) fn last_frame(&self) -> Option<&'a str> {
        self.claims.last().filter(|claim| claim.sentence + 2 > self.sentence).map(|claim| claim.frame)
    }

    fn recent<'m>(&self, seen: &'m [Seen<'a>]) -> Option<&'m Argument<'a>> {
        seen.last().filter(|(sentence, _)| sentence + REACH >= self.sentence).map(|(_, party)| party)
    }

    /// Fills what the claims of a sentence leave out.
    pub(super) fn complete(&self, lexicon: &'a Lexicon, units: &[Unit<'_>], claims: &mut [Claim<'a>]) {
        for index in 0..claims.len() {
            let (earlier, rest) = claims.split_at_mut(index);
            let claim = &mut rest[0];
            if matches!(claim.frame, "agreement" | "negotiation") {
                self.complete_parties(lexicon, claim);
            } else if !matches!(claim.frame, "change" | "commitment" | "investigation") {
                self.complete_measure(lexicon, units, earlier, claim);
            }
        }
    }

    fn complete_parties(&self, lexicon: &'a Lexicon, claim: &mut Claim<'a>) {
        let span = claim.trigger;
        if claim.actor.len() >= 2 {
            return;
        }
        let meeting = |known: &&Claim<'a>| matches!(known.frame, "agreement" | "negotiation") && known.actor.len() >= 2;
        let last = self.claims.iter().rev().find(meeting);
        // A noun that no verb tells of is a meeting only where one was spoken of before.
        let presumed = claim.actor.is_empty() && claim.rules.iter().all(|rule| rule.ends_with(": default"));
        let pair: &[Argument<'a>] = if presumed { &[] } else { &self.pair };
        let sides = last.map_or(pair, |known| &known.actor);
        let joins = claim.actor.iter().all(|actor| sides.iter().any(|side| side.same_party(actor)));
        if joins {
            let missing: Vec<_> = sides
                .iter()
                .filter(|side| !claim.actor.iter().any(|actor| actor.same_party(side)))
                .map(|side| side.state(lexicon).carried_to(span))
                .collect();
            claim.actor.extend(missing);
        }
    }

    fn complete_measure(&self, lexicon: &'a Lexicon, units: &[Unit<'_>], earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        if !claim.actor.is_empty() && !claim.target.is_empty() {
            return;
        }
        let agrees = |mine: &[Argument<'a>], theirs: &[Argument<'a>]| {
            mine.is_empty()
                || theirs.is_empty()
                || mine.iter().any(|one| theirs.iter().any(|other| one.same_party(other)))
        };
        let fits = |known: &&Claim<'a>| {
            known.frame == claim.frame
                && agrees(&claim.actor, &known.actor)
                && agrees(&claim.target, &known.target)
                && !known.target.iter().any(|target| claim.actor.iter().any(|actor| actor.same_party(target)))
                && !known.actor.iter().any(|actor| claim.target.iter().any(|target| target.same_party(actor)))
                && !known.actor.is_empty()
        };
        let here = earlier.iter().rev().filter(|known| known.trigger != claim.trigger);
        let fitting: Vec<&Claim<'a>> = here.chain(self.claims.iter().rev()).filter(fits).collect();
        let points = points_back(units, claim);
        let span = claim.trigger;
        let Some(source) = fitting.first() else {
            // "New tariffs will begin next week, Trump vowed": who announces it does it.
            let speaker = claim.attribution.first().filter(|speaker| {
                !speaker.id.is_empty() && !claim.target.iter().any(|target| target.same_party(speaker))
            });
            if claim.actor.is_empty() && matches!(claim.modality, Modality::Planned | Modality::Threatened) {
                claim.actor.extend(speaker.map(|speaker| speaker.state(lexicon).carried_to(span)));
            }
            self.complete_from_pair(claim);
            // Else the state that acted last goes on acting.
            if claim.actor.is_empty() {
                let acting = |known: &&Claim<'a>| {
                    known.trigger != claim.trigger && !known.actor.is_empty() && known.frame != "change"
                };
                let last = earlier.iter().rev().chain(self.claims.iter().rev()).find(acting);
                let actors = last.into_iter().flat_map(|known| known.actor.iter()).map(|actor| actor.state(lexicon));
                let free = actors.filter(|actor| {
                    actor.kind == Some(Kind::Country)
                        && !claim.target.iter().any(|target| target.same_party(actor))
                        && claim.requester.as_ref().is_none_or(|asker| !asker.same_party(actor))
                });
                claim.actor = free.map(|actor| actor.carried_to(span)).collect();
            }
            return;
        };
        if claim.actor.is_empty() {
            let requester = claim.requester.as_ref();
            let actors = source.actor.iter().filter(|actor| requester.is_none_or(|asker| asker.id != actor.id));
            claim.actor = actors.map(|actor| actor.state(lexicon).carried_to(span)).collect();
        }
        // A whole country hit before goes on being meant rather than one firm of it.
        let hits = || fitting.iter().filter(|known| !known.target.is_empty() && agrees(&claim.actor, &known.actor));
        let hit = hits().find(|known| known.target[0].kind == Some(Kind::Country)).or_else(|| hits().next());
        if let Some(hit) = hit.filter(|_| claim.target.is_empty()) {
            let targets = hit.target.iter().filter(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
            claim.target = targets.map(|target| target.state(lexicon).carried_to(span)).collect();
        }
        if points && claim.product.is_empty() && claim.rate.is_none() {
            claim.product = source.product.iter().map(|product| product.carried_to(span)).collect();
        }
        self.complete_from_pair(claim);
    }

    /// Between the two parties with which the story opens, whoever is not the one hit hits.
    fn complete_from_pair(&self, claim: &mut Claim<'a>) {
        let [one, other] = &self.lead[..] else { return };
        let [hit] = &claim.target[..] else { return };
        let side = if hit.same_party(one) {
            other
        } else if hit.same_party(other) {
            one
        } else {
            return;
        };
        if claim.actor.is_empty() {
            claim.actor.push(side.carried_to(claim.trigger));
        }
    }

    /// Remembers what the headline names and claims.
    pub(super) fn open(&mut self, mentions: &[Mention<'a>], claims: &[Claim<'a>]) {
        self.see(mentions);
        self.claims.extend(claims.iter().cloned());
    }

    /// Remembers a sentence without a claim.
    pub(super) fn pass(&mut self, text: &Text<'a>, sentence: usize, mentions: &[Mention<'a>]) {
        self.sentence = sentence;
        self.see(mentions);
        let speaker = mentions.iter().rev().find(|mention| mention.kind == Kind::Person).map(Argument::of);
        if speaker.is_some() && text.quotes.iter().any(|quote| quote.overlaps(text.sentences[sentence].span)) {
            self.speaker = speaker;
        }
        let first = mentions.iter().find(|mention| mention.kind.is_party());
        if let Some(first) = first {
            self.subjects = vec![Argument::of(first)];
        }
    }

    fn see(&mut self, mentions: &[Mention<'a>]) {
        for mention in mentions {
            let seen = (self.sentence, Argument::of(mention));
            match mention.kind {
                Kind::Person => self.persons.push(seen),
                Kind::Country => self.countries.push(seen),
                Kind::Organization => self.organizations.push(seen),
                _ => {}
            }
        }
        let mut pair: Vec<Argument<'a>> = Vec::new();
        for mention in mentions.iter().filter(|mention| mention.kind == Kind::Country) {
            if !pair.iter().any(|party| party.id == mention.id) {
                pair.push(Argument::of(mention));
            }
        }
        if pair.len() == 2 || (pair.len() > 2 && self.pair.is_empty()) {
            pair.truncate(2);
            if self.lead.is_empty() {
                self.lead.clone_from(&pair);
            }
            self.pair = pair;
        }
    }

    /// Remembers an analysed sentence with its claims.
    pub(super) fn learn(
        &mut self,
        sentence: usize,
        mentions: &[Mention<'a>],
        parse: &Parse<'a>,
        claims: &[Claim<'a>],
        speaker: Option<Argument<'a>>,
    ) {
        self.sentence = sentence;
        self.see(mentions);
        if speaker.is_some() {
            self.speaker = speaker;
        }
        // The first verb's subject is what the sentence is about.
        let subject = parse.groups.iter().find_map(|group| group.verb.subject);
        if let Some(subject) = subject {
            let group = &parse.groups[subject];
            let head = &parse.units[group.head];
            if head.tag != Tag::Pronoun {
                let parties: Vec<_> = parse.units[group.units.clone()]
                    .iter()
                    .chain(
                        parse
                            .hanging(subject)
                            .filter(|&joined| parse.groups[joined].relation == crate::syntax::Relation::Conjunct)
                            .map(|joined| parse.head(joined)),
                    )
                    .filter(|unit| unit.kind.is_some_and(Kind::is_party))
                    .filter_map(|unit| unit.mention)
                    .filter_map(|mention| {
                        mentions.iter().find(|known| {
                            known.span
                                == parse
                                    .units
                                    .iter()
                                    .find(|unit| unit.mention == Some(mention))
                                    .map_or(known.span, |unit| unit.span)
                        })
                    })
                    .map(Argument::of)
                    .collect();
                if !parties.is_empty() {
                    self.subjects = parties;
                }
            }
        }
        self.claims.extend(
            claims.iter().filter(|claim| claim.modality != Modality::Requested || claim.action == "keep").cloned(),
        );
        self.claims.extend(
            claims.iter().filter(|claim| claim.modality == Modality::Requested && claim.action != "keep").cloned(),
        );
        forget(&mut self.claims);
        forget(&mut self.persons);
        forget(&mut self.organizations);
    }
}

/// Keeps the end of a list: what lies further back is not pointed at, and a story without end stays linear.
fn forget<T>(seen: &mut Vec<T>) {
    if seen.len() > 2 * KEPT {
        seen.drain(..seen.len() - KEPT);
    }
}

/// Whether the claim's noun points back at a measure named before.
fn points_back(units: &[Unit<'_>], claim: &Claim<'_>) -> bool {
    let Some(at) = units.iter().position(|unit| unit.span == claim.trigger) else {
        return false;
    };
    let start = units[..at]
        .iter()
        .rposition(|unit| !matches!(unit.tag, Tag::Adjective | Tag::Noun | Tag::Number))
        .unwrap_or(at);
    matches!(&*units[start].lower, "the" | "these" | "those" | "this" | "such") || units[at].tag == Tag::Pronoun
}
