//! What every node has: its ledger, whom it believes, its clock; and how a call becomes a recorded answer.

use crate::registry::HasRegistry;
use contracts::refusal::{Reason, Refusal};
use domain::record::{ReadTrace, State, StoredOutcome, Verb};
use journal::ledger::{
    Answer, AppendError, Ledger, LedgerError, RequestError, RequestKey, Standing, Tx, View,
};
use journal::store::StoreError;
use prost::Message;
use runtime::clock::Clock;
use runtime::identity::Identity;
use runtime::trust::TrustAnchor;
use std::sync::Arc;

/// A node of an agency, as its services see it.
pub struct Node<V> {
    /// Own journal and view.
    pub ledger: Arc<Ledger<V>>,
    /// Whom it believes.
    pub anchor: TrustAnchor,
    /// Business time.
    pub clock: Arc<dyn Clock>,
}

/// A call that writes.
pub struct Call<'a, M> {
    /// Who calls.
    pub caller: &'a Identity,
    /// Full name of the rpc, such as `lienthong.roster.v1.RosterService/PushTeachers`.
    pub rpc: &'static str,
    /// Request id given by the caller.
    pub request_id: &'a str,
    /// The request as decoded; its encoding is what repeats are compared by.
    pub request: &'a M,
}

fn store_refused(error: &StoreError) -> Refusal {
    tracing::error!(error = ?error, "the store failed");
    Refusal::new(Reason::StoreUnavailable)
}

/// Why a node of this standing takes no writes; nothing when it does.
pub(crate) const fn closed(standing: Standing) -> Option<Reason> {
    match standing {
        Standing::Ready => None,
        Standing::Asking | Standing::Restored => Some(Reason::NodeNotReady),
        Standing::Forked => Some(Reason::NodeForked),
        Standing::Stale => Some(Reason::StaleNode),
    }
}

fn append_refused(error: &AppendError) -> Refusal {
    if let AppendError::Closed(standing) = error {
        return Refusal::new(closed(*standing).unwrap_or(Reason::NodeNotReady));
    }
    tracing::error!(error = %error, "an entry breaks a limit");
    Refusal::new(Reason::Internal)
}

impl<V: View + HasRegistry> Node<V> {
    /// Answers a call that writes, once: `decide` gives the outcomes of the items, or refuses the whole call before it has put anything. A
    /// repeat of the request id gives the first answer again (D27).
    ///
    /// # Errors
    /// The refusal of the call; nothing was recorded.
    pub async fn answer<M: Message>(
        &self,
        call: Call<'_, M>,
        decide: impl FnMut(&mut Tx<'_, V>) -> Result<Vec<StoredOutcome>, Refusal>,
    ) -> Result<Answer, Refusal> {
        let key = RequestKey {
            caller: call.caller.to_string(),
            rpc: call.rpc.to_owned(),
            request_id: call.request_id.to_owned(),
        };
        let bytes = call.request.encode_to_vec();
        self.ledger.request(self.clock.now(), &key, &bytes, decide).await.map_err(|error| match error {
            RequestError::Conflict => {
                Refusal::new(Reason::RequestIdConflict).at("request_id").with("request_id", &key.request_id)
            }
            RequestError::Refused(refusal) => refusal,
            RequestError::Ledger(LedgerError::Store(error)) => store_refused(&error),
            RequestError::Ledger(LedgerError::Append(error)) => append_refused(&error),
            RequestError::Ledger(LedgerError::Refused(never)) => match never {},
        })
    }

    /// Leaves a trace of a read of personal data; where it cannot, the read must not happen (Inv 11).
    ///
    /// # Errors
    /// The refusal with which the read ends.
    pub async fn trace_read(
        &self,
        reader: &Identity,
        rpc: &'static str,
        records: u64,
        subject: String,
    ) -> Result<(), Refusal> {
        let trace = ReadTrace { reader: reader.to_string(), rpc: rpc.to_owned(), records, subject };
        let recorded = self.ledger.transact(self.clock.now(), |tx| {
            let id = tx.new_id();
            Ok::<_, std::convert::Infallible>(tx.put(id, Verb::Recorded, State::ReadTrace(trace.clone())))
        });
        match recorded.await {
            Ok(_) => Ok(()),
            Err(LedgerError::Store(error)) => Err(store_refused(&error)),
            Err(LedgerError::Append(error)) => Err(append_refused(&error)),
            Err(LedgerError::Refused(never)) => match never {},
        }
    }
}
