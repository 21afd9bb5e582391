//! A district's nominations workbook (form "Cử đi").

use super::{Act, Naming, Sending, Year};
use crate::calendar::{Wave, prose};
use crate::dice::Dice;
use crate::land::{DISTRICTS, District};
use crate::people::{Province, Teacher, Who};
use crate::sheet::{Cell, Heading, Line, Page};
use crate::smudge::Smudge;
use domain::vocabulary::Level;

/// The form's columns with their widths.
const HEADINGS: [(&str, u16); 17] = [
    ("STT", 5),
    ("Mã GV", 12),
    ("Họ và tên", 26),
    ("Ngày sinh", 12),
    ("Số định danh", 15),
    ("Mã trường", 10),
    ("Cấp học", 10),
    ("Trình độ\nđào tạo", 11),
    ("Ngành đào tạo", 22),
    ("Hình thức", 16),
    ("Cơ sở đào tạo", 30),
    ("Số quyết định", 14),
    ("Ngày\nquyết định", 12),
    ("Cơ quan\nquyết định", 24),
    ("Trạng thái", 10),
    ("Lý do", 30),
    ("Thay cho", 14),
];

/// Headings of a list.
pub(crate) fn headings(of: &[(&str, u16)]) -> Vec<Heading> {
    of.iter().map(|(text, width)| Heading { text: (*text).to_owned(), width: *width }).collect()
}

/// Where teachers study, as districts write it: the college holds the classes of all levels; who awards the degree is in its programmes.
const INSTITUTION: &str = crate::agencies::COLLEGE_NAME;

/// The pages of one file.
pub(crate) fn pages(province: &Province, year: &Year, key: (usize, Wave), seed: u64) -> Vec<Page> {
    let (index, wave) = key;
    let rows = year.files.get(&key).map_or(&[][..], Vec::as_slice);
    let Some(district) = DISTRICTS.get(index) else { return Vec::new() };
    let mut smudge = Smudge::new(Dice::new(seed, &format!("nominations {} {wave:?}", district.code)));
    let mut lines: Vec<Line> = Vec::new();
    for (number, row) in (1_u64..).zip(rows) {
        let mut cells = vec![Cell::Number(number)];
        cells.extend(line(province, year, (district, row), &mut smudge));
        lines.push(Line::Data(cells));
    }
    lines.push(Line::Words(vec![(0, format!("Tổng cộng: {} người", rows.len()))]));
    lines.push(Line::Blank);
    let (_, _, entered, _) = wave.days(district.code);
    lines.push(Line::Words(vec![(12, format!("{}, {}", district.seat, prose(entered)))]));
    lines.push(Line::Words(vec![(12, "TRƯỞNG PHÒNG".to_owned())]));
    let title = vec![
        district.authority().to_uppercase(),
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO".to_owned(),
        String::new(),
        "DANH SÁCH GIÁO VIÊN ĐƯỢC CỬ ĐI ĐÀO TẠO NÂNG TRÌNH ĐỘ CHUẨN NĂM 2021".to_owned(),
        String::new(),
    ];
    vec![Page { name: "Cử đi".to_owned(), title, headings: headings(&HEADINGS), lines }]
}

/// The cells after the running number.
fn line(
    province: &Province,
    year: &Year,
    (district, row): (&District, &Sending),
    smudge: &mut Smudge,
) -> Vec<Cell> {
    let Some(teacher) = province.teacher(row.who) else { return Vec::new() };
    let level = teacher.level();
    let school = province.staff.get(row.who.district).and_then(|staff| staff.schools.get(teacher.school));
    let [code, name, birth, number] = person(province, (district, row), teacher, smudge);
    let decision = year.decisions.get(row.decision);
    let (state, other) = match row.act {
        Act::Send => ("Cử đi", Cell::Blank),
        Act::Revoke(of) => {
            ("Thu hồi", year.decisions.get(of).map_or(Cell::Blank, |of| Cell::text(of.number.as_str())))
        }
        Act::Replace(who) => ("Thay thế", code_of(province, who)),
    };
    let programme = match level {
        Level::Preschool => "Giáo dục mầm non",
        Level::Primary => "Giáo dục tiểu học",
        Level::LowerSecondary => teacher.major.name,
    };
    vec![
        code,
        name,
        birth,
        number,
        school.filter(|_| smudge.chance(70)).map_or(Cell::Blank, |school| Cell::text(school.code.as_str())),
        smudge.level(level),
        Cell::text(row.degree.vi()),
        smudge.text(programme),
        Cell::text(if smudge.chance(90) { "Vừa làm vừa học" } else { "" }),
        smudge.text(INSTITUTION),
        decision.map_or(Cell::Blank, |decision| Cell::text(decision.number.as_str())),
        decision.map_or(Cell::Blank, |decision| smudge.date(decision.date)),
        smudge.text(&district.authority()),
        smudge.text(state),
        smudge.text(row.reason),
        other,
    ]
}

/// Mã GV, name, birth date and number, as the row names the person.
fn person(
    province: &Province,
    (district, row): (&District, &Sending),
    teacher: &Teacher,
    smudge: &mut Smudge,
) -> [Cell; 4] {
    let number = teacher.number.as_ref().filter(|number| !number.lost_zeros);
    let given = number.filter(|_| smudge.chance(55));
    match row.naming {
        Naming::Code => {
            let birth = if smudge.chance(92) { smudge.birth(teacher.facts.birth) } else { Cell::Blank };
            [Cell::text(teacher.code.as_str()), smudge.name(&teacher.name), birth, smudge.number(given)]
        }
        Naming::NumberOnly => [Cell::Blank, smudge.name(&teacher.name), Cell::Blank, smudge.number(number)],
        Naming::NameOnly => {
            [Cell::Blank, smudge.name(&teacher.name), smudge.birth(teacher.facts.birth), Cell::Blank]
        }
        Naming::CodeOf(other) => [
            code_of(province, other),
            smudge.name(&teacher.name),
            smudge.birth(teacher.facts.birth),
            Cell::Blank,
        ],
        Naming::Nobody => [
            Cell::text(format!("12{}99999", district.code)),
            Cell::text("Trương Thị Khuyết Danh"),
            Cell::text("30/04/1975"),
            Cell::Blank,
        ],
    }
}

fn code_of(province: &Province, who: Who) -> Cell {
    province.teacher(who).map_or(Cell::Blank, |teacher| Cell::text(teacher.code.as_str()))
}
