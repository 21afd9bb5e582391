//! What a district's clerk sends: teachers, always the same ones for the same numbers.

use contracts::pb::roster::v1::{PushTeachersRequest, TeacherItem};
use contracts::pb::types::v1::{ActedBy, Answer, Degree, Level, Sex};

/// Schools of the district; each teacher's comes with the row, as in a roster.
const SCHOOLS: u64 = 20;

/// How many rows come in how many calls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// Rows of one call, at most 200; one call is one transaction.
    pub(crate) rows: u64,
    /// Calls one after the other.
    pub(crate) calls: u64,
}

fn teacher(number: u64) -> TeacherItem {
    let (school, year, day) = (number % SCHOOLS, 70 + number % 25, 1 + number % 28);
    TeacherItem {
        code: format!("108{number:07}"),
        full_name: format!("Lò Thị Mẫu {number}"),
        birth: format!("19{year}-03-{day:02}"),
        sex: Sex::Female.into(),
        national_id: format!("0121{year}{number:06}"),
        school_code: format!("121083{school:02}"),
        school_name: format!("Trường Tiểu học số {school}"),
        level: Level::Primary.into(),
        subject: "Giáo viên tiểu học".to_owned(),
        degree: Degree::College.into(),
        major: "Giáo dục Tiểu học".to_owned(),
        teacher_training: Answer::Yes.into(),
        suitable: Answer::Yes.into(),
        recruited_on: format!("20{:02}-09-01", number % 20),
        hardship_years: Some(5),
        ..TeacherItem::default()
    }
}

/// The calls of one round; `first` is the number of the first teacher of it, and no number comes twice.
pub(crate) fn round(first: u64, shape: Shape) -> Vec<PushTeachersRequest> {
    let call = |call: u64| {
        let begin = first + call * shape.rows;
        PushTeachersRequest {
            request_id: format!("bench-{begin}"),
            acted_by: Some(ActedBy {
                person: "can.bo".to_owned(),
                office: "Phòng GD&ĐT".to_owned(),
                on_behalf_of: None,
            }),
            items: (begin..begin + shape.rows).map(teacher).collect(),
        }
    };
    (0..shape.calls).map(call).collect()
}
