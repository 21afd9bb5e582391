//! Decisions, nominations, withdrawals, corrections.

use crate::check::{cite, cited, day, each_alone, faults, good, read};
use contracts::pb::nomination::v1 as wire;
use contracts::pb::types::v1 as types;
use contracts::wire::{CorrectionInput, DecisionInput, NominationInput, TeacherKey, WithdrawalInput};
use domain::date::BirthDate;
use domain::vocabulary::{Degree, StudyForm};

fn key() -> wire::TeacherKey {
    wire::TeacherKey {
        code: "GV-0042".into(),
        full_name: "Vàng Thị Mẫu".into(),
        birth: "1985-03".into(),
        national_id: "012185000042".into(),
    }
}

fn nomination() -> wire::NominationItem {
    wire::NominationItem {
        teacher: Some(key()),
        plan_id: "LC-2021".into(),
        target_degree: types::Degree::University.into(),
        programme: "Giáo dục Tiểu học".into(),
        study_form: types::StudyForm::InService.into(),
        institution: "Trường ĐH Tây Bắc".into(),
        decision: Some(cite()),
        replaces_code: "GV-0007".into(),
        reason: "Thay người ốm".into(),
    }
}

#[test]
fn a_nomination_is_read_field_by_field() {
    let input = good::<NominationInput>(nomination());
    assert_eq!(input.teacher.code, "GV-0042");
    assert!(matches!(input.teacher.birth, Some(BirthDate::Month(_))));
    assert_eq!((input.target_degree, input.study_form), (Degree::University, Some(StudyForm::InService)));
    assert_eq!(input.decision, Some(cited()));
    assert_eq!(input.replaces_code.as_deref(), Some("GV-0007"));
}

#[test]
fn a_draft_has_no_decision_and_replaces_nobody() {
    let draft = wire::NominationItem { decision: None, replaces_code: String::new(), ..nomination() };
    assert_eq!(good::<NominationInput>(draft.clone()).decision, None);
    let replacing = wire::NominationItem { replaces_code: "GV-0007".into(), ..draft };
    assert_eq!(faults::<NominationInput>(replacing), ["items[0].decision REQUIRED"]);
}

#[test]
fn each_rule_of_a_nomination_names_its_field() {
    each_alone::<NominationInput>(
        &nomination(),
        &[
            (|n| n.teacher = None, "teacher REQUIRED"),
            (|n| n.teacher.as_mut().unwrap().birth = "x".into(), "teacher.birth NOT_A_BIRTH_DATE"),
            (|n| n.plan_id.clear(), "plan_id REQUIRED"),
            (|n| n.target_degree = types::Degree::Master.into(), "target_degree NOT_OF_THE_LIST"),
            (|n| n.target_degree = 0, "target_degree REQUIRED"),
            (|n| n.programme = "x".repeat(201), "programme TOO_LONG"),
            (|n| n.study_form = 9, "study_form NOT_OF_THE_LIST"),
            (|n| n.institution = "x".repeat(201), "institution TOO_LONG"),
            (|n| n.decision.as_mut().unwrap().number.clear(), "decision.number REQUIRED"),
            (|n| n.decision.as_mut().unwrap().number = "x".repeat(61), "decision.number TOO_LONG"),
            (|n| n.decision.as_mut().unwrap().authority.clear(), "decision.authority REQUIRED"),
            (|n| n.decision.as_mut().unwrap().date = "2021-4-15".into(), "decision.date NOT_A_DATE"),
            (|n| n.replaces_code = "x".repeat(41), "replaces_code TOO_LONG"),
            (|n| n.reason = "x".repeat(1001), "reason TOO_LONG"),
        ],
    );
}

#[test]
fn a_teacher_is_named_by_code_or_number_or_name_and_birth_date() {
    let by = |code: &str, name: &str, birth: &str, number: &str| wire::TeacherKey {
        code: code.into(),
        full_name: name.into(),
        birth: birth.into(),
        national_id: number.into(),
    };
    for enough in [by("GV-1", "", "", ""), by("", "", "", "045123456"), by("", "Mùa A Mẫu", "1985", "")] {
        assert_eq!(faults::<TeacherKey>(enough), Vec::<String>::new());
    }
    for little in
        [by("", "", "", ""), by("", "Mùa A Mẫu", "", ""), by("", "", "1985", ""), by("", "", "", "123")]
    {
        assert_eq!(faults::<TeacherKey>(little), ["items[0].code REQUIRED"]);
    }
}

#[test]
fn a_note_about_a_number_has_the_path_of_its_key() {
    let mut item = nomination();
    item.teacher.as_mut().unwrap().national_id = "123".into();
    let read = read::<NominationInput>(item).unwrap();
    assert_eq!(read.value.teacher.national_id, None);
    assert_eq!(read.notes[0].field, "items[0].teacher.national_id");
}

#[test]
fn decisions_cite_others_of_their_authority() {
    let item = wire::DecisionItem {
        cite: Some(cite()),
        signer: "Tẩn A Thử".into(),
        scan_name: "qd45.pdf".into(),
        scan_sha256: "ab".repeat(32),
        revokes: vec![types::DocumentCite { authority: " ".into(), number: "12/QĐ-UBND".into(), ..cite() }],
        replaces: vec![types::DocumentCite { authority: "UBND tỉnh".into(), ..cite() }],
    };
    let input = good::<DecisionInput>(item.clone());
    assert_eq!(input.cite, cited());
    assert_eq!(
        (input.revokes[0].authority.as_str(), input.revokes[0].number.as_str()),
        ("UBND huyện Sìn Hồ", "12/QĐ-UBND")
    );
    assert_eq!(input.replaces[0].authority, "UBND tỉnh");
    each_alone::<DecisionInput>(
        &item,
        &[
            (|d| d.cite.as_mut().unwrap().date.clear(), "cite.date REQUIRED"),
            (|d| d.signer = "x".repeat(201), "signer TOO_LONG"),
            (|d| d.scan_name = "x".repeat(201), "scan_name TOO_LONG"),
            (|d| d.scan_sha256 = "ab".into(), "scan_sha256 NOT_A_DIGEST"),
            (|d| d.revokes[0].date = "x".into(), "revokes[0].date NOT_A_DATE"),
            (|d| d.revokes.push(d.revokes[0].clone()), "revokes[1] REPEATED"),
            (|d| d.replaces = vec![cite(); 51], "replaces WRONG_COUNT"),
        ],
    );
    let nameless = wire::DecisionItem { cite: None, revokes: vec![], replaces: vec![], ..item };
    assert_eq!(faults::<DecisionInput>(nameless), ["items[0].cite REQUIRED"]);
}

#[test]
fn withdrawals_name_both_decisions() {
    let item = wire::WithdrawalItem {
        teacher: Some(key()),
        revoked_number: "45/QĐ-UBND".into(),
        decision: Some(types::DocumentCite { date: "2021-10-01".into(), ..cite() }),
        reason: String::new(),
    };
    assert_eq!(good::<WithdrawalInput>(item.clone()).decision.date, day("2021-10-01"));
    each_alone::<WithdrawalInput>(
        &item,
        &[
            (|w| w.teacher = None, "teacher REQUIRED"),
            (|w| w.revoked_number.clear(), "revoked_number REQUIRED"),
            (|w| w.decision = None, "decision REQUIRED"),
            (|w| w.reason = "x".repeat(1001), "reason TOO_LONG"),
        ],
    );
}

#[test]
fn corrections_name_a_record_and_say_why() {
    let item = wire::CorrectionItem {
        record_id: "03000000-0000-7000-8000-00000000000a".into(),
        reason: "Nhập nhầm người".into(),
    };
    assert_eq!(good::<CorrectionInput>(item.clone()).record.to_string(), item.record_id);
    each_alone::<CorrectionInput>(
        &item,
        &[
            (|c| c.record_id.clear(), "record_id REQUIRED"),
            (|c| c.record_id = c.record_id.to_uppercase(), "record_id NOT_AN_ID"),
            (|c| c.record_id = c.record_id.replace('-', ""), "record_id NOT_AN_ID"),
            (|c| c.record_id = "45".into(), "record_id NOT_AN_ID"),
            (|c| c.reason.clear(), "reason REQUIRED"),
        ],
    );
}
