//! What every call that writes carries.

use crate::check::cite;
use contracts::pb::roster::v1 as roster;
use contracts::pb::types::v1 as types;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{DrawScopeInput, MAX_ITEMS, PlanInput};
use contracts::wire::{check_envelope, check_one, check_request, check_whole};
use tonic::Code;
use tonic_types::StatusExt;

fn acted_by() -> Option<types::ActedBy> {
    Some(types::ActedBy {
        person: "Lò Thị Thử".into(),
        office: "Phòng GD&ĐT huyện Sìn Hồ".into(),
        on_behalf_of: None,
    })
}

fn rule(refusal: &Refusal) -> String {
    let rule = refusal.metadata.iter().find(|(key, _)| key == "rule").unwrap();
    format!("{} {}", refusal.field.as_deref().unwrap_or_default(), rule.1)
}

#[test]
fn a_call_names_who_acts_for_whom() {
    let act = check_envelope("r-1", acted_by(), MAX_ITEMS).unwrap();
    assert_eq!(act.person.as_deref(), Some("Lò Thị Thử"));
    assert_eq!(act.on_behalf_of, None);

    let on_behalf_of =
        Some(types::OnBehalfOf { institution: "Trường ĐH Tây Bắc".into(), document: Some(cite()) });
    let act = check_request("r-1", Some(types::ActedBy { on_behalf_of, ..acted_by().unwrap() })).unwrap();
    assert_eq!(act.on_behalf_of.unwrap().document.number, "45/QĐ-UBND");
}

#[test]
fn a_call_holds_1_to_200_items() {
    let refusal = check_envelope("r-1", acted_by(), 201).unwrap_err();
    assert_eq!(refusal.reason, Reason::TooManyItems);
    assert_eq!(
        refusal.metadata,
        [("max".to_owned(), "200".to_owned()), ("sent".to_owned(), "201".to_owned())]
    );
    assert_eq!(rule(&check_envelope("r-1", acted_by(), 0).unwrap_err()), "items REQUIRED");
}

#[test]
fn a_call_has_a_request_id_of_1_to_100_characters() {
    for missing in ["", "  "] {
        assert_eq!(check_envelope(missing, acted_by(), 1).unwrap_err().reason, Reason::RequestIdRequired);
    }
    assert!(check_envelope(&"ư".repeat(100), acted_by(), 1).is_ok());
    assert_eq!(rule(&check_envelope(&"ư".repeat(101), acted_by(), 1).unwrap_err()), "request_id TOO_LONG");
}

#[test]
fn all_faults_of_a_call_come_back_in_one_status() {
    let refusal = check_envelope(" ", None, 0).unwrap_err();
    assert_eq!((refusal.reason, refusal.field.as_deref()), (Reason::RequestIdRequired, Some("request_id")));
    let status = refusal.into_status();
    let details = status.get_error_details();
    let fields: Vec<&str> =
        details.bad_request().unwrap().field_violations.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["request_id", "acted_by", "items"]);
    let refusal = check_envelope("r-1", None, 201).unwrap_err();
    assert_eq!(rule(&refusal), "acted_by REQUIRED");
    assert_eq!(refusal.others[0].reason, "TOO_MANY_ITEMS");
}

#[test]
fn a_call_without_items_tells_its_own_faults_with_those_of_its_envelope() {
    let request = roster::DrawScopeListsRequest::default();
    let refusal = check_whole::<DrawScopeInput>("", None, request).unwrap_err();
    assert_eq!(refusal.reason, Reason::RequestIdRequired);
    let others: Vec<&str> = refusal.others.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(others, ["acted_by", "plan_id"]);
    let refusal = check_one::<PlanInput>("plan", "", None, None).unwrap_err();
    let others: Vec<&str> = refusal.others.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(others, ["acted_by", "plan"]);
    let request = roster::DrawScopeListsRequest { plan_id: "KH-2021".into(), ..Default::default() };
    let (act, input) = check_whole::<DrawScopeInput>("r-1", acted_by(), request).unwrap();
    assert_eq!((act.person.as_deref(), input.plan_id.as_str()), (Some("Lò Thị Thử"), "KH-2021"));
}

#[test]
fn every_fault_of_an_act_comes_back_in_one_status() {
    let document = Some(types::DocumentCite { date: "15/04/2021".into(), ..cite() });
    let bad = types::ActedBy {
        person: String::new(),
        office: "x".repeat(201),
        on_behalf_of: Some(types::OnBehalfOf { institution: String::new(), document }),
    };
    let refusal = check_request("r-1", Some(bad)).unwrap_err();
    assert_eq!(rule(&refusal), "acted_by.person REQUIRED");
    let others: Vec<&str> = refusal.others.iter().map(|problem| problem.field.as_str()).collect();
    let below =
        ["acted_by.office", "acted_by.on_behalf_of.institution", "acted_by.on_behalf_of.document.date"];
    assert_eq!(others, below);
    let status = refusal.into_status();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(status.message().starts_with("acted_by.person: Thiếu giá trị bắt buộc"), "{}", status.message());
    assert_eq!(rule(&check_request("r-1", None).unwrap_err()), "acted_by REQUIRED");
}
