//! A department's node on a file, and the journals of districts that it pulls.

use crate::agency::{self, Peer, Seat, key};
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use department::{DepartmentView, registry, routes};
use domain::date::Instant;
use domain::ids::AgencyId;
use domain::record::{Act, Role};
use domain::vocabulary::AgencyKind;
use runtime::config::Limits;
use runtime::trust::RegisteredAgency;
use std::sync::Arc;
use tonic::service::Routes;
use tonic::{Request, Status};
use tonic_types::StatusExt;
use uuid::Uuid;

pub(crate) const NOW: Instant = Instant(1_612_137_600_000);
pub(crate) const DEPARTMENT: AgencyId = AgencyId(Uuid::from_u128(0xD0));

/// The department's node.
pub(crate) type Station = agency::Station<DepartmentView>;

/// The agency of a district code.
pub(crate) fn district(code: u32) -> AgencyId {
    AgencyId(Uuid::from_u128(0x1000 + u128::from(code)))
}

/// A district's journal.
pub(crate) async fn journal_of(code: u32) -> Peer {
    Peer::new(district(code), Role::District, NOW).await
}

pub(crate) fn act(person: &str) -> Act {
    Act { office: "Sở GD&ĐT Lai Châu".to_owned(), on_behalf_of: None, person: Some(person.to_owned()) }
}

impl agency::Station<DepartmentView> {
    /// A node with districts 105 and 106 registered.
    pub(crate) async fn new() -> Self {
        let seat = Seat { agency: DEPARTMENT, role: Role::Education, department: DEPARTMENT, now: NOW };
        let station = Self::at(seat).await;
        for code in [105, 106] {
            let agency = agency(code, &format!("Huyện {code}"));
            registry::register(&station.node.ledger, NOW, &act("hoa"), &agency).await.unwrap();
        }
        station
    }

    pub(crate) fn client(&self) -> PlanServiceClient<Routes> {
        PlanServiceClient::new(routes(Arc::clone(&self.node), &Limits::default()))
    }
}

pub(crate) fn agency(code: u32, name: &str) -> RegisteredAgency {
    RegisteredAgency {
        id: district(code),
        kind: AgencyKind::District,
        code: code.to_string(),
        name: name.to_owned(),
        signing_key: key(district(code)).verifying_key().to_bytes(),
    }
}

/// A request of the department's own system.
pub(crate) fn by_system<T>(message: T) -> Request<T> {
    agency::from_system(DEPARTMENT, "demo", message)
}

/// The reason of a refused call, with the field that it names first.
pub(crate) fn reason(status: &Status) -> (String, String) {
    let details = status.get_error_details();
    let field = details
        .bad_request()
        .and_then(|bad| bad.field_violations.first())
        .map(|violation| violation.field.clone());
    (details.error_info().map(|info| info.reason.clone()).unwrap_or_default(), field.unwrap_or_default())
}
