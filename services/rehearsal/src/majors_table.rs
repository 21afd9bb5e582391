//! The filled-in majors table of a district whose roster has no yes/no answers.

use crate::error::RehearsalError;
use crate::people::{Staff, Teacher, settled};
use crate::year;
use domain::eligibility::{Facts, Policy, assess};
use domain::vocabulary::{Degree, Level, ScopeStatus};
use std::collections::BTreeMap;
use std::path::Path;

/// The columns, as `assess --undecided-values` writes them.
const HEADERS: [&str; 6] =
    ["Cấp học", "Trình độ", "Chuyên ngành", "Số dòng", "Ngành đào tạo giáo viên", "Ngành phù hợp"];

/// The table as CSV with a byte order mark: one line per distinct value that leaves somebody undecided. The officer
/// left the lines empty about which nobody in the office could say.
pub(crate) fn table(staff: &Staff, policy: Policy, path: &Path) -> Result<Vec<u8>, RehearsalError> {
    let mut lines: BTreeMap<(Level, Degree, &str), (u32, &Teacher)> = BTreeMap::new();
    for teacher in staff.teachers.iter().filter(|teacher| teacher.flaw.is_none()) {
        let unaided = Facts { teacher_training: None, suitable: None, ..teacher.facts };
        // Below the degree of the standard no answer about the major helps.
        let degree_suffices = teacher.facts.degree >= year::degree_for(teacher.level());
        if degree_suffices && assess(&unaided, policy).status == ScopeStatus::Undecided {
            let key = (teacher.level(), teacher.facts.degree, teacher.major.name);
            lines.entry(key).or_insert((0, teacher)).0 += 1;
        }
    }
    let word = |answer: Option<bool>| match answer {
        None => "",
        Some(true) => "Có",
        Some(false) => "Không",
    };
    let mut csv = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    let fault = |error: csv::Error| RehearsalError::content(path, "", error.to_string(), error.to_string());
    csv.write_record(HEADERS).map_err(fault)?;
    for ((level, degree, major), (count, teacher)) in lines {
        let (teacher_training, suitable) = settled(teacher.major);
        let count = count.to_string();
        csv.write_record([level.vi(), degree.vi(), major, &count, word(teacher_training), word(suitable)])
            .map_err(fault)?;
    }
    csv.into_inner().map_err(|error| RehearsalError::content(path, "", error.to_string(), error.to_string()))
}
