//! Plans: entered as drafts, issued, and then amended by versions alone.

use crate::desk::{Desk, Facts};
use contracts::refusal::{Reason, Refusal, Rule};
use contracts::wire::PlanInput;
use domain::ids::AgencyId;
use domain::record::{Plan, State, StoredOutcome, Verb};
use exchange::outcome::unchanged;

/// Enters a plan. The record of a plan id stays the same: a draft is changed freely, a version that was issued changes no more, a higher version is
/// the next revision. An issued plan is amended by an issued version alone: a draft in its place would take the verdicts away.
///
/// # Errors
/// AGENCY_NOT_FOUND for a code that the registry does not have; PLAN_ISSUED when that version was issued with other content; INVALID_VALUE for a version
/// below the newest, and for a draft after an issued version.
pub fn put(desk: &mut Desk<'_, '_>, input: &PlanInput) -> Result<StoredOutcome, Refusal> {
    let plan = state(desk, input)?;
    let before = desk
        .view()
        .plan(desk.own(), &plan.plan_id)
        .map(|known| (known.key.record, known.revision, known.state.clone()));
    let Some((record, revision, before)) = before else {
        let id = desk.new_id();
        return desk.record(id, verb(&plan, Verb::Recorded), State::Plan(plan));
    };
    if says_the_same(&before, &plan) {
        return Ok(unchanged(record, revision));
    }
    if plan.version < before.version {
        return Err(Refusal::invalid("plan.version", Rule::OutOfRange).with("min", before.version));
    }
    if plan.version == before.version && before.issued {
        let refusal = Refusal::new(Reason::PlanIssued).at("plan.version");
        return Err(refusal.with("plan_id", &plan.plan_id).with("version", plan.version));
    }
    if before.issued && !plan.issued {
        return Err(Refusal::invalid("plan.issued", Rule::Required));
    }
    desk.record(record, verb(&plan, Verb::Changed), State::Plan(plan))
}

const fn verb(plan: &Plan, draft: Verb) -> Verb {
    if plan.issued { Verb::Issued } else { draft }
}

/// Who entered it does not make another plan of it.
fn says_the_same(before: &Plan, after: &Plan) -> bool {
    Plan { act: before.act.clone(), ..after.clone() } == *before
}

fn state(desk: &Desk<'_, '_>, input: &PlanInput) -> Result<Plan, Refusal> {
    Ok(Plan {
        act: desk.act(),
        plan_id: input.plan_id.clone(),
        version: input.version,
        year: input.year,
        title: input.title.clone(),
        number: input.number.clone(),
        date: input.date,
        legal_basis: input.legal_basis.clone(),
        first_day: input.first_day,
        achieve_by: input.achieve_by,
        report_before: input.report_before,
        review_date: input.review_date,
        policy: input.policy.id().to_owned(),
        targets: input.targets.clone(),
        units: units(desk, &input.district_codes)?,
        issued: input.issued,
    })
}

/// The districts of the codes, ascending by code.
fn units(desk: &Desk<'_, '_>, codes: &[String]) -> Result<Vec<AgencyId>, Refusal> {
    let mut units = Vec::with_capacity(codes.len());
    for (index, code) in codes.iter().enumerate() {
        let unit = desk.district(code);
        let unit = unit.map_err(|refusal| refusal.at(format!("plan.district_codes[{index}]")))?;
        units.push((code, unit));
    }
    units.sort();
    Ok(units.into_iter().map(|(_, unit)| unit).collect())
}
