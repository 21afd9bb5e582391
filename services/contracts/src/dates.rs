//! Dates as contracts write them: ISO text, every digit there, nothing around it.

use chrono::NaiveDate;
use domain::date::{BirthDate, LegalDate, YearMonth};

/// Reads `YYYY-MM-DD`; `None` for any other form and for days that no calendar has.
#[must_use]
pub fn legal_date(text: &str) -> Option<LegalDate> {
    let (month, day) = split(text, 7)?;
    let (year, month) = split(month, 4)?;
    NaiveDate::from_ymd_opt(
        digits(year, 4)?,
        u32::try_from(digits(month, 2)?).ok()?,
        u32::try_from(digits(day, 2)?).ok()?,
    )
}

/// Reads `YYYY-MM`; `None` for any other form.
#[must_use]
pub fn year_month(text: &str) -> Option<YearMonth> {
    let (year, month) = split(text, 4)?;
    YearMonth::new(digits(year, 4)?, u32::try_from(digits(month, 2)?).ok()?)
}

/// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `None` for any other form.
#[must_use]
pub fn birth_date(text: &str) -> Option<BirthDate> {
    match text.len() {
        4 => digits(text, 4).map(BirthDate::Year),
        7 => year_month(text).map(BirthDate::Month),
        _ => legal_date(text).map(BirthDate::Day),
    }
}

/// The text before and after a hyphen that must stand at this byte.
fn split(text: &str, at: usize) -> Option<(&str, &str)> {
    let (before, after) = text.split_at_checked(at)?;
    Some((before, after.strip_prefix('-')?))
}

/// A number of exactly so many ASCII digits.
fn digits(text: &str, count: usize) -> Option<i32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_again() {
        for text in ["1970-01-31", "1970-01", "1970", "2020-02-29"] {
            assert_eq!(birth_date(text).unwrap().to_string(), text);
        }
        assert_eq!(legal_date("2021-12-31").unwrap().to_string(), "2021-12-31");
        assert_eq!(year_month("2027-06").unwrap().to_string(), "2027-06");
    }

    #[test]
    fn every_other_form_is_refused() {
        for text in [
            "",
            "31/12/2021",
            "2021-12-31 ",
            "2021-12-31T00:00",
            "2021-2-3",
            "2021-02-29",
            "2021-13",
            "+021-01",
            "202",
            "20211231",
            "２０２１",
            "2021-12-311",
            "năm",
            "2021-00-10",
        ] {
            assert_eq!(birth_date(text), None, "{text}");
            assert_eq!(legal_date(text), None, "{text}");
        }
        assert_eq!(legal_date("2021-12"), None);
        assert_eq!(year_month("2021"), None);
    }
}
