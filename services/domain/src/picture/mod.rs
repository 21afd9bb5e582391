//! The picture of a plan: `picture = fold(states, receipts, plan, cut-off, as_of)` (D15).
//!
//! [`World`] takes journal entries in any order of journals, any number of times; [`World::picture`] folds what was received by an
//! instant into rows, totals, breaks and outcomes. The picture depends on the set of entries alone: the state of a record is
//! its entry with the highest (epoch, position) (D7), people are components of links (D30), and nothing ever picks a
//! winner between journals.
//!
//! The parts: [`world`] keeps revisions, `receive` says when each was received, `view` picks the state of every record as of
//! the instant, `scope` the frozen rows, `decisions` and `study` who is sent and studies, `persons` who is who, `cause` and `reach` what
//! can still come true; `rows`, `totals` and [`breaks`] are what people see.

mod blocks;
pub mod breaks;
mod cause;
mod decisions;
mod group;
mod journals;
mod links;
mod outcome;
mod persons;
mod plans;
mod reach;
mod receive;
mod references;
mod rows;
mod scope;
mod study;
mod table;
mod totals;
mod unions;
mod view;
mod world;

pub use cause::Cause;
pub use outcome::{Outcome, Outcomes};
pub use plans::PlanReceived;
pub use totals::{PROVINCE_CODE, PROVINCE_NAME};
pub use world::{BODY_MALFORMED, Content, Entry, KIND_NOT_OWNED, World};

use crate::band::Verdict;
use crate::date::{Instant, LegalDate};
use crate::ids::AgencyId;
use crate::vocabulary::Level;
use breaks::Break;
use std::fmt;
use table::Table;
use view::View;

/// Version of this fold; a stored projection of another version is rebuilt (D40).
pub const PROJECTION_VERSION: u32 = 1;

/// The plan that a picture is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCite {
    /// Plan id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// Legal basis.
    pub legal_basis: String,
    /// Title.
    pub title: String,
    /// Policy that judged.
    pub policy: String,
    /// The plan's own last day.
    pub achieve_by: LegalDate,
}

/// One row of the table: a district and level, or the province and level. For the province a person counts once in `in_scope`,
/// `sent` and what follows from it, and in `disputed` (D31); `teachers` and the other columns of the lists are sums of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// District; `None` for the province.
    pub district: Option<AgencyId>,
    /// District code, such as "108"; [`PROVINCE_CODE`] for the province.
    pub code: String,
    /// Name; empty while the registry does not have the district.
    pub name: String,
    /// Level.
    pub level: Level,
    /// Employed teachers on the frozen list.
    pub teachers: u64,
    /// Of these at the standard.
    pub meets_standard: u64,
    /// Of these near retirement.
    pub near_retirement: u64,
    /// Of these in scope: N.
    pub in_scope: u64,
    /// Of these undecided.
    pub undecided: u64,
    /// Persons sent.
    pub sent: u64,
    /// Persons in scope in an open claim with a decision that would count. A row's `sent` is without them, a total's with them.
    pub disputed: u64,
    /// Part of `sent` first received after D.
    pub recorded_late: u64,
    /// Of the sent, enrolled.
    pub enrolled: u64,
    /// Of the enrolled, completed.
    pub completed: u64,
    /// `sent` of `in_scope` in percent, truncated to two decimals; `None` at 0 in scope.
    pub percent: Option<String>,
    /// Verdict.
    pub verdict: Verdict,
    /// Causes of UNKNOWN, in order; empty otherwise.
    pub causes: Vec<Cause>,
    /// Least count that is not below; `None` while the list is not frozen.
    pub min_count: Option<u64>,
    /// Greatest count that is not above; `None` while the list is not frozen.
    pub max_count: Option<u64>,
    /// max(0, min − sent); `None` where no count lies inside the band or the list is not frozen.
    pub shortfall: Option<u64>,
    /// max(0, sent − max); `None` where no count lies inside the band or the list is not frozen.
    pub excess: Option<u64>,
    /// Revision of the freeze that gives N: 1 as first frozen, more once another list took its place (D32); `None` while the list is not frozen, and
    /// for the province.
    pub freeze_revision: Option<u64>,
    /// When the source was last seen by `as_of`: of the district; of the province's districts the one longest unseen. `None` = never.
    pub last_seen: Option<Instant>,
}

impl Row {
    /// Causes of UNKNOWN joined by `+`; empty otherwise.
    #[must_use]
    pub fn cause(&self) -> String {
        Cause::join(&self.causes)
    }
}

/// The table of a plan with everything that it is made of (Inv 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The plan.
    pub plan: PlanCite,
    /// The cut-off asked for; the plan's date by default.
    pub cutoff: LegalDate,
    /// D: the earlier of the cut-off and the plan's date.
    pub d: LegalDate,
    /// Instant folded.
    pub as_of: Instant,
    /// True when `as_of` lies after the plan's date: no more decisions can come in time.
    pub is_final: bool,
    /// One row per district and level: districts by code, levels in order.
    pub rows: Vec<Row>,
    /// One row per level for the province.
    pub totals: Vec<Row>,
    /// Open breaks, ascending by kind and id.
    pub breaks: Vec<Break>,
    /// What became of every record.
    pub outcomes: Outcomes,
    /// The position vector V: (agency, epoch, size), ascending.
    pub vector: Vec<(AgencyId, u32, u64)>,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureError {
    /// No plan of this id (for an empty id: no issued plan) was received by the instant.
    PlanNotFound,
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PLAN_NOT_FOUND")
    }
}

impl std::error::Error for PictureError {}

impl World {
    /// Folds everything received by `as_of` into the picture of a plan. An empty plan id means the newest issued plan; without a
    /// cut-off the plan's date is taken.
    ///
    /// # Errors
    /// [`PictureError::PlanNotFound`] when there is no such plan.
    pub fn picture(
        &self,
        plan_id: &str,
        cutoff: Option<LegalDate>,
        as_of: Instant,
    ) -> Result<Picture, PictureError> {
        let view = View::new(self, as_of);
        let table = Table::of(&view, plan_id, cutoff).ok_or(PictureError::PlanNotFound)?;
        let (plan, window) = (table.frame.plan, &table.frame.window);
        let rows = rows::rows(&table);
        Ok(Picture {
            plan: PlanCite {
                id: plan.plan_id.clone(),
                version: plan.version,
                legal_basis: plan.legal_basis.clone(),
                title: plan.title.clone(),
                policy: plan.policy.clone(),
                achieve_by: plan.achieve_by,
            },
            cutoff: window.cutoff,
            d: window.d(),
            as_of,
            is_final: as_of >= Instant::end_of(plan.achieve_by),
            totals: totals::totals(&table, &rows),
            rows,
            breaks: breaks::breaks(&table),
            outcomes: view.outcomes.clone(),
            vector: self.vector().collect(),
        })
    }
}

#[cfg(test)]
mod tests;
