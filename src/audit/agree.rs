//! a golden claim and a found one → slot by slot, whether they agree.

use super::side::{Argument, Claim};

/// How far two claims of one frame agree.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Agreement {
    slots: Vec<Slot>,
}

/// One slot of two claims; slots that are empty in both are left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    /// `action`, `modality`, `negated`, or a role.
    pub(super) name: &'static str,
    /// Points owed and met.
    pub(super) right: usize,
    /// Points met that were welcome but not owed.
    pub(super) welcome: usize,
    /// Whether nothing owed is missed and nothing else is there.
    pub(super) agrees: bool,
}

impl Agreement {
    /// Of two claims of the same frame.
    pub(super) fn between(gold: &Claim, predicted: &Claim) -> Agreement {
        let mut slots = vec![
            Slot::of("action", gold.action == predicted.action),
            Slot::of("modality", gold.modality == predicted.modality),
        ];
        if gold.negated || predicted.negated {
            slots.push(Slot::of("negated", gold.negated == predicted.negated));
        }
        for ((name, owed, agree), (_, mut rest, _)) in gold.lists().into_iter().zip(predicted.lists()) {
            if owed.is_empty() && rest.is_empty() {
                continue;
            }
            let mut slot = Slot::of(name, true).without_points();
            // What is owed chooses first.
            let (first, last): (Vec<&Argument>, _) = owed.into_iter().partition(|argument| argument.owed);
            for argument in first.into_iter().chain(last) {
                match rest.iter().position(|other| argument.agrees(other, agree)) {
                    Some(place) => {
                        rest.remove(place);
                        slot.meet(argument);
                    }
                    None => slot.agrees &= !argument.owed,
                }
            }
            slot.agrees &= rest.is_empty();
            slots.push(slot);
        }
        for ((name, owed, agree), (_, other, _)) in gold.singles().into_iter().zip(predicted.singles()) {
            let mut slot = Slot::of(name, true).without_points();
            match (owed, other) {
                (None, None) => continue,
                (Some(owed), Some(other)) if owed.agrees(other, agree) => slot.meet(owed),
                (Some(owed), None) if !owed.owed => {}
                _ => slot.agrees = false,
            }
            slots.push(slot);
        }
        Agreement { slots }
    }

    /// Points owed and met, the frame among them.
    pub(super) fn right(&self) -> usize {
        1 + self.slots.iter().map(|slot| slot.right).sum::<usize>()
    }

    /// Points met that were welcome but not owed.
    pub(super) fn welcome(&self) -> usize {
        self.slots.iter().map(|slot| slot.welcome).sum()
    }

    /// Whether action, negation, actors, targets and rate all agree.
    pub(super) fn core(&self) -> bool {
        let core = ["action", "negated", "actor", "target", "rate"];
        self.slots.iter().all(|slot| slot.agrees || !core.contains(&slot.name))
    }

    /// Whether every slot agrees.
    pub(super) fn whole(&self) -> bool {
        self.slots.iter().all(|slot| slot.agrees)
    }

    /// Every slot that either fills.
    pub(super) fn slots(&self) -> &[Slot] {
        &self.slots
    }
}

impl Slot {
    /// A slot of one point.
    fn of(name: &'static str, agrees: bool) -> Slot {
        Slot { name, right: usize::from(agrees), welcome: 0, agrees }
    }

    fn without_points(self) -> Slot {
        Slot { right: 0, ..self }
    }

    fn meet(&mut self, argument: &Argument) {
        self.right += usize::from(argument.owed);
        self.welcome += usize::from(!argument.owed);
    }
}
