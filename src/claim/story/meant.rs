//! A measure's claim + those before → which of them it means, and what it takes from that one.

use super::recall::share;
use crate::claim::role::party;
use crate::claim::{Argument, Claim, Scene};
use crate::lexicon::Kind;
use crate::rule::Modality;
use crate::syntax::{Tag, Unit};

/// How many sentences back the goods stand that a measure spoken of since is on.
const GOODS: usize = 6;

/// As many goods are told again by "the duties"; a longer list is not.
const FEW: usize = 3;

/// What the story said of the measure that a claim means.
pub(super) struct Meant<'k, 'a> {
    /// The claims that may be of that measure and tell whose it is, the nearest first.
    fitting: Vec<&'k Claim<'a>>,
    /// The one of them that is meant.
    source: &'k Claim<'a>,
    /// Who speaks of it as of one that hit them; empty where nobody does.
    sufferers: Vec<Argument<'a>>,
    /// Whether a sufferer or the rate tells which is meant.
    sure: bool,
}

impl<'a> Scene<'_, 'a> {
    /// The claims before, the nearest first, that may be of the same measure.
    pub(super) fn like<'k>(&'k self, earlier: &'k [Claim<'a>], claim: &Claim<'a>) -> Vec<&'k Claim<'a>> {
        let here = earlier.iter().rev().filter(|known| known.trigger != claim.trigger);
        here.chain(self.memory.claims()).filter(|known| self.fits(claim, known)).collect()
    }

    /// Which of the claims before is meant: the one that hit whoever speaks, of the same rate, on the same goods, of
    /// the same act, else the nearest.
    pub(super) fn meant<'k>(&self, like: &[&'k Claim<'a>], claim: &Claim<'a>) -> Option<Meant<'k, 'a>> {
        let fitting: Vec<&'k Claim<'a>> = like.iter().copied().filter(|known| !known.actor.is_empty()).collect();
        let find = |is_meant: &dyn Fn(&Claim<'a>) -> bool| fitting.iter().copied().find(|known| is_meant(known));
        // "Canada and Mexico said the tariffs are unacceptable": who speaks of a measure that hit it means that one.
        let speaks = claim.action == "keep" && claim.actor.is_empty();
        let mut sufferers = if speaks { self.topic() } else { Vec::new() };
        let suffered = find(&|known| share(&sufferers, &known.target));
        if suffered.is_none() {
            sufferers.clear();
        }
        // "The 25% duty" is the one of that rate.
        let rate = claim.rate.as_ref().map(|rate| &rate.id);
        let of_rate = |known: &Claim<'a>| rate.is_some() && known.rate.as_ref().map(|known| &known.id) == rate;
        let same_rate = || find(&|known| of_rate(known) && goods_agree(claim, known));
        // What was said of the same goods before.
        let named = |known: &Claim<'a>| !claim.product.is_empty() && !known.product.is_empty();
        let same_goods = || find(&|known| named(known) && goods_agree(claim, known));
        // "The suspension", "further cuts": what was done in the same way.
        let again = matches!(claim.action, "cut" | "raise" | "suspend" | "lift" | "delay" | "resume");
        let same_act = || find(&|known| again && known.action == claim.action);
        // "The duties" that stand are none that are only threatened, nor those of whoever blocked another's.
        let stands = claim.action == "keep" && claim.modality == Modality::Actual;
        let open = |known: &Claim<'a>| {
            matches!(known.modality, Modality::Proposed | Modality::Threatened) && known.action != "keep"
        };
        let ends = |known: &Claim<'a>| matches!(known.action, "suspend" | "lift" | "delay");
        let is_another = |known: &Claim<'a>| {
            let has =
                |other: &&Claim<'a>| !ends(other) && !open(other) && !other.actor.iter().all(|actor| actor.carried);
            ends(known) && fitting.iter().copied().filter(has).any(|other| !self.agree(&known.actor, &other.actor))
        };
        let in_force = || find(&|known| stands && !open(known) && !is_another(known));
        let told = suffered.or_else(same_rate);
        let source = told.or_else(same_goods).or_else(same_act).or_else(in_force);
        let source = source.or_else(|| fitting.first().copied())?;
        Some(Meant { source, sufferers, sure: told.is_some(), fitting })
    }

    /// Whom it hits may be known where nobody is said to have taken it.
    pub(super) fn recall_victim(&self, like: &[&Claim<'a>], claim: &mut Claim<'a>) {
        let hit = like.iter().find(|known| !known.target.is_empty() && goods_agree(claim, known));
        if let Some(hit) = hit.filter(|_| claim.target.is_empty() && !self.is_general(claim)) {
            let carried = |target: &Argument<'a>| target.state(self.lexicon).carried_to(claim.trigger);
            claim.target = hit.target.iter().map(carried).collect();
        }
    }

    /// "The ban" of which the story only says that it will come is still to come.
    pub(super) fn recall_plan(&self, meant: &Meant<'_, 'a>, claim: &mut Claim<'a>) {
        let presumed = claim.is_only("default");
        let ahead = |known: &&Claim<'a>| known.action == "impose" && known.modality == Modality::Planned;
        if presumed && claim.action == "keep" && meant.fitting.iter().all(ahead) {
            claim.action = meant.source.action;
            claim.modality = meant.source.modality;
        }
    }

    /// Whose measure it was said to be; whoever asks for something of it does not have it.
    pub(super) fn recall_actor(&self, meant: &Meant<'_, 'a>, claim: &mut Claim<'a>) {
        if claim.actor.is_empty() {
            let requester = claim.requester.as_ref();
            let actors = meant.source.actor.iter().filter(|actor| requester.is_none_or(|asker| asker.id != actor.id));
            claim.actor = actors.map(|actor| actor.state(self.lexicon).carried_to(claim.trigger)).collect();
        }
    }

    /// Whom it was said to hit: "the duties" are all those that one sentence dealt out.
    pub(super) fn recall_target(&self, meant: &Meant<'_, 'a>, claim: &mut Claim<'a>) {
        if !claim.target.is_empty() || self.binds_all(claim) || self.is_general(claim) {
            return;
        }
        let Some(hit) = self.hit_before(meant, claim) else { return };
        let dealt_out = |known: &Claim<'a>| {
            std::ptr::eq(known, hit)
                || self.is_plural(claim)
                    && claim.rate.is_none()
                    && (known.sentence, known.action) == (hit.sentence, hit.action)
                    && known.rate.is_some()
        };
        let mut dealt: Vec<&Claim<'a>> = meant.fitting.iter().copied().filter(|known| dealt_out(known)).collect();
        dealt.sort_by_key(|known| known.trigger);
        let sufferers = &meant.sufferers;
        let named = |target: &&Argument<'a>| sufferers.is_empty() || share(std::slice::from_ref(*target), sufferers);
        let targets = dealt.into_iter().flat_map(|known| &known.target).filter(named);
        let targets = targets.filter(|target| !claim.actor.iter().any(|actor| actor.same_party(target)));
        claim.target = targets.map(|target| target.state(self.lexicon).carried_to(claim.trigger)).collect();
        party::dedup(&mut claim.target);
    }

    /// "OPEC's ceiling" binds all its members.
    fn binds_all(&self, claim: &Claim<'a>) -> bool {
        let frame = self.rules.frame(claim.frame).zip(self.group_at(claim.trigger));
        frame.is_some_and(|(frame, noun)| self.is_held(frame, noun))
            && claim.actor.iter().any(|actor| !actor.carried && actor.is_bloc(self.lexicon))
    }

    /// The claim before that tells whom the measure hits: the one that is surely meant, else one by which a whole
    /// country is hit rather than one firm of it, else the nearest.
    fn hit_before<'k>(&self, meant: &Meant<'k, 'a>, claim: &Claim<'a>) -> Option<&'k Claim<'a>> {
        // "The one on steel" hits what was hit with steel before, not what the last measure hit.
        let another = !claim.product.is_empty() && self.is_instance(claim);
        let only = !another && self.is_one_hit(meant, claim);
        // Two who act together hit whom both of them hit before.
        let together = |known: &Claim<'a>| {
            claim.actor.len() < 2 || claim.actor.iter().all(|actor| share(&known.actor, std::slice::from_ref(actor)))
        };
        let hits = |known: &&Claim<'a>| {
            !known.target.is_empty()
                && (known.action != "exempt" || claim.action == "exempt")
                && self.agree(&claim.actor, &known.actor)
                && (only || goods_agree(claim, known))
                && together(known)
                && (!another || !known.product.is_empty())
        };
        let hits: Vec<&'k Claim<'a>> = meant.fitting.iter().copied().filter(hits).collect();
        let find = |is_meant: &dyn Fn(&Claim<'a>) -> bool| hits.iter().copied().find(|known| is_meant(known));
        let source = find(&|known| meant.sure && std::ptr::eq(known, meant.source));
        let whole = || find(&|known| known.target[0].kind == Some(Kind::Country));
        source.or_else(whole).or_else(|| hits.first().copied())
    }

    /// A story that knows one party hit, and says so more than once, goes on speaking of it whatever the goods.
    fn is_one_hit(&self, meant: &Meant<'_, 'a>, claim: &Claim<'a>) -> bool {
        let hits = |known: &&&Claim<'a>| !known.target.is_empty() && self.agree(&claim.actor, &known.actor);
        let mut told = meant.fitting.iter().filter(hits).map(|known| known.target.iter().map(|party| &party.id));
        let Some(first) = told.next() else { return false };
        told.clone().next().is_some() && told.all(|other| other.eq(first.clone()))
    }

    /// The goods that it was said to be on, where the words point back: "the duty", "those tariffs".
    pub(super) fn recall_product(&self, meant: &Meant<'_, 'a>, claim: &mut Claim<'a>) {
        let figures = claim.rate.is_some() || claim.amount.is_some();
        if figures || !claim.product.is_empty() || !points_back(&self.parse.units, claim) {
            return;
        }
        // "The duties" of lumber stay those while their rate, their purpose and their harm are told.
        let told = |known: &&&Claim<'a>| {
            (1..=FEW).contains(&known.product.len())
                && share(&known.target, &claim.target)
                && known.sentence + GOODS >= claim.sentence
        };
        let named = self
            .group_at(claim.trigger)
            .is_some_and(|noun| self.parse.groups[noun].is_noun() && self.parse.head(noun).tag != Tag::Pronoun);
        let of_goods = meant.fitting.iter().find(told).copied();
        let of_goods = of_goods.filter(|_| meant.source.product.is_empty() && self.is_measure(claim) && named);
        let goods = of_goods.unwrap_or(meant.source).product.iter();
        claim.product = goods.map(|product| product.carried_to(claim.trigger)).collect();
    }

    /// "A global tariff", "other tariffs": whom the measure before hit says nothing of it.
    fn is_general(&self, claim: &Claim<'_>) -> bool {
        let Some(group) = self.group_at(claim.trigger) else { return false };
        let units = |group: usize| &self.parse.units[self.parse.groups[group].units.clone()];
        let general = |word: &str| self.rules.context.is_general(word) || word == "other";
        // "a ban on foreign-made cars"
        let wide = |on: usize| units(on).iter().any(|unit| self.rules.context.is_general(&unit.lower));
        // "duties on most countries"
        let on = |&on: &usize| matches!(self.parse.preposition(on), "on" | "against" | "from" | "for");
        let all = |on: usize| {
            let head = self.parse.head(on);
            head.mention.is_none() && self.rules.context.means_states(&head.lemma)
        };
        // "Countries not listed will face a duty", "goods from all countries".
        let bearer = self.told_by(claim).and_then(|verb| self.parse.groups[verb].verb.subject);
        let unnamed = |bearer: usize| {
            let spoken_of = matches!(&*self.first(bearer).lower, "these" | "those" | "both" | "they");
            !spoken_of && (all(bearer) || self.parse.hanging(bearer).filter(on).any(all))
        };
        units(group).iter().any(|unit| general(&unit.lower))
            || self.parse.hanging(group).filter(on).any(|on| all(on) || wide(on))
            || bearer.is_some_and(unnamed)
    }

    /// Whether the claim is stated by "one" or "those" that points at a measure of the same kind.
    fn is_instance(&self, claim: &Claim<'_>) -> bool {
        let unit = self.parse.units.iter().find(|unit| unit.span == claim.trigger);
        unit.is_some_and(|unit| matches!(&*unit.lower, "one" | "ones" | "that" | "those"))
    }

    /// Whether the measure of a claim may be the one known from before.
    fn fits(&self, claim: &Claim<'a>, known: &Claim<'a>) -> bool {
        known.frame == claim.frame
            && self.agree(&claim.actor, &known.actor)
            && self.agree(&claim.target, &known.target)
            && !share(&claim.actor, &known.target)
            && !share(&claim.target, &known.actor)
    }
}

/// Whether both can be of the same goods: one names none, or they share some.
fn goods_agree(claim: &Claim<'_>, known: &Claim<'_>) -> bool {
    let shared = |product: &Argument<'_>| known.product.iter().any(|other| are_same_goods(&other.id, &product.id));
    claim.product.is_empty() || known.product.is_empty() || claim.product.iter().any(shared)
}

/// Whether two names are of the same goods: "steel" and "steel product" are.
pub(super) fn are_same_goods(one: &str, other: &str) -> bool {
    let within =
        |short: &str, long: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    within(one, other) || within(other, one)
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
