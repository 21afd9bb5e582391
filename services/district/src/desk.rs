//! What the district's decisions look at besides the transaction.

use crate::view::{Department, District, DistrictView, Newest};
use contracts::refusal::{Reason, Refusal};
use domain::ids::RecordKey;
use domain::record::Plan;

/// The transaction of one call at a district.
pub type Desk<'t, 'a> = exchange::desk::Desk<'t, 'a, DistrictView>;

/// What a district knows.
pub trait Facts {
    /// Records of the district, with everything recorded so far in this call.
    fn district(&self) -> &District;

    /// What the department of the trust anchor has published; nobody else's plans count.
    fn department(&self) -> &Department;

    /// The department's plan with an id.
    ///
    /// # Errors
    /// PLAN_NOT_FOUND.
    fn plan(&self, plan_id: &str) -> Result<(RecordKey, &Newest<Plan>), Refusal>;
}

impl Facts for Desk<'_, '_> {
    fn district(&self) -> &District {
        self.view().district(self.own())
    }

    fn department(&self) -> &Department {
        self.view().department(self.anchor().department)
    }

    fn plan(&self, plan_id: &str) -> Result<(RecordKey, &Newest<Plan>), Refusal> {
        let plan = self.department().plan(plan_id);
        let missing = || Refusal::new(Reason::PlanNotFound).at("plan_id").with("plan_id", plan_id);
        let (record, row) = plan.ok_or_else(missing)?;
        Ok((RecordKey { agency: self.anchor().department, record }, row))
    }
}
