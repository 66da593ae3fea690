//! Who or what fills a role of a claim.

use crate::lexicon::{Entry, Kind, Lexicon, OrganisationWord};
use crate::mention::Mention;
use crate::span::Span;
use crate::text::Capital;
use std::borrow::Cow;

/// One filled role.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument<'a> {
    /// Who or what; empty for a source without a name.
    pub id: Cow<'a, str>,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What sort of thing, where it is a mention.
    pub kind: Option<Kind>,
    /// The words that stand for it.
    pub span: Span,
    /// Whether the id comes from before: the words only point back, or there are none.
    pub carried: bool,
    /// ISO code of the state it belongs to or acts for, or empty.
    pub country: Cow<'a, str>,
}

/// The same parties or goods, told by the words at `span` that only point back at them.
pub(super) fn carried<'a>(known: &[Argument<'a>], span: Span) -> Vec<Argument<'a>> {
    known.iter().map(|known| known.carried_to(span)).collect()
}

impl<'a> Argument<'a> {
    pub(super) fn of(mention: &Mention<'a>) -> Argument<'a> {
        Argument {
            id: mention.id.clone(),
            name: mention.name.clone(),
            kind: Some(mention.kind),
            span: mention.span,
            carried: false,
            country: mention.country.clone(),
        }
    }

    /// A state that the words at `span` stand for without naming it.
    pub(super) fn state_of(state: Entry, span: Span) -> Argument<'a> {
        let (id, name, country) = (state.id.into(), state.name.into(), state.id.into());
        Argument { id, name, kind: Some(Kind::Country), span, carried: true, country }
    }

    /// The state for which a person or body acts, else the party itself: what is carried from before is the state.
    pub(super) fn state(&self, lexicon: &'a Lexicon) -> Argument<'a> {
        match lexicon.by_id(&self.country).filter(|_| self.acts_for_state(lexicon)) {
            Some(state) => {
                Argument { id: state.id.into(), name: state.name.into(), kind: Some(Kind::Country), ..self.clone() }
            }
            None => self.clone(),
        }
    }

    /// Whether it is a person or body that can act for a state, which firms, papers and lobbies cannot.
    pub(super) fn acts_for_state(&self, lexicon: &Lexicon) -> bool {
        let private = |sort: &str| matches!(sort, "company" | "outlet" | "lobby" | "group" | "university" | "sport");
        match self.kind {
            Some(Kind::Person) => true,
            Some(Kind::Organization) => match lexicon.by_id(&self.id) {
                Some(entry) => !private(entry.sort),
                // "KLA Corp": the name says that it is a firm.
                None => {
                    let last = self.name.rsplit(' ').next().unwrap_or_default();
                    let word = lexicon.organisation_word(lexicon.word(last), Capital::of(last));
                    !matches!(word, Some(OrganisationWord::Suffix | OrganisationWord::WeakSuffix))
                }
            },
            _ => false,
        }
    }

    /// Whether it is a state, or a person or body that can act for one.
    pub(super) fn is_of_state(&self, lexicon: &Lexicon) -> bool {
        self.kind == Some(Kind::Country) || self.acts_for_state(lexicon)
    }

    /// Whether it is a firm or another body that acts neither for a state nor for a bloc.
    pub(super) fn is_private(&self, lexicon: &Lexicon) -> bool {
        self.kind == Some(Kind::Organization) && !self.acts_for_state(lexicon) && !self.is_bloc(lexicon)
    }

    /// Whether it is a body of many states, which meets and agrees by itself.
    pub(super) fn is_bloc(&self, lexicon: &Lexicon) -> bool {
        let many = |sort: &str| matches!(sort, "economic" | "political" | "regional" | "body");
        self.id == "EU" || lexicon.by_id(&self.id).is_some_and(|entry| many(entry.sort))
    }

    /// The same party, carried from before to the words at `span`.
    pub(super) fn carried_to(&self, span: Span) -> Argument<'a> {
        Argument { span, carried: true, ..self.clone() }
    }

    /// Whether both are the same party, or one acts for the other.
    pub(super) fn same_party(&self, other: &Argument<'_>) -> bool {
        self.id == other.id
            || (!self.country.is_empty()
                && self.country == other.country
                && (self.kind == Some(Kind::Country) || other.kind == Some(Kind::Country)))
    }
}
