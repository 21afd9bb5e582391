//! Helpers: what one item gives, and what breaks it.

use contracts::wire::{self, FromWire, Read};
use contracts::{dates, pb::types::v1 as types};
use domain::date::LegalDate;
use domain::record::{DocumentCite, Problem};

pub(crate) fn day(text: &str) -> LegalDate {
    dates::legal_date(text).unwrap()
}

/// The only item of a call.
pub(crate) fn read<T: FromWire>(item: T::Wire) -> Result<Read<T>, Vec<Problem>> {
    wire::items::<T>(vec![item]).remove(0)
}

pub(crate) fn good<T: FromWire>(item: T::Wire) -> T {
    let read = read::<T>(item).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(read.notes, vec![]);
    read.value
}

/// Field and rule of every problem of an item, such as `items[0].birth NOT_A_BIRTH_DATE`.
pub(crate) fn faults<T: FromWire>(item: T::Wire) -> Vec<String> {
    let problems = read::<T>(item).err().unwrap_or_default();
    problems.iter().map(fault).collect()
}

pub(crate) fn fault(problem: &Problem) -> String {
    assert_eq!(problem.reason, "INVALID_VALUE");
    let rule = problem.numbers.iter().find(|(key, _)| key == "rule").unwrap();
    format!("{} {}", problem.field, rule.1)
}

/// One change to a good message and the fault that it makes.
pub(crate) type Change<W> = (fn(&mut W), &'static str);

/// Every change alone makes exactly its fault; the message without changes is good.
pub(crate) fn each_alone<T: FromWire>(base: &T::Wire, changes: &[Change<T::Wire>])
where
    T::Wire: Clone,
{
    assert_eq!(faults::<T>(base.clone()), Vec::<String>::new());
    for (change, fault) in changes {
        let mut wire = base.clone();
        change(&mut wire);
        assert_eq!(faults::<T>(wire), [format!("items[0].{fault}")]);
    }
}

pub(crate) fn cite() -> types::DocumentCite {
    types::DocumentCite {
        authority: "UBND huyện Sìn Hồ".into(),
        number: "45/QĐ-UBND".into(),
        date: "2021-04-15".into(),
    }
}

pub(crate) fn cited() -> DocumentCite {
    DocumentCite {
        authority: "UBND huyện Sìn Hồ".into(),
        number: "45/QĐ-UBND".into(),
        date: day("2021-04-15"),
    }
}

pub(crate) fn reference() -> types::RecordRef {
    types::RecordRef {
        agency: "01010101-0101-0101-0101-010101010101".into(),
        record_id: "03000000-0000-7000-8000-000000000003".into(),
    }
}
