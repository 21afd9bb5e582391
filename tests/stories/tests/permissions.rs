//! Who may call what: every rpc of the contracts × every identity × every serving role, written down in `tests/golden/permissions.txt`;
//! and the same at real sockets, before anything is decoded.

use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use http::Request as HttpRequest;
use http_body_util::BodyExt;
use runtime::client::Connection;
use runtime::config::TlsFiles;
use runtime::identity::Identity;
use runtime::permission::{self, Table, decide};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use stories::nodes::{HUB, Province, SO};
use tonic::body::Body;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use tower::ServiceExt;
use uuid::Uuid;

const OWN: AgencyId = AgencyId(Uuid::from_u128(1));
const OTHER: AgencyId = AgencyId(Uuid::from_u128(2));

const TABLES: [(&str, &Table); 4] = [
    ("district", district::PERMISSIONS),
    ("college", college::PERMISSIONS),
    ("department", department::PERMISSIONS),
    ("coordinator", coordinator::PERMISSIONS),
];

const HEADER: &str = "\
# Who may call which rpc: N = a node, S = a system, R = a reader, U = a user of a unit; `-` may not.
# Per serving role first the identities of the agency that serves, behind the dot those of any other agency.
# Held by tests/stories/tests/permissions.rs; a new rpc fails there until it has a row.
";

/// The four identities of an agency with their letters.
fn identities(agency: AgencyId) -> [(char, Identity); 4] {
    let name = || "x".to_owned();
    [
        ('N', Identity::Node { agency }),
        ('S', Identity::System { agency, name: name() }),
        ('R', Identity::Reader { agency, name: name() }),
        ('U', Identity::UnitUser { agency, unit: Uuid::from_u128(3), user: name() }),
    ]
}

fn admitted(table: &Table, rpc: &str, agency: AgencyId) -> String {
    let mark =
        |(letter, who): &(char, Identity)| if decide(table, OWN, rpc, who).is_ok() { *letter } else { '-' };
    identities(agency).iter().map(mark).collect()
}

fn all_rpcs() -> Vec<String> {
    permission::rpcs(contracts::FILE_DESCRIPTOR_SET).expect("the contracts' own descriptor set")
}

fn matrix() -> String {
    let mut text = HEADER.to_owned();
    for rpc in all_rpcs() {
        write!(text, "{rpc}").expect("a String takes everything");
        for (role, table) in TABLES {
            let (own, other) = (admitted(table, &rpc, OWN), admitted(table, &rpc, OTHER));
            write!(text, " {role}={own}.{other}").expect("a String takes everything");
        }
        text.push('\n');
    }
    text
}

#[test]
fn every_rpc_has_a_row_for_every_identity_at_every_role() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden/permissions.txt");
    let golden = std::fs::read_to_string(file).unwrap_or_default();
    let matrix = matrix();
    let rows = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (golden, matrix) = (rows(&golden), rows(&matrix));
    let added: Vec<_> = matrix.iter().filter(|row| !golden.contains(row)).collect();
    let gone: Vec<_> = golden.iter().filter(|row| !matrix.contains(row)).collect();
    assert!(added.is_empty() && gone.is_empty(), "not in the file: {added:#?}\nonly in the file: {gone:#?}");
    assert_eq!(golden, matrix, "the rows stand in the order of the contracts");
}

#[test]
fn every_rpc_has_somebody_who_may_call_it_and_every_row_names_an_rpc() {
    let rpcs = all_rpcs();
    for rpc in &rpcs {
        let served =
            TABLES.iter().filter(|(_, table)| table.iter().any(|(name, who)| name == rpc && !who.is_empty()));
        assert!(served.count() >= 1, "nobody may call {rpc}");
    }
    for (role, table) in TABLES {
        let unknown: Vec<_> = table.iter().filter(|(name, _)| !rpcs.iter().any(|rpc| rpc == name)).collect();
        assert!(unknown.is_empty(), "{role}: {unknown:?}");
    }
}

/// Whose facts change stands in the verb; nothing that changes facts may be called from outside the agency, nor by a reader.
#[test]
fn only_the_own_agency_writes_and_readers_never_do() {
    let reads = ["Get", "List", "Watch", "Find"];
    let exchange = "lienthong.exchange.v1.ExchangeService/";
    let writes = |rpc: &&String| {
        let method = rpc.rsplit('/').next().unwrap_or_default();
        !rpc.starts_with(exchange) && !reads.iter().any(|read| method.starts_with(read))
    };
    let rpcs = all_rpcs();
    assert!(rpcs.iter().filter(writes).count() > 10, "the writing rpcs were not found");
    for rpc in rpcs.iter().filter(writes) {
        for (role, table) in TABLES {
            assert_eq!(admitted(table, rpc, OTHER), "----", "{rpc} at {role}");
            assert!(!admitted(table, rpc, OWN).contains(['N', 'R']), "{rpc} at {role}");
        }
    }
}

/// Calls an rpc with a body that is no message of any kind.
async fn garbage(connection: Connection, rpc: &str) -> Status {
    let request = HttpRequest::post(format!("/{rpc}"))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .body(Body::new("\u{0}\u{0}\u{0}\u{0}\u{3}\u{7f}\u{7f}\u{7f}".to_owned()))
        .expect("a request");
    let answer = connection.oneshot(request).await.expect("the server answers");
    if let Some(status) = Status::from_header_map(answer.headers()) {
        return status;
    }
    let body = answer.into_body().collect().await.expect("the stream holds");
    let trailers = body.trailers().cloned().expect("the call ends with a status");
    Status::from_header_map(&trailers).expect("a status")
}

/// What a denial says: role, relation and rpc, and nothing else.
fn denial(status: &Status) -> BTreeMap<String, String> {
    assert_eq!(status.code(), Code::PermissionDenied, "{status}");
    let info = status.get_details_error_info().expect("an ErrorInfo");
    assert_eq!((info.reason.as_str(), info.domain.as_str()), ("PERMISSION_DENIED_ROLE", "lienthong"));
    info.metadata.into_iter().collect()
}

const PUSH_TEACHERS: &str = "lienthong.roster.v1.RosterService/PushTeachers";
const PUSH_PROPOSALS: &str = "lienthong.roster.v1.RosterService/PushProposals";
const EXCHANGE_PUSH: &str = "lienthong.exchange.v1.ExchangeService/Push";
const GET_PROGRESS: &str = "lienthong.progress.v1.ProgressService/GetProgress";
const GET_PLAN: &str = "lienthong.plan.v1.PlanService/GetPlan";

/// Role, relation, certificate, rpc.
type Row<'a> = (&'a str, &'a str, TlsFiles, &'a str);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_call_is_denied_before_his_body_is_decoded() {
    let province = Province::new(&[(AgencyKind::District, "105"), (AgencyKind::District, "108")]).await;
    let (hub, so) = (province.start(HUB).await, province.start(SO).await);
    let district = province.start("108").await;
    let (ours, theirs) = (province.seat("108"), province.seat("105"));
    let unit = province.unit_user_tls("108");
    let at_district: [Row; 5] = [
        ("reader", "own", ours.reader_tls(), PUSH_TEACHERS),
        ("node", "own", ours.node_tls(), PUSH_TEACHERS),
        ("unit_user", "own", unit.clone(), PUSH_TEACHERS),
        ("system", "other", theirs.system_tls(), PUSH_TEACHERS),
        ("node", "other", province.seat(HUB).node_tls(), PUSH_PROPOSALS),
    ];
    let at_hub: [Row; 3] = [
        ("system", "other", ours.system_tls(), EXCHANGE_PUSH),
        ("unit_user", "other", unit.clone(), GET_PROGRESS),
        ("node", "other", ours.node_tls(), GET_PROGRESS),
    ];
    let at_so: [Row; 1] = [("reader", "other", ours.reader_tls(), GET_PLAN)];
    let rows = at_district.map(|row| (&district, row)).into_iter();
    let rows = rows.chain(at_hub.map(|row| (&hub, row))).chain(at_so.map(|row| (&so, row)));
    for (node, (role, relation, tls, rpc)) in rows {
        let expected = [("relation", relation), ("role", role), ("rpc", rpc)];
        let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        assert_eq!(denial(&garbage(node.dial(&tls), rpc).await), expected, "{role} of {relation}: {rpc}");
    }
    // Whoever may call gets as far as the body: the same bytes are refused for what they are.
    for (node, tls, rpc) in [
        (&district, ours.system_tls(), PUSH_TEACHERS),
        (&district, unit, PUSH_PROPOSALS),
        (&hub, ours.reader_tls(), GET_PROGRESS),
        (&so, province.seat(SO).reader_tls(), GET_PLAN),
        (&hub, ours.node_tls(), EXCHANGE_PUSH),
    ] {
        let status = garbage(node.dial(&tls), rpc).await;
        assert_eq!(status.code(), Code::InvalidArgument, "{rpc}: {status}");
        let info = status.get_details_error_info().expect("an ErrorInfo");
        assert_eq!((info.reason.as_str(), info.domain.as_str()), ("MALFORMED_MESSAGE", "lienthong"), "{rpc}");
    }
    // What the node does not serve is unknown there, to whoever has a name.
    let status = garbage(district.dial(&ours.system_tls()), GET_PROGRESS).await;
    assert_eq!(status.code(), Code::Unimplemented, "{status}");
    assert_eq!(status.get_details_error_info().expect("an ErrorInfo").reason, "METHOD_UNKNOWN");
}
