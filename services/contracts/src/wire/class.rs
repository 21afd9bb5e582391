//! Classes.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::training::v1 as wire;
use domain::date::LegalDate;

/// One class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassInput {
    /// Code in the college.
    pub code: String,
    /// Code of the programme.
    pub programme_code: String,
    /// Places, 1 to 1,000.
    pub capacity: u32,
    /// First day.
    pub starts_on: Option<LegalDate>,
}

impl FromWire for ClassInput {
    type Wire = wire::ClassItem;

    fn read(item: wire::ClassItem, fields: &mut Fields) -> Option<Self> {
        let wire::ClassItem { code, programme_code, capacity, starts_on } = item;
        let code = fields.text("code", &code, limits::CODE);
        let programme_code = fields.text("programme_code", &programme_code, limits::CODE);
        let capacity = fields.number("capacity", capacity, limits::PLACES);
        let starts_on = fields.optional_date("starts_on", &starts_on);
        Some(Self {
            code: code?,
            programme_code: programme_code?,
            capacity: capacity?,
            starts_on: starts_on?,
        })
    }
}
