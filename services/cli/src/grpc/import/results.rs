//! Results into a college's node.

use super::send::{Answered, Sending};
use super::{Clerk, Imported, digest};
use contracts::pb::training::v1 as pb;
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use contracts::pb::types::v1::Degree;
use runtime::client::Connection;
use std::path::Path;
use tonic::Status;
use workbook::form::{Reading, ResultRow, read_file};

fn item(row: &ResultRow) -> pb::ResultItem {
    pb::ResultItem {
        student_code: row.student_code.clone(),
        term: row.term.clone().unwrap_or_default(),
        credits: row.credits.unwrap_or(0),
        result: row.result.clone(),
        diploma: row.diploma.as_ref().map(|diploma| pb::DiplomaItem {
            degree: Degree::from(diploma.degree).into(),
            number: diploma.number.clone(),
            register_number: diploma.register_number.clone().unwrap_or_default(),
            date: diploma.date.to_string(),
            institution: diploma.institution.clone().unwrap_or_default(),
        }),
    }
}

/// Imports a file of results.
pub(crate) async fn results(connection: Connection, clerk: &Clerk, file: &Path) -> Result<Imported, Status> {
    let reading: Reading<ResultRow> = read_file(file);
    let imported = Imported::of_reading(&reading);
    let mut sending = Sending::new(clerk, "results", vec![digest(&reading)], imported);
    let client = TrainingServiceClient::new(connection);
    let request = |request_id: String, rows: &[&_]| pb::ReportResultsRequest {
        request_id,
        acted_by: clerk.acted_by(),
        items: rows.iter().map(|row| item(row)).collect(),
    };
    let call = async |request| {
        let answer = client.clone().report_results(request).await?.into_inner();
        Ok(Answered::new(answer.outcomes, answer.recorded))
    };
    sending.send(&reading.rows, |row| &row.place, request, call).await?;
    Ok(sending.imported)
}
