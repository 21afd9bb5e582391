//! Breaks settled by the commands that `lienthong breaks` names, each by whom it names.

use crate::common::{Desk, Told};
use crate::year::{
    CDCD, COLLEGE, PHONGTHO, SINHO, SO, at, found, id_of, json, plan, rosters, says, scope, until,
};
use serde_json::Value;

const NOMINATIONS: &str = "Mã GV;Họ và tên;Cấp học;Trình độ đào tạo;Cơ sở đào tạo;Số quyết định;Ngày quyết định;Cơ quan quyết định;Trạng thái;Thay cho\n";

fn breaks(node: &str) -> String {
    format!("breaks --node {node}")
}

/// Breaks as a node's office sees them, once a kind is open; on one line, for lines are broken anywhere.
fn open(desk: &Desk, node: &str, kind: &str) -> String {
    let told = until(desk, &breaks(node), |told| told.out.contains(&format!("[{kind}]: ")));
    told.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gone(desk: &Desk, kind: &str) {
    until(desk, &breaks("so"), |told| told.code == 0 && !told.out.contains(kind));
}

/// The primary row of 108.
fn row(desk: &Desk, wanted: impl Fn(&Value) -> bool) -> Value {
    let find = |told: &Told| -> Option<Value> {
        let table: Value = serde_json::from_str(&told.out).ok()?;
        let is_primary = |row: &Value| row["district"] == "108" && row["level"] == "PRIMARY";
        at(&table, "/rows").as_array()?.iter().find(|row| is_primary(row)).cloned()
    };
    let ask = "progress --node so --format json";
    find(&until(desk, ask, |told| find(told).is_some_and(|row| wanted(&row)))).unwrap()
}

fn figures(row: &Value) -> [&Value; 4] {
    ["in_scope", "undecided", "sent", "freeze_revision"].map(|field| &row[field])
}

#[test]
fn a_frozen_list_is_corrected_and_who_was_undecided_counts() {
    let desk = Desk::new();
    let _services = found(&desk);
    plan(&desk);
    rosters(&desk);
    scope(&desk);
    let sent = "T1;Vàng A Sáng;Tiểu học;Đại học;Trường Đại học Tây Bắc;50/QĐ-UBND;20/05/2021;UBND huyện Sìn Hồ;Cử đi;\n";
    desk.write("cudi.csv", &format!("{NOMINATIONS}{sent}"));
    desk.done(&format!("import nominations cudi.csv --plan LC-2021 {SINHO}"));
    let told = open(&desk, "so", "UNDECIDED_SENT");
    let words = [
        "Cử đi người chưa xác định đối tượng [UNDECIDED_SENT]: 1",
        "scope draw --reason",
        "· 108 Vàng A Sáng (T1) – ",
    ];
    words.iter().for_each(|word| assert!(told.contains(word), "{word}: {told}"));
    assert_eq!(figures(&row(&desk, |row| row["undecided"] == 1)), [0, 1, 0, 1].map(Value::from).each_ref());

    // What the break asks for: the missing column, the list anew, the freeze anew; each refusal names what is missing.
    let head = "Mã GV;Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ\n";
    desk.write("sua.csv", &format!("{head}T1;Vàng A Sáng;01/01/1980;Nam;Tiểu học;Cao đẳng\n"));
    desk.done(&format!("import roster sua.csv {SINHO}"));
    let draw = format!("scope draw --plan LC-2021 {SINHO}");
    desk.refused(&draw, 65, &["redraw_reason", "scope draw --reason", "scope freeze --reason"]);
    says(&desk, &format!("{draw} --reason Bổ~sung~trình~độ~của~T1"), &["thuộc đối tượng / in scope 1"]);
    open(&desk, "so", "SCOPE_LIST_CHANGED");
    assert_eq!(
        figures(&row(&desk, |_| true)),
        [0, 1, 0, 1].map(Value::from).each_ref(),
        "the frozen list stands"
    );
    let freeze = format!("scope freeze --plan LC-2021 --district 108 {SO}");
    until(&desk, &freeze, |told| {
        told.code == 65 && told.err.contains("SCOPE_ALREADY_FROZEN") && told.err.contains("refreeze_reason")
    });
    says(&desk, &format!("{freeze} --reason Huyện~bổ~sung~T1"), &["Tiểu học: đã ghi", "Mầm non: không đổi"]);
    gone(&desk, "UNDECIDED_SENT");
    gone(&desk, "SCOPE_LIST_CHANGED");
    assert_eq!(figures(&row(&desk, |row| row["sent"] == 1)), [1, 0, 1, 2].map(Value::from).each_ref());
    says(&desk, "progress --node so", &["danh sách chốt lần 2"]);
}

/// Names and codes in the double claim, by district.
fn claim(desk: &Desk, node: &str) -> Vec<[Value; 3]> {
    open(desk, node, "DOUBLE_CLAIM");
    let all = json(&desk.done(&format!("breaks --node {node} --format json")));
    let claim = all.as_array().unwrap().iter().find(|open| open["kind"] == "DOUBLE_CLAIM").unwrap().clone();
    let records = at(&claim, "/records").as_array().unwrap().iter();
    let mut shown: Vec<_> =
        records.map(|one| ["agency_code", "name", "code"].map(|field| one[field].clone())).collect();
    shown.sort_by_key(|one| one[0].to_string());
    assert!(at(&claim, "/person").is_string() && at(&claim, "/records/0/record").is_string());
    shown
}

#[test]
fn two_districts_settle_a_claim_and_each_sees_its_own_name() {
    let desk = Desk::new();
    let _services = found(&desk);
    plan(&desk);
    rosters(&desk);
    scope(&desk);
    let sinho: [Value; 3] = ["108", "Lò Thị A1", "A1"].map(Value::from);
    let phongtho: [Value; 3] = ["109", "Lò Thị B1", "B1"].map(Value::from);
    let hidden = |code: &str| [Value::from(code), Value::Null, Value::Null];
    assert_eq!(claim(&desk, "so"), [sinho.clone(), phongtho.clone()]);
    assert_eq!(claim(&desk, "sinho"), [sinho, hidden("109")]);
    assert_eq!(claim(&desk, "phongtho"), [hidden("108"), phongtho]);
    assert_eq!(claim(&desk, "cdcd"), [hidden("108"), hidden("109")]);
    let reader = json(&desk.done("progress --node so --format json"));
    assert_eq!(at(&reader, "/breaks/0/records/0/name"), &Value::Null, "a table names nobody unasked");
    let named = json(&desk.done("progress --node so --format json --names"));
    assert!(at(&named, "/breaks/0/records/0/name").is_string());

    let id = id_of(&open(&desk, "sinho", "DOUBLE_CLAIM"), "DOUBLE_CLAIM");
    let link = |clerk: &str| format!("link different {} --reason Hai~người~khác~nhau {clerk}", &id[..8]);
    desk.refused(&link(CDCD), 65, &["không có hồ sơ nào của nút này"]);
    says(&desk, &link(SINHO), &["108 A1 – 109 ", "recorded 1,"]);
    says(&desk, &link(SINHO), &["không đổi / unchanged 1"]);
    says(&desk, &breaks("so"), &["[DOUBLE_CLAIM]: 1"]);
    says(&desk, &link(PHONGTHO), &["109 B1 – 108 ", "recorded 1,"]);
    gone(&desk, "DOUBLE_CLAIM");
}

#[test]
fn a_college_confirms_an_enrollment_on_the_new_revision_of_its_nomination() {
    let desk = Desk::new();
    let _services = found(&desk);
    plan(&desk);
    rosters(&desk);
    scope(&desk);
    let row = |state: &str, number: &str, date: &str, instead: &str| {
        format!(
            "A2;Lò Thị A2;Mầm non;Cao đẳng;{COLLEGE};{number};{date};UBND huyện Sìn Hồ;{state};{instead}\n"
        )
    };
    desk.write("cudi.csv", &format!("{NOMINATIONS}{}", row("Cử đi", "45/QĐ-UBND", "20/05/2021", "")));
    desk.done(&format!("import nominations cudi.csv --plan LC-2021 {SINHO}"));
    desk.done("template training");
    desk.done(&format!("training put training.toml {CDCD}"));
    desk.write(
        "nhaphoc.csv",
        "Mã SV;Mã GV;Họ và tên;Ngày sinh;Số quyết định;Ngày quyết định;Cơ quan quyết định;Mã lớp;Ngày nhập học;Trạng thái\n\
         SV01;A2;Lò Thị A2;17/05/1985;45/QĐ-UBND;20/05/2021;UBND huyện Sìn Hồ;CDMN21A;06/09/2021;Đang học\n",
    );
    let find = "find-nominee --decision 45/QĐ-UBND --node cdcd --format json";
    until(&desk, find, |told| told.out.contains("SAME_DECISION"));
    desk.done(&format!("import enrollments nhaphoc.csv {CDCD}"));
    desk.write(
        "thuhoi.csv",
        &format!("{NOMINATIONS}{}", row("Thu hồi", "99/QĐ-UBND", "10/01/2022", "45/QĐ-UBND")),
    );
    desk.done(&format!("import nominations thuhoi.csv --plan LC-2021 {SINHO}"));
    let told = open(&desk, "cdcd", "STALE_BASIS");
    for words in [
        "(nơi xử lý: CDCD)",
        "· CDCD Lò Thị A2 (SV01) – ",
        "· 108 Lò Thị A2 (A2) – ",
        "correct enrollment MÃ-SV --nomination",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // The coordinator may show it before the college's node has the withdrawal.
    let found = json(&until(&desk, find, |told| told.out.contains("\"NO\"")));
    let nomination = at(&found, "/0/nomination").as_str().unwrap_or_else(|| panic!("{found}"));
    assert!(told.contains(nomination), "the break names the nomination: {nomination}: {told}");
    let confirm = format!(
        "correct enrollment SV01 --nomination {nomination} --reason Đã~xem~quyết~định~thu~hồi {CDCD}"
    );
    says(&desk, &confirm, &["SV01: đã ghi / recorded"]);
    gone(&desk, "STALE_BASIS");
}
