//! text → what the dictionaries name in it.
//!
//! A form flagged as ambiguous is taken only where its neighbours speak for it; the tests are here, one for each kind.

use super::{Found, Mention, lower};
use crate::lexicon::{Class, Entry, Form, Kind, Lexicon, OrganisationWord, Sense, TitleKind, Word};
use crate::span::Span;
use crate::text::{Capital, Text, TokenKind, is_genitive};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

/// How many adverbs may stand between a name and its verb.
const ADVERBS: usize = 2;
/// How many tokens on each side may speak for an ambiguous name of goods.
const NEIGHBOURHOOD: usize = 5;

/// How many words of a company's name may follow the goods in it.
const LONGEST_TAIL: usize = 4;

/// The names found, and apart from them the currencies and units, which mean nothing without a number.
pub(super) fn find<'a>(text: &Text<'a>, lexicon: &'a Lexicon, words: &[Word]) -> (Vec<Mention<'a>>, Vec<Mention<'a>>) {
    let (mut names, mut counted, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
    lexicon.find(text, words, |span, tokens, form| {
        let entry = lexicon.entry(form.entry);
        let mention = mention(text, span, tokens.clone(), &form, &entry);
        if matches!(entry.kind, Kind::Currency | Kind::Unit) {
            counted.push(mention);
            return;
        }
        let neighbours = Neighbours::new(text, lexicon, words, span, tokens);
        if is_meant(&neighbours, &form, &entry) {
            names.push(mention);
        } else if entry.kind == Kind::Commodity && !neighbours.name_a_company() && !neighbours.act() {
            doubtful.push(mention);
        }
    });
    counted.sort_by_key(|mention| (mention.span.start, mention.span.len()));
    join_lists(text, doubtful, &mut names);
    part_states(text, &mut names);
    drop_foreign_twins(text, &mut names);
    (names, counted)
}

/// Takes an ambiguous name of goods that stands in a list with sure ones or right behind one: "coal, paper and rice",
/// "garments such as coats, skirts and dresses", "steel coil".
fn join_lists<'a>(text: &Text<'a>, doubtful: Vec<Mention<'a>>, names: &mut Vec<Mention<'a>>) {
    if doubtful.is_empty() {
        return;
    }
    let sure = names.iter().filter(|mention| mention.kind == Kind::Commodity);
    let (mut starts, mut ends): (FxHashSet<usize>, FxHashSet<usize>) =
        sure.map(|mention| (mention.tokens.start, mention.tokens.end)).unzip();
    // What a list has taken speaks for the next of it, on either side.
    let mut taken = vec![false; doubtful.len()];
    for (taken, mention) in taken.iter_mut().zip(&doubtful) {
        let tokens = &mention.tokens;
        *taken = ends.contains(&before_joints(text, tokens.start));
        if *taken {
            ends.insert(tokens.end);
            starts.insert(tokens.start);
        }
    }
    for (taken, mention) in taken.iter_mut().zip(&doubtful).rev() {
        let (end, next) = (mention.tokens.end, behind_joints(text, mention.tokens.end));
        *taken = *taken || next > end && starts.contains(&next);
        if *taken {
            starts.insert(mention.tokens.start);
        }
    }
    names.extend(doubtful.into_iter().zip(taken).filter_map(|(mention, taken)| taken.then_some(mention)));
}

fn is_joint(text: &Text<'_>, at: usize) -> bool {
    at < text.tokens.len() && matches!(text.word(at), "," | "and" | "or" | "/")
}

/// The end of what is joined to a token: of "skirts, and dresses" the comma's place, of "steel coil" that of "coil".
fn before_joints(text: &Text<'_>, token: usize) -> usize {
    let joints = (0..token).rev().take_while(|&at| is_joint(text, at)).count();
    let exemplified = joints == 0 && token > 1 && text.word(token - 2) == "such" && text.word(token - 1) == "as";
    token - if exemplified { 2 } else { joints }
}

/// The start of what is joined to the token before this one.
fn behind_joints(text: &Text<'_>, token: usize) -> usize {
    token + (token..text.tokens.len()).take_while(|&at| is_joint(text, at)).count()
}

/// "Chinese Commerce Ministry", "China's Commerce Ministry": the state is a mention of its own, the body is the rest.
fn part_states<'a>(text: &Text<'a>, names: &mut [Mention<'a>]) {
    let of_state = |mention: &Mention<'a>| mention.kind == Kind::Organization && !mention.country.is_empty();
    if !names.iter().any(of_state) {
        return;
    }
    let leading = |mention: &&Mention<'a>| mention.kind == Kind::Country && mention.sense != Sense::Seat;
    let ends: FxHashMap<(u32, Cow<'a, str>), (usize, Sense)> = names
        .iter()
        .filter(leading)
        .map(|mention| ((mention.span.start, mention.id.clone()), (mention.tokens.end, mention.sense)))
        .collect();
    for body in names.iter_mut().filter(|mention| of_state(mention)) {
        let Some(&(next, sense)) = ends.get(&(body.span.start, body.country.clone())) else { continue };
        let owner = next < text.tokens.len() && is_genitive(text.word(next));
        let first = next + usize::from(owner);
        let within = first < text.tokens.len() && text.tokens[first].span.start < body.span.end;
        if within && (owner || sense != Sense::Name) {
            body.span.start = text.tokens[first].span.start;
            body.tokens.start = first;
        }
    }
}

/// Where a country and a part of another country share a name ("Georgia"), the part is meant in a sentence that names
/// another of that country's places.
fn drop_foreign_twins<'a>(text: &Text<'a>, names: &mut Vec<Mention<'a>>) {
    let twin =
        |mention: &Mention<'a>| mention.kind == Kind::Country && mention.ambiguous && mention.sense == Sense::Name;
    if !names.iter().any(twin) {
        return;
    }
    let (mut parts, mut within) = (FxHashMap::default(), FxHashMap::<_, Vec<Span>>::default());
    for place in names.iter().filter(|mention| mention.kind == Kind::Place && !mention.country.is_empty()) {
        let sentence = text.sentence_at(place.span.start);
        parts.entry(place.span).or_insert((sentence, &place.country));
        within.entry((sentence, &place.country)).or_default().push(place.span);
    }
    let twins: FxHashSet<Span> = names.iter().filter(|mention| twin(mention)).map(|mention| mention.span).collect();
    let cities = names.iter().filter(|mention| matches!(mention.kind, Kind::Country | Kind::Place));
    let cities: FxHashSet<(usize, &str)> = cities.map(|city| (city.tokens.end, &*city.country)).collect();
    let mut meant = FxHashSet::default();
    for country in names.iter().filter(|mention| twin(mention)) {
        // "Tbilisi, Georgia": its own city stands before it.
        let comma = country.tokens.start.checked_sub(1).filter(|&comma| text.word(comma) == ",");
        if comma.is_some_and(|comma| cities.contains(&(comma, &*country.id))) {
            continue;
        }
        let Some(part) = parts.get(&country.span) else { continue };
        let beside = within.get(part).is_some_and(|places| places.iter().any(|place| !twins.contains(place)));
        if beside || is_governed(text, country.tokens.end) {
            meant.insert(country.span);
        }
    }
    names.retain(|mention| !(mention.kind == Kind::Country && meant.contains(&mention.span)));
}

/// "Georgia's governor", "Georgia Senator Jane Doe": whether a title of a state of a federation follows.
fn is_governed(text: &Text<'_>, end: usize) -> bool {
    let word = |at: usize| text.tokens.get(at).map_or("", |_| text.word(at));
    let title = word(end + usize::from(is_genitive(word(end))));
    matches!(&*lower(title), "gov." | "governor" | "senator" | "senators" | "sen.")
}

fn mention<'a>(text: &Text<'a>, span: Span, tokens: Range<usize>, form: &Form, entry: &Entry) -> Mention<'a> {
    // A full name is the person's as the article spells it; the canonical spelling is the name.
    let spelt = entry.kind == Kind::Person && form.sense == Sense::Name && form.text.contains(' ');
    let id = Cow::Borrowed(if spelt { span.of(text.source) } else { entry.id });
    let found = Found::Row { table: entry.table, line: entry.line };
    // "The White House": the article is no part of the mark.
    let body = entry.kind == Kind::Organization && tokens.len() > 1;
    let article = usize::from(body && matches!(text.word(tokens.start), "The" | "the" | "THE"));
    let tokens = tokens.start + article..tokens.end;
    let span = Span { start: text.tokens[tokens.start].span.start, ..span };
    Mention {
        span,
        name: Cow::Borrowed(entry.name),
        sense: form.sense,
        ambiguous: form.ambiguous,
        country: Cow::Borrowed(acts_for(entry)),
        ..Mention::new(text, tokens, entry.kind, id, found)
    }
}

/// The state that the entry is, lies in or acts for: a company belongs to one and acts for none.
fn acts_for(entry: &Entry) -> &'static str {
    let public =
        matches!(entry.sort, "ministry" | "agency" | "bank" | "legislature" | "court" | "administration" | "seat");
    match entry.kind {
        Kind::Country => entry.id,
        Kind::Person | Kind::Place => entry.country,
        Kind::Organization if public => entry.country,
        _ => "",
    }
}

/// Whether the words are likely meant as this entry.
fn is_meant(neighbours: &Neighbours<'_, '_>, form: &Form, entry: &Entry) -> bool {
    if matches!(entry.kind, Kind::Country | Kind::Place) && neighbours.name_something_else()
        || entry.kind == Kind::Country && neighbours.name_a_region()
    {
        return false;
    }
    match entry.kind {
        Kind::Organization if neighbours.title_a_person() || neighbours.tax_the_goods() => false,
        Kind::Organization if form.ambiguous && (neighbours.begin_a_phrase() || neighbours.end_a_name()) => false,
        Kind::Commodity if neighbours.name_a_company() || neighbours.name_a_medal() => false,
        Kind::Commodity => !form.ambiguous || (neighbours.speak_of_goods() && !neighbours.act()),
        Kind::Person if form.sense == Sense::KnownAs => !form.ambiguous || neighbours.address_a_person(),
        Kind::Person => true,
        _ if form.exact && !form.ambiguous => true,
        Kind::Country if form.ambiguous && neighbours.begin_a_report() => true,
        _ => !form.ambiguous || neighbours.leave_a_name(),
    }
}

/// The tokens around a stretch of text.
struct Neighbours<'t, 'a> {
    text: &'t Text<'a>,
    lexicon: &'t Lexicon,
    words: &'t [Word],
    first: usize,
    last: usize,
    sentence: Range<usize>,
}

impl<'t, 'a> Neighbours<'t, 'a> {
    fn new(text: &'t Text<'a>, lexicon: &'t Lexicon, words: &'t [Word], span: Span, tokens: Range<usize>) -> Self {
        let sentence = text.sentences[text.sentence_at(span.start)].tokens.clone();
        Neighbours { text, lexicon, words, first: tokens.start, last: tokens.end - 1, sentence }
    }

    fn word(&self, index: usize) -> &'a str {
        self.text.word(index)
    }

    /// "Latin American", "the Uruguay Round", "the trans-Pacific pact", "R-Texas": the name is part of another.
    fn name_something_else(&self) -> bool {
        let joined = self.first >= self.sentence.start + 2 && self.word(self.first - 1) == "-" && {
            self.text.tokens[self.first].glued
                && matches!(&*lower(self.word(self.first - 2)), "trans" | "pan" | "r" | "d")
        };
        if joined {
            return true;
        }
        let before = self.first.checked_sub(1).filter(|&at| at >= self.sentence.start).map(|at| self.word(at));
        let after = Some(self.last + 1).filter(|&at| at < self.sentence.end).map(|at| self.word(at));
        let american = self.word(self.last).starts_with("American")
            && matches!(before, Some("Latin" | "North" | "South" | "Central" | "African" | "Native" | "Asian"));
        // "Tokyo Ohka Kogyo"
        let unknown = |at: usize| self.capital(at) && self.words[at] == Word::UNKNOWN;
        let firm = unknown(self.last + 1) && unknown(self.last + 2);
        american || firm || matches!(after, Some("Round" | "Protocol" | "Convention" | "Accords"))
    }

    /// "East Kazakhstan": a part of the country.
    fn name_a_region(&self) -> bool {
        let before = self.first.checked_sub(1).filter(|&at| at >= self.sentence.start).map(|at| self.word(at));
        matches!(before, Some("North" | "South" | "East" | "West"))
    }

    /// "U.S. Trade Representative Katherine Tai": the body's name is her title.
    fn title_a_person(&self) -> bool {
        let next = self.last + 1;
        matches!(
            self.lexicon.title(self.words[self.last]),
            Some(TitleKind::Office | TitleKind::State | TitleKind::Head)
        ) && self.capital(next)
            && self.lexicon.organisation_word(self.words[next], Capital::First).is_none()
    }

    /// "Star Trading House": the name is the last word of something else.
    fn end_a_name(&self) -> bool {
        let before = self.first.checked_sub(1).filter(|&before| before > self.sentence.start);
        before.is_some_and(|before| {
            let classes = self.lexicon.classes(self.words[before]);
            self.text.tokens[before].capital == Capital::First
                && classes.is_some_and(|(classes, _)| matches!(classes.first, Class::Noun | Class::Gerund))
        })
    }

    /// "Continental Free Trade Area", "Expansion Act": the name is the first word of something else.
    fn begin_a_phrase(&self) -> bool {
        let next = self.last + 1;
        self.capital(next)
            && self.text.tokens[next].capital == Capital::First
            && self.lexicon.title(self.words[next]).is_none()
            && matches!(
                self.lexicon.organisation_word(self.words[next], Capital::First),
                None | Some(OrganisationWord::Thing)
            )
            && self
                .lexicon
                .classes(self.words[next])
                .is_some_and(|(classes, _)| matches!(classes.first, Class::Noun | Class::Adjective | Class::Plural))
    }

    /// Whether a capitalised word of the sentence stands at a token.
    fn capital(&self, at: usize) -> bool {
        at < self.sentence.end && self.text.tokens[at].is_capital()
    }

    /// "QUAKER OATS CO", "Getty Petroleum <GTY>", "San Diego Gas and Electric Co": a company's name goes on to its
    /// suffix or, on a wire, to the sign of its shares.
    fn name_a_company(&self) -> bool {
        if self.text.tokens[self.first].capital == Capital::None {
            return false;
        }
        let tail = self.last + 1..(self.last + 1 + LONGEST_TAIL).min(self.sentence.end);
        tail.into_iter().find_map(|at| {
            let token = &self.text.tokens[at];
            let suffix =
                |capital| self.lexicon.organisation_word(self.words[at], capital) == Some(OrganisationWord::Suffix);
            match self.word(at) {
                "<" => Some(true),
                "and" | "&" => None,
                _ if suffix(token.capital) || token.capital == Capital::All && suffix(Capital::First) => Some(true),
                _ => (!token.is_capital()).then_some(false),
            }
        }) == Some(true)
    }

    fn name_a_medal(&self) -> bool {
        self.last + 1 < self.sentence.end && lower(self.word(self.last + 1)).starts_with("medal")
    }

    /// Whether a word that may be a verb stands where verbs stand: "could lead to", "the lead manager".
    fn act(&self) -> bool {
        let classes = |at: usize| self.lexicon.classes(self.words[at]).map(|(classes, _)| classes);
        if !classes(self.first).is_some_and(|classes| classes.any(&[Class::Base])) {
            return false;
        }
        let before = self.first.checked_sub(1).filter(|&before| before >= self.sentence.start);
        let is_before = |class: Class| before.and_then(classes).is_some_and(|classes| classes.first == class);
        let led = before.is_some_and(|before| {
            matches!(
                &*lower(self.word(before)),
                "to" | "not" | "n't" | "that" | "which" | "who" | "they" | "we" | "the" | "a"
            )
        }) || is_before(Class::Auxiliary);
        let next = self.last + 1;
        // "A duty on paper to": what a preposition governs is a noun.
        let goes_on = || {
            matches!(&*lower(self.word(next)), "to" | "the" | "a" | "an" | "-" | "by" | "over")
                && !is_before(Class::Preposition)
        };
        led || next < self.sentence.end && (goes_on() || self.lexicon.title(self.words[next]).is_some())
    }

    /// Whether a word of trade stands near.
    fn speak_of_goods(&self) -> bool {
        let from = self.first.saturating_sub(NEIGHBOURHOOD).max(self.sentence.start);
        let to = (self.last + 1 + NEIGHBOURHOOD).min(self.sentence.end);
        (from..self.first).chain(self.last + 1..to).any(|index| self.lexicon.speaks_of_goods(self.words[index]))
    }

    /// "Bush Reviews US Steel Tariffs": the name of a firm in a headline that speaks of the goods in it.
    fn tax_the_goods(&self) -> bool {
        let next = self.last + 1;
        let goods =
            || self.lexicon.by_id(&lower(self.word(self.last))).is_some_and(|entry| entry.kind == Kind::Commodity);
        self.last > self.first && self.capital(next) && self.lexicon.speaks_of_goods(self.words[next]) && goods()
    }

    /// Whether a title stands before, or a verb of saying or doing or what he heads behind.
    fn address_a_person(&self) -> bool {
        let title = self.first > self.sentence.start
            && self.lexicon.title(self.lexicon.word(self.word(self.first - 1).trim_end_matches('.'))).is_some();
        let next = (self.last + 1).min(self.sentence.end - 1);
        let rules = matches!(&*lower(self.word(next)), "administration" | "presidency");
        title
            || rules
            || self.first > self.sentence.start && self.verb_follows()
            || super::is_of_saying(self.lexicon, self.words[next])
    }

    /// Whether a verb stands behind it, past an adverb or two: "Washington **also banned** it".
    fn verb_follows(&self) -> bool {
        let behind = (self.last + 1..self.sentence.end).take(ADVERBS + 1);
        let mut classes = behind.map(|next| self.lexicon.classes(self.words[next]).map(|(classes, _)| classes.first));
        let first = classes.find(|class| *class != Some(Class::Adverb));
        matches!(first.flatten(), Some(Class::Past | Class::Participle | Class::Present | Class::Auxiliary))
    }

    /// "Turkey bans imports of turkey", "Jordan cuts its duty": what may be a noun in the plural is a verb where its
    /// object follows, but not in "Turkey exports fell", "Turkey prices in May".
    fn begin_a_report(&self) -> bool {
        let class = |at: usize| {
            let classes = self.lexicon.classes(self.words[at]).filter(|_| at < self.sentence.end);
            classes.map(|(classes, _)| classes)
        };
        let next = self.last + 1;
        let acts = self.first == self.sentence.start
            && next + 1 < self.sentence.end
            && !self.capital(next)
            && class(next).is_some_and(|classes| classes.has(Class::Present));
        acts && match class(next + 1) {
            Some(classes) => matches!(
                classes.first,
                Class::Noun | Class::Plural | Class::Adjective | Class::Determiner | Class::Pronoun | Class::Number
            ),
            None => self.text.tokens[next + 1].kind != TokenKind::Sign,
        }
    }

    /// Whether the word stands where a name may stand: not the first of a sentence unless a verb or an "'s" follows,
    /// and no part of a longer name.
    fn leave_a_name(&self) -> bool {
        let next = self.last + 1;
        if self.capital(next) && self.first == self.last && self.lexicon.title(self.words[next]).is_none() {
            let known = self.lexicon.classes(self.words[next]).is_some();
            if !known {
                return false;
            }
        }
        if self.first > self.sentence.start {
            return !(self.capital(self.first - 1) && self.lexicon.first_name(self.words[self.first - 1]).is_some());
        }
        // "WASHINGTON (Reuters)", "Washington/Brussels:", or a dash that parts it from its sentence.
        let capitals = self.text.tokens[self.last].capital == Capital::All;
        let dateline = capitals || self.sentence.start == 0;
        if next >= self.sentence.end {
            return dateline;
        }
        let signs = dateline && matches!(self.word(next), "(" | "-" | "--" | "–" | "—" | "/" | ":");
        signs || is_genitive(self.word(next)) || matches!(self.word(next), "," | "and") || self.verb_follows()
    }
}
