//! `lienthong ruling`: the department settles a break on who is who.

use super::act::{Desk, Report};
use super::agencies;
use super::open_break::{check_kind, find};
use crate::args::RulingArgs;
use crate::exit::Exit;
use contracts::pb::plan::v1 as pb;
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use contracts::pb::progress::v1::Break;
use contracts::pb::types::v1::RecordRef;
use runtime::client::Connection;
use tonic::{Response, Status};

/// Kinds of breaks that a ruling settles.
const SETTLED: [&str; 3] = ["DOUBLE_CLAIM", "DUPLICATE_IN_DISTRICT", "LIKELY_SAME_PERSON"];

/// Asks the department's node to record one ruling.
pub(super) async fn record(
    connection: Connection,
    request: pb::RecordRulingsRequest,
) -> Result<Response<pb::RecordRulingsResponse>, Status> {
    PlanServiceClient::new(connection).record_rulings(request).await
}

/// The record in whose row the person counts: of the district with this code, or by its id.
fn counts_in(open: &Break, registry: &[pb::Agency], asked: &str) -> Result<RecordRef, Exit> {
    let agency = agencies::district(registry, asked).map(|district| district.agency.as_str());
    let fits = |record: &&RecordRef| agency == Some(record.agency.as_str()) || record.record_id == asked;
    let mut fitting = open.records.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(record), None) => Ok(record.clone()),
        (found, _) => {
            let (vi, en) = if found.is_some() {
                (
                    "có nhiều bản ghi trong vụ này; ghi mã bản ghi",
                    "has several records of this case; write a record id",
                )
            } else {
                ("không có bản ghi trong vụ này", "has no record of this case")
            };
            eprintln!("--same-person-in {asked}: {vi}:\n--same-person-in {asked}: {en}:");
            for record in &open.records {
                let district = registry.iter().find(|agency| agency.agency == record.agency);
                let words = district.map(|one| format!("{} {}", one.code, one.name)).unwrap_or_default();
                eprintln!("  {} ({words})", record.record_id);
            }
            Err(Exit::WrongCall)
        }
    }
}

/// `lienthong ruling`.
pub(super) async fn ruling(args: &RulingArgs) -> Result<Exit, Exit> {
    let desk = Desk::open("ruling", &args.act)?;
    let open = find(&args.break_id, &args.plan, args.coordinator_url.clone(), &args.act).await?;
    check_kind(&open, &SETTLED, ["ruling", "a ruling"])?;
    let same_in = match &args.same_person_in {
        None => None,
        Some(asked) => {
            let registry = agencies::registry(desk.connection.clone()).await;
            Some(counts_in(&open, &desk.answered(registry.map(Response::new))?, asked.trim())?)
        }
    };
    let item = pb::RulingItem {
        break_id: open.id.clone(),
        persons: open.records.clone(),
        same_person: same_in.is_some(),
        counts_in: same_in,
        document: args.document.clone(),
        reason: args.reason.clone(),
    };
    let request = pb::RecordRulingsRequest {
        request_id: desk.request_id.clone(),
        acted_by: desk.clerk.acted_by(),
        items: vec![item],
    };
    let answer = desk.answered(record(desk.connection.clone(), request).await)?;
    let mut report = Report::next(
        "khi bộ điều phối nhận được, chênh lệch này hết trong lienthong breaks; nếu bị cử đi ở hai nơi, huyện không được tính thu hồi \
         quyết định của mình",
        "when the coordinator has it, the break is gone from lienthong breaks; a person sent twice is withdrawn by the district in whose \
         row nothing counts",
    );
    let id = open.id.get(..12).unwrap_or(&open.id);
    let subject = format!("{id} {} {}", open.kind, open.districts.join(","));
    report.take([subject], answer.outcomes, answer.recorded.as_ref());
    Ok(desk.report(&report))
}
