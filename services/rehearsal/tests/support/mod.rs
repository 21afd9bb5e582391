//! A recount from the files alone, by the definitions of the issue on the main job (version 1), written apart from the
//! generator: it knows the forms, the rule of eligibility and the bands, and nothing of what the generator had in mind.

mod count;

pub(crate) use count::{Recount, Row};

use domain::date::{BirthDate, LegalDate};
use domain::eligibility::assess;
use domain::vocabulary::{Degree, Level, ScopeStatus};

use rehearsal::PlanFile;
use rehearsal::files::acts::{FreezeFile, RulingFile};
use rehearsal::files::manifest::{FileKind, ManifestEntry, load};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization as _;
use workbook::form::enrollments::StudyState;
use workbook::form::nominations::{DecisionCite, NominationAct};
use workbook::form::{EnrollmentRow, NominationRow, ResultRow, RosterRow, read_file};
use workbook::majors::Majors;

/// A teacher by district and place.
pub(crate) type Key = (String, usize);

/// Somebody on a roster.
struct Person {
    code: String,
    name: String,
    birth: BirthDate,
    number: Option<String>,
    level: Level,
    employed: bool,
    status: ScopeStatus,
    could_be: bool,
}

/// A nomination that was accepted.
struct Nomination {
    person: Key,
    decision: DecisionCite,
    degree: Degree,
    received: LegalDate,
    ends: Option<LegalDate>,
}

/// The files being read in the order of play.
struct Reader {
    input: PathBuf,
    plan: PlanFile,
    people: BTreeMap<String, Vec<Person>>,
    frozen: BTreeSet<String>,
    nominations: Vec<Nomination>,
    /// Mã SV → person and first day.
    learners: HashMap<String, (Key, LegalDate)>,
    diplomas: HashMap<String, (LegalDate, Degree)>,
    ruled: BTreeSet<Key>,
    refused_nominations: Vec<(String, &'static str)>,
    refused_enrollments: Vec<String>,
}

fn fold(name: &str) -> String {
    let bare = name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let lower = bare.flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c });
    lower.filter(|c| c.is_alphanumeric()).collect()
}

/// Recounts an input folder.
pub(crate) fn recount(input: &Path) -> Recount {
    let manifest = load(input).unwrap();
    let plan = manifest.iter().find(|entry| entry.kind == FileKind::Plan).unwrap();
    let mut reader = Reader {
        plan: PlanFile::load(&input.join(&plan.file)).unwrap(),
        input: input.to_owned(),
        people: BTreeMap::new(),
        frozen: BTreeSet::new(),
        nominations: Vec::new(),
        learners: HashMap::new(),
        diplomas: HashMap::new(),
        ruled: BTreeSet::new(),
        refused_nominations: Vec::new(),
        refused_enrollments: Vec::new(),
    };
    for entry in &manifest {
        reader.play(entry, &manifest);
    }
    reader.count()
}

impl Reader {
    fn play(&mut self, entry: &ManifestEntry, manifest: &[ManifestEntry]) {
        let path = self.input.join(&entry.file);
        match entry.kind {
            FileKind::Roster => self.roster(entry, &path, manifest),
            FileKind::Freeze => {
                let freeze = FreezeFile::load(&path).unwrap();
                assert!(
                    freeze.districts.iter().all(|code| self.people.contains_key(code)),
                    "frozen before its roster"
                );
                self.frozen.extend(freeze.districts);
            }
            FileKind::Nominations => {
                let reading = read_file::<NominationRow>(&path);
                for error in &reading.errors {
                    assert_eq!(error.column.as_deref(), Some("Mã GV"), "{error:?}");
                    self.refused_nominations.push((entry.agency.clone(), "no code"));
                }
                reading.rows.into_iter().for_each(|row| self.nominate(entry, row));
            }
            FileKind::Enrollments => {
                let reading = read_file::<EnrollmentRow>(&path);
                assert_eq!(reading.errors, []);
                reading.rows.into_iter().for_each(|row| self.enroll(entry, row));
            }
            FileKind::Results => {
                let reading = read_file::<ResultRow>(&path);
                assert_eq!(reading.errors, []);
                for row in reading.rows {
                    assert!(self.learners.contains_key(&row.student_code), "{row:?}");
                    if let Some(diploma) = row.diploma {
                        assert!(diploma.date <= entry.entered_on, "{diploma:?}");
                        self.diplomas.insert(row.student_code, (diploma.date, diploma.degree));
                    }
                }
            }
            FileKind::Ruling => {
                for person in RulingFile::load(&path).unwrap().persons {
                    let people = &self.people[&person.district];
                    let at = people.iter().position(|known| known.code == person.teacher_code).unwrap();
                    self.ruled.insert((person.district, at));
                }
            }
            FileKind::Clock | FileKind::Away | FileKind::Plan | FileKind::Majors | FileKind::Classes => {}
        }
    }

    fn roster(&mut self, entry: &ManifestEntry, path: &Path, manifest: &[ManifestEntry]) {
        let mut reading = read_file::<RosterRow>(path);
        let is_table =
            |other: &&ManifestEntry| other.kind == FileKind::Majors && other.agency == entry.agency;
        if let Some(table) = manifest.iter().find(is_table) {
            assert!(table.order < entry.order);
            let table = Majors::read_file(&self.input.join(&table.file));
            reading.rows.iter_mut().for_each(|row| {
                table.settle(row);
            });
        }
        let person = |row: RosterRow| {
            let judged = assess(&row.facts(), self.plan.policy());
            Person {
                code: row.code.unwrap(),
                name: fold(&row.name),
                birth: row.birth,
                number: row.national_id.map(|number| number.digits().to_owned()),
                level: row.level,
                employed: row.employment.is_employed(),
                status: judged.status,
                could_be: judged.could_be_in_scope,
            }
        };
        self.people.insert(entry.agency.clone(), reading.rows.into_iter().map(person).collect());
    }

    /// By Mã GV in the district, else by number, else by name and birth date where that is unique there.
    fn find(
        &self,
        district: &str,
        code: Option<&str>,
        id: Option<&str>,
        who: (&str, Option<BirthDate>),
    ) -> Result<usize, &'static str> {
        let people = &self.people[district];
        let (name, birth) = (fold(who.0), who.1);
        let one = |fits: &dyn Fn(&Person) -> bool| {
            let mut hits = people.iter().enumerate().filter(|(_, person)| fits(person)).map(|(at, _)| at);
            match (hits.next(), hits.next()) {
                (Some(hit), None) => Ok(hit),
                (None, _) => Err("nobody"),
                (Some(_), Some(_)) => Err("ambiguous"),
            }
        };
        let at = if let Some(code) = code {
            one(&|person| person.code == code)?
        } else if let Some(id) = id {
            one(&|person| person.number.as_deref() == Some(id))?
        } else {
            one(&|person| person.name == name && Some(person.birth) == birth)?
        };
        let person = &people[at];
        let contradicts = person.name != name
            || birth.is_some_and(|birth| birth != person.birth)
            || id.is_some_and(|id| person.number.as_deref().is_some_and(|number| number != id));
        if contradicts { Err("contradiction") } else { Ok(at) }
    }

    fn nominate(&mut self, entry: &ManifestEntry, row: NominationRow) {
        assert!(row.decision.date <= entry.entered_on, "{row:?}");
        let number = row.national_id.as_ref().map(|number| number.digits());
        let found = self.find(&entry.agency, Some(&row.code), number, (&row.name, row.birth));
        let outcome = found.and_then(|at| self.accept(entry, (entry.agency.clone(), at), row));
        if let Err(reason) = outcome {
            self.refused_nominations.push((entry.agency.clone(), reason));
        }
    }

    fn accept(&mut self, entry: &ManifestEntry, person: Key, row: NominationRow) -> Result<(), &'static str> {
        if let NominationAct::Revoke { decision } = &row.act {
            let of = |n: &&mut Nomination| {
                n.person == person && n.decision.number == *decision && n.ends.is_none()
            };
            let nomination = self.nominations.iter_mut().find(of).ok_or("nothing to revoke")?;
            nomination.ends = Some(row.decision.date);
            return Ok(());
        }
        if let NominationAct::Replace { teacher_code } = &row.act {
            let other = self.people[&entry.agency]
                .iter()
                .position(|known| known.code == *teacher_code)
                .ok_or("nobody")?;
            let other = (entry.agency.clone(), other);
            let of = |n: &&mut Nomination| n.person == other && n.ends.is_none();
            self.nominations.iter_mut().find(of).ok_or("nobody to replace")?.ends = Some(row.decision.date);
        }
        if row.degree < self.plan.target(row.level).unwrap().min_degree {
            return Err("degree too low");
        }
        if self.nominations.iter().any(|n| n.person == person && n.ends.is_none()) {
            return Err("already nominated");
        }
        let received = entry.received_on;
        self.nominations.push(Nomination {
            person,
            decision: row.decision,
            degree: row.degree,
            received,
            ends: None,
        });
        Ok(())
    }

    fn enroll(&mut self, entry: &ManifestEntry, row: EnrollmentRow) {
        assert!(row.begun_on <= entry.entered_on);
        if row.state != StudyState::Studying {
            assert!(
                row.effective_on.is_some_and(|on| on <= entry.entered_on && on >= row.begun_on),
                "{row:?}"
            );
            assert!(self.learners.contains_key(&row.student_code), "{row:?}");
            return;
        }
        let cited = |n: &&Nomination| {
            n.decision.number == row.decision.number
                && n.decision.date == row.decision.date
                && fold(&n.decision.authority) == fold(&row.decision.authority)
        };
        let Some(district) = self.nominations.iter().find(cited).map(|n| n.person.0.clone()) else {
            self.refused_enrollments.push(row.student_code);
            return;
        };
        let number = row.national_id.as_ref().map(|number| number.digits());
        let at = self.find(&district, row.teacher_code.as_deref(), number, (&row.name, Some(row.birth)));
        let person = at.map(|at| (district, at));
        let sent = |person: &Key| {
            self.nominations
                .iter()
                .filter(cited)
                .any(|n| n.person == *person && n.received <= entry.entered_on)
        };
        match person {
            Ok(person) if sent(&person) => {
                assert!(self.learners.insert(row.student_code, (person, row.begun_on)).is_none());
            }
            _ => self.refused_enrollments.push(row.student_code),
        }
    }
}
