//! `lienthong ruling`: the department settles a break on who is who.

use super::act::{Desk, Report};
use super::agencies;
use super::progress::all_breaks;
use crate::args::{ReachArgs, RulingArgs};
use crate::exit::{Exit, call_failed};
use crate::reach::{self, Reached};
use contracts::pb::plan::v1 as pb;
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use contracts::pb::progress::v1::Break;
use contracts::pb::types::v1::RecordRef;
use runtime::client::Connection;
use tonic::{Response, Status};

/// Kinds of breaks that a ruling settles.
const SETTLED: [&str; 3] = ["DOUBLE_CLAIM", "DUPLICATE_IN_DISTRICT", "LIKELY_SAME_PERSON"];
/// Fewest digits of an id: fewer would soon name two breaks.
const FEWEST_DIGITS: usize = 6;

/// Asks the department's node to record one ruling.
pub(super) async fn record(
    connection: Connection,
    request: pb::RecordRulingsRequest,
) -> Result<Response<pb::RecordRulingsResponse>, Status> {
    PlanServiceClient::new(connection).record_rulings(request).await
}

fn wrong(vi: &str, en: &str) -> Exit {
    eprintln!("{vi}\n{en}");
    Exit::WrongCall
}

/// The open break that an id begins.
async fn open_break(args: &RulingArgs) -> Result<Break, Exit> {
    let asked = args.break_id.trim().to_lowercase();
    if asked.len() < FEWEST_DIGITS {
        return Err(wrong(
            "Mã chênh lệch cần ít nhất 6 chữ, như lienthong breaks in ra",
            "The id of a break needs 6 digits or more, as lienthong breaks prints it",
        ));
    }
    let ask = ReachArgs {
        node: args.act.node.clone(),
        caller: args.act.caller.clone(),
        url: args.coordinator_url.clone(),
    };
    let Reached { connection, url } = reach::coordinator(&ask)?;
    let breaks = all_breaks(connection, &args.plan).await;
    let breaks = breaks.map_err(|status| call_failed(&url, &status))?;
    let mut fitting = breaks.into_iter().filter(|open| open.id.starts_with(&asked));
    let Some(found) = fitting.next() else {
        eprintln!(
            "Không có chênh lệch nào đang mở với mã {asked}; xem lienthong breaks (có thể đã kết luận)."
        );
        eprintln!("No open break has the id {asked}; see lienthong breaks (it may be settled already).");
        return Err(Exit::BadData);
    };
    if fitting.next().is_some() {
        return Err(wrong(
            "Có nhiều chênh lệch bắt đầu bằng mã này; ghi dài hơn",
            "Several breaks begin like this; write more of the id",
        ));
    }
    if SETTLED.contains(&found.kind.as_str()) {
        return Ok(found);
    }
    eprintln!("{} không kết luận bằng ruling được: {}", found.kind, found.text_vi);
    eprintln!("{} is not settled by a ruling: {}", found.kind, found.text_en);
    Err(Exit::BadData)
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
    let open = open_break(args).await?;
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
