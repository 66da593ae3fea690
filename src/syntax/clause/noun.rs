//! Noun groups: subjects that wait, objects, lists, appositions, and what stands behind a preposition.

use super::{Clause, Gap, Linker};
use crate::lexicon::Kind;
use crate::syntax::group::{Group, GroupKind, Relation};
use crate::syntax::look::is_nominative;
use crate::syntax::unit::Tag;

impl Linker<'_, '_> {
    pub(super) fn noun_group(&mut self, at: usize) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if self.groups[at].relation == Relation::Possessor {
            self.pass_preposition(at);
            self.gap = gap;
            return;
        }
        if self.is_span_of_time(at) {
            // "Minutes after the talks, Peru said": only when.
        } else if self.groups[at].preposition.is_some() {
            self.prepositional(at, gap);
        } else if gap == Gap::Comma && self.is_named_behind(at) {
            self.clause().subject = Some(at);
        } else if let Some(verb) = self.interrupted(at).filter(|_| gap == Gap::Comma) {
            self.hang(at, Relation::Object, verb);
            self.groups[verb].verb.objects.push(at);
        } else if matches!(gap, Gap::Comma | Gap::And)
            && self.noun.is_some()
            && !(gap == Gap::Comma && self.is_nominative(at))
            && (self.is_between(gap, at)
                || self.subject_waits()
                || self.subject_waits_above()
                || self.is_state_of_place(at)
                || !self.starts_clause(at))
        {
            self.listed(at, gap);
        } else {
            self.core(at, gap);
        }
        let listed = self.groups[at].relation == Relation::Apposition && self.says_how_high(at);
        self.noun = self.groups[at].host.filter(|_| listed).or(Some(at));
    }

    /// "As high as 60%".
    fn says_how_high(&self, at: usize) -> bool {
        matches!(&*self.units[self.groups[at].units.start].lower, "as high as" | "as low as" | "as much as")
    }

    /// "**Minutes** after the talks", "just **days** before Peru votes": how long before or after.
    fn is_span_of_time(&self, at: usize) -> bool {
        let span = matches!(
            self.lemma(at),
            "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "second" | "moment"
        );
        let next = self.units.get(self.groups[at].units.end);
        let before = next.is_some_and(|next| matches!(&*next.lower, "after" | "before"));
        let bare = self.groups[at].preposition.is_none() && self.units[self.groups[at].head].tag == Tag::Plural;
        span && before && bare
    }

    /// "In Peru's talks", "at last week's meeting": the owner's preposition and place in the clause are the owned
    /// noun's.
    pub(super) fn pass_preposition(&mut self, owner: usize) {
        if let Some(owned) = self.groups[owner].host {
            let preposition = self.groups[owner].preposition.take();
            if self.groups[owned].preposition.is_none() {
                self.groups[owned].preposition = preposition;
            }
        }
    }

    /// "A big buyer of wheat, Egypt has banned": a name right before the verb that says who the waiting noun is.
    fn is_named_behind(&mut self, at: usize) -> bool {
        let Some(described) = self.clause().subject.filter(|_| self.subject_waits()) else { return false };
        // "Once a big buyer of wheat, Egypt".
        let mut units = self.groups[described].units.clone();
        let first = units.find(|&unit| self.units[unit].tag != Tag::Adverb);
        let article = first.is_some_and(|first| matches!(&*self.units[first].lower, "a" | "an" | "the"));
        let verb = self.groups.get(at + 1).is_some_and(|next| next.is_verb() && next.verb.finite);
        let common = self.head_kind(described).is_none() && self.units[self.groups[described].head].tag == Tag::Noun;
        article && verb && common && self.head_kind(at).is_some_and(Kind::is_party)
    }

    /// "Has approved, under the new rules, **a measure**":
    /// the verb that still waits for its object behind what is inserted.
    fn interrupted(&mut self, at: usize) -> Option<usize> {
        let verb = self.clause().verb?;
        let inserted = self.groups[verb].units.end;
        let this = &self.groups[verb].verb;
        let waits = this.objects.is_empty() && !this.passive && !this.copula;
        let opens = self.units[self.groups[at].units.start].tag.determines();
        let behind = |unit: usize| self.units.get(unit).map(|unit| unit.tag);
        let inserts = behind(inserted) == Some(Tag::Comma) && behind(inserted + 1) == Some(Tag::Preposition);
        let acts = !self.context.is_saying(self.lemma(verb)) && !self.context.takes_no_object(self.lemma(verb));
        (waits && opens && inserts && acts && !self.starts_clause(at)).then_some(verb)
    }

    /// "talks between Gazprom and Naftogaz collapsed": what "between" takes is two; "after he and Xi agreed", "as Peru
    /// and Chile raise duties".
    fn is_between(&self, gap: Gap, at: usize) -> bool {
        let Some(noun) = self.noun.filter(|_| gap == Gap::And) else { return false };
        let preposition = self.groups[noun].preposition;
        let party = |group: usize| self.head_kind(group).is_some_and(Kind::is_party);
        let subjects = self.opens_clause(noun) && party(noun) && party(at);
        preposition.is_some_and(|unit| &*self.units[unit].lower == "between" || self.is_nominative(noun) || subjects)
    }

    fn is_nominative(&self, at: usize) -> bool {
        is_nominative(&self.units[self.groups[at].head])
    }

    /// Whether the clause has a subject and no verb yet, so that a list of subjects may go on.
    pub(super) fn subject_waits(&mut self) -> bool {
        let clause = self.clause();
        clause.subject.is_some() && clause.verb.is_none()
    }

    /// Whether the verb ahead belongs to a subject that waits further up ("goods from Canada and Mexico were").
    fn subject_waits_above(&self) -> bool {
        self.clauses.iter().any(|clause| clause.subject.is_some() && clause.host.is_none() && !clause.complete)
    }

    /// A subject that waits for its verb, or an object.
    fn core(&mut self, at: usize, gap: Gap) {
        let starts = self.starts_clause(at);
        if matches!(gap, Gap::Comma | Gap::And) && starts {
            // A new clause beside the old one: close what is complete.
            let mut condition = None;
            while self.clauses.len() > 1 && (self.clause().complete || self.clause().host.is_some()) {
                condition = self.clauses.pop().and_then(|clause| clause.marker);
            }
            // "said if Peru agrees, it will …": what the condition stands before is said as well.
            let said = self.clause().verb.filter(|&verb| {
                let right_behind = condition == Some(self.groups[verb].units.end);
                gap == Gap::Comma && right_behind && self.tells(verb)
            });
            let marker = if gap == Gap::And { self.clause().marker } else { None };
            let content_of = if gap == Gap::And { self.clause().content_of } else { said };
            if self.clause().complete {
                self.clauses.push(Clause { marker, content_of, ..Clause::default() });
            }
        }
        let verb = self.clause().verb;
        let touching = gap == Gap::None && self.noun.is_some_and(|noun| noun + 1 == at);
        let opened = if touching && starts { self.opened(at) } else { None };
        if let Some(opener) = opened.filter(|_| self.clause().complete) {
            return self.begin_behind(opener, at);
        }
        if touching && starts && opened.is_none() && !verb.is_some_and(|verb| self.tells(verb)) {
            // "the taxes Turkey is levying": a relative clause without its pronoun.
            let host = self.noun;
            self.clauses.push(Clause { subject: Some(at), host, ..Clause::default() });
            return;
        }
        // "to 20 dollars a barrel": what a sum is counted by is no object.
        let per = matches!(&*self.units[self.groups[at].units.start].lower, "a" | "an" | "each" | "per");
        // "suspended for 90 days a planned rise": nothing is counted by a rise.
        let per = per && self.groups[at].units.len() <= 3 && self.groups[at].head + 1 == self.groups[at].units.end;
        let per = per
            && !(self.groups[at].units.len() == 3
                && verb.is_some_and(|verb| self.groups[verb].verb.objects.is_empty()));
        if let Some(sum) = self.noun.filter(|&noun| touching && per && !starts && self.is_number(noun)) {
            return self.hang(at, Relation::Apposition, sum);
        }
        // "25% duties on fish, and duties **as high as 60%** on wheat": of the last of a list.
        let listed = |noun: usize| self.groups[noun].relation == Relation::Conjunct;
        if let Some(last) = self.noun.filter(|&noun| touching && listed(noun) && self.says_how_high(at)) {
            return self.hang(at, Relation::Apposition, last);
        }
        match verb {
            Some(verb) if starts && self.clause().complete && self.tells(verb) => {
                // "He said China imposed …": the noun opens the verb's content.
                let content_of = Some(verb);
                self.clauses.push(Clause { subject: Some(at), content_of, ..Clause::default() });
            }
            Some(verb) => {
                self.hang(at, Relation::Object, verb);
                self.groups[verb].verb.objects.push(at);
            }
            None => {
                let clause = self.clause();
                if clause.subject.is_none() || clause.host.is_none() {
                    clause.subject = Some(at);
                }
            }
        }
    }

    /// Whether a finite verb follows the noun group: prepositional groups are stepped over, and behind a party the
    /// rest of a list of subjects and what is said of it between commas.
    fn starts_clause(&self, at: usize) -> bool {
        let party = |index: usize| self.head_kind(index).is_some_and(Kind::is_party);
        let named = |noun: usize| {
            // "his counterpart, Claudia Sheinbaum,": a name behind what somebody is.
            let role = self.head_kind(noun).is_none() && self.units[self.groups[noun].head].tag == Tag::Noun;
            role && self.head_kind(at) == Some(Kind::Person)
        };
        // "said the measure, the latest of many, would":
        // right behind such a verb a noun is told more of between commas.
        let said = || {
            let verb = at.checked_sub(1).filter(|&verb| self.groups[verb].is_verb() && self.groups[verb].verb.finite);
            self.says_again(at, at + 2) && verb.is_some_and(|verb| self.tells(verb))
        };
        let listed = |index: usize| {
            let goods = || self.head_kind(index) == Some(Kind::Commodity);
            self.groups.get(index).is_some_and(Group::is_noun) && (party(index) || goods())
        };
        let inserts = || party(at) && self.noun.is_none_or(|noun| !party(noun) && !named(noun)) || said();
        let mut index = at + 1;
        if self.is_told_between(at) || self.is_told_behind_opener(at) {
            return true;
        }
        let (mut joined, mut ended) = (false, false);
        while index < self.groups.len() {
            let group = &self.groups[index];
            match group.kind {
                // "the tariffs introduced by Ankara are"
                GroupKind::Verb if group.verb.passive && !group.verb.finite && !joined => {}
                GroupKind::Verb => return group.verb.finite && !group.verb.infinitive && !joined,
                GroupKind::Noun
                    if group.preposition.is_some()
                        || self.groups[index - 1].relation == Relation::Possessor
                        || joined =>
                {
                    // "added 2 million jobs and the rate fell": a sum is no subject beside another noun.
                    if joined && self.is_number(at) && !self.is_number(index) {
                        return false;
                    }
                    joined = false
                }
                GroupKind::Time | GroupKind::Other => {}
                GroupKind::Coordinator => (joined, ended) = (true, true),
                // "trade with Peru, Chile and Egypt rose", "duties on rice and tea remain": a list behind the noun.
                GroupKind::Comma if index > at + 1 && listed(index - 1) && listed(index + 1) && !ended => index += 1,
                GroupKind::Comma if inserts() => match self.groups.get(index + 1).map(|next| next.kind) {
                    Some(GroupKind::Noun) if index == at + 1 || party(index + 1) => index += 1,
                    Some(GroupKind::Coordinator | GroupKind::Verb) => {}
                    _ => return false,
                },
                _ => return false,
            }
            index += 1;
        }
        false
    }

    /// "Said Norway, which fishes for cod, **would** cut":
    /// right behind a verb of saying, what a relative clause interrupts.
    fn is_told_between(&self, at: usize) -> bool {
        let said = at.checked_sub(1).filter(|&verb| self.groups[verb].is_verb() && self.groups[verb].verb.finite);
        let kind = |index: usize| self.groups.get(index).map(|group| group.kind);
        let told = said.is_some_and(|verb| self.tells(verb))
            && kind(at + 1) == Some(GroupKind::Comma)
            && kind(at + 2) == Some(GroupKind::Relative);
        let resumes = |&comma: &usize| {
            let verb = self.groups.get(comma + 1).filter(|verb| verb.is_verb() && verb.verb.finite);
            kind(comma) == Some(GroupKind::Comma)
                && verb.is_some_and(|_| !self.context.is_saying(self.lemma(comma + 1)))
        };
        told && (at + 4..self.groups.len())
            .take_while(|&index| kind(index) != Some(GroupKind::Stop))
            .any(|index| resumes(&index))
    }

    fn prepositional(&mut self, at: usize, gap: Gap) {
        let preposition = self.groups[at].preposition.map_or("", |unit| &*self.units[unit].lower);
        // "from Norway but not from Denmark": what is left out hangs from nothing.
        let before = self.groups[at].preposition.and_then(|unit| unit.checked_sub(1));
        if before.is_some_and(|before| self.units[before].tag == Tag::Negation) {
            self.loose.push(at);
            return;
        }
        let verb = self.clause().verb;
        let noun = self.noun;
        // "on imports from Japan and on steel": a list of prepositional groups.
        if gap == Gap::And
            && let Some(peer) = noun.and_then(|noun| self.same_preposition(noun, preposition))
        {
            let host = self.groups[peer].host.unwrap_or(peer);
            let relation = if self.groups[peer].host.is_some() { Relation::Preposition } else { Relation::Conjunct };
            self.hang(at, relation, host);
            return;
        }
        let verb_wants = verb.is_some_and(|verb| {
            let of_verb = &self.groups[verb].verb;
            let party = self.head_kind(at).is_some_and(Kind::is_party) || self.context.is_body(self.lemma(at));
            let joint = preposition == "with" && party;
            // "Trade grew, with exports to Peru rising 5%".
            let crosses = noun.is_some_and(|noun| self.context.crosses(self.lemma(noun)));
            (preposition == "by"
                && of_verb.passive
                && (self.is_number(at) || !noun.is_some_and(|noun| self.acts_as_reason(noun))))
                || preposition == "with" && self.context.answers(self.lemma(verb))
                || joint && self.context.is_joint(self.lemma(verb))
                || (matches!(preposition, "to" | "from" | "by")
                    && (self.is_number(at)
                        || preposition == "to" && self.head_kind(at).is_some_and(Kind::is_party) && !crosses
                        || preposition == "by")
                    && self.context.moves(self.lemma(verb))
                    && noun.is_some_and(|noun| noun > verb || Some(noun) == of_verb.subject))
        });
        // "imposed by Turkey on the US", "a deal with Canada on steel": a party takes no group behind it, what it
        // stands with does.
        let noun = noun.map(|noun| self.beside_party(noun, preposition, at));
        let after_break = matches!(gap, Gap::Comma | Gap::Start | Gap::Marker);
        let host = match (noun, verb) {
            _ if after_break && preposition != "of" && preposition != "including" => verb,
            (Some(noun), Some(verb)) if noun < verb || self.is_personal(noun) => Some(verb),
            (_, Some(verb)) if verb_wants => Some(verb),
            (Some(host), _) => Some(host),
            (None, verb) => verb,
        };
        // "from 10% to 25%", "to 25% from 10%": both say how far the same goes.
        let reached = matches!(preposition, "to" | "from") && self.head_kind(at) == Some(Kind::Percent);
        let other = self.noun.filter(|&noun| {
            let before = self.groups[noun].preposition.map(|unit| &*self.units[unit].lower);
            let turned = before == Some(if preposition == "to" { "from" } else { "to" });
            reached && turned && self.head_kind(noun) == Some(Kind::Percent)
        });
        let host = other.and_then(|other| self.groups[other].host).or(host);
        let host = if preposition == "including" || preposition == "such as" { noun.or(host) } else { host };
        if let Some(host) = host {
            self.hang(at, Relation::Preposition, host);
        } else {
            self.groups[at].relation = Relation::Preposition;
            self.loose.push(at);
        }
    }

    /// "Introduced in retaliation for similar **steps** by Peru", "after a **complaint** by growers": an act that
    /// brought another about has its own actor.
    fn acts_as_reason(&self, noun: usize) -> bool {
        let head = &self.units[self.groups[noun].head];
        let reason =
            self.groups[noun].preposition.is_some_and(|unit| self.context.tells_reason(&self.units[unit].lower));
        let context = self.context;
        reason && (context.is_step(&head.lemma) || context.is_instrument(&head.lemma) || context.is_ground(&head.lemma))
    }

    /// Whether the group is a percentage, an amount or a bare number.
    fn is_number(&self, at: usize) -> bool {
        self.head_kind(at).is_some_and(Kind::is_figure) || self.units[self.groups[at].head].tag == Tag::Number
    }

    /// "threatening them with sanctions": nothing hangs from such a pronoun.
    fn is_personal(&self, noun: usize) -> bool {
        let head = &self.units[self.groups[noun].head];
        matches!(&*head.lower, "he" | "she" | "it" | "they" | "him" | "her" | "them" | "we" | "us")
    }

    /// What the group at `at` hangs from where the noun before it is a party or a sum behind another noun ("a levy of
    /// $3 billion on goods", "imports from Japan of cars").
    fn beside_party(&self, noun: usize, preposition: &str, at: usize) -> usize {
        // "25 euros per tonne for corn": what a sum is counted by takes nothing.
        let per = self.groups[noun].preposition.is_some_and(|unit| &*self.units[unit].lower == "per");
        // "$90 million a year in duties"
        let each =
            self.groups[noun].relation == Relation::Apposition && matches!(self.lemma(noun), "year" | "month" | "day");
        let per = per || each;
        let noun = self.groups[noun].host.filter(|&sum| per && self.groups[sum].is_noun()).unwrap_or(noun);
        let first = self.first_of_list(noun);
        let group = &self.groups[first];
        let kind = self.head_kind(first).filter(|_| group.preposition.is_some());
        let of_verb = group.host.filter(|&host| self.groups[host].is_verb());
        // "flew to Lima for talks", "will enter Peru at a 5% duty": of what was done there.
        let there = kind.is_some_and(|kind| matches!(kind, Kind::Place | Kind::Country)) && preposition == "for";
        let entered = group.relation == Relation::Object
            && preposition == "at"
            && self.head_kind(first).is_some_and(|kind| matches!(kind, Kind::Place | Kind::Country));
        // "Voted by a large majority against the pact": of how many, not of what.
        let counted = preposition == "against" && matches!(self.lemma(first), "majority" | "margin");
        // "Came into force on Mexican goods": what takes effect, takes it on them.
        let begins = preposition == "on" && matches!(self.lemma(first), "force" | "effect");
        // "Were up 5% from July at 90,000 tonnes": so much altogether.
        let level = preposition == "at"
            && self.head_kind(first) == Some(Kind::Percent)
            && matches!(self.head_kind(at), Some(Kind::Quantity | Kind::Money));
        if let Some(verb) = of_verb.filter(|_| there || entered || counted || begins || level) {
            return verb;
        }
        let takes = match preposition {
            "on" | "against" | "over" | "to" | "into" | "from" | "with" | "at" => {
                kind.is_some_and(|kind| kind.is_party() || matches!(kind, Kind::Money | Kind::Quantity))
                    // "a meeting in Lima with Peru's envoy".
                    || kind == Some(Kind::Place) && matches!(preposition, "with" | "on" | "over")
            }
            "for" => matches!(kind, Some(Kind::Money | Kind::Percent)),
            // "A duty of 50% in Peru".
            "in" => kind == Some(Kind::Percent) && matches!(self.head_kind(at), Some(Kind::Country | Kind::Place)),
            // "the adoption by Peru of duties"
            "of" => {
                let by = group.preposition.is_some_and(|unit| &*self.units[unit].lower == "by");
                kind == Some(Kind::Country) && (by || self.head_kind(at) == Some(Kind::Commodity))
            }
            _ => false,
        };
        group.host.filter(|_| takes && group.relation == Relation::Preposition).unwrap_or(noun)
    }

    fn same_preposition(&self, noun: usize, preposition: &str) -> Option<usize> {
        let mut candidate = Some(noun);
        let mut steps = 0;
        while let Some(group) = candidate.filter(|_| steps < 8) {
            if self.groups[group].preposition.is_some_and(|unit| self.units[unit].lower == preposition) {
                return Some(group);
            }
            candidate = self.groups[group].host;
            steps += 1;
        }
        None
    }
}
