//! An auxiliary before its subject ("nor has it opened", "did Norway lift?") → part of the verb behind the subject.

use super::group::{Group, GroupKind};
use super::unit::{Tag, Unit};

/// Gives the verbs behind inverted subjects what their auxiliaries say.
pub(super) fn invert(units: &[Unit<'_>], groups: &mut [Group]) {
    for at in 0..groups.len().saturating_sub(2) {
        let subject = groups[at + 1].is_noun() && groups[at + 1].preposition.is_none();
        if !(subject && groups[at].is_verb() && groups[at + 2].is_verb() && is_auxiliary(units, &groups[at])) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| groups[before].kind);
        if matches!(before, Some(GroupKind::Noun | GroupKind::Relative)) {
            continue;
        }
        let (first, tag) = (units[groups[at].head].tag, units[groups[at + 2].head].tag);
        let fits = match first {
            Tag::Modal | Tag::Do => tag == Tag::Base,
            Tag::Have => matches!(tag, Tag::Participle | Tag::Past),
            Tag::Be => matches!(tag, Tag::Participle | Tag::Gerund),
            _ => false,
        };
        if !fits || groups[at + 2].verb.infinitive {
            continue;
        }
        let auxiliary = groups[at].verb.clone();
        let verb = &mut groups[at + 2].verb;
        verb.negated ^= auxiliary.negated;
        verb.modal = auxiliary.modal;
        verb.past = auxiliary.past || first == Tag::Have;
        (verb.finite, verb.gerund, verb.progressive) = (true, false, tag == Tag::Gerund);
        verb.passive = first == Tag::Be && tag == Tag::Participle;
        groups[at].kind = GroupKind::Other;
    }
}

/// Whether a verb group is nothing but one auxiliary, a "not" beside it aside.
fn is_auxiliary(units: &[Unit<'_>], group: &Group) -> bool {
    let auxiliaries = units[group.units.clone()].iter().filter(|unit| unit.tag != Tag::Negation);
    !group.verb.infinitive
        && auxiliaries.clone().count() == 1
        && auxiliaries.into_iter().all(|unit| unit.tag.is_auxiliary())
}
