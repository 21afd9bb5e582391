//! `lienthong list`: the records of the own node. Names are personal data: the node writes down who read them.

use super::act::{PAGE, own_node, pages, word};
use super::scope_list::level_word;
use crate::args::{AskArgs, ListArgs};
use crate::exit::{Exit, call_failed};
use crate::reach::Reached;
use crate::sheet::{Cell, Column, Sheet, column};
use contracts::pb::nomination::v1 as sent;
use contracts::pb::nomination::v1::nomination_service_client::NominationServiceClient;
use contracts::pb::roster::v1 as roster;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::training::v1 as training;
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use contracts::pb::types::v1::{self as types, RecordRef};
use domain::vocabulary::{Degree, Employment, Level};
use runtime::client::Connection;
use tonic::Status;

/// `lienthong list …`.
pub(super) async fn list(args: ListArgs) -> Result<Exit, Exit> {
    match args {
        ListArgs::Teachers { level, code, ask } => {
            let sheet = async |connection| {
                let rows = teachers(connection, level, code.clone()).await?;
                Ok(Sheet { title: "Giáo viên / Teachers".to_owned(), columns: TEACHERS, rows })
            };
            give(&ask, sheet).await
        }
        ListArgs::Nominations { teacher, in_force, ask } => {
            let sheet = async |connection| {
                let all = nominations(connection).await?.into_iter();
                let wanted = all
                    .filter(|one| teacher.as_ref().is_none_or(|code| one.teacher_code == *code))
                    .filter(|one| !in_force || one.status() == sent::NominationStatus::Sent);
                let rows = wanted.map(nomination_row).collect();
                Ok(Sheet { title: "Lượt cử đi / Nominations".to_owned(), columns: NOMINATIONS, rows })
            };
            give(&ask, sheet).await
        }
        ListArgs::Classes(ask) => {
            let sheet = async |connection| {
                let rows = classes(connection).await?;
                Ok(Sheet { title: "Lớp / Classes".to_owned(), columns: CLASSES, rows })
            };
            give(&ask, sheet).await
        }
        ListArgs::Learners { class, ask } => {
            let sheet = async |connection| {
                let all = learners(connection).await?.into_iter();
                let wanted = all.filter(|one| class.as_ref().is_none_or(|class| one.class_code == *class));
                let rows = wanted.map(learner_row).collect();
                Ok(Sheet { title: "Người học / Learners".to_owned(), columns: LEARNERS, rows })
            };
            give(&ask, sheet).await
        }
    }
}

/// Asks the own node and gives what it answered.
async fn give(
    ask: &AskArgs,
    sheet: impl AsyncFnOnce(Connection) -> Result<Sheet, Status>,
) -> Result<Exit, Exit> {
    let Reached { connection, url } = own_node(&ask.reach)?;
    let sheet = sheet(connection).await.map_err(|status| call_failed(&url, &status))?;
    Ok(sheet.give(&ask.view))
}

/// A record as the other commands take it.
pub(super) fn reference(record: Option<&RecordRef>) -> String {
    record.map(|one| format!("{}/{}", one.agency, one.record_id)).unwrap_or_default()
}

fn degree(number: i32) -> Cell {
    let degree = word::<types::Degree, Degree>(number);
    degree.map_or_else(|| Cell::text(""), |one| Cell::word(one.code(), one.vi(), one.code()))
}

const TEACHERS: &[Column] = &[
    column("code", "Mã GV", "Code", 14),
    column("full_name", "Họ và tên", "Name", 28),
    column("birth", "Ngày sinh", "Birth", 12),
    column("level", "Cấp học", "Level", 12),
    column("degree", "Trình độ", "Degree", 14),
    column("school", "Trường", "School", 30),
    column("employment", "Trạng thái", "State", 16),
    column("record", "Bản ghi", "Record", 38),
];

async fn teachers(
    connection: Connection,
    level: Option<Level>,
    codes: Vec<String>,
) -> Result<Vec<Vec<Cell>>, Status> {
    let mut client = RosterServiceClient::new(connection);
    let level = level.map_or(types::Level::Unspecified, types::Level::from);
    let all = pages(async |page_token| {
        let codes = codes.clone();
        let request = roster::ListTeachersRequest { page_size: PAGE, page_token, level: level.into(), codes };
        let page = client.list_teachers(request).await?.into_inner();
        Ok((page.teachers, page.next_page_token))
    });
    Ok(all.await?.into_iter().map(teacher_row).collect())
}

fn teacher_row(row: roster::Teacher) -> Vec<Cell> {
    let record = row.record.map(|record| record.record_id).unwrap_or_default();
    let teacher = row.teacher.unwrap_or_default();
    let level = word::<types::Level, Level>(teacher.level).map_or("", Level::code);
    let (level_vi, level_en) = level_word(teacher.level);
    let state = word::<types::Employment, Employment>(teacher.employment).unwrap_or(Employment::Working);
    let state_code = types::Employment::from(state).as_str_name().trim_start_matches("EMPLOYMENT_");
    let state_en = state_code.to_lowercase().replace('_', " ");
    let school = if teacher.school_name.is_empty() { teacher.school_code } else { teacher.school_name };
    vec![
        Cell::text(teacher.code),
        Cell::text(teacher.full_name),
        Cell::text(teacher.birth),
        Cell::word(level, level_vi, level_en),
        degree(teacher.degree),
        Cell::text(school),
        Cell::word(state_code, state.vi(), state_en),
        Cell::text(record),
    ]
}

const NOMINATIONS: &[Column] = &[
    column("teacher_code", "Mã GV", "Code", 14),
    column("full_name", "Họ và tên", "Name", 28),
    column("decision_number", "Số quyết định", "Decision", 16),
    column("decision_date", "Ngày quyết định", "Date", 12),
    column("authority", "Cơ quan", "Authority", 24),
    column("target_degree", "Trình độ đào tạo", "Degree", 14),
    column("institution", "Cơ sở đào tạo", "Institution", 30),
    column("status", "Trạng thái", "State", 14),
    column("ended_on", "Hết ngày", "Ended", 12),
    column("record", "Bản ghi", "Record", 38),
];

/// Every nomination of the node, newest first.
pub(super) async fn nominations(connection: Connection) -> Result<Vec<sent::Nomination>, Status> {
    let mut client = NominationServiceClient::new(connection);
    pages(async |page_token| {
        let request = sent::ListNominationsRequest { page_size: PAGE, page_token };
        let page = client.list_nominations(request).await?.into_inner();
        Ok((page.nominations, page.next_page_token))
    })
    .await
}

fn nomination_row(one: sent::Nomination) -> Vec<Cell> {
    let (code, vi, en) = match one.status() {
        sent::NominationStatus::Sent => ("SENT", "đã cử", "sent"),
        sent::NominationStatus::Withdrawn => ("WITHDRAWN", "đã thu hồi", "withdrawn"),
        sent::NominationStatus::Replaced => ("REPLACED", "đã thay thế", "replaced"),
        sent::NominationStatus::Void => ("VOID", "nhập sai", "entered in error"),
        sent::NominationStatus::Draft => ("DRAFT", "dự thảo", "draft"),
        sent::NominationStatus::Unspecified => ("", "–", "–"),
    };
    let decision = one.decision.unwrap_or_default();
    vec![
        Cell::text(one.teacher_code),
        Cell::text(one.full_name),
        Cell::text(decision.number),
        Cell::text(decision.date),
        Cell::text(decision.authority),
        degree(one.target_degree),
        Cell::text(one.institution),
        Cell::word(code, vi, en),
        Cell::text(one.ended_on),
        Cell::text(one.record.map(|record| record.record_id).unwrap_or_default()),
    ]
}

const CLASSES: &[Column] = &[
    column("class_code", "Mã lớp", "Class", 14),
    column("programme_code", "Mã chương trình", "Programme", 14),
    column("programme", "Chương trình", "Programme name", 40),
    column("level", "Cấp học", "Level", 12),
    column("degree", "Trình độ", "Degree", 14),
    column("starts_on", "Khai giảng", "Starts", 12),
    column("capacity", "Số chỗ", "Places", 8),
    column("learners", "Đang học", "Learners", 8),
];

async fn classes(connection: Connection) -> Result<Vec<Vec<Cell>>, Status> {
    let mut client = TrainingServiceClient::new(connection);
    let all = pages(async |page_token| {
        let request = training::ListClassesRequest { page_size: PAGE, page_token };
        let page = client.list_classes(request).await?.into_inner();
        Ok((page.classes, page.next_page_token))
    });
    Ok(all.await?.into_iter().map(class_row).collect())
}

fn class_row(one: training::Class) -> Vec<Cell> {
    let (class, programme) = (one.item.unwrap_or_default(), one.programme.unwrap_or_default());
    let (level_vi, level_en) = level_word(programme.level);
    let level = word::<types::Level, Level>(programme.level).map_or("", Level::code);
    vec![
        Cell::text(class.code),
        Cell::text(class.programme_code),
        Cell::text(programme.name),
        Cell::word(level, level_vi, level_en),
        degree(programme.degree),
        Cell::text(class.starts_on),
        Cell::Number(class.capacity.into()),
        Cell::Number(one.learners.into()),
    ]
}

const LEARNERS: &[Column] = &[
    column("student_code", "Mã SV", "Student", 14),
    column("full_name", "Họ và tên", "Name", 28),
    column("class_code", "Mã lớp", "Class", 14),
    column("begun_on", "Ngày nhập học", "Begun", 12),
    column("status", "Trạng thái", "State", 16),
    column("diploma_number", "Số hiệu bằng", "Diploma", 16),
    column("nomination", "Lượt cử đi", "Nomination", 76),
];

async fn learners(connection: Connection) -> Result<Vec<training::Enrollment>, Status> {
    let mut client = TrainingServiceClient::new(connection);
    pages(async |page_token| {
        let request = training::ListEnrollmentsRequest { page_size: PAGE, page_token };
        let page = client.list_enrollments(request).await?.into_inner();
        Ok((page.enrollments, page.next_page_token))
    })
    .await
}

fn learner_row(one: training::Enrollment) -> Vec<Cell> {
    let (code, vi, en) = match one.status() {
        _ if one.void => ("VOID", "nhập nhầm", "entered in error"),
        training::EnrollmentStatus::Studying => ("STUDYING", "đang học", "studying"),
        training::EnrollmentStatus::Deferred => ("DEFERRED", "bảo lưu", "deferred"),
        training::EnrollmentStatus::Resumed => ("RESUMED", "học tiếp", "resumed"),
        training::EnrollmentStatus::Withdrawn => ("WITHDRAWN", "thôi học", "withdrawn"),
        training::EnrollmentStatus::Dismissed => ("DISMISSED", "buộc thôi học", "dismissed"),
        training::EnrollmentStatus::Transferred => ("TRANSFERRED", "chuyển lớp", "transferred"),
        training::EnrollmentStatus::Unspecified => ("", "–", "–"),
    };
    vec![
        Cell::text(one.student_code),
        Cell::text(one.full_name),
        Cell::text(one.class_code),
        Cell::text(one.begun_on),
        Cell::word(code, vi, en),
        Cell::text(one.diploma_number),
        Cell::text(reference(one.nomination.as_ref())),
    ]
}
