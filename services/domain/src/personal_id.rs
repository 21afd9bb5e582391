//! Personal numbers: the 12 digits of the citizen's card (CCCD, số định danh) and the 9 of the old one (CMND).
//! Decree 137/2015/NĐ-CP Art. 13; Circulars 07/2016 and 59/2021/TT-BCA; rules.md 8. A number has no check digit, so all
//! that can be said is whether it fits the person; never use one as a key.

mod problem;

pub use problem::{IdError, IdWarning};

use crate::date::BirthDate;
use crate::vocabulary::Sex;
use std::fmt;

/// Codes of the 63 provinces of 2016, the third part of which a number starts with; numbers keep them after mergers.
const PROVINCES: &str = "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 \
    036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 \
    082 083 084 086 087 089 091 092 093 094 095 096";

/// First code of foreign countries (birth registered abroad); their list is not kept.
const FIRST_COUNTRY: &str = "100";

/// Which number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdKind {
    /// 12 digits: citizen's card, số định danh cá nhân.
    Citizen,
    /// 9 digits: chứng minh nhân dân, in use until 31/12/2024.
    OldCard,
}

/// A well-formed personal number. Debug output is masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonalId {
    digits: String,
    kind: IdKind,
}

impl PersonalId {
    /// Reads a number from the text of a cell; white space around it is ignored, nothing is padded or repaired.
    ///
    /// # Errors
    /// [`IdError`] when it is not 12 or 9 digits, with a hint where a spreadsheet seems to have eaten leading zeros.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let digits = text.trim();
        if IdError::looks_scientific(digits) {
            return Err(IdError::Scientific);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdError::NotDigits);
        }
        let kind = match digits.len() {
            12 => IdKind::Citizen,
            9 => IdKind::OldCard,
            8 | 11 => return Err(IdError::LeadingZeroLost),
            _ => return Err(IdError::WrongLength),
        };
        Ok(Self { digits: digits.to_owned(), kind })
    }

    /// Which number it is.
    #[must_use]
    pub const fn kind(&self) -> IdKind {
        self.kind
    }

    /// All digits. Personal data: for PERSON parts and comparison only, never for logs, keys or addresses.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The number as it may be shown: `********1234`.
    #[must_use]
    pub fn mask(&self) -> String {
        mask(&self.digits)
    }

    /// Whether all digits are the same: what is typed into a field that must not be empty. Such a number names nobody.
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        let first = self.digits.bytes().next();
        self.digits.bytes().all(|byte| Some(byte) == first)
    }

    /// What about the number does not fit the person. Warnings, never reasons to refuse: numbers are issued again and records
    /// corrected. An old card has no inner rule, so only a placeholder is noticed.
    #[must_use]
    pub fn check(&self, sex: Sex, birth: BirthDate) -> Vec<IdWarning> {
        let mut warnings = Vec::new();
        if self.is_placeholder() {
            warnings.push(IdWarning::Placeholder);
        }
        if let Some(inner) = self.inner() {
            if inner.sex != sex {
                warnings.push(IdWarning::Sex);
            }
            if inner.birth_year != birth.year() {
                warnings.push(IdWarning::BirthYear);
            }
            if !inner.place_known {
                warnings.push(IdWarning::Place);
            }
        }
        warnings
    }

    /// What the digits of a citizen's number say: 3 of the place, 1 of century and sex, 2 of the year, 6 random.
    fn inner(&self) -> Option<Inner> {
        if self.kind != IdKind::Citizen {
            return None;
        }
        let place = self.digits.get(..3)?;
        let century_and_sex: i32 = self.digits.get(3..4)?.parse().ok()?;
        let year: i32 = self.digits.get(4..6)?.parse().ok()?;
        Some(Inner {
            place_known: place >= FIRST_COUNTRY || PROVINCES.split_whitespace().any(|known| known == place),
            sex: if century_and_sex % 2 == 0 { Sex::Male } else { Sex::Female },
            birth_year: 1900 + century_and_sex / 2 * 100 + year,
        })
    }
}

/// What is written inside a citizen's number.
struct Inner {
    place_known: bool,
    sex: Sex,
    birth_year: i32,
}

impl fmt::Debug for PersonalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonalId({})", self.mask())
    }
}

/// Whether two numbers, as digits, are one; `None` where they say nothing about each other: a person may hold an old number of 9 digits and a new one of
/// 12, so only numbers of one kind are compared.
#[must_use]
pub fn same_number(one: &str, other: &str) -> Option<bool> {
    (one.len() == other.len()).then(|| one == other)
}

/// Any text of a number's field as it may be shown: its last four characters, stars before them; up to four
/// characters are all starred.
#[must_use]
pub fn mask(text: &str) -> String {
    let length = text.chars().count();
    let hidden = if length > 4 { length - 4 } else { length };
    text.chars().enumerate().map(|(place, letter)| if place < hidden { '*' } else { letter }).collect()
}

#[cfg(test)]
mod tests;
