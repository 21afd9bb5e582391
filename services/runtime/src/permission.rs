//! Stage one of permission (D29): role × rpc, closed by default, before anything is decoded. Stage two, the relation
//! per item, is the owner's `decide`.

mod layer;

pub use layer::{CONTRACT_REVISION, PermissionLayer, PermissionService, REVISION_HEADER};

use crate::identity::Identity;
use contracts::refusal::{Reason, Refusal};
use domain::ids::AgencyId;
use prost::Message;
use prost_types::FileDescriptorSet;
use std::collections::BTreeSet;

/// Who may call an rpc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caller {
    /// The node of the agency that serves.
    OwnNode,
    /// A system of the agency that serves.
    OwnSystem,
    /// A reader of the agency that serves.
    OwnReader,
    /// A user of a unit of the agency that serves.
    OwnUnitUser,
    /// The node of any agency. Whether it is registered yet, the handler says: it is held, not refused.
    AnyNode,
    /// A system of any agency.
    AnySystem,
    /// A reader of any agency.
    AnyReader,
    /// A user of a unit of any agency.
    AnyUnitUser,
}

impl Caller {
    /// Whether an identity is this caller at the node of agency `own`.
    #[must_use]
    pub fn admits(self, own: AgencyId, identity: &Identity) -> bool {
        let at_home = identity.agency() == own;
        match self {
            Self::OwnNode => at_home && matches!(identity, Identity::Node { .. }),
            Self::OwnSystem => at_home && matches!(identity, Identity::System { .. }),
            Self::OwnReader => at_home && matches!(identity, Identity::Reader { .. }),
            Self::OwnUnitUser => at_home && matches!(identity, Identity::UnitUser { .. }),
            Self::AnyNode => matches!(identity, Identity::Node { .. }),
            Self::AnySystem => matches!(identity, Identity::System { .. }),
            Self::AnyReader => matches!(identity, Identity::Reader { .. }),
            Self::AnyUnitUser => matches!(identity, Identity::UnitUser { .. }),
        }
    }
}

/// Rpcs by full name, such as `lienthong.roster.v1.RosterService/PushTeachers`, and who may call each. What is not in
/// the table nobody may call: to a caller it is unknown.
pub type Table = [(&'static str, &'static [Caller])];

/// Services that any identified peer may call: health and reflection say nothing that the contracts do not.
pub(crate) const OPEN_SERVICES: [&str; 3] = [
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
];

/// A denial: names role, relation and rpc, never whether anything exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    /// Kind of the caller: `node`, `system`, `reader`, `unit_user`.
    pub role: &'static str,
    /// `own` or `other`: whether the caller belongs to the agency that serves.
    pub relation: &'static str,
    /// The rpc as it was called.
    pub rpc: String,
}

impl From<Denied> for Refusal {
    fn from(Denied { role, relation, rpc }: Denied) -> Self {
        let refusal = Self::new(Reason::PermissionDeniedRole);
        refusal.with("role", role).with("relation", relation).with("rpc", rpc)
    }
}

/// Decides one call. Pure, so that every rpc × identity can be enumerated.
///
/// # Errors
/// [`Denied`] unless the table admits the caller, or the rpc is of health or reflection.
pub fn decide(table: &Table, own: AgencyId, rpc: &str, identity: &Identity) -> Result<(), Denied> {
    let service = rpc.split_once('/').map_or("", |(service, _)| service);
    let admitted = OPEN_SERVICES.contains(&service)
        || table
            .iter()
            .filter(|(name, _)| *name == rpc)
            .any(|(_, callers)| callers.iter().any(|caller| caller.admits(own, identity)));
    if admitted {
        return Ok(());
    }
    let relation = if identity.agency() == own { "own" } else { "other" };
    Err(Denied { role: identity.kind(), relation, rpc: rpc.to_owned() })
}

/// Whether a table names an rpc at all, be it for nobody, or its service is open to all.
#[must_use]
pub fn is_known(table: &Table, rpc: &str) -> bool {
    let service = rpc.split_once('/').map_or("", |(service, _)| service);
    OPEN_SERVICES.contains(&service) || table.iter().any(|(name, _)| *name == rpc)
}

/// The services that a table names, each once, for [`crate::health::Health::new`].
#[must_use]
pub fn services(table: &Table) -> Vec<String> {
    let names = table.iter().filter_map(|(rpc, _)| rpc.split_once('/'));
    names.map(|(service, _)| service.to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every rpc of a descriptor set, by full name, sorted.
///
/// # Errors
/// When the bytes are no descriptor set.
pub fn rpcs(descriptors: &[u8]) -> Result<Vec<String>, prost::DecodeError> {
    let set = FileDescriptorSet::decode(descriptors)?;
    let mut names = Vec::new();
    for file in set.file {
        for service in &file.service {
            for method in &service.method {
                names.push(format!("{}.{}/{}", file.package(), service.name(), method.name()));
            }
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: AgencyId = AgencyId(uuid::Uuid::from_u128(1));
    const OTHER: AgencyId = AgencyId(uuid::Uuid::from_u128(2));
    const TABLE: &Table = &[
        ("p.S/OwnNode", &[Caller::OwnNode]),
        ("p.S/OwnSystem", &[Caller::OwnSystem]),
        ("p.S/OwnReader", &[Caller::OwnReader]),
        ("p.S/OwnUnitUser", &[Caller::OwnUnitUser]),
        ("p.S/AnyNode", &[Caller::AnyNode]),
        ("p.S/AnySystem", &[Caller::AnySystem]),
        ("p.S/AnyReader", &[Caller::AnyReader]),
        ("p.T/AnyUnitUser", &[Caller::AnyUnitUser]),
        ("p.T/Two", &[Caller::OwnNode, Caller::AnyReader]),
        ("p.T/Nobody", &[]),
    ];

    fn all(agency: AgencyId) -> [Identity; 4] {
        let name = || "x".to_owned();
        [
            Identity::Node { agency },
            Identity::System { agency, name: name() },
            Identity::Reader { agency, name: name() },
            Identity::UnitUser { agency, unit: uuid::Uuid::from_u128(3), user: name() },
        ]
    }

    /// Columns: own node, system, reader, unit user; then the same of another agency.
    #[test]
    fn the_matrix_of_callers() {
        let expected = [
            ("p.S/OwnNode", "x--- ----"),
            ("p.S/OwnSystem", "-x-- ----"),
            ("p.S/OwnReader", "--x- ----"),
            ("p.S/OwnUnitUser", "---x ----"),
            ("p.S/AnyNode", "x--- x---"),
            ("p.S/AnySystem", "-x-- -x--"),
            ("p.S/AnyReader", "--x- --x-"),
            ("p.T/AnyUnitUser", "---x ---x"),
            ("p.T/Two", "x-x- --x-"),
            ("p.T/Nobody", "---- ----"),
            ("p.T/Unknown", "---- ----"),
            ("p.S", "---- ----"),
            ("", "---- ----"),
            ("grpc.health.v1.Health/Check", "xxxx xxxx"),
            ("grpc.health.v1.HealthX/Check", "---- ----"),
        ];
        for (rpc, row) in expected {
            let side = |agency| {
                let mark = |who: &Identity| {
                    if decide(TABLE, OWN, rpc, who).is_ok() { 'x' } else { '-' }
                };
                all(agency).iter().map(mark).collect::<String>()
            };
            assert_eq!(format!("{} {}", side(OWN), side(OTHER)), row, "{rpc}");
        }
    }

    #[test]
    fn a_denial_names_role_relation_and_rpc() {
        let [_, system, ..] = all(OTHER);
        let denied = decide(TABLE, OWN, "p.S/OwnNode", &system).unwrap_err();
        assert_eq!(denied, Denied { role: "system", relation: "other", rpc: "p.S/OwnNode".to_owned() });
    }

    #[test]
    fn the_rpcs_of_the_contracts_are_enumerated() {
        let all = rpcs(contracts::FILE_DESCRIPTOR_SET).unwrap();
        assert!(all.is_sorted());
        assert!(all.contains(&"lienthong.exchange.v1.ExchangeService/Push".to_owned()), "{all:?}");
        assert!(rpcs(b"not a descriptor set").is_err());
    }

    #[test]
    fn services_are_named_once() {
        assert_eq!(services(TABLE), ["p.S", "p.T"]);
    }
}
