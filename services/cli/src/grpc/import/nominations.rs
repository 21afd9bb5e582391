//! Nominations into a district's node, in the order of the file.

use super::send::{Answered, send};
use super::{CHUNK, Clerk, Imported, content_id};
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
    let client = NominationServiceClient::new(connection);
    let runs = reading.rows.chunk_by(|left, right| is_revoke(left) == is_revoke(right));
    for (index, rows) in runs.flat_map(|run| run.chunks(CHUNK)).enumerate() {
        if rows.first().is_some_and(is_revoke) {
            withdraw(&client, clerk, rows, index, &mut imported).await?;
        } else {
            push(&client, clerk, rows, (plan, index), &mut imported).await?;
        }
    }
    Ok(imported)
}

const fn is_revoke(row: &NominationRow) -> bool {
    matches!(row.act, NominationAct::Revoke { .. })
}

type Client = NominationServiceClient<Connection>;

async fn push(
    client: &Client,
    clerk: &Clerk,
    rows: &[NominationRow],
    (plan, index): (&str, usize),
    imported: &mut Imported,
) -> Result<(), Status> {
    let request = |request_id: String, rows: &[&NominationRow]| pb::PushNominationsRequest {
        request_id,
        acted_by: clerk.acted_by(),
        items: rows.iter().map(|row| nomination(row, plan)).collect(),
    };
    let id = content_id("nominations", &request(String::new(), &rows.iter().collect::<Vec<_>>()), index);
    let call = async |id, rows: &[&NominationRow]| {
        let answer = client.clone().push_nominations(request(id, rows)).await?.into_inner();
        Ok(Answered::new(answer.outcomes, answer.recorded))
    };
    send(&id, rows, |row| &row.place, imported, call).await
}

async fn withdraw(
    client: &Client,
    clerk: &Clerk,
    rows: &[NominationRow],
    index: usize,
    imported: &mut Imported,
) -> Result<(), Status> {
    let item = |row: &&NominationRow| match &row.act {
        NominationAct::Revoke { decision } => Some(withdrawal(row, decision)),
        NominationAct::Send | NominationAct::Replace { .. } => None,
    };
    let request = |request_id: String, rows: &[&NominationRow]| pb::WithdrawNominationsRequest {
        request_id,
        acted_by: clerk.acted_by(),
        items: rows.iter().filter_map(item).collect(),
    };
    let id = content_id("nominations", &request(String::new(), &rows.iter().collect::<Vec<_>>()), index);
    let call = async |id, rows: &[&NominationRow]| {
        let answer = client.clone().withdraw_nominations(request(id, rows)).await?.into_inner();
        Ok(Answered::new(answer.outcomes, answer.recorded))
    };
    send(&id, rows, |row| &row.place, imported, call).await
}
