//! `RosterService`.

use super::items::{self, with_items};
use super::{count, next_token, window};
use crate::desk::Desk;
use crate::scope_list::Summary;
use crate::view::DistrictView;
use crate::{listing, proposal, scope_list, statement, teacher};
use contracts::page::PageQuery;
use contracts::pb::roster::v1 as pb;
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::types::v1::Level;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{
    self, DrawScopeInput, ListTeachersInput, PersonStatementInput, ProposalInput, RemovalInput,
    ScopeMembersInput, StatementRemovalInput, TeacherInput, show,
};
use domain::ids::RecordKey;
use exchange::node::{Call, Node};
use runtime::identity::Identity;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub(super) const PUSH_TEACHERS: &str = "lienthong.roster.v1.RosterService/PushTeachers";
pub(super) const REMOVE_TEACHERS: &str = "lienthong.roster.v1.RosterService/RemoveTeachers";
pub(super) const LIST_TEACHERS: &str = "lienthong.roster.v1.RosterService/ListTeachers";
pub(super) const PUSH_PERSON_STATEMENTS: &str = "lienthong.roster.v1.RosterService/PushPersonStatements";
pub(super) const REMOVE_PERSON_STATEMENTS: &str = "lienthong.roster.v1.RosterService/RemovePersonStatements";
pub(super) const PUSH_PROPOSALS: &str = "lienthong.roster.v1.RosterService/PushProposals";
pub(super) const DRAW_SCOPE_LISTS: &str = "lienthong.roster.v1.RosterService/DrawScopeLists";
pub(super) const LIST_SCOPE_MEMBERS: &str = "lienthong.roster.v1.RosterService/ListScopeMembers";

with_items! {
    PUSH_TEACHERS => pb::PushTeachersRequest, TeacherInput, PushTeachersResponse;
    REMOVE_TEACHERS => pb::RemoveTeachersRequest, RemovalInput, RemoveTeachersResponse;
    PUSH_PERSON_STATEMENTS => pb::PushPersonStatementsRequest, PersonStatementInput, PushPersonStatementsResponse;
    REMOVE_PERSON_STATEMENTS => pb::RemovePersonStatementsRequest, StatementRemovalInput, RemovePersonStatementsResponse;
    PUSH_PROPOSALS => pb::PushProposalsRequest, ProposalInput, PushProposalsResponse;
}

/// The service over a node.
pub struct RosterHandler {
    node: Arc<Node<DistrictView>>,
}

impl RosterHandler {
    /// The service.
    #[must_use]
    pub const fn new(node: Arc<Node<DistrictView>>) -> Self {
        Self { node }
    }
}

#[tonic::async_trait]
impl RosterService for RosterHandler {
    async fn push_teachers(
        &self,
        request: Request<pb::PushTeachersRequest>,
    ) -> Result<Response<pb::PushTeachersResponse>, Status> {
        items::answer(&self.node, request, |desk, input, memory| {
            teacher::push(desk, input, &mut memory.entered)
        })
        .await
    }

    async fn remove_teachers(
        &self,
        request: Request<pb::RemoveTeachersRequest>,
    ) -> Result<Response<pb::RemoveTeachersResponse>, Status> {
        items::answer(&self.node, request, |desk, input, _| teacher::remove(desk, input)).await
    }

    async fn list_teachers(
        &self,
        request: Request<pb::ListTeachersRequest>,
    ) -> Result<Response<pb::ListTeachersResponse>, Status> {
        let caller = Identity::of(&request)?.clone();
        let request = request.into_inner();
        let (size, token) = (request.page_size, request.page_token.clone());
        let asked: ListTeachersInput = wire::whole(request)?;
        let level = asked.level.map_or("", domain::vocabulary::Level::code);
        let filters: Vec<&str> =
            std::iter::once(level).chain(asked.codes.iter().map(String::as_str)).collect();
        let query = PageQuery::new(LIST_TEACHERS, &filters);
        let window = window(&query, size, &token)?;
        let own = self.node.ledger.agency();
        let (records, response) = {
            let view = self.node.ledger.read().await;
            let district = view.district(own);
            let page = listing::teachers(district, &asked, window)?;
            let shown = page.rows.iter().map(|(record, row)| {
                let school = row.state.school.and_then(|school| district.schools.get(school.record));
                let key = RecordKey { agency: own, record: *record };
                show::teacher(
                    key,
                    (row.revision, row.position),
                    &row.state,
                    school.map(|school| &school.state),
                )
            });
            let teachers = shown.collect();
            (count(&page), pb::ListTeachersResponse { teachers, next_page_token: next_token(&query, &page) })
        };
        // Codes are personal: the trace says how many were named, not which.
        let subject = format!("level={level} codes={}", asked.codes.len());
        self.node.trace_read(&caller, LIST_TEACHERS, records, subject).await?;
        Ok(Response::new(response))
    }

    async fn push_person_statements(
        &self,
        request: Request<pb::PushPersonStatementsRequest>,
    ) -> Result<Response<pb::PushPersonStatementsResponse>, Status> {
        items::answer(&self.node, request, |desk, input, _| statement::push(desk, input)).await
    }

    async fn remove_person_statements(
        &self,
        request: Request<pb::RemovePersonStatementsRequest>,
    ) -> Result<Response<pb::RemovePersonStatementsResponse>, Status> {
        items::answer(&self.node, request, |desk, input, _| statement::remove(desk, input)).await
    }

    async fn push_proposals(
        &self,
        request: Request<pb::PushProposalsRequest>,
    ) -> Result<Response<pb::PushProposalsResponse>, Status> {
        let unit = match Identity::of(&request)? {
            Identity::UnitUser { unit, .. } => Some(*unit),
            _ => None,
        };
        items::answer(&self.node, request, |desk, input, _| proposal::push(desk, unit, input)).await
    }

    async fn draw_scope_lists(
        &self,
        request: Request<pb::DrawScopeListsRequest>,
    ) -> Result<Response<pb::DrawScopeListsResponse>, Status> {
        let caller = Identity::of(&request)?.clone();
        let request = request.into_inner();
        let (act, asked) = wire::check_whole::<DrawScopeInput>(
            &request.request_id,
            request.acted_by.clone(),
            request.clone(),
        )?;
        let call = Call {
            caller: &caller,
            rpc: DRAW_SCOPE_LISTS,
            request_id: &request.request_id,
            request: &request,
        };
        let node = &self.node;
        let own = node.ledger.agency();
        let answer = node
            .answer(call, |tx| scope_list::draw(&mut Desk::new(tx, own, &node.anchor, &act), &asked))
            .await?;
        Ok(Response::new(pb::DrawScopeListsResponse {
            lists: scope_list::summaries(&answer.outcomes).into_iter().map(summary).collect(),
            recorded: Some(show::recorded(answer.position, answer.repeated)),
        }))
    }

    async fn list_scope_members(
        &self,
        request: Request<pb::ListScopeMembersRequest>,
    ) -> Result<Response<pb::ListScopeMembersResponse>, Status> {
        let caller = Identity::of(&request)?.clone();
        let request = request.into_inner();
        let (size, token) = (request.page_size, request.page_token.clone());
        let asked: ScopeMembersInput = wire::whole(request)?;
        let status = asked.status.map_or("", domain::vocabulary::ScopeStatus::code);
        let query = PageQuery::new(LIST_SCOPE_MEMBERS, &[&asked.plan_id, asked.level.code(), status]);
        let window = window(&query, size, &token)?;
        let own = self.node.ledger.agency();
        let department = self.node.anchor.department;
        let (records, response) = {
            let view = self.node.ledger.read().await;
            let plan = view.department(department).plan(&asked.plan_id);
            let missing = || {
                let missing = Refusal::new(Reason::ScopeListNotFound).with("level", asked.level.code());
                missing.with("plan_id", &asked.plan_id)
            };
            let plan = RecordKey { agency: department, record: plan.ok_or_else(missing)?.0 };
            let district = view.district(own);
            let page = listing::scope_members(district, plan, &asked, window)?;
            let shown = page.rows.iter().map(|member| {
                let teacher = district.teachers.get(member.teacher);
                show::scope_member(member, teacher.and_then(|row| row.state.person.as_ref()))
            });
            let members = shown.collect();
            (
                count(&page),
                pb::ListScopeMembersResponse { members, next_page_token: next_token(&query, &page) },
            )
        };
        let subject = format!("plan={} level={} status={status}", asked.plan_id, asked.level.code());
        self.node.trace_read(&caller, LIST_SCOPE_MEMBERS, records, subject).await?;
        Ok(Response::new(response))
    }
}

fn summary(summary: Summary) -> pb::ScopeListSummary {
    let Summary { level, teachers, in_scope, meets_standard, near_retirement, undecided } = summary;
    pb::ScopeListSummary {
        level: Level::from(level).into(),
        teachers,
        in_scope,
        meets_standard,
        near_retirement,
        undecided,
    }
}
