//! Following a table: what `WatchProgress` sends, and when.

use super::{Inner, Question, pb, show};
use contracts::refusal::{Reason, Refusal};
use domain::picture::Picture;
use runtime::identity::Identity;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tonic::Status;

/// Changes that come in a burst make one table of a stream.
const BURST: Duration = Duration::from_millis(50);

/// Tables on their way to one reader: one, so that a slow reader gets the newest and never a queue (Inv 13).
pub(super) type Tables = mpsc::Sender<Result<pb::WatchProgressResponse, Status>>;

/// Who follows.
pub(super) struct Looker {
    pub(super) caller: Identity,
    /// Whether breaks name persons.
    pub(super) with_names: bool,
}

/// Sends the newest table whenever it changed and the reader is ready; ends with the reader, or with SHUTTING_DOWN.
pub(super) async fn follow(inner: Arc<Inner>, question: Question, looker: Looker, tables: Tables) {
    const RPC: &str = "lienthong.progress.v1.ProgressService/WatchProgress";
    let mut changed = inner.node.ledger.subscribe();
    let mut last: Option<Arc<Picture>> = None;
    loop {
        let place = tokio::select! {
            place = tables.reserve() => place,
            () = inner.shutdown.cancelled() => return shut_down(&tables).await,
        };
        let Ok(place) = place else { return };
        changed.mark_unchanged();
        let table = match inner.picture(&question, None).await {
            Ok(picture) if last.as_ref().is_some_and(|last| show::same_table(last, &picture)) => None,
            Ok(picture) => {
                let table = inner.table(&picture, &looker.caller, looker.with_names.then_some(RPC)).await;
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
            () = tables.closed() => return,
            () = inner.shutdown.cancelled() => return shut_down(&tables).await,
        }
        tokio::time::sleep(BURST).await;
    }
}

/// Tells the reader; one who does not read any more is cut off by the end of the drain.
async fn shut_down(tables: &Tables) {
    let end = Refusal::new(Reason::ShuttingDown).into_status();
    // The reader may be gone; then there is nobody to tell.
    let _gone = tables.send(Err(end)).await;
}
