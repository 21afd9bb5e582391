//! Identities, digests, dates and words as bodies hold them.

use super::fault::Fault;
use crate::dates;
use crate::vocabulary::{self, NotOfTheList};
use domain::date::{BirthDate, LegalDate};
use domain::ids::{AgencyId, Digest, RecordId};
use uuid::Uuid;

/// The bytes of an agency.
pub(super) fn of_agency(agency: AgencyId) -> Vec<u8> {
    agency.0.as_bytes().to_vec()
}

/// The bytes of a record.
pub(super) fn of_record(record: RecordId) -> Vec<u8> {
    record.0.as_bytes().to_vec()
}

/// An agency from 16 bytes.
pub(super) fn agency(bytes: &[u8], field: &str) -> Result<AgencyId, Fault> {
    uuid(bytes, field).map(AgencyId)
}

/// A record from 16 bytes.
pub(super) fn record(bytes: &[u8], field: &str) -> Result<RecordId, Fault> {
    uuid(bytes, field).map(RecordId)
}

fn uuid(bytes: &[u8], field: &str) -> Result<Uuid, Fault> {
    Uuid::from_slice(bytes).map_err(|_| Fault::new(field, "is not 16 bytes"))
}

/// Agencies from 16 bytes each.
pub(super) fn agencies(list: &[Vec<u8>], field: &str) -> Result<Vec<AgencyId>, Fault> {
    list.iter().enumerate().map(|(at, bytes)| agency(bytes, &format!("{field}[{at}]"))).collect()
}

/// Exactly 16 bytes.
pub(super) fn sixteen(bytes: &[u8], field: &str) -> Result<[u8; 16], Fault> {
    bytes.try_into().map_err(|_| Fault::new(field, "is not 16 bytes"))
}

/// Exactly 32 bytes.
pub(super) fn thirty_two(bytes: &[u8], field: &str) -> Result<[u8; 32], Fault> {
    bytes.try_into().map_err(|_| Fault::new(field, "is not 32 bytes"))
}

/// A digest of 32 bytes.
pub(super) fn digest(bytes: &[u8], field: &str) -> Result<Digest, Fault> {
    thirty_two(bytes, field).map(Digest)
}

/// The bytes of a digest that may be absent.
pub(super) fn of_digest(digest: Option<Digest>) -> Vec<u8> {
    digest.map(|digest| digest.0.to_vec()).unwrap_or_default()
}

/// `None` for no bytes, else a digest.
pub(super) fn optional_digest(bytes: &[u8], field: &str) -> Result<Option<Digest>, Fault> {
    unless_empty(bytes, |bytes| digest(bytes, field))
}

/// `None` for no bytes, else an agency.
pub(super) fn optional_agency(bytes: &[u8], field: &str) -> Result<Option<AgencyId>, Fault> {
    unless_empty(bytes, |bytes| agency(bytes, field))
}

fn unless_empty<T>(bytes: &[u8], read: impl FnOnce(&[u8]) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    (!bytes.is_empty()).then(|| read(bytes)).transpose()
}

/// `YYYY-MM-DD`.
pub(super) fn date(text: &str, field: &str) -> Result<LegalDate, Fault> {
    dates::legal_date(text).ok_or_else(|| Fault::new(field, "is not a date"))
}

/// `None` for no text, else `YYYY-MM-DD`.
pub(super) fn optional_date(text: &str, field: &str) -> Result<Option<LegalDate>, Fault> {
    (!text.is_empty()).then(|| date(text, field)).transpose()
}

/// The text of a date that may be absent.
pub(super) fn of_date(date: Option<LegalDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A birth date.
pub(super) fn birth(text: &str, field: &str) -> Result<BirthDate, Fault> {
    dates::birth_date(text).ok_or_else(|| Fault::new(field, "is not a birth date"))
}

/// `None` for no text.
pub(super) fn optional_text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A value of a closed list.
pub(super) fn word<Wire, Value>(number: i32, field: &str) -> Result<Value, Fault>
where
    Wire: TryFrom<i32>,
    Value: TryFrom<Wire, Error = NotOfTheList>,
{
    vocabulary::value::<Wire, Value>(number).map_err(|NotOfTheList| Fault::unknown(field))
}

/// A yes/no answer.
pub(super) fn answer(number: i32, field: &str) -> Result<Option<bool>, Fault> {
    vocabulary::answer(number).map_err(|NotOfTheList| Fault::unknown(field))
}

/// `None` for zero, else a value of a closed list.
pub(super) fn optional_word<Wire, Value>(number: i32, field: &str) -> Result<Option<Value>, Fault>
where
    Wire: TryFrom<i32>,
    Value: TryFrom<Wire, Error = NotOfTheList>,
{
    (number != 0).then(|| word::<Wire, Value>(number, field)).transpose()
}

/// `None` for no bytes, else a record.
pub(super) fn optional_record(bytes: &[u8], field: &str) -> Result<Option<RecordId>, Fault> {
    unless_empty(bytes, |bytes| record(bytes, field))
}
