//! What a department has published: plans and freezes.

use super::table::{Newest, Records};
use domain::ids::{AgencyId, RecordId};
use domain::record::{Plan, ScopeFrozen, State};
use domain::vocabulary::Level;
use journal::ledger::Loaded;

/// Records of one department.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Department {
    plans: Records<Plan>,
    freezes: Records<ScopeFrozen>,
}

impl Department {
    pub(super) fn apply(&mut self, loaded: &Loaded) {
        let record = loaded.key.record;
        match &loaded.state {
            Some(State::Plan(plan)) => {
                self.plans.apply(record, loaded, plan.clone());
            }
            Some(State::ScopeFrozen(frozen)) => {
                self.freezes.apply(record, loaded, frozen.clone());
            }
            _ => {}
        }
    }

    /// The plan with an id; where several records carry it, the one written last.
    #[must_use]
    pub fn plan(&self, plan_id: &str) -> Option<(RecordId, &Newest<Plan>)> {
        let named = self.plans.iter().filter(|(_, row)| row.state.plan_id == plan_id);
        named.max_by_key(|(_, row)| row.position)
    }

    /// Whether the list of a row is frozen for the newest revision of a plan. A freeze of an earlier revision binds nobody any more: a
    /// plan that changed may ask for other persons.
    #[must_use]
    pub fn is_frozen(&self, plan: (RecordId, &Newest<Plan>), district: AgencyId, level: Level) -> bool {
        let (record, row) = plan;
        self.freezes.iter().any(|(_, frozen)| {
            let frozen = &frozen.state;
            frozen.district == district
                && frozen.level == level
                && frozen.plan.reference.record == record
                && frozen.plan.reference.revision >= row.revision
        })
    }
}
