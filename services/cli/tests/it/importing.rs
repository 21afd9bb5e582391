//! Files into a running district: a second time, another one in between, with and without what goes with it.

use crate::common::{Desk, Service, Told};

const HEADER: &str = "Mã GV;Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ;Chuyên ngành\n";
const MAJORS: &str = "Cấp học;Trình độ;Chuyên ngành;Số dòng;Ngành đào tạo giáo viên;Ngành phù hợp\n";
const AGAIN: &str = "đã được nhập trước đây; các dòng được xét lại";

/// A district that runs, and how files are imported into it.
struct District {
    desk: Desk,
    url: String,
    _node: Service,
}

impl District {
    fn new() -> Self {
        let desk = Desk::new();
        desk.found();
        let mut node = desk.start("serve district --config sinho/config.toml");
        let url = node.url();
        Self { desk, url, _node: node }
    }

    fn roster(&self, name: &str, rows: &[&str]) {
        self.desk.write(name, &format!("{HEADER}{}\n", rows.join("\n")));
    }

    fn line(&self, rest: &str, by: &str) -> String {
        format!("import roster {rest} --node sinho --url {} --by {by} --office Phòng", self.url)
    }

    /// An import that ends with this code and says so on standard output.
    fn import(&self, rest: &str, code: i32, words: &[&str]) -> Told {
        let told = self.desk.run(&self.line(rest, "hoa"));
        assert_eq!(told.code, code, "{rest}: {told:?}");
        for word in words {
            assert!(told.out.contains(word), "{rest} does not say {word:?}: {told:?}");
        }
        told
    }
}

#[test]
fn going_back_to_an_earlier_file_takes_its_data() {
    let district = District::new();
    district.roster(
        "a1.csv",
        &["GV1;Lò Thị Hoa;1985;Nữ;Mầm non;Trung cấp;", "GV2;Vàng A Páo;1986;Nam;Mầm non;Trung cấp;"],
    );
    district.roster("a2.csv", &["GV1;Lò Thị Hoa;1985;Nữ;Mầm non;Cao đẳng;"]);
    let told = district.import("a1.csv", 0, &["Đã ghi 2, không đổi 0"]);
    assert!(!told.out.contains(AGAIN), "{told:?}");
    district.import("a2.csv", 0, &["Đã ghi 1, không đổi 0"]);
    let back = ["Đã ghi 1, không đổi 1", AGAIN];
    district.import("a1.csv", 0, &back);
    // Once more, and by another clerk: nothing is left to do, and nothing is in conflict.
    district.import("a1.csv", 0, &["Đã ghi 0, không đổi 2"]);
    let english =
        district.import("a1.csv --lang en", 0, &["Recorded 0, unchanged 2", "its rows were judged again"]);
    assert!(!english.out.contains("Đã ghi"), "{english:?}");
    let other = district.desk.done(&district.line("a1.csv", "páo"));
    assert!(other.out.contains("Đã ghi 0, không đổi 2"), "{other:?}");
}

#[test]
fn two_persons_with_one_code_are_not_imported_and_their_rows_are_named() {
    let district = District::new();
    let rows = ["GV1;Lò Thị Hoa;1985;Nữ;Mầm non;Trung cấp;", "GV1;Lò Thị Hà;1985;Nữ;Mầm non;Trung cấp;"];
    district.roster("r.csv", &[rows[0], rows[1], "GV2;Vàng A Páo;1986;Nam;Mầm non;Trung cấp;"]);
    let told = district.import("r.csv", 65, &["Đã ghi 1,", "bị từ chối 2,"]);
    for word in ["dòng 2: Mã GV GV1", "dòng 3: Mã GV GV1", "[CODE_TWICE]"] {
        assert!(told.err.contains(word), "{word:?}: {}", told.err);
    }
}

#[test]
fn answers_that_a_node_has_are_not_taken_away_unasked() {
    let district = District::new();
    let toan = |code: &str, name: &str| format!("{code};{name};1985;Nữ;Tiểu học;Đại học;Toán");
    let ly = "GV3;Lò Thị Mai;1985;Nữ;Tiểu học;Đại học;Lý".to_owned();
    district.roster("r.csv", &[&toan("GV1", "Lò Thị Hoa"), &toan("GV2", "Vàng Thị Páo"), &ly]);
    district.desk.write("m.csv", &format!("{MAJORS}Tiểu học;Đại học;Toán;2;Không;Có\n"));
    district.import("r.csv --majors m.csv", 0, &["Đã ghi 3,"]);
    let lost = [
        "Chưa nhập gì",
        "Trước: 4 câu trả lời của 2 giáo viên; sau: 0; 0 trong 2 người còn đủ",
        "Ngành đào tạo giáo viên 2, Ngành phù hợp 2",
        "would take away 4 answers",
        "--majors",
        "--forget-answers",
    ];
    district.desk.refused(&district.line("r.csv", "hoa"), 64, &lost);
    district.import("r.csv --majors m.csv", 0, &["Đã ghi 0, không đổi 3"]);
    // Another degree is another question: no answer is lost.
    district.roster("new.csv", &["GV1;Lò Thị Hoa;1985;Nữ;Tiểu học;Thạc sĩ;Toán"]);
    district.import("new.csv", 0, &["Đã ghi 1,"]);
    district.import("r.csv --forget-answers", 0, &["Đã ghi 2, không đổi 1"]);
    // With and then without the table: what the officer asked for each time.
    district.import("r.csv --majors m.csv", 0, &["Đã ghi 2, không đổi 1", AGAIN]);
}

#[test]
fn a_majors_table_that_is_not_there_is_a_wrong_call() {
    let district = District::new();
    district.roster("r.csv", &["GV1;Lò Thị Hoa;1985;Nữ;Mầm non;Trung cấp;"]);
    let words = ["--majors nope.csv: không có tệp này; chưa nhập gì", "there is no such file"];
    district.desk.refused(&district.line("r.csv --majors nope.csv", "hoa"), 64, &words);
}
