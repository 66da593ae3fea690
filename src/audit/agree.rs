//! a golden claim and a found one → on how many points they agree.

use super::side::{Argument, Claim};

/// How far two claims of one frame agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Agreement {
    /// Points owed and met, the frame among them.
    pub(super) right: usize,
    /// Points met that were welcome but not owed.
    pub(super) welcome: usize,
    /// Whether action, negation, actors, targets and rate all agree.
    pub(super) core: bool,
    /// Whether every field agrees.
    pub(super) whole: bool,
}

impl Agreement {
    /// Of two claims of the same frame.
    pub(super) fn between(gold: &Claim, predicted: &Claim) -> Agreement {
        let mut agreement = Agreement { right: 1, welcome: 0, core: true, whole: true };
        agreement.note(gold.action == predicted.action, true);
        agreement.note(gold.modality == predicted.modality, false);
        if gold.negated || predicted.negated {
            agreement.note(gold.negated == predicted.negated, true);
        }
        for ((role, owed, agree), (_, mut rest, _)) in gold.lists().into_iter().zip(predicted.lists()) {
            // What is owed chooses first.
            let (first, last): (Vec<&Argument>, _) = owed.into_iter().partition(|argument| argument.owed);
            for argument in first.into_iter().chain(last) {
                match rest.iter().position(|other| argument.agrees(other, agree)) {
                    Some(place) => {
                        rest.remove(place);
                        agreement.meet(argument);
                    }
                    None if argument.owed => agreement.miss(role != "product"),
                    None => {}
                }
            }
            if !rest.is_empty() {
                agreement.miss(role != "product");
            }
        }
        for ((role, owed, agree), (_, other, _)) in gold.singles().into_iter().zip(predicted.singles()) {
            match (owed, other) {
                (Some(owed), Some(other)) if owed.agrees(other, agree) => agreement.meet(owed),
                (None, None) => {}
                (Some(owed), None) if !owed.owed => {}
                _ => agreement.miss(role == "rate"),
            }
        }
        agreement
    }

    fn note(&mut self, agrees: bool, of_core: bool) {
        if agrees {
            self.right += 1;
        } else {
            self.miss(of_core);
        }
    }

    fn meet(&mut self, argument: &Argument) {
        self.right += usize::from(argument.owed);
        self.welcome += usize::from(!argument.owed);
    }

    fn miss(&mut self, of_core: bool) {
        self.whole = false;
        self.core &= !of_core;
    }
}
