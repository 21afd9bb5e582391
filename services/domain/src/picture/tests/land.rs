//! A small province that writes journals: what the tests are told in.

mod look;
mod states;

pub(super) use look::{counts, kinds, row, total};
use states::{act, class, completed, decided, member, nominated, programme, registered, teacher};
pub(super) use states::{cite, plan};

use crate::date::{Instant, LegalDate};
use crate::ids::{AgencyId, Digest, Position, RecordId, RecordKey, Reference};
use crate::picture::{Content, Entry, Picture, World};
use crate::record::*;
use crate::vocabulary::{AgencyKind, Degree, Level, ScopeStatus};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) const COORDINATOR: AgencyId = agency(1);
pub(super) const SO: AgencyId = agency(2);
pub(super) const COLLEGE: AgencyId = agency(3);
/// District 105.
pub(super) const A: AgencyId = agency(105);
/// District 107.
pub(super) const B: AgencyId = agency(107);

const fn agency(number: u128) -> AgencyId {
    AgencyId(Uuid::from_u128(number))
}

pub(super) fn day(text: &str) -> LegalDate {
    LegalDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// Noon of a day at +07:00.
pub(super) fn noon(text: &str) -> Instant {
    Instant::start_of(day(text)).plus_ms(12 * 3_600_000)
}

/// Journals in the making.
#[derive(Clone)]
pub(super) struct Land {
    pub(super) entries: Vec<Entry>,
    sizes: BTreeMap<(AgencyId, u32), u64>,
    epochs: BTreeMap<AgencyId, u32>,
    revisions: BTreeMap<RecordKey, u64>,
    records: u128,
    pub(super) plan: WitnessedReference,
}

impl Land {
    /// A registry and the plan of 2021, received on 4 January.
    pub(super) fn new() -> Self {
        let nowhere = WitnessedReference {
            reference: Reference {
                agency: SO,
                record: RecordId(Uuid::nil()),
                revision: 1,
                seen: Position::default(),
            },
            leaf: Digest([0; 32]),
        };
        let mut land = Self {
            entries: Vec::new(),
            sizes: BTreeMap::new(),
            epochs: BTreeMap::new(),
            revisions: BTreeMap::new(),
            records: 1000,
            plan: nowhere,
        };
        for (agency, kind, code, name) in [
            (SO, AgencyKind::Education, "SGDDT", "Sở GD&ĐT"),
            (COLLEGE, AgencyKind::College, "CDCD", "Trường Cao đẳng Cộng đồng"),
            (A, AgencyKind::District, "105", "Thành phố Lai Châu"),
            (B, AgencyKind::District, "107", "Huyện Mường Tè"),
        ] {
            land.write(SO, RecordId(agency.0), State::Agency(registered(kind, code, name)));
        }
        land.plan = land.add(SO, State::Plan(plan()));
        land.sync("2021-01-04");
        land
    }

    fn fresh(&mut self) -> RecordId {
        self.records += 1;
        RecordId(Uuid::from_u128(self.records))
    }

    /// Everything written from now on by an agency stands in its next epoch.
    pub(super) fn open_epoch(&mut self, agency: AgencyId) {
        *self.epochs.entry(agency).or_insert(1) += 1;
    }

    /// The next revision of a record.
    pub(super) fn write(&mut self, agency: AgencyId, record: RecordId, state: State) -> WitnessedReference {
        let kind = state.kind().number();
        self.write_raw(agency, record, kind, Content::State(Box::new(state)))
    }

    pub(super) fn write_raw(
        &mut self,
        agency: AgencyId,
        record: RecordId,
        kind: u32,
        content: Content,
    ) -> WitnessedReference {
        let epoch = *self.epochs.entry(agency).or_insert(1);
        let size = self.sizes.entry((agency, epoch)).or_default();
        *size += 1;
        let at = Position { epoch, position: *size };
        let key = RecordKey { agency, record };
        let revision = self.revisions.entry(key).or_default();
        *revision += 1;
        let leaf = Digest(Sha256::digest(format!("{agency} {epoch} {}", at.position)).into());
        self.entries.push(Entry {
            key,
            at,
            revision: *revision,
            kind,
            leaf,
            recorded_at: Instant(0),
            content,
        });
        WitnessedReference { reference: Reference { agency, record, revision: *revision, seen: at }, leaf }
    }

    /// A new record.
    pub(super) fn add(&mut self, agency: AgencyId, state: State) -> WitnessedReference {
        let record = self.fresh();
        self.write(agency, record, state)
    }

    /// The next revision of a record from its newest state.
    pub(super) fn change(
        &mut self,
        of: WitnessedReference,
        change: impl FnOnce(&mut State),
    ) -> WitnessedReference {
        let key = of.reference.key();
        let newest = self.entries.iter().rev().find(|entry| entry.key == key).unwrap();
        let Content::State(state) = &newest.content else { panic!("no state") };
        let mut state = (**state).clone();
        change(&mut state);
        self.write(key.agency, key.record, state)
    }

    /// The coordinator receives an agency's journal as it is.
    pub(super) fn receive(&mut self, agency: AgencyId, time: Instant) {
        let sizes: Vec<(u32, u64)> = self
            .sizes
            .iter()
            .filter(|((of, _), _)| *of == agency)
            .map(|((_, epoch), size)| (*epoch, *size))
            .collect();
        for (epoch, size) in sizes {
            let root = Digest([0; 32]);
            self.add(COORDINATOR, State::Receipt(Receipt { agency, epoch, size, root, time }));
        }
    }

    /// Everything is received at noon of a day.
    pub(super) fn sync(&mut self, text: &str) {
        for agency in [SO, COLLEGE, A, B] {
            self.receive(agency, noon(text));
        }
        let agencies = vec![COLLEGE, SO, A, B];
        self.add(COORDINATOR, State::Seen(Seen { time: noon(text), agencies }));
    }

    /// A teacher; every number names another person.
    pub(super) fn teacher(&mut self, district: AgencyId, level: Level, number: u32) -> WitnessedReference {
        self.add(district, State::Teacher(teacher(level, number)))
    }

    /// A scope list of a level, and its freeze.
    pub(super) fn freeze(
        &mut self,
        district: AgencyId,
        level: Level,
        members: &[(WitnessedReference, ScopeStatus)],
    ) -> WitnessedReference {
        let list = self.list(district, level, members);
        self.freeze_list(district, level, members, list)
    }

    pub(super) fn list(
        &mut self,
        district: AgencyId,
        level: Level,
        members: &[(WitnessedReference, ScopeStatus)],
    ) -> WitnessedReference {
        let list = ScopeList {
            act: act(),
            plan: self.plan,
            level,
            part: 1,
            parts: 1,
            policy: "R1".to_owned(),
            review_date: day("2021-01-15"),
            members: members
                .iter()
                .zip(1..)
                .map(|((teacher, status), rank)| member(teacher, *status, rank))
                .collect(),
            reason: None,
        };
        self.add(district, State::ScopeList(list))
    }

    pub(super) fn freeze_list(
        &mut self,
        district: AgencyId,
        level: Level,
        members: &[(WitnessedReference, ScopeStatus)],
        list: WitnessedReference,
    ) -> WitnessedReference {
        let in_scope = members.iter().filter(|(_, status)| *status == ScopeStatus::InScope).count();
        let frozen = ScopeFrozen {
            act: act(),
            plan: self.plan,
            district,
            level,
            lists: vec![list],
            in_scope: in_scope as u64,
            policy: "R1".to_owned(),
            document: String::new(),
            reason: None,
        };
        self.add(SO, State::ScopeFrozen(frozen))
    }

    /// A district's row of `n` persons in scope, frozen.
    pub(super) fn row(&mut self, district: AgencyId, level: Level, n: u32) -> Vec<WitnessedReference> {
        let base = u32::try_from(self.records).unwrap() * 100;
        let teachers: Vec<_> = (0..n).map(|number| self.teacher(district, level, base + number)).collect();
        let members: Vec<_> = teachers.iter().map(|teacher| (*teacher, ScopeStatus::InScope)).collect();
        self.freeze(district, level, &members);
        teachers
    }

    /// Empty frozen rows for every district and level that has none yet.
    pub(super) fn freeze_the_rest(&mut self, but: &[(AgencyId, Level)]) {
        for district in [A, B] {
            for level in Level::ALL {
                if !but.contains(&(district, level)) {
                    self.freeze(district, level, &[]);
                }
            }
        }
    }

    /// Sends a teacher by a decision of a date.
    pub(super) fn send(
        &mut self,
        by: AgencyId,
        teacher: WitnessedReference,
        date: &str,
    ) -> WitnessedReference {
        let decision = self.decision(by, date);
        let state = NominationState::Sent { decision: decision.reference, cite: cite(date) };
        self.nominate(by, teacher, state)
    }

    pub(super) fn decision(&mut self, by: AgencyId, date: &str) -> WitnessedReference {
        self.add(by, State::Decision(decided(date)))
    }

    pub(super) fn nominate(
        &mut self,
        by: AgencyId,
        teacher: WitnessedReference,
        state: NominationState,
    ) -> WitnessedReference {
        self.add(by, State::Nomination(nominated(teacher, self.plan, state)))
    }

    /// Ends a nomination with effect on a date.
    pub(super) fn withdraw(&mut self, nomination: WitnessedReference, date: &str) -> WitnessedReference {
        let by = self.decision(nomination.reference.agency, date);
        self.change(nomination, |state| {
            let State::Nomination(nomination) = state else { panic!("not a nomination") };
            let NominationState::Sent { decision, cite } = nomination.state.clone() else {
                panic!("not sent")
            };
            let end = NominationEnd { replaced: false, effective: day(date), decision: by.reference };
            nomination.state = NominationState::Ended { decision, cite, end };
        })
    }

    pub(super) fn void(&mut self, record: WitnessedReference) -> WitnessedReference {
        self.change(record, |state| match state {
            State::Nomination(nomination) => nomination.state = NominationState::Void,
            State::Enrollment(enrollment) => enrollment.void = true,
            State::Completion(completion) => completion.void = true,
            _ => panic!("nothing to void"),
        })
    }

    /// Enrolls by a nomination from a date.
    pub(super) fn enroll(
        &mut self,
        nomination: Option<WitnessedReference>,
        date: &str,
    ) -> WitnessedReference {
        let learner = self.add(COLLEGE, State::Learner(Learner { act: act(), removal: None, person: None }));
        let programme = self.add(COLLEGE, State::Programme(programme())).reference;
        let class = self.add(COLLEGE, State::Class(class(programme))).reference;
        let enrollment = Enrollment {
            act: act(),
            learner: learner.reference,
            nomination,
            class,
            begun_on: day(date),
            steps: Vec::new(),
            void: false,
            person: None,
        };
        self.add(COLLEGE, State::Enrollment(enrollment))
    }

    /// A diploma of a date for an enrollment.
    pub(super) fn complete(
        &mut self,
        enrollment: WitnessedReference,
        degree: Degree,
        date: &str,
    ) -> WitnessedReference {
        self.add(COLLEGE, State::Completion(completed(enrollment, degree, date)))
    }

    pub(super) fn rule(
        &mut self,
        persons: &[WitnessedReference],
        counts_in: Option<WitnessedReference>,
    ) -> WitnessedReference {
        let ruling = Ruling {
            act: act(),
            break_id: Digest([0; 32]),
            persons: persons.iter().map(|person| person.reference).collect(),
            counts_in: counts_in.map(|person| person.reference),
            document: String::new(),
            removal: None,
            reason: None,
        };
        self.add(SO, State::Ruling(ruling))
    }

    pub(super) fn half(&mut self, own: WitnessedReference, other: WitnessedReference) -> WitnessedReference {
        self.says(own, other, false)
    }

    /// What the owner of `own` says about two records.
    pub(super) fn says(
        &mut self,
        own: WitnessedReference,
        other: WitnessedReference,
        different: bool,
    ) -> WitnessedReference {
        let half = SamePerson {
            act: act(),
            own: own.reference,
            other: other.reference,
            different,
            document: String::new(),
            removal: None,
            reason: None,
        };
        self.add(own.reference.agency, State::SamePerson(half))
    }

    pub(super) fn world(&self) -> World {
        let mut world = World::new(COORDINATOR);
        self.entries.iter().for_each(|entry| world.apply(entry.clone()));
        world
    }

    /// The picture at the plan's date, as of an instant.
    pub(super) fn picture_at(&self, as_of: Instant) -> Picture {
        self.world().picture("LC-2021", None, as_of).unwrap()
    }

    /// Everything received on the last day of the plan, everybody seen two days later, looked at an hour after that.
    pub(super) fn picture(&self) -> Picture {
        let mut land = self.clone();
        land.sync("2021-12-31");
        land.sync("2022-01-02");
        land.picture_at(noon("2022-01-02").plus_ms(3_600_000))
    }
}
