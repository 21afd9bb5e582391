//! A district's roster workbook.

use crate::calendar;
use crate::dice::Dice;
use crate::land::YesNo;
use crate::people::{Flaw, School, Staff, Teacher};
use crate::sheet::{Cell, Heading, Line, Page};
use crate::smudge::Smudge;
use domain::vocabulary::Level;
use unicode_normalization::UnicodeNormalization as _;

/// Columns of a roster; the form's own and what real files have besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Stt,
    Code,
    Name,
    Birth,
    Sex,
    Number,
    SchoolCode,
    SchoolName,
    Position,
    Level,
    Subject,
    Degree,
    Major,
    TeacherTraining,
    Suitable,
    Nvsp,
    Recruited,
    Hardship,
    Status,
    Salary,
    Note,
}

use Column::{
    Birth, Code, Degree, Hardship, Level as LevelTaught, Major, Name, Note, Number, Nvsp, Position,
    Recruited, Salary, SchoolCode, SchoolName, Sex, Status, Stt, Subject, Suitable, TeacherTraining,
};

/// The orders of columns found in the province, by district.
const LAYOUTS: [&[Column]; 4] = [
    &[
        Stt,
        Code,
        Name,
        Birth,
        Sex,
        Number,
        SchoolCode,
        SchoolName,
        LevelTaught,
        Subject,
        Degree,
        Major,
        TeacherTraining,
        Suitable,
        Nvsp,
        Recruited,
        Hardship,
        Status,
        Note,
    ],
    &[
        Stt,
        SchoolCode,
        SchoolName,
        Code,
        Name,
        Sex,
        Birth,
        Number,
        Position,
        LevelTaught,
        Degree,
        Major,
        TeacherTraining,
        Suitable,
        Nvsp,
        Subject,
        Recruited,
        Hardship,
        Status,
    ],
    &[
        Code,
        Name,
        Birth,
        Sex,
        Number,
        Position,
        LevelTaught,
        SchoolName,
        SchoolCode,
        Recruited,
        Subject,
        Degree,
        Major,
        TeacherTraining,
        Suitable,
        Nvsp,
        Salary,
        Status,
        Hardship,
        Note,
    ],
    &[
        Stt,
        Name,
        Birth,
        Sex,
        LevelTaught,
        SchoolName,
        SchoolCode,
        Degree,
        Major,
        Subject,
        TeacherTraining,
        Suitable,
        Nvsp,
        Code,
        Number,
        Recruited,
        Status,
        Hardship,
    ],
];

/// Rows between repeated headers, in the files that have them.
const PAGE_ROWS: usize = 42;

/// What is peculiar to one district's file.
struct Style {
    columns: Vec<Column>,
    /// Header cells in capitals.
    capitals: bool,
    /// Header cells in decomposed letters.
    decomposed: bool,
    /// Other words for some headers.
    aliases: bool,
    repeated_header: bool,
    column_numbers: bool,
    /// School codes stored as numbers.
    school_code_numbers: bool,
}

impl Style {
    fn of(staff: &Staff) -> Self {
        let code = staff.district.code;
        let is = |codes: &[&str]| codes.contains(&code);
        let at = crate::land::DISTRICTS.iter().position(|district| district.code == code).unwrap_or(0);
        let layout = LAYOUTS.get(at % LAYOUTS.len()).copied().unwrap_or_default();
        let absent = staff.district.yes_no == YesNo::Absent;
        let keep = |column: &Column| !(absent && matches!(column, TeacherTraining | Suitable | Nvsp));
        Self {
            columns: layout.iter().copied().filter(keep).collect(),
            capitals: is(&["106"]),
            decomposed: is(&["107", "110"]),
            aliases: is(&["107", "111"]),
            repeated_header: is(&["106", "109"]),
            column_numbers: is(&["108", "112"]),
            school_code_numbers: is(&["110", "112"]),
        }
    }

    fn heading(&self, column: Column) -> Heading {
        let (text, width) = words(column, self.aliases);
        let text = if self.capitals { text.to_uppercase() } else { text.to_owned() };
        let text = if self.decomposed { text.nfd().collect() } else { text };
        Heading { text, width }
    }
}

/// A column's header, with the line breaks of a narrow column, and its width.
const fn words(column: Column, aliases: bool) -> (&'static str, u16) {
    match column {
        Stt => ("STT", 5),
        Code => ("Mã GV", 12),
        Name if aliases => ("Họ tên", 26),
        Name => ("Họ và tên", 26),
        Birth => ("Ngày\nsinh", 12),
        Sex => ("Giới\ntính", 6),
        Number if aliases => ("Số CMND/\nCCCD", 15),
        Number => ("Số\nđịnh danh", 15),
        SchoolCode => ("Mã\ntrường", 10),
        SchoolName => ("Tên trường", 34),
        Position => ("Chức vụ", 12),
        LevelTaught => ("Cấp học", 10),
        Subject => ("Môn dạy", 12),
        Degree if aliases => ("Trình độ\nchuyên môn", 12),
        Degree => ("Trình độ", 12),
        Major => ("Chuyên ngành", 22),
        TeacherTraining => ("Ngành đào tạo\ngiáo viên", 11),
        Suitable => ("Ngành\nphù hợp", 9),
        Nvsp => ("CC\nNVSP", 8),
        Recruited => ("Ngày\nvào ngành", 12),
        Hardship => ("Số năm vùng\nĐBKK", 9),
        Status => ("Trạng thái", 14),
        Salary => ("Hệ số lương", 8),
        Note => ("Ghi chú", 14),
    }
}

/// The sheets of a district's roster.
pub(crate) fn pages(staff: &Staff, seed: u64) -> Vec<Page> {
    let style = Style::of(staff);
    let mut smudge = Smudge::new(Dice::new(seed, &format!("roster {}", staff.district.code)));
    let levels: Vec<(String, Vec<Level>)> = if staff.district.sheet_per_level {
        Level::ALL.iter().map(|level| (level.vi().to_owned(), vec![*level])).collect()
    } else {
        vec![("Danh sách giáo viên".to_owned(), Level::ALL.to_vec())]
    };
    let mut pages: Vec<Page> = levels
        .into_iter()
        .map(|(name, levels)| {
            let teachers: Vec<&Teacher> =
                staff.teachers.iter().filter(|t| levels.contains(&t.level())).collect();
            page(staff, &style, &mut smudge, (name, &teachers))
        })
        .collect();
    if let Some(last) = pages.last_mut() {
        sign(staff, &mut last.lines, style.columns.len());
    }
    pages
}

fn page(staff: &Staff, style: &Style, smudge: &mut Smudge, (name, teachers): (String, &[&Teacher])) -> Page {
    let mut lines = Vec::new();
    if style.column_numbers {
        lines.push(Line::ColumnNumbers);
    }
    for (at, teacher) in teachers.iter().enumerate() {
        if style.repeated_header && at > 0 && at % PAGE_ROWS == 0 {
            lines.push(Line::Header);
        }
        let cells = style.columns.iter().map(|column| cell(*column, (at, teacher), staff, style, smudge));
        lines.push(Line::Data(cells.collect()));
    }
    lines.push(Line::Words(vec![(0, format!("Tổng cộng: {} giáo viên", teachers.len()))]));
    let office = staff.district.name.to_uppercase();
    let date = calendar::prose(calendar::roster(staff.district.code));
    Page {
        name,
        title: vec![
            format!("UBND {office}"),
            "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO".to_owned(),
            String::new(),
            "DANH SÁCH CÁN BỘ QUẢN LÝ, GIÁO VIÊN NĂM HỌC 2020-2021".to_owned(),
            format!("(Kèm theo Công văn của Phòng GD&ĐT {date})"),
            String::new(),
        ],
        headings: style.columns.iter().map(|column| style.heading(*column)).collect(),
        lines,
    }
}

/// The signatures at the end.
fn sign(staff: &Staff, lines: &mut Vec<Line>, columns: usize) {
    let right = u16::try_from(columns.saturating_sub(5)).unwrap_or(8);
    let date = calendar::prose(calendar::roster(staff.district.code));
    let words = |text: &str| Line::Words(vec![(1, text.to_owned()), (right, text.to_owned())]);
    lines.extend([
        Line::Blank,
        Line::Words(vec![(right, format!("{}, {date}", staff.district.seat))]),
        Line::Words(vec![(1, "NGƯỜI LẬP BIỂU".to_owned()), (right, "TRƯỞNG PHÒNG".to_owned())]),
        words("(Ký, ghi rõ họ tên)"),
    ]);
}

fn cell(column: Column, at: (usize, &Teacher), staff: &Staff, style: &Style, smudge: &mut Smudge) -> Cell {
    let (row, teacher) = at;
    let facts = &teacher.facts;
    let school: Option<&School> = staff.schools.get(teacher.school);
    let [teacher_training, suitable, nvsp] = teacher.written;
    match column {
        Stt => u64::try_from(row + 1).map_or(Cell::Blank, Cell::Number),
        Code if smudge.chance(8) => teacher.code.parse().map_or(Cell::Blank, Cell::Number),
        Code => Cell::text(teacher.code.as_str()),
        Name => smudge.name(&teacher.name),
        Birth => match teacher.flaw {
            Some(Flaw::BirthDate(text)) => Cell::text(text),
            Some(Flaw::Degree(_)) | None => smudge.birth(facts.birth),
        },
        Sex => smudge.sex(facts.sex),
        Number => smudge.number(teacher.number.as_ref()),
        SchoolCode => match school {
            Some(school) if style.school_code_numbers => {
                school.code.parse().map_or(Cell::Blank, Cell::Number)
            }
            Some(school) => Cell::text(school.code.as_str()),
            None => Cell::Blank,
        },
        SchoolName => school.map_or(Cell::Blank, |school| smudge.text(&school.name)),
        Position => Cell::text(smudge.pick(&[
            "Giáo viên",
            "Giáo viên",
            "Giáo viên",
            "GV",
            "Tổ trưởng",
            "Phó Hiệu trưởng",
        ])),
        LevelTaught => smudge.level(facts.level),
        Subject => smudge.text(teacher.major.subject),
        Degree => match teacher.flaw {
            Some(Flaw::Degree(text)) => Cell::text(text),
            Some(Flaw::BirthDate(_)) | None => smudge.degree(facts.degree, teacher.major.teacher_training),
        },
        Major => smudge.text(teacher.major.name),
        TeacherTraining => smudge.yes_no(teacher_training),
        Suitable => smudge.yes_no(suitable),
        Nvsp => smudge.yes_no(nvsp),
        Recruited => facts.recruited_on.map_or(Cell::Blank, |date| smudge.date(date)),
        Hardship => teacher.hardship.map_or(Cell::Blank, |years| Cell::Number(u64::from(years))),
        Status => smudge.employment(facts.employment),
        Salary => Cell::text(
            smudge.pick(&["2,10", "2,34", "2,67", "3,00", "3,33", "3,66", "4,06", "4,32", "4,65", "4,98"]),
        ),
        Note => Cell::text(smudge.pick(&["", "", "", "", "", "", "", "", "Biên chế", "Hợp đồng"])),
    }
}
