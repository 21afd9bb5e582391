//! A plan as a readable file (TOML), such as `docs/plans/lc-2021.toml`.

use crate::error::RehearsalError;
use crate::files::text::{date, degree, level, optional_date, parse, read};
use domain::date::LegalDate;
use domain::eligibility::Policy;
use domain::vocabulary::{Degree, Level};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// The plan of Lai Châu for 2021 as this program ships it, byte for byte `docs/plans/lc-2021.toml`.
pub const LC_2021: &str = include_str!("../../../docs/plans/lc-2021.toml");

/// Greatest length of an id.
const ID_CHARS: usize = 40;

/// A plan file that was read and whose content holds together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// Stable id, 1 to 40 characters.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// Year, 2020 to 2100.
    pub year: u32,
    /// Title.
    pub title: String,
    /// Number and symbol; empty in a draft.
    pub number: String,
    /// Date of the document; `None` (an empty string in the file) while blank.
    #[serde(with = "optional_date")]
    pub date: Option<LegalDate>,
    /// Legal basis.
    pub legal_basis: String,
    /// First day on which a decision counts.
    #[serde(with = "date")]
    pub first_day: LegalDate,
    /// Last day on which a decision counts.
    #[serde(with = "date")]
    pub achieve_by: LegalDate,
    /// Day before which the districts' reports are due.
    #[serde(with = "date")]
    pub report_before: LegalDate,
    /// Day on which qualifications are reviewed.
    #[serde(with = "date")]
    pub review_date: LegalDate,
    /// Policy id: `R0`, `R1` or `R2`.
    pub policy: String,
    /// District codes (GSO), text, ascending.
    pub districts: Vec<String>,
    /// Targets, one per level.
    #[serde(rename = "target")]
    pub targets: Vec<PlanFileTarget>,
}

/// Target of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFileTarget {
    /// Level, by its code.
    #[serde(with = "level")]
    pub level: Level,
    /// Lower bound, whole percent, inclusive.
    pub low_percent: u32,
    /// Upper bound, whole percent, inclusive, at most 100.
    pub high_percent: u32,
    /// Least degree to which a person must be sent, by its code.
    #[serde(with = "degree")]
    pub min_degree: Degree,
}

impl PlanFile {
    /// Reads a plan file.
    ///
    /// # Errors
    /// [`RehearsalError::Io`], or [`RehearsalError::Content`] naming the key that is missing, unknown or wrong.
    pub fn load(path: &Path) -> Result<Self, RehearsalError> {
        Self::parse(&read(path)?, path)
    }

    /// Reads the text of a plan file; `path` is only named in errors.
    ///
    /// # Errors
    /// [`RehearsalError::Content`].
    pub fn parse(text: &str, path: &Path) -> Result<Self, RehearsalError> {
        let plan: Self = parse(text, path)?;
        plan.check(path)?;
        Ok(plan)
    }

    /// The policy of the plan.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy::from_id(&self.policy).unwrap_or_default()
    }

    /// The target of a level.
    #[must_use]
    pub fn target(&self, level: Level) -> Option<&PlanFileTarget> {
        self.targets.iter().find(|target| target.level == level)
    }

    /// What one key alone cannot say: ranges, order of days, one target per level.
    fn check(&self, path: &Path) -> Result<(), RehearsalError> {
        let fault = |key: &str, vi: &str, en: &str| Err(RehearsalError::content(path, key, vi, en));
        if self.id.is_empty() || self.id.chars().count() > ID_CHARS {
            return fault("id", "phải có từ 1 đến 40 ký tự", "must have 1 to 40 characters");
        }
        if self.version == 0 {
            return fault("version", "tính từ 1", "counts from 1");
        }
        if !(2020..=2100).contains(&self.year) {
            return fault("year", "phải từ 2020 đến 2100", "must be from 2020 to 2100");
        }
        for (key, text) in [("title", &self.title), ("legal_basis", &self.legal_basis)] {
            if text.trim().is_empty() {
                return fault(key, "không được để trống", "must not be empty");
            }
        }
        if self.achieve_by < self.first_day {
            return fault("achieve_by", "phải sau first_day", "must not lie before first_day");
        }
        if Policy::from_id(&self.policy).is_none() {
            return fault("policy", "phải là R0, R1 hoặc R2", "must be R0, R1 or R2");
        }
        let codes: BTreeSet<&str> = self.districts.iter().map(String::as_str).collect();
        if codes.is_empty() || codes.len() != self.districts.len() {
            return fault(
                "districts",
                "phải có ít nhất một mã, không trùng",
                "must name at least one code, none twice",
            );
        }
        self.check_targets(path)
    }

    fn check_targets(&self, path: &Path) -> Result<(), RehearsalError> {
        let fault = |key: String, vi: &str, en: &str| Err(RehearsalError::content(path, &key, vi, en));
        for (at, target) in self.targets.iter().enumerate() {
            if target.low_percent > target.high_percent || target.high_percent > 100 {
                let key = format!("target[{at}].high_percent");
                return fault(key, "phải từ low_percent đến 100", "must lie between low_percent and 100");
            }
        }
        for level in Level::ALL {
            if self.targets.iter().filter(|target| target.level == level).count() != 1 {
                let vi = format!("mỗi cấp phải có đúng một chỉ tiêu: {}", level.code());
                let en = format!("each level has exactly one target: {}", level.code());
                return Err(RehearsalError::content(path, "target", vi, en));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> Result<PlanFile, String> {
        PlanFile::parse(text, Path::new("plan.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn the_plan_of_2021_has_its_numbers() {
        let plan = reads(LC_2021).unwrap();
        assert_eq!((plan.id.as_str(), plan.version, plan.year), ("LC-2021", 1, 2021));
        assert_eq!((plan.number.as_str(), plan.date), ("", None));
        assert_eq!(plan.first_day.to_string(), "2021-01-01");
        assert_eq!(plan.achieve_by.to_string(), "2021-12-31");
        assert_eq!(plan.report_before.to_string(), "2021-11-01");
        assert_eq!(plan.policy(), Policy::R1);
        assert_eq!(plan.districts, ["105", "106", "107", "108", "109", "110", "111", "112"]);
        let targets = Level::ALL.map(|level| {
            let target = plan.target(level).unwrap();
            (target.low_percent, target.high_percent, target.min_degree)
        });
        assert_eq!(
            targets,
            [(11, 13, Degree::College), (10, 12, Degree::University), (11, 13, Degree::University)]
        );
    }

    #[test]
    fn a_fault_names_file_and_key() {
        let rows = [
            ("policy = \"R1\"", "policy = \"R9\"", "plan.toml: policy: must be R0, R1 or R2"),
            ("high_percent = 12", "high_percent = 9", "plan.toml: target[1].high_percent: must lie between"),
            (
                "level = \"PRIMARY\"",
                "level = \"PRESCHOOL\"",
                "plan.toml: target: each level has exactly one target: PRESCHOOL",
            ),
            ("achieve_by = \"2021-12-31\"", "achieve_by = \"31/12/2021\"", "achieve_by"),
            (
                "achieve_by = \"2021-12-31\"",
                "achieve_by = \"2020-12-31\"",
                "plan.toml: achieve_by: must not lie before",
            ),
            ("year = 2021", "year = 2021\ncolour = \"red\"", "colour"),
            ("title =", "# title =", "title"),
            ("\"112\"]", "\"105\"]", "plan.toml: districts"),
        ];
        for (right, wrong, expected) in rows {
            let error = reads(&LC_2021.replace(right, wrong)).unwrap_err();
            assert!(error.starts_with("plan.toml: ") && error.contains(expected), "{wrong}: {error}");
        }
    }
}
