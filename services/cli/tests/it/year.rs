//! A year by the program's commands alone, as `docs/a-year.md` tells it: two districts, a college, the department and the
//! coordinator, each its own process with its own certificates.

use crate::common::{Desk, Service, Told, free_address};
use serde_json::Value;
use std::time::{Duration, Instant};

pub(crate) const SO: &str = "--node so --by Lò~Văn~A --office Sở~GD&ĐT";
pub(crate) const SINHO: &str = "--node sinho --by Vàng~Thị~B --office Phòng~GD&ĐT~Sìn~Hồ";
pub(crate) const PHONGTHO: &str = "--node phongtho --by Tẩn~A~C --office Phòng~GD&ĐT~Phong~Thổ";
pub(crate) const CDCD: &str = "--node cdcd --by Hà~Văn~D --office Phòng~Đào~tạo";
pub(crate) const COLLEGE: &str = "Trường Cao đẳng Cộng đồng Lai Châu";

/// Calls until the answer is as wanted: what one node recorded reaches the others by itself, in its own time.
pub(crate) fn until(desk: &Desk, line: &str, wanted: impl Fn(&Told) -> bool) -> Told {
    let begun = Instant::now();
    loop {
        let told = desk.run(line);
        if wanted(&told) {
            return told;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{line}: {told:?}");
    }
}

pub(crate) fn until_done(desk: &Desk, line: &str) -> Told {
    until(desk, line, |told| told.code == 0)
}

pub(crate) fn json(told: &Told) -> Value {
    serde_json::from_str(&told.out).unwrap_or_else(|error| panic!("{error}: {told:?}"))
}

/// What stands at a place of a document; null where nothing does.
pub(crate) fn at<'a>(document: &'a Value, place: &str) -> &'a Value {
    document.pointer(place).unwrap_or(&Value::Null)
}

/// A call whose standard output holds these words.
pub(crate) fn says(desk: &Desk, line: &str, words: &[&str]) -> Told {
    let told = desk.done(line);
    for word in words {
        assert!(told.out.contains(word), "{line} does not say {word:?}: {}", told.out);
    }
    told
}

/// Keys and certificates by file, then every node with its own process; the department's node starts last, so that its
/// registry has everybody.
pub(crate) fn found(desk: &Desk) -> Vec<Service> {
    let hub = free_address();
    desk.done(&format!("init coordinator --code 12 --dir dieuphoi --listen {hub}"));
    let nodes = [
        ("department", "12", "Sở~GD&ĐT~tỉnh~Lai~Châu", "so"),
        ("district", "108", "Huyện~Sìn~Hồ", "sinho"),
        ("district", "109", "Huyện~Phong~Thổ", "phongtho"),
        ("college", "CDCD", &COLLEGE.replace(' ', "~"), "cdcd"),
    ];
    for (role, code, name, dir) in nodes {
        let at = free_address();
        desk.done(&format!(
            "init {role} --code {code} --name {name} --dir {dir} --dns localhost --ip 127.0.0.1 --listen {at}"
        ));
    }
    desk.done(&format!(
        "keys found --department so --coordinator dieuphoi/request.json --coordinator-url https://{hub}"
    ));
    desk.done("keys install --dir dieuphoi dieuphoi/install.json");
    for dir in ["sinho", "phongtho", "cdcd"] {
        desk.done(&format!("keys sign --department so {dir}/request.json"));
        desk.done(&format!("keys install --dir {dir} {dir}/install.json"));
    }
    let nodes = [
        ("coordinator", "dieuphoi"),
        ("district", "sinho"),
        ("district", "phongtho"),
        ("college", "cdcd"),
        ("department", "so"),
    ];
    let start = |(role, dir)| {
        let mut service = desk.start(&format!("serve {role} --config {dir}/config.toml"));
        service.url();
        service
    };
    nodes.into_iter().map(start).collect()
}

/// The department: the plan as it stands names eight districts, of which two are registered.
pub(crate) fn plan(desk: &Desk) {
    desk.done("template plan --out plan.toml");
    let missing = ["105, 106, 107, 110, 111, 112 chưa đăng ký", "are not registered", "keys sign"];
    desk.refused(&format!("plan put plan.toml {SO}"), 65, &missing);
    let all = r#"["105", "106", "107", "108", "109", "110", "111", "112"]"#;
    desk.edit("plan.toml", all, r#"["108", "109"]"#);
    says(
        desk,
        &format!("plan put plan.toml {SO}"),
        &["LC-2021 v1: đã ghi / recorded", "Tiếp theo: ", "scope draw"],
    );
    says(desk, &format!("plan put plan.toml {SO}"), &["không đổi / unchanged 1"]);
    desk.edit("plan.toml", "policy = \"R1\"", "policy = \"R9\"");
    desk.refused(&format!("plan put plan.toml {SO}"), 65, &["plan.toml: policy: ", "R0, R1"]);
    let plans = json(&desk.done("plan list --node so --format json"));
    let listed = (at(&plans, "/0/plan"), at(&plans, "/0/state"), at(&plans, "/0/districts"));
    assert_eq!(listed, (&"LC-2021".into(), &"ISSUED".into(), &"108 109".into()));
    says(desk, "plan show --plan LC-2021 --node so", &["LC-2021 v1", "2021-12-31", "Tiểu học", "Đại học"]);
    desk.refused("plan show --plan LC-2022 --node so", 65, &["Không có kế hoạch"]);
}

/// Eight preschool teachers in scope, one of primary undecided; the second district has one whose number the first has too.
pub(crate) fn rosters(desk: &Desk) {
    let head = "Mã GV;Họ và tên;Ngày sinh;Giới tính;Số định danh;Cấp học;Trình độ;Ngành đào tạo giáo viên;Ngành phù hợp;CC NVSP\n";
    let line =
        |code: &str, id: &str| format!("{code};Lò Thị {code};17/05/1985;Nữ;{id};Mầm non;Trung cấp;;;\n");
    let mut sinho: String = (2..=8).map(|at| line(&format!("A{at}"), "")).collect();
    sinho.push_str(&line("A1", "012185000123"));
    sinho.push_str("T1;Vàng A Sáng;01/01/1980;Nam;;Tiểu học;Đại học;;;\n");
    sinho.push_str(&line("A9", ""));
    desk.write("sinho.csv", &format!("{head}{sinho}"));
    desk.write("phongtho.csv", &format!("{head}{}", line("B1", "012185000123")));
    desk.done(&format!("import roster sinho.csv {SINHO}"));
    desk.done(&format!("import roster phongtho.csv {PHONGTHO}"));
    says(
        desk,
        &format!("remove teacher A9 --reason entered-in-error {SINHO}"),
        &["A9: đã ghi / recorded", "scope draw"],
    );
    desk.refused(
        &format!("remove teacher KHONG --reason duplicate {SINHO}"),
        65,
        &["KHONG", "TEACHER_NOT_FOUND"],
    );
    let teachers = json(&desk.done("list teachers --level PRESCHOOL --node sinho --format json"));
    assert_eq!(teachers.as_array().map(Vec::len), Some(8), "{teachers}");
}

/// Each district draws when it has the plan; the department freezes what was delivered.
pub(crate) fn scope(desk: &Desk) {
    let drawn = until_done(desk, &format!("scope draw --plan LC-2021 {SINHO}"));
    for words in
        ["Mầm non / preschool: giáo viên / teachers 8, thuộc đối tượng / in scope 8", "1 × ", "[MISSING_"]
    {
        assert!(drawn.out.contains(words), "{words:?}: {}", drawn.out);
    }
    desk.done(&format!("propose A1 A2 --year 2021 {SINHO}"));
    until_done(desk, &format!("scope freeze --plan LC-2021 --district 108 {SO}"));
    // The other district has not drawn yet: what was delivered stays frozen, what is missing is named.
    let frozen = desk.done(&format!("scope freeze --plan LC-2021 {SO}"));
    assert!(frozen.out.contains("108 Huyện Sìn Hồ, Mầm non: không đổi"), "{frozen:?}");
    assert!(frozen.err.contains("109 Huyện Phong Thổ, Tiểu học: Chưa có danh sách"), "{frozen:?}");
    let only = format!("scope freeze --plan LC-2021 --district 109 {SO}");
    desk.refused(&only, 65, &["SCOPE_LIST_NOT_FOUND"]);
    until_done(desk, &format!("scope draw --plan LC-2021 --format json {PHONGTHO}"));
    until_done(desk, &only);

    let undecided =
        json(&desk.done("scope list --plan LC-2021 --status UNDECIDED --node sinho --format json"));
    assert_eq!((at(&undecided, "/0/code"), at(&undecided, "/0/level")), (&"T1".into(), &"PRIMARY".into()));
    desk.done("scope list --plan LC-2021 --level PRESCHOOL --node sinho --format xlsx --out in.xlsx");
    assert!(std::fs::read(desk.at("in.xlsx")).unwrap().starts_with(b"PK"));
    desk.refused("scope list --plan LC-2021 --node sinho --format xlsx", 64, &["--out"]);
    let csv = desk.done("scope list --plan LC-2021 --level PRESCHOOL --node sinho --format csv").out;
    assert_eq!(csv.lines().count(), 9, "{csv}");
}

/// The district sends A2, and by mistake A3.
fn nominations(desk: &Desk) {
    let head = "Mã GV;Họ và tên;Cấp học;Trình độ đào tạo;Cơ sở đào tạo;Số quyết định;Ngày quyết định;Cơ quan quyết định;Trạng thái\n";
    let line = |code: &str, number: &str| {
        format!(
            "{code};Lò Thị {code};Mầm non;Cao đẳng;{COLLEGE};{number};20/05/2021;UBND huyện Sìn Hồ;Cử đi\n"
        )
    };
    desk.write("cudi.csv", &format!("{head}{}{}", line("A2", "45/QĐ-UBND"), line("A3", "46/QĐ-UBND")));
    desk.done(&format!("import nominations cudi.csv --plan LC-2021 {SINHO}"));
    says(
        desk,
        &format!("correct nomination A3 --reason Nhập~nhầm~người {SINHO}"),
        &["A3: đã ghi / recorded"],
    );
    desk.refused(&format!("correct nomination A3 --reason Lần~nữa {SINHO}"), 65, &["A3: không có lượt"]);
    let sent = json(&desk.done("list nominations --in-force --node sinho --format json"));
    assert_eq!(sent.as_array().map(Vec::len), Some(1), "{sent}");
    assert_eq!((at(&sent, "/0/teacher_code"), at(&sent, "/0/status")), (&"A2".into(), &"SENT".into()));
}

/// The college: programmes and classes, the person before the clerk, enrollment and diploma, each once wrong and put right.
fn college(desk: &Desk) {
    desk.done("template training");
    desk.refused("template training", 64, &["training.toml", "không ghi đè"]);
    says(desk, &format!("training put training.toml {CDCD}"), &["lớp / class CDMN21A: đã ghi", "recorded 4"]);
    says(desk, &format!("training put training.toml {CDCD}"), &["unchanged 4"]);
    let find = "find-nominee --decision 45/qđ-ubnd --node cdcd --format json";
    let found = json(&until(desk, find, |told| told.out.contains("SAME_DECISION")));
    assert_eq!(
        (at(&found, "/0/full_name"), at(&found, "/0/district")),
        (&"Lò Thị A2".into(), &"Huyện Sìn Hồ".into())
    );
    desk.refused("find-nominee --node cdcd", 64, &["--national-id"]);
    let none = desk.done("find-nominee --name Ai~Đó --birth 1990 --node cdcd");
    assert!(none.err.contains("Không có lượt cử đi nào phù hợp"), "{none:?}");
    desk.write(
        "nhaphoc.csv",
        "Mã SV;Mã GV;Họ và tên;Ngày sinh;Số quyết định;Ngày quyết định;Cơ quan quyết định;Mã lớp;Ngày nhập học;Trạng thái\n\
         SV01;A2;Lò Thị A2;17/05/1985;45/QĐ-UBND;20/05/2021;UBND huyện Sìn Hồ;CDMN21A;06/09/2022;Đang học\n",
    );
    desk.done(&format!("import enrollments nhaphoc.csv {CDCD}"));
    desk.done(&format!("correct enrollment SV01 --begun-on 06/09/2021 --reason Ghi~nhầm~năm {CDCD}"));
    let result = |number: &str| {
        format!("Mã SV;Kết quả;Trình độ bằng;Số hiệu bằng;Ngày cấp\nSV01;Khá;Cao đẳng;{number};20/12/2021\n")
    };
    desk.write("ketqua.csv", &result("CD-0100"));
    desk.done(&format!("import results ketqua.csv {CDCD}"));
    says(desk, &format!("reverse result SV01 --reason Nhầm~số~hiệu {CDCD}"), &["import results"]);
    desk.write("ketqua.csv", &result("CD-0001"));
    desk.done(&format!("import results ketqua.csv {CDCD}"));
    let classes = json(&desk.done("list classes --node cdcd --format json"));
    assert_eq!((at(&classes, "/0/class_code"), at(&classes, "/0/learners")), (&"CDMN21A".into(), &1.into()));
    let learners = json(&desk.done("list learners --class CDMN21A --node cdcd --format json"));
    let learner =
        (at(&learners, "/0/student_code"), at(&learners, "/0/begun_on"), at(&learners, "/0/diploma_number"));
    assert_eq!(learner, (&"SV01".into(), &"2021-09-06".into(), &"CD-0001".into()));
    desk.refused(&format!("reverse enrollment SV01 --reason Thử {CDCD}"), 65, &["ENROLLMENT_HAS_DIPLOMA"]);
}

/// The id of the first break of a kind, as `lienthong breaks` prints it: all of its 64 digits.
pub(crate) fn id_of(breaks: &str, kind: &str) -> String {
    let after = breaks.split(&format!("[{kind}]: ")).nth(1).unwrap();
    let is_id = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    after.split_whitespace().find(is_id).unwrap().to_owned()
}

/// The department settles the double claim by the id that `breaks` prints.
fn ruling(desk: &Desk) {
    let open = until(desk, "breaks --node so", |told| told.out.contains("[DOUBLE_CLAIM]: 1")).out;
    let id = id_of(&open, "DOUBLE_CLAIM")[..12].to_owned();
    let rule = |rest: &str| format!("ruling {id} {rest} --reason Đã~đối~chiếu~hồ~sơ {SO}");
    desk.refused(&rule("--same-person-in 107"), 64, &["107", "không có bản ghi", "109 Huyện Phong Thổ"]);
    desk.refused(&rule(""), 64, &["--same-person-in"]);
    desk.refused(&format!("ruling 000000 --different-persons --reason x {SO}"), 65, &["lienthong breaks"]);
    let document = "--document 30/KL-SGDĐT~ngày~05/10/2021";
    says(desk, &rule(&format!("--same-person-in 108 {document}")), &["DOUBLE_CLAIM 108,109: đã ghi"]);
    until(desk, "breaks --node so", |told| told.code == 0 && !told.out.contains("DOUBLE_CLAIM"));
}

#[test]
fn a_year_is_played_by_the_commands_of_the_program_alone() {
    let desk = Desk::new();
    let _services = found(&desk);
    plan(&desk);
    rosters(&desk);
    scope(&desk);
    nominations(&desk);
    college(&desk);
    ruling(&desk);

    let row = |told: &Told| {
        let progress: Value = serde_json::from_str(&told.out).ok()?;
        let mut rows = progress["rows"].as_array()?.clone().into_iter();
        rows.find(|row| row["district"] == "108" && row["level"] == "PRESCHOOL")
    };
    let ask = "progress --node so --plan LC-2021 --format json";
    let told = until(&desk, ask, |told| row(told).is_some_and(|row| row["completed"] == 1));
    let mut row = row(&told).unwrap();
    assert!(row.as_object_mut().unwrap().remove("last_seen").is_some_and(|seen| seen.is_string()));
    let expected = serde_json::json!({
        "district": "108", "district_name": "Huyện Sìn Hồ", "level": "PRESCHOOL",
        "teachers": 8, "meets_standard": 0, "near_retirement": 0, "in_scope": 8, "undecided": 0,
        // All of it is entered long after the year: counted, and shown as late.
        "sent": 1, "disputed": 0, "recorded_late": 1, "enrolled": 1, "completed": 1,
        "percent": "12.50", "verdict": "INSIDE", "cause": null,
        "min_count": 1, "max_count": 1, "shortfall": 0, "excess": 0, "freeze_revision": 1,
    });
    assert_eq!(row, expected);
    let agencies = json(&desk.done("agencies --node so --format json"));
    let codes: Vec<_> = agencies.as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(codes, ["108", "109", "CDCD", "12", "12"]);
    let delivered = |one: &&Value| one["delivered"].as_i64().is_some_and(|size| size > 0);
    assert_eq!(agencies.as_array().unwrap().iter().filter(delivered).count(), 5, "{agencies}");
}

#[test]
fn a_request_id_of_ones_own_records_once_and_a_file_that_is_none_is_a_wrong_call() {
    let desk = Desk::new();
    let _services = found(&desk);
    desk.refused(&format!("plan put nowhere.toml {SO}"), 64, &["nowhere.toml", "không đọc"]);
    desk.refused(&format!("training put nowhere.toml {CDCD}"), 64, &["nowhere.toml"]);
    desk.done("template plan --out plan.toml");
    desk.edit("plan.toml", "\"110\", \"111\", \"112\"]", "]");
    desk.edit("plan.toml", "\"105\", \"106\", \"107\", ", "");
    let draft = format!("plan put plan.toml --draft --request-id du-thao {SO} --format json");
    let first = json(&desk.done(&draft));
    assert_eq!((at(&first, "/request_id"), at(&first, "/repeated")), (&"du-thao".into(), &false.into()));
    assert_eq!(at(&json(&desk.done(&draft)), "/repeated"), &Value::Bool(true));
    desk.refused(&format!("scope freeze --plan LC-2021 {SO}"), 65, &["PLAN_NOT_ISSUED"]);
    let away = free_address();
    let line = format!("plan put plan.toml --request-id du-thao --url https://{away} {SO}");
    desk.refused(&line, 69, &["--request-id du-thao", "an toàn", "recorded twice"]);
    let reader = format!("plan put plan.toml --as reader:dashboard {SO}");
    desk.refused(&reader, 77, &["PutPlan"]);
}
