//! Records of a district.

use super::{act, agency, cite, day, digest, record, reference, witnessed};
use domain::date::{BirthDate, YearMonth};
use domain::record::*;
use domain::vocabulary::{Degree, Employment, Level, ScopeStatus, Sex, StudyForm};

pub(super) fn all() -> Vec<State> {
    vec![
        State::School(School {
            act: act(),
            code: "12108401".into(),
            name: "Trường PTDTBT TH Pa Tần".into(),
            removal: Some(Removal::Dissolved),
        }),
        State::Teacher(teacher()),
        State::ScopeList(ScopeList {
            act: act(),
            plan: witnessed(20),
            level: Level::Preschool,
            part: 1,
            parts: 2,
            policy: "R1".into(),
            review_date: day("2021-01-01"),
            members: vec![ScopeMember {
                teacher: record(3),
                revision: 2,
                status: ScopeStatus::Undecided,
                reason: "NVSP_UNKNOWN".into(),
                retirement: YearMonth::new(2027, 6).unwrap(),
                months_left: -3,
                could_be_in_scope: true,
                rank: 17,
            }],
            reason: Some("Bổ sung chứng chỉ NVSP của một giáo viên".into()),
        }),
        State::Nomination(nomination()),
        State::Proposal(Proposal {
            act: act(),
            teacher: reference(3),
            year: 2022,
            removal: Some(Removal::EnteredInError),
            note: Some("Con nhỏ, xin lùi một năm".into()),
        }),
    ]
}

fn teacher() -> Teacher {
    Teacher {
        act: Act {
            on_behalf_of: Some(OnBehalfOf { institution: "Trường TH Pa Tần".into(), document: cite() }),
            ..act()
        },
        school: Some(reference(2)),
        level: Level::LowerSecondary,
        degree: Degree::College,
        teacher_training: Some(true),
        suitable: Some(false),
        nvsp: None,
        employment: Employment::MaternityLeave,
        recruited_on: Some(day("2004-09-05")),
        hardship_years: Some(0),
        majors_table: Some(digest(8)),
        removal: Some(Removal::Duplicate),
        person: Some(TeacherPerson {
            code: "GV-0042".into(),
            full_name: "Vàng Thị Mẫu".into(),
            birth: BirthDate::Month(YearMonth::new(1985, 3).unwrap()),
            sex: Sex::Female,
            national_id: Some("012185000042".into()),
            subject: "Ngữ văn".into(),
            major: "CĐSP Văn - Sử".into(),
        }),
    }
}

fn nomination() -> Nomination {
    Nomination {
        act: act(),
        teacher: reference(3),
        plan: reference(20),
        target_degree: Degree::University,
        programme: "Giáo dục Mầm non".into(),
        study_form: Some(StudyForm::InService),
        institution: "Trường CĐSP Lai Châu".into(),
        institution_agency: Some(agency(30)),
        state: NominationState::Ended {
            decision: reference(6),
            cite: cite(),
            end: NominationEnd { replaced: true, effective: day("2021-10-01"), decision: reference(7) },
        },
        replaces: Some(reference(8)),
        person: Some(NominationPerson {
            code: "GV-0042".into(),
            full_name: "Vàng Thị Mẫu".into(),
            birth: BirthDate::Day(day("1985-03-31")),
            national_id: None,
            school: "Trường TH Pa Tần".into(),
            reason: "Lý do sức khỏe".into(),
        }),
    }
}
