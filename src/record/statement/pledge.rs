//! Pledges, visits, appointments → what is done in so many words: "buy" "25 tonnes of corn" "from US".

use super::Writer;
use super::deed::{Amount, Deed};
use crate::claim::Argument;
use crate::lexicon::Kind;
use crate::rule::Modality;

impl Writer<'_, '_> {
    /// The deed where a verb says it better than the frame's noun does.
    pub(super) fn told_by_verb(&self, amount: &Amount) -> Option<Deed<'_>> {
        let claim = self.claim;
        match (claim.frame, claim.action) {
            ("commitment", "make") => self.pledged(amount),
            ("visit", "make") if !claim.target.is_empty() => Some(plain("visit", self.list(&claim.target))),
            ("appointment", "make") if !claim.target.is_empty() => Some(self.appointed()),
            ("qualification", "win") if claim.amount.is_none() => {
                let over = self.list(&claim.target);
                let over = if over.is_empty() { over } else { format!("ahead of {over}") };
                Some(plain("qualify", over)).filter(|_| !claim.actor.is_empty())
            }
            _ => None,
        }
    }

    /// "appoint" "Jane Doe" "in Chile".
    fn appointed(&self) -> Deed<'_> {
        let target = &self.claim.target;
        let is_person = |party: &&Argument<'_>| party.kind == Some(Kind::Person);
        let (people, others): (Vec<_>, Vec<_>) = target.iter().partition(is_person);
        if people.is_empty() || others.is_empty() {
            return plain("appoint", self.list(target));
        }
        let lead = if others.iter().all(|place| place.kind == Some(Kind::Country)) { "in" } else { "at" };
        let several = people.len() > 1;
        Deed { several, rest: format!(" {lead} {}", self.list(others)), ..plain("appoint", self.list(people)) }
    }

    /// "buy" "25 tonnes of corn" "from US", where the rule's verb says so and something is bought or given.
    fn pledged(&self, amount: &Amount) -> Option<Deed<'_>> {
        let claim = self.claim;
        let context = &self.rules.context;
        let word = claim.word();
        let buys = context.buys(word);
        if !buys && !context.hands_over(word) {
            return None;
        }
        // "Pledged to buy": the word is given, nothing is bought yet.
        let before = self.text.source[..claim.trigger.start as usize].split_whitespace().next_back();
        let given = claim.modality == Modality::Actual && before == Some("to");
        if given && claim.actor.is_empty() {
            return None;
        }
        let verb = if given { format!("commit to {word}") } else { word.to_owned() };
        let goods = self.list(&claim.product);
        let what = match (amount, goods.is_empty()) {
            (Amount::Worth(sum), true) if buys && !self.is_bought_whole() => format!("goods worth {sum}"),
            (Amount::Worth(sum), true) if !buys => sum.clone(),
            (Amount::Worth(sum), false) if buys => format!("{goods} worth {sum}"),
            (Amount::Worth(sum), false) => format!("{sum} for {goods}"),
            (Amount::OfGoods(counted), _) if counted.ends_with(&goods) => counted.clone(),
            (Amount::OfGoods(counted), _) => format!("{counted} of {goods}"),
            (Amount::OfMeasure(counted), true) => counted.clone(),
            (_, false) => goods,
            _ if self.is_bought_whole() => String::new(),
            _ => return None,
        };
        let target = self.list(self.others_hit());
        // "buy Acme for $5 million"
        if what.is_empty() {
            let sum = if let Amount::Worth(sum) = amount { format!(" for {sum}") } else { String::new() };
            return Some(Deed { rest: sum, ..plain(&verb, target) }).filter(|deed| !deed.what.is_empty());
        }
        let several =
            !matches!(amount, Amount::Worth(_)) && what.split(" of ").next().is_some_and(|head| self.is_plural(head));
        let rest = match target.is_empty() {
            true => target,
            false => format!(" {} {target}", if buys { "from" } else { self.towards() }),
        };
        Some(Deed { verb: verb.into(), what, rest, several })
    }

    /// Whether who is named is bought rather than sells: "acquired Acme".
    fn is_bought_whole(&self) -> bool {
        let claim = self.claim;
        let [whole] = &claim.target[..] else { return false };
        let word_before = self.before(whole).find(|word| word.contains(char::is_alphabetic));
        let seller = matches!(word_before, Some("from" | "with"));
        self.rules.context.buys(claim.word())
            && claim.product.is_empty()
            && whole.kind == Some(Kind::Organization)
            && !seller
    }

    /// The word that leads to whoever gets it, as the text has it.
    fn towards(&self) -> &'static str {
        let before = self
            .claim
            .target
            .first()
            .and_then(|target| self.before(target).find(|word| !matches!(*word, "the" | "The" | "its" | "their")));
        match before {
            Some("in" | "into") => "in",
            Some("for") => "for",
            Some("with") => "with",
            _ => "to",
        }
    }
}

/// A verb with what undergoes it.
fn plain<'w>(verb: &str, what: String) -> Deed<'w> {
    Deed { verb: verb.to_owned().into(), what, rest: String::new(), several: false }
}
