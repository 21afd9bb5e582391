//! Every state against every command.

use super::*;
use crate::ids::{AgencyId, Position, RecordId};
use uuid::Uuid;

fn reference(number: u128) -> Reference {
    Reference {
        agency: AgencyId(Uuid::from_u128(3)),
        record: RecordId(Uuid::from_u128(number)),
        revision: 1,
        seen: Position { epoch: 1, position: 1 },
    }
}

fn act(office: &str) -> Act {
    Act { office: office.to_owned(), on_behalf_of: None, person: None }
}

fn day(number: u32) -> LegalDate {
    LegalDate::from_ymd_opt(2021, 9, number).unwrap()
}

fn enrollment(steps: &[(StepKind, u32)]) -> Enrollment {
    Enrollment {
        act: act("before"),
        learner: reference(1),
        nomination: None,
        class: reference(10),
        begun_on: day(1),
        steps: steps
            .iter()
            .map(|(kind, date)| EnrollmentStep { kind: *kind, effective: day(*date) })
            .collect(),
        void: false,
        person: None,
    }
}

#[test]
fn every_state_against_every_command() {
    use Command::{Defer, Dismiss, Resume, Transfer, Withdraw};
    let moved = Transfer { to: reference(11) };
    let commands = [Defer, Resume, Withdraw, Dismiss, moved];
    let void = Enrollment { void: true, ..enrollment(&[]) };
    let resumed = [(StepKind::Deferred, 2), (StepKind::Resumed, 3)];
    let left = |kind| enrollment(&[(kind, 5)]);
    use NotAllowed::{AlreadyDeferred, Ended, NotDeferred, Void};
    use Status::{Deferred, Dismissed, Studying, Withdrawn};
    let goes = |status| Ok(status);
    let table = [
        (
            enrollment(&[]),
            Studying,
            [goes(Deferred), Err(NotDeferred), goes(Withdrawn), goes(Dismissed), goes(Studying)],
        ),
        (
            enrollment(&resumed),
            Studying,
            [goes(Deferred), Err(NotDeferred), goes(Withdrawn), goes(Dismissed), goes(Studying)],
        ),
        (
            left(StepKind::Deferred),
            Deferred,
            [Err(AlreadyDeferred), goes(Studying), goes(Withdrawn), goes(Dismissed), goes(Deferred)],
        ),
        (left(StepKind::Withdrawn), Withdrawn, [Err(Ended); 5]),
        (left(StepKind::Dismissed), Dismissed, [Err(Ended); 5]),
        (void, Status::Void, [Err(Void); 5]),
    ];
    for (before, was, outcomes) in table {
        assert_eq!(status(&before), was);
        for (command, expected) in commands.into_iter().zip(outcomes) {
            let got = step(&before, command, day(9), act("after")).map(|change| match change {
                Change::Changed(next) => {
                    assert_eq!((next.steps.len(), &next.act), (before.steps.len() + 1, &act("after")));
                    status(&next)
                }
                Change::Unchanged => panic!("{was:?} {command:?} changed nothing"),
            });
            assert_eq!(got, expected, "{was:?} {command:?}");
        }
    }
}

#[test]
fn dates_ascend_from_the_first_day() {
    let table = [
        (enrollment(&[]), 1, true),
        (enrollment(&[(StepKind::Deferred, 5), (StepKind::Resumed, 7)]), 6, false),
        (enrollment(&[(StepKind::Deferred, 5), (StepKind::Resumed, 7)]), 7, true),
    ];
    for (before, date, allowed) in table {
        let got = step(&before, Command::Withdraw, day(date), act("x"));
        assert_eq!(got.is_ok(), allowed, "{date}");
        assert!(allowed || got == Err(NotAllowed::DateBeforeLast));
    }
    let before_start = LegalDate::from_ymd_opt(2021, 8, 31).unwrap();
    let got = step(&enrollment(&[]), Command::Defer, before_start, act("x"));
    assert_eq!(got, Err(NotAllowed::DateBeforeLast));
}

#[test]
fn a_transfer_moves_the_class_and_keeps_the_one_left() {
    let to = reference(11);
    let Ok(Change::Changed(next)) = step(&enrollment(&[]), Command::Transfer { to }, day(3), act("x")) else {
        panic!("not moved")
    };
    assert_eq!(next.class, to);
    assert_eq!(next.steps[0].kind, StepKind::Transferred { from: reference(10) });
    let again = step(&next, Command::Transfer { to }, day(4), act("x"));
    assert_eq!(again, Err(NotAllowed::SameClass));
}

#[test]
fn a_step_that_stands_changes_nothing_even_after_the_end() {
    let steps = [
        (StepKind::Transferred { from: reference(9) }, 2),
        (StepKind::Deferred, 3),
        (StepKind::Withdrawn, 8),
    ];
    let before = enrollment(&steps);
    for (command, date) in
        [(Command::Transfer { to: reference(10) }, 2), (Command::Defer, 3), (Command::Withdraw, 8)]
    {
        assert_eq!(step(&before, command, day(date), act("x")), Ok(Change::Unchanged), "{command:?}");
    }
    assert_eq!(step(&before, Command::Withdraw, day(9), act("x")), Err(NotAllowed::Ended));
    let elsewhere = Command::Transfer { to: reference(12) };
    assert_eq!(step(&before, elsewhere, day(2), act("x")), Err(NotAllowed::Ended));
}

#[test]
fn an_enrollment_is_reversed_once_its_diploma_is() {
    let before = enrollment(&[(StepKind::Withdrawn, 3)]);
    assert_eq!(reverse(&before, true, act("x")), Err(NotAllowed::HasDiploma));
    let Ok(Change::Changed(void)) = reverse(&before, false, act("x")) else { panic!("not reversed") };
    assert_eq!((status(&void), void.steps.len()), (Status::Void, 1));
    assert_eq!(reverse(&void, false, act("y")), Ok(Change::Unchanged));
}
