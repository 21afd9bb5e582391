//! Everything together: the province and its year, written below a folder.

use crate::calendar;
use crate::error::RehearsalError;
use crate::files::manifest::{DEPARTMENT, FileKind, ManifestEntry};
use crate::land::{DISTRICTS, YesNo};
use crate::output::{Output, Slip};
use crate::people::{Province, compose};
use crate::plan_file::{LC_2021, PlanFile};
use crate::scale::Scale;
use crate::{majors_table, roster};
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
}

/// Writes the province of a seed with the files of its year.
///
/// # Errors
/// [`RehearsalError`], naming the file or folder that could not be written.
pub fn generate(spec: &Spec) -> Result<Summary, RehearsalError> {
    let plan = PlanFile::parse(LC_2021, Path::new("lc-2021.toml"))?;
    let province = compose(spec.seed, spec.scale, &plan);
    let mut output = Output::create(&spec.dir)?;
    let plan_slip = slip(
        "plan.toml".to_owned(),
        FileKind::Plan,
        DEPARTMENT,
        calendar::plan(),
    );
    output.bytes(plan_slip, LC_2021.as_bytes())?;
    write_rosters(&mut output, &province, spec, &plan)?;
    Ok(Summary {
        files: output.finish()?,
        teachers: province.staff.iter().map(|staff| staff.teachers.len()).sum(),
        schools: province.staff.iter().map(|staff| staff.schools.len()).sum(),
    })
}

/// A file that is received on the day of its entry.
pub(crate) fn slip(file: String, kind: FileKind, agency: &str, on: domain::date::LegalDate) -> Slip {
    Slip {
        file,
        kind,
        agency: agency.to_owned(),
        entered_on: on,
        received_on: on,
    }
}

fn write_rosters(
    output: &mut Output,
    province: &Province,
    spec: &Spec,
    plan: &PlanFile,
) -> Result<(), RehearsalError> {
    for (index, (district, staff)) in DISTRICTS.iter().zip(&province.staff).enumerate() {
        let name = format!("{}-{}", district.code, district.slug);
        let on = calendar::roster(index);
        let pages = roster::pages(staff, spec.seed);
        output.workbook(
            slip(
                format!("rosters/{name}.xlsx"),
                FileKind::Roster,
                district.code,
                on,
            ),
            &pages,
        )?;
        if district.yes_no != YesNo::Filled {
            let file = format!("majors/{name}.csv");
            let table = majors_table::table(staff, plan.policy(), Path::new(&file))?;
            output.bytes(slip(file, FileKind::Majors, district.code, on), &table)?;
        }
    }
    Ok(())
}
