//! A measure or event → what is done to what: "exempt" "cars from Japan" "from 25% tariff".

use super::Writer;
use crate::claim::Argument;
use crate::lexicon::Kind;
use crate::rule::Modality;
use std::borrow::Cow;

/// The parts of a sentence that follow who does it.
pub(super) struct Deed<'w> {
    /// The verb's base form.
    pub(super) verb: Cow<'w, str>,
    /// What undergoes it.
    pub(super) what: String,
    /// What stands at the end, whether it is told of who does it or of what undergoes it.
    pub(super) rest: String,
    /// Whether what undergoes it stands in the plural.
    pub(super) several: bool,
}

/// An amount, by where it stands.
pub(super) enum Amount {
    /// "three rounds of talks"
    Counts(String),
    /// "quota of 5 million tons"
    OfMeasure(String),
    /// "commitment for 5 million tons of wheat"
    OfGoods(String),
    /// "subsidy worth $5 billion"
    Worth(String),
    /// "raised **to $200**"
    Reached(String),
    /// No amount.
    None,
}

impl Writer<'_, '_> {
    /// "keep" "25% tariff on cars from Japan", "raise" "tariff on cars" "to 25%".
    pub(super) fn deed(&self) -> Deed<'_> {
        let claim = self.claim;
        let amount = self.amount();
        let (measure, sides) = (self.measure(&amount), self.sides(&amount));
        if claim.action == "exempt" {
            return self.exemption(&measure);
        }
        if let Some(done) = self.told_by_verb(&amount) {
            return done;
        }
        let mut rest = String::new();
        if let Some(rate) = claim.rate.as_ref().filter(|_| self.moves()) {
            if let Some(before) = &claim.rate_before {
                rest += &format!(" from {}", self.name(before));
            }
            // "a 10-percentage-point rise"
            let goes = if self.name(rate).contains("point") { "by" } else { "to" };
            rest += &format!(" {} {}", self.lead(rate).filter(|lead| *lead != "past").unwrap_or(goes), self.name(rate));
        }
        let worth = match amount {
            Amount::Worth(amount) => format!(" worth {amount}"),
            Amount::Reached(amount) => {
                rest += &format!(" {amount}");
                String::new()
            }
            _ => String::new(),
        };
        let several = measure.split(" of ").next().is_some_and(|head| self.is_plural(head));
        let what = format!("{measure}{sides}{worth}");
        let verb = match (claim.frame, claim.action) {
            ("subsidy", "impose") => "introduce".into(),
            ("agreement", "withdraw") => "withdraw from".into(),
            (_, action) => action.replace('_', " "),
        };
        Deed { verb: verb.into(), what, rest, several }
    }

    /// "exempt" "cars from Canada" "from tariff", where nobody is named "grant" "exemption from tariff".
    fn exemption(&self, measure: &str) -> Deed<'_> {
        let claim = self.claim;
        let (first, second) = (self.list(&claim.product), self.list(&claim.target));
        let what = match (first.is_empty(), second.is_empty()) {
            (true, true) => format!("exemption from {measure}"),
            (false, false) => format!("{first} {} {second}", self.prepositions().1),
            _ => first + &second,
        };
        if claim.product.is_empty() && claim.target.is_empty() {
            return Deed { verb: "grant".into(), what, rest: String::new(), several: false };
        }
        let exempt = if claim.product.is_empty() { &claim.target } else { &claim.product };
        let goods = |only: &Argument<'_>| only.kind == Some(Kind::Commodity) && self.is_plural(&self.name(only));
        let several = exempt.len() > 1 || exempt.iter().any(goods);
        Deed { verb: "exempt".into(), what, rest: format!(" from {measure}"), several }
    }

    /// Whether the measure grows or shrinks, so that its rate is one that it goes to.
    fn moves(&self) -> bool {
        matches!(self.claim.action, "raise" | "cut")
    }

    /// "25% tariff", "quota of 5 million tons", "three rounds of talks".
    fn measure(&self, amount: &Amount) -> String {
        let claim = self.claim;
        let noun = match claim.frame {
            "negotiation" => "talks".into(),
            "sanction" => "sanctions".into(),
            frame => frame.replace('_', " "),
        };
        let noun = match amount {
            Amount::Counts(amount) => format!("{amount} of {noun}"),
            Amount::OfMeasure(amount) => format!("{noun} of {amount}"),
            _ => noun,
        };
        match claim.rate.as_ref().filter(|_| !self.moves()) {
            Some(rate) => format!("{} {noun}", self.name(rate)),
            None => noun,
        }
    }

    /// " on cars from Japan".
    fn sides(&self, amount: &Amount) -> String {
        let claim = self.claim;
        let (of_goods, of_target) = self.prepositions();
        let goods = match (amount, self.list(&claim.product)) {
            (_, goods) if goods.is_empty() => goods,
            (Amount::OfGoods(amount), goods) if amount.ends_with(&goods) => format!(" {of_goods} {amount}"),
            (Amount::OfGoods(amount), goods) => format!(" {of_goods} {amount} of {goods}"),
            (_, goods) => format!(" {of_goods} {goods}"),
        };
        match self.list(self.others_hit()) {
            target if target.is_empty() => goods,
            target => format!("{goods} {of_target} {target}"),
        }
    }

    /// Whom it hits, but where no goods are named for who asks for it: "Ecuador asks OPEC to raise quota".
    pub(super) fn others_hit(&self) -> impl Iterator<Item = &Argument<'_>> {
        let bare = self.claim.modality == Modality::Requested && self.claim.product.is_empty();
        let asker = self.claim.requester.as_ref().filter(|_| bare);
        self.claim.target.iter().filter(move |hit| asker.is_none_or(|asker| asker.id != hit.id))
    }

    /// What stands before goods and before whom it hits.
    fn prepositions(&self) -> (&'static str, &'static str) {
        let bare = self.claim.product.is_empty();
        match self.claim.frame {
            "export_restriction" | "import_restriction" if bare => ("on", "against"),
            "export_restriction" => ("on", "to"),
            "quota" if self.is_granted() => ("on", "for"),
            "import_restriction" | "quota" => ("on", "from"),
            "appointment" | "commemoration" => ("of", "of"),
            "subsidy" | "commitment" | "visit" => ("for", "to"),
            "investigation" => ("into", "against"),
            "agreement" | "negotiation" => ("on", "with"),
            _ if bare => ("on", "on"),
            _ if self.goes_to_target() => ("on", "to"),
            _ => ("on", "from"),
        }
    }

    /// "A quota **for** Peru", "**Peru's** quota".
    fn is_granted(&self) -> bool {
        self.claim.target.first().is_some_and(|target| {
            let behind = &self.text.source[target.span.end as usize..];
            let owns = ["'", "’"].iter().any(|sign| behind.starts_with(sign));
            owns || matches!(self.before(target).next(), Some("for" | "to"))
        })
    }

    /// Whether the goods of a sanction are what its target may not buy: as the text says, or because they are arms.
    fn goes_to_target(&self) -> bool {
        let claim = self.claim;
        let bought = |goods: &Argument<'_>| matches!(self.lexicon.sort(&goods.id), "arms" | "machine" | "electronics");
        let preposition = claim.target.first().and_then(|target| self.before(target).next());
        match preposition {
            _ if claim.frame != "sanction" => false,
            // "chips to Russia", but not "adds oil to Russia sanctions"
            Some("to") if claim.trigger.start < claim.target[0].span.start => true,
            Some("from") => false,
            _ => claim.product.iter().all(bought),
        }
    }

    /// The amount, by where it stands.
    fn amount(&self) -> Amount {
        let claim = self.claim;
        let Some(amount) = &claim.amount else {
            return Amount::None;
        };
        let words = self.figure(amount).into_owned();
        let goes = |lead: &&str| matches!(*lead, "to" | "by") && self.moves() && claim.rate.is_none();
        if let Some(lead) = self.lead(amount).filter(goes) {
            return Amount::Reached(format!("{lead} {words}"));
        }
        match (claim.frame, amount.kind) {
            ("tariff", Some(Kind::Money)) if self.is_charged(amount) => Amount::OfMeasure(words),
            (_, Some(Kind::Money)) => Amount::Worth(words),
            ("negotiation", _) => Amount::Counts(words),
            ("quota", _) => Amount::OfMeasure(words),
            _ if claim.product.is_empty() => Amount::OfMeasure(words),
            _ => Amount::OfGoods(words),
        }
    }

    /// Whether money is what a tariff takes, not what the goods are worth: "a tariff of $200", "$200 a tonne".
    fn is_charged(&self, amount: &Argument<'_>) -> bool {
        let source = self.text.source;
        let behind = source[amount.span.end as usize..].trim_start();
        let each = ["a ", "an ", "per ", "/", "-a-", "-per-"].iter().any(|each| behind.starts_with(each));
        let trigger = self.claim.trigger;
        let between =
            [trigger.end as usize..amount.span.start as usize, amount.span.end as usize..trigger.start as usize];
        let beside = between.into_iter().filter_map(|gap| source.get(gap)).any(|gap| matches!(gap.trim(), "" | "of"));
        each || beside
    }
}
