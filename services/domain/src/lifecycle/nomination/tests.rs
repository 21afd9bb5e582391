//! Every state against every command.

use super::*;
use crate::date::LegalDate;
use crate::ids::{AgencyId, Position, RecordId};
use crate::vocabulary::Degree;
use uuid::Uuid;

fn reference(number: u128) -> Reference {
    Reference {
        agency: AgencyId(Uuid::from_u128(105)),
        record: RecordId(Uuid::from_u128(number)),
        revision: 1,
        seen: Position { epoch: 1, position: 1 },
    }
}

fn day(number: u32) -> LegalDate {
    LegalDate::from_ymd_opt(2021, 6, number).unwrap()
}

fn cite(date: u32) -> DocumentCite {
    DocumentCite { authority: "UBND".to_owned(), number: "45/QĐ".to_owned(), date: day(date) }
}

fn act(office: &str) -> Act {
    Act { office: office.to_owned(), on_behalf_of: None, person: None }
}

fn ends(date: u32, replaced: bool) -> NominationEnd {
    NominationEnd { replaced, effective: day(date), decision: reference(51) }
}

fn nomination(state: NominationState) -> Nomination {
    Nomination {
        act: act("before"),
        teacher: reference(1),
        plan: reference(2),
        target_degree: Degree::University,
        programme: String::new(),
        study_form: None,
        institution: String::new(),
        institution_agency: None,
        state,
        replaces: None,
        person: None,
    }
}

fn sent() -> NominationState {
    NominationState::Sent { decision: reference(50), cite: cite(10) }
}

fn ended() -> NominationState {
    NominationState::Ended { decision: reference(50), cite: cite(10), end: ends(20, false) }
}

#[test]
fn every_state_against_every_end() {
    use NotAllowed::{DateBeforeLast, Ended, NotSent, Void};
    let ways = [ends(20, false), ends(20, true), ends(10, false), ends(9, false)];
    let table = [
        (NominationState::Draft, [Err(NotSent); 4]),
        (sent(), [Ok(true), Ok(true), Ok(true), Err(DateBeforeLast)]),
        (ended(), [Ok(false), Err(Ended), Err(Ended), Err(Ended)]),
        (NominationState::Void, [Err(Void); 4]),
    ];
    for (state, outcomes) in table {
        let before = nomination(state);
        for (way, expected) in ways.into_iter().zip(outcomes) {
            let got = end(&before, way, act("after")).map(|change| match change {
                Change::Changed(next) => {
                    assert!(matches!(&next.state, NominationState::Ended { end, .. } if *end == way));
                    assert_eq!((sent_by(&next), &next.act), (sent_by(&before), &act("after")));
                    true
                }
                Change::Unchanged => false,
            });
            assert_eq!(got, expected, "{:?} {way:?}", before.state);
        }
    }
}

#[test]
fn whatever_stands_a_correction_ends_it_for_good() {
    for state in [NominationState::Draft, sent(), ended()] {
        let Change::Changed(void) = void(&nomination(state), act("x")) else { panic!("not void") };
        assert_eq!(void.state, NominationState::Void);
    }
    assert_eq!(void(&nomination(NominationState::Void), act("x")), Change::Unchanged);
}

#[test]
fn a_person_is_sent_once_at_a_time() {
    let states = [NominationState::Draft, sent(), ended(), NominationState::Void];
    let [draft, standing, over, error] = states.map(nomination);
    let by = |existing: &[&Nomination], decision| send(existing, reference(decision), &cite(15), act("x"));
    assert_eq!(by(&[], 60), Ok(Sending::New));
    assert_eq!(by(&[&over, &error], 60), Ok(Sending::New));
    assert_eq!(by(&[&error, &standing], 60), Err(NotAllowed::AlreadyNominated));
    assert_eq!(by(&[&draft, &standing], 50), Ok(Sending::Unchanged(1)));
    assert_eq!(by(&[&over], 50), Ok(Sending::Unchanged(0)));
    let Ok(Sending::Decides(1, decided)) = by(&[&over, &draft], 60) else { panic!("draft not used") };
    assert_eq!(decided.state, NominationState::Sent { decision: reference(60), cite: cite(15) });
}
