//! Records of a college by chance.

use super::Chance;
use domain::record::*;
use domain::vocabulary::StudyForm;

impl Chance {
    pub(super) fn programme(&mut self) -> Programme {
        Programme {
            act: self.act(),
            code: self.text(),
            name: self.text(),
            level: self.level(),
            degree: self.degree(),
            study_form: self.one(&[StudyForm::InService, StudyForm::FullTime]),
            awarding_institution: self.text(),
            credits: self.small(400),
            removal: self.removal(),
        }
    }

    pub(super) fn class(&mut self) -> Class {
        Class {
            act: self.act(),
            code: self.text(),
            programme: self.reference(),
            capacity: self.small(1000),
            starts_on: self.maybe(Self::date),
            removal: self.removal(),
        }
    }

    pub(super) fn learner(&mut self) -> Learner {
        Learner {
            act: self.act(),
            removal: self.removal(),
            person: self.maybe(|c| LearnerPerson {
                student_code: c.text(),
                full_name: c.text(),
                birth: c.birth(),
                national_id: c.maybe(Self::name),
            }),
        }
    }

    pub(super) fn enrollment(&mut self) -> Enrollment {
        Enrollment {
            act: self.act(),
            learner: self.reference(),
            nomination: self.maybe(Self::witnessed),
            class: self.reference(),
            begun_on: self.date(),
            steps: self.some(|c| {
                let from = c.reference();
                let kinds = [
                    StepKind::Deferred,
                    StepKind::Resumed,
                    StepKind::Withdrawn,
                    StepKind::Dismissed,
                    StepKind::Transferred { from },
                ];
                EnrollmentStep { kind: c.one(&kinds), effective: c.date() }
            }),
            void: self.yes(),
            person: self.maybe(|c| EnrollmentPerson {
                student_code: c.text(),
                full_name: c.text(),
                birth: c.birth(),
                reason: c.text(),
            }),
        }
    }

    pub(super) fn completion(&mut self) -> Completion {
        Completion {
            act: self.act(),
            enrollment: self.reference(),
            nomination: self.maybe(Self::reference),
            terms: self.some(|c| TermResult { term: c.text(), credits: c.small(400), result: c.text() }),
            diploma: self.maybe(|c| Diploma {
                degree: c.degree(),
                number: c.text(),
                register_number: c.text(),
                date: c.date(),
                institution: c.text(),
            }),
            void: self.yes(),
            person: self.maybe(|c| CompletionPerson {
                student_code: c.name(),
                full_name: c.text(),
                reason: c.text(),
            }),
        }
    }
}
