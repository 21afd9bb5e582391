//! Who acts, in which office, for whom.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::types::v1 as wire;
use domain::record::{Act, OnBehalfOf};

impl FromWire for Act {
    type Wire = wire::ActedBy;

    fn read(acted_by: wire::ActedBy, fields: &mut Fields) -> Option<Self> {
        let wire::ActedBy { person, office, on_behalf_of } = acted_by;
        let person = fields.text("person", &person, limits::NAME);
        let office = fields.text("office", &office, limits::NAME);
        let on_behalf_of = fields.optional("on_behalf_of", on_behalf_of);
        Some(Self { office: office?, on_behalf_of: on_behalf_of?, person: Some(person?) })
    }
}

impl FromWire for OnBehalfOf {
    type Wire = wire::OnBehalfOf;

    fn read(on_behalf_of: wire::OnBehalfOf, fields: &mut Fields) -> Option<Self> {
        let wire::OnBehalfOf { institution, document } = on_behalf_of;
        let institution = fields.text("institution", &institution, limits::NAME);
        let document = fields.required("document", document);
        Some(Self { institution: institution?, document: document? })
    }
}
