//! From a refusal to the status of a call, with the details that standard clients decode.

use super::problem::texts;
use super::{DOMAIN, Refusal};
use domain::record::Problem;
use std::collections::HashMap;
use std::time::Duration;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

/// How long to wait before the same call is sent again.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// Field violations in one status: trailers of many clients end at 8 KiB.
const MOST_VIOLATIONS: usize = 10;

impl Refusal {
    /// The status of a refused call: message Vietnamese / English; `ErrorInfo` with reason and metadata, `BadRequest` with the
    /// fields at fault (the first ten), `RetryInfo` where it helps to wait, `LocalizedMessage` in Vietnamese.
    #[must_use]
    pub fn into_status(self) -> Status {
        let reason = self.reason;
        let code = reason.status_code();
        let others = self.others.clone();
        let first = self.into_problem();
        let (vi, en) = texts(&first);
        let place = if first.field.is_empty() { String::new() } else { format!("{}: ", first.field) };
        let message = format!("{place}{vi} / {en}");

        let metadata: HashMap<String, String> = first.numbers.iter().cloned().collect();
        let mut details = ErrorDetails::with_error_info(reason.code(), DOMAIN, metadata);
        details.set_localized_message("vi", format!("{place}{vi}"));
        if matches!(code, Code::Unavailable | Code::ResourceExhausted) {
            details.set_retry_info(Some(RETRY_AFTER));
        }
        for problem in std::iter::once(&first)
            .chain(&others)
            .filter(|problem| !problem.field.is_empty())
            .take(MOST_VIOLATIONS)
        {
            details.add_bad_request_violation(&problem.field, description(problem));
        }
        Status::with_error_details(code, message, details)
    }
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        refusal.into_status()
    }
}

fn description(problem: &Problem) -> String {
    let (vi, en) = texts(problem);
    format!("{vi} / {en}")
}
