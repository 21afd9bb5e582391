//! The district node's view: a fold of its own journal and of what it pulled.
//!
//! The view does not know whose node it is; it keeps records by owner, and whoever reads it names the owner. So a stranger's entries can
//! never pass for the district's own or for the department's.

mod acts;
mod department;
mod district;
mod statements;
mod table;
mod teachers;

pub use acts::{CiteKey, Decisions, Nominations};
pub use department::Department;
pub use district::District;
pub use statements::Statements;
pub use table::{Foreign, Newest, Records, Table};
pub use teachers::{Known, Teachers};

use domain::ids::AgencyId;
use domain::record::{Enrollment, Kind, Role, State};
use exchange::registry::{HasRegistry, Registry};
use journal::ledger::{Loaded, View};
use std::collections::HashMap;

/// What the district node knows.
#[derive(Debug, Default)]
pub struct DistrictView {
    registry: Registry,
    districts: HashMap<AgencyId, District>,
    departments: HashMap<AgencyId, Department>,
    enrollments: Foreign<Enrollment>,
    empty: District,
    nothing: Department,
}

impl DistrictView {
    /// Records of a district.
    #[must_use]
    pub fn district(&self, agency: AgencyId) -> &District {
        self.districts.get(&agency).unwrap_or(&self.empty)
    }

    /// What a department has published.
    #[must_use]
    pub fn department(&self, agency: AgencyId) -> &Department {
        self.departments.get(&agency).unwrap_or(&self.nothing)
    }

    /// Enrollments as colleges reported them.
    #[must_use]
    pub const fn enrollments(&self) -> &Foreign<Enrollment> {
        &self.enrollments
    }
}

impl View for DistrictView {
    fn apply(&mut self, loaded: Loaded) {
        self.registry.apply(&loaded);
        match Role::of_number(loaded.kind) {
            Some(Role::Education) => self.departments.entry(loaded.key.agency).or_default().apply(&loaded),
            Some(Role::District) => self.districts.entry(loaded.key.agency).or_default().apply(&loaded),
            _ if [Kind::Decision, Kind::SamePerson].map(Kind::number).contains(&loaded.kind) => {
                self.districts.entry(loaded.key.agency).or_default().apply(&loaded);
            }
            _ => {}
        }
        if let Some(State::Enrollment(enrollment)) = &loaded.state {
            self.enrollments.apply(loaded.key, &loaded, enrollment.clone());
        }
    }
}

impl HasRegistry for DistrictView {
    fn registry(&self) -> &Registry {
        &self.registry
    }
}
