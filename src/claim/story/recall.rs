//! A measure's claim + what the story said before → whose measure it is, whom it hits, on what goods.
//!
//! The nearest claim before of the same frame that contradicts it nowhere is the measure that it means; goods are taken
//! over only where the words point back ("the duty", "those tariffs").

use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::{Modality, Shape};
use crate::syntax::{Relation, Tag, Unit};

/// How many sentences back the goods stand that a measure spoken of since is on.
const GOODS: usize = 6;

/// As many goods are told again by "the duties"; a longer list is not.
const FEW: usize = 3;

impl<'a> Scene<'_, 'a> {
    /// Fills what a measure's claim leaves out.
    pub(in crate::claim) fn complete_measure(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        // "A complaint against Brussels over state aid": the one complained of has it.
        let accused = earlier.iter().rev().find(|known| known.frame == "investigation" && !known.target.is_empty());
        let accused = accused.filter(|known| claim.action == "keep" && self.is_over(known, claim));
        // "A complaint against Peru over its duties": "its" is Peru's.
        let unnamed = claim.actor.iter().all(|actor| actor.carried);
        if let Some(known) = accused.filter(|_| unnamed) {
            claim.actor =
                known.target.iter().map(|party| party.state(self.lexicon).carried_to(claim.trigger)).collect();
            claim.target.retain(|target| !known.target.contains(target));
        }
        self.recall_goods(earlier, claim);
        self.hit_investigated(earlier, claim);
        self.part_actors(claim);
        if !claim.actor.is_empty() && !claim.target.is_empty() {
            return;
        }
        self.unname(claim);
        // "It hit back with duties in response to the tariffs": whom the one hits has the other in force.
        if claim.actor.is_empty() && claim.target.is_empty() && self.is_answered(claim) {
            let answer = earlier.iter().rev().find(|known| known.frame == claim.frame && !known.target.is_empty());
            if let Some(answer) = answer {
                let carried = |party: &Argument<'a>| party.state(self.lexicon).carried_to(claim.trigger);
                claim.actor = answer.target.iter().map(carried).collect();
                claim.target = answer.actor.iter().map(carried).collect();
                return;
            }
        }
        // "Norway said duties would be imposed on Chilean copper": a further measure, of whoever tells of it.
        let further = claim.action == "impose" && !claim.target.is_empty() && !claim.product.is_empty();
        if let Some(speaker) = self.announcer(claim).filter(|_| further && claim.actor.is_empty()) {
            claim.actor.push(speaker.state(self.lexicon).carried_to(claim.trigger));
            return;
        }
        let here = earlier.iter().rev().filter(|known| known.trigger != claim.trigger);
        let like: Vec<&Claim<'a>> = here.chain(self.memory.claims()).filter(|known| self.fits(claim, known)).collect();
        let fitting: Vec<&Claim<'a>> = like.iter().copied().filter(|known| !known.actor.is_empty()).collect();
        let span = claim.trigger;
        // "Canada and Mexico said the tariffs are unacceptable": who speaks of a measure that hit it means that one.
        let sufferers = if claim.action == "keep" && claim.actor.is_empty() { self.topic() } else { Vec::new() };
        let suffered = fitting.iter().find(|known| share(&sufferers, &known.target));
        // "The 25% duty" is the one of that rate.
        let same_rate = claim.rate.as_ref().and_then(|rate| {
            let same = |known: &Claim<'a>| known.rate.as_ref().is_some_and(|other| other.id == rate.id);
            fitting.iter().find(|known| same(known) && goods_agree(claim, known))
        });
        // What was said of the same goods before.
        let named = !claim.product.is_empty();
        let same_goods = fitting.iter().find(|known| named && !known.product.is_empty() && goods_agree(claim, known));
        // "The suspension", "further cuts": what was done in the same way.
        let again = matches!(claim.action, "cut" | "raise" | "suspend" | "lift" | "delay" | "resume");
        let same_act = fitting.iter().find(|known| again && known.action == claim.action);
        let Some(source) = suffered.or(same_rate).or(same_goods).or(same_act).or(fitting.first()) else {
            // Whom it hits may be known where nobody is said to have taken it.
            let hit = like.iter().find(|known| !known.target.is_empty() && goods_agree(claim, known));
            if let Some(hit) = hit.filter(|_| claim.target.is_empty() && !self.is_general(claim)) {
                claim.target = hit.target.iter().map(|target| target.state(self.lexicon).carried_to(span)).collect();
            }
            self.complete_unspoken(earlier, claim);
            return;
        };
        // "The ban" of which the story only says that it will come is still to come.
        let presumed = claim.rules.iter().all(|rule| rule.ends_with(": default"));
        let ahead = |known: &&Claim<'a>| known.action == "impose" && known.modality == Modality::Planned;
        if presumed && claim.action == "keep" && fitting.iter().all(ahead) {
            claim.action = source.action;
            claim.modality = source.modality;
        }
        if claim.actor.is_empty() {
            let requester = claim.requester.as_ref();
            let actors = source.actor.iter().filter(|actor| requester.is_none_or(|asker| asker.id != actor.id));
            claim.actor = actors.map(|actor| actor.state(self.lexicon).carried_to(span)).collect();
        }
        // "The one on steel" hits what was hit with steel before, not what the last measure hit.
        let another = !claim.product.is_empty() && self.is_instance(claim);
        // A story that knows one party hit, and says so more than once, goes on speaking of it whatever the goods.
        let mut told =
            fitting.iter().filter(|known| !known.target.is_empty() && self.agree(&claim.actor, &known.actor));
        let first = told.next().map(|known| &known.target);
        let only = !another
            && told.clone().next().is_some()
            && told.all(|known| {
                known.target.iter().map(|party| &party.id).eq(first.into_iter().flatten().map(|party| &party.id))
            });
        // A whole country hit before goes on being meant rather than one firm of it.
        let hits = || {
            let hits = fitting.iter().filter(|known| !known.target.is_empty() && known.action != "exempt");
            // Two who act together hit whom both of them hit before.
            let together = |known: &Claim<'a>| {
                claim.actor.len() < 2
                    || claim.actor.iter().all(|actor| share(&known.actor, std::slice::from_ref(actor)))
            };
            hits.filter(|known| self.agree(&claim.actor, &known.actor) && (only || goods_agree(claim, known)))
                .filter(move |known| together(known))
                .filter(|known| !another || !known.product.is_empty())
        };
        let meant = || hits().find(|known| std::ptr::eq(**known, *source)).filter(|_| suffered.or(same_rate).is_some());
        let whole = || hits().find(|known| known.target[0].kind == Some(Kind::Country));
        let hit = meant().or_else(whole).or_else(|| hits().next());
        // "OPEC's ceiling" binds all its members.
        let frame = self.rules.frame(claim.frame).zip(self.group_at(claim.trigger));
        let of_all = frame.is_some_and(|(frame, noun)| self.is_held(frame, noun))
            && claim.actor.iter().any(|actor| !actor.carried && actor.is_bloc(self.lexicon));
        let hit = hit.filter(|_| claim.target.is_empty() && !of_all && !self.is_general(claim));
        if let Some(hit) = hit {
            // "The duties" are all those that one sentence dealt out.
            let with = |known: &Claim<'a>| {
                std::ptr::eq(known, *hit)
                    || self.is_plural(claim)
                        && claim.rate.is_none()
                        && (known.sentence, known.action) == (hit.sentence, hit.action)
                        && known.rate.is_some()
            };
            let mut dealt: Vec<&Claim<'a>> = fitting.iter().copied().filter(|known| with(known)).collect();
            dealt.sort_by_key(|known| known.trigger);
            let named = |target: &&Argument<'a>| suffered.is_none() || share(std::slice::from_ref(target), &sufferers);
            let targets = dealt.into_iter().flat_map(|known| &known.target).filter(named);
            let targets = targets.filter(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
            claim.target = targets.map(|target| target.state(self.lexicon).carried_to(span)).collect();
            crate::claim::role::party::dedup(&mut claim.target);
        }
        if claim.product.is_empty()
            && claim.rate.is_none()
            && claim.amount.is_none()
            && points_back(&self.parse.units, claim)
        {
            // "The duties" of lumber stay those while their rate, their purpose and their harm are told.
            let told = |known: &&&Claim<'a>| {
                (1..=FEW).contains(&known.product.len())
                    && share(&known.target, &claim.target)
                    && known.sentence + GOODS >= claim.sentence
            };
            let measure = self.rules.shape_of(claim.frame) == Some(Shape::Measure);
            let named = self
                .group_at(span)
                .is_some_and(|noun| self.parse.groups[noun].is_noun() && self.parse.head(noun).tag != Tag::Pronoun);
            let of_goods = fitting.iter().find(told).copied();
            let of_goods = of_goods.filter(|_| source.product.is_empty() && measure && named);
            let goods = of_goods.unwrap_or(source).product.iter();
            claim.product = goods.map(|product| product.carried_to(span)).collect();
        }
        self.complete_from_lead(earlier, claim);
    }

    /// "Will impose duties on these imports": the goods and their origin of the claim before, whatever it is of.
    fn recall_goods(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let on = self.group_at(claim.trigger).and_then(|noun| {
            let on = |&on: &usize| matches!(self.parse.preposition(on), "on" | "of" | "against");
            self.parse.hanging(noun).find(on)
        });
        let points = |on: usize| {
            let head = self.parse.head(on);
            let plain = head.mention.is_none() && self.parse.groups[on].units.len() == 2;
            plain
                && self.rules.context.crosses(&head.lemma)
                && matches!(&*self.first(on).lower, "these" | "those" | "such")
        };
        let Some(on) = on.filter(|&on| points(on) && claim.product.is_empty() && claim.target.is_empty()) else {
            return;
        };
        let mut known = earlier.iter().rev().chain(self.memory.claims());
        let Some(known) = known.find(|known| !known.product.is_empty()) else { return };
        let span = self.parse.head(on).span;
        claim.product = known.product.iter().map(|goods| goods.carried_to(span)).collect();
        let other = |party: &&Argument<'a>| !claim.actor.iter().any(|actor| actor.same_party(party));
        claim.target = known.target.iter().filter(other).map(|party| party.carried_to(span)).collect();
    }

    /// "Peru and Chile discussed lifting the ban": of two who speak of it, it is the one's who was said to have it.
    fn part_actors(&self, claim: &mut Claim<'a>) {
        let definite = self.group_at(claim.trigger).is_some_and(|noun| self.is_definite(noun));
        let [_, _] = &claim.actor[..] else { return };
        if !definite || !claim.target.is_empty() || claim.modality == Modality::Actual && claim.action != "keep" {
            return;
        }
        let among = |parties: &[Argument<'a>]| parties.len() == 1 && share(parties, &claim.actor);
        let between = |known: &&Claim<'a>| known.frame == claim.frame && among(&known.actor) && among(&known.target);
        let Some(known) = self.memory.claims().find(between) else { return };
        let own = |party: &Argument<'a>| known.actor.iter().any(|actor| actor.same_party(party));
        let (actor, target) = std::mem::take(&mut claim.actor).into_iter().partition(own);
        (claim.actor, claim.target) = (actor, target);
    }

    /// "Opened a probe into Peru's exports and will recommend a duty": whom one looks into one's own duty hits.
    fn hit_investigated(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        let case = earlier.iter().rev().find(|known| known.frame == "investigation" && !known.target.is_empty());
        let own = case.filter(|case| !claim.actor.is_empty() && share(&claim.actor, &case.actor));
        let taken = matches!(claim.action, "impose" | "raise") && claim.target.is_empty() && claim.product.is_empty();
        if let Some(case) = own.filter(|_| taken) {
            claim.target = case.target.iter().map(|target| target.carried_to(claim.trigger)).collect();
        }
    }

    /// Forgets an actor that was only pointed at and cannot be the one: "we" of a speaker who acts for no known state,
    /// "the government" that the measure was told to hit.
    fn unname(&self, claim: &mut Claim<'a>) {
        let again = matches!(claim.action, "cut" | "raise" | "suspend" | "lift" | "delay" | "resume" | "exempt");
        let known = |actor: &Argument<'a>| {
            let same = |known: &&Claim<'a>| known.frame == claim.frame && known.action == claim.action;
            self.memory.claims().find(same).is_some_and(|known| share(&known.target, std::slice::from_ref(actor)))
        };
        let wrong = |actor: &Argument<'a>| {
            let ours = matches!(&*actor.span.of(self.text.source).to_lowercase(), "we" | "us" | "our");
            let stateless = actor.kind == Some(Kind::Person) && ours && self.memory.knows(claim.frame);
            // "Time for Washington to drop its duties": whom the sentence names is not mistaken.
            let mut named = self.parse.units.iter().filter_map(|unit| unit.mention);
            let mut here = || named.any(|mention| self.mentions[mention].id == actor.id);
            actor.carried && (stateless || again && claim.target.is_empty() && known(actor) && !here())
        };
        if claim.actor.iter().all(wrong) {
            claim.actor.clear();
        }
    }

    /// "A global tariff", "other tariffs": whom the measure before hit says nothing of it.
    fn is_general(&self, claim: &Claim<'_>) -> bool {
        let Some(group) = self.group_at(claim.trigger) else { return false };
        let units = &self.parse.units[self.parse.groups[group].units.clone()];
        let general = |word: &str| self.rules.context.is_general(word) || word == "other";
        // "duties on most countries"
        let on = |&on: &usize| matches!(self.parse.preposition(on), "on" | "against" | "from" | "for");
        let all = |on: usize| {
            let head = self.parse.head(on);
            head.mention.is_none() && self.rules.context.means_states(&head.lemma)
        };
        units.iter().any(|unit| general(&unit.lower)) || self.parse.hanging(group).filter(on).any(all)
    }

    /// Whether the claim's noun is what something answers.
    fn is_answered(&self, claim: &Claim<'_>) -> bool {
        let group = self.group_at(claim.trigger);
        let preposition = group.map(|group| self.parse.preposition(group));
        matches!(preposition, Some("in response to" | "in retaliation for" | "in return for"))
    }

    /// Whether the claim is stated by "one" or "those" that points at a measure of the same kind.
    fn is_instance(&self, claim: &Claim<'_>) -> bool {
        let unit = self.parse.units.iter().find(|unit| unit.span == claim.trigger);
        unit.is_some_and(|unit| matches!(&*unit.lower, "one" | "ones" | "that" | "those"))
    }

    /// Whether two lists of parties can be the same: one is empty, or they share one or a state for which they act.
    pub(in crate::claim) fn agree(&self, mine: &[Argument<'a>], theirs: &[Argument<'a>]) -> bool {
        let state = |party: &Argument<'a>| party.state(self.lexicon).id;
        let same = || mine.iter().any(|one| theirs.iter().any(|other| state(one) == state(other)));
        mine.is_empty() || theirs.is_empty() || share(mine, theirs) || same()
    }

    /// Whether the measure of a claim may be the one known from before.
    fn fits(&self, claim: &Claim<'a>, known: &Claim<'a>) -> bool {
        known.frame == claim.frame
            && self.agree(&claim.actor, &known.actor)
            && self.agree(&claim.target, &known.target)
            && !share(&claim.actor, &known.target)
            && !share(&claim.target, &known.actor)
    }

    /// "Mexico has fought back with tariffs": whom an answer hits, the one who hit first, else whoever was hit last.
    pub(in crate::claim) fn complete_answer(&self, earlier: &[Claim<'a>], claim: &mut Claim<'a>) {
        if claim.actor.is_empty() || !claim.target.is_empty() || !self.answers(claim) {
            return;
        }
        let known = || {
            let here = earlier.iter().rev().filter(|known| known.trigger != claim.trigger);
            // Whoever is exempt was not hit.
            here.chain(self.memory.claims()).filter(|known| !known.actor.is_empty() && known.action != "exempt")
        };
        let hit_first = known().find(|known| share(&claim.actor, &known.target)).map(|known| &known.actor);
        let hit_last = || {
            let other = known().find(|known| !known.target.is_empty() && !share(&claim.actor, &known.target))?;
            (other.frame == claim.frame).then_some(&other.target)
        };
        let Some(parties) = hit_first.or_else(hit_last) else { return };
        let carried = |party: &Argument<'a>| party.state(self.lexicon).carried_to(claim.trigger);
        claim.target =
            parties.iter().map(carried).filter(|party| !share(std::slice::from_ref(party), &claim.actor)).collect();
    }

    /// Whether the claim's own words say that it answers another.
    fn answers(&self, claim: &Claim<'_>) -> bool {
        let word = claim.word();
        let first = word.split(' ').next().unwrap_or_default();
        if self.rules.context.answers(first) || word.contains(" back") {
            return true;
        }
        self.group_at(claim.trigger).is_some_and(|group| {
            let units = &self.parse.units[self.parse.groups[group].units.clone()];
            units.iter().any(|unit| self.rules.context.is_countering(&unit.lemma))
        })
    }

    /// Whether a case is brought over the measure of a claim: "a complaint at the WTO over the duties".
    pub(in crate::claim) fn is_over(&self, case: &Claim<'a>, claim: &Claim<'a>) -> bool {
        let Some(noun) = self.group_at(case.trigger).filter(|_| case.frame == "investigation") else { return false };
        let Some(measure) = self.group_at(claim.trigger) else { return false };
        // "Filed a lawsuit in May over the duties": behind the verb of which the case is the object.
        let verb = self.parse.groups[noun].host.filter(|_| self.parse.groups[noun].relation == Relation::Object);
        let over = matches!(self.parse.preposition(measure), "over" | "against" | "about");
        let beside = over && verb.is_some() && self.parse.groups[measure].host == verb;
        let above = std::iter::successors(Some(measure), |&at| self.parse.groups[at].host);
        beside || above.take(7).any(|at| at == noun)
    }
}

/// Whether two lists have a party in common.
pub(in crate::claim) fn share(mine: &[Argument<'_>], theirs: &[Argument<'_>]) -> bool {
    mine.iter().any(|one| theirs.iter().any(|other| one.same_party(other)))
}

/// Whether both can be of the same goods: one names none, or they share some.
fn goods_agree(claim: &Claim<'_>, known: &Claim<'_>) -> bool {
    let shared = |product: &Argument<'_>| known.product.iter().any(|other| other.id == product.id);
    claim.product.is_empty() || known.product.is_empty() || claim.product.iter().any(shared)
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
    crate::claim::phrase::points_back(&units[start].lower) || units[at].tag == Tag::Pronoun
}
