//! How text is stored.

use crate::check::good;
use contracts::pb::training::v1 as wire;
use contracts::wire::ReversalInput;

fn stored(text: &str) -> String {
    good::<ReversalInput>(wire::ReversalItem { student_code: "SV-001".into(), reason: text.into() }).reason
}

#[test]
fn text_is_composed_and_trimmed_and_otherwise_as_written() {
    let rows = [
        ("  Vàng  Thị Mẫu\n", "Vàng  Thị Mẫu"),
        ("Ho\u{300}a", "Hòa"),
        ("VA\u{300}NG", "VÀNG"),
        ("Vàng\u{a0}Thị\u{202f}Mẫu\u{a0}", "Vàng Thị Mẫu"),
        ("dòng 1\ndòng 2\tcột", "dòng 1\ndòng 2\tcột"),
        ("ĐÀM thị", "ĐÀM thị"),
    ];
    for (given, kept) in rows {
        assert_eq!(stored(given), kept);
    }
}

#[test]
fn lengths_are_counted_in_composed_characters() {
    // 1,000 letters of two code points each, decomposed.
    assert_eq!(stored(&"a\u{300}".repeat(1000)).chars().count(), 1000);
}
