//! What the department's decisions look at: a fold of its own journal and of what it pulled.

use domain::ids::{AgencyId, Digest, Position, RecordKey};
use domain::record::{Agency, Kind, Plan, Ruling, ScopeFrozen, ScopeList, State};
use domain::vocabulary::Level;
use exchange::registry::{HasRegistry, Registry};
use journal::ledger::{Loaded, View};
use std::collections::{BTreeMap, BTreeSet};

/// Newest readable states of the records of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Newest<T>(BTreeMap<RecordKey, Held<T>>);

/// Newest entry of one record. Without a state when a later program wrote it: an older state must not pass for today's.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held<T> {
    position: Position,
    revision: u64,
    state: Option<T>,
}

impl<T> Default for Newest<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Newest<T> {
    fn take(&mut self, entry: &Place, state: Option<T>) {
        let newer = self.0.get(&entry.key).is_none_or(|held| held.position <= entry.position);
        if newer {
            let Place { key, position, revision } = *entry;
            self.0.insert(key, Held { position, revision, state });
        }
    }

    fn all(&self) -> impl Iterator<Item = Known<'_, T>> {
        self.0.iter().filter_map(|(key, held)| {
            let state = held.state.as_ref()?;
            Some(Known { key: *key, position: held.position, revision: held.revision, state })
        })
    }

    fn of(&self, owner: AgencyId) -> impl Iterator<Item = Known<'_, T>> {
        self.all().filter(move |known| known.key.agency == owner)
    }
}

/// Where an entry stands.
struct Place {
    key: RecordKey,
    position: Position,
    revision: u64,
}

/// The newest state of a record.
#[derive(Debug)]
pub struct Known<'a, T> {
    /// The record.
    pub key: RecordKey,
    /// Address of the entry.
    pub position: Position,
    /// Its revision.
    pub revision: u64,
    /// Its state.
    pub state: &'a T,
}

/// The department's view: registry, plans, scope lists, freezes, rulings, and which teacher records there are.
#[derive(Debug, Default)]
pub struct DepartmentView {
    registry: Registry,
    agencies: Newest<Agency>,
    plans: Newest<Plan>,
    lists: Newest<ScopeList>,
    frozen: Newest<ScopeFrozen>,
    rulings: Newest<Ruling>,
    teachers: BTreeSet<RecordKey>,
}

/// Takes the state out of an entry when it is of the kind that its header says.
macro_rules! state {
    ($entry:expr, $kind:ident) => {
        match $entry.state {
            Some(State::$kind(state)) => Some(state),
            _ => None,
        }
    };
}

impl View for DepartmentView {
    fn apply(&mut self, entry: Loaded) {
        self.registry.apply(&entry);
        let place = Place { key: entry.key, position: entry.position, revision: entry.revision };
        match Kind::from_number(entry.kind) {
            Some(Kind::Agency) => self.agencies.take(&place, state!(entry, Agency)),
            Some(Kind::Plan) => self.plans.take(&place, state!(entry, Plan)),
            Some(Kind::ScopeList) => self.lists.take(&place, state!(entry, ScopeList)),
            Some(Kind::ScopeFrozen) => self.frozen.take(&place, state!(entry, ScopeFrozen)),
            Some(Kind::Ruling) => self.rulings.take(&place, state!(entry, Ruling)),
            Some(Kind::Teacher) => {
                self.teachers.insert(place.key);
            }
            _ => {}
        }
    }
}

impl HasRegistry for DepartmentView {
    fn registry(&self) -> &Registry {
        &self.registry
    }
}

impl DepartmentView {
    /// The agencies that a department registered, by id.
    pub fn agencies(&self, department: AgencyId) -> impl Iterator<Item = Known<'_, Agency>> {
        self.agencies.of(department)
    }

    /// The plan of a department with this id.
    #[must_use]
    pub fn plan(&self, department: AgencyId, plan_id: &str) -> Option<Known<'_, Plan>> {
        self.plans.of(department).find(|plan| plan.state.plan_id == plan_id)
    }

    /// The plans of a department, by record.
    pub fn plans(&self, department: AgencyId) -> impl Iterator<Item = Known<'_, Plan>> {
        self.plans.of(department)
    }

    /// The parts of a district's scope list for a plan and level, in no order that means anything.
    pub fn lists(
        &self,
        district: AgencyId,
        plan: RecordKey,
        level: Level,
    ) -> impl Iterator<Item = Known<'_, ScopeList>> {
        let of_district = self.lists.of(district);
        of_district.filter(move |list| list.state.level == level && list.state.plan.reference.key() == plan)
    }

    /// The freeze of a row.
    #[must_use]
    pub fn frozen(
        &self,
        plan: RecordKey,
        district: AgencyId,
        level: Level,
    ) -> Option<Known<'_, ScopeFrozen>> {
        self.frozen.of(plan.agency).find(|frozen| {
            frozen.state.district == district
                && frozen.state.level == level
                && frozen.state.plan.reference.key() == plan
        })
    }

    /// The ruling of a department on a break.
    #[must_use]
    pub fn ruling(&self, department: AgencyId, break_id: Digest) -> Option<Known<'_, Ruling>> {
        self.rulings.of(department).find(|ruling| ruling.state.break_id == break_id)
    }

    /// Whether a district's journal holds this teacher record.
    #[must_use]
    pub fn knows_teacher(&self, key: RecordKey) -> bool {
        self.teachers.contains(&key)
    }
}
