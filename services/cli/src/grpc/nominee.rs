//! `lienthong find-nominee`: the nominations that could be the person before the clerk, each with what speaks for and against.

use super::act::own_node;
use super::list::reference;
use crate::args::FindNomineeArgs;
use crate::exit::{Exit, call_failed};
use crate::reach::Reached;
use crate::sheet::{Cell, Column, Sheet, column};
use contracts::pb::training::v1 as pb;
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;

const COLUMNS: &[Column] = &[
    column("nomination", "Lượt cử đi", "Nomination", 76),
    column("full_name", "Họ và tên", "Name", 28),
    column("birth", "Ngày sinh", "Birth", 12),
    column("national_id", "Số định danh", "National id", 14),
    column("district", "Huyện", "District", 24),
    column("school", "Trường", "School", 24),
    column("decision", "Quyết định", "Decision", 36),
    column("in_force", "Còn hiệu lực", "In force", 10),
    column("reasons", "Căn cứ", "Reasons", 40),
];

/// What speaks for or against a candidate, in words; a code that this program does not know stands as it is.
fn reason(code: &str) -> (&str, &str) {
    match code {
        "SAME_NATIONAL_ID" => ("trùng số định danh", "same number"),
        "SAME_DECISION" => ("đúng quyết định", "same decision"),
        "SAME_NAME" => ("trùng họ tên", "same name"),
        "SAME_BIRTH" => ("trùng ngày sinh", "same birth date"),
        "OTHER_NATIONAL_ID" => ("KHÁC số định danh", "OTHER number"),
        "OTHER_NAME" => ("KHÁC họ tên", "OTHER name"),
        "OTHER_BIRTH" => ("KHÁC ngày sinh", "OTHER birth date"),
        "OTHER_DECISION" => ("KHÁC quyết định", "OTHER decision"),
        "ENDED" => ("ĐÃ HẾT hiệu lực", "ENDED"),
        "ALREADY_ENROLLED" => ("ĐÃ nhập học", "ALREADY enrolled"),
        other => (other, other),
    }
}

fn row(one: pb::Nominee) -> Vec<Cell> {
    let words = |which: fn((&str, &str)) -> String| {
        one.reasons.iter().map(|code| which(reason(code))).collect::<Vec<_>>().join(", ")
    };
    let (vi, en) = (words(|(vi, _)| vi.to_owned()), words(|(_, en)| en.to_owned()));
    let decision = one.decision.unwrap_or_default();
    let force = if one.in_force { ("YES", "còn", "yes") } else { ("NO", "không", "no") };
    vec![
        Cell::text(reference(one.nomination.as_ref())),
        Cell::text(one.full_name),
        Cell::text(one.birth),
        Cell::text(one.national_id_masked),
        Cell::text(one.district),
        Cell::text(one.school),
        Cell::text(format!("{} {} {}", decision.number, decision.date, decision.authority)),
        Cell::word(force.0, force.1, force.2),
        Cell::word(one.reasons.join(" "), vi, en),
    ]
}

/// `lienthong find-nominee`.
pub(super) async fn find(args: &FindNomineeArgs) -> Result<Exit, Exit> {
    let request = pb::FindNomineeRequest {
        national_id: args.national_id.clone(),
        full_name: args.name.clone(),
        birth: args.birth.map(|birth| birth.to_string()).unwrap_or_default(),
        decision_number: args.decision.clone(),
        decision_date: args.decision_date.map(|date| date.to_string()).unwrap_or_default(),
    };
    let Reached { connection, url } = own_node(&args.ask.reach)?;
    let answer = TrainingServiceClient::new(connection).find_nominee(request).await;
    let found = answer.map_err(|status| call_failed(&url, &status))?.into_inner().candidates;
    if found.is_empty() {
        eprintln!(
            "Không có lượt cử đi nào phù hợp mà trường được thấy: kiểm tra số và tên; huyện phải ghi đúng tên trường ở cột “Cơ sở đào tạo”."
        );
        eprintln!(
            "No nomination that the college may see fits: check number and name; the district must have written the college's very name."
        );
    }
    let rows = found.into_iter().map(row).collect();
    Ok(Sheet {
        title: "Lượt cử đi có thể là người này / Candidates".to_owned(), columns: COLUMNS, rows
    }
    .give(&args.ask.view))
}
