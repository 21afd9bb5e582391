//! Rulings on double claims.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::plan::v1 as wire;
use crate::refusal::Rule;
use domain::ids::{Digest, RecordKey};

/// One ruling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingInput {
    /// Id of the break.
    pub break_id: Digest,
    /// The records that the claim is about: at least two, each once.
    pub persons: Vec<RecordKey>,
    /// For one person: the record, among `persons`, in whose row the person counts. `None`: different persons.
    pub counts_in: Option<RecordKey>,
    /// Document, as cited; may be empty.
    pub document: String,
    /// Why.
    pub reason: String,
}

impl FromWire for RulingInput {
    type Wire = wire::RulingItem;

    fn read(item: wire::RulingItem, fields: &mut Fields) -> Option<Self> {
        let wire::RulingItem { break_id, persons, same_person, counts_in, document, reason } = item;
        let break_id = fields.digest("break_id", &break_id);
        let persons: Option<Vec<RecordKey>> =
            fields.list("persons", persons, limits::RULED, |fields, field, person| {
                fields.required(field, Some(person))
            });
        let persons = fields.distinct("persons", persons);
        let counts_in = match (same_person, counts_in) {
            (true, None) => fields.broken("counts_in", Rule::Required, &[]),
            (false, Some(_)) => fields.broken("counts_in", Rule::NotExpected, &[]),
            (_, counts_in) => fields.optional::<RecordKey>("counts_in", counts_in),
        };
        let document = fields.optional_text("document", &document, limits::NAME);
        let reason = fields.text("reason", &reason, limits::FREE_TEXT);
        let (persons, counts_in) = (persons?, counts_in?);
        if counts_in.is_some_and(|record| !persons.contains(&record)) {
            return fields.broken("counts_in", Rule::NotOfTheList, &[]);
        }
        Some(Self { break_id: break_id?, persons, counts_in, document: document?, reason: reason? })
    }
}
