//! One meaning-bearing state of every kind: what the golden bodies hold.

mod college;
mod district;
mod education;

use domain::date::{Instant, LegalDate};
use domain::ids::{AgencyId, Digest, Position, RecordId, Reference};
use domain::record::*;
use uuid::Uuid;

pub(crate) fn agency(n: u8) -> AgencyId {
    AgencyId(Uuid::from_bytes([n; 16]))
}

pub(crate) fn record(n: u8) -> RecordId {
    RecordId(Uuid::from_bytes([n, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, n]))
}

pub(crate) fn digest(n: u8) -> Digest {
    Digest([n; 32])
}

pub(crate) fn day(text: &str) -> LegalDate {
    contracts::dates::legal_date(text).unwrap()
}

fn reference(n: u8) -> Reference {
    Reference {
        agency: agency(n),
        record: record(n),
        revision: 2,
        seen: Position { epoch: 1, position: u64::from(n) + 300 },
    }
}

fn witnessed(n: u8) -> WitnessedReference {
    WitnessedReference { reference: reference(n), leaf: digest(n) }
}

fn cite() -> DocumentCite {
    DocumentCite {
        authority: "UBND huyện Sìn Hồ".into(),
        number: "45/QĐ-UBND".into(),
        date: day("2021-04-15"),
    }
}

fn act() -> Act {
    Act {
        office: "Phòng GD&ĐT huyện Sìn Hồ".into(), on_behalf_of: None, person: Some("Lò Thị Thử".into())
    }
}

/// One state per kind, in the order of the kinds.
pub(crate) fn all() -> Vec<State> {
    [common(), district::all(), college::all(), education::all(), coordinator()].concat()
}

fn common() -> Vec<State> {
    vec![
        State::EpochOpened(EpochOpened {
            previous_epoch: 1,
            previous_size: 1234,
            previous_root: Some(digest(9)),
            nonce: [7; 16],
            reason: EpochReason::Rewound,
        }),
        State::RequestDone(request_done()),
        State::Decision(Decision {
            act: act(),
            cite: Some(cite()),
            scan: Some(digest(4)),
            persons: vec![reference(3)],
            revokes: vec![reference(4)],
            replaces: vec![reference(5)],
            removal: None,
            person: Some(DecisionPerson { signer: "Tẩn A Thử".into(), scan_name: "qd45.pdf".into() }),
        }),
        State::ReadTrace(ReadTrace {
            reader: "urn:lienthong:agency:01010101-0101-0101-0101-010101010101:reader:sgddt".into(),
            rpc: "/lienthong.roster.v1.RosterService/ListTeachers".into(),
            records: 100,
            subject: "page_size=100".into(),
        }),
        State::SamePerson(SamePerson {
            act: act(),
            own: reference(1),
            other: reference(2),
            different: true,
            document: "Biên bản đối chiếu số 12/BB-PGDĐT".into(),
            removal: None,
            reason: Some("Hai người trùng họ tên và ngày sinh".into()),
        }),
    ]
}

fn request_done() -> RequestDone {
    RequestDone {
        caller: "urn:lienthong:agency:01010101-0101-0101-0101-010101010101:system:emis".into(),
        rpc: "/lienthong.roster.v1.RosterService/PushTeachers".into(),
        request_id: "roster-2021-1".into(),
        outcomes: vec![
            StoredOutcome {
                code: OutcomeCode::Applied,
                record: Some(record(3)),
                revision: 1,
                problems: vec![],
            },
            StoredOutcome {
                code: OutcomeCode::Refused,
                record: None,
                revision: 0,
                problems: vec![Problem {
                    reason: "INVALID_VALUE".into(),
                    field: "items[1].birth".into(),
                    numbers: vec![("max".into(), "2100".into()), ("min".into(), "1900".into())],
                }],
            },
        ],
        hash: Some(RequestHash { salt: [5; 16], sha256: digest(6) }),
    }
}

fn coordinator() -> Vec<State> {
    vec![
        State::Receipt(Receipt {
            agency: agency(1),
            epoch: 1,
            size: 4711,
            root: digest(12),
            time: Instant(1_618_455_600_000),
        }),
        State::Seen(Seen { time: Instant(1_618_455_600_000), agencies: vec![agency(1), agency(2)] }),
        State::JournalStanding(JournalStanding {
            agency: agency(1),
            stop: Some(JournalStop::Fork),
            epoch: 1,
            size: 4711,
            root: digest(13),
            time: Instant(1_618_455_600_000),
        }),
    ]
}
