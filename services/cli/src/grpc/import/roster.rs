//! Rosters into a district's node.

use super::send::{Answered, Sending};
use super::{Clerk, Imported, digest, twice};
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
    let mut reading: Reading<RosterRow> = read_file(file);
    let mut imported = Imported::of_reading(&reading);
    let rows = twice::sift(std::mem::take(&mut reading.rows), &mut imported);
    let table = majors.and_then(Majors::sha256_hex).unwrap_or_default();
    let digests = vec![digest(&reading), table.clone().into_bytes()];
    let mut sending = Sending::new(clerk, "roster", digests, imported);
    let client = RosterServiceClient::new(connection);
    let item = |row: &RosterRow| {
        let mut row = row.clone();
        let settled = majors.is_some_and(|majors| majors.settle(&mut row));
        item(&row, if settled { table.clone() } else { String::new() })
    };
    let request = |request_id: String, rows: &[&RosterRow]| pb::PushTeachersRequest {
        request_id,
        acted_by: clerk.acted_by(),
        items: rows.iter().map(|row| item(row)).collect(),
    };
    let call = async |request| {
        let answer = client.clone().push_teachers(request).await?.into_inner();
        Ok(Answered::new(answer.outcomes, answer.recorded))
    };
    sending.send(&rows, |row| &row.place, request, call).await?;
    Ok(sending.imported)
}
