//! Kind 300: an agency in the registry (D37).

use super::fault::{Fault, list};
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::{Agency, DatedName};

impl Body for Agency {
    type Fact = wire::AgencyFact;
    type Person = wire::EducationPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, kind, code, code_list, names, signing_key, valid_from, valid_to } = self;
        wire::AgencyFact {
            act: act::fact(act),
            kind: number::<types::AgencyKind, _>(*kind),
            code: code.clone(),
            code_list: code_list.clone(),
            names: names.iter().map(Into::into).collect(),
            signing_key: signing_key.to_vec(),
            valid_from: bytes::of_date(*valid_from),
            valid_to: bytes::of_date(*valid_to),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        self.act.person.clone().map(|acted_by| wire::EducationPerson { acted_by })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::AgencyFact { act, kind, code, code_list, names, signing_key, valid_from, valid_to } = fact;
        let acted_by = person.map(|wire::EducationPerson { acted_by }| acted_by);
        Ok(Self {
            act: act::read(act, acted_by)?,
            kind: bytes::word::<types::AgencyKind, _>(kind, "kind")?,
            code,
            code_list,
            names: list(names, "names")?,
            signing_key: bytes::thirty_two(&signing_key, "signing_key")?,
            valid_from: bytes::optional_date(&valid_from, "valid_from")?,
            valid_to: bytes::optional_date(&valid_to, "valid_to")?,
        })
    }
}

impl From<&DatedName> for wire::DatedName {
    fn from(DatedName { name, from }: &DatedName) -> Self {
        Self { name: name.clone(), from: bytes::of_date(*from) }
    }
}

impl TryFrom<wire::DatedName> for DatedName {
    type Error = Fault;

    fn try_from(wire::DatedName { name, from }: wire::DatedName) -> Result<Self, Fault> {
        Ok(Self { name, from: bytes::optional_date(&from, "from")? })
    }
}
