//! Records of a college.

use super::{act, day, reference, witnessed};
use domain::date::BirthDate;
use domain::record::*;
use domain::vocabulary::{Degree, Level, StudyForm};

pub(super) fn all() -> Vec<State> {
    vec![
        State::Programme(Programme {
            act: act(),
            code: "MN-LT".into(),
            name: "Giáo dục Mầm non, liên thông".into(),
            level: Level::Preschool,
            degree: Degree::College,
            study_form: StudyForm::FullTime,
            awarding_institution: "Trường CĐSP Lai Châu".into(),
            credits: 90,
            removal: None,
        }),
        State::Class(Class {
            act: act(),
            code: "MN-LT-K1".into(),
            programme: reference(31),
            capacity: 60,
            starts_on: Some(day("2021-09-06")),
            removal: None,
        }),
        State::Learner(Learner {
            act: act(),
            removal: None,
            person: Some(LearnerPerson {
                student_code: "SV-001".into(),
                full_name: "Vàng Thị Mẫu".into(),
                birth: BirthDate::Year(1985),
                national_id: Some("045123456".into()),
            }),
        }),
        State::Enrollment(enrollment()),
        State::Completion(Completion {
            act: act(),
            enrollment: reference(34),
            nomination: Some(reference(5)),
            terms: vec![TermResult { term: "HK1 2021-2022".into(), credits: 22, result: "Khá".into() }],
            diploma: Some(Diploma {
                degree: Degree::College,
                number: "B 123456".into(),
                register_number: "17/2023".into(),
                date: day("2023-06-30"),
                institution: "Trường CĐSP Lai Châu".into(),
            }),
            void: true,
            person: Some(CompletionPerson {
                student_code: "SV-001".into(),
                full_name: "Vàng Thị Mẫu".into(),
                reason: "Nhập nhầm số hiệu".into(),
            }),
        }),
    ]
}

fn enrollment() -> Enrollment {
    let step = |kind, date| EnrollmentStep { kind, effective: day(date) };
    Enrollment {
        act: act(),
        learner: reference(33),
        nomination: Some(witnessed(5)),
        class: reference(32),
        begun_on: day("2021-09-06"),
        steps: vec![
            step(StepKind::Deferred, "2021-10-01"),
            step(StepKind::Resumed, "2022-02-01"),
            step(StepKind::Transferred { from: reference(31) }, "2022-03-01"),
            step(StepKind::Withdrawn, "2022-04-01"),
            step(StepKind::Dismissed, "2022-05-01"),
        ],
        void: true,
        person: Some(EnrollmentPerson {
            student_code: "SV-001".into(),
            full_name: "Vàng Thị Mẫu".into(),
            birth: BirthDate::Day(day("1985-03-31")),
            reason: "Nghỉ sinh con".into(),
        }),
    }
}
