//! How big the province is, as an exact decimal.

use std::fmt;
use std::str::FromStr;

/// A factor in thousandths: 1 is a province of about 8,000 teachers. From 0.001 to 10; below about 0.05 every row of the
/// plan still keeps the dozen or two of teachers that a verdict needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale(u32);

/// The text is no scale.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no scale: a decimal from 0.001 to 10 with at most three digits after the point")]
pub struct NotAScale(String);

impl NotAScale {
    /// The fault in Vietnamese.
    #[must_use]
    pub fn text_vi(&self) -> String {
        format!(
            "“{}” không phải tỷ lệ: ghi số thập phân từ 0.001 đến 10, tối đa ba chữ số sau dấu chấm",
            self.0
        )
    }
}

impl Scale {
    /// The real size.
    pub const ONE: Self = Self(1000);

    /// A scale in thousandths, `None` outside 1..=10,000.
    #[must_use]
    pub const fn from_thousandths(thousandths: u32) -> Option<Self> {
        if thousandths >= 1 && thousandths <= 10_000 { Some(Self(thousandths)) } else { None }
    }

    /// A number at this scale, rounded to the nearest.
    pub(crate) const fn of(self, number: u32) -> u32 {
        number.saturating_mul(self.0).saturating_add(500) / 1000
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self::ONE
    }
}

impl FromStr for Scale {
    type Err = NotAScale;

    fn from_str(text: &str) -> Result<Self, NotAScale> {
        let fault = || NotAScale(text.to_owned());
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        if part.len() > 3 || !whole.chars().chain(part.chars()).all(|c| c.is_ascii_digit()) {
            return Err(fault());
        }
        let number = format!("{whole}{part:0<3}").parse().map_err(|_| fault())?;
        Self::from_thousandths(number).ok_or_else(fault)
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:03}", self.0 / 1000, self.0 % 1000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_exact() {
        for (text, of_2600) in
            [("1", 2600), ("0.05", 130), ("0.001", 3), (" 2.5 ", 6500), ("10", 26_000), (".5", 1300)]
        {
            let scale: Scale = text.parse().unwrap();
            assert_eq!(scale.of(2600), of_2600, "{text}");
        }
        assert_eq!("0.050".parse::<Scale>().unwrap().to_string(), "0.05");
        assert_eq!(Scale::ONE.to_string(), "1");
        for wrong in ["", "0", "11", "-1", "1e3", "1,5", "0.0001", "x"] {
            assert!(wrong.parse::<Scale>().is_err(), "{wrong}");
        }
    }
}
