//! Whatever is encoded is decoded to the same state.

use crate::chance::Chance;
use crate::samples;
use contracts::body::{decode, encode};
use contracts::pb::journal::v1 as wire;
use domain::record::{Kind, State};
use proptest::prelude::*;
use prost::Message;

fn again(state: &State) -> State {
    let body = encode(state);
    decode(body.kind, body.schema_revision, body.min_reader, &body.fact, body.person.as_deref()).unwrap()
}

/// The state as it is read where PERSON is withheld.
fn without_person(state: &State) -> State {
    let body = encode(state);
    decode(body.kind, body.schema_revision, body.min_reader, &body.fact, None).unwrap()
}

#[test]
fn the_samples_hold_every_kind_and_come_back() {
    let samples = samples::all();
    let kinds: Vec<Kind> = samples.iter().map(State::kind).collect();
    assert_eq!(kinds, Kind::ALL);
    for state in samples {
        assert_eq!(again(&state), state);
    }
}

#[test]
fn without_person_nothing_personal_is_left_and_nothing_is_encoded() {
    for state in samples::all() {
        let bare = without_person(&state);
        let body = encode(&bare);
        assert_eq!(body.person, None, "{bare:?}");
        assert_eq!(body.fact, encode(&state).fact);
        assert_eq!(again(&bare), bare);
        let text = format!("{bare:?}");
        for secret in [
            "Lò Thị Thử",
            "Vàng Thị Mẫu",
            "Tẩn A Thử",
            "012185000042",
            "045123456",
            "GV-0042",
            "SV-001",
            "1985",
        ] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

#[test]
fn every_name_of_an_actor_goes_to_person() {
    for state in samples::all() {
        let body = encode(&state);
        let name = "Lò Thị Thử".as_bytes();
        let holds = |bytes: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        assert!(!holds(&body.fact), "{:?}", state.kind());
        let silent = matches!(
            state.kind(),
            Kind::EpochOpened
                | Kind::RequestDone
                | Kind::ReadTrace
                | Kind::Receipt
                | Kind::Seen
                | Kind::JournalStanding
        );
        assert_eq!(body.person.as_deref().is_some_and(holds), !silent, "{:?}", state.kind());
    }
}

#[test]
fn a_revision_after_an_erasure_names_its_actor_alone() {
    for state in samples::all() {
        let State::Teacher(mut teacher) = state else {
            continue;
        };
        teacher.person = None;
        let state = State::Teacher(teacher);
        let person = wire::TeacherPerson::decode(encode(&state).person.unwrap().as_slice()).unwrap();
        assert_eq!(person.acted_by, "Lò Thị Thử");
        assert_eq!(again(&state), state);
    }
}

proptest! {
    #[test]
    fn any_state_of_any_kind_comes_back(seed: u64) {
        let mut chance = Chance::new(seed);
        for kind in Kind::ALL {
            let state = chance.state(kind);
            prop_assert_eq!(state.kind(), kind);
            prop_assert_eq!(again(&state), state.clone());
            // The same state is the same bytes, whoever encodes it.
            prop_assert_eq!(encode(&again(&state)), encode(&state));
            prop_assert_eq!(again(&without_person(&state)), without_person(&state));
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(fact: Vec<u8>, person: Option<Vec<u8>>, revision in 0u32..3, min_reader in 0u32..3) {
        for kind in Kind::ALL {
            if let Ok(state) = decode(kind.number(), revision, min_reader, &fact, person.as_deref()) {
                prop_assert_eq!(state.kind(), kind);
            }
        }
    }
}
