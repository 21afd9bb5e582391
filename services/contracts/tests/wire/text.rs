//! How text is stored, and which characters no text has.

use crate::check::{fault, good, read};
use contracts::pb::training::v1 as wire;
use contracts::pb::types::v1 as types;
use contracts::refusal::Refusal;
use contracts::wire::{ProgrammeInput, ReversalInput, check_request};
use domain::record::Problem;

fn item(code: &str, reason: &str) -> wire::ReversalItem {
    wire::ReversalItem { student_code: code.into(), reason: reason.into() }
}

/// A free text as stored.
fn stored(text: &str) -> String {
    good::<ReversalInput>(item("SV-001", text)).reason
}

fn act(person: &str) -> Option<types::ActedBy> {
    Some(types::ActedBy { person: person.into(), office: "Phòng GD&ĐT".into(), on_behalf_of: None })
}

/// A name as stored.
fn named(text: &str) -> String {
    check_request("r-1", act(text)).unwrap().person.unwrap()
}

fn number(problem: &Problem, key: &str) -> String {
    problem.numbers.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn of(refusal: Refusal) -> Problem {
    refusal.into_problem()
}

#[test]
fn text_is_composed_and_trimmed_and_otherwise_as_written() {
    let rows = [
        ("  Vàng  Thị Mẫu\n", "Vàng  Thị Mẫu"),
        ("Ho\u{300}a", "Hòa"),
        ("VA\u{300}NG", "VÀNG"),
        ("Vàng\u{a0}Thị\u{202f}Mẫu\u{a0}", "Vàng Thị Mẫu"),
        ("dòng 1\r\ndòng 2\tcột\rdòng 3\n", "dòng 1\ndòng 2 cột\ndòng 3"),
        ("lý\u{200b} do\u{feff}", "lý do"),
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

#[test]
fn a_name_is_one_line_with_single_spaces() {
    for given in [
        "Vàng  Thị Mẫu",
        "Vàng\tThị\r\nMẫu\n",
        "\u{feff}Vàng\u{200b} Thị \u{3000}Mẫu",
        "Vàng\u{200d} Thị Mẫ\u{ad}u\u{2060}",
    ] {
        assert_eq!(named(given), "Vàng Thị Mẫu", "{given:?}");
    }
}

/// What could forge a line of a log or a cell of a sheet, or turn the order of letters on a screen.
const NOWHERE: [char; 16] = [
    '\0',
    '\u{7}',
    '\u{b}',
    '\u{c}',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{61c}',
    '\u{200e}',
    '\u{2028}',
    '\u{2029}',
    '\u{202e}',
    '\u{2066}',
    '\u{fff9}',
    '\u{e0041}',
];

#[test]
fn no_text_has_control_characters_or_turns_the_order_of_letters() {
    for letter in NOWHERE {
        let character = format!("U+{:04X}", u32::from(letter));
        let text = format!("Vàng {letter}Thị");
        let free = read::<ReversalInput>(item("SV-001", &text)).unwrap_err().remove(0);
        assert_eq!(fault(&free), "items[0].reason BAD_CHARACTER", "{character}");
        assert_eq!((number(&free, "character"), number(&free, "at")), (character.clone(), "6".to_owned()));
        let name = of(check_request("r-1", act(&text)).unwrap_err());
        assert_eq!(fault(&name), "acted_by.person BAD_CHARACTER", "{character}");
        // Nor at the ends, where white space is cut off.
        assert!(check_request("r-1", act(&format!("Vàng{letter}"))).is_err(), "{character}");
    }
}

#[test]
fn codes_and_request_ids_have_nothing_that_is_not_seen() {
    let unseen = ['\t', '\n', '\r', '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];
    for letter in unseen.into_iter().chain(NOWHERE) {
        for text in [format!("SV{letter}1"), format!("SV-1{letter}")] {
            let code = read::<ReversalInput>(item(&text, "nhập nhầm")).unwrap_err().remove(0);
            assert_eq!(fault(&code), "items[0].student_code BAD_CHARACTER", "{text:?}");
            let id = of(check_request(&text, act("Lò Thị Thử")).unwrap_err());
            assert_eq!(fault(&id), "request_id BAD_CHARACTER", "{text:?}");
        }
    }
    assert_eq!(good::<ReversalInput>(item(" SV-001\u{a0}", "nhập nhầm")).student_code, "SV-001");
}

#[test]
fn a_text_that_is_too_long_says_how_long_it_is_and_may_be() {
    let programme =
        wire::ProgrammeItem { code: "ư".repeat(41), name: "Đ".repeat(201), ..Default::default() };
    let problems = read::<ProgrammeInput>(programme).unwrap_err();
    let limits = |field: &str| {
        let problem = problems.iter().find(|problem| problem.field == field).unwrap();
        assert_eq!(number(problem, "rule"), "TOO_LONG");
        (number(problem, "sent"), number(problem, "max"))
    };
    assert_eq!(limits("items[0].code"), ("41".into(), "40".into()));
    assert_eq!(limits("items[0].name"), ("201".into(), "200".into()));
    let id = of(check_request(&"ư".repeat(101), act("Lò Thị Thử")).unwrap_err());
    assert_eq!((number(&id, "sent"), number(&id, "max")), ("101".into(), "100".into()));
    let free = read::<ReversalInput>(item("SV-001", &"x".repeat(1001))).unwrap_err().remove(0);
    let shown = contracts::refusal::problem(&free);
    assert_eq!(shown.text_vi, "Dài quá: 1001 ký tự, tối đa 1000 ký tự; hãy rút ngắn.");
}
