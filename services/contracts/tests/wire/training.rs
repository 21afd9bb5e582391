//! Programmes, classes, enrollments, results, the search for a nominee.

use crate::check::{cite, cited, day, each_alone, fault, faults, good, reference};
use contracts::pb::training::v1 as wire;
use contracts::pb::types::v1 as types;
use contracts::refusal::Reason;
use contracts::wire::{
    ClassInput, EnrollmentCorrectionInput, EnrollmentInput, FindNomineeInput, NominationKey, ProgrammeInput,
    Reported, ReportedStep, ResultInput, ReversalInput, one, whole,
};

#[test]
fn programmes_obey_their_rules() {
    let item = wire::ProgrammeItem {
        code: "MN-LT".into(),
        name: "Giáo dục Mầm non".into(),
        level: types::Level::Preschool.into(),
        degree: types::Degree::College.into(),
        study_form: types::StudyForm::FullTime.into(),
        awarding_institution: String::new(),
        credits: 0,
    };
    assert_eq!(good::<ProgrammeInput>(item.clone()).credits, 0);
    each_alone::<ProgrammeInput>(
        &item,
        &[
            (|p| p.code.clear(), "code REQUIRED"),
            (|p| p.code = "x".repeat(41), "code TOO_LONG"),
            (|p| p.name.clear(), "name REQUIRED"),
            (|p| p.level = 0, "level REQUIRED"),
            (|p| p.degree = 0, "degree REQUIRED"),
            (|p| p.study_form = 0, "study_form REQUIRED"),
            (|p| p.awarding_institution = "x".repeat(201), "awarding_institution TOO_LONG"),
            (|p| p.credits = 401, "credits OUT_OF_RANGE"),
        ],
    );
}

#[test]
fn classes_obey_their_rules() {
    let item = wire::ClassItem {
        code: "K1".into(),
        programme_code: "MN-LT".into(),
        capacity: 1000,
        starts_on: String::new(),
    };
    assert_eq!(good::<ClassInput>(item.clone()).starts_on, None);
    each_alone::<ClassInput>(
        &item,
        &[
            (|c| c.code.clear(), "code REQUIRED"),
            (|c| c.programme_code.clear(), "programme_code REQUIRED"),
            (|c| c.capacity = 0, "capacity REQUIRED"),
            (|c| c.capacity = 1001, "capacity OUT_OF_RANGE"),
            (|c| c.starts_on = "06/09/2021".into(), "starts_on NOT_A_DATE"),
        ],
    );
}

fn enrollment() -> wire::EnrollmentItem {
    wire::EnrollmentItem {
        student_code: "SV-001".into(),
        full_name: "Vàng Thị Mẫu".into(),
        birth: "1985-03-31".into(),
        nomination: Some(wire::NominationKey {
            nomination: None,
            decision: Some(cite()),
            teacher_code: "GV-0042".into(),
            national_id: "045123456".into(),
        }),
        class_code: "K1".into(),
        begun_on: "2021-09-06".into(),
        status: wire::EnrollmentStatus::Deferred.into(),
        effective: "2021-10-01".into(),
        reason: String::new(),
    }
}

#[test]
fn an_enrollment_is_read_field_by_field() {
    let input = good::<EnrollmentInput>(enrollment());
    let effective = day("2021-10-01");
    assert_eq!(input.reported, Reported::Step { kind: ReportedStep::Deferred, effective });
    assert_eq!(input.begun_on, day("2021-09-06"));
    let key = input.nomination.unwrap();
    assert_eq!(key.decision, Some(cited()));
    assert_eq!((key.teacher_code.as_str(), key.national_id.as_deref()), ("GV-0042", Some("045123456")));
    let later = wire::EnrollmentItem { nomination: None, ..enrollment() };
    assert_eq!(good::<EnrollmentInput>(later).nomination, None);
}

#[test]
fn every_step_but_studying_has_its_day() {
    use wire::EnrollmentStatus as Status;
    let rows = [
        (Status::Deferred, ReportedStep::Deferred),
        (Status::Resumed, ReportedStep::Resumed),
        (Status::Withdrawn, ReportedStep::Withdrawn),
        (Status::Dismissed, ReportedStep::Dismissed),
        (Status::Transferred, ReportedStep::Transferred),
    ];
    for (status, kind) in rows {
        let mut item = wire::EnrollmentItem { status: status.into(), ..enrollment() };
        let effective = day("2021-10-01");
        assert_eq!(good::<EnrollmentInput>(item.clone()).reported, Reported::Step { kind, effective });
        item.effective.clear();
        assert_eq!(faults::<EnrollmentInput>(item), ["items[0].effective REQUIRED"]);
    }
    let item =
        wire::EnrollmentItem { status: Status::Studying.into(), effective: String::new(), ..enrollment() };
    assert_eq!(good::<EnrollmentInput>(item).reported, Reported::Studying);
}

#[test]
fn each_rule_of_an_enrollment_names_its_field() {
    each_alone::<EnrollmentInput>(
        &enrollment(),
        &[
            (|e| e.student_code.clear(), "student_code REQUIRED"),
            (|e| e.full_name.clear(), "full_name REQUIRED"),
            (|e| e.birth.clear(), "birth REQUIRED"),
            (|e| e.nomination.as_mut().unwrap().decision = None, "nomination.decision REQUIRED"),
            (|e| e.class_code.clear(), "class_code REQUIRED"),
            (|e| e.begun_on.clear(), "begun_on REQUIRED"),
            (|e| e.status = 0, "status REQUIRED"),
            (|e| e.status = 7, "status NOT_OF_THE_LIST"),
            (|e| e.effective = "x".into(), "effective NOT_A_DATE"),
            (|e| e.reason = "x".repeat(1001), "reason TOO_LONG"),
        ],
    );
}

#[test]
fn a_nomination_may_be_named_by_its_record() {
    let key = wire::NominationKey { nomination: Some(reference()), ..Default::default() };
    let named = good::<NominationKey>(key.clone()).nomination.unwrap();
    assert_eq!(named.record.to_string(), reference().record_id);
    each_alone::<NominationKey>(
        &key,
        &[
            (|k| k.nomination.as_mut().unwrap().agency.clear(), "nomination.agency REQUIRED"),
            (|k| k.nomination.as_mut().unwrap().record_id = "x".into(), "nomination.record_id NOT_AN_ID"),
            (|k| k.teacher_code = "x".repeat(41), "teacher_code TOO_LONG"),
        ],
    );
}

#[test]
fn corrections_leave_what_they_do_not_name() {
    let item = wire::EnrollmentCorrectionItem {
        student_code: "SV-001".into(),
        reason: "Ghi nhầm lớp".into(),
        class_code: "K2".into(),
        ..Default::default()
    };
    let input = good::<EnrollmentCorrectionInput>(item.clone());
    assert_eq!((input.begun_on, input.class_code.as_deref(), input.nomination), (None, Some("K2"), None));
    each_alone::<EnrollmentCorrectionInput>(
        &item,
        &[
            (|c| c.student_code.clear(), "student_code REQUIRED"),
            (|c| c.begun_on = "x".into(), "begun_on NOT_A_DATE"),
            (|c| c.class_code = "x".repeat(41), "class_code TOO_LONG"),
            (|c| c.nomination = Some(wire::NominationKey::default()), "nomination.decision REQUIRED"),
            (|c| c.reason.clear(), "reason REQUIRED"),
        ],
    );
    let item = wire::ReversalItem { student_code: "SV-001".into(), reason: "Nhập nhầm".into() };
    each_alone::<ReversalInput>(
        &item,
        &[
            (|r| r.student_code.clear(), "student_code REQUIRED"),
            (|r| r.reason = " ".into(), "reason REQUIRED"),
        ],
    );
}

#[test]
fn results_have_a_term_or_a_diploma() {
    let item = wire::ResultItem {
        student_code: "SV-001".into(),
        term: String::new(),
        credits: 90,
        result: "Khá".into(),
        diploma: Some(wire::DiplomaItem {
            degree: types::Degree::College.into(),
            number: "B 123456".into(),
            register_number: String::new(),
            date: "2023-06-30".into(),
            institution: String::new(),
        }),
    };
    assert_eq!(good::<ResultInput>(item.clone()).diploma.unwrap().date, day("2023-06-30"));
    each_alone::<ResultInput>(
        &item,
        &[
            (|r| r.student_code.clear(), "student_code REQUIRED"),
            (|r| r.diploma = None, "term REQUIRED"),
            (|r| r.credits = 401, "credits OUT_OF_RANGE"),
            (|r| r.result.clear(), "result REQUIRED"),
            (|r| r.diploma.as_mut().unwrap().degree = 0, "diploma.degree REQUIRED"),
            (|r| r.diploma.as_mut().unwrap().number.clear(), "diploma.number REQUIRED"),
            (
                |r| r.diploma.as_mut().unwrap().register_number = "x".repeat(61),
                "diploma.register_number TOO_LONG",
            ),
            (|r| r.diploma.as_mut().unwrap().date.clear(), "diploma.date REQUIRED"),
        ],
    );
    let term = wire::ResultItem { term: "HK1 2021-2022".into(), diploma: None, ..item };
    assert_eq!(good::<ResultInput>(term).term, "HK1 2021-2022");
}

#[test]
fn a_search_starts_from_what_a_clerk_has() {
    let ask = |request: wire::FindNomineeRequest| whole::<FindNomineeInput>(request);
    let known =
        ask(wire::FindNomineeRequest { decision_number: "45/QĐ-UBND".into(), ..Default::default() }).unwrap();
    assert_eq!(known.decision_number, "45/QĐ-UBND");
    let by_name = wire::FindNomineeRequest {
        full_name: "Vàng Thị Mẫu".into(),
        birth: "1985".into(),
        ..Default::default()
    };
    assert_eq!(ask(by_name).unwrap().national_id, None);
    let old_card = wire::FindNomineeRequest { national_id: " 045123456 ".into(), ..Default::default() };
    assert_eq!(ask(old_card).unwrap().national_id.as_deref(), Some("045123456"));
    for (little, field) in [
        (wire::FindNomineeRequest::default(), "national_id"),
        (wire::FindNomineeRequest { full_name: "Vàng Thị Mẫu".into(), ..Default::default() }, "birth"),
        (wire::FindNomineeRequest { birth: "1985".into(), ..Default::default() }, "full_name"),
        (
            wire::FindNomineeRequest { decision_date: "2021-03-05".into(), ..Default::default() },
            "decision_number",
        ),
    ] {
        let refusal = ask(little).unwrap_err();
        assert_eq!((refusal.reason, refusal.field.as_deref()), (Reason::InvalidValue, Some(field)));
        assert!(refusal.metadata.contains(&("rule".to_owned(), "REQUIRED".to_owned())), "{refusal:?}");
    }
}

#[test]
fn a_malformed_number_in_a_search_is_told_what_is_wrong_with_it() {
    let by_name = wire::FindNomineeRequest {
        full_name: "Vàng Thị Mẫu".into(),
        birth: "1985".into(),
        ..Default::default()
    };
    for (number, why, words) in [
        ("12", "ID_WRONG_LENGTH", "phải có 12 chữ số (CCCD) hoặc 9 chữ số (CMND)"),
        ("12185000042", "ID_LEADING_ZERO_LOST", "có thể mất số 0 ở đầu"),
        ("1.2185E+10", "ID_SCIENTIFIC_NOTATION", "dạng số mũ"),
        ("không có", "ID_NOT_DIGITS", "chỉ gồm chữ số"),
        ("000000000000", "ID_PLACEHOLDER", "gồm toàn một chữ số"),
    ] {
        for rest in [wire::FindNomineeRequest::default(), by_name.clone()] {
            let request = wire::FindNomineeRequest { national_id: number.into(), ..rest };
            let refusal = whole::<FindNomineeInput>(request).unwrap_err();
            assert_eq!(
                (refusal.reason, refusal.field.as_deref()),
                (Reason::InvalidValue, Some("national_id"))
            );
            assert!(refusal.metadata.contains(&("why".to_owned(), why.to_owned())), "{refusal:?}");
            let status = refusal.into_status();
            assert!(status.message().contains(words), "{status}");
            let (vi, en) = status.message().split_once(" / ").unwrap();
            assert!(!vi.contains(why) && !en.contains(why), "{status}");
        }
    }
}

#[test]
fn an_absent_message_is_required_at_its_field() {
    let problems = one::<EnrollmentInput>("item", None).unwrap_err();
    assert_eq!(problems.iter().map(fault).collect::<Vec<_>>(), ["item REQUIRED"]);
}
