//! Requests with items, all of one form on the wire: request id, act, items; answered by outcomes and where they were recorded.

use crate::bulk::{self, Memory};
use crate::desk::Desk;
use crate::view::{District, DistrictView};
use contracts::pb::types::v1::{ActedBy, ItemOutcome, Recorded};
use contracts::refusal::{Reason, Refusal, problem};
use contracts::wire::{self, FromWire, show};
use domain::ids::RecordId;
use domain::record::{Problem, StoredOutcome};
use exchange::node::{Call, Node};
use prost::Message;
use runtime::identity::Identity;
use tonic::{Request, Response, Status};
use uuid::Uuid;

/// A request with items.
pub(super) trait WithItems: Message {
    /// Full name of the rpc.
    const RPC: &'static str;
    /// What one item asks.
    type Input: FromWire + Send + Sync;
    /// The answer.
    type Answer;

    /// The request's parts: id, act, items.
    fn parts(&self) -> (&str, Option<ActedBy>, Vec<<Self::Input as FromWire>::Wire>);
    /// The answer from its parts.
    fn answer(outcomes: Vec<ItemOutcome>, recorded: Option<Recorded>) -> Self::Answer;
}

/// Requests whose messages have the fields `request_id`, `acted_by`, `items`, and `outcomes`, `recorded` in the answer.
macro_rules! with_items {
    ($($rpc:expr => $request:ty, $input:ty, $answer:ident;)*) => {$(
        impl $crate::grpc::items::WithItems for $request {
            const RPC: &'static str = $rpc;
            type Input = $input;
            type Answer = pb::$answer;

            fn parts(
                &self,
            ) -> (&str, Option<contracts::pb::types::v1::ActedBy>, Vec<<$input as contracts::wire::FromWire>::Wire>) {
                (&self.request_id, self.acted_by.clone(), self.items.clone())
            }

            fn answer(
                outcomes: Vec<contracts::pb::types::v1::ItemOutcome>,
                recorded: Option<contracts::pb::types::v1::Recorded>,
            ) -> Self::Answer {
                pb::$answer { outcomes, recorded }
            }
        }
    )*};
}
pub(super) use with_items;

/// Answers a request with items.
pub(super) async fn answer<M: WithItems>(
    node: &Node<DistrictView>,
    request: Request<M>,
    decide: impl Fn(&mut Desk<'_, '_>, &M::Input, &mut Memory) -> Result<StoredOutcome, Refusal>,
) -> Result<Response<M::Answer>, Status> {
    let caller = Identity::of(&request)?.clone();
    let request = request.into_inner();
    let (request_id, acted_by, items) = request.parts();
    let act = wire::check_envelope(request_id, acted_by, items.len())?;
    let items = wire::items(items);
    let call = Call { caller: &caller, rpc: M::RPC, request_id, request: &request };
    let answer = bulk::answer(node, call, &act, &items, decide).await?;
    let recorded = show::recorded(answer.position, answer.repeated);
    let view = node.ledger.read().await;
    let outcomes = outcomes(view.district(node.ledger.agency()), &answer.outcomes);
    Ok(Response::new(M::answer(outcomes, Some(recorded))))
}

/// The outcomes with their words. Where a problem names another teacher's record, the words also name the teacher's code, which is what a clerk knows the
/// person by: it is looked up for the answer, and neither stored nor put into metadata, because it is personal.
fn outcomes(district: &District, outcomes: &[StoredOutcome]) -> Vec<ItemOutcome> {
    let mut shown = show::outcomes(outcomes);
    let stored = outcomes.iter().flat_map(|outcome| &outcome.problems);
    for (shown, stored) in shown.iter_mut().flat_map(|outcome| &mut outcome.problems).zip(stored) {
        if let Some(code) = other_teacher(district, stored) {
            let mut named = stored.clone();
            named.numbers.push(("code".to_owned(), code));
            let words = problem(&named);
            (shown.text_vi, shown.text_en) = (words.text_vi, words.text_en);
        }
    }
    shown
}

/// Code of the other teacher whom a problem names by record.
fn other_teacher(district: &District, problem: &Problem) -> Option<String> {
    if problem.reason != Reason::NationalIdTaken.code() {
        return None;
    }
    let (_, record) = problem.numbers.iter().find(|(key, _)| key == "teacher")?;
    let row = district.teachers.get(RecordId(Uuid::try_parse(record).ok()?))?;
    let code = row.state.person.as_ref()?.code.clone();
    (!code.is_empty()).then_some(code)
}
