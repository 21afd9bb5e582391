//! What services answer: records of the domain as messages. What is withheld or erased is shown empty.

mod district;
mod outcome;
mod plan;
mod training;

pub use district::{ScopeCounts, nomination, scope_member, teacher};
pub use outcome::{outcome, outcomes, record_ref, recorded};
pub use plan::{agency, plan};
pub use training::{Candidate, class, enrollment, nominee};
