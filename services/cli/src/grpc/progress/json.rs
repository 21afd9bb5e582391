//! The progress table as one JSON document; the fields and their order are part of the contract with readers.

use contracts::pb::progress::v1 as pb;
use contracts::pb::types::v1::{Level, Verdict};
use domain::date::Instant;
use serde_json::{Value, json};

/// The name of a level without the enum's prefix; null when there is none.
fn level(value: i32) -> Value {
    match Level::try_from(value) {
        Ok(Level::Unspecified) | Err(_) => Value::Null,
        Ok(level) => json!(level.as_str_name().trim_start_matches("LEVEL_")),
    }
}

fn verdict(value: i32) -> String {
    let verdict = Verdict::try_from(value).unwrap_or(Verdict::Unknown);
    verdict.as_str_name().trim_start_matches("VERDICT_").to_owned()
}

/// ISO 8601 at +07:00; null for an instant that never was.
fn instant(ms: i64) -> Value {
    if ms == 0 { Value::Null } else { json!(Instant(ms).to_string()) }
}

fn row(row: &pb::Row) -> Value {
    json!({
        "district": row.district,
        "district_name": row.district_name,
        "level": level(row.level),
        "teachers": row.teachers,
        "meets_standard": row.meets_standard,
        "near_retirement": row.near_retirement,
        "in_scope": row.in_scope,
        "undecided": row.undecided,
        "sent": row.sent,
        "disputed": row.disputed,
        "recorded_late": row.recorded_late,
        "enrolled": row.enrolled,
        "completed": row.completed,
        "percent": row.percent,
        "verdict": verdict(row.verdict),
        "cause": if row.cause.is_empty() { Value::Null } else { json!(row.cause) },
        "min_count": row.min_count,
        "max_count": row.max_count,
        "shortfall": row.shortfall,
        "excess": row.excess,
        "last_seen": instant(row.last_seen),
        "freeze_revision": if row.freeze_revision == 0 { Value::Null } else { json!(row.freeze_revision) },
    })
}

/// A record of a break; name and code are null where the caller may not know them.
fn about(one: &pb::BreakRecord) -> Value {
    let known = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let key = one.record.clone().unwrap_or_default();
    json!({
        "agency": key.agency,
        "agency_code": one.agency_code,
        "record": key.record_id,
        "name": known(&one.name),
        "code": known(&one.code),
    })
}

fn one_break(open: &pb::Break) -> Value {
    json!({
        "id": open.id,
        "kind": open.kind,
        "level": level(open.level),
        "districts": open.districts,
        "person": open.person.as_ref().map(|person| person.record_id.clone()),
        "person_name": if open.person_name.is_empty() { Value::Null } else { json!(open.person_name) },
        "owner": open.owner,
        "since": instant(open.since),
        "text_vi": open.text_vi,
        "text_en": open.text_en,
        "records": open.about.iter().map(about).collect::<Vec<_>>(),
    })
}

/// Breaks as a JSON list.
pub(crate) fn breaks(breaks: &[pb::Break]) -> String {
    Value::Array(breaks.iter().map(one_break).collect()).to_string()
}

/// The whole document for people and files, ended by a newline.
pub(crate) fn document(progress: &pb::Progress) -> String {
    let document = whole(progress);
    let text = serde_json::to_string_pretty(&document).unwrap_or_else(|_| document.to_string());
    format!("{text}\n")
}

/// The whole document on one line, ended by a newline, for whoever reads documents one after another (NDJSON).
pub(crate) fn line(progress: &pb::Progress) -> String {
    format!("{}\n", whole(progress))
}

fn whole(progress: &pb::Progress) -> Value {
    let plan = progress.plan.clone().unwrap_or_default();
    let definitions: serde_json::Map<String, Value> = progress
        .definitions
        .iter()
        .map(|d| (d.name.clone(), json!({ "text_vi": d.text_vi, "text_en": d.text_en })))
        .collect();
    let vector = progress
        .vector
        .iter()
        .map(|size| json!({ "agency": size.agency, "epoch": size.epoch, "size": size.size }));
    json!({
        "plan": { "id": plan.id, "version": plan.version, "legal_basis": plan.legal_basis, "title": plan.title, "policy": plan.policy },
        "cutoff": progress.cutoff,
        "as_of": Instant(progress.as_of).to_string(),
        "final": progress.r#final,
        "definitions": definitions,
        "rows": progress.rows.iter().map(row).collect::<Vec<_>>(),
        "totals": progress.totals.iter().map(row).collect::<Vec<_>>(),
        "breaks": progress.breaks.iter().map(one_break).collect::<Vec<_>>(),
        "projection_version": progress.projection_version,
        "vector": vector.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_followed_table_is_one_line_and_the_same_document() {
        let progress = pb::Progress {
            cutoff: "2021-12-31".to_owned(),
            rows: vec![pb::Row { district_name: "Huyện\nSìn Hồ".to_owned(), ..pb::Row::default() }],
            ..pb::Progress::default()
        };
        let line = line(&progress);
        assert_eq!((line.matches('\n').count(), line.ends_with('\n')), (1, true), "{line}");
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(read(&line), read(&document(&progress)));
    }
}
