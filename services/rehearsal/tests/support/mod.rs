//! A recount from the files alone, by the definitions of the issue on the main job (version 1), written apart from the
//! generator: it knows the forms, the rule of eligibility and the bands, and nothing of what the generator had in mind.

use domain::band::{TargetBand, Verdict};
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

/// A row of the final table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) teachers: u64,
    pub(crate) in_scope: u64,
    pub(crate) undecided: u64,
    pub(crate) undecided_sent: u64,
    pub(crate) sent: u64,
    pub(crate) disputed: u64,
    pub(crate) recorded_late: u64,
    pub(crate) enrolled: u64,
    pub(crate) completed: u64,
    pub(crate) verdict: Verdict,
}

/// What the files say.
pub(crate) struct Recount {
    pub(crate) rows: BTreeMap<(String, Level), Row>,
    pub(crate) totals: BTreeMap<Level, Row>,
    /// Rows of nominations files that could not be accepted, by district and reason.
    pub(crate) refused_nominations: Vec<(String, &'static str)>,
    /// Mã SV of enrollment rows that could not be accepted.
    pub(crate) refused_enrollments: Vec<String>,
    /// Persons enrolled who are in no cell of sent.
    pub(crate) enrolled_outside: usize,
    /// Groups of teachers of different districts with one number and no ruling.
    pub(crate) open_claims: usize,
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

impl Reader {
    fn person(&self, key: &Key) -> &Person {
        &self.people[&key.0][key.1]
    }

    /// A decision that counts: dated in the year, to the degree, not withdrawn by its end.
    fn counts(&self, nomination: &Nomination) -> bool {
        let target = self.plan.target(self.person(&nomination.person).level).unwrap();
        let date = nomination.decision.date;
        (self.plan.first_day..=self.plan.achieve_by).contains(&date)
            && nomination.degree >= target.min_degree
            && nomination.ends.is_none_or(|ends| ends > self.plan.achieve_by)
    }

    fn count(self) -> Recount {
        let mut by_number: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
        for (district, people) in &self.people {
            for (at, person) in people.iter().enumerate() {
                if let Some(number) = &person.number {
                    by_number.entry(number).or_default().push((district.clone(), at));
                }
            }
        }
        let open: Vec<Vec<Key>> = by_number
            .into_values()
            .filter(|keys| keys.len() > 1 && !keys.iter().all(|key| self.ruled.contains(key)))
            .collect();
        let claimed: BTreeSet<&Key> = open.iter().flatten().collect();
        let decided: BTreeMap<&Key, &Nomination> =
            self.nominations.iter().filter(|n| self.counts(n)).map(|n| (&n.person, n)).collect();
        let begun: BTreeSet<&Key> = self
            .learners
            .values()
            .filter(|(_, on)| *on <= self.plan.achieve_by)
            .map(|(key, _)| key)
            .collect();
        let done: BTreeSet<&Key> = self
            .diplomas
            .iter()
            .filter(|(code, (on, degree))| {
                let level = self.person(&self.learners[*code].0).level;
                *on <= self.plan.achieve_by && *degree >= self.plan.target(level).unwrap().min_degree
            })
            .map(|(code, _)| &self.learners[code].0)
            .collect();
        let mut rows = BTreeMap::new();
        let mut cells: BTreeSet<Key> = BTreeSet::new();
        for district in &self.plan.districts {
            assert!(self.frozen.contains(district));
            for level in Level::ALL {
                let mut row = Row {
                    teachers: 0,
                    in_scope: 0,
                    undecided: 0,
                    undecided_sent: 0,
                    sent: 0,
                    disputed: 0,
                    recorded_late: 0,
                    enrolled: 0,
                    completed: 0,
                    verdict: Verdict::Unknown,
                };
                for (at, person) in self.people[district].iter().enumerate() {
                    if person.level != level || !person.employed {
                        continue;
                    }
                    let key = (district.clone(), at);
                    let decision = decided.get(&key);
                    row.teachers += 1;
                    if person.status == ScopeStatus::Undecided && person.could_be {
                        row.undecided += 1;
                        row.undecided_sent += u64::from(decision.is_some());
                    }
                    if person.status != ScopeStatus::InScope {
                        continue;
                    }
                    row.in_scope += 1;
                    let Some(decision) = decision else { continue };
                    if claimed.contains(&key) {
                        row.disputed += 1;
                        continue;
                    }
                    row.sent += 1;
                    row.recorded_late += u64::from(decision.received > self.plan.achieve_by);
                    row.enrolled += u64::from(begun.contains(&key));
                    row.completed += u64::from(begun.contains(&key) && done.contains(&key));
                    cells.insert(key);
                }
                row.verdict = judge(self.band(level), &row, row.disputed);
                rows.insert((district.clone(), level), row);
            }
        }
        let totals = Level::ALL.map(|level| (level, self.total(level, &rows, &open, &decided)));
        Recount {
            enrolled_outside: begun.iter().filter(|key| !cells.contains(**key)).count(),
            open_claims: open.len(),
            totals: totals.into_iter().collect(),
            rows,
            refused_nominations: self.refused_nominations,
            refused_enrollments: self.refused_enrollments,
        }
    }

    fn band(&self, level: Level) -> TargetBand {
        let target = self.plan.target(level).unwrap();
        TargetBand { low_percent: target.low_percent, high_percent: target.high_percent }
    }

    /// The province holds a person of an open claim once.
    fn total(
        &self,
        level: Level,
        rows: &BTreeMap<(String, Level), Row>,
        open: &[Vec<Key>],
        decided: &BTreeMap<&Key, &Nomination>,
    ) -> Row {
        let of = |field: fn(&Row) -> u64| {
            rows.iter().filter(|((_, of), _)| *of == level).map(|(_, row)| field(row)).sum::<u64>()
        };
        let here: Vec<&Vec<Key>> = open.iter().filter(|keys| self.person(&keys[0]).level == level).collect();
        let twice: u64 = here.iter().map(|keys| keys.len() as u64 - 1).sum();
        let disputed =
            here.iter().filter(|keys| keys.iter().any(|key| decided.contains_key(key))).count() as u64;
        let mut row = Row {
            teachers: of(|row| row.teachers) - twice,
            in_scope: of(|row| row.in_scope) - twice,
            undecided: of(|row| row.undecided),
            undecided_sent: of(|row| row.undecided_sent),
            sent: of(|row| row.sent),
            disputed,
            recorded_late: of(|row| row.recorded_late),
            enrolled: of(|row| row.enrolled),
            completed: of(|row| row.completed),
            verdict: Verdict::Unknown,
        };
        row.verdict = judge(self.band(level), &row, disputed);
        row
    }
}

/// The verdict over every (in scope, sent) that can come true: any of the undecided may join, one who is sent brings that
/// along, a disputed person may count or not, and may leave the row.
fn judge(band: TargetBand, row: &Row, disputed: u64) -> Verdict {
    let mut pairs = Vec::new();
    for leave in 0..=disputed {
        for join in 0..=row.undecided - row.undecided_sent {
            for join_sent in 0..=row.undecided_sent {
                for counted in 0..=disputed - leave {
                    pairs.push((row.in_scope - leave + join + join_sent, row.sent + join_sent + counted));
                }
            }
        }
    }
    band.judge_all(pairs)
}
