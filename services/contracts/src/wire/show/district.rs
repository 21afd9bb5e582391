//! Teachers, scope lists and nominations.

use super::record_ref;
use crate::pb::nomination::v1 as nominations;
use crate::pb::roster::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::{answer_number, number};
use domain::eligibility::Reason;
use domain::ids::{Position, RecordKey};
use domain::record::{Nomination, NominationState, School, ScopeMember, Teacher, TeacherPerson};
use domain::vocabulary::{Level, ScopeStatus};

/// A teacher record with its school, as the roster's own items are written; the revision and where it stands in the owner's journal.
#[must_use]
pub fn teacher(
    key: RecordKey,
    (revision, seen): (u64, Position),
    teacher: &Teacher,
    school: Option<&School>,
) -> wire::Teacher {
    let Teacher {
        act: _,
        school: _,
        level,
        degree,
        teacher_training,
        suitable,
        nvsp,
        employment,
        recruited_on,
        hardship_years,
        majors_table,
        removal: _,
        person,
    } = teacher;
    let mut item = wire::TeacherItem {
        school_code: school.map(|school| school.code.clone()).unwrap_or_default(),
        school_name: school.map(|school| school.name.clone()).unwrap_or_default(),
        level: number::<types::Level, _>(*level),
        degree: number::<types::Degree, _>(*degree),
        teacher_training: answer_number(*teacher_training),
        suitable: answer_number(*suitable),
        nvsp: answer_number(*nvsp),
        recruited_on: recruited_on.map(|date| date.to_string()).unwrap_or_default(),
        hardship_years: *hardship_years,
        employment: number::<types::Employment, _>(*employment),
        majors_table_sha256: majors_table.map(|digest| digest.to_string()).unwrap_or_default(),
        ..Default::default()
    };
    if let Some(TeacherPerson { code, full_name, birth, sex, national_id, subject, major }) = person {
        item.code.clone_from(code);
        item.full_name.clone_from(full_name);
        item.birth = birth.to_string();
        item.sex = number::<types::Sex, _>(*sex);
        item.national_id = national_id.clone().unwrap_or_default();
        item.subject.clone_from(subject);
        item.major.clone_from(major);
    }
    wire::Teacher { record: Some(record_ref(key)), revision, teacher: Some(item), seen: Some(seen.into()) }
}

/// A member of a scope list with the teacher's name, if it may be shown.
#[must_use]
pub fn scope_member(member: &ScopeMember, person: Option<&TeacherPerson>) -> wire::ScopeMemberRow {
    let reason = Reason::from_code(&member.reason);
    wire::ScopeMemberRow {
        code: person.map(|person| person.code.clone()).unwrap_or_default(),
        full_name: person.map(|person| person.full_name.clone()).unwrap_or_default(),
        status: number::<types::ScopeStatus, _>(member.status),
        reason: member.reason.clone(),
        reason_vi: reason.map(Reason::vi).unwrap_or_default().to_owned(),
        reason_en: reason.map(Reason::en).unwrap_or_default().to_owned(),
        retirement: member.retirement.to_string(),
        months_left: member.months_left,
    }
}

/// A scope list in numbers, counted member by member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeCounts {
    summary: wire::ScopeListSummary,
}

impl ScopeCounts {
    /// Nobody yet, for a level.
    #[must_use]
    pub fn of(level: Level) -> Self {
        let level = number::<types::Level, _>(level);
        Self { summary: wire::ScopeListSummary { level, ..Default::default() } }
    }

    /// Counts one employed teacher; a status outside scope lists counts nothing.
    pub const fn add(&mut self, status: ScopeStatus) {
        let counts = &mut self.summary;
        let part = match status {
            ScopeStatus::InScope => &mut counts.in_scope,
            ScopeStatus::MeetsStandard => &mut counts.meets_standard,
            ScopeStatus::NearRetirement => &mut counts.near_retirement,
            ScopeStatus::Undecided => &mut counts.undecided,
            ScopeStatus::NotEmployed => return,
        };
        *part += 1;
        counts.teachers += 1;
    }

    /// The list in numbers.
    #[must_use]
    pub const fn summary(self) -> wire::ScopeListSummary {
        self.summary
    }
}

/// A nomination record.
#[must_use]
pub fn nomination(key: RecordKey, revision: u64, nomination: &Nomination) -> nominations::Nomination {
    use nominations::NominationStatus as Status;
    let Nomination {
        act: _,
        teacher: _,
        plan: _,
        target_degree,
        programme: _,
        study_form: _,
        institution,
        institution_agency: _,
        state,
        replaces: _,
        person,
    } = nomination;
    let (status, cite, end) = match state {
        NominationState::Draft => (Status::Draft, None, None),
        NominationState::Void => (Status::Void, None, None),
        NominationState::Sent { decision: _, cite } => (Status::Sent, Some(cite), None),
        NominationState::Ended { decision: _, cite, end } if end.replaced => {
            (Status::Replaced, Some(cite), Some(end))
        }
        NominationState::Ended { decision: _, cite, end } => (Status::Withdrawn, Some(cite), Some(end)),
    };
    nominations::Nomination {
        record: Some(record_ref(key)),
        revision,
        teacher_code: person.as_ref().map(|person| person.code.clone()).unwrap_or_default(),
        full_name: person.as_ref().map(|person| person.full_name.clone()).unwrap_or_default(),
        target_degree: number::<types::Degree, _>(*target_degree),
        institution: institution.clone(),
        decision: cite.map(Into::into),
        status: status.into(),
        ended_on: end.map(|end| end.effective.to_string()).unwrap_or_default(),
    }
}
