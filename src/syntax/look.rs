//! What a look to the left or right tells of a unit.

use super::ahead::finite_ahead;
use super::fixed::may_be_conjunction;
use super::unit::{Tag, Unit};
use crate::lexicon::{Class, Kind};
use crate::rule::{Context, Modality};
use crate::text::is_genitive;

/// Whether a finite verb that opens no clause stands before in the same stretch,
/// so that this one says more about a noun.
pub(super) fn clause_has_verb(units: &[Unit<'_>], context: &Context) -> bool {
    let breaks = |at: usize| match units[at].tag {
        // "suspended the air and arms embargo imposed": two nouns joined are one object.
        Tag::Coordinator => {
            units.get(at + 1).is_none_or(|next| opens_noun_group(next) && next.kind != Some(Kind::Commodity))
        }
        // "imposed what he called a duty"
        tag => matches!(tag, Tag::Comma | Tag::Stop | Tag::Subordinator | Tag::Relative) || &*units[at].lower == "what",
    };
    let stretch = (0..units.len()).rev().take_while(|&at| !breaks(at)).map(|at| &units[at]);
    let mut verbs = stretch.filter(|unit| unit.tag.is_verb() || unit.tag.is_auxiliary()).peekable();
    // A verb of saying may be followed by a clause without a conjunction.
    verbs.peek().is_some_and(|last| !context.is_saying(&last.lemma))
        && units.last().is_some_and(|unit| unit.tag.is_nominal() && unit.tag != Tag::Pronoun)
}

/// Whether every verb of the clause before is a participle or a gerund that says more of a noun: of the sentence, or of
/// what a verb of saying or a conjunction opens.
pub(super) fn waits_for_verb(units: &[Unit<'_>], context: &Context) -> bool {
    let says_more = |at: usize| {
        let before = units[..at].iter().rev().find(|unit| !matches!(unit.tag, Tag::Adverb | Tag::Negation));
        matches!(units[at].tag, Tag::Participle | Tag::Gerund) && before.is_some_and(|unit| unit.tag.is_nominal())
    };
    let opens = |unit: &Unit<'_>| match unit.tag {
        Tag::Subordinator => true,
        Tag::Past | Tag::Present | Tag::Base => context.is_saying(&unit.lemma),
        _ => false,
    };
    let clause = units.iter().rposition(opens).map_or(0, |opener| opener + 1);
    (clause..units.len()).all(|at| !units[at].tag.is_auxiliary() && (!units[at].tag.is_verb() || says_more(at)))
}

/// "got hit": whether the verb stands before a participle like "be".
pub(super) fn leads_passive(unit: &Unit<'_>) -> bool {
    unit.tag.is_verb() && &*unit.lemma == "get"
}

/// Whether a "that" behind a word of asking or proposing opens the clause whose verb comes next: it is bare.
pub(super) fn asks_that(units: &[Unit<'_>], context: &Context) -> bool {
    let Some(that) = units.iter().rposition(|unit| &*unit.lower == "that") else { return false };
    let asks = |unit: &Unit<'_>| {
        let modality = context.modality(&unit.lemma);
        unit.mention.is_none() && matches!(modality, Some(Modality::Requested | Modality::Proposed))
    };
    !units[that + 1..].iter().any(|unit| unit.tag.is_verb() || unit.tag.is_auxiliary())
        && units[..that].iter().rev().take(3).any(asks)
}

/// "demanded Chile": whether the units end with a party right behind a verb of asking, which acts in the bare form.
pub(super) fn asks_party(units: &[Unit<'_>], context: &Context) -> bool {
    let Some(party) = units.last().filter(|unit| unit.kind.is_some_and(Kind::is_party)) else { return false };
    let before = units[..units.len() - 1].iter().rev().find(|unit| !unit.tag.is_of_noun_group());
    // "will see Peru cut duties and Chile buy gas"
    let bare = |verb: &Unit<'_>| verb.tag.is_verb() && context.takes_a_bare_verb(&verb.lemma);
    let joined = || units.iter().rev().take(24).any(bare);
    let asks = |verb: &Unit<'_>| match verb.tag {
        Tag::Coordinator => joined(),
        tag => tag.is_verb() && (context.modality(&verb.lemma) == Some(Modality::Requested) || bare(verb)),
    };
    party.tag == Tag::Proper && before.is_some_and(asks)
}

/// Whether a past form stands before in the same stretch, and a noun that is no name behind.
pub(super) fn goes_on_past(units: &[Unit<'_>], at: usize) -> bool {
    let breaks = |tag: Tag| matches!(tag, Tag::Comma | Tag::Stop | Tag::Subordinator | Tag::Relative);
    let stretch = units[..at].iter().rev().take_while(|unit| !breaks(unit.tag));
    units.get(at + 1).is_some_and(|next| next.mention.is_none() && may_be_nominal(next))
        && stretch.into_iter().any(|unit| unit.tag == Tag::Past)
}

/// Whether the pronoun can only be a subject.
pub(super) fn is_nominative(unit: &Unit<'_>) -> bool {
    unit.mention.is_none() && matches!(&*unit.lower, "he" | "she" | "they" | "we" | "i")
}

/// "Wants **it** lifted", "saw **them** rise": whether the pronoun at a place is what the verb before it acts upon.
pub(super) fn is_acted_upon(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let wants = |verb: &Unit<'_>| context.wishes(&verb.lemma) || context.has_done(&verb.lemma);
    match &*units[at].lower {
        "them" | "him" | "us" | "me" => true,
        "it" => at > 0 && wants(&units[at - 1]),
        _ => false,
    }
}

/// "would sell less and **try** to buy more": a bare form that takes an infinitive, and a modal or "to" before.
pub(super) fn goes_on_to(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    let verb = units.get(at + 2).is_some_and(|unit| unit.mention.is_none() && unit.classes.first == Class::Base);
    verb && &*units[at + 1].lower == "to"
        && !context.opens_infinitive(&units[at].lower)
        && units[..at].iter().any(|unit| matches!(unit.tag, Tag::To | Tag::Modal))
}

pub(super) fn is_numeric(unit: &Unit<'_>) -> bool {
    unit.classes.first == Class::Number || is_figure(unit)
}

/// Whether a unit is a percentage, an amount or a counted quantity.
pub(super) fn is_figure(unit: &Unit<'_>) -> bool {
    unit.kind.is_some_and(Kind::is_figure)
}

pub(super) fn may_be_nominal(unit: &Unit<'_>) -> bool {
    if unit.mention.is_some() {
        return unit.kind != Some(Kind::Date);
    }
    unit.closed.is_none() && unit.classes.any(&[Class::Noun, Class::Plural, Class::Adjective, Class::Number])
}

/// Whether a noun group can only begin here: a determiner, a pronoun, a name that is no date.
pub(super) fn opens_noun_group(unit: &Unit<'_>) -> bool {
    match unit.kind {
        Some(kind) => kind != Kind::Date,
        None => matches!(unit.closed, Some(Tag::Determiner | Tag::Possessive | Tag::Pronoun)),
    }
}

/// "Following an agreement", "as part of the deal": whether the noun with which the units end stands behind a
/// preposition that opens the clause, and is no subject.
pub(super) fn stands_behind_preposition(units: &[Unit<'_>], context: &Context) -> bool {
    let Some(last) = units.last().filter(|unit| unit.tag.is_nominal()) else { return false };
    if context.is_body(&last.lemma) || last.kind.is_some_and(Kind::is_party) {
        return false;
    }
    let mut end = units.len();
    while end > 0 {
        let start = units[..end].iter().rposition(|unit| !unit.tag.is_of_noun_group()).map_or(0, |before| before + 1);
        // "In Japan tariffs reached": a name and a noun are two.
        let named = units[start].kind.is_some_and(|kind| kind != Kind::Commodity);
        let apart = end == units.len() && start + 1 < end && named;
        let Some(before) = start.checked_sub(1).filter(|_| start < end && !apart) else { return false };
        let conjunction = may_be_conjunction(&units[before].lower);
        if units[before].tag != Tag::Preposition || conjunction && end == units.len() {
            return false;
        }
        if before == 0 || matches!(units[before - 1].tag, Tag::Comma | Tag::Stop) {
            return true;
        }
        end = before;
    }
    false
}

/// Whether the word is a past form before anything else.
pub(super) fn is_verb_first(unit: &Unit<'_>) -> bool {
    unit.mention.is_none() && matches!(unit.classes.first, Class::Past | Class::Participle)
}

/// Whether the word opens an insertion between commas behind which the clause's verb comes: "the duties, announced on
/// Friday by Norway, will hurt".
pub(super) fn is_inserted(units: &[Unit<'_>], at: usize) -> bool {
    let comma = |unit: &Unit<'_>| unit.closed == Some(Tag::Comma);
    let ends =
        |unit: &Unit<'_>| matches!(unit.closed, Some(Tag::Stop | Tag::Relative | Tag::Subordinator | Tag::Modal));
    if at == 0 || !comma(&units[at - 1]) {
        return false;
    }
    let close = units[at + 1..].iter().position(|unit| comma(unit) || ends(unit)).map(|index| at + 1 + index);
    let behind = close.filter(|&close| comma(&units[close])).map_or(&[][..], |close| &units[close + 1..]);
    let verb = behind.iter().find(|unit| unit.classes.first != Class::Adverb);
    verb.is_some_and(|unit| {
        matches!(unit.closed, Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do))
            || unit.mention.is_none()
                && unit.closed.is_none()
                && matches!(unit.classes.first, Class::Past | Class::Present)
    })
}

/// Whether a dash closes a dateline: "LIMA, Peru - ", "LIMA, March 3 (Reuters) - ".
pub(super) fn closes_dateline(units: &[Unit<'_>], at: usize) -> bool {
    let before = &units[..at];
    let named =
        |unit: &Unit<'_>| unit.mention.is_some() || unit.capital || unit.tag == Tag::Comma || unit.tag == Tag::Stop;
    let place = |unit: &Unit<'_>| matches!(unit.kind, Some(Kind::Place | Kind::Country)) || unit.capital;
    // "Norway — a big buyer — banned": behind a dateline the text begins.
    let goes_on =
        |next: &Unit<'_>| next.mention.is_none() && !next.capital && next.lower.starts_with(char::is_alphabetic);
    let begins = !units.get(at + 1).is_some_and(goes_on);
    at <= 8 && begins && before.first().is_some_and(place) && before.iter().all(named)
}

/// "the taxes Turkey is levying", "the tariffs President Reagan ordered": whether a name behind a finished noun begins
/// a group of its own.
pub(super) fn begins_anew(units: &[Unit<'_>], head: usize, at: usize, context: &Context) -> bool {
    let (last, unit) = (&units[head], &units[at]);
    if head + 1 != at || last.mention.is_some() {
        return false;
    }
    let titled = unit.mention.is_none() && unit.capital && context.is_body(&unit.lemma);
    let named = if titled { units.get(at + 1) } else { Some(unit) };
    match named.and_then(|unit| unit.kind) {
        // "The top exporter Chile raised duties": its name, and no clause of its own.
        Some(Kind::Country) => {
            !titled && matches!(last.tag, Tag::Noun | Tag::Plural) && !context.ranks_states(&last.lemma)
        }
        Some(Kind::Person) => last.tag == Tag::Plural && !last.capital && !context.is_body(&last.lemma),
        _ => false,
    }
}

/// "a high-stakes, multi-year review": another adjective stands behind the comma.
pub(super) fn lists_adjectives(units: &[Unit<'_>], at: usize) -> bool {
    units.get(at + 1).is_some_and(|unit| &*unit.lower == ",")
        && units.get(at + 2).is_some_and(|unit| unit.mention.is_none() && unit.classes.first == Class::Adjective)
}

/// "'s" is a possessive unless a participle or an adjective follows a pronoun ("it's planned").
pub(super) fn genitive(units: &[Unit<'_>], at: usize) -> Tag {
    let pronoun = at.checked_sub(1).is_some_and(|index| {
        matches!(&*units[index].lower, "it" | "he" | "she" | "that" | "there" | "what" | "who" | "here")
    });
    if pronoun { Tag::Be } else { Tag::Genitive }
}

/// "determined **in its probe** that": whether the units end with a verb of saying or finding and what only stands
/// behind a preposition, and says nothing itself ("commented on reports that").
fn is_told_by_the_way(units: &[Unit<'_>], context: &Context) -> bool {
    let aside = units.iter().rev().take_while(|unit| unit.tag.is_of_noun_group() || unit.tag == Tag::Genitive).count();
    let [.., verb, preposition] = &units[..units.len() - aside] else { return false };
    let noun = units.last().is_some_and(|noun| context.is_report(&noun.lemma) || context.is_saying(&noun.lemma));
    let tells = !noun && (context.is_saying(&verb.lemma) || context.finds(&verb.lemma));
    preposition.tag == Tag::Preposition && &*preposition.lower != "of" && verb.tag.is_verb() && tells
}

/// "that": a relative after a noun with a verb behind, a determiner before a noun, else it opens a clause.
pub(super) fn that(units: &[Unit<'_>], at: usize, context: &Context) -> Tag {
    let Some(previous) = at.checked_sub(1).map(|index| &units[index]) else {
        return if units.get(at + 1).is_some_and(|next| next.mention.is_none() && may_be_nominal(next)) {
            Tag::Determiner
        } else {
            Tag::Pronoun
        };
    };
    // "The duty on cars stays, but **that** on parts": what was named before.
    let behind = units.get(at + 1).is_some_and(|next| matches!(&*next.lower, "on" | "of" | "for" | "from" | "to"));
    if behind && matches!(previous.tag, Tag::Coordinator | Tag::Comma | Tag::Subordinator) {
        return Tag::Pronoun;
    }
    let next_is_verb = units.get(at + 1).is_some_and(|next| {
        matches!(next.closed, Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do))
            || (next.mention.is_none()
                && matches!(next.classes.first, Class::Present | Class::Past | Class::Participle | Class::Adverb))
    });
    match previous.tag {
        // "has argued for eight years that"
        Tag::Noun | Tag::Plural | Tag::Proper | Tag::Number
            if !next_is_verb && previous.kind == Some(Kind::Quantity) && previous.is_duration() =>
        {
            Tag::Subordinator
        }
        Tag::Noun | Tag::Plural | Tag::Proper | Tag::Number if previous.kind != Some(Kind::Date) => {
            let told =
                units[..at].iter().rev().take(8).any(|unit| context.tells(&unit.lemma) || &*unit.lemma == "warn");
            // "a ruling that its subsidies": whose they are is no object.
            let owned =
                units.get(at + 1).is_some_and(|next| next.closed == Some(Tag::Possessive) && &*next.lower != "whose");
            let told = told || is_told_by_the_way(&units[..at], context) || owned;
            if told && !next_is_verb { Tag::Subordinator } else { Tag::Relative }
        }
        // "ruled on Friday that most": the verb that says it stands before the date.
        Tag::Proper if previous.kind == Some(Kind::Date) && is_told_on_a_day(&units[..at - 1], context) => {
            Tag::Subordinator
        }
        // "a review on June 11 that will": the date stands between the noun and what is said of it.
        Tag::Proper if next_is_verb || acts_upon(units, at + 1) => Tag::Relative,
        // "removing that extra duty": a verb that says nothing takes an object.
        tag if tag.is_verb()
            && !context.is_saying(&previous.lemma)
            && context.modality(&previous.lemma).is_none()
            && units
                .get(at + 1)
                .is_some_and(|next| next.mention.is_none() && may_be_nominal(next) || is_numeric(next))
            && !finite_ahead(units, at + 1, context) =>
        {
            Tag::Determiner
        }
        Tag::Preposition if &*previous.lower != "in" => Tag::Determiner,
        _ if next_is_verb && !previous.tag.is_verb() && previous.kind != Some(Kind::Date) => Tag::Pronoun,
        _ => Tag::Subordinator,
    }
}

/// Whether a verb that says or finds something stands before a day, with or without its "on".
fn is_told_on_a_day(before: &[Unit<'_>], context: &Context) -> bool {
    let verb = before.iter().rev().find(|unit| unit.tag != Tag::Preposition);
    verb.is_some_and(|unit| unit.tag.is_verb() && (context.is_saying(&unit.lemma) || context.finds(&unit.lemma)))
}

/// "cuts tariffs", "bans the sale": a word in the present before what it acts upon, which no plural before a noun is.
fn acts_upon(units: &[Unit<'_>], at: usize) -> bool {
    let present = |unit: &Unit<'_>| unit.mention.is_none() && unit.classes.has(Class::Present);
    units.get(at).is_some_and(present)
        && units.get(at + 1).is_some_and(|next| next.classes.first == Class::Plural || opens_noun_group(next))
}

/// "a big buyer of gas, …": whether the units up to the next comma hold no word that could be a clause's verb.
pub(super) fn has_no_verb(units: &[Unit<'_>]) -> bool {
    let comma = units.iter().position(|unit| matches!(unit.closed, Some(Tag::Comma | Tag::Stop)));
    let acts = |unit: &Unit<'_>| {
        matches!(unit.closed, Some(Tag::Modal | Tag::Be | Tag::Have | Tag::Do))
            || unit.mention.is_none()
                && unit.closed.is_none()
                && !is_genitive(&unit.lower)
                && unit.classes.any(&[Class::Past, Class::Present])
    };
    comma.is_some_and(|comma| !units[..comma].iter().any(acts))
}

/// Whether no other verb could serve the clause: the word is its last chance.
pub(super) fn ends_soon(units: &[Unit<'_>], at: usize, context: &Context) -> bool {
    units.get(at + 1).is_some_and(|next| next.closed == Some(Tag::Preposition) && &*next.lower != "of")
        && !finite_ahead(units, at + 1, context)
}

pub(super) fn has_verb(units: &[Unit<'_>]) -> bool {
    units.iter().any(|unit| unit.tag.is_verb() || unit.tag.is_auxiliary())
}

/// Whether the subject with which the units end is of several, or a body.
pub(super) fn is_plural_subject(units: &[Unit<'_>], at: usize) -> bool {
    let mut before = units[..at].iter().rev().skip_while(|unit| unit.tag == Tag::Adverb);
    let Some(last) = before.next() else { return false };
    // "an earnings call": a plural behind "an" belongs to the noun that follows.
    if before.next().is_some_and(|first| matches!(&*first.lower, "a" | "an")) {
        return false;
    }
    // "exports to Peru face": the plural before the preposition.
    let behind = (at.saturating_sub(4)..at).any(|preposition| {
        preposition > 0 && units[preposition].tag == Tag::Preposition && units[preposition - 1].tag == Tag::Plural
    });
    last.tag == Tag::Plural
        || (behind || ends_chain(&units[..at])) && last.mention.is_some()
        || units[..at].iter().rev().take(6).any(|unit| unit.tag == Tag::Coordinator)
        || last.lower.ends_with('s') && &*last.lower != "us"
        || last.kind == Some(Kind::Organization)
        || lists_states(&units[..at])
}

/// As many words of a noun group may stand between its plural and the verb.
const CHAINED: usize = 9;

/// "Cars made in Peru", "exports of wheat from Peru to Chile": whether the units end with a plural and what is said of
/// it by prepositions and participles.
fn ends_chain(units: &[Unit<'_>]) -> bool {
    let is_plural =
        |unit: &Unit<'_>| unit.tag == Tag::Plural || unit.kind == Some(Kind::Commodity) && unit.lower.ends_with('s');
    let links = |unit: &Unit<'_>| {
        matches!(unit.tag, Tag::Preposition | Tag::Determiner | Tag::Participle | Tag::Past) || unit.mention.is_some()
    };
    let mut before = units.iter().rev().skip_while(|unit| unit.tag == Tag::Adverb).take(CHAINED);
    let linked = before.by_ref().find(|unit| unit.tag == Tag::Preposition || !links(unit));
    linked.is_some_and(|unit| unit.tag == Tag::Preposition)
        && before.find(|unit| is_plural(unit) || !links(unit)).is_some_and(is_plural)
}

/// "Norway, Chile lift ban": whether a headline begins with a list of states without its "and".
pub(super) fn lists_states(units: &[Unit<'_>]) -> bool {
    let listed = |(place, unit): (usize, &Unit<'_>)| match place % 2 {
        0 => unit.kind == Some(Kind::Country),
        _ => unit.closed == Some(Tag::Comma),
    };
    units.len() > 2 && units.len() % 2 == 1 && units.iter().enumerate().all(listed)
}
