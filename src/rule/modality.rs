//! How a text puts a claim.

/// How the text puts a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// Told as done, in force or happening.
    Actual,
    /// Decided, announced or agreed for later.
    Planned,
    /// Suggested, considered, possible.
    Proposed,
    /// Held out as a threat.
    Threatened,
    /// Asked for by another.
    Requested,
}

impl Modality {
    /// Every modality.
    pub(super) const ALL: [Modality; 5] =
        [Modality::Actual, Modality::Planned, Modality::Proposed, Modality::Threatened, Modality::Requested];

    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Actual => "actual",
            Modality::Planned => "planned",
            Modality::Proposed => "proposed",
            Modality::Threatened => "threatened",
            Modality::Requested => "requested",
        }
    }
}
