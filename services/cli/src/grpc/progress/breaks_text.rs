//! Open breaks as text for officers: what each is, whom it is about, and how it is settled.

use super::text::WIDTH;
use crate::args::Language;
use crate::table::wrap;
use contracts::pb::progress::v1 as pb;
use domain::picture::breaks::{BreakKind, Words};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Breaks of one kind that stand below a table.
const BELOW_A_TABLE: usize = 5;

/// Every break, with the records that it is about.
pub(crate) fn all(breaks: &[pb::Break], lang: Language) -> String {
    let note = pick(
        lang,
        [
            "lệnh ruling và link nhận mã rút gọn, từ 6 chữ đầu",
            "the commands ruling and link take a shortened id, of 6 digits or more",
        ],
    );
    let mut text = title(breaks.len(), lang);
    let _ = writeln!(text, " ({note})");
    for (code, list) in by_kind(breaks) {
        heading(&mut text, code, list.len(), lang);
        if let Some(words) = words(code) {
            let how = pick(lang, ["Cách giải quyết", "How to settle"]);
            paragraph(&mut text, 4, &format!("{how}: {}", pick(lang, words.settled)));
        }
        for open in list {
            let owner = pick(lang, ["nơi xử lý", "settled by"]);
            let _ = writeln!(text, "    {} {} ({owner}: {})", open.id, open.districts.join(","), open.owner);
            paragraph(&mut text, 6, pick(lang, [&open.text_vi, &open.text_en]));
            open.about.iter().for_each(|one| record(&mut text, one));
        }
    }
    text
}

/// The first breaks of every kind, below a table.
pub(super) fn some(breaks: &[pb::Break], lang: Language) -> String {
    let mut text = title(breaks.len(), lang);
    text.push('\n');
    for (code, list) in by_kind(breaks) {
        heading(&mut text, code, list.len(), lang);
        for open in list.iter().take(BELOW_A_TABLE) {
            let id = open.id.get(..12).unwrap_or(&open.id);
            let names: Vec<&str> =
                open.about.iter().map(|one| one.name.as_str()).filter(|name| !name.is_empty()).collect();
            let who = if names.is_empty() { String::new() } else { format!(" [{}]", names.join(", ")) };
            let words = pick(lang, [&open.text_vi, &open.text_en]);
            paragraph(&mut text, 4, &format!("{id} {}{who}: {words}", open.districts.join(",")));
        }
        if list.len() > BELOW_A_TABLE {
            let more = pick(lang, ["… xem đủ bằng `lienthong breaks`", "… all by `lienthong breaks`"]);
            let _ = writeln!(text, "    {more}");
        }
    }
    if !breaks.is_empty() {
        let more = [
            "  Về ai và cách giải quyết: `lienthong breaks`",
            "  Whom they are about and how they are settled: `lienthong breaks`",
        ];
        let _ = writeln!(text, "{}", pick(lang, more));
    }
    text
}

/// The word of a language, Vietnamese first. Writing to a string cannot fail, here and above.
fn pick<T>(lang: Language, [vi, en]: [T; 2]) -> T {
    if lang == Language::Vi { vi } else { en }
}

/// Words on lines of at most a page's width, each after some spaces.
fn paragraph(text: &mut String, indent: usize, words: &str) {
    for line in wrap(words, WIDTH - indent) {
        let _ = writeln!(text, "{:indent$}{line}", "");
    }
}

fn title(count: usize, lang: Language) -> String {
    format!("{}: {count}", pick(lang, ["Chênh lệch đang mở", "Open breaks"]))
}

fn by_kind(breaks: &[pb::Break]) -> BTreeMap<&str, Vec<&pb::Break>> {
    let mut kinds: BTreeMap<&str, Vec<&pb::Break>> = BTreeMap::new();
    breaks.iter().for_each(|open| kinds.entry(&open.kind).or_default().push(open));
    kinds
}

/// What people read about a kind; `None` for one that this program does not know.
fn words(code: &str) -> Option<&'static Words> {
    BreakKind::ALL.iter().find(|kind| kind.code() == code).map(|kind| kind.words())
}

fn heading(text: &mut String, code: &str, count: usize, lang: Language) {
    let name = words(code).map_or("", |words| pick(lang, words.name));
    let _ = writeln!(text, "  {name} [{code}]: {count}");
}

/// One record: whose, about whom as far as the caller may know, and the id that commands take.
fn record(text: &mut String, one: &pb::BreakRecord) {
    let who = match (one.name.is_empty(), one.code.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("{} – ", one.name),
        (false, false) => format!("{} ({}) – ", one.name, one.code),
    };
    let key = one.record.clone().unwrap_or_default();
    let _ = writeln!(text, "      · {} {who}{}/{}", one.agency_code, key.agency, key.record_id);
}
