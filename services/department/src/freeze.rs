//! The freeze of a row: the scope list of one district and level becomes N of the row (D32).

use crate::desk::{Desk, Facts};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::FreezeScopeInput;
use domain::ids::{AgencyId, RecordKey};
use domain::record::{Plan, ScopeFrozen, ScopeList, State, StoredOutcome, Verb, WitnessedReference};
use domain::vocabulary::{Level, ScopeStatus};
use exchange::outcome::{of, unchanged};
use std::collections::BTreeSet;

/// Freezes the newest scope lists of districts for a plan. One outcome per district and level, districts in the order given, levels in the order of
/// the levels. One record per row: the same lists again are UNCHANGED, other lists (or, with a reason, another document) are its next revision, and need
/// a reason while the row is frozen for this revision of the plan. Refused per row: PLAN_NOT_FOUND, PLAN_NOT_ISSUED, AGENCY_NOT_FOUND (also when the plan has no such row),
/// SCOPE_LIST_NOT_FOUND, SCOPE_LIST_CHANGED (parts are missing or do not belong together, or the plan was amended since), SCOPE_ALREADY_FROZEN (no
/// reason).
pub fn rows(desk: &mut Desk<'_, '_>, input: &FreezeScopeInput) -> Vec<StoredOutcome> {
    let frame = Frame::of(desk, input);
    let mut outcomes = Vec::with_capacity(input.district_codes.len() * Level::ALL.len());
    for (index, code) in input.district_codes.iter().enumerate() {
        for level in Level::ALL {
            let result = frame.clone().and_then(|frame| row(desk, &frame, (index, code), level));
            outcomes.push(of(result));
        }
    }
    outcomes
}

/// What all rows of a call have in common.
#[derive(Clone)]
struct Frame {
    key: RecordKey,
    plan: Plan,
    witnessed: WitnessedReference,
    document: String,
    reason: Option<String>,
}

impl Frame {
    fn of(desk: &Desk<'_, '_>, input: &FreezeScopeInput) -> Result<Self, Refusal> {
        let about = |reason| Refusal::new(reason).at("plan_id").with("plan_id", &input.plan_id);
        let plan = desk.view().plan(desk.own(), &input.plan_id);
        let plan = plan.ok_or_else(|| about(Reason::PlanNotFound))?;
        if !plan.state.issued {
            return Err(about(Reason::PlanNotIssued));
        }
        Ok(Self {
            key: plan.key,
            plan: plan.state.clone(),
            witnessed: desk.witnessed(plan.key)?,
            document: input.document.clone(),
            reason: input.refreeze_reason.clone(),
        })
    }
}

fn row(
    desk: &mut Desk<'_, '_>,
    frame: &Frame,
    (index, code): (usize, &str),
    level: Level,
) -> Result<StoredOutcome, Refusal> {
    let field = format!("district_codes[{index}]");
    let district = desk.district(code).map_err(|refusal| refusal.at(&field))?;
    if !frame.plan.units.contains(&district) {
        return Err(Refusal::new(Reason::AgencyNotFound).at(field).with("code", code));
    }
    let about = |reason| {
        let refusal = Refusal::new(reason).at(&field).with("district", code);
        refusal.with("level", level.code()).with("plan_id", &frame.plan.plan_id)
    };
    let list = newest_list(desk, frame, district, level).map_err(about)?;
    let lists = list.parts.iter().map(|key| desk.witnessed(*key)).collect::<Result<_, _>>()?;
    let frozen = ScopeFrozen {
        act: desk.act(),
        plan: frame.witnessed,
        district,
        level,
        lists,
        in_scope: list.in_scope,
        policy: list.policy,
        document: frame.document.clone(),
        reason: None,
    };
    let before =
        desk.view().frozen(frame.key, district, level).map(|known| (known.key, known.revision, known.state));
    let Some((key, revision, state)) = before else {
        let id = desk.new_id();
        return desk.record(id, Verb::Frozen, State::ScopeFrozen(frozen));
    };
    let is_same_document = state.document == frozen.document;
    if freezes_the_same(state, &frozen) && (is_same_document || frame.reason.is_none()) {
        return Ok(unchanged(key.record, revision));
    }
    // A plan that was amended asks for a new freeze by itself.
    if state.plan == frozen.plan && frame.reason.is_none() {
        return Err(about(Reason::ScopeAlreadyFrozen).at("refreeze_reason"));
    }
    let frozen = ScopeFrozen { reason: frame.reason.clone(), ..frozen };
    desk.record(key.record, Verb::Frozen, State::ScopeFrozen(frozen))
}

/// Whether two freezes give a row the same list; who froze it, why and by which document apart.
fn freezes_the_same(before: &ScopeFrozen, after: &ScopeFrozen) -> bool {
    let ScopeFrozen { act, document, reason, .. } = before.clone();
    ScopeFrozen { act, document, reason, ..after.clone() } == *before
}

/// A whole list: its parts in order, and what the freeze says of it.
struct WholeList {
    parts: Vec<RecordKey>,
    in_scope: u64,
    policy: String,
}

/// Puts the parts of the newest drawing together. What its newest entry says is what the others must say.
fn newest_list(
    desk: &Desk<'_, '_>,
    frame: &Frame,
    district: AgencyId,
    level: Level,
) -> Result<WholeList, Reason> {
    let known: Vec<_> = desk.view().lists(district, frame.key, level).collect();
    let newest = known.iter().max_by_key(|list| list.position);
    let newest = newest.ok_or(Reason::ScopeListNotFound)?.state;
    let mut parts = Vec::new();
    let mut teachers = BTreeSet::new();
    let mut in_scope = 0;
    for number in 1..=newest.parts {
        let part = known.iter().filter(|list| list.state.part == number).max_by_key(|list| list.position);
        let part = part.ok_or(Reason::ScopeListNotFound)?;
        if !is_of_drawing(part.state, newest) || part.state.plan != frame.witnessed {
            return Err(Reason::ScopeListChanged);
        }
        for member in &part.state.members {
            // A teacher in two parts was moved by a drawing of which only one part has come.
            if !teachers.insert(member.teacher) {
                return Err(Reason::ScopeListChanged);
            }
            in_scope += u64::from(member.status == ScopeStatus::InScope);
        }
        parts.push(part.key);
    }
    Ok(WholeList { parts, in_scope, policy: newest.policy.clone() })
}

/// Whether two parts may be of one drawing.
fn is_of_drawing(part: &ScopeList, newest: &ScopeList) -> bool {
    part.plan == newest.plan
        && part.parts == newest.parts
        && part.policy == newest.policy
        && part.review_date == newest.review_date
}
