//! States as the owners of the small province write them.

use super::{A, B, COLLEGE, day};
use crate::date::{BirthDate, YearMonth};
use crate::ids::Reference;
use crate::record::*;
use crate::vocabulary::{AgencyKind, Degree, Employment, Level, ScopeStatus, Sex, StudyForm};

pub(in super::super) fn act() -> Act {
    Act { office: "Phòng GD&ĐT".to_owned(), on_behalf_of: None, person: None }
}

pub(in super::super) fn cite(date: &str) -> DocumentCite {
    DocumentCite { authority: "UBND huyện".to_owned(), number: "45/QĐ-UBND".to_owned(), date: day(date) }
}

pub(in super::super) fn member(teacher: &WitnessedReference, status: ScopeStatus, rank: u32) -> ScopeMember {
    ScopeMember {
        teacher: teacher.reference.record,
        revision: teacher.reference.revision,
        status,
        reason: String::new(),
        retirement: YearMonth::new(2030, 6).unwrap(),
        months_left: 120,
        could_be_in_scope: status == ScopeStatus::Undecided,
        rank,
    }
}

pub(in super::super) fn teacher(level: Level, number: u32) -> Teacher {
    Teacher {
        act: act(),
        school: None,
        level,
        degree: Degree::Intermediate,
        teacher_training: Some(true),
        suitable: Some(true),
        nvsp: None,
        employment: Employment::Working,
        recruited_on: None,
        hardship_years: None,
        majors_table: None,
        removal: None,
        person: Some(TeacherPerson {
            code: format!("GV{number:06}"),
            full_name: format!("Lò Thị {number}"),
            birth: BirthDate::Day(day("1985-03-08")),
            sex: Sex::Female,
            national_id: Some(format!("0121850{number:05}")),
            subject: String::new(),
            major: String::new(),
        }),
    }
}

pub(in super::super) fn registered(kind: AgencyKind, code: &str, name: &str) -> Agency {
    Agency {
        act: act(),
        kind,
        code: code.to_owned(),
        code_list: "GSO".to_owned(),
        names: vec![DatedName { name: name.to_owned(), from: None }],
        signing_key: [0; 32],
        valid_from: None,
        valid_to: None,
    }
}

pub(in super::super) fn plan() -> Plan {
    let target = |level, low_percent, high_percent, min_degree| PlanTarget {
        level,
        low_percent,
        high_percent,
        min_degree,
    };
    Plan {
        act: act(),
        plan_id: "LC-2021".to_owned(),
        version: 1,
        year: 2021,
        title: "Kế hoạch 2021".to_owned(),
        number: String::new(),
        date: None,
        legal_basis: "Nghị định 71/2020/NĐ-CP".to_owned(),
        first_day: day("2021-01-01"),
        achieve_by: day("2021-12-31"),
        report_before: day("2021-11-01"),
        review_date: day("2021-01-15"),
        policy: "R1".to_owned(),
        targets: vec![
            target(Level::Preschool, 11, 13, Degree::College),
            target(Level::Primary, 10, 12, Degree::University),
            target(Level::LowerSecondary, 11, 13, Degree::University),
        ],
        units: vec![A, B],
        issued: true,
    }
}

pub(in super::super) fn programme() -> Programme {
    Programme {
        act: act(),
        code: "GDMN".to_owned(),
        name: "Giáo dục mầm non".to_owned(),
        level: Level::Preschool,
        degree: Degree::College,
        study_form: StudyForm::InService,
        awarding_institution: String::new(),
        credits: 0,
        removal: None,
    }
}

pub(in super::super) fn class(programme: Reference) -> Class {
    Class { act: act(), code: "L1".to_owned(), programme, capacity: 40, starts_on: None, removal: None }
}

pub(in super::super) fn decided(date: &str) -> Decision {
    Decision {
        act: act(),
        cite: Some(cite(date)),
        scan: None,
        persons: Vec::new(),
        revokes: Vec::new(),
        replaces: Vec::new(),
        removal: None,
        person: None,
    }
}

pub(in super::super) fn nominated(
    teacher: WitnessedReference,
    plan: WitnessedReference,
    state: NominationState,
) -> Nomination {
    Nomination {
        act: act(),
        teacher: teacher.reference,
        plan: plan.reference,
        target_degree: Degree::University,
        programme: String::new(),
        study_form: None,
        institution: String::new(),
        institution_agency: Some(COLLEGE),
        state,
        replaces: None,
        person: None,
    }
}

/// A diploma of a date.
pub(in super::super) fn completed(enrollment: WitnessedReference, degree: Degree, date: &str) -> Completion {
    let diploma = Diploma {
        degree,
        number: "B-1".to_owned(),
        register_number: String::new(),
        date: day(date),
        institution: String::new(),
    };
    Completion {
        act: act(),
        enrollment: enrollment.reference,
        nomination: None,
        terms: Vec::new(),
        diploma: Some(diploma),
        void: false,
        person: None,
    }
}
