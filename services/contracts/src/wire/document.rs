//! Documents as letters cite them, and references to records.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::types::v1 as wire;
use domain::ids::RecordKey;
use domain::record::DocumentCite;

impl FromWire for DocumentCite {
    type Wire = wire::DocumentCite;

    fn read(cite: wire::DocumentCite, fields: &mut Fields) -> Option<Self> {
        let wire::DocumentCite { authority, number, date } = cite;
        let authority = fields.text("authority", &authority, limits::NAME);
        let number = fields.text("number", &number, limits::NUMBER);
        let date = fields.date("date", &date);
        Some(Self { authority: authority?, number: number?, date: date? })
    }
}

impl FromWire for RecordKey {
    type Wire = wire::RecordRef;

    fn read(reference: wire::RecordRef, fields: &mut Fields) -> Option<Self> {
        let wire::RecordRef { agency, record_id } = reference;
        let agency = fields.agency("agency", &agency);
        let record = fields.record("record_id", &record_id);
        Some(Self { agency: agency?, record: record? })
    }
}
