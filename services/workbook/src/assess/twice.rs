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
            let fault = twice("CODE_TWICE", "Mã GV", "code", (first, &row.place));
            warnings.push(Problem::of_cell(&row.place, "Mã GV", Some(code.clone()), fault));
        }
        if let Some(number) = &row.national_id
            && let Some(first) = numbers.insert(number.digits(), &row.place)
        {
            let fault = twice("ID_TWICE", "Số định danh", "personal number", (first, &row.place));
            warnings.push(Problem::of_cell(&row.place, "Số định danh", Some(mask(number.digits())), fault));
        }
    }
    warnings
}

fn twice(code: &'static str, vi: &str, en: &str, (first, second): (&Place, &Place)) -> Fault {
    let sheet = first.sheet.as_deref().map(|sheet| format!(" “{sheet}”")).unwrap_or_default();
    let (file, row) = (&first.file, first.row);
    // Two files may be of two districts; one file goes into one node, which has each teacher once.
    let (import_vi, import_en) = if first.file == second.file {
        (
            " ở đây; lienthong import chỉ nhận hai dòng giống hệt nhau, nếu khác thì từ chối cả hai",
            " here; lienthong import takes them only if they are the same in every column, else neither",
        )
    } else {
        ("", "")
    };
    Fault::new(
        code,
        format!("{vi} trùng với {file}{sheet} dòng {row}; cả hai dòng đều được tính{import_vi}"),
        format!("the same {en} stands in {file}{sheet} row {row}; both rows are counted{import_en}"),
    )
}
