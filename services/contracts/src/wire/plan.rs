//! Plans and freezes.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::plan::v1 as wire;
use crate::pb::types::v1 as types;
use crate::refusal::Rule;
use domain::date::LegalDate;
use domain::eligibility::Policy;
use domain::record::PlanTarget;

/// A plan, with its districts by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanInput {
    /// Stable id.
    pub plan_id: String,
    /// Version, from 1.
    pub version: u32,
    /// Year.
    pub year: u32,
    /// Title.
    pub title: String,
    /// Number and symbol; may be blank.
    pub number: String,
    /// Date of the document; may be blank.
    pub date: Option<LegalDate>,
    /// Legal basis.
    pub legal_basis: String,
    /// First day on which a decision counts.
    pub first_day: LegalDate,
    /// Last day on which a decision counts; not before `first_day`.
    pub achieve_by: LegalDate,
    /// Day before which the reports are due.
    pub report_before: LegalDate,
    /// Day on which qualifications are reviewed.
    pub review_date: LegalDate,
    /// Policy.
    pub policy: Policy,
    /// Targets, at most one per level.
    pub targets: Vec<PlanTarget>,
    /// Codes of the districts whose rows the plan has, each once.
    pub district_codes: Vec<String>,
    /// True once issued.
    pub issued: bool,
}

/// The days of a plan.
struct Days {
    first_day: LegalDate,
    achieve_by: LegalDate,
    report_before: LegalDate,
    review_date: LegalDate,
}

impl FromWire for PlanInput {
    type Wire = wire::Plan;

    fn read(plan: wire::Plan, fields: &mut Fields) -> Option<Self> {
        let days = days(&plan, fields);
        let wire::Plan { plan_id, version, year, title, number, date, legal_basis, policy, .. } = plan;
        let plan_id = fields.text("plan_id", &plan_id, limits::CODE);
        let version = fields.number("version", version, 1..=u32::MAX);
        let year = fields.number("year", year, limits::PLAN_YEARS);
        let title = fields.text("title", &title, limits::TITLE);
        let number = fields.optional_text("number", &number, limits::NUMBER);
        let date = fields.optional_date("date", &date);
        let legal_basis = fields.text("legal_basis", &legal_basis, limits::FREE_TEXT);
        let policy = read_policy(fields, &policy);
        let targets = targets(fields, plan.targets);
        let district_codes = district_codes(fields, plan.district_codes);
        let days = days?;
        Some(Self {
            plan_id: plan_id?,
            version: version?,
            year: year?,
            title: title?,
            number: number?,
            date: date?,
            legal_basis: legal_basis?,
            first_day: days.first_day,
            achieve_by: days.achieve_by,
            report_before: days.report_before,
            review_date: days.review_date,
            policy: policy?,
            targets: targets?,
            district_codes: district_codes?,
            issued: plan.issued,
        })
    }
}

fn days(plan: &wire::Plan, fields: &mut Fields) -> Option<Days> {
    // Every field is named, so that a new one does not compile before it is read here or above.
    let wire::Plan {
        first_day,
        achieve_by,
        report_before,
        review_date,
        plan_id: _,
        version: _,
        year: _,
        title: _,
        number: _,
        date: _,
        legal_basis: _,
        policy: _,
        targets: _,
        district_codes: _,
        issued: _,
    } = plan;
    let first_day = fields.date("first_day", first_day);
    let mut achieve_by = fields.date("achieve_by", achieve_by);
    if let (Some(first), Some(last)) = (first_day, achieve_by)
        && last < first
    {
        achieve_by = fields.broken("achieve_by", Rule::WrongOrder, &[("min", first.to_string())]);
    }
    let report_before = fields.date("report_before", report_before);
    let review_date = fields.date("review_date", review_date);
    Some(Days {
        first_day: first_day?,
        achieve_by: achieve_by?,
        report_before: report_before?,
        review_date: review_date?,
    })
}

fn read_policy(fields: &mut Fields, raw: &str) -> Option<Policy> {
    let id = fields.text("policy", raw, limits::CODE)?;
    match Policy::from_id(&id) {
        Some(policy) => Some(policy),
        None => fields.broken("policy", Rule::NotOfTheList, &[]),
    }
}

fn targets(fields: &mut Fields, wire: Vec<wire::Target>) -> Option<Vec<PlanTarget>> {
    let targets: Vec<PlanTarget> =
        fields.list("targets", wire, limits::TARGETS, |fields, field, target| {
            fields.required(field, Some(target))
        })?;
    let levels = targets.iter().map(|target| target.level).collect();
    fields.distinct("targets", Some(levels)).map(|_| targets)
}

impl FromWire for PlanTarget {
    type Wire = wire::Target;

    fn read(target: wire::Target, fields: &mut Fields) -> Option<Self> {
        let wire::Target { level, low_percent, high_percent, min_degree } = target;
        let level = fields.word::<types::Level, _>("level", level);
        let low_percent = fields.number("low_percent", low_percent, 0..=100);
        let high_percent = fields.number("high_percent", high_percent, low_percent.unwrap_or(0)..=100);
        let min_degree = fields.word::<types::Degree, _>("min_degree", min_degree);
        Some(Self {
            level: level?,
            low_percent: low_percent?,
            high_percent: high_percent?,
            min_degree: min_degree?,
        })
    }
}

fn district_codes(fields: &mut Fields, wire: Vec<String>) -> Option<Vec<String>> {
    let codes = fields.list("district_codes", wire, limits::DISTRICTS, |fields, field, code| {
        fields.text(field, &code, limits::CODE)
    });
    fields.distinct("district_codes", codes)
}

/// Whose scope to freeze; the envelope is checked apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreezeScopeInput {
    /// Plan id.
    pub plan_id: String,
    /// District codes, 1 to 60, each once.
    pub district_codes: Vec<String>,
    /// Document of the freeze, as cited; may be empty.
    pub document: String,
    /// Why rows are frozen again; `None` freezes only rows that are not frozen.
    pub refreeze_reason: Option<String>,
}

impl FromWire for FreezeScopeInput {
    type Wire = wire::FreezeScopeRequest;

    fn read(request: wire::FreezeScopeRequest, fields: &mut Fields) -> Option<Self> {
        let wire::FreezeScopeRequest {
            request_id: _,
            acted_by: _,
            plan_id,
            district_codes: codes,
            document,
            refreeze_reason,
        } = request;
        let plan_id = fields.text("plan_id", &plan_id, limits::CODE);
        let district_codes = district_codes(fields, codes);
        let document = fields.optional_text("document", &document, limits::NAME);
        let reason = fields.optional_text("refreeze_reason", &refreeze_reason, limits::FREE_TEXT)?;
        Some(Self {
            plan_id: plan_id?,
            district_codes: district_codes?,
            document: document?,
            refreeze_reason: (!reason.is_empty()).then_some(reason),
        })
    }
}
