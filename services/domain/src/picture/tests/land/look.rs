//! Looking at a picture.

use crate::ids::AgencyId;
use crate::picture::{Picture, Row};
use crate::vocabulary::Level;

pub(in super::super) fn row(picture: &Picture, district: AgencyId, level: Level) -> &Row {
    let found = picture.rows.iter().find(|row| row.district == Some(district) && row.level == level);
    found.unwrap()
}

pub(in super::super) fn total(picture: &Picture, level: Level) -> &Row {
    picture.totals.iter().find(|row| row.level == level).unwrap()
}

/// in scope, sent, disputed.
pub(in super::super) fn counts(row: &Row) -> (u64, u64, u64) {
    (row.in_scope, row.sent, row.disputed)
}

/// Codes of the open breaks, ascending.
pub(in super::super) fn kinds(picture: &Picture) -> Vec<&'static str> {
    picture.breaks.iter().map(|open| open.kind.code()).collect()
}
