//! The hub as a gRPC service.

use super::pull::Vector;
use super::push::Taken;
use super::{Hub, Receiver, request};
use crate::core::open::{Answer, Extent};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::exchange_service_server::ExchangeService;
use contracts::refusal::{Reason, Refusal, Rule};
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use journal::ledger::View;
use journal::note::{KeyType, cosigner_name, verifier_key};
use journal::store::{ReceiptRow, StoreError};
use runtime::identity::Identity;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, Streaming};

/// Answers waiting for a slow reader; beyond that the hub reads no further.
const QUEUE: usize = 4;

/// [`ExchangeService`] over a [`Hub`].
pub struct HubService<V> {
    hub: Arc<Hub<V>>,
    shutdown: CancellationToken,
}

impl<V> HubService<V> {
    /// The service; long streams end themselves when `shutdown` is cancelled.
    #[must_use]
    pub const fn new(hub: Arc<Hub<V>>, shutdown: CancellationToken) -> Self {
        Self { hub, shutdown }
    }
}

pub(crate) fn store_failed(error: &StoreError) -> Status {
    tracing::error!(error = %error, "the store failed");
    Refusal::new(Reason::StoreUnavailable).into_status()
}

fn shutting_down() -> Status {
    Refusal::new(Reason::ShuttingDown).into_status()
}

fn not_registered(agency: AgencyId) -> Status {
    Refusal::new(Reason::AgencyNotRegistered).with("agency", agency).into_status()
}

fn peer<T>(request: &Request<T>) -> Result<AgencyId, Status> {
    match Identity::of(request)? {
        Identity::Node { agency } => Ok(*agency),
        _ => Err(Refusal::new(Reason::UnauthenticatedPeer).into_status()),
    }
}

fn size_to_wire(agency: AgencyId, extent: Extent) -> pb::JournalSize {
    pb::JournalSize {
        agency: agency.0.as_bytes().to_vec(),
        epoch: extent.epoch,
        size: extent.size,
        root: extent.root.0.to_vec(),
    }
}

fn receipt_to_wire(row: ReceiptRow) -> pb::Receipt {
    pb::Receipt { note: row.note, size: row.size, time: row.time.0 }
}

const fn answer_to_wire(answer: Answer) -> pb::OpenAnswer {
    match answer {
        Answer::Continue => pb::OpenAnswer::Continue,
        Answer::Rewound => pb::OpenAnswer::Rewound,
        Answer::Fork => pb::OpenAnswer::Fork,
        Answer::NewEpoch => pb::OpenAnswer::NewEpoch,
        Answer::StaleNode => pb::OpenAnswer::StaleNode,
        Answer::IAmBehind => pb::OpenAnswer::IAmBehind,
    }
}

fn taken_to_wire(taken: Taken, agency: AgencyId) -> Result<pb::PushResponse, Status> {
    use pb::push_response::Result as Wire;
    let result = match taken {
        Taken::Receipt(row) => Wire::Receipt(receipt_to_wire(row)),
        Taken::Early(held) => Wire::Early(pb::Early { held }),
        Taken::Refused(refused) => {
            let (reason, position) = (refused.fault.reason(), refused.position);
            tracing::warn!(%agency, reason = reason.code(), position, "segment refused");
            let (text_vi, text_en) = (reason.text_vi(&[]), reason.text_en(&[]));
            Wire::Refused(pb::Refused { reason: reason.code().to_owned(), text_vi, text_en, position })
        }
        Taken::NotRegistered => return Err(not_registered(agency)),
    };
    Ok(pb::PushResponse { result: Some(result) })
}

async fn serve_push<V: View + HasRegistry + 'static>(
    hub: Arc<Hub<V>>,
    agency: AgencyId,
    mut inbound: Streaming<pb::PushRequest>,
    answers: mpsc::Sender<Result<pb::PushResponse, Status>>,
    shutdown: CancellationToken,
) {
    let _delivering = hub.delivering(agency);
    loop {
        let message = tokio::select! {
            message = inbound.message() => message,
            () = shutdown.cancelled() => {
                // A sender who does not listen is cut off by the end of the drain.
                let _gone = answers.send(Err(shutting_down())).await;
                return;
            }
        };
        let segment = match message {
            Ok(Some(pb::PushRequest { segment })) => segment,
            Ok(None) => return,
            Err(status) => {
                // What cannot be read is answered; a sender who broke off is not there to be told.
                let _gone = answers.send(Err(status)).await;
                return;
            }
        };
        hub.contact(agency);
        let taken = match segment {
            Some(segment) => hub.take(agency, segment).await.map_err(|error| store_failed(&error)),
            None => {
                let missing = Refusal::new(Reason::InvalidValue).with("rule", Rule::Required.code());
                Err(missing.at("segment").into_status())
            }
        };
        let answer = taken.and_then(|taken| taken_to_wire(taken, agency));
        let ends = answer.is_err();
        if answers.send(answer).await.is_err() || ends {
            return;
        }
    }
}

async fn serve_pull<V: View + HasRegistry + 'static>(
    hub: Arc<Hub<V>>,
    receiver: Receiver,
    vector: Vector,
    steps: mpsc::Sender<Result<pb::PullResponse, Status>>,
    shutdown: CancellationToken,
) {
    use pb::pull_response::Step;
    for (journal, to) in hub.journals_for(receiver.agency, &vector).await {
        let mut from = vector.get(&journal).copied().unwrap_or(0);
        loop {
            if shutdown.is_cancelled() {
                let _gone = steps.send(Err(shutting_down())).await;
                return;
            }
            let step = match hub.next_segment(receiver, journal, from, to).await {
                Ok(Some((segment, reached))) => {
                    from = reached;
                    Ok(pb::PullResponse { step: Some(Step::Segment(segment)) })
                }
                Ok(None) => break,
                Err(error) => Err(store_failed(&error)),
            };
            let ends = step.is_err();
            if steps.send(step).await.is_err() || ends {
                return;
            }
        }
    }
    let end = pb::PullResponse { step: Some(Step::End(pb::PullEnd { scope_position: 0 })) };
    // The reader may be gone; then there is nobody to tell.
    let _gone = steps.send(Ok(end)).await;
}

#[tonic::async_trait]
impl<V: View + HasRegistry + 'static> ExchangeService for HubService<V> {
    type PushStream = ReceiverStream<Result<pb::PushResponse, Status>>;
    type PullStream = ReceiverStream<Result<pb::PullResponse, Status>>;

    async fn open(&self, request: Request<pb::OpenRequest>) -> Result<Response<pb::OpenResponse>, Status> {
        let agency = peer(&request)?;
        if self.hub.signing_key(agency).await.is_none() {
            return Err(not_registered(agency));
        }
        let opening = request::opening(agency, request.get_ref(), |note| self.hub.cosigned(note))?;
        let opened = self.hub.open(agency, &opening).await.map_err(|error| store_failed(&error))??;
        let answered = self.hub.answered(agency, opened.answer, opening.epochs.last().copied()).await;
        if answered.map_err(|error| store_failed(&error))? {
            self.hub.contact(agency);
        }
        tracing::info!(%agency, answer = ?opened.answer, held = opened.held.size, "opened");
        let name = cosigner_name(self.hub.anchor.coordinator);
        let key = self.hub.ledger.key().verifying_key();
        Ok(Response::new(pb::OpenResponse {
            answer: answer_to_wire(opened.answer).into(),
            held: Some(size_to_wire(agency, opened.held)),
            held_epochs: opened.epochs.into_iter().map(|held| size_to_wire(agency, held)).collect(),
            evidence: opened.evidence,
            cosigner_key: verifier_key(&name, KeyType::Cosignature, &key),
        }))
    }

    async fn push(
        &self,
        request: Request<Streaming<pb::PushRequest>>,
    ) -> Result<Response<Self::PushStream>, Status> {
        let agency = peer(&request)?;
        let (answers, stream) = mpsc::channel(QUEUE);
        let inbound = request.into_inner();
        tokio::spawn(serve_push(Arc::clone(&self.hub), agency, inbound, answers, self.shutdown.clone()));
        Ok(Response::new(ReceiverStream::new(stream)))
    }

    async fn pull(&self, request: Request<pb::PullRequest>) -> Result<Response<Self::PullStream>, Status> {
        let agency = peer(&request)?;
        let (kind, stop) = {
            let view = self.hub.ledger.read().await;
            let registry = view.registry();
            (registry.kind(&self.hub.anchor, agency), registry.stop(&self.hub.anchor, agency))
        };
        let kind: AgencyKind = kind.ok_or_else(|| not_registered(agency))?;
        // One of whom nothing is taken goes on reading, but it is not seen: its rows are stale.
        if stop.is_none() {
            self.hub.contact(agency);
        }
        let vector = request::vector(&request.get_ref().vector)?;
        let (steps, stream) = mpsc::channel(QUEUE);
        let receiver = Receiver { agency, kind };
        tokio::spawn(serve_pull(Arc::clone(&self.hub), receiver, vector, steps, self.shutdown.clone()));
        Ok(Response::new(ReceiverStream::new(stream)))
    }
}
