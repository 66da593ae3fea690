//! bytes of documents → at most so many of them under way.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The bytes that may be under way.
pub(super) struct Budget {
    most: usize,
    taken: Mutex<usize>,
    given_back: Condvar,
}

impl Budget {
    pub(super) fn new(most: usize) -> Budget {
        Budget { most, taken: Mutex::new(0), given_back: Condvar::new() }
    }
}

/// A share of the budget, given back when it is dropped.
pub(super) struct Share {
    budget: Arc<Budget>,
    size: usize,
}

impl Share {
    /// Waits until there is room; a batch larger than all of the budget goes alone.
    pub(super) fn take(budget: &Arc<Budget>, size: usize) -> Share {
        let taken = budget.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |taken: &mut usize| *taken > 0 && *taken + size > budget.most;
        let mut taken = budget.given_back.wait_while(taken, is_full).unwrap_or_else(PoisonError::into_inner);
        *taken += size;
        Share { budget: Arc::clone(budget), size }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.size;
        self.budget.given_back.notify_all();
    }
}
