//! `lienthong scope` and `propose`: districts draw the lists and take down what schools propose, the department freezes.

use super::act::{Desk, ITEMS, Report};
use super::agencies;
use super::plan;
use super::scope_list::{self, level_word};
use crate::args::{ActArgs, OutputFormat, ProposeArgs, ScopeArgs};
use crate::exit::{Exit, out};
use contracts::pb::plan::v1 as plan_pb;
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use contracts::pb::roster::v1 as pb;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::types::v1::ScopeStatus;
use domain::vocabulary::Level;
use runtime::client::Connection;
use serde_json::json;
use std::collections::BTreeMap;
use tonic::{Response, Status};

/// `lienthong scope …`.
pub(super) async fn scope(args: ScopeArgs) -> Result<Exit, Exit> {
    match args {
        ScopeArgs::Draw { plan, reason, act } => draw(&plan, &reason, &act).await,
        ScopeArgs::Freeze { plan, district, document, reason, act } => {
            freeze(&plan, &district, (&document, &reason), &act).await
        }
        ScopeArgs::List { plan, level, status, ask } => scope_list::list(&plan, level, status, &ask).await,
    }
}

/// Asks a district's node to draw the lists of a plan.
pub(super) async fn draw_lists(
    connection: Connection,
    request: pb::DrawScopeListsRequest,
) -> Result<Response<pb::DrawScopeListsResponse>, Status> {
    RosterServiceClient::new(connection).draw_scope_lists(request).await
}

/// Why members of a list are undecided: reason in both languages, and how many.
type Undecided = BTreeMap<(String, String, String), usize>;

async fn undecided(desk: &Desk, plan: &str, level: i32) -> Result<Undecided, Exit> {
    let client = RosterServiceClient::new(desk.connection.clone());
    let members = scope_list::members(client, plan, level, ScopeStatus::Undecided.into()).await;
    let mut reasons = Undecided::new();
    for member in desk.answered(members.map(Response::new))? {
        *reasons.entry((member.reason, member.reason_vi, member.reason_en)).or_default() += 1;
    }
    Ok(reasons)
}

async fn draw(plan: &str, reason: &str, act: &ActArgs) -> Result<Exit, Exit> {
    let desk = Desk::open("draw", act)?;
    let request = pb::DrawScopeListsRequest {
        request_id: desk.request_id.clone(),
        acted_by: desk.clerk.acted_by(),
        plan_id: plan.to_owned(),
        redraw_reason: reason.to_owned(),
    };
    let answer = desk.answered(draw_lists(desk.connection.clone(), request).await)?;
    let mut lists = Vec::new();
    for list in answer.lists {
        let why =
            if list.undecided > 0 { undecided(&desk, plan, list.level).await? } else { Undecided::new() };
        lists.push((list, why));
    }
    let text = match act.format {
        OutputFormat::Json => drawn_json(&desk.request_id, &lists),
        OutputFormat::Table => drawn_text(plan, &lists),
    };
    Ok(out(&text))
}

fn drawn_json(request_id: &str, lists: &[(pb::ScopeListSummary, Undecided)]) -> String {
    let list = |(list, why): &(pb::ScopeListSummary, Undecided)| {
        let why = why.iter().map(|((code, _, _), count)| (code.clone(), json!(count)));
        json!({
            "level": list.level().as_str_name().trim_start_matches("LEVEL_"),
            "teachers": list.teachers,
            "in_scope": list.in_scope,
            "meets_standard": list.meets_standard,
            "near_retirement": list.near_retirement,
            "undecided": list.undecided,
            "undecided_by_reason": why.collect::<serde_json::Map<_, _>>(),
        })
    };
    let lists: Vec<_> = lists.iter().map(list).collect();
    format!("{:#}\n", json!({ "request_id": request_id, "lists": lists }))
}

fn drawn_text(plan: &str, lists: &[(pb::ScopeListSummary, Undecided)]) -> String {
    let mut text = format!("Danh sách đối tượng của {plan} đã lập / The scope lists of {plan} are drawn\n");
    for (list, why) in lists {
        let (vi, en) = level_word(list.level);
        text.push_str(&format!(
            "  {vi} / {en}: giáo viên / teachers {}, thuộc đối tượng / in scope {}, đạt chuẩn / at the standard {}, gần nghỉ \
             hưu / near retirement {}, chưa xác định / undecided {}\n",
            list.teachers, list.in_scope, list.meets_standard, list.near_retirement, list.undecided
        ));
        for ((code, vi, en), count) in why {
            text.push_str(&format!("    {count} × {vi} / {en} [{code}]\n"));
        }
    }
    text.push_str(&format!(
        "Tiếp theo: xem và in danh sách bằng lienthong scope list --plan {plan} …; bổ sung cột còn thiếu của người chưa xác định \
         (import roster) và lập lại; rồi báo Sở chốt (lienthong scope freeze).\n\
         Next: look at the lists and print them by lienthong scope list --plan {plan} …; fill in what the undecided lack (import \
         roster) and draw again; then ask the department to freeze them (lienthong scope freeze).\n"
    ));
    text
}

/// Asks the department's node to freeze lists.
pub(super) async fn freeze_lists(
    connection: Connection,
    request: plan_pb::FreezeScopeRequest,
) -> Result<Response<plan_pb::FreezeScopeResponse>, Status> {
    PlanServiceClient::new(connection).freeze_scope(request).await
}

async fn freeze(
    plan_id: &str,
    districts: &[String],
    (document, reason): (&str, &str),
    act: &ActArgs,
) -> Result<Exit, Exit> {
    let desk = Desk::open("freeze", act)?;
    let codes = if districts.is_empty() {
        let plan = plan::get(desk.connection.clone(), plan_id).await;
        desk.answered(plan.map(Response::new))?.district_codes
    } else {
        districts.to_vec()
    };
    let request = plan_pb::FreezeScopeRequest {
        request_id: desk.request_id.clone(),
        acted_by: desk.clerk.acted_by(),
        plan_id: plan_id.to_owned(),
        district_codes: codes.clone(),
        document: document.to_owned(),
        refreeze_reason: reason.to_owned(),
    };
    let answer = desk.answered(freeze_lists(desk.connection.clone(), request).await)?;
    let registry = desk.answered(agencies::registry(desk.connection.clone()).await.map(Response::new))?;
    let name = |code: &str| {
        agencies::district(&registry, code).map_or_else(String::new, |one| format!(" {}", one.name))
    };
    let subjects = codes.iter().flat_map(|code| {
        let name = name(code);
        Level::ALL.map(|level| format!("{code}{name}, {}", level.vi()))
    });
    let mut report = Report::next(
        "huyện nhập quyết định cử đi (lienthong import nominations); xem lienthong progress",
        "the districts enter their decisions (lienthong import nominations); look at lienthong progress",
    );
    report.take(subjects, answer.outcomes, answer.recorded.as_ref());
    let exit = desk.report(&report);
    // Without --district what was delivered is frozen; that a list has not come yet is told and no fault of the call.
    let only_missing = districts.is_empty() && report.refused_only_for("SCOPE_LIST_NOT_FOUND");
    Ok(if exit == Exit::BadData && only_missing { Exit::Done } else { exit })
}

/// `lienthong propose`.
pub(super) async fn propose(args: &ProposeArgs) -> Result<Exit, Exit> {
    let desk = Desk::open("propose", &args.act)?;
    let mut client = RosterServiceClient::new(desk.connection.clone());
    let mut report = Report::next(
        "đề xuất chỉ là ý kiến của trường; người được cử đi là người có quyết định (lienthong import nominations)",
        "a proposal is the school's word alone; who is sent has a decision (lienthong import nominations)",
    );
    for (at, codes) in args.codes.chunks(ITEMS).enumerate() {
        let item = |code: &String| pb::ProposalItem {
            teacher_code: code.clone(),
            year: args.year,
            note: args.note.clone(),
        };
        let request = pb::PushProposalsRequest {
            request_id: desk.part(at),
            acted_by: desk.clerk.acted_by(),
            items: codes.iter().map(item).collect(),
        };
        let answer = desk.answered(client.push_proposals(request).await)?;
        report.take(codes.iter().cloned(), answer.outcomes, answer.recorded.as_ref());
    }
    Ok(desk.report(&report))
}
