//! The plan in force and its rows with their frozen lists (D32).

use super::cause::Cause;
use super::view::{Known, View};
use crate::date::LegalDate;
use crate::definitions::Window;
use crate::ids::{AgencyId, RecordKey};
use crate::record::{Agency, Plan, PlanTarget, ScopeFrozen, ScopeList, ScopeMember};
use crate::vocabulary::Level;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The plan of a picture.
pub(super) struct Frame<'w> {
    pub(super) plan: &'w Plan,
    /// Agency that owns the plan: the department, who settles claims.
    pub(super) owner: AgencyId,
    /// Every plan record of this plan id: versions may be records of their own.
    pub(super) plans: HashSet<RecordKey>,
    pub(super) window: Window,
    /// Codes and names of agencies in the registry.
    pub(super) registry: HashMap<AgencyId, &'w Agency>,
}

impl<'w> Frame<'w> {
    /// The newest issued version of a plan, else its newest version; for an empty id the newest issued plan of all.
    pub(super) fn find(view: &View<'w>, plan_id: &str, cutoff: Option<LegalDate>) -> Option<Self> {
        let (known, plan) = view
            .each::<Plan>()
            .filter(|(_, plan)| if plan_id.is_empty() { plan.issued } else { plan.plan_id == plan_id })
            .max_by_key(|(known, plan)| {
                let day = plan_id.is_empty().then_some(plan.first_day);
                (plan.issued, day, plan.version, known.newest.at, known.key)
            })?;
        let plans = view.each::<Plan>().filter(|(_, other)| other.plan_id == plan.plan_id);
        Some(Self {
            plan,
            owner: known.key.agency,
            plans: plans.map(|(known, _)| known.key).collect(),
            window: Window::of(plan, cutoff),
            // The record id of an agency is its agency id (D37).
            registry: view
                .each::<Agency>()
                .map(|(known, agency)| (AgencyId(known.key.record.0), agency))
                .collect(),
        })
    }

    /// Code of an agency in the registry; its id while the registry does not have it.
    pub(super) fn code(&self, agency: AgencyId) -> String {
        self.registry.get(&agency).map_or_else(|| agency.to_string(), |known| known.code.clone())
    }

    /// Name of an agency in the registry; empty while the registry does not have it.
    pub(super) fn name(&self, agency: AgencyId) -> String {
        self.registry.get(&agency).map_or_else(String::new, |known| known.name().to_owned())
    }
}

/// One row: a district and a level with the list that was frozen for it.
pub(super) struct RowScope<'w> {
    pub(super) district: AgencyId,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) target: PlanTarget,
    /// Members of the frozen list, each teacher once; empty while nothing is frozen.
    pub(super) members: Vec<&'w ScopeMember>,
    /// The freeze that gives the members.
    pub(super) freeze: Option<Freeze<'w>>,
    /// Why a newer freeze is not applied, so that N may become another; empty when there is none.
    pub(super) unsettled: BTreeSet<Cause>,
}

/// A freeze with the parts of the list that it names.
pub(super) struct Freeze<'w> {
    pub(super) key: RecordKey,
    /// Revision of the freeze that is in force.
    pub(super) revision: u64,
    pub(super) state: &'w ScopeFrozen,
    pub(super) parts: Vec<&'w ScopeList>,
}

/// A teacher on a frozen list.
#[derive(Clone, Copy)]
pub(super) struct Place<'w> {
    /// Index of the row.
    pub(super) row: usize,
    pub(super) member: &'w ScopeMember,
}

/// All rows of a plan, by district code and level, and who stands on which.
pub(super) struct Rows<'w> {
    pub(super) rows: Vec<RowScope<'w>>,
    places: HashMap<RecordKey, Vec<Place<'w>>>,
}

impl<'w> Rows<'w> {
    pub(super) fn of(view: &View<'w>, frame: &Frame<'w>) -> Self {
        let freezes = freezes(view, frame);
        let mut units: Vec<(String, AgencyId)> =
            frame.plan.units.iter().map(|unit| (frame.code(*unit), *unit)).collect();
        units.sort();
        units.dedup();
        let mut rows = Vec::new();
        for (code, district) in units {
            for target in Level::ALL.iter().filter_map(|level| frame.plan.target(*level)) {
                let (freeze, unsettled) = freezes
                    .get(&(district, target.level))
                    .map_or_else(Default::default, |known| read_freeze(view, known));
                rows.push(RowScope {
                    district,
                    code: code.clone(),
                    name: frame.name(district),
                    target: *target,
                    members: freeze.as_ref().map_or_else(Vec::new, members),
                    freeze,
                    unsettled,
                });
            }
        }
        let mut places: HashMap<RecordKey, Vec<Place<'w>>> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            for member in &row.members {
                let teacher = row.teacher(member);
                places.entry(teacher).or_default().push(Place { row: index, member });
            }
        }
        Self { rows, places }
    }

    /// Where a teacher record stands on the frozen lists.
    pub(super) fn places(&self, teacher: RecordKey) -> &[Place<'w>] {
        self.places.get(&teacher).map_or(&[], Vec::as_slice)
    }

    /// The row of a district and level.
    pub(super) fn find(&self, district: AgencyId, level: Level) -> Option<&RowScope<'w>> {
        self.rows.iter().find(|row| row.district == district && row.target.level == level)
    }

    /// The row with this index.
    pub(super) fn row(&self, index: usize) -> Option<&RowScope<'w>> {
        self.rows.get(index)
    }
}

impl RowScope<'_> {
    /// Key of a member's teacher record.
    pub(super) fn teacher(&self, member: &ScopeMember) -> RecordKey {
        RecordKey { agency: self.district, record: member.teacher }
    }

    /// Whether the row has an N.
    pub(super) const fn is_frozen(&self) -> bool {
        self.freeze.is_some()
    }
}

/// The newest freeze of each row, whatever its outcome. All are records of the plan's owner, so position orders them.
fn freezes<'v, 'w>(view: &'v View<'w>, frame: &Frame<'w>) -> HashMap<(AgencyId, Level), Vec<&'v Known<'w>>> {
    let mut freezes: HashMap<(AgencyId, Level), Vec<&Known<'w>>> = HashMap::new();
    for known in view.of_kind(crate::record::Kind::ScopeFrozen) {
        let newest = known.newest.state().and_then(super::view::Body::of);
        let Some(state): Option<&ScopeFrozen> = newest.or_else(|| known.state()) else { continue };
        if known.key.agency == frame.owner && frame.plans.contains(&state.plan.reference.key()) {
            freezes.entry((state.district, state.level)).or_default().push(known);
        }
    }
    for row in freezes.values_mut() {
        row.sort_by_key(|known| std::cmp::Reverse((known.newest.at, known.key)));
    }
    freezes
}

/// The newest freeze of a row whose list can be read, and why newer ones are not in force.
fn read_freeze<'w>(view: &View<'w>, newest_first: &[&Known<'w>]) -> (Option<Freeze<'w>>, BTreeSet<Cause>) {
    let mut unsettled = BTreeSet::new();
    for known in newest_first {
        // A freeze whose list is not there (a break) leaves N as open as one that waits for it.
        let dangling = known.is_dangling.then_some(Cause::Dangling);
        unsettled.extend(known.outcome.cause().into_iter().chain(dangling));
        let (Some(state), Some(applied)) = (known.state::<ScopeFrozen>(), known.applied) else { continue };
        if let Some(parts) = parts(view, state) {
            let (key, revision) = (known.key, applied.revision);
            return (Some(Freeze { key, revision, state, parts }), unsettled);
        }
    }
    (None, unsettled)
}

/// The parts that a freeze names by their leaves; `None` unless all of them are lists of this row (D8, D32).
fn parts<'w>(view: &View<'w>, state: &ScopeFrozen) -> Option<Vec<&'w ScopeList>> {
    state
        .lists
        .iter()
        .map(|seen| {
            let key = seen.reference.key();
            let (_, list) = view.with_leaf::<ScopeList>(key, seen.leaf)?;
            (key.agency == state.district && list.level == state.level).then_some(list)
        })
        .collect()
}

/// Members of a freeze, each teacher once, ascending by rank.
fn members<'w>(freeze: &Freeze<'w>) -> Vec<&'w ScopeMember> {
    let all = freeze.parts.iter().flat_map(|part| &part.members);
    let once: BTreeMap<_, _> = all.map(|member| ((member.rank, member.teacher), member)).collect();
    let mut seen = HashSet::with_capacity(once.len());
    once.into_values().filter(|member| seen.insert(member.teacher)).collect()
}
