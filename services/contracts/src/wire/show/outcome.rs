//! Outcomes of items, and where they were recorded.

use crate::pb::types::v1 as wire;
use crate::refusal::problem;
use crate::vocabulary::number;
use domain::ids::{Position, RecordKey};
use domain::record::StoredOutcome;

/// One outcome with the texts of its problems.
#[must_use]
pub fn outcome(outcome: &StoredOutcome) -> wire::ItemOutcome {
    let StoredOutcome { code, record, revision, problems } = outcome;
    wire::ItemOutcome {
        code: number::<wire::OutcomeCode, _>(*code),
        record_id: record.map(|record| record.to_string()).unwrap_or_default(),
        revision: *revision,
        problems: problems.iter().map(problem).collect(),
    }
}

/// The outcomes of a call in the order of its items.
#[must_use]
pub fn outcomes(outcomes: &[StoredOutcome]) -> Vec<wire::ItemOutcome> {
    outcomes.iter().map(outcome).collect()
}

/// Where the call was recorded; `repeated` when it had been answered before.
#[must_use]
pub fn recorded(position: Position, repeated: bool) -> wire::Recorded {
    wire::Recorded { position: Some(position.into()), repeated }
}

/// A record as text.
#[must_use]
pub fn record_ref(RecordKey { agency, record }: RecordKey) -> wire::RecordRef {
    wire::RecordRef { agency: agency.to_string(), record_id: record.to_string() }
}
