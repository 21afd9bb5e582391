//! What is asked of rosters and plans.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::plan::v1 as plan;
use crate::pb::roster::v1 as wire;
use crate::pb::types::v1 as types;
use domain::vocabulary::{Level, ScopeStatus};

/// Which teachers to list; the page is read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTeachersInput {
    /// Only this level.
    pub level: Option<Level>,
    /// Only these codes; empty = all.
    pub codes: Vec<String>,
}

impl FromWire for ListTeachersInput {
    type Wire = wire::ListTeachersRequest;

    fn read(request: wire::ListTeachersRequest, fields: &mut Fields) -> Option<Self> {
        let wire::ListTeachersRequest { page_size: _, page_token: _, level, codes } = request;
        let level = fields.optional_word::<types::Level, _>("level", level);
        let codes = fields.list("codes", codes, limits::CODES, |fields, field, code| {
            fields.text(field, &code, limits::CODE)
        });
        Some(Self { level: level?, codes: codes? })
    }
}

/// Which plan to draw scope lists for; the envelope is checked apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawScopeInput {
    /// Plan id.
    pub plan_id: String,
    /// Why frozen lists are drawn anew; `None` leaves them as they are.
    pub redraw_reason: Option<String>,
}

impl FromWire for DrawScopeInput {
    type Wire = wire::DrawScopeListsRequest;

    fn read(request: wire::DrawScopeListsRequest, fields: &mut Fields) -> Option<Self> {
        let wire::DrawScopeListsRequest { request_id: _, acted_by: _, plan_id, redraw_reason } = request;
        let plan_id = fields.text("plan_id", &plan_id, limits::CODE);
        let reason = fields.optional_text("redraw_reason", &redraw_reason, limits::FREE_TEXT)?;
        Some(Self { plan_id: plan_id?, redraw_reason: (!reason.is_empty()).then_some(reason) })
    }
}

/// Which members of a scope list to list; the page is read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeMembersInput {
    /// Plan id.
    pub plan_id: String,
    /// Level.
    pub level: Level,
    /// Only this status.
    pub status: Option<ScopeStatus>,
}

impl FromWire for ScopeMembersInput {
    type Wire = wire::ListScopeMembersRequest;

    fn read(request: wire::ListScopeMembersRequest, fields: &mut Fields) -> Option<Self> {
        let wire::ListScopeMembersRequest { plan_id, level, status, page_size: _, page_token: _ } = request;
        let plan_id = fields.text("plan_id", &plan_id, limits::CODE);
        let level = fields.word::<types::Level, _>("level", level);
        let status = fields.optional_word::<types::ScopeStatus, _>("status", status);
        Some(Self { plan_id: plan_id?, level: level?, status: status? })
    }
}

/// Which plan to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanQuery {
    /// Plan id.
    pub plan_id: String,
}

impl FromWire for PlanQuery {
    type Wire = plan::GetPlanRequest;

    fn read(request: plan::GetPlanRequest, fields: &mut Fields) -> Option<Self> {
        let plan::GetPlanRequest { plan_id } = request;
        Some(Self { plan_id: fields.text("plan_id", &plan_id, limits::CODE)? })
    }
}
