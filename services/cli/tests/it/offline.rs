//! What needs no server: second runs, wrong files, directories that hold something else.

use crate::common::Desk;

#[test]
fn data_is_never_generated_over_other_files() {
    let desk = Desk::new();
    desk.done("generate province --seed 7 --scale 0.01 --dir thu");
    let words = ["thu/input: thư mục đã có tệp", "thu/input: the folder already holds files"];
    desk.refused("generate province --seed 7 --scale 0.01 --dir thu", 64, &words);
    desk.write("tep", "");
    desk.refused("generate province --scale 0.01 --dir tep", 73, &["tep/input", "không đọc hoặc ghi được"]);
    desk.refused("generate province --scale 0 --dir khac", 64, &["không phải tỷ lệ", "is no scale"]);
    std::fs::create_dir_all(desk.at("cu/input")).unwrap();
    desk.write("cu/input/ghi-chu.txt", "x");
    desk.refused("demo --dir cu --exit --scale 0.01", 64, &["cu/input: thư mục đã có tệp"]);
}

#[test]
fn a_form_is_written_again_over_an_empty_one_alone() {
    let desk = Desk::new();
    desk.done("template roster");
    desk.done("template roster");
    desk.write("nominations.xlsx", "của ai đó");
    desk.refused(
        "template nominations",
        64,
        &["nominations.xlsx", "không ghi đè", "--out", "not overwritten"],
    );
    desk.refused("template roster --out x.pdf", 64, &["x.pdf", "dạng .xlsx hoặc .csv"]);
    let told = desk.refused("template roster --out no/such/x.xlsx", 73, &["không có tệp hoặc thư mục này"]);
    assert_eq!(told.err.matches("no/such/x.xlsx").count(), 2, "once in each language: {}", told.err);
}

#[test]
fn assess_tells_wrong_files_for_what_they_are() {
    let desk = Desk::new();
    desk.done("template roster");
    assert!(desk.done("assess roster.xlsx").out.contains("NO_ROWS"));
    let told = desk.run("assess gone.xlsx");
    assert!(told.code == 65 && told.out.contains("gone.xlsx: Không mở được tệp: không có tệp"), "{told:?}");
    desk.refused("assess roster.xlsx --format xlsx", 64, &["--format xlsx cần --out"]);
    desk.refused("assess roster.xlsx --format xlsx --out roster.xlsx", 64, &["là tệp đầu vào, không ghi đè"]);
    desk.refused("assess . --format xlsx --out judged/", 64, &["nằm trong thư mục đầu vào"]);
    desk.refused(
        "assess roster.xlsx --format json --out no/such.json",
        73,
        &["no/such.json", "không có tệp hoặc thư mục"],
    );
    let told = desk.run("assess roster.csv --majors roster.xlsx");
    assert!(told.code == 65 && told.out.contains("NOT_A_MAJORS_TABLE"), "{told:?}");
}

#[test]
fn a_rehearsal_leaves_other_directories_alone() {
    let desk = Desk::new();
    desk.write("Cargo.toml", "[workspace]");
    let words = ["đã có Cargo.toml", "chọn --dir trống", "holds Cargo.toml"];
    desk.refused("demo --dir . --exit --scale 0.01", 64, &words);
    assert!(!desk.at("nodes").exists() && !desk.at("input").exists());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    desk.done("generate province --seed 7 --scale 0.01 --dir thu");
    for (line, code) in [
        ("assess thu/input", 65),
        ("--help", 0),
        ("assess gone.xlsx --format json", 65),
        ("serve district", 64),
    ] {
        assert_eq!(desk.unread(line), code, "{line}");
    }
    // The play ends with its reader.
    assert_eq!(desk.unread("demo --dir dien-tap --scale 0.01"), 0);
}
