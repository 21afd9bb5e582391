//! Calls that cannot be understood, and help.

use crate::common::Desk;

#[test]
fn a_wrong_call_is_told_in_vietnamese_first_and_shows_what_is_allowed() {
    let desk = Desk::new();
    let calls: [(&str, &[&str]); 8] = [
        (
            "serve distric --config x",
            &["Giá trị “distric” không dùng được", "cho phép: district, college", "“district”"],
        ),
        ("assess", &["Thiếu: <FILES>...", "required arguments"]),
        ("asses x", &["Không có lệnh “asses”", "“assess”"]),
        ("assess x --formt json", &["Không có tham số “--formt”", "“--format”"]),
        ("assess x --format", &["Thiếu giá trị của --format"]),
        ("assess x --format json --format csv", &["ghi hai lần"]),
        ("assess x --format pdf", &["Giá trị “pdf”", "cho phép: table, json, csv, xlsx"]),
        ("keys", &["Thiếu lệnh", "Sở: ký một yêu cầu"]),
    ];
    for (line, words) in calls {
        let told = desk.refused(line, 64, words);
        let vi = told.err.find(words[0]).unwrap();
        let en = told.err.find("error: ").or_else(|| told.err.find("Usage")).unwrap();
        assert!(vi < en, "{line}: {}", told.err);
        assert_eq!(told.out, "", "{line}");
    }
}

#[test]
fn help_is_a_result_in_both_languages_with_an_example() {
    let desk = Desk::new();
    for line in ["--help", "help", "assess --help", "keys sign -h", "help import roster"] {
        let told = desk.done(line);
        assert!(told.out.contains("Cách gọi / Usage: lienthong"), "{line}: {}", told.out);
        assert!(told.out.contains("Ví dụ / Examples:"), "{line}: {}", told.out);
        assert_eq!(told.err, "", "{line}");
    }
    assert!(desk.done("--version").out.starts_with("lienthong "));
}
