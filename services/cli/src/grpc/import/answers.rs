//! Yes/no answers that a node has and a roster leaves empty. An empty cell says "unknown": imported, it takes the answer away. Most such
//! answers come from a majors table that was given once and is forgotten the next time, so nobody's are taken away unasked.

use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::roster::v1::{ListTeachersRequest, TeacherItem};
use contracts::pb::types::v1::{Answer, Degree, Level};
use domain::text::fold;
use runtime::client::Connection;
use std::collections::HashMap;
use std::path::Path;
use tonic::Status;
use workbook::form::{Reading, RosterRow, read_file};
use workbook::majors::Majors;

/// Rows of one page.
const PAGE: i32 = 500;
/// The columns, in the order of the counts.
const COLUMNS: [&str; 3] = ["Ngành đào tạo giáo viên", "Ngành phù hợp", "CC NVSP"];

/// What a roster does to the answers that a node has of its teachers.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answers {
    /// Teachers of the file of whom the node has an answer.
    teachers: usize,
    /// Answers that the node has of them.
    before: usize,
    /// Teachers who lose one.
    losers: usize,
    /// Answers lost, by column.
    lost: [usize; 3],
}

impl Answers {
    /// Why the file is not imported; `None` where no answer is lost.
    pub(super) fn refusal(&self) -> Option<String> {
        let lost: usize = self.lost.iter().sum();
        if lost == 0 {
            return None;
        }
        let Self { teachers, before, losers, .. } = self;
        let after = before.saturating_sub(lost);
        let columns = COLUMNS.iter().zip(self.lost).filter(|(_, lost)| *lost > 0);
        let columns = columns.map(|(column, lost)| format!("{column} {lost}")).collect::<Vec<_>>().join(", ");
        let spared = teachers.saturating_sub(*losers);
        Some(format!(
            "Chưa nhập gì: tệp để trống cột có/không (trống = chưa rõ), sẽ xóa {lost} câu trả lời mà nút đang giữ ({columns}). Trước: {before} câu \
             trả lời của {teachers} giáo viên; sau: {after}; {spared} trong {teachers} người còn đủ.\n\
             Đưa kèm bảng chuyên ngành đã điền (--majors TỆP.csv), hoặc ghi thêm --forget-answers nếu đúng là phải bỏ các câu trả lời đó.\n\
             Nothing was imported: the file leaves yes/no columns empty (empty = unknown) and would take away {lost} answers that the node \
             has ({columns}). Before: {before} answers on {teachers} teachers; after: {after}; {spared} of {teachers} keep all of theirs.\n\
             Give the filled-in majors table too (--majors FILE.csv), or add --forget-answers if these answers are to be dropped.",
        ))
    }

    fn see(&mut self, known: &TeacherItem, row: &RosterRow) {
        let has =
            [known.teacher_training(), known.suitable(), known.nvsp()].map(|it| it != Answer::Unspecified);
        let says = [row.teacher_training, row.suitable, row.nvsp].map(|it| it.is_some());
        // Another degree or major is another question: its old answers are no answers to it. The certificate is the person's.
        let same = known.level() == Level::from(row.level)
            && known.degree() == Degree::from(row.degree)
            && fold(&known.major) == fold(row.major.as_deref().unwrap_or_default());
        let asked = [same, same, true];
        self.teachers += usize::from(has.contains(&true));
        self.before += has.iter().filter(|has| **has).count();
        let mut loses = false;
        for (lost, ((has, says), asked)) in self.lost.iter_mut().zip(has.into_iter().zip(says).zip(asked)) {
            if has && !says && asked {
                *lost += 1;
                loses = true;
            }
        }
        self.losers += usize::from(loses);
    }
}

/// Who a teacher is, as far as a row may say: code, else number, else name and birth date.
#[derive(Default)]
struct Known {
    by_code: HashMap<String, TeacherItem>,
    by_number: HashMap<String, TeacherItem>,
    by_name: HashMap<(String, String), TeacherItem>,
}

impl Known {
    fn add(&mut self, teacher: TeacherItem) {
        self.by_name.insert((fold(&teacher.full_name), teacher.birth.clone()), teacher.clone());
        if !teacher.national_id.is_empty() {
            self.by_number.insert(teacher.national_id.clone(), teacher.clone());
        }
        if !teacher.code.is_empty() {
            self.by_code.insert(teacher.code.clone(), teacher);
        }
    }

    fn of(&self, row: &RosterRow) -> Option<&TeacherItem> {
        let by_code = || self.by_code.get(row.code.as_ref()?);
        let by_number = || self.by_number.get(row.national_id.as_ref()?.digits());
        let by_name = || self.by_name.get(&(fold(&row.name), row.birth.to_string()));
        // A code that nobody holds is another person than anybody who holds one.
        let may_be = |found: &&TeacherItem| row.code.is_none() || found.code.is_empty();
        by_code().or_else(|| by_number().filter(may_be)).or_else(|| by_name().filter(may_be))
    }
}

/// Looks what a roster does to the answers of a node.
///
/// # Errors
/// The status of a call that failed.
pub(super) async fn compare(
    connection: Connection,
    file: &Path,
    majors: Option<&Majors>,
) -> Result<Answers, Status> {
    let mut reading: Reading<RosterRow> = read_file(file);
    if let Some(majors) = majors {
        reading.rows.iter_mut().for_each(|row| {
            majors.settle(row);
        });
    }
    let silent = |row: &RosterRow| [row.teacher_training, row.suitable, row.nvsp].contains(&None);
    if !reading.rows.iter().any(silent) {
        return Ok(Answers::default());
    }
    let (mut client, mut known, mut page_token) =
        (RosterServiceClient::new(connection), Known::default(), String::new());
    loop {
        let request = ListTeachersRequest { page_size: PAGE, page_token, ..ListTeachersRequest::default() };
        let page = client.list_teachers(request).await?.into_inner();
        page.teachers.into_iter().filter_map(|teacher| teacher.teacher).for_each(|one| known.add(one));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let mut answers = Answers::default();
    for row in &reading.rows {
        if let Some(teacher) = known.of(row) {
            answers.see(teacher, row);
        }
    }
    Ok(answers)
}
