//! Rows of a file in calls: chunk by chunk, in further calls where the transaction of the first had no room for all, and once more
//! where an answer is an old one.

use super::{Again, CHUNK, Clerk, Imported, request_id};
use contracts::pb::types::v1 as pb;
use contracts::refusal::Reason;
use prost::Message;
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

/// A file on its way into a node.
pub(super) struct Sending<'a> {
    clerk: &'a Clerk,
    kind: &'static str,
    /// What the request ids follow from besides the calls themselves: digests of the file and of what goes with it.
    digests: Vec<Vec<u8>>,
    /// Calls made so far, but for those made for want of room or for an old answer.
    chunk: usize,
    /// What became of the rows so far.
    pub(super) imported: Imported,
}

fn is_refused(outcome: &pb::ItemOutcome) -> bool {
    outcome.code() == pb::OutcomeCode::Refused
}

/// Whether the row is to be sent again in another call (D9): a transaction has room for some entries and bytes only.
fn had_no_room(outcome: &pb::ItemOutcome) -> bool {
    let full = Reason::TooManyItems.code();
    is_refused(outcome) && outcome.problems.first().is_some_and(|problem| problem.reason == full)
}

impl<'a> Sending<'a> {
    /// A file by its digests.
    pub(super) const fn new(
        clerk: &'a Clerk,
        kind: &'static str,
        digests: Vec<Vec<u8>>,
        imported: Imported,
    ) -> Self {
        Self { clerk, kind, digests, chunk: 0, imported }
    }

    /// Sends rows that act in their order, chunk by chunk, and notes what became of each; `request` makes the call of some rows.
    ///
    /// # Errors
    /// The status of the first call that failed as a whole.
    pub(super) async fn send<R, M: Message>(
        &mut self,
        rows: &[R],
        place: impl Fn(&R) -> &Place,
        request: impl Fn(String, &[&R]) -> M,
        mut call: impl AsyncFnMut(M) -> Result<Answered, Status>,
    ) -> Result<(), Status> {
        for chunk in rows.chunks(CHUNK) {
            self.send_chunk(chunk, &place, &request, &mut call).await?;
            self.chunk += 1;
        }
        Ok(())
    }

    /// Rows from the first that had no room on are sent again, but for those taken over: each may rest on one before it.
    async fn send_chunk<R, M: Message>(
        &mut self,
        rows: &[R],
        place: &impl Fn(&R) -> &Place,
        request: &impl Fn(String, &[&R]) -> M,
        call: &mut impl AsyncFnMut(M) -> Result<Answered, Status>,
    ) -> Result<(), Status> {
        let mut left: Vec<&R> = rows.iter().collect();
        for part in 0_usize.. {
            let Answered { outcomes, repeated } = self.answer(part, &left, request, call).await?;
            // A row that is too large for an empty transaction stays refused.
            let full = outcomes.iter().position(had_no_room).filter(|first| *first > 0);
            let stays = |at: usize, outcome: &pb::ItemOutcome| {
                full.is_none_or(|full| at < full) || !is_refused(outcome)
            };
            let (mut taken, mut places, mut later) = (Vec::new(), Vec::new(), Vec::new());
            for (at, (outcome, row)) in outcomes.into_iter().zip(&left).enumerate() {
                if stays(at, &outcome) {
                    taken.push(outcome);
                    places.push(place(row));
                } else {
                    later.push(*row);
                }
            }
            self.imported.take(taken, &places, repeated);
            if later.is_empty() {
                break;
            }
            left = later;
        }
        Ok(())
    }

    /// The answer to some rows. An old one says how things stood when the file was entered before: where the rows are to be judged
    /// as of now, the call is made again under this run's mark, and so are all after it.
    async fn answer<R, M: Message>(
        &mut self,
        part: usize,
        rows: &[&R],
        request: &impl Fn(String, &[&R]) -> M,
        call: &mut impl AsyncFnMut(M) -> Result<Answered, Status>,
    ) -> Result<Answered, Status> {
        let content = request(String::new(), rows).encode_to_vec();
        let parts: Vec<&[u8]> = self.digests.iter().map(Vec::as_slice).chain([content.as_slice()]).collect();
        let mut id = request_id(self.kind, &parts, self.chunk);
        if part > 0 {
            id.push_str(&format!("-{part}"));
        }
        let Again::Judge { mark } = &self.clerk.again else { return call(request(id, rows)).await };
        if !self.imported.judged_again {
            let answer = call(request(id.clone(), rows)).await?;
            if !answer.repeated {
                return Ok(answer);
            }
            self.imported.judged_again = true;
        }
        call(request(format!("{id}-{mark}"), rows)).await
    }
}

#[cfg(test)]
mod tests;
