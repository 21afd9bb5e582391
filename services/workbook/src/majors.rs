//! The majors table: what an officer decides once per distinct (Cấp học, Trình độ, Chuyên ngành), for rosters that have
//! majors but none of the yes/no columns. A row's own answer wins; the NVSP certificate belongs to the person and is
//! never here.

use crate::form::roster::{DEGREE, LEVEL, LEVELS, MAJOR, SUITABLE, TEACHER_TRAINING, YES_NO, degree};
use crate::form::{Cells, Form, FormRow, Input, Reading, RosterRow, column, is_form, read_bytes, read_file};
use crate::problem::{Fault, Place, Problem};
use crate::words::key;
use domain::eligibility::{Policy, assess};
use domain::vocabulary::{Degree, Level, ScopeStatus};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

const COUNT: &str = "Số dòng";

/// The table as a form.
static FORM: Form = Form {
    title_vi: "Bảng chuyên ngành",
    title_en: "Majors table",
    columns: &[
        column(LEVEL, true, LEVELS, "Cấp học", "level", "Tiểu học"),
        column(DEGREE, true, Input::Text, "Trình độ", "degree", "Đại học"),
        column(MAJOR, false, Input::Text, "Chuyên ngành", "major", "Giáo dục tiểu học"),
        column(COUNT, false, Input::Text, "Số dòng", "rows", "12"),
        column(TEACHER_TRAINING, false, YES_NO, "Có / Không", "yes / no", "Có"),
        column(SUITABLE, false, YES_NO, "Có / Không", "yes / no", "Có"),
    ],
};

/// What tells one line of the table from another: the major folded, because files spell it in many ways.
type Key = (Level, Degree, String);

/// A line as filled in.
struct MajorRow {
    place: Place,
    key: Key,
    /// The major as the officer wrote it.
    major: String,
    teacher_training: Option<bool>,
    suitable: Option<bool>,
}

impl FormRow for MajorRow {
    const FORM: &'static Form = &FORM;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let level = cells.choice(LEVEL);
        let said = cells.choice(TEACHER_TRAINING);
        let (degree, teacher_training) = degree(cells, said);
        let major = cells.text(MAJOR).unwrap_or_default();
        let suitable = cells.choice(SUITABLE);
        let place = cells.place();
        Some(Self { place, key: (level?, degree?, key(&major)), major, teacher_training, suitable })
    }
}

/// Answers of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Answers {
    teacher_training: Option<bool>,
    suitable: Option<bool>,
}

impl Answers {
    fn any(self) -> bool {
        self.teacher_training.or(self.suitable).is_some()
    }
}

/// A line of the table: the major as it was first written, and what it answers.
#[derive(Debug, Clone)]
struct Line {
    major: String,
    answers: Answers,
}

/// A majors table as read from a file.
#[derive(Debug, Clone)]
pub struct Majors {
    sha256: Option<[u8; 32]>,
    lines: HashMap<Key, Line>,
    errors: Vec<Problem>,
}

impl Majors {
    /// Reads a table from disk (.csv or a workbook). What cannot be read is in [`errors`](Self::errors).
    #[must_use]
    pub fn read_file(path: &Path) -> Self {
        let mut majors = Self::from_reading(read_file(path));
        // A roster has these columns too; each of its rows would answer for everybody with the same major.
        if majors.sha256.is_some() && is_form(path, RosterRow::FORM) {
            let file = path.to_string_lossy().into();
            majors.errors = vec![Problem::of_file(&file, no_majors_table())];
            majors.lines.clear();
        }
        majors
    }

    /// Reads a table from a file's bytes; `file` is what problems call it.
    #[must_use]
    pub fn read_bytes(file: &str, bytes: &[u8]) -> Self {
        Self::from_reading(read_bytes(file, bytes))
    }

    fn from_reading(reading: Reading<MajorRow>) -> Self {
        let mut lines: HashMap<Key, (Line, u32)> = HashMap::new();
        let mut errors = reading.errors;
        let mut disputed = HashSet::new();
        for row in reading.rows {
            let new = Answers { teacher_training: row.teacher_training, suitable: row.suitable };
            match lines.get(&row.key) {
                Some((old, line)) if old.answers != new => {
                    let written = Some(row.major).filter(|major| !major.is_empty());
                    errors.push(Problem::of_cell(&row.place, MAJOR, written, contradiction(*line)));
                    disputed.insert(row.key);
                }
                Some(_) => {}
                None => {
                    lines.insert(row.key, (Line { major: row.major, answers: new }, row.place.row));
                }
            }
        }
        // Which of two answers is meant cannot be known: neither is used.
        lines.retain(|key, _| !disputed.contains(key));
        let lines = lines.into_iter().map(|(key, (line, _))| (key, line)).collect();
        Self { sha256: reading.sha256, lines, errors }
    }

    /// Lines that could not be read, or that contradict another line.
    #[must_use]
    pub fn errors(&self) -> &[Problem] {
        &self.errors
    }

    /// SHA-256 of the table's bytes; `None` when it could not be opened.
    #[must_use]
    pub const fn sha256(&self) -> Option<[u8; 32]> {
        self.sha256
    }

    /// The digest in lower-case hex.
    #[must_use]
    pub fn sha256_hex(&self) -> Option<String> {
        self.sha256.map(hex::encode)
    }

    /// Whether any line holds an answer: such a table is somebody's work.
    #[must_use]
    pub fn has_answers(&self) -> bool {
        self.lines.values().any(|line| line.answers.any())
    }

    /// Fills the row's empty answers from the table; answers whether it filled any. The row's own answers stay.
    pub fn settle(&self, row: &mut RosterRow) -> bool {
        let Some(Line { answers, .. }) = self.lines.get(&key_of(row)) else {
            return false;
        };
        let mut filled = false;
        for (own, answer) in
            [(&mut row.teacher_training, answers.teacher_training), (&mut row.suitable, answers.suitable)]
        {
            if own.is_none() && answer.is_some() {
                *own = answer;
                filled = true;
            }
        }
        filled
    }
}

fn no_majors_table() -> Fault {
    Fault::new(
        "NOT_A_MAJORS_TABLE",
        "Đây là danh sách giáo viên, không phải bảng chuyên ngành: lập bảng bằng lienthong assess … --undecided-values TỆP.csv, điền \
         rồi đưa lại",
        "this is a roster, not a majors table: make one with lienthong assess … --undecided-values FILE.csv, fill it in and give it back",
    )
}

/// A table without any answer, as it was made.
pub(crate) fn not_filled_in() -> Fault {
    Fault::new(
        "NO_ANSWERS",
        "Bảng chuyên ngành chưa có câu trả lời nào: điền Có hoặc Không vào hai cột cuối",
        "the majors table has no answer yet: fill in Có or Không in the last two columns",
    )
}

/// A line answers otherwise than an earlier one.
fn contradiction(earlier: u32) -> Fault {
    Fault::new(
        "CONTRADICTION",
        format!(
            "Dòng {earlier} có cùng cấp học, trình độ, chuyên ngành nhưng trả lời khác; không dùng dòng nào. Giữ lại một dòng"
        ),
        format!(
            "row {earlier} has the same level, degree and major and another answer; neither is used. Keep one of them"
        ),
    )
}

fn key_of(row: &RosterRow) -> Key {
    (row.level, row.degree, key(row.major.as_deref().unwrap_or_default()))
}

/// Whether some answer on the major would change what the rule says of the row: only such rows are the officer's work.
fn can_settle(row: &RosterRow) -> bool {
    let facts = row.facts();
    let now = assess(&facts, Policy::default());
    if now.status != ScopeStatus::Undecided {
        return false;
    }
    let answers =
        |own: Option<bool>| own.map_or_else(|| vec![Some(true), Some(false)], |own| vec![Some(own)]);
    answers(facts.teacher_training).into_iter().any(|teacher_training| {
        answers(facts.suitable).into_iter().any(|suitable| {
            let then = assess(
                &domain::eligibility::Facts { teacher_training, suitable, ..facts },
                Policy::default(),
            );
            then.reason != now.reason
        })
    })
}

/// A table of distinct values, to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Delimited text with a byte order mark.
    pub text: String,
    /// Lines.
    pub lines: usize,
    /// Of these, lines with an answer of the earlier table.
    pub kept: usize,
}

/// The table of distinct values that can be settled, most rows first. A major is spelled as in its first row. Lines that an earlier
/// table answers are there with their answers and today's count, also those that no row needs any more: they are an officer's work.
#[must_use]
pub fn undecided<'a>(rows: impl Iterator<Item = &'a RosterRow>, earlier: Option<&Majors>) -> Undecided {
    let mut lines: BTreeMap<Key, (Line, usize)> = BTreeMap::new();
    let answered = earlier.into_iter().flat_map(|earlier| &earlier.lines);
    for (key, line) in answered.filter(|(_, line)| line.answers.any()) {
        lines.insert(key.clone(), (line.clone(), 0));
    }
    let kept = lines.len();
    for row in rows.filter(|row| can_settle(row)) {
        let major = row.major.clone().unwrap_or_default();
        let new = || (Line { major, answers: Answers::default() }, 0);
        lines.entry(key_of(row)).or_insert_with(new).1 += 1;
    }
    let mut lines: Vec<_> = lines.into_iter().collect();
    lines.sort_by(|(a, (_, more)), (b, (_, fewer))| (a.0, fewer).cmp(&(b.0, more)).then_with(|| a.cmp(b)));
    let headers = FORM.columns.iter().map(|column| column.header.to_owned()).collect();
    let count = lines.len();
    let cells = lines.into_iter().map(|((level, degree, _), (line, count))| {
        let Answers { teacher_training, suitable } = line.answers;
        vec![
            level.vi().to_owned(),
            degree.vi().to_owned(),
            line.major,
            count.to_string(),
            word(teacher_training).to_owned(),
            word(suitable).to_owned(),
        ]
    });
    Undecided {
        text: crate::table::write_delimited(std::iter::once(headers).chain(cells)),
        lines: count,
        kept,
    }
}

/// An answer as the form writes it.
const fn word(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "Có",
        Some(false) => "Không",
        None => "",
    }
}
