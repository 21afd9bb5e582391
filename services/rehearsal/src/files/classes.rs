//! The college's programmes and classes, as a readable file.

use super::text::{date, degree, level, parse, read};
use crate::error::RehearsalError;
use domain::date::LegalDate;
use domain::vocabulary::{Degree, Level, StudyForm};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Hình thức đào tạo, as the file writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StudyFormWord {
    /// Vừa làm vừa học.
    InService,
    /// Chính quy.
    FullTime,
}

impl From<StudyFormWord> for StudyForm {
    fn from(word: StudyFormWord) -> Self {
        match word {
            StudyFormWord::InService => Self::InService,
            StudyFormWord::FullTime => Self::FullTime,
        }
    }
}

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeEntry {
    /// Code in the college.
    pub code: String,
    /// Name.
    pub name: String,
    /// Level whose teachers it is for, by its code.
    #[serde(with = "level")]
    pub level: Level,
    /// Degree that it leads to, by its code.
    #[serde(with = "degree")]
    pub degree: Degree,
    /// `IN_SERVICE` or `FULL_TIME`.
    pub study_form: StudyFormWord,
    /// Institution that awards the degree; empty = the college itself, which awards cao đẳng only.
    pub awarding_institution: String,
    /// Credits.
    pub credits: u32,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    /// Mã lớp.
    pub code: String,
    /// Code of the programme.
    pub programme: String,
    /// Places.
    pub capacity: u32,
    /// First day.
    #[serde(with = "date")]
    pub starts_on: LegalDate,
}

/// Programmes and classes of one college.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassesFile {
    /// Programmes.
    #[serde(rename = "programme")]
    pub programmes: Vec<ProgrammeEntry>,
    /// Classes.
    #[serde(rename = "class")]
    pub classes: Vec<ClassEntry>,
}

impl ClassesFile {
    /// Reads the file.
    ///
    /// # Errors
    /// [`RehearsalError::Io`]; [`RehearsalError::Content`] naming line and key, or a class without programme.
    pub fn load(path: &Path) -> Result<Self, RehearsalError> {
        let file: Self = parse(&read(path)?, path)?;
        for (at, class) in file.classes.iter().enumerate() {
            if !file.programmes.iter().any(|programme| programme.code == class.programme) {
                let vi = format!("không có chương trình “{}”", class.programme);
                let en = format!("there is no programme “{}”", class.programme);
                return Err(RehearsalError::content(path, &format!("class[{at}].programme"), vi, en));
            }
        }
        Ok(file)
    }
}
