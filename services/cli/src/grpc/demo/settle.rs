//! Waiting until everything recorded is delivered, and everything delivered that concerns an agency is with it.

use super::stage::{COORDINATOR, Stage};
use super::{DemoError, tell};
use contracts::pb::exchange::v1::GetNodeStatusResponse;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How long the agencies may take to settle; machines under load are slow, a fault never settles.
const WITHIN: Duration = Duration::from_secs(60);
/// Pause between two looks.
const PAUSE: Duration = Duration::from_millis(25);

type Sizes = BTreeMap<Vec<u8>, u64>;

fn sizes(status: &GetNodeStatusResponse) -> Sizes {
    status.held.iter().map(|held| (held.agency.clone(), held.size)).collect()
}

/// What is missing until all is quiet; `None` when nothing is.
async fn missing(stage: &Stage, away: &BTreeSet<String>) -> Result<Option<String>, DemoError> {
    let hub = stage.status(stage.actor(COORDINATOR)?).await?;
    let held = sizes(&hub);
    for actor in stage.actors.iter().skip(1).filter(|actor| !away.contains(&actor.name)) {
        let status = stage.status(actor).await?;
        let own = actor.agency.0.as_bytes().to_vec();
        let recorded = status.recorded.as_ref().map_or(0, |own| own.size);
        if held.get(&own).copied().unwrap_or(0) < recorded {
            return Ok(Some(format!(
                "{}: chưa gửi hết / not all delivered ({})",
                actor.name, status.link_reason
            )));
        }
        let has = sizes(&status);
        let behind =
            held.iter().find(|(agency, size)| **agency != own && has.get(*agency).is_none_or(|s| s < size));
        if behind.is_some() {
            return Ok(Some(format!(
                "{}: chưa nhận hết / not all pulled ({})",
                actor.name, status.link_reason
            )));
        }
    }
    Ok(None)
}

/// Waits until everybody who is not away is up to date.
pub(super) async fn settle(stage: &Stage, away: &BTreeSet<String>) -> Result<(), DemoError> {
    let deadline = tokio::time::Instant::now() + WITHIN;
    while let Some(reason) = missing(stage, away).await? {
        if tokio::time::Instant::now() > deadline {
            return Err(DemoError::Stuck(reason));
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

/// Waits until every row's source was seen at or after a moment, so that no figure rests on a stale source.
pub(super) async fn all_seen(stage: &Stage, since: i64) -> Result<(), DemoError> {
    let deadline = tokio::time::Instant::now() + WITHIN;
    loop {
        let progress = super::final_table(stage).await?;
        let stale = progress.rows.iter().find(|row| row.last_seen < since);
        let Some(row) = stale else { return Ok(()) };
        if tokio::time::Instant::now() > deadline {
            tell(
                stage.lang,
                &format!("{} chưa được thấy lại", row.district),
                &format!("{} is not seen", row.district),
            );
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
}
