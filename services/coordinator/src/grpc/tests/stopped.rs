//! A journal of which nothing more is taken: written down once, shown to officers until it goes on (D24, D25).

use super::station::{NOW, Station, district};
use super::{by_reader, page};
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::exchange_service_server::ExchangeService;
use contracts::pb::progress::v1::progress_service_server::ProgressService;
use domain::ids::AgencyId;
use exchange::hub::{Hub, HubService};
use runtime::identity::Identity;
use std::sync::Arc;
use std::time::Duration;
use tonic::Request;

/// What a district shows of its journal.
fn shown(agency: AgencyId, epoch: u32, size: u64, root: [u8; 32]) -> pb::JournalSize {
    pb::JournalSize { agency: agency.0.as_bytes().to_vec(), epoch, size, root: root.to_vec() }
}

fn hub(station: &Station) -> HubService<crate::view::CoordinatorView> {
    let node = &station.node;
    let scope = |_: &_, receiver, entry: &_| crate::scope::visible(receiver, entry);
    let (ledger, clock) = (Arc::clone(&node.ledger), Arc::clone(&node.clock));
    let hour = Duration::from_secs(3_600);
    let hub = Hub::new(ledger, node.anchor.clone(), clock, hour, Arc::new(scope));
    HubService::new(Arc::new(hub), station.shutdown.clone())
}

async fn open(
    hub: &HubService<crate::view::CoordinatorView>,
    epochs: Vec<pb::JournalSize>,
) -> pb::OpenAnswer {
    let mut request = Request::new(pb::OpenRequest { epochs, receipt: String::new() });
    request.extensions_mut().insert(Identity::Node { agency: district(105) });
    hub.open(request).await.unwrap().into_inner().answer()
}

#[tokio::test]
async fn fork_and_rewound_are_breaks_of_the_agency_until_its_journal_is_taken_again() {
    let station = Station::new().await;
    let held = station.deliver(105).await;
    let (hub, handler) = (hub(&station), station.handler());
    let agency = district(105);
    let kinds = async || -> Vec<String> {
        let breaks = page(&handler, 0, "").await.unwrap().breaks;
        breaks.into_iter().map(|open| open.kind).collect()
    };
    let size = async || station.node.ledger.own_head().await.1.size();
    let (epoch, same) = (held.epoch, shown(agency, held.epoch, held.size, held.root));
    assert_eq!(open(&hub, vec![same.clone()]).await, pb::OpenAnswer::Continue);
    assert!(kinds().await.is_empty());
    let before = size().await;

    assert_eq!(open(&hub, vec![shown(agency, epoch, held.size, [9; 32])]).await, pb::OpenAnswer::Fork);
    assert_eq!(kinds().await, ["JOURNAL_FORKED"]);
    let first = page(&handler, 0, "").await.unwrap().breaks.remove(0);
    assert_eq!(
        (first.owner.as_str(), first.since, first.districts.as_slice()),
        ("105", NOW.0, &["105".to_owned()][..])
    );
    assert_eq!(first.records[0].agency, first.records[0].record_id);
    // Asked again and again, the coordinator writes nothing more, and the break is the same.
    assert_eq!(open(&hub, vec![shown(agency, epoch, held.size, [9; 32])]).await, pb::OpenAnswer::Fork);
    assert_eq!((size().await, page(&handler, 0, "").await.unwrap().breaks.remove(0)), (before + 1, first));

    assert_eq!(open(&hub, Vec::new()).await, pb::OpenAnswer::Rewound);
    assert_eq!(kinds().await, ["JOURNAL_REWOUND"]);
    assert_eq!(open(&hub, vec![same]).await, pb::OpenAnswer::Continue);
    assert!(kinds().await.is_empty());
    assert_eq!(size().await, before + 3);
    // What was shown at an earlier instant is a matter of the journal alone (Inv 3).
    let table = contracts::pb::progress::v1::GetProgressRequest::default();
    assert!(
        handler
            .get_progress(by_reader(table))
            .await
            .unwrap()
            .into_inner()
            .progress
            .unwrap()
            .breaks
            .is_empty()
    );
}
