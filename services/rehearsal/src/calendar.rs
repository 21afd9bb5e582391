//! The days of the rehearsal year.

use crate::files::acts::ClockStep;
use crate::land::DISTRICTS;
use crate::people::day;
use chrono::Datelike as _;
use domain::date::LegalDate;

/// The Sở enters the plan.
pub(crate) fn plan() -> LegalDate {
    day(2021, 1, 11)
}

/// A district's roster is entered, with its majors table where it has one.
pub(crate) fn roster(code: &str) -> LegalDate {
    let at = DISTRICTS.iter().position(|district| district.code == code).unwrap_or(0);
    day(2021, 3, [10, 15, 22].get(at / 3).copied().unwrap_or(22))
}

/// The Sở freezes the scope lists of most districts, and a week later of the two whose rosters came last.
pub(crate) fn freezes() -> [(LegalDate, &'static [&'static str]); 2] {
    [(day(2021, 4, 5), &["105", "106", "107", "108", "109", "110"]), (day(2021, 4, 12), &["111", "112"])]
}

/// The college enters its programmes and classes.
pub(crate) fn classes() -> LegalDate {
    day(2021, 5, 10)
}

/// The district that is off the network, and from when to when.
pub(crate) fn away() -> (&'static str, LegalDate, LegalDate) {
    ("107", day(2021, 8, 16), day(2021, 9, 13))
}

/// The Sở settles a double claim.
pub(crate) fn ruling() -> LegalDate {
    day(2021, 10, 18)
}

/// The year is over; the progress of this day is final.
pub(crate) fn end() -> LegalDate {
    day(2022, 1, 10)
}

/// One of the rounds in which districts send teachers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Wave {
    /// Spring.
    First,
    /// Before the summer classes.
    Second,
    /// Autumn, with what became of the first ones.
    Third,
    /// The last days of the year.
    Fourth,
    /// Entered in January.
    Late,
}

impl Wave {
    /// The days between which its decisions are dated, the day of entry, and the day on which the coordinator has it.
    pub(crate) fn days(self, code: &str) -> (LegalDate, LegalDate, LegalDate, LegalDate) {
        let same = |first, last, entered| (first, last, entered, entered);
        let (away_code, _, back_on) = away();
        match self {
            Self::First => same(day(2021, 2, 22), day(2021, 4, 20), day(2021, 4, 26)),
            Self::Second if code == away_code => {
                (day(2021, 8, 2), day(2021, 8, 20), day(2021, 8, 23), back_on)
            }
            Self::Second => same(day(2021, 6, 1), day(2021, 7, 8), day(2021, 7, 12)),
            Self::Third => same(day(2021, 10, 4), day(2021, 11, 10), day(2021, 11, 15)),
            Self::Fourth => same(day(2021, 12, 13), day(2021, 12, 27), day(2021, 12, 29)),
            Self::Late => same(day(2021, 12, 28), day(2021, 12, 28), day(2022, 1, 5)),
        }
    }
}

/// One of the college's reports on enrollments: the day on which study begins, and the day of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Intake {
    /// June.
    Summer,
    /// September.
    Autumn,
    /// December.
    Winter,
    /// January, after the plan's year.
    NewYear,
}

impl Intake {
    /// Every intake, in order.
    pub(crate) const ALL: [Self; 4] = [Self::Summer, Self::Autumn, Self::Winter, Self::NewYear];

    /// First day of its classes.
    pub(crate) fn begins(self) -> LegalDate {
        match self {
            Self::Summer => day(2021, 6, 1),
            Self::Autumn => day(2021, 9, 13),
            Self::Winter => day(2021, 12, 1),
            Self::NewYear => day(2022, 1, 4),
        }
    }

    /// Day of entry.
    pub(crate) fn entered(self) -> LegalDate {
        match self {
            Self::Summer => day(2021, 6, 7),
            Self::Autumn => day(2021, 9, 20),
            Self::Winter => day(2021, 12, 6),
            Self::NewYear => day(2022, 1, 7),
        }
    }

    /// Letter of its classes.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Summer => 'A',
            Self::Autumn => 'B',
            Self::Winter => 'C',
            Self::NewYear => 'D',
        }
    }
}

/// The college's reports on results.
pub(crate) fn results() -> [LegalDate; 2] {
    [day(2021, 12, 24), day(2022, 1, 7)]
}

/// The steps of the clock; the time of day lets a report of the same day follow what was entered.
pub(crate) fn steps() -> Vec<ClockStep> {
    let notes = [
        (plan(), "Sở GD&ĐT nhập kế hoạch năm 2021"),
        (roster("105"), "Các huyện, thành phố nhập danh sách giáo viên (đợt 1)"),
        (roster("108"), "Các huyện nhập danh sách giáo viên (đợt 2)"),
        (roster("111"), "Các huyện nhập danh sách giáo viên (đợt 3)"),
        (freezes()[0].0, "Sở GD&ĐT chốt danh sách thuộc đối tượng"),
        (freezes()[1].0, "Sở GD&ĐT chốt danh sách của hai huyện còn lại"),
        (Wave::First.days("").2, "Cử đi đợt 1"),
        (classes(), "Trường cao đẳng mở lớp"),
        (Intake::Summer.entered(), "Nhập học đợt 1"),
        (Wave::Second.days("").2, "Cử đi đợt 2"),
        (away().1, "Mường Tè mất mạng do mưa lũ"),
        (Wave::Second.days("107").2, "Mường Tè cử đi đợt 2 khi chưa có mạng"),
        (away().2, "Mường Tè có mạng trở lại"),
        (Intake::Autumn.entered(), "Nhập học đợt 2"),
        (ruling(), "Sở GD&ĐT kết luận một trường hợp trùng số định danh"),
        (Wave::Third.days("").2, "Cử đi đợt 3, thu hồi, thay thế"),
        (Intake::Winter.entered(), "Nhập học đợt 3, biến động người học"),
        (results()[0], "Kết quả học tập và văn bằng"),
        (Wave::Fourth.days("").2, "Cử đi những ngày cuối năm"),
        (day(2021, 12, 31), "Ngày cuối của kế hoạch"),
        (Wave::Late.days("").2, "Hồ sơ đến muộn"),
        (results()[1], "Kết quả, văn bằng và nhập học sau năm kế hoạch"),
        (end(), "Số liệu cuối cùng"),
    ];
    let step =
        |(date, note): (LegalDate, &str)| ClockStep { date, time: "08:00".to_owned(), note: note.to_owned() };
    notes.into_iter().map(step).collect()
}

/// "ngày 05 tháng 3 năm 2021": 1 to 9 and the months 1 and 2 take a zero (Decree 30/2020).
pub(crate) fn prose(date: LegalDate) -> String {
    let month = if date.month() < 3 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}
