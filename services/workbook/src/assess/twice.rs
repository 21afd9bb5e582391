//! Teachers who seem to stand twice in the files: warnings, because only an officer can say which row holds.

use super::Judged;
use crate::problem::{Fault, Place, Problem};
use domain::personal_id::mask;
use std::collections::HashMap;

/// Warnings for a code that a file has twice, and for a personal number that any two rows have. The later row is named.
pub(super) fn warnings(rows: &[Judged]) -> Vec<Problem> {
    let mut codes: HashMap<(&str, &str), &Place> = HashMap::new();
    let mut numbers: HashMap<&str, &Place> = HashMap::new();
    let mut warnings = Vec::new();
    for Judged { row, .. } in rows {
        if let Some(code) = &row.code
            && let Some(first) = codes.insert((&row.place.file, code), &row.place)
        {
            let fault = twice("CODE_TWICE", "Mã GV", "code", first);
            warnings.push(Problem::of_cell(&row.place, "Mã GV", Some(code.clone()), fault));
        }
        if let Some(number) = &row.national_id
            && let Some(first) = numbers.insert(number.digits(), &row.place)
        {
            let fault = twice("ID_TWICE", "Số định danh", "personal number", first);
            warnings.push(Problem::of_cell(&row.place, "Số định danh", Some(mask(number.digits())), fault));
        }
    }
    warnings
}

fn twice(code: &'static str, vi: &str, en: &str, first: &Place) -> Fault {
    let sheet = first.sheet.as_deref().map(|sheet| format!(" “{sheet}”")).unwrap_or_default();
    let (file, row) = (&first.file, first.row);
    Fault::new(
        code,
        format!("{vi} trùng với {file}{sheet} dòng {row}; cả hai dòng đều được tính"),
        format!("the same {en} stands in {file}{sheet} row {row}; both rows are counted"),
    )
}
