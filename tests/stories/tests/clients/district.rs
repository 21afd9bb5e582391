//! The district's system: buf over reflection.

use crate::script::{at, ended, says, script, told};
use crate::{DISTRICT, LEVEL, Sent};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use stories::program::Told;
use stories::province::Province;

const NUMBER: &str = "1127/QĐ-UBND";
const DATE: &str = "2021-12-20";
/// By this name the district's node knows which college may see the nomination.
const INSTITUTION: &str = "Trường Cao đẳng Cộng đồng Lai Châu";

fn district(province: &Province, client: &str, words: &[&str]) -> Told {
    let mut command = Command::new("bash");
    command.arg(script("district_nominations.sh"));
    let mut command = at(command, province, (DISTRICT, DISTRICT, client));
    command.arg("--buf").arg(stories::tools::folder().join("venv/bin/buf")).args(words);
    told(command)
}

fn office(province: &Province, words: &[&str]) -> Told {
    district(province, "system-office", words)
}

fn json(told: Told) -> Value {
    serde_json::from_str(&ended(0, told).out).unwrap()
}

fn codes<'a>(list: &'a Value, field: &str) -> BTreeSet<&'a str> {
    list.as_array().unwrap().iter().map(|each| each[field].as_str().unwrap()).collect()
}

/// Reflection names what the district serves and nothing of others; health answers.
pub(crate) fn asks_what_the_node_offers(province: &Province) {
    let methods = ended(0, office(province, &["methods"])).out;
    says(
        &methods,
        &["lienthong.nomination.v1.NominationService/PushNominations", "grpc.health.v1.Health/Check"],
    );
    assert!(!methods.contains("TrainingService"), "a college's service: {methods}");
    assert_eq!(json(office(province, &["health"]))["status"], "SERVING");
    let away = Command::new("bash")
        .arg(script("district_nominations.sh"))
        .args(["--address", "localhost:1", "--certs", "none", "--ca", "none", "health", "--buf"])
        .arg(stories::tools::folder().join("venv/bin/buf"))
        .output();
    ended(69, away.unwrap().into());
}

/// Sends the first in scope whom nobody has sent, by a call that is repeated, and gives the person.
pub(crate) fn sends_a_teacher_once(province: &Province) -> Sent {
    let code = unsent(province);
    let teacher = json(office(province, &["teacher", "--teacher", &code]))["teachers"][0]["teacher"].clone();
    let nominate = |client, id: &str, date: &str| {
        let decision = ["--number", NUMBER, "--date", date, "--authority", "UBND huyện Sìn Hồ"];
        let whom = ["--plan", "LC-2021", "--teacher", &code, "--degree", "DEGREE_UNIVERSITY"];
        let what = ["--programme", "Giáo dục tiểu học", "--institution", INSTITUTION];
        let call = ["nominate", "--request-id", id];
        district(province, client, &[&call[..], &what, &whom, &decision].concat())
    };
    let reader = ended(77, nominate("reader-dashboard", "1127-1", DATE));
    says(&reader.err, &["PERMISSION_DENIED_ROLE", "\"code\": \"permission_denied\""]);

    let first = json(nominate("system-office", "1127-1", DATE));
    assert_eq!(first["outcomes"][0]["code"], "OUTCOME_CODE_APPLIED", "{first}");
    let again = json(nominate("system-office", "1127-1", DATE));
    assert_eq!(again["recorded"]["repeated"], true, "{again}");
    assert_eq!(again["outcomes"], first["outcomes"], "the same request has the same answer");
    assert_eq!(again["recorded"]["position"], first["recorded"]["position"]);

    let other = ended(65, nominate("system-office", "1127-1", "2021-12-21"));
    says(
        &other.err,
        &["REQUEST_ID_CONFLICT\n", "\"already_exists\"", "Mã yêu cầu 1127-1 đã dùng cho một nội dung khác."],
    );
    let twice = json(nominate("system-office", "1127-2", DATE));
    assert_eq!(twice["outcomes"][0]["code"], "OUTCOME_CODE_UNCHANGED", "a new id, and nothing new: {twice}");
    sent(&teacher)
}

/// Code of the first in the order of priority who has no nomination; one with an old CMND where there is one.
fn unsent(province: &Province) -> String {
    let nominations = json(office(province, &["nominations"]));
    let sent = codes(&nominations["nominations"], "teacherCode");
    let members = json(office(province, &["members", "--plan", "LC-2021", "--level", LEVEL]));
    let members = codes(&members["members"], "code");
    let free: Vec<&str> = members.difference(&sent).copied().collect();
    let number = |code: &str| {
        let found = json(office(province, &["teacher", "--teacher", code]));
        found["teachers"][0]["teacher"]["nationalId"].as_str().map_or(0, str::len)
    };
    let old = free.iter().find(|code| number(code) == 9);
    let chosen = old.or_else(|| free.iter().find(|code| number(code) == 12));
    (*chosen.expect("somebody in scope with a number and without a nomination")).to_owned()
}

fn sent(teacher: &Value) -> Sent {
    let text = |field: &str| teacher[field].as_str().unwrap().to_owned();
    Sent {
        name: text("fullName"),
        birth: text("birth"),
        national_id: text("nationalId"),
        number: NUMBER,
        date: DATE,
    }
}
