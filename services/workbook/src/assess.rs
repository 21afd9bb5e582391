//! Judging roster files without a server: who must upgrade, by Decree 71/2020 Art. 2 under a named policy.

mod delimited;
mod grid;
mod inputs;
mod json;
mod text;
mod twice;
mod workbook;

pub use workbook::WriteError;

use crate::form::{FormRow as _, Reading, RosterRow, read_file};
use crate::majors::{Majors, Undecided, not_filled_in, undecided};
use crate::problem::Problem;
use domain::eligibility::{Assessment, Policy, assess};
use domain::vocabulary::{Level, ScopeStatus};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Language of what officers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The words of this language.
    pub(crate) const fn of<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// English words of a status.
pub(crate) const fn status_en(status: ScopeStatus) -> &'static str {
    match status {
        ScopeStatus::InScope => "in scope",
        ScopeStatus::MeetsStandard => "meets the standard",
        ScopeStatus::NearRetirement => "near retirement",
        ScopeStatus::Undecided => "undecided",
        ScopeStatus::NotEmployed => "not employed",
    }
}

/// How to judge.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The reading of the law.
    pub policy: Policy,
    /// A table that settles majors, if one was filled in.
    pub majors: Option<PathBuf>,
}

/// One teacher judged.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The row, with the answers of the majors table where its own were empty.
    pub row: RosterRow,
    /// What the rule says under the report's policy.
    pub assessment: Assessment,
    /// Whether the status differs between R0, R1 and R2.
    pub policy_sensitive: bool,
    /// Whether the majors table answered something for this row.
    pub by_majors: bool,
}

/// A roster file as it went into a report.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in rows and problems.
    pub file: Arc<str>,
    /// SHA-256 of its bytes; `None` when it could not be opened.
    pub sha256: Option<[u8; 32]>,
}

/// Everything that judging found.
#[derive(Debug, Clone)]
pub struct Report {
    /// The reading of the law.
    pub policy: Policy,
    /// SHA-256 of the majors table, in lower-case hex, when one was given and opened.
    pub majors_sha256: Option<String>,
    /// The files, in the order judged.
    pub sources: Vec<Source>,
    /// Teachers judged, in the order of the files.
    pub rows: Vec<Judged>,
    /// What could not be read.
    pub errors: Vec<Problem>,
    /// What should be looked at.
    pub warnings: Vec<Problem>,
    /// Blank, repeated-header, total and signature rows passed over.
    pub skipped: usize,
}

impl Report {
    /// 0 when all rows of all files were judged, 65 (bad data) when some were not.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        if self.errors.is_empty() { 0 } else { 65 }
    }

    /// How many teachers of a level have a status.
    #[must_use]
    pub fn count(&self, level: Level, status: ScopeStatus) -> usize {
        self.rows
            .iter()
            .filter(|judged| judged.row.level == level && judged.assessment.status == status)
            .count()
    }

    /// The report as one JSON document (issue "the main job", item 6).
    #[must_use]
    pub fn to_json(&self) -> String {
        json::render(self)
    }

    /// The report as aligned text.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        text::render(self, lang)
    }

    /// Errors and warnings alone, as text; empty when there are none.
    #[must_use]
    pub fn problems_text(&self, lang: Lang) -> String {
        text::problems(&self.errors, lang.of("Không đọc được", "Could not be read"), lang)
            + &text::warnings(&self.warnings, lang.of("Cần xem lại", "To be looked at"), lang)
    }

    /// The report as delimited text (`,`, with a byte order mark): one line per teacher, then one per error.
    #[must_use]
    pub fn to_csv(&self, lang: Lang) -> String {
        delimited::render(self, lang)
    }

    /// Writes the inputs with result columns and a summary as workbooks: to `out` for one input, into the folder `out`
    /// for several. Answers the files written.
    ///
    /// # Errors
    /// [`WriteError`] when an input changed since it was judged, or the disk refuses.
    pub fn write_xlsx(&self, out: &Path, lang: Lang) -> Result<Vec<PathBuf>, WriteError> {
        workbook::write(self, out, lang)
    }

    /// The distinct values that an officer can settle, as the text of a majors table.
    #[must_use]
    pub fn undecided_values(&self) -> String {
        self.undecided_beside(None).text
    }

    /// The same, with the answers of a table that was filled in earlier.
    #[must_use]
    pub fn undecided_beside(&self, earlier: Option<&Majors>) -> Undecided {
        undecided(self.rows.iter().map(|judged| &judged.row), earlier)
    }
}

/// Judges roster files; a folder stands for the rosters in it and below. What cannot be opened or read is in the
/// report's errors, and everything else is judged.
#[must_use]
pub fn assess_files(paths: &[PathBuf], options: &Options) -> Report {
    let mut report = Report {
        policy: options.policy,
        majors_sha256: None,
        sources: Vec::new(),
        rows: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        skipped: 0,
    };
    let majors = options.majors.as_deref().map(|path| {
        let majors = Majors::read_file(path);
        report.errors.extend(majors.errors().iter().cloned());
        report.majors_sha256 = majors.sha256_hex();
        if majors.errors().is_empty() && !majors.has_answers() {
            report.warnings.push(Problem::of_file(&path.to_string_lossy().into(), not_filled_in()));
        }
        majors
    });
    let (files, mut errors) = inputs::expand(paths, options.majors.as_deref());
    report.errors.append(&mut errors);
    for path in files {
        let reading = read_file::<RosterRow>(&path);
        take(&mut report, path, reading, majors.as_ref());
    }
    let twice = twice::warnings(&report.rows);
    report.warnings.extend(twice);
    report
}

/// Judges the rows of one reading into the report.
fn take(report: &mut Report, path: PathBuf, reading: Reading<RosterRow>, majors: Option<&Majors>) {
    report.sources.push(Source { path, file: reading.file, sha256: reading.sha256 });
    report.errors.extend(reading.errors);
    report.warnings.extend(reading.warnings);
    report.skipped += reading.skipped;
    let policy = report.policy;
    report.rows.extend(reading.rows.into_iter().map(|row| judge(row, policy, majors)));
}

/// Judges one row, with the majors table's answers where its own are empty.
#[must_use]
pub fn judge(mut row: RosterRow, policy: Policy, majors: Option<&Majors>) -> Judged {
    let by_majors = majors.is_some_and(|majors| majors.settle(&mut row));
    let facts = row.facts();
    let assessment = assess(&facts, policy);
    let differs = |other| other != policy && assess(&facts, other).status != assessment.status;
    Judged { assessment, policy_sensitive: Policy::ALL.into_iter().any(differs), by_majors, row }
}

/// Headers of the roster, for messages of the inputs.
pub(crate) fn required_headers() -> String {
    let required = RosterRow::FORM.columns.iter().filter(|column| column.required);
    required.map(|column| column.header).collect::<Vec<_>>().join(", ")
}
