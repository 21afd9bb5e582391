//! `ProgressService`: tables, streams of tables, breaks.

mod show;

use crate::view::CoordinatorView;
use contracts::page::{PageQuery, page_size as page_size_of};
use contracts::pb::exchange::v1::exchange_service_server::ExchangeServiceServer;
use contracts::pb::progress::v1 as pb;
use contracts::pb::progress::v1::progress_service_server::{ProgressService, ProgressServiceServer};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{self, AtLeast, ProgressInput};
use domain::date::{Instant, LegalDate};
use domain::picture::{Picture, PictureError};
use exchange::hub::{Hub, HubService};
use exchange::node::Node;
use journal::store::JournalKey;
use runtime::config::{Limits, Readers};
use runtime::identity::Identity;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use tonic::{Request, Response, Status};

/// A table asked for "now" may be this old when nothing was recorded since; its `as_of` says how old.
const MEMO_MS: i64 = 1_000;
/// Changes that come in a burst make one table of a stream.
const BURST: Duration = Duration::from_millis(50);

/// The coordinator's services.
pub(crate) fn routes(
    hub: Arc<Hub<CoordinatorView>>,
    node: Arc<Node<CoordinatorView>>,
    readers: Readers,
    limits: &Limits,
    shutdown: &CancellationToken,
) -> Routes {
    let exchange = ExchangeServiceServer::new(HubService::new(hub, shutdown.clone()));
    let progress = ProgressServiceServer::new(ProgressHandler::new(node, readers, shutdown.clone()));
    Routes::new(runtime::tune!(exchange, limits)).add_service(runtime::tune!(progress, limits))
}

/// What a table is asked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Question {
    plan_id: String,
    cutoff: Option<LegalDate>,
}

/// The last table that was folded for "now".
#[derive(Debug)]
struct Memo {
    version: u64,
    question: Question,
    picture: Arc<Picture>,
}

/// [`ProgressService`] over the coordinator's ledger.
pub(crate) struct ProgressHandler {
    inner: Arc<Inner>,
}

struct Inner {
    node: Arc<Node<CoordinatorView>>,
    readers: Readers,
    shutdown: CancellationToken,
    memo: Mutex<Option<Memo>>,
}

/// The question of a call without an instant: a stream, or the breaks of now.
fn question_of(plan_id: String, cutoff: String) -> Result<Question, Status> {
    let request = pb::GetProgressRequest { plan_id, cutoff, as_of: 0, at_least: Vec::new() };
    wire::whole::<ProgressInput>(request).map(Question::of).map_err(Refusal::into_status)
}

impl Question {
    fn of(input: ProgressInput) -> Self {
        Self { plan_id: input.plan_id.unwrap_or_default(), cutoff: input.cutoff }
    }
}

impl ProgressHandler {
    /// The service; streams end themselves when `shutdown` is cancelled.
    #[must_use]
    pub(crate) fn new(
        node: Arc<Node<CoordinatorView>>,
        readers: Readers,
        shutdown: CancellationToken,
    ) -> Self {
        Self { inner: Arc::new(Inner { node, readers, shutdown, memo: Mutex::new(None) }) }
    }
}

impl Inner {
    /// The picture at an instant; `None` = now.
    async fn picture(&self, question: &Question, as_of: Option<Instant>) -> Result<Arc<Picture>, Status> {
        let (version, now) = (self.node.ledger.version(), self.node.clock.now());
        if as_of.is_none()
            && let Some(known) = self.known(question, version, now)
        {
            return Ok(known);
        }
        let view = self.node.ledger.read().await;
        let folded = view.world().picture(&question.plan_id, question.cutoff, as_of.unwrap_or(now));
        drop(view);
        let picture = folded.map_err(|PictureError::PlanNotFound| {
            Refusal::new(Reason::PlanNotFound).with("plan_id", &question.plan_id).into_status()
        })?;
        let picture = Arc::new(picture);
        if as_of.is_none() {
            let memo = Memo { version, question: question.clone(), picture: Arc::clone(&picture) };
            *self.memo.lock().unwrap_or_else(PoisonError::into_inner) = Some(memo);
        }
        Ok(picture)
    }

    fn known(&self, question: &Question, version: u64, now: Instant) -> Option<Arc<Picture>> {
        let memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        let memo = memo.as_ref()?;
        let age = now.0 - memo.picture.as_of.0;
        let fresh = memo.version == version && memo.question == *question && (0..=MEMO_MS).contains(&age);
        fresh.then(|| Arc::clone(&memo.picture))
    }

    /// The table for a caller; names are looked up only for readers who may see them, and leave a trace first.
    async fn table(
        &self,
        picture: &Picture,
        caller: &Identity,
        rpc: &'static str,
    ) -> Result<pb::Progress, Status> {
        let mut table = show::progress(picture);
        let own = self.node.ledger.agency();
        if self.readers.may_see_names(own, caller) {
            let persons: Vec<_> = picture.breaks.iter().map(|open| open.person).collect();
            let count = u64::try_from(persons.iter().flatten().count()).unwrap_or(u64::MAX);
            if count > 0 {
                let traced = self.node.trace_read(caller, rpc, count, picture.plan.id.clone()).await;
                traced.map_err(Refusal::into_status)?;
            }
            let view = self.node.ledger.read().await;
            for (open, person) in table.breaks.iter_mut().zip(persons) {
                open.person_name = person.and_then(|key| view.name(key)).unwrap_or_default().to_owned();
            }
        }
        Ok(table)
    }

    async fn check_folded(&self, at_least: &[AtLeast]) -> Result<(), Status> {
        let sizes = self.node.ledger.sizes().await;
        for wanted in at_least {
            let journal = JournalKey { agency: wanted.agency, epoch: wanted.epoch };
            let held = sizes.get(&journal).copied().unwrap_or(0);
            if held < wanted.size {
                let refusal = Refusal::new(Reason::NotYetFolded).with("agency", wanted.agency);
                return Err(refusal.with("folded", held).with("wanted", wanted.size).into_status());
            }
        }
        Ok(())
    }
}

/// A page of breaks, which stand ascending by kind and id, and the token of the next one.
fn cut(
    breaks: Vec<pb::Break>,
    after: Option<&[u8]>,
    size: usize,
    query: &PageQuery,
) -> (Vec<pb::Break>, String) {
    let place = |open: &pb::Break| format!("{} {}", open.kind, open.id).into_bytes();
    let mut rest = breaks.into_iter().filter(|open| after.is_none_or(|after| place(open).as_slice() > after));
    let page: Vec<pb::Break> = rest.by_ref().take(size).collect();
    let more = rest.next().is_some();
    let token = page.last().filter(|_| more).map(|last| query.token(&place(last)));
    (page, token.unwrap_or_default())
}

/// Sends the newest table whenever it changed and the reader is ready; a slow reader gets the newest, never a queue.
async fn follow(
    inner: Arc<Inner>,
    question: Question,
    caller: Identity,
    tables: mpsc::Sender<Result<pb::WatchProgressResponse, Status>>,
) {
    const RPC: &str = "lienthong.progress.v1.ProgressService/WatchProgress";
    let mut changed = inner.node.ledger.subscribe();
    let mut last: Option<Arc<Picture>> = None;
    loop {
        let place = tokio::select! {
            place = tables.reserve() => place,
            () = inner.shutdown.cancelled() => return,
        };
        let Ok(place) = place else { return };
        changed.mark_unchanged();
        let table = match inner.picture(&question, None).await {
            Ok(picture) if last.as_ref().is_some_and(|last| show::same_table(last, &picture)) => None,
            Ok(picture) => {
                let table = inner.table(&picture, &caller, RPC).await;
                last = Some(picture);
                Some(table)
            }
            Err(status) => Some(Err(status)),
        };
        match table {
            Some(Err(status)) => return place.send(Err(status)),
            Some(Ok(progress)) => place.send(Ok(pb::WatchProgressResponse { progress: Some(progress) })),
            None => drop(place),
        }
        tokio::select! {
            change = changed.changed() => if change.is_err() { return },
            () = inner.shutdown.cancelled() => {
                let end = Refusal::new(Reason::NodeNotReady).into_status();
                // The reader may be gone; then there is nobody to tell.
                let _gone = tables.try_send(Err(end));
                return;
            }
        }
        tokio::time::sleep(BURST).await;
    }
}

#[tonic::async_trait]
impl ProgressService for ProgressHandler {
    type WatchProgressStream = ReceiverStream<Result<pb::WatchProgressResponse, Status>>;

    async fn get_progress(
        &self,
        request: Request<pb::GetProgressRequest>,
    ) -> Result<Response<pb::GetProgressResponse>, Status> {
        const RPC: &str = "lienthong.progress.v1.ProgressService/GetProgress";
        let caller = Identity::of(&request)?.clone();
        let input = wire::whole::<ProgressInput>(request.into_inner()).map_err(Refusal::into_status)?;
        self.inner.check_folded(&input.at_least).await?;
        let as_of = input.as_of;
        let picture = self.inner.picture(&Question::of(input), as_of).await?;
        let progress = self.inner.table(&picture, &caller, RPC).await?;
        Ok(Response::new(pb::GetProgressResponse { progress: Some(progress) }))
    }

    async fn watch_progress(
        &self,
        request: Request<pb::WatchProgressRequest>,
    ) -> Result<Response<Self::WatchProgressStream>, Status> {
        let caller = Identity::of(&request)?.clone();
        let pb::WatchProgressRequest { plan_id, cutoff } = request.into_inner();
        let question = question_of(plan_id, cutoff)?;
        let (tables, stream) = mpsc::channel(1);
        tokio::spawn(follow(Arc::clone(&self.inner), question, caller, tables));
        Ok(Response::new(ReceiverStream::new(stream)))
    }

    async fn list_breaks(
        &self,
        request: Request<pb::ListBreaksRequest>,
    ) -> Result<Response<pb::ListBreaksResponse>, Status> {
        const RPC: &str = "lienthong.progress.v1.ProgressService/ListBreaks";
        let caller = Identity::of(&request)?.clone();
        let pb::ListBreaksRequest { plan_id, page_size, page_token } = request.into_inner();
        let query = PageQuery::new(RPC, &[&plan_id]);
        let size = page_size_of(page_size).map_err(Refusal::into_status)?;
        let after = query.after(&page_token).map_err(Refusal::into_status)?;
        let picture = self.inner.picture(&question_of(plan_id, String::new())?, None).await?;
        let table = self.inner.table(&picture, &caller, RPC).await?;
        let (breaks, next_page_token) = cut(table.breaks, after.as_deref(), size, &query);
        Ok(Response::new(pb::ListBreaksResponse { breaks, next_page_token }))
    }
}
