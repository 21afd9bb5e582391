//! Requests with items, all of one form on the wire: request id, act, items; answered by outcomes and where they were recorded.

use crate::bulk;
use crate::desk::Desk;
use crate::nomination::Additions;
use crate::view::DistrictView;
use contracts::pb::types::v1::{ActedBy, ItemOutcome, Recorded};
use contracts::refusal::Refusal;
use contracts::wire::{self, FromWire, show};
use domain::record::StoredOutcome;
use exchange::node::{Call, Node};
use prost::Message;
use runtime::identity::Identity;
use tonic::{Request, Response, Status};

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
    decide: impl Fn(&mut Desk<'_, '_>, &M::Input, &mut Additions) -> Result<StoredOutcome, Refusal>,
) -> Result<Response<M::Answer>, Status> {
    let caller = Identity::of(&request)?.clone();
    let request = request.into_inner();
    let (request_id, acted_by, items) = request.parts();
    let act = wire::check_envelope(request_id, acted_by, items.len())?;
    let items = wire::items(items);
    let call = Call { caller: &caller, rpc: M::RPC, request_id, request: &request };
    let answer = bulk::answer(node, call, &act, &items, decide).await?;
    let recorded = show::recorded(answer.position, answer.repeated);
    Ok(Response::new(M::answer(show::outcomes(&answer.outcomes), Some(recorded))))
}
