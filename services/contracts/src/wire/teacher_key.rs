//! Whom a row is about.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::nomination::v1 as wire;
use crate::refusal::Rule;
use domain::date::BirthDate;

/// What names a teacher: a code, or a valid national number, or name and birth date. At least one of the three is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeacherKey {
    /// Teacher code; empty when not given.
    pub code: String,
    /// Full name; empty when not given.
    pub full_name: String,
    /// Birth date.
    pub birth: Option<BirthDate>,
    /// Valid national number, digits alone.
    pub national_id: Option<String>,
}

impl FromWire for TeacherKey {
    type Wire = wire::TeacherKey;

    fn read(key: wire::TeacherKey, fields: &mut Fields) -> Option<Self> {
        let wire::TeacherKey { code, full_name, birth, national_id } = key;
        let code = fields.optional_text("code", &code, limits::CODE);
        let full_name = fields.optional_text("full_name", &full_name, limits::NAME);
        let birth = fields.optional_birth("birth", &birth);
        let national_id = fields.national_id("national_id", &national_id);
        let key = Self { code: code?, full_name: full_name?, birth: birth?, national_id };
        let named = !key.full_name.is_empty() && key.birth.is_some();
        if key.code.is_empty() && key.national_id.is_none() && !named {
            return fields.broken("code", Rule::Required, &[]);
        }
        Some(key)
    }
}
