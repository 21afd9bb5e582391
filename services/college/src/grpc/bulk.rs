//! A bulk call that writes: envelope, items, one outcome per item, in one place for all of them.

use super::training::TrainingServer;
use crate::desk::Desk;
use contracts::pb::training::v1 as pb;
use contracts::pb::types::v1 as types;
use contracts::refusal::Refusal;
use contracts::wire::{self, FromWire, show};
use domain::record::StoredOutcome;
use exchange::node::Call;
use exchange::outcome;
use prost::Message;
use runtime::identity::Identity;
use tonic::{Request, Status};

/// The request of a bulk call.
pub(super) trait Bulk: Message {
    /// One item.
    type Item: Clone;
    /// Caller's id of the request.
    fn request_id(&self) -> &str;
    /// Who acts.
    fn acted_by(&self) -> Option<types::ActedBy>;
    /// The items.
    fn items(&self) -> &[Self::Item];
}

macro_rules! bulk {
    ($($request:ident: $item:ident;)*) => {$(
        impl Bulk for pb::$request {
            type Item = pb::$item;

            fn request_id(&self) -> &str {
                &self.request_id
            }

            fn acted_by(&self) -> Option<types::ActedBy> {
                self.acted_by.clone()
            }

            fn items(&self) -> &[pb::$item] {
                &self.items
            }
        }
    )*};
}

bulk! {
    PushProgrammesRequest: ProgrammeItem;
    PushClassesRequest: ClassItem;
    ReportEnrollmentsRequest: EnrollmentItem;
    CorrectEnrollmentsRequest: EnrollmentCorrectionItem;
    ReverseEnrollmentsRequest: ReversalItem;
    ReportResultsRequest: ResultItem;
    ReverseResultsRequest: ReversalItem;
}

/// What every answer of a bulk call says.
pub(super) struct Answered {
    pub(super) outcomes: Vec<types::ItemOutcome>,
    pub(super) recorded: Option<types::Recorded>,
}

impl TrainingServer {
    /// Answers a bulk call once (D27): items that obey their contract are decided one after the other, each seeing what those before it recorded; the
    /// others are refused with all their problems.
    pub(super) async fn bulk<M: Bulk, T>(
        &self,
        rpc: &'static str,
        request: Request<M>,
        decide: fn(&mut Desk<'_, '_>, &T) -> Result<StoredOutcome, Refusal>,
    ) -> Result<Answered, Status>
    where
        T: FromWire<Wire = M::Item> + Send + Sync,
    {
        let caller = Identity::of(&request)?.clone();
        let request = request.into_inner();
        let act = wire::check_envelope(request.request_id(), request.acted_by(), request.items().len())?;
        let items = wire::items::<T>(request.items().to_vec());
        let call = Call { caller: &caller, rpc, request_id: request.request_id(), request: &request };
        let (own, anchor) = (self.node.ledger.agency(), &self.node.anchor);
        let answer = self.node.answer(call, |tx| {
            let mut desk = Desk::new(tx, own, anchor, &act);
            Ok(outcome::each(&mut desk, &items, |desk, item| decide(desk, item)))
        });
        let answer = answer.await?;
        Ok(Answered {
            outcomes: show::outcomes(&answer.outcomes),
            recorded: Some(show::recorded(answer.position, answer.repeated)),
        })
    }
}
