//! `lienthong link`: a district states whether the records of a break are one person or two (D30).

use super::act::{Desk, Report};
use super::open_break::{check_kind, find};
use super::status;
use crate::args::{LinkArgs, LinkCall};
use crate::exit::Exit;
use contracts::pb::progress::v1::{Break, BreakRecord};
use contracts::pb::roster::v1 as pb;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use tonic::Response;

/// Kinds of breaks between records of two agencies.
const SETTLED: [&str; 2] = ["DOUBLE_CLAIM", "LIKELY_SAME_PERSON"];

/// One statement per own record and record of another agency, as the break shows where that one stands.
fn items(
    open: &Break,
    own: &str,
    statement: pb::PersonStatement,
    call: &LinkCall,
) -> Vec<(String, pb::PersonStatementItem)> {
    let agency = |one: &BreakRecord| one.record.as_ref().map(|key| key.agency.clone());
    let (mine, others): (Vec<_>, Vec<_>) =
        open.about.iter().partition(|one| agency(one).as_deref() == Some(own));
    let pairs = mine.iter().flat_map(|mine| others.iter().map(move |other| (*mine, *other)));
    let item = |(mine, other): (&BreakRecord, &BreakRecord)| {
        let subject = format!("{} – {}", called(mine), called(other));
        let item = pb::PersonStatementItem {
            teacher_record_id: mine.record.clone().unwrap_or_default().record_id,
            other: Some(pb::SeenRecord {
                record: other.record.clone(),
                revision: other.revision,
                seen: other.seen,
            }),
            statement: statement.into(),
            document: call.document.clone(),
            reason: call.reason.clone(),
        };
        (subject, item)
    };
    pairs.map(item).collect()
}

/// A record in the report: its district, and its code where the caller may know it.
fn called(one: &BreakRecord) -> String {
    let id = || one.record.clone().unwrap_or_default().record_id;
    let which = if one.code.is_empty() { id() } else { one.code.clone() };
    format!("{} {which}", one.agency_code)
}

/// `lienthong link same|different`.
pub(super) async fn link(args: LinkArgs) -> Result<Exit, Exit> {
    let (statement, call) = match args {
        LinkArgs::Same(call) => (pb::PersonStatement::SamePerson, call),
        LinkArgs::Different(call) => (pb::PersonStatement::DifferentPerson, call),
    };
    let desk = Desk::open("link", &call.act)?;
    let open = find(&call.break_id, &call.plan, call.coordinator_url.clone(), &call.act).await?;
    check_kind(&open, &SETTLED, ["link", "a link"])?;
    let own = desk.answered(status::get(desk.connection.clone()).await.map(Response::new))?.agency;
    let (subjects, items): (Vec<_>, Vec<_>) = items(&open, &own, statement, &call).into_iter().unzip();
    if items.is_empty() {
        let id = open.id.get(..12).unwrap_or(&open.id);
        eprintln!(
            "{id}: không có hồ sơ nào của nút này trong chênh lệch; huyện {} giải quyết",
            open.districts.join(",")
        );
        eprintln!(
            "{id}: no record of this node is in the break; it is for the districts {}",
            open.districts.join(",")
        );
        return Err(Exit::BadData);
    }
    let request = pb::PushPersonStatementsRequest {
        request_id: desk.request_id.clone(),
        acted_by: desk.clerk.acted_by(),
        items,
    };
    let answer = RosterServiceClient::new(desk.connection.clone()).push_person_statements(request).await;
    let answer = desk.answered(answer)?;
    let mut report = Report::next(
        "chênh lệch hết khi huyện kia cũng ghi như vậy; hai bên ghi khác nhau thì Sở kết luận (lienthong ruling)",
        "the break goes when the other district states the same; if they differ, the department rules (lienthong ruling)",
    );
    report.take(subjects, answer.outcomes, answer.recorded.as_ref());
    Ok(desk.report(&report))
}
