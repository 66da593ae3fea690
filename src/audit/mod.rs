//! golden files + records → figures: how much of what is true was found, and how much of what was found is true.
//!
//! Records are compared with golden files by what they name, never by running the extractor again. The rules of the
//! comparison are those of the scoring section of the annotators' guide, to the last digit.

mod agree;
mod calibration;
mod cause;
mod change;
mod changes;
mod compare;
mod estimate;
mod floor;
mod golden;
mod junit;
mod name;
pub(crate) mod page;
mod pair;
mod quantity;
mod report;
mod sample;
mod score;
mod side;
mod silence;
mod table;

pub use calibration::Calibration;
pub use change::{Cause, Change, Fate, changes};
pub use changes::{Changes, Comparison, Group};
pub use compare::audit;
pub use estimate::Estimate;
pub use floor::{Floor, Kept};
pub use golden::{CodePoints, Golden};
pub use page::{Page, Since};
pub use report::{Audited, ClaimPair, Differing, EntityPair, Report, Row};
pub use sample::Sample;
pub use score::{Confusion, Count, Score, Table};
pub use side::{Argument, Claim, Entity, FRAMES, KINDS, MODALITIES, ROLES, actions_of};
pub use silence::{Candidate, Extent, Outcome, Silence, candidates};
