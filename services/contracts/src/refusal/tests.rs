use super::template::keys;
use super::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tonic_types::StatusExt;

/// Every word of the table with the entry it stands in.
fn words() -> Vec<(&'static str, &'static str, &'static [&'static str])> {
    let mut words = Vec::new();
    for reason in Reason::ALL {
        let entry = reason.entry();
        for text in entry.vi.into_iter().chain(entry.en) {
            words.push((reason.code(), text, entry.keys));
        }
    }
    for rule in Rule::ALL {
        let (vi, en) = rule.words();
        words.push((rule.code(), vi, Reason::InvalidValue.keys()));
        words.push((rule.code(), en, Reason::InvalidValue.keys()));
    }
    words
}

#[test]
fn reasons_are_golden() {
    let text: String = Reason::ALL
        .iter()
        .map(|reason| {
            let keys = reason.keys().join(",");
            let keys = if keys.is_empty() { "-" } else { &keys };
            format!("{} {:?} {keys}\n", reason.code(), reason.status_code())
        })
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/reasons.txt");
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(golden, text, "reasons are added at the end of their area; none is renamed or used again");
}

#[test]
fn reasons_have_the_form_that_error_info_asks_for() {
    let mut seen = BTreeSet::new();
    for reason in Reason::ALL {
        let code = reason.code();
        let mut letters = code.bytes();
        assert!(letters.next().is_some_and(|first| first.is_ascii_uppercase()), "{code}");
        assert!(letters.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_'), "{code}");
        assert!((2..=63).contains(&code.len()) && !code.ends_with('_'), "{code}");
        assert!(seen.insert(code), "{code} stands twice");
        assert_eq!(Reason::from_code(code), Some(*reason));
        assert!(reason.keys().is_sorted(), "{code}");
    }
    for rule in Rule::ALL {
        assert_eq!(Rule::from_code(rule.code()), Some(rule));
    }
}

#[test]
fn every_reason_says_what_happened_and_what_to_do_in_both_languages() {
    for (code, text, known) in words() {
        assert!(text.ends_with('.'), "{code}: {text}");
        assert!(text.chars().next().is_some_and(char::is_uppercase), "{code}: {text}");
        for key in keys(text) {
            assert!(known.contains(&key), "{code} names {key}, which its keys do not");
        }
        // Without any metadata the sentence still stands: places outside brackets would leave a hole.
        let bare = template::fill(text, &[], template::verbatim);
        assert!(
            !bare.contains(['{', '}', '[', ']']) && !bare.contains("  ") && !bare.contains(" ."),
            "{code}: {bare}"
        );
    }
}

#[test]
fn every_reason_that_a_contract_names_is_in_the_table() {
    let proto = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../proto/lienthong");
    let mut missing = BTreeSet::new();
    let mut named = BTreeSet::new();
    for package in ["types", "roster", "nomination", "training", "plan", "progress", "exchange"] {
        for file in std::fs::read_dir(proto.join(package).join("v1")).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for code in named_reasons(&text) {
                if Reason::from_code(&code).is_none() {
                    missing.insert(code.clone());
                }
                named.insert(code);
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
    assert!(named.len() > 50, "only {named:?} were found in the contracts");
}

/// What comments name after "reasons:" up to the end of the comment, and after "Stable reason:".
fn named_reasons(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut listing = false;
    for line in text.lines().map(str::trim) {
        let Some(comment) = line.strip_prefix("//") else {
            listing = false;
            continue;
        };
        let start =
            ["easons:", "Stable reason:"].iter().find_map(|mark| Some(comment.find(mark)? + mark.len()));
        listing |= start.is_some();
        if listing {
            let list = &comment[start.unwrap_or(0)..];
            let codes = list.split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'));
            found.extend(
                codes
                    .filter(|code| code.len() > 3 && (code.contains('_') || *code == "FORK"))
                    .map(str::to_owned),
            );
        }
    }
    found
}

#[test]
fn a_status_carries_reason_fields_and_words() {
    let refusal = Refusal::new(Reason::TooManyItems).at("items").with("sent", 201).with("max", 200);
    let status = refusal.into_status();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(
        status.message(),
        "items: Quá nhiều mục trong một lần gọi: 201, tối đa 200. Gửi phần còn lại trong yêu cầu khác, mỗi yêu cầu một \
         mã riêng. / Too many items in one call: 201, at most 200. Send the rest in another request, each request with \
         an id of its own."
    );
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!((info.reason.as_str(), info.domain.as_str()), ("TOO_MANY_ITEMS", "lienthong"));
    assert_eq!(info.metadata["max"], "200");
    assert_eq!(details.bad_request().unwrap().field_violations[0].field, "items");
    assert_eq!(details.localized_message().unwrap().locale, "vi");
    assert!(details.retry_info().is_none());
}

#[test]
fn what_may_pass_says_when_to_come_again() {
    for reason in Reason::ALL {
        let details = Refusal::new(*reason).into_status().get_error_details();
        let waits = matches!(reason.status_code(), Code::Unavailable | Code::ResourceExhausted);
        let delay = details.retry_info().and_then(|info| info.retry_delay);
        assert_eq!(delay, waits.then_some(Duration::from_secs(2)), "{reason:?}");
        assert!(details.bad_request().is_none());
    }
}

#[test]
fn a_call_refused_for_many_fields_names_the_first_ten() {
    let problems: Vec<Problem> =
        (0..30).map(|n| invalid(&format!("targets[{n}].level"), Rule::Required, &[])).collect();
    let status = Refusal::of_problems(problems).unwrap().into_status();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(status.get_error_details().bad_request().unwrap().field_violations.len(), 10);
    assert!(status.details().len() < 6 * 1024, "{}", status.details().len());
    assert_eq!(Refusal::of_problems(Vec::new()), None);
}

#[test]
fn a_stored_problem_gets_its_words_at_the_edge() {
    let stored =
        invalid("items[3].birth", Rule::NotABirthDate, &[("min", "1900".into()), ("max", "2100".into())]);
    assert_eq!(stored.reason, "INVALID_VALUE");
    assert!(stored.numbers.is_sorted());
    let shown = problem(&stored);
    assert_eq!(shown.field, "items[3].birth");
    assert_eq!(
        shown.text_vi,
        "Không phải là ngày sinh; ghi dạng 1985-03-31, 1985-03 hoặc 1985, từ năm 1900 đến 2100."
    );
    assert_eq!(shown.metadata["rule"], "NOT_A_BIRTH_DATE");
    let found = problem(&problem_of(Reason::TeacherNotFound, "items[0].teacher", &[]));
    assert!(found.text_en.starts_with("No teacher of the district fits. Check"), "{}", found.text_en);
}

#[test]
fn a_reason_of_a_later_version_is_shown_as_it_is() {
    let later = Problem { reason: "NOT_YET_THOUGHT_OF".into(), field: String::new(), numbers: vec![] };
    let shown = problem(&later);
    assert_eq!(shown.reason, "NOT_YET_THOUGHT_OF");
    assert!(shown.text_vi.contains("NOT_YET_THOUGHT_OF") && shown.text_en.contains("later version"));
}

#[test]
fn a_denial_is_told_in_one_language_at_a_time() {
    let denied = |role: &str, relation: &str| {
        let refusal =
            Refusal::new(Reason::PermissionDeniedRole).with("role", role).with("relation", relation);
        let status = refusal.with("rpc", "p.S/Do").into_status();
        let metadata = status.get_details_error_info().unwrap().metadata;
        assert_eq!(
            (metadata["role"].as_str(), metadata["relation"].as_str()),
            (role, relation),
            "codes stay"
        );
        let (vi, en) = status.message().split_once(" / ").unwrap();
        (vi.split_once(':').unwrap().0.to_owned(), en.split_once(':').unwrap().0.to_owned())
    };
    let (vi, en) = denied("reader", "own");
    assert_eq!(vi, "Vai trò người xem của chính cơ quan này không được gọi phương thức này");
    assert_eq!(en, "The role reader of this agency may not call this rpc");
    for role in ["node", "system", "reader", "unit_user"] {
        for relation in ["own", "other"] {
            let (vi, _) = denied(role, relation);
            let foreign = [role, relation, "agency", "node", "system", "reader", "user"];
            assert!(!foreign.iter().any(|word| vi.contains(word)), "{vi}");
        }
    }
    let not_yours = Refusal::new(Reason::NotYours).with("role", "unit_user").with("relation", "own");
    let status = not_yours.into_status();
    assert!(status.message().contains("vai trò người dùng của trường của chính cơ quan này"), "{status}");
    assert!(status.message().contains("role user of a school of this agency"), "{status}");
}
