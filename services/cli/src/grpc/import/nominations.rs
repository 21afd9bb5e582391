//! Nominations into a district's node, in the order of the file.

use super::{CHUNK, Clerk, Imported, request_id};
use contracts::pb::nomination::v1 as pb;
use contracts::pb::nomination::v1::nomination_service_client::NominationServiceClient;
use contracts::pb::types::v1::{Degree, DocumentCite, StudyForm};
use runtime::client::Connection;
use std::path::Path;
use tonic::Status;
use workbook::form::nominations::{DecisionCite, NominationAct};
use workbook::form::{NominationRow, Reading, read_file};

pub(super) fn cite(decision: &DecisionCite) -> Option<DocumentCite> {
    Some(DocumentCite {
        authority: decision.authority.clone(),
        number: decision.number.clone(),
        date: decision.date.to_string(),
    })
}

fn key(row: &NominationRow) -> Option<pb::TeacherKey> {
    Some(pb::TeacherKey {
        code: row.code.clone(),
        full_name: row.name.clone(),
        birth: row.birth.map(|birth| birth.to_string()).unwrap_or_default(),
        national_id: row.national_id.as_ref().map(|id| id.digits().to_owned()).unwrap_or_default(),
    })
}

fn nomination(row: &NominationRow, plan: &str) -> pb::NominationItem {
    let replaces = match &row.act {
        NominationAct::Replace { teacher_code } => teacher_code.clone(),
        NominationAct::Send | NominationAct::Revoke { .. } => String::new(),
    };
    pb::NominationItem {
        teacher: key(row),
        plan_id: plan.to_owned(),
        target_degree: Degree::from(row.degree).into(),
        programme: row.programme.clone().unwrap_or_default(),
        study_form: row.study_form.map_or(StudyForm::Unspecified, StudyForm::from).into(),
        institution: row.institution.clone().unwrap_or_default(),
        decision: cite(&row.decision),
        replaces_code: replaces,
        reason: row.reason.clone().unwrap_or_default(),
    }
}

fn withdrawal(row: &NominationRow, revoked: &str) -> pb::WithdrawalItem {
    pb::WithdrawalItem {
        teacher: key(row),
        revoked_number: revoked.to_owned(),
        decision: cite(&row.decision),
        reason: row.reason.clone().unwrap_or_default(),
    }
}

/// Imports a file of nominations, withdrawals and replacements; rows act in their order, so runs of one kind make one call.
pub(crate) async fn nominations(
    connection: Connection,
    clerk: &Clerk,
    file: &Path,
    plan: &str,
) -> Result<Imported, Status> {
    let reading: Reading<NominationRow> = read_file(file);
    let mut imported = Imported::of_reading(&reading);
    let digest = reading.sha256.unwrap_or_default();
    let mut client = NominationServiceClient::new(connection);
    let is_revoke = |row: &NominationRow| matches!(row.act, NominationAct::Revoke { .. });
    let runs = reading.rows.chunk_by(|left, right| is_revoke(left) == is_revoke(right));
    for (index, rows) in runs.flat_map(|run| run.chunks(CHUNK)).enumerate() {
        let request_id = request_id("nominations", &[&digest, plan.as_bytes()], index);
        let places: Vec<_> = rows.iter().map(|row| &row.place).collect();
        if rows.first().is_some_and(is_revoke) {
            let items = rows.iter().filter_map(|row| match &row.act {
                NominationAct::Revoke { decision } => Some(withdrawal(row, decision)),
                NominationAct::Send | NominationAct::Replace { .. } => None,
            });
            let items = items.collect();
            let request = pb::WithdrawNominationsRequest { request_id, acted_by: clerk.acted_by(), items };
            let answer = client.withdraw_nominations(request).await?.into_inner();
            imported.take(answer.outcomes, &places, answer.recorded.is_some_and(|r| r.repeated));
        } else {
            let items = rows.iter().map(|row| nomination(row, plan)).collect();
            let request = pb::PushNominationsRequest { request_id, acted_by: clerk.acted_by(), items };
            let answer = client.push_nominations(request).await?.into_inner();
            imported.take(answer.outcomes, &places, answer.recorded.is_some_and(|r| r.repeated));
        }
    }
    Ok(imported)
}
