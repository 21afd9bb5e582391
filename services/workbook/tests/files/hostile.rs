//! Files that are strange, broken or very large.

use crate::assess::{HEADER, errors, judge, statuses};
use crate::common::{text_file, xlsx_file};
use rust_xlsxwriter::Workbook;
use std::path::Path;
use workbook::assess::Lang;
use workbook::form::{RosterRow, read_bytes};
use workbook::table::open;

#[test]
fn formulas_give_their_stored_value_and_errors_name_their_cell() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!(
        "{HEADER}|Tên trường\n\
        =UPPER(Z1)>Lò Văn Ơn|01/09/1965|Nam|THCS|=Z2>CĐ||=Z3>Trường A\n\
        A|01/09/1965|Nam|THCS|=Z2>#N/A||x\n\
        A|01/09/1965|Nam|THCS|CĐ||=Z2>#REF!"
    );
    let path = xlsx_file(dir.path(), "r.xlsx", &[("S", &lines)]);
    let report = judge(&[path]);
    assert_eq!(statuses(&report), ["2 IN_SCOPE 2027-06 84", "4 IN_SCOPE 2027-06 84"]);
    assert_eq!(report.rows[0].row.school.as_deref(), Some("Trường A"));
    assert_eq!(errors(&report).len(), 1);
    assert!(errors(&report)[0].starts_with("3 Trình độ"), "{:?}", errors(&report));
}

#[test]
fn old_and_open_workbooks_say_the_same() {
    for name in ["roster.xls", "roster.ods"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
        let report = judge(&[path]);
        assert_eq!(errors(&report), [""; 0], "{name}: {:?}", report.errors);
        let expect = ["4 IN_SCOPE 2027-06 84", "5 NEAR_RETIREMENT 2027-05 83", "7 IN_SCOPE 2042-05 263"];
        assert_eq!(statuses(&report), expect, "{name}");
        let codes: Vec<_> = report.rows.iter().map(|judged| judged.row.code.as_deref().unwrap()).collect();
        assert_eq!((codes, report.skipped), (vec!["7", "007", "12.5"], 1), "{name}");
        assert_eq!(report.rows[0].row.nvsp, Some(true), "{name}");
        assert_eq!(report.rows[0].row.place.sheet.as_deref(), Some("Danh sách"), "{name}");
    }
}

#[test]
fn one_stray_cell_at_the_far_end_costs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [HEADER, "A|01/09/1965|Nam|THCS|CĐ|"];
    for (row, line) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(line.split('|')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.write_string(1, 16_383, ".").unwrap();
    sheet.write_string(1_048_575, 16_383, ".").unwrap();
    let path = dir.path().join("far.xlsx");
    workbook.save(&path).unwrap();
    let report = judge(&[path]);
    assert_eq!(statuses(&report), ["2 IN_SCOPE 2027-06 84"]);
    assert_eq!(errors(&report), [""; 0]);
    let out = dir.path().join("out.xlsx");
    report.write_xlsx(&out, Lang::Vi).unwrap();
    let sheets = open(&out).unwrap().sheets;
    assert_eq!(sheets[0].rows[1].get(7).shown(), "IN_SCOPE");
    assert_eq!(sheets[0].rows[1].get(16_383).shown(), ".");
}

#[test]
fn a_hundred_thousand_rows_are_judged() {
    let mut lines = format!("{HEADER}\n").replace('|', ";");
    for row in 0..100_000_u32 {
        lines.push_str(&format!(
            "Giàng A Páo;{:02}/{:02}/1970;Nữ;Tiểu học;Trung cấp;\n",
            row % 28 + 1,
            row % 12 + 1
        ));
    }
    let dir = tempfile::tempdir().unwrap();
    let report = judge(&[text_file(dir.path(), "big.csv", &lines)]);
    assert_eq!((report.rows.len(), report.errors.len()), (100_000, 0));
    assert_eq!(report.rows[99_999].row.place.row, 100_001);
}

#[test]
fn any_bytes_give_an_answer() {
    let cases: [&[u8]; 8] = [
        b"",
        b" \r\n ",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut",
        b"\xFF\xFE\x00",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"%PDF-1.7\n",
        b"\"never closed;a;b\n\n",
    ];
    for bytes in cases {
        let reading = read_bytes::<RosterRow>("f", bytes);
        assert_eq!((reading.rows.len(), reading.errors.len()), (0, 1), "{bytes:?}");
        assert_eq!(&*reading.errors[0].file, "f");
    }
}

#[test]
fn a_data_row_is_never_taken_for_noise() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!(
        "{HEADER}\n\
        Tổng Cộng Sinh|1970|Nữ|THCS|CĐ|\n\
        Thủ Trưởng|1970|Nữ|THCS|CĐ|\n\
        Lưu Văn A|1970|||\n\
        |1970|Nữ|THCS|CĐ|\n\
        Người lập|||||\n\
        Vàng Thị Mỷ|1970|Nữ|THCS|CĐ|\n\
        Vàng Thị Mỷ|||||"
    );
    let path = xlsx_file(dir.path(), "r.xlsx", &[("S", &lines)]);
    let report = judge(&[path]);
    let rows: Vec<_> = report.rows.iter().map(|judged| judged.row.place.row).collect();
    assert_eq!(rows, [2, 3, 7]);
    let listed: std::collections::BTreeSet<_> = report.errors.iter().filter_map(|error| error.row).collect();
    // The last row stands after a good one again, so it is no signature but a person with nothing filled in.
    assert_eq!(listed.into_iter().collect::<Vec<_>>(), [4, 5, 8]);
    assert_eq!(report.skipped, 1);
}

mod any {
    use super::{RosterRow, read_bytes};
    use proptest::prelude::*;

    const OLD: &[u8] = include_bytes!("../data/roster.xls");
    const OPEN: &[u8] = include_bytes!("../data/roster.ods");

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_damaged_workbook_never_panics(
            old in any::<bool>(),
            damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
            cut in proptest::option::of(any::<proptest::sample::Index>()),
        ) {
            let mut bytes = if old { OLD } else { OPEN }.to_vec();
            for (at, byte) in damage {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            let reading = read_bytes::<RosterRow>("f", &bytes);
            prop_assert!(reading.rows.len() <= 3);
        }

        #[test]
        fn text_never_panics_and_every_row_is_accounted_for(lines in proptest::collection::vec("[^\u{0}\r\n\"]{0,40}", 0..30)) {
            let text = format!("Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ\n{}", lines.join("\n"));
            let reading = read_bytes::<RosterRow>("f.csv", text.as_bytes());
            let mut seen: Vec<u32> = reading.rows.iter().map(|row| row.place.row).collect();
            seen.extend(reading.errors.iter().filter_map(|error| error.row));
            seen.sort_unstable();
            seen.dedup();
            let last = seen.last().copied().unwrap_or(1);
            prop_assert!(last as usize <= lines.len() + 1);
            prop_assert!(seen.len() + reading.skipped <= lines.len());
        }
    }
}
