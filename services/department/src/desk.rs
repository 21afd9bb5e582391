//! What the department's decisions look at besides the transaction.

use crate::view::DepartmentView;
use contracts::refusal::{Reason, Refusal};
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;

/// The transaction of one call at the department.
pub type Desk<'t, 'a> = exchange::desk::Desk<'t, 'a, DepartmentView>;

/// What the department knows.
pub trait Facts {
    /// The district with a code.
    ///
    /// # Errors
    /// AGENCY_NOT_FOUND.
    fn district(&self, code: &str) -> Result<AgencyId, Refusal>;
}

impl Facts for Desk<'_, '_> {
    fn district(&self, code: &str) -> Result<AgencyId, Refusal> {
        let (registry, anchor) = self.registry();
        let found = registry.by_code(anchor, AgencyKind::District, code);
        found.ok_or_else(|| Refusal::new(Reason::AgencyNotFound).with("code", code))
    }
}
