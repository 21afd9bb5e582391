//! One teacher code or personal number in two rows of a file: only an officer can say which row holds, so neither is sent. The node
//! would take the second for a correction of the first.

use super::{Imported, RefusedRow, place_text};
use crate::args::Language;
use crate::words::Said;
use domain::personal_id::mask;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use workbook::form::RosterRow;

/// The rows that may be sent: of rows that are the same in every column the first, of rows that share a code or number none.
pub(super) fn sift(rows: Vec<RosterRow>, imported: &mut Imported) -> Vec<RosterRow> {
    let rows = once(rows, imported);
    let code = |row: &RosterRow| row.code.clone();
    let number = |row: &RosterRow| Some(row.national_id.as_ref()?.digits().to_owned());
    let mut refused = BTreeSet::new();
    for (reason, column, key) in [
        ("CODE_TWICE", "Mã GV", &code as &dyn Fn(&RosterRow) -> Option<String>),
        ("ID_TWICE", "Số định danh", &number),
    ] {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(key) = key(row) {
                places.entry(key).or_default().push(at);
            }
        }
        for (key, twice) in places.into_iter().filter(|(_, places)| places.len() > 1) {
            let shown = if reason == "ID_TWICE" { mask(&key) } else { key };
            for at in &twice {
                if refused.insert(*at) {
                    let others = twice.iter().filter(|other| *other != at);
                    let others = others.filter_map(|other| rows.get(*other));
                    imported
                        .refused
                        .extend(rows.get(*at).map(|row| shared(row, reason, column, &shown, others)));
                }
            }
        }
    }
    let kept = rows.into_iter().enumerate().filter(|(at, _)| !refused.contains(at));
    kept.map(|(_, row)| row).collect()
}

/// Each row once; the others are noted.
fn once(rows: Vec<RosterRow>, imported: &mut Imported) -> Vec<RosterRow> {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    let mut kept: Vec<RosterRow> = Vec::with_capacity(rows.len());
    for row in rows {
        let alike = known.entry(row.name.clone()).or_default();
        let same = |first: &&RosterRow| RosterRow { place: first.place.clone(), ..row.clone() } == **first;
        if let Some(first) = alike.iter().filter_map(|at| kept.get(*at)).find(same) {
            let first = place_text(&first.place);
            imported.noted.push(RefusedRow {
                place: place_text(&row.place),
                reason: "ROW_TWICE".to_owned(),
                text: Said {
                    vi: format!("Giống hệt {}: chỉ gửi một dòng; xóa dòng thừa", first.vi),
                    en: format!("the same as {}: one is sent; delete the other", first.en),
                },
            });
        } else {
            alike.push(kept.len());
            kept.push(row);
        }
    }
    kept
}

fn shared<'a>(
    row: &RosterRow,
    reason: &str,
    column: &str,
    shown: &str,
    others: impl Iterator<Item = &'a RosterRow>,
) -> RefusedRow {
    let others: Vec<Said> = others.map(|row| place_text(&row.place)).collect();
    let (vi, en) = [Language::Vi, Language::En]
        .map(|lang| others.iter().map(|place| place.of(lang)).collect::<Vec<_>>().join("; "))
        .into();
    RefusedRow {
        place: place_text(&row.place),
        reason: reason.to_owned(),
        text: Said {
            vi: format!(
                "{column} {shown} cũng có ở {vi} với nội dung khác: không gửi dòng nào; sửa tệp rồi nhập lại"
            ),
            en: format!(
                "{column} {shown} also stands in {en} with other content: none of them is sent; correct the file and import it again"
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook::form::{Reading, read_bytes};

    /// What became of a roster: names sent; places and reasons refused; places and reasons noted.
    fn sifted(rows: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let text = format!("Mã GV;Họ và tên;Ngày sinh;Giới tính;Số định danh;Cấp học;Trình độ\n{rows}");
        let reading: Reading<RosterRow> = read_bytes("r.csv", text.as_bytes());
        assert!(reading.errors.is_empty(), "{:?}", reading.errors);
        let mut imported = Imported::default();
        let sent = sift(reading.rows, &mut imported).into_iter().map(|row| row.name).collect();
        let told = |rows: &[RefusedRow]| -> Vec<String> {
            rows.iter().map(|row| format!("{} {}", row.place.vi, row.reason)).collect()
        };
        (sent, told(&imported.refused), told(&imported.noted))
    }

    #[test]
    fn two_persons_with_one_code_are_both_refused_with_their_rows() {
        let (sent, refused, noted) = sifted(
            "GV1;Lò Thị Hoa;01/02/1985;Nữ;;Mầm non;Trung cấp\n\
             GV2;Vàng A Páo;01/02/1986;Nam;;Mầm non;Trung cấp\n\
             GV1;Lò Thị Hà;01/02/1985;Nữ;;Mầm non;Trung cấp\n",
        );
        assert_eq!(sent, ["Vàng A Páo"]);
        assert_eq!(refused, ["r.csv, dòng 2 CODE_TWICE", "r.csv, dòng 4 CODE_TWICE"]);
        assert!(noted.is_empty());
    }

    #[test]
    fn one_row_written_twice_is_sent_once() {
        let row = "GV1;Lò Thị Hoa;01/02/1985;Nữ;012185000123;Mầm non;Trung cấp\n";
        let (sent, refused, noted) = sifted(&row.repeat(3));
        assert_eq!(sent, ["Lò Thị Hoa"]);
        assert!(refused.is_empty(), "{refused:?}");
        assert_eq!(noted, ["r.csv, dòng 3 ROW_TWICE", "r.csv, dòng 4 ROW_TWICE"]);
    }

    #[test]
    fn two_persons_with_one_number_are_both_refused_and_the_number_is_masked() {
        let (sent, refused, _) = sifted(
            "GV1;Lò Thị Hoa;01/02/1985;Nữ;012185000123;Mầm non;Trung cấp\n\
             ;Lò Thị Hà;01/02/1985;Nữ;012185000123;Mầm non;Trung cấp\n",
        );
        assert!(sent.is_empty());
        assert_eq!(refused, ["r.csv, dòng 2 ID_TWICE", "r.csv, dòng 3 ID_TWICE"]);
        assert!(!mask("012185000123").contains("012185"));
    }
}
