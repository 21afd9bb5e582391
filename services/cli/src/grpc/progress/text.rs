//! The progress table as text for officers.

use crate::args::Language;
use crate::table::TextTable;
use contracts::pb::progress::v1 as pb;
use contracts::pb::types::v1::{Level, Verdict};
use domain::date::Instant;
use std::collections::BTreeMap;
use std::fmt::Write;

fn level(value: i32, lang: Language) -> &'static str {
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

/// What is missing or too much, or why it is not known.
fn remark(row: &pb::Row, lang: Language) -> String {
    let vi = lang == Language::Vi;
    let mut parts = Vec::new();
    match (row.shortfall.unwrap_or(0), row.excess.unwrap_or(0)) {
        (0, 0) => {}
        (short, 0) => parts.push(format!("{} {short}", if vi { "thiếu" } else { "short by" })),
        (_, over) => parts.push(format!("{} {over}", if vi { "thừa" } else { "over by" })),
    }
    if Verdict::try_from(row.verdict) == Ok(Verdict::Unattainable)
        && let (Some(min), Some(max)) = (row.min_count, row.max_count)
    {
        let words = if vi { "gần nhất" } else { "nearest" };
        parts.push(format!("{words} {max} / {min}"));
    }
    parts.extend(row.cause.split('+').filter(|code| !code.is_empty()).map(|code| cause(code, lang)));
    parts.join("; ")
}

fn cells(row: &pb::Row, lang: Language) -> Vec<String> {
    let band = match (row.min_count, row.max_count) {
        (Some(min), Some(max)) if min <= max => format!("{min}–{max}"),
        _ => "–".to_owned(),
    };
    let name = format!("{} {}", row.district, row.district_name);
    let numbers = [row.teachers, row.meets_standard, row.near_retirement, row.undecided, row.in_scope];
    let after = [row.sent, row.disputed, row.recorded_late, row.enrolled, row.completed];
    let mut cells = vec![name, level(row.level, lang).to_owned()];
    cells.extend(numbers.iter().map(u64::to_string));
    cells.push(band);
    cells.extend(after.iter().map(u64::to_string));
    cells.push(row.percent.clone().unwrap_or_else(|| "–".to_owned()));
    cells.push(verdict(row.verdict, lang).to_owned());
    cells.push(remark(row, lang));
    cells
}

const COLUMNS: [(&str, &str, bool); 16] = [
    ("Đơn vị", "District", false),
    ("Cấp", "Level", false),
    ("GV", "Staff", true),
    ("Đạt", "Meets", true),
    ("Gần hưu", "Near ret.", true),
    ("Chưa rõ", "Undec.", true),
    ("Đối tượng", "In scope", true),
    ("Cần cử", "Band", true),
    ("Đã cử", "Sent", true),
    ("Tr.chấp", "Disp.", true),
    ("Muộn", "Late", true),
    ("Nhập học", "Enrolled", true),
    ("Có bằng", "Compl.", true),
    ("%", "%", true),
    ("Kết luận", "Verdict", false),
    ("Ghi chú", "Remark", false),
];

/// The table with plan, cut-off and definitions, ended by a newline.
pub(crate) fn table(progress: &pb::Progress, lang: Language) -> String {
    let vi = lang == Language::Vi;
    let columns: Vec<(&str, bool)> =
        COLUMNS.iter().map(|(word, en, right)| (if vi { *word } else { *en }, *right)).collect();
    let mut table = TextTable::new(&columns);
    progress.rows.iter().for_each(|row| table.row(cells(row, lang)));
    table.ruler();
    progress.totals.iter().for_each(|row| table.row(cells(row, lang)));
    let plan = progress.plan.clone().unwrap_or_default();
    let state = match (progress.r#final, vi) {
        (true, true) => "số liệu cuối",
        (true, false) => "final",
        (false, true) => "tạm tính",
        (false, false) => "provisional",
    };
    let mut text = String::new();
    let head =
        if vi { ("Kế hoạch", "chốt đến", "tính lúc") } else { ("Plan", "cut-off", "as of") };
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{} {} v{} ({}) — {} {}, {} {} — {state}\n",
        head.0,
        plan.id,
        plan.version,
        plan.policy,
        head.1,
        progress.cutoff,
        head.2,
        Instant(progress.as_of)
    );
    text.push_str(&table.render());
    text.push('\n');
    for definition in &progress.definitions {
        let words = if vi { &definition.text_vi } else { &definition.text_en };
        let _ = writeln!(text, "{}: {words}", definition.name);
    }
    text.push('\n');
    text.push_str(&breaks(&progress.breaks, lang));
    text
}

/// Open breaks, kind by kind.
pub(crate) fn breaks(breaks: &[pb::Break], lang: Language) -> String {
    let vi = lang == Language::Vi;
    let mut kinds: BTreeMap<&str, Vec<&pb::Break>> = BTreeMap::new();
    breaks.iter().for_each(|open| kinds.entry(&open.kind).or_default().push(open));
    let mut text = String::new();
    let title = if vi { "Chênh lệch đang mở" } else { "Open breaks" };
    let _ = writeln!(text, "{title}: {}", breaks.len());
    for (kind, list) in kinds {
        let _ = writeln!(text, "  {kind}: {}", list.len());
        for open in list.iter().take(5) {
            let words = if vi { &open.text_vi } else { &open.text_en };
            let who =
                if open.person_name.is_empty() { String::new() } else { format!(" [{}]", open.person_name) };
            let id = open.id.get(..12).unwrap_or(&open.id);
            let _ = writeln!(text, "    {id} {}{who}: {words}", open.districts.join(","));
        }
        if list.len() > 5 {
            let more =
                if vi { "… xem đủ bằng `lienthong breaks`" } else { "… all by `lienthong breaks`" };
            let _ = writeln!(text, "    {more}");
        }
    }
    text
}
