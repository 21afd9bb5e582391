//! Records of a district by chance.

use super::Chance;
use domain::record::*;
use domain::vocabulary::{Employment, ScopeStatus, Sex, StudyForm};

impl Chance {
    pub(super) fn teacher(&mut self) -> Teacher {
        Teacher {
            act: self.act(),
            school: self.maybe(Self::reference),
            level: self.level(),
            degree: self.degree(),
            teacher_training: self.maybe(Self::yes),
            suitable: self.maybe(Self::yes),
            nvsp: self.maybe(Self::yes),
            employment: self.one(&Employment::ALL),
            recruited_on: self.maybe(Self::date),
            hardship_years: self.maybe(|c| c.small(60)),
            majors_table: self.maybe(Self::digest),
            removal: self.removal(),
            person: self.maybe(|c| TeacherPerson {
                code: c.text(),
                full_name: c.text(),
                birth: c.birth(),
                sex: c.one(&[Sex::Male, Sex::Female]),
                national_id: c.maybe(Self::name),
                subject: c.text(),
                major: c.text(),
            }),
        }
    }

    pub(super) fn scope_list(&mut self) -> ScopeList {
        ScopeList {
            act: self.act(),
            plan: self.witnessed(),
            level: self.level(),
            part: self.small(9),
            parts: self.small(9),
            policy: self.text(),
            review_date: self.date(),
            members: self.some(|c| ScopeMember {
                teacher: c.record(),
                revision: c.next(),
                status: c.one(&ScopeStatus::ALL),
                reason: c.text(),
                retirement: c.month(),
                months_left: i32::try_from(c.below(2000)).unwrap() - 1000,
                could_be_in_scope: c.yes(),
                rank: c.small(9000),
            }),
            reason: self.maybe(Self::name),
        }
    }

    pub(super) fn nomination(&mut self) -> Nomination {
        let (decision, cite) = (self.reference(), self.cite());
        let end = NominationEnd { replaced: self.yes(), effective: self.date(), decision: self.reference() };
        let state = match self.below(4) {
            0 => NominationState::Draft,
            1 => NominationState::Sent { decision, cite },
            2 => NominationState::Ended { decision, cite, end },
            _ => NominationState::Void,
        };
        Nomination {
            act: self.act(),
            teacher: self.reference(),
            plan: self.reference(),
            target_degree: self.degree(),
            programme: self.text(),
            study_form: self.maybe(|c| c.one(&[StudyForm::InService, StudyForm::FullTime])),
            institution: self.text(),
            institution_agency: self.maybe(Self::agency),
            state,
            replaces: self.maybe(Self::reference),
            person: self.maybe(|c| NominationPerson {
                code: c.text(),
                full_name: c.text(),
                birth: c.birth(),
                national_id: c.maybe(Self::name),
                school: c.text(),
                reason: c.text(),
            }),
        }
    }

    pub(super) fn proposal(&mut self) -> Proposal {
        let (act, note) = self.act_with_text();
        Proposal { act, teacher: self.reference(), year: self.small(3000), removal: self.removal(), note }
    }
}
