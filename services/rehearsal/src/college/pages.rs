//! The college's workbooks: enrollments (form "Nhập học") and results (form "Kết quả").

use super::{Given, Learner, Step, Turn, classes};
use crate::calendar::{Intake, prose};
use crate::dice::Dice;
use crate::land::DISTRICTS;
use crate::people::Province;
use crate::sheet::{Cell, Line, Page};
use crate::smudge::Smudge;
use crate::year::Year;
use crate::year::pages::headings;
use domain::date::LegalDate;

const ENROLLMENTS: [(&str, u16); 14] = [
    ("STT", 5),
    ("Mã SV", 11),
    ("Họ và tên", 26),
    ("Ngày sinh", 12),
    ("Số định danh", 15),
    ("Mã GV", 12),
    ("Mã lớp", 10),
    ("Ngày\nnhập học", 12),
    ("Số quyết định", 14),
    ("Ngày\nquyết định", 12),
    ("Cơ quan\nquyết định", 24),
    ("Trạng thái", 14),
    ("Ngày\nhiệu lực", 12),
    ("Lý do", 28),
];

const RESULTS: [(&str, u16); 13] = [
    ("STT", 5),
    ("Mã SV", 11),
    ("Mã GV", 12),
    ("Họ và tên", 26),
    ("Mã lớp", 10),
    ("Học kỳ", 9),
    ("Tín chỉ", 8),
    ("Kết quả", 16),
    ("Trình độ bằng", 12),
    ("Số hiệu bằng", 13),
    ("Số vào sổ", 11),
    ("Ngày cấp", 12),
    ("Cơ sở cấp bằng", 34),
];

/// The report of an intake: who begins, and what happened to those who began before.
pub(crate) fn enrollments(
    province: &Province,
    year: &Year,
    learners: &[Learner],
    intake: Intake,
    seed: u64,
) -> Page {
    let mut smudge = Smudge::new(Dice::new(seed, &format!("enrollments {intake:?}")));
    let mut rows: Vec<(&Learner, Option<&Step>)> =
        learners.iter().filter(|learner| learner.intake == intake).map(|learner| (learner, None)).collect();
    for learner in learners {
        rows.extend(
            learner.steps.iter().filter(|step| step.reported == intake).map(|step| (learner, Some(step))),
        );
    }
    let lines = rows.iter().map(|(learner, step)| {
        let report = (*learner, *step, intake);
        enrollment(province, year, report, &mut smudge)
    });
    let title = "DANH SÁCH HỌC VIÊN LIÊN THÔNG NHẬP HỌC VÀ BIẾN ĐỘNG NĂM 2021";
    page(("Nhập học", title), intake.entered(), &ENROLLMENTS, lines.collect())
}

/// Cells of one enrollment or of one step since.
fn enrollment(
    province: &Province,
    year: &Year,
    (learner, step, report): (&Learner, Option<&Step>, Intake),
    smudge: &mut Smudge,
) -> Vec<Cell> {
    let Some(teacher) = province.teacher(learner.who) else { return Vec::new() };
    let decision = year.decisions.get(learner.decision);
    let authority =
        decision.and_then(|decision| DISTRICTS.get(decision.district)).map(|district| district.authority());
    let state = match step.map(|step| step.turn) {
        None => "Đang học",
        Some(Turn::Deferred) => "Bảo lưu",
        Some(Turn::Resumed) => "Học tiếp",
        Some(Turn::Withdrawn) => "Thôi học",
        Some(Turn::Dismissed) => "Buộc thôi học",
        Some(Turn::Transferred(_)) => "Chuyển lớp",
    };
    let seat = if step.is_some() { learner.seat(report) } else { learner.intake };
    vec![
        Cell::text(learner.code.as_str()),
        smudge.name(&teacher.name),
        smudge.birth(teacher.facts.birth),
        if learner.given == Given::Number { smudge.number(teacher.number.as_ref()) } else { Cell::Blank },
        if learner.given == Given::Code { Cell::text(teacher.code.as_str()) } else { Cell::Blank },
        Cell::text(classes::class_of(teacher, seat)),
        smudge.date(learner.intake.begins()),
        decision.map_or(Cell::Blank, |decision| Cell::text(decision.number.as_str())),
        decision.map_or(Cell::Blank, |decision| smudge.date(decision.date)),
        authority.map_or(Cell::Blank, |authority| smudge.text(&authority)),
        smudge.text(state),
        step.map_or(Cell::Blank, |step| smudge.date(step.effective)),
        smudge.text(step.map_or("", |step| step.reason)),
    ]
}

/// The report on terms and diplomas entered on a day.
pub(crate) fn results(
    province: &Province,
    learners: &[Learner],
    (report, on): (usize, LegalDate),
    seed: u64,
) -> Page {
    let mut smudge = Smudge::new(Dice::new(seed, &format!("results {report}")));
    let mut lines = Vec::new();
    for learner in learners {
        let Some(teacher) = province.teacher(learner.who) else { continue };
        let head = |smudge: &mut Smudge| {
            vec![
                Cell::text(learner.code.as_str()),
                if learner.given == Given::Code { Cell::text(teacher.code.as_str()) } else { Cell::Blank },
                smudge.name(&teacher.name),
                Cell::text(classes::class_of(teacher, learner.seat(Intake::NewYear))),
            ]
        };
        for term in learner.terms.iter().filter(|term| term.report == report) {
            let mut cells = head(&mut smudge);
            cells.extend([
                Cell::text(term.name),
                Cell::Number(u64::from(term.credits)),
                smudge.text(term.result),
            ]);
            cells.resize(RESULTS.len() - 1, Cell::Blank);
            lines.push(cells);
        }
        if let Some(diploma) = learner.diploma.as_ref().filter(|diploma| diploma.report == report) {
            let mut cells = head(&mut smudge);
            cells.extend([
                Cell::Blank,
                Cell::Blank,
                smudge.text("Tốt nghiệp"),
                Cell::text(diploma.degree.vi()),
                Cell::text(diploma.number.as_str()),
                Cell::text(diploma.register.as_str()),
                smudge.date(diploma.date),
                smudge.text(diploma.institution),
            ]);
            lines.push(cells);
        }
    }
    page(("Kết quả", "KẾT QUẢ HỌC TẬP VÀ VĂN BẰNG CỦA HỌC VIÊN LIÊN THÔNG NĂM 2021"), on, &RESULTS, lines)
}

fn page((name, title): (&str, &str), on: LegalDate, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Page {
    let count = rows.len();
    let mut lines: Vec<Line> = (1_u64..)
        .zip(rows)
        .map(|(number, mut cells)| {
            cells.insert(0, Cell::Number(number));
            Line::Data(cells)
        })
        .collect();
    lines.push(Line::Words(vec![(0, format!("Tổng cộng: {count} dòng"))]));
    lines.push(Line::Blank);
    lines.push(Line::Words(vec![(9, format!("Lai Châu, {}", prose(on)))]));
    lines.push(Line::Words(vec![(2, "NGƯỜI LẬP BIỂU".to_owned()), (9, "TRƯỞNG PHÒNG".to_owned())]));
    let title = vec![
        "UBND TỈNH LAI CHÂU".to_owned(),
        "TRƯỜNG CAO ĐẲNG CỘNG ĐỒNG".to_owned(),
        String::new(),
        title.to_owned(),
        String::new(),
    ];
    Page { name: name.to_owned(), title, headings: headings(columns), lines }
}
