//! The report as one JSON document; the order of fields is part of the contract.

use super::Report;
use crate::problem::{Place, Problem};
use domain::vocabulary::{Level, ScopeStatus};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    policy: PolicyText,
    summary: Vec<Count>,
    policy_sensitive: Vec<Spot<'a>>,
    skipped: usize,
    rows: Vec<RowText<'a>>,
    errors: Vec<ErrorText<'a>>,
}

#[derive(Serialize)]
struct PolicyText {
    id: &'static str,
    text_vi: &'static str,
}

#[derive(Serialize)]
struct Count {
    level: &'static str,
    status: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct Spot<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    row: u32,
}

impl<'a> Spot<'a> {
    fn of(place: &'a Place) -> Self {
        Self { file: &place.file, sheet: place.sheet.as_deref(), row: place.row }
    }
}

#[derive(Serialize)]
struct RowText<'a> {
    #[serde(flatten)]
    spot: Spot<'a>,
    code: Option<&'a str>,
    name: &'a str,
    level: &'static str,
    school: Option<&'a str>,
    status: &'static str,
    reason: &'static str,
    reason_vi: &'static str,
    reason_en: &'static str,
    retirement: String,
    months_left: i32,
    could_be_in_scope: bool,
    /// Only where the majors table answered something for the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    majors_sha256: Option<&'a str>,
}

#[derive(Serialize)]
struct ErrorText<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    row: Option<u32>,
    column: Option<&'a str>,
    value: Option<&'a str>,
    reason: &'static str,
    reason_vi: &'a str,
}

/// Statuses that occur, by level and status.
fn summary(report: &Report) -> Vec<Count> {
    let pairs = Level::ALL
        .into_iter()
        .flat_map(|level| ScopeStatus::ALL.into_iter().map(move |status| (level, status)));
    let counts = pairs.map(|(level, status)| Count {
        level: level.code(),
        status: status.code(),
        count: report.count(level, status),
    });
    counts.filter(|count| count.count > 0).collect()
}

pub(super) fn render(report: &Report) -> String {
    let majors = report.majors_sha256.as_deref();
    let rows = report.rows.iter().map(|judged| {
        let (row, assessment) = (&judged.row, &judged.assessment);
        RowText {
            spot: Spot::of(&row.place),
            code: row.code.as_deref(),
            name: &row.name,
            level: row.level.code(),
            school: row.school.as_deref().or(row.school_code.as_deref()),
            status: assessment.status.code(),
            reason: assessment.reason.code(),
            reason_vi: assessment.reason.vi(),
            reason_en: assessment.reason.en(),
            retirement: assessment.retirement.to_string(),
            months_left: assessment.months_left,
            could_be_in_scope: assessment.could_be_in_scope,
            majors_sha256: majors.filter(|_| judged.by_majors),
        }
    });
    let document = Document {
        policy: PolicyText { id: report.policy.id(), text_vi: report.policy.text_vi() },
        summary: summary(report),
        policy_sensitive: report
            .rows
            .iter()
            .filter(|j| j.policy_sensitive)
            .map(|j| Spot::of(&j.row.place))
            .collect(),
        skipped: report.skipped,
        rows: rows.collect(),
        errors: report.errors.iter().map(error).collect(),
    };
    // Plain structs of text and numbers: nothing in them can fail to serialise.
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

fn error(problem: &Problem) -> ErrorText<'_> {
    ErrorText {
        file: &problem.file,
        sheet: problem.sheet.as_deref(),
        row: problem.row,
        column: problem.column.as_deref(),
        value: problem.value.as_deref(),
        reason: problem.fault.code,
        reason_vi: &problem.fault.vi,
    }
}
