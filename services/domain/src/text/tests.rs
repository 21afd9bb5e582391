//! The vectors of rules.md 7 and the properties of the two forms and of the order.

use super::*;
use proptest::prelude::*;

fn nfd(text: &str) -> String {
    text.nfd().collect()
}

fn sorted<'a>(names: &[&'a str], key: impl Fn(&str) -> Vec<u8>) -> Vec<&'a str> {
    let mut sorted = names.to_vec();
    sorted.reverse();
    sorted.sort_by_key(|name| key(name));
    sorted
}

#[test]
fn composed_and_decomposed_lengths() {
    for (name, composed, decomposed) in [("Sìn Hồ", 6, 9), ("Nậm Nhùn", 8, 11)] {
        assert_eq!(nfc(&nfd(name)), nfc(name));
        assert_eq!(nfc(name).chars().count(), composed);
        assert_eq!(nfd(name).chars().count(), decomposed);
    }
}

#[test]
fn folding_is_for_matching_only_and_nfc_keeps_the_name() {
    assert_eq!(fold("Đặng Thị Đẹp"), "dang thi dep");
    assert_eq!(fold("\u{D0}ẶNG\u{A0} THỊ\r\nĐẸP "), "dang thi dep");
    assert_eq!(fold(" \u{A0}\n"), "");
    for name in ["hòa", "hoà", "NGUYỄN  THỊ ", "\u{D0}ặng", "H\u{2019}Mai"] {
        assert_eq!(nfc(name), name, "tone style, case, spaces and look-alikes stay as written");
    }
}

#[test]
fn the_alphabet_is_the_vietnamese_one() {
    let names = ["Anh", "Ánh", "Ăn", "Ân", "Dung", "Đào", "Oanh", "Ơn", "Uyên", "Ưng"];
    assert_eq!(sorted(&names, sort_key), names);
    let letters: Vec<&str> = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split(' ').collect();
    assert_eq!(sorted(&letters, sort_key), letters);
    let tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mẳ", "mẵ", "mắ", "mặ", "mâ", "mậ"];
    assert_eq!(sorted(&tones, sort_key), tones);
}

#[test]
fn spaces_signs_and_digits_stand_before_letters() {
    let names = ["", "'H", "1", "10", "2", "An", "An Bình", "An Châu", "Ang", "Ông", "Ж"];
    assert_eq!(sorted(&names, sort_key), names);
    // The letters of the whole text go before any tone.
    let schools = ["Hà An", "Ha Bình", "Hà Bình", "Há Bình", "Ha Châu"];
    assert_eq!(sorted(&schools, sort_key), schools);
}

#[test]
fn names_are_ordered_by_given_name_then_family_then_middle() {
    let names = [
        "Lò Thị An",
        "Nguyễn Thị Anh",
        "Trần Anh",
        "Trần Văn Anh",
        "Lê Thị Ánh",
        "ĐỖ THỊ ÂN",
        "Đỗ  Văn Ân",
        "Lò Văn Đức",
        "Vàng Thị Hà",
        "Giàng Thị Hạ",
        "Lò Văn Ơn",
        "Páo",
        "Giàng A Páo",
        "Giàng Seo Páo",
    ];
    assert_eq!(sorted(&names, name_sort_key), names);
}

#[test]
fn a_name_comes_apart_at_its_first_and_last_word() {
    let rows = [
        ("", "", "", ""),
        ("Páo", "", "", "Páo"),
        (" Lò\u{A0}Mai ", "Lò", "", "Mai"),
        ("Giàng A Páo", "Giàng", "A", "Páo"),
        ("Nguyễn Thị  Thu Hà", "Nguyễn", "Thị Thu", "Hà"),
    ];
    for (name, family, middle, given) in rows {
        let parts = name_parts(name);
        assert_eq!((&*parts.family, &*parts.middle, &*parts.given), (family, middle, given), "{name:?}");
    }
}

/// Words of Vietnamese letters with tones, in any case, with look-alikes and odd spaces.
fn any_name() -> impl Strategy<Value = String> {
    "[a-yA-YàáảãạăắằẵặẳâấầẫậẩđêếềễệểôốồỗộổơớờỡợởưứừữựửìíỉĩịỳýỷỹỵĐÐƉ' \u{A0}\n]{0,24}"
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn forms_and_case_do_not_matter_for_matching(name in any_name()) {
        let folded = fold(&name);
        prop_assert_eq!(&fold(&nfd(&name)), &folded);
        prop_assert_eq!(&fold(&nfc(&name)), &folded);
        prop_assert_eq!(&fold(&name.to_uppercase()), &folded);
        prop_assert_eq!(&fold(&format!("  {name}\u{A0}")), &folded);
        prop_assert!(folded.is_ascii(), "{folded:?}");
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
    }

    #[test]
    fn forms_and_case_do_not_matter_for_the_order(name in any_name()) {
        for key in [sort_key, name_sort_key] {
            prop_assert_eq!(key(&nfd(&name)), key(&name));
            prop_assert_eq!(key(&name.to_uppercase()), key(&name));
        }
    }

    #[test]
    fn a_text_stands_before_its_extensions(name in any_name(), more in "[a-zđ]{1,5}") {
        let (longer, joined) = (format!("{name} {more}"), format!("{name}x{more}"));
        prop_assert!(sort_key(&name) < sort_key(&longer));
        prop_assert!(sort_key(&(name + "x")) < sort_key(&joined));
    }

    #[test]
    fn what_has_one_key_folds_to_one_text(a in any_name(), b in any_name()) {
        prop_assert!(sort_key(&a) != sort_key(&b) || fold(&a) == fold(&b));
    }

    #[test]
    fn any_text_has_a_key(text in any::<String>()) {
        prop_assert!(sort_key(&text).ends_with(&[0]));
        prop_assert!(name_sort_key(&text).len() >= 6);
    }
}

#[test]
fn a_decision_typed_by_two_hands_has_one_number() {
    assert_eq!(fold_number("45/QĐ-UBND"), fold_number(" 45 /qđ-\u{a0}ubnd"));
    assert_ne!(fold_number("45/QĐ-UBND"), fold_number("46/QĐ-UBND"));
}
