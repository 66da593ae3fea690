//! tokens → organisations who stand in no list.
//!
//! A run of capitalised words is a body where its last word heads one ("Commerce Department"), where "of" follows
//! such a head ("Ministry of Commerce and Industry"), where a company's suffix closes it ("KLA Corp"), where a word for
//! bodies or for those who work there leads it ("carmaker Tata", "an analyst at Rabobank"), or where it is spelt as
//! only firms are ("GlobalPost").

use super::{Found, Mention};
use crate::lexicon::{Class, Kind, Lexicon, OrganisationWord, Sense, TimeWord, TitleKind, Word};
use crate::text::{Capital, Text, is_genitive};
use std::borrow::Cow;
use std::ops::Range;

/// The longest name that is believed, in tokens, and the longest that nothing but its neighbours speaks for.
const LONGEST: usize = 12;
const LONGEST_BARE: usize = 4;
/// As many words behind the article of "a Wisconsin-based battery company" may say what a name is of.
const DESCRIBED: usize = 8;

/// How many letters an abbreviation has that may speak.
const MIN_LETTERS: usize = 3;
const MAX_LETTERS: usize = 7;

/// Heads that are a person's or a state's where its name stands before them.
const PERSONAL: &[&str] = &["Administration", "Cabinet", "Government", "Presidency"];
/// Heads behind which "for" and "on" open no part of the name.
const COMPLETE: &[&str] = &["Cabinet", "Congress", "House", "Parliament", "Senate", "Treasury"];
/// Words behind a body's name that speak for it.
const OWNED: &[&str] = &[
    "CEO",
    "company",
    "conglomerate",
    "daily",
    "executives",
    "newspaper",
    "radio",
    "shareholders",
    "shares",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "trading",
    "website",
];
/// Heads of bodies of state, before which its adjective is a mention of its own.
const OF_STATE: &[&str] = &["Congress", "Department", "Ministry", "Parliament", "Senate", "Treasury"];
/// Beginnings of surnames with a capital inside.
const SURNAMES: &[&str] =
    &["Al", "Ben", "D", "De", "Del", "Di", "Du", "El", "Fitz", "La", "Le", "Mac", "Mc", "O", "St", "Van", "Von"];

/// Finds organisations by the shape of their names; `names` are the dictionary's finds by their tokens.
pub(super) fn find<'a>(
    text: &Text<'a>,
    lexicon: &'a Lexicon,
    words: &[Word],
    named: &[Option<&Mention<'a>>],
) -> Vec<Mention<'a>> {
    let finder = Finder { text, lexicon, words, named };
    let mut organisations = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while let Some(first) = text.next_capital(at..sentence.tokens.end) {
            let shaped = finder.shaped(first, &sentence.tokens);
            let bare = || finder.bare(first, &sentence.tokens).map(|(end, rule)| (first..end, Cow::Borrowed(""), rule));
            match shaped.map(|(tokens, country)| (tokens, country, "organization.shape")).or_else(bare) {
                Some((tokens, country, rule)) => {
                    let id = text.span(&tokens).of(text.source).into();
                    at = tokens.end;
                    let body = Mention::new(text, tokens, Kind::Organization, id, Found::Rule(rule));
                    organisations.push(Mention { country, ..body });
                }
                None => at = first + 1,
            }
        }
    }
    organisations
}

struct Finder<'t, 'm, 'a> {
    text: &'t Text<'a>,
    lexicon: &'a Lexicon,
    words: &'t [Word],
    named: &'t [Option<&'m Mention<'a>>],
}

impl<'a> Finder<'_, '_, 'a> {
    fn word(&self, at: usize) -> &'a str {
        self.text.tokens.get(at).map_or("", |token| token.span.of(self.text.source))
    }

    fn capital(&self, at: usize, end: usize) -> bool {
        at < end && self.text.tokens[at].is_capital()
    }

    /// The state that a token names or belongs to.
    fn country(&self, at: usize) -> Option<&Cow<'a, str>> {
        let state = self.named[at].filter(|name| name.kind == Kind::Country && name.sense != Sense::Seat);
        state.map(|state| &state.id)
    }

    fn says(&self, at: usize) -> Option<OrganisationWord> {
        self.lexicon.organisation_word(self.words[at], self.text.tokens[at].capital)
    }

    /// Whether a capitalised word stands before a name and is no part of it: "The", "On", "Friday".
    fn leads(&self, at: usize) -> bool {
        is_leading(self.word(at)) || matches!(self.lexicon.time(self.words[at]), Some(TimeWord::Weekday(_)))
    }

    /// The organisation whose name starts at a token, and the state whose adjective leads it.
    fn shaped(&self, first: usize, sentence: &Range<usize>) -> Option<(Range<usize>, Cow<'a, str>)> {
        let capital = |at: usize| self.capital(at, sentence.end);
        let inside =
            first > sentence.start && capital(first - 1) && self.country(first - 1).is_none() && !self.leads(first - 1);
        if inside || self.leads(first) {
            return None;
        }
        let mut end = first;
        let mut best = None;
        while end < sentence.end && end - first < LONGEST {
            if capital(end) {
                end += 1;
                let says = self.says(end - 1);
                match says {
                    Some(OrganisationWord::Head) if !capital(end) && end - first > 1 => best = Some(end),
                    Some(OrganisationWord::Suffix) if end - first > 1 => best = Some(end),
                    Some(OrganisationWord::WeakSuffix)
                        if end - first > 1 && !capital(end) && self.is_firm(first, end, sentence.start) =>
                    {
                        best = Some(end)
                    }
                    _ => {}
                }
                // "Ministry of Commerce and Industry", "Department of Agriculture, Food and Rural Affairs".
                if says == Some(OrganisationWord::Head)
                    && let Some(content) = self.content(end, sentence.end)
                {
                    best = Some(self.listed_end(content, sentence.end));
                    break;
                }
            } else if capital(end + 1) && (self.joins(end) && !self.owns(end) || self.is_pair(first, end)) {
                end += 1;
            } else {
                break;
            }
        }
        let led = || {
            let run = first + (first..end).take_while(|&at| capital(at)).count();
            (self.says(first) == Some(OrganisationWord::Lead) && run - first > 1).then_some(run)
        };
        let end = best.or_else(led).or_else(|| self.firm_of_two(first, end))?;
        let persons = |at: usize| self.named[at].is_some_and(|name| name.kind == Kind::Person);
        // "Chinese Commerce Ministry": the adjective is a mention of its own.
        let leading = (first..end).take_while(|&at| self.country(at).is_some()).count();
        let of_state = leading > 0 && first + leading + 1 == end;
        if PERSONAL.contains(&self.word(end - 1)) && (of_state || (first..end).any(persons)) {
            return None;
        }
        let keeps_country =
            leading == 0 || end - first - leading < 2 && self.says(end - 1) != Some(OrganisationWord::Head);
        let behind = self.named.get(first + leading).copied().flatten();
        let known = behind.is_some_and(|name| name.kind == Kind::Organization && name.tokens.end == end);
        let is_ministry = known || (first..end).any(|at| OF_STATE.contains(&self.word(at)));
        let country = self.country(first).filter(|_| leading > 0).cloned().unwrap_or_default();
        // "China's Global Times": what is owned is the name.
        let owned = leading > 0 && is_genitive(self.word(first + leading));
        let start = if owned {
            first + leading + 1
        } else if leading > 0 && is_ministry && !keeps_country {
            first + leading
        } else {
            first
        };
        (end > start).then_some((start..end, country))
    }

    /// Whether a firm's name may end with a common word: "Tata Steel", "New Zealand Steel", but not "Chinese Steel" nor
    /// "Frank Mills".
    fn is_firm(&self, first: usize, end: usize, start: usize) -> bool {
        let state = self.named[first].filter(|_| self.country(first).is_some());
        // "the U.S.-Japan Semiconductor Agreement": two states are no firm.
        if state.is_some() && self.joins(first + 1) && self.country(first + 2).is_some() {
            return false;
        }
        state.is_none_or(|state| state.sense == Sense::Name && first > start)
            && !(end - first == 2 && self.lexicon.first_name(self.words[first]).is_some())
    }

    /// "Agriculture **and** Food Authority", "Kenya Plant **and** Seed Board":
    /// what a body is for is told by two common words.
    fn is_pair(&self, first: usize, at: usize) -> bool {
        let state = (first..at).take_while(|&at| self.country(at).is_some()).count();
        let common = |at: usize| match self.named[at] {
            Some(name) => name.kind == Kind::Place,
            None => self.lexicon.classes(self.words[at]).is_some(),
        };
        let heads = |at: usize| self.says(at) == Some(OrganisationWord::Head);
        self.word(at) == "and" && first + state < at && (first + state..at).all(|at| common(at) && !heads(at))
    }

    /// "Holland & Knight": the end of the name of a firm of two, none of whom is known for anything but a state or a
    /// place.
    fn firm_of_two(&self, first: usize, end: usize) -> Option<usize> {
        let and = (first..end).find(|&at| self.word(at) == "&")?;
        let known = |at: usize| self.named[at].is_some_and(|name| !matches!(name.kind, Kind::Country | Kind::Place));
        let states = (first..end).filter(|&at| self.country(at).is_some()).count();
        let whole = and > first && and + 1 < end && end - first < LONGEST_BARE + 1;
        // "R&D", "C&F": letters.
        let letters = || self.word(and - 1).len() == 1 && self.word(and + 1).len() == 1;
        (whole && states < 2 && !letters() && !(first..end).any(known)).then_some(end)
    }

    /// Whether the "'s" here parts an owner from what it owns: "the Duma's Budget Committee", but not "Women's Forum".
    fn owns(&self, at: usize) -> bool {
        let owner = at - 1;
        is_genitive(self.word(at))
            && self.country(owner).is_none()
            && (self.named[owner].is_some()
                || self.text.tokens[owner].capital == Capital::All
                || self.says(owner) == Some(OrganisationWord::Head))
    }

    /// Whether a sign inside a name stands here: "Farmers' Union", "Asia-Africa Bank".
    fn joins(&self, at: usize) -> bool {
        let glued = self.text.tokens.get(at).is_some_and(|token| token.glued);
        is_genitive(self.word(at)) || self.word(at) == "&" || glued && matches!(self.word(at), "-" | "'" | "’")
    }

    /// The first capitalised word of what a body is for: "of Commerce", "for the Advancement of Science", "on Foreign
    /// Relations"; `at` is the token behind its head.
    fn content(&self, at: usize, end: usize) -> Option<usize> {
        let first = at + 1 + usize::from(self.word(at + 1) == "the");
        if !self.capital(first, end) {
            return None;
        }
        let free = || {
            let hyphen = self.word(first + 1) == "-";
            (self.named[first].is_none() || hyphen) && self.lexicon.title(self.words[first]).is_none()
        };
        let opens = match self.word(at) {
            "of" => {
                // "the Cabinet of Prime Minister Jane Doe"
                let whose = self.word(first) == "Prime" || self.lexicon.title(self.words[first]).is_some();
                self.named[first].is_none_or(|name| !matches!(name.kind, Kind::Person | Kind::Date))
                    && !(whose && self.capital(first + 1, end))
            }
            "for" | "on" => !COMPLETE.contains(&self.word(at - 1)) && free(),
            _ => false,
        };
        opens.then_some(first)
    }

    /// The end of a list of capitalised words joined by commas, "and" and "of".
    fn listed_end(&self, mut at: usize, end: usize) -> usize {
        let capital = |at: usize| self.capital(at, end);
        let titles = |at: usize| {
            let title = self.lexicon.title(self.words[at]);
            matches!(title, Some(TitleKind::Office | TitleKind::State | TitleKind::Head | TitleKind::Honorific))
                && capital(at + 1)
        };
        // "The National Assembly of Belarus Igor Petrov": the state ends it.
        let person = |at: usize| self.country(at - 1).is_some() && self.lexicon.first_name(self.words[at]).is_some();
        let first = |at: usize| self.lexicon.classes(self.words[at]).map(|(classes, _)| classes.first);
        // "Department of Commerce Announces": a headline's verb.
        let acts = |at: usize| first(at) == Some(Class::Present);
        while at < end && !(capital(at) && (titles(at) || person(at) || acts(at))) {
            let plural = || first(at - 1) == Some(Class::Plural);
            let signs = || self.joins(at) && (self.word(at).len() < 2 || plural());
            let joint =
                (self.word(at) == "and" || signs()) && capital(at + 1) || self.word(at) == "," && self.is_list(at, end);
            let content = at + 1 + usize::from(self.word(at + 1) == "the");
            if capital(at) || joint {
                at += 1;
            } else if matches!(self.word(at), "of" | "for") && capital(content) && self.named[content].is_none() {
                at = content;
            } else {
                break;
            }
        }
        at
    }

    /// Whether the comma at `at` stands in a list that an "and" closes.
    fn is_list(&self, at: usize, end: usize) -> bool {
        let mut next = at + 1;
        while next < end && (self.capital(next, end) || self.word(next) == ",") {
            next += 1;
        }
        next > at + 1 && next < end && self.word(next) == "and" && self.capital(next + 1, end)
    }

    /// The end of a name that starts here and for which its neighbours or its spelling speak, and by which rule.
    fn bare(&self, first: usize, sentence: &Range<usize>) -> Option<(usize, &'static str)> {
        let free = |at: usize| self.capital(at, sentence.end) && self.named[at].is_none();
        let inside = first > sentence.start && self.capital(first - 1, sentence.end);
        if !free(first) || inside || self.lexicon.title(self.words[first]).is_some() {
            return None;
        }
        let mut end = first + 1;
        while free(end) || free(end + 1) && self.joins(end) {
            end += 1;
        }
        if end - first > LONGEST_BARE || self.capital(end, sentence.end) {
            return None;
        }
        if self.signs(first, end, sentence) {
            return Some((end, "organization.agency"));
        }
        if self.speaks(first, end, sentence) {
            return Some((end, "organization.speaks"));
        }
        if first > sentence.start && self.is_introduced(first, end, sentence) || self.is_described(first, end, sentence)
        {
            return Some((end, "organization.introduced"));
        }
        let person = self.lexicon.first_name(self.words[first]).is_some();
        (is_spelt_as_a_firm(self.word(first)) && !person && end == first + 1).then_some((end, "organization.spelling"))
    }

    /// "Kathmandu, Dec 7 (IANS):": the agency that signs a dateline or a text.
    fn signs(&self, first: usize, end: usize, sentence: &Range<usize>) -> bool {
        let bracketed = first > sentence.start && self.word(first - 1) == "(" && self.word(end) == ")";
        let behind = matches!(self.word(end + 1), "" | ":" | "-" | "--" | "–" | "—");
        let capitals = self.text.tokens[first].capital == Capital::All;
        bracketed && behind && capitals && self.lexicon.classes(self.words[first]).is_none()
    }

    /// "APNI said", "according to APNI": letters that no table has and that speak.
    fn speaks(&self, first: usize, end: usize, sentence: &Range<usize>) -> bool {
        let letters = self.text.tokens[first].capital == Capital::All
            && end == first + 1
            && (MIN_LETTERS..=MAX_LETTERS).contains(&self.word(first).len())
            && self.word(first).bytes().all(|byte| byte.is_ascii_uppercase())
            && self.lexicon.classes(self.words[first]).is_none();
        letters && {
            let said = end < sentence.end
                && self.text.tokens[end].capital == Capital::None
                && super::is_of_saying(self.lexicon, self.words[end]);
            let before =
                |back: usize| first.checked_sub(back).filter(|&at| at >= sentence.start).map(|at| self.word(at));
            said || before(1) == Some("told")
                || before(1) == Some("to") && matches!(before(2), Some("according" | "According"))
        }
    }

    /// "Clarios, a Wisconsin-based company that": what it is stands behind a comma.
    fn is_described(&self, first: usize, end: usize, sentence: &Range<usize>) -> bool {
        let unknown = || (first..end).all(|at| self.lexicon.classes(self.words[at]).is_none());
        let article = end + 2 < sentence.end
            && self.word(end) == ","
            && matches!(self.word(end + 1), "a" | "an" | "the")
            && self.lexicon.first_name(self.words[first]).is_none();
        let last = (end + 2 + DESCRIBED).min(sentence.end);
        let described = || {
            let stops = |at: &usize| matches!(self.word(*at), "," | "of" | "for" | "in" | "that" | "which" | "who");
            let head = (end + 2..last).take_while(|at| !stops(at)).last();
            head.is_some_and(|head| self.says(head) == Some(OrganisationWord::Introduces))
        };
        article && unknown() && described()
    }

    /// "Carmaker Tata", "an analyst at Rabobank", "a spokesman for Renova", "Renova shares".
    fn is_introduced(&self, first: usize, end: usize, sentence: &Range<usize>) -> bool {
        let before = first - 1;
        if self.text.tokens[first].glued || self.lexicon.first_name(self.words[first]).is_some() {
            return false;
        }
        let works = || {
            let role = before.checked_sub(1).filter(|&role| role >= sentence.start);
            let spokesman = || role.is_some_and(|role| self.word(role).starts_with("spokes"));
            let title = role.and_then(|role| self.lexicon.title(self.words[role]));
            match self.word(before) {
                "at" | "with" => {
                    matches!(title, Some(TitleKind::Role | TitleKind::Head | TitleKind::State | TitleKind::Office))
                }
                "for" => spokesman(),
                _ => false,
            }
        };
        let unknown = || (first..end).all(|at| self.lexicon.classes(self.words[at]).is_none());
        self.says(before) == Some(OrganisationWord::Introduces)
            || works()
            || end < sentence.end && OWNED.contains(&self.word(end)) && unknown()
    }
}

/// Whether a capitalised word stands before names and is none of them.
fn is_leading(word: &str) -> bool {
    match word.len() {
        1 => word == "A",
        2 => matches!(word, "An" | "As" | "At" | "By" | "If" | "In" | "On" | "Or" | "To"),
        3 => matches!(word, "And" | "But" | "For" | "How" | "Its" | "Our" | "The" | "Why"),
        4 => matches!(word, "Amid" | "From" | "Into" | "Over" | "This" | "What" | "When" | "With"),
        5 => matches!(word, "After" | "Under" | "While"),
        6 => matches!(word, "Before" | "During"),
        7 => word == "Despite",
        _ => false,
    }
}

/// "GlobalPost", "UBTech": a capital behind small letters, or several before them, as in no surname.
fn is_spelt_as_a_firm(word: &str) -> bool {
    if word.len() < 5 || !word.is_ascii() {
        return false;
    }
    let letters = word.as_bytes();
    let small = |at: usize| letters[at].is_ascii_lowercase();
    let inner = (1..letters.len()).find(|&at| letters[at].is_ascii_uppercase() && small(at - 1));
    let lead = letters.iter().take_while(|letter| letter.is_ascii_uppercase()).count();
    let led = lead > 2 && lead + 1 < letters.len() && small(lead + 1);
    inner.is_some_and(|at| !SURNAMES.contains(&&word[..at])) || led
}
