//! Kind 8: what one owner says about two records: one person, or two (D30).

use super::fault::{Fault, required};
use super::{Body, act};
use crate::pb::journal::v1 as wire;
use domain::record::SamePerson;

impl Body for SamePerson {
    type Fact = wire::SamePersonFact;
    type Person = wire::SamePersonPerson;
    /// Revision 2 brought `different` and `document`. A reader of revision 1 would take two persons for one, so it must not read it.
    const REVISION: u32 = 2;
    const MIN_READER: u32 = 2;

    fn fact(&self) -> Self::Fact {
        let Self { act, own, other, different, document, removal, reason: _ } = self;
        wire::SamePersonFact {
            act: act::fact(act),
            own: Some((*own).into()),
            other: Some((*other).into()),
            removal: removal.map(Into::into),
            different: *different,
            document: document.clone(),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        act::with_text(&self.act, self.reason.as_ref())
            .map(|(acted_by, reason)| wire::SamePersonPerson { acted_by, reason })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::SamePersonFact { act, own, other, removal, different, document } = fact;
        let (acted_by, reason) =
            person.map(|wire::SamePersonPerson { acted_by, reason }| (acted_by, reason)).unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            own: required(own, "own")?,
            other: required(other, "other")?,
            different,
            document,
            removal: act::removal(removal)?,
            reason,
        })
    }
}
