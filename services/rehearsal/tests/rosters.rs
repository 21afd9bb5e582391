//! The rosters read back with the forms that officers use.

use domain::eligibility::{Policy, assess};
use domain::vocabulary::{Level, ScopeStatus};
use rehearsal::files::manifest::{FileKind, load};
use rehearsal::{Scale, Spec, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use workbook::form::{RosterRow, read_file};
use workbook::majors::Majors;

fn write(seed: u64, thousandths: u32) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let scale = Scale::from_thousandths(thousandths).unwrap();
    generate(&Spec { seed, scale, dir: dir.path().to_owned() }).unwrap();
    let input = dir.path().join("input");
    (dir, input)
}

/// District code → its rows as read, majors table applied, and the number of rows with errors.
fn rosters(input: &Path) -> BTreeMap<String, (Vec<RosterRow>, usize)> {
    let manifest = load(input).unwrap();
    let of = |kind: FileKind| manifest.iter().filter(move |entry| entry.kind == kind);
    let read = |entry: &rehearsal::files::manifest::ManifestEntry| {
        let mut reading = read_file::<RosterRow>(&input.join(&entry.file));
        if let Some(table) = of(FileKind::Majors).find(|table| table.agency == entry.agency) {
            let table = Majors::read_file(&input.join(&table.file));
            assert_eq!(table.errors(), []);
            reading.rows.iter_mut().for_each(|row| {
                table.settle(row);
            });
        }
        for error in &reading.errors {
            let columns = ["Ngày sinh", "Trình độ"];
            assert!(columns.contains(&error.column.as_deref().unwrap_or_default()), "{error:?}");
        }
        (entry.agency.clone(), (reading.rows, reading.errors.len()))
    };
    of(FileKind::Roster).map(read).collect()
}

#[test]
fn rosters_are_dirty_and_can_be_read() {
    let (_dir, input) = write(7, 1000);
    let rosters = rosters(&input);
    assert_eq!(rosters.len(), 8);
    let rows: usize = rosters.values().map(|(rows, _)| rows.len()).sum();
    assert!((7900..8600).contains(&rows), "{rows}");
    let broken: Vec<usize> = rosters.values().map(|(_, broken)| *broken).collect();
    assert_eq!(broken, [0, 3, 0, 0, 0, 2, 0, 0], "rows that cannot be read, by district");
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (code, (rows, _)) in &rosters {
        let codes: BTreeSet<_> = rows.iter().map(|row| row.code.clone().unwrap()).collect();
        assert_eq!(codes.len(), rows.len(), "{code}: codes are unique");
        for level in Level::ALL {
            let of = |status| {
                let is = |row: &&RosterRow| {
                    row.level == level && assess(&row.facts(), Policy::R1).status == status
                };
                rows.iter().filter(is).count()
            };
            let in_scope = of(ScopeStatus::InScope);
            assert!((20..=250).contains(&in_scope), "{code} {level:?}: {in_scope} in scope");
            assert!(of(ScopeStatus::Undecided) <= 15, "{code} {level:?}");
            assert!(
                of(ScopeStatus::NearRetirement) >= 3 && of(ScopeStatus::NotEmployed) >= 1,
                "{code} {level:?}"
            );
        }
        for row in rows {
            if let Some(number) = &row.national_id {
                *numbers.entry(number.digits().to_owned()).or_default() += 1;
            }
        }
    }
    assert_eq!(
        numbers.values().filter(|count| **count > 1).count(),
        2,
        "one open claim, one by a slip of the pen"
    );
}

#[test]
fn the_same_seed_writes_the_same_bytes() {
    let (_one, first) = write(3, 50);
    let (_two, second) = write(3, 50);
    let (_three, other) = write(4, 50);
    assert_eq!(load(&first).unwrap(), load(&second).unwrap());
    assert_ne!(load(&first).unwrap(), load(&other).unwrap());
}

#[test]
fn a_folder_with_files_is_left_alone() {
    let (dir, _input) = write(3, 50);
    let spec = Spec { seed: 3, scale: Scale::ONE, dir: dir.path().to_owned() };
    let error = generate(&spec).unwrap_err();
    assert!(error.to_string().contains("already holds files"), "{error}");
    assert!(error.text_vi().contains("thư mục đã có tệp"), "{}", error.text_vi());
}
