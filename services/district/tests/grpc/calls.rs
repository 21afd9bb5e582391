//! Calls of the services, with a new request id each.

use crate::fixture::{Fixture, PLAN_ID, acted_by, from_system};
use contracts::pb::nomination::v1::nomination_service_server::NominationService;
use contracts::pb::nomination::v1::{self as nomination};
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{self as roster};
use contracts::pb::types::v1::ItemOutcome;
use tonic::Status;

/// Sends items as one request and gives the outcomes.
macro_rules! sends {
    ($($name:ident: $service:ident.$rpc:ident, $package:ident::$request:ident, $item:path;)*) => {
        impl Fixture {$(
            pub(crate) async fn $name(&self, items: Vec<$item>) -> Vec<ItemOutcome> {
                let request = $package::$request { request_id: self.request_id(), acted_by: acted_by(), items };
                self.$service.$rpc(from_system(request)).await.unwrap().into_inner().outcomes
            }
        )*}
    };
}

sends! {
    push: roster.push_teachers, roster::PushTeachersRequest, roster::TeacherItem;
    remove: roster.remove_teachers, roster::RemoveTeachersRequest, roster::RemoveTeacherItem;
    state: roster.push_person_statements, roster::PushPersonStatementsRequest, roster::PersonStatementItem;
    take_back: roster.remove_person_statements, roster::RemovePersonStatementsRequest, roster::RemovePersonStatementItem;
    propose: roster.push_proposals, roster::PushProposalsRequest, roster::ProposalItem;
    decide: nominations.push_decisions, nomination::PushDecisionsRequest, nomination::DecisionItem;
    nominate: nominations.push_nominations, nomination::PushNominationsRequest, nomination::NominationItem;
    withdraw: nominations.withdraw_nominations, nomination::WithdrawNominationsRequest, nomination::WithdrawalItem;
    correct: nominations.correct_nominations, nomination::CorrectNominationsRequest, nomination::CorrectionItem;
}

impl Fixture {
    pub(crate) async fn draw(&self) -> Result<Vec<roster::ScopeListSummary>, Status> {
        self.draw_because("").await
    }

    /// Draws with a reason for drawing frozen lists anew.
    pub(crate) async fn draw_because(&self, why: &str) -> Result<Vec<roster::ScopeListSummary>, Status> {
        let request = roster::DrawScopeListsRequest {
            request_id: self.request_id(),
            acted_by: acted_by(),
            plan_id: PLAN_ID.to_owned(),
            redraw_reason: why.to_owned(),
        };
        Ok(self.roster.draw_scope_lists(from_system(request)).await?.into_inner().lists)
    }

    pub(crate) async fn list(&self) -> Vec<roster::Teacher> {
        let request = roster::ListTeachersRequest { page_size: 500, ..Default::default() };
        self.roster.list_teachers(from_system(request)).await.unwrap().into_inner().teachers
    }

    pub(crate) async fn listed_nominations(&self) -> Vec<nomination::Nomination> {
        let request = nomination::ListNominationsRequest { page_size: 500, page_token: String::new() };
        self.nominations.list_nominations(from_system(request)).await.unwrap().into_inner().nominations
    }
}

/// Reason of a refused call.
pub(crate) fn reason(status: &Status) -> String {
    use tonic_types::StatusExt;
    status.get_error_details().error_info().map(|info| info.reason.clone()).unwrap_or_default()
}
