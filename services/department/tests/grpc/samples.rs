//! Plans, lists and rulings for the stories.

use crate::station::{act, district};
use contracts::pb::plan::v1 as pb;
use contracts::pb::types::v1 as types;
use domain::date::{LegalDate, YearMonth};
use domain::ids::RecordId;
use domain::record::{ScopeList, ScopeMember, WitnessedReference};
use domain::vocabulary::{Level, ScopeStatus};
use uuid::Uuid;

pub(crate) fn acted_by() -> Option<types::ActedBy> {
    Some(types::ActedBy {
        person: "hoa".to_owned(),
        office: "Sở GD&ĐT Lai Châu".to_owned(),
        on_behalf_of: None,
    })
}

/// The plan of 2021 for two districts, issued.
pub(crate) fn plan() -> pb::Plan {
    let target = |level: types::Level, high: u32, degree: types::Degree| pb::Target {
        level: level.into(),
        low_percent: 11,
        high_percent: high,
        min_degree: degree.into(),
    };
    pb::Plan {
        plan_id: "LC-2021".to_owned(),
        version: 1,
        year: 2021,
        title: "Kế hoạch năm 2021".to_owned(),
        number: String::new(),
        date: String::new(),
        legal_basis: "Nghị định 71/2020/NĐ-CP".to_owned(),
        first_day: "2021-01-01".to_owned(),
        achieve_by: "2021-12-31".to_owned(),
        report_before: "2021-11-01".to_owned(),
        review_date: "2021-02-28".to_owned(),
        policy: "R1".to_owned(),
        targets: vec![
            target(types::Level::Preschool, 13, types::Degree::College),
            target(types::Level::Primary, 13, types::Degree::University),
        ],
        district_codes: vec!["106".to_owned(), "105".to_owned()],
        issued: true,
    }
}

pub(crate) fn put_plan(request_id: &str, plan: pb::Plan) -> pb::PutPlanRequest {
    pb::PutPlanRequest { request_id: request_id.to_owned(), acted_by: acted_by(), plan: Some(plan) }
}

pub(crate) fn freeze(request_id: &str, codes: &[&str]) -> pb::FreezeScopeRequest {
    pb::FreezeScopeRequest {
        request_id: request_id.to_owned(),
        acted_by: acted_by(),
        plan_id: "LC-2021".to_owned(),
        district_codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        document: "215/SGDĐT".to_owned(),
        refreeze_reason: String::new(),
    }
}

pub(crate) fn record(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

/// A list of one part whose members are the teachers of these numbers, in scope when even.
pub(crate) fn list(plan: WitnessedReference, part: u32, parts: u32, teachers: &[u32]) -> ScopeList {
    let member = |number: &u32| ScopeMember {
        teacher: record(u128::from(*number)),
        revision: 1,
        status: if number.is_multiple_of(2) { ScopeStatus::InScope } else { ScopeStatus::MeetsStandard },
        reason: "BELOW_STANDARD".to_owned(),
        retirement: YearMonth::new(2030, 5).unwrap(),
        months_left: 118,
        could_be_in_scope: false,
        rank: *number,
    };
    ScopeList {
        act: act("lan"),
        plan,
        level: Level::Preschool,
        part,
        parts,
        policy: "R1".to_owned(),
        review_date: LegalDate::from_ymd_opt(2021, 2, 28).unwrap(),
        members: teachers.iter().map(member).collect(),
        reason: None,
    }
}

/// Reasons of outcomes, or their code where there is none.
pub(crate) fn told(outcomes: &[types::ItemOutcome]) -> Vec<String> {
    let tell = |outcome: &types::ItemOutcome| match outcome.problems.first() {
        Some(problem) => format!("{} {}", problem.reason, problem.field),
        None => format!(
            "{} {}",
            outcome.code().as_str_name().trim_start_matches("OUTCOME_CODE_"),
            outcome.revision
        ),
    };
    outcomes.iter().map(tell).collect()
}

pub(crate) fn person(code: u32, number: u128) -> types::RecordRef {
    types::RecordRef { agency: district(code).to_string(), record_id: record(number).to_string() }
}
