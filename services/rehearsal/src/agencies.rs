//! The agencies of the rehearsal, as a registry lists them.

use crate::land::DISTRICTS;

/// Name of the college.
pub const COLLEGE_NAME: &str = "Trường Cao đẳng Cộng đồng Lai Châu";
/// Name of the department of education.
pub const DEPARTMENT_NAME: &str = "Sở Giáo dục và Đào tạo tỉnh Lai Châu";

/// Codes (GSO) and names of the districts, ascending by code; names begin with a capital letter, as in a table.
#[must_use]
pub fn districts() -> Vec<(&'static str, String)> {
    let capital = |name: &str| {
        let mut letters = name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    };
    DISTRICTS.iter().map(|district| (district.code, capital(district.name))).collect()
}
