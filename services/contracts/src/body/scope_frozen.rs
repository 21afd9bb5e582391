//! Kind 302: the Sở freezes the scope list of one row (D32).

use super::fault::{Fault, list};
use super::{Body, act, bytes, reference};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::ScopeFrozen;

impl Body for ScopeFrozen {
    type Fact = wire::ScopeFrozenFact;
    type Person = wire::ScopeFrozenPerson;
    /// Revision 2 brought `reason`. Nothing follows from it, so a reader of revision 1 does without.
    const REVISION: u32 = 2;

    fn fact(&self) -> Self::Fact {
        let Self { act, plan, district, level, lists, in_scope, policy, document, reason: _ } = self;
        wire::ScopeFrozenFact {
            act: act::fact(act),
            plan: Some((*plan).into()),
            district: bytes::of_agency(*district),
            level: number::<types::Level, _>(*level),
            lists: lists.iter().copied().map(Into::into).collect(),
            in_scope: *in_scope,
            policy: policy.clone(),
            document: document.clone(),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        act::with_text(&self.act, self.reason.as_ref())
            .map(|(acted_by, reason)| wire::ScopeFrozenPerson { acted_by, reason })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::ScopeFrozenFact { act, plan, district, level, lists, in_scope, policy, document } = fact;
        let (acted_by, reason) =
            person.map(|wire::ScopeFrozenPerson { acted_by, reason }| (acted_by, reason)).unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            plan: reference::witnessed(plan, "plan")?,
            district: bytes::agency(&district, "district")?,
            level: bytes::word::<types::Level, _>(level, "level")?,
            lists: list(lists, "lists")?,
            in_scope,
            policy,
            document,
            reason: reason.and_then(bytes::optional_text),
        })
    }
}
