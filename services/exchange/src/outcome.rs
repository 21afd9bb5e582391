//! Results of items: what became of each, and how what is said about an item is told to whoever sent it.

use contracts::refusal::Refusal;
use contracts::wire::Read;
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

/// The record says so already; nothing is recorded.
#[must_use]
pub const fn unchanged(record: RecordId, revision: u64) -> StoredOutcome {
    StoredOutcome { code: OutcomeCode::Unchanged, record: Some(record), revision, problems: Vec::new() }
}

/// Nothing was recorded for the item.
#[must_use]
pub const fn refused(problems: Vec<Problem>) -> StoredOutcome {
    StoredOutcome { code: OutcomeCode::Refused, record: None, revision: 0, problems }
}

/// The outcome with something that its owner should know, when there is.
#[must_use]
pub fn with_note(mut outcome: StoredOutcome, note: Option<Problem>) -> StoredOutcome {
    outcome.problems.extend(note);
    outcome
}

/// The outcome of a decision; the fields that it names stay as they are.
#[must_use]
pub fn of(result: Result<StoredOutcome, Refusal>) -> StoredOutcome {
    result.unwrap_or_else(|refusal| refused(vec![refusal.into_problem()]))
}

/// Decides items one after the other, each seeing what those before it recorded: `decide` records one or refuses it, the others go on. Items that broke
/// their contract are refused with all their problems; notes on an item that is carried out go with its outcome.
pub fn each<D, T>(
    desk: &mut D,
    items: &[Result<Read<T>, Vec<Problem>>],
    mut decide: impl FnMut(&mut D, &T) -> Result<StoredOutcome, Refusal>,
) -> Vec<StoredOutcome> {
    let mut outcomes = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        outcomes.push(match item {
            Err(problems) => refused(problems.clone()),
            Ok(Read { value, notes }) => noted(of_item(index, decide(desk, value)), notes),
        });
    }
    outcomes
}

/// The outcome of item `index`: a refusal or note speaks of fields of the item, the caller knows them below `items[index]`.
fn of_item(index: usize, result: Result<StoredOutcome, Refusal>) -> StoredOutcome {
    let mut outcome = of(result);
    for problem in &mut outcome.problems {
        problem.field = match problem.field.as_str() {
            "" => format!("items[{index}]"),
            field => format!("items[{index}].{field}"),
        };
    }
    outcome
}

fn noted(mut outcome: StoredOutcome, notes: &[Problem]) -> StoredOutcome {
    if outcome.code != OutcomeCode::Refused {
        outcome.problems.extend_from_slice(notes);
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::refusal::Reason;

    fn fields(outcome: &StoredOutcome) -> Vec<(&str, &str)> {
        outcome.problems.iter().map(|problem| (problem.reason.as_str(), problem.field.as_str())).collect()
    }

    #[test]
    fn every_item_has_its_outcome_with_fields_below_its_place() {
        let note = |reason, field: &str| Refusal::new(reason).at(field).into_problem();
        let read = |value: u8| {
            Ok(Read { value, notes: vec![note(Reason::NationalIdInvalid, "items[?].national_id")] })
        };
        let items = [read(0), Err(vec![note(Reason::InvalidValue, "items[1].code")]), read(2), read(3)];
        let mut seen = Vec::new();
        let outcomes = each(&mut seen, &items, |seen, value| {
            seen.push(*value);
            let done =
                StoredOutcome { code: OutcomeCode::Applied, record: None, revision: 1, problems: Vec::new() };
            match value {
                0 => Ok(with_note(done, Some(note(Reason::BegunBeforeDecision, "begun_on")))),
                2 => Err(Refusal::new(Reason::ClassFull).at("class_code")),
                _ => Err(Refusal::new(Reason::TooManyItems)),
            }
        });
        assert_eq!(seen, [0, 2, 3], "what broke its contract is not decided, the others are, in order");
        let noted =
            [("BEGUN_BEFORE_DECISION", "items[0].begun_on"), ("NATIONAL_ID_INVALID", "items[?].national_id")];
        assert_eq!(fields(&outcomes[0]), noted);
        assert_eq!(fields(&outcomes[1]), [("INVALID_VALUE", "items[1].code")]);
        assert_eq!(
            fields(&outcomes[2]),
            [("CLASS_FULL", "items[2].class_code")],
            "notes go with what is done"
        );
        assert_eq!(fields(&outcomes[3]), [("TOO_MANY_ITEMS", "items[3]")]);
        assert!(outcomes[1..].iter().all(|outcome| outcome.code == OutcomeCode::Refused));
    }
}
