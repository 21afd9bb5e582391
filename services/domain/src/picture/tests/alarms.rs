//! What is kept and never folded, and journals of which nothing more is taken: officers see both (D21, D22, D24, D25).

use super::land::{A, B, COORDINATOR, Land, SO, kinds, noon, row, total};
use crate::band::Verdict;
use crate::ids::{AgencyId, Digest, RecordId, RecordKey};
use crate::picture::breaks::{Break, BreakKind, break_id};
use crate::picture::{BODY_MALFORMED, Cause, Content, KIND_NOT_OWNED, Picture};
use crate::record::{JournalStanding, JournalStop, Kind, State, WitnessedReference};
use crate::vocabulary::Level;
use uuid::Uuid;

const LEVEL: Level = Level::Primary;

fn quarantined(reason: &str) -> Content {
    Content::Quarantined { reason: reason.to_owned() }
}

fn only(picture: &Picture) -> &Break {
    assert_eq!(picture.breaks.len(), 1, "{:?}", kinds(picture));
    &picture.breaks[0]
}

#[test]
fn what_is_kept_and_never_folded_is_a_break_with_its_reason() {
    let table = [
        (quarantined(BODY_MALFORMED), Kind::Teacher.number(), "RECORD_QUARANTINED", A, "BODY_MALFORMED"),
        (
            Content::Unreadable { schema_revision: 9 },
            101,
            "RECORD_UNREADABLE",
            COORDINATOR,
            "phiên bản lược đồ 9",
        ),
        (Content::Unreadable { schema_revision: 1 }, 199, "RECORD_UNREADABLE", COORDINATOR, "số 199"),
        (quarantined(KIND_NOT_OWNED), 301, "KIND_OUT_OF_RANGE", A, "số 301"),
    ];
    for (content, number, kind, owner, detail) in table {
        let mut land = Land::new();
        land.row(A, LEVEL, 10);
        let record = RecordId(Uuid::from_u128(77));
        let written = land.write_raw(A, record, number, content);
        let picture = land.picture();
        let open = only(&picture);
        assert_eq!(
            (open.kind.code(), open.owner, open.districts.as_slice()),
            (kind, owner, &["105".to_owned()][..])
        );
        assert_eq!(open.records, [written.reference.key()]);
        assert_eq!(open.id, break_id(open.kind, &open.records));
        assert_eq!(open.since, noon("2021-12-31"));
        assert!(
            open.text_vi.contains(detail) && open.text_vi.starts_with("[Huyện 105] "),
            "{}",
            open.text_vi
        );
        // The owner writes it anew.
        if kind == "RECORD_QUARANTINED" {
            let good = land.entries.iter().find(|entry| entry.kind == 101).unwrap().content.clone();
            land.write_raw(A, record, 101, good);
            assert!(!kinds(&land.picture()).contains(&kind));
        }
    }
}

#[test]
fn a_newest_revision_of_a_kind_that_is_not_its_owners_leaves_the_last_good_one() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    land.write_raw(A, nomination.reference.record, 301, quarantined(KIND_NOT_OWNED));
    let picture = land.picture();
    let open = row(&picture, A, LEVEL);
    assert_eq!((open.sent, open.verdict, open.cause().as_str()), (1, Verdict::Unknown, "QUARANTINED"));
    assert_eq!(only(&picture).kind, BreakKind::KindOutOfRange);
}

fn say(land: &mut Land, record: u128, agency: AgencyId, stop: Option<JournalStop>) -> WitnessedReference {
    let said =
        JournalStanding { agency, stop, epoch: 1, size: 5, root: Digest([7; 32]), time: noon("2021-12-01") };
    land.write(COORDINATOR, RecordId(Uuid::from_u128(record)), State::JournalStanding(said))
}

/// Rows whose verdict is otherwise given, received until 1 December.
fn settled() -> Land {
    let mut land = Land::new();
    land.row(A, LEVEL, 10);
    land.row(B, LEVEL, 10);
    land.freeze_the_rest(&[(A, LEVEL), (B, LEVEL)]);
    land.sync("2021-12-01");
    land
}

#[test]
fn a_stopped_journal_is_a_break_and_leaves_its_rows_open_until_it_is_taken_again() {
    for (stop, kind, cause) in [
        (JournalStop::Fork, "JOURNAL_FORKED", Cause::Fork),
        (JournalStop::Rewound, "JOURNAL_REWOUND", Cause::Rewound),
    ] {
        let mut land = settled();
        say(&mut land, 9, A, Some(stop));
        land.sync("2021-12-02");
        let picture = land.picture_at(noon("2021-12-02"));
        let open = only(&picture);
        assert_eq!((open.kind.code(), open.owner, open.owner_code.as_str()), (kind, A, "105"));
        let journal = RecordKey { agency: A, record: RecordId(A.0) };
        assert_eq!((open.records.as_slice(), open.id), (&[journal][..], break_id(open.kind, &[journal])));
        assert!(open.since >= noon("2021-12-01") && open.since <= noon("2021-12-02"));
        assert_eq!(
            (row(&picture, A, LEVEL).verdict, &row(&picture, A, LEVEL).causes),
            (Verdict::Unknown, &vec![cause])
        );
        assert_eq!(total(&picture, LEVEL).cause(), cause.code());
        assert_eq!(row(&picture, B, LEVEL).verdict, Verdict::Below);
        say(&mut land, 9, A, None);
        land.sync("2021-12-03");
        let picture = land.picture_at(noon("2021-12-03"));
        assert!(picture.breaks.is_empty());
        assert_eq!(row(&picture, A, LEVEL).verdict, Verdict::Below);
    }
}

#[test]
fn a_journal_that_stopped_after_d_is_a_break_and_opens_no_verdict() {
    let mut land = settled();
    land.sync("2022-01-02");
    say(&mut land, 9, A, Some(JournalStop::Fork));
    land.sync("2022-01-03");
    let picture = land.picture_at(noon("2022-01-03"));
    assert_eq!(kinds(&picture), ["JOURNAL_FORKED"]);
    assert_eq!(row(&picture, A, LEVEL).verdict, Verdict::Below);
}

#[test]
fn nobody_but_the_coordinator_stops_a_journal_and_its_newest_word_counts() {
    let mut land = settled();
    let said = JournalStanding {
        agency: A,
        stop: Some(JournalStop::Fork),
        epoch: 1,
        size: 5,
        root: Digest([7; 32]),
        time: noon("2021-12-01"),
    };
    land.add(SO, State::JournalStanding(said));
    // Two records about one agency, as two coordinators on one store may write them.
    say(&mut land, 9, B, Some(JournalStop::Fork));
    say(&mut land, 8, B, None);
    land.sync("2021-12-02");
    assert!(land.picture_at(noon("2021-12-02")).breaks.is_empty());
}

#[test]
fn every_cause_has_a_code_and_words_of_its_own() {
    let mut codes: Vec<_> = Cause::ALL.iter().map(|cause| cause.code()).collect();
    let words = Cause::ALL.iter().flat_map(|cause| [cause.vi(), cause.en()]);
    codes.extend(words);
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
    let contract = include_str!("../../../../../proto/lienthong/progress/v1/progress.proto");
    let document = include_str!("../../../../../docs/breaks.md");
    for cause in Cause::ALL {
        assert!(contract.contains(cause.code()), "{} is not in the contract", cause.code());
        assert!(document.contains(&format!("| `{}` |", cause.code())), "{} is not documented", cause.code());
    }
}
