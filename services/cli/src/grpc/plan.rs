//! `lienthong plan`: the plan of a year, from a readable file.

use super::act::{Desk, PAGE, Report, own_node, pages, word};
use super::agencies;
use crate::args::{ActArgs, AskArgs, PlanArgs};
use crate::exit::{Exit, call_failed};
use crate::reach::Reached;
use crate::sheet::{Cell, Column, Sheet, column};
use contracts::pb::plan::v1 as pb;
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use contracts::pb::types::v1 as types;
use domain::vocabulary::{Degree, Level};
use rehearsal::RehearsalError;
use rehearsal::plan_file::PlanFile;
use runtime::client::Connection;
use std::path::Path;
use tonic::{Code, Status};

/// `lienthong plan …`.
pub(super) async fn plan(args: PlanArgs) -> Result<Exit, Exit> {
    match args {
        PlanArgs::Put { file, draft, act } => put(&file, draft, &act).await,
        PlanArgs::List(ask) => list(&ask).await,
        PlanArgs::Show { plan, ask } => show(&plan, &ask).await,
    }
}

/// The plan of a file as the wire has it.
pub(super) fn message(plan: &PlanFile, issued: bool) -> pb::Plan {
    let targets = plan.targets.iter().map(|target| pb::Target {
        level: types::Level::from(target.level).into(),
        low_percent: target.low_percent,
        high_percent: target.high_percent,
        min_degree: types::Degree::from(target.min_degree).into(),
    });
    pb::Plan {
        plan_id: plan.id.clone(),
        version: plan.version,
        year: plan.year,
        title: plan.title.clone(),
        number: plan.number.clone(),
        date: plan.date.map(|date| date.to_string()).unwrap_or_default(),
        legal_basis: plan.legal_basis.clone(),
        first_day: plan.first_day.to_string(),
        achieve_by: plan.achieve_by.to_string(),
        report_before: plan.report_before.to_string(),
        review_date: plan.review_date.to_string(),
        policy: plan.policy.clone(),
        targets: targets.collect(),
        district_codes: plan.districts.clone(),
        issued,
    }
}

/// Tells what is wrong with a file of the office.
pub(super) fn unreadable(error: &RehearsalError) -> Exit {
    eprintln!("{}\n{error}", error.text_vi());
    if matches!(error, RehearsalError::Io { .. }) { Exit::WrongCall } else { Exit::BadData }
}

/// The newest version of a plan.
pub(super) async fn get(connection: Connection, plan_id: &str) -> Result<pb::Plan, Status> {
    let request = pb::GetPlanRequest { plan_id: plan_id.to_owned() };
    let answer = PlanServiceClient::new(connection).get_plan(request).await?.into_inner();
    answer.plan.ok_or_else(|| Status::internal("an answer without a plan"))
}

async fn put(file: &Path, draft: bool, act: &ActArgs) -> Result<Exit, Exit> {
    let plan = PlanFile::load(file).map_err(|error| unreadable(&error))?;
    let desk = Desk::open("plan", act)?;
    let request = pb::PutPlanRequest {
        request_id: desk.request_id.clone(),
        acted_by: desk.clerk.acted_by(),
        plan: Some(message(&plan, !draft)),
    };
    let answer = PlanServiceClient::new(desk.connection.clone()).put_plan(request).await;
    let not_found = matches!(&answer, Err(status) if status.code() == Code::NotFound);
    let answer = match desk.answered(answer) {
        Ok(answer) => answer,
        Err(exit) => {
            if not_found {
                unregistered(desk.connection, &plan, file).await;
            }
            return Err(exit);
        }
    };
    let id = &plan.id;
    let mut report = if draft {
        Report::next(
            format!("ban hành bằng lienthong plan put {} (bỏ --draft)", file.display()),
            format!("issue it by lienthong plan put {} (without --draft)", file.display()),
        )
    } else {
        Report::next(
            format!(
                "mỗi huyện nhập danh sách giáo viên (import roster) rồi lập danh sách đối tượng: lienthong scope draw --plan {id} …"
            ),
            format!(
                "each district imports its roster and draws its lists: lienthong scope draw --plan {id} …"
            ),
        )
    };
    let subject = format!("{id} v{}", plan.version);
    report.take([subject], answer.outcome, answer.recorded.as_ref());
    Ok(desk.report(&report))
}

/// Names every district of a plan that the registry does not have: the node names the first alone.
async fn unregistered(connection: Connection, plan: &PlanFile, file: &Path) {
    let Ok(registry) = agencies::registry(connection).await else { return };
    let known = |code: &String| agencies::district(&registry, code).is_some();
    let missing: Vec<&str> = plan.districts.iter().filter(|code| !known(code)).map(String::as_str).collect();
    let (missing, file) = (missing.join(", "), file.display());
    eprintln!(
        "Kế hoạch không được ghi: các huyện {missing} chưa đăng ký. Ký yêu cầu của các huyện đó (lienthong keys sign) và khởi \
         động lại nút của Sở; hoặc bỏ các mã đó khỏi `districts` trong {file}, và sau này ban hành bản 2 có đủ các huyện."
    );
    eprintln!(
        "Nothing was recorded: the districts {missing} are not registered. Sign their requests (lienthong keys sign) and restart \
         the department's node; or take these codes out of `districts` in {file}, and issue version 2 with all of them later."
    );
}

const PLANS: &[Column] = &[
    column("plan", "Kế hoạch", "Plan", 14),
    column("version", "Bản", "Version", 6),
    column("state", "Trạng thái", "State", 12),
    column("year", "Năm", "Year", 6),
    column("number", "Số", "Number", 14),
    column("date", "Ngày", "Date", 12),
    column("first_day", "Từ ngày", "First day", 12),
    column("achieve_by", "Đến ngày", "Last day", 12),
    column("review_date", "Ngày rà soát", "Review", 12),
    column("policy", "Cách tính", "Policy", 8),
    column("districts", "Huyện", "Districts", 30),
    column("title", "Tên", "Title", 60),
];

fn row(plan: pb::Plan) -> Vec<Cell> {
    let state = if plan.issued {
        Cell::word("ISSUED", "đã ban hành", "issued")
    } else {
        Cell::word("DRAFT", "dự thảo", "draft")
    };
    vec![
        Cell::text(plan.plan_id),
        Cell::Number(plan.version.into()),
        state,
        Cell::Number(plan.year.into()),
        Cell::text(plan.number),
        Cell::text(plan.date),
        Cell::text(plan.first_day),
        Cell::text(plan.achieve_by),
        Cell::text(plan.review_date),
        Cell::text(plan.policy),
        Cell::text(plan.district_codes.join(" ")),
        Cell::text(plan.title),
    ]
}

async fn list(ask: &AskArgs) -> Result<Exit, Exit> {
    let Reached { connection, url } = own_node(&ask.reach)?;
    let mut client = PlanServiceClient::new(connection);
    let plans = pages(async |page_token| {
        let request = pb::ListPlansRequest { page_size: PAGE, page_token };
        let page = client.list_plans(request).await?.into_inner();
        Ok((page.plans, page.next_page_token))
    });
    let plans = plans.await.map_err(|status| call_failed(&url, &status))?;
    let rows = plans.into_iter().map(row).collect();
    Ok(Sheet { title: "Kế hoạch / Plans".to_owned(), columns: PLANS, rows }.give(&ask.view))
}

const TARGETS: &[Column] = &[
    column("level", "Cấp học", "Level", 16),
    column("low_percent", "Từ %", "From %", 8),
    column("high_percent", "Đến %", "To %", 8),
    column("min_degree", "Cử đi học tối thiểu", "Least degree", 20),
];

async fn show(plan_id: &str, ask: &AskArgs) -> Result<Exit, Exit> {
    let Reached { connection, url } = own_node(&ask.reach)?;
    let plan = get(connection, plan_id).await.map_err(|status| call_failed(&url, &status))?;
    let target = |target: &pb::Target| {
        let level = word::<types::Level, Level>(target.level);
        let degree = word::<types::Degree, Degree>(target.min_degree);
        vec![
            level.map_or_else(|| Cell::text(""), |level| Cell::word(level.code(), level.vi(), level.en())),
            Cell::Number(target.low_percent.into()),
            Cell::Number(target.high_percent.into()),
            degree.map_or_else(|| Cell::text(""), |one| Cell::word(one.code(), one.vi(), one.code())),
        ]
    };
    let rows = plan.targets.iter().map(target).collect();
    let title = format!(
        "{} v{} — {}\n{}\n{} – {}; rà soát / review {}; báo cáo trước / reports before {}; {}; {}",
        plan.plan_id,
        plan.version,
        plan.title,
        plan.legal_basis,
        plan.first_day,
        plan.achieve_by,
        plan.review_date,
        plan.report_before,
        plan.policy,
        plan.district_codes.join(" ")
    );
    Ok(Sheet { title, columns: TARGETS, rows }.give(&ask.view))
}
