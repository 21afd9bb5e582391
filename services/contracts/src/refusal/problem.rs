//! Problems of items: stored with codes and numbers alone, shown with texts.

use super::{Reason, Refusal, Rule};
use crate::pb::types::v1 as pb;
use domain::record::Problem;

/// The problem as a caller sees it, with texts. A reason of a later version keeps its code and says so.
#[must_use]
pub fn problem(problem: &Problem) -> pb::Problem {
    let (text_vi, text_en) = texts(problem);
    let Problem { reason, field, numbers } = problem;
    pb::Problem {
        reason: reason.clone(),
        field: field.clone(),
        text_vi,
        text_en,
        metadata: numbers.iter().cloned().collect(),
    }
}

/// What happened and what to do next, Vietnamese and English.
pub(super) fn texts(problem: &Problem) -> (String, String) {
    let numbers = &problem.numbers;
    let rule = numbers.iter().find(|(key, _)| key == "rule").and_then(|(_, code)| Rule::from_code(code));
    match (Reason::from_code(&problem.reason), rule) {
        (Some(Reason::InvalidValue), Some(rule)) => rule.texts(numbers),
        (Some(reason), _) => (reason.text_vi(numbers), reason.text_en(numbers)),
        (None, _) => (
            format!("Lý do {} của một phiên bản mới hơn; hãy cập nhật chương trình.", problem.reason),
            format!("Reason {} of a later version; update the program.", problem.reason),
        ),
    }
}

/// A problem about a field, with numbers and codes behind it.
#[must_use]
pub fn problem_of(reason: Reason, field: &str, numbers: &[(&str, String)]) -> Problem {
    let refusal = numbers.iter().fold(Refusal::new(reason), |refusal, (key, value)| refusal.with(key, value));
    refusal.at(field).into_problem()
}

/// The problem of a value that breaks a rule; `limits` are `min` and `max` where the rule has them.
#[must_use]
pub fn invalid(field: &str, rule: Rule, limits: &[(&str, String)]) -> Problem {
    let refusal = limits
        .iter()
        .fold(Refusal::new(Reason::InvalidValue), |refusal, (key, value)| refusal.with(key, value));
    refusal.with("rule", rule.code()).at(field).into_problem()
}
