//! `[limits] max_body_bytes` holds in every service of every role, and packed answers are sent by all of them.

use domain::vocabulary::AgencyKind;
use http::Request as HttpRequest;
use http::header::HeaderMap;
use runtime::client::Connection;
use stories::nodes::{HUB, Province, Running, SO};
use tonic::body::Body;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use tower::ServiceExt;

/// Far below the default, so that a service with a limit of its own is found.
const MAX_BODY: usize = 2_048;

/// One rpc of each service, by who serves it.
const SERVED: [(&str, &[&str]); 4] = [
    (
        "108",
        &[
            "lienthong.roster.v1.RosterService/PushTeachers",
            "lienthong.nomination.v1.NominationService/PushNominations",
            NODE_STATUS,
        ],
    ),
    ("CD", &["lienthong.training.v1.TrainingService/ReportEnrollments", NODE_STATUS]),
    (SO, &["lienthong.plan.v1.PlanService/PutPlan", NODE_STATUS]),
    (HUB, &["lienthong.progress.v1.ProgressService/GetProgress", NODE_STATUS]),
];
const NODE_STATUS: &str = "lienthong.exchange.v1.NodeService/GetNodeStatus";

/// Reads of each service that answer an empty request.
const READS: [(&str, &[&str]); 4] = [
    (
        "108",
        &[
            "lienthong.roster.v1.RosterService/ListTeachers",
            "lienthong.nomination.v1.NominationService/ListNominations",
        ],
    ),
    ("CD", &["lienthong.training.v1.TrainingService/ListEnrollments"]),
    (SO, &["lienthong.plan.v1.PlanService/ListAgencies"]),
    (HUB, &[NODE_STATUS]),
];

/// Calls an rpc with one message of so many zero bytes; the head of the answer.
async fn call(connection: Connection, rpc: &str, bytes: usize) -> HeaderMap {
    let length = u32::try_from(bytes).expect("a short message").to_be_bytes();
    let frame = [&[0], length.as_slice(), &vec![0; bytes]].concat();
    let request = HttpRequest::post(format!("/{rpc}"))
        .header("content-type", "application/grpc")
        .header("grpc-accept-encoding", "gzip")
        .header("te", "trailers")
        .body(Body::new(String::from_utf8(frame).expect("zeros")))
        .expect("a request");
    connection.oneshot(request).await.expect("the server answers").headers().clone()
}

async fn start(province: &Province, name: &str) -> Running {
    let mut config = province.config(name);
    config.limits.max_body_bytes = MAX_BODY;
    province.start_as(name, config).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_configured_limit_holds_in_every_service_and_answers_are_packed() {
    let province = Province::new(&[(AgencyKind::District, "108"), (AgencyKind::College, "CD")]).await;
    for ((name, writes), (_, reads)) in SERVED.into_iter().zip(READS) {
        let node = start(&province, name).await;
        for rpc in writes {
            let answer = call(node.office(), rpc, MAX_BODY + 1).await;
            let status = Status::from_header_map(&answer).expect("a refusal");
            assert_eq!(status.code(), Code::OutOfRange, "{rpc}: {status}");
            let info = status.get_details_error_info().expect("an ErrorInfo");
            assert_eq!(info.reason, "BODY_TOO_LARGE", "{rpc}");
            assert_eq!(info.metadata.get("max"), Some(&MAX_BODY.to_string()), "{rpc}");
        }
        for rpc in reads {
            let answer = call(node.office(), rpc, 0).await;
            assert_eq!(
                answer.get("grpc-encoding").map(|known| known.as_bytes()),
                Some(b"gzip".as_slice()),
                "{rpc}"
            );
        }
    }
}
