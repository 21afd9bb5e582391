//! What the college's decisions look at besides the transaction.

use crate::view::{Books, CollegeView, Nominations};
use contracts::refusal::{Reason, Refusal};
use domain::text::fold;

/// The transaction of one call at a college.
pub type Desk<'t, 'a> = exchange::desk::Desk<'t, 'a, CollegeView>;

/// What a college knows.
pub trait Facts {
    /// What the college has entered, with everything recorded so far in this call.
    ///
    /// # Errors
    /// INTERNAL before the first entry of its journal, which no call comes before.
    fn books(&self) -> Result<&Books, Refusal>;

    /// Who was sent to the college.
    fn nominations(&self) -> &Nominations;

    /// The college's own name in the registry; empty before the registry has come.
    fn own_name(&self) -> String;

    /// Whether an institution as written is the college itself.
    fn is_own(&self, institution: &str) -> bool {
        institution.is_empty() || fold(institution) == fold(&self.own_name())
    }
}

impl Facts for Desk<'_, '_> {
    fn books(&self) -> Result<&Books, Refusal> {
        self.view().books(self.own()).ok_or_else(|| Refusal::new(Reason::Internal))
    }

    fn nominations(&self) -> &Nominations {
        self.view().nominations()
    }

    fn own_name(&self) -> String {
        let (registry, anchor) = self.registry();
        registry.agency(anchor, self.own()).map_or_else(String::new, |agency| agency.name().to_owned())
    }
}
