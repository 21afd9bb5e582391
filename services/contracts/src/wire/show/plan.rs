//! Plans and the registry.

use crate::pb::plan::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number as number_of;
use domain::ids::AgencyId;
use domain::record::{Agency, Plan, PlanTarget};

/// A plan with the codes of its districts in the order of its units.
#[must_use]
pub fn plan(plan: &Plan, district_codes: Vec<String>) -> wire::Plan {
    let Plan {
        act: _,
        plan_id,
        version,
        year,
        title,
        number,
        date,
        legal_basis,
        first_day,
        achieve_by,
        report_before,
        review_date,
        policy,
        targets,
        units: _,
        issued,
    } = plan;
    wire::Plan {
        plan_id: plan_id.clone(),
        version: *version,
        year: *year,
        title: title.clone(),
        number: number.clone(),
        date: date.map(|date| date.to_string()).unwrap_or_default(),
        legal_basis: legal_basis.clone(),
        first_day: first_day.to_string(),
        achieve_by: achieve_by.to_string(),
        report_before: report_before.to_string(),
        review_date: review_date.to_string(),
        policy: policy.clone(),
        targets: targets.iter().map(target).collect(),
        district_codes,
        issued: *issued,
    }
}

fn target(target: &PlanTarget) -> wire::Target {
    let PlanTarget { level, low_percent, high_percent, min_degree } = target;
    wire::Target {
        level: number_of::<types::Level, _>(*level),
        low_percent: *low_percent,
        high_percent: *high_percent,
        min_degree: number_of::<types::Degree, _>(*min_degree),
    }
}

/// An agency of the registry under its newest name.
#[must_use]
pub fn agency(id: AgencyId, agency: &Agency) -> wire::Agency {
    let Agency { act: _, kind, code, code_list: _, names: _, signing_key, valid_from: _, valid_to: _ } =
        agency;
    wire::Agency {
        agency: id.to_string(),
        kind: number_of::<types::AgencyKind, _>(*kind),
        code: code.clone(),
        name: agency.name().to_owned(),
        signing_key: domain::ids::Digest(*signing_key).to_string(),
    }
}
