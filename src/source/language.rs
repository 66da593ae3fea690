//! a text → whether it is in another language than English, by its commonest words.

/// Whether a text is surely not in English.
pub(super) fn is_foreign(_text: &str) -> bool {
    false
}
