//! `lienthong remove`, `correct`, `reverse`: what was entered wrongly is said anew; nothing is rubbed out.

use super::act::{Desk, ITEMS, Report};
use super::list::nominations;
use crate::args::{ActArgs, CorrectArgs, RemovalWord, RemoveArgs, ReversalArgs, ReverseArgs};
use crate::exit::Exit;
use contracts::pb::nomination::v1 as sent;
use contracts::pb::nomination::v1::nomination_service_client::NominationServiceClient;
use contracts::pb::roster::v1 as roster;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::training::v1 as training;
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use contracts::pb::types::v1::RecordRef;
use tonic::Response;
use uuid::Uuid;

/// `lienthong remove teacher`.
pub(super) async fn remove(args: RemoveArgs) -> Result<Exit, Exit> {
    let RemoveArgs::Teacher { codes, reason, act } = args;
    let reason = match reason {
        RemovalWord::EnteredInError => roster::RemovalReason::EnteredInError,
        RemovalWord::Duplicate => roster::RemovalReason::Duplicate,
    };
    let desk = Desk::open("remove", &act)?;
    let mut client = RosterServiceClient::new(desk.connection.clone());
    let mut report = Report::next(
        "lập lại danh sách đối tượng (lienthong scope draw) rồi báo Sở chốt lại; nhập lại mã này thì hồ sơ sống lại",
        "draw the scope lists again (lienthong scope draw) and ask the department to freeze them; entering the code again revives it",
    );
    for (at, codes) in codes.chunks(ITEMS).enumerate() {
        let item = |code: &String| roster::RemoveTeacherItem { code: code.clone(), reason: reason.into() };
        let request = roster::RemoveTeachersRequest {
            request_id: desk.part(at),
            acted_by: desk.clerk.acted_by(),
            items: codes.iter().map(item).collect(),
        };
        let answer = desk.answered(client.remove_teachers(request).await)?;
        report.take(codes.iter().cloned(), answer.outcomes, answer.recorded.as_ref());
    }
    Ok(desk.report(&report))
}

/// `lienthong correct …`.
pub(super) async fn correct(args: CorrectArgs) -> Result<Exit, Exit> {
    match args {
        CorrectArgs::Nomination { which, reason, act } => void_nomination(&which, &reason, &act).await,
        CorrectArgs::Enrollment { student, begun_on, class, nomination, reason, act } => {
            let nomination = nomination.map(|text| reference(&text)).transpose()?;
            let item = training::EnrollmentCorrectionItem {
                student_code: student,
                begun_on: begun_on.map(|date| date.to_string()).unwrap_or_default(),
                class_code: class,
                nomination: nomination
                    .map(|record| training::NominationKey { nomination: Some(record), ..Default::default() }),
                reason,
            };
            correct_enrollment(item, &act).await
        }
    }
}

/// A record as `find-nominee` prints it.
fn reference(text: &str) -> Result<RecordRef, Exit> {
    let parts = text.trim().split_once('/');
    let is_id = |id: &str| Uuid::parse_str(id).is_ok();
    match parts.filter(|(agency, record)| is_id(agency) && is_id(record)) {
        Some((agency, record)) => Ok(RecordRef { agency: agency.to_owned(), record_id: record.to_owned() }),
        None => {
            eprintln!("--nomination {text:?}: ghi như lienthong find-nominee in ra, ĐƠN-VỊ/BẢN-GHI");
            eprintln!("--nomination {text:?}: write it as lienthong find-nominee prints it, AGENCY/RECORD");
            Err(Exit::WrongCall)
        }
    }
}

/// The record that is meant: an id, or the teacher's code where one nomination alone is not void.
async fn nomination_record(desk: &Desk, which: &str) -> Result<String, Exit> {
    if Uuid::parse_str(which).is_ok() {
        return Ok(which.to_owned());
    }
    let all = desk.answered(nominations(desk.connection.clone()).await.map(Response::new))?;
    let of_teacher = all.into_iter().filter(|one| one.teacher_code == which);
    let standing: Vec<_> = of_teacher.filter(|one| one.status() != sent::NominationStatus::Void).collect();
    match standing.as_slice() {
        [one] => Ok(one.record.clone().unwrap_or_default().record_id),
        [] => {
            eprintln!("{which}: không có lượt cử đi nào còn ghi nhận; xem lienthong list nominations");
            eprintln!("{which}: no nomination stands; see lienthong list nominations");
            Err(Exit::BadData)
        }
        several => {
            eprintln!("{which}: có {} lượt cử đi; ghi mã bản ghi:", several.len());
            eprintln!("{which}: there are {} nominations; write a record id:", several.len());
            for one in several {
                let decision = one.decision.clone().unwrap_or_default();
                let record = one.record.clone().unwrap_or_default().record_id;
                eprintln!("  {record} {} {}", decision.number, decision.date);
            }
            Err(Exit::WrongCall)
        }
    }
}

async fn void_nomination(which: &str, reason: &str, act: &ActArgs) -> Result<Exit, Exit> {
    let desk = Desk::open("correct", act)?;
    let record_id = nomination_record(&desk, which.trim()).await?;
    let request = sent::CorrectNominationsRequest {
        request_id: desk.request_id.clone(),
        acted_by: desk.clerk.acted_by(),
        items: vec![sent::CorrectionItem { record_id, reason: reason.to_owned() }],
    };
    let answer = NominationServiceClient::new(desk.connection.clone()).correct_nominations(request).await;
    let answer = desk.answered(answer)?;
    let mut report = Report::next(
        "lượt này không bao giờ được tính; nhập lại dòng đúng bằng lienthong import nominations",
        "it never counts; enter the right row by lienthong import nominations",
    );
    report.take([which.to_owned()], answer.outcomes, answer.recorded.as_ref());
    Ok(desk.report(&report))
}

async fn correct_enrollment(item: training::EnrollmentCorrectionItem, act: &ActArgs) -> Result<Exit, Exit> {
    let desk = Desk::open("correct", act)?;
    let student = item.student_code.clone();
    let request = training::CorrectEnrollmentsRequest {
        request_id: desk.request_id.clone(),
        acted_by: desk.clerk.acted_by(),
        items: vec![item],
    };
    let answer = TrainingServiceClient::new(desk.connection.clone()).correct_enrollments(request).await;
    let answer = desk.answered(answer)?;
    let mut report = Report::next("xem lại: lienthong list learners", "look at it: lienthong list learners");
    report.take([student], answer.outcomes, answer.recorded.as_ref());
    Ok(desk.report(&report))
}

fn reversal(args: &ReversalArgs) -> Vec<training::ReversalItem> {
    vec![training::ReversalItem { student_code: args.student.clone(), reason: args.reason.clone() }]
}

/// `lienthong reverse …`.
pub(super) async fn reverse(args: ReverseArgs) -> Result<Exit, Exit> {
    let (ReverseArgs::Enrollment(call) | ReverseArgs::Result(call)) = &args;
    let desk = Desk::open("reverse", &call.act)?;
    let mut client = TrainingServiceClient::new(desk.connection.clone());
    let (request_id, acted_by, items) = (desk.request_id.clone(), desk.clerk.acted_by(), reversal(call));
    let (mut report, outcomes, recorded) = match &args {
        ReverseArgs::Enrollment(_) => {
            let request = training::ReverseEnrollmentsRequest { request_id, acted_by, items };
            let answer = desk.answered(client.reverse_enrollments(request).await)?;
            let report = Report::next(
                "ghi danh này không bao giờ được tính; nhập lại dòng đúng bằng lienthong import enrollments",
                "the enrollment never counts; enter the right row by lienthong import enrollments",
            );
            (report, answer.outcomes, answer.recorded)
        }
        ReverseArgs::Result(_) => {
            let request = training::ReverseResultsRequest { request_id, acted_by, items };
            let answer = desk.answered(client.reverse_results(request).await)?;
            let report = Report::next(
                "nhập văn bằng đúng bằng lienthong import results",
                "enter the right diploma by lienthong import results",
            );
            (report, answer.outcomes, answer.recorded)
        }
    };
    report.take([call.student.clone()], outcomes, recorded.as_ref());
    Ok(desk.report(&report))
}
