//! `input/manifest.json`: every file of a rehearsal in the order of play.

use super::text::{date, read};
use crate::error::RehearsalError;
use domain::date::LegalDate;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Name of the manifest below `input/`.
pub const FILE: &str = "manifest.json";
/// `agency` of the college's files: its code in the registry, as breaks and lists show it.
pub const COLLEGE: &str = "CDCD";
/// `agency` of the files of the Sở GD&ĐT.
pub const DEPARTMENT: &str = "department";
/// `agency` of what no agency does: the clock and the network.
pub const REHEARSAL: &str = "rehearsal";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// The steps of the rehearsal clock (TOML): see [`ClockFile`](super::acts::ClockFile).
    Clock,
    /// Times at which agencies are off the network (TOML): see [`AwayFile`](super::acts::AwayFile).
    Away,
    /// A plan (TOML): see [`PlanFile`](crate::PlanFile).
    Plan,
    /// A district's filled-in majors table (CSV); it comes before the roster of the same day, which it settles.
    Majors,
    /// A district's roster (workbook).
    Roster,
    /// A freeze of scope lists (TOML): see [`FreezeFile`](super::acts::FreezeFile).
    Freeze,
    /// The college's programmes and classes (TOML): see [`ClassesFile`](super::classes::ClassesFile).
    Classes,
    /// Nominations (workbook, form "Cử đi").
    Nominations,
    /// Enrollments (workbook, form "Nhập học").
    Enrollments,
    /// Results (workbook, form "Kết quả").
    Results,
    /// A ruling on a double claim (TOML): see [`RulingFile`](super::acts::RulingFile).
    Ruling,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestEntry {
    /// Path below `input/`, with `/`.
    pub file: String,
    /// What it is.
    pub kind: FileKind,
    /// Who feeds it in: a district's GSO code, or [`COLLEGE`], [`DEPARTMENT`], [`REHEARSAL`].
    pub agency: String,
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// Place in the play, from 1 without a hole; dates of entry never fall along it.
    pub order: u32,
    /// Date on which the agency enters it into its own node.
    #[serde(with = "date")]
    pub entered_on: LegalDate,
    /// Date on which the coordinator receives what came of it: the same, or the agency's return to the network.
    #[serde(with = "date")]
    pub received_on: LegalDate,
}

/// Reads the manifest of an input folder, ascending by order.
///
/// # Errors
/// [`RehearsalError::Io`]; [`RehearsalError::Content`] when it is no such list.
pub fn load(input: &Path) -> Result<Vec<ManifestEntry>, RehearsalError> {
    let path = input.join(FILE);
    let text = read(&path)?;
    let mut entries: Vec<ManifestEntry> = serde_json::from_str(&text).map_err(|error| {
        RehearsalError::content(
            &path,
            "",
            format!("không đọc được: {error}"),
            format!("cannot be read: {error}"),
        )
    })?;
    entries.sort_by_key(|entry| entry.order);
    Ok(entries)
}
