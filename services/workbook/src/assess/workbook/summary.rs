//! The summary sheet of one input.

use super::super::{Lang, Report, Source, text};
use crate::problem::Problem;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The summary of one input: policy, counts by level and status, problems.
pub(super) fn write_summary(
    worksheet: &mut Worksheet,
    report: &Report,
    source: &Source,
    lang: Lang,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let of_source =
        |problems: &[Problem]| problems.iter().filter(|p| p.file == source.file).cloned().collect::<Vec<_>>();
    let own = Report {
        sources: vec![source.clone()],
        rows: report.rows.iter().filter(|judged| judged.row.place.file == source.file).cloned().collect(),
        errors: of_source(&report.errors),
        warnings: of_source(&report.warnings),
        policy: report.policy,
        majors_sha256: report.majors_sha256.clone(),
        skipped: report.skipped,
    };
    worksheet.set_column_width(0, 28)?;
    worksheet.set_column_range_width(1, 6, 18)?;
    worksheet.write_string_with_format(
        0,
        0,
        lang.of(report.policy.text_vi(), report.policy.text_en()),
        &bold,
    )?;
    let digest = report.majors_sha256.as_ref().map(|digest| {
        format!("{}: {digest}", lang.of("SHA-256 bảng chuyên ngành", "SHA-256 of majors table"))
    });
    worksheet.write_string(1, 0, digest.unwrap_or_default())?;
    let mut row = 3;
    for (at, line) in text::summary(&own, lang).iter().enumerate() {
        for (column, cell) in (0_u16..).zip(line) {
            match cell.parse::<u32>() {
                Ok(count) => worksheet.write_number(row, column, count)?,
                Err(_) if at == 0 => worksheet.write_string_with_format(row, column, cell, &bold)?,
                Err(_) => worksheet.write_string(row, column, cell)?,
            };
        }
        row += 1;
    }
    for (label, problems) in [
        (lang.of("Không đọc được", "Could not be read"), &own.errors),
        (lang.of("Cần xem lại", "To be looked at"), &own.warnings),
    ] {
        for line in text::problems(problems, label, lang).lines() {
            row += 1;
            worksheet.write_string(row, 0, line.trim_start().chars().take(32_767).collect::<String>())?;
        }
    }
    Ok(())
}
