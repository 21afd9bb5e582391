//! Rows of a file in one call, and in further calls where the transaction of the first had no room for all.

use super::Imported;
use contracts::pb::types::v1 as pb;
use contracts::refusal::Reason;
use tonic::Status;
use workbook::problem::Place;

/// What a node answered to one call.
pub(super) struct Answered {
    /// One outcome per row, in the order of the rows.
    pub(super) outcomes: Vec<pb::ItemOutcome>,
    /// Whether it had answered this request before.
    pub(super) repeated: bool,
}

impl Answered {
    /// From the two parts that every answer to a write has.
    pub(super) fn new(outcomes: Vec<pb::ItemOutcome>, recorded: Option<pb::Recorded>) -> Self {
        Self { outcomes, repeated: recorded.is_some_and(|recorded| recorded.repeated) }
    }
}

fn is_refused(outcome: &pb::ItemOutcome) -> bool {
    outcome.code() == pb::OutcomeCode::Refused
}

/// Whether the row is to be sent again in another call (D9): a transaction has room for some entries and bytes only.
fn had_no_room(outcome: &pb::ItemOutcome) -> bool {
    let full = Reason::TooManyItems.code();
    is_refused(outcome) && outcome.problems.first().is_some_and(|problem| problem.reason == full)
}

/// Sends rows and notes their outcomes. Rows from the first that had no room on are sent again, but for those taken over: each
/// may rest on one before it. The ids of further calls follow from the first, so that the same file again changes nothing.
///
/// # Errors
/// The status of the first call that failed as a whole.
pub(super) async fn send<R>(
    id: &str,
    rows: &[R],
    place: impl Fn(&R) -> &Place,
    imported: &mut Imported,
    mut call: impl AsyncFnMut(String, &[&R]) -> Result<Answered, Status>,
) -> Result<(), Status> {
    let mut left: Vec<&R> = rows.iter().collect();
    for again in 0_usize.. {
        let id = if again == 0 { id.to_owned() } else { format!("{id}-{again}") };
        let Answered { outcomes, repeated } = call(id, &left).await?;
        // A row that is too large for an empty transaction stays refused.
        let full = outcomes.iter().position(had_no_room).filter(|first| *first > 0);
        let stays =
            |at: usize, outcome: &pb::ItemOutcome| full.is_none_or(|full| at < full) || !is_refused(outcome);
        let (mut taken, mut places, mut later) = (Vec::new(), Vec::new(), Vec::new());
        for (at, (outcome, row)) in outcomes.into_iter().zip(&left).enumerate() {
            if stays(at, &outcome) {
                taken.push(outcome);
                places.push(place(row));
            } else {
                later.push(*row);
            }
        }
        imported.take(taken, &places, repeated);
        if later.is_empty() {
            break;
        }
        left = later;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(code: pb::OutcomeCode, reason: &str) -> pb::ItemOutcome {
        let problem = pb::Problem { reason: reason.to_owned(), ..Default::default() };
        let problems = if reason.is_empty() { Vec::new() } else { vec![problem] };
        pb::ItemOutcome { code: code.into(), problems, ..Default::default() }
    }

    fn places(rows: u32) -> Vec<Place> {
        (1..=rows).map(|row| Place { file: "r.csv".into(), sheet: None, row }).collect()
    }

    /// A node whose transactions have room for so many rows; rows in `bad` it refuses for another reason.
    async fn sent(rows: u32, room: usize, bad: &[u32]) -> (Imported, Vec<(String, Vec<u32>)>) {
        let (mut imported, mut calls) = (Imported::default(), Vec::new());
        let answer = async |id: String, rows: &[&Place]| {
            calls.push((id, rows.iter().map(|place| place.row).collect()));
            let outcomes = rows.iter().enumerate().map(|(at, place)| match at {
                _ if bad.contains(&place.row) => outcome(pb::OutcomeCode::Refused, "TEACHER_AMBIGUOUS"),
                at if at < room => outcome(pb::OutcomeCode::Applied, ""),
                _ => outcome(pb::OutcomeCode::Refused, "TOO_MANY_ITEMS"),
            });
            Ok(Answered { outcomes: outcomes.collect(), repeated: false })
        };
        send("roster-0-0000", &places(rows), |place| place, &mut imported, answer).await.unwrap();
        (imported, calls)
    }

    #[tokio::test]
    async fn rows_without_room_go_into_further_calls_whose_ids_follow_from_the_first() {
        let (imported, calls) = sent(5, 2, &[]).await;
        assert_eq!((imported.applied, imported.refused.len()), (5, 0));
        let expect = [
            ("roster-0-0000".to_owned(), vec![1, 2, 3, 4, 5]),
            ("roster-0-0000-1".to_owned(), vec![3, 4, 5]),
            ("roster-0-0000-2".to_owned(), vec![5]),
        ];
        assert_eq!(calls, expect);
    }

    #[tokio::test]
    async fn a_row_refused_for_itself_is_told_once_and_one_behind_the_full_call_gets_its_turn() {
        let (imported, calls) = sent(4, 2, &[1, 4]).await;
        assert_eq!(imported.applied, 2);
        let refused: Vec<_> =
            imported.refused.iter().map(|row| (row.place.as_str(), row.reason.as_str())).collect();
        let expect = [("r.csv dòng/row 1", "TEACHER_AMBIGUOUS"), ("r.csv dòng/row 4", "TEACHER_AMBIGUOUS")];
        assert_eq!(refused, expect);
        assert_eq!(calls.len(), 2);
    }

    #[tokio::test]
    async fn a_row_for_which_no_call_has_room_stays_refused() {
        let (imported, calls) = sent(2, 0, &[]).await;
        assert_eq!((imported.applied, imported.refused.len(), calls.len()), (0, 2, 1));
        assert_eq!(imported.refused[0].reason, "TOO_MANY_ITEMS");
    }
}
