//! Kind 101: a teacher, as the district's roster says.

use super::fault::{Fault, optional};
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::{answer_number, number};
use domain::record::{Teacher, TeacherPerson};

impl Body for Teacher {
    type Fact = wire::TeacherFact;
    type Person = wire::TeacherPerson;

    fn fact(&self) -> Self::Fact {
        let Self {
            act,
            school,
            level,
            degree,
            teacher_training,
            suitable,
            nvsp,
            employment,
            recruited_on,
            hardship_years,
            majors_table,
            removal,
            person: _,
        } = self;
        wire::TeacherFact {
            act: act::fact(act),
            school: school.map(Into::into),
            level: number::<types::Level, _>(*level),
            degree: number::<types::Degree, _>(*degree),
            teacher_training: answer_number(*teacher_training),
            suitable: answer_number(*suitable),
            nvsp: answer_number(*nvsp),
            employment: number::<types::Employment, _>(*employment),
            recruited_on: bytes::of_date(*recruited_on),
            hardship_years_plus_one: hardship_years.map_or(0, |years| years.saturating_add(1)),
            majors_table: bytes::of_digest(*majors_table),
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        let acted_by = act::acted_by(&self.act);
        let Some(TeacherPerson { code, full_name, birth, sex, national_id, subject, major }) = &self.person
        else {
            return (!acted_by.is_empty()).then(|| wire::TeacherPerson { acted_by, ..Default::default() });
        };
        Some(wire::TeacherPerson {
            acted_by,
            code: code.clone(),
            full_name: full_name.clone(),
            birth: birth.to_string(),
            sex: number::<types::Sex, _>(*sex),
            national_id: national_id.clone().unwrap_or_default(),
            subject: subject.clone(),
            major: major.clone(),
        })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::TeacherFact {
            act,
            school,
            level,
            degree,
            teacher_training,
            suitable,
            nvsp,
            employment,
            recruited_on,
            hardship_years_plus_one,
            majors_table,
            removal,
        } = fact;
        let (acted_by, person) = person.map(read_person).transpose()?.unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            school: optional(school, "school")?,
            level: bytes::word::<types::Level, _>(level, "level")?,
            degree: bytes::word::<types::Degree, _>(degree, "degree")?,
            teacher_training: bytes::answer(teacher_training, "teacher_training")?,
            suitable: bytes::answer(suitable, "suitable")?,
            nvsp: bytes::answer(nvsp, "nvsp")?,
            employment: bytes::word::<types::Employment, _>(employment, "employment")?,
            recruited_on: bytes::optional_date(&recruited_on, "recruited_on")?,
            hardship_years: hardship_years_plus_one.checked_sub(1),
            majors_table: bytes::optional_digest(&majors_table, "majors_table")?,
            removal: act::removal(removal)?,
            person: person.flatten(),
        })
    }
}

/// Who acted, and the teacher unless a PERSON part holds the actor alone (a revision after an erasure).
fn read_person(person: wire::TeacherPerson) -> Result<(String, Option<TeacherPerson>), Fault> {
    let alone = wire::TeacherPerson { acted_by: person.acted_by.clone(), ..Default::default() };
    if person == alone {
        return Ok((person.acted_by, None));
    }
    let wire::TeacherPerson { acted_by, code, full_name, birth, sex, national_id, subject, major } = person;
    let teacher = TeacherPerson {
        code,
        full_name,
        birth: bytes::birth(&birth, "birth")?,
        sex: bytes::word::<types::Sex, _>(sex, "sex")?,
        national_id: bytes::optional_text(national_id),
        subject,
        major,
    };
    Ok((acted_by, Some(teacher)))
}
