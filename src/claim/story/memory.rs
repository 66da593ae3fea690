//! sentences read so far → what later ones may point at.
//!
//! Parties by kind, the parties of the last subject, pairs and lists named together, the speaker, the claims; of each
//! only the end of the story so far is kept.

use crate::claim::mood::speaker::Heard;
use crate::claim::{Argument, Claim};
use crate::lexicon::{Kind, Sense};
use crate::mention::Mention;
use crate::rule::{Frames, Modality, Rules};
use crate::text::Text;
use std::borrow::Cow;

/// How many claims and names of a story are kept at the least.
const KEPT: usize = 200;

/// How many claims back a measure may still be meant.
const MEANT: usize = 60;

/// How many sentences back a pronoun may point.
const REACH: usize = 4;

/// A remembered party and the sentence it stood in.
type Seen<'a> = (usize, Argument<'a>);

/// What has been said in a story so far.
#[derive(Debug, Default)]
pub(in crate::claim) struct Memory<'a> {
    sentence: usize,
    persons: Vec<Seen<'a>>,
    countries: Vec<Seen<'a>>,
    organizations: Vec<Seen<'a>>,
    subjects: Vec<Argument<'a>>,
    pair: Vec<Argument<'a>>,
    listed: Vec<Argument<'a>>,
    lead: Vec<Argument<'a>>,
    speaker: Option<Seen<'a>>,
    treaty: Option<Vec<Argument<'a>>>,
    /// The states named so far, none twice; no more than matter.
    states: Vec<Cow<'a, str>>,
    claims: Vec<Claim<'a>>,
    /// The frames of the claims, also of those that are no longer kept.
    frames: Frames,
}

impl<'a> Memory<'a> {
    /// The person whom the last sentence spoke of, else the person last named.
    pub(in crate::claim) fn person(&self) -> Option<&Argument<'a>> {
        self.subjects.iter().find(|party| party.kind == Some(Kind::Person)).or_else(|| self.recent(&self.persons))
    }

    /// The persons named so far, the last first.
    pub(in crate::claim) fn persons(&self) -> impl Iterator<Item = &Argument<'a>> {
        self.persons.iter().rev().map(|(_, party)| party)
    }

    /// The country last named.
    pub(in crate::claim) fn country(&self) -> Option<&Argument<'a>> {
        self.subjects.iter().find(|party| party.kind == Some(Kind::Country)).or_else(|| self.recent(&self.countries))
    }

    /// The countries named lately, the last first.
    pub(in crate::claim) fn countries(&self) -> impl Iterator<Item = &Argument<'a>> {
        let near = self.countries.iter().rev().take_while(|(sentence, _)| sentence + REACH >= self.sentence);
        near.map(|(_, party)| party)
    }

    /// This country, where the story has named it.
    pub(in crate::claim) fn country_of(&self, id: &str) -> Option<&Argument<'a>> {
        self.countries.iter().rev().map(|(_, party)| party).find(|party| party.id == id)
    }

    /// The bloc last named.
    pub(in crate::claim) fn bloc(&self) -> Option<&Argument<'a>> {
        self.countries
            .iter()
            .rev()
            .map(|(_, party)| party)
            .find(|party| party.id == "EU")
            .or_else(|| self.recent(&self.organizations))
    }

    /// The organisation last named whose name holds the word.
    pub(in crate::claim) fn organization_named(&self, word: &str) -> Option<&Argument<'a>> {
        let parties = self.organizations.iter().rev().map(|(_, party)| party);
        parties.into_iter().find(|party| party.name.to_lowercase().contains(word))
    }

    /// The organisation that the last sentence spoke of or that was named last, of those that fit.
    pub(in crate::claim) fn organization(&self, fits: impl Fn(&Argument<'a>) -> bool) -> Option<&Argument<'a>> {
        let subject = self.subjects.iter().find(|party| party.kind == Some(Kind::Organization) && fits(party));
        let known = self.organizations.iter().rev().take_while(|(sentence, _)| sentence + REACH >= self.sentence);
        subject.or_else(|| known.map(|(_, party)| party).find(|party| fits(party)))
    }

    /// The country or organisation that the last sentence spoke of.
    pub(in crate::claim) fn body(&self) -> Option<&Argument<'a>> {
        let subject = self.subjects.iter().find(|party| matches!(party.kind, Some(Kind::Country | Kind::Organization)));
        subject.or_else(|| self.recent(&self.countries)).or_else(|| self.recent(&self.organizations))
    }

    /// The parties of the last subject.
    pub(in crate::claim) fn subjects(&self) -> &[Argument<'a>] {
        &self.subjects
    }

    /// The two parties last named together.
    pub(in crate::claim) fn pair(&self) -> &[Argument<'a>] {
        &self.pair
    }

    /// The parties of the last list of more than two.
    pub(in crate::claim) fn listed(&self) -> &[Argument<'a>] {
        &self.listed
    }

    /// The two parties with which the story opens.
    pub(in crate::claim) fn lead(&self) -> &[Argument<'a>] {
        &self.lead
    }

    /// The claims before that may still be meant, the last first.
    pub(in crate::claim) fn claims(&self) -> impl Iterator<Item = &Claim<'a>> {
        self.claims.iter().rev().take(MEANT)
    }

    /// The sides of the treaty last named.
    pub(in crate::claim) fn treaty(&self) -> Option<&[Argument<'a>]> {
        self.treaty.as_deref()
    }

    /// The state of which the story speaks, where it names no other.
    pub(in crate::claim) fn only_state(&self) -> Option<&str> {
        match &self.states[..] {
            [state] => Some(state),
            _ => None,
        }
    }

    /// The state that the story names first.
    pub(in crate::claim) fn first_state(&self) -> Option<&str> {
        self.states.first().map(|state| &**state)
    }

    /// Whose quote may go on.
    pub(in crate::claim) fn speaker(&self) -> Option<&Argument<'a>> {
        self.speaker.as_ref().map(|(_, speaker)| speaker)
    }

    /// Whether no person was named in a sentence behind that of the last speaker.
    pub(in crate::claim) fn spoke_since_named(&self) -> bool {
        let spoke = self.speaker.as_ref().map(|(sentence, _)| *sentence);
        self.persons.last().map(|(sentence, _)| *sentence) <= spoke
    }

    /// Whether the last speaker spoke in one of the last sentences.
    pub(in crate::claim) fn spoke_lately(&self) -> bool {
        self.speaker.as_ref().is_some_and(|(sentence, _)| sentence + 2 >= self.sentence)
    }

    /// Whether measures of this frame hit a party far more often than it took them.
    pub(in crate::claim) fn is_hit(&self, frame: &str, party: &Argument<'_>) -> bool {
        let among = |parties: &[Argument<'_>]| parties.iter().any(|known| known.same_party(party));
        let known = || self.claims().filter(|known| known.frame == frame);
        known().filter(|known| among(&known.target)).count() > 3 * known().filter(|known| among(&known.actor)).count()
    }

    /// Whether a claim of this frame stands before.
    pub(in crate::claim) fn knows(&self, frame: &str) -> bool {
        self.claims.iter().any(|claim| claim.frame == frame)
    }

    /// Whether a claim of this frame stands a few sentences before.
    pub(in crate::claim) fn tells_of(&self, frame: &str) -> bool {
        let near = self.claims.iter().rev().take_while(|claim| claim.sentence + 2 * REACH > self.sentence);
        near.into_iter().any(|claim| claim.frame == frame)
    }

    /// Whether the last claim of all stands a few sentences before and is of this frame.
    pub(in crate::claim) fn tells_last_of(&self, frame: &str) -> bool {
        let last = self.claims.last().filter(|claim| claim.sentence + 2 * REACH > self.sentence);
        last.is_some_and(|last| last.frame == frame)
    }

    /// The frames of the claims that were made so far.
    pub(in crate::claim) fn frames(&self) -> Frames {
        self.frames
    }

    /// The frames of the claims that are near, the last first.
    pub(in crate::claim) fn near_frames(&self) -> impl Iterator<Item = &'a str> {
        self.claims.iter().rev().take_while(|claim| claim.sentence + 2 > self.sentence).map(|claim| claim.frame)
    }

    fn recent<'m>(&self, seen: &'m [Seen<'a>]) -> Option<&'m Argument<'a>> {
        seen.last().filter(|(sentence, _)| sentence + REACH >= self.sentence).map(|(_, party)| party)
    }

    /// Remembers what the headline names and claims. What moves in it is forgotten: it is told by its own words, and
    /// those stand in another text.
    pub(in crate::claim) fn open(&mut self, mentions: &[Mention<'a>], claims: &[Claim<'a>]) {
        self.see(mentions);
        self.claims.extend(claims.iter().map(|claim| Claim { indicator: None, ..claim.clone() }));
    }

    /// Remembers of what frames the claims are, to tell at a glance what later sentences may point at.
    pub(in crate::claim) fn tell(&mut self, rules: &Rules, claims: &[Claim<'a>]) {
        self.frames = self.frames | rules.frames_named(claims.iter().map(|claim| claim.frame));
    }

    /// Remembers a sentence without a claim, and who is heard in it.
    pub(in crate::claim) fn pass(
        &mut self,
        text: &Text<'a>,
        sentence: usize,
        mentions: &[Mention<'a>],
        heard: Heard<'a>,
    ) {
        self.sentence = sentence;
        self.see(mentions);
        // "India's minister Jaishankar": an owner is not who the sentence is about.
        let owns = |mention: &Mention<'a>| {
            let behind = &text.source[mention.span.end as usize..];
            behind.starts_with("'s") || behind.starts_with("’s") || mention.sense == Sense::Adjective
        };
        let free = || mentions.iter().filter(|mention| !owns(mention));
        let named = || free().find(|mention| mention.kind == Kind::Person && !text.quoted(mention.span.start));
        let quotes = text.has_quote(text.sentences[sentence].span);
        self.speaker = match heard {
            Heard::Person(speaker) => Some((sentence, speaker)),
            // "The spokesman said" is of the ministry that spoke before, but not of a person who did.
            Heard::Unnamed => self.speaker.take().filter(|(_, speaker)| speaker.kind != Some(Kind::Person)),
            Heard::Again => self.speaker.take().map(|(_, speaker)| (sentence, speaker)),
            Heard::Nobody => {
                let speaker = named().filter(|_| quotes).map(|speaker| (sentence, Argument::of(speaker)));
                speaker.or(self.speaker.take())
            }
        };
        if let Some(first) = free().find(|mention| mention.kind.is_party()) {
            self.subjects = vec![Argument::of(first)];
        }
    }

    fn see(&mut self, mentions: &[Mention<'a>]) {
        for mention in mentions {
            let parties = match mention.kind {
                Kind::Person => &mut self.persons,
                Kind::Country => &mut self.countries,
                Kind::Organization => &mut self.organizations,
                _ => continue,
            };
            parties.push((self.sentence, Argument::of(mention)));
            let state = if mention.kind == Kind::Country { &mention.id } else { &mention.country };
            if !state.is_empty() && self.states.len() < 2 && !self.states.contains(state) {
                self.states.push(state.clone());
            }
        }
        forget(&mut self.persons);
        forget(&mut self.countries);
        forget(&mut self.organizations);
        let mut pair: Vec<Argument<'a>> = Vec::new();
        let countries = || mentions.iter().filter(|mention| mention.kind == Kind::Country);
        for mention in countries() {
            if !pair.iter().any(|party| party.id == mention.id) {
                pair.push(Argument::of(mention));
            }
        }
        if pair.len() > 2 {
            self.listed.clone_from(&pair);
            // "Peru lifts its ban on imports from Chile and Egypt": two that one word joins are a pair among others.
            let countries: Vec<_> = countries().collect();
            let mut joined = countries.chunk_by(|one, other| one.tokens.end + 1 == other.tokens.start);
            let two = joined.find(|run| run.len() == 2 && run[0].id != run[1].id);
            if let Some(two) = two.filter(|_| self.pair.is_empty()) {
                pair = two.iter().copied().map(Argument::of).collect();
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

    /// Remembers an analysed sentence: its claims, what it was about and who spoke.
    pub(in crate::claim) fn learn(
        &mut self,
        sentence: usize,
        mentions: &[Mention<'a>],
        claims: &[Claim<'a>],
        topic: Vec<Argument<'a>>,
        speaker: Option<Argument<'a>>,
        treaty: Option<Vec<Argument<'a>>>,
    ) {
        self.sentence = sentence;
        self.see(mentions);
        self.treaty = treaty.or(self.treaty.take());
        self.speaker = speaker.map(|speaker| (sentence, speaker)).or(self.speaker.take());
        if !topic.is_empty() {
            self.subjects = topic;
        }
        self.claims.extend(
            claims.iter().filter(|claim| claim.modality != Modality::Requested || claim.action == "keep").cloned(),
        );
        self.claims.extend(
            claims.iter().filter(|claim| claim.modality == Modality::Requested && claim.action != "keep").cloned(),
        );
        forget(&mut self.claims);
    }
}

/// The mentions without the outlet that signs a dateline, "LIMA (Reuters) -": nobody points back at it.
pub(in crate::claim) fn unsigned<'m, 'a>(text: &Text<'a>, mentions: &'m [Mention<'a>]) -> Cow<'m, [Mention<'a>]> {
    let signs = |mention: &Mention<'a>| {
        let (before, behind) = (&text.source[..mention.span.start as usize], &text.source[mention.span.end as usize..]);
        let dash = |behind: &str| behind.trim_start().starts_with(['-', '–', '—']);
        before.ends_with('(') && behind.strip_prefix(')').is_some_and(dash)
    };
    match mentions.iter().position(signs) {
        Some(signature) => {
            let told = mentions.iter().enumerate().filter(|(at, _)| *at != signature);
            told.map(|(_, mention)| mention.clone()).collect()
        }
        None => Cow::Borrowed(mentions),
    }
}

/// Keeps the end of a list: what lies further back is not pointed at, and a story without end stays linear.
fn forget<T>(seen: &mut Vec<T>) {
    if seen.len() > 2 * KEPT {
        seen.drain(..seen.len() - KEPT);
    }
}
