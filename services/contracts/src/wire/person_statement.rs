//! What a district states about one of its records and another agency's.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::roster::v1 as wire;
use crate::pb::types::v1 as types;
use crate::refusal::Rule;
use domain::ids::{Position, RecordId, RecordKey};

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonStatementInput {
    /// Teacher record of the district.
    pub teacher: RecordId,
    /// The other agency's record.
    pub other: SeenRecord,
    /// True: two persons. False: one.
    pub different: bool,
    /// Document, as cited; may be empty.
    pub document: String,
    /// Why.
    pub reason: String,
}

/// A record of another agency, as its owner told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenRecord {
    /// The record.
    pub key: RecordKey,
    /// Revision and place; `None` when only the node itself can tell.
    pub seen: Option<(u64, Position)>,
}

impl FromWire for PersonStatementInput {
    type Wire = wire::PersonStatementItem;

    fn read(item: wire::PersonStatementItem, fields: &mut Fields) -> Option<Self> {
        let wire::PersonStatementItem { teacher_record_id, other, statement, document, reason } = item;
        let teacher = fields.record("teacher_record_id", &teacher_record_id);
        let other = fields.required("other", other);
        let different = match wire::PersonStatement::try_from(statement) {
            Ok(wire::PersonStatement::SamePerson) => Some(false),
            Ok(wire::PersonStatement::DifferentPerson) => Some(true),
            Ok(wire::PersonStatement::Unspecified) => fields.broken("statement", Rule::Required, &[]),
            Err(_) => fields.broken("statement", Rule::NotOfTheList, &[]),
        };
        let document = fields.optional_text("document", &document, limits::NAME);
        let reason = fields.text("reason", &reason, limits::FREE_TEXT);
        Some(Self {
            teacher: teacher?,
            other: other?,
            different: different?,
            document: document?,
            reason: reason?,
        })
    }
}

impl FromWire for SeenRecord {
    type Wire = wire::SeenRecord;

    fn read(record: wire::SeenRecord, fields: &mut Fields) -> Option<Self> {
        let wire::SeenRecord { record, revision, seen } = record;
        let key = fields.required("record", record);
        let seen = match (revision, seen) {
            (0, None) => Some(None),
            (1.., Some(types::Position { epoch: 1.., position: 1.. })) => {
                Some(seen.map(|seen| (revision, seen.into())))
            }
            (0, Some(_)) => fields.broken("revision", Rule::Required, &[]),
            (1.., _) => fields.broken("seen", Rule::Required, &[]),
        };
        Some(Self { key: key?, seen: seen? })
    }
}

/// One statement to take back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRemovalInput {
    /// Teacher record of the district.
    pub teacher: RecordId,
    /// The other agency's record.
    pub other: RecordKey,
    /// Why it was an error.
    pub reason: String,
}

impl FromWire for StatementRemovalInput {
    type Wire = wire::RemovePersonStatementItem;

    fn read(item: wire::RemovePersonStatementItem, fields: &mut Fields) -> Option<Self> {
        let wire::RemovePersonStatementItem { teacher_record_id, other, reason } = item;
        let teacher = fields.record("teacher_record_id", &teacher_record_id);
        let other = fields.required("other", other);
        let reason = fields.text("reason", &reason, limits::FREE_TEXT);
        Some(Self { teacher: teacher?, other: other?, reason: reason? })
    }
}
