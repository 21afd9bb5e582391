//! Kind 102: a part of a district's judged list of its employed teachers (D32).

use super::fault::{Fault, list};
use super::{Body, act, bytes, reference};
use crate::dates;
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::{ScopeList, ScopeMember};

impl Body for ScopeList {
    type Fact = wire::ScopeListFact;
    type Person = wire::ScopeListPerson;
    /// Revision 2 brought `reason`. Nothing follows from it, so a reader of revision 1 does without.
    const REVISION: u32 = 2;

    fn fact(&self) -> Self::Fact {
        let Self { act, plan, level, part, parts, policy, review_date, members, reason: _ } = self;
        wire::ScopeListFact {
            act: act::fact(act),
            plan: Some((*plan).into()),
            level: number::<types::Level, _>(*level),
            part: *part,
            parts: *parts,
            policy: policy.clone(),
            review_date: review_date.to_string(),
            members: members.iter().map(Into::into).collect(),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        act::with_text(&self.act, self.reason.as_ref())
            .map(|(acted_by, reason)| wire::ScopeListPerson { acted_by, reason })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::ScopeListFact { act, plan, level, part, parts, policy, review_date, members } = fact;
        let (acted_by, reason) =
            person.map(|wire::ScopeListPerson { acted_by, reason }| (acted_by, reason)).unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            plan: reference::witnessed(plan, "plan")?,
            level: bytes::word::<types::Level, _>(level, "level")?,
            part,
            parts,
            policy,
            review_date: bytes::date(&review_date, "review_date")?,
            members: list(members, "members")?,
            reason: reason.and_then(bytes::optional_text),
        })
    }
}

impl From<&ScopeMember> for wire::ScopeMember {
    fn from(member: &ScopeMember) -> Self {
        let ScopeMember {
            teacher,
            revision,
            status,
            reason,
            retirement,
            months_left,
            could_be_in_scope,
            rank,
        } = member;
        Self {
            teacher: bytes::of_record(*teacher),
            revision: *revision,
            status: number::<types::ScopeStatus, _>(*status),
            reason: reason.clone(),
            retirement: retirement.to_string(),
            months_left: *months_left,
            could_be_in_scope: *could_be_in_scope,
            rank: *rank,
        }
    }
}

impl TryFrom<wire::ScopeMember> for ScopeMember {
    type Error = Fault;

    fn try_from(member: wire::ScopeMember) -> Result<Self, Fault> {
        let wire::ScopeMember {
            teacher,
            revision,
            status,
            reason,
            retirement,
            months_left,
            could_be_in_scope,
            rank,
        } = member;
        Ok(Self {
            teacher: bytes::record(&teacher, "teacher")?,
            revision,
            status: bytes::word::<types::ScopeStatus, _>(status, "status")?,
            reason,
            retirement: dates::year_month(&retirement)
                .ok_or_else(|| Fault::new("retirement", "is not a month"))?,
            months_left,
            could_be_in_scope,
            rank,
        })
    }
}
