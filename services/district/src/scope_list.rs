//! Scope lists: every employed teacher of the district, judged for a plan (D5, D32).

mod judge;

pub use judge::{Judged, judge};

use crate::desk::{Desk, Facts};
use crate::view::Newest;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::DrawScopeInput;
use domain::eligibility::Policy;
use domain::ids::{RecordId, RecordKey};
use domain::record::{
    OutcomeCode, Plan, ScopeList, ScopeMember, State, StoredOutcome, Verb, WitnessedReference,
};
use domain::vocabulary::{Level, ScopeStatus};

/// Members in one part. A member takes up to 85 bytes, and a part of an entry holds 64 KiB (D9).
pub const PART_MEMBERS: usize = 700;
/// Members that one drawing may hold: a transaction has 768 KiB (D9).
pub const MOST_MEMBERS: usize = 8_000;

/// Key of the number of all members in the note SCOPE_LIST_DRAWN; those of a status stand under its code. The note is kept with the outcomes of the request, so
/// that a repeat gets the same numbers.
const TEACHERS: &str = "teachers";

/// What one drawing is drawn under.
struct Frame {
    plan: WitnessedReference,
    policy: Policy,
    terms: Plan,
}

/// Draws the lists of a plan, one outcome per level in the order of the levels. A list that the department has frozen for the newest revision of the
/// plan stands as it is, unless the input says why it is drawn anew: then the next revision of the list stands beside the frozen one until the
/// department freezes it too (D32). Without a reason there is nothing to draw when all are frozen.
///
/// # Errors
/// PLAN_NOT_FOUND, also when the plan has no row for the district; PLAN_NOT_ISSUED; SCOPE_ALREADY_FROZEN when all lists are frozen and no reason is
/// given; TOO_MANY_ITEMS above [`MOST_MEMBERS`] teachers. Nothing was recorded.
pub fn draw(desk: &mut Desk<'_, '_>, input: &DrawScopeInput) -> Result<Vec<StoredOutcome>, Refusal> {
    let DrawScopeInput { plan_id, redraw_reason } = input;
    let (key, row) = desk.plan(plan_id)?;
    let terms = row.state.clone();
    let named = |reason| Refusal::new(reason).at("plan_id").with("plan_id", plan_id);
    if !terms.units.is_empty() && !terms.units.contains(&desk.own()) {
        return Err(named(Reason::PlanNotFound));
    }
    let policy = Policy::from_id(&terms.policy).filter(|_| terms.issued);
    let policy = policy.ok_or_else(|| named(Reason::PlanNotIssued))?;
    let frozen = Level::ALL.map(|level| desk.department().is_frozen((key.record, row), desk.own(), level));
    if redraw_reason.is_none() && frozen.iter().all(|frozen| *frozen) {
        return Err(named(Reason::ScopeAlreadyFrozen).at("redraw_reason"));
    }
    let plan = desk.tx().witnessed(key).ok_or_else(|| Refusal::new(Reason::Internal))?;
    let judged = judge(desk.district(), key, policy);
    let members = judged.iter().map(|one| one.members.len()).sum::<usize>();
    if members > MOST_MEMBERS {
        return Err(Refusal::new(Reason::TooManyItems).with("max", MOST_MEMBERS).with("sent", members));
    }
    let frame = Frame { plan, policy, terms };
    let levels = judged.into_iter().zip(frozen);
    levels
        .map(|(one, frozen)| match (frozen, redraw_reason) {
            (false, _) => put(desk, &frame, one, None),
            (true, None) => stands(desk, key, one.level),
            (true, reason) => put(desk, &frame, one, reason.as_ref()),
        })
        .collect()
}

/// The outcome of a list that stays as it is.
fn stands(desk: &Desk<'_, '_>, plan: RecordKey, level: Level) -> Result<StoredOutcome, Refusal> {
    let parts = desk.district().scope_parts(plan, level);
    let (record, row) = parts.first().ok_or_else(|| Refusal::new(Reason::Internal))?;
    let members = parts.iter().flat_map(|(_, row)| &row.state.members);
    Ok(outcome(OutcomeCode::Unchanged, *record, row.revision, members))
}

/// Records the parts that changed. A part keeps its record; there are never fewer parts than before, so that no old part is left standing.
fn put(
    desk: &mut Desk<'_, '_>,
    frame: &Frame,
    judged: Judged,
    reason: Option<&String>,
) -> Result<StoredOutcome, Refusal> {
    let before: Vec<(RecordId, Newest<ScopeList>)> = desk
        .district()
        .scope_parts(frame.plan.reference.key(), judged.level)
        .into_iter()
        .map(|(record, row)| (record, row.clone()))
        .collect();
    let parts = judged.members.len().div_ceil(PART_MEMBERS).max(before.len()).max(1);
    let mut chunks = judged.members.chunks(PART_MEMBERS);
    let mut first = None;
    let mut code = OutcomeCode::Unchanged;
    for (part, at) in (1_u32..).zip(0..parts) {
        let list = ScopeList {
            act: desk.act(),
            plan: frame.plan,
            level: judged.level,
            part,
            parts: u32::try_from(parts).unwrap_or(u32::MAX),
            policy: frame.policy.id().to_owned(),
            review_date: frame.terms.review_date,
            members: chunks.next().unwrap_or_default().to_vec(),
            reason: reason.cloned(),
        };
        let (record, revision) = match before.get(at) {
            Some((record, row)) if says_the_same(&row.state, &list) => (*record, row.revision),
            known => {
                let verb = if known.is_some() { Verb::Changed } else { Verb::Recorded };
                let record = known.map_or_else(|| desk.new_id(), |(record, _)| *record);
                code = OutcomeCode::Applied;
                (record, desk.put(record, verb, State::ScopeList(list))?.revision)
            }
        };
        first = first.or(Some((record, revision)));
    }
    let (record, revision) = first.ok_or_else(|| Refusal::new(Reason::Internal))?;
    Ok(outcome(code, record, revision, judged.members.iter()))
}

/// Who drew it, and why, makes no other list of it.
fn says_the_same(before: &ScopeList, after: &ScopeList) -> bool {
    ScopeList { act: before.act.clone(), reason: before.reason.clone(), ..after.clone() } == *before
}

fn outcome<'a>(
    code: OutcomeCode,
    record: RecordId,
    revision: u64,
    members: impl Iterator<Item = &'a ScopeMember> + Clone,
) -> StoredOutcome {
    let count = |status: ScopeStatus| members.clone().filter(|one| one.status == status).count();
    let drawn = Refusal::new(Reason::ScopeListDrawn).with(TEACHERS, members.clone().count());
    let drawn =
        ScopeStatus::ALL.into_iter().fold(drawn, |note, status| note.with(status.code(), count(status)));
    StoredOutcome { code, record: Some(record), revision, problems: vec![drawn.into_problem()] }
}

/// A drawn list in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Level.
    pub level: Level,
    /// Employed teachers.
    pub teachers: u64,
    /// Of these in scope.
    pub in_scope: u64,
    /// Of these at the standard.
    pub meets_standard: u64,
    /// Of these near retirement.
    pub near_retirement: u64,
    /// Of these undecided.
    pub undecided: u64,
}

/// The numbers of a drawing, from the outcomes of its request.
#[must_use]
pub fn summaries(outcomes: &[StoredOutcome]) -> Vec<Summary> {
    let number = |outcome: &StoredOutcome, key: &str| {
        let drawn = outcome.problems.iter().find(|note| note.reason == Reason::ScopeListDrawn.code());
        let found = drawn.and_then(|problem| problem.numbers.iter().find(|(known, _)| known == key));
        found.and_then(|(_, value)| value.parse().ok()).unwrap_or(0)
    };
    let of_level = |(level, outcome): (Level, &StoredOutcome)| Summary {
        level,
        teachers: number(outcome, TEACHERS),
        in_scope: number(outcome, ScopeStatus::InScope.code()),
        meets_standard: number(outcome, ScopeStatus::MeetsStandard.code()),
        near_retirement: number(outcome, ScopeStatus::NearRetirement.code()),
        undecided: number(outcome, ScopeStatus::Undecided.code()),
    };
    Level::ALL.into_iter().zip(outcomes).map(of_level).collect()
}
