//! A college's node on a file, and the journals of other agencies that it pulls.

use crate::agency::{self, Peer, Seat};
use college::{CollegeView, routes};
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use domain::date::Instant;
use domain::ids::{AgencyId, RecordId};
use domain::record::{Act, Agency, DatedName, Role, State};
use domain::vocabulary::AgencyKind;
use journal::entry::Entry;
use runtime::config::Limits;
use std::sync::Arc;
use tonic::service::Routes;
use tonic::{Request, Status};
use tonic_types::StatusExt;
use uuid::Uuid;

pub(crate) const NOW: Instant = Instant(1_630_454_400_000);
pub(crate) const COLLEGE: AgencyId = AgencyId(Uuid::from_u128(0xCC));
pub(crate) const DISTRICT: AgencyId = AgencyId(Uuid::from_u128(0x108));
pub(crate) const OTHER_DISTRICT: AgencyId = AgencyId(Uuid::from_u128(0x109));
const DEPARTMENT: AgencyId = AgencyId(Uuid::from_u128(0xD0));
pub(crate) const NAME: &str = "Trường Cao đẳng Cộng đồng Lai Châu";

/// The college's node.
pub(crate) type Station = agency::Station<CollegeView>;

pub(crate) fn act() -> Act {
    Act { office: "Phòng Đào tạo".to_owned(), on_behalf_of: None, person: Some("mai".to_owned()) }
}

impl agency::Station<CollegeView> {
    /// A node that knows the registry, and nobody yet who was sent to it.
    pub(crate) async fn new() -> Self {
        let seat = Seat { agency: COLLEGE, role: Role::College, department: DEPARTMENT, now: NOW };
        let station = Self::at(seat).await;
        let department = Peer::new(DEPARTMENT, Role::Education, NOW).await;
        let agencies =
            [(COLLEGE, AgencyKind::College, NAME), (DISTRICT, AgencyKind::District, "Huyện Sìn Hồ")];
        for (id, kind, name) in agencies {
            department.write(RecordId(id.0), State::Agency(registered(kind, name))).await;
        }
        station.pull(&department).await;
        station
    }

    pub(crate) fn client(&self) -> TrainingServiceClient<Routes> {
        TrainingServiceClient::new(routes(Arc::clone(&self.node), &Limits::default()))
    }

    /// Everything that the view says, as text.
    pub(crate) async fn view(&self) -> String {
        format!("{:?}", &*self.node.ledger.read().await)
    }

    /// The own journal after a position.
    pub(crate) async fn entries_after(&self, after: u64) -> Vec<Entry> {
        let journal = self.node.ledger.own_head().await.0;
        self.node.ledger.store().entries(journal, after, 10_000).await.unwrap()
    }
}

fn registered(kind: AgencyKind, name: &str) -> Agency {
    Agency {
        act: act(),
        kind,
        code: "108".to_owned(),
        code_list: "GSO".to_owned(),
        names: vec![DatedName { name: name.to_owned(), from: None }],
        signing_key: [1; 32],
        valid_from: None,
        valid_to: None,
    }
}

/// A request of the college's own system.
pub(crate) fn by_system<T>(message: T) -> Request<T> {
    agency::from_system(COLLEGE, "qlsv", message)
}

/// The reason of a refused call.
pub(crate) fn reason(status: &Status) -> String {
    status.get_error_details().error_info().map(|info| info.reason.clone()).unwrap_or_default()
}
