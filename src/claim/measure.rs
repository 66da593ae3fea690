//! Frames stated by a noun → claims: tariffs, bans, deals, talks, probes, pledges.

use super::govern::{Governor, Stand};
use super::trigger::stated::Stated;
use super::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Frame, Modality, Role, Shape, Want};
use crate::span::Span;
use crate::syntax::{Relation, Tag};

/// Finds the claims that a noun states.
pub(super) fn find<'a>(scene: &Scene<'_, 'a>) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    for noun in 0..scene.parse.groups.len() {
        if !scene.parse.groups[noun].is_noun()
            || scene.parse.speeches.iter().any(|speech| speech.speaker == noun && !scene.is_deal_noun(noun))
        {
            continue;
        }
        scene.claims_at(noun, &mut claims);
    }
    claims
}

/// Among how many claims of a sentence a verb's is sought.
const FEW: usize = 8;

/// Adds the claims of nouns that point back at what a verb of the sentence has told: "banned imports and lifted **the ban**".
pub(super) fn find_again<'a>(scene: &Scene<'_, 'a>, claims: &mut Vec<Claim<'a>>) {
    let measure = |claim: &&Claim<'a>| scene.rules.shape_of(claim.frame) == Some(Shape::Measure);
    let mut told: Vec<Span> = claims.iter().filter(measure).map(|claim| claim.trigger).collect();
    told.sort_unstable_by_key(|span| span.start);
    let verb = |span: &Span| (scene.group_at(*span)).filter(|&verb| scene.parse.groups[verb].is_verb());
    let Some(first) = told.iter().take(FEW).find_map(verb) else { return };
    for noun in first + 1..scene.parse.groups.len() {
        let head = scene.parse.head(noun).span;
        let known = told.binary_search_by_key(&head.start, |span| span.start).is_ok();
        if scene.parse.groups[noun].is_noun() && !known && scene.is_definite(noun) && scene.stated(noun, &[]).is_none()
        {
            scene.claims_at(noun, claims);
        }
    }
}

impl<'a> Scene<'_, 'a> {
    /// "**$300 million** in funding": what counts the noun.
    fn counting(&self, noun: usize) -> Option<Argument<'a>> {
        let host = self.parse.groups[noun].host.filter(|_| matches!(self.parse.preposition(noun), "in" | "of"))?;
        let unit = self.parse.head(host);
        let mention = unit.mention.filter(|_| matches!(unit.kind, Some(Kind::Money | Kind::Quantity)))?;
        (!unit.is_duration()).then(|| Argument::of(&self.mentions[mention]))
    }

    /// Adds the claims that the noun at a group states.
    fn claims_at(&self, noun: usize, claims: &mut Vec<Claim<'a>>) {
        // "Did not say which duties would fall": a question states nothing.
        let start = self.parse.groups[noun].units.start;
        let asked =
            self.parse.units[start].tag != Tag::Determiner && start > 0 && self.parse.units[start - 1].lower == "which";
        if asked {
            return;
        }
        if let Some((frame, stated)) = self.stated(noun, claims).filter(|(frame, _)| frame.shape != Shape::Change) {
            self.claims_of(frame, noun, stated, claims);
        } else if let Some((frame, stated)) = self.pointed_at(noun, claims) {
            self.claims_of(frame, noun, stated, claims);
        }
    }

    fn claims_of(&self, frame: &'a Frame, noun: usize, stated: Stated<'a>, claims: &mut Vec<Claim<'a>>) {
        let mut governors = self.governors(frame, noun);
        if self.is_part(frame, noun, &governors, claims) {
            return;
        }
        if let Stated::Compound(action, word) | Stated::Act(action, word) = &stated {
            // "tariff cuts": the head tells the action; what governs it only adds mood.
            let mut governor = Governor::telling(action, Stand::Nominal, noun, *word);
            self.compose_noun(frame, &mut governor);
            governors = vec![governor];
        }
        let free = self.is_free(frame, noun);
        if free {
            governors.iter_mut().for_each(|governor| self.free(frame, governor));
        }
        if frame.shape != Shape::Measure {
            // "left the deal reached in 1992": a participle may tell another act, never the same one twice.
            governors.truncate(2);
            governors.dedup_by(|later, first| later.action == first.action);
        }
        if matches!(stated, Stated::Pronoun) {
            governors.iter_mut().for_each(|governor| self.done_again(frame, noun, claims, governor));
        }
        let ahead = self.announced(frame, noun, &governors);
        governors.extend(ahead);
        let presumed = |governor: &Governor<'a>| governor.presumed;
        if governors.iter().any(presumed) && self.needs_governor(frame, noun) && !self.meet_at(frame, noun) {
            governors.retain(|governor| !presumed(governor));
        }
        let first = claims.len();
        for governor in &governors {
            let Some(mut claim) = self.fill(frame, noun, governor) else { continue };
            if matches!(stated, Stated::Act(..)) && self.is_its_own(noun, claim.action) {
                claim.actor.clear();
            }
            // "Imposed duties that hit Peru": whom they hit is no claim of its own.
            let imposed = claims[first..].iter_mut().next().filter(|known| known.action == "impose");
            if let Some(imposed) = imposed.filter(|_| claim.action == "keep" && governor.stand == Stand::Subject) {
                imposed.take(&claim);
                continue;
            }
            // "Exclude firms from the duties, which took effect in June": whose they are was said.
            let sibling = claims[first..].iter().find(|known| !known.actor.is_empty());
            if let Some(sibling) = sibling.filter(|_| claim.actor.is_empty() || governor.stand == Stand::Subject) {
                claim.actor.clone_from(&sibling.actor);
                claim.target.retain(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
            }
            claims.push(claim);
        }
        if frame.shape == Shape::Measure {
            let told = claims[first..].iter().any(|claim| matches!(claim.action, "impose" | "keep"))
                // "Would halt higher tariffs planned for May": those do not stand yet.
                || claims[first..].iter().any(|claim| claim.action == "suspend")
                    && claims[first..].iter().any(|claim| claim.action == "raise");
            let denied =
                |claim: &Claim<'a>| governors.iter().any(|governor| governor.denied && governor.action == claim.action);
            let named = !told && !free && !matches!(stated, Stated::Act(..));
            // "Plans tariff cuts": the cuts are all that is named.
            let cuts = matches!(stated, Stated::Compound("cut" | "raise", _));
            let standing = claims[first..].iter().filter(|claim| named && !cuts && !denied(claim));
            let standing: Vec<Claim<'a>> = standing.filter_map(|claim| self.standing(claim)).collect();
            claims.extend(standing);
        }
    }

    fn fill(&self, frame: &'a Frame, noun: usize, governor: &Governor<'a>) -> Option<Claim<'a>> {
        let mood = self.mood(frame, noun, governor);
        let paths =
            |role: Role| frame.roles.iter().find(|(known, _)| *known == role).map_or(&[][..], |(_, paths)| paths);
        let find = |role: Role| self.follow(paths(role), noun, governor);
        let head = self.parse.head(noun);
        let mut claim = Claim {
            frame: &frame.name,
            action: governor.action,
            actor: Vec::new(),
            target: Vec::new(),
            product: Vec::new(),
            rate: None,
            rate_before: None,
            amount: None,
            indicator: None,
            modality: mood.modality,
            negated: mood.negated ^ governor.denied,
            requester: mood.requester.clone(),
            attribution: self.attribution(noun, governor.group),
            time: mood.time.clone(),
            sentence: self.parse.sentence,
            trigger: head.span,
            rules: vec![governor.rule(frame)],
        };
        claim.rate = find(Role::Rate).into_iter().next();
        claim.rate_before = find(Role::RateBefore).into_iter().next();
        let later = [(self.will_be(noun), Modality::Planned), (self.is_thought_of(noun), Modality::Proposed)];
        let later = later.into_iter().find(|(is_later, _)| *is_later && governor.presumed && claim.action == "keep");
        if let Some((_, modality)) = later {
            claim.action = frame.action("impose").map_or(claim.action, |action| &action.name);
            claim.modality = modality;
        }
        if let Some(first) = self.ranging(noun) {
            (claim.rate, claim.rate_before) = (Some(first), None);
        }
        // "Duties range from 5% to 10%": a range has no rate before.
        if claim.rate.is_none() && claim.rate_before.as_ref().is_some_and(|rate| rate.id.contains('-')) {
            claim.rate = claim.rate_before.take();
        }
        if claim.rate.is_none() {
            claim.rate = self.equated(noun, |kind| kind == Kind::Percent).or_else(|| self.rate_beside(noun));
        }
        if matches!(governor.action, "cut" | "raise") {
            // "A 5 percent increase in duties": the figure stands with the increase.
            let nominal = governor.stand == Stand::Nominal && governor.group != noun;
            let told = || nominal.then(|| self.percent_in(governor.group)).flatten();
            claim.rate = claim.rate.take().or_else(told);
            if governor.group != noun {
                self.part_rates(noun, governor, &mut claim);
            }
            if let Some(stood) = self.stood_at(noun) {
                claim.rate = claim.rate.take().filter(|rate| rate.span != stood.span);
                claim.rate_before = claim.rate_before.take().or(Some(stood));
            }
            claim.rate = claim.rate.take().or_else(|| self.zero(noun, governor));
            let risen = || claim.rate.as_ref().and_then(|rate| self.risen_from(rate));
            claim.rate_before = claim.rate_before.take().or_else(risen);
        }
        if let Some((up, before)) = self
            .up_from(noun)
            .or_else(|| self.in_place_of(noun, governor, claim.rate.as_ref()))
            .filter(|_| matches!(claim.action, "impose" | "keep" | "cut" | "raise"))
        {
            // "Imposed a 5% duty in place of the current 10%" is another measure.
            if governor.presumed || claim.action != "impose" {
                let action = if up { "raise" } else { "cut" };
                claim.action = frame.action(action).map_or(claim.action, |action| &action.name);
            }
            claim.rate_before = Some(before);
        }
        // "Will no longer face duties": what ends.
        let verb = &self.parse.groups[governor.group];
        let units = &self.parse.units[verb.units.clone()];
        if claim.negated && claim.action == "keep" && units.iter().any(|unit| &*unit.lower == "no longer") {
            claim.action = frame.action("lift").map_or(claim.action, |action| &action.name);
            claim.negated = false;
        }
        // "Open its market or face duties": what is held out.
        let before = verb.units.start.checked_sub(1).map(|before| &*self.parse.units[before].lower);
        // "Faces a duty if it does not lift its ban": nor does it yet.
        let depends = || claim.modality == Modality::Actual && self.depends(governor.group);
        if governor.stand == Stand::Bear && (before == Some("or") || depends()) {
            claim.action = frame.action("impose").map_or(claim.action, |action| &action.name);
            claim.modality = Modality::Threatened;
        }
        // "The planned duty would hurt importers": it stands only later.
        if let Some(open) = self.adjective_modality(noun).filter(|_| claim.action == "keep" && !governor.presumed) {
            claim.action = frame.action("impose").map_or(claim.action, |action| &action.name);
            claim.modality = open;
        }
        // "The ban will not affect growers": it stands all the same.
        let ahead = claim.negated && claim.modality != Modality::Actual && governor.stand == Stand::Subject;
        // "Firms may evade the duty", too.
        let first = governor.word.split(' ').next().unwrap_or_default();
        let evaded = governor.is_borne() && self.rules.context.evades(first);
        if evaded || ahead && self.rules.context.hurts(&governor.word) {
            claim.negated = false;
            claim.modality = Modality::Actual;
        }
        // "Parliament rejected a ban": there will be none.
        if governor.presumed && claim.action == "keep" && self.is_turned_down(noun) {
            claim.action = frame.action("impose").map_or(claim.action, |action| &action.name);
            claim.negated = true;
        }
        // "Catalyst will face a duty": what is borne later is imposed later.
        let later = claim.modality != Modality::Actual;
        let none = governor.presumed && claim.negated;
        let applied =
            !self.goes_on(governor) && (governor.word.starts_with("apply") || governor.stand == Stand::Subject);
        if later && claim.action == "keep" && (self.comes_upon(noun, governor) || none || applied) {
            claim.action = frame.action("impose").map_or(claim.action, |action| &action.name);
        }
        if claim.action == "impose" && claim.modality == Modality::Actual && !claim.negated && self.is_habit(governor) {
            claim.action = frame.action("keep").map_or(claim.action, |action| &action.name);
        }
        let lasts = |span: Span| self.parse.units.iter().any(|unit| unit.span == span && unit.is_duration());
        claim.amount =
            find(Role::Amount).into_iter().find(|amount| !lasts(amount.span)).or_else(|| self.counting(noun));
        let counts = |kind: Kind| matches!(kind, Kind::Money | Kind::Quantity);
        if frame.shape == Shape::Measure && claim.amount.is_none() {
            claim.amount = self.equated(noun, counts);
        }
        claim.product = find(Role::Product);
        if frame.shape == Shape::Meeting {
            self.gather(paths(Role::Actor), noun, governor, &mut claim);
            return self.is_worth(frame, governor, &claim).then_some(claim);
        }
        claim.target = find(Role::Target);
        // "Will see their tariffs rise", too.
        let done = self.parse.groups[governor.group].host == self.parse.groups[noun].host;
        if let Some(seen_by) = self.seen_by(noun).filter(|_| governor.group == noun || done) {
            // "Corn will see a cut in duty": of what sees it.
            for (role, want) in [(&mut claim.product, Want::Goods), (&mut claim.target, Want::Country)] {
                if role.is_empty() {
                    self.collect(seen_by, want, 0, role);
                }
            }
        }
        self.actors(frame, noun, governor, &mood, &mut claim);
        self.turn_away(frame, noun, governor, &mut claim);
        if claim.negated && claim.action == "keep" && !governor.presumed && frame.shape == Shape::Measure {
            self.keep_denied(frame, noun, governor, &mut claim);
        }
        if let Some(act) = self.act_below(noun).filter(|_| frame.shape == Shape::Event) {
            // "a pledge to invest $406 million in a plant": it is still to come.
            if claim.modality == Modality::Actual {
                claim.modality = Modality::Planned;
            }
            let of_act = Governor { group: act, ..governor.clone() };
            let gather = |role: Role, want: Want| self.around_verb(paths(role), want, &of_act);
            if claim.product.is_empty() {
                claim.product = gather(Role::Product, Want::Goods);
            }
            if claim.target.is_empty() {
                claim.target = gather(Role::Target, Want::Party);
                claim.target.retain(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
            }
            claim.amount = claim.amount.take().or_else(|| gather(Role::Amount, Want::Amount).into_iter().next());
        }
        let unsaid = governor.presumed && claim.actor.is_empty() && claim.target.is_empty();
        if frame.shape == Shape::Event && unsaid && !self.points_back(&claim) {
            return None;
        }
        self.ask_by_modal(governor, &mut claim);
        self.is_worth(frame, governor, &claim).then_some(claim)
    }

    /// Whether a claim says more than that its noun occurs.
    fn is_worth(&self, frame: &Frame, governor: &Governor<'_>, claim: &Claim<'_>) -> bool {
        match frame.shape {
            Shape::Measure => {
                !governor.presumed
                    || !claim.actor.is_empty()
                    || !claim.target.is_empty()
                    || claim.rate.is_some()
                    || claim.amount.is_some()
                    || !claim.product.is_empty()
                    || self.points_back(claim)
                    || self.is_added(claim)
                    || self.is_of_many(claim)
            }
            // "If no deal is reached" says of none that it comes about.
            Shape::Meeting => !(claim.negated && self.is_supposed(governor.group) || self.is_complied_with(claim)),
            _ => frame.needs.is_empty() || frame.needs.iter().any(|&role| !claim.arguments(role).is_empty()),
        }
    }

    /// "Goods compliant with the pact": which goods, not what becomes of it.
    fn is_complied_with(&self, claim: &Claim<'_>) -> bool {
        let preposition = self.group_at(claim.trigger).and_then(|noun| self.parse.groups[noun].preposition);
        let before = preposition.and_then(|with| with.checked_sub(1)).map(|at| &*self.parse.units[at].lower);
        matches!(before, Some("compliant" | "non-compliant" | "noncompliant"))
    }

    /// Whether a condition says what the group tells, or what that hangs from.
    fn is_supposed(&self, group: usize) -> bool {
        let above = std::iter::successors(self.verb_above(group), |&verb| {
            let group = &self.parse.groups[verb];
            let same = matches!(group.relation, Relation::Infinitive | Relation::Conjunct);
            group.host.filter(|&host| same && self.parse.groups[host].is_verb())
        });
        let marker = |verb: usize| self.parse.groups[verb].verb.marker.map(|unit| &*self.parse.units[unit].lower);
        above.take(4).filter_map(marker).any(|marker| self.rules.context.is_condition(marker))
    }

    /// "In addition to an import tax": a measure beside another of the same side.
    fn is_added(&self, claim: &Claim<'_>) -> bool {
        let preposition = self.group_at(claim.trigger).map(|group| self.parse.preposition(group));
        matches!(preposition, Some("in addition to" | "on top of" | "besides" | "alongside"))
    }

    /// Whether the noun points back at a measure named before ("the duty", "those tariffs").
    pub(super) fn points_back(&self, claim: &Claim<'_>) -> bool {
        // "Sanctions would have little impact", right after they were spoken of.
        let bare = |group: usize| {
            self.parse.groups[group].units.len() == 1
                && self.is_plural(claim)
                && self.memory.near_frames().any(|near| near == claim.frame)
        };
        // "The measure" may be any; "these measures" are those that were spoken of.
        let points = |group: usize| {
            let first = &*self.first(group).lower;
            let vague = self.rules.context.points_back().measure.contains(&self.parse.head(group).lemma);
            super::phrase::points_back(first) && (!vague || matches!(first, "these" | "those" | "this" | "such"))
        };
        self.group_at(claim.trigger).is_some_and(|group| points(group) || bare(group)) && self.memory.knows(claim.frame)
    }
}
