//! The report as text for a terminal: teachers by file and sheet, the summary, what depends on the policy, what could
//! not be read.

use super::grid::align;
use super::{Judged, Lang, Report, status_en};
use crate::form::HIDDEN_SHEET;
use crate::problem::{Fault, Problem};
use domain::vocabulary::{Level, ScopeStatus};
use std::collections::BTreeMap;

pub(super) fn render(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    text.push_str(lang.of(report.policy.text_vi(), report.policy.text_en()));
    text.push('\n');
    if let Some(digest) = &report.majors_sha256 {
        let label = lang.of("Bảng chuyên ngành (SHA-256)", "Majors table (SHA-256)");
        text.push_str(&format!("{label}: {digest}\n"));
    }
    let same_sheet = |a: &Judged, b: &Judged| {
        a.row.place.file == b.row.place.file && a.row.place.sheet == b.row.place.sheet
    };
    for group in report.rows.chunk_by(same_sheet) {
        text.push('\n');
        text.push_str(&heading(group, &report.warnings, lang));
        text.push_str(&align(&teachers(group, report.majors_sha256.as_deref(), lang)));
    }
    text.push('\n');
    text.push_str(&align(&summary(report, lang)));
    text.push_str(&sensitive(report, lang));
    let skipped = lang.of(
        "Dòng bỏ qua (trống, lặp tiêu đề, tổng cộng, chữ ký)",
        "Rows passed over (blank, repeated header, totals, signatures)",
    );
    text.push_str(&format!("{skipped}: {}\n", report.skipped));
    text.push_str(&report.problems_text(lang));
    text
}

/// File and sheet of a group of rows.
fn heading(group: &[Judged], warnings: &[Problem], lang: Lang) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let place = &first.row.place;
    let hidden = warnings.iter().any(|warning| {
        warning.fault.code == HIDDEN_SHEET && warning.file == place.file && warning.sheet == place.sheet
    });
    let kind = if hidden { lang.of("trang ẩn", "hidden sheet") } else { lang.of("trang", "sheet") };
    match &place.sheet {
        Some(sheet) => format!("{} · {kind} “{sheet}”\n", place.file),
        None => format!("{}\n", place.file),
    }
}

/// Headers of the teachers' table, shared by all formats.
pub(super) fn headers(lang: Lang) -> Vec<String> {
    let words = match lang {
        Lang::Vi => [
            "Dòng",
            "Mã GV",
            "Họ và tên",
            "Cấp học",
            "Trường",
            "Kết quả",
            "Nghỉ hưu",
            "Số tháng còn lại",
            "Lý do",
        ],
        Lang::En => {
            ["Row", "Code", "Name", "Level", "School", "Status", "Retirement", "Months left", "Reason"]
        }
    };
    words.map(str::to_owned).to_vec()
}

/// Why, and by which majors table where one answered something for the row.
fn reason(judged: &Judged, majors: Option<&str>, lang: Lang) -> String {
    let reason = judged.assessment.reason;
    let words = lang.of(reason.vi(), reason.en());
    match majors.filter(|_| judged.by_majors).and_then(|digest| digest.get(..12)) {
        Some(digest) => format!("{words} ({} {digest}…)", lang.of("bảng chuyên ngành", "majors table")),
        None => words.to_owned(),
    }
}

fn teachers(group: &[Judged], majors: Option<&str>, lang: Lang) -> Vec<Vec<String>> {
    let rows = group.iter().map(|judged| {
        let Judged { row, assessment, .. } = judged;
        vec![
            row.place.row.to_string(),
            row.code.clone().unwrap_or_default(),
            row.name.clone(),
            lang.of(row.level.vi(), row.level.en()).to_owned(),
            row.school.clone().or_else(|| row.school_code.clone()).unwrap_or_default(),
            lang.of(assessment.status.vi(), status_en(assessment.status)).to_owned(),
            assessment.retirement.to_string(),
            assessment.months_left.to_string(),
            reason(judged, majors, lang),
        ]
    });
    std::iter::once(headers(lang)).chain(rows).collect()
}

/// Level × status with sums, as lines of cells.
pub(super) fn summary(report: &Report, lang: Lang) -> Vec<Vec<String>> {
    let total = lang.of("Tổng cộng", "Total");
    let statuses = ScopeStatus::ALL.map(|status| lang.of(status.vi(), status_en(status)).to_owned());
    let mut lines = vec![vec![lang.of("Cấp học", "Level").to_owned()]];
    if let Some(head) = lines.first_mut() {
        head.extend(statuses);
        head.push(total.to_owned());
    }
    let line = |name: &str, counts: [usize; 5]| {
        let sum: usize = counts.iter().sum();
        let cells = counts.iter().chain(std::iter::once(&sum)).map(usize::to_string);
        std::iter::once(name.to_owned()).chain(cells).collect::<Vec<_>>()
    };
    for level in Level::ALL {
        lines.push(line(
            lang.of(level.vi(), level.en()),
            ScopeStatus::ALL.map(|status| report.count(level, status)),
        ));
    }
    let all = ScopeStatus::ALL.map(|status| Level::ALL.map(|level| report.count(level, status)).iter().sum());
    lines.push(line(total, all));
    lines
}

/// Rows whose status differs between the policies.
fn sensitive(report: &Report, lang: Lang) -> String {
    let label =
        lang.of("Dòng có kết quả khác nhau giữa R0, R1, R2", "Rows whose status differs between R0, R1, R2");
    let rows: Vec<_> = report.rows.iter().filter(|judged| judged.policy_sensitive).collect();
    let mut text = format!("{label}: {}\n", rows.len());
    for judged in rows {
        let place = &judged.row.place;
        let sheet = place.sheet.as_deref().map(|sheet| format!(" · “{sheet}”")).unwrap_or_default();
        text.push_str(&format!("  {}{sheet} · {} {}\n", place.file, lang.of("dòng", "row"), place.row));
    }
    text
}

/// A list of problems with their places, empty text when there are none. In Vietnamese each has its English words on a
/// line of their own, for whoever helps from outside.
pub(crate) fn problems(problems: &[Problem], label: &str, lang: Lang) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let mut text = format!("{label}: {}\n", problems.len());
    problems.iter().for_each(|problem| text.push_str(&one(problem, lang)));
    text
}

fn one(problem: &Problem, lang: Lang) -> String {
    let Fault { code, vi, en } = &problem.fault;
    match lang {
        Lang::Vi => format!("  {}: {vi} [{code}]\n    {en}\n", problem.place_vi()),
        Lang::En => format!("  {}: {en} [{code}]\n", problem.place_en()),
    }
}

/// Warnings shown of one kind; the workbook's summary sheet has them all.
const SHOWN: usize = 3;

/// Warnings by kind, the first few of each with their places: a province has hundreds, and what must be mended stands in the errors.
pub(crate) fn warnings(warnings: &[Problem], label: &str, lang: Lang) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let mut kinds: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    warnings.iter().for_each(|warning| kinds.entry(warning.fault.code).or_default().push(warning));
    let mut text = format!("{label}: {}\n", warnings.len());
    for (code, of_kind) in kinds {
        text.push_str(&format!("  {code}: {}\n", of_kind.len()));
        of_kind.iter().take(SHOWN).for_each(|warning| text.push_str(&one(warning, lang)));
        if of_kind.len() > SHOWN {
            text.push_str(lang.of(
                "  … xem đủ ở trang tổng hợp của --format xlsx\n",
                "  … all of them stand on the summary sheet of --format xlsx\n",
            ));
        }
    }
    text
}
