//! The rosters read back with the forms that officers use.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here fails the test")]

use domain::eligibility::{Policy, assess};
use domain::vocabulary::{Degree, Level, ScopeStatus};
use rehearsal::files::acts::{AwayFile, ClockFile};
use rehearsal::files::classes::ClassesFile;
use rehearsal::files::manifest::{FileKind, load};
use rehearsal::{Scale, Spec, generate};
use sha2::Digest as _;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use workbook::form::enrollments::StudyState;
use workbook::form::{EnrollmentRow, RosterRow, read_file};
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
fn the_summary_says_what_was_written() {
    let dir = tempfile::tempdir().unwrap();
    let spec = Spec { seed: 5, scale: Scale::from_thousandths(50).unwrap(), dir: dir.path().to_owned() };
    let summary = generate(&spec).unwrap();
    let input = dir.path().join("input");
    assert_eq!(summary.files, load(&input).unwrap());
    let files = format!("{} files written: {} teachers", summary.files.len(), summary.teachers);
    assert!(summary.text_en().starts_with(&files), "{}", summary.text_en());
    assert!(summary.text_vi().contains(&format!("{} bằng", summary.diplomas)));
    for entry in &summary.files {
        let bytes = std::fs::read(input.join(&entry.file)).unwrap();
        assert_eq!(hex::encode(sha2::Sha256::digest(bytes)), entry.sha256, "{}", entry.file);
    }
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
fn every_day_of_the_manifest_is_a_step_of_the_clock() {
    let (_dir, input) = write(3, 50);
    let manifest = load(&input).unwrap();
    let of = |kind: FileKind| manifest.iter().find(|entry| entry.kind == kind).unwrap();
    let clock = ClockFile::load(&input.join(&of(FileKind::Clock).file)).unwrap();
    let days: Vec<_> = clock.steps.iter().map(|step| step.date).collect();
    assert!(days.is_sorted_by(|a, b| a < b), "{days:?}");
    assert_eq!(days.last().unwrap().to_string(), "2022-01-10");
    let away = AwayFile::load(&input.join(&of(FileKind::Away).file)).unwrap();
    assert!(days.contains(&away.from) && days.contains(&away.back_on));
    for (order, entry) in (1..).zip(&manifest) {
        assert_eq!(entry.order, order);
        assert!(days.contains(&entry.entered_on) && days.contains(&entry.received_on), "{entry:?}");
        let off = entry.agency == away.agency && (away.from..away.back_on).contains(&entry.entered_on);
        let received = if off { away.back_on } else { entry.entered_on };
        assert_eq!(entry.received_on, received, "{entry:?}");
    }
    assert!(manifest.is_sorted_by_key(|entry| entry.entered_on));
    assert!(manifest.iter().any(|entry| entry.received_on != entry.entered_on));
}

#[test]
fn classes_have_places_for_all_who_come() {
    let (_dir, input) = write(3, 300);
    let manifest = load(&input).unwrap();
    let of = |kind: FileKind| manifest.iter().filter(move |entry| entry.kind == kind);
    let file = of(FileKind::Classes).next().unwrap();
    let classes = ClassesFile::load(&input.join(&file.file)).unwrap();
    let mut seats: BTreeMap<String, u32> = BTreeMap::new();
    for entry in of(FileKind::Enrollments) {
        for row in read_file::<EnrollmentRow>(&input.join(&entry.file)).rows {
            let class = classes.classes.iter().find(|class| class.code == row.class_code).unwrap();
            let moved = row.state == StudyState::Transferred;
            assert!(moved || class.starts_on <= row.begun_on, "{row:?}");
            if moved || row.state == StudyState::Studying {
                *seats.entry(row.class_code).or_default() += 1;
            }
        }
    }
    for class in &classes.classes {
        assert!(seats[&class.code] <= class.capacity, "{class:?}");
    }
    let cannot_award: Vec<_> =
        classes.programmes.iter().filter(|p| p.awarding_institution.is_empty()).collect();
    assert!(cannot_award.iter().all(|programme| programme.degree == Degree::College), "{cannot_award:?}");
}

#[test]
fn a_folder_with_files_is_left_alone() {
    let (dir, _input) = write(3, 50);
    let spec = Spec { seed: 3, scale: Scale::ONE, dir: dir.path().to_owned() };
    let error = generate(&spec).unwrap_err();
    assert!(error.to_string().contains("already holds files"), "{error}");
    assert!(error.text_vi().contains("thư mục đã có tệp"), "{}", error.text_vi());
}
