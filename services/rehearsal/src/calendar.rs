//! The days of the rehearsal year.

use crate::people::day;
use domain::date::LegalDate;

/// The Sở enters the plan.
pub(crate) fn plan() -> LegalDate {
    day(2021, 1, 11)
}

/// A district's roster is entered, with its majors table where it has one.
pub(crate) fn roster(district: usize) -> LegalDate {
    let days = [8, 10, 12, 15, 15, 17, 19, 22];
    day(2021, 3, days.get(district).copied().unwrap_or(22))
}

/// The date line of a district's roster, as prose has it (Decree 30/2020: 01-09 and months 1 and 2 with a zero).
pub(crate) fn roster_signed(code: &str) -> String {
    let at = crate::land::DISTRICTS
        .iter()
        .position(|district| district.code == code)
        .unwrap_or(0);
    prose(roster(at))
}

/// "ngày 05 tháng 3 năm 2021".
pub(crate) fn prose(date: LegalDate) -> String {
    use chrono::Datelike as _;
    let month = if date.month() < 3 {
        format!("{:02}", date.month())
    } else {
        date.month().to_string()
    };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}
