//! Enrollments into a college's node.

use super::nominations::cite;
use super::send::{Answered, Sending};
use super::{Clerk, Imported, digest};
use contracts::pb::training::v1 as pb;
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use runtime::client::Connection;
use std::path::Path;
use tonic::Status;
use workbook::form::enrollments::StudyState;
use workbook::form::{EnrollmentRow, Reading, read_file};

const fn status(state: StudyState) -> pb::EnrollmentStatus {
    match state {
        StudyState::Studying => pb::EnrollmentStatus::Studying,
        StudyState::Deferred => pb::EnrollmentStatus::Deferred,
        StudyState::Resumed => pb::EnrollmentStatus::Resumed,
        StudyState::Withdrawn => pb::EnrollmentStatus::Withdrawn,
        StudyState::Dismissed => pb::EnrollmentStatus::Dismissed,
        StudyState::Transferred => pb::EnrollmentStatus::Transferred,
    }
}

fn item(row: &EnrollmentRow) -> pb::EnrollmentItem {
    pb::EnrollmentItem {
        student_code: row.student_code.clone(),
        full_name: row.name.clone(),
        birth: row.birth.to_string(),
        nomination: Some(pb::NominationKey {
            nomination: None,
            decision: cite(&row.decision),
            teacher_code: row.teacher_code.clone().unwrap_or_default(),
            national_id: row.national_id.as_ref().map(|id| id.digits().to_owned()).unwrap_or_default(),
        }),
        class_code: row.class_code.clone(),
        begun_on: row.begun_on.to_string(),
        status: status(row.state).into(),
        effective: row.effective_on.map(|date| date.to_string()).unwrap_or_default(),
        reason: row.reason.clone().unwrap_or_default(),
    }
}

/// Imports a file of enrollments.
pub(crate) async fn enrollments(
    connection: Connection,
    clerk: &Clerk,
    file: &Path,
) -> Result<Imported, Status> {
    let reading: Reading<EnrollmentRow> = read_file(file);
    let imported = Imported::of_reading(&reading);
    let mut sending = Sending::new(clerk, "enrollments", vec![digest(&reading)], imported);
    let client = TrainingServiceClient::new(connection);
    let request = |request_id: String, rows: &[&_]| pb::ReportEnrollmentsRequest {
        request_id,
        acted_by: clerk.acted_by(),
        items: rows.iter().map(|row| item(row)).collect(),
    };
    let call = async |request| {
        let answer = client.clone().report_enrollments(request).await?.into_inner();
        Ok(Answered::new(answer.outcomes, answer.recorded))
    };
    sending.send(&reading.rows, |row| &row.place, request, call).await?;
    Ok(sending.imported)
}
