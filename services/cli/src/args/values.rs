//! Values of arguments as officers write them.

use domain::date::{BirthDate, LegalDate};
use domain::text::fold;
use domain::vocabulary::{Level, ScopeStatus};
use workbook::table::{Value, date};

/// The value whose code or Vietnamese words are written.
fn one_of<T: Copy>(
    text: &str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
    vi: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    let asked = fold(text);
    let found = all.iter().find(|one| fold(code(**one)) == asked || fold(vi(**one)) == asked);
    let codes = || all.iter().map(|one| code(*one)).collect::<Vec<_>>().join(", ");
    found.copied().ok_or_else(|| format!("cho phép / allowed: {}", codes()))
}

/// A level: `PRIMARY`, or `tiểu học`.
pub(super) fn level(text: &str) -> Result<Level, String> {
    one_of(text, &Level::ALL, Level::code, Level::vi)
}

/// A status of a scope list, by code or words.
pub(super) fn status(text: &str) -> Result<ScopeStatus, String> {
    one_of(text, &ScopeStatus::ALL, ScopeStatus::code, ScopeStatus::vi)
}

/// A birth date as far as it is known: a day, a month, or a year.
pub(super) fn birth(text: &str) -> Result<BirthDate, String> {
    date::partial(&Value::Text(text.to_owned())).map_err(|fault| format!("{} / {}", fault.vi, fault.en))
}

/// A day: `2021-12-31` or `31/12/2021`.
pub(super) fn day(text: &str) -> Result<LegalDate, String> {
    date::full(&Value::Text(text.to_owned())).map_err(|fault| format!("{} / {}", fault.vi, fault.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officers_write_levels_and_dates_in_their_own_way() {
        assert_eq!(level("tiểu học"), Ok(Level::Primary));
        assert_eq!(level("lower_secondary"), Ok(Level::LowerSecondary));
        assert!(level("thpt").unwrap_err().contains("PRESCHOOL, PRIMARY, LOWER_SECONDARY"));
        assert_eq!(status("UNDECIDED"), Ok(ScopeStatus::Undecided));
        assert_eq!(day("31/12/2021").map(|day| day.to_string()).as_deref(), Ok("2021-12-31"));
        assert!(day("12/2021").unwrap_err().contains(" / "));
        assert_eq!(birth("1985").map(|birth| birth.to_string()).as_deref(), Ok("1985"));
    }
}
