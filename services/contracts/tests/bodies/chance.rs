//! States of every kind by chance, from one seed.

mod college;
mod common;
mod district;
mod education;

use crate::samples;
use domain::date::{BirthDate, Instant, LegalDate, YearMonth};
use domain::ids::{AgencyId, Digest, Position, RecordId, Reference};
use domain::record::*;
use domain::vocabulary::{Degree, Level};
use uuid::Uuid;

/// SplitMix64.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn small(&mut self, bound: u32) -> u32 {
        u32::try_from(self.below(u64::from(bound))).unwrap()
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 1
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.yes() { Some(make(self)) } else { None }
    }

    fn some<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next().to_le_bytes()[0])
    }

    /// Possibly empty.
    fn text(&mut self) -> String {
        self.one(&["", "a", "Đinh Thị Hòa", "x\u{301}\n", "0123", "🜁"]).to_owned()
    }

    fn name(&mut self) -> String {
        self.one(&["a", "Đinh Thị Hòa", "Tẩn"]).to_owned()
    }

    fn digest(&mut self) -> Digest {
        Digest(self.bytes())
    }

    fn agency(&mut self) -> AgencyId {
        AgencyId(Uuid::from_bytes(self.bytes()))
    }

    fn record(&mut self) -> RecordId {
        RecordId(Uuid::from_bytes(self.bytes()))
    }

    fn date(&mut self) -> LegalDate {
        let days = self.below(365 * 200);
        samples::day("1900-01-01") + chrono::Days::new(days)
    }

    fn month(&mut self) -> YearMonth {
        YearMonth::of(self.date())
    }

    fn birth(&mut self) -> BirthDate {
        let date = self.date();
        let month = YearMonth::of(date);
        self.one(&[BirthDate::Day(date), BirthDate::Month(month), BirthDate::Year(month.year())])
    }

    fn reference(&mut self) -> Reference {
        Reference {
            agency: self.agency(),
            record: self.record(),
            revision: self.next(),
            seen: Position { epoch: self.small(9), position: self.below(1 << 40) },
        }
    }

    fn witnessed(&mut self) -> WitnessedReference {
        WitnessedReference { reference: self.reference(), leaf: self.digest() }
    }

    fn cite(&mut self) -> DocumentCite {
        DocumentCite { authority: self.text(), number: self.text(), date: self.date() }
    }

    fn act(&mut self) -> Act {
        Act {
            office: self.text(),
            on_behalf_of: self.maybe(|c| OnBehalfOf { institution: c.text(), document: c.cite() }),
            person: self.maybe(Self::name),
        }
    }

    fn removal(&mut self) -> Option<Removal> {
        self.maybe(|c| c.one(&[Removal::EnteredInError, Removal::Duplicate, Removal::Dissolved]))
    }

    fn level(&mut self) -> Level {
        self.one(&Level::ALL)
    }

    fn degree(&mut self) -> Degree {
        self.one(&Degree::ALL)
    }

    /// A state of this kind.
    pub(crate) fn state(&mut self, kind: Kind) -> State {
        match kind {
            Kind::EpochOpened => State::EpochOpened(self.epoch_opened()),
            Kind::RequestDone => State::RequestDone(self.request_done()),
            Kind::Decision => State::Decision(self.decision()),
            Kind::ReadTrace => State::ReadTrace(ReadTrace {
                reader: self.text(),
                rpc: self.text(),
                records: self.next(),
                subject: self.text(),
            }),
            Kind::SamePerson => State::SamePerson(self.same_person()),
            Kind::School => State::School(School {
                act: self.act(),
                code: self.text(),
                name: self.text(),
                removal: self.removal(),
            }),
            Kind::Teacher => State::Teacher(self.teacher()),
            Kind::ScopeList => State::ScopeList(self.scope_list()),
            Kind::Nomination => State::Nomination(self.nomination()),
            Kind::Proposal => State::Proposal(self.proposal()),
            Kind::Programme => State::Programme(self.programme()),
            Kind::Class => State::Class(self.class()),
            Kind::Learner => State::Learner(self.learner()),
            Kind::Enrollment => State::Enrollment(self.enrollment()),
            Kind::Completion => State::Completion(self.completion()),
            Kind::Agency => State::Agency(self.registered()),
            Kind::Plan => State::Plan(self.plan()),
            Kind::ScopeFrozen => State::ScopeFrozen(self.scope_frozen()),
            Kind::Ruling => State::Ruling(self.ruling()),
            Kind::Receipt => State::Receipt(Receipt {
                agency: self.agency(),
                epoch: self.small(9),
                size: self.next(),
                root: self.digest(),
                time: Instant(self.next().cast_signed()),
            }),
            Kind::Seen => State::Seen(Seen {
                time: Instant(self.next().cast_signed()),
                agencies: self.some(Self::agency),
            }),
            Kind::JournalStanding => State::JournalStanding(JournalStanding {
                agency: self.agency(),
                stop: self.small(3).checked_sub(1).map(|one| JournalStop::ALL[one as usize]),
                epoch: self.small(9),
                size: self.next(),
                root: self.digest(),
                time: Instant(self.next().cast_signed()),
            }),
        }
    }
}
