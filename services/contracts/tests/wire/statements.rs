//! Statements on who is who.

use crate::check::{each_alone, good};
use contracts::pb::roster::v1 as wire;
use contracts::pb::types::v1 as types;
use contracts::wire::{PersonStatementInput, StatementRemovalInput};
use domain::ids::Position;

const RECORD: &str = "01891f0a-0000-7000-8000-000000000001";
const OTHER: &str = "01891f0a-0000-7000-8000-000000000002";

fn other() -> types::RecordRef {
    types::RecordRef { agency: "00000000-0000-0000-0000-000000000105".into(), record_id: OTHER.into() }
}

fn statement() -> wire::PersonStatementItem {
    wire::PersonStatementItem {
        teacher_record_id: RECORD.into(),
        other: Some(wire::SeenRecord {
            record: Some(other()),
            revision: 2,
            seen: Some(types::Position { epoch: 1, position: 40 }),
        }),
        statement: wire::PersonStatement::DifferentPerson.into(),
        document: "Biên bản số 12/BB-PGDĐT".into(),
        reason: "Hai người trùng tên".into(),
    }
}

fn seen(item: &mut wire::PersonStatementItem) -> &mut wire::SeenRecord {
    item.other.as_mut().unwrap()
}

#[test]
fn a_statement_is_read_field_by_field() {
    let input = good::<PersonStatementInput>(statement());
    assert_eq!(input.teacher.to_string(), RECORD);
    assert_eq!(input.other.key.record.to_string(), OTHER);
    assert_eq!(input.other.seen, Some((2, Position { epoch: 1, position: 40 })));
    assert!(input.different);
    assert_eq!(
        (input.document.as_str(), input.reason.as_str()),
        ("Biên bản số 12/BB-PGDĐT", "Hai người trùng tên")
    );
    let mut same = statement();
    same.statement = wire::PersonStatement::SamePerson.into();
    (seen(&mut same).revision, seen(&mut same).seen) = (0, None);
    let input = good::<PersonStatementInput>(same);
    assert_eq!((input.different, input.other.seen), (false, None));
}

#[test]
fn each_rule_of_a_statement_names_its_field() {
    each_alone::<PersonStatementInput>(
        &statement(),
        &[
            (|s| s.teacher_record_id.clear(), "teacher_record_id REQUIRED"),
            (|s| s.teacher_record_id = "GV01".into(), "teacher_record_id NOT_AN_ID"),
            (|s| s.other = None, "other REQUIRED"),
            (|s| seen(s).record = None, "other.record REQUIRED"),
            (|s| seen(s).record.as_mut().unwrap().agency.clear(), "other.record.agency REQUIRED"),
            (|s| seen(s).revision = 0, "other.revision REQUIRED"),
            (|s| seen(s).seen = None, "other.seen REQUIRED"),
            (|s| seen(s).seen = Some(types::Position::default()), "other.seen REQUIRED"),
            (|s| s.statement = 0, "statement REQUIRED"),
            (|s| s.statement = 3, "statement NOT_OF_THE_LIST"),
            (|s| s.document = "x".repeat(201), "document TOO_LONG"),
            (|s| s.reason.clear(), "reason REQUIRED"),
            (|s| s.reason = "x".repeat(1001), "reason TOO_LONG"),
        ],
    );
}

#[test]
fn a_statement_is_taken_back_by_the_pair_with_a_reason() {
    let item = wire::RemovePersonStatementItem {
        teacher_record_id: RECORD.into(),
        other: Some(other()),
        reason: "Nhập nhầm".into(),
    };
    assert_eq!(good::<StatementRemovalInput>(item.clone()).other.record.to_string(), OTHER);
    each_alone::<StatementRemovalInput>(
        &item,
        &[
            (|s| s.teacher_record_id.clear(), "teacher_record_id REQUIRED"),
            (|s| s.other = None, "other REQUIRED"),
            (|s| s.other.as_mut().unwrap().record_id = "?".into(), "other.record_id NOT_AN_ID"),
            (|s| s.reason = " ".into(), "reason REQUIRED"),
        ],
    );
}
