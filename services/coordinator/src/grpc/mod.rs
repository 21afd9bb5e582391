//! `ProgressService`: tables, streams of tables, breaks.

mod show;
#[cfg(test)]
mod tests;
mod watch;

use crate::people::Sight;
use crate::view::CoordinatorView;
use contracts::page::{PageQuery, page_size as page_size_of};
use contracts::pb::exchange::v1::exchange_service_server::ExchangeServiceServer;
use contracts::pb::progress::v1 as pb;
use contracts::pb::progress::v1::progress_service_server::{ProgressService, ProgressServiceServer};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{self, AtLeast, ProgressInput};
use domain::date::{Instant, LegalDate};
use domain::picture::breaks::{Break, BreakKind};
use domain::picture::{Picture, PictureError, World};
use exchange::hub::{Hub, HubService};
use exchange::node::Node;
use journal::store::JournalKey;
use runtime::config::{Limits, Readers};
use runtime::identity::Identity;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use tonic::{Request, Response, Status};

/// A table asked for "now" may be this old when nothing was recorded since; its `as_of` says how old.
const MEMO_MS: i64 = 1_000;

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
    let request = pb::GetProgressRequest { plan_id, cutoff, ..Default::default() };
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
        let at = as_of.unwrap_or(now);
        let folded = view.world().picture(&question.plan_id, question.cutoff, at);
        let folded =
            folded.map_err(|PictureError::PlanNotFound| no_plan(view.world(), &question.plan_id, at));
        drop(view);
        let picture = Arc::new(folded.map_err(Refusal::into_status)?);
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

    /// Names the persons of breaks whom a caller may see; the read leaves its trace first, and nobody is named without one.
    async fn name(
        &self,
        found: &[Break],
        shown: &mut [pb::Break],
        (caller, rpc): (&Identity, &'static str),
        picture: &Picture,
    ) -> Result<(), Status> {
        let named: Vec<show::Named> = {
            let view = self.node.ledger.read().await;
            let is_listed = self.readers.may_see_names(self.node.ledger.agency(), caller);
            let sight = if is_listed { Sight::Everybody } else { view.sight(caller) };
            found.iter().map(|open| show::named(view.people(), sight, open)).collect()
        };
        let count = named.iter().map(show::Named::len).sum::<usize>();
        if count > 0 {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            let traced = self.node.trace_read(caller, rpc, count, picture.plan.id.clone()).await;
            traced.map_err(Refusal::into_status)?;
            shown.iter_mut().zip(named).for_each(|(open, named)| named.put(open));
        }
        Ok(())
    }

    /// The table for a caller, with names where they are asked for.
    async fn table(
        &self,
        picture: &Picture,
        caller: &Identity,
        rpc: Option<&'static str>,
    ) -> Result<pb::Progress, Status> {
        let mut table = show::progress(picture);
        if let Some(rpc) = rpc {
            self.name(&picture.breaks, &mut table.breaks, (caller, rpc), picture).await?;
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

/// Why there is no picture: nobody knows such a plan, or nobody did at that instant; then which plans are there, and since when.
fn no_plan(world: &World, plan_id: &str, at: Instant) -> Refusal {
    let plans: Vec<(String, Instant)> = world
        .plans()
        .into_iter()
        .filter_map(|plan| match plan_id {
            "" => Some((plan.id, plan.issued_since?)),
            _ => (plan.id == plan_id).then_some((plan.id, plan.since)),
        })
        .collect();
    if plans.is_empty() && !plan_id.is_empty() {
        return Refusal::new(Reason::PlanNotFound).at("plan_id").with("plan_id", plan_id);
    }
    let mut refusal = Refusal::new(Reason::PlanNotYetKnown).at("as_of").with("as_of", at);
    if !plan_id.is_empty() {
        refusal = refusal.with("plan_id", plan_id);
    }
    if !plans.is_empty() {
        let known: Vec<String> = plans.iter().map(|(id, since)| format!("{id} ({since})")).collect();
        refusal = refusal.with("plans", known.join(", "));
    }
    refusal
}

/// Where a break stands in the list: ascending by kind and id.
fn place(open: &Break) -> Vec<u8> {
    format!("{} {}", open.kind.code(), open.id).into_bytes()
}

/// The place after which a page begins. Tokens are no secret, so what one holds is checked: a place of this list, or no token.
fn after(query: &PageQuery, token: &str) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(after) = query.after(token)? else { return Ok(None) };
    let is_place =
        std::str::from_utf8(&after).ok().and_then(|text| text.split_once(' ')).is_some_and(|(kind, id)| {
            let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            BreakKind::ALL.iter().any(|known| known.code() == kind) && id.len() == 64 && id.bytes().all(hex)
        });
    if is_place { Ok(Some(after)) } else { Err(Refusal::new(Reason::InvalidPageToken).at("page_token")) }
}

/// A page of breaks and the token of the next one.
fn cut<'b>(
    breaks: &'b [Break],
    after: Option<&[u8]>,
    size: usize,
    query: &PageQuery,
) -> (&'b [Break], String) {
    let first = breaks.partition_point(|open| after.is_some_and(|after| place(open).as_slice() <= after));
    let rest = breaks.get(first..).unwrap_or_default();
    let page = rest.get(..size).unwrap_or(rest);
    let token = page.last().filter(|_| page.len() < rest.len()).map(|last| query.token(&place(last)));
    (page, token.unwrap_or_default())
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
        let (as_of, names) = (input.as_of, input.with_names.then_some(RPC));
        let picture = self.inner.picture(&Question::of(input), as_of).await?;
        let progress = self.inner.table(&picture, &caller, names).await?;
        Ok(Response::new(pb::GetProgressResponse { progress: Some(progress) }))
    }

    async fn watch_progress(
        &self,
        request: Request<pb::WatchProgressRequest>,
    ) -> Result<Response<Self::WatchProgressStream>, Status> {
        let caller = Identity::of(&request)?.clone();
        let pb::WatchProgressRequest { plan_id, cutoff, with_names } = request.into_inner();
        let question = question_of(plan_id, cutoff)?;
        let (tables, stream) = mpsc::channel(1);
        let looker = watch::Looker { caller, with_names };
        tokio::spawn(watch::follow(Arc::clone(&self.inner), question, looker, tables));
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
        let after = after(&query, &page_token).map_err(Refusal::into_status)?;
        let picture = self.inner.picture(&question_of(plan_id, String::new())?, None).await?;
        let (page, next_page_token) = cut(&picture.breaks, after.as_deref(), size, &query);
        let mut breaks: Vec<pb::Break> = page.iter().map(show::open_break).collect();
        self.inner.name(page, &mut breaks, (&caller, RPC), &picture).await?;
        Ok(Response::new(pb::ListBreaksResponse { breaks, next_page_token }))
    }
}
