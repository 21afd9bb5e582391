//! Lists in pages. A page ends at a record, and the next one begins after it, whatever was recorded meanwhile.

use crate::view::{District, Newest};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{ListTeachersInput, ScopeMembersInput};
use domain::eligibility::{EIGHT_YEARS, Reason as Ground, SEVEN_YEARS};
use domain::ids::{RecordId, RecordKey};
use domain::priority::{Candidate, order};
use domain::record::{Nomination, ScopeMember, Teacher};
use domain::vocabulary::ScopeStatus;

/// Which rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Begin after this record; `None` = from the beginning.
    pub after: Option<RecordId>,
    /// Rows at most, from 1.
    pub size: usize,
}

/// Rows of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Last record of the page when rows follow.
    pub next: Option<RecordId>,
}

fn cut<T>(rows: Vec<T>, record: impl Fn(&T) -> RecordId, window: Window) -> Result<Page<T>, Refusal> {
    let skip = match window.after {
        None => 0,
        Some(after) => {
            let at = rows.iter().position(|row| record(row) == after);
            1 + at.ok_or_else(|| Refusal::new(Reason::InvalidPageToken).at("page_token"))?
        }
    };
    let more = rows.len() > skip.saturating_add(window.size);
    let rows: Vec<T> = rows.into_iter().skip(skip).take(window.size).collect();
    let next = rows.last().map(&record).filter(|_| more);
    Ok(Page { rows, next })
}

/// Teachers that stand, ascending by the bytes of the code, then by record id.
///
/// # Errors
/// INVALID_PAGE_TOKEN when the record after which to begin is not in the list.
pub fn teachers<'a>(
    district: &'a District,
    filter: &ListTeachersInput,
    window: Window,
) -> Result<Page<(RecordId, &'a Newest<Teacher>)>, Refusal> {
    fn code(row: &Newest<Teacher>) -> &str {
        row.state.person.as_ref().map_or("", |person| person.code.as_str())
    }
    let asked = |row: &Newest<Teacher>| {
        filter.level.is_none_or(|level| row.state.level == level)
            && (filter.codes.is_empty() || filter.codes.iter().any(|one| one == code(row)))
    };
    let mut rows: Vec<_> = district.teachers.standing().filter(|(_, row)| asked(row)).collect();
    rows.sort_by_key(|(record, row)| (code(row).as_bytes(), *record));
    cut(rows, |(record, _)| *record, window)
}

/// Nominations, newest first: record ids carry the time at which they were minted (D6).
///
/// # Errors
/// INVALID_PAGE_TOKEN when the record after which to begin is not in the list.
pub fn nominations(
    district: &District,
    window: Window,
) -> Result<Page<(RecordId, &Newest<Nomination>)>, Refusal> {
    cut(district.nominations.iter().rev().collect(), |(record, _)| *record, window)
}

/// Members of the list drawn for a plan and level: those in scope in the order in which they are to be sent (plan III.1), then the others by status;
/// fewest months left first, then by rank.
///
/// # Errors
/// SCOPE_LIST_NOT_FOUND when none was drawn; INVALID_PAGE_TOKEN when the record after which to begin is not in the list (any more).
pub fn scope_members(
    district: &District,
    plan: RecordKey,
    asked: &ScopeMembersInput,
    window: Window,
) -> Result<Page<ScopeMember>, Refusal> {
    let parts = district.scope_parts(plan, asked.level);
    if parts.is_empty() {
        let missing = Refusal::new(Reason::ScopeListNotFound).with("level", asked.level.code());
        return Err(missing.with("plan_id", &asked.plan_id));
    }
    let members: Vec<&ScopeMember> = parts.iter().flat_map(|(_, row)| &row.state.members).collect();
    let in_scope = members.iter().enumerate().filter(|(_, one)| one.status == ScopeStatus::InScope);
    let candidates = in_scope.map(|(at, one)| Candidate {
        months_left: one.months_left,
        threshold: threshold(one),
        key: (one.rank, at),
    });
    let sent_first = order(candidates).into_iter().filter_map(|one| members.get(one.key.1).copied());
    let mut others: Vec<_> =
        members.iter().copied().filter(|one| one.status != ScopeStatus::InScope).collect();
    others.sort_by_key(|one| (one.status, one.months_left, one.rank));
    let rows = sent_first.chain(others).filter(|one| asked.status.is_none_or(|status| one.status == status));
    cut(rows.cloned().collect(), |one| one.teacher, window)
}

/// Months that Art. 2 asks of a member in scope.
fn threshold(member: &ScopeMember) -> i32 {
    match Ground::from_code(&member.reason) {
        Some(Ground::AtLeast96) => EIGHT_YEARS,
        _ => SEVEN_YEARS,
    }
}
