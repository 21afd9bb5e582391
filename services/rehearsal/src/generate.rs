//! Everything together: the province and its year, written below a folder.

use crate::calendar::{self, Intake};
use crate::college::Learner;
use crate::error::RehearsalError;
use crate::files::acts::{AwayFile, ClockFile, FreezeFile, RulingFile, RulingPerson, RulingVerdict};
use crate::files::manifest::{COLLEGE, DEPARTMENT, FileKind, ManifestEntry, REHEARSAL};
use crate::land::{DISTRICTS, YesNo};
use crate::output::{Output, Slip};
use crate::people::{Province, compose};
use crate::plan_file::{LC_2021, PlanFile};
use crate::scale::Scale;
use crate::year::Year;
use crate::{college, majors_table, roster, year};
use domain::date::LegalDate;
use std::path::{Path, PathBuf};

/// What to write and where.
#[derive(Debug, Clone)]
pub struct Spec {
    /// The same seed and scale give the same bytes.
    pub seed: u64,
    /// How big.
    pub scale: Scale,
    /// Files go to `input/` below this folder, which must be empty or missing.
    pub dir: PathBuf,
}

/// What was written.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The files in the order of play.
    pub files: Vec<ManifestEntry>,
    /// Rows of people in all rosters.
    pub teachers: usize,
    /// Schools in all districts.
    pub schools: usize,
    /// Rows of all nominations files.
    pub nomination_rows: usize,
    /// Learners in the college's reports.
    pub learners: usize,
    /// Diplomas in them.
    pub diplomas: usize,
}

impl Summary {
    /// What was written, for a progress line in Vietnamese.
    #[must_use]
    pub fn text_vi(&self) -> String {
        let Self { files, teachers, schools, nomination_rows, learners, diplomas } = self;
        format!(
            "Đã ghi {} tệp: {teachers} giáo viên ở {schools} trường, {nomination_rows} dòng cử đi, {learners} học viên, \
             {diplomas} bằng",
            files.len()
        )
    }

    /// The same in English.
    #[must_use]
    pub fn text_en(&self) -> String {
        let Self { files, teachers, schools, nomination_rows, learners, diplomas } = self;
        format!(
            "{} files written: {teachers} teachers in {schools} schools, {nomination_rows} rows of nominations, {learners} \
             learners, {diplomas} diplomas",
            files.len()
        )
    }
}

/// Writes the province of a seed with the files of its year.
///
/// # Errors
/// [`RehearsalError`], naming the file or folder that could not be written.
pub fn generate(spec: &Spec) -> Result<Summary, RehearsalError> {
    let plan = PlanFile::parse(LC_2021, Path::new("lc-2021.toml"))?;
    let province = compose(spec.seed, spec.scale, &plan);
    let year = year::compose(spec.seed, &province);
    let learners = college::compose(spec.seed, &province, &year);
    let mut output = Output::create(&spec.dir)?;
    output.write("README.md", include_bytes!("input.md"))?;
    let plan_slip = slip("plan.toml".to_owned(), FileKind::Plan, DEPARTMENT, calendar::plan());
    output.bytes(plan_slip, LC_2021.as_bytes())?;
    write_rosters(&mut output, &province, spec, &plan)?;
    write_acts(&mut output, &province, &plan)?;
    write_nominations(&mut output, &province, &year, spec)?;
    write_college(&mut output, (&province, &year), &learners, spec)?;
    Ok(Summary {
        files: output.finish()?,
        teachers: province.staff.iter().map(|staff| staff.teachers.len()).sum(),
        schools: province.staff.iter().map(|staff| staff.schools.len()).sum(),
        nomination_rows: year.files.values().map(Vec::len).sum(),
        learners: learners.len(),
        diplomas: learners.iter().filter(|learner| learner.diploma.is_some()).count(),
    })
}

/// A file that is received on the day of its entry.
fn slip(file: String, kind: FileKind, agency: &str, on: LegalDate) -> Slip {
    Slip { file, kind, agency: agency.to_owned(), entered_on: on, received_on: on }
}

fn write_rosters(
    output: &mut Output,
    province: &Province,
    spec: &Spec,
    plan: &PlanFile,
) -> Result<(), RehearsalError> {
    for (district, staff) in DISTRICTS.iter().zip(&province.staff) {
        let name = format!("{}-{}", district.code, district.slug);
        let on = calendar::roster(district.code);
        let pages = roster::pages(staff, spec.seed);
        output.workbook(slip(format!("rosters/{name}.xlsx"), FileKind::Roster, district.code, on), &pages)?;
        if district.yes_no != YesNo::Filled {
            let file = format!("majors/{name}.csv");
            let table = majors_table::table(staff, plan.policy(), Path::new(&file))?;
            output.bytes(slip(file, FileKind::Majors, district.code, on), &table)?;
        }
    }
    Ok(())
}

/// Clock, network, freezes, ruling.
fn write_acts(output: &mut Output, province: &Province, plan: &PlanFile) -> Result<(), RehearsalError> {
    let clock = ClockFile { steps: calendar::steps() };
    let words =
        "Các ngày của đồng hồ diễn tập, giờ Việt Nam.\nThe days that the rehearsal clock shows, at +07:00.";
    output.toml(
        slip("clock.toml".to_owned(), FileKind::Clock, REHEARSAL, calendar::plan()),
        words,
        &clock,
    )?;
    let (code, from, back_on) = calendar::away();
    let reason = "Mưa lũ, sạt lở đứt cáp quang".to_owned();
    let away = AwayFile { agency: code.to_owned(), from, back_on, reason };
    let words = "Cơ quan mất mạng: vẫn nhập liệu tại chỗ, gửi khi có mạng trở lại.\n\
                 An agency off the network: it goes on entering, and sends when it is back.";
    output.toml(slip(format!("away/{code}.toml"), FileKind::Away, REHEARSAL, from), words, &away)?;
    for (number, (date, codes)) in (61..).step_by(9).zip(calendar::freezes()) {
        let freeze = FreezeFile {
            plan: plan.id.clone(),
            date,
            document: format!("Thông báo số {number}/TB-SGDĐT {}", calendar::prose(date)),
            districts: codes.iter().map(|code| (*code).to_owned()).collect(),
        };
        let words = "Sở GD&ĐT chốt danh sách giáo viên thuộc đối tượng của các huyện này.\n\
                     The Sở GD&ĐT freezes the scope lists of these districts.";
        output.toml(
            slip(format!("freezes/{date}.toml"), FileKind::Freeze, DEPARTMENT, date),
            words,
            &freeze,
        )?;
    }
    write_ruling(output, province)
}

fn write_ruling(output: &mut Output, province: &Province) -> Result<(), RehearsalError> {
    let date = calendar::ruling();
    let persons = province.claims.settled.iter().filter_map(|who| {
        let district = DISTRICTS.get(who.district)?.code.to_owned();
        let teacher = province.teacher(*who)?;
        Some(RulingPerson { district, teacher_code: teacher.code.clone(), level: teacher.level() })
    });
    let ruling = RulingFile {
        date,
        document: format!("Công văn số 1452/SGDĐT-TCCB {}", calendar::prose(date)),
        verdict: RulingVerdict::DifferentPersons,
        reason: "Hai người khác nhau: một huyện chép nhầm số định danh".to_owned(),
        persons: persons.collect(),
    };
    let words = "Kết luận của Sở GD&ĐT về một trường hợp hai huyện cùng khai một số định danh.\n\
                 The Sở GD&ĐT settles a case in which two districts have one national number.";
    output.toml(slip(format!("rulings/{date}.toml"), FileKind::Ruling, DEPARTMENT, date), words, &ruling)
}

fn write_nominations(
    output: &mut Output,
    province: &Province,
    year: &Year,
    spec: &Spec,
) -> Result<(), RehearsalError> {
    for (index, wave) in year.files.keys().copied() {
        let Some(district) = DISTRICTS.get(index) else { continue };
        let (_, _, entered_on, received_on) = wave.days(district.code);
        let file = format!("nominations/{}-{entered_on}.xlsx", district.code);
        let pages = year::pages::pages(province, year, (index, wave), spec.seed);
        let slip = Slip { received_on, ..slip(file, FileKind::Nominations, district.code, entered_on) };
        output.workbook(slip, &pages)?;
    }
    Ok(())
}

fn write_college(
    output: &mut Output,
    (province, year): (&Province, &Year),
    learners: &[Learner],
    spec: &Spec,
) -> Result<(), RehearsalError> {
    let on = calendar::classes();
    let words = "Chương trình và lớp liên thông của Trường Cao đẳng Cộng đồng Lai Châu.\n\
                 awarding_institution để trống: trường tự cấp bằng (chỉ bằng cao đẳng).\n\
                 Programmes and classes of the college; an empty awarding_institution is the college itself.";
    let classes = college::classes::file(province, learners);
    output.toml(slip("classes.toml".to_owned(), FileKind::Classes, COLLEGE, on), words, &classes)?;
    for intake in Intake::ALL {
        let on = intake.entered();
        let page = college::pages::enrollments(province, year, learners, intake, spec.seed);
        output
            .workbook(slip(format!("enrollments/{on}.xlsx"), FileKind::Enrollments, COLLEGE, on), &[page])?;
    }
    for (report, on) in calendar::results().into_iter().enumerate() {
        let page = college::pages::results(province, learners, (report, on), spec.seed);
        output.workbook(slip(format!("results/{on}.xlsx"), FileKind::Results, COLLEGE, on), &[page])?;
    }
    Ok(())
}
