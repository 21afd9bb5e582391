//! Nominations into a district's node, in the order of the file.

use super::send::{Answered, Sending};
use super::{Clerk, Imported, digest};
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
    let imported = Imported::of_reading(&reading);
    let digests = vec![digest(&reading), plan.as_bytes().to_vec()];
    let mut sending = Sending::new(clerk, "nominations", digests, imported);
    let client = NominationServiceClient::new(connection);
    for rows in reading.rows.chunk_by(|left, right| is_revoke(left) == is_revoke(right)) {
        if rows.first().is_some_and(is_revoke) {
            withdraw(&client, clerk, rows, &mut sending).await?;
        } else {
            push(&client, clerk, rows, plan, &mut sending).await?;
        }
    }
    Ok(sending.imported)
}

const fn is_revoke(row: &NominationRow) -> bool {
    matches!(row.act, NominationAct::Revoke { .. })
}

type Client = NominationServiceClient<Connection>;

async fn push(
    client: &Client,
    clerk: &Clerk,
    rows: &[NominationRow],
    plan: &str,
    sending: &mut Sending<'_>,
) -> Result<(), Status> {
    let request = |request_id: String, rows: &[&NominationRow]| pb::PushNominationsRequest {
        request_id,
        acted_by: clerk.acted_by(),
        items: rows.iter().map(|row| nomination(row, plan)).collect(),
    };
    let call = async |request| {
        let answer = client.clone().push_nominations(request).await?.into_inner();
        Ok(Answered::new(answer.outcomes, answer.recorded))
    };
    sending.send(rows, |row| &row.place, request, call).await
}

async fn withdraw(
    client: &Client,
    clerk: &Clerk,
    rows: &[NominationRow],
    sending: &mut Sending<'_>,
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
    let call = async |request| {
        let answer = client.clone().withdraw_nominations(request).await?.into_inner();
        Ok(Answered::new(answer.outcomes, answer.recorded))
    };
    sending.send(rows, |row| &row.place, request, call).await
}
