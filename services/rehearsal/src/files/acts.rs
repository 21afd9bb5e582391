//! Acts and events of a rehearsal that no workbook holds.

use super::text::{date, level, parse, read};
use crate::error::RehearsalError;
use domain::date::LegalDate;
use domain::vocabulary::Level;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The Sở freezes the scope lists of some districts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeFile {
    /// Plan id.
    pub plan: String,
    /// Day of the freeze.
    #[serde(with = "date")]
    pub date: LegalDate,
    /// Document, as cited.
    pub document: String,
    /// District codes.
    pub districts: Vec<String>,
}

/// What a ruling says about two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RulingVerdict {
    /// Two persons; each counts in their own row.
    DifferentPersons,
    /// One person, who counts in the row of the first record named.
    SamePerson,
}

/// A teacher record, by district and code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulingPerson {
    /// District code.
    pub district: String,
    /// Mã GV in that district.
    pub teacher_code: String,
    /// Level of the record.
    #[serde(with = "level")]
    pub level: Level,
}

/// The Sở settles a double claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulingFile {
    /// Day of the ruling.
    #[serde(with = "date")]
    pub date: LegalDate,
    /// Document, as cited.
    pub document: String,
    /// What it says.
    pub verdict: RulingVerdict,
    /// Why.
    pub reason: String,
    /// The records that the claim is about.
    #[serde(rename = "person")]
    pub persons: Vec<RulingPerson>,
}

/// An agency is off the network for some time: what it enters stays with it until it is back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwayFile {
    /// Agency, as in the manifest.
    pub agency: String,
    /// First day off the network.
    #[serde(with = "date")]
    pub from: LegalDate,
    /// Day on which it is back, before anything is entered.
    #[serde(with = "date")]
    pub back_on: LegalDate,
    /// Why.
    pub reason: String,
}

/// One step of the rehearsal clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockStep {
    /// The day that the clock shows, at +07:00.
    #[serde(with = "date")]
    pub date: LegalDate,
    /// The time of day, `HH:MM`.
    pub time: String,
    /// What happens, in Vietnamese.
    pub note: String,
}

/// The days that the rehearsal clock shows, ascending; every `entered_on` and `received_on` of the manifest is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockFile {
    /// The steps.
    #[serde(rename = "step")]
    pub steps: Vec<ClockStep>,
}

/// Loading by type, for each of the files.
macro_rules! loads {
    ($($file:ty),*) => {$(
        impl $file {
            /// Reads the file.
            ///
            /// # Errors
            /// [`RehearsalError::Io`]; [`RehearsalError::Content`] naming line and key.
            pub fn load(path: &Path) -> Result<Self, RehearsalError> {
                parse(&read(path)?, path)
            }
        }
    )*};
}

loads!(FreezeFile, RulingFile, AwayFile, ClockFile);
