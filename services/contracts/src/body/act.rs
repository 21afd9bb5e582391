//! Acts, documents and removals: what most bodies share. The name of whoever acted stands in PERSON, as `acted_by`.

use super::bytes;
use super::fault::{Fault, optional, required};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use domain::record::{Act, DocumentCite, OnBehalfOf, Removal};

/// The part of an act that may always be read.
pub(super) fn fact(act: &Act) -> Option<wire::ActFact> {
    let Act { office, on_behalf_of, person: _ } = act;
    Some(wire::ActFact { office: office.clone(), on_behalf_of: on_behalf_of.as_ref().map(Into::into) })
}

/// The name of whoever acted, for PERSON; empty when unknown.
pub(super) fn acted_by(act: &Act) -> String {
    act.person.clone().unwrap_or_default()
}

/// An act again, from its part of FACT and the name in PERSON.
pub(super) fn read(fact: Option<wire::ActFact>, acted_by: Option<String>) -> Result<Act, Fault> {
    let wire::ActFact { office, on_behalf_of } = fact.ok_or_else(|| Fault::missing("act"))?;
    Ok(Act {
        office,
        on_behalf_of: optional(on_behalf_of, "act.on_behalf_of")?,
        person: acted_by.and_then(bytes::optional_text),
    })
}

impl From<&OnBehalfOf> for types::OnBehalfOf {
    fn from(OnBehalfOf { institution, document }: &OnBehalfOf) -> Self {
        Self { institution: institution.clone(), document: Some(document.into()) }
    }
}

impl TryFrom<types::OnBehalfOf> for OnBehalfOf {
    type Error = Fault;

    fn try_from(types::OnBehalfOf { institution, document }: types::OnBehalfOf) -> Result<Self, Fault> {
        Ok(Self { institution, document: required(document, "document")? })
    }
}

impl From<&DocumentCite> for types::DocumentCite {
    fn from(DocumentCite { authority, number, date }: &DocumentCite) -> Self {
        Self { authority: authority.clone(), number: number.clone(), date: date.to_string() }
    }
}

impl TryFrom<types::DocumentCite> for DocumentCite {
    type Error = Fault;

    fn try_from(types::DocumentCite { authority, number, date }: types::DocumentCite) -> Result<Self, Fault> {
        Ok(Self { authority, number, date: bytes::date(&date, "date")? })
    }
}

impl From<Removal> for wire::Removal {
    fn from(removal: Removal) -> Self {
        Self { reason: removal.code().to_owned() }
    }
}

impl TryFrom<wire::Removal> for Removal {
    type Error = Fault;

    fn try_from(wire::Removal { reason }: wire::Removal) -> Result<Self, Fault> {
        Self::from_code(&reason).ok_or_else(|| Fault::unknown("reason"))
    }
}

/// Why a record was removed; `None` while it stands.
pub(super) fn removal(removal: Option<wire::Removal>) -> Result<Option<Removal>, Fault> {
    optional(removal, "removal")
}

/// Who acted and one free text, for kinds whose PERSON has no more; `None` when neither is known.
pub(super) fn with_text(act: &Act, text: Option<&String>) -> Option<(String, String)> {
    let known = act.person.is_some() || text.is_some();
    known.then(|| (acted_by(act), text.cloned().unwrap_or_default()))
}
