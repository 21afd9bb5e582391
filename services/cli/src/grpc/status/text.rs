//! The state of a node in words.

use crate::args::Language;
use crate::table::{TextTable, wrap};
use crate::words::{day, moment};
use contracts::pb::exchange::v1 as pb;
use contracts::refusal::Reason;
use domain::date::Instant;

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;
/// Days before the end of a certificate from which on renewing it is urged.
const URGENT: i64 = 30;
/// Columns for the names of the lines, and for the words beside them.
const NAMES: usize = 24;
const WORDS: usize = 96;

/// A text in Vietnamese and English.
type Both<'a> = (&'a str, &'a str);

/// Lines of a name and words, which wrap beside it.
struct Sheet {
    text: String,
    lang: Language,
}

impl Sheet {
    fn pick<'a>(&self, (vi, en): Both<'a>) -> &'a str {
        if self.lang == Language::En { en } else { vi }
    }

    fn line(&mut self, name: Both<'_>, words: &str) {
        let name = self.pick(name);
        for (at, part) in wrap(words, WORDS).iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            let pad = " ".repeat(NAMES.saturating_sub(name.chars().count()));
            self.text.extend([name, &pad, part, "\n"]);
        }
    }
}

/// What happened and what to do next, of a reason; a code that this program does not know stands as it is.
fn reason(code: &str, lang: Language) -> String {
    let words = |reason: Reason| match lang {
        Language::Vi => reason.text_vi(&[]),
        Language::En => reason.text_en(&[]),
    };
    Reason::from_code(code).map_or_else(|| code.to_owned(), |reason| format!("{} [{code}]", words(reason)))
}

/// Everything that a node says; `real_now` is real time, which certificates go by.
pub(super) fn text(status: &pb::GetNodeStatusResponse, real_now: Instant, lang: Language) -> String {
    let mut sheet = Sheet { text: String::new(), lang };
    let recorded = status.recorded.clone().unwrap_or_default();
    let hub = status.link() == pb::LinkState::Hub;
    sheet.line(("Đơn vị", "Agency"), &format!("{} {}", status.agency_code, status.agency_name));
    sheet.line(("Mã định danh", "Id"), &status.agency);
    let entries = sheet.pick(("mục, kỷ nguyên", "entries, epoch"));
    let entries = format!("{} {entries} {}", recorded.size, recorded.epoch);
    sheet.line(("Đã ghi vào sổ", "Recorded"), &entries);
    if !hub {
        let receipt = sheet.pick(("mục, biên nhận lúc", "entries, receipt of"));
        let receipt =
            format!("{} {receipt} {}", status.delivered, moment(Instant(status.delivered_at), lang));
        sheet.line(("Bộ điều phối đã nhận", "Delivered"), &receipt);
    }
    link(&mut sheet, status);
    certificate(&mut sheet, Instant(status.certificate_until), real_now);
    sheet.line(("Giờ của nút", "Clock of the node"), &moment(Instant(status.now), lang));
    sheet.line(("Phiên bản", "Version"), &status.program_version);
    if hub {
        sheet.text.push('\n');
        sheet.text.push_str(&agencies(&status.agencies, lang));
    }
    sheet.text
}

fn link(sheet: &mut Sheet, status: &pb::GetNodeStatusResponse) {
    let state = match status.link() {
        pb::LinkState::Connected => ("đang kết nối với bộ điều phối", "connected to the coordinator"),
        pb::LinkState::Connecting => {
            ("chưa kết nối được, nút tự thử lại", "not connected, the node tries again")
        }
        pb::LinkState::Stopped => ("đã ngừng gửi, cần người xử lý", "stopped delivering, somebody must act"),
        pb::LinkState::Hub => ("đây là bộ điều phối", "this is the coordinator"),
        pb::LinkState::Unspecified => ("không rõ", "unknown"),
    };
    let state = sheet.pick(state);
    sheet.line(("Kết nối", "Link"), state);
    if !status.link_reason.is_empty() {
        let told = sheet.pick((&status.link_text_vi, &status.link_text_en)).to_owned();
        sheet.line(("", ""), &format!("{told} [{}]", status.link_reason));
        sheet.line(("", ""), &status.link_detail);
    }
    let writes = match status.writes_refused.as_str() {
        "" => sheet.pick(("có", "yes")).to_owned(),
        code => format!("{}: {}", sheet.pick(("không", "no")), reason(code, sheet.lang)),
    };
    sheet.line(("Nhận ghi", "Takes writes"), &writes);
}

fn certificate(sheet: &mut Sheet, until: Instant, real_now: Instant) {
    let left = (until.0 - real_now.0).div_euclid(DAY_MS);
    let day = day(until.date(), sheet.lang);
    let words = match left {
        ..0 => (format!("đã hết hạn ngày {day}"), format!("ended on {day}")),
        _ => (format!("còn {left} ngày, đến {day}"), format!("{left} days left, until {day}")),
    };
    let renew = match left {
        ..URGENT => (
            ": gửi lại request.json để Sở ký (lienthong keys sign) rồi lienthong keys install; không phải dừng nút",
            ": have the department sign request.json again (lienthong keys sign), then lienthong keys install; the node runs on",
        ),
        _ => ("", ""),
    };
    let words = format!("{}{}", sheet.pick((&words.0, &words.1)), sheet.pick(renew));
    sheet.line(("Chứng thư của nút", "Certificate"), &words);
}

/// What the coordinator has of every agency.
fn agencies(agencies: &[pb::AgencyContact], lang: Language) -> String {
    let heads = match lang {
        Language::Vi => ["Đơn vị", "Đã nhận", "Liên lạc lần cuối", "Kết nối"],
        Language::En => ["Agency", "Delivered", "Last seen", "Link"],
    };
    let [agency, delivered, seen, line] = heads;
    let mut table = TextTable::new(&[(agency, false), (delivered, true), (seen, false), (line, false)]);
    let pick = |(vi, en): Both<'_>| if lang == Language::En { en.to_owned() } else { vi.to_owned() };
    for agency in agencies {
        let line = if agency.connected {
            pick(("đang kết nối", "connected"))
        } else if agency.last_seen == 0 {
            pick(("chưa từng kết nối", "never connected"))
        } else {
            pick(("mất liên lạc", "not connected"))
        };
        let seen = moment(Instant(agency.last_seen), lang);
        let name = format!("{} {}", agency.code, agency.name);
        table.row(vec![name, agency.delivered.to_string(), seen, line]);
        if !agency.stopped.is_empty() {
            let refused = pick(("không nhận thêm từ sổ này", "nothing more is taken of this journal"));
            table.note(format!("{refused} [{}]", agency.stopped));
        }
    }
    table.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_641_344_405_000);

    fn district() -> pb::GetNodeStatusResponse {
        pb::GetNodeStatusResponse {
            agency: "0190".to_owned(),
            agency_code: "108".to_owned(),
            agency_name: "Huyện Sìn Hồ".to_owned(),
            recorded: Some(pb::JournalSize { size: 7, epoch: 1, ..pb::JournalSize::default() }),
            delivered: 5,
            delivered_at: NOW.0,
            link: pb::LinkState::Connected.into(),
            now: NOW.0,
            certificate_until: NOW.0 + 200 * DAY_MS,
            ..pb::GetNodeStatusResponse::default()
        }
    }

    fn said(status: &pb::GetNodeStatusResponse, lang: Language, words: &[&str]) {
        let text = text(status, NOW, lang);
        for word in words {
            assert!(text.contains(word), "{word:?} in {text}");
        }
        assert!(
            !text.contains("LINK_STATE") && text.lines().all(|line| line.chars().count() <= 120),
            "{text}"
        );
    }

    #[test]
    fn a_node_says_who_it_is_and_how_it_stands_in_words() {
        let vi = [
            "108 Huyện Sìn Hồ",
            "7 mục, kỷ nguyên 1",
            "5 mục, biên nhận lúc 08:00:05 05/01/2022",
            "đang kết nối với bộ điều phối",
            "còn 200 ngày, đến 24/07/2022\n",
            "Nhận ghi                có\n",
        ];
        said(&district(), Language::Vi, &vi);
        let en = ["7 entries, epoch 1", "connected to the coordinator", "200 days left, until 2022-07-24"];
        said(&district(), Language::En, &en);
    }

    #[test]
    fn a_node_that_is_cut_off_says_why_and_what_to_do() {
        let reason = Reason::CoordinatorUnreachable;
        let cut = pb::GetNodeStatusResponse {
            link: pb::LinkState::Connecting.into(),
            link_reason: reason.code().to_owned(),
            link_text_vi: reason.text_vi(&[]),
            link_text_en: reason.text_en(&[]),
            link_detail: "https://127.0.0.1:7440: Connection refused".to_owned(),
            writes_refused: "NODE_NOT_READY".to_owned(),
            certificate_until: NOW.0 + 3 * DAY_MS,
            ..district()
        };
        let vi =
            ["Không kết nối được", "[COORDINATOR_UNREACHABLE]", "https://127.0.0.1:7440", "[NODE_NOT_READY]"];
        said(&cut, Language::Vi, &vi);
        said(&cut, Language::Vi, &["còn 3 ngày", "keys sign", "không phải dừng nút"]);
        said(&cut, Language::En, &["cannot be reached", "no: ", "the node runs on"]);
        let ended = pb::GetNodeStatusResponse { certificate_until: NOW.0 - 1, ..district() };
        said(&ended, Language::Vi, &["đã hết hạn ngày 05/01/2022"]);
    }

    #[test]
    fn the_coordinator_lists_every_agency() {
        let contact = |code: &str, last_seen, connected, stopped: &str| pb::AgencyContact {
            code: code.to_owned(),
            name: format!("Huyện {code}"),
            delivered: 12,
            last_seen,
            connected,
            stopped: stopped.to_owned(),
            ..pb::AgencyContact::default()
        };
        let hub = pb::GetNodeStatusResponse {
            link: pb::LinkState::Hub.into(),
            agencies: vec![
                contact("105", NOW.0, true, ""),
                contact("106", NOW.0, false, "FORK"),
                contact("107", 0, false, ""),
            ],
            ..district()
        };
        let vi = [
            "105 Huyện 105 │      12 │ 08:00:05 05/01/2022 │ đang kết nối\n",
            "│ mất liên lạc\n    └ không nhận thêm từ sổ này [FORK]\n",
            "│ –                   │ chưa từng kết nối\n",
        ];
        said(&hub, Language::Vi, &vi);
        said(&hub, Language::En, &["105 Huyện 105 │        12 │ 2022-01-05T08:00:05+07:00 │ connected\n"]);
    }
}
