//! Teachers, removals, proposals.

use crate::check::{day, each_alone, faults, good, read};
use contracts::pb::roster::v1 as wire;
use contracts::pb::types::v1 as types;
use contracts::wire::{ProposalInput, RemovalInput, TeacherInput};
use domain::date::BirthDate;
use domain::ids::Digest;
use domain::record::Removal;
use domain::vocabulary::{Degree, Employment, Level, Sex};

fn teacher() -> wire::TeacherItem {
    wire::TeacherItem {
        code: "GV-0042".into(),
        full_name: "Vàng Thị Mẫu".into(),
        birth: "1985-03-31".into(),
        sex: types::Sex::Female.into(),
        national_id: "012185000042".into(),
        school_code: "12108401".into(),
        school_name: "Trường TH Pa Tần".into(),
        level: types::Level::Primary.into(),
        subject: "Tiểu học".into(),
        degree: types::Degree::College.into(),
        major: "CĐSP Tiểu học".into(),
        teacher_training: types::Answer::Yes.into(),
        suitable: types::Answer::No.into(),
        nvsp: types::Answer::Unspecified.into(),
        recruited_on: "2004-09-05".into(),
        hardship_years: Some(0),
        employment: types::Employment::Unspecified.into(),
        majors_table_sha256: "0aFF".repeat(16),
        clear_national_id: false,
    }
}

#[test]
fn a_teacher_is_read_field_by_field() {
    let input = good::<TeacherInput>(teacher());
    assert_eq!(input.person.code, "GV-0042");
    assert_eq!(input.person.full_name, "Vàng Thị Mẫu");
    assert_eq!(input.person.birth, BirthDate::Day(day("1985-03-31")));
    assert_eq!(input.person.sex, Sex::Female);
    assert_eq!(input.person.national_id.as_deref(), Some("012185000042"));
    assert_eq!((input.person.subject.as_str(), input.person.major.as_str()), ("Tiểu học", "CĐSP Tiểu học"));
    assert_eq!((input.school_code.as_str(), input.school_name.as_str()), ("12108401", "Trường TH Pa Tần"));
    assert_eq!((input.level, input.degree), (Level::Primary, Degree::College));
    assert_eq!((input.teacher_training, input.suitable, input.nvsp), (Some(true), Some(false), None));
    assert_eq!(input.recruited_on, Some(day("2004-09-05")));
    assert_eq!(input.hardship_years, Some(0));
    assert_eq!(input.employment, Employment::Working);
    assert_eq!(
        input.majors_table,
        Some(Digest(std::array::from_fn(|at| if at % 2 == 0 { 0x0a } else { 0xff })))
    );
}

#[test]
fn what_is_optional_may_be_left_out() {
    let bare = wire::TeacherItem {
        full_name: "Mùa A Mẫu".into(),
        birth: "1985".into(),
        sex: types::Sex::Male.into(),
        level: types::Level::Preschool.into(),
        degree: types::Degree::None.into(),
        ..Default::default()
    };
    let input = good::<TeacherInput>(bare);
    assert_eq!(input.person.birth, BirthDate::Year(1985));
    assert_eq!(input.person.national_id, None);
    assert_eq!((input.recruited_on, input.hardship_years, input.majors_table), (None, None, None));
    assert!(!input.clear_national_id);
    let cleared = wire::TeacherItem { clear_national_id: true, national_id: " ".into(), ..teacher() };
    assert!(good::<TeacherInput>(cleared).clear_national_id);
}

#[test]
fn each_rule_of_a_teacher_names_its_field() {
    each_alone::<TeacherInput>(
        &teacher(),
        &[
            (|t| t.code = "x".repeat(41), "code TOO_LONG"),
            (|t| t.full_name = " \u{a0} ".into(), "full_name REQUIRED"),
            (|t| t.full_name = "ạ".repeat(201), "full_name TOO_LONG"),
            (|t| t.full_name = "Vàng\u{0}Mẫu".into(), "full_name BAD_CHARACTER"),
            (|t| t.birth.clear(), "birth REQUIRED"),
            (|t| t.birth = "31/03/1985".into(), "birth NOT_A_BIRTH_DATE"),
            (|t| t.birth = "1899-12-31".into(), "birth NOT_A_BIRTH_DATE"),
            (|t| t.birth = "2101".into(), "birth NOT_A_BIRTH_DATE"),
            (|t| t.birth = "1985-02-29".into(), "birth NOT_A_BIRTH_DATE"),
            (|t| t.sex = 0, "sex REQUIRED"),
            (|t| t.sex = 9, "sex NOT_OF_THE_LIST"),
            (|t| t.school_code = "x".repeat(41), "school_code TOO_LONG"),
            (|t| t.school_name = "x".repeat(201), "school_name TOO_LONG"),
            (|t| t.level = 0, "level REQUIRED"),
            (|t| t.subject = "x".repeat(201), "subject TOO_LONG"),
            (|t| t.degree = 0, "degree REQUIRED"),
            (|t| t.degree = -1, "degree NOT_OF_THE_LIST"),
            (|t| t.major = "x".repeat(201), "major TOO_LONG"),
            (|t| t.teacher_training = 3, "teacher_training NOT_OF_THE_LIST"),
            (|t| t.suitable = 3, "suitable NOT_OF_THE_LIST"),
            (|t| t.nvsp = 3, "nvsp NOT_OF_THE_LIST"),
            (|t| t.recruited_on = "2004-09".into(), "recruited_on NOT_A_DATE"),
            (|t| t.hardship_years = Some(61), "hardship_years OUT_OF_RANGE"),
            (|t| t.employment = 7, "employment NOT_OF_THE_LIST"),
            (|t| t.majors_table_sha256.push('0'), "majors_table_sha256 NOT_A_DIGEST"),
            (|t| t.majors_table_sha256 = "g".repeat(64), "majors_table_sha256 NOT_A_DIGEST"),
            // A number given and taken away at once, also one that is none.
            (|t| t.clear_national_id = true, "clear_national_id NOT_EXPECTED"),
        ],
    );
}

#[test]
fn the_limits_themselves_are_taken() {
    let mut item = teacher();
    item.code = "x".repeat(40);
    item.full_name = "ạ".repeat(200);
    item.hardship_years = Some(60);
    for birth in ["1900", "2100-12-31"] {
        item.birth = birth.into();
        assert_eq!(faults::<TeacherInput>(item.clone()), Vec::<String>::new());
    }
}

#[test]
fn all_faults_of_all_items_come_back_together() {
    let bad = wire::TeacherItem { birth: "?".into(), degree: 0, ..teacher() };
    let read = contracts::wire::items::<TeacherInput>(vec![teacher(), bad, wire::TeacherItem::default()]);
    assert!(read[0].is_ok());
    let fields = |at: usize| -> Vec<&str> {
        read[at].as_ref().unwrap_err().iter().map(|problem| problem.field.as_str()).collect()
    };
    assert_eq!(fields(1), ["items[1].birth", "items[1].degree"]);
    let required =
        ["items[2].full_name", "items[2].birth", "items[2].sex", "items[2].level", "items[2].degree"];
    assert_eq!(fields(2), required);
}

#[test]
fn an_invalid_personal_number_is_a_note_and_left_out() {
    let rows = [
        ("12185000042", "ID_LEADING_ZERO_LOST"),
        ("1.2185E+10", "ID_SCIENTIFIC_NOTATION"),
        ("01218500004x", "ID_NOT_DIGITS"),
        ("1234", "ID_WRONG_LENGTH"),
        ("000000000", "ID_PLACEHOLDER"),
    ];
    for (number, why) in rows {
        let read =
            read::<TeacherInput>(wire::TeacherItem { national_id: number.into(), ..teacher() }).unwrap();
        assert_eq!(read.value.person.national_id, None);
        assert_eq!(read.notes.len(), 1);
        assert_eq!(read.notes[0].reason, "NATIONAL_ID_INVALID");
        assert_eq!(read.notes[0].field, "items[0].national_id");
        assert_eq!(read.notes[0].numbers, [("why".to_owned(), why.to_owned())]);
    }
    for valid in ["045123456", " 012185000042 "] {
        let input = good::<TeacherInput>(wire::TeacherItem { national_id: valid.into(), ..teacher() });
        assert_eq!(input.person.national_id.as_deref(), Some(valid.trim()));
    }
}

#[test]
fn removals_have_a_code_and_a_reason() {
    let item =
        wire::RemoveTeacherItem { code: "GV-0042".into(), reason: wire::RemovalReason::Duplicate.into() };
    assert_eq!(good::<RemovalInput>(item.clone()).removal, Removal::Duplicate);
    each_alone::<RemovalInput>(
        &item,
        &[
            (|r| r.code.clear(), "code REQUIRED"),
            (|r| r.reason = 0, "reason REQUIRED"),
            (|r| r.reason = 3, "reason NOT_OF_THE_LIST"),
        ],
    );
}

#[test]
fn proposals_have_a_teacher_and_a_year() {
    let item = wire::ProposalItem { teacher_code: "GV-0042".into(), year: 2022, note: String::new() };
    assert_eq!(good::<ProposalInput>(item.clone()).year, 2022);
    each_alone::<ProposalInput>(
        &item,
        &[
            (|p| p.teacher_code.clear(), "teacher_code REQUIRED"),
            (|p| p.year = 0, "year REQUIRED"),
            (|p| p.year = 2019, "year OUT_OF_RANGE"),
            (|p| p.year = 2031, "year OUT_OF_RANGE"),
            (|p| p.note = "x".repeat(1001), "note TOO_LONG"),
        ],
    );
}
