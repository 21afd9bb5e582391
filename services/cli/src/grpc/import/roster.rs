//! Rosters into a district's node.

use super::{CHUNK, Clerk, Imported, request_id};
use contracts::pb::roster::v1 as pb;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::types::v1::{Answer, Degree, Employment, Level, Sex};
use runtime::client::Connection;
use std::path::Path;
use tonic::Status;
use workbook::form::{Reading, RosterRow, read_file};
use workbook::majors::Majors;

const fn answer(answer: Option<bool>) -> Answer {
    match answer {
        None => Answer::Unspecified,
        Some(true) => Answer::Yes,
        Some(false) => Answer::No,
    }
}

fn item(row: &RosterRow, majors_table_sha256: String) -> pb::TeacherItem {
    pb::TeacherItem {
        code: row.code.clone().unwrap_or_default(),
        full_name: row.name.clone(),
        birth: row.birth.to_string(),
        sex: Sex::from(row.sex).into(),
        national_id: row.national_id.as_ref().map(|id| id.digits().to_owned()).unwrap_or_default(),
        school_code: row.school_code.clone().unwrap_or_default(),
        school_name: row.school.clone().unwrap_or_default(),
        level: Level::from(row.level).into(),
        subject: row.subject.clone().unwrap_or_default(),
        degree: Degree::from(row.degree).into(),
        major: row.major.clone().unwrap_or_default(),
        teacher_training: answer(row.teacher_training).into(),
        suitable: answer(row.suitable).into(),
        nvsp: answer(row.nvsp).into(),
        recruited_on: row.recruited_on.map(|date| date.to_string()).unwrap_or_default(),
        hardship_years: row.hardship_years,
        employment: Employment::from(row.employment).into(),
        majors_table_sha256,
        // A file without a number takes none away.
        clear_national_id: false,
    }
}

/// Imports a roster; a majors table settles the yes/no columns that a row leaves empty.
pub(crate) async fn roster(
    connection: Connection,
    clerk: &Clerk,
    file: &Path,
    majors: Option<&Majors>,
) -> Result<Imported, Status> {
    let reading: Reading<RosterRow> = read_file(file);
    let mut imported = Imported::of_reading(&reading);
    let digest = majors.and_then(Majors::sha256_hex).unwrap_or_default();
    let file_digest = reading.sha256.unwrap_or_default();
    let mut client = RosterServiceClient::new(connection);
    for (index, rows) in reading.rows.chunks(CHUNK).enumerate() {
        let items = rows.iter().map(|row| {
            let mut row = row.clone();
            let settled = majors.is_some_and(|majors| majors.settle(&mut row));
            item(&row, if settled { digest.clone() } else { String::new() })
        });
        let request = pb::PushTeachersRequest {
            request_id: request_id("roster", &[&file_digest, digest.as_bytes()], index),
            acted_by: clerk.acted_by(),
            items: items.collect(),
        };
        let answer = client.push_teachers(request).await?.into_inner();
        let places: Vec<_> = rows.iter().map(|row| &row.place).collect();
        let repeated = answer.recorded.is_some_and(|recorded| recorded.repeated);
        imported.take(answer.outcomes, &places, repeated);
    }
    Ok(imported)
}
