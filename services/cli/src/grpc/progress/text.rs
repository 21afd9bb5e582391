//! The progress table as text for officers.

use crate::args::Language;
use crate::table::{TextTable, wrap};
use crate::words::{day_of, moment};
use contracts::pb::progress::v1 as pb;
use contracts::pb::types::v1::{Level, Verdict};
use domain::date::Instant;

/// Columns that a page or a narrow terminal shows.
pub(super) const WIDTH: usize = 120;

/// Words of a level.
pub(crate) fn level(value: i32, lang: Language) -> &'static str {
    use domain::vocabulary::Level as Word;
    let word = match Level::try_from(value) {
        Ok(Level::Preschool) => Word::Preschool,
        Ok(Level::Primary) => Word::Primary,
        Ok(Level::LowerSecondary) => Word::LowerSecondary,
        _ => return "–",
    };
    if lang == Language::En { word.en() } else { word.vi() }
}

fn verdict(value: i32, lang: Language) -> &'static str {
    use domain::band::Verdict as Word;
    let word = match Verdict::try_from(value) {
        Ok(Verdict::Below) => Word::Below,
        Ok(Verdict::Inside) => Word::Inside,
        Ok(Verdict::Above) => Word::Above,
        Ok(Verdict::Unattainable) => Word::Unattainable,
        Ok(Verdict::NotApplicable) => Word::NotApplicable,
        _ => Word::Unknown,
    };
    if lang == Language::En { word.en() } else { word.vi() }
}

/// Words of a cause; a code that this program does not know stands as it is.
fn cause(code: &str, lang: Language) -> String {
    use domain::picture::Cause;
    let known = Cause::ALL.iter().find(|cause| cause.code() == code);
    known.map_or_else(
        || code.to_owned(),
        |cause| if lang == Language::En { cause.en() } else { cause.vi() }.to_owned(),
    )
}

/// What a row has to say beside its figures: why its verdict is open, what its band allows, what is counted apart.
fn remark(row: &pb::Row, lang: Language) -> String {
    let vi = lang == Language::Vi;
    let mut parts = Vec::new();
    if Verdict::try_from(row.verdict) == Ok(Verdict::Unattainable)
        && let (Some(min), Some(max)) = (row.min_count, row.max_count)
    {
        parts.push(if vi {
            format!("gần khoảng cần cử nhất là {max} người (thấp hơn) hoặc {min} người (cao hơn)")
        } else {
            format!("nearest to the band are {max} (below it) and {min} (above it)")
        });
    }
    if row.freeze_revision > 1 {
        let words = if vi { "danh sách chốt lần" } else { "list frozen, time" };
        parts.push(format!("{words} {}", row.freeze_revision));
    }
    parts.extend(row.cause.split('+').filter(|code| !code.is_empty()).map(|code| cause(code, lang)));
    match row.disputed {
        0 => {}
        count if vi => {
            parts.push(format!("{count} người có quyết định cử đi đang bị hai huyện cùng khai, chưa tính"))
        }
        count => parts.push(format!("{count} sent are claimed by two districts and not counted")),
    }
    match row.recorded_late {
        0 => {}
        count if vi => parts.push(format!("trong số đã cử, {count} quyết định tới sau ngày chốt số liệu")),
        count => parts.push(format!("of the sent, {count} decisions came in after the cut-off")),
    }
    parts.join("; ")
}

/// A district as the narrow table names it: code and name, without the word for what it is.
fn place(row: &pb::Row) -> String {
    const WORDS: [&str; 4] = ["Huyện ", "Thành phố ", "Thị xã ", "Tỉnh "];
    let name = row.district_name.as_str();
    let short = WORDS.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    format!("{} {short}", row.district)
}

/// How far a count lies outside the band: `−3` are missing, `+2` are too many.
fn outside(row: &pb::Row) -> String {
    match (row.shortfall.unwrap_or(0), row.excess.unwrap_or(0)) {
        (0, 0) => String::new(),
        (short, 0) => format!("−{short}"),
        (_, over) => format!("+{over}"),
    }
}

fn cells(row: &pb::Row, lang: Language) -> Vec<String> {
    let band = match (row.min_count, row.max_count) {
        (Some(min), Some(max)) if min < max => format!("{min}–{max}"),
        (Some(min), Some(max)) if min == max => min.to_string(),
        _ => "–".to_owned(),
    };
    // The Vietnamese words for a level are short, the English ones for a verdict are.
    let (level_width, verdict_width) = if lang == Language::En { (15, 10) } else { (10, 14) };
    let wrapped = |text: &str, width| wrap(text, width).join("\n");
    let list = [row.teachers, row.meets_standard, row.near_retirement, row.undecided, row.in_scope];
    let mut cells = vec![place(row), wrapped(level(row.level, lang), level_width)];
    cells.extend(list.iter().map(u64::to_string));
    cells.push(band);
    cells.push(row.sent.to_string());
    cells.push(row.percent.clone().unwrap_or_else(|| "–".to_owned()));
    cells.push(outside(row));
    cells.extend([row.enrolled, row.completed].iter().map(u64::to_string));
    cells.push(wrapped(verdict(row.verdict, lang), verdict_width));
    cells
}

/// Headings, Vietnamese and English; whether the column is a number; whether it stands close to the one before.
const COLUMNS: [(&str, &str, bool, bool); 14] = [
    ("Đơn vị", "District", false, false),
    ("Cấp học", "Level", false, true),
    ("Giáo\nviên", "Staff", true, false),
    ("Đạt\nchuẩn", "Meets\nstd.", true, true),
    ("Gần\nhưu", "Retire\nsoon", true, true),
    ("Chưa\nrõ", "Un-\nclear", true, true),
    ("Đối\ntượng", "In\nscope", true, true),
    ("Cần cử", "To send", true, false),
    ("Đã\ncử", "Sent", true, true),
    ("Tỷ lệ\n%", "%", true, true),
    ("Thiếu −\nthừa +", "Short −\nover +", true, true),
    ("Nhập\nhọc", "Enrol-\nled", true, false),
    ("Có\nbằng", "Di-\nploma", true, true),
    ("Kết luận", "Verdict", false, false),
];

/// Rows with their remarks, a rule, the totals.
fn figures(progress: &pb::Progress, lang: Language) -> String {
    let vi = lang == Language::Vi;
    let columns: Vec<(&str, bool)> =
        COLUMNS.iter().map(|(word, en, right, _)| (if vi { *word } else { *en }, *right)).collect();
    let close: Vec<usize> =
        COLUMNS.iter().enumerate().filter(|(_, (.., close))| *close).map(|(at, _)| at).collect();
    let mut table = TextTable::new(&columns).join(&close);
    let add = |row: &pb::Row, table: &mut TextTable| {
        table.row(cells(row, lang));
        let remark = remark(row, lang);
        if !remark.is_empty() {
            table.note(remark);
        }
    };
    progress.rows.iter().for_each(|row| add(row, &mut table));
    table.ruler();
    progress.totals.iter().for_each(|row| add(row, &mut table));
    table.render()
}

/// Whether some total is not the sum of its rows.
fn sums_differ(progress: &pb::Progress) -> bool {
    let counts = |row: &pb::Row| {
        [
            row.teachers,
            row.meets_standard,
            row.near_retirement,
            row.undecided,
            row.in_scope,
            row.sent,
            row.enrolled,
            row.completed,
        ]
    };
    progress.totals.iter().any(|total| {
        let rows = progress.rows.iter().filter(|row| row.level == total.level).map(counts);
        let sum = rows.fold([0; 8], |mut sum, row| {
            sum.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
            sum
        });
        sum != counts(total)
    })
}

/// What the table is about: plan, cut-off, moment, and whether it is final.
fn head(progress: &pb::Progress, lang: Language) -> String {
    let plan = progress.plan.clone().unwrap_or_default();
    let (cutoff, as_of) = (day_of(&progress.cutoff, lang), moment(Instant(progress.as_of), lang));
    let (id, version, policy) = (plan.id, plan.version, plan.policy);
    let state = match (progress.r#final, lang) {
        (true, Language::Vi) => "số liệu cuối",
        (true, Language::En) => "final",
        (false, Language::Vi) => "tạm tính",
        (false, Language::En) => "provisional",
    };
    match lang {
        Language::Vi => format!(
            "Kế hoạch {id}, bản {version}, cách xét {policy} — chốt số liệu đến {cutoff}, tính lúc {as_of} — {state}"
        ),
        Language::En => {
            format!(
                "Plan {id}, version {version}, policy {policy} — cut-off {cutoff}, as of {as_of} — {state}"
            )
        }
    }
}

/// Why a total is not the sum of its rows (D31), Vietnamese and English.
const ONCE: (&str, &str) = (
    "Dòng toàn tỉnh tính mỗi người một lần; người được hai huyện cùng khai có ở dòng của cả hai huyện, nên tổng các dòng có thể lớn hơn.",
    "The province counts each person once; one claimed by two districts stands in the rows of both, so the rows may add up to more.",
);

/// The table with plan, cut-off and definitions, at most 120 columns wide, ended by a newline.
pub(crate) fn table(progress: &pb::Progress, lang: Language) -> String {
    let vi = lang == Language::Vi;
    let mut lines = Vec::new();
    if sums_differ(progress) {
        lines.extend(wrap(if vi { ONCE.0 } else { ONCE.1 }, WIDTH));
    }
    lines.push(String::new());
    for definition in &progress.definitions {
        let words = if vi { &definition.text_vi } else { &definition.text_en };
        lines.extend(wrap(&format!("{words} [{}]", definition.name), WIDTH));
    }
    let (head, figures, below) = (head(progress, lang), figures(progress, lang), lines.join("\n"));
    let mut text = format!("{head}\n\n{figures}{below}\n\n");
    text.push_str(&super::breaks_text::some(&progress.breaks, lang));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of four-figure counts with every remark there is.
    fn row(district: &str, name: &str, at: Level, teachers: u64) -> pb::Row {
        pb::Row {
            district: district.to_owned(),
            district_name: name.to_owned(),
            level: at.into(),
            teachers,
            meets_standard: 1500,
            near_retirement: 1200,
            in_scope: 1300,
            undecided: 1100,
            sent: 1000,
            disputed: 3,
            recorded_late: 2,
            enrolled: 1000,
            completed: 1000,
            percent: Some("100.00".to_owned()),
            verdict: Verdict::Unattainable.into(),
            cause: "UNDECIDED+STALE_SOURCE".to_owned(),
            min_count: Some(1200),
            max_count: Some(1199),
            shortfall: Some(1200),
            ..pb::Row::default()
        }
    }

    fn progress(total: u64) -> pb::Progress {
        let levels = [Level::Preschool, Level::Primary, Level::LowerSecondary];
        let mut band = row("108", "Huyện Nậm Nhùn", Level::LowerSecondary, 2000);
        (band.min_count, band.max_count) = (Some(1199), Some(1200));
        pb::Progress {
            cutoff: "2021-12-31".to_owned(),
            as_of: 1_641_344_405_000,
            rows: vec![band],
            totals: levels.map(|at| row("12", "Tỉnh Lai Châu", at, total)).into_iter().skip(2).collect(),
            ..pb::Progress::default()
        }
    }

    #[test]
    fn the_table_fits_a_page_in_both_languages_and_leaves_no_code_to_read() {
        for lang in [Language::Vi, Language::En] {
            let text = table(&progress(2000), lang);
            let widest = text.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(WIDTH), "{widest:?}\n{text}");
            assert!(!text.contains("UNDECIDED") && !text.contains("STALE"), "{text}");
            assert!(
                text.contains("108 Nậm Nhùn") && text.contains("1199–1200") && text.contains("−1200"),
                "{text}"
            );
        }
        let text = table(&progress(2000), Language::Vi);
        assert!(text.contains("chốt số liệu đến 31/12/2021, tính lúc 08:00:05 05/01/2022"), "{text}");
        assert!(
            text.contains("Không số nào") && text.contains("1199 người (thấp hơn) hoặc 1200 người (cao hơn)"),
            "{text}"
        );
        let text = table(&progress(2000), Language::En);
        assert!(text.contains("cut-off 2021-12-31") && text.contains("no count"), "{text}");
    }

    #[test]
    fn why_rows_and_totals_differ_is_said_only_where_they_do() {
        let says = |total, lang, words| table(&progress(total), lang).contains(words);
        for (lang, words) in
            [(Language::Vi, "tính mỗi người một lần"), (Language::En, "counts each person once")]
        {
            assert!(!says(2000, lang, words));
            assert!(says(1999, lang, words));
        }
    }
}
