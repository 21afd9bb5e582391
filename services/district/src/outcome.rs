//! Results of items.

use contracts::refusal::Refusal;
use domain::ids::{RecordId, Reference};
use domain::record::{OutcomeCode, Problem, StoredOutcome};

/// A new revision was recorded.
#[must_use]
pub const fn applied(reference: &Reference) -> StoredOutcome {
    StoredOutcome {
        code: OutcomeCode::Applied,
        record: Some(reference.record),
        revision: reference.revision,
        problems: Vec::new(),
    }
}

/// The record says so already.
#[must_use]
pub const fn unchanged(record: RecordId, revision: u64) -> StoredOutcome {
    StoredOutcome { code: OutcomeCode::Unchanged, record: Some(record), revision, problems: Vec::new() }
}

/// Nothing was recorded for the item.
#[must_use]
pub const fn refused(problems: Vec<Problem>) -> StoredOutcome {
    StoredOutcome { code: OutcomeCode::Refused, record: None, revision: 0, problems }
}

/// The outcome of item `index`: a refusal or note speaks of fields of the item, the caller knows them below `items[index]`.
#[must_use]
pub fn of_item(index: usize, result: Result<StoredOutcome, Refusal>) -> StoredOutcome {
    let mut outcome = result.unwrap_or_else(|refusal| refused(vec![refusal.into_problem()]));
    for problem in &mut outcome.problems {
        problem.field = match problem.field.as_str() {
            "" => format!("items[{index}]"),
            field => format!("items[{index}].{field}"),
        };
    }
    outcome
}

/// The outcome with something that its owner should know, when there is.
#[must_use]
pub fn with_note(mut outcome: StoredOutcome, note: Option<Problem>) -> StoredOutcome {
    outcome.problems.extend(note);
    outcome
}
