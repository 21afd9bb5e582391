//! Kind 301: a plan of one year.

use super::fault::{Fault, list};
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::{Plan, PlanTarget};

impl Body for Plan {
    type Fact = wire::PlanFact;
    type Person = wire::EducationPerson;

    fn fact(&self) -> Self::Fact {
        let Self {
            act,
            plan_id,
            version,
            year,
            title,
            number,
            date,
            legal_basis,
            first_day,
            achieve_by,
            report_before,
            review_date,
            policy,
            targets,
            units,
            issued,
        } = self;
        wire::PlanFact {
            act: act::fact(act),
            plan_id: plan_id.clone(),
            version: *version,
            year: *year,
            title: title.clone(),
            number: number.clone(),
            date: bytes::of_date(*date),
            legal_basis: legal_basis.clone(),
            first_day: first_day.to_string(),
            achieve_by: achieve_by.to_string(),
            report_before: report_before.to_string(),
            review_date: review_date.to_string(),
            policy: policy.clone(),
            targets: targets.iter().copied().map(Into::into).collect(),
            units: units.iter().copied().map(bytes::of_agency).collect(),
            issued: *issued,
        }
    }

    fn person(&self) -> Option<Self::Person> {
        self.act.person.clone().map(|acted_by| wire::EducationPerson { acted_by })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::PlanFact {
            act,
            plan_id,
            version,
            year,
            title,
            number,
            date,
            legal_basis,
            first_day,
            achieve_by,
            report_before,
            review_date,
            policy,
            targets,
            units,
            issued,
        } = fact;
        let acted_by = person.map(|wire::EducationPerson { acted_by }| acted_by);
        Ok(Self {
            act: act::read(act, acted_by)?,
            plan_id,
            version,
            year,
            title,
            number,
            date: bytes::optional_date(&date, "date")?,
            legal_basis,
            first_day: bytes::date(&first_day, "first_day")?,
            achieve_by: bytes::date(&achieve_by, "achieve_by")?,
            report_before: bytes::date(&report_before, "report_before")?,
            review_date: bytes::date(&review_date, "review_date")?,
            policy,
            targets: list(targets, "targets")?,
            units: bytes::agencies(&units, "units")?,
            issued,
        })
    }
}

impl From<PlanTarget> for wire::PlanTarget {
    fn from(PlanTarget { level, low_percent, high_percent, min_degree }: PlanTarget) -> Self {
        Self {
            level: number::<types::Level, _>(level),
            low_percent,
            high_percent,
            min_degree: number::<types::Degree, _>(min_degree),
        }
    }
}

impl TryFrom<wire::PlanTarget> for PlanTarget {
    type Error = Fault;

    fn try_from(target: wire::PlanTarget) -> Result<Self, Fault> {
        let wire::PlanTarget { level, low_percent, high_percent, min_degree } = target;
        Ok(Self {
            level: bytes::word::<types::Level, _>(level, "level")?,
            low_percent,
            high_percent,
            min_degree: bytes::word::<types::Degree, _>(min_degree, "min_degree")?,
        })
    }
}
