//! Reading and writing of small TOML files, with dates as `YYYY-MM-DD` and words by their stable codes.

use crate::error::RehearsalError;
use domain::date::LegalDate;
use domain::vocabulary::{Degree, Level};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize as _, Deserializer, Serialize, Serializer};
use std::path::Path;

/// Reads a file as text.
pub(crate) fn read(path: &Path) -> Result<String, RehearsalError> {
    std::fs::read_to_string(path).map_err(RehearsalError::io(path))
}

/// Reads TOML; the error names file, line and key.
pub(crate) fn parse<T: DeserializeOwned>(text: &str, path: &Path) -> Result<T, RehearsalError> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let shown = error.to_string();
        let line = error
            .span()
            .and_then(|span| text.get(..span.start))
            .map_or(0, |before| before.lines().count().max(1));
        RehearsalError::content(
            path,
            &format!("line {line}"),
            format!("không đọc được: {}", shown.trim()),
            shown.trim(),
        )
    })
}

/// A date written `YYYY-MM-DD`.
fn to_date(text: &str) -> Option<LegalDate> {
    LegalDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
}

/// A required date.
pub(crate) mod date {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(date: &LegalDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LegalDate, D::Error> {
        let text = String::deserialize(deserializer)?;
        to_date(&text).ok_or_else(|| D::Error::custom(format!("“{text}” is no date YYYY-MM-DD")))
    }
}

/// A date that may be blank.
pub(crate) mod optional_date {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(
        date: &Option<LegalDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        date.map(|date| date.to_string()).unwrap_or_default().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<LegalDate>, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(None);
        }
        to_date(&text).map(Some).ok_or_else(|| D::Error::custom(format!("“{text}” is no date YYYY-MM-DD")))
    }
}

/// A level by its code.
pub(crate) mod level {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
        level.code().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
        let text = String::deserialize(deserializer)?;
        let found = Level::ALL.into_iter().find(|level| level.code() == text);
        found.ok_or_else(|| {
            D::Error::custom(format!("“{text}” is none of PRESCHOOL, PRIMARY, LOWER_SECONDARY"))
        })
    }
}

/// A degree by its code.
pub(crate) mod degree {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(degree: &Degree, serializer: S) -> Result<S::Ok, S::Error> {
        degree.code().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Degree, D::Error> {
        let text = String::deserialize(deserializer)?;
        let codes: Vec<&str> = Degree::ALL.iter().map(|degree| degree.code()).collect();
        let found = Degree::ALL.into_iter().find(|degree| degree.code() == text);
        found.ok_or_else(|| D::Error::custom(format!("“{text}” is none of {}", codes.join(", "))))
    }
}
