//! Judging a district's teachers.

use crate::view::District;
use domain::eligibility::{Facts, Policy, assess};
use domain::ids::{RecordId, RecordKey};
use domain::record::{ScopeMember, Teacher};
use domain::vocabulary::{Level, ScopeStatus};
use std::collections::HashMap;

/// The members of one level, ascending by rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Level.
    pub level: Level,
    /// Employed teachers.
    pub members: Vec<ScopeMember>,
}

/// Judges every employed teacher of the district under a policy, per level in the order of the levels. The rank is the place of the teacher among all
/// teachers of the district, whatever their level and working state, by the bytes of the code and then by record id, from 1.
///
/// Of a teacher whose personal part was erased neither birth nor sex is known any more: the last judgement on a list of this plan stands, so that
/// figures survive the erasure (Inv 12); whoever was never judged is on no list.
#[must_use]
pub fn judge(district: &District, plan: RecordKey, policy: Policy) -> [Judged; 3] {
    let mut teachers: Vec<_> = district.teachers.standing().collect();
    teachers.sort_by_key(|(record, row)| {
        let code = row.state.person.as_ref().map_or("", |person| person.code.as_str());
        (code.as_bytes(), *record)
    });
    let ranked: Vec<_> = (1_u32..).zip(teachers).collect();
    Level::ALL.map(|level| {
        let earlier = earlier(district, plan, level);
        let of_level = ranked.iter().filter(|(_, (_, row))| row.state.level == level);
        let members = of_level.filter_map(|(rank, (record, row))| {
            let member = match facts(&row.state) {
                Some(facts) => judged(&facts, policy, *record),
                None => earlier.get(record).filter(|_| row.state.employment.is_employed()).cloned(),
            };
            member.map(|member| ScopeMember { rank: *rank, revision: row.revision, ..member })
        });
        Judged { level, members: members.collect() }
    })
}

fn earlier(district: &District, plan: RecordKey, level: Level) -> HashMap<RecordId, ScopeMember> {
    let parts = district.scope_parts(plan, level);
    let members = parts.iter().flat_map(|(_, row)| &row.state.members);
    members.map(|member| (member.teacher, member.clone())).collect()
}

/// What the rule needs; `None` when the personal part was erased.
fn facts(teacher: &Teacher) -> Option<Facts> {
    let person = teacher.person.as_ref()?;
    Some(Facts {
        level: teacher.level,
        degree: teacher.degree,
        teacher_training: teacher.teacher_training,
        suitable: teacher.suitable,
        nvsp: teacher.nvsp,
        sex: person.sex,
        birth: person.birth,
        employment: teacher.employment,
        recruited_on: teacher.recruited_on,
    })
}

fn judged(facts: &Facts, policy: Policy, teacher: RecordId) -> Option<ScopeMember> {
    let assessment = assess(facts, policy);
    (assessment.status != ScopeStatus::NotEmployed).then(|| ScopeMember {
        teacher,
        revision: 0,
        status: assessment.status,
        reason: assessment.reason.code().to_owned(),
        retirement: assessment.retirement,
        months_left: assessment.months_left,
        could_be_in_scope: assessment.could_be_in_scope,
        rank: 0,
    })
}
