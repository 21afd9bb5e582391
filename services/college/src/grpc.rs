//! What the college serves: `TrainingService` over its node.

mod bulk;
mod read;
mod training;

use crate::view::CollegeView;
use contracts::pb::training::v1::training_service_server::TrainingServiceServer;
use exchange::node::Node;
use runtime::config::Limits;
use runtime::permission::{Caller, Table};
use std::sync::Arc;
use tonic::service::Routes;

const WRITERS: &[Caller] = &[Caller::OwnSystem];
const READERS: &[Caller] = &[Caller::OwnReader, Caller::OwnSystem, Caller::OwnNode];

/// Who may call what at a college's node.
pub const PERMISSIONS: &Table = &[
    (training::PUSH_PROGRAMMES, WRITERS),
    (training::PUSH_CLASSES, WRITERS),
    ("lienthong.training.v1.TrainingService/ListClasses", READERS),
    (training::FIND_NOMINEE, READERS),
    (training::REPORT_ENROLLMENTS, WRITERS),
    (training::CORRECT_ENROLLMENTS, WRITERS),
    (training::REVERSE_ENROLLMENTS, WRITERS),
    (training::REPORT_RESULTS, WRITERS),
    (training::REVERSE_RESULTS, WRITERS),
    (training::LIST_ENROLLMENTS, READERS),
    ("lienthong.exchange.v1.NodeService/GetNodeStatus", READERS),
];

/// The services of a college's node; `limits` are those of its config.
pub fn routes(node: Arc<Node<CollegeView>>, limits: &Limits) -> Routes {
    let training = TrainingServiceServer::new(training::TrainingServer::new(node));
    Routes::new(runtime::tune!(training, limits))
}
