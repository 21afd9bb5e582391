//! The hub as a gRPC service.

use super::pull::Vector;
use super::push::Taken;
use super::{Hub, Receiver};
use crate::core::open::{Answer, Extent};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::exchange_service_server::ExchangeService;
use contracts::refusal::{Reason, Refusal};
use domain::ids::{AgencyId, Digest};
use domain::vocabulary::AgencyKind;
use journal::ledger::View;
use journal::note::{KeyType, cosigner_name, verifier_key};
use journal::store::{JournalKey, ReceiptRow, StoreError};
use runtime::identity::Identity;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, Streaming};
use uuid::Uuid;

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
            let (vi, en) = refused.fault.texts();
            let reason = refused.fault.code().to_owned();
            tracing::warn!(%agency, reason, position = refused.position, "segment refused");
            let position = refused.position;
            Wire::Refused(pb::Refused { reason, text_vi: vi.to_owned(), text_en: en.to_owned(), position })
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
    loop {
        let message = tokio::select! {
            message = inbound.message() => message,
            () = shutdown.cancelled() => return,
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
            None => Err(Refusal::new(Reason::InvalidValue).at("segment").into_status()),
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
    for (journal, to) in hub.journals_for(receiver.agency).await {
        let mut from = vector.get(&journal).copied().unwrap_or(0);
        loop {
            if shutdown.is_cancelled() {
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

fn vector_from_wire(vector: Vec<pb::JournalSize>) -> Result<Vector, Status> {
    let bad = || Refusal::new(Reason::InvalidValue).at("vector").into_status();
    let size = |size: pb::JournalSize| {
        let agency = AgencyId(Uuid::from_slice(&size.agency).map_err(|_| bad())?);
        Ok((JournalKey { agency, epoch: size.epoch }, size.size))
    };
    vector.into_iter().map(size).collect()
}

fn extent_from_wire(epochs: &[pb::JournalSize]) -> Result<Option<Extent>, Status> {
    let Some(newest) = epochs.iter().max_by_key(|size| size.epoch) else {
        return Ok(None);
    };
    let root = <[u8; 32]>::try_from(newest.root.as_slice());
    let root = root.map_err(|_| Refusal::new(Reason::InvalidValue).at("epochs.root").into_status())?;
    Ok(Some(Extent { epoch: newest.epoch, size: newest.size, root: Digest(root) }))
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
        let pb::OpenRequest { epochs, receipt } = request.into_inner();
        let node = extent_from_wire(&epochs)?;
        let opened = self.hub.open(agency, node, &receipt).await.map_err(|error| store_failed(&error))?;
        let answered = self.hub.answered(agency, opened.answer, node).await;
        if answered.map_err(|error| store_failed(&error))? {
            self.hub.contact(agency);
        }
        tracing::info!(%agency, answer = ?opened.answer, held = opened.held.size, "opened");
        let name = cosigner_name(self.hub.anchor.coordinator);
        let key = self.hub.ledger.key().verifying_key();
        Ok(Response::new(pb::OpenResponse {
            answer: answer_to_wire(opened.answer).into(),
            held: Some(size_to_wire(agency, opened.held)),
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
        let kind = self.hub.ledger.read().await.registry().kind(&self.hub.anchor, agency);
        let kind: AgencyKind = kind.ok_or_else(|| not_registered(agency))?;
        self.hub.contact(agency);
        let vector = vector_from_wire(request.into_inner().vector)?;
        let (steps, stream) = mpsc::channel(QUEUE);
        let receiver = Receiver { agency, kind };
        tokio::spawn(serve_pull(Arc::clone(&self.hub), receiver, vector, steps, self.shutdown.clone()));
        Ok(Response::new(ReceiverStream::new(stream)))
    }
}
