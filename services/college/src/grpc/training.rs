//! `TrainingService`.

use super::read;
use crate::view::CollegeView;
use crate::{class, completion, enrollment, programme};
use contracts::pb::training::v1 as pb;
use contracts::pb::training::v1::training_service_server::TrainingService;
use exchange::node::Node;
use runtime::identity::Identity;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub(super) const PUSH_PROGRAMMES: &str = "lienthong.training.v1.TrainingService/PushProgrammes";
pub(super) const PUSH_CLASSES: &str = "lienthong.training.v1.TrainingService/PushClasses";
pub(super) const FIND_NOMINEE: &str = "lienthong.training.v1.TrainingService/FindNominee";
pub(super) const REPORT_ENROLLMENTS: &str = "lienthong.training.v1.TrainingService/ReportEnrollments";
pub(super) const CORRECT_ENROLLMENTS: &str = "lienthong.training.v1.TrainingService/CorrectEnrollments";
pub(super) const REVERSE_ENROLLMENTS: &str = "lienthong.training.v1.TrainingService/ReverseEnrollments";
pub(super) const REPORT_RESULTS: &str = "lienthong.training.v1.TrainingService/ReportResults";
pub(super) const REVERSE_RESULTS: &str = "lienthong.training.v1.TrainingService/ReverseResults";
pub(super) const LIST_ENROLLMENTS: &str = "lienthong.training.v1.TrainingService/ListEnrollments";

/// [`TrainingService`] over the college's node.
pub(super) struct TrainingServer {
    pub(super) node: Arc<Node<CollegeView>>,
}

impl TrainingServer {
    pub(super) const fn new(node: Arc<Node<CollegeView>>) -> Self {
        Self { node }
    }
}

/// The answer of a bulk call in its own message.
macro_rules! answer {
    ($response:ident, $bulk:expr) => {{
        let answered = $bulk.await?;
        Ok(Response::new(pb::$response { outcomes: answered.outcomes, recorded: answered.recorded }))
    }};
}

#[tonic::async_trait]
impl TrainingService for TrainingServer {
    async fn push_programmes(
        &self,
        request: Request<pb::PushProgrammesRequest>,
    ) -> Result<Response<pb::PushProgrammesResponse>, Status> {
        answer!(PushProgrammesResponse, self.bulk(PUSH_PROGRAMMES, request, programme::put))
    }

    async fn push_classes(
        &self,
        request: Request<pb::PushClassesRequest>,
    ) -> Result<Response<pb::PushClassesResponse>, Status> {
        answer!(PushClassesResponse, self.bulk(PUSH_CLASSES, request, class::put))
    }

    async fn list_classes(
        &self,
        request: Request<pb::ListClassesRequest>,
    ) -> Result<Response<pb::ListClassesResponse>, Status> {
        Ok(Response::new(read::classes(&self.node, &request.into_inner()).await?))
    }

    async fn find_nominee(
        &self,
        request: Request<pb::FindNomineeRequest>,
    ) -> Result<Response<pb::FindNomineeResponse>, Status> {
        let reader = Identity::of(&request)?.clone();
        Ok(Response::new(read::find_nominee(&self.node, &reader, request.into_inner()).await?))
    }

    async fn report_enrollments(
        &self,
        request: Request<pb::ReportEnrollmentsRequest>,
    ) -> Result<Response<pb::ReportEnrollmentsResponse>, Status> {
        answer!(ReportEnrollmentsResponse, self.bulk(REPORT_ENROLLMENTS, request, enrollment::report))
    }

    async fn correct_enrollments(
        &self,
        request: Request<pb::CorrectEnrollmentsRequest>,
    ) -> Result<Response<pb::CorrectEnrollmentsResponse>, Status> {
        answer!(CorrectEnrollmentsResponse, self.bulk(CORRECT_ENROLLMENTS, request, enrollment::correct))
    }

    async fn reverse_enrollments(
        &self,
        request: Request<pb::ReverseEnrollmentsRequest>,
    ) -> Result<Response<pb::ReverseEnrollmentsResponse>, Status> {
        answer!(ReverseEnrollmentsResponse, self.bulk(REVERSE_ENROLLMENTS, request, enrollment::reverse))
    }

    async fn report_results(
        &self,
        request: Request<pb::ReportResultsRequest>,
    ) -> Result<Response<pb::ReportResultsResponse>, Status> {
        answer!(ReportResultsResponse, self.bulk(REPORT_RESULTS, request, completion::report))
    }

    async fn reverse_results(
        &self,
        request: Request<pb::ReverseResultsRequest>,
    ) -> Result<Response<pb::ReverseResultsResponse>, Status> {
        answer!(ReverseResultsResponse, self.bulk(REVERSE_RESULTS, request, completion::reverse))
    }

    async fn list_enrollments(
        &self,
        request: Request<pb::ListEnrollmentsRequest>,
    ) -> Result<Response<pb::ListEnrollmentsResponse>, Status> {
        let reader = Identity::of(&request)?.clone();
        Ok(Response::new(read::enrollments(&self.node, &reader, &request.into_inner()).await?))
    }
}
