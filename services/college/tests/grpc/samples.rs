//! Nominations, rows and calls for the stories.

use crate::agency::Peer;
use crate::station::{DISTRICT, NOW, Station, act, by_system};
use contracts::pb::training::v1 as pb;
use contracts::pb::types::v1 as types;
use domain::date::{BirthDate, LegalDate};
use domain::ids::{AgencyId, Position, RecordId, RecordKey, Reference};
use domain::record::{DocumentCite, Nomination, NominationPerson, NominationState, Role, State};
use domain::vocabulary::Degree;
use uuid::Uuid;

pub(crate) fn date(text: &str) -> LegalDate {
    text.parse().unwrap()
}

pub(crate) fn record(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

fn reference(agency: AgencyId, number: u128) -> Reference {
    let seen = Position { epoch: 1, position: 1 };
    Reference { agency, record: record(number), revision: 1, seen }
}

/// A person whom a district sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) number: u128,
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) birth: &'static str,
    pub(crate) national_id: Option<&'static str>,
}

pub(crate) const MY: Sent = Sent {
    number: 1,
    code: "GV0001",
    name: "Lò Thị Mỷ",
    birth: "1985-03-31",
    national_id: Some("012185000123"),
};
pub(crate) const HA: Sent =
    Sent { number: 2, code: "GV0002", name: "Nguyễn Thị Hà", birth: "1990-07-02", national_id: None };

pub(crate) fn cite() -> DocumentCite {
    DocumentCite {
        authority: "UBND huyện Sìn Hồ".to_owned(),
        number: "215/QĐ-UBND".to_owned(),
        date: date("2021-03-05"),
    }
}

pub(crate) fn nomination(sent: Sent) -> Nomination {
    Nomination {
        act: act(),
        teacher: reference(DISTRICT, 0x100 + sent.number),
        plan: reference(DISTRICT, 0x200),
        target_degree: Degree::College,
        programme: "Giáo dục mầm non".to_owned(),
        study_form: None,
        institution: crate::station::NAME.to_owned(),
        institution_agency: Some(crate::station::COLLEGE),
        state: NominationState::Sent { decision: reference(DISTRICT, 0x300), cite: cite() },
        replaces: None,
        person: Some(NominationPerson {
            code: sent.code.to_owned(),
            full_name: sent.name.to_owned(),
            birth: BirthDate::Day(date(sent.birth)),
            national_id: sent.national_id.map(str::to_owned),
            school: "Trường Mầm non Tả Phìn".to_owned(),
            reason: String::new(),
        }),
    }
}

/// A node with a programme, classes A (2 places) and B (1), and the nominations of a district.
pub(crate) async fn college(sent: &[Sent]) -> (Station, Peer) {
    let station = Station::new().await;
    let district = Peer::new(DISTRICT, Role::District, NOW).await;
    for one in sent {
        district.write(record(one.number), State::Nomination(nomination(*one))).await;
    }
    station.pull(&district).await;
    assert_eq!(programmes(&station, "programmes", vec![programme()]).await, ["APPLIED 1"]);
    assert_eq!(
        classes(&station, "classes", vec![class("A", 2), class("B", 1)]).await,
        ["APPLIED 1", "APPLIED 1"]
    );
    (station, district)
}

pub(crate) fn programme() -> pb::ProgrammeItem {
    pb::ProgrammeItem {
        code: "MN".to_owned(),
        name: "Cao đẳng Giáo dục mầm non".to_owned(),
        level: types::Level::Preschool.into(),
        degree: types::Degree::College.into(),
        study_form: types::StudyForm::InService.into(),
        awarding_institution: String::new(),
        credits: 60,
    }
}

pub(crate) fn class(code: &str, capacity: u32) -> pb::ClassItem {
    pb::ClassItem {
        code: code.to_owned(),
        programme_code: "MN".to_owned(),
        capacity,
        starts_on: "2021-09-15".to_owned(),
    }
}

/// A row of somebody who begins in class A.
pub(crate) fn row(student_code: &str, sent: Sent) -> pb::EnrollmentItem {
    let cite = cite();
    let key = pb::NominationKey {
        nomination: None,
        decision: Some(types::DocumentCite {
            authority: cite.authority,
            number: cite.number,
            date: cite.date.to_string(),
        }),
        teacher_code: sent.code.to_owned(),
        national_id: sent.national_id.unwrap_or_default().to_owned(),
    };
    pb::EnrollmentItem {
        student_code: student_code.to_owned(),
        full_name: sent.name.to_owned(),
        birth: sent.birth.to_owned(),
        nomination: Some(key),
        class_code: "A".to_owned(),
        begun_on: "2021-09-15".to_owned(),
        status: pb::EnrollmentStatus::Studying.into(),
        effective: String::new(),
        reason: String::new(),
    }
}

/// The row with another status from a day on.
pub(crate) fn step(
    row: pb::EnrollmentItem,
    status: pb::EnrollmentStatus,
    effective: &str,
) -> pb::EnrollmentItem {
    pb::EnrollmentItem { status: status.into(), effective: effective.to_owned(), ..row }
}

pub(crate) fn reversal(student_code: &str) -> pb::ReversalItem {
    pb::ReversalItem { student_code: student_code.to_owned(), reason: "Nhập nhầm".to_owned() }
}

pub(crate) fn record_ref(key: RecordKey) -> types::RecordRef {
    types::RecordRef { agency: key.agency.to_string(), record_id: key.record.to_string() }
}

fn acted_by() -> Option<types::ActedBy> {
    let (person, office) = ("mai".to_owned(), "Phòng Đào tạo".to_owned());
    Some(types::ActedBy { person, office, on_behalf_of: None })
}

/// Reasons with their fields, or the result and revision where there is no problem.
fn told(outcomes: &[types::ItemOutcome]) -> Vec<String> {
    let tell = |outcome: &types::ItemOutcome| match outcome.problems.first() {
        Some(problem) => format!("{} {}", problem.reason, problem.field),
        None => {
            let code = outcome.code().as_str_name().trim_start_matches("OUTCOME_CODE_");
            format!("{code} {}", outcome.revision)
        }
    };
    outcomes.iter().map(tell).collect()
}

/// Two functions per bulk call: one sends items and gives their outcomes, the other what was told of each in a word.
macro_rules! calls {
    ($($name:ident: $rpc:ident($request:ident, $item:ident);)*) => {
        pub(crate) mod outcomes {
            use super::{Station, acted_by, by_system, pb, types};
            $(
                pub(crate) async fn $name(
                    station: &Station,
                    request_id: &str,
                    items: Vec<pb::$item>,
                ) -> Vec<types::ItemOutcome> {
                    let request =
                        pb::$request { request_id: request_id.to_owned(), acted_by: acted_by(), items };
                    station.client().$rpc(by_system(request)).await.unwrap().into_inner().outcomes
                }
            )*
        }
        $(
            pub(crate) async fn $name(station: &Station, request_id: &str, items: Vec<pb::$item>) -> Vec<String> {
                told(&outcomes::$name(station, request_id, items).await)
            }
        )*
    };
}

calls! {
    programmes: push_programmes(PushProgrammesRequest, ProgrammeItem);
    classes: push_classes(PushClassesRequest, ClassItem);
    enroll: report_enrollments(ReportEnrollmentsRequest, EnrollmentItem);
    correct: correct_enrollments(CorrectEnrollmentsRequest, EnrollmentCorrectionItem);
    reverse: reverse_enrollments(ReverseEnrollmentsRequest, ReversalItem);
    results: report_results(ReportResultsRequest, ResultItem);
    unaward: reverse_results(ReverseResultsRequest, ReversalItem);
}
